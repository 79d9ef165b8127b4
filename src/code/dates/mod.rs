//! Finds the date phrases of a text and says which days they mean, counted from the day of publication.

mod forms;
mod points;
mod readings;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;

use crate::code::numbers::NumberWords;
use crate::model::{Language, When};
use crate::text::{Shape, Tokens};

use forms::{Beginnings, Capture, Element, Entry, Lists, Matcher, Vocabulary};
use readings::Reading;

/// A date phrase found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatePhrase {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The days it means; none when it needs a publication day that nobody gave.
    pub when: When,
    /// It tells of history: "last year", "since 2014", or more than thirty days before publication.
    pub is_background: bool,
    /// It is the period that a briefing reports on: "over the past 24 hours", "as of 18:00".
    pub is_window: bool,
}

/// The date words of one language.
#[derive(Debug, Clone)]
pub struct Calendar {
    vocabulary: Vocabulary,
    forms: Vec<(Vec<Element>, Reading)>,
    /// The forms that may begin with digits.
    digit_forms: Vec<u16>,
}

/// The language's file as written.
#[derive(Deserialize)]
struct Written {
    names_are_capitalised: bool,
    has_short_numeric: bool,
    before_times: Vec<String>,
    day_suffixes: Vec<String>,
    months: BTreeMap<String, String>,
    weekdays: BTreeMap<String, String>,
    relative_days: BTreeMap<String, String>,
    list: Vec<WrittenList>,
    readings: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct WrittenList {
    name: String,
    forms: Vec<String>,
}

/// A file of date words that cannot be used.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("not a file of date words")]
    Toml(#[from] toml::de::Error),
    #[error("not a form")]
    Form(#[from] forms::BadForm),
    #[error("{0} is not a number")]
    Number(String),
    #[error("{0} is not a reading")]
    Reading(String),
}

impl Calendar {
    /// The words of the files that come with the program.
    pub fn embedded(language: Language) -> Calendar {
        let written = match language {
            Language::English => include_str!("../../../data/lexicon/en/dates.toml"),
            Language::Ukrainian => include_str!("../../../data/lexicon/uk/dates.toml"),
            Language::Russian => include_str!("../../../data/lexicon/ru/dates.toml"),
        };
        Calendar::read(written, NumberWords::embedded(language)).expect("a test reads every embedded file")
    }

    /// The date phrases within `range`, in order, none overlapping another; of several the longest.
    pub fn phrases(&self, tokens: &Tokens, range: Range<usize>, published: Option<Date>) -> Vec<DatePhrase> {
        let mut out: Vec<DatePhrase> = Vec::new();
        let mut parts_of_day = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let Some((reading, captures, end)) = self.longest_at(tokens, at..range.end) else {
                at += 1;
                continue;
            };
            let Some(meaning) = reading.meaning(&captures, published) else {
                at = if reading == Reading::NotADate { end } else { at + 1 };
                continue;
            };
            if reading == Reading::PartOfDay {
                parts_of_day.push(out.len());
            }
            let (is_background, is_window) = (meaning.is_background, meaning.is_window);
            out.push(DatePhrase { tokens: at..end, when: meaning.when, is_background, is_window });
            at = end;
        }
        without_parts_of_named_days(out, &parts_of_day)
    }

    fn read(written: &str, numbers: NumberWords) -> Result<Calendar, Error> {
        let written: Written = toml::from_str(written)?;
        let mut lists = Lists::new();
        for list in &written.list {
            let forms: Result<Vec<_>, _> = list.forms.iter().map(|form| forms::form(form, &lists)).collect();
            lists.insert(list.name.clone(), forms?.into());
        }
        let mut forms = Vec::new();
        for (code, written) in &written.readings {
            let reading = Reading::from_code(code).ok_or_else(|| Error::Reading(code.clone()))?;
            for form in written {
                forms.push((forms::form(form, &lists)?, reading));
            }
        }
        let vocabulary = Vocabulary {
            entries: entries(&written)?.into_iter().collect(),
            numbers,
            names_are_capitalised: written.names_are_capitalised,
            has_short_numeric: written.has_short_numeric,
            before_times: written.before_times,
            day_suffixes: written.day_suffixes,
        };
        let mut calendar = Calendar { vocabulary, forms, digit_forms: Vec::new() };
        calendar.index()?;
        Ok(calendar)
    }

    /// Notes with each word the forms that may begin with it.
    fn index(&mut self) -> Result<(), Error> {
        let number_words: Vec<String> = self.vocabulary.numbers.first_words().map(String::from).collect();
        let entries = &mut self.vocabulary.entries;
        for (at, (form, _)) in self.forms.iter().enumerate() {
            let at = at as u16;
            let mut beginnings = Beginnings::default();
            beginnings.add(form)?;
            let mut add = |word: &str| {
                let forms = &mut entries.entry(word.to_string()).or_default().forms;
                if forms.last() != Some(&at) {
                    forms.push(at);
                }
            };
            beginnings.words.iter().for_each(|word| add(word));
            if beginnings.has_number_word {
                number_words.iter().for_each(|word| add(word));
            }
            for entry in entries.values_mut() {
                let is_named = (beginnings.has_month && entry.month.is_some())
                    || (beginnings.has_weekday && entry.weekday.is_some())
                    || (beginnings.has_relative && entry.days_ago.is_some());
                if is_named && entry.forms.last() != Some(&at) {
                    entry.forms.push(at);
                }
            }
            if beginnings.has_digits {
                self.digit_forms.push(at);
            }
        }
        Ok(())
    }

    fn longest_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<(Reading, Vec<Capture>, usize)> {
        let candidates = match tokens[range.start].shape {
            Shape::Word(_) => &self.vocabulary.entries.get(tokens.key(range.start))?.forms,
            Shape::Number => &self.digit_forms,
            Shape::Mark(_) | Shape::Break(_) => return None,
        };
        let mut longest: Option<(Reading, Vec<Capture>, usize)> = None;
        let mut matcher = Matcher { vocabulary: &self.vocabulary, tokens, captures: Vec::new() };
        for candidate in candidates {
            let (form, reading) = &self.forms[usize::from(*candidate)];
            matcher.captures.clear();
            let Some(end) = matcher.end_of(form, range.clone()) else { continue };
            let end = end - usize::from(tokens[end - 1].is_mark(','));
            let is_better = longest.as_ref().is_none_or(|(other, _, other_end)| (end, other) > (*other_end, reading));
            if is_better {
                longest = Some((*reading, matcher.captures.clone(), end));
            }
        }
        longest
    }
}

fn entries(written: &Written) -> Result<BTreeMap<String, Entry>, Error> {
    let number = |text: &String| text.parse::<i32>().map_err(|_| Error::Number(text.clone()));
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (month, words) in &written.months {
        let month = number(month)? as i8;
        words.split(' ').for_each(|word| entries.entry(word.to_string()).or_default().month = Some(month));
    }
    for (weekday, words) in &written.weekdays {
        let weekday = number(weekday)? as i8;
        words.split(' ').for_each(|word| entries.entry(word.to_string()).or_default().weekday = Some(weekday));
    }
    for (days, words) in &written.relative_days {
        let days = number(days)?;
        words.split(' ').for_each(|word| entries.entry(word.to_string()).or_default().days_ago = Some(days));
    }
    Ok(entries)
}

/// The part of day beside a named day belongs to that day: «У четвер, близько 6:50 ранку».
const PART_OF_DAY_REACH: usize = 4;

fn without_parts_of_named_days(phrases: Vec<DatePhrase>, parts_of_day: &[usize]) -> Vec<DatePhrase> {
    if parts_of_day.is_empty() {
        return phrases;
    }
    let is_near = |a: &DatePhrase, b: &DatePhrase| {
        a.tokens.end <= b.tokens.start && b.tokens.start - a.tokens.end <= PART_OF_DAY_REACH
    };
    let names_day = |at: usize| !parts_of_day.contains(&at) && !phrases[at].is_window && !phrases[at].is_background;
    let belongs_to_another = |at: usize| {
        (at > 0 && names_day(at - 1) && is_near(&phrases[at - 1], &phrases[at]))
            || (at + 1 < phrases.len() && names_day(at + 1) && is_near(&phrases[at], &phrases[at + 1]))
    };
    let stays = |at: &usize| !(parts_of_day.contains(at) && belongs_to_another(*at));
    (0..phrases.len()).filter(stays).map(|at| phrases[at].clone()).collect()
}

#[cfg(test)]
mod tests;
