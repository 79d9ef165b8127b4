//! The words that dates are made of, each with a number.

use std::collections::BTreeMap;

use crate::code::numbers::{KeyMap, NumberWords};
use crate::lexicon::{Lexicon, Marked};
use crate::text::{Shape, Token};

use super::forms::Slot;

/// A name that stands for a day or a month.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Name {
    pub(super) month: Option<i8>,
    pub(super) weekday: Option<i8>,
    pub(super) days_ago: Option<i32>,
}

/// The words of one language.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    ids: KeyMap<u32>,
    /// The number of the words of each class of the lexicon.
    by_class: Vec<u32>,
    names: Vec<Name>,
    months: Vec<u32>,
    weekdays: Vec<u32>,
    relative_days: Vec<u32>,
    number_beginnings: Vec<u32>,
    number_goes_on: Vec<u32>,
    day_goes_on: Vec<u32>,
    numeric_goes_on: Vec<u32>,
    pub(super) numbers: NumberWords,
    /// Months and weekdays begin with a capital, so that "may" and "march" can be told from them.
    names_are_capitalised: bool,
}

impl Vocabulary {
    /// Every token that is no word of dates.
    pub(super) const OTHER: u32 = 0;
    /// Digits.
    pub(super) const DIGITS: u32 = 1;
    /// A single line break.
    pub(super) const BREAK: u32 = 2;
    /// A dash of any width.
    pub(super) const DASH: u32 = 3;

    pub(super) fn of(numbers: NumberWords, names_are_capitalised: bool) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            ids: KeyMap::default(),
            by_class: Vec::new(),
            names: vec![Name::default(); 4],
            months: Vec::new(),
            weekdays: Vec::new(),
            relative_days: Vec::new(),
            number_beginnings: vec![Vocabulary::DIGITS],
            number_goes_on: vec![Vocabulary::DIGITS, Vocabulary::DASH],
            day_goes_on: vec![Vocabulary::DASH],
            numeric_goes_on: vec![Vocabulary::DASH],
            numbers,
            names_are_capitalised,
        };
        let words: Vec<String> = vocabulary.numbers.first_words().map(String::from).collect();
        for word in words {
            let id = vocabulary.id(&word);
            vocabulary.number_beginnings.push(id);
        }
        let words: Vec<String> = vocabulary.numbers.inner_words().map(String::from).collect();
        for word in words {
            let id = vocabulary.id(&word);
            vocabulary.number_goes_on.push(id);
        }
        vocabulary
    }

    pub(super) fn add_months(&mut self, months: &BTreeMap<i8, String>) {
        for (month, words) in months {
            for word in words.split(' ') {
                let id = self.id(word);
                self.names[id as usize].month = Some(*month);
                self.months.push(id);
            }
        }
    }

    pub(super) fn add_weekdays(&mut self, weekdays: &BTreeMap<i8, String>) {
        for (weekday, words) in weekdays {
            for word in words.split(' ') {
                let id = self.id(word);
                self.names[id as usize].weekday = Some(*weekday);
                self.weekdays.push(id);
            }
        }
    }

    pub(super) fn add_relative_days(&mut self, days: &BTreeMap<i32, String>) {
        for (days_ago, words) in days {
            for word in words.split(' ') {
                let id = self.id(word);
                self.names[id as usize].days_ago = Some(*days_ago);
                self.relative_days.push(id);
            }
        }
    }

    /// Takes the endings that can be glued to a day.
    pub(super) fn add_day_suffixes(&mut self, suffixes: &[String]) {
        for suffix in suffixes {
            let id = self.id(suffix);
            self.day_goes_on.push(id);
        }
        let slash = self.id("/");
        self.numeric_goes_on.push(slash);
    }

    /// The tokens after the first with which a slot may go on; none when it is one token.
    pub(super) fn goes_on_with(&self, slot: Slot) -> &[u32] {
        match slot {
            Slot::Number => &self.number_goes_on,
            Slot::Day => &self.day_goes_on,
            Slot::Numeric => &self.numeric_goes_on,
            _ => &[],
        }
    }

    /// The number of a word, a new one when it is new.
    pub(super) fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.names.len() as u32;
        self.ids.insert(word.to_string(), id);
        self.names.push(Name::default());
        id
    }

    /// Every word that dates and numbers are looked up by.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str).chain(self.numbers.openings())
    }

    /// The same for texts marked with a lexicon that knows every word of it.
    pub(super) fn for_texts_of(mut self, lexicon: &Lexicon) -> Vocabulary {
        let mut by_class = vec![Vocabulary::OTHER; lexicon.classes()];
        self.ids.iter().for_each(|(word, id)| by_class[usize::from(lexicon.class(word))] = *id);
        self.by_class = by_class;
        self.numbers = self.numbers.for_texts_of(lexicon);
        self
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The number of a token; asked about every token, from wherever a date may begin.
    #[inline]
    pub(super) fn id_of(&self, marked: &Marked, at: usize) -> u32 {
        let token = &marked.tokens[at];
        match token.shape {
            Shape::Number => Vocabulary::DIGITS,
            Shape::Break(1) => Vocabulary::BREAK,
            Shape::Break(_) => Vocabulary::OTHER,
            Shape::Mark(_) if token.is_dash() => Vocabulary::DASH,
            Shape::Mark(_) | Shape::Word(_) => self.by_class[usize::from(marked.class(at))],
        }
    }

    /// What a word names, none when it is not written as a name.
    pub(super) fn name(&self, id: u32, token: &Token) -> Option<Name> {
        (token.is_capitalised() || !self.names_are_capitalised).then(|| self.names[id as usize])
    }

    pub(super) fn days_ago(&self, id: u32) -> Option<i32> {
        self.names[id as usize].days_ago
    }

    /// The words with which a slot may begin.
    pub(super) fn words_of(&self, slot: Slot) -> &[u32] {
        match slot {
            Slot::Month => &self.months,
            Slot::Weekday => &self.weekdays,
            Slot::Relative => &self.relative_days,
            Slot::Number => &self.number_beginnings,
            Slot::Dash => &[Vocabulary::DASH],
            Slot::Day | Slot::Year | Slot::Numeric | Slot::Clock | Slot::Hour => &[Vocabulary::DIGITS],
        }
    }
}
