//! Whether two reports of one place can tell of the same happening.

use jiff::civil::Date;

use crate::model::{DateBasis, EventType, Report, Side, TypeClass};

/// Share by which two sources may differ in a number of one happening.
const MOST_DIFFERENCE: f64 = 0.5;

/// Days between a headline without a day and what it announces.
pub(super) const HEADLINE_DAYS: i32 = 2;

/// Whether the type, the actor, the day and the numbers of both agree.
pub(super) fn is_same_happening(a: &Report, b: &Report) -> bool {
    a.modality == b.modality
        && has_same_type(a, b)
        && has_same_actor(a, b)
        && has_same_days(a, b)
        && has_same_numbers(a, b)
}

/// Effects and strikes with no weapon named: more exact words may tell of the same.
pub(super) fn is_general(event_type: EventType) -> bool {
    matches!(event_type, EventType::Strike | EventType::CivilianHarm | EventType::InfrastructureDamage)
}

fn has_same_type(a: &Report, b: &Report) -> bool {
    use EventType as T;
    if a.event_type == b.event_type {
        return true;
    }
    if a.event_type.class() != b.event_type.class() {
        return false;
    }
    match a.event_type.class() {
        TypeClass::Strike => {
            let is_from_aircraft = |report: &Report| matches!(report.event_type, T::AirStrike | T::GlideBomb);
            is_general(a.event_type) || is_general(b.event_type) || (is_from_aircraft(a) && is_from_aircraft(b))
        }
        TypeClass::Assault => {
            let is =
                |x: T, y: T| matches!((a.event_type, b.event_type), (p, q) if (p, q) == (x, y) || (p, q) == (y, x));
            is(T::GroundAssault, T::AssaultRepelled) || is(T::Incursion, T::Sabotage)
        }
        TypeClass::Control | TypeClass::Alone(_) => false,
    }
}

/// Days that overlap. In one document a telling without a day of its own, as a headline is, may tell of one shortly
/// before; two reports without any day must stand in one document.
fn has_same_days(a: &Report, b: &Report) -> bool {
    let is_one_document = a.quotation.document == b.quotation.document;
    match (a.when.start.zip(a.when.end), b.when.start.zip(b.when.end)) {
        (Some((from, to)), Some((other_from, other_to))) => {
            let is_loose = |report: &Report| report.when.basis == DateBasis::Published;
            let slack = if is_one_document && (is_loose(a) || is_loose(b)) { HEADLINE_DAYS } else { 0 };
            let begins_in_time = |from: Date, to: Date| from <= to || (slack > 0 && (from - to).get_days() <= slack);
            begins_in_time(from, other_to) && begins_in_time(other_from, to)
        }
        (None, None) => is_one_document,
        _ => false,
    }
}

fn has_same_actor(a: &Report, b: &Report) -> bool {
    let is_open = |side: Side| matches!(side, Side::Unknown | Side::ArmedGroup);
    a.initiator.side == b.initiator.side || is_open(a.initiator.side) || is_open(b.initiator.side)
}

/// One document knows its numbers: two of its tellings give the same ones, or only one of them gives any. Two sources
/// may differ somewhat.
fn has_same_numbers(a: &Report, b: &Report) -> bool {
    let shared: Vec<(u32, u32)> =
        a.counts.iter().filter_map(|(counted, count)| Some((count.best, b.counts.get(counted)?.best))).collect();
    if a.quotation.document == b.quotation.document {
        let is_one_bare = a.counts.is_empty() || b.counts.is_empty();
        return is_one_bare || (!shared.is_empty() && shared.iter().all(|(one, other)| one == other));
    }
    shared.into_iter().all(|(one, other)| f64::from(one.abs_diff(other)) <= MOST_DIFFERENCE * f64::from(one.max(other)))
}
