//! The parts of a pattern, as written and with the classes of their words.

use crate::lexicon::classes::{Classes, RoughSet, Tree, Word};

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    Words {
        any_of: Vec<Classes>,
        is_optional: bool,
    },
    Number,
    Gap {
        /// What the elements after it can begin with.
        beyond: RoughSet,
    },
}

/// An element with its words as written.
pub(super) enum Written {
    Words { any_of: Vec<Word>, is_optional: bool },
    Number,
    Gap,
}

impl Written {
    /// Reads one element.
    pub(super) fn read(part: &str) -> Written {
        match part {
            "#" => return Written::Number,
            ".." => return Written::Gap,
            _ => {}
        }
        let (part, is_optional) = part.strip_suffix('?').map_or((part, false), |part| (part, true));
        let any_of = part
            .split('|')
            .map(|word| match word.strip_suffix('*') {
                Some(stem) => Word::Stem(stem.to_string()),
                None => Word::Whole(word.to_string()),
            })
            .collect();
        Written::Words { any_of, is_optional }
    }

    /// Its words.
    pub(super) fn words(&self) -> &[Word] {
        match self {
            Written::Words { any_of, .. } => any_of,
            Written::Number | Written::Gap => &[],
        }
    }
}

/// The elements with the classes of their words; the tree was made with them.
pub(super) fn compiled(written: &[Written], tree: &Tree) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::with_capacity(written.len());
    for element in written.iter().rev() {
        elements.push(match element {
            Written::Words { any_of, is_optional } => Element::Words {
                any_of: any_of.iter().map(|word| tree.classes(word)).collect(),
                is_optional: *is_optional,
            },
            Written::Number => Element::Number,
            Written::Gap => Element::Gap { beyond: beginnings(elements.iter().rev()) },
        });
    }
    elements.reverse();
    elements
}

/// The classes of the words that the elements can begin with.
pub(super) fn beginnings<'e>(elements: impl IntoIterator<Item = &'e Element>) -> RoughSet {
    let mut set = RoughSet::default();
    for element in elements {
        let Element::Words { any_of, is_optional } = element else { return RoughSet::ALL };
        any_of.iter().flat_map(|classes| classes.iter()).for_each(|class| set.insert(class));
        if !is_optional {
            return set;
        }
    }
    RoughSet::ALL
}

/// The classes of the words that can follow the first word or number of the elements.
pub(super) fn seconds(elements: &[Element]) -> RoughSet {
    let mut set = RoughSet::default();
    for (number, element) in elements.iter().enumerate() {
        let is_optional = match element {
            Element::Words { is_optional, .. } => *is_optional,
            Element::Number => false,
            Element::Gap { .. } => return RoughSet::ALL,
        };
        set.add(&beginnings(&elements[number + 1..]));
        if !is_optional {
            return set;
        }
    }
    RoughSet::ALL
}
