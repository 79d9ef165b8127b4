//! The dated registry of axes of attack: which ground a direction's name meant on which day.
//!
//! The rows are data, `data/axes/axes.toml`, so that an analyst can correct them.

use std::collections::HashMap;
use std::path::Path;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::model::{Axis, Ground, MEAN_RADIUS_M, Position, Side};

mod error;
mod held;
mod read;
mod spelling;

pub use error::Error;
use held::Held;

/// The distances and days that decisions rest on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Days before its first and after its last day on which a name still counts as in use. Half of the registry's
    /// days are bounds, and newsrooms are slow to follow a change.
    pub slack_days: i32,
    /// Metres from a defining town of a sector of the front. Tube artillery reaches 25 km, and what a bulletin
    /// lists as shelled under a direction lies within that.
    pub reach_m: f64,
    /// Metres from a defining town of border ground or a wide direction, where the towns stand farther apart.
    pub wide_reach_m: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { slack_days: 14, reach_m: 25_000.0, wide_reach_m: 40_000.0 }
    }
}

/// What a direction's name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named<'a> {
    /// One axis, by id.
    One(&'a str),
    /// Several axes, by id; the likeliest first.
    Several(Vec<&'a str>),
    /// No axis was ever called that.
    None,
}

/// Every axis, found by id, by spelling, by day and by place.
#[derive(Debug, Clone)]
pub struct Registry {
    /// May be changed at any time.
    pub settings: Settings,
    axes: Vec<Axis>,
    by_id: HashMap<String, usize>,
    by_spelling: HashMap<String, Vec<usize>>,
    /// For each axis its towns with a position.
    spots: Vec<Spots>,
    /// Codes of the countries in which a happening can be placed.
    theatre: Vec<String>,
    /// Ground that is held by another side than its own.
    held: Vec<Held>,
    version: String,
}

impl Registry {
    /// The registry that comes with the program.
    pub fn embedded() -> Registry {
        Registry::from_toml(include_str!("../../data/axes/axes.toml"), Path::new("data/axes/axes.toml"))
            .expect("the shipped registry is read by the tests")
    }

    /// Reads a registry from a file.
    ///
    /// # Errors
    /// When the file cannot be read, or as [`Registry::from_toml`].
    pub fn read(path: &Path) -> Result<Registry, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Unreadable { path: path.into(), source })?;
        Registry::from_toml(&text, path)
    }

    /// Reads a registry from its text; `origin` is the name that errors give it.
    ///
    /// # Errors
    /// When the text is not TOML, a field is missing or misspelt, or an axis contradicts itself or another one.
    pub fn from_toml(text: &str, origin: &Path) -> Result<Registry, Error> {
        let read::Contents { theatre, held, axes } = read::contents(text, origin)?;
        let by_id = axes.iter().enumerate().map(|(index, axis)| (axis.id.clone(), index)).collect();
        let mut by_spelling: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, axis) in axes.iter().enumerate() {
            for spelling in &axis.spellings {
                let rows = by_spelling.entry(spelling::key(spelling)).or_default();
                if !rows.contains(&index) {
                    rows.push(index);
                }
            }
        }
        for rows in by_spelling.values_mut() {
            rows.sort_by_key(|&index| axes[index].from);
        }
        let version = Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let spots = vec![Spots::of(Vec::new()); axes.len()];
        Ok(Registry { settings: Settings::default(), theatre, held, axes, by_id, by_spelling, spots, version })
    }

    /// Joins the towns with their positions. A town without one is kept, but no distance is measured to it.
    pub fn with_positions(mut self, position_of: &dyn Fn(&str) -> Option<Position>) -> Registry {
        for (axis, spots) in self.axes.iter_mut().zip(&mut self.spots) {
            for town in &mut axis.towns {
                town.position = position_of(&town.place_id);
            }
            let positions = axis.towns.iter().filter_map(|town| town.position);
            *spots = Spots::of(positions.map(Position::to_unit_sphere).collect());
        }
        self
    }

    /// Joins the ground that is held with what lies in it though its id does not say so, by pairs of a place's id and
    /// that of a unit it lies in.
    pub fn with_ground<'g>(mut self, places: impl Iterator<Item = (&'g str, &'g str)>) -> Registry {
        for (place_id, unit_id) in places {
            self.held.iter_mut().for_each(|held| held.add(place_id, unit_id));
        }
        self
    }

    /// The side that holds a place on a day though it is not its own by right; without a day, the last that is known.
    pub fn holder(&self, place_id: &str, day: Option<Date>) -> Option<Side> {
        self.held.iter().find_map(|held| held.holder(place_id, day))
    }

    /// Whether a happening of this war can be placed in a country; empty is no country's ground.
    pub fn is_theatre(&self, country: &str) -> bool {
        country.is_empty() || self.theatre.iter().any(|code| code == country)
    }

    /// Every axis, in the file's order.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The axis of that id.
    pub fn get(&self, id: &str) -> Option<&Axis> {
        self.by_id.get(id).map(|&index| &self.axes[index])
    }

    /// Every axis that was ever called that, the earliest first. The words may stand in any case form:
    /// «Бахмутському», «Южно-Донецком», "Kupyansk". The word "direction" must not be among them.
    pub fn named(&self, words: &str) -> Vec<&Axis> {
        let rows = self.by_spelling.get(&spelling::key(words));
        rows.into_iter().flatten().map(|&index| &self.axes[index]).collect()
    }

    /// What the words mean on that day.
    ///
    /// The one row in use on the day, else the one in use within the slack, else the only row of that name: a name
    /// used too late still says which ground is meant. Otherwise several, the nearest in time first, or the
    /// earliest first when the day is not known.
    pub fn resolve(&self, words: &str, day: Option<Date>) -> Named<'_> {
        let mut rows = self.named(words);
        if let Some(day) = day {
            rows.sort_by_key(|axis| days_off(axis, day));
            let nearest = rows.first().map_or(0, |axis| days_off(axis, day));
            if nearest <= self.settings.slack_days {
                let limit = if nearest == 0 { 0 } else { self.settings.slack_days };
                rows.retain(|axis| days_off(axis, day) <= limit);
            }
        }
        match rows.as_slice() {
            [] => Named::None,
            [axis] => Named::One(&axis.id),
            several => Named::Several(several.iter().map(|axis| axis.id.as_str()).collect()),
        }
    }

    /// The axis of the nearest defining town among those in use on that day and within reach, and the metres to it.
    ///
    /// Sectors of the front and border ground come first; a wide direction of the Ukrainian reports only where none of
    /// them is in reach, one of the Russian reports never: it cuts the same ground another way and must be stated.
    /// Of two axes with the same town the one that began later is taken. None when all are too far.
    pub fn infer(&self, at: Position, day: Date) -> Option<(&str, f64)> {
        let here = at.to_unit_sphere();
        let may_be_near = |spots: &Spots, ground: Ground| spots.may_lie_within(self.reach_m(ground), here);
        let nearest = |is_wanted: fn(&Axis) -> bool| {
            let near = self.axes.iter().zip(&self.spots).filter(|(axis, spots)| may_be_near(spots, axis.ground));
            let wanted = near.filter(|(axis, _)| is_wanted(axis) && is_in_use(axis, Some(day)));
            let in_reach = wanted.filter_map(|(axis, spots)| {
                let metres = metres_of(spots.nearest_squared(here)?);
                Some((axis, metres)).filter(|_| metres <= self.reach_m(axis.ground))
            });
            in_reach.min_by(|a, b| a.1.total_cmp(&b.1).then(b.0.from.cmp(&a.0.from)))
        };
        let narrow = nearest(|axis| axis.ground != Ground::Wide);
        let wide = || nearest(|axis| axis.ground == Ground::Wide && axis.announced_by.contains(&Side::Ukraine));
        let (axis, metres) = narrow.or_else(wide)?;
        Some((&axis.id, metres))
    }

    /// Metres to the nearest defining town of any axis in use on that day, or on any day when none is given.
    /// None when no axis is in use, or none has a position.
    pub fn nearest_town_m(&self, at: Position, day: Option<Date>) -> Option<f64> {
        let here = at.to_unit_sphere();
        let squared = self.in_use(day).filter_map(|(_, spots)| spots.nearest_squared(here));
        squared.min_by(f64::total_cmp).map(metres_of)
    }

    /// Whether a defining town of any axis, of whatever day, lies within so many metres.
    pub fn has_town_within(&self, at: Position, metres: f64) -> bool {
        let here = at.to_unit_sphere();
        let is_near = |square: f64| metres_of(square) <= metres;
        let near = self.spots.iter().filter(|spots| spots.may_lie_within(metres, here));
        near.filter_map(|spots| spots.nearest_squared(here)).any(is_near)
    }

    /// The towns of every axis in use on that day, or of all when none is given, on the unit sphere.
    pub fn towns(&self, day: Option<Date>) -> Vec<[f64; 3]> {
        self.in_use(day).flat_map(|(_, spots)| spots.points.iter().copied()).collect()
    }

    /// A hash of the registry's text: the same text has the same version on every machine.
    pub fn version(&self) -> &str {
        &self.version
    }

    fn in_use(&self, day: Option<Date>) -> impl Iterator<Item = (&Axis, &Spots)> {
        self.axes.iter().zip(&self.spots).filter(move |(axis, _)| is_in_use(axis, day))
    }

    fn reach_m(&self, ground: Ground) -> f64 {
        match ground {
            Ground::Front => self.settings.reach_m,
            Ground::Wide | Ground::Border => self.settings.wide_reach_m,
        }
    }
}

/// The towns of an axis on the unit sphere: a straight line there is ten times cheaper than a haversine and orders alike.
#[derive(Debug, Clone)]
struct Spots {
    points: Vec<[f64; 3]>,
    /// The corners of the box around them.
    low: [f64; 3],
    high: [f64; 3],
}

impl Spots {
    fn of(points: Vec<[f64; 3]>) -> Spots {
        let corner = |outer: fn(f64, f64) -> f64, from: f64| {
            std::array::from_fn(|side| points.iter().map(|point| point[side]).fold(from, outer))
        };
        let (low, high) = (corner(f64::min, f64::INFINITY), corner(f64::max, f64::NEG_INFINITY));
        Spots { points, low, high }
    }

    /// False only when every point is farther away: the chord is shorter than the way on the ground.
    fn may_lie_within(&self, metres: f64, here: [f64; 3]) -> bool {
        let chord = metres * CHORD_OF_METRE;
        (0..3).all(|side| self.low[side] - chord <= here[side] && here[side] <= self.high[side] + chord)
    }

    /// The square of the chord to the nearest one.
    fn nearest_squared(&self, here: [f64; 3]) -> Option<f64> {
        self.points.iter().map(|point| chord_squared(here, *point)).min_by(f64::total_cmp)
    }
}

/// Whether an axis was in use on that day; on any when none is given.
fn is_in_use(axis: &Axis, day: Option<Date>) -> bool {
    day.is_none_or(|day| axis.from <= day && axis.to.is_none_or(|to| day <= to))
}

/// Days between that day and the days the axis was in use; 0 when it was.
fn days_off(axis: &Axis, day: Date) -> i32 {
    if day < axis.from {
        (axis.from - day).get_days()
    } else {
        axis.to.filter(|&to| to < day).map_or(0, |to| (day - to).get_days())
    }
}

fn chord_squared(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// The chord of the unit sphere over a metre of the ground, with room for rounding.
const CHORD_OF_METRE: f64 = (1.0 + 1e-9) / MEAN_RADIUS_M;

/// The great circle over a chord of the unit sphere.
fn metres_of(chord_squared: f64) -> f64 {
    2.0 * MEAN_RADIUS_M * (chord_squared.sqrt() / 2.0).min(1.0).asin()
}
