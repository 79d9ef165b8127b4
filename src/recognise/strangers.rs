//! Names that no place has, where the words around leave no doubt that they name one.

use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Mark, Marked, Sense, Small};
use crate::model::{Candidate, Kind, Role};
use crate::recognise::names::is_of_area;
use crate::recognise::{Name, is_listed};
use crate::text::{Capitals, Shape};

/// Letters below which an unknown word is not worth a guess.
const FEWEST_LETTERS: usize = 4;

/// Adds unknown names beside a noun of place ("the Xxxx region", "village of Xxxx") and in a list with known settlements.
pub(super) fn add(text: &str, marked: &Marked, gazetteer: &Gazetteer, sentence: Range<usize>, names: &mut Vec<Name>) {
    add_pairs(text, marked, gazetteer, sentence.clone(), names);
    let is_known = |at: usize| names.iter().any(|name| name.tokens.contains(&at));
    let is_cued = |at: usize| is_after_cue(marked, at) || is_beside_noun(marked, at) || is_in_list(marked, at, names);
    let is_stranger = |at: &usize| is_name_like(marked, *at, &sentence) && !is_known(*at) && is_cued(*at);
    let strangers: Vec<usize> = sentence.clone().filter(is_stranger).collect();
    for at in strangers {
        let place = names.partition_point(|name| name.tokens.start < at);
        let words = at..compound_end(marked, at, sentence.end);
        let candidates = gazetteer.slips(&text[marked.tokens.span(words.clone()).range()]);
        names.insert(
            place,
            Name { extent: words.clone(), tokens: words, candidates, axes: Vec::new(), kind: None, sentence: 0 },
        );
    }
}

/// Adds the unknown names of two words right after the noun of a settlement: «село Верхние Грачи» is no «Грачи».
fn add_pairs(text: &str, marked: &Marked, gazetteer: &Gazetteer, sentence: Range<usize>, names: &mut Vec<Name>) {
    let is_head = |mark: &Mark| mark.sense == Sense::Head(Kind::Settlement);
    if !marked.marks(sentence.clone()).iter().any(is_head) {
        return;
    }
    let is_word = |at: usize| marked.tokens[at].shape == Shape::Word(Capitals::First);
    let are_words = |at: usize| is_word(at) && is_word(at + 1);
    let is_pair = |at: &usize| {
        are_words(*at) && is_settlement_before(marked, *at) && is_whole_pair(marked, gazetteer, *at, names)
    };
    let pairs: Vec<usize> = (sentence.start..sentence.end.saturating_sub(1)).filter(is_pair).collect();
    for at in pairs {
        let words = at..at + 2;
        names.retain(|name| name.tokens.end <= at || at + 2 <= name.tokens.start);
        let place = names.partition_point(|name| name.tokens.start < at);
        let candidates = gazetteer.slips(&text[marked.tokens.span(words.clone()).range()]);
        names.insert(
            place,
            Name { extent: words.clone(), tokens: words, candidates, axes: Vec::new(), kind: None, sentence: 0 },
        );
    }
}

/// «село», «н. п.», "the village of" before a word.
fn is_settlement_before(marked: &Marked, at: usize) -> bool {
    let is_head = |sense: Sense| matches!(sense, Sense::Head(Kind::Settlement));
    let end = if at > 0 && marked.is_small(at - 1, Small::Of) { at - 1 } else { at };
    marked.ending_at(end, is_head).is_some() || marked.ending_at(at, is_head).is_some()
}

/// Whether an adjective and a word after it, both with capitals, make one name of which at most a part is known; what
/// tells where the place lies, or who is there, is no part of it.
fn is_whole_pair(marked: &Marked, gazetteer: &Gazetteer, at: usize, names: &[Name]) -> bool {
    let key = marked.tokens.key(at);
    let is_adjective = key.is_ascii() || ADJECTIVE.iter().any(|ending| key.ends_with(ending));
    if marked.tokens[at + 1].is_glued || !is_adjective {
        return false;
    }
    let ends = !marked.tokens.get(at + 2).is_some_and(|next| next.is_capitalised() || next.is_glued && next.is_dash());
    let is_village = |name: &Name| {
        let is_settlement = |candidate: &Candidate| gazetteer.kind(candidate.place) == Kind::Settlement;
        let is_large = |candidate: &Candidate| gazetteer.population(candidate.place).unwrap_or(0) >= LARGE;
        name.candidates.iter().any(|one| !one.needs_noun && is_settlement(one))
            && !name.candidates.iter().any(|one| !is_settlement(one) || is_large(one))
    };
    let mut within = names.iter().filter(|name| name.tokens.start < at + 2 && at < name.tokens.end);
    let are_parts = within.all(|name| name.tokens.len() == 1 && is_village(name));
    let is_given = |at: usize| marked.at(at).iter().any(|mark| matches!(mark.sense, Sense::GivenName));
    let is_told = is_given(at) || !marked.at(at + 1).is_empty() || is_of_area(marked, at + 2);
    ends && are_parts && !is_told && !LAND.iter().any(|ending| marked.tokens.key(at + 1).ends_with(ending))
}

/// Inhabitants from which on a word is no part of an unknown village's name.
const LARGE: u32 = 20_000;
/// Endings of the adjectives that begin a name of two words.
const ADJECTIVE: [&str; 20] = [
    "ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ого", "ому", "ых", "ым", "а", "е", "і", "ої", "ій", "их",
    "им",
];
/// Endings of the lands that tell where a place lies: «Харківщини», «Донбасу».
const LAND: [&str; 5] = ["щини", "щині", "щины", "щине", "щину"];

/// The token after a word and those that hyphens join to it: «Верхне-Хутірське».
fn compound_end(marked: &Marked, at: usize, end: usize) -> usize {
    let tokens = &marked.tokens;
    let is_joined = |dash: usize| {
        let is_glued = |at: usize| at < end && tokens[at].is_glued;
        is_glued(dash) && tokens[dash].is_dash() && is_glued(dash + 1) && tokens[dash + 1].is_word()
    };
    let mut last = at + 1;
    while is_joined(last) {
        last += 2;
    }
    last
}

fn is_name_like(marked: &Marked, at: usize, sentence: &Range<usize>) -> bool {
    let token = &marked.tokens[at];
    if token.shape != Shape::Word(Capitals::First) || at == sentence.start {
        return false;
    }
    // «Хутірське Харківської області»: the adjective of an area begins a name of its own.
    let is_before_adjective = || is_of_area(marked, at + 2);
    let has_next = at + 1 < sentence.end && marked.tokens[at + 1].is_capitalised() && !is_before_adjective();
    let has_before = at > sentence.start && marked.tokens[at - 1].is_capitalised();
    if has_next || has_before {
        return false;
    }
    let is_known_word = marked
        .marks(at.saturating_sub(4)..at + 1)
        .iter()
        .any(|mark| mark.start <= at && at < mark.end && !matches!(mark.sense, Sense::Coordinator));
    !is_known_word && marked.tokens.key(at).chars().count() >= FEWEST_LETTERS
}

/// Right after a word that wants a place: "near Xxxx", "stormed Xxxx".
fn is_after_cue(marked: &Marked, at: usize) -> bool {
    let wants = |sense: Sense| matches!(sense, Sense::Relation(Role::Near | Role::Toward) | Sense::Trigger(_));
    marked.ending_at(at, wants).is_some()
}

fn is_beside_noun(marked: &Marked, at: usize) -> bool {
    let is_settlement =
        |sense: Sense| matches!(sense, Sense::Head(Kind::Settlement) | Sense::HeadOfMany(Kind::Settlement));
    let is_before_adjective = marked.tokens.get(at + 1).is_some_and(|next| next.is_capitalised());
    is_of_area(marked, at + 1)
        || is_before_adjective && is_of_area(marked, at + 2)
        || marked.ending_at(at, is_settlement).is_some()
}

fn is_in_list(marked: &Marked, at: usize, known: &[Name]) -> bool {
    let next = known.iter().find(|name| name.tokens.start > at);
    let last = known.iter().rev().find(|name| name.tokens.end <= at);
    next.is_some_and(|next| is_listed(marked, at + 1..next.tokens.start))
        || last.is_some_and(|last| is_listed(marked, last.tokens.end..at))
}
