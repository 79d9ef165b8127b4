//! One day in numbers.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::export::NO_AXIS;
use crate::export::numbers::{Sum, sums};
use crate::model::{Day, Omissions};

/// Number of things by code.
pub(super) type Tally<'a> = BTreeMap<&'a str, usize>;

#[derive(Serialize)]
struct Summary<'a> {
    day: Date,
    events: usize,
    events_on_points: usize,
    events_in_areas: usize,
    clusters: usize,
    by_axis: Tally<'a>,
    by_type: Tally<'a>,
    by_status: Tally<'a>,
    /// By scope, then by what is counted.
    numbers: BTreeMap<&'static str, BTreeMap<&'static str, Sum>>,
    not_drawn: Tally<'a>,
}

/// Writes the day's counts, its numbers (each shared one once) and what was left out.
pub(super) fn write(file: &mut impl Write, day: &Day) -> io::Result<()> {
    let on_points = day.layers.iter().map(|layer| layer.events.len()).sum();
    let in_areas: usize = day.areas.iter().map(|area| area.events.len()).sum();
    let summary = Summary {
        day: day.day,
        events: on_points + in_areas,
        events_on_points: on_points,
        events_in_areas: in_areas,
        clusters: day.clusters.len(),
        by_axis: tally(day.events().map(|event| event.best().axis.as_deref().unwrap_or(NO_AXIS))),
        by_type: tally(day.events().map(|event| event.best().event_type.code())),
        by_status: tally(day.events().map(|event| event.status.code())),
        numbers: sums(day.events()),
        not_drawn: reasons(&day.omitted),
    };
    serde_json::to_writer_pretty(&mut *file, &summary)?;
    file.write_all(b"\n")
}

/// Left-out events by the code of the reason.
pub(super) fn reasons(omissions: &Omissions) -> Tally<'static> {
    omissions.iter().map(|(reason, count)| (reason.code(), *count)).collect()
}

fn tally<'a>(codes: impl Iterator<Item = &'a str>) -> Tally<'a> {
    let mut tally = Tally::new();
    for code in codes {
        *tally.entry(code).or_default() += 1;
    }
    tally
}
