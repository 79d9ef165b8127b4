//! Finds what the numbers of a clause count.

use std::ops::Range;

use crate::code::dates::DatePhrase;
use crate::code::numbers::Number;
use crate::code::{Text, casualties};
use crate::lexicon::{Mark, Sense, Small};
use crate::model::{Count, Counted, Counts};

/// Words between a number and what it counts.
const REACH: usize = 6;

/// Words of "has now risen to" before the number.
const GROWTH_WORDS: usize = 4;

/// The numbers in a run of tokens that belong to no date, each with the nearest thing it counts.
pub(super) fn counts(text: Text<'_>, tokens: Range<usize>, dates: &[DatePhrase]) -> Counts {
    let mut counts = Counts::new();
    let is_of_date = |number: &Number| {
        dates.iter().any(|date| date.tokens.start < number.tokens.end && number.tokens.start < date.tokens.end)
    };
    let mut numbers = text.grammar.calendar.number_words().numbers(text.marked, tokens.clone());
    numbers.retain(|number| !number.is_ordinal && !is_of_date(number));
    let mut people = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let end = numbers.get(at + 1).map_or(tokens.end, |next| next.tokens.start);
        let start = at.checked_sub(1).map_or(tokens.start, |before| numbers[before].tokens.end);
        let person_end = casualties::person_end(text, number, end);
        match counted(text, number, tokens.start, start..end).filter(|_| person_end.is_none()) {
            Some(counted) => {
                let count = number.count;
                let larger = |known: &mut Count| *known = if count.best > known.best { count } else { *known };
                counts.entry(counted).and_modify(larger).or_insert(count);
            }
            None => people.push((number.clone(), person_end)),
        }
    }
    casualties::add(text, tokens, &people, &mut counts);
    counts
}

/// The attacks, munitions or other things that a number of a clause counts.
fn counted(text: Text<'_>, number: &Number, clause: usize, window: Range<usize>) -> Option<Counted> {
    // «двічі»: how often, by itself.
    if text.marked.marks(number.tokens.clone()).iter().any(|mark| mark.sense == Sense::Counted(Counted::Attacks)) {
        return Some(Counted::Attacks);
    }
    let after = number.tokens.end..(number.tokens.end + REACH).min(window.end);
    for mark in text.marked.marks(after) {
        match mark.sense {
            Sense::Counted(counted @ (Counted::Attacks | Counted::Munitions)) => {
                return downed_or(text, counted, number, &window);
            }
            Sense::Counted(counted) if casualties::is_casualty(counted) => break,
            _ => {}
        }
    }
    grown_to(text, number, clause)
}

/// "the number of attacks rose to 23", "the toll of the strike on A climbed to 40": what the words before it count.
fn grown_to(text: Text<'_>, number: &Number, clause: usize) -> Option<Counted> {
    let start = number.tokens.start;
    // The number may begin with a word that these end with: «до», "up to".
    let leads = |mark: &Mark| mark.sense == Sense::Small(Small::Reaches) && mark.end >= start;
    if !text.marked.marks(start.saturating_sub(GROWTH_WORDS)..start).iter().any(leads) {
        return None;
    }
    let before = text.marked.marks(clause..start).iter();
    let counted = before.filter_map(|mark| match mark.sense {
        // "The death toll of the strike": whom it befell, before what did it; of two that end together the longer.
        Sense::Counted(counted) => {
            Some((casualties::is_casualty(counted), mark.end, std::cmp::Reverse(mark.start), counted))
        }
        _ => None,
    });
    counted.max_by_key(|(befell, end, start, _)| (*befell, *end, *start)).map(|(.., counted)| counted)
}

/// Drones that a number counts were launched, unless the words say that they were shot down.
fn downed_or(text: Text<'_>, counted: Counted, number: &Number, window: &Range<usize>) -> Option<Counted> {
    let around = window.start..(number.tokens.end + REACH).min(window.end);
    let is_downed = text.marked.marks(around).iter().any(|mark| mark.sense == Sense::Counted(Counted::Downed));
    Some(if is_downed && counted == Counted::Munitions { Counted::Downed } else { counted })
}
