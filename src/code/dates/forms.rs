//! The forms in which date phrases are written.
//!
//! A form is words with single spaces between them: `a|b` is either, `word?` may be missing, a mark is itself. Words in
//! capitals are slots (see [`Slot`]) or named lists of forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::vocabulary::Vocabulary;

/// A place in a form that takes a value out of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
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

/// One step of a form.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) part: Part,
    pub(super) is_optional: bool,
}

/// What a step matches.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// One of these words.
    Words(Vec<u32>),
    /// A value.
    Slot(Slot),
    /// The longest of these forms.
    List(Arc<List>),
}

/// Forms of which the longest counts.
#[derive(Debug)]
pub(super) struct List {
    pub(super) forms: Vec<Vec<Element>>,
    /// What they take is one day.
    pub(super) is_date: bool,
    /// One bit for each word of the vocabulary that may begin one of them.
    beginnings: Vec<u64>,
}

impl List {
    /// Takes the forms of the list of this name.
    pub(super) fn of(name: &str, forms: Vec<Vec<Element>>, vocabulary: &Vocabulary) -> List {
        let mut list = List { forms, is_date: name == DATE, beginnings: vec![0; vocabulary.len() / 64 + 1] };
        for form in &list.forms {
            for element in form {
                match &element.part {
                    Part::Words(words) => words.iter().for_each(|word| insert(&mut list.beginnings, *word)),
                    Part::Slot(slot) => {
                        vocabulary.words_of(*slot).iter().for_each(|word| insert(&mut list.beginnings, *word));
                    }
                    Part::List(inner) => {
                        list.beginnings.iter_mut().zip(&inner.beginnings).for_each(|(all, some)| *all |= some);
                    }
                }
                if !element.is_optional {
                    break;
                }
            }
        }
        list
    }

    /// Whether one of the forms may begin with this word.
    pub(super) fn may_begin_with(&self, word: u32) -> bool {
        self.beginnings.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }
}

fn insert(set: &mut [u64], word: u32) {
    set[word as usize / 64] |= 1 << (word % 64);
}

/// The lists of forms that have a name.
pub(super) type Lists = BTreeMap<String, Arc<List>>;

/// A form that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("form {form:?} {reason}")]
pub(super) struct BadForm {
    form: String,
    reason: &'static str,
}

/// Reads a form; `lists` are the named ones it may use, its words join the `vocabulary`.
pub(super) fn form(written: &str, lists: &Lists, vocabulary: &mut Vocabulary) -> Result<Vec<Element>, BadForm> {
    let mut step = |step: &str| {
        let (step, is_optional) = step.strip_suffix('?').map_or((step, false), |step| (step, true));
        Some(Element { part: part(step, lists, vocabulary)?, is_optional })
    };
    let bad = |reason| BadForm { form: written.to_string(), reason };
    let elements: Option<Vec<Element>> = written.split(' ').map(&mut step).collect();
    let elements = elements.ok_or_else(|| bad("uses a list that does not stand before it"))?;
    if elements.iter().all(|element| element.is_optional) {
        return Err(bad("has nothing that must be there"));
    }
    Ok(elements)
}

/// A form that begins with what may be missing is two: one begins with it, the other with what follows. So the first
/// token of a text tells which forms can begin there.
pub(super) fn with_first_words(form: Vec<Element>) -> impl Iterator<Item = Vec<Element>> {
    let missing = form.iter().take_while(|element| element.is_optional).count();
    (0..=missing).map(move |first| {
        let mut form = form[first..].to_vec();
        form[0].is_optional = false;
        form
    })
}

/// One step of a form; none when it names a list that there is not.
fn part(step: &str, lists: &Lists, vocabulary: &mut Vocabulary) -> Option<Part> {
    let is_name = |step: &str| step.len() > 1 && step.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((_, slot)) = SLOTS.iter().find(|(name, _)| *name == step) {
        return Some(Part::Slot(*slot));
    }
    if is_name(step) {
        return Some(Part::List(Arc::clone(lists.get(step)?)));
    }
    if !step.split('|').any(is_name) {
        return Some(Part::Words(step.split('|').map(|word| vocabulary.id(word)).collect()));
    }
    let mut alternative = |step| Some(vec![Element { part: part(step, lists, vocabulary)?, is_optional: false }]);
    let forms = step.split('|').map(&mut alternative).collect::<Option<Vec<_>>>()?;
    Some(Part::List(Arc::new(List::of(step, forms, vocabulary))))
}
