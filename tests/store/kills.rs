//! What a run that is killed leaves behind.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Chance, coded};
use frontline::read;
use frontline::store::{Incoming, Store};
use jiff::ToSpan;
use jiff::civil::date;
use rusqlite::Connection;
use serde_json::json;

/// Times that a run is killed.
const KILLS: u64 = 200;
/// Documents that each run brings.
const DOCUMENTS: usize = 80;

/// New articles of a run, as JSON Lines: two happenings each, on days of the run's own.
fn articles(run: u64) -> String {
    let towns = ["Bakhmut", "Kupiansk", "Marinka", "Avdiivka", "Kramatorsk"];
    let day = date(2021, 1, 1).saturating_add((4 * i64::try_from(run).unwrap()).days());
    let written = day.strftime("%-d %B %Y");
    let article = |number: usize| {
        let (one, other) = (towns[number % 5], towns[(number + 1) % 5]);
        let text = format!(
            "On {written} Russian forces shelled {one}. On {written} Russian troops attacked near {other}. Number {number}."
        );
        let url = format!("https://a.example/{run}/{number}");
        json!({"id": format!("{run}-{number}"), "url": url, "published": day, "language": "en", "text": text})
            .to_string()
    };
    (0..DOCUMENTS).map(article).collect::<Vec<_>>().join("\n")
}

fn ingest(input: &Path, store: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_frontline"))
        .arg("ingest")
        .arg(input)
        .arg("--store")
        .arg(store)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// No fault, and every document that is there tells all that it tells.
fn check(store: &Path, expected: i64) {
    let connection = Connection::open(store).unwrap();
    connection.busy_timeout(Duration::from_secs(10)).unwrap();
    let answer: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(answer, "ok");
    let is_made: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_master WHERE name = 'frontline_store'", [], |row| row.get(0))
        .unwrap();
    if is_made == 0 {
        return;
    }
    let half: i64 = connection
        .query_row(
            "SELECT count(*) FROM documents d WHERE made_by IS NULL
             OR (SELECT count(*) FROM reports r WHERE r.document = d.fid) <> ?1",
            [expected],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(half, 0, "documents are half in");
}

/// A folder in memory where the system has one, since a killed process loses nothing that it wrote, flushed or not.
struct Quick(PathBuf);

impl Quick {
    fn new() -> Quick {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = base.join(format!("frontline-kills-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inputs")).unwrap();
        Quick(folder)
    }
}

impl Drop for Quick {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_a_whole_store() {
    let folder = Quick::new();
    let (store, inputs) = (folder.0.join("events.gpkg"), folder.0.join("inputs"));
    let all = || -> Vec<Incoming> {
        read::documents(std::slice::from_ref(&inputs), &read::Settings::default()).map(|d| coded(d.unwrap())).collect()
    };
    let mut chance = Chance(3);
    let mut whole = Duration::from_millis(400);
    let mut cut_short = 0;
    let mut reports = None;
    for run in 0..KILLS {
        let input = inputs.join(format!("{run}.jsonl"));
        std::fs::write(&input, articles(run)).unwrap();
        let expected = *reports.get_or_insert_with(|| {
            let told: Vec<usize> = all().iter().map(|incoming| incoming.reports.as_ref().unwrap().len()).collect();
            assert!(told.iter().all(|count| *count == told[0] && told[0] > 1), "{told:?}");
            told[0] as i64
        });
        let began = Instant::now();
        let mut child = ingest(&input, &store);
        let moment = Duration::from_micros(chance.below(whole.as_micros() as usize) as u64);
        let ended = loop {
            match child.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if began.elapsed() >= moment => break None,
                None => std::thread::yield_now(),
            }
        };
        if ended.is_some() {
            whole = (whole + began.elapsed()) / 2;
        } else {
            child.kill().unwrap();
            child.wait().unwrap();
            cut_short += 1;
            whole += Duration::from_millis(2);
        }
        if store.exists() {
            check(&store, expected);
        }
    }
    assert!(cut_short > KILLS / 2, "{cut_short} runs were killed before their end");
    assert!(ingest(&inputs, &store).wait().unwrap().success(), "the next run finishes the work");
    check(&store, reports.unwrap());
    let mut finished = Store::open(&store, Duration::ZERO).unwrap();
    crate::assert_holds(&mut finished, &all());
}
