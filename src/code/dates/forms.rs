//! The forms in which date phrases are written.
//!
//! A form is words with single spaces between them: `a|b` is either, `word?` may be missing, a mark is itself. Words in
//! capitals are slots (see [`Slot`]) or named lists of forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::Index;
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
    pub(super) index: Index<1>,
    /// What they take is one day.
    pub(super) is_date: bool,
}

impl List {
    /// Takes the forms of the list of this name.
    pub(super) fn of(name: &str, forms: Vec<Vec<Element>>, vocabulary: &Vocabulary) -> Result<List, BadForm> {
        if forms.len() > Index::<1>::MOST_FORMS {
            return Err(BadForm { form: name.to_string(), reason: "is a list of more than 64 forms" });
        }
        let index = Index::of(forms.iter().map(Vec::as_slice), vocabulary);
        Ok(List { forms, index, is_date: name == DATE })
    }
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
        Ok(Element { part: part(step, lists, vocabulary)?, is_optional })
    };
    let elements = written.split(' ').map(&mut step).collect::<Result<Vec<Element>, BadForm>>()?;
    if elements.iter().all(|element| element.is_optional) {
        return Err(BadForm { form: written.to_string(), reason: "has nothing that must be there" });
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

/// One step of a form.
fn part(step: &str, lists: &Lists, vocabulary: &mut Vocabulary) -> Result<Part, BadForm> {
    let is_name = |step: &str| step.len() > 1 && step.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((_, slot)) = SLOTS.iter().find(|(name, _)| *name == step) {
        return Ok(Part::Slot(*slot));
    }
    if is_name(step) {
        let list = lists.get(step).map(|list| Part::List(Arc::clone(list)));
        return list.ok_or_else(|| BadForm { form: step.to_string(), reason: "is a list that does not stand before" });
    }
    if !step.split('|').any(is_name) {
        return Ok(Part::Words(step.split('|').map(|word| vocabulary.id(word)).collect()));
    }
    let mut alternative = |step| Ok(vec![Element { part: part(step, lists, vocabulary)?, is_optional: false }]);
    let forms = step.split('|').map(&mut alternative).collect::<Result<Vec<_>, BadForm>>()?;
    Ok(Part::List(Arc::new(List::of(step, forms, vocabulary)?)))
}
