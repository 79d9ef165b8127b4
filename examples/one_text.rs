//! What one text says happened, and where: `cargo run --example one_text -- morning.txt`.

use std::path::PathBuf;
use std::process::ExitCode;

use frontline::model::Omission;
use frontline::{Reference, coding, dedup, read};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("give a file to read");
        return ExitCode::from(2);
    };
    let reference = Reference::embedded();
    for item in read::documents(&[path], &read::Settings::default()) {
        match item {
            Ok(document) => {
                let events = dedup::events(coding(&document, &reference).reports);
                for event in events.iter().filter(|event| Omission::of(event).is_none()) {
                    let best = event.best();
                    let day = best.when.end.map_or_else(|| "undated".to_string(), |day| day.to_string());
                    println!(
                        "{day}  {}  {}  {}",
                        best.event_type.code(),
                        best.location.place.name,
                        best.quotation.text
                    );
                }
            }
            Err(problem) => eprintln!("{problem}"),
        }
    }
    ExitCode::SUCCESS
}
