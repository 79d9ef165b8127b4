//! A noun that tells a village leaves the cities of its name out: «село Рівне», "the village of Rivne".

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Small};
use crate::model::{Candidate, Kind};
use crate::recognise::Name;

/// Inhabitants from which on nobody calls a place a village.
const CITY: u32 = 50_000;

/// Takes the cities from a name beside the noun of a village, where smaller places bear it as well.
pub(super) fn settle(marked: &Marked, gazetteer: &Gazetteer, name: &mut Name) {
    let people = |candidate: &Candidate| gazetteer.population(candidate.place).unwrap_or(0);
    let is_village = |candidate: &Candidate| {
        !candidate.needs_noun && gazetteer.kind(candidate.place) == Kind::Settlement && people(candidate) < CITY
    };
    let has_city = || name.candidates.iter().any(|candidate| people(candidate) >= CITY);
    if is_told(marked, name) && has_city() && name.candidates.iter().any(is_village) {
        name.candidates.retain(is_village);
    }
}

fn is_told(marked: &Marked, name: &Name) -> bool {
    let mut end = name.tokens.start;
    while end > 0 && (marked.tokens[end - 1].is_quote() || marked.is_small(end - 1, Small::Of)) {
        end -= 1;
    }
    let is_before = end.checked_sub(1).is_some_and(|before| marked.is_small(before, Small::Village));
    is_before || marked.is_small(name.tokens.end, Small::Village) && marked.tokens.key(name.tokens.start).is_ascii()
}
