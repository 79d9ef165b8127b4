//! Joins what a document tells of a region with what it tells of a place inside: a lead and its detail.

use std::collections::HashMap;

use crate::dedup::{alike, event};
use crate::model::{Event, EventType, Kind, Place, Report};

/// The events, those of a district or region joined with the first of a place inside that the same document tells.
pub(super) fn joined(events: Vec<Event>) -> Vec<Event> {
    let (mut wide, mut rest): (Vec<Event>, Vec<Event>) =
        events.into_iter().partition(|event| is_wide(place(event).kind));
    if wide.is_empty() {
        return rest;
    }
    wide.sort_by(|a, b| a.id.cmp(&b.id));
    rest.sort_by(|a, b| a.id.cmp(&b.id));
    let mut by_unit: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, event) in rest.iter().enumerate() {
        let place = place(event);
        by_unit.entry(&place.admin1).or_default().push(at);
        by_unit.entry(&place.admin2).or_default().push(at);
    }
    let mut added: HashMap<usize, Vec<Event>> = HashMap::new();
    let mut left = Vec::new();
    for event in wide {
        let inside = by_unit.get(place(&event).name.as_str()).into_iter().flatten();
        match inside.copied().find(|at| tells_the_same(&event, &rest[*at])) {
            Some(at) => added.entry(at).or_default().push(event),
            None => left.push(event),
        }
    }
    for (at, around) in added {
        let is_of_seat = is_seat(&around[0], &rest[at]);
        let around = around.into_iter().flat_map(|event| event.reports);
        let inside = std::mem::take(&mut rest[at].reports);
        let reports: Vec<Report> =
            if is_of_seat { around.chain(inside).collect() } else { inside.into_iter().chain(around).collect() };
        rest[at] = event(reports);
    }
    left.into_iter().chain(rest).collect()
}

fn place(event: &Event) -> &Place {
    &event.best().location.place
}

fn is_wide(kind: Kind) -> bool {
    matches!(kind, Kind::Oblast | Kind::Raion | Kind::Hromada)
}

/// Whether the place inside is the seat that the region is named for.
fn is_seat(wide: &Event, inside: &Event) -> bool {
    place(wide).name.starts_with(&place(inside).name)
}

/// A region's seat is not meant by the region's name: the region stays one. Only who crosses the border into "Belgorod"
/// enters the region, and that is where it stays.
fn tells_the_same(wide: &Event, inside: &Event) -> bool {
    let (a, b) = (wide.best(), inside.best());
    let is_other = is_seat(wide, inside) && a.event_type != EventType::Incursion;
    !is_other && a.quotation.document == b.quotation.document && a.counts.is_empty() && alike::is_same_happening(a, b)
}
