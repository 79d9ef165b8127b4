//! Names that no place has, where the words around leave no doubt that they name one.

use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Sense};
use crate::model::{Kind, Role};
use crate::recognise::{Name, is_listed};
use crate::text::{Capitals, Shape};

/// Letters below which an unknown word is not worth a guess.
const FEWEST_LETTERS: usize = 4;

/// Adds unknown names beside a noun of place ("the Xxxx region", "village of Xxxx") and in a list with known settlements.
pub(super) fn add(text: &str, marked: &Marked, gazetteer: &Gazetteer, sentence: Range<usize>, names: &mut Vec<Name>) {
    let known: Vec<Range<usize>> = names.iter().map(|name| name.tokens.clone()).collect();
    for at in sentence.clone() {
        if marked.tokens[at].shape != Shape::Word(Capitals::First) {
            continue;
        }
        let is_known = known.iter().any(|words| words.contains(&at));
        if is_known || !is_name_like(marked, at, &sentence) {
            continue;
        }
        let is_cued = is_after_cue(marked, at);
        if is_cued || is_beside_noun(marked, at) || is_in_list(marked, at, &known) {
            let place = names.partition_point(|name| name.tokens.start < at);
            let words = at..at + 1;
            let candidates = gazetteer.slips(&text[marked.tokens.span(words.clone()).range()]);
            names.insert(
                place,
                Name { extent: words.clone(), tokens: words, candidates, axes: Vec::new(), kind: None, sentence: 0 },
            );
        }
    }
}

fn is_name_like(marked: &Marked, at: usize, sentence: &Range<usize>) -> bool {
    let token = &marked.tokens[at];
    let is_capital = token.shape == Shape::Word(Capitals::First) && at > sentence.start;
    let has_next = at + 1 < sentence.end && marked.tokens[at + 1].is_capitalised();
    let has_before = at > sentence.start && marked.tokens[at - 1].is_capitalised();
    let is_single = !has_next && !has_before;
    let is_known_word = marked
        .marks(at.saturating_sub(4)..at + 1)
        .iter()
        .any(|mark| mark.start <= at && at < mark.end && !matches!(mark.sense, Sense::Coordinator));
    is_capital && is_single && !is_known_word && marked.tokens.key(at).chars().count() >= FEWEST_LETTERS
}

/// Right after a word that wants a place: "near Xxxx", "stormed Xxxx".
fn is_after_cue(marked: &Marked, at: usize) -> bool {
    let wants = |sense: Sense| matches!(sense, Sense::Relation(Role::Near | Role::Toward) | Sense::Trigger(_));
    marked.ending_at(at, wants).is_some()
}

fn is_beside_noun(marked: &Marked, at: usize) -> bool {
    let is_area = |sense: Sense| matches!(sense, Sense::Head(Kind::Oblast | Kind::Raion | Kind::Hromada));
    let follows = at + 1 < marked.tokens.len() && marked.at(at + 1).iter().any(|mark| is_area(mark.sense));
    let is_settlement =
        |sense: Sense| matches!(sense, Sense::Head(Kind::Settlement) | Sense::HeadOfMany(Kind::Settlement));
    follows || marked.ending_at(at, is_settlement).is_some()
}

fn is_in_list(marked: &Marked, at: usize, known: &[Range<usize>]) -> bool {
    let after = known.iter().find(|words| words.start > at).is_some_and(|words| is_listed(marked, at + 1..words.start));
    let before = known.iter().rev().find(|words| words.end <= at).is_some_and(|words| is_listed(marked, words.end..at));
    after || before
}
