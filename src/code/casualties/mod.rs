//! Counts the killed, hurt, captured and evacuated: which people of a clause belong to which of its verbs.

mod ages;
mod owners;

use std::ops::Range;

pub(super) use owners::aside_end;

use crate::code::Text;
use crate::code::numbers::Number;
use crate::lexicon::{Mark, Sense, Small};
use crate::model::{Count, Counted, Counts};
use crate::text::Shape;

/// Words between a number and the noun that says that it counts people.
const NOUN_REACH: usize = 3;
/// Words beside "and" between two groups of one list.
const LIST_REACH: usize = 8;
/// Words of "no one was" before the verb.
const NOBODY_WORDS: usize = 3;
/// Words of "of the nine" before the number.
const PART_WORDS: usize = 2;

const ONE: Count = Count { low: 1, best: 1, high: Some(1) };

/// People named together.
#[derive(Debug, Clone)]
struct People {
    tokens: Range<usize>,
    count: Count,
    kind: Named,
    /// "another two": more than those before.
    is_more: bool,
    /// "including two children": counted already.
    is_part: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// By a number and a noun.
    Counted,
    /// By a number alone: "five were hurt".
    Bare,
    /// As one: "a woman".
    One,
}

/// A verb or noun of what befell people.
#[derive(Debug, Clone, Copy)]
struct Harm {
    counted: Counted,
    start: usize,
    end: usize,
    /// It tells of one: «загинула».
    is_singular: bool,
}

/// A number that may count people, and the end of the noun that says so.
pub(super) type Numbered = (Number, Option<usize>);

/// Adds the people of a run of tokens to its counts. `numbers` are those that count neither attacks nor munitions.
pub(super) fn add(text: Text<'_>, tokens: Range<usize>, numbers: &[Numbered], counts: &mut Counts) {
    let harms = harms(text, tokens.clone());
    if harms.is_empty() {
        return;
    }
    let people = people(text, tokens, numbers);
    let owners = owners::owners(text, &people, &harms);
    for (at, harm) in harms.iter().enumerate() {
        let own = || people.iter().zip(&owners).filter(|(_, owner)| **owner == Some(at)).map(|(people, _)| people);
        let is_one = || harm.is_singular && !is_of_the_dead(text, harm, &people);
        let Some(sum) = sum(text, own()).or_else(|| is_one().then_some(ONE)) else { continue };
        let is_more = own().next().is_some_and(|people| people.is_more);
        let add = |known: &mut Count| {
            if is_more {
                *known = plus(*known, sum);
            } else if sum.best > known.best {
                // The whole may be told after its part: "a woman was killed, the dead are already four".
                *known = sum;
            }
        };
        counts.entry(harm.counted).and_modify(add).or_insert(sum);
    }
}

/// «померла жінка, поранена вчора», «чоловік, який підірвався»: a word of harm behind a person and a comma tells more of
/// that person.
fn is_of_the_dead(text: Text<'_>, harm: &Harm, people: &[People]) -> bool {
    let near = harm.start.saturating_sub(2)..harm.start;
    let comma = near.into_iter().find(|at| text.marked.tokens[*at].is_mark(','));
    harm.counted == Counted::Wounded
        && comma.is_some_and(|comma| people.iter().any(|people| people.tokens.end == comma))
}

pub(super) fn is_casualty(counted: Counted) -> bool {
    matches!(counted, Counted::Killed | Counted::Wounded | Counted::Captured | Counted::Evacuated)
}

/// Whether a number counts people: the end of the noun that says so before `end`, or of the number that says it itself
/// («п'ятеро»).
pub(super) fn person_end(text: Text<'_>, number: &Number, end: usize) -> Option<usize> {
    // «чотирьох» may be people, and are bombs before the word for them.
    let is_thing = |mark: &Mark| matches!(mark.sense, Sense::Counted(Counted::Munitions | Counted::Attacks));
    let counts_things = text.marked.at(number.tokens.end).iter().any(is_thing);
    let says_people = |mark: &Mark| mark.sense == Sense::Person;
    if !counts_things && text.marked.marks(number.tokens.clone()).iter().any(says_people) {
        return Some(number.tokens.end);
    }
    let after = number.tokens.end..(number.tokens.end + NOUN_REACH + 1).min(end);
    let marks = text.marked.marks(after).iter();
    let mut senses = marks.take_while(|mark| !matches!(mark.sense, Sense::Counted(_)));
    senses.find(|mark| mark.sense == Sense::Person).map(|mark| mark.end)
}

fn harms(text: Text<'_>, tokens: Range<usize>) -> Vec<Harm> {
    let mut harms: Vec<Harm> = Vec::new();
    for mark in text.marked.marks(tokens) {
        let Sense::Counted(counted) = mark.sense else { continue };
        if !is_casualty(counted) || befalls_nobody(text, mark) {
            continue;
        }
        let is_one = |other: &Mark| other.sense == Sense::OnePerson;
        let is_singular = is_verb_of_one(counted) && text.marked.at(mark.start).iter().any(is_one);
        match harms.last_mut() {
            Some(last) if last.counted == counted && is_one_phrase(text, last.end..mark.start) => {
                last.end = last.end.max(mark.end);
                last.is_singular |= is_singular;
            }
            // "fatal wounds", "sustained injuries incompatible with life": the longer words say it.
            Some(last) if mark.start < last.end => {
                if mark.end - mark.start > last.end - last.start {
                    *last = Harm { counted, start: last.start, end: mark.end, is_singular };
                }
            }
            _ => harms.push(Harm { counted, start: mark.start, end: mark.end, is_singular }),
        }
    }
    harms
}

/// "Nobody was hurt": a word for nobody right before the verb, or one that reaches into it.
fn befalls_nobody(text: Text<'_>, harm: &Mark) -> bool {
    let before = harm.start.saturating_sub(NOBODY_WORDS)..harm.start;
    text.marked.marks(before).iter().any(|mark| mark.sense == Sense::Nobody && mark.end >= harm.start)
}

/// Whether two words of harm are of one phrase: at most one word stands between them.
fn is_one_phrase(text: Text<'_>, between: Range<usize>) -> bool {
    between.len() <= 1 && between.into_iter().all(|at| text.marked.tokens[at].is_word())
}

fn is_verb_of_one(counted: Counted) -> bool {
    matches!(counted, Counted::Killed | Counted::Wounded)
}

fn people(text: Text<'_>, tokens: Range<usize>, numbers: &[Numbered]) -> Vec<People> {
    let aged = ages::aged(text, tokens.clone());
    let is_age =
        |(number, noun): &&Numbered| noun.is_none() && aged.iter().any(|aged| aged.contains(&number.tokens.start));
    let counting = numbers.iter().filter(|number| !is_age(number));
    let mut found: Vec<People> = counting.filter_map(|number| numbered(text, number)).collect();
    let is_free = |found: &[People], mark: &Mark| {
        let is_noun_of = |people: &People| mark.start < people.tokens.end && people.tokens.start < mark.end;
        !found.iter().any(is_noun_of)
    };
    let counted = found.len();
    for mark in text.marked.marks(tokens).iter().filter(|mark| mark.sense == Sense::OnePerson) {
        let is_harm = |other: &Mark| matches!(other.sense, Sense::Counted(counted) if is_casualty(counted));
        if text.marked.at(mark.start).iter().any(is_harm) || !is_free(&found[..counted], mark) {
            continue;
        }
        // "A man was killed and a woman hurt": the words for one may span more than its noun.
        let ends = |at: &usize| joins_people(text, *at) || text.marked.at(*at).iter().any(is_harm);
        let end = (mark.start..mark.end).find(ends).unwrap_or(mark.end);
        match found[counted..].last_mut().filter(|last| mark.start <= last.tokens.end) {
            Some(last) => last.tokens.end = last.tokens.end.max(end),
            None => found.push(one(text, mark.start..end)),
        }
    }
    found.sort_by_key(|people| people.tokens.start);
    for aged in aged {
        add_aged(text, &mut found, aged);
    }
    in_lists(text, found)
}

/// Adds a person of whom only the age tells that it is one; an age told of people who are known only reaches further.
fn add_aged(text: Text<'_>, found: &mut Vec<People>, aged: Range<usize>) {
    let at = found.partition_point(|people| people.tokens.start < aged.end);
    match at.checked_sub(1).map(|last| &mut found[last]).filter(|last| aged.start <= last.tokens.end) {
        Some(known) => known.tokens.end = known.tokens.end.max(aged.end),
        None => found.insert(at, one(text, aged)),
    }
}

fn numbered(text: Text<'_>, (number, noun_end): &Numbered) -> Option<People> {
    let is_more = is_more(text, number.tokens.start);
    // "35 settlements".
    let is_unit = |mark: &Mark| matches!(mark.sense, Sense::Head(_) | Sense::HeadOfMany(_));
    let is_of_places = text.marked.at(number.tokens.end).iter().any(is_unit);
    if noun_end.is_some_and(|end| acts(text, end)) || (noun_end.is_none() && is_of_places) {
        return None;
    }
    Some(People {
        tokens: number.tokens.start..noun_end.unwrap_or(number.tokens.end),
        count: number.count,
        kind: if noun_end.is_some() || is_more { Named::Counted } else { Named::Bare },
        is_more,
        is_part: is_part(text, &number.tokens),
    })
}

fn one(text: Text<'_>, tokens: Range<usize>) -> People {
    People {
        count: ONE,
        kind: Named::One,
        is_more: is_more(text, tokens.start),
        is_part: is_part(text, &tokens),
        tokens,
    }
}

/// "another two"; "another" alone is one more.
fn is_more(text: Text<'_>, start: usize) -> bool {
    let is_another = |at: usize| text.marked.is_small(at, Small::Another);
    is_another(start) || (start > 0 && is_another(start - 1))
}

/// "including two children", "a boy among them", "two of the nine": part of people told elsewhere.
fn is_part(text: Text<'_>, tokens: &Range<usize>) -> bool {
    let is_part = |mark: &Mark| mark.sense == Sense::Part;
    let is_led = text.marked.ending_at(tokens.start, |sense| sense == Sense::Part).is_some();
    let is_inside = |mark: &Mark| is_part(mark) && mark.end >= tokens.end;
    let around = tokens.start.saturating_sub(PART_WORDS)..tokens.start;
    is_led || text.marked.at(tokens.end).iter().any(is_part) || text.marked.marks(around).iter().any(is_inside)
}

/// "as about 140 people waited": English people of whom the next word tells what they did.
fn acts(text: Text<'_>, at: usize) -> bool {
    let is_verb =
        text.marked.tokens.get(at).is_some_and(|next| next.is_word() && text.marked.tokens.key(at).ends_with("ed"));
    let befalls = |mark: &Mark| matches!(mark.sense, Sense::Counted(_) | Sense::Trigger(_) | Sense::Speech(_));
    is_verb && !text.marked.at(at).iter().any(befalls)
}

/// The same people with those of one list taken together: "a man and his two sons" are three.
fn in_lists(text: Text<'_>, found: Vec<People>) -> Vec<People> {
    let mut out: Vec<People> = Vec::with_capacity(found.len());
    let goes_on = enumerated(text, &found);
    for (people, goes_on) in found.into_iter().zip(goes_on) {
        let is_listed = |last: &&mut People| goes_on || is_list(text, last.tokens.end..people.tokens.start);
        match out.last_mut().filter(is_listed) {
            Some(last) => {
                last.tokens.end = people.tokens.end;
                last.count = plus(last.count, people.count);
                last.kind = match (last.kind, people.kind) {
                    (Named::One, Named::One) => Named::Counted,
                    (Named::One, other) => other,
                    (known, _) => known,
                };
            }
            None => out.push(people),
        }
    }
    settle_details(text, &mut out);
    // "Civilians were hurt, among them six children": where the whole is not told, at least its part is.
    if out.iter().any(|people| !people.is_part) {
        out.retain(|people| !people.is_part);
    }
    out
}

/// Which people go on with a list of single persons that ends with "and": «листоноша, медсестра та школяр». Without
/// that end, what follows a comma is told of the same person.
fn enumerated(text: Text<'_>, found: &[People]) -> Vec<bool> {
    let mut goes_on = vec![false; found.len()];
    for at in (1..found.len().saturating_sub(1)).rev() {
        let between = |next: usize| found[next - 1].tokens.end..found[next].tokens.start;
        let is_comma = between(at).len() == 1 && text.marked.tokens[between(at).start].is_mark(',');
        let are_single = found[at - 1].kind == Named::One && found[at].kind == Named::One;
        goes_on[at] = is_comma && are_single && (goes_on[at + 1] || is_list(text, between(at + 1)));
    }
    goes_on
}

/// "Three people — two in A and one in B": numbers that follow a whole behind a mark and make it up are its parts.
fn settle_details(text: Text<'_>, people: &mut [People]) {
    for whole in 0..people.len() {
        let behind = people.get(whole + 1).map(|next| people[whole].tokens.end..next.tokens.start);
        let is_parted = |at: usize| matches!(text.marked.tokens[at].shape, Shape::Mark(mark) if mark != '-');
        if people[whole].kind != Named::Counted || !behind.is_some_and(|mut behind| behind.any(is_parted)) {
            continue;
        }
        let mut sum = 0_u32;
        for last in whole + 1..people.len() {
            sum = sum.saturating_add(people[last].count.best);
            if sum >= people[whole].count.best {
                let is_whole = sum == people[whole].count.best && last > whole + 1;
                people[whole + 1..=last].iter_mut().filter(|_| is_whole).for_each(|part| part.is_part = true);
                break;
            }
        }
    }
}

/// Whether nothing but "and" and what describes people stands between two groups.
fn is_list(text: Text<'_>, between: Range<usize>) -> bool {
    let tells = |mark: &Mark| matches!(mark.sense, Sense::Counted(_) | Sense::Trigger(_) | Sense::Part);
    between.len() <= LIST_REACH
        && between.clone().all(|at| text.marked.tokens[at].is_word() || is_hyphen(text, at) || is_age(text, at))
        && between.clone().any(|at| joins_people(text, at))
        && !text.marked.marks(between).iter().any(tells)
}

fn is_hyphen(text: Text<'_>, at: usize) -> bool {
    text.marked.tokens[at].is_dash() && text.marked.tokens[at].is_glued
}

/// "12-year-old": a number glued to the word after it.
fn is_age(text: Text<'_>, at: usize) -> bool {
    text.marked.tokens[at].shape == Shape::Number && at + 1 < text.marked.tokens.len() && is_hyphen(text, at + 1)
}

/// Whether "and" stands between two persons, each named as one: "the driver and his assistant".
pub(super) fn joins_two(text: Text<'_>, at: usize) -> bool {
    let is_one = |sense: Sense| sense == Sense::OnePerson;
    joins_people(text, at)
        && text.marked.ending_at(at, is_one).is_some()
        && text.marked.at(at + 1).iter().any(|mark| is_one(mark.sense))
}

/// "and" between people.
fn joins_people(text: Text<'_>, at: usize) -> bool {
    let joins = |mark: &Mark| mark.sense == Sense::Coordinator && mark.end == at + 1;
    text.marked.is_small(at, Small::JoinsClauses) && text.marked.at(at).iter().any(joins)
}

/// All people of one verb. Of a number and what follows it the number is the whole; those named one by one, those of
/// another place ("and one in B") and "another two" are added.
fn sum<'p>(text: Text<'_>, mut people: impl Iterator<Item = &'p People>) -> Option<Count> {
    let mut last = people.next()?;
    let mut sum = last.count;
    let mut is_listing = last.kind == Named::One;
    for next in people {
        let between = last.tokens.end..next.tokens.start;
        let is_parted = between.clone().any(|at| text.marked.tokens[at].is_mark(','));
        let leads_to_place = |mark: &Mark| matches!(mark.sense, Sense::Relation(_));
        let is_elsewhere = next.kind == Named::Bare
            && text.marked.is_small(next.tokens.start - 1, Small::JoinsClauses)
            && text.marked.at(next.tokens.end).iter().any(leads_to_place);
        let is_anew = between.clone().any(|at| text.marked.tokens[at].is_mark(';')) && !next.is_more;
        if is_anew {
            // "He and eight others set out; three were killed."
            sum = next.count;
        } else if is_listing && !is_parted && next.kind == Named::Counted {
            // «поранень зазнав 41 містянин»: the same people.
            sum = next.count;
        } else if (is_listing && is_parted) || next.is_more || is_elsewhere {
            sum = plus(sum, next.count);
        }
        is_listing &= next.kind == Named::One;
        last = next;
    }
    Some(sum)
}

fn plus(a: Count, b: Count) -> Count {
    Count {
        low: a.low.saturating_add(b.low),
        best: a.best.saturating_add(b.best),
        high: a.high.zip(b.high).map(|(a, b)| a.saturating_add(b)),
    }
}
