//! The town that an adjective before a thing of its own means: «Кременчуцький НПЗ», «Луганская нефтебаза».

use crate::gazetteer::Gazetteer;
use crate::model::{Candidate, Form, Kind, PlaceId};

/// The towns after which the districts and regions of an adjective are named, and which lie in them.
pub(super) fn of(gazetteer: &Gazetteer, adjectives: &[Candidate]) -> Vec<Candidate> {
    let is_area = |place: PlaceId| matches!(gazetteer.kind(place), Kind::Hromada | Kind::Raion | Kind::Oblast);
    let areas = adjectives.iter().filter(|candidate| candidate.needs_noun && is_area(candidate.place));
    let mut seats: Vec<PlaceId> = areas.filter_map(|area| seat(gazetteer, area.place)).collect();
    seats.sort_unstable();
    seats.dedup();
    seats.into_iter().map(|place| Candidate { place, form: Form::Name, needs_noun: false }).collect()
}

/// "Kremenchuk" of "Kremenchuk Raion": of several places of that name inside, the largest.
fn seat(gazetteer: &Gazetteer, area: PlaceId) -> Option<PlaceId> {
    let (town, _noun) = gazetteer.name(area).rsplit_once(' ')?;
    let is_inside = |place: PlaceId| {
        let within = [gazetteer.admin1(place), gazetteer.admin2(place), gazetteer.admin3(place)];
        gazetteer.kind(place) == Kind::Settlement && within.contains(&Some(area))
    };
    let named = gazetteer.candidates(town).into_iter().filter(|candidate| candidate.form == Form::Name);
    let inside = named.map(|candidate| candidate.place).filter(|place| is_inside(*place));
    inside.max_by_key(|place| (gazetteer.population(*place), std::cmp::Reverse(*place)))
}
