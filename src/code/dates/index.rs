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

/// Words that may follow another: a bit for each, which it shares with a few others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Words(u64);

impl Words {
    const NONE: Words = Words(0);
    const ALL: Words = Words(u64::MAX);

    fn of(words: &[u32]) -> Words {
        Words(words.iter().fold(0, |bits, word| bits | Words::bit(*word)))
    }

    fn add(&mut self, other: Words) {
        self.0 |= other.0;
    }

    fn may_have(self, word: u32) -> bool {
        self.0 & Words::bit(word) != 0
    }

    /// Most words of a text are no words of dates: these have a bit of their own.
    fn bit(word: u32) -> u64 {
        if word == Vocabulary::OTHER { 1 } else { 2 << (word % 63) }
    }
}

/// For each word the forms in which it may be the first, second or third.
#[derive(Debug, Clone)]
pub(super) struct Index<const WORDS: usize> {
    by_word: Vec<[Forms<WORDS>; DEPTH]>,
    /// For each word what may follow where it is the first, and where it is the second. What most words are asked, in
    /// little memory.
    following: Vec<[Words; DEPTH - 1]>,
    /// Forms that may be over before the second and third token, or leave it open.
    open: [Forms<WORDS>; DEPTH],
}

/// A way through a form: how many tokens lie behind, and the words that the last of them can be.
#[derive(Clone, Copy)]
struct Way<'a> {
    form: usize,
    depth: usize,
    last: &'a [u32],
}

impl<'a> Way<'a> {
    fn beyond(self, words: &'a [u32]) -> Way<'a> {
        Way { depth: self.depth + 1, last: words, ..self }
    }
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
        let following = vec![[Words::NONE; DEPTH - 1]; vocabulary.len()];
        let mut index = Index { by_word, following, open: [Forms::NONE; DEPTH] };
        for (form, elements) in forms.enumerate() {
            let way = Way { form, depth: 0, last: &[] };
            index.add(way, &Rest { elements, behind: None }, vocabulary);
        }
        index
    }

    /// Whether any form may begin with a word.
    pub(super) fn has_forms_of(&self, word: u32) -> bool {
        self.following[word as usize][0] != Words::NONE
    }

    /// The forms that may begin with these words. It knows the words that the vocabulary had when it was made.
    pub(super) fn beginning_with(&self, mut words: impl Iterator<Item = u32>) -> Forms<WORDS> {
        let of_word =
            |word: u32, depth: usize| self.by_word.get(word as usize).map_or(Forms::NONE, |forms| forms[depth]);
        let Some(first) = words.next() else { return Forms::NONE };
        let (second, third) = (words.next(), words.next());
        if !self.may_begin_with(first, second, third) {
            return Forms::NONE;
        }
        let mut forms = of_word(first, 0);
        for (depth, word) in [(1, second), (2, third)] {
            if forms.is_empty() {
                return forms;
            }
            let Some(word) = word else { return forms.and(self.open[depth]) };
            if word == Vocabulary::BREAK {
                return forms;
            }
            forms = forms.and(of_word(word, depth).or(self.open[depth]));
        }
        forms
    }

    /// Whether any form may begin with these words: a quick no to most. A line break may stand between any two.
    fn may_begin_with(&self, first: u32, second: Option<u32>, third: Option<u32>) -> bool {
        let following = |word: u32, depth: usize| {
            self.following.get(word as usize).map_or(Words::NONE, |following| following[depth])
        };
        let is_no_break = |word: &u32| *word != Vocabulary::BREAK;
        let after_first = following(first, 0);
        let Some(second) = second.filter(is_no_break) else { return after_first != Words::NONE };
        // A form that may be over after the first word says nothing of the others.
        let may_go_on = |third: u32| after_first == Words::ALL || following(second, 1).may_have(third);
        after_first.may_have(second) && third.filter(is_no_break).is_none_or(may_go_on)
    }

    fn add(&mut self, way: Way<'_>, rest: &Rest<'_>, vocabulary: &Vocabulary) {
        if way.depth == DEPTH {
            return;
        }
        let Some((first, elements)) = rest.elements.split_first() else {
            match rest.behind {
                Some(behind) => self.add(way, behind, vocabulary),
                None => self.leave_open(way),
            }
            return;
        };
        let after = Rest { elements, behind: rest.behind };
        if first.is_optional {
            self.add(way, &after, vocabulary);
        }
        match &first.part {
            Part::Words(words) => {
                self.insert(way, words);
                self.add(way.beyond(words), &after, vocabulary);
            }
            Part::Slot(slot) => {
                let words = vocabulary.words_of(*slot);
                self.insert(way, words);
                let way = way.beyond(words);
                self.add(way, &after, vocabulary);
                let goes_on = vocabulary.goes_on_with(*slot);
                if !goes_on.is_empty() && way.depth < DEPTH {
                    self.insert(way, goes_on);
                    self.leave_open(way.beyond(goes_on));
                }
            }
            Part::List(list) => {
                for elements in &list.forms {
                    self.add(way, &Rest { elements, behind: Some(&after) }, vocabulary);
                }
            }
        }
    }

    /// A form goes on with one of the words.
    fn insert(&mut self, way: Way<'_>, words: &[u32]) {
        words.iter().for_each(|word| self.by_word[*word as usize][way.depth].insert(way.form));
        self.follow(way, Words::of(words));
    }

    /// A form is over, or goes on in ways that are not looked at.
    fn leave_open(&mut self, way: Way<'_>) {
        self.open[way.depth.min(DEPTH)..].iter_mut().for_each(|open| open.insert(way.form));
        self.follow(way, Words::ALL);
    }

    fn follow(&mut self, way: Way<'_>, words: Words) {
        let Some(depth) = way.depth.checked_sub(1).filter(|depth| *depth < DEPTH - 1) else { return };
        way.last.iter().for_each(|last| self.following[*last as usize][depth].add(words));
    }
}
