//! Tells from three tokens which forms can begin there, so that the words of ordinary text cost next to nothing.

use super::forms::{Element, Part};
use super::vocabulary::Vocabulary;

/// How many tokens are looked at.
const DEPTH: usize = 3;

/// A set of forms: 64 for each word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Forms<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Forms<WORDS> {
    const NONE: Forms<WORDS> = Forms([0; WORDS]);

    fn insert(&mut self, form: usize) {
        self.0[form / 64] |= 1 << (form % 64);
    }

    pub(super) fn is_empty(self) -> bool {
        self == Forms::NONE
    }

    fn and(self, other: Forms<WORDS>) -> Forms<WORDS> {
        Forms(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }

    fn or(self, other: Forms<WORDS>) -> Forms<WORDS> {
        Forms(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    /// Its forms in order.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, mut word)| {
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// For each word the forms in which it may be the first, second or third.
#[derive(Debug, Clone)]
pub(super) struct Index<const WORDS: usize> {
    by_word: Vec<[Forms<WORDS>; DEPTH]>,
    /// For each word whether it may be the first of any: what most words are asked, in little memory.
    begins: Vec<bool>,
    /// Forms that may be over before the second and third token, or leave it open.
    open: [Forms<WORDS>; DEPTH],
}

/// What is left of a form: elements, then what stands behind the list that they are of.
struct Rest<'a> {
    elements: &'a [Element],
    behind: Option<&'a Rest<'a>>,
}

impl<const WORDS: usize> Index<WORDS> {
    /// How many forms it can hold.
    pub(super) const MOST_FORMS: usize = 64 * WORDS;

    /// The index of the forms, by their numbers in this order; they are not more than it can hold.
    pub(super) fn of<'f>(forms: impl Iterator<Item = &'f [Element]>, vocabulary: &Vocabulary) -> Index<WORDS> {
        let by_word = vec![[Forms::NONE; DEPTH]; vocabulary.len()];
        let mut index = Index { by_word, begins: Vec::new(), open: [Forms::NONE; DEPTH] };
        for (form, elements) in forms.enumerate() {
            index.add(form, &Rest { elements, behind: None }, 0, vocabulary);
        }
        index.begins = index.by_word.iter().map(|[first, ..]| !first.is_empty()).collect();
        index
    }

    /// Whether any form may begin with a word.
    pub(super) fn has_forms_of(&self, word: u32) -> bool {
        self.begins[word as usize]
    }

    /// The forms that may begin with these words. It knows the words that the vocabulary had when it was made.
    pub(super) fn beginning_with(&self, mut words: impl Iterator<Item = u32>) -> Forms<WORDS> {
        let of_word =
            |word: u32, depth: usize| self.by_word.get(word as usize).map_or(Forms::NONE, |forms| forms[depth]);
        let Some(first) = words.next() else { return Forms::NONE };
        let mut forms = of_word(first, 0);
        for depth in 1..DEPTH {
            if forms.is_empty() {
                return forms;
            }
            let Some(word) = words.next() else { return forms.and(self.open[depth]) };
            if word == Vocabulary::BREAK {
                return forms;
            }
            forms = forms.and(of_word(word, depth).or(self.open[depth]));
        }
        forms
    }

    fn add(&mut self, form: usize, rest: &Rest<'_>, depth: usize, vocabulary: &Vocabulary) {
        if depth == DEPTH {
            return;
        }
        let Some((first, elements)) = rest.elements.split_first() else {
            match rest.behind {
                Some(behind) => self.add(form, behind, depth, vocabulary),
                None => self.leave_open(form, depth),
            }
            return;
        };
        let after = Rest { elements, behind: rest.behind };
        if first.is_optional {
            self.add(form, &after, depth, vocabulary);
        }
        match &first.part {
            Part::Words(words) => {
                self.insert(form, words, depth);
                self.add(form, &after, depth + 1, vocabulary);
            }
            Part::Slot(slot) => {
                self.insert(form, vocabulary.words_of(*slot), depth);
                self.add(form, &after, depth + 1, vocabulary);
                let goes_on = vocabulary.goes_on_with(*slot);
                if !goes_on.is_empty() && depth + 1 < DEPTH {
                    self.insert(form, goes_on, depth + 1);
                    self.leave_open(form, depth + 2);
                }
            }
            Part::List(list) => {
                for elements in &list.forms {
                    self.add(form, &Rest { elements, behind: Some(&after) }, depth, vocabulary);
                }
            }
        }
    }

    fn insert(&mut self, form: usize, words: &[u32], depth: usize) {
        words.iter().for_each(|word| self.by_word[*word as usize][depth].insert(form));
    }

    fn leave_open(&mut self, form: usize, depth: usize) {
        self.open[depth.min(DEPTH)..].iter_mut().for_each(|open| open.insert(form));
    }
}
