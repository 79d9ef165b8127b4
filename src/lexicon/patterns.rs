//! Matches the word patterns of the lexicon against the tokens of a text.
//!
//! A pattern is words with single spaces between them. `stem*` stands for every word that begins so, `a|b` for either,
//! `word?` may be missing, `#` is a number and `..` is up to five words of any kind within the clause.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::classes::{Class, NO_CLASS, RoughSet, Tree, Word};
use crate::lexicon::elements::{Element, Written, beginnings};
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

/// A set of patterns, indexed by the classes of their first words.
#[derive(Clone)]
pub struct Patterns {
    tree: Tree,
    /// For each class the number of its opening. Most words begin nothing; so they cost one look at a small table.
    opening_of: Vec<u16>,
    /// The first one is of no pattern.
    openings: Vec<Opening>,
    /// The patterns, those of each opening together: the shortest first words first.
    patterns: Vec<Pattern>,
    elements: Vec<Element>,
}

/// The number of the opening of words that begin no pattern.
const NO_OPENING: u16 = 0;

/// The patterns that begin with the words of some classes.
#[derive(Clone, Default)]
struct Opening {
    patterns: Range<u32>,
    /// Whether one of them is the first word alone.
    has_word: bool,
    /// Whether one of them goes on.
    goes_on: bool,
    /// What can follow in those that go on: a quick no to all of them.
    next: Next,
}

#[derive(Clone)]
struct Pattern {
    entry: u32,
    /// What follows the first word; nothing in most patterns.
    rest: Range<u32>,
    next: Next,
}

/// What can follow the first word of a pattern.
#[derive(Debug, Clone, Copy, Default)]
struct Next {
    /// Right after it.
    beside: RoughSet,
    /// After a gap.
    beyond: RoughSet,
}

impl Next {
    fn of(rest: &[Element]) -> Next {
        match rest {
            [Element::Gap, beyond @ ..] => Next { beyond: beginnings(beyond), ..Next::default() },
            beside => Next { beside: beginnings(beside), ..Next::default() },
        }
    }

    fn or(self, other: Next) -> Next {
        Next { beside: self.beside.or(other.beside), beyond: self.beyond.or(other.beyond) }
    }

    fn meets(&self, other: &Next) -> bool {
        self.beside.meets(&other.beside) || self.beyond.meets(&other.beyond)
    }
}

/// The tokens of a text, with their classes.
#[derive(Clone, Copy)]
struct Text<'t> {
    tokens: &'t Tokens,
    classes: &'t [Class],
}

impl Patterns {
    /// Takes each pattern with the number of its entry, and `further` words that get a class of their own.
    ///
    /// # Errors
    /// At the first pattern that is empty or begins with something other than a word.
    pub fn of<'p, 'w>(
        patterns: impl IntoIterator<Item = (&'p str, u32)>,
        further: impl Iterator<Item = &'w str>,
    ) -> Result<Patterns, BadPattern> {
        let mut read: Vec<(Vec<Word>, Vec<Written>, u32)> = Vec::new();
        for (written, entry) in patterns {
            let mut elements = written.split(' ').filter(|part| !part.is_empty()).map(Written::read);
            let Some(Written::Words { any_of, is_optional: false }) = elements.next() else {
                let reason = "must begin with a word that may not be missing";
                return Err(BadPattern { pattern: written.to_string(), reason });
            };
            read.push((any_of, elements.collect(), entry));
        }
        let further: Vec<Word> = further.map(|word| Word::Whole(word.to_string())).collect();
        let in_patterns =
            read.iter().flat_map(|(first, rest, _)| first.iter().chain(rest.iter().flat_map(Written::words)));
        let tree = Tree::of(in_patterns.chain(&further));
        let mut made = Patterns {
            opening_of: Vec::with_capacity(tree.len()),
            openings: vec![Opening::default()],
            patterns: Vec::new(),
            elements: Vec::new(),
            tree,
        };
        let all: Vec<Pattern> = read.iter().map(|(_, rest, entry)| made.pattern(rest, *entry)).collect();
        made.open(&all, read.iter().map(|(first, ..)| first.as_slice()));
        Ok(made)
    }

    fn pattern(&mut self, rest: &[Written], entry: u32) -> Pattern {
        let begins = self.elements.len();
        self.elements.extend(rest.iter().map(|element| element.compiled(&self.tree)));
        let next = Next::of(&self.elements[begins..]);
        Pattern { entry, rest: begins as u32..self.elements.len() as u32, next }
    }

    /// Sorts the patterns by the classes of their first words; classes that begin the same ones share an opening.
    fn open<'f>(&mut self, all: &[Pattern], first_words: impl Iterator<Item = &'f [Word]>) {
        let mut by_class: Vec<Vec<(usize, bool, usize)>> = vec![Vec::new(); self.tree.len()];
        for (number, words) in first_words.enumerate() {
            for word in words {
                let rank = (word.text().len(), matches!(word, Word::Whole(_)), number);
                self.tree.classes(word).iter().for_each(|class| by_class[usize::from(class)].push(rank));
            }
        }
        let mut known: HashMap<Vec<usize>, u16> = HashMap::from([(Vec::new(), NO_OPENING)]);
        for mut opened in by_class {
            opened.sort();
            let numbers: Vec<usize> = opened.into_iter().map(|(.., number)| number).collect();
            let opening = *known.entry(numbers).or_insert_with_key(|numbers| {
                let begins = self.patterns.len();
                self.patterns.extend(numbers.iter().map(|number| all[*number].clone()));
                self.openings.push(Opening::of(&self.patterns, begins));
                (self.openings.len() - 1) as u16
            });
            self.opening_of.push(opening);
        }
    }

    /// The class of a word.
    pub(super) fn class(&self, word: &str) -> Class {
        self.tree.class(word)
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.tree.len()
    }

    /// The class of each token.
    pub(super) fn classes_of(&self, tokens: &Tokens) -> Vec<Class> {
        (0..tokens.len()).map(|at| self.tree.class(tokens.key(at))).collect()
    }

    /// Every match that begins within `range` and ends within it, by start; for each start and entry the longest.
    pub fn matches(&self, tokens: &Tokens, range: Range<usize>) -> Vec<Match> {
        let mut out: Vec<Match> = Vec::new();
        self.matches_into(tokens, &self.classes_of(tokens), range, &mut out);
        out
    }

    /// Appends what [`Patterns::matches`] finds; the classes are those of all tokens.
    pub(super) fn matches_into(&self, tokens: &Tokens, classes: &[Class], range: Range<usize>, out: &mut Vec<Match>) {
        let text = Text { tokens, classes };
        for start in range.clone() {
            let opening = self.opening_of[usize::from(classes[start])];
            if opening == NO_OPENING {
                continue;
            }
            let opening = &self.openings[usize::from(opening)];
            let rest = start + 1..range.end;
            let next = if opening.goes_on { text.next(rest.clone()) } else { Next::default() };
            if !opening.has_word && !opening.next.meets(&next) {
                continue;
            }
            let begins = out.len();
            for pattern in &self.patterns[opening.patterns.start as usize..opening.patterns.end as usize] {
                let end = if pattern.rest.is_empty() {
                    Some(start + 1)
                } else if pattern.next.meets(&next) {
                    let elements = &self.elements[pattern.rest.start as usize..pattern.rest.end as usize];
                    text.end_of(elements, rest.clone())
                } else {
                    None
                };
                let Some(end) = end else { continue };
                match out[begins..].iter_mut().find(|found| found.entry == pattern.entry) {
                    Some(found) => found.end = found.end.max(end),
                    None => out.push(Match { start, end, entry: pattern.entry }),
                }
            }
        }
    }
}

impl Opening {
    /// The opening of the patterns from `begins` on.
    fn of(patterns: &[Pattern], begins: usize) -> Opening {
        let goes_on = |pattern: &&Pattern| !pattern.rest.is_empty();
        let own = &patterns[begins..];
        Opening {
            patterns: begins as u32..patterns.len() as u32,
            has_word: !own.iter().all(|pattern| goes_on(&pattern)),
            goes_on: own.iter().any(|pattern| goes_on(&pattern)),
            next: own.iter().filter(goes_on).fold(Next::default(), |all, pattern| all.or(pattern.next)),
        }
    }
}

impl Text<'_> {
    /// What follows a first word: the classes right after it, and those that a gap can lead to.
    fn next(self, rest: Range<usize>) -> Next {
        let mut next = Next::default();
        let beside = self.skip_inner_marks(rest.clone());
        match self.tokens[..rest.end].get(beside) {
            Some(token) if token.shape == Shape::Number => next.beside = RoughSet::ALL,
            Some(_) => next.beside.insert(self.classes[beside]),
            None => next.beside = RoughSet::ALL,
        }
        next.beyond.insert(NO_CLASS);
        // A gap ends where the next word begins, or a hyphen or a line break before it.
        let reach = rest.start..rest.end.min(rest.start + GAP_WORDS + 2);
        self.classes[reach].iter().for_each(|class| next.beyond.insert(*class));
        next
    }

    /// The token after the last one that `elements` match from the start of `range` on; the shortest way through a gap.
    fn end_of(self, elements: &[Element], range: Range<usize>) -> Option<usize> {
        let Some((first, rest)) = elements.split_first() else { return Some(range.start) };
        match first {
            Element::Number => {
                let is_number = range.start < range.end && self.tokens[range.start].shape == Shape::Number;
                if is_number { self.end_of(rest, range.start + 1..range.end) } else { None }
            }
            Element::Words { any_of, is_optional } => {
                let at = self.skip_inner_marks(range.clone());
                let fits = at < range.end && any_of.iter().any(|classes| classes.has(self.classes[at]));
                let through = if fits { self.end_of(rest, at + 1..range.end) } else { None };
                through.or_else(|| if *is_optional { self.end_of(rest, range) } else { None })
            }
            Element::Gap => {
                for at in range.start..=range.start + GAP_WORDS {
                    if let Some(end) = self.end_of(rest, at..range.end) {
                        return Some(end);
                    }
                    if at >= range.end || !is_within_clause(&self.tokens[at]) {
                        return None;
                    }
                }
                None
            }
        }
    }

    /// Hyphens and single line breaks inside a phrase do not part its words.
    fn skip_inner_marks(self, range: Range<usize>) -> usize {
        let is_inner = |token: &Token| (token.is_dash() && token.is_glued) || token.shape == Shape::Break(1);
        if range.start < range.end && is_inner(&self.tokens[range.start]) { range.start + 1 } else { range.start }
    }
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
        let patterns = Patterns::of([(pattern, 7)], std::iter::empty()).expect("a pattern");
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
        assert!(Patterns::of([(".. attack", 1)], std::iter::empty()).is_err());
    }

    #[test]
    fn the_quick_no_is_never_wrong() {
        let written = [
            "repel* .. attack*|assault*",
            "direction of the? settlement*?",
            "cross border",
            "attack # times?",
            "the .. # attack",
            "attack*",
            "of the border",
        ];
        let patterns = Patterns::of(written.into_iter().zip(0..), std::iter::empty()).expect("patterns");
        let mut slow = patterns.clone();
        let anything = Next { beside: RoughSet::ALL, beyond: RoughSet::ALL };
        slow.openings.iter_mut().for_each(|opening| (opening.next, opening.goes_on) = (anything, true));
        slow.patterns.iter_mut().for_each(|pattern| pattern.next = anything);
        let words =
            "repel repelled attack attacks assault direction of the settlement cross border times 26 - , \n .. odd";
        let words: Vec<&str> = words.split(' ').collect();
        let mut seed = 7_u64;
        for _ in 0..2_000 {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                words[(seed >> 33) as usize % words.len()]
            };
            let text = (0..12).map(|_| next()).collect::<Vec<_>>().join(" ").replace(" - ", "-");
            let tokens = Tokens::of(&text);
            let all = 0..tokens.len();
            assert_eq!(patterns.matches(&tokens, all.clone()), slow.matches(&tokens, all), "{text}");
        }
    }
}
