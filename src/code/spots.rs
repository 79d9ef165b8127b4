//! Where a happening stands on the map: at the place that is named, some way from it, or between two.

use std::sync::Arc;

use crate::code::{Text, places};
use crate::model::{Location, Mention, Offset, Place, Position, Precision, Role};

/// Metres that "south of" is taken for when no distance is told: half of what reports call the surroundings of a town.
const UNTOLD_M: f64 = 5_000.0;
/// Metres within which what lies between two places is never known better.
const LEAST_M: f64 = 1_000.0;

/// The location of a site, without the candidates that were weighed: those stay with the verdict.
pub(super) fn spot(text: Text<'_>, site: usize) -> Location {
    let location = places::location(text, site);
    let bare = Location {
        mention: bare_mention(&location.mention),
        place: Arc::clone(&location.place),
        scored: Vec::new(),
        ..*location
    };
    if let Some(other) = places::other_end(text, site) {
        return between(bare, other);
    }
    let is_point = matches!(location.precision, Precision::Settlement | Precision::NearSettlement);
    match (location.mention.offset, location.place.position.filter(|_| is_point)) {
        (Some(Offset::Way { bearing_deg, distance_m }), Some(from)) => away(bare, from, bearing_deg, distance_m),
        _ => bare,
    }
}

/// A mention without its candidates, and without the other end, which only its neighbour in the text could tell.
pub(super) fn bare_mention(mention: &Mention) -> Mention {
    let offset = mention.offset.filter(|offset| *offset != Offset::Between);
    Mention { candidates: Vec::new(), axes: mention.axes.clone(), offset, ..*mention }
}

/// The point some way from a place: a third of the way, and the size of the place, is how far off it may be.
fn away(from: Location, position: Position, bearing_deg: f64, told_m: Option<f64>) -> Location {
    let distance_m = told_m.unwrap_or(UNTOLD_M);
    let place = Place {
        id: format!("{}~{bearing_deg}~{distance_m}", from.place.id),
        position: Some(position.moved(bearing_deg, distance_m)),
        population: None,
        ..Place::clone(&from.place)
    };
    let uncertainty_m = from.uncertainty_m + distance_m * told_m.map_or(1.0, |_| 1.0 / 3.0);
    near(from, place, uncertainty_m)
}

/// The point half-way between two places: half the way is how far off it may be, since it may be at either end. It has
/// the names of both, whichever is named first.
fn between(one: Location, other: &Location) -> Location {
    let (first, last) = if one.place.id <= other.place.id { (&one, other) } else { (other, &one) };
    let ends = first.place.position.zip(last.place.position);
    let half_m = ends.map_or(0.0, |(from, to)| from.distance_m(to) / 2.0);
    let common = |of: fn(&Place) -> &String| {
        let (a, b) = (of(&first.place), of(&last.place));
        if a == b { a.clone() } else { String::new() }
    };
    let both = |of: fn(&Place) -> &String| {
        let (a, b) = (of(&first.place), of(&last.place));
        if a.is_empty() || b.is_empty() { String::new() } else { format!("{a} – {b}") }
    };
    let place = Place {
        id: format!("{}~{}", first.place.id, last.place.id),
        name: both(|place| &place.name),
        name_uk: both(|place| &place.name_uk),
        name_ru: both(|place| &place.name_ru),
        country: common(|place| &place.country),
        admin1: common(|place| &place.admin1),
        admin2: common(|place| &place.admin2),
        position: ends.map(|(from, to)| from.moved(from.bearing_to(to), half_m)),
        population: None,
        ..Place::clone(&one.place)
    };
    let confidence = one.confidence.min(other.confidence);
    near(Location { confidence, ..one }, place, half_m.max(LEAST_M))
}

/// The ids of the places that the id of a spot names as its own: both ends of what lies between two.
pub(super) fn named(id: &str) -> impl Iterator<Item = &str> {
    let ends = id.split_once('~').filter(|(_, last)| !last.contains('~'));
    let (first, last) = ends.map_or((id, None), |(first, last)| (first, Some(last)));
    [first].into_iter().chain(last)
}

fn near(from: Location, place: Place, uncertainty_m: f64) -> Location {
    Location { place: Arc::new(place), precision: Precision::NearSettlement, uncertainty_m, role: Role::Near, ..from }
}
