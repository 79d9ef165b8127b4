//! What a store does when the disk is full, and with files of other versions.

use std::path::PathBuf;

use super::*;
use crate::geopackage::{ColumnType, Layer};
use crate::model::{Event, Language, Source};

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("frontline-store-inside-{name}-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&path));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("events.gpkg")
    }

    fn open(&self) -> Result<Store, Error> {
        Store::open(&self.file(), Duration::ZERO)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

const STAMP: Stamp = Stamp { moment: Timestamp::UNIX_EPOCH, made_by: "a test" };

fn article(number: usize) -> Incoming {
    let text = format!("On {} May 2023 Russian forces shelled Bakhmut, the General Staff said.", number % 28 + 1);
    let text = format!("{text} Number {number}. {}", "The rest is of no interest. ".repeat(40));
    let sha256 = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(&text));
    let document = Document {
        id: number.to_string(),
        source: Source { publisher: None, side: None },
        url: Some(format!("https://a.example/{number}")),
        published: None,
        language: Language::English,
        title: None,
        text,
        sha256: reports::hex(&sha256),
    };
    let mut reports = crate::coding(&document, &crate::Reference::embedded()).reports;
    reports.iter_mut().for_each(|report| report.location.mention.candidates = Vec::new());
    Incoming { document, reports: Some(reports), unresolved: Vec::new() }
}

fn at_once(articles: &[Incoming]) -> Vec<Event> {
    crate::dedup::events(articles.iter().flat_map(|article| article.reports.clone().unwrap()).collect())
}

#[test]
fn a_full_disk_is_told_of_and_loses_nothing_that_was_stored() {
    let folder = Folder::new("full");
    let mut store = folder.open().unwrap();
    let articles: Vec<Incoming> = (0..60).map(article).collect();
    store.ingest(&articles[..20], STAMP).unwrap();
    crate::refresh(&mut store, STAMP.moment).unwrap();
    let pages: i64 = store.connection().query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    store.connection().pragma_update(None, "max_page_count", pages + 2).unwrap();
    let failed = store.ingest(&articles[20..], STAMP);
    assert!(matches!(failed, Err(Error::Full { .. })), "{failed:?}");
    assert!(store.events().unwrap() == at_once(&articles[..20]));
    store.connection().pragma_update(None, "max_page_count", 1_000_000).unwrap();
    store.ingest(&articles, STAMP).unwrap();
    crate::refresh(&mut store, STAMP.moment).unwrap();
    assert!(store.events().unwrap() == at_once(&articles));
}

/// Fills the tables of an older store, as far as they have the columns, with what a store of today holds.
fn copy(older: &Package, newer: &Path) {
    let connection = older.connection();
    connection.execute("ATTACH ?1 AS newer", [newer.to_str().unwrap()]).unwrap();
    for (table, from) in [
        ("sources", "publishers"),
        ("texts", "texts"),
        ("documents", "documents"),
        ("words", "words"),
        ("places", "places"),
        ("reports", "reports"),
    ] {
        let columns = "SELECT group_concat(name) FROM pragma_table_info(?1)";
        let columns: String = connection.query_row(columns, [table], |row| row.get(0)).unwrap();
        let copied = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{from}");
        assert!(connection.execute(&copied, []).unwrap() > 0 || table == "sources");
    }
}

#[test]
fn an_older_store_is_brought_to_this_version() {
    let folder = Folder::new("older");
    let articles: Vec<Incoming> = (0..9).map(article).collect();
    let mut package = Package::create(&folder.file()).unwrap();
    let first: Result<(), Fault> = package.write(STAMP.moment, |writer| {
        writer.connection().execute_batch(STEPS[0].schema)?;
        STEPS[0].tables.iter().try_for_each(|layer| writer.register(layer))?;
        writer.connection().execute("INSERT INTO frontline_store VALUES (1)", [])?;
        Ok(())
    });
    first.unwrap();
    let newer = Folder::new("older-from");
    newer.open().unwrap().ingest(&articles, STAMP).unwrap();
    copy(&package, &newer.file());
    drop(package);
    let refused = Store::open_for_reading(&folder.file());
    assert!(matches!(refused, Err(Error::Older { found: 1, known: 5, .. })), "{refused:?}");
    let mut store = folder.open().unwrap();
    assert!(store.events().unwrap().is_empty());
    crate::refresh(&mut store, STAMP.moment).unwrap();
    assert!(store.events().unwrap() == at_once(&articles));
}

#[test]
fn clusters_that_a_killed_run_did_not_come_to_are_made_by_the_next() {
    let folder = Folder::new("clusters");
    let articles: Vec<Incoming> = (0..28).map(article).collect();
    let mut store = folder.open().unwrap();
    store.ingest(&articles[..1], STAMP).unwrap();
    crate::refresh(&mut store, STAMP.moment).unwrap();
    let state = store.state().unwrap().unwrap();
    store.ingest(&articles, STAMP).unwrap();
    let some =
        |writer: &Writer, dictionary: &mut Dictionary| refresh::some(crate::MAKING, dictionary, writer.connection());
    while store.write(STAMP.moment, some).unwrap().is_some() {}
    drop(store);
    let mut store = folder.open().unwrap();
    assert!(store.clusters().unwrap().is_empty());
    crate::refresh(&mut store, STAMP.moment).unwrap();
    let clusters = store.clusters().unwrap();
    assert!(clusters == crate::cluster::clusters(&at_once(&articles), &crate::cluster::Settings::default()));
    assert_eq!(clusters.len(), 1);
    let changed = store.changed_since(&state).unwrap().unwrap();
    assert_eq!(changed.days.len(), 28, "days of new events, and the day that came to stand in a cluster");
    assert_eq!(store.changed_since("another store's").unwrap(), None);
}

#[test]
fn a_cluster_that_grows_leaves_the_events_of_its_other_days_alone() {
    let folder = Folder::new("grows");
    let articles: Vec<Incoming> = (0..28).map(article).collect();
    let mut store = folder.open().unwrap();
    store.ingest(&articles[..27], STAMP).unwrap();
    crate::refresh(&mut store, STAMP.moment).unwrap();
    let (state, number) = (store.state().unwrap().unwrap(), "SELECT fid FROM clusters");
    let before: i64 = store.connection().query_row(number, [], |row| row.get(0)).unwrap();
    store.ingest(&articles, STAMP).unwrap();
    crate::refresh(&mut store, STAMP.moment).unwrap();
    let changed = store.changed_since(&state).unwrap().unwrap();
    assert_eq!(changed.days, [Some(jiff::civil::date(2023, 5, 28))].into());
    assert_eq!(changed.clusters, (1..28).map(|day| jiff::civil::date(2023, 5, day)).collect());
    let after: i64 = store.connection().query_row(number, [], |row| row.get(0)).unwrap();
    assert_eq!(after, before, "it keeps its number");
}

#[test]
fn a_newer_store_is_refused_and_stays_as_it_is() {
    let folder = Folder::new("newer");
    let store = folder.open().unwrap();
    store.connection().execute("UPDATE frontline_store SET version = 99", []).unwrap();
    drop(store);
    let before = std::fs::read(folder.file()).unwrap();
    for refused in [folder.open(), Store::open_for_reading(&folder.file())] {
        assert!(matches!(refused, Err(Error::Newer { found: 99, known: 5, .. })), "{refused:?}");
    }
    assert!(std::fs::read(folder.file()).unwrap() == before);
}

#[test]
fn a_geopackage_of_something_else_is_refused_and_stays_as_it_is() {
    let folder = Folder::new("foreign");
    let layer =
        Layer { table: "roads", title: "Roads", description: "", shape: None, columns: &[("name", ColumnType::Text)] };
    let mut package = Package::create(&folder.file()).unwrap();
    let made: Result<(), geopackage::Error> = package.write(STAMP.moment, |writer| writer.add_layer(&layer));
    made.unwrap();
    drop(package);
    let before = std::fs::read(folder.file()).unwrap();
    for refused in [folder.open(), Store::open_for_reading(&folder.file())] {
        assert!(matches!(refused, Err(Error::Foreign { .. })), "{refused:?}");
    }
    assert!(std::fs::read(folder.file()).unwrap() == before);
}

#[test]
fn a_run_killed_at_its_first_step_leaves_a_file_that_the_next_one_takes() {
    let folder = Folder::new("first");
    std::fs::write(folder.file(), "").unwrap();
    drop(folder.open().unwrap());
    std::fs::remove_file(folder.file()).unwrap();
    drop(Package::create(&folder.file()).unwrap());
    drop(folder.open().unwrap());
    assert!(Store::open_for_reading(&folder.file()).is_ok());
}

#[test]
fn a_second_run_leaves_at_once_or_waits_as_it_is_told() {
    let folder = Folder::new("locked");
    let first = folder.open().unwrap();
    let second = folder.open();
    assert!(matches!(second, Err(Error::Locked { .. })), "{second:?}");
    assert!(Store::open_for_reading(&folder.file()).is_ok(), "reading needs no turn");
    let file = folder.file();
    let waiting = std::thread::spawn(move || Store::open(&file, Duration::from_secs(60)).is_ok());
    drop(first);
    assert!(waiting.join().unwrap());
}
