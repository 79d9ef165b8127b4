//! The files of four events, letter by letter.

use std::fs;

use frontline::cluster::{Settings, clusters};
use frontline::export;
use frontline::layer::drawing;
use frontline::model::*;

use crate::make::{bakhmut, claimant, event, exactly, folder, in_district, on, on_axis, place, versions, with_attacks};

/// Two places of one list on an axis, one of them denied by the other side, and a district.
fn events() -> Vec<Event> {
    let day = "2023-05-23";
    let mut first = on_axis(with_attacks(event("a1", bakhmut(), on(day)), exactly(14), Some("g1")), "bakhmut");
    first.status = Status::Disputed;
    first.reports[0].claimants = vec![claimant("General Staff", Side::Ukraine)];
    let published = "2023-05-24T05:59:45Z".parse().unwrap();
    first.reports[0].quotation.published =
        Some(Published { date: "2023-05-24".parse().unwrap(), time: Some(published) });
    let mut denial = event("a2", bakhmut(), on(day)).reports;
    denial[0].polarity = Polarity::Denied;
    denial[0].claimants = vec![claimant("Ministry of Defence", Side::Russia)];
    denial[0].quotation.publisher = Some("Gazette".to_owned());
    denial[0].quotation.text = "No such thing happened.".to_owned();
    first.reports.append(&mut denial);
    let south = place("p_south", "South", (48.5, 38.1));
    let second = on_axis(with_attacks(event("b1", south, on(day)), exactly(14), Some("g1")), "bakhmut");
    let mut district = place("p_district", "Bakhmut district", (48.6, 38.0));
    district.position = None;
    let third = in_district(event("c1", district, on(day)));
    let mut planned = event("d1", bakhmut(), on(day));
    planned.reports[0].modality = Modality::Planned;
    vec![first, second, third, planned]
}

fn check(path: &str, expected: &str) {
    let dir = folder(&format!("golden_{}", path.replace('/', "_")));
    let settings = Settings { radius_m: 20_000.0, minimum_events: 2, ..Settings::default() };
    let found = clusters(&events(), &settings);
    export::write(&drawing(events(), found), &[], &versions(), &dir).unwrap();
    assert_eq!(fs::read_to_string(dir.join(path)).unwrap(), expected, "{path}");
}

#[test]
fn points_of_an_axis() {
    check("2023-05-23/bakhmut.geojson", include_str!("golden/bakhmut.geojson"));
}

#[test]
fn an_area_without_a_centre_has_no_geometry() {
    check("2023-05-23/areas.geojson", include_str!("golden/areas.geojson"));
}

#[test]
fn a_cluster_of_two_places_is_a_line() {
    check("2023-05-23/clusters.geojson", include_str!("golden/clusters.geojson"));
}

#[test]
fn a_day_in_numbers() {
    check("2023-05-23/summary.json", include_str!("golden/summary.json"));
}

#[test]
fn nothing_undated_is_an_empty_collection() {
    check("undated.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
}

#[test]
fn the_index_lists_every_file() {
    check("index.json", include_str!("golden/index.json"));
}
