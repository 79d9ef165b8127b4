//! Writes a million events in each format and prints the time, the size and the peak memory, beside those of `ogr2ogr`.
//!
//! `cargo bench --bench export [-- EVENTS]`. The events are made one by one by a seeded generator, in a process for each
//! format. `ogr2ogr` copies the same events, with the same columns, from the GeoPackage that was written before.

#[path = "../tests/made/mod.rs"]
mod made;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use frontline::export::{Destination, EventWriter, Format, Heading, Partition};

const SEED: u64 = 2_023;

fn formats() -> Vec<(&'static str, Format)> {
    let mut formats = vec![
        ("none", Format::JsonLines),
        ("gpkg", Format::GeoPackage),
        ("geojson", Format::GeoJson),
        ("fgb", Format::FlatGeobuf),
        ("geojsonl", Format::JsonLines),
        ("csv", Format::Csv(Heading::Names)),
        ("kml", Format::Kml),
    ];
    if cfg!(feature = "parquet") {
        formats.push(("parquet", Format::GeoParquet(Partition::Whole)));
    }
    formats
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let count = arguments.first().map_or(1_000_000, |count| count.parse().expect("a number of events"));
    match arguments.get(1) {
        Some(name) => one(name, count),
        None => all(count),
    }
}

/// Writes one format in this process, whose peak memory is then that of the format.
fn one(name: &str, count: usize) {
    let (_, format) = formats().into_iter().find(|(known, _)| *known == name).expect("a format of ours");
    let start = Instant::now();
    if name == "none" {
        // What it takes to make the events and write nothing.
        let reports: usize = made::events(SEED, count).map(|event| event.reports.len()).sum();
        assert!(reports >= count);
    } else {
        let versions = made::versions();
        let mut writer = EventWriter::create(format, Destination::File(path(name))).expect("the file can be made");
        for event in made::events(SEED, count) {
            writer.add(&event, &versions).expect("the event can be written");
        }
        writer.finish().expect("the file can be finished");
    }
    let size = path(name).metadata().map_or(0, |metadata| metadata.len());
    print(&format!("frontline {name}"), start.elapsed().as_secs_f64(), size, peak_mb());
}

fn all(count: usize) {
    println!("{count} events");
    let program = std::env::current_exe().expect("the bench has a path");
    drop(std::fs::remove_file(path("gpkg")));
    for (name, _) in formats() {
        let ran = Command::new(&program).args([&count.to_string(), name]).status().expect("the bench starts itself");
        assert!(ran.success());
        if name != "gpkg" {
            drop(std::fs::remove_file(path(name)));
        }
    }
    for (name, driver) in [("geojson", "GeoJSON"), ("fgb", "FlatGeobuf")] {
        let out = path(&format!("gdal.{name}"));
        drop(std::fs::remove_file(&out));
        ogr2ogr(driver, &out);
        drop(std::fs::remove_file(&out));
    }
    drop(std::fs::remove_file(path("gpkg")));
}

/// Copies both layers: the events on points, then those of wider units after them.
fn ogr2ogr(driver: &str, out: &Path) {
    let start = Instant::now();
    let sql = "SELECT * FROM events UNION ALL SELECT * FROM areas";
    let arguments = ["-q", "-f", driver, "-sql", sql];
    let mut copy = Command::new("ogr2ogr");
    let Ok(ran) = copy.args(arguments).arg(out).arg(path("gpkg")).output() else {
        println!("ogr2ogr is not installed");
        return;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let size = out.metadata().map_or(0, |metadata| metadata.len());
    print(&format!("ogr2ogr {driver}"), start.elapsed().as_secs_f64(), size, None);
}

fn print(what: &str, seconds: f64, bytes: u64, peak: Option<f64>) {
    let peak = peak.map_or(String::new(), |peak| format!(", peak memory {peak:.0} MB"));
    println!("{what:<20}{seconds:>8.2} s {:>6} MB{peak}", bytes >> 20);
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench.{name}"))
}

/// Peak resident memory in megabytes, where the system tells it.
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}
