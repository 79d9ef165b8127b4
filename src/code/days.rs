//! Settles the day of a clause, and whether it is history.

use std::ops::Range;

use crate::code::clauses::Clause;
use crate::code::dates::DatePhrase;
use crate::code::draft::Here;
use crate::code::memory::Memory;
use crate::code::{Text, speech};
use crate::model::{DateBasis, DatePrecision, EventType, TypeClass, When};
use crate::text::Shape;

/// The day nearest to the trigger in its clause, else in its sentence, else the one the text gave last, else the
/// day of publication.
pub(super) fn when(text: Text<'_>, memory: &Memory, clause: &Clause<'_>, here: Here<'_>) -> When {
    let Here { sentence, phrases, .. } = here;
    // "They took A, and B fell on Tuesday": the day of the next clause is not this one's.
    let is_of_another = |phrase: &&DatePhrase| {
        let between = clause.mark.end..phrase.tokens.start.max(clause.mark.end);
        let is_in = is_over(&clause.tokens, &phrase.tokens);
        !is_in && between.into_iter().any(|at| matches!(text.marked.tokens[at].shape, Shape::Mark(',' | ';')))
    };
    let dated = phrases.iter().filter(|phrase| !phrase.is_background && phrase.when.start.is_some());
    let dated = dated.filter(|phrase| !is_of_another(phrase));
    let gap = |phrase: &&DatePhrase| {
        let is_outside = !is_over(&clause.tokens, &phrase.tokens);
        (is_outside, phrase.tokens.start.abs_diff(clause.mark.start))
    };
    let nearest = dated.min_by_key(gap);
    // "In the evening" is that of the day that the text tells of.
    match (nearest, memory.day(sentence.paragraph)) {
        (Some(phrase), Some(day)) if phrase.is_part_of_day && is_one_day(day) => return day,
        (Some(phrase), _) => return phrase.when,
        (None, Some(day)) => return day,
        (None, None) => {}
    }
    match text.document.published {
        Some(published) => When {
            start: Some(published.date),
            end: Some(published.date),
            precision: DatePrecision::Day,
            basis: DateBasis::Published,
        },
        None => When::UNKNOWN,
    }
}

/// The date by which a clause tells of history or sums up weeks: one told of it, an old day that stands nearest to it
/// ("after months of fighting" is only the fighting's), or one that opens a sentence without another day.
pub(super) fn history<'p>(text: Text<'_>, clause: &Clause<'_>, here: Here<'p>) -> Option<&'p DatePhrase> {
    let Here { sentence, phrases, .. } = here;
    let gap = |phrase: &&DatePhrase| phrase.tokens.start.abs_diff(clause.mark.start);
    let nearest = phrases.iter().min_by_key(gap).filter(|phrase| phrase.when.start.is_some());
    let is_only = phrases.iter().filter(|phrase| phrase.when.start.is_some()).count() == 1;
    phrases.iter().find(|phrase| {
        let is_old = phrase.is_background || (is_of_weeks(phrase.when) && !is_gained_over_days(clause));
        let is_here = is_over(&clause.tokens, &phrase.tokens) || nearest == Some(*phrase);
        let opens = is_only && phrase.when.start.is_some() && phrase.tokens.start <= sentence.tokens.start + 1;
        is_old && (opens || (is_here && speech::is_told_with(text, clause, phrase.tokens.clone())))
    })
}

/// Ground that was gained and people who were taken out in a week are told as one happening of that week.
fn is_gained_over_days(clause: &Clause<'_>) -> bool {
    clause.trigger.event_type.class() == TypeClass::Control || clause.trigger.event_type == EventType::Evacuation
}

/// Days from which on what is told of them is a sum.
const DAYS_OF_SUM: i32 = 7;

fn is_of_weeks(when: When) -> bool {
    when.start.zip(when.end).is_some_and(|(start, end)| (end - start).get_days() >= DAYS_OF_SUM)
}

fn is_one_day(when: When) -> bool {
    when.start.is_some() && when.start == when.end
}

fn is_over(tokens: &Range<usize>, other: &Range<usize>) -> bool {
    tokens.start < other.end && other.start < tokens.end
}
