//! Features whose name is one only beside its noun: «аеродром Канатове», «порт "Південний"», «авіабаза в Новофедорівці».

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Sense};
use crate::model::{Candidate, Kind, Role};
use crate::recognise::Name;
use crate::text::{Capitals, Shape};

/// Metres between a feature and the town that it is told to stand in.
const IN_TOWN_M: f64 = 15_000.0;

/// Whether the noun of one of the candidates stands right before the name that begins at `start`.
pub(super) fn is_told(
    marked: &Marked,
    gazetteer: &Gazetteer,
    start: usize,
    mut candidates: impl Iterator<Item = Candidate>,
) -> bool {
    has_noun(marked, before_quotes(marked, start))
        && candidates.any(|candidate| is_beside(marked, gazetteer, start, candidate))
}

/// Leaves a name the feature whose noun stands before it; or, where the noun tells what stands in it, the towns that
/// have one. A feature that is one only beside its noun is no other name.
pub(super) fn settle(marked: &Marked, gazetteer: &Gazetteer, name: &mut Name) {
    if !name.candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Poi) {
        return;
    }
    let start = name.tokens.start;
    if has_noun(marked, before_quotes(marked, start)) {
        let told = |candidate: &Candidate| is_beside(marked, gazetteer, start, *candidate);
        if name.candidates.iter().any(told) {
            name.candidates.retain(told);
            name.kind = Some(Kind::Poi);
            return;
        }
    }
    if let Some(noun) = noun_after(marked, name.tokens.end) {
        let told = |candidate: &Candidate| is_of_noun(marked, gazetteer, noun + 1, *candidate) && candidate.needs_noun;
        if name.candidates.iter().any(told) {
            name.candidates.retain(told);
            name.kind = Some(Kind::Poi);
            return;
        }
    }
    let is_place = |sense: Sense| matches!(sense, Sense::Relation(Role::At | Role::Near));
    let relation = marked.ending_at(start, is_place).filter(|relation| has_noun(marked, relation.start));
    if let Some(relation) = relation {
        keep_towns(marked, gazetteer, relation.start, &mut name.candidates);
    }
    name.candidates.retain(|candidate| !candidate.needs_noun || gazetteer.kind(candidate.place) != Kind::Poi);
}

/// Adjectives that may stand between that of a town and the noun of what stands there.
const MOST_ADJECTIVES: usize = 3;

/// The noun of a feature after the adjective of a town, with further adjectives between them: «Луцькому військовому аеродрому».
pub(super) fn noun_after(marked: &Marked, end: usize) -> Option<usize> {
    let is_noun = |at: usize| {
        let is_noun =
            |sense: Sense| matches!(sense, Sense::Feature(_) | Sense::Head(Kind::Poi) | Sense::HeadOfMany(Kind::Poi));
        at < marked.tokens.len() && marked.at(at).iter().any(|mark| mark.end == at + 1 && is_noun(mark.sense))
    };
    let is_adjective = |at: usize| {
        let is_small = marked.tokens.get(at).is_some_and(|token| token.shape == Shape::Word(Capitals::Lower));
        is_small && ADJECTIVE.iter().any(|ending| marked.tokens.key(at).ends_with(ending))
    };
    (end..end + MOST_ADJECTIVES + 1).find(|at| is_noun(*at)).filter(|noun| (end..*noun).all(is_adjective))
}

/// Endings of adjectives in Ukrainian and Russian.
const ADJECTIVE: [&str; 24] = [
    "ий", "ого", "ому", "им", "ій", "ої", "на", "ну", "ною", "ні", "них", "ними", "ська", "ську", "ські", "ой", "ый",
    "ом", "ым", "ая", "ую", "ые", "ых", "ыми",
];

/// Of several towns of a name those where a feature of the noun that ends at `end` bears their name.
fn keep_towns(marked: &Marked, gazetteer: &Gazetteer, end: usize, candidates: &mut Vec<Candidate>) {
    let told = candidates.iter().filter(|candidate| is_of_noun(marked, gazetteer, end, **candidate));
    let sites: Vec<_> = told.filter_map(|candidate| gazetteer.position(candidate.place)).collect();
    let has_site = |candidate: &Candidate| {
        let town = gazetteer.position(candidate.place).filter(|_| gazetteer.kind(candidate.place) == Kind::Settlement);
        town.is_some_and(|town| sites.iter().any(|site| site.distance_m(town) <= IN_TOWN_M))
    };
    if candidates.iter().any(has_site) {
        candidates.retain(has_site);
    }
}

fn is_beside(marked: &Marked, gazetteer: &Gazetteer, start: usize, candidate: Candidate) -> bool {
    is_of_noun(marked, gazetteer, before_quotes(marked, start), candidate)
}

/// Whether a candidate is a feature of the noun that ends at `end`.
fn is_of_noun(marked: &Marked, gazetteer: &Gazetteer, end: usize, candidate: Candidate) -> bool {
    let class = gazetteer.class(candidate.place);
    gazetteer.kind(candidate.place) == Kind::Poi
        && marked.ending_at(end, |sense| matches!(sense, Sense::Feature(noun) if noun.code() == class)).is_some()
}

fn has_noun(marked: &Marked, end: usize) -> bool {
    marked.ending_at(end, |sense| matches!(sense, Sense::Feature(_))).is_some()
}

fn before_quotes(marked: &Marked, start: usize) -> usize {
    (0..start).rev().take_while(|at| marked.tokens[*at].is_quote()).last().unwrap_or(start)
}
