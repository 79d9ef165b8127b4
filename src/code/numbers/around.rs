//! The words before and after a number that bound it or say that it counts nothing.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use serde::Deserialize;

use crate::text::Tokens;

use super::keys::KeyMap;

/// The part of a language's file about the words around a number.
#[derive(Deserialize)]
pub(super) struct Written {
    fixed: BTreeMap<String, u32>,
    at_least: Vec<String>,
    up_to: Vec<String>,
    about: Vec<String>,
    at_least_after: Vec<String>,
    about_after: Vec<String>,
    names: Vec<String>,
    idioms: Vec<String>,
    measures: Vec<String>,
    before_years: Vec<String>,
}

/// The part of a language's file of dates that numbers need: a number beside a month is a day of it.
#[derive(Deserialize)]
pub(super) struct WrittenMonths {
    months: BTreeMap<String, String>,
    names_are_capitalised: bool,
    month_comes_first: bool,
}

/// What the words around a number say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The number or more.
    AtLeast,
    /// The number or fewer.
    UpTo,
    /// The number, more or less.
    About,
}

/// The words around numbers of one language.
#[derive(Debug, Clone)]
pub(super) struct Around {
    fixed: Phrases<u32>,
    before: Phrases<Bound>,
    after: Phrases<Bound>,
    names: Phrases<()>,
    idioms: HashSet<String>,
    measures: Phrases<()>,
    measure_stems: Vec<String>,
    before_years: HashSet<String>,
    months: HashSet<String>,
    months_are_capitalised: bool,
    month_comes_first: bool,
}

impl Around {
    pub(super) fn of(written: &Written, months: &WrittenMonths) -> Around {
        let bounds = |lists: [(&Vec<String>, Bound); 3]| -> Vec<(String, Bound)> {
            let each = |(list, bound): (&Vec<String>, Bound)| {
                list.iter().map(move |phrase| (phrase.clone(), bound)).collect::<Vec<_>>()
            };
            lists.into_iter().flat_map(each).collect()
        };
        let unmarked = |list: &[String]| -> Vec<(String, ())> {
            list.iter().filter(|phrase| !is_stem(phrase)).map(|phrase| (phrase.clone(), ())).collect()
        };
        let none = Vec::new();
        Around {
            fixed: Phrases::by_first_word(written.fixed.iter().map(|(phrase, value)| (phrase.clone(), *value))),
            before: Phrases::by_last_word(bounds([
                (&written.at_least, Bound::AtLeast),
                (&written.up_to, Bound::UpTo),
                (&written.about, Bound::About),
            ])),
            after: Phrases::by_first_word(bounds([
                (&written.at_least_after, Bound::AtLeast),
                (&none, Bound::UpTo),
                (&written.about_after, Bound::About),
            ])),
            names: Phrases::by_last_word(unmarked(&written.names)),
            idioms: written.idioms.iter().cloned().collect(),
            measures: Phrases::by_first_word(unmarked(&written.measures)),
            measure_stems: written
                .measures
                .iter()
                .filter_map(|word| word.strip_suffix('*'))
                .map(String::from)
                .collect(),
            before_years: written.before_years.iter().cloned().collect(),
            months: months.months.values().flat_map(|words| words.split(' ')).map(String::from).collect(),
            months_are_capitalised: months.names_are_capitalised,
            month_comes_first: months.month_comes_first,
        }
    }

    /// The words that begin a phrase that is a number in itself.
    pub(super) fn openings(&self) -> impl Iterator<Item = &str> {
        self.fixed.0.keys().map(String::as_str)
    }

    /// The longest phrase that is a number in itself: its value and the token after it.
    pub(super) fn fixed_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<(u32, usize)> {
        self.fixed.starting(tokens, range)
    }

    /// Whether the words before say that the number is a name, an age or a day of a month.
    pub(super) fn is_named(&self, tokens: &Tokens, before: Range<usize>) -> bool {
        if self.names.ending(tokens, before.clone()).is_some() {
            return true;
        }
        let Some(mut last) = before.end.checked_sub(1).filter(|last| *last >= before.start) else { return false };
        if tokens[last].is_mark('.') && last > before.start {
            last -= 1;
        }
        self.month_comes_first && self.is_month(tokens, last)
    }

    /// Whether the word before makes another thing of a word for one: "no one".
    pub(super) fn is_idiom(&self, tokens: &Tokens, before: Range<usize>) -> bool {
        !before.is_empty() && self.idioms.contains(tokens.key(before.end - 1))
    }

    /// Whether the words after say that the number measures something and counts nothing.
    pub(super) fn is_measure(&self, tokens: &Tokens, after: Range<usize>) -> bool {
        if after.is_empty() {
            return false;
        }
        if self.is_month(tokens, after.start) || self.measures.starting(tokens, after.clone()).is_some() {
            return true;
        }
        let key = tokens.key(after.start);
        tokens[after.start].is_word() && self.measure_stems.iter().any(|stem| key.starts_with(stem.as_str()))
    }

    pub(super) fn is_before_year(&self, key: &str) -> bool {
        self.before_years.contains(key)
    }

    /// The bound that the words before say, and where they begin.
    pub(super) fn bound_before(&self, tokens: &Tokens, before: Range<usize>) -> (usize, Option<Bound>) {
        match self.before.ending(tokens, before.clone()) {
            Some((bound, start)) => (start, Some(bound)),
            None => (before.end, None),
        }
    }

    /// The bound that the words after say, else `bound`, and where they end.
    pub(super) fn bound_after(
        &self,
        tokens: &Tokens,
        after: Range<usize>,
        bound: Option<Bound>,
    ) -> (usize, Option<Bound>) {
        match self.after.starting(tokens, after.clone()) {
            Some((bound, end)) => (end, Some(bound)),
            None => (after.start, bound),
        }
    }

    fn is_month(&self, tokens: &Tokens, at: usize) -> bool {
        let is_written_as_name = tokens[at].is_capitalised() || !self.months_are_capitalised;
        is_written_as_name && self.months.contains(tokens.key(at))
    }
}

/// Whether a phrase is the beginning of one word; of longer ones the last word may be a beginning.
fn is_stem(phrase: &str) -> bool {
    phrase.ends_with('*') && !phrase.contains(' ')
}

fn fits(word: &str, key: &str) -> bool {
    word.strip_suffix('*').map_or(word == key, |stem| key.starts_with(stem))
}

/// Phrases found by one of their outer words.
#[derive(Debug, Clone)]
struct Phrases<T>(KeyMap<Vec<(Vec<String>, T)>>);

impl<T: Copy> Phrases<T> {
    fn by_first_word(phrases: impl IntoIterator<Item = (String, T)>) -> Phrases<T> {
        Phrases::by(phrases, |words| &words[0])
    }

    fn by_last_word(phrases: impl IntoIterator<Item = (String, T)>) -> Phrases<T> {
        Phrases::by(phrases, |words| &words[words.len() - 1])
    }

    fn by(phrases: impl IntoIterator<Item = (String, T)>, outer: fn(&[String]) -> &String) -> Phrases<T> {
        let mut out: KeyMap<Vec<(Vec<String>, T)>> = KeyMap::default();
        for (phrase, value) in phrases {
            let words: Vec<String> = phrase.split(' ').map(String::from).collect();
            out.entry(outer(&words).clone()).or_default().push((words, value));
        }
        Phrases(out)
    }

    /// The longest phrase that begins `range`, and the token after it.
    fn starting(&self, tokens: &Tokens, range: Range<usize>) -> Option<(T, usize)> {
        let candidates = self.0.get(tokens.key(range.clone().next()?))?;
        let fits = |words: &[String]| {
            words.len() <= range.len() && words.iter().zip(range.clone()).all(|(word, at)| fits(word, tokens.key(at)))
        };
        let longest = candidates.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len())?;
        Some((longest.1, range.start + longest.0.len()))
    }

    /// The longest phrase that ends `range`, and its first token.
    fn ending(&self, tokens: &Tokens, range: Range<usize>) -> Option<(T, usize)> {
        let candidates = self.0.get(tokens.key(range.clone().next_back()?))?;
        let fits = |words: &[String]| {
            let start = range.end.saturating_sub(words.len());
            words.len() <= range.len() && words.iter().zip(start..range.end).all(|(word, at)| word == tokens.key(at))
        };
        let longest = candidates.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len())?;
        Some((longest.1, range.end - longest.0.len()))
    }
}
