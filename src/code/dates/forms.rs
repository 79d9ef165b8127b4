//! The forms in which date phrases are written, and how they are matched.
//!
//! A form is words with single spaces between them: `a|b` is either, `stem*` every word that begins so (never first),
//! `word?` may be missing, a mark is itself. Words in capitals are slots (see [`Slot`]) or named lists of forms.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::code::numbers::NumberWords;
use crate::text::{Shape, Tokens};

use super::points::Point;

/// What a form takes out of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capture {
    Day(i8),
    Month(i8),
    Year(i16),
    Weekday(i8),
    DaysAgo(i32),
    Full(Date),
    Number(u32),
    Hour(i8),
    /// One day, written in any way.
    Point(Point),
}

/// A place in a form that takes a value out of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// `DAY`: 1 to 31 in digits, with an ordinal ending or without.
    Day,
    /// `MONTH`: the name of a month.
    Month,
    /// `YEAR`: four digits.
    Year,
    /// `WEEKDAY`: the name of a day of the week.
    Weekday,
    /// `RELATIVE`: a word that counts from the publication day, "yesterday".
    Relative,
    /// `NUMERIC`: 23.05.2023, 23.05, 2023-05-23.
    Numeric,
    /// `NUMBER`: in digits or in words.
    Number,
    /// `CLOCK`: 18:00.
    Clock,
    /// `HOUR`: 0 to 24.
    Hour,
    /// `DASH`: of any width.
    Dash,
}

const SLOTS: [(&str, Slot); 10] = [
    ("DAY", Slot::Day),
    ("MONTH", Slot::Month),
    ("YEAR", Slot::Year),
    ("WEEKDAY", Slot::Weekday),
    ("RELATIVE", Slot::Relative),
    ("NUMERIC", Slot::Numeric),
    ("NUMBER", Slot::Number),
    ("CLOCK", Slot::Clock),
    ("HOUR", Slot::Hour),
    ("DASH", Slot::Dash),
];

/// The named list whose captures are one day.
const DATE: &str = "DATE";

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(Vec<Word>),
    Slot(Slot),
    List { forms: Arc<[Vec<Element>]>, is_date: bool },
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Whole(String),
    Stem(String),
}

/// One step of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    part: Part,
    is_optional: bool,
}

/// The lists of forms that have a name.
pub(super) type Lists = BTreeMap<String, Arc<[Vec<Element>]>>;

/// A form that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("form {form:?} {reason}")]
pub(super) struct BadForm {
    form: String,
    reason: &'static str,
}

/// Reads a form; `lists` are the named ones it may use.
pub(super) fn form(written: &str, lists: &Lists) -> Result<Vec<Element>, BadForm> {
    let step = |step: &str| {
        let (step, is_optional) = step.strip_suffix('?').map_or((step, false), |step| (step, true));
        Some(Element { part: part(step, lists)?, is_optional })
    };
    let bad = |reason| BadForm { form: written.to_string(), reason };
    let elements: Option<Vec<Element>> = written.split(' ').map(step).collect();
    let elements = elements.ok_or_else(|| bad("uses a list that does not stand before it"))?;
    if elements.iter().all(|element| element.is_optional) {
        return Err(bad("has nothing that must be there"));
    }
    Ok(elements)
}

/// One step of a form; none when it names a list that there is not.
fn part(step: &str, lists: &Lists) -> Option<Part> {
    let is_name = |step: &str| step.len() > 1 && step.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((_, slot)) = SLOTS.iter().find(|(name, _)| *name == step) {
        return Some(Part::Slot(*slot));
    }
    if is_name(step) {
        return Some(Part::List { forms: Arc::clone(lists.get(step)?), is_date: step == DATE });
    }
    if !step.split('|').any(is_name) {
        return Some(Part::Words(step.split('|').map(word).collect()));
    }
    let alternatives = step.split('|').map(|step| Some(vec![Element { part: part(step, lists)?, is_optional: false }]));
    Some(Part::List { forms: alternatives.collect::<Option<Vec<_>>>()?.into(), is_date: false })
}

fn word(written: &str) -> Word {
    match written.strip_suffix('*') {
        Some(stem) if !stem.is_empty() => Word::Stem(stem.to_string()),
        _ => Word::Whole(written.to_string()),
    }
}

/// What a form may begin with.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    pub(super) words: Vec<String>,
    pub(super) has_month: bool,
    pub(super) has_weekday: bool,
    pub(super) has_relative: bool,
    pub(super) has_digits: bool,
    pub(super) has_number_word: bool,
}

impl Beginnings {
    /// Adds what `form` may begin with.
    ///
    /// # Errors
    /// When it may begin with a stem or a dash, which no index can find.
    pub(super) fn add(&mut self, form: &[Element]) -> Result<(), BadForm> {
        for element in form {
            match &element.part {
                Part::Words(words) => {
                    for word in words {
                        match word {
                            Word::Whole(word) => self.words.push(word.clone()),
                            Word::Stem(stem) => {
                                let reason = "is a stem, and no form may begin with one";
                                return Err(BadForm { form: stem.clone(), reason });
                            }
                        }
                    }
                }
                Part::Slot(slot) => self.add_slot(*slot),
                Part::List { forms, .. } => forms.iter().try_for_each(|form| self.add(form))?,
            }
            if !element.is_optional {
                break;
            }
        }
        Ok(())
    }

    fn add_slot(&mut self, slot: Slot) {
        match slot {
            Slot::Month => self.has_month = true,
            Slot::Weekday => self.has_weekday = true,
            Slot::Relative => self.has_relative = true,
            Slot::Number => (self.has_digits, self.has_number_word) = (true, true),
            Slot::Day | Slot::Year | Slot::Numeric | Slot::Clock | Slot::Hour => self.has_digits = true,
            Slot::Dash => {}
        }
    }
}

/// What one word says about dates.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) month: Option<i8>,
    pub(super) weekday: Option<i8>,
    pub(super) days_ago: Option<i32>,
    /// The forms that may begin with it.
    pub(super) forms: Vec<u16>,
}

/// The words of one language.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    pub(super) entries: HashMap<String, Entry>,
    pub(super) numbers: NumberWords,
    /// Months and weekdays begin with a capital, so that "may" and "march" can be told from them.
    pub(super) names_are_capitalised: bool,
    /// "23.05" is a day.
    pub(super) has_short_numeric: bool,
    /// Words before which "23.05" is a time of day.
    pub(super) before_times: Vec<String>,
    /// Glued to a day: "23rd", «23-го».
    pub(super) day_suffixes: Vec<String>,
}

/// One attempt to match a form.
pub(super) struct Matcher<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) tokens: &'a Tokens,
    pub(super) captures: Vec<Capture>,
}

impl Matcher<'_> {
    /// The token after the last one that `form` matches from the start of `range` on; what it takes is in `captures`.
    pub(super) fn end_of(&mut self, form: &[Element], range: Range<usize>) -> Option<usize> {
        let Some((first, rest)) = form.split_first() else { return Some(range.start) };
        let kept = self.captures.len();
        let at = self.skip_break(range.clone());
        let through = self.element_end(first, at..range.end).and_then(|end| self.end_of(rest, end..range.end));
        if through.is_some() || !first.is_optional {
            return through;
        }
        self.captures.truncate(kept);
        self.end_of(rest, range)
    }

    /// A single line break inside a phrase does not part its words.
    fn skip_break(&self, range: Range<usize>) -> usize {
        let is_break = range.start < range.end && self.tokens[range.start].shape == Shape::Break(1);
        range.start + usize::from(is_break)
    }

    fn element_end(&mut self, element: &Element, range: Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return None;
        }
        match &element.part {
            Part::Words(words) => {
                let key = self.tokens.key(range.start);
                let fits = |word: &Word| match word {
                    Word::Whole(word) => word == key,
                    Word::Stem(stem) => key.starts_with(stem.as_str()),
                };
                words.iter().any(fits).then_some(range.start + 1)
            }
            Part::Slot(slot) => {
                let (capture, end) = self.slot_end(*slot, range)?;
                self.captures.extend(capture);
                Some(end)
            }
            Part::List { forms, is_date } => self.list_end(forms, *is_date, range),
        }
    }

    /// The longest match of a list's forms.
    fn list_end(&mut self, forms: &[Vec<Element>], is_date: bool, range: Range<usize>) -> Option<usize> {
        let begins = self.captures.len();
        let mut longest: Option<(usize, Vec<Capture>)> = None;
        for form in forms {
            if let Some(end) = self.end_of(form, range.clone())
                && longest.as_ref().is_none_or(|(other, _)| end > *other)
            {
                longest = Some((end, self.captures[begins..].to_vec()));
            }
            self.captures.truncate(begins);
        }
        let (end, taken) = longest?;
        if is_date {
            self.captures.push(Capture::Point(Point::of(&taken)));
        } else {
            self.captures.extend(taken);
        }
        Some(end)
    }

    fn slot_end(&self, slot: Slot, range: Range<usize>) -> Option<(Option<Capture>, usize)> {
        let (tokens, at) = (self.tokens, range.start);
        let is_digits = tokens[at].shape == Shape::Number;
        let next = |capture: Capture| Some((Some(capture), at + 1));
        match slot {
            Slot::Month => next(Capture::Month(self.name_at(at)?.month?)),
            Slot::Weekday => next(Capture::Weekday(self.name_at(at)?.weekday?)),
            Slot::Relative => next(Capture::DaysAgo(self.vocabulary.entries.get(tokens.key(at))?.days_ago?)),
            Slot::Dash => tokens[at].is_dash().then_some((None, at + 1)),
            Slot::Number => {
                let cardinal = self.vocabulary.numbers.cardinal_at(tokens, range)?;
                Some((Some(Capture::Number(cardinal.value)), cardinal.end))
            }
            Slot::Day if is_digits => {
                let day = digits(tokens.key(at), 1..=2).filter(|day| (1..=31).contains(day))?;
                Some((Some(Capture::Day(day as i8)), self.end_of_suffix(at + 1..range.end)?))
            }
            Slot::Year if is_digits => {
                let year = digits(tokens.key(at), 4..=4).filter(|year| (1900..2100).contains(year))?;
                next(Capture::Year(year as i16))
            }
            Slot::Hour if is_digits => {
                let hour = digits(tokens.key(at), 1..=2).filter(|hour| *hour <= 24)?;
                next(Capture::Hour(hour as i8))
            }
            Slot::Clock if is_digits => {
                let (hour, minute) = tokens.key(at).split_once([':', '.'])?;
                let hour = digits(hour, 1..=2).filter(|hour| *hour <= 24)?;
                digits(minute, 2..=2).filter(|minute| *minute < 60)?;
                next(Capture::Hour(hour as i8))
            }
            Slot::Numeric if is_digits => self.numeric_end(range).map(|(capture, end)| (Some(capture), end)),
            Slot::Day | Slot::Year | Slot::Hour | Slot::Clock | Slot::Numeric => None,
        }
    }

    fn name_at(&self, at: usize) -> Option<&Entry> {
        let is_name = self.tokens[at].is_capitalised() || !self.vocabulary.names_are_capitalised;
        self.vocabulary.entries.get(self.tokens.key(at)).filter(|_| is_name)
    }

    /// The token after an ordinal ending glued to a day; none when something else is glued to the digits.
    fn end_of_suffix(&self, range: Range<usize>) -> Option<usize> {
        let at = range.start;
        let is_glued_word = |at: usize| at < range.end && self.tokens[at].is_glued && self.tokens[at].is_word();
        let is_suffix = |at: usize| self.vocabulary.day_suffixes.iter().any(|suffix| suffix == self.tokens.key(at));
        if is_glued_word(at) {
            return is_suffix(at).then_some(at + 1);
        }
        let has_hyphen = at < range.end && self.tokens[at].is_glued && self.tokens[at].is_dash();
        Some(if has_hyphen && is_glued_word(at + 1) && is_suffix(at + 1) { at + 2 } else { at })
    }

    fn numeric_end(&self, range: Range<usize>) -> Option<(Capture, usize)> {
        let at = range.start;
        let parts: Vec<&str> = self.tokens.key(at).split('.').collect();
        match parts[..] {
            [day, month, year] => {
                let year = digits(year, 2..=4).map(|year| if year < 100 { 2000 + year } else { year })?;
                let full = date(year, digits(month, 1..=2)?, digits(day, 1..=2)?)?;
                Some((Capture::Full(full), at + 1))
            }
            [day, month] if self.vocabulary.has_short_numeric && !self.is_time(at) => {
                let (day, month) = (digits(day, 2..=2)?, digits(month, 2..=2)?);
                date(2024, month, day)?;
                Some((Capture::Point(Point::of(&[Capture::Month(month as i8), Capture::Day(day as i8)])), at + 1))
            }
            [first] => self.parted_end(first, range),
            _ => None,
        }
    }

    fn is_time(&self, at: usize) -> bool {
        at > 0 && self.vocabulary.before_times.iter().any(|word| word == self.tokens.key(at - 1))
    }

    /// 2023-05-23, 23/05/2023 and 05/23/2023 where the numbers leave no choice.
    fn parted_end(&self, first: &str, range: Range<usize>) -> Option<(Capture, usize)> {
        let (tokens, at) = (self.tokens, range.start);
        if at + 5 > range.end || !(at + 1..at + 5).all(|at| tokens[at].is_glued) {
            return None;
        }
        let is_parted_by = |mark: char| tokens[at + 1].is_mark(mark) && tokens[at + 3].is_mark(mark);
        let first = (first.len(), digits(first, 1..=4)?);
        let second = digits(tokens.key(at + 2), 1..=2)?;
        let third = digits(tokens.key(at + 4), 1..=4)?;
        let full = match first {
            (4, year) if is_parted_by('-') || is_parted_by('/') => date(year, second, third),
            (_, day) if is_parted_by('/') && (day > 12 || day == second) => date(third, second, day),
            (_, month) if is_parted_by('/') && second > 12 => date(third, month, second),
            _ => None,
        }?;
        Some((Capture::Full(full), at + 5))
    }
}

fn digits(key: &str, length: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let is_digits = length.contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { key.parse().ok() } else { None }
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    let years = 1900..2100;
    years.contains(&year).then(|| Date::new(year as i16, month as i8, day as i8).ok())?
}
