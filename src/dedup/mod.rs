//! Joins the reports that tell of the same happening: same place, overlapping days, types, actors and numbers that agree.

mod alike;
mod inside;
mod status;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{DateBasis, Event, Report, Side, TypeClass};

/// Reports of an event with which another must agree, the most telling ones: what agrees with so many agrees with all,
/// and a text that repeats one sentence without end costs no more than it is long.
const MOST_COMPARED: usize = 64;
/// Days of one report that are looked at.
const MOST_DAYS: usize = 31;

/// Reports of one place with more days than this between them are never joined, nor is anything through them.
pub const SLACK_DAYS: u32 = alike::HEADLINE_DAYS.unsigned_abs();

/// The events that the reports tell of, by id. The order of the reports makes no difference.
///
/// Within the reports of one place each joins the first event with whose reports it agrees, the most telling
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
    if reports.len() == 1 {
        return vec![event(reports)];
    }
    reports.sort_by(|a, b| telling(b).cmp(&telling(a)).then_with(|| a.id.cmp(&b.id)));
    reports.dedup_by(|a, b| a.id == b.id);
    let mut groups: Vec<Vec<Report>> = Vec::new();
    let mut by_drawer: HashMap<Drawer, Vec<usize>> = HashMap::new();
    for report in reports {
        let drawers = drawers(&report);
        let mut near: Vec<usize> =
            drawers.iter().filter_map(|drawer| by_drawer.get(drawer)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let fits = |group: &usize| {
            groups[*group].iter().take(MOST_COMPARED).all(|known| alike::is_same_happening(known, &report))
        };
        let group = near.into_iter().find(fits).unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(report);
        for drawer in drawers {
            let numbers = by_drawer.entry(drawer).or_default();
            if !numbers.contains(&group) {
                numbers.push(group);
            }
        }
    }
    groups.into_iter().map(event).collect()
}

/// Reports that can agree share one: the class of their type with a day, or with their document when they have none.
type Drawer = (TypeClass, Option<Date>, Option<String>);

/// The drawers of a report; the days of a long span are cut, since nothing so vague is joined day by day.
fn drawers(report: &Report) -> Vec<Drawer> {
    let class = report.event_type.class();
    match report.when.start.zip(report.when.end) {
        Some((from, to)) => from
            .saturating_sub(i64::from(alike::HEADLINE_DAYS).days())
            .series(1.day())
            .take_while(|day| *day <= to)
            .take(MOST_DAYS)
            .map(|day| (class, Some(day), None))
            .collect(),
        None => vec![(class, None, Some(report.quotation.document.clone()))],
    }
}

/// How much a report tells: a day of its own, an exact type, numbers, an actor; of equals the earlier in its text.
fn telling(report: &Report) -> (u8, bool, usize, bool, Reverse<usize>) {
    let day = match report.when.basis {
        DateBasis::Stated | DateBasis::Relative | DateBasis::ReportWindow => 2,
        DateBasis::Published => 1,
        DateBasis::None => 0,
    };
    let is_known = report.initiator.side != Side::Unknown;
    let is_exact = !alike::is_general(report.event_type);
    (day, is_exact, report.counts.len(), is_known, Reverse(report.quotation.span.start))
}

/// The event takes the id of the first of its reports in the order of their ids, so that it outlives a more telling one.
fn event(reports: Vec<Report>) -> Event {
    let id = reports.iter().map(|report| report.id.clone()).min().expect("an event has a report");
    Event { id, status: status::status(&reports), reports }
}
