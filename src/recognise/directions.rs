//! Finds the axes of attack a text names: "the Kupiansk and Lyman directions", «на Бахмутському напрямку».

use std::ops::Range;

use crate::axes::Registry;
use crate::lexicon::{Marked, Sense, Small};
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

/// Adds the axes of which a briefing that has named some leaves the noun out: «На Лиманському – 16 атак».
pub(super) fn add_bare(text: &str, marked: &Marked, axes: &Registry, names: &mut Vec<Name>) {
    if !names.iter().any(|name| name.kind == Some(Kind::Axis)) {
        return;
    }
    for sentence in &marked.sentences {
        let tokens = sentence.tokens.clone();
        let Some(first) = tokens.clone().find(|at| marked.tokens[*at].is_word()) else { continue };
        let at = first + 1;
        // «На Південно-Слобожанському»: the words that the hyphen joins are one.
        let mut end = at + 1;
        while end + 1 < tokens.end && marked.tokens[end].is_dash() && marked.tokens[end].is_glued {
            end += 2;
        }
        let is_bare = at < tokens.end
            && marked.is_small(first, Small::In)
            && marked.tokens[at].is_capitalised()
            && LOCATIVE.iter().any(|ending| marked.tokens.key(end - 1).ends_with(ending))
            && marked.tokens.get(end).is_none_or(|next| !next.is_capitalised());
        let is_named = names.iter().any(|name| name.tokens.contains(&at) && name.kind.is_some());
        if is_bare && !is_named && !ids(axes, &text[marked.tokens.span(at..end).range()]).is_empty() {
            put(text, marked, axes, at..end, names);
        }
    }
}

/// Endings of the adjective in "on the … axis".
const LOCATIVE: [&str; 4] = ["ському", "цькому", "ском", "цком"];

fn ids(axes: &Registry, words: &str) -> Vec<String> {
    axes.named(words).into_iter().map(|axis| axis.id.clone()).collect()
}

/// The words right before `end` that name an axis: two where two do, else one.
fn axis_before(text: &str, marked: &Marked, axes: &Registry, start: usize, end: usize) -> Option<Range<usize>> {
    let mut first = end;
    let mut best = None;
    for _ in 0..3 {
        let Some(before) = previous_word(marked, start, first) else { break };
        first = before;
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
    let sentence = marked.sentences.partition_point(|sentence| sentence.tokens.end <= words.start);
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
