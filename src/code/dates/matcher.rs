//! Matches a form against the tokens of a text and takes its values out.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use crate::lexicon::Marked;
use crate::text::Shape;

use super::forms::{Element, List, Part, Slot};
use super::index::Forms;
use super::points::Point;
use super::vocabulary::Vocabulary;

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

/// How a language writes dates in digits.
#[derive(Debug, Clone, serde::Deserialize)]
pub(super) struct Digits {
    /// "23.05" is a day.
    has_short_numeric: bool,
    /// Words before which "23.05" is a time of day.
    before_times: Vec<String>,
    /// Glued to a day: "23rd", «23-го».
    pub(super) day_suffixes: Vec<String>,
}

/// One attempt to match a form.
pub(super) struct Matcher<'a> {
    vocabulary: &'a Vocabulary,
    digits: &'a Digits,
    pub(super) marked: &'a Marked,
    pub(super) captures: Vec<Capture>,
    /// What the lists matched at the places looked at since the last [`Matcher::forget`].
    known: Vec<Known>,
    /// What they took there.
    taken: Vec<Capture>,
}

/// What a list matched at a place.
#[derive(Debug, Clone)]
struct Known {
    /// The address of the list, and the place.
    key: (usize, usize),
    end: Option<usize>,
    taken: Range<usize>,
}

impl<'a> Matcher<'a> {
    /// A matcher for a text marked with the words of the vocabulary.
    pub(super) fn of(vocabulary: &'a Vocabulary, digits: &'a Digits, marked: &'a Marked) -> Matcher<'a> {
        Matcher { vocabulary, digits, marked, captures: Vec::new(), known: Vec::new(), taken: Vec::new() }
    }

    /// Begins anew at another place.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.taken.clear();
    }

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

    /// The vocabulary's numbers of these tokens.
    pub(super) fn ids(&self, tokens: Range<usize>) -> impl Iterator<Item = u32> {
        tokens.map(|at| self.id(at))
    }

    /// A single line break inside a phrase does not part its words.
    fn skip_break(&self, range: Range<usize>) -> usize {
        range.start + usize::from(!range.is_empty() && self.id(range.start) == Vocabulary::BREAK)
    }

    #[inline(always)]
    fn id(&self, at: usize) -> u32 {
        self.vocabulary.id_of(self.marked, at)
    }

    fn element_end(&mut self, element: &Element, range: Range<usize>) -> Option<usize> {
        if range.is_empty() {
            return None;
        }
        match &element.part {
            Part::Words(words) => words.contains(&self.id(range.start)).then_some(range.start + 1),
            Part::Slot(slot) => {
                let (capture, end) = self.slot_end(*slot, range)?;
                self.captures.extend(capture);
                Some(end)
            }
            Part::List(list) => {
                let forms = list.index.beginning_with(self.ids(range.clone()));
                if forms.is_empty() { None } else { self.list_end(list, forms, range) }
            }
        }
    }

    /// The longest match of these forms of a list: looked for once at each place, though many forms may ask.
    fn list_end(&mut self, list: &List, forms: Forms<1>, range: Range<usize>) -> Option<usize> {
        let key = (std::ptr::from_ref(list).addr(), range.start);
        let known = self.known.iter().find(|known| known.key == key).cloned();
        let known = known.unwrap_or_else(|| {
            let (end, taken) = self.longest_of(list, forms, range);
            let known = Known { key, end, taken };
            self.known.push(known.clone());
            known
        });
        let Known { end, taken, .. } = known;
        self.captures.extend_from_slice(&self.taken[taken]);
        end
    }

    fn longest_of(&mut self, list: &List, forms: Forms<1>, range: Range<usize>) -> (Option<usize>, Range<usize>) {
        let begins = self.captures.len();
        let mut longest: Option<usize> = None;
        let mut taken = 0..0;
        for form in forms.iter() {
            if let Some(end) = self.end_of(&list.forms[form], range.clone())
                && longest.is_none_or(|other| end > other)
            {
                longest = Some(end);
                let first = self.taken.len();
                if list.is_date {
                    self.taken.push(Capture::Point(Point::of(&self.captures[begins..])));
                } else {
                    self.taken.extend_from_slice(&self.captures[begins..]);
                }
                taken = first..self.taken.len();
            }
            self.captures.truncate(begins);
        }
        (longest, taken)
    }

    fn slot_end(&self, slot: Slot, range: Range<usize>) -> Option<(Option<Capture>, usize)> {
        let (tokens, at) = (&self.marked.tokens, range.start);
        let token = &tokens[at];
        let next = |capture: Capture| Some((Some(capture), at + 1));
        match slot {
            Slot::Month => next(Capture::Month(self.vocabulary.name(self.id(at), token)?.month?)),
            Slot::Weekday => next(Capture::Weekday(self.vocabulary.name(self.id(at), token)?.weekday?)),
            Slot::Relative => next(Capture::DaysAgo(self.vocabulary.days_ago(self.id(at))?)),
            Slot::Dash => token.is_dash().then_some((None, at + 1)),
            Slot::Number => {
                let cardinal = self.vocabulary.numbers.cardinal_at(tokens, range)?;
                Some((Some(Capture::Number(cardinal.value)), cardinal.end))
            }
            Slot::Day | Slot::Year | Slot::Hour | Slot::Clock | Slot::Numeric if token.shape != Shape::Number => None,
            Slot::Day => {
                let day = number(tokens.key(at), 1..=2).filter(|day| (1..=31).contains(day))?;
                Some((Some(Capture::Day(day as i8)), self.end_of_suffix(at + 1..range.end)?))
            }
            Slot::Year => {
                let year = number(tokens.key(at), 4..=4).filter(|year| (1900..2100).contains(year))?;
                next(Capture::Year(year as i16))
            }
            Slot::Hour => next(Capture::Hour(number(tokens.key(at), 1..=2).filter(|hour| *hour <= 24)? as i8)),
            Slot::Clock => {
                let (hour, minute) = tokens.key(at).split_once([':', '.'])?;
                number(minute, 2..=2).filter(|minute| *minute < 60)?;
                next(Capture::Hour(number(hour, 1..=2).filter(|hour| *hour <= 24)? as i8))
            }
            Slot::Numeric => self.numeric_end(range).map(|(capture, end)| (Some(capture), end)),
        }
    }

    /// The token after an ordinal ending glued to a day; none when something else is glued to the digits.
    fn end_of_suffix(&self, range: Range<usize>) -> Option<usize> {
        let at = range.start;
        let is_glued_word =
            |at: usize| at < range.end && self.marked.tokens[at].is_glued && self.marked.tokens[at].is_word();
        let is_suffix = |at: usize| self.digits.day_suffixes.iter().any(|suffix| suffix == self.marked.tokens.key(at));
        if is_glued_word(at) {
            return is_suffix(at).then_some(at + 1);
        }
        let has_hyphen = at < range.end && self.marked.tokens[at].is_glued && self.marked.tokens[at].is_dash();
        Some(if has_hyphen && is_glued_word(at + 1) && is_suffix(at + 1) { at + 2 } else { at })
    }

    fn numeric_end(&self, range: Range<usize>) -> Option<(Capture, usize)> {
        let at = range.start;
        let mut parts = self.marked.tokens.key(at).split('.');
        match (parts.next()?, parts.next(), parts.next(), parts.next()) {
            (day, Some(month), Some(year), None) => {
                let year = number(year, 2..=4).map(|year| if year < 100 { 2000 + year } else { year })?;
                let full = date(year, number(month, 1..=2)?, number(day, 1..=2)?)?;
                Some((Capture::Full(full), at + 1))
            }
            (day, Some(month), None, None) if self.digits.has_short_numeric && !self.is_time(at) => {
                let (day, month) = (number(day, 2..=2)?, number(month, 2..=2)?);
                date(2024, month, day)?;
                Some((Capture::Point(Point::of(&[Capture::Month(month as i8), Capture::Day(day as i8)])), at + 1))
            }
            (first, None, None, None) => self.parted_end(first, range),
            _ => None,
        }
    }

    fn is_time(&self, at: usize) -> bool {
        at > 0 && self.digits.before_times.iter().any(|word| word == self.marked.tokens.key(at - 1))
    }

    /// 2023-05-23, and 23/05/2023 or 05/23/2023 where the numbers leave no choice.
    fn parted_end(&self, first: &str, range: Range<usize>) -> Option<(Capture, usize)> {
        let (tokens, at) = (&self.marked.tokens, range.start);
        if at + 5 > range.end || !(at + 1..at + 5).all(|at| tokens[at].is_glued) {
            return None;
        }
        let is_parted_by = |mark: char| tokens[at + 1].is_mark(mark) && tokens[at + 3].is_mark(mark);
        let first = (first.len(), number(first, 1..=4)?);
        let second = number(tokens.key(at + 2), 1..=2)?;
        let third = number(tokens.key(at + 4), 1..=4)?;
        let full = match first {
            (4, year) if is_parted_by('-') || is_parted_by('/') => date(year, second, third),
            (_, day) if is_parted_by('/') && (day > 12 || day == second) => date(third, second, day),
            (_, month) if is_parted_by('/') && second > 12 => date(third, month, second),
            _ => None,
        }?;
        Some((Capture::Full(full), at + 5))
    }
}

fn number(key: &str, length: RangeInclusive<usize>) -> Option<u16> {
    let is_digits = length.contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { key.parse().ok() } else { None }
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    let is_ours = (1900..2100).contains(&year);
    if is_ours { Date::new(year as i16, month as i8, day as i8).ok() } else { None }
}
