//! A text with the words marked that mean something.

use std::ops::Range;

use crate::lexicon::{Class, Lexicon, Sense, Small};
use crate::text::{Sentence, Tokens, sentences};

/// A word or phrase and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// What it means.
    pub sense: Sense,
}

/// A text cut into words and sentences, with its marks.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The words.
    pub tokens: Tokens,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// For each token its class.
    classes: Vec<Class>,
    marks: Vec<Mark>,
    /// For each token the number of the first mark that begins at it or later; one more for the end.
    firsts: Vec<u32>,
    /// For each token whether a mark ends just before it; one more for the end.
    ends: Vec<bool>,
}

impl Marked {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Marked {
        let tokens = Tokens::of(text);
        let sentences = sentences(&tokens, &|word| lexicon.abbreviations.contains(word));
        let classes = lexicon.patterns.classes_of(&tokens);
        // A word has about one; the list is too long to be moved for the last of them.
        let mut marks = Vec::with_capacity(tokens.len() + tokens.len() / 4);
        for sentence in &sentences {
            lexicon.patterns.marks_into(&tokens, &classes, sentence.tokens.clone(), &mut marks);
        }
        let firsts = firsts(&marks, tokens.len());
        let mut ends = vec![false; tokens.len() + 1];
        marks.iter().for_each(|mark| ends[mark.end] = true);
        Marked { tokens, sentences, classes, marks, firsts, ends }
    }

    /// The marks that begin within `range`, by start.
    pub fn marks(&self, range: Range<usize>) -> &[Mark] {
        let number = |token: usize| self.firsts[token.min(self.firsts.len() - 1)] as usize;
        let first = number(range.start);
        &self.marks[first..number(range.end).max(first)]
    }

    /// The class of a token: the same for all words that are the same to the lexicon. A word that the lexicon or its
    /// further words name has one of its own.
    pub fn class(&self, token: usize) -> Class {
        self.classes[token]
    }

    /// The marks that begin at a token.
    pub fn at(&self, token: usize) -> &[Mark] {
        self.marks(token..token + 1)
    }

    /// Whether a small word of that use begins at a token.
    pub fn is_small(&self, token: usize, small: Small) -> bool {
        self.at(token).iter().any(|mark| matches!(mark.sense, Sense::Small(other) if other == small))
    }

    /// The longest mark of those senses that ends just before `token`, within reach of eight words.
    pub fn ending_at(&self, token: usize, is_wanted: impl Fn(Sense) -> bool) -> Option<Mark> {
        if self.ends.get(token) != Some(&true) {
            return None;
        }
        let reach = token.saturating_sub(8)..token;
        self.marks(reach).iter().copied().find(|mark| mark.end == token && is_wanted(mark.sense))
    }
}

fn firsts(marks: &[Mark], tokens: usize) -> Vec<u32> {
    let mut firsts = Vec::with_capacity(tokens + 1);
    for (mark, number) in marks.iter().zip(0..) {
        firsts.resize(firsts.len().max(mark.start + 1), number);
    }
    firsts.resize(tokens + 1, marks.len() as u32);
    firsts
}
