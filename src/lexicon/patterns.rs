//! Matches the word patterns of the lexicon against the tokens of a text.
//!
//! A pattern is words with single spaces between them. `stem*` stands for every word that begins so, `a|b` for either,
//! `word?` may be missing, `#` is a number and `..` is up to five words of any kind within the clause.

use std::ops::Range;

use crate::lexicon::classes::{Class, Classes, NO_CLASS, RoughSet, Tree, Word};
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
    /// For each class the patterns that begin with its words.
    openings: Vec<Opening>,
    /// The patterns, those of each opening together: the shortest first words first.
    patterns: Vec<Pattern>,
    elements: Vec<Element>,
}

/// The patterns that begin with the words of one class.
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

/// The classes of the words that the elements can begin with.
fn beginnings(elements: &[Element]) -> RoughSet {
    let mut set = RoughSet::default();
    for element in elements {
        let Element::Words { any_of, is_optional } = element else { return RoughSet::ALL };
        any_of.iter().flat_map(|classes| classes.iter()).for_each(|class| set.insert(class));
        if !is_optional {
            return set;
        }
    }
    RoughSet::ALL
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Words { any_of: Vec<Classes>, is_optional: bool },
    Number,
    Gap,
}

/// An element with its words as written.
enum Written {
    Words { any_of: Vec<Word>, is_optional: bool },
    Number,
    Gap,
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
            let mut elements = written.split(' ').filter(|part| !part.is_empty()).map(element);
            let Some(Written::Words { any_of, is_optional: false }) = elements.next() else {
                let reason = "must begin with a word that may not be missing";
                return Err(BadPattern { pattern: written.to_string(), reason });
            };
            read.push((any_of, elements.collect(), entry));
        }
        let further: Vec<Word> = further.map(|word| Word::Whole(word.to_string())).collect();
        let in_patterns = read.iter().flat_map(|(first, rest, _)| first.iter().chain(rest.iter().flat_map(words)));
        let tree = Tree::of(in_patterns.chain(&further));
        let mut elements = Vec::new();
        let mut by_class: Vec<Vec<(&Word, Pattern)>> = vec![Vec::new(); tree.len()];
        for (first, rest, entry) in &read {
            let begins = elements.len();
            elements.extend(rest.iter().map(|element| element.compiled(&tree)));
            let next = Next::of(&elements[begins..]);
            let pattern = Pattern { entry: *entry, rest: begins as u32..elements.len() as u32, next };
            for word in first {
                tree.classes(word).iter().for_each(|class| by_class[class as usize].push((word, pattern.clone())));
            }
        }
        let (mut openings, mut patterns) = (Vec::with_capacity(tree.len()), Vec::new());
        for mut opened in by_class {
            opened.sort_by_key(|(word, _)| (word.text().len(), matches!(word, Word::Whole(_))));
            let begins = patterns.len();
            patterns.extend(opened.into_iter().map(|(_, pattern)| pattern));
            openings.push(Opening::of(&patterns, begins));
        }
        Ok(Patterns { tree, openings, patterns, elements })
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
            let opening = &self.openings[classes[start] as usize];
            if opening.patterns.is_empty() {
                continue;
            }
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

impl Written {
    fn compiled(&self, tree: &Tree) -> Element {
        match self {
            Written::Words { any_of, is_optional } => Element::Words {
                any_of: any_of.iter().map(|word| tree.classes(word)).collect(),
                is_optional: *is_optional,
            },
            Written::Number => Element::Number,
            Written::Gap => Element::Gap,
        }
    }
}

/// The words of an element.
fn words(element: &Written) -> &[Word] {
    match element {
        Written::Words { any_of, .. } => any_of,
        Written::Number | Written::Gap => &[],
    }
}

fn element(part: &str) -> Written {
    match part {
        "#" => return Written::Number,
        ".." => return Written::Gap,
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
    Written::Words { any_of, is_optional }
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
}
