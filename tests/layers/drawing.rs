//! Events sorted into days, axes and areas.

use frontline::cluster::{Settings, clusters};
use frontline::layer::drawing;
use frontline::model::*;

use jiff::civil::Date;

use crate::make::{bakhmut, day, event, in_district, on, on_axis, place};

fn ids(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.id.as_str()).collect()
}

#[test]
fn events_are_sorted_by_day_axis_and_id() {
    let events = vec![
        event("d", bakhmut(), on("2023-05-24")),
        on_axis(event("c", bakhmut(), on("2023-05-23")), "bakhmut"),
        event("b", bakhmut(), on("2023-05-23")),
        on_axis(event("a", bakhmut(), on("2023-05-23")), "bakhmut"),
        on_axis(event("e", bakhmut(), on("2023-05-23")), "avdiivka"),
    ];
    let drawn = drawing(events.clone(), Vec::new());
    let layers: Vec<(Date, Option<&str>, Vec<&str>)> = drawn
        .days
        .iter()
        .flat_map(|day| &day.layers)
        .map(|layer| (layer.day, layer.axis.as_deref(), ids(&layer.events)))
        .collect();
    let (first, second) = (day("2023-05-23"), day("2023-05-24"));
    let expected = [
        (first, Some("avdiivka"), vec!["e"]),
        (first, Some("bakhmut"), vec!["a", "c"]),
        (first, None, vec!["b"]),
        (second, None, vec!["d"]),
    ];
    assert_eq!(layers, expected);
    assert_eq!(drawing(events.into_iter().rev().collect(), Vec::new()), drawn);
}

#[test]
fn an_event_known_to_a_district_belongs_to_its_area() {
    let mut nowhere = place("p3", "Nowhere", (0.0, 0.0));
    nowhere.position = None;
    let events = vec![
        in_district(on_axis(event("a", place("d1", "Beryslav district", (47.0, 33.4)), on("2023-05-23")), "kherson")),
        in_district(event("b", place("d1", "Beryslav district", (47.0, 33.4)), on("2023-05-23"))),
        event("c", nowhere, on("2023-05-23")),
    ];
    let drawn = drawing(events, Vec::new());
    let areas: Vec<(&str, Vec<&str>)> =
        drawn.days[0].areas.iter().map(|area| (area.place_id.as_str(), ids(&area.events))).collect();
    assert_eq!(areas, [("d1", vec!["a", "b"]), ("p3", vec!["c"])]);
    assert!(drawn.days[0].layers.is_empty());
}

#[test]
fn an_event_of_several_days_is_drawn_once_on_its_last() {
    let mut long = event("a", bakhmut(), on("2023-05-24"));
    long.reports[0].when.start = Some(day("2023-05-22"));
    let drawn = drawing(vec![long], Vec::new());
    assert_eq!(drawn.days.iter().map(|day| day.day).collect::<Vec<_>>(), [day("2023-05-24")]);
}

#[test]
fn an_event_without_a_day_is_never_given_one() {
    let drawn = drawing(vec![event("a", bakhmut(), When::UNKNOWN)], Vec::new());
    assert!(drawn.days.is_empty());
    assert_eq!(ids(&drawn.undated), ["a"]);
}

#[test]
fn what_did_not_happen_is_counted_and_not_drawn() {
    let told = |id: &str, modality, polarity, status, when| {
        let mut event = event(id, bakhmut(), when);
        event.reports[0].modality = modality;
        event.reports[0].polarity = polarity;
        event.status = status;
        event
    };
    use {Modality as M, Polarity as P, Status as S};
    let day = on("2023-05-23");
    let drawn = drawing(
        vec![
            told("a", M::Planned, P::Affirmed, S::Claimed, day),
            told("b", M::Hypothetical, P::Affirmed, S::Claimed, day),
            told("c", M::Background, P::Denied, S::Denied, day),
            told("d", M::Asserted, P::Denied, S::Denied, day),
            told("e", M::Asserted, P::Denied, S::Disputed, day),
            told("f", M::Asserted, P::Denied, S::Denied, When::UNKNOWN),
        ],
        Vec::new(),
    );
    use Omission as O;
    let expected = [(O::Planned, 1), (O::Hypothetical, 1), (O::Background, 1), (O::Denied, 1)];
    assert_eq!(drawn.days[0].omitted, Omissions::from(expected));
    assert_eq!(ids(&drawn.days[0].layers[0].events), ["e"]);
    assert_eq!(drawn.undated_omitted, Omissions::from([(O::Denied, 1)]));
}

#[test]
fn a_cluster_stands_on_each_of_its_days_that_has_events() {
    let days = ["2023-05-23", "2023-05-23", "2023-05-25", "2023-05-26"];
    let mut events: Vec<Event> =
        days.iter().enumerate().map(|(index, day)| event(&format!("e{index}"), bakhmut(), on(day))).collect();
    let far = place("far", "Far", (50.0, 36.0));
    events.push(event("quiet", far.clone(), on("2023-05-24")));
    events.push(event("later", far, on("2023-05-27")));
    let settings = Settings { window_days: 2, minimum_events: 3, ..Settings::default() };
    let found = clusters(&events, &settings);
    let drawn = drawing(events, found);
    let counts: Vec<(String, usize)> = drawn.days.iter().map(|day| (day.day.to_string(), day.clusters.len())).collect();
    let expected = [("23", 1), ("24", 1), ("25", 1), ("26", 1), ("27", 0)];
    assert_eq!(counts, expected.map(|(day, count)| (format!("2023-05-{day}"), count)));
}
