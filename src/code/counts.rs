//! Finds what the numbers of a clause count.

use std::ops::Range;

use crate::code::Text;
use crate::code::dates::DatePhrase;
use crate::code::numbers::Number;
use crate::lexicon::{Mark, Sense};
use crate::model::{Count, Counted, Counts};
use crate::text::Shape;

/// Words between a number and what it counts.
const REACH: usize = 6;
/// Words of a phrase that says what a number grew to: "attacks rose to".
const LEAST_GROWN: usize = 3;
/// Words between a verb and the one person it tells of.
const ONE_REACH: usize = 4;

/// The numbers in a run of tokens that belong to no date, each with the nearest thing it counts.
pub(super) fn counts(text: Text<'_>, tokens: Range<usize>, dates: &[DatePhrase]) -> Counts {
    let mut counts = Counts::new();
    let mut numbers = text.grammar.calendar.number_words().numbers(text.marked, tokens.clone());
    numbers.retain(|number| !is_part(text, number));
    for (at, number) in numbers.iter().enumerate() {
        let is_date =
            dates.iter().any(|date| date.tokens.start < number.tokens.end && number.tokens.start < date.tokens.end);
        if number.is_ordinal || is_date {
            continue;
        }
        let end = numbers.get(at + 1).map_or(tokens.end, |next| next.tokens.start);
        let start = at.checked_sub(1).map_or(tokens.start, |before| numbers[before].tokens.end);
        let Some(counted) = counted(text, number, start..end) else { continue };
        let count = with_one_before(text, number, counted);
        counts.entry(counted).and_modify(|known| *known = larger(*known, count, counted)).or_insert(count);
    }
    one_person(text, tokens, &mut counts);
    counts
}

/// "including two children", "nine of them children": counted already.
fn is_part(text: Text<'_>, number: &Number) -> bool {
    let is_led = text.marked.ending_at(number.tokens.start, |sense| sense == Sense::Part).is_some();
    is_led || text.marked.at(number.tokens.end).iter().any(|mark| mark.sense == Sense::Part)
}

/// "a mother and two children": three.
fn with_one_before(text: Text<'_>, number: &Number, counted: Counted) -> Count {
    let count = number.count;
    let is_casualty = matches!(counted, Counted::Killed | Counted::Wounded);
    let joins = text.marked.ending_at(number.tokens.start, |sense| sense == Sense::Coordinator);
    let person = joins.and_then(|joins| text.marked.ending_at(joins.start, |sense| sense == Sense::OnePerson));
    match person {
        Some(person) if is_casualty && person.end < number.tokens.start => {
            Count { low: count.low + 1, best: count.best + 1, high: count.high.map(|high| high + 1) }
        }
        _ => count,
    }
}

/// "killed a woman", «загинув чоловік»: one, where no number stands beside the verb.
fn one_person(text: Text<'_>, tokens: Range<usize>, counts: &mut Counts) {
    for mark in text.marked.marks(tokens.clone()) {
        let Sense::Counted(counted @ (Counted::Killed | Counted::Wounded)) = mark.sense else { continue };
        if text.marked.ending_at(mark.start, |sense| sense == Sense::Nobody).is_some() {
            continue;
        }
        let around = mark.start.saturating_sub(ONE_REACH).max(tokens.start)..(mark.end + ONE_REACH).min(tokens.end);
        let is_one = text.marked.marks(around).iter().any(|person| {
            let gap = if person.start >= mark.end { mark.end..person.start } else { person.end..mark.start };
            let is_verb = person.start == mark.start;
            person.sense == Sense::OnePerson && (is_verb || is_unbroken(text, gap))
        });
        if is_one {
            counts.entry(counted).or_insert(Count { low: 1, best: 1, high: Some(1) });
        }
    }
}

/// Whether no mark and no other casualty stands between a verb and its person.
fn is_unbroken(text: Text<'_>, gap: Range<usize>) -> bool {
    if gap.start > gap.end {
        return false;
    }
    let is_plain = gap.clone().all(|at| {
        text.marked.tokens[at].is_word()
            || text.marked.tokens[at].is_dash()
            || text.marked.tokens[at].shape == Shape::Number
    });
    is_plain && casualty(text, gap).is_empty()
}

/// Of two numbers of the dead of one happening the first is the whole, the others its parts; of attacks the larger.
fn larger(known: Count, other: Count, counted: Counted) -> Count {
    match counted {
        Counted::Killed | Counted::Wounded => known,
        _ if other.best > known.best => other,
        _ => known,
    }
}

/// What a number counts: the thing named right after it; people by the verb that stands nearest.
fn counted(text: Text<'_>, number: &Number, window: Range<usize>) -> Option<Counted> {
    let after = number.tokens.end..(number.tokens.end + REACH).min(window.end);
    // «Пятеро»: such a number counts nothing but people.
    let mut is_person = text.marked.marks(number.tokens.clone()).iter().any(|mark| mark.sense == Sense::Person);
    let mut noun_end = number.tokens.end;
    // «двічі»: how often, by itself.
    if text.marked.marks(number.tokens.clone()).iter().any(|mark| mark.sense == Sense::Counted(Counted::Attacks)) {
        return Some(Counted::Attacks);
    }
    for mark in text.marked.marks(after.clone()) {
        match mark.sense {
            Sense::Counted(counted @ (Counted::Attacks | Counted::Munitions)) if !is_person => {
                return downed_or(text, counted, number, &window);
            }
            Sense::Counted(counted) if is_casualty(counted) => break,
            Sense::Person if mark.start <= number.tokens.end + 3 && !is_person => {
                is_person = true;
                noun_end = mark.end;
            }
            _ => {}
        }
    }
    if let Some(grown) = grown_to(text, number).filter(|_| !is_person) {
        return Some(grown);
    }
    let is_comma = |at: &usize| text.marked.tokens[*at].is_mark(',') || text.marked.tokens[*at].is_mark(';');
    let first = window.start.max(number.tokens.start.saturating_sub(3));
    let first = (first..number.tokens.start).rev().find(is_comma).filter(|_| !is_person).unwrap_or(first);
    let verb_before = casualty(text, first..number.tokens.start).last().copied();
    // ", including a child," keeps people apart from what happened to them.
    let has_aside = text.marked.marks(noun_end..noun_end + 2).iter().any(|mark| mark.sense == Sense::Part);
    let stop = (noun_end + if has_aside { 2 * REACH } else { REACH }).min(window.end);
    let stop = (number.tokens.end..stop).find(is_comma).filter(|_| !is_person).unwrap_or(stop);
    let verb_after = casualty(text, number.tokens.end..stop).first().copied();
    if is_person {
        if acts(text, noun_end) {
            return None;
        }
        let is_led = text.marked.ending_at(number.tokens.start, |sense| matches!(sense, Sense::Counted(_))).is_some();
        let nearest = if is_led { verb_before.or(verb_after) } else { verb_after.or(verb_before) };
        return nearest.or_else(|| casualty(text, window.clone()).last().copied());
    }
    let is_bare = text.marked.tokens.get(number.tokens.end).is_none_or(|token| !token.is_word());
    verb_after.filter(|_| !is_bare || verb_before.is_none()).or(verb_before)
}

/// "as about 140 people waited": English people of whom the next word tells what they did.
fn acts(text: Text<'_>, at: usize) -> bool {
    let is_verb =
        text.marked.tokens.get(at).is_some_and(|next| next.is_word() && text.marked.tokens.key(at).ends_with("ed"));
    let befalls = |mark: &Mark| matches!(mark.sense, Sense::Counted(_) | Sense::Trigger(_) | Sense::Speech(_));
    is_verb && !text.marked.at(at).iter().any(befalls)
}

/// "the number of attacks rose to 23": the noun stands before the number.
fn grown_to(text: Text<'_>, number: &Number) -> Option<Counted> {
    let phrase = text.marked.ending_at(number.tokens.start, |sense| matches!(sense, Sense::Counted(_)))?;
    match phrase.sense {
        Sense::Counted(counted) if phrase.end - phrase.start >= LEAST_GROWN => Some(counted),
        _ => None,
    }
}

/// Drones that a number counts were launched, unless the words say that they were shot down.
fn downed_or(text: Text<'_>, counted: Counted, number: &Number, window: &Range<usize>) -> Option<Counted> {
    let around = window.start..(number.tokens.end + REACH).min(window.end);
    let is_downed = text.marked.marks(around).iter().any(|mark| mark.sense == Sense::Counted(Counted::Downed));
    Some(if is_downed && counted == Counted::Munitions { Counted::Downed } else { counted })
}

fn casualty(text: Text<'_>, tokens: Range<usize>) -> Vec<Counted> {
    text.marked
        .marks(tokens)
        .iter()
        .filter_map(|mark| match mark.sense {
            Sense::Counted(counted) if is_casualty(counted) => Some(counted),
            _ => None,
        })
        .collect()
}

fn is_casualty(counted: Counted) -> bool {
    matches!(counted, Counted::Killed | Counted::Wounded | Counted::Captured | Counted::Evacuated)
}
