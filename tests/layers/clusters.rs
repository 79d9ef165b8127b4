//! What a cluster says of its events.

use frontline::cluster::{Settings, clusters};
use frontline::model::*;

use crate::make::{bakhmut, day, event, in_district, on, on_axis, place};

fn settings() -> Settings {
    Settings { radius_m: 10_000.0, window_days: 1, minimum_events: 3, ..Settings::default() }
}

/// One event at Bakhmut on each of these days of May 2023.
fn at_bakhmut(days: &[i8]) -> Vec<Event> {
    let when = |day: &i8| on(&format!("2023-05-{day:02}"));
    days.iter().enumerate().map(|(index, day)| event(&format!("e{index:02}"), bakhmut(), when(day))).collect()
}

#[test]
fn a_cluster_has_days_counts_middle_and_axis() {
    let mut events = vec![
        on_axis(event("c", bakhmut(), on("2023-05-23")), "bakhmut"),
        on_axis(event("b", bakhmut(), on("2023-05-23")), "bakhmut"),
        event("a", place("p2", "South", (48.535_432_1, 38.0)), on("2023-05-24")),
    ];
    let found = clusters(&events, &settings());
    assert_eq!(found.len(), 1);
    let cluster = &found[0];
    assert_eq!(cluster.events, ["a", "b", "c"]);
    assert_eq!((cluster.from, cluster.to), (day("2023-05-23"), day("2023-05-24")));
    assert_eq!(cluster.per_day, [(day("2023-05-23"), 2), (day("2023-05-24"), 1)]);
    assert_eq!((cluster.axis.as_deref(), cluster.places), (Some("bakhmut"), 2));
    assert!((cluster.centre.lat() - 48.575_432_1).abs() < 1e-6 && (cluster.centre.lon() - 38.0).abs() < 1e-9);
    assert_eq!(cluster.hull.len(), 2);
    events.reverse();
    assert_eq!(clusters(&events, &settings()), found, "the order of events makes no difference");
    let grown = [&events[..], &[event("d", bakhmut(), on("2023-05-24"))]].concat();
    assert_ne!(clusters(&grown, &settings())[0].id, cluster.id);
}

#[test]
fn a_hull_turns_counter_clockwise_and_leaves_out_what_lies_inside() {
    let corners = [(48.60, 38.00), (48.50, 38.10), (48.60, 38.10), (48.50, 38.00), (48.55, 38.05), (48.50, 38.05)];
    let events: Vec<Event> = corners
        .iter()
        .enumerate()
        .map(|(index, point)| event(&format!("e{index}"), place(&format!("p{index}"), "X", *point), on("2023-05-23")))
        .collect();
    let hull: Vec<(f64, f64)> =
        clusters(&events, &settings())[0].hull.iter().map(|corner| (corner.lat(), corner.lon())).collect();
    assert_eq!(hull, [(48.50, 38.00), (48.50, 38.10), (48.60, 38.10), (48.60, 38.00)]);
}

#[test]
fn places_in_one_line_have_a_hull_of_its_two_ends() {
    let events: Vec<Event> = [38.0, 38.05, 38.1]
        .iter()
        .map(|lon| event(&format!("e{lon}"), place(&format!("p{lon}"), "X", (48.5, *lon)), on("2023-05-23")))
        .collect();
    let cluster = &clusters(&events, &settings())[0];
    assert_eq!(cluster.hull.iter().map(|corner| corner.lon()).collect::<Vec<_>>(), [38.0, 38.1]);
    assert_eq!(cluster.places, 3);
}

#[test]
fn only_dated_and_drawn_events_at_settlements_take_part() {
    let base = at_bakhmut(&[23, 23]);
    let with = |third: Event| clusters(&[&base[..], &[third]].concat(), &settings()).len();
    let third = event("third", bakhmut(), on("2023-05-23"));
    assert_eq!(with(third.clone()), 1);
    let mut near = third.clone();
    near.reports[0].location.precision = Precision::NearSettlement;
    assert_eq!(with(near), 1);
    assert_eq!(with(in_district(third.clone())), 0);
    assert_eq!(with(event("third", bakhmut(), When::UNKNOWN)), 0);
    let mut planned = third.clone();
    planned.reports[0].modality = Modality::Planned;
    assert_eq!(with(planned), 0);
    let mut denied = third.clone();
    denied.reports[0].polarity = Polarity::Denied;
    assert_eq!(with(denied.clone()), 0);
    denied.status = Status::Disputed;
    assert_eq!(with(denied), 1);
    let mut nowhere = bakhmut();
    nowhere.position = None;
    assert_eq!(with(event("third", nowhere, on("2023-05-23"))), 0);
}

#[test]
fn an_event_of_several_days_stands_at_its_last_and_one_of_a_month_nowhere() {
    let mut events = at_bakhmut(&[23, 23, 23]);
    events[0].reports[0].when.start = Some(day("2023-05-20"));
    assert_eq!(clusters(&events, &settings())[0].from, day("2023-05-23"));
    assert!(clusters(&events, &Settings { longest_date_days: 3, ..settings() }).is_empty());
    assert_eq!(clusters(&events, &Settings { longest_date_days: 4, ..settings() }).len(), 1);
}

#[test]
fn a_trend_compares_the_last_days_with_as_many_before() {
    let trend = |days: &[i8], settings: &Settings| clusters(&at_bakhmut(days), settings).last().unwrap().trend;
    let settings = Settings { trend_days: 2, ..settings() };
    assert_eq!(trend(&[1, 10, 10, 11], &settings), Some(Trend::New));
    assert_eq!(
        trend(&[9, 9, 9, 10, 10, 11, 11, 11, 12], &settings),
        Some(Trend::Steady),
        "4 after 5 is within a quarter"
    );
    let strict = Settings { steady_share: 0.1, ..settings.clone() };
    assert_eq!(trend(&[9, 9, 9, 10, 10, 11, 11, 11, 12], &strict), Some(Trend::Falling));
    assert_eq!(trend(&[9, 10, 11, 11, 11, 12], &settings), Some(Trend::Rising));
    assert_eq!(trend(&[9, 9, 9, 10, 10, 11, 12], &settings), Some(Trend::Falling));
    let long = Settings { trend_days: 7, ..settings.clone() };
    assert_eq!(trend(&[9, 9, 9, 10, 10, 11, 12], &long), None, "nobody knows the four days before");
    assert_eq!(trend(&[23, 23, 23], &settings), None, "nobody knows the day before");
}
