//! Cuts a sentence into clauses, one for each thing that happens.

use std::ops::Range;

use crate::code::Text;
use crate::lexicon::{Mark, Sense, Trigger};
use crate::model::{Role, TypeClass};

/// One trigger and the words that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause<'t> {
    pub mark: Mark,
    pub trigger: &'t Trigger,
    /// Its words, the trigger's among them.
    pub tokens: Range<usize>,
}

/// The clauses of a sentence, in order; they cover all of it.
pub(super) fn clauses<'t>(text: Text<'t>, sentence: Range<usize>) -> Vec<Clause<'t>> {
    let triggers = triggers(text, sentence.clone());
    let mut clauses: Vec<Clause<'t>> = Vec::with_capacity(triggers.len());
    let mut start = sentence.start;
    for (at, (mark, trigger)) in triggers.iter().enumerate() {
        let end = triggers.get(at + 1).map_or(sentence.end, |(next, _)| boundary(text, mark.end, next.start));
        clauses.push(Clause { mark: *mark, trigger, tokens: start..end });
        start = end;
    }
    merge(text, clauses)
}

/// The triggers of a sentence, the longest where they overlap.
fn triggers<'t>(text: Text<'t>, sentence: Range<usize>) -> Vec<(Mark, &'t Trigger)> {
    let mut found: Vec<(Mark, &Trigger)> = text
        .marked
        .marks(sentence)
        .iter()
        .filter_map(|mark| match mark.sense {
            Sense::Trigger(number) => Some((*mark, text.grammar.lexicon.trigger(number))),
            _ => None,
        })
        .filter(|(mark, _)| !is_in_name(text, mark))
        .collect();
    found.sort_by_key(|(mark, trigger)| (std::cmp::Reverse(mark.end - mark.start), trigger.weak, mark.start));
    let mut kept: Vec<(Mark, &Trigger)> = Vec::new();
    for (mark, trigger) in found {
        if kept.iter().all(|(other, _)| mark.end <= other.start || other.end <= mark.start) {
            kept.push((mark, trigger));
        }
    }
    kept.sort_by_key(|(mark, _)| mark.start);
    kept
}

/// A word inside a place's name tells of nothing.
fn is_in_name(text: Text<'_>, mark: &Mark) -> bool {
    let span = text.marked.tokens.span(mark.start..mark.end);
    let first = text.verdicts.partition_point(|verdict| verdict.mention().span.end <= span.start);
    text.verdicts.get(first).is_some_and(|verdict| verdict.mention().span.contains(span))
}

/// Where the clause of the next trigger begins: after the last mark or joining word between the two that parts no list.
fn boundary(text: Text<'_>, from: usize, to: usize) -> usize {
    let tokens = &text.marked.tokens;
    let mut weak = None;
    for at in from..to {
        let token = &tokens[at];
        if token.is_mark(';') || token.is_mark(':') || (token.is_dash() && !token.is_glued) {
            weak = Some(at + 1);
        } else if token.is_mark(',') && !is_in_list(text, at) {
            weak = Some(at + 1);
        } else if is_joining(tokens.key(at)) && !is_in_list(text, at) {
            weak = Some(at);
        }
    }
    weak.unwrap_or(to)
}

fn is_joining(key: &str) -> bool {
    matches!(
        key,
        "and" | "while" | "but" | "as" | "after" | "when" | "та" | "і" | "й" | "а" | "але" | "и" | "но" | "при"
    )
}

/// Whether the token stands between two names of one list.
fn is_in_list(text: Text<'_>, at: usize) -> bool {
    let token = text.marked.tokens[at];
    let next = text.verdicts.partition_point(|verdict| verdict.mention().span.start < token.end as usize);
    let (Some(next_mention), Some(before)) = (text.verdicts.get(next), next.checked_sub(1)) else { return false };
    let follows = text.marked.tokens[at + 1..]
        .iter()
        .take_while(|other| (other.end as usize) <= next_mention.mention().span.start)
        .count();
    let before_end = text.verdicts[before].mention().span.end as u32;
    let precedes = text.marked.tokens[..at].iter().rev().take_while(|other| other.start >= before_end).count();
    follows <= 4 && precedes <= 3
}

/// Joins clauses that tell of one thing: a weak trigger beside a strong one, two of one class where one has no place.
fn merge<'t>(text: Text<'t>, clauses: Vec<Clause<'t>>) -> Vec<Clause<'t>> {
    let mut out: Vec<Clause<'t>> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match out.last_mut() {
            Some(last) if is_one(text, last, &clause) => {
                let wins = strength(clause.trigger) > strength(last.trigger);
                last.tokens.end = clause.tokens.end;
                if wins {
                    last.mark = clause.mark;
                    last.trigger = clause.trigger;
                }
            }
            _ => out.push(clause),
        }
    }
    out
}

fn is_one(text: Text<'_>, a: &Clause<'_>, b: &Clause<'_>) -> bool {
    let is_alike = a.trigger.event_type.class() == b.trigger.event_type.class()
        || (a.trigger.weak && b.trigger.event_type.class() == TypeClass::Strike)
        || (b.trigger.weak && a.trigger.event_type.class() == TypeClass::Strike);
    let is_either_bare = !has_place(text, a.tokens.clone()) || !has_place(text, b.tokens.clone());
    is_alike && is_either_bare
}

fn has_place(text: Text<'_>, tokens: Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let span = text.marked.tokens.span(tokens);
    let first = text.verdicts.partition_point(|verdict| verdict.mention().span.start < span.start);
    text.verdicts[first..].iter().take_while(|verdict| verdict.mention().span.start < span.end).any(|verdict| {
        verdict.location().is_some_and(|location| {
            matches!(location.role, Role::At | Role::Near | Role::Toward) && !location.mention.is_embedded
        })
    })
}

/// Which of two triggers of one happening names it: repelled over attacked, a weapon over "struck", anything over effects.
fn strength(trigger: &Trigger) -> u8 {
    use crate::model::EventType as T;
    match trigger.event_type {
        _ if trigger.effect => 0,
        _ if trigger.weak => 1,
        T::Strike | T::Clash => 2,
        T::Shelling | T::GroundAssault => 3,
        T::AssaultRepelled | T::Capture => 5,
        _ => 4,
    }
}
