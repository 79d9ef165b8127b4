//! Finds the axes of attack a text names: "the Kupiansk and Lyman directions", «на Бахмутському напрямку».

use std::ops::Range;

use crate::axes::Registry;
use crate::lexicon::{Marked, Sense};
use crate::model::Kind;
use crate::recognise::{Name, is_listed};

/// Adds the axes named by words that no place has, and gives every axis its rows in the registry.
pub(super) fn add(text: &str, marked: &Marked, axes: &Registry, sentence: Range<usize>, names: &mut Vec<Name>) {
    let heads: Vec<usize> = marked
        .marks(sentence.clone())
        .iter()
        .filter(|mark| matches!(mark.sense, Sense::Head(Kind::Axis) | Sense::HeadOfMany(Kind::Axis)))
        .map(|mark| mark.start)
        .collect();
    for head in heads {
        let mut end = head;
        while let Some(words) = axis_before(text, marked, axes, sentence.start, end) {
            if is_chained(marked, sentence.start, &words) {
                unname(names, &words);
                break;
            }
            put(text, marked, axes, words.clone(), names);
            let Some(before) = list_member_end(marked, sentence.start, words.start) else { break };
            end = before;
        }
    }
    for name in names.iter_mut().filter(|name| name.kind == Some(Kind::Axis) && name.axes.is_empty()) {
        name.axes = ids(axes, &text[marked.tokens.span(name.tokens.clone()).range()]);
    }
}

fn ids(axes: &Registry, words: &str) -> Vec<String> {
    axes.named(words).into_iter().map(|axis| axis.id.clone()).collect()
}

/// The words right before `end` that name an axis: two where two do, else one.
fn axis_before(text: &str, marked: &Marked, axes: &Registry, start: usize, end: usize) -> Option<Range<usize>> {
    let mut first = end;
    let mut best = None;
    for _ in 0..3 {
        first = previous_word(marked, start, first)?;
        let words = &text[marked.tokens.span(first..end).range()];
        if !axes.named(words).is_empty() {
            best = Some(first..end);
        } else if best.is_some() {
            break;
        }
    }
    best
}

fn previous_word(marked: &Marked, start: usize, end: usize) -> Option<usize> {
    let mut at = end.checked_sub(1).filter(|at| *at >= start)?;
    if marked.tokens[at].is_dash() && marked.tokens[at].is_glued {
        at = at.checked_sub(1).filter(|at| *at >= start)?;
    }
    marked.tokens[at].is_word().then_some(at)
}

/// The end of the list's member before the one that begins at `at`.
fn list_member_end(marked: &Marked, start: usize, at: usize) -> Option<usize> {
    (1..=3)
        .filter_map(|gap| at.checked_sub(gap))
        .filter(|end| *end > start)
        .find(|end| is_listed(marked, *end..at) && marked.tokens[*end - 1].is_word())
}

/// Whether the words are the last of names joined by a dash: «на напрямку Ізюм – Барвінкове» names towns, not an axis.
fn is_chained(marked: &Marked, start: usize, words: &Range<usize>) -> bool {
    words.start > start + 1
        && marked.tokens[words.start - 1].is_dash()
        && marked.tokens[words.start - 2].is_capitalised()
}

fn unname(names: &mut [Name], words: &Range<usize>) {
    for name in names.iter_mut().filter(|name| name.tokens.end <= words.end && name.kind == Some(Kind::Axis)) {
        name.kind = None;
    }
}

fn put(text: &str, marked: &Marked, axes: &Registry, words: Range<usize>, names: &mut Vec<Name>) {
    names.retain(|name| name.tokens.end <= words.start || words.end <= name.tokens.start);
    let ids = ids(axes, &text[marked.tokens.span(words.clone()).range()]);
    let at = names.partition_point(|name| name.tokens.start < words.start);
    let sentence = names.first().map_or(0, |name| name.sentence);
    names.insert(
        at,
        Name {
            extent: words.clone(),
            tokens: words,
            candidates: Vec::new(),
            axes: ids,
            kind: Some(Kind::Axis),
            sentence,
        },
    );
}
