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
    of_occurrences(events.iter().filter_map(Occurrence::of).collect(), settings)
}

/// The clusters of events of which only place, days and axis are at hand; the same as those of the events.
pub fn of_occurrences(mut members: Vec<Occurrence>, settings: &Settings) -> Vec<Cluster> {
    let is_sharp =
        |member: &Occurrence| i64::from((member.to - member.from).get_days()) < i64::from(settings.longest_date_days);
    members.retain(is_sharp);
    members.sort_by(|a, b| a.event.cmp(&b.event));
    let positions = distinct(members.iter().map(|member| member.position));
    let stands: Vec<Stand> = members.iter().map(|member| stand(member, &positions)).collect();
    let ground = Ground { first_day: stands.iter().map(|stand| stand.day).min(), positions, settings };
    let labels = labels(&ground.positions, &stands, settings);
    let activity = Activity::new(&stands);
    let count = labels.iter().flatten().max().map_or(0, |last| last + 1);
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, label) in labels.iter().enumerate() {
        if let Some(label) = label {
            groups[*label].push(index);
        }
    }
    groups.iter().map(|group| ground.cluster(group, &members, &stands, &activity)).collect()
}

/// The cluster of each stand, none for noise; clusters are numbered in the order the module's page gives.
///
/// `positions` must be in ascending order of latitude, then longitude, for the order of clusters to be that one;
/// every `Stand::place` is an index into it.
pub fn labels(positions: &[Position], stands: &[Stand], settings: &Settings) -> Vec<Option<usize>> {
    let neighbours = neighbours::neighbours(positions, settings.radius_m);
    let cells = Cells::new(positions.len(), stands);
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

/// Days since the first of year 1.
fn day_number(date: Date) -> i32 {
    (date - jiff::civil::date(1, 1, 1)).get_days()
}

fn stand(member: &Occurrence, positions: &[Position]) -> Stand {
    let place = positions
        .binary_search_by(|other| by_position(other, &member.position))
        .expect("positions hold that of every member");
    Stand { day: day_number(member.to), place: u32::try_from(place).expect("places are far fewer than 2^32") }
}

/// What every cluster is described against.
struct Ground<'a> {
    positions: Vec<Position>,
    /// The first day with an event that takes part.
    first_day: Option<i32>,
    settings: &'a Settings,
}

impl Ground<'_> {
    /// The cluster of these members, given by index.
    fn cluster(&self, group: &[usize], members: &[Occurrence], stands: &[Stand], activity: &Activity) -> Cluster {
        let mut per_day: BTreeMap<Date, usize> = BTreeMap::new();
        let mut per_axis: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for &index in group {
            *per_day.entry(members[index].to).or_default() += 1;
            *per_axis.entry(members[index].axis.as_deref()).or_default() += 1;
        }
        let mut places: Vec<u32> = group.iter().map(|&index| stands[index].place).collect();
        places.sort_unstable();
        places.dedup();
        let points: Vec<Position> = places.iter().map(|&place| self.positions[place as usize]).collect();
        let events: Vec<String> = group.iter().map(|&index| members[index].event.clone()).collect();
        let (from, to) =
            (*per_day.keys().min().expect("no cluster is empty"), *per_day.keys().max().expect("as above"));
        Cluster {
            id: id(&events),
            events,
            places: points.len(),
            hull: hull(&points),
            centre: centre(group.iter().map(|&index| members[index].position)),
            from,
            to,
            trend: self.trend(&places, (day_number(from), day_number(to)), activity),
            per_day: per_day.into_iter().collect(),
            axis: commonest(&per_axis),
        }
    }

    /// Compares the last days of a cluster (all of them when it has no more than `trend_days`) with as many days right
    /// before them: every event that takes part and stands on one of the cluster's places counts, in both. None when
    /// the events begin within the earlier days, for then nobody knows what went before.
    fn trend(&self, places: &[u32], (from, to): (i32, i32), activity: &Activity) -> Option<Trend> {
        let trend_days = i32::try_from(self.settings.trend_days).unwrap_or(i32::MAX).max(1);
        let days = (to - from + 1).min(trend_days);
        let (last_from, before_from) = (to - days + 1, to - 2 * days + 1);
        if self.first_day.is_none_or(|first| first > before_from) {
            return None;
        }
        let now: usize = places.iter().map(|&place| activity.count(place, last_from, to)).sum();
        let before: usize = places.iter().map(|&place| activity.count(place, before_from, last_from - 1)).sum();
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

/// Every stand in order of place and day, for counting.
struct Activity(Vec<(u32, i32)>);

impl Activity {
    fn new(stands: &[Stand]) -> Activity {
        let mut sorted: Vec<(u32, i32)> = stands.iter().map(|stand| (stand.place, stand.day)).collect();
        sorted.sort_unstable();
        Activity(sorted)
    }

    /// Events at a place from one day to another, both included.
    fn count(&self, place: u32, from: i32, to: i32) -> usize {
        let start = self.0.partition_point(|stand| *stand < (place, from));
        self.0.partition_point(|stand| *stand <= (place, to)) - start
    }
}

/// The axis of most events. Of axes with as many, a named one goes before none, and the lower id before the higher.
fn commonest(per_axis: &BTreeMap<Option<&str>, usize>) -> Option<String> {
    let most = per_axis.values().max()?;
    let mut tied = per_axis.iter().filter(|(_, count)| *count == most).map(|(axis, _)| *axis);
    tied.find(Option::is_some).flatten().map(str::to_owned)
}

/// The first 16 hexadecimal digits of the SHA-256 of the members' sorted ids, a line each.
fn id(events: &[String]) -> String {
    let mut hash = Sha256::new();
    for event in events {
        hash.update(event.as_bytes());
        hash.update(b"\n");
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
