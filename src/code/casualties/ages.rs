//! Finds the people of whom a text tells the age: "a conductor, 41", «сторож, якому 62», «диспетчер 53 лет».

use std::ops::Range;

use crate::code::Text;
use crate::lexicon::{Mark, Sense, Small};
use crate::model::Language;
use crate::text::Shape;

/// The oldest that people grow.
const OLDEST: u32 = 110;
/// The youngest whose age may stand right behind a noun without a mark: «прошло 3 года» tells no age.
const YOUNGEST_BARE: u32 = 16;
/// Years in which people were born.
const BORN: Range<u32> = 1915..2030;
/// Tokens from a noun to the number: «жінка, якій був 61».
const LEAD: usize = 4;

/// The noun and the age of each person in a run of tokens, with the mark that closes them.
pub(super) fn aged(text: Text<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    tokens.clone().filter_map(|at| of_one(text, tokens.clone(), at)).collect()
}

fn of_one(text: Text<'_>, tokens: Range<usize>, at: usize) -> Option<Range<usize>> {
    if text.marked.tokens[at].shape != Shape::Number {
        return None;
    }
    let number: u32 = text.marked.tokens.key(at).parse().ok()?;
    let noun = noun_before(text, tokens.start, at)?;
    let end = if BORN.contains(&number) {
        birth_end(text, at, tokens.end)?
    } else if (1..=OLDEST).contains(&number) {
        age_end(text, noun..at, number, tokens.end)?
    } else {
        return None;
    };
    let closes = end + 1 < tokens.end && is_any(text, end, &[',', ')', '.']);
    Some(noun..end + usize::from(closes))
}

/// The word that the age is told of: right before it, or before a mark and "aged".
fn noun_before(text: Text<'_>, first: usize, number: usize) -> Option<usize> {
    let leads = |at: usize| is_any(text, at, &[',', '(', '-', '–', '—']) || tells_age(text, at);
    let noun = (number.saturating_sub(LEAD).max(first)..number).rev().find(|at| !leads(*at))?;
    let leads_to = |sense: Sense| matches!(sense, Sense::Relation(_) | Sense::Small(_) | Sense::Coordinator);
    let is_noun = text.marked.tokens[noun].is_word() && !text.marked.at(noun).iter().any(|mark| leads_to(mark.sense));
    is_noun.then_some(noun)
}

/// Whether a word is one of "aged", «якій був».
fn tells_age(text: Text<'_>, at: usize) -> bool {
    let is_aged = |mark: &Mark| mark.sense == Sense::Small(Small::Aged) && at < mark.end;
    text.marked.marks(at.saturating_sub(1)..at + 1).iter().any(is_aged)
}

/// Where an age ends that stands behind its noun.
fn age_end(text: Text<'_>, lead: Range<usize>, number: u32, last: usize) -> Option<usize> {
    let next = lead.end + 1;
    if next < last && text.marked.is_small(next, Small::Years) {
        let is_bare = lead.len() == 1;
        return (!is_bare || number >= YOUNGEST_BARE).then_some(next + 1);
    }
    let is_aged = lead.clone().any(|at| tells_age(text, at));
    let is_aside = text.document.language == Language::English
        && lead.clone().any(|at| is_any(text, at, &[',', '(']))
        && (next >= last || is_any(text, next, &[',', ')', '.', ';']));
    (is_aged || is_aside).then_some(next)
}

/// Where a year of birth ends: «1950 року народження», «1968 г.р.».
fn birth_end(text: Text<'_>, number: usize, last: usize) -> Option<usize> {
    let words = number + 1..(number + 4).min(last);
    let mut born = words.filter(|at| text.marked.is_small(*at, Small::Born));
    born.next().map(|at| at + 1)
}

fn is_any(text: Text<'_>, at: usize, marks: &[char]) -> bool {
    marks.iter().any(|mark| text.marked.tokens[at].is_mark(*mark))
}
