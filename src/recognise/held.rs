//! What is told to be occupied lies in Ukraine, whatever else bears its name: «в окупованих Ровеньках».

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Sense};
use crate::model::{Kind, Side};
use crate::recognise::Name;

/// Takes the places of Russia from the names that are told to be held by Russia.
pub(super) fn settle(marked: &Marked, gazetteer: &Gazetteer, name: &mut Name) {
    let is_held = |sense: Sense| sense == Sense::HeldBy(Side::Russia);
    let is_noun = |sense: Sense| matches!(sense, Sense::Head(Kind::Settlement) | Sense::HeadOfMany(Kind::Settlement));
    let start = marked.ending_at(name.tokens.start, is_noun).map_or(name.tokens.start, |noun| noun.start);
    let is_theirs = |place| gazetteer.country(place) == "RU";
    let has_other = || name.candidates.iter().any(|candidate| !is_theirs(candidate.place));
    if marked.ending_at(start, is_held).is_some() && has_other() {
        name.candidates.retain(|candidate| !is_theirs(candidate.place));
    }
}
