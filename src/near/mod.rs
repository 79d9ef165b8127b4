//! What happened near a point: the nearest events first, with distance on the ground and direction.
//!
//! Events stand on some thousand places, so the tree holds places and each place its events by day: a question looks at
//! the places within reach, the nearest first, and on each at the days asked for, until it has enough.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::model::{Event, Omission, Position, drawn_point};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Query {
    /// The point.
    pub centre: Position,
    /// Metres on the ground, at most.
    pub within_m: f64,
    /// First day; none for all before. An event whose day nobody knows is found only when no day is asked for.
    pub from: Option<Date>,
    /// Last day; none for all after.
    pub to: Option<Date>,
    /// How many events at most.
    pub most: usize,
}

/// An event that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its place in the list that the index was made of.
    pub event: usize,
    /// Metres on the ground.
    pub distance_m: f64,
    /// Direction from the point in degrees clockwise from north.
    pub bearing: f64,
}

/// What an event is to an index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand<'a> {
    /// Its id.
    pub id: &'a str,
    /// The point it stands on; none for an event that stands on none and is never found.
    pub position: Option<Position>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl<'a> Stand<'a> {
    /// An event that is not drawn stands nowhere.
    pub fn of(event: &'a Event) -> Stand<'a> {
        let when = event.best().when;
        let position = drawn_point(event).filter(|_| Omission::of(event).is_none());
        Stand { id: &event.id, position, from: when.start, to: when.end }
    }
}

/// Days of one event of a place.
#[derive(Debug, Clone, Copy)]
struct Days {
    from: Option<Date>,
    to: Option<Date>,
    /// Its place in the order of all events: the latest first, those of one day by id, those of none last.
    rank: u32,
}

/// A place and its events, in their order.
#[derive(Debug)]
struct Ground {
    position: Position,
    events: Vec<Days>,
    /// Days of the longest of them, less one.
    longest: i32,
}

/// Events, ready to be asked for again and again.
#[derive(Debug)]
pub struct Index {
    /// The events in their order, each by its place in the list.
    order: Vec<u32>,
    grounds: Vec<Ground>,
    tree: RTree<GeomWithData<[f64; 3], usize>>,
}

impl Index {
    /// Takes any number of events; a million take about a second.
    ///
    /// # Panics
    /// With more than 2^32 events.
    pub fn new(stands: &[Stand]) -> Index {
        let count = u32::try_from(stands.len()).expect("fewer than 2^32 events fit into memory");
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&stands[*a as usize], &stands[*b as usize]);
            b.to.cmp(&a.to).then_with(|| a.id.cmp(b.id))
        });
        let mut grounds: BTreeMap<[u64; 2], Ground> = BTreeMap::new();
        for (rank, at) in (0..count).zip(&order) {
            let Stand { position, from, to, .. } = stands[*at as usize];
            let Some(position) = position else { continue };
            let key = [position.lat().to_bits(), position.lon().to_bits()];
            let ground = grounds.entry(key).or_insert_with(|| Ground { position, events: Vec::new(), longest: 0 });
            let days = from.zip(to).map_or(0, |(from, to)| (to - from).get_days());
            ground.longest = ground.longest.max(days);
            ground.events.push(Days { from, to, rank });
        }
        let grounds: Vec<Ground> = grounds.into_values().collect();
        let points = grounds.iter().enumerate();
        let points = points.map(|(at, ground)| GeomWithData::new(ground.position.to_unit_sphere(), at)).collect();
        Index { order, grounds, tree: RTree::bulk_load(points) }
    }

    /// The events that are asked for, the nearest first, of one distance the latest first, and of one day by id.
    pub fn near(&self, query: &Query) -> Vec<Hit> {
        let mut found: Vec<(f64, Position, u32)> = Vec::new();
        let mut last_m = 0.0;
        for point in self.tree.nearest_neighbor_iter(query.centre.to_unit_sphere()) {
            let ground = &self.grounds[point.data];
            let distance_m = query.centre.distance_m(ground.position);
            // The tree measures chords, which sort as arcs do but for the last digits; a millimetre covers those.
            let is_past = distance_m > query.within_m || (found.len() >= query.most && distance_m > last_m);
            if is_past && distance_m > last_m + 0.001 {
                break;
            }
            if distance_m <= query.within_m {
                last_m = distance_m;
                found.extend(ground.asked(query).map(|rank| (distance_m, ground.position, rank)));
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
        found.truncate(query.most);
        let hit = |(distance_m, position, rank): (f64, Position, u32)| Hit {
            event: self.order[rank as usize] as usize,
            distance_m,
            bearing: query.centre.bearing_to(position),
        };
        found.into_iter().map(hit).collect()
    }
}

impl Ground {
    /// The first of its events whose days meet those asked for, in their order.
    fn asked(&self, query: &Query) -> impl Iterator<Item = u32> {
        let Query { from, to, most, .. } = *query;
        let latest = to.map(|to| to.saturating_add(self.longest.days()));
        let start = latest.map_or(0, |latest| self.events.partition_point(|days| days.to > Some(latest)));
        let end = from.map_or(self.events.len(), |from| self.events.partition_point(|days| days.to >= Some(from)));
        let meets = move |days: &&Days| match to {
            Some(to) => days.from.or(days.to).is_some_and(|first| first <= to),
            None => true,
        };
        self.events[start.min(end)..end].iter().filter(meets).map(|days| days.rank).take(most)
    }
}
