//! Everyday words that are also villages («Щастя», «Піски», «Сили»): places only where the words around ask for one.

use std::ops::Range;

use crate::lexicon::{Marked, Sense};
use crate::model::{Kind, Role};
use crate::recognise::is_listed;
use crate::text::Token;

/// What the names of villages made of given names have in common.
const VILLAGE: [&str; 8] = ["івк", "івц", "ївк", "ївц", "овк", "евк", "ськ", "ск"];

/// Tokens between which the next name of a list is looked for.
const NEAR: usize = 4;

/// Whether the word at `at` is an everyday one here: nothing before it asks for a place, and it stands in no list of
/// names.
pub(super) fn is_everyday(marked: &Marked, sentence: &Range<usize>, at: usize) -> bool {
    let is_seldom = marked.at(at).iter().any(|mark| matches!(mark.sense, Sense::SeldomPlace) && mark.end == at + 1);
    is_seldom && !is_asked_for(marked, sentence, at) && !is_in_list(marked, sentence, at)
}

/// Whether the word at `at` is somebody's given name here («тело Никиты»): nothing before it asks for a place, and it
/// stands in no list of names.
pub(super) fn is_somebody(marked: &Marked, sentence: &Range<usize>, at: usize) -> bool {
    let is_given = marked.at(at).iter().any(|mark| matches!(mark.sense, Sense::GivenName) && mark.end == at + 1);
    // «С Никитой», «от Романа»: people come and go as well.
    let is_with =
        || marked.ending_at(at, |sense| matches!(sense, Sense::Relation(Role::From | Role::Context))).is_some();
    // A stem takes «Владиславівка» for «Владислав».
    let is_village = || VILLAGE.iter().any(|ending| marked.tokens.key(at).contains(ending));
    is_given && !is_village() && (is_with() || !is_asked_for(marked, sentence, at)) && !is_in_list(marked, sentence, at)
}

/// "у Щасті", «село Мирне», «обстріляли Піски»; and what stands alone in its line or in brackets.
fn is_asked_for(marked: &Marked, sentence: &Range<usize>, at: usize) -> bool {
    let is_settlement = |kind: Kind| kind == Kind::Settlement;
    let asks = |sense: Sense| match sense {
        Sense::Relation(_) | Sense::Trigger(_) => true,
        Sense::Head(kind) | Sense::HeadOfMany(kind) => is_settlement(kind),
        _ => false,
    };
    let mut end = at;
    while end > sentence.start && (marked.tokens[end - 1].is_quote() || marked.tokens[end - 1].is_mark('.')) {
        end -= 1;
    }
    let is_alone = sentence.len() == 1;
    let is_bracketed = at > sentence.start
        && marked.tokens[at - 1].is_mark('(')
        && marked.tokens.get(at + 1).is_some_and(|next| next.is_mark(')') || next.is_mark(','));
    is_alone || is_bracketed || end > sentence.start && marked.ending_at(end, asks).is_some()
}

/// Between it and another capitalised word, on either side, stands nothing but what joins a list.
fn is_in_list(marked: &Marked, sentence: &Range<usize>, at: usize) -> bool {
    let is_name = |token: &&(usize, &Token)| token.1.is_capitalised();
    let first = sentence.start.max(at.saturating_sub(NEAR));
    let before: Vec<(usize, &Token)> = (first..at).rev().map(|at| (at, &marked.tokens[at])).collect();
    let last = sentence.end.min(at + 1 + NEAR);
    let after: Vec<(usize, &Token)> = (at + 1..last).map(|at| (at, &marked.tokens[at])).collect();
    before.iter().find(is_name).is_some_and(|(other, _)| is_listed(marked, other + 1..at))
        || after.iter().find(is_name).is_some_and(|(other, _)| is_listed(marked, at + 1..*other))
}
