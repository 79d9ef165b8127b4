//! Whose troops and depots a text tells to stand at a place: what one side has lies on its own ground, or at the front.

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::axes::Registry;
use crate::gazetteer::Gazetteer;
use crate::lexicon::{ActorWord, Marked, Sense, stated_perspective};
use crate::model::{Language, MEAN_RADIUS_M, Mention, PlaceId, Role, Side};
use crate::resolve::stills::Still;

/// Metres from the front within which both sides have their positions and what they need there.
const FRONT_M: f64 = 40_000.0;
/// Words between a side's name and its thing: "Russian main ammunition depot".
const BEFORE: usize = 2;

/// For each mention the side whose things are told to stand there.
pub(super) fn owners(language: Language, marked: &Marked, mentions: &[Mention]) -> Vec<Option<Side>> {
    let known = OnceCell::new();
    let ours = || *known.get_or_init(|| stated_perspective(marked, language));
    mentions.iter().map(|mention| owner(marked, mention, &ours)).collect()
}

fn owner(marked: &Marked, mention: &Mention, ours: &dyn Fn() -> Side) -> Option<Side> {
    if !matches!(mention.role, Role::At | Role::Near) {
        return None;
    }
    let start = marked.tokens.partition_point(|token| (token.start as usize) < mention.span.start);
    let is_place = |sense: Sense| matches!(sense, Sense::Relation(Role::At | Role::Near));
    let end = marked.ending_at(start, is_place)?.start;
    let is_side = |sense: Sense| side_of(sense, ours).is_some();
    // «Склад боеприпасов россиян в …».
    let behind = marked.ending_at(end, is_side);
    let is_thing = |sense: Sense| matches!(sense, Sense::Facility | Sense::Actor(ActorWord::Object));
    let thing = marked.ending_at(behind.map_or(end, |behind| behind.start), is_thing)?;
    let around = thing.start.saturating_sub(BEFORE)..thing.end;
    let within = || marked.marks(around.clone()).iter().rev().find_map(|mark| side_of(mark.sense, ours));
    behind.map_or_else(within, |behind| side_of(behind.sense, ours))
}

fn side_of(sense: Sense, ours: &dyn Fn() -> Side) -> Option<Side> {
    let Sense::Actor(word) = sense else { return None };
    let side = match word {
        ActorWord::Side(side) => side,
        ActorWord::Own => ours(),
        ActorWord::Enemy => ours().other(),
        ActorWord::Saboteurs | ActorWord::Partisans | ActorWord::Object => return None,
    };
    Some(side).filter(|side| side.is_party())
}

/// Whether a place lies on the ground of the other side, far from the front of that day.
pub(super) fn is_across(place: PlaceId, still: &Still, side: Side, lookup: (&Gazetteer, &Registry, Date)) -> bool {
    let (gazetteer, axes, day) = lookup;
    let is_far = |chord: Option<f64>| chord.is_none_or(|chord| chord * MEAN_RADIUS_M > FRONT_M);
    let held_by = match (axes.holder(gazetteer.id(place), Some(day)), gazetteer.country(place)) {
        (Some(side), _) => side,
        (None, "UA") => Side::Ukraine,
        (None, "RU") => Side::Russia,
        (None, _) => return false,
    };
    held_by != side && is_far(still.front(Some(day))) && is_far(still.border(Some(day)))
}
