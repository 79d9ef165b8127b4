//! Matches the word patterns of the lexicon against the tokens of a text.
//!
//! A pattern is words with single spaces between them. `stem*` stands for every word that begins so, `a|b` for either,
//! `word?` may be missing, `#` is a number and `..` is up to five words of any kind within the clause.

use std::ops::Range;

use crate::lexicon::trie::Trie;
use crate::text::{Shape, Token, Tokens};

/// Words that `..` may skip.
const GAP_WORDS: usize = 5;

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pattern {pattern:?} {reason}")]
pub struct BadPattern {
    /// As written.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// Where a pattern matched: its tokens and the entry it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// The number given with the pattern.
    pub entry: u32,
}

/// A set of patterns, indexed by their first words.
#[derive(Clone)]
pub struct Patterns {
    first_words: Trie,
    patterns: Vec<Pattern>,
}

#[derive(Clone)]
struct Pattern {
    entry: u32,
    /// Whether there is nothing after the first word: most patterns are one word.
    is_word: bool,
    /// The words that can come second: a quick no to most of the patterns that begin with a frequent word.
    seconds: Beginnings,
    elements: Vec<Element>,
}

/// A set of words by their first two bytes; it may also take a word for a member that is none.
#[derive(Clone, Copy)]
struct Beginnings([u64; 4]);

impl Beginnings {
    const ALL: Beginnings = Beginnings([u64::MAX; 4]);

    /// What the first of the elements can begin with.
    fn of(elements: &[Element]) -> Beginnings {
        let Some(Element::Words { any_of, is_optional: false }) = elements.first() else { return Beginnings::ALL };
        let mut set = Beginnings([0; 4]);
        for word in any_of {
            match word {
                Word::Stem(stem) if stem.len() < 2 => return Beginnings::ALL,
                Word::Whole(word) | Word::Stem(word) => {
                    let bit = Beginnings::bit(word);
                    set.0[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        set
    }

    fn bit(key: &str) -> usize {
        let byte = |at: usize| key.as_bytes().get(at).copied().unwrap_or(0);
        usize::from(byte(0).wrapping_mul(37) ^ byte(1))
    }

    fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Words { any_of: Vec<Word>, is_optional: bool },
    Number,
    Gap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Whole(String),
    Stem(String),
}

impl Word {
    fn fits(&self, key: &str) -> bool {
        match self {
            Word::Whole(word) => word == key,
            Word::Stem(stem) => key.starts_with(stem.as_str()),
        }
    }
}

impl Patterns {
    /// Takes each pattern with the number of its entry.
    ///
    /// # Errors
    /// At the first pattern that is empty or begins with something other than a word.
    pub fn of<'p>(patterns: impl IntoIterator<Item = (&'p str, u32)>) -> Result<Patterns, BadPattern> {
        let mut read: Vec<(Vec<Element>, u32)> = Vec::new();
        for (written, entry) in patterns {
            let elements: Vec<Element> = written.split(' ').filter(|part| !part.is_empty()).map(element).collect();
            let Some(Element::Words { is_optional: false, .. }) = elements.first() else {
                let reason = "must begin with a word that may not be missing";
                return Err(BadPattern { pattern: written.to_string(), reason });
            };
            read.push((elements, entry));
        }
        let first_words = read.iter().zip(0..).flat_map(|((elements, _), number)| {
            let any_of = match &elements[0] {
                Element::Words { any_of, .. } => any_of.as_slice(),
                Element::Number | Element::Gap => &[],
            };
            any_of.iter().map(move |word| match word {
                Word::Whole(word) => (word.as_str(), false, number),
                Word::Stem(stem) => (stem.as_str(), true, number),
            })
        });
        let first_words = Trie::of(first_words);
        let patterns = read.into_iter().map(|(elements, entry)| {
            let (is_word, seconds) = (elements.len() == 1, Beginnings::of(&elements[1..]));
            Pattern { entry, is_word, seconds, elements }
        });
        Ok(Patterns { first_words, patterns: patterns.collect() })
    }

    /// Every match that begins within `range` and ends within it, by start; for each start and entry the longest.
    pub fn matches(&self, tokens: &Tokens, range: Range<usize>) -> Vec<Match> {
        let mut out: Vec<Match> = Vec::new();
        self.matches_into(tokens, range, &mut out);
        out
    }

    /// Appends what [`Patterns::matches`] finds.
    pub(super) fn matches_into(&self, tokens: &Tokens, range: Range<usize>, out: &mut Vec<Match>) {
        for start in range.clone() {
            let begins = out.len();
            let rest = start + 1..range.end;
            self.first_words.visit(tokens.key(start), &mut |pattern| {
                let pattern = &self.patterns[pattern as usize];
                let end = if pattern.is_word { Some(start + 1) } else { pattern.end(tokens, rest.clone()) };
                let Some(end) = end else { return };
                match out[begins..].iter_mut().find(|found| found.entry == pattern.entry) {
                    Some(found) => found.end = found.end.max(end),
                    None => out.push(Match { start, end, entry: pattern.entry }),
                }
            });
        }
    }
}

impl Pattern {
    /// The token after the last one of a match that goes on with `rest` after the first word.
    fn end(&self, tokens: &Tokens, rest: Range<usize>) -> Option<usize> {
        let at = skip_inner_marks(tokens, rest.clone());
        let bit = if at < rest.end { Beginnings::bit(tokens.key(at)) } else { 0 };
        if self.seconds.has(bit) { end_of(&self.elements[1..], tokens, rest) } else { None }
    }
}

fn element(part: &str) -> Element {
    match part {
        "#" => return Element::Number,
        ".." => return Element::Gap,
        _ => {}
    }
    let (part, is_optional) = part.strip_suffix('?').map_or((part, false), |part| (part, true));
    let any_of = part
        .split('|')
        .map(|word| match word.strip_suffix('*') {
            Some(stem) => Word::Stem(stem.to_string()),
            None => Word::Whole(word.to_string()),
        })
        .collect();
    Element::Words { any_of, is_optional }
}

/// The token after the last one that `elements` match from the start of `range` on; the shortest way through a gap.
fn end_of(elements: &[Element], tokens: &Tokens, range: Range<usize>) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(range.start) };
    match first {
        Element::Number => {
            let is_number = range.start < range.end && tokens[range.start].shape == Shape::Number;
            if is_number { end_of(rest, tokens, range.start + 1..range.end) } else { None }
        }
        Element::Words { any_of, is_optional } => {
            let at = skip_inner_marks(tokens, range.clone());
            let fits = at < range.end && any_of.iter().any(|word| word.fits(tokens.key(at)));
            let through = if fits { end_of(rest, tokens, at + 1..range.end) } else { None };
            through.or_else(|| if *is_optional { end_of(rest, tokens, range) } else { None })
        }
        Element::Gap => {
            for at in range.start..=range.start + GAP_WORDS {
                if let Some(end) = end_of(rest, tokens, at..range.end) {
                    return Some(end);
                }
                if at >= range.end || !is_within_clause(&tokens[at]) {
                    return None;
                }
            }
            None
        }
    }
}

/// Hyphens and single line breaks inside a phrase do not part its words.
fn skip_inner_marks(tokens: &Tokens, range: Range<usize>) -> usize {
    let is_inner = |token: &Token| (token.is_dash() && token.is_glued) || token.shape == Shape::Break(1);
    if range.start < range.end && is_inner(&tokens[range.start]) { range.start + 1 } else { range.start }
}

fn is_within_clause(token: &Token) -> bool {
    match token.shape {
        Shape::Word(_) | Shape::Number => true,
        Shape::Mark(mark) => !matches!(mark, '.' | ';' | ':' | ',' | '!' | '?' | '—' | '–' | '(' | ')'),
        Shape::Break(lines) => lines == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: &[&str]) {
        let patterns = Patterns::of([(pattern, 7)]).expect("a pattern");
        let tokens = Tokens::of(text);
        let found: Vec<&str> = patterns
            .matches(&tokens, 0..tokens.len())
            .into_iter()
            .map(|found| &text[tokens.span(found.start..found.end).range()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_stem_stands_for_every_word_that_begins_so() {
        check("repel*", "They repelled it, repelling all; the appeal failed.", &["repelled", "repelling"]);
    }

    #[test]
    fn a_whole_word_is_not_a_beginning() {
        check("hit", "It hit. White hitting.", &["hit"]);
    }

    #[test]
    fn a_gap_stays_within_its_clause() {
        check(
            "repel* .. attack*|assault*",
            "repelled 26 fierce assaults; repelled it, attack",
            &["repelled 26 fierce assaults"],
        );
    }

    #[test]
    fn a_word_that_may_be_missing_may_be_missing() {
        check(
            "direction of the? settlement*?",
            "direction of Nyzhnie, direction of the settlement",
            &["direction of", "direction of the settlement"],
        );
    }

    #[test]
    fn a_hyphen_inside_a_phrase_does_not_part_it() {
        check("cross border", "a cross-border raid", &["cross-border"]);
    }

    #[test]
    fn a_pattern_that_begins_with_a_gap_is_refused() {
        assert!(Patterns::of([(".. attack", 1)]).is_err());
    }
}
