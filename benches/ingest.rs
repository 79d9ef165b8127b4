//! Ten thousand articles from saved feeds into a store, and their layers out: seconds and peak memory of the program.
//!
//! `cargo bench --bench ingest [-- ARTICLES [FOLDER]]`. The articles are made up from a seed, some two thousand letters
//! each, fifty to a feed. The second morning brings fifty more. With FOLDER everything is kept.

#[path = "../tests/articles/mod.rs"]
mod articles;
#[path = "../tests/made/mod.rs"]
#[expect(dead_code, reason = "only its chance is needed")]
mod made;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ARTICLES: usize = 10_000;
/// Between two looks at a program's memory.
const LOOK: Duration = Duration::from_millis(5);

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let count = words.next().map_or(ARTICLES, |word| word.parse().expect("a number of articles"));
    let own = std::env::temp_dir().join(format!("frontline-bench-{}", std::process::id()));
    let kept = words.next().map(PathBuf::from);
    let folder = kept.as_ref().unwrap_or(&own);
    let path = |name: &str| folder.join(name);
    let bytes = articles::feeds(&path("feeds"), count, 1);
    articles::feeds(&path("next"), articles::IN_FEED, 2);
    println!("{count} articles, {:.1} MB of text", bytes as f64 / 1e6);
    measure("ingest", &[&path("feeds"), Path::new("--store"), &path("ingested.gpkg")]);
    let (store, out) = (path("events.gpkg"), path("layers"));
    let to = [Path::new("--store"), &store, Path::new("--out"), &out, Path::new("--day"), Path::new("2023-06-08")];
    for (name, feeds) in [("daily", path("feeds")), ("daily", path("next")), ("daily", path("next"))] {
        let arguments: Vec<&Path> = [feeds.as_path()].into_iter().chain(to).collect();
        measure(name, &arguments);
    }
    if kept.is_none() {
        std::fs::remove_dir_all(&own).expect("the folder goes");
    }
}

/// Runs a command and prints how long it took and the most memory it had.
fn measure(command: &str, arguments: &[&Path]) {
    let began = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_frontline"));
    let mut child = program.arg(command).args(arguments).stdout(Stdio::null()).spawn().expect("the program starts");
    let mut peak = None;
    let ended = loop {
        peak = peak_kb(child.id()).or(peak);
        if let Some(ended) = child.try_wait().expect("the program is ours") {
            break ended;
        }
        std::thread::sleep(LOOK);
    };
    assert!(ended.success(), "{command}: {ended}");
    let memory = peak.map_or_else(|| "unknown".to_owned(), |peak| format!("{:.0} MB", peak as f64 / 1e3));
    let last = arguments[0].file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    println!("{command:<8} {last:<6} {:>6.1} s, {memory} at its peak", began.elapsed().as_secs_f64());
}

/// The most memory that a process had so far; known where the system tells, as Linux does.
fn peak_kb(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
