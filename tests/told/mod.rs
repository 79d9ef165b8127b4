//! What is drawn of a text of our own, in one line an event.

use std::path::PathBuf;

use frontline::model::{Document, Event, Omission};
use frontline::{Reference, coding, dedup, read};

/// The events drawn of a text published on 24 May 2023, as "type place attacks/killed/wounded", sorted.
pub fn drawn(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = events(text).iter().filter(|event| Omission::of(event).is_none()).map(line).collect();
    lines.sort();
    lines
}

/// The events of a text, drawn or not.
pub fn events(text: &str) -> Vec<Event> {
    dedup::events(coding(&document(text), &Reference::embedded()).reports)
}

/// The text as a document published on that day.
pub fn document(text: &str) -> Document {
    let unique = text.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let path: PathBuf = std::env::temp_dir().join(format!("frontline-pipeline-{}-{unique}.txt", std::process::id()));
    std::fs::write(&path, text).expect("the folder for temporary files can be written");
    let settings = read::Settings { published: "2023-05-24".parse().ok(), ..read::Settings::default() };
    let document =
        read::documents(std::slice::from_ref(&path), &settings).flatten().next().expect("the text is a document");
    std::fs::remove_file(path).expect("the file was written above");
    document
}

/// An event as "type place attacks/killed/wounded".
pub fn line(event: &Event) -> String {
    let best = event.best();
    let number = |code: &str| {
        let count = best.counts.iter().find(|(counted, _)| counted.code() == code);
        count.map_or_else(|| "-".to_string(), |(_, count)| count.best.to_string())
    };
    let numbers = [number("attacks"), number("killed"), number("wounded")].join("/");
    format!("{} {} {numbers}", best.event_type.code(), best.location.place.name)
}

/// That these events, and no others, are drawn of a text.
pub fn check(text: &str, expected: &[&str]) {
    assert_eq!(drawn(text), expected, "{text}");
}
