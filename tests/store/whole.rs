//! The same documents give the same events, in whatever order and portions they come.

use crate::run::Folder;
use crate::{Chance, assert_holds, moment, open, reports, samples, stamp};
use frontline::store::Taken;

#[test]
fn a_store_draws_what_memory_draws() {
    let folder = Folder::new();
    let incoming = samples();
    let mut store = open(&folder);
    store.ingest(&incoming, stamp(25)).unwrap();
    frontline::refresh(&mut store, moment(25)).unwrap();
    let drawing = frontline::layer::drawing(store.events().unwrap(), store.clusters().unwrap());
    assert!(drawing == frontline::drawing(reports(&incoming)));
    let day = drawing.days.iter().max_by_key(|day| day.events().count()).unwrap();
    let clusters = store.clusters_on(day.day).unwrap();
    assert!(clusters.iter().any(|cluster| !cluster.events.is_empty()));
    let alone = frontline::layer::drawing(store.events_of(day.day).unwrap(), clusters);
    let mut expected = day.clone();
    let is_of_the_day = |id: &String| day.events().any(|event| event.id == *id);
    for cluster in &mut expected.clusters {
        std::sync::Arc::make_mut(cluster).events.retain(is_of_the_day);
    }
    assert!(alone.days == [expected]);
}

#[test]
fn order_and_portions_make_no_difference() {
    let samples = samples();
    let mut chance = Chance(5);
    for _ in 0..12 {
        let folder = Folder::new();
        let mut incoming = samples.clone();
        chance.shuffle(&mut incoming);
        let mut store = open(&folder);
        let mut taken = 0;
        while taken < incoming.len() {
            let next = (taken + 1 + chance.below(12)).min(incoming.len());
            store.ingest(&incoming[taken..next], stamp(25)).unwrap();
            if chance.below(2) == 0 {
                frontline::refresh(&mut store, moment(25)).unwrap();
                assert_holds(&mut store, &incoming[..next]);
            }
            taken = next;
        }
        frontline::refresh(&mut store, moment(25)).unwrap();
        assert_holds(&mut store, &incoming);
    }
}

#[test]
fn what_is_there_already_changes_no_byte() {
    let folder = Folder::new();
    let incoming = samples();
    let mut store = open(&folder);
    let first = store.ingest(&incoming, stamp(25)).unwrap();
    assert_eq!((first.new, first.unchanged), (incoming.len(), 0));
    frontline::refresh(&mut store, moment(25)).unwrap();
    let before = std::fs::read(folder.path("events.gpkg")).unwrap();
    let again = store.ingest(&incoming, stamp(26)).unwrap();
    assert_eq!(again, Taken { unchanged: incoming.len(), ..Taken::default() });
    frontline::refresh(&mut store, moment(26)).unwrap();
    assert!(std::fs::read(folder.path("events.gpkg")).unwrap() == before);
    let known = store.known_texts().unwrap();
    assert!(incoming.iter().all(|incoming| known.has(&incoming.document)));
}

#[test]
fn every_document_and_report_comes_back_as_it_was() {
    let folder = Folder::new();
    let incoming = samples();
    let mut store = open(&folder);
    store.ingest(&incoming, stamp(25)).unwrap();
    let documents = store.documents(0, usize::MAX).unwrap();
    assert_eq!(documents.len(), incoming.len());
    for ((fid, document), incoming) in documents.into_iter().zip(incoming) {
        assert_eq!(document, incoming.document);
        let mut reports = incoming.reports.unwrap();
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(store.reports_of(fid).unwrap(), reports);
    }
}
