//! Walks the gazetteer's names from every capitalised word.

use std::ops::Range;

use crate::gazetteer::{Gazetteer, Walk};
use crate::lexicon::{Mark, Marked, Sense};
use crate::model::Kind;
use crate::recognise::small::SmallWords;
use crate::recognise::{Name, features, seldom};
use crate::text::{Capitals, Shape, Token, Tokens, fold};

/// Words of the longest names.
const MOST_WORDS: usize = 6;
/// Letters of the shortest word that is a whole name by itself.
const FEWEST_LETTERS: usize = 3;

/// Inhabitants below which a given name is hardly ever meant as a town's.
const SMALL_TOWN: u32 = 20_000;
/// Letters of the longest acronym that is taken for one.
const LONGEST_ACRONYM: usize = 3;
/// What English contracts behind an apostrophe.
const CONTRACTED: [&str; 5] = ["ll", "re", "ve", "d", "t"];

/// Letters of the longest word that a hyphen joins to a name as its first part («Верхне-», «Усть-», «Ново-»).
const LONGEST_FORE: usize = 6;

/// Finds the names of one text.
pub(super) struct Finder<'m, 'g> {
    text: &'m str,
    marked: &'m Marked,
    gazetteer: &'g Gazetteer,
    small_words: SmallWords<'m>,
    key: String,
}

/// The token after a name, and the walk to it.
type Found<'g> = (usize, Walk<'g>);

impl<'m, 'g> Finder<'m, 'g> {
    pub(super) fn new(text: &'m str, marked: &'m Marked, gazetteer: &'g Gazetteer) -> Finder<'m, 'g> {
        let (small_words, key) = Default::default();
        Finder { text, marked, gazetteer, small_words, key }
    }

    /// The names that begin in a sentence; the longest at each word, none overlapping.
    pub(super) fn in_sentence(&mut self, sentence: Range<usize>) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::new();
        let wrapped_end = wrapped_end(self.marked, sentence.end);
        let mut at = sentence.start;
        while at < sentence.end {
            let begins = can_begin(self.marked, at) && !self.is_tail(&sentence, at, out.last());
            let found = if begins { self.longest(at..wrapped_end) } else { None };
            let is_meant = |(end, walk): &Found| {
                *end > at + 1
                    || self.is_feature(at, *walk)
                    || self.is_meant(&sentence, at)
                        && !self.is_somebody(&sentence, at, *walk)
                        && !self.is_acronym(&sentence, at, *walk)
            };
            let Some((end, walk)) = found.filter(is_meant) else {
                at += 1;
                continue;
            };
            let (tokens, candidates) = (at..end, walk.places());
            out.push(Name { extent: tokens.clone(), tokens, candidates, axes: Vec::new(), kind: None, sentence: 0 });
            at = end;
        }
        out
    }

    /// «Верхне-Хутірське», «Усть-Луга»: what a hyphen joins to a short word that is no place is the end of another name.
    fn is_tail(&self, sentence: &Range<usize>, word: usize, last: Option<&Name>) -> bool {
        let tokens = &self.marked.tokens;
        let is_joined = word >= sentence.start + 2
            && tokens[word].is_glued
            && tokens[word - 1].is_dash()
            && tokens[word - 1].is_glued
            && tokens[word - 2].shape == Shape::Word(Capitals::First);
        is_joined
            && last.is_none_or(|last| last.tokens.end < word - 1)
            && tokens.key(word - 2).contains(fold::is_cyrillic)
            && tokens.key(word - 2).chars().count() <= LONGEST_FORE
            && self.marked.at(word - 2).is_empty()
    }

    /// Whether a single word that is a name is meant as one.
    fn is_meant(&mut self, sentence: &Range<usize>, word: usize) -> bool {
        let is_ordinary = word == sentence.start && self.is_ordinary(word);
        let is_everyday = || seldom::is_everyday(self.marked, sentence, word);
        let is_person =
            |finder: &mut Self| !is_of_area(finder.marked, word + 1) && finder.is_person(sentence.start, word);
        !is_ordinary && !is_everyday() && !self.is_contraction(word) && !is_person(self)
    }

    /// A given name that only small places bear, where nothing asks for a place.
    fn is_somebody(&self, sentence: &Range<usize>, word: usize, walk: Walk<'g>) -> bool {
        let is_small = |place| self.gazetteer.population(place).unwrap_or(0) < SMALL_TOWN;
        seldom::is_somebody(self.marked, sentence, word) && walk.candidates().all(|candidate| is_small(candidate.place))
    }

    /// «ЛЕП»: a short word in capitals among small ones is no settlement, whatever village its letters spell.
    fn is_acronym(&self, sentence: &Range<usize>, word: usize, walk: Walk<'g>) -> bool {
        let tokens = &self.marked.tokens;
        let is_loud = |at: usize| tokens[at].shape == Shape::Word(Capitals::All);
        let is_short = tokens.key(word).chars().count() <= LONGEST_ACRONYM;
        let mut near = sentence.start.max(word.saturating_sub(2))..sentence.end.min(word + 3);
        is_short
            && is_loud(word)
            && near.any(|at| tokens[at].is_word() && !is_loud(at))
            && walk.candidates().all(|candidate| self.gazetteer.kind(candidate.place) == Kind::Settlement)
    }

    /// "We'll", "Hasn't": no name, whatever its letters spell.
    fn is_contraction(&self, word: usize) -> bool {
        let word = &self.text[self.marked.tokens[word].span().range()];
        let end = word.split_once(['\'', '’']).map(|(_, end)| end);
        end.is_some_and(|end| CONTRACTED.contains(&end))
    }

    /// At the start of a sentence a capital says nothing: a word that means something else, or that the text also
    /// writes small, is an ordinary one.
    fn is_ordinary(&mut self, word: usize) -> bool {
        self.marked.at(word).iter().any(|mark| is_common(mark.sense)) || self.small_words.has(self.marked, word)
    }

    /// The longest name that begins at the range's start.
    fn longest(&mut self, range: Range<usize>) -> Option<Found<'g>> {
        let tokens = &self.marked.tokens;
        let end = word_end(tokens, range.start, range.end);
        let mut best = self.abbreviation(range.start..end);
        if let Some(walk) = self.first_word(range.start..end) {
            let is_worded = end > range.start + 1 || tokens.key(range.start).chars().nth(FEWEST_LETTERS - 1).is_some();
            if is_worded && walk.is_name() {
                best = Some(better(best, (end, walk)));
            }
            best = self.longer(walk, end..range.end, best);
        }
        best.filter(|(end, walk)| !is_denied(self.marked, range.start, *end) || self.is_feature(range.start, *walk))
    }

    /// Whether the noun of a feature of that name stands before it.
    fn is_feature(&self, start: usize, walk: Walk<'g>) -> bool {
        features::is_told(self.marked, self.gazetteer, start, walk.candidates())
    }

    /// The best of a known name and those that go on, after the words of a walk, at the range's start.
    fn longer(&mut self, mut walk: Walk<'g>, range: Range<usize>, known: Option<Found<'g>>) -> Option<Found<'g>> {
        let tokens = &self.marked.tokens;
        let (mut best, mut end) = (known, range.start);
        for _ in 1..MOST_WORDS {
            let Some(next) = next_word(tokens, end, range.end).filter(|_| walk.goes_on()) else { break };
            end = word_end(tokens, next, range.end);
            self.key.clear();
            fold::push_key(&self.text[tokens.span(next..end).range()], &mut self.key);
            if self.key.is_empty() || !walk.step(&self.key) {
                break;
            }
            if walk.is_name() {
                best = Some(better(best, (end, walk)));
            }
        }
        best
    }

    /// "US", "U.S.", «ДНР»: capitals that name a place only when they are written as capitals.
    fn abbreviation(&mut self, word: Range<usize>) -> Option<Found<'g>> {
        let tokens = &self.marked.tokens;
        let is_loud = tokens[word.start].shape == Shape::Word(Capitals::All) || word.len() > 1;
        self.key.clear();
        if !is_loud || !fold::push_abbreviation(&self.text[tokens.span(word.clone()).range()], &mut self.key) {
            return None;
        }
        let mut walk = self.gazetteer.walk();
        (walk.step(&self.key) && walk.is_name()).then_some((word.end, walk))
    }

    /// The walk after a word that begins a name.
    fn first_word(&self, word: Range<usize>) -> Option<Walk<'g>> {
        self.gazetteer.walk_from(&self.text[self.marked.tokens.span(word).range()])
    }

    /// A single word is a person's name after a given name, a title, an initial or a capitalised word that is no place
    /// and no known word; and a given name is one itself when a surname follows.
    fn is_person(&mut self, sentence_start: usize, word: usize) -> bool {
        let (marked, tokens) = (self.marked, &self.marked.tokens);
        let is_given = || marked.at(word).iter().any(|mark| matches!(mark.sense, Sense::GivenName));
        if tokens.get(word + 1).is_some_and(|next| next.is_capitalised())
            && (is_given() || is_patronymic(tokens, word + 1))
        {
            return true;
        }
        if word <= sentence_start {
            return false;
        }
        let before = word - 1;
        let is_initial = |at: usize| tokens[at].is_capitalised() && tokens.key(at).chars().count() == 1;
        if tokens[before].is_mark('.') {
            let is_after_initial = before > sentence_start && is_initial(before - 1);
            let is_abbreviation =
                before >= 2 + sentence_start && tokens[before - 2].is_mark('.') && tokens[before - 1].is_glued;
            return is_after_initial && !is_abbreviation;
        }
        let is_introducing = |sense: Sense| matches!(sense, Sense::GivenName | Sense::Title);
        if !tokens[word].is_glued && marked.ending_at(word, is_introducing).is_some() {
            return true;
        }
        let is_name_like = tokens[before].shape == Shape::Word(Capitals::First) && !tokens[word].is_glued;
        if !is_name_like || before == sentence_start {
            return false;
        }
        let is_place = self.first_word(before..word).is_some_and(|before| before.is_name());
        let tells = |mark: &Mark| mark.end > before && is_telling(mark.sense);
        !is_place && !marked.marks(sentence_start..word).iter().any(tells)
    }
}

/// The later of two names, unless it is half a name and the other is not: "Luhansk People" of "People's Republic" is
/// half a name, and a whole shorter one is better.
fn better<'g>(known: Option<Found<'g>>, longer: Found<'g>) -> Found<'g> {
    known.filter(|(_, known)| is_half(&longer.1) && !is_half(known)).unwrap_or(longer)
}

/// Where a name that begins in a sentence may end: a line that ends a sentence may have cut a name in two.
fn wrapped_end(marked: &Marked, end: usize) -> usize {
    let goes_on = marked.tokens.get(end).is_some_and(|token| token.shape == Shape::Break(1))
        && marked.tokens.get(end + 1).is_some_and(|token| token.is_capitalised());
    if goes_on { end + 2 } else { end }
}

/// Whether the noun of an area stands at a token: what is before it is its adjective and ends no other name, whatever is
/// before that («у селі Хутірське Харківської області»).
pub(super) fn is_of_area(marked: &Marked, at: usize) -> bool {
    let is_area = |sense: Sense| matches!(sense, Sense::Head(Kind::Oblast | Kind::Raion | Kind::Hromada));
    at < marked.tokens.len() && marked.at(at).iter().any(|mark| is_area(mark.sense))
}

fn can_begin(marked: &Marked, at: usize) -> bool {
    marked.tokens[at].is_capitalised()
}

/// Whether a name means a place only beside its noun.
fn is_half(name: &Walk) -> bool {
    name.candidates().all(|candidate| candidate.needs_noun)
}

/// The token after a word; the letters of an abbreviation with full stops ("U.S.") are one word.
fn word_end(tokens: &Tokens, at: usize, end: usize) -> usize {
    let is_letter = |at: usize| at < end && tokens[at].is_capitalised() && tokens[at].span().range().len() <= 2;
    let is_stop = |at: usize| at < end && tokens[at].is_mark('.') && tokens[at].is_glued;
    let mut last = at + 1;
    while is_letter(last - 1) && is_stop(last) && is_letter(last + 1) && tokens[last + 1].is_glued {
        last += 2;
    }
    if last > at + 1 && is_stop(last) { last + 1 } else { last }
}

/// The word after `at` that may go on with the name: across a space, one line break or a glued hyphen.
fn next_word(tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    let is_joint = |token: &Token| (token.is_dash() && token.is_glued) || token.shape == Shape::Break(1);
    let next = if at < end && is_joint(&tokens[at]) { at + 1 } else { at };
    let goes_on = next < end && matches!(tokens[next].shape, Shape::Word(_) | Shape::Number);
    goes_on.then_some(next)
}

fn is_denied(marked: &Marked, start: usize, end: usize) -> bool {
    marked.at(start).iter().any(|mark| matches!(mark.sense, Sense::NotPlace) && mark.end >= end)
}

/// «Петрівна», «Ивановича».
fn is_patronymic(tokens: &Tokens, word: usize) -> bool {
    PATRONYMIC.iter().any(|ending| tokens.key(word).ends_with(ending))
}

/// Endings of patronymics in Ukrainian and Russian.
const PATRONYMIC: [&str; 19] = [
    "ович",
    "евич",
    "овича",
    "евича",
    "овичу",
    "евичу",
    "овичем",
    "евичем",
    "івна",
    "івни",
    "івні",
    "івну",
    "івною",
    "овна",
    "овны",
    "овне",
    "овну",
    "овной",
    "евна",
];

/// Whether a marked word speaks against its being a given name.
fn is_telling(sense: Sense) -> bool {
    !matches!(sense, Sense::NotPlace | Sense::SeldomPlace)
}

/// What an ordinary word at the start of a sentence means.
fn is_common(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Continuation
            | Sense::Relation(_)
            | Sense::Coordinator
            | Sense::Negated
            | Sense::Hypothetical
            | Sense::Planned
            | Sense::Background
            | Sense::Recalled
            | Sense::Anaphor(_)
            | Sense::EventAnaphor
            | Sense::Person
            | Sense::Counted(_)
            | Sense::Trigger(_)
            | Sense::Head(_)
    )
}
