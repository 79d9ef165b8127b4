//! A text with the words marked that mean something.

use std::ops::Range;

use crate::lexicon::{Lexicon, Sense};
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
    marks: Vec<Mark>,
}

impl Marked {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Marked {
        let tokens = Tokens::of(text);
        let sentences = sentences(&tokens, &|word| lexicon.abbreviations.contains(word));
        let mut marks = Vec::new();
        for sentence in &sentences {
            let matches = lexicon.patterns.matches(&tokens, sentence.tokens.clone());
            marks.extend(matches.into_iter().map(|found| Mark {
                start: found.start,
                end: found.end,
                sense: lexicon.senses[found.entry as usize],
            }));
        }
        Marked { tokens, sentences, marks }
    }

    /// The marks that begin within `range`, by start.
    pub fn marks(&self, range: Range<usize>) -> &[Mark] {
        let first = self.marks.partition_point(|mark| mark.start < range.start);
        let last = self.marks.partition_point(|mark| mark.start < range.end);
        &self.marks[first..last.max(first)]
    }

    /// The marks that begin at a token.
    pub fn at(&self, token: usize) -> &[Mark] {
        self.marks(token..token + 1)
    }

    /// The longest mark of those senses that ends just before `token`, within reach of eight words.
    pub fn ending_at(&self, token: usize, is_wanted: impl Fn(Sense) -> bool) -> Option<Mark> {
        let reach = token.saturating_sub(8)..token;
        self.marks(reach).iter().copied().find(|mark| mark.end == token && is_wanted(mark.sense))
    }
}
