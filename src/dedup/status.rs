//! What the sources together say of an event.

use crate::model::{Polarity, Report, Side, Status};

/// Denied by all, disputed, said by both sides, said by independent publishers, or claimed.
pub(super) fn status(reports: &[Report]) -> Status {
    let denials = reports.iter().filter(|report| report.polarity == Polarity::Denied).count();
    let says_so =
        |side: Side| reports.iter().flat_map(|report| &report.claimants).any(|claimant| claimant.side == side);
    let has_several = |of: fn(&Report) -> &str| reports.iter().any(|report| of(report) != of(&reports[0]));
    match denials {
        0 if says_so(Side::Russia) && says_so(Side::Ukraine) => Status::ClaimedByBoth,
        0 if has_several(source) && has_several(text) => Status::Corroborated,
        0 => Status::Claimed,
        _ if denials == reports.len() => Status::Denied,
        _ => Status::Disputed,
    }
}

/// The publisher; a text whose publisher is not known is a source of its own.
fn source(report: &Report) -> &str {
    report.quotation.publisher.as_deref().unwrap_or_else(|| text(report))
}

fn text(report: &Report) -> &str {
    &report.quotation.sha256
}
