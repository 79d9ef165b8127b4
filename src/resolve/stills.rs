//! What does not change from text to text: what places are, where they lie, and how far the front is from them.

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::axes::Registry;
use crate::gazetteer::Gazetteer;
use crate::model::{Axis, Ground, Kind, PlaceId, Position};
use crate::resolve::Reference;

/// How the ids of the world's larger cities begin: the rows of `gazetteer/world.tsv`, all outside the ground that our tables
/// hold village by village.
const WORLD: &str = "gn";

/// Inhabitants of a place whose number is not known: about the median of the villages of which it is.
const UNCOUNTED: u32 = 300;
/// The same of a town. The median of the 744 of Ukraine whose number is known is 3,900, but a source that counts the larger
/// ones has left this one out: of the annotated places 1,200 loses none, 3,900 loses four.
const UNCOUNTED_TOWN: u32 = 1_200;
/// Places whose cells are made in one step: neighbours by id are named together.
const CHUNK: usize = 64;

/// A place as the weighing needs it.
#[derive(Debug)]
pub(super) struct Still {
    /// On the unit sphere.
    pub sphere: Option<[f64; 3]>,
    /// Factors of ten in its population.
    pub magnitude: f64,
    /// What it is.
    pub kind: Kind,
    /// A settlement outside Ukraine and the Russian border oblasts.
    pub is_abroad: bool,
    /// The units it lies in, widest first.
    pub within: [Option<PlaceId>; 3],
    fronts: Fronts,
    borders: Fronts,
    faced: OnceLock<Option<PlaceId>>,
}

impl Still {
    fn of(place: PlaceId, gazetteer: &Gazetteer, sectors: &Sectors) -> Still {
        let kind = gazetteer.kind(place);
        let sphere = gazetteer.position(place).map(Position::to_unit_sphere);
        let uncounted = if gazetteer.class(place) == "town" { UNCOUNTED_TOWN } else { UNCOUNTED };
        let has_front = matches!(kind, Kind::Settlement | Kind::Hromada | Kind::Raion);
        let fronts = |sectors: &[Sector]| {
            sphere.filter(|_| has_front).map_or_else(Fronts::default, |here| Fronts::of(here, sectors))
        };
        Still {
            sphere,
            magnitude: f64::from(gazetteer.population(place).unwrap_or(uncounted).max(1)).log10(),
            kind,
            is_abroad: kind == Kind::Settlement && gazetteer.id(place).starts_with(WORLD),
            within: [gazetteer.admin1(place), gazetteer.admin2(place), gazetteer.admin3(place)],
            fronts: fronts(&sectors.fronts),
            borders: fronts(&sectors.borders),
            faced: OnceLock::new(),
        }
    }

    /// The chord from a place at which there can be fighting to the nearest town of an axis of the front in use on that
    /// day, or ever when no day is given. None where no axis is in use.
    pub(super) fn front(&self, day: Option<Date>) -> Option<f64> {
        self.fronts.nearest(day).map(f64::sqrt)
    }

    /// The same of the axes along a border.
    pub(super) fn border(&self, day: Option<Date>) -> Option<f64> {
        self.borders.nearest(day).map(f64::sqrt)
    }
}

/// The days on which an axis is in use.
#[derive(Debug, Clone, Copy)]
struct Days {
    from: Date,
    to: Date,
}

impl Days {
    fn of(axis: &Axis) -> Days {
        Days { from: axis.from, to: axis.to.unwrap_or(Date::MAX) }
    }

    fn has(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    fn contains(self, other: Days) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}

/// An axis: its days, and its towns on the unit sphere.
#[derive(Debug)]
struct Sector {
    days: Days,
    towns: Vec<[f64; 3]>,
}

impl Sector {
    fn of(axis: &Axis) -> Sector {
        let towns = axis.towns.iter().filter_map(|town| town.position).map(Position::to_unit_sphere);
        Sector { days: Days::of(axis), towns: towns.collect() }
    }

    fn nearest_squared(&self, here: [f64; 3]) -> Option<f64> {
        let squared = |town: &[f64; 3]| {
            let [x, y, z] = [town[0] - here[0], town[1] - here[1], town[2] - here[2]];
            x * x + y * y + z * z
        };
        self.towns.iter().map(squared).min_by(f64::total_cmp)
    }
}

/// The axes by the ground they mean.
#[derive(Debug)]
struct Sectors {
    fronts: Vec<Sector>,
    borders: Vec<Sector>,
}

impl Sectors {
    fn of(axes: &Registry) -> Sectors {
        let (borders, fronts): (Vec<&Axis>, Vec<&Axis>) =
            axes.axes().iter().partition(|axis| axis.ground == Ground::Border);
        let sectors = |axes: Vec<&Axis>| axes.into_iter().map(Sector::of).collect();
        Sectors { fronts: sectors(fronts), borders: sectors(borders) }
    }
}

/// For one place the axes by the square of the chord to their nearest town, the nearest first. One that is in use only
/// while a nearer one is, is left out: a handful remains of all that there ever were.
#[derive(Debug, Default)]
struct Fronts(Box<[(f64, Days)]>);

impl Fronts {
    fn of(here: [f64; 3], sectors: &[Sector]) -> Fronts {
        let measured = sectors.iter().filter_map(|sector| Some((sector.nearest_squared(here)?, sector.days)));
        let mut measured: Vec<(f64, Days)> = measured.collect();
        measured.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut kept: Vec<(f64, Days)> = Vec::new();
        for (squared, days) in measured {
            if !kept.iter().any(|(_, nearer)| nearer.contains(days)) {
                kept.push((squared, days));
            }
        }
        Fronts(kept.into())
    }

    fn nearest(&self, day: Option<Date>) -> Option<f64> {
        self.0.iter().find(|(_, days)| day.is_none_or(|day| days.has(day))).map(|(squared, _)| *squared)
    }
}

/// Places one beside another, each told when it is first asked for.
type Chunk = Box<[OnceLock<Still>]>;

/// What was asked for so far, by the places' numbers. It belongs to one gazetteer and one registry.
#[derive(Debug, Default)]
pub struct Stills {
    chunks: OnceLock<Vec<OnceLock<Chunk>>>,
    sectors: OnceLock<Sectors>,
    /// The raions of Ukraine, with their middles on the unit sphere.
    raions: OnceLock<Vec<(PlaceId, [f64; 3])>>,
}

impl Stills {
    pub(super) fn of<'s>(&'s self, place: PlaceId, reference: Reference<'_>) -> &'s Still {
        let Reference { gazetteer, axes, .. } = reference;
        let cells = |number: usize| (0..number).map(|_| OnceLock::new()).collect();
        let chunks = self.chunks.get_or_init(|| {
            let number = (gazetteer.len() as usize).div_ceil(CHUNK);
            (0..number).map(|_| OnceLock::new()).collect()
        });
        let number = place.0 as usize;
        let chunk: &Chunk = chunks[number / CHUNK].get_or_init(|| cells(CHUNK));
        chunk[number % CHUNK].get_or_init(|| Still::of(place, gazetteer, self.sectors(axes)))
    }

    /// The raion of Ukraine that a place faces across the border: the one whose middle is nearest.
    pub(super) fn faced(&self, still: &Still, gazetteer: &Gazetteer) -> Option<PlaceId> {
        *still.faced.get_or_init(|| self.nearest_raion(still.sphere?, gazetteer))
    }

    fn nearest_raion(&self, here: [f64; 3], gazetteer: &Gazetteer) -> Option<PlaceId> {
        let is_raion = |place: &PlaceId| gazetteer.kind(*place) == Kind::Raion && gazetteer.country(*place) == "UA";
        let middle = |place: PlaceId| Some((place, gazetteer.position(place)?.to_unit_sphere()));
        let raions =
            self.raions.get_or_init(|| (0..gazetteer.len()).map(PlaceId).filter(is_raion).filter_map(middle).collect());
        let squared = |there: &[f64; 3]| here.iter().zip(there).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
        raions.iter().min_by(|a, b| squared(&a.1).total_cmp(&squared(&b.1))).map(|(raion, _)| *raion)
    }

    fn sectors(&self, axes: &Registry) -> &Sectors {
        self.sectors.get_or_init(|| Sectors::of(axes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slow way: all towns of all axes in use on that ground are measured.
    fn nearest_of_all(here: [f64; 3], axes: &[&Axis], day: Option<Date>) -> Option<f64> {
        let in_use = axes.iter().filter(|axis| day.is_none_or(|day| Days::of(axis).has(day)));
        let towns = in_use.flat_map(|axis| axis.towns.iter().filter_map(|town| town.position));
        let squared = |town: [f64; 3]| {
            let [x, y, z] = [town[0] - here[0], town[1] - here[1], town[2] - here[2]];
            x * x + y * y + z * z
        };
        towns.map(|town| squared(town.to_unit_sphere())).min_by(f64::total_cmp).map(f64::sqrt)
    }

    #[test]
    fn front_and_border_are_as_near_as_the_nearest_of_all_their_towns_in_use() {
        let gazetteer = Gazetteer::embedded();
        let position = |id: &str| gazetteer.by_id(id).and_then(|place| gazetteer.position(place));
        let axes = Registry::embedded().with_positions(&position);
        let sectors = Sectors::of(&axes);
        let (borders, fronts): (Vec<&Axis>, Vec<&Axis>) =
            axes.axes().iter().partition(|axis| axis.ground == Ground::Border);
        let first: Date = "2022-01-20".parse().unwrap();
        let days = (0..40).map(|month| Some(first.saturating_add(jiff::Span::new().days(month * 33))));
        let days: Vec<Option<Date>> = days.chain([None]).collect();
        for place in (0..gazetteer.len()).step_by(97).map(PlaceId) {
            let still = Still::of(place, &gazetteer, &sectors);
            let is_ground = matches!(still.kind, Kind::Settlement | Kind::Hromada | Kind::Raion);
            let here = still.sphere.filter(|_| is_ground);
            for day in &days {
                let nearest = |axes: &[&Axis]| here.and_then(|here| nearest_of_all(here, axes, *day));
                assert_eq!(still.front(*day), nearest(&fronts), "{place:?} {day:?}");
                assert_eq!(still.border(*day), nearest(&borders), "{place:?} {day:?}");
            }
        }
    }
}
