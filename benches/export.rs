//! Exports a store of a million events in every format and prints seconds, size and peak memory, beside `ogr2ogr` from the same
//! GeoPackage.
//!
//! `cargo bench --features parquet --bench export -- [EVENTS] [FILE]`. The store is made up from a seed; with FILE it is kept, and
//! used again. What is timed is the program itself, in turn with `ogr2ogr`, and of several runs the middle one counts.
//! `ogr2ogr` is asked twice: for the layer `events` of the store, a view that leaves some columns out, and for that of a
//! GeoPackage we exported, a plain table with the very columns of ours.

mod made;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use frontline::refresh;
use frontline::store::Store;
use made::{Chance, STAMP};

const EVENTS: usize = 1_000_000;
/// Some reports tell of one event: so many more are made for a hundred events.
const MORE_REPORTS: usize = 5;
/// How often each is run.
const TIMES: usize = 3;
/// How often the memory of what runs is looked at; the system remembers its peak in between.
const LOOK: Duration = Duration::from_millis(5);
/// Our formats and, where the two are compared, the driver of `ogr2ogr`.
const FORMATS: [(&str, Option<&str>); 7] = [
    ("gpkg", None),
    ("geojson", Some("GeoJSON")),
    ("fgb", Some("FlatGeobuf")),
    ("jsonl", None),
    ("csv", None),
    ("kml", None),
    ("parquet", None),
];

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let events = words.next().map_or(EVENTS, |word| word.parse().expect("a number of events"));
    let folder = std::env::temp_dir().join(format!("frontline-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for what is written");
    let store = words.next().map_or(folder.join("store.gpkg"), PathBuf::from);
    if !store.exists() {
        fill(&store, events);
    }
    compare(&store, &folder);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// Fills a store with at least so many events.
fn fill(path: &Path, events: usize) {
    let began = Instant::now();
    let mut store = Store::open(path, Duration::ZERO).expect("a store");
    let mut chance = Chance(1);
    let places = made::places(&mut chance);
    for batch in made::batches(events + events * MORE_REPORTS / 100, &places, &mut chance) {
        store.ingest(&batch, STAMP).expect("room for a batch");
    }
    let made = refresh(&mut store, STAMP.moment).expect("room for the events");
    println!("{} events in a store, made in {:.0} s", made.appeared, began.elapsed().as_secs_f64());
}

/// Writes every format by turns.
fn compare(store: &Path, folder: &Path) {
    let exported = folder.join("out.gpkg");
    for (format, driver) in FORMATS {
        if format == "parquet" && !cfg!(feature = "parquet") {
            println!("parquet     not built in: --features parquet");
            continue;
        }
        let (ours, theirs) = (folder.join(format!("out.{format}")), folder.join(format!("gdal.{format}")));
        let mut runs: [Vec<Ran>; 3] = Default::default();
        for _ in 0..TIMES {
            runs[0].extend(run(frontline(store, format, &ours), &ours));
            for (from, runs) in [store, &exported].iter().zip(&mut runs[1..]) {
                if let Some(driver) = driver {
                    drop(std::fs::remove_file(&theirs));
                    runs.extend(run(ogr2ogr(from, driver, &theirs), &theirs));
                }
            }
        }
        let [ours_took, from_store, from_table] = runs.map(middle);
        let ours_took = ours_took.expect("the program is built with its bench");
        ours_took.print(&format!("frontline {format}"), "");
        for (name, took) in [("ogr2ogr, store", from_store), ("ogr2ogr, table", from_table)] {
            if let Some(took) = took {
                took.print(name, &format!(", {:.1} times as long", took.seconds / ours_took.seconds));
            }
        }
        // What is no file any more was never needed; the GeoPackage is read by `ogr2ogr`.
        let written = if format == "gpkg" { &theirs } else { &ours };
        [written, &theirs].iter().for_each(|path| drop(std::fs::remove_file(path)));
    }
}

fn frontline(store: &Path, format: &str, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontline"));
    command.arg("export").arg("--store").arg(store).args(["--format", format]).arg("--out").arg(out);
    command
}

fn ogr2ogr(from: &Path, driver: &str, out: &Path) -> Command {
    let mut command = Command::new("ogr2ogr");
    command.args(["-q", "-f", driver]).arg(out).arg(from).arg("events");
    command
}

/// One run of a program.
struct Ran {
    seconds: f64,
    megabytes: f64,
    /// Where the system tells it.
    peak_megabytes: Option<f64>,
}

impl Ran {
    fn print(&self, what: &str, more: &str) {
        let Ran { seconds, megabytes, peak_megabytes } = self;
        let peak = peak_megabytes.map_or(String::new(), |peak| format!(", peak memory {peak:.0} MB"));
        println!("{what:<18}{seconds:>7.2} s {megabytes:>6.0} MB{peak}{more}");
    }
}

/// Runs a program that writes a file; none when it is not installed.
fn run(mut command: Command, out: &Path) -> Option<Ran> {
    let began = Instant::now();
    let mut child = match command.stdout(Stdio::null()).spawn() {
        Ok(child) => child,
        Err(error) => {
            println!("{}: {error}", command.get_program().display());
            return None;
        }
    };
    let mut peak_megabytes = None;
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("it was started here") {
            break ended;
        }
        peak_megabytes = peak(&child).or(peak_megabytes);
        thread::sleep(LOOK);
    };
    let seconds = began.elapsed().as_secs_f64();
    assert!(ended.success(), "{} failed", command.get_program().display());
    let bytes = std::fs::metadata(out).expect("it was written").len();
    Some(Ran { seconds, megabytes: bytes as f64 / 1e6, peak_megabytes })
}

/// The most memory that a program has had so far, in megabytes.
fn peak(child: &Child) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1e3)
}

/// The run that took neither least nor most.
fn middle(mut runs: Vec<Ran>) -> Option<Ran> {
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let middle = runs.len() / 2;
    runs.into_iter().nth(middle)
}
