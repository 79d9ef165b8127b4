//! Finds the numbers that count something, in digits and in words, and says how exact each one is.

mod around;
mod keys;
mod words;

use std::ops::Range;

use serde::Deserialize;

use crate::lexicon::{Lexicon, Marked};
use crate::model::{Count, Language};
use crate::text::{Shape, Tokens};

use around::{Around, Bound};
use words::Words;

pub(in crate::code) use keys::KeyMap;
pub(in crate::code) use words::Cardinal;

/// A number in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its tokens, with the words that bound it ("at least five").
    pub tokens: Range<usize>,
    /// The number. "At least five" has no upper end; "up to five" is 0 to 5, best 5; "about fifty" is ten per cent
    /// either way; of "five to seven" the best is the lower one, because it is the one surely reached.
    pub count: Count,
    /// It orders or names, and does not count: "the 82nd brigade", "the first attack".
    pub is_ordinal: bool,
}

/// The number words of one language, and the words around a number that matter.
#[derive(Debug, Clone)]
pub struct NumberWords {
    words: Words,
    around: Around,
    /// For each class of the lexicon whether a number may begin with its words: the quick way past all others.
    openings: Vec<bool>,
}

/// The language's file as written.
#[derive(Deserialize)]
struct Written {
    #[serde(flatten)]
    words: words::Written,
    phrases: around::Written,
}

/// How a number found at a place is to be taken.
enum Found {
    Counts(Number),
    CountsNothing { end: usize },
}

impl NumberWords {
    /// The words of the files that come with the program.
    pub fn embedded(language: Language) -> NumberWords {
        let (numbers, dates) = match language {
            Language::English => (
                include_str!("../../../data/lexicon/en/numbers.toml"),
                include_str!("../../../data/lexicon/en/dates.toml"),
            ),
            Language::Ukrainian => (
                include_str!("../../../data/lexicon/uk/numbers.toml"),
                include_str!("../../../data/lexicon/uk/dates.toml"),
            ),
            Language::Russian => (
                include_str!("../../../data/lexicon/ru/numbers.toml"),
                include_str!("../../../data/lexicon/ru/dates.toml"),
            ),
        };
        let written: Written = toml::from_str(numbers).expect("a test reads every embedded file");
        let months: around::WrittenMonths = toml::from_str(dates).expect("a test reads every embedded file");
        let around = Around::of(&written.phrases, &months);
        NumberWords { words: Words::of(&written.words, around.openings()), around, openings: Vec::new() }
    }

    /// Every word that a number may begin with.
    pub(in crate::code) fn openings(&self) -> impl Iterator<Item = &str> {
        self.words.openings()
    }

    /// The same for texts marked with a lexicon that knows every opening.
    pub(in crate::code) fn for_texts_of(mut self, lexicon: &Lexicon) -> NumberWords {
        let mut openings = vec![false; lexicon.classes()];
        self.words.openings().for_each(|word| openings[usize::from(lexicon.class(word))] = true);
        self.openings = openings;
        self
    }

    /// The numbers that begin in `range`, in order. Left out: parts of dates beside their month, clock times, calibres,
    /// weapon names, ages, years, percentages, money, distances and durations. In a list of days ("20, 21 and 22 May")
    /// only the last one stands beside its month: leave out what overlaps a date phrase.
    pub fn numbers(&self, marked: &Marked, range: Range<usize>) -> Vec<Number> {
        let tokens = &marked.tokens;
        let may_begin = |at: usize| match tokens[at].shape {
            Shape::Number => true,
            Shape::Word(_) => self.openings[usize::from(marked.class(at))],
            Shape::Mark(_) | Shape::Break(_) => false,
        };
        let mut out: Vec<Number> = Vec::new();
        let (mut at, mut nothing_ends) = (range.start, usize::MAX);
        while at < range.end {
            if !may_begin(at) {
                at += 1;
                continue;
            }
            match self.number_at(tokens, at, &range) {
                None => at += 1,
                Some(Found::Counts(number)) => {
                    at = number.tokens.end;
                    if !self.shares_with(tokens, nothing_ends, number.tokens.start) {
                        out.push(number);
                    }
                }
                Some(Found::CountsNothing { end }) => {
                    let shares = |number: &mut Number| self.shares_with(tokens, number.tokens.end, at);
                    out.pop_if(shares);
                    (at, nothing_ends) = (end, end);
                }
            }
        }
        out
    }

    /// The cardinal written at `at`, whatever it counts.
    pub(in crate::code) fn cardinal_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<Cardinal> {
        self.words.cardinal_at(tokens, range).filter(|cardinal| !cardinal.is_ordinal)
    }

    /// Every word that can begin a cardinal.
    pub(in crate::code) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.words.first_words()
    }

    /// Every word that can stand in a cardinal after its first, or be glued to it.
    pub(in crate::code) fn inner_words(&self) -> impl Iterator<Item = &str> {
        self.words.inner_words()
    }

    /// Whether two numbers with nothing but "and" between them stand before the same noun: "aged 58 and 39".
    fn shares_with(&self, tokens: &Tokens, end: usize, start: usize) -> bool {
        end < start && start == end + 1 && (self.words.is_shared(tokens.key(end)) || tokens[end].is_dash())
    }

    fn number_at(&self, tokens: &Tokens, at: usize, range: &Range<usize>) -> Option<Found> {
        let cardinal = match self.around.fixed_at(tokens, at..range.end) {
            Some((value, end)) => Cardinal { value, end, is_ordinal: false },
            None => self.words.cardinal_at(tokens, at..range.end)?,
        };
        let nothing = |end: usize| Some(Found::CountsNothing { end });
        if is_inside_a_name(tokens, at) || self.is_named(tokens, range.start..at, cardinal.value) {
            return nothing(cardinal.end);
        }
        if let Some(end) = self.compound_end(tokens, &cardinal, range.end) {
            return nothing(end);
        }
        if cardinal.is_ordinal || self.is_unit_number(tokens, &cardinal, at, range.end) {
            let count = exact(cardinal.value);
            return Some(Found::Counts(Number { tokens: at..cardinal.end, count, is_ordinal: true }));
        }
        let (upper, end) = self.upper_end(tokens, &cardinal, at, range);
        if self.around.is_measure(tokens, end..range.end)
            || is_rating_or_title(tokens, at, end..range.end)
            || self.is_age_in_commas(tokens, at, end)
            || self.is_year(tokens, at, &cardinal)
        {
            return nothing(end);
        }
        let (before, bound) = self.around.bound_before(tokens, range.start..at);
        let (after, bound) = self.around.bound_after(tokens, end..range.end, bound);
        let count = match upper {
            Some(upper) => Count { low: cardinal.value, best: cardinal.value, high: Some(upper) },
            None => bounded(cardinal.value, bound),
        };
        Some(Found::Counts(Number { tokens: before..after, count, is_ordinal: false }))
    }

    fn is_named(&self, tokens: &Tokens, before: Range<usize>, value: u32) -> bool {
        let is_idiom = value == 1 && tokens[before.end].is_word() && self.around.is_idiom(tokens, before.clone());
        is_idiom || self.around.is_named(tokens, before)
    }

    /// The end of a compound such as "58-year-old" or "152-mm", which counts nothing.
    fn compound_end(&self, tokens: &Tokens, cardinal: &Cardinal, end: usize) -> Option<usize> {
        let at = cardinal.end;
        let is_glued = |at: usize| at < end && tokens[at].is_glued;
        if is_glued(at) && (tokens[at].is_word() || tokens[at].is_mark('/')) {
            return Some(at + 1);
        }
        if !(is_glued(at) && tokens[at].is_dash() && is_glued(at + 1) && tokens[at + 1].is_word()) {
            return None;
        }
        if self.words.cardinal_at(tokens, at + 1..end).is_some() {
            return None;
        }
        let mut last = at + 1;
        while is_glued(last + 1) && tokens[last + 1].is_dash() && is_glued(last + 2) && tokens[last + 2].is_word() {
            last += 2;
        }
        Some(last + 1)
    }

    /// "The 57 Motorized brigade": digits that name a unit though nothing marks them as an ordinal.
    fn is_unit_number(&self, tokens: &Tokens, cardinal: &Cardinal, at: usize, end: usize) -> bool {
        tokens[at].shape == Shape::Number
            && cardinal.end == at + 1
            && (cardinal.end..end.min(cardinal.end + 4))
                .take_while(|next| tokens[*next].is_word())
                .any(|next| self.words.is_formation(tokens.key(next)))
    }

    /// The other end of "5 to 7" or "5–7", and the token after the whole: «подружжя – 69 і 66 років» is none, a word and digits.
    fn upper_end(&self, tokens: &Tokens, cardinal: &Cardinal, at: usize, range: &Range<usize>) -> (Option<u32>, usize) {
        let none = (None, cardinal.end);
        let Some(joint) = tokens.get(cardinal.end).filter(|_| cardinal.end + 1 < range.end) else { return none };
        let opens = at.checked_sub(1).filter(|before| *before >= range.start).map(|before| tokens.key(before));
        let is_between = opens == Some("between") && self.words.is_shared(tokens.key(cardinal.end));
        if !(joint.is_dash() || is_between || self.words.is_range_word(tokens.key(cardinal.end))) {
            return none;
        }
        match self.words.cardinal_at(tokens, cardinal.end + 1..range.end) {
            Some(upper)
                if !upper.is_ordinal
                    && upper.value > cardinal.value
                    && tokens[at].is_word() == tokens[cardinal.end + 1].is_word() =>
            {
                (Some(upper.value), upper.end)
            }
            _ => none,
        }
    }

    /// "Ivan, 58, ...": a number alone between two commas after a word is an age.
    fn is_age_in_commas(&self, tokens: &Tokens, at: usize, end: usize) -> bool {
        let is_comma = |at: usize| tokens.get(at).is_some_and(|token| token.is_mark(','));
        at >= 2 && is_comma(at - 1) && tokens[at - 2].is_word() && is_comma(end)
    }

    /// Four digits from 1900 to 2099, without a noun in small letters after them.
    fn is_year(&self, tokens: &Tokens, at: usize, cardinal: &Cardinal) -> bool {
        let is_four_digits = tokens[at].shape == Shape::Number
            && tokens.key(at).len() == 4
            && cardinal.end == at + 1
            && (1900..2100).contains(&cardinal.value);
        let follows_preposition = at > 0 && self.around.is_before_year(tokens.key(at - 1));
        let has_noun = tokens.get(cardinal.end).is_some_and(|next| next.is_word() && !next.is_capitalised());
        is_four_digits && (follows_preposition || !has_noun)
    }
}

/// Glued to a letter ("M112") or to a word's hyphen ("S-300", «Х-22»), or the decimals and the clock.
fn is_inside_a_name(tokens: &Tokens, at: usize) -> bool {
    if at == 0 || !tokens[at].is_glued {
        return false;
    }
    let before = &tokens[at - 1];
    let hyphen_of_word = before.is_dash() && before.is_glued && at >= 2 && tokens[at - 2].is_word();
    before.is_word()
        || matches!(before.shape, Shape::Mark('/' | '=' | '$' | '€' | '№' | '#' | '_' | '&'))
        || hyphen_of_word
}

/// "16+" of an age rating, and the last word of a name in quotation marks («Канал 24»).
fn is_rating_or_title(tokens: &Tokens, at: usize, after: Range<usize>) -> bool {
    let Some(next) = tokens[..after.end].get(after.start).filter(|next| next.is_glued) else { return false };
    if next.is_quote() {
        return at > 0 && tokens[at - 1].is_capitalised();
    }
    let goes_on = tokens[..after.end].get(after.start + 1).is_some_and(|word| word.is_word() && !word.is_capitalised());
    next.is_mark('+') && !goes_on
}

fn exact(value: u32) -> Count {
    Count { low: value, best: value, high: Some(value) }
}

fn bounded(value: u32, bound: Option<Bound>) -> Count {
    match bound {
        None => exact(value),
        Some(Bound::AtLeast) => Count { low: value, best: value, high: None },
        Some(Bound::UpTo) => Count { low: 0, best: value, high: Some(value) },
        Some(Bound::About) => {
            let tenth = (value + 5) / 10;
            Count { low: value - tenth, best: value, high: Some(value.saturating_add(tenth)) }
        }
    }
}

#[cfg(test)]
mod tests;
