//! A store keeps what came in and gives it back: the same events whatever the order, nothing lost, nothing twice.

#![cfg(feature = "store")]

mod commands;
mod doctor;
mod history;
mod kills;
mod made;
mod near;
mod rows;
#[path = "../run/mod.rs"]
mod run;
mod whole;

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use frontline::model::{Document, Event, Report};
use frontline::store::{Incoming, Stamp, Store};
use frontline::{Reference, read};
use jiff::Timestamp;
use run::Folder;

fn open(folder: &Folder) -> Store {
    Store::open(&folder.path("events.gpkg"), Duration::ZERO).unwrap()
}

fn reference() -> &'static Reference {
    static REFERENCE: OnceLock<Reference> = OnceLock::new();
    REFERENCE.get_or_init(Reference::embedded)
}

/// SplitMix64, so that every run has the same cases.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        (1..list.len()).rev().for_each(|at| list.swap(at, self.below(at + 1)));
    }
}

/// The moment of a day in May 2023.
fn moment(day: i8) -> Timestamp {
    jiff::civil::date(2023, 5, day).at(6, 0, 0, 0).in_tz("UTC").unwrap().timestamp()
}

fn stamp(day: i8) -> Stamp<'static> {
    Stamp { moment: moment(day), made_by: "a test" }
}

fn coded(document: Document) -> Incoming {
    let mut reports = frontline::coding(&document, reference()).reports;
    reports.iter_mut().for_each(|report| report.location.mention.candidates = Vec::new());
    Incoming { document, reports: Some(reports), unresolved: Vec::new() }
}

/// The sample documents with what they tell.
fn samples() -> Vec<Incoming> {
    let documents = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/documents");
    let documents: Vec<Document> =
        read::documents(&[documents], &read::Settings::default()).filter_map(Result::ok).collect();
    assert!(documents.len() > 20);
    documents.into_iter().map(coded).collect()
}

fn reports(incoming: &[Incoming]) -> Vec<Report> {
    incoming.iter().flat_map(|incoming| incoming.reports.clone().unwrap()).collect()
}

/// What the store holds is what dedup and clustering make of these reports at once.
fn assert_holds(store: &mut Store, incoming: &[Incoming]) {
    let expected: Vec<Event> = frontline::dedup::events(reports(incoming));
    let found = store.events().unwrap();
    let ids = |events: &[Event]| events.iter().map(|event| event.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&found), ids(&expected));
    assert!(found == expected, "the same events are told otherwise");
    let clusters = frontline::cluster::clusters(&expected, &frontline::cluster::Settings::default());
    let mut kept = store.clusters().unwrap();
    let mut clusters = clusters;
    clusters.sort_by(|a, b| a.id.cmp(&b.id));
    kept.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(kept, clusters);
}
