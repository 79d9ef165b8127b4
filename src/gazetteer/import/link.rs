//! Tells which foreign places are ours already, which are new, and where two gazetteers disagree.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::gazetteer::index::table::KINDS;
use crate::gazetteer::{Gazetteer, Row};
use crate::model::{PlaceId, Position, PositionBasis};

/// Two points this near, of one name, are one place. GeoNames and OpenStreetMap put the same village 0.35 km apart at the
/// median, 1.3 km at the 95th percentile.
const SAME_PLACE_M: f64 = 3_000.0;
/// Two points farther apart than this are two places of one name, even within one district.
const DISAGREEMENT_M: f64 = 30_000.0;
/// How far a place may lie from its district's centre, if that is all that is known of it.
const DISTRICT_REACH_M: f64 = 40_000.0;

/// What an import found.
#[derive(Debug, Default)]
pub struct Import {
    /// Places that are new, and places of ours that had only their district's centre and now get a position.
    pub places: Vec<Row>,
    /// How many of `places` are ours with a position of their own.
    pub located: usize,
    /// Foreign places that are ours.
    pub links: Vec<Link>,
    /// The same name in the same district, 3 to 30 km apart: one of the two is wrong, or they are two places.
    pub conflicts: Vec<Conflict>,
}

/// A foreign place that is one of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Their id.
    pub theirs: String,
    /// Our id.
    pub ours: String,
    /// Our name.
    pub name: String,
    /// Metres between the two points; none for areas.
    pub distance_m: Option<f64>,
}

/// One name, two positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What it would have been linked as.
    pub link: Link,
    /// Their position.
    pub their_position: Position,
    /// Our position.
    pub our_position: Position,
}

/// Links foreign places to a gazetteer. Areas come first, so that places can be compared by the areas they lie in; the
/// order of the rows makes no difference to the outcome.
pub fn import(rows: Vec<Row>, gazetteer: &Gazetteer) -> Import {
    let mut linking = Linking { gazetteer, areas: HashMap::new(), taken: BTreeSet::new(), found: Import::default() };
    let (areas, places): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_area);
    for area in areas {
        linking.area(area);
    }
    let mut open = Vec::new();
    for place in places {
        let place = linking.within_our_areas(place);
        match linking.same(&place) {
            Some((ours, distance)) => linking.link(&place, ours, distance),
            None => open.push(place),
        }
    }
    linking.disagreeing(open);
    let mut found = linking.found;
    found.places.sort_by(|one, other| one.id.cmp(&other.id));
    found.links.sort_by(|one, other| one.theirs.cmp(&other.theirs));
    found.conflicts.sort_by(|one, other| one.link.theirs.cmp(&other.link.theirs));
    found
}

fn is_area(row: &Row) -> bool {
    matches!(KINDS[usize::from(row.kind)], "hromada" | "raion" | "oblast" | "country")
}

struct Linking<'g> {
    gazetteer: &'g Gazetteer,
    /// Their areas that are ours.
    areas: HashMap<String, PlaceId>,
    /// Our places that have their counterpart.
    taken: BTreeSet<PlaceId>,
    found: Import,
}

impl Linking<'_> {
    /// An area is ours when we have one of its kind and name in its country; of several none is.
    fn area(&mut self, row: Row) {
        let row = self.within_our_areas(row);
        let named: BTreeSet<PlaceId> = self.named(&row).collect();
        let within = |place: &PlaceId| self.lies_within(*place, &row);
        let mut fitting = named.into_iter().filter(within);
        match (fitting.next(), fitting.next()) {
            (Some(ours), None) => {
                self.areas.insert(row.id.clone(), ours);
                self.link(&row, ours, None);
            }
            (None, _) | (Some(_), Some(_)) => self.found.places.push(row),
        }
    }

    /// Our places of one of its names and its kind, in its country.
    fn named(&self, row: &Row) -> impl Iterator<Item = PlaceId> {
        let kind = KINDS[usize::from(row.kind)];
        let names = [&row.name, &row.name_uk, &row.name_ru].into_iter().chain(&row.other_names).chain(&row.old_names);
        let candidates = names.filter(|name| !name.is_empty()).flat_map(|name| self.gazetteer.candidates(name));
        let is_like = move |place: &PlaceId| self.gazetteer.kind(*place).code() == kind;
        let is_there = |place: &PlaceId| self.gazetteer.country(*place) == row.country;
        candidates.map(|candidate| candidate.place).filter(is_like).filter(is_there)
    }

    /// Replaces their areas by ours, where they are the same.
    fn within_our_areas(&self, mut row: Row) -> Row {
        for area in &mut row.admin {
            if let Some(ours) = self.areas.get(area) {
                *area = self.gazetteer.id(*ours).to_owned();
            }
        }
        row
    }

    /// Whether our place lies in the areas of a row, as far as both are known to us.
    fn lies_within(&self, place: PlaceId, row: &Row) -> bool {
        let ours = [self.gazetteer.admin1(place), self.gazetteer.admin2(place)];
        ours.into_iter().zip(&row.admin).all(|(ours, theirs)| match (ours, self.gazetteer.by_id(theirs)) {
            (Some(ours), Some(theirs)) => ours == theirs,
            (None, _) | (_, None) => true,
        })
    }

    /// Our nearest place of that name, when it lies where theirs does.
    fn same(&self, row: &Row) -> Option<(PlaceId, Option<f64>)> {
        let (place, distance) = self.nearest(row, |basis| basis != PositionBasis::DistrictCentre)?;
        (distance <= SAME_PLACE_M).then_some((place, Some(distance)))
    }

    fn nearest(&self, row: &Row, counts: impl Fn(PositionBasis) -> bool) -> Option<(PlaceId, f64)> {
        let theirs = position(row)?;
        let distance = |place: PlaceId| Some((place, self.gazetteer.position(place)?.distance_m(theirs)));
        let counted = self.named(row).filter(|place| counts(self.gazetteer.basis(*place)));
        counted.filter_map(distance).min_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)))
    }

    fn link(&mut self, row: &Row, ours: PlaceId, distance_m: Option<f64>) {
        self.taken.insert(ours);
        let link = self.linked(row, ours, distance_m);
        self.found.links.push(link);
    }

    fn linked(&self, row: &Row, ours: PlaceId, distance_m: Option<f64>) -> Link {
        let (id, name) = (self.gazetteer.id(ours).to_owned(), self.gazetteer.name(ours).to_owned());
        Link { theirs: row.id.clone(), ours: id, name, distance_m }
    }

    /// What is left once the certain ones have their counterpart: positions for places that have none of their own,
    /// disagreements, and new places.
    fn disagreeing(&mut self, rows: Vec<Row>) {
        let mut homes: BTreeMap<PlaceId, Vec<Row>> = BTreeMap::new();
        for row in rows {
            match self.nearest(&row, |basis| basis == PositionBasis::DistrictCentre) {
                Some((ours, distance)) if self.is_free(ours, &row) && distance <= DISTRICT_REACH_M => {
                    homes.entry(ours).or_default().push(row);
                }
                Some(_) | None => self.new_or_conflict(row),
            }
        }
        for (ours, mut rows) in homes {
            match rows.pop() {
                // Two places of the name in the district: which is ours cannot be told.
                Some(row) if rows.is_empty() => self.locate(row, ours),
                last => rows.into_iter().chain(last).for_each(|row| self.new_or_conflict(row)),
            }
        }
    }

    fn is_free(&self, ours: PlaceId, row: &Row) -> bool {
        !self.taken.contains(&ours) && self.lies_within(ours, row)
    }

    fn new_or_conflict(&mut self, row: Row) {
        let nearest = self.nearest(&row, |basis| basis != PositionBasis::DistrictCentre);
        let near = nearest.filter(|(ours, distance)| *distance <= DISAGREEMENT_M && self.is_free(*ours, &row));
        let positions = near.and_then(|(ours, _)| Some((self.gazetteer.position(ours)?, position(&row)?)));
        match near.zip(positions) {
            Some(((ours, distance), (our_position, their_position))) => {
                let link = self.linked(&row, ours, Some(distance));
                self.found.conflicts.push(Conflict { link, their_position, our_position });
            }
            None => self.found.places.push(row),
        }
    }

    /// Our place with their position; its row will replace ours.
    fn locate(&mut self, row: Row, ours: PlaceId) {
        self.link(&row, ours, None);
        let place = self.gazetteer.place(ours);
        let area = |area: Option<PlaceId>| area.map_or(String::new(), |area| self.gazetteer.id(area).to_owned());
        let admin = [self.gazetteer.admin1(ours), self.gazetteer.admin2(ours), self.gazetteer.admin3(ours)].map(area);
        let Row { position, other_names, old_names, .. } = row;
        self.found.located += 1;
        self.found.places.push(Row {
            id: place.id.clone(),
            name: place.name.clone(),
            name_uk: place.name_uk.clone(),
            name_ru: place.name_ru.clone(),
            other_names,
            old_names,
            kind: row.kind,
            class: self.gazetteer.class(ours).to_owned(),
            country: place.country.clone(),
            admin,
            position,
            basis: 0,
            population: place.population.or(row.population),
        });
    }
}

fn position(row: &Row) -> Option<Position> {
    let (lat, lon) = row.position?;
    Position::from_lat_lon(f64::from(lat) / 1e7, f64::from(lon) / 1e7).ok()
}
