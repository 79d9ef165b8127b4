//! One number, many places: summing a layer gives what was told.

use std::collections::BTreeSet;

use frontline::export;
use frontline::layer::drawing;
use frontline::model::*;
use serde_json::Value;

use crate::make::{
    Chance, bakhmut, event, exactly, folder, in_district, on, on_axis, place, report, versions, with_attacks,
};

/// The properties of every feature of the files of one day, and the summary.
fn drawn(test: &str, events: Vec<Event>) -> (Vec<Value>, Value) {
    let dir = folder(test);
    export::write(&drawing(events, Vec::new()), &[], &versions(), &dir).unwrap();
    let mut features = Vec::new();
    let mut paths: Vec<_> =
        std::fs::read_dir(dir.join("2023-05-23")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "geojson")) {
        let collection: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        features.extend(collection["features"].as_array().unwrap().iter().map(|feature| feature["properties"].clone()));
    }
    let summary = std::fs::read(dir.join("2023-05-23/summary.json")).unwrap();
    (features, serde_json::from_slice(&summary).unwrap())
}

/// The rule that the property table gives: each number once for its group, except the event's own.
fn summed(features: &[Value], counted: &str) -> u64 {
    let mut seen = BTreeSet::new();
    let mut sum = 0;
    for feature in features {
        let is_own = feature["own_counts"].as_array().unwrap().iter().any(|own| own == counted);
        let group = feature["group_id"].as_str().filter(|_| !is_own);
        if let Some(number) = feature[counted].as_u64()
            && group.is_none_or(|group| seen.insert(group.to_owned()))
        {
            sum += number;
        }
    }
    sum
}

#[test]
fn three_places_that_share_a_number_sum_to_it() {
    let at = |id: &str| with_attacks(event(id, bakhmut(), on("2023-05-23")), exactly(14), Some("g1"));
    let (features, summary) = drawn("three_places", vec![at("a"), at("b"), at("c")]);
    assert_eq!(features.len(), 3);
    assert_eq!(summed(&features, "attacks"), 14);
    assert_eq!(summary["numbers"]["place_list"]["attacks"]["best"], 14);
}

#[test]
fn summing_a_day_once_per_group_gives_what_was_told() {
    let mut chance = Chance(14);
    for round in 0..20 {
        let mut events = Vec::new();
        let mut told = 0;
        for group in 0..1 + chance.below(6) {
            let number = chance.below(40);
            let members = 1 + chance.below(5);
            told += u64::from(number);
            for member in 0..members {
                let name = format!("g{group}");
                let shared = (members > 1 || chance.below(2) == 0).then_some(name.as_str());
                let base = event(&format!("e{group}{member}"), bakhmut(), on("2023-05-23"));
                let counted = with_attacks(base, exactly(number), shared);
                events.push(match chance.below(3) {
                    0 => counted,
                    1 => on_axis(counted, "bakhmut"),
                    _ => in_district(counted),
                });
            }
        }
        let (features, summary) = drawn("summing_a_day", events);
        assert_eq!(summed(&features, "attacks"), told, "round {round}");
        let by_scope = summary["numbers"].as_object().unwrap().values();
        let sums: u64 = by_scope.map(|numbers| numbers["attacks"]["best"].as_u64().unwrap()).sum();
        assert_eq!(sums, told, "round {round}");
    }
}

#[test]
fn several_reports_make_a_range_and_the_best_one_the_number() {
    let mut told = with_attacks(event("a", bakhmut(), on("2023-05-23")), exactly(26), None);
    let second =
        with_attacks(event("b", bakhmut(), on("2023-05-23")), Count { low: 20, best: 20, high: Some(30) }, None);
    told.reports.extend(second.reports);
    let (features, _) = drawn("a_range", vec![told.clone()]);
    let feature = &features[0];
    assert_eq!([&feature["attacks_low"], &feature["attacks"], &feature["attacks_high"]], [20, 26, 30]);
    let open = with_attacks(event("c", bakhmut(), on("2023-05-23")), Count { low: 20, best: 20, high: None }, None);
    told.reports.extend(open.reports);
    let (features, summary) = drawn("an_open_range", vec![told]);
    assert!(features[0]["attacks_high"].is_null());
    assert!(summary["numbers"]["event"]["attacks"]["high"].is_null());
}

#[test]
fn a_number_of_a_list_and_one_of_a_place_are_no_range() {
    let mut told = with_attacks(event("a", bakhmut(), on("2023-05-23")), exactly(14), Some("g1"));
    told.reports.extend(with_attacks(event("b", bakhmut(), on("2023-05-23")), exactly(3), None).reports);
    told.reports[1].counts.insert(Counted::Killed, exactly(2));
    let other = with_attacks(event("c", place("p2", "X", (48.5, 38.1)), on("2023-05-23")), exactly(14), Some("g1"));
    let (features, summary) = drawn("list_and_place", vec![told, other]);
    assert_eq!([&features[0]["attacks_low"], &features[0]["attacks_high"]], [14, 14]);
    assert_eq!((&features[0]["killed"], &features[0]["own_counts"]), (&Value::from(2), &serde_json::json!(["killed"])));
    assert_eq!((summed(&features, "attacks"), summed(&features, "killed")), (14, 2));
    assert_eq!(summary["numbers"]["event"]["killed"]["best"], 2);
}

#[test]
fn publishers_and_sides_are_counted_once() {
    let mut told = event("a", bakhmut(), on("2023-05-23"));
    let mut add = |publisher: Option<&str>, sha256: &str, side: Side| {
        let mut report = report("r", bakhmut(), on("2023-05-23"));
        report.quotation.publisher = publisher.map(str::to_owned);
        report.quotation.sha256 = sha256.to_owned();
        report.claimants = vec![crate::make::claimant("somebody", side)];
        told.reports.push(report);
    };
    add(Some("Herald"), "01", Side::Ukraine);
    add(None, "02", Side::Russia);
    add(None, "02", Side::Unknown);
    add(None, "03", Side::Russia);
    let (features, _) = drawn("publishers", vec![told]);
    let feature = &features[0];
    assert_eq!([&feature["n_reports"], &feature["n_sources"], &feature["n_sides"]], [5, 3, 2]);
    assert_eq!(feature["claimant_sides"], serde_json::json!(["UA", "RU", "unknown"]));
    assert_eq!(feature["other_sources"], serde_json::json!(["Herald", "", "", ""]));
}
