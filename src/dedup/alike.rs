//! Whether two reports of one place can tell of the same happening.

use crate::model::{EventType, Report, Side, TypeClass};

/// Share by which two sources may differ in a number of one happening.
const MOST_DIFFERENCE: f64 = 0.5;

/// Whether the day, the type, the actor and the numbers of both agree.
pub(super) fn is_same_happening(a: &Report, b: &Report) -> bool {
    a.modality == b.modality && has_same_days(a, b) && has_same_type(a, b) && has_same_actor(a, b) && has_same_numbers(a, b)
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
        TypeClass::Strike => is_general(a.event_type) || is_general(b.event_type),
        TypeClass::Assault => {
            let is = |x: T, y: T| matches!((a.event_type, b.event_type), (p, q) if (p, q) == (x, y) || (p, q) == (y, x));
            is(T::GroundAssault, T::AssaultRepelled) || is(T::Incursion, T::Sabotage)
        }
        TypeClass::Control | TypeClass::Alone(_) => false,
    }
}

/// Days that overlap; two reports without a day only within one document.
fn has_same_days(a: &Report, b: &Report) -> bool {
    match (a.when.start.zip(a.when.end), b.when.start.zip(b.when.end)) {
        (Some((from, to)), Some((other_from, other_to))) => from <= other_to && other_from <= to,
        (None, None) => a.quotation.document == b.quotation.document,
        _ => false,
    }
}

fn has_same_actor(a: &Report, b: &Report) -> bool {
    let is_open = |side: Side| matches!(side, Side::Unknown | Side::ArmedGroup);
    a.initiator.side == b.initiator.side || is_open(a.initiator.side) || is_open(b.initiator.side)
}

/// One document knows its numbers; two sources may differ somewhat.
fn has_same_numbers(a: &Report, b: &Report) -> bool {
    let is_one_document = a.quotation.document == b.quotation.document;
    a.counts.iter().all(|(counted, count)| {
        let Some(other) = b.counts.get(counted) else { return true };
        let (low, high) = (count.best.min(other.best), count.best.max(other.best));
        if is_one_document { low == high } else { f64::from(high - low) <= MOST_DIFFERENCE * f64::from(high) }
    })
}
