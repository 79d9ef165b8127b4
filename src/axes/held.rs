//! Ground that one side holds though it is the other's by right.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;
use toml::value::Datetime;

use crate::axes::read::{Fault, day, side};
use crate::model::Side;

/// One `held` table as an analyst writes it; README.md beside the file explains each field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    by: String,
    from: Datetime,
    to: Option<Datetime>,
    units: Vec<String>,
    sources: Vec<String>,
}

/// Ground, who holds it, and when.
#[derive(Debug, Clone)]
pub(super) struct Held {
    by: Side,
    from: Date,
    to: Option<Date>,
    /// Ids of places, and the beginnings of the ids of all that lies in a unit.
    units: Vec<String>,
    /// Further places that lie in a unit, though their ids do not say so.
    places: BTreeSet<String>,
}

impl Held {
    /// # Errors
    /// When the side or a day is none, the days run backwards, or ground or sources are missing.
    pub(super) fn of(row: Row) -> Result<Held, Fault> {
        let by = side("by", &row.by)?;
        let from = day("from", row.from)?;
        let to = row.to.map(|to| day("to", to)).transpose()?;
        if to.is_some_and(|to| to < from) {
            return Err(("to", "is before `from`".to_owned()));
        }
        if row.units.iter().any(|unit| unit.len() < 4) || row.units.is_empty() {
            return Err(("units", "must be ids of places, or at least four letters that ids begin with".to_owned()));
        }
        if row.sources.is_empty() {
            return Err(("sources", "is empty; say where the days come from".to_owned()));
        }
        Ok(Held { by, from, to, units: row.units, places: BTreeSet::new() })
    }

    /// Who holds a place, when this says so. Without a day the last state that is known counts.
    pub(super) fn holder(&self, place_id: &str, day: Option<Date>) -> Option<Side> {
        let is_then = match day {
            Some(day) => self.from <= day && self.to.is_none_or(|to| day <= to),
            None => self.to.is_none(),
        };
        (is_then && (self.holds(place_id) || self.places.contains(place_id))).then_some(self.by)
    }

    /// Adds a place that lies in a unit, if it is one of this ground.
    pub(super) fn add(&mut self, place_id: &str, unit_id: &str) {
        if self.holds(unit_id) && !self.holds(place_id) {
            self.places.insert(place_id.to_owned());
        }
    }

    fn holds(&self, id: &str) -> bool {
        self.units.iter().any(|unit| id.starts_with(unit.as_str()))
    }
}
