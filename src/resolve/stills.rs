//! What does not change from text to text: where places lie and how large they are, and how near the front they stand.

use std::collections::HashMap;
use std::sync::OnceLock;

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

/// The places that were asked for, by number.
#[derive(Debug, Default)]
pub struct Stills(OnceLock<Vec<OnceLock<Box<[Still]>>>>);

impl Stills {
    pub(super) fn of(&self, place: PlaceId, gazetteer: &Gazetteer) -> Still {
        let len = gazetteer.len() as usize;
        let chunks = self.0.get_or_init(|| (0..len.div_ceil(CHUNK)).map(|_| OnceLock::new()).collect());
        let number = place.0 as usize;
        let chunk = chunks[number / CHUNK].get_or_init(|| {
            let first = number / CHUNK * CHUNK;
            (first..len.min(first + CHUNK)).map(|number| still(PlaceId(number as u32), gazetteer)).collect()
        });
        chunk[number % CHUNK]
    }
}

fn still(place: PlaceId, gazetteer: &Gazetteer) -> Still {
    let population = gazetteer.population(place).unwrap_or(UNCOUNTED);
    Still {
        sphere: gazetteer.position(place).map(Position::to_unit_sphere),
        magnitude: f64::from(population.max(1)).log10(),
    }
}

/// How the front of one document's day weighs; each place is measured once.
pub(super) struct Front<'c> {
    context: &'c Context,
    settings: &'c Settings,
    known: HashMap<PlaceId, f64>,
}

impl<'c> Front<'c> {
    pub(super) fn of(context: &'c Context, settings: &'c Settings) -> Front<'c> {
        Front { context, settings, known: HashMap::new() }
    }

    /// The pull of the nearest town of an axis in use on a place that stands there.
    pub(super) fn weight(&mut self, place: PlaceId, sphere: [f64; 3]) -> f64 {
        let Settings { front, front_reach_m, .. } = *self.settings;
        let towns = &self.context.front;
        *self
            .known
            .entry(place)
            .or_insert_with(|| front * (-MEAN_RADIUS_M * nearest_squared(towns, sphere).sqrt() / front_reach_m).exp())
    }
}
