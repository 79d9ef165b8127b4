//! Walks the gazetteer's names from every capitalised word.

use std::collections::HashSet;
use std::ops::Range;

use crate::gazetteer::{Gazetteer, Walk};
use crate::lexicon::{Marked, Sense};
use crate::recognise::{Name, seldom};
use crate::text::{Capitals, Shape, Token, Tokens, fold};

/// Words of the longest names.
const MOST_WORDS: usize = 6;
/// Letters of the shortest word that is a whole name by itself.
const FEWEST_LETTERS: usize = 3;

/// The words that a text writes small, gathered when first asked for.
#[derive(Default)]
pub(super) struct SmallWords<'m> {
    /// A bit for each word, shared by few others: a quick no to most words that are asked for.
    bits: Vec<u64>,
    words: Option<HashSet<&'m str>>,
}

impl<'m> SmallWords<'m> {
    const BITS: usize = 1 << 16;

    fn has(&mut self, marked: &'m Marked, key: &str) -> bool {
        let tokens = &marked.tokens;
        let is_small = |at: &usize| tokens[*at].shape == Shape::Word(Capitals::Lower);
        let small = (0..tokens.len()).filter(is_small).map(|at| tokens.key(at));
        if self.bits.is_empty() {
            self.bits.resize(Self::BITS / 64, 0);
            for bit in small.clone().map(Self::bit) {
                self.bits[bit / 64] |= 1 << (bit % 64);
            }
        }
        let bit = Self::bit(key);
        let may_have = self.bits[bit / 64] >> (bit % 64) & 1 == 1;
        may_have && self.words.get_or_insert_with(|| small.collect()).contains(key)
    }

    fn bit(word: &str) -> usize {
        let hash = word.bytes().fold(0_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x9e37_79b1));
        (hash >> 16) as usize
    }
}

/// The names that begin in a sentence; the longest at each word, none overlapping.
pub(super) fn in_sentence<'m>(
    text: &str,
    marked: &'m Marked,
    gazetteer: &Gazetteer,
    sentence: Range<usize>,
    small: &mut SmallWords<'m>,
) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let mut at = sentence.start;
    let mut key = String::new();
    while at < sentence.end {
        let found = if can_begin(marked, at) {
            longest(text, marked, gazetteer, at..wrapped_end(marked, sentence.end), &mut key)
        } else {
            None
        };
        let Some((end, walk)) = found else {
            at += 1;
            continue;
        };
        let tokens = at..end;
        // At the start of a sentence a capital says nothing: a word that means something else, or that the text also
        // writes small, is an ordinary one.
        let is_ordinary = tokens.len() == 1
            && at == sentence.start
            && (marked.at(at).iter().any(|mark| is_common(mark.sense)) || small.has(marked, marked.tokens.key(at)));
        let is_everyday = tokens.len() == 1 && seldom::is_everyday(marked, &sentence, at);
        if !is_ordinary && !is_everyday && !is_person(marked, gazetteer, text, sentence.start, &tokens) {
            let (extent, candidates) = (tokens.clone(), walk.candidates().collect());
            out.push(Name { tokens, extent, candidates, axes: Vec::new(), kind: None, sentence: 0 });
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// Where a name that begins in a sentence may end: a line that ends a sentence may have cut a name in two.
fn wrapped_end(marked: &Marked, end: usize) -> usize {
    let goes_on = marked.tokens.get(end).is_some_and(|token| token.shape == Shape::Break(1))
        && marked.tokens.get(end + 1).is_some_and(|token| token.is_capitalised());
    if goes_on { end + 2 } else { end }
}

fn can_begin(marked: &Marked, at: usize) -> bool {
    marked.tokens[at].is_capitalised()
}

/// The token after the longest name that begins at the range's start, with the walk to that name.
fn longest<'g>(
    text: &str,
    marked: &Marked,
    gazetteer: &'g Gazetteer,
    range: Range<usize>,
    key: &mut String,
) -> Option<(usize, Walk<'g>)> {
    let tokens = &marked.tokens;
    let mut best = abbreviation(text, marked, gazetteer, range.clone(), key);
    let mut walk = gazetteer.walk();
    let mut at = range.start;
    for _ in 0..MOST_WORDS {
        let word_end = word_end(tokens, at, range.end);
        key.clear();
        fold::push_key(&text[tokens.span(at..word_end).range()], key);
        if key.is_empty() || !walk.step(key) {
            break;
        }
        let is_worded = word_end > range.start + 1 || tokens.key(at).chars().count() >= FEWEST_LETTERS;
        // "Luhansk People" of "People's Republic" is half a name: a whole shorter one is better.
        let is_better = || best.is_none_or(|(_, known): (usize, Walk)| is_half(&known) || !is_half(&walk));
        if is_worded && walk.is_name() && is_better() {
            best = Some((word_end, walk));
        }
        let Some(next) = next_word(tokens, word_end, range.end) else { break };
        at = next;
    }
    best.filter(|(end, _)| !is_denied(marked, range.start, *end))
}

/// Whether a name means a place only beside its noun.
fn is_half(name: &Walk) -> bool {
    name.candidates().all(|candidate| candidate.needs_noun)
}

/// "US", "U.S.", «ДНР»: capitals that name a place only when they are written as capitals.
fn abbreviation<'g>(
    text: &str,
    marked: &Marked,
    gazetteer: &'g Gazetteer,
    range: Range<usize>,
    key: &mut String,
) -> Option<(usize, Walk<'g>)> {
    let end = word_end(&marked.tokens, range.start, range.end);
    let is_loud = marked.tokens[range.start].shape == Shape::Word(Capitals::All) || end > range.start + 1;
    key.clear();
    if !is_loud || !fold::push_abbreviation(&text[marked.tokens.span(range.start..end).range()], key) {
        return None;
    }
    let mut walk = gazetteer.walk();
    (walk.step(key) && walk.is_name()).then_some((end, walk))
}

/// The token after a word; the letters of an abbreviation with full stops ("U.S.") are one word.
fn word_end(tokens: &Tokens, at: usize, end: usize) -> usize {
    let is_letter = |at: usize| at < end && tokens[at].is_capitalised() && tokens[at].span().range().len() <= 2;
    let is_stop = |at: usize| at < end && tokens[at].is_mark('.') && tokens[at].is_glued;
    let mut last = at + 1;
    while is_letter(last - 1) && is_stop(last) && is_letter(last + 1) && tokens[last + 1].is_glued {
        last += 2;
    }
    if last > at + 1 && is_stop(last) { last + 1 } else { last }
}

/// The word after `at` that may go on with the name: across a space, one line break or a glued hyphen.
fn next_word(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    let is_joint = |token: &Token| (token.is_dash() && token.is_glued) || token.shape == Shape::Break(1);
    let next = if at < end && is_joint(&tokens[at]) { at + 1 } else { at };
    let goes_on = next < end && matches!(tokens[next].shape, Shape::Word(_) | Shape::Number);
    goes_on.then_some(next)
}

fn is_denied(marked: &Marked, start: usize, end: usize) -> bool {
    marked.at(start).iter().any(|mark| mark.sense == Sense::NotPlace && mark.end >= end)
}

/// A single word is a person's name after a given name, a title, an initial or a capitalised word that is no place and
/// no known word; and a given name is one itself when a surname follows.
fn is_person(marked: &Marked, gazetteer: &Gazetteer, text: &str, sentence_start: usize, words: &Range<usize>) -> bool {
    let tokens = &marked.tokens;
    if words.len() > 1 {
        return false;
    }
    let is_marked = |at: usize, sense: Sense| marked.at(at).iter().any(|mark| mark.sense == sense);
    let is_surname_next = tokens.get(words.end).is_some_and(|next| next.is_capitalised());
    if is_marked(words.start, Sense::GivenName) && is_surname_next {
        return true;
    }
    if words.start <= sentence_start {
        return false;
    }
    let before = words.start - 1;
    let is_initial = |at: usize| tokens[at].is_capitalised() && tokens.key(at).chars().count() == 1;
    if tokens[before].is_mark('.') {
        let is_after_initial = before > sentence_start && is_initial(before - 1);
        let is_abbreviation =
            before >= 2 + sentence_start && tokens[before - 2].is_mark('.') && tokens[before - 1].is_glued;
        return is_after_initial && !is_abbreviation;
    }
    if marked.ending_at(words.start, |sense| matches!(sense, Sense::GivenName | Sense::Title)).is_some()
        && !tokens[words.start].is_glued
    {
        return true;
    }
    let is_name_like = tokens[before].shape == Shape::Word(Capitals::First) && !tokens[words.start].is_glued;
    if !is_name_like || before == sentence_start {
        return false;
    }
    let is_known =
        marked.marks(sentence_start..words.start).iter().any(|mark| mark.end > before && is_telling(mark.sense));
    let mut key = String::new();
    fold::push_key(&text[tokens[before].span().range()], &mut key);
    let mut walk = gazetteer.walk();
    let is_place = walk.step(&key) && walk.is_name();
    !is_known && !is_place
}

/// Whether a marked word speaks against its being a given name.
fn is_telling(sense: Sense) -> bool {
    !matches!(sense, Sense::NotPlace | Sense::SeldomPlace)
}

/// What an ordinary word at the start of a sentence means.
fn is_common(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Continuation
            | Sense::Relation(_)
            | Sense::Coordinator
            | Sense::Negated
            | Sense::Hypothetical
            | Sense::Planned
            | Sense::Background
            | Sense::Anaphor(_)
            | Sense::EventAnaphor
            | Sense::Person
            | Sense::Counted(_)
            | Sense::Trigger(_)
            | Sense::Head(_)
    )
}
