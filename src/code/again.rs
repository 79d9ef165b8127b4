//! Parts the clauses that tell the same of more places, each group with a number of its own: "repelled 19 attacks near A
//! and B, another 8 near C".

use crate::code::clauses::Clause;
use crate::code::numbers::Number;
use crate::code::{Text, places};
use crate::lexicon::{Mark, Sense, Small};
use crate::model::{Counted, EventType, Role};

/// Words between a number and the preposition or noun by which it is one of the same things.
const REACH: usize = 3;

/// Makes each group that is told again a clause of its own.
pub(super) fn part<'t>(text: Text<'t>, clauses: &mut Vec<Clause<'t>>) {
    let mut at = 0;
    while at < clauses.len() {
        if let Some((head, tail)) = split(text, &clauses[at]) {
            clauses[at] = head;
            clauses.insert(at + 1, tail);
        }
        at += 1;
    }
}

fn split<'t>(text: Text<'t>, clause: &Clause<'t>) -> Option<(Clause<'t>, Clause<'t>)> {
    // What was shot down over several regions is told as one tally.
    if clause.has_effect || clause.trigger.effect || clause.trigger.event_type == EventType::AirDefence {
        return None;
    }
    let after = clause.mark.end..clause.tokens.end;
    let may_lead = |at: usize| leads(text, at);
    if !after.clone().any(may_lead) {
        return None;
    }
    let numbers = text.grammar.calendar.number_words().numbers(text.marked, after);
    numbers.into_iter().find_map(|number| {
        let from = lead(text, clause.mark.end, number.tokens.start)?;
        let (head, tail) = (clause.tokens.start..from, from..clause.tokens.end);
        let has_sites = |tokens| !places::sites(text, tokens, clause.trigger.event_type).is_empty();
        if number.is_ordinal || !goes_on(text, &number) || !has_sites(head.clone()) || !has_sites(tail.clone()) {
            return None;
        }
        let mark = Mark { start: number.tokens.start, end: number.tokens.end, ..clause.mark };
        let tail = Clause { mark, tokens: tail, again: Some(number.count), ..clause.clone() };
        Some((Clause { tokens: head, ..clause.clone() }, tail))
    })
}

/// Whether the token can stand before the number of a further group.
fn leads(text: Text<'_>, at: usize) -> bool {
    let token = &text.marked.tokens[at];
    let is_mark = token.is_mark(',') || token.is_mark(';') || (token.is_dash() && !token.is_glued);
    is_mark || text.marked.is_small(at, Small::Another) || text.marked.is_small(at, Small::JoinsClauses)
}

/// Where the group begins whose number starts there: at the joining words and marks before it.
fn lead(text: Text<'_>, from: usize, number: usize) -> Option<usize> {
    (from..number).rev().take_while(|at| leads(text, *at)).last()
}

/// "8 near", "12 attacks in the area of": what follows the number goes on with the places.
fn goes_on(text: Text<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    text.marked.marks(end..end + REACH).iter().any(|mark| match mark.sense {
        Sense::Relation(Role::Near | Role::At | Role::Toward) => mark.start == end || mark.start == end + 1,
        Sense::Counted(Counted::Attacks) => mark.start == end,
        _ => false,
    })
}
