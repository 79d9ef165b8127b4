//! Joins the reports that tell of the same happening: same place, overlapping days, types, actors and numbers that agree.

mod alike;
mod inside;
mod status;

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

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
    let mut sorted: Vec<usize> = (0..reports.len()).collect();
    sorted.sort_by(|a, b| by_place_and_telling(&reports[*a], &reports[*b]));
    sorted.dedup_by_key(|at| (place_id(&reports[*at]), reports[*at].id.as_str()));
    let places = sorted.chunk_by(|a, b| place_id(&reports[*a]) == place_id(&reports[*b]));
    let groups: Vec<Vec<usize>> = places.flat_map(|there| at_one_place(there, &reports)).collect();
    let mut reports: Vec<Option<Report>> = reports.into_iter().map(Some).collect();
    let mut take = |at: usize| reports[at].take().expect("a report stands in one group");
    let told = groups.into_iter().map(|group| event(group.into_iter().map(&mut take).collect()));
    let mut events: Vec<Event> = inside::joined(told.collect());
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events
}

fn place_id(report: &Report) -> &str {
    &report.location.place.id
}

fn by_place_and_telling(a: &Report, b: &Report) -> Ordering {
    place_id(a).cmp(place_id(b)).then_with(|| telling(b).cmp(&telling(a))).then_with(|| a.id.cmp(&b.id))
}

/// The reports of one place, which come the most telling first, in groups that tell of one happening each.
fn at_one_place(there: &[usize], reports: &[Report]) -> Vec<Vec<usize>> {
    if there.len() == 1 {
        return vec![there.to_vec()];
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut drawers: BTreeSet<(Drawer<'_>, usize)> = BTreeSet::new();
    for at in there {
        let report = &reports[*at];
        let own = own_drawers(report);
        let mut near: Vec<usize> = match (own.first(), own.last()) {
            (Some(first), Some(last)) => {
                drawers.range((*first, 0)..=(*last, usize::MAX)).map(|(_, group)| *group).collect()
            }
            _ => Vec::new(),
        };
        near.sort_unstable();
        near.dedup();
        let fits = |group: &usize| {
            let known = groups[*group].iter().take(MOST_COMPARED);
            known.into_iter().all(|known| alike::is_same_happening(&reports[*known], report))
        };
        let group = near.into_iter().find(fits).unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(*at);
        drawers.extend(own.into_iter().map(|drawer| (drawer, group)));
    }
    groups
}

/// Reports that can agree share one: the class of their type with a day, or with their document when they have none.
type Drawer<'r> = (TypeClass, Option<Date>, Option<&'r str>);

/// The drawers of a report, in their order and without a gap; the days of a long span are cut, since nothing so vague is
/// joined day by day.
fn own_drawers(report: &Report) -> Vec<Drawer<'_>> {
    let class = report.event_type.class();
    let Some((from, to)) = report.when.start.zip(report.when.end) else {
        return vec![(class, None, Some(&report.quotation.document))];
    };
    let first = (0..SLACK_DAYS).fold(from, |day, _| day.yesterday().unwrap_or(day));
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
    days.take_while(|day| *day <= to).take(MOST_DAYS).map(|day| (class, Some(day), None)).collect()
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
