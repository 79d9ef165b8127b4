//! Surnames that a text has introduced with a given name or lets speak: later they stand alone, and are no places.

use std::collections::HashSet;

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Sense, SpeechAct};
use crate::model::{Kind, Language};
use crate::recognise::Name;

/// Letters of the shortest stem by which a surname is known again in another case form.
const SHORTEST_STEM: usize = 4;

/// Inhabitants below which nobody means a town by who says something.
const SMALL_TOWN: u32 = 20_000;

/// Drops the names of people the text has introduced.
pub(super) fn drop(marked: &Marked, language: Language, gazetteer: &Gazetteer, names: &mut Vec<Name>) {
    let known = surnames(marked);
    names.retain(|name| {
        let is_single = name.tokens.len() == 1 && name.kind.is_none();
        let is_known = || known.contains(stem(marked.tokens.key(name.tokens.start)));
        !(is_single && (is_known() || speaks(marked, language, gazetteer, name)))
    });
}

/// The stems of the words that follow a given name.
fn surnames(marked: &Marked) -> HashSet<&str> {
    marked
        .marks(0..marked.tokens.len())
        .iter()
        .filter(|mark| matches!(mark.sense, Sense::GivenName) && marked.tokens[mark.start].is_capitalised())
        .filter(|mark| marked.tokens.get(mark.end).is_some_and(|next| next.is_capitalised()))
        .map(|mark| stem(marked.tokens.key(mark.end)))
        .filter(|stem| stem.chars().count() >= SHORTEST_STEM)
        .collect()
}

/// A word without the letters that its case forms change.
fn stem(key: &str) -> &str {
    if key.is_ascii() {
        return key;
    }
    let kept = key.chars().count().saturating_sub(2).max(SHORTEST_STEM);
    key.char_indices().nth(kept).map_or(key, |(end, _)| &key[..end])
}

/// "Lyman said", «заявил Рогов»: of the places only states and their capitals speak. In Ukrainian and Russian a town may
/// stand before the verb in another case («мер Мелітополя повідомив»); at the head of its clause it does not.
fn speaks(marked: &Marked, language: Language, gazetteer: &Gazetteer, name: &Name) -> bool {
    let says = |sense: Sense| matches!(sense, Sense::Speech(SpeechAct::Says));
    let (start, next) = (name.tokens.start, name.tokens.end);
    let follows = next < marked.tokens.len() && marked.at(next).iter().any(|mark| says(mark.sense));
    let is_person = || {
        name.candidates.iter().all(|candidate| {
            let place = candidate.place;
            !candidate.needs_noun && gazetteer.kind(place) != Kind::Country && !gazetteer.is_capital(place)
        })
    };
    let is_led = || marked.ending_at(start, |sense| matches!(sense, Sense::Relation(_))).is_some();
    if language == Language::English {
        return follows && is_person() && !is_led();
    }
    let is_head = || start.checked_sub(1).is_none_or(|before| !marked.tokens[before].is_word());
    let is_small = || name.candidates.iter().all(|one| gazetteer.population(one.place).unwrap_or(0) < SMALL_TOWN);
    (follows && is_head() && is_small() || marked.ending_at(start, says).is_some()) && is_person()
}
