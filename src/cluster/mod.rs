//! Events close to one another in space and time, by ST-DBSCAN.
//!
//! The method is that of Birant and Kut, "ST-DBSCAN: An algorithm for clustering spatial-temporal data" (Data & Knowledge
//! Engineering 60, 2007), with a radius on the ground and a window in days, and without their third threshold for
//! non-spatial values. Two events are neighbours when they are at most `radius_m` and at most `window_days` apart; every
//! event is its own neighbour. An event with at least `minimum_events` neighbours is *core*. Core events that are
//! neighbours share a cluster. An event that is not core joins the cluster of a core neighbour, if it has one, and is
//! noise otherwise.
//!
//! Clusters are ordered by their earliest core event, and among those of one day by its latitude, then its longitude.
//! An event on the border of several clusters joins the first in that order. So the outcome depends on where and when
//! the events are, never on the order in which they come.

mod cells;
mod neighbours;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::cluster::cells::Cells;
use crate::cluster::shape::{centre, hull};
use crate::model::{Cluster, Event, Occurrence, Position, Trend};

/// What counts as close and as many.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Greatest distance of neighbours in metres on the ground.
    pub radius_m: f64,
    /// Greatest difference of neighbours in days; 0 means the same day.
    pub window_days: u32,
    /// Neighbours that make an event core, itself included.
    pub minimum_events: usize,
    /// An event whose date is known only to more days than this joins no cluster: it would stand on a day by chance.
    pub longest_date_days: u32,
    /// The trend compares at most this many of a cluster's last days with as many days before them.
    pub trend_days: u32,
    /// A trend is steady while the two counts differ by at most this share of the earlier one.
    pub steady_share: f64,
}

impl Default for Settings {
    /// Villages along the front lie 3 to 8 km apart, so 10 km joins a village to those around it. Three days bridge a
    /// missing briefing. Four events are the least that Ester and others (KDD 1996) advise for points in a plane.
    fn default() -> Settings {
        Settings {
            radius_m: 10_000.0,
            window_days: 3,
            minimum_events: 4,
            longest_date_days: 7,
            trend_days: 7,
            steady_share: 0.25,
        }
    }
}

/// An event reduced to what clustering needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stand {
    /// The day, counted from any fixed one.
    pub day: i32,
    /// Index of its place in the list of positions.
    pub place: u32,
}

/// The clusters of the events, in the order the module's page gives.
///
/// Only drawn events at a settlement or near one take part, and only those with a date; an event of several days
/// stands at its last. Empty input gives no clusters.
pub fn clusters(events: &[Event], settings: &Settings) -> Vec<Cluster> {
    let standing = events.iter().filter_map(|event| Some((event.id.as_str(), Occurrence::of(event)?)));
    let (ids, occurrences): (Vec<&str>, Vec<Occurrence>) = standing.unzip();
    let named = |(mut cluster, members): (Cluster, Vec<usize>)| {
        cluster.events = members.iter().map(|&at| ids[at].to_owned()).collect();
        cluster.events.sort_unstable();
        cluster
    };
    of_occurrences(&occurrences, settings).into_iter().map(named).collect()
}

/// The clusters of occurrences, each with the numbers of those that are in it; the clusters have no ids of events then.
/// They are those of the events, however these were counted together.
pub fn of_occurrences(occurrences: &[Occurrence], settings: &Settings) -> Vec<(Cluster, Vec<usize>)> {
    let is_sharp = |at: &usize| {
        let Occurrence { from, to, .. } = occurrences[*at];
        i64::from((to - from).get_days()) < i64::from(settings.longest_date_days)
    };
    let taking_part: Vec<usize> = (0..occurrences.len()).filter(is_sharp).collect();
    let positions = distinct(taking_part.iter().map(|&at| occurrences[at].position));
    let stands: Vec<Stand> = taking_part.iter().map(|&at| stand(&occurrences[at], &positions)).collect();
    let counted = stands.iter().zip(&taking_part).map(|(stand, &at)| (*stand, occurrences[at].events));
    let cells = Cells::new(positions.len(), counted.collect());
    let labels = cells.clusters(&neighbours::neighbours(&positions, settings.radius_m), settings);
    let count = labels.iter().flatten().max().map_or(0, |last| last + 1);
    let mut groups = vec![Group::default(); count];
    for (cell, label) in labels.iter().enumerate() {
        if let Some(label) = label {
            groups[*label].cells.push(cell);
        }
    }
    for (stand, at) in stands.iter().zip(taking_part) {
        if let Some(label) = labels[cells.find(*stand)] {
            groups[label].members.push(at);
        }
    }
    let ground = Ground { positions, cells, settings };
    groups.into_iter().map(|group| (ground.cluster(&group, occurrences), group.members)).collect()
}

/// The cluster of each stand, none for noise; clusters are numbered in the order the module's page gives.
///
/// `positions` must be in ascending order of latitude, then longitude, for the order of clusters to be that one;
/// every `Stand::place` is an index into it.
pub fn labels(positions: &[Position], stands: &[Stand], settings: &Settings) -> Vec<Option<usize>> {
    let neighbours = neighbours::neighbours(positions, settings.radius_m);
    let cells = Cells::new(positions.len(), stands.iter().map(|stand| (*stand, 1)).collect());
    let clusters = cells.clusters(&neighbours, settings);
    stands.iter().map(|stand| clusters[cells.find(*stand)]).collect()
}

/// Latitude first, then longitude; the order of places everywhere in this module.
fn by_position(a: &Position, b: &Position) -> std::cmp::Ordering {
    a.lat().total_cmp(&b.lat()).then(a.lon().total_cmp(&b.lon()))
}

/// Each position once, in order.
fn distinct(positions: impl Iterator<Item = Position>) -> Vec<Position> {
    let mut positions: Vec<Position> = positions.collect();
    positions.sort_by(by_position);
    positions.dedup_by(|a, b| by_position(a, b).is_eq());
    positions
}

/// From here days are counted.
const FIRST: Date = jiff::civil::date(1, 1, 1);

fn day_number(date: Date) -> i32 {
    (date - FIRST).get_days()
}

fn date(day_number: i32) -> Date {
    FIRST.saturating_add(i64::from(day_number).days())
}

fn stand(occurrence: &Occurrence, positions: &[Position]) -> Stand {
    let place = positions
        .binary_search_by(|other| by_position(other, &occurrence.position))
        .expect("positions hold that of every occurrence");
    Stand { day: day_number(occurrence.to), place: u32::try_from(place).expect("places are far fewer than 2^32") }
}

/// What lies in one cluster.
#[derive(Clone, Default)]
struct Group {
    /// Cells, in order of place and day.
    cells: Vec<usize>,
    /// Numbers of occurrences.
    members: Vec<usize>,
}

/// What every cluster is described against.
struct Ground<'a> {
    positions: Vec<Position>,
    cells: Cells,
    settings: &'a Settings,
}

impl Ground<'_> {
    fn cluster(&self, group: &Group, occurrences: &[Occurrence]) -> Cluster {
        let mut per_day: BTreeMap<i32, usize> = BTreeMap::new();
        let mut per_place: BTreeMap<u32, usize> = BTreeMap::new();
        let mut per_axis: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let mut hash = Sha256::new();
        for &cell in &group.cells {
            let (Stand { day, place }, events) = self.cells.at(cell);
            *per_day.entry(day).or_default() += events;
            *per_place.entry(place).or_default() += events;
            let position = self.positions[place as usize];
            hash.update(position.lat().to_be_bytes());
            hash.update(position.lon().to_be_bytes());
            hash.update(day.to_be_bytes());
            hash.update((events as u64).to_be_bytes());
        }
        for &at in &group.members {
            *per_axis.entry(occurrences[at].axis.as_deref()).or_default() += occurrences[at].events;
        }
        let places: Vec<u32> = per_place.keys().copied().collect();
        let points: Vec<Position> = places.iter().map(|&place| self.positions[place as usize]).collect();
        let days =
            (*per_day.keys().next().expect("no cluster is empty"), *per_day.keys().next_back().expect("as above"));
        Cluster {
            id: hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
            events: Vec::new(),
            places: points.len(),
            hull: hull(&points),
            centre: centre(points.iter().copied().zip(per_place.into_values())),
            from: date(days.0),
            to: date(days.1),
            trend: self.trend(&places, days),
            per_day: per_day.into_iter().map(|(day, events)| (date(day), events)).collect(),
            axis: commonest(&per_axis),
        }
    }

    /// Compares the last days of a cluster (all of them when it has no more than `trend_days`) with as many days right
    /// before them: every event that takes part and stands on one of the cluster's places counts, in both. None when
    /// the events begin within the earlier days, for then nobody knows what went before.
    fn trend(&self, places: &[u32], (from, to): (i32, i32)) -> Option<Trend> {
        let trend_days = i32::try_from(self.settings.trend_days).unwrap_or(i32::MAX).max(1);
        let days = (to - from + 1).min(trend_days);
        let (last_from, before_from) = (to - days + 1, to - 2 * days + 1);
        if self.cells.first_day().is_none_or(|first| first > before_from) {
            return None;
        }
        let now: usize = places.iter().map(|&place| self.cells.events(place, last_from, to)).sum();
        let before: usize = places.iter().map(|&place| self.cells.events(place, before_from, last_from - 1)).sum();
        let change = now as f64 - before as f64;
        let slack = self.settings.steady_share * before as f64;
        Some(match (before, change) {
            (0, _) => Trend::New,
            (_, change) if change > slack => Trend::Rising,
            (_, change) if change < -slack => Trend::Falling,
            (_, _) => Trend::Steady,
        })
    }
}

/// The axis of most events. Of axes with as many, a named one goes before none, and the lower id before the higher.
fn commonest(per_axis: &BTreeMap<Option<&str>, usize>) -> Option<String> {
    let most = per_axis.values().max()?;
    let mut tied = per_axis.iter().filter(|(_, count)| *count == most).map(|(axis, _)| *axis);
    tied.find(Option::is_some).flatten().map(str::to_owned)
}
