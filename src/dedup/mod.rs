//! Joins the reports that tell of the same happening: same place, overlapping days, types, actors and numbers that agree.

mod alike;
mod inside;
mod status;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Event, Report, Side};

/// The events that the reports tell of, by id. The order of the reports makes no difference.
///
/// Within the reports of one place each joins the first event with all of whose reports it agrees, the most telling
/// reports first. Two happenings at two places are never one event, but a document that tells of a region what it tells
/// of a place inside tells it twice.
pub fn events(reports: Vec<Report>) -> Vec<Event> {
    let mut by_place: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for report in reports {
        by_place.entry(report.location.place.id.clone()).or_default().push(report);
    }
    let mut events: Vec<Event> = inside::joined(by_place.into_values().flat_map(at_one_place).collect());
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events
}

fn at_one_place(mut reports: Vec<Report>) -> Vec<Event> {
    reports.sort_by(|a, b| telling(b).cmp(&telling(a)).then_with(|| a.id.cmp(&b.id)));
    reports.dedup_by(|a, b| a.id == b.id);
    let mut groups: Vec<Vec<Report>> = Vec::new();
    for report in reports {
        match groups.iter_mut().find(|group| group.iter().all(|known| alike::is_same_happening(known, &report))) {
            Some(group) => group.push(report),
            None => groups.push(vec![report]),
        }
    }
    groups.into_iter().map(event).collect()
}

/// How much a report tells: a day, an exact type, numbers, an actor; then its confidence.
fn telling(report: &Report) -> (bool, bool, usize, bool, Reverse<usize>, u64) {
    let confidence = (report.confidence * 1000.0) as u64;
    let is_known = report.initiator.side != Side::Unknown;
    let is_exact = !alike::is_general(report.event_type);
    (
        report.when.end.is_some(),
        is_exact,
        report.counts.len(),
        is_known,
        Reverse(report.quotation.span.start),
        confidence,
    )
}

/// The event takes the id of the first of its reports in the order of their ids, so that it outlives a more telling one.
fn event(reports: Vec<Report>) -> Event {
    let id = reports.iter().map(|report| report.id.clone()).min().expect("an event has a report");
    Event { id, status: status::status(&reports), reports }
}
