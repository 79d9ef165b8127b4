//! `frontline near`: what happened near a point or a town.

use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::axes::Registry;
use crate::cli::collected::Reports;
use crate::cli::documents::{self, Losses};
use crate::cli::stored::Question;
use crate::cli::table::{Align, lines};
use crate::cli::{Input, plain};
use crate::gazetteer::Gazetteer;
use crate::model::{Document, Event, Filter, Omission, drawn_point};
use crate::near::{Hit, Index, Query, Stand};
use crate::store::{Around, Store};
use crate::{Reference, dedup};

/// Prints the events near a point.
pub(super) fn run(question: &Question, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let centre = question.target.position(&Gazetteer::embedded())?;
    let filter = question.event.filter(&Registry::embedded())?;
    let (within_m, most) = (question.within, question.most);
    let around = Around { centre, within_m, from: filter.from, to: filter.to, most };
    let asked = Asked { around, filter: &filter };
    let (found, losses) = match &question.store {
        Some(store) => (asked.stored(store, question.as_of)?, Losses::None),
        None => asked.read(&question.inputs)?,
    };
    let Found { near, areas } = found;
    let stands: Vec<Stand> = near.iter().map(Stand::of).collect();
    let hits = Index::new(&stands).near(&Query { centre, within_m, from: None, to: None, most });
    let rows: Vec<[String; 6]> = hits.iter().map(|hit| row(hit, &near[hit.event])).collect();
    print(&rows, [Align::Right, Align::Left, Align::Left, Align::Left, Align::Left, Align::Left], out)?;
    if !areas.is_empty() {
        writeln!(out, "\nknown only to a district or a region that reaches here:")?;
        let rows: Vec<[String; 4]> = areas.iter().take(most).map(area_row).collect();
        print(&rows, [Align::Left; 4], out)?;
        if areas.len() > most {
            writeln!(out, "and {} more", areas.len() - most)?;
        }
    }
    if hits.is_empty() && areas.is_empty() {
        writeln!(out, "nothing is told of")?;
    }
    Ok(losses)
}

fn print<const N: usize>(rows: &[[String; N]], align: [Align; N], out: &mut dyn Write) -> std::io::Result<()> {
    lines(align, rows).iter().try_for_each(|line| writeln!(out, "{}", plain(line)))
}

/// Events that may be near.
struct Found {
    near: Vec<Event>,
    areas: Vec<Event>,
}

/// What is asked for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    around: Around,
    filter: &'a Filter,
}

impl Asked<'_> {
    fn stored(self, path: &Path, as_of: Option<Timestamp>) -> anyhow::Result<Found> {
        let mut store = Store::open_for_reading(path)?;
        let wanted = |event: &Event| self.filter.admits(event);
        let Some(moment) = as_of else {
            let (near, areas) = (store.near(&self.around, &wanted)?, store.areas_near(&self.around)?);
            return Ok(self.sorted(near.into_iter().chain(areas)));
        };
        let since = store.since(moment, crate::MAKING)?;
        // Some of the nearest may not have been known then, and others stand in for them.
        let wider = Around { most: self.around.most.saturating_add(since.now.len()), ..self.around };
        let (near, areas) = (store.near(&wider, &wanted)?, store.areas_near(&wider)?);
        Ok(self.sorted(since.past(near.into_iter().chain(areas).collect()).into_iter()))
    }

    /// Reads documents and looks at everything they tell.
    fn read(self, inputs: &[PathBuf]) -> anyhow::Result<(Found, Losses)> {
        let reference = Reference::embedded();
        let inputs = inputs.to_vec();
        let input = Input { inputs, published: None, gazetteer: Vec::new(), crosswalk: Vec::new(), axes: None };
        let mut all = Reports::default();
        let work = |document: &Document| crate::coding(document, &reference).reports;
        let tally = documents::each(&input, work, |told| {
            all.add(told);
            Ok(())
        })?;
        Ok((self.sorted(dedup::events(all.into_all()).into_iter()), tally.losses()))
    }

    /// Drawn events that are wanted: those on points, and those of units whose circle of uncertainty touches the ground,
    /// the latest first.
    fn sorted(self, events: impl Iterator<Item = Event>) -> Found {
        let wanted = events.filter(|event| self.filter.admits(event) && Omission::of(event).is_none());
        let (near, mut areas): (Vec<Event>, Vec<Event>) = wanted.partition(|event| drawn_point(event).is_some());
        areas.retain(|event| {
            let location = &event.best().location;
            let reach_m = self.around.within_m + location.uncertainty_m;
            location.place.position.is_some_and(|at| at.distance_m(self.around.centre) <= reach_m)
        });
        areas.sort_by(|a, b| b.best().when.end.cmp(&a.best().when.end).then_with(|| a.id.cmp(&b.id)));
        Found { near, areas }
    }
}

fn row(hit: &Hit, event: &Event) -> [String; 6] {
    let [day, what, place, who] = area_row(event);
    let distance = format!("{:.1} km", hit.distance_m / 1000.0);
    let direction =
        if hit.distance_m < 1.0 { String::new() } else { format!("{:.0}° {}", hit.bearing, compass(hit.bearing)) };
    [distance, direction, day, what, place, who]
}

fn area_row(event: &Event) -> [String; 4] {
    let best = event.best();
    let day = best.when.end.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    let mut who: Vec<&str> = Vec::new();
    for report in &event.reports {
        let publisher = report.quotation.publisher.as_deref().unwrap_or(&report.quotation.document);
        let speakers = report.claimants.iter().map(|claimant| claimant.name.as_str());
        let speakers: Vec<&str> = speakers.collect();
        for name in if speakers.is_empty() { vec![publisher] } else { speakers } {
            if !who.contains(&name) {
                who.push(name);
            }
        }
    }
    [day, best.event_type.code().to_owned(), best.location.place.name.clone(), who.join("; ")]
}

/// One of eight directions.
fn compass(bearing: f64) -> &'static str {
    const NAMES: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
    NAMES[(bearing / 45.0).round() as usize % NAMES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_have_names() {
        assert_eq!([0.0, 44.0, 270.0, 359.0].map(compass), ["N", "NE", "W", "N"]);
    }
}
