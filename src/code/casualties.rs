//! Counts the killed, hurt, captured and evacuated: which people of a clause belong to which of its verbs.

use std::ops::Range;

use crate::code::Text;
use crate::code::numbers::Number;
use crate::lexicon::{Mark, Sense, Small};
use crate::model::{Count, Counted, Counts};
use crate::text::Shape;

/// Words between a number and the noun that says that it counts people.
const NOUN_REACH: usize = 3;
/// Words between people and the verb that befalls them, a comma counted as several.
const REACH: usize = 16;
/// The same of one person named without a number: such are named for many reasons.
const ONE_REACH: usize = 4;
/// The same of a number without a noun, before and after its verb.
const BARE_REACH: (usize, usize) = (3, 6);
/// How many words a comma, and any stronger mark, is worth.
const COMMA: usize = 3;
const STOP: usize = 6;
/// What it costs to leave a verb without people, and people without a verb.
const IDLE: usize = 10;
const LOST: usize = 20;
/// Words beside "and" between two groups of one list.
const LIST_REACH: usize = 5;

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
    let owners = owners(text, &people, &harms);
    for (at, harm) in harms.iter().enumerate() {
        let own = || people.iter().zip(&owners).filter(|(_, owner)| **owner == Some(at)).map(|(people, _)| people);
        let one = Count { low: 1, best: 1, high: Some(1) };
        let Some(sum) = sum(text, own()).or_else(|| harm.is_singular.then_some(one)) else { continue };
        let is_more = own().next().is_some_and(|people| people.is_more);
        let with = |known: Count| match is_more {
            true => plus(known, sum),
            // The whole may be told after its part: "a woman was killed, the dead are already four".
            false if sum.best > known.best => sum,
            false => known,
        };
        counts.entry(harm.counted).and_modify(|known| *known = with(*known)).or_insert(sum);
    }
}

pub(super) fn is_casualty(counted: Counted) -> bool {
    matches!(counted, Counted::Killed | Counted::Wounded | Counted::Captured | Counted::Evacuated)
}

/// Whether a number counts people: the end of the noun that says so before `end`, or of the number that says it itself
/// («п'ятеро»).
pub(super) fn person_end(text: Text<'_>, number: &Number, end: usize) -> Option<usize> {
    if text.marked.marks(number.tokens.clone()).iter().any(|mark| mark.sense == Sense::Person) {
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
        let befalls_nobody = text.marked.ending_at(mark.start, |sense| sense == Sense::Nobody).is_some();
        if !is_casualty(counted) || befalls_nobody {
            continue;
        }
        let is_one = |other: &Mark| other.sense == Sense::OnePerson;
        let is_singular = is_verb_of_one(counted) && text.marked.at(mark.start).iter().any(is_one);
        match harms.last_mut() {
            Some(last) if last.counted == counted && is_one_phrase(text, last.end..mark.start) => {
                last.end = last.end.max(mark.end);
                last.is_singular |= is_singular;
            }
            // "fatal wounds": the longer words say it.
            Some(last) if mark.start < last.end => {}
            _ => harms.push(Harm { counted, start: mark.start, end: mark.end, is_singular }),
        }
    }
    harms
}

/// Whether two words of harm are of one phrase: at most one word stands between them.
fn is_one_phrase(text: Text<'_>, between: Range<usize>) -> bool {
    between.len() <= 1 && between.into_iter().all(|at| text.marked.tokens[at].is_word())
}

fn is_verb_of_one(counted: Counted) -> bool {
    matches!(counted, Counted::Killed | Counted::Wounded)
}

fn people(text: Text<'_>, tokens: Range<usize>, numbers: &[Numbered]) -> Vec<People> {
    let mut found: Vec<People> = numbers.iter().filter_map(|number| numbered(text, number)).collect();
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
    in_lists(text, found)
}

fn numbered(text: Text<'_>, (number, noun_end): &Numbered) -> Option<People> {
    let is_more = is_more(text, number.tokens.start);
    if noun_end.is_some_and(|end| acts(text, end)) {
        return None;
    }
    Some(People {
        tokens: number.tokens.start..noun_end.unwrap_or(number.tokens.end),
        count: number.count,
        kind: if noun_end.is_some() || is_more { Named::Counted } else { Named::Bare },
        is_more,
        is_part: is_led_by_part(text, number.tokens.start)
            || text.marked.at(number.tokens.end).iter().any(|mark| mark.sense == Sense::Part),
    })
}

fn one(text: Text<'_>, tokens: Range<usize>) -> People {
    People {
        count: Count { low: 1, best: 1, high: Some(1) },
        kind: Named::One,
        is_more: is_more(text, tokens.start),
        is_part: is_led_by_part(text, tokens.start),
        tokens,
    }
}

fn is_more(text: Text<'_>, start: usize) -> bool {
    start > 0 && text.marked.is_small(start - 1, Small::Another)
}

fn is_led_by_part(text: Text<'_>, start: usize) -> bool {
    text.marked.ending_at(start, |sense| sense == Sense::Part).is_some()
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
    for people in found {
        match out.last_mut().filter(|last| is_list(text, last.tokens.end..people.tokens.start)) {
            Some(last) => {
                last.tokens.end = people.tokens.end;
                last.count = plus(last.count, people.count);
                last.kind = if last.kind == Named::One { people.kind } else { last.kind };
            }
            None => out.push(people),
        }
    }
    // "Civilians were hurt, among them six children": where the whole is not told, at least its part is.
    if out.iter().any(|people| !people.is_part) {
        out.retain(|people| !people.is_part);
    }
    out
}

/// Whether nothing but "and" and what describes people stands between two groups.
fn is_list(text: Text<'_>, between: Range<usize>) -> bool {
    let tells = |mark: &Mark| matches!(mark.sense, Sense::Counted(_) | Sense::Trigger(_) | Sense::Part);
    between.len() <= LIST_REACH
        && between.clone().all(|at| text.marked.tokens[at].is_word() || text.marked.tokens[at].is_dash())
        && between.clone().any(|at| joins_people(text, at))
        && !text.marked.marks(between).iter().any(tells)
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

/// For each group the number of the verb that befalls it; none where no verb is near enough. Groups and verbs keep
/// their order, so of the groups between two verbs the first ones belong to the verb before them and the rest to the
/// one after: the cheapest such parting is taken.
fn owners(text: Text<'_>, people: &[People], harms: &[Harm]) -> Vec<Option<usize>> {
    let gap_of = |people: &People| harms.partition_point(|harm| harm.start < people.tokens.start);
    let gaps: Vec<Range<usize>> = (0..=harms.len())
        .map(|gap| people.partition_point(|it| gap_of(it) < gap)..people.partition_point(|it| gap_of(it) <= gap))
        .collect();
    let cost = |range: Range<usize>, harm: usize| -> usize {
        range.map(|at| distance(text, &people[at], &harms[harm]).unwrap_or(LOST)).sum()
    };
    // For each gap, and whether the verb before it has people already: the least cost, where it is parted, and whether
    // the verb before the last gap had people.
    let mut best: Vec<[Option<(usize, usize, bool)>; 2]> = vec![[None; 2]; harms.len() + 1];
    let first = &gaps[0];
    best[0][usize::from(!first.is_empty())] = Some((cost(first.clone(), 0), first.start, false));
    for gap in 1..=harms.len() {
        let range = &gaps[gap];
        for had in [false, true] {
            let Some((before, ..)) = best[gap - 1][usize::from(had)] else { continue };
            let last = gap == harms.len();
            for parted in if last { range.end..=range.end } else { range.start..=range.end } {
                let idle = if had || parted > range.start { 0 } else { IDLE };
                let after = if last { 0 } else { cost(parted..range.end, gap) };
                let sum = before + idle + cost(range.start..parted, gap - 1) + after;
                let has = usize::from(parted < range.end);
                if best[gap][has].is_none_or(|(known, ..)| sum < known) {
                    best[gap][has] = Some((sum, parted, had));
                }
            }
        }
    }
    let mut owners = vec![None; people.len()];
    let own = |owners: &mut Vec<Option<usize>>, range: Range<usize>, harm: usize| {
        for at in range {
            owners[at] = distance(text, &people[at], &harms[harm]).map(|_| harm);
        }
    };
    let mut has = false;
    for gap in (1..=harms.len()).rev() {
        let Some((_, parted, had)) = best[gap][usize::from(has)] else { break };
        own(&mut owners, gaps[gap].start..parted, gap - 1);
        if gap < harms.len() {
            own(&mut owners, parted..gaps[gap].end, gap);
        }
        has = had;
    }
    own(&mut owners, gaps[0].clone(), 0);
    owners
}

/// How far a verb is from people, in words and marks; none when it is beyond their reach.
fn distance(text: Text<'_>, people: &People, harm: &Harm) -> Option<usize> {
    let is_before = people.tokens.start < harm.start;
    let between = if is_before { people.tokens.end..harm.start } else { harm.end..people.tokens.start };
    let words = between.len();
    let (commas, stops) = between.fold((0, 0), |(commas, stops), at| match text.marked.tokens[at].shape {
        Shape::Mark(',') => (commas + 1, stops),
        Shape::Mark('-' | '\'' | '’') => (commas, stops),
        Shape::Mark(_) | Shape::Break(_) => (commas, stops + 1),
        Shape::Word(_) | Shape::Number => (commas, stops),
    });
    let cost = words + commas * COMMA + stops * STOP;
    let reach = match people.kind {
        Named::Counted => REACH,
        Named::One if commas + stops > 0 => return None,
        Named::One => ONE_REACH,
        Named::Bare if commas + stops > 0 => return None,
        Named::Bare if is_before => BARE_REACH.1,
        Named::Bare => BARE_REACH.0,
    };
    (cost <= reach).then_some(cost)
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
        let is_elsewhere = next.kind == Named::Bare && text.marked.is_small(next.tokens.start - 1, Small::JoinsClauses);
        if is_listing && !is_parted && next.kind == Named::Counted {
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
    Count { low: a.low + b.low, best: a.best + b.best, high: a.high.zip(b.high).map(|(a, b)| a + b) }
}
