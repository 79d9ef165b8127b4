//! `frontline near`: what happened near a point or a town.

pub(super) mod forms;
mod lookup;

use std::collections::HashMap;
use std::io::Write;

use jiff::Timestamp;

use crate::cli::documents::{self, Losses};
use crate::cli::stored::Question;
use crate::cli::stored::made::versions;
use crate::dedup;
use crate::export::Versions;
use crate::model::{Event, Filter, Omission, drawn_point};
use crate::near::{Hit, Index, Query, Stand};
use crate::store::{Around, Store};
use lookup::Lookup;

/// Writes the events near a point.
pub(super) fn run(question: &Question, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let source = &question.source;
    let lookup = Lookup::of(&source.reading.tables)?;
    let centre = question.target.position(|| Ok(&lookup.reference()?.gazetteer))?;
    let filter = question.event.filter(|| Ok(&lookup.reference()?.axes))?;
    let (within_m, most) = (question.within, question.most);
    let around = Around { centre, within_m, from: filter.from, to: filter.to, most };
    let asked = Asked { around, filter: &filter };
    let mut store = source.store.as_deref().map(Store::open_for_reading).transpose()?;
    let (found, losses) = match &mut store {
        Some(store) => (asked.stored(store, source.as_of)?, Losses::None),
        None => {
            let (reports, tally) = documents::reports(source, lookup.reference()?)?;
            (asked.sorted(dedup::events(reports).into_iter()), tally.losses())
        }
    };
    let Found { near, areas } = found;
    let stands: Vec<Stand> = near.iter().map(Stand::of).collect();
    let hits = Index::new(&stands).near(&Query { centre, within_m, from: None, to: None, most });
    let listed = areas.len().min(most);
    let answer =
        Answer { around, hits: &hits, events: &near, areas: &areas[..listed], more_areas: areas.len() - listed };
    if !question.form.tells_versions() {
        question.form.write(&answer, &|_| unreachable!("the form tells no versions"), out)?;
        return Ok(losses);
    }
    let ours = lookup.reference()?.versions();
    let known = store.as_mut().map_or_else(|| Ok(HashMap::new()), |store| versions_of([&near, answer.areas], store))?;
    question.form.write(&answer, &|event| known.get(&event.id).unwrap_or(&ours).clone(), out)?;
    Ok(losses)
}

/// The versions of what made events, by their ids.
fn versions_of(events: [&[Event]; 2], store: &mut Store) -> anyhow::Result<HashMap<String, Versions>> {
    let mut known = HashMap::new();
    for events in events {
        known.extend(store.made_by(events)?.into_iter().map(|(id, made_by)| (id, versions(&made_by))));
    }
    Ok(known)
}

/// What was found.
struct Answer<'a> {
    around: Around,
    hits: &'a [Hit],
    events: &'a [Event],
    areas: &'a [Event],
    /// Areas that are not listed.
    more_areas: usize,
}

impl<'a> Answer<'a> {
    /// The events on points, the nearest first.
    fn near(&self) -> impl Iterator<Item = (&'a Hit, &'a Event)> {
        let events = self.events;
        self.hits.iter().map(move |hit| (hit, &events[hit.event]))
    }
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
    fn stored(self, store: &mut Store, as_of: Option<Timestamp>) -> anyhow::Result<Found> {
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
