//! Matches the word patterns of the lexicon against the tokens of a text.
//!
//! A pattern is words with single spaces between them. `stem*` stands for every word that begins so, `a|b` for either,
//! `word?` may be missing, `#` is a number and `..` is up to five words of any kind within the clause.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::classes::{Class, NO_CLASS, RoughSet, Tree, Word};
use crate::lexicon::elements::{Element, Written, beginnings, compiled, seconds};
use crate::lexicon::{Mark, Sense};
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
    /// For each class whether its words may stand behind the first word of a trigger.
    is_inner: Vec<bool>,
}

/// The number of the opening of words that begin no pattern.
const NO_OPENING: u16 = 0;

/// The patterns that begin with the words of some classes.
#[derive(Clone, Default)]
struct Opening {
    patterns: Range<u32>,
    /// What the first word alone means: all that is found where no pattern goes on.
    words: Vec<Sense>,
    /// What can follow right after the first word: a quick no to all patterns that go on.
    beside: RoughSet,
    /// The same after a gap.
    beyond: RoughSet,
}

#[derive(Clone)]
struct Pattern {
    sense: Sense,
    /// What follows the first word; nothing in most patterns.
    rest: Range<u32>,
    next: Next,
}

/// What can follow the first word of a pattern: a quick no to most of them.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// The pattern is the first word alone.
    Nothing,
    /// Right after it, and after that.
    Beside(RoughSet, RoughSet),
    /// After a gap.
    Beyond(RoughSet),
}

impl Next {
    fn of(rest: &[Element]) -> Next {
        match rest {
            [] => Next::Nothing,
            [Element::Gap { beyond }, ..] => Next::Beyond(*beyond),
            beside => Next::Beside(beginnings(beside), seconds(beside)),
        }
    }
}

/// What follows a word of a text.
struct Following {
    /// The word.
    start: usize,
    /// The tokens.
    rest: Range<usize>,
    /// The next word.
    next: usize,
    /// Its class.
    beside: Class,
    /// The classes that a gap can lead to.
    beyond: RoughSet,
}

/// The tokens of a text, with their classes.
#[derive(Clone, Copy)]
struct Text<'t> {
    tokens: &'t [Token],
    classes: &'t [Class],
}

impl Patterns {
    /// Takes each pattern with what it means, and `further` words that get a class of their own.
    ///
    /// # Errors
    /// At the first pattern that is empty or begins with something other than a word.
    pub fn of<'p>(
        patterns: impl IntoIterator<Item = (&'p str, Sense)>,
        further: impl Iterator<Item = String>,
    ) -> Result<Patterns, BadPattern> {
        let mut read: Vec<(Vec<Word>, Vec<Written>, Sense)> = Vec::new();
        for (written, sense) in patterns {
            let mut elements = written.split(' ').filter(|part| !part.is_empty()).map(Written::read);
            let Some(Written::Words { any_of, is_optional: false }) = elements.next() else {
                let reason = "must begin with a word that may not be missing";
                return Err(BadPattern { pattern: written.to_string(), reason });
            };
            read.push((any_of, elements.collect(), sense));
        }
        let further: Vec<Word> = further.map(Word::Whole).collect();
        let in_patterns =
            read.iter().flat_map(|(first, rest, _)| first.iter().chain(rest.iter().flat_map(Written::words)));
        let tree = Tree::of(in_patterns.chain(&further));
        let mut made = Patterns {
            opening_of: Vec::with_capacity(tree.len()),
            openings: vec![Opening::default()],
            patterns: Vec::new(),
            elements: Vec::new(),
            is_inner: vec![false; tree.len()],
            tree,
        };
        let all: Vec<Pattern> = read.iter().map(|(_, rest, sense)| made.pattern(rest, *sense)).collect();
        made.open(&all, read.iter().map(|(first, ..)| first.as_slice()));
        Ok(made)
    }

    /// The same with words that may stand behind the first word of any trigger; they are among the further ones.
    pub(super) fn with_inner(mut self, words: &[String]) -> Patterns {
        for word in words {
            let class = usize::from(self.class(word));
            self.is_inner[class] = true;
        }
        self
    }

    fn pattern(&mut self, rest: &[Written], sense: Sense) -> Pattern {
        let begins = self.elements.len();
        self.elements.extend(compiled(rest, &self.tree));
        let next = Next::of(&self.elements[begins..]);
        Pattern { sense, rest: begins as u32..self.elements.len() as u32, next }
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
        self.tree.class(word.as_bytes())
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.tree.len()
    }

    /// The class of each token.
    pub(super) fn classes_of(&self, tokens: &Tokens) -> Vec<Class> {
        tokens.iter().map(|token| self.tree.class(tokens.bytes_of(token))).collect()
    }

    /// Appends a mark for every match that begins within `range` and ends within it, by start; for each start and sense
    /// the longest. The classes are those of all tokens.
    pub(super) fn marks_into(&self, tokens: &Tokens, classes: &[Class], range: Range<usize>, out: &mut Vec<Mark>) {
        let text = Text { tokens, classes };
        for start in range.clone() {
            let opening = self.opening_of[usize::from(classes[start])];
            if opening == NO_OPENING {
                continue;
            }
            let opening = &self.openings[usize::from(opening)];
            match text.following(start, start + 1..range.end, opening) {
                Some(following) => self.longest_into(text, opening, &following, out),
                None => out.extend(opening.words.iter().map(|sense| Mark { start, end: start + 1, sense: *sense })),
            }
            // "Shells had landed".
            if start + 1 < range.end
                && self.is_inner[usize::from(classes[start + 1])]
                && let Some(following) = text.following(start, start + 2..range.end, opening)
            {
                self.longest_into(text, opening, &following, out);
            }
        }
    }

    /// Appends what the patterns of an opening match. Behind an inner word only triggers go on.
    fn longest_into(&self, text: Text<'_>, opening: &Opening, following: &Following, out: &mut Vec<Mark>) {
        let (start, rest) = (following.start, &following.rest);
        let begins = out.iter().rposition(|mark| mark.start < start).map_or(0, |before| before + 1);
        let is_beside = rest.start == start + 1;
        let after_next = text.word(following.next + 1, rest.end);
        for pattern in &self.patterns[opening.patterns.start as usize..opening.patterns.end as usize] {
            let goes_on = match &pattern.next {
                Next::Nothing => false,
                Next::Beside(first, second) => first.may_have(following.beside) && second.may_have(after_next),
                Next::Beyond(set) => is_beside && set.meets(&following.beyond),
            };
            let end = if goes_on && (is_beside || matches!(pattern.sense, Sense::Trigger(_))) {
                let elements = &self.elements[pattern.rest.start as usize..pattern.rest.end as usize];
                text.end_of(elements, rest.start, rest.end)
            } else {
                (is_beside && pattern.rest.is_empty()).then_some(rest.start)
            };
            let Some(end) = end else { continue };
            match out[begins..].iter_mut().find(|found| found.sense == pattern.sense) {
                Some(found) => found.end = found.end.max(end),
                None => out.push(Mark { start, end, sense: pattern.sense }),
            }
        }
    }
}

impl Opening {
    /// The opening of the patterns from `begins` on.
    fn of(patterns: &[Pattern], begins: usize) -> Opening {
        let mut opening = Opening { patterns: begins as u32..patterns.len() as u32, ..Opening::default() };
        for pattern in &patterns[begins..] {
            match &pattern.next {
                Next::Nothing if opening.words.contains(&pattern.sense) => {}
                Next::Nothing => opening.words.push(pattern.sense),
                Next::Beside(first, _) => opening.beside.add(first),
                Next::Beyond(set) => opening.beyond.add(set),
            }
        }
        opening
    }
}

impl Text<'_> {
    /// What follows the first word of an opening's patterns; none where no pattern goes on.
    #[inline(always)]
    fn following(self, start: usize, rest: Range<usize>, opening: &Opening) -> Option<Following> {
        let next = self.skip_inner_marks(rest.start, rest.end);
        let beside = self.class(next, rest.end);
        let beyond = if opening.beyond.is_empty() { RoughSet::default() } else { self.beyond(&rest) };
        let goes_on = opening.beside.may_have(beside) || opening.beyond.meets(&beyond);
        goes_on.then_some(Following { start, next, beside, beyond, rest })
    }

    /// The classes that a gap at the start of `range` can lead to.
    fn beyond(self, range: &Range<usize>) -> RoughSet {
        let mut beyond = RoughSet::default();
        beyond.insert(NO_CLASS);
        let mut reach = range.start..range.end.min(range.start + GAP_WORDS);
        let last = reach.find(|at| !is_within_clause(&self.tokens[*at])).unwrap_or(reach.end);
        // A gap ends where the next word begins, or a hyphen or a line break before it.
        let reach = range.start..range.end.min(last + 2);
        self.classes[reach].iter().for_each(|class| beyond.insert(*class));
        beyond
    }

    /// The class of the word that the tokens begin with.
    #[inline(always)]
    fn word(self, at: usize, end: usize) -> Class {
        self.class(self.skip_inner_marks(at, end), end)
    }

    /// The class of a token; at the end that of the words that fit nothing. A pattern that needs no word there asks with
    /// the set of all classes.
    #[inline(always)]
    fn class(self, at: usize, end: usize) -> Class {
        if at < end { self.classes[at] } else { NO_CLASS }
    }

    /// The token after the last one that `elements` match from `at` on; the shortest way through a gap.
    fn end_of(self, elements: &[Element], mut at: usize, end: usize) -> Option<usize> {
        for (number, element) in elements.iter().enumerate() {
            let rest = &elements[number + 1..];
            match element {
                Element::Number if at < end && self.tokens[at].shape == Shape::Number => at += 1,
                Element::Number => return None,
                Element::Words { any_of, is_optional } => {
                    let word = self.skip_inner_marks(at, end);
                    let fits = word < end && any_of.iter().any(|classes| classes.has(self.classes[word]));
                    match (fits, is_optional) {
                        (true, false) => at = word + 1,
                        (true, true) => return self.end_of(rest, word + 1, end).or_else(|| self.end_of(rest, at, end)),
                        (false, true) => {}
                        (false, false) => return None,
                    }
                }
                Element::Gap { beyond } => return self.end_beyond(rest, beyond, at..end),
            }
        }
        Some(at)
    }

    /// The same after a gap that begins where `range` does; `beginnings` are what the elements can begin with.
    fn end_beyond(self, elements: &[Element], beginnings: &RoughSet, range: Range<usize>) -> Option<usize> {
        for at in range.start..=range.start + GAP_WORDS {
            let may_begin = beginnings.may_have(self.word(at, range.end));
            if let Some(end) = may_begin.then(|| self.end_of(elements, at, range.end)).flatten() {
                return Some(end);
            }
            if at >= range.end || !is_within_clause(&self.tokens[at]) {
                return None;
            }
        }
        None
    }

    /// Hyphens and single line breaks inside a phrase do not part its words.
    #[inline(always)]
    fn skip_inner_marks(self, at: usize, end: usize) -> usize {
        let is_inner = |token: &Token| (token.is_glued && token.is_dash()) || matches!(token.shape, Shape::Break(1));
        at + usize::from(at < end && is_inner(&self.tokens[at]))
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
mod tests;
