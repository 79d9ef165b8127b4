//! One or more reports that tell of the same happening.

use crate::model::Report;

/// What the sources together say of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One side, or nobody's side, says so.
    Claimed,
    /// Both sides say so.
    ClaimedByBoth,
    /// One says so, another denies it or claims the opposite.
    Disputed,
    /// Two or more independent publishers say so.
    Corroborated,
    /// Only denials.
    Denied,
}

impl Status {
    /// The code used in every output.
    pub fn code(self) -> &'static str {
        match self {
            Status::Claimed => "claimed",
            Status::ClaimedByBoth => "claimed_by_both",
            Status::Disputed => "disputed",
            Status::Corroborated => "corroborated",
            Status::Denied => "denied",
        }
    }
}

/// One happening. `reports` is never empty; the first is the one that tells it best.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// From its content; the same input gives the same id on every machine and day.
    pub id: String,
    /// What the sources together say.
    pub status: Status,
    /// Every telling, the most telling first.
    pub reports: Vec<Report>,
}

impl Event {
    /// The report that tells the event best.
    pub fn best(&self) -> &Report {
        &self.reports[0]
    }
}
