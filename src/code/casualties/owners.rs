//! Gives each group of people to the verb that befalls it.

use std::ops::Range;

use crate::code::Text;
use crate::code::casualties::{Harm, Named, People};
use crate::lexicon::Sense;
use crate::text::Shape;

/// Words between people and the verb that befalls them, a comma counted as several.
const REACH: usize = 16;
/// The same of one person named without a number: such are named for many reasons.
const ONE_REACH: usize = 8;
/// The same of a number without a noun, before and after its verb.
const BARE_REACH: (usize, usize) = (3, 6);
/// Words of the longest aside.
const ASIDE_WORDS: usize = 16;
/// Words of an age between commas.
const AGE_WORDS: usize = 4;
/// How many words a comma, and any stronger mark, is worth.
const COMMA: usize = 3;
const STOP: usize = 6;
/// What it costs to leave a verb without people, and people without a verb.
const IDLE: usize = 10;
const LOST: usize = 20;
/// What is known where a group stands: whether the verb before it has people already, and the verb after it.
const BEFORE: usize = 1;
const AFTER: usize = 2;

/// For each group the number of the verb that befalls it; none where no verb is near enough. A group belongs to the verb
/// before it or to the one after it, and once one belongs to the verb after it, so do those behind it. Of all such partings
/// the cheapest is taken: people near their verb, and no verb without people.
pub(super) fn owners(text: Text<'_>, people: &[People], harms: &[Harm]) -> Vec<Option<usize>> {
    // For each state the least cost; and for each group and verb from which state each state is best reached.
    let mut best = [Some(0), None, None, None];
    let mut trail: Vec<(Option<usize>, [usize; 4])> = Vec::with_capacity(people.len() + harms.len());
    let mut step = |group: Option<usize>, moves: &dyn Fn(usize) -> [Option<(usize, usize)>; 2]| {
        let (mut next, mut from) = ([None; 4], [0; 4]);
        for (state, cost) in best.iter().enumerate().filter_map(|(state, cost)| Some((state, (*cost)?))) {
            for (to, more) in moves(state).into_iter().flatten() {
                if next[to].is_none_or(|known| cost + more < known) {
                    (next[to], from[to]) = (Some(cost + more), state);
                }
            }
        }
        best = next;
        trail.push((group, from));
    };
    let beside = |group: &People| {
        let after = harms.partition_point(|harm| harm.start < group.tokens.start);
        [after.checked_sub(1), Some(after).filter(|after| *after < harms.len())]
    };
    let mut passed = 0;
    for (number, group) in people.iter().enumerate() {
        let [before, after] = beside(group);
        let reached = before.map_or(0, |before| before + 1);
        (passed..reached).for_each(|verb| step(None, &|state| pass(state, verb > 0)));
        passed = reached;
        let cost = |harm: Option<usize>| harm.map(|harm| distance(text, group, &harms[harm]).unwrap_or(LOST));
        let costs = [cost(before), cost(after)];
        step(Some(number), &|state| {
            let to_before = costs[0].filter(|_| state & AFTER == 0).map(|cost| (state | BEFORE, cost));
            [to_before, costs[1].map(|cost| (state | AFTER, cost))]
        });
    }
    (passed..=harms.len()).for_each(|verb| step(None, &|state| pass(state, verb > 0)));
    let mut owners = vec![None; people.len()];
    let mut state =
        (0..best.len()).filter(|state| best[*state].is_some()).min_by_key(|state| best[*state]).unwrap_or(0);
    for (group, from) in trail.iter().rev() {
        if let Some(group) = *group {
            let owner = beside(&people[group])[usize::from(state & AFTER != 0)];
            owners[group] = owner.filter(|harm| distance(text, &people[group], &harms[*harm]).is_some());
        }
        state = from[state];
    }
    owners
}

/// A verb is passed: the one after is the one before from now on; the one before has its people or goes without.
fn pass(state: usize, is_verb_before: bool) -> [Option<(usize, usize)>; 2] {
    let idle = if is_verb_before && state & BEFORE == 0 { IDLE } else { 0 };
    let next = if state & AFTER == 0 { 0 } else { BEFORE };
    [Some((next, idle)), None]
}

/// How far a verb is from people, in words and marks; none when it is beyond their reach.
fn distance(text: Text<'_>, people: &People, harm: &Harm) -> Option<usize> {
    let is_before = people.tokens.start < harm.start;
    let between = if is_before { people.tokens.end..harm.start } else { harm.end..people.tokens.start };
    let (mut words, mut commas, mut stops) = (0, 0, 0);
    let mut at = between.start;
    while at < between.end {
        if let Some(end) = aside_end(text, at..between.end) {
            at = end;
            continue;
        }
        words += 1;
        if words > REACH {
            return None;
        }
        match text.marked.tokens[at].shape {
            Shape::Mark(',') => commas += 1,
            Shape::Mark('-' | '\'' | '’') | Shape::Word(_) | Shape::Number => {}
            Shape::Mark(_) | Shape::Break(_) => stops += 1,
        }
        at += 1;
    }
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

/// The token after an aside about the people before it, which begins and ends with a comma: ", among them a child,", ", 45,".
pub(in crate::code) fn aside_end(text: Text<'_>, range: Range<usize>) -> Option<usize> {
    let tokens = &text.marked.tokens;
    let is_comma = |at: &usize| tokens[*at].is_mark(',');
    if !is_comma(&range.start) {
        return None;
    }
    let inside = range.start + 1..range.skip(1).take(ASIDE_WORDS).find(is_comma)?;
    let is_age = || inside.len() <= AGE_WORDS && inside.clone().any(|at| tokens[at].shape == Shape::Number);
    let tells_part = || text.marked.marks(inside.clone()).iter().any(|mark| mark.sense == Sense::Part);
    (tells_part() || is_age()).then_some(inside.end + 1)
}
