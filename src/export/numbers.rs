//! The numbers of an event as all its reports tell them, and those of many events without counting one twice.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Count, Counted, Event, Report, Scope};

/// A number of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// The least and the greatest that any report tells; the best is that of the first report that tells one.
    pub(super) count: Count,
    /// The event shares its other numbers with a group, but this one is its own.
    pub(super) is_own: bool,
}

/// What the reports of an event tell of one number.
///
/// Only reports whose number counts over the same as the best report's are compared: "14 attacks near A, B and C" and
/// "3 attacks near A" are no range. When none of those tells the number, a report that tells it of this event alone
/// does. A number that only another report tells of a wider scope is left out, for a sum would take it for the event's.
pub(super) fn told(event: &Event, counted: Counted) -> Option<Told> {
    let best = event.best();
    let over_the_same = |report: &&Report| report.scope == best.scope && is_shared(report) == is_shared(best);
    let alone = |report: &&Report| report.scope == Scope::Event && !is_shared(report);
    let numbers = |reports: Vec<&Report>| joined(reports.iter().filter_map(|report| report.counts.get(&counted)));
    if let Some(count) = numbers(event.reports.iter().filter(over_the_same).collect()) {
        return Some(Told { count, is_own: false });
    }
    let count = numbers(event.reports.iter().filter(alone).collect())?;
    Some(Told { count, is_own: true })
}

fn is_shared(report: &Report) -> bool {
    report.group_id.is_some()
}

fn joined<'a>(mut counts: impl Iterator<Item = &'a Count>) -> Option<Count> {
    let first = *counts.next()?;
    let join = |all: Count, next: &Count| Count {
        low: all.low.min(next.low),
        best: all.best,
        high: all.high.zip(next.high).map(|(a, b)| a.max(b)),
    };
    Some(counts.fold(first, join))
}

/// A sum of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Sum {
    low: u64,
    best: u64,
    /// None when one of the numbers is open at the top.
    high: Option<u64>,
}

/// Sums by what the numbers count over, then by what they count, under the codes of both. A number that several events
/// share through their group counts once. Numbers of an axis or of the front stand apart, since they include others.
pub(super) fn sums<'a>(events: impl Iterator<Item = &'a Event>) -> BTreeMap<&'static str, BTreeMap<&'static str, Sum>> {
    let mut sums: BTreeMap<&str, BTreeMap<&str, Sum>> = BTreeMap::new();
    let mut seen: BTreeSet<(&str, Counted)> = BTreeSet::new();
    for event in events {
        let best = event.best();
        for &counted in Counted::ALL {
            let Some(Told { count, is_own }) = told(event, counted) else { continue };
            let group = best.group_id.as_deref().filter(|_| !is_own);
            if group.is_some_and(|group| !seen.insert((group, counted))) {
                continue;
            }
            let scope = if is_own { Scope::Event } else { best.scope };
            let sum = sums.entry(scope.code()).or_default().entry(counted.code());
            let sum = sum.or_insert(Sum { low: 0, best: 0, high: Some(0) });
            sum.low += u64::from(count.low);
            sum.best += u64::from(count.best);
            sum.high = sum.high.zip(count.high).map(|(sum, high)| sum + u64::from(high));
        }
    }
    sums
}
