//! What does not change from text to text: where places lie and how large they are, and how near the front they stand.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use jiff::civil::Date;

use crate::axes::Registry;
use crate::gazetteer::Gazetteer;
use crate::model::{MEAN_RADIUS_M, PlaceId, Position};
use crate::resolve::Settings;
use crate::resolve::context::{Context, nearest_squared};

/// Inhabitants of a place whose number is not known: about the median of the villages of which it is.
const UNCOUNTED: u32 = 300;
/// Places that are looked up in one step: neighbours by id are named together.
const CHUNK: usize = 64;

/// A place as the weighing needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Still {
    /// On the unit sphere.
    pub sphere: Option<[f64; 3]>,
    /// Factors of ten in its population.
    pub magnitude: f64,
}

/// Days whose front is remembered; more than the war has had.
const MOST_DAYS: usize = 8192;
/// Places whose weight at the front of a document is remembered.
const REMEMBERED: usize = 256;

/// The towns of the axes in use on a day, on the unit sphere, from south to north.
pub(super) type Towns = Arc<[[f64; 3]]>;

/// What was asked for so far: the places by number, the front by day.
#[derive(Debug, Default)]
pub struct Stills {
    places: OnceLock<Vec<OnceLock<Box<[Still]>>>>,
    fronts: Mutex<HashMap<Option<Date>, Towns>>,
}

impl Stills {
    pub(super) fn of(&self, place: PlaceId, gazetteer: &Gazetteer) -> Still {
        let len = gazetteer.len() as usize;
        let chunks = self.places.get_or_init(|| (0..len.div_ceil(CHUNK)).map(|_| OnceLock::new()).collect());
        let number = place.0 as usize;
        let chunk = chunks[number / CHUNK].get_or_init(|| {
            let first = number / CHUNK * CHUNK;
            (first..len.min(first + CHUNK)).map(|number| still(PlaceId(number as u32), gazetteer)).collect()
        });
        chunk[number % CHUNK]
    }

    /// The front of a day; all that there ever was when no day is given.
    pub(super) fn front(&self, day: Option<Date>, axes: &Registry) -> Towns {
        if let Some(known) = self.fronts.lock().ok().and_then(|fronts| fronts.get(&day).cloned()) {
            return known;
        }
        let mut towns = axes.towns(day);
        towns.sort_by(|a, b| a[2].total_cmp(&b[2]));
        let towns: Towns = towns.into();
        if let Ok(mut fronts) = self.fronts.lock()
            && fronts.len() < MOST_DAYS
        {
            fronts.insert(day, Arc::clone(&towns));
        }
        towns
    }
}

fn still(place: PlaceId, gazetteer: &Gazetteer) -> Still {
    let population = gazetteer.population(place).unwrap_or(UNCOUNTED);
    Still {
        sphere: gazetteer.position(place).map(Position::to_unit_sphere),
        magnitude: f64::from(population.max(1)).log10(),
    }
}

/// How the front of one document's day weighs; the places asked for last are not measured again.
pub(super) struct Front<'c> {
    context: &'c Context,
    settings: &'c Settings,
    known: [Option<(PlaceId, f64)>; REMEMBERED],
}

impl<'c> Front<'c> {
    pub(super) fn of(context: &'c Context, settings: &'c Settings) -> Front<'c> {
        Front { context, settings, known: [None; REMEMBERED] }
    }

    /// The pull of the nearest town of an axis in use on a place that stands there.
    pub(super) fn weight(&mut self, place: PlaceId, sphere: [f64; 3]) -> f64 {
        let Settings { front, front_reach_m, .. } = *self.settings;
        let towns = &self.context.front;
        let known = &mut self.known[place.0 as usize % REMEMBERED];
        if let Some((_, weight)) = known.filter(|(known, _)| *known == place) {
            return weight;
        }
        let weight = front * (-MEAN_RADIUS_M * nearest_squared(towns, sphere).sqrt() / front_reach_m).exp();
        *known = Some((place, weight));
        weight
    }
}
