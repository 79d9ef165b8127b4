//! What the sources together say of an event.

use std::collections::BTreeSet;

use crate::model::{Polarity, Report, Side, Status};

/// Denied by all, disputed, said by both sides, said by independent publishers, or claimed.
pub(super) fn status(reports: &[Report]) -> Status {
    let is_denied = |report: &&Report| report.polarity == Polarity::Denied;
    let denials = reports.iter().filter(is_denied).count();
    let sides: BTreeSet<Side> = reports
        .iter()
        .flat_map(|report| &report.claimants)
        .map(|claimant| claimant.side)
        .filter(|side| matches!(side, Side::Russia | Side::Ukraine))
        .collect();
    let sources: BTreeSet<&str> = reports
        .iter()
        .map(|report| report.quotation.publisher.as_deref().unwrap_or(&report.quotation.sha256))
        .collect();
    let texts: BTreeSet<&str> = reports.iter().map(|report| report.quotation.sha256.as_str()).collect();
    match denials {
        0 if sides.len() > 1 => Status::ClaimedByBoth,
        0 if sources.len() > 1 && texts.len() > 1 => Status::Corroborated,
        0 => Status::Claimed,
        _ if denials == reports.len() => Status::Denied,
        _ => Status::Disputed,
    }
}
