//! Versions, copies, withdrawals.

use crate::run::Folder;
use crate::{Chance, assert_holds, coded, moment, open, reports, samples, stamp};
use frontline::model::{Document, Event, Language, Source};
use frontline::store::{Incoming, Since, Taken};
use sha2::{Digest, Sha256};

fn document(id: &str, url: Option<&str>, text: &str) -> Document {
    let sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let date = jiff::civil::date(2023, 5, 24);
    Document {
        id: id.to_owned(),
        source: Source { publisher: Some("A paper".to_owned()), side: None },
        url: url.map(str::to_owned),
        published: Some(frontline::model::Published { date, time: None }),
        language: Language::English,
        title: None,
        text: text.to_owned(),
        sha256,
    }
}

const BAKHMUT: &str = "On 23 May Russian forces shelled Bakhmut, the General Staff said.";
const KUPIANSK: &str = "On 23 May Russian forces shelled Kupiansk, the General Staff said.";

fn article(url: &str, text: &str) -> Incoming {
    let incoming = coded(document(url, Some(url), text));
    assert!(!incoming.reports.as_ref().unwrap().is_empty());
    incoming
}

#[test]
fn an_edited_article_takes_its_events_along() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let (first, edited) = (article("https://a.example/1", BAKHMUT), article("https://a.example/1", KUPIANSK));
    store.ingest(std::slice::from_ref(&first), stamp(24)).unwrap();
    frontline::refresh(&mut store, moment(24)).unwrap();
    let taken = store.ingest(std::slice::from_ref(&edited), stamp(25)).unwrap();
    assert_eq!((taken.edited, taken.new), (1, 0));
    let refreshed = frontline::refresh(&mut store, moment(25)).unwrap();
    assert_eq!((refreshed.appeared, refreshed.gone), (1, 1));
    assert_holds(&mut store, &[edited]);
    let back = store.ingest(std::slice::from_ref(&first), stamp(26)).unwrap();
    assert_eq!(back.edited, 1, "the first text is a third version");
    frontline::refresh(&mut store, moment(26)).unwrap();
    assert_holds(&mut store, &[first]);
}

#[test]
fn what_changed_between_two_moments_does_not_depend_on_what_came_after() {
    let folder = Folder::new();
    let mut store = open(&folder);
    for (day, text) in [(24, BAKHMUT), (25, KUPIANSK), (26, BAKHMUT)] {
        store.ingest(&[article("https://a.example/1", text)], stamp(day)).unwrap();
        frontline::refresh(&mut store, moment(day)).unwrap();
    }
    let [before, first, second, third] =
        [23, 24, 25, 26].map(|day| store.since(moment(day), frontline::MAKING).unwrap());
    let places = |earlier: &Since, later: &Since| {
        let changes = earlier.until(later);
        let place = |event: &Event| event.best().location.place.name.clone();
        [changes.then, changes.now].map(|events| events.iter().map(place).collect::<Vec<_>>())
    };
    let [none, bakhmut, kupiansk] = [vec![], vec!["Bakhmut".to_owned()], vec!["Kupiansk".to_owned()]];
    assert_eq!(places(&before, &first), [none.clone(), bakhmut.clone()]);
    assert_eq!(places(&first, &second), [bakhmut.clone(), kupiansk.clone()]);
    assert_eq!(places(&before, &second), [none.clone(), kupiansk.clone()]);
    assert_eq!(places(&second, &third), [kupiansk, bakhmut]);
    assert_eq!(places(&first, &third), [none.clone(), none], "it went and came back");
}

#[test]
fn a_text_that_stands_elsewhere_too_is_told_once_and_as_long_as_it_stands_anywhere() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let (original, copy) = (article("https://a.example/1", BAKHMUT), article("https://b.example/1", BAKHMUT));
    store.ingest(std::slice::from_ref(&original), stamp(24)).unwrap();
    let taken = store.ingest(&[Incoming { reports: None, ..copy.clone() }], stamp(24)).unwrap();
    assert_eq!(taken, Taken { copies: 1, ..Taken::default() });
    frontline::refresh(&mut store, moment(24)).unwrap();
    assert_holds(&mut store, std::slice::from_ref(&original));
    assert!(store.waiting(0, 9).unwrap().is_empty());
    let edited = article("https://a.example/1", KUPIANSK);
    store.ingest(std::slice::from_ref(&edited), stamp(25)).unwrap();
    let waiting = store.waiting(0, 9).unwrap();
    assert_eq!(waiting.iter().map(|(_, document)| document).collect::<Vec<_>>(), [&copy.document]);
    store.recode(&[(waiting[0].0, copy.clone())], stamp(25)).unwrap();
    frontline::refresh(&mut store, moment(25)).unwrap();
    assert_holds(&mut store, &[edited, copy]);
}

#[test]
fn files_of_one_name_are_versions_only_of_one_day() {
    let folder = Folder::new();
    let mut store = open(&folder);
    let monday = coded(document("morning.txt", None, BAKHMUT));
    let mut tuesday = document("morning.txt", None, KUPIANSK);
    tuesday.published = Some(frontline::model::Published { date: jiff::civil::date(2023, 5, 25), time: None });
    let tuesday = coded(tuesday);
    let taken = store.ingest(&[monday.clone(), tuesday.clone()], stamp(25)).unwrap();
    assert_eq!(taken.new, 2);
    frontline::refresh(&mut store, moment(25)).unwrap();
    assert_holds(&mut store, &[monday, tuesday]);
}

#[test]
fn a_withdrawn_article_tells_nothing_and_stays_in_the_file() {
    let folder = Folder::new();
    let mut store = open(&folder);
    store.ingest(&[article("https://a.example/1", BAKHMUT)], stamp(24)).unwrap();
    assert!(!store.withdraw("https://a.example/2", stamp(25)).unwrap());
    assert!(store.withdraw("https://a.example/1", stamp(25)).unwrap());
    assert!(!store.withdraw("https://a.example/1", stamp(25)).unwrap());
    frontline::refresh(&mut store, moment(25)).unwrap();
    assert_holds(&mut store, &[]);
    drop(store);
    let texts = rusqlite::Connection::open(folder.path("events.gpkg")).unwrap();
    let kept: String = texts.query_row("SELECT text FROM texts", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, BAKHMUT);
}

/// A later version of an article: the first half of its text.
fn cut(incoming: &Incoming) -> Incoming {
    let text = &incoming.document.text;
    let middle = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap();
    let url = incoming.document.url.as_deref();
    let cut = document(&incoming.document.id, url, &text[..middle]);
    let Document { source, published, language, title, .. } = incoming.document.clone();
    coded(Document { source, published, language, title, ..cut })
}

#[test]
fn what_was_known_at_any_moment_can_be_asked_later() {
    let samples = samples();
    let mut chance = Chance(11);
    for case in 0..4 {
        let folder = Folder::new();
        let mut store = open(&folder);
        let mut waiting = samples.clone();
        chance.shuffle(&mut waiting);
        let mut holds: Vec<Incoming> = Vec::new();
        let mut known: Vec<Vec<Event>> = Vec::new();
        for day in 1..=8 {
            let new: Vec<Incoming> = waiting.drain(..waiting.len().min(1 + chance.below(8))).collect();
            let edited = (!holds.is_empty() && day % 2 == 0).then(|| chance.below(holds.len()));
            store.ingest(&new, stamp(day)).unwrap();
            if let Some(at) = edited {
                holds[at] = cut(&holds[at]);
                store.ingest(std::slice::from_ref(&holds[at]), stamp(day)).unwrap();
            }
            holds.extend(new);
            frontline::refresh(&mut store, moment(day)).unwrap();
            assert_holds(&mut store, &holds);
            known.push(frontline::dedup::events(reports(&holds)));
        }
        let now = store.events().unwrap();
        for (day, known) in (1..).zip(known) {
            let since = store.since(moment(day), frontline::MAKING).unwrap();
            assert!(since.past(now.clone()) == known, "case {case}, as of day {day}");
        }
    }
}
