//! An event made ready for its columns: what several of them ask for is worked out once.

use std::collections::BTreeSet;

use crate::export::Versions;
use crate::export::columns::COLUMNS;
use crate::export::features::corner;
use crate::export::numbers::{Told, told};
use crate::json::Json;
use crate::model::{Claimant, Count, Counted, Event, Polarity, Quotation, Report, Side};

/// One event and what made it.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The event.
    pub(super) event: &'a Event,
    /// The report that tells it best.
    pub(super) best: &'a Report,
    /// What made it.
    pub(super) versions: &'a Versions,
    /// Longitude, then latitude, in degrees with five decimals; none when nobody knows the place to a point.
    pub(super) point: Option<[f64; 2]>,
    /// Everybody who says anything of it, each once, in the order of the reports.
    pub(super) claims: Vec<(&'a Claimant, Polarity)>,
    numbers: [Option<Told>; Counted::ALL.len()],
}

impl<'a> Row<'a> {
    /// The row of an event.
    pub(super) fn of(event: &'a Event, versions: &'a Versions) -> Row<'a> {
        let best = event.best();
        let mut numbers = [None; Counted::ALL.len()];
        if event.reports.iter().any(|report| !report.counts.is_empty()) {
            numbers = std::array::from_fn(|index| told(event, Counted::ALL[index]));
        }
        Row { event, best, versions, point: best.location.place.position.map(corner), claims: claims(event), numbers }
    }

    /// A number as the reports together tell it.
    pub(super) fn count(&self, counted: Counted) -> Option<Count> {
        self.numbers[counted as usize].map(|told| told.count)
    }

    /// The numbers that are the event's own, whatever it shares with its group. To sum a layer, count each number once
    /// for its `group_id`, except these.
    pub(super) fn own_counts(&self) -> Vec<&str> {
        let own = Counted::ALL.iter().zip(&self.numbers).filter(|(_, told)| told.is_some_and(|told| told.is_own));
        own.map(|(counted, _)| counted.code()).collect()
    }

    /// One text of each report but the best; an empty one where nobody knows, since a list has no null in a GIS.
    pub(super) fn others(&self, text: impl Fn(&'a Quotation) -> Option<&'a str>) -> Vec<&'a str> {
        self.event.reports.iter().skip(1).map(|report| text(&report.quotation).unwrap_or("")).collect()
    }

    /// Publishers; a document whose publisher is not known counts as one of its own.
    pub(super) fn distinct_sources(&self) -> usize {
        let source = |report: &'a Report| match &report.quotation.publisher {
            Some(publisher) => (true, publisher),
            None => (false, &report.quotation.sha256),
        };
        self.event.reports.iter().map(source).collect::<BTreeSet<_>>().len()
    }

    /// Sides that say anything of it; a speaker of no known side adds none.
    pub(super) fn distinct_sides(&self) -> usize {
        let sides = self.claims.iter().map(|(claimant, _)| claimant.side).filter(|side| *side != Side::Unknown);
        sides.collect::<BTreeSet<_>>().len()
    }

    /// Adds it as one flat object that has every column, null where nobody knows.
    pub(super) fn write(&self, json: &mut Json) {
        json.raw("{");
        for (number, column) in COLUMNS.iter().enumerate() {
            // Before the first stands no comma.
            json.raw(&column.key[usize::from(number == 0)..]);
            column.value(self).write(json);
        }
        json.raw("}");
    }
}

fn claims(event: &Event) -> Vec<(&Claimant, Polarity)> {
    let mut claims = Vec::new();
    for report in &event.reports {
        for claim in report.claimants.iter().map(|claimant| (claimant, report.polarity)) {
            // They are few.
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
    }
    claims
}
