//! What is exported is exactly what was asked for.

use frontline::model::{Bounds, Circle, Event, EventType, Filter, Position, Precision, Side, When};
use jiff::ToSpan;
use jiff::civil::date;

use crate::made::{Chance, events};
use crate::read::ids;
use crate::{formats, written};

fn filter(chance: &mut Chance) -> Filter {
    let from = date(2022, 2, 24) + i64::from(chance.below(900)).days();
    let corner = |lat: f64, lon: f64| Position::from_lat_lon(lat, lon).unwrap();
    let south_west = (46.5 + 4.0 * chance.share(), 32.5 + 4.0 * chance.share());
    let bounds =
        Bounds::from_corners(corner(south_west.0, south_west.1), corner(south_west.0 + 2.0, south_west.1 + 2.0));
    let circle = Circle {
        centre: corner(46.5 + 5.5 * chance.share(), 32.5 + 5.5 * chance.share()),
        radius_m: 200_000.0 * chance.share(),
    };
    let axes = [None, Some("bakhmut".to_owned()), Some("lyman".to_owned())];
    let mut part = || chance.below(3) == 0;
    let (with_from, with_to, with_axes, with_types, with_sides) = (part(), part(), part(), part(), part());
    let (with_confidence, with_bounds, with_circle) = (part(), part(), part());
    Filter {
        from: with_from.then_some(from),
        to: with_to.then(|| from + 200.days()),
        axes: if with_axes { axes[..1 + chance.below(3) as usize].to_vec() } else { Vec::new() },
        types: if with_types { EventType::ALL[chance.below(12) as usize..].to_vec() } else { Vec::new() },
        sides: if with_sides { vec![Side::Russia, Side::Unknown] } else { Vec::new() },
        min_confidence: with_confidence.then(|| chance.share()),
        bounds: bounds.ok().filter(|_| with_bounds),
        circle: with_circle.then_some(circle),
    }
}

/// The same question, asked as plainly as can be.
fn is_wanted(filter: &Filter, event: &Event) -> bool {
    let report = &event.reports[0];
    let days = report.when.start.zip(report.when.end);
    let place = &report.location;
    let is_exact = matches!(place.precision, Precision::Settlement | Precision::NearSettlement);
    let point = place.place.position.filter(|_| is_exact);
    let mut is_wanted = true;
    if let Some(from) = filter.from {
        is_wanted &= days.is_some_and(|(_, last)| last >= from);
    }
    if let Some(to) = filter.to {
        is_wanted &= days.is_some_and(|(first, _)| first <= to);
    }
    if !filter.axes.is_empty() {
        is_wanted &= filter.axes.contains(&report.axis);
    }
    if !filter.types.is_empty() {
        is_wanted &= filter.types.contains(&report.event_type);
    }
    if !filter.sides.is_empty() {
        is_wanted &= filter.sides.contains(&report.initiator.side);
    }
    if let Some(least) = filter.min_confidence {
        is_wanted &= report.confidence >= least;
    }
    if let Some(bounds) = filter.bounds {
        let (low, high) = (bounds.south_west(), bounds.north_east());
        is_wanted &= point.is_some_and(|point| {
            low.lat() <= point.lat()
                && point.lat() <= high.lat()
                && low.lon() <= point.lon()
                && point.lon() <= high.lon()
        });
    }
    if let Some(circle) = filter.circle {
        is_wanted &= point.is_some_and(|point| circle.centre.distance_m(point) <= circle.radius_m);
    }
    is_wanted
}

#[test]
fn every_format_has_the_events_that_the_filter_admits_and_no_other() {
    let events: Vec<Event> = events(6, 400).collect();
    let mut chance = Chance(66);
    let mut sizes = Vec::new();
    for round in 0..12 {
        let filter = filter(&mut chance);
        let mut wanted: Vec<&str> =
            events.iter().filter(|event| is_wanted(&filter, event)).map(|event| event.id.as_str()).collect();
        wanted.sort_unstable();
        sizes.push(wanted.len());
        for format in formats() {
            let admitted = events.iter().filter(|event| filter.admits(event));
            let path = written(admitted, format, &format!("every_format/{round}"));
            assert_eq!(ids(&path, format.0), wanted, "{format:?}, {filter:?}");
        }
    }
    assert!(sizes.iter().any(|size| (1..400).contains(size)), "some filters must let some through: {sizes:?}");
}

#[test]
fn an_event_of_several_days_is_of_each_of_them_and_one_without_days_of_none() {
    let mut event = events(1, 1).next().unwrap();
    let when = event.reports[0].when;
    let (start, end) = (date(2023, 5, 22), date(2023, 5, 24));
    event.reports[0].when = When { start: Some(start), end: Some(end), ..when };
    let admits = |from, to, event: &Event| Filter { from, to, ..Filter::default() }.admits(event);
    for day in [start, start.tomorrow().unwrap(), end] {
        assert!(admits(Some(day), Some(day), &event), "{day}");
    }
    assert!(!admits(Some(end.tomorrow().unwrap()), None, &event));
    assert!(!admits(None, Some(start.yesterday().unwrap()), &event));
    event.reports[0].when = When::UNKNOWN;
    assert!(admits(None, None, &event));
    assert!(!admits(Some(start), None, &event));
    assert!(!admits(None, Some(start), &event));
}

#[test]
fn an_event_known_to_a_district_lies_in_no_circle_and_no_box() {
    let mut event = events(1, 60).find(|event| event.best().location.place.position.is_some()).unwrap();
    let point = event.best().location.place.position.unwrap();
    let circle = Filter { circle: Some(Circle { centre: point, radius_m: 1.0 }), ..Filter::default() };
    let bounds = Filter { bounds: Bounds::from_corners(point, point).ok(), ..Filter::default() };
    event.reports[0].location.precision = Precision::Settlement;
    assert!(circle.admits(&event) && bounds.admits(&event));
    event.reports[0].location.precision = Precision::District;
    assert!(!circle.admits(&event) && !bounds.admits(&event));
}
