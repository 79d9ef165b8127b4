//! The districts of a city that is told right behind them: «в Кировском районе Ростова-на-Дону».

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Small};
use crate::model::{Candidate, Kind, PlaceId};
use crate::recognise::Name;

/// Inhabitants of the smallest city that is divided into districts.
const CITY: u32 = 100_000;
/// Metres between the middle of a city and that of a district of it.
const CITY_M: f64 = 30_000.0;
/// The gazetteer's class of the districts of cities.
const CITY_DISTRICT: &str = "city district";

/// Leaves a district before a city only what lies in that city; where nothing does, the name means a district that we do
/// not know.
pub(super) fn settle(marked: &Marked, gazetteer: &Gazetteer, names: &mut [Name]) {
    for at in 1..names.len() {
        let (before, after) = names.split_at_mut(at);
        let (district, city) = (&mut before[at - 1], &after[0]);
        if district.kind != Some(Kind::Raion) || city.kind.is_some_and(|kind| kind != Kind::Settlement) {
            continue;
        }
        let end = district.extent.end;
        let is_beside = city.tokens.start == end || city.tokens.start == end + 1 && marked.is_small(end, Small::Of);
        let cities = cities(gazetteer, &city.candidates);
        if is_beside && !cities.is_empty() {
            district.candidates.retain(|candidate| is_inside(gazetteer, candidate.place, &cities));
        }
    }
}

/// The cities that a name can mean, where none of its places is a region.
fn cities(gazetteer: &Gazetteer, candidates: &[Candidate]) -> Vec<PlaceId> {
    let plain = || candidates.iter().filter(|candidate| !candidate.needs_noun).map(|candidate| candidate.place);
    let is_city = |place: &PlaceId| {
        gazetteer.kind(*place) == Kind::Settlement && gazetteer.population(*place).is_some_and(|people| people >= CITY)
    };
    if plain().any(|place| matches!(gazetteer.kind(place), Kind::Oblast | Kind::Country)) {
        return Vec::new();
    }
    plain().filter(is_city).collect()
}

/// Whether a place is a district of one of the cities.
pub(super) fn is_inside(gazetteer: &Gazetteer, district: PlaceId, cities: &[PlaceId]) -> bool {
    let Some(middle) = gazetteer.position(district).filter(|_| gazetteer.class(district) == CITY_DISTRICT) else {
        return false;
    };
    cities.iter().filter_map(|city| gazetteer.position(*city)).any(|city| city.distance_m(middle) <= CITY_M)
}
