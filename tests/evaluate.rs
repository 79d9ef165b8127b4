//! `evaluate`: what it counts, and that names are found and placed as well as before.

use std::path::{Path, PathBuf};

use frontline::evaluate::{self, Annotated, Found};
use frontline::{Reference, coding, read};

/// The least that is accepted on `data/gold/names.jsonl`, a little under what was measured last.
const PLACES_F1: f64 = 0.97;
const WITHIN_5_KM: f64 = 0.97;
const MOST_WRONG: usize = 2;
const ROLES: f64 = 0.82;

const SMALL: &str = r#"{"id":"one","lang":"en","text":"Bakhmut was shelled.","mentions":[{"start":0,"end":7,"kind":"settlement",
"role":"event-location","canonical":"Bakhmut","country":"UA","oblast":"Donetsk","lat":48.59,"lon":37.98}],"events":[{"start":0,"end":20,
"type":"shelling","date":null,"places":[{"canonical":"Bakhmut","lat":48.59,"lon":37.98}],"actor":null,"counts":{}}],"non_events":[]}"#;

fn gold(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gold").join(name)
}

fn small(change: (&str, &str)) -> Result<Annotated, evaluate::Error> {
    Annotated::parse(&SMALL.replace(change.0, change.1))
}

#[test]
fn where_nothing_is_found_everything_is_missed_and_nothing_is_wrong() {
    let gold = small(("", "")).unwrap();
    let scores = evaluate::scores(&[(&gold, &Found::default())]);
    assert_eq!(
        (scores.mentions.places.overlap.recall(), scores.mentions.places.overlap.precision()),
        (Some(0.0), None)
    );
    assert_eq!(scores.settlements.within_5_km.part(), Some(0.0));
    assert_eq!(scores.settlements.wrong.part(), None);
    assert_eq!((scores.events.relaxed.gold, scores.events.relaxed.f1()), (1, Some(0.0)));
    assert_eq!(scores.faults.iter().map(|fault| fault.sort).collect::<Vec<_>>(), ["missed mention", "missed event"]);
}

#[test]
fn what_is_oftener_wrong_than_right_is_better_not_drawn() {
    let mut sure = evaluate::Reliability::default();
    let told = [(0.95, true), (0.95, true), (0.55, true), (0.55, false), (0.15, false), (0.15, false), (0.15, false)];
    told.iter().for_each(|(said, is_right)| sure.count(*said, *is_right));
    let (least, drawn) = sure.worth_drawing().unwrap();
    assert_eq!((least, drawn.right, drawn.of), (0.2, 3, 4));
    assert!(evaluate::Reliability::default().worth_drawing().is_none());
}

#[test]
fn an_annotation_that_its_text_does_not_have_is_refused() {
    let outside = small((r#""end":7"#, r#""end":99"#)).unwrap_err().to_string();
    assert_eq!(outside, "mention 0..99 is not within the 20 characters of the text");
    let role = small(("event-location", "somewhere")).unwrap_err().to_string();
    assert_eq!(role, "role \"somewhere\" is not one of the guide's");
    assert!(small((r#""text""#, r#""words""#)).is_err());
}

#[test]
fn names_in_three_languages_are_found_and_placed_as_well_as_before() {
    let lines = std::fs::read_to_string(gold("names.jsonl")).unwrap();
    let annotated: Vec<Annotated> = lines.lines().map(|line| Annotated::parse(line).unwrap()).collect();
    let documents = read::documents(&[gold("names.jsonl")], &read::Settings::default()).filter_map(Result::ok);
    let reference = Reference::embedded();
    let found: Vec<Found> =
        documents.map(|document| Found::of(&document.text, &coding(&document, &reference).verdicts, &[])).collect();
    assert_eq!(annotated.len(), found.len());
    let compared: Vec<(&Annotated, &Found)> = annotated.iter().zip(&found).collect();
    let scores = evaluate::scores(&compared);
    let faults: Vec<String> = scores
        .faults
        .iter()
        .filter(|fault| !fault.sort.contains("event"))
        .map(|fault| format!("{} {}: {}", fault.sort, fault.document, fault.words))
        .collect();
    let faults = faults.join("\n");
    assert!(scores.mentions.places.overlap.f1() >= Some(PLACES_F1), "{faults}");
    assert!(scores.settlements.within_5_km.part() >= Some(WITHIN_5_KM), "{faults}");
    assert!(scores.settlements.wrong.right <= MOST_WRONG, "{faults}");
    assert!(scores.roles.part() >= Some(ROLES), "{faults}");
}
