//! Finds the date phrases of a text and says which days they mean, counted from the day of publication.

mod forms;
mod index;
mod matcher;
mod points;
mod readings;
mod vocabulary;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use crate::code::numbers::NumberWords;
use crate::lexicon::{Lexicon, Marked};
use crate::model::{Language, When};

use forms::{Element, List, Lists};
use index::Index;
use matcher::{Capture, Digits, Matcher};
use readings::Reading;
use vocabulary::Vocabulary;

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
    /// It tells the part of a day and not which: "in the morning", "overnight".
    pub is_part_of_day: bool,
}

/// The date words of one language.
#[derive(Debug, Clone)]
pub struct Calendar {
    vocabulary: Vocabulary,
    digits: Digits,
    forms: Vec<(Vec<Element>, Reading)>,
    index: Index<8>,
}

/// The language's file as written.
#[derive(Deserialize)]
struct Written {
    names_are_capitalised: bool,
    digits: Digits,
    months: BTreeMap<i8, String>,
    weekdays: BTreeMap<i8, String>,
    relative_days: BTreeMap<i32, String>,
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
    #[error("{0} is not a reading")]
    Reading(String),
    #[error("{0} forms are more than {most}", most = Index::<8>::MOST_FORMS)]
    TooManyForms(usize),
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

    /// Every word that dates and numbers are looked up by.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.words()
    }

    /// The same for texts marked with a lexicon that was given [`Calendar::words`].
    pub fn for_texts_of(self, lexicon: &Lexicon) -> Calendar {
        Calendar { vocabulary: self.vocabulary.for_texts_of(lexicon), ..self }
    }

    /// The date phrases within `range`, in order, none overlapping another; of several the longest.
    pub fn phrases(&self, marked: &Marked, range: Range<usize>, published: Option<Date>) -> Vec<DatePhrase> {
        let mut out: Vec<DatePhrase> = Vec::new();
        let mut parts_of_day = Vec::new();
        let mut matcher = Matcher::of(&self.vocabulary, &self.digits, marked);
        let mut at = range.start;
        while at < range.end {
            if !self.index.has_forms_of(self.vocabulary.id_of(marked, at)) {
                at += 1;
                continue;
            }
            let Some((reading, captures, end)) = self.longest_at(&mut matcher, at..range.end) else {
                at += 1;
                continue;
            };
            let Some(meaning) = reading.meaning(&captures, published) else {
                at = if reading == Reading::NotADate { end } else { at + 1 };
                continue;
            };
            let is_part_of_day = reading == Reading::PartOfDay;
            if is_part_of_day {
                parts_of_day.push(out.len());
            }
            let (is_background, is_window) = (meaning.is_background, meaning.is_window);
            out.push(DatePhrase { tokens: at..end, when: meaning.when, is_background, is_window, is_part_of_day });
            at = end;
        }
        without_parts_of_named_days(out, &parts_of_day)
    }

    /// The number words of the same language.
    pub fn number_words(&self) -> &NumberWords {
        &self.vocabulary.numbers
    }

    fn read(written: &str, numbers: NumberWords) -> Result<Calendar, Error> {
        let written: Written = toml::from_str(written)?;
        let mut vocabulary = Vocabulary::of(numbers, written.names_are_capitalised);
        vocabulary.add_months(&written.months);
        vocabulary.add_weekdays(&written.weekdays);
        vocabulary.add_relative_days(&written.relative_days);
        vocabulary.add_day_suffixes(&written.digits.day_suffixes);
        let mut lists = Lists::new();
        for list in &written.list {
            let forms: Result<Vec<_>, _> =
                list.forms.iter().map(|form| forms::form(form, &lists, &mut vocabulary)).collect();
            lists.insert(list.name.clone(), Arc::new(List::of(&list.name, forms?, &vocabulary)?));
        }
        let mut forms = Vec::new();
        for (code, written) in &written.readings {
            let reading = Reading::from_code(code).ok_or_else(|| Error::Reading(code.clone()))?;
            for form in written {
                let form = forms::form(form, &lists, &mut vocabulary)?;
                forms.extend(forms::with_first_words(form).map(|form| (form, reading)));
            }
        }
        if forms.len() > Index::<8>::MOST_FORMS {
            return Err(Error::TooManyForms(forms.len()));
        }
        let index = Index::of(forms.iter().map(|(form, _)| form.as_slice()), &vocabulary);
        Ok(Calendar { vocabulary, digits: written.digits, forms, index })
    }

    fn longest_at(&self, matcher: &mut Matcher<'_>, range: Range<usize>) -> Option<(Reading, Vec<Capture>, usize)> {
        let mut longest: Option<(Reading, Vec<Capture>, usize)> = None;
        matcher.forget();
        for form in self.index.beginning_with(matcher.ids(range.clone())).iter() {
            let (form, reading) = &self.forms[form];
            matcher.captures.clear();
            let Some(end) = matcher.end_of(form, range.clone()) else { continue };
            let end = end - usize::from(matcher.marked.tokens[end - 1].is_mark(','));
            let is_longer = longest.as_ref().is_none_or(|(_, _, other)| end > *other);
            let is_before = || longest.as_ref().is_some_and(|(other, _, same)| end == *same && reading < other);
            if is_longer || is_before() {
                longest = Some((*reading, matcher.captures.clone(), end));
            }
        }
        longest
    }
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
