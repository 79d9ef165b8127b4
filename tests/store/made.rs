//! What other programs make of a store.

use std::process::Command;

use crate::run::Folder;
use crate::{moment, open, samples, stamp};
use rusqlite::Connection;

fn filled(folder: &Folder) -> Connection {
    let incoming = samples();
    let mut store = open(folder);
    let (first, second) = incoming.split_at(incoming.len() / 2);
    for (part, day) in [(first, 24), (second, 25)] {
        store.ingest(part, stamp(day)).unwrap();
        frontline::refresh(&mut store, moment(day)).unwrap();
    }
    drop(store);
    Connection::open(folder.path("events.gpkg")).unwrap()
}

fn number(connection: &Connection, query: &str) -> i64 {
    connection.query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn sqlite_finds_no_fault() {
    let folder = Folder::new();
    let connection = filled(&folder);
    let trees =
        ["event_points", "event_areas", "clusters"].map(|layer| format!("SELECT rtreecheck('rtree_{layer}_geom')"));
    for check in ["PRAGMA integrity_check".to_owned()].iter().chain(&trees) {
        let answer: String = connection.query_row(check, [], |row| row.get(0)).unwrap();
        assert_eq!(answer, "ok", "{check}");
    }
    let broken: Result<String, _> = connection.query_row("PRAGMA foreign_key_check", [], |row| row.get(0));
    assert!(broken.is_err(), "a reference leads nowhere: {broken:?}");
    let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(journal, "delete", "QGIS sees what is added to a layer it has open");
}

#[test]
fn the_layers_and_their_trees_hold_the_same() {
    let folder = Folder::new();
    let connection = filled(&folder);
    for (layer, rows) in [("events", "event_points"), ("areas", "event_areas"), ("clusters", "clusters")] {
        let with_place = number(&connection, &format!("SELECT count(*) FROM {layer} WHERE geom NOTNULL"));
        let in_tree = number(&connection, &format!("SELECT count(*) FROM rtree_{rows}_geom"));
        let all = number(&connection, &format!("SELECT count(*) FROM {layer}"));
        let told =
            number(&connection, &format!("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = '{layer}'"));
        assert!(all > 0 && with_place == in_tree && told == all, "{layer}: {all}, {with_place}, {in_tree}, {told}");
    }
}

/// GDAL reads layers, types and counts; on a machine without it this test says so and checks nothing.
#[test]
fn gdal_reads_it_without_a_warning() {
    let folder = Folder::new();
    let events = number(&filled(&folder), "SELECT count(*) FROM events");
    let path = folder.path("events.gpkg");
    let Ok(output) = Command::new("ogrinfo").args(["-ro", "-so", "-al"]).arg(&path).output() else {
        eprintln!("skipped: ogrinfo is not installed, so nobody checked what GDAL makes of the store");
        return;
    };
    let (told, warned) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && warned.is_empty(), "{warned}");
    let events = format!("Feature Count: {events}");
    for expected in ["Layer name: events", &events, "Layer name: documents", "known_from: DateTime", "date_end: Date"] {
        assert!(told.contains(expected), "{expected}\nis not in\n{told}");
    }
}
