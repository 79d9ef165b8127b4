//! A direction of attack, dated.

use jiff::civil::Date;

use crate::model::{Position, Side};

/// A town that defines an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// The gazetteer's lasting id.
    pub place_id: String,
    /// Where it is, once joined with the gazetteer.
    pub position: Option<Position>,
}

/// How an axis stands to the ground beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// One sector of the front.
    Front,
    /// Several sectors at once: an operational direction, an offensive, a zone in the other side's reports.
    Wide,
    /// Ground along a state border, where the defining towns stand far apart.
    Border,
}

/// One row of the registry: a name, for the days it meant this ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Lasting id, lower case with underscores: `siversk_town`.
    pub id: String,
    /// English name without the word "direction".
    pub name: String,
    /// Every spelling in three languages, as an analyst would write it (adjectives in the nominative).
    pub spellings: Vec<String>,
    /// How it stands to the ground beside it.
    pub ground: Ground,
    /// Whose reports use the name; empty when the row is our own definition.
    pub announced_by: Vec<Side>,
    /// First day in use, or a bound for it.
    pub from: Date,
    /// Whether `from` is only a bound.
    pub from_is_bound: bool,
    /// Last day in use, none while it still is.
    pub to: Option<Date>,
    /// Whether `to` is only a bound.
    pub to_is_bound: bool,
    /// The corridor that the axis belongs to through the years.
    pub corridor: String,
    /// What it became, by id.
    pub became: Vec<String>,
    /// The towns that define it.
    pub towns: Vec<Town>,
    /// Where its days and its ground come from.
    pub sources: Vec<String>,
}

impl Axis {
    /// Whether the name meant this ground on that day, give or take `slack_days`.
    pub fn is_in_use(&self, day: Date, slack_days: i32) -> bool {
        let days = |from: Date, to: Date| (to - from).get_days();
        days(self.from, day) >= -slack_days && self.to.is_none_or(|to| days(day, to) >= -slack_days)
    }
}
