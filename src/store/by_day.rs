//! Events given out day by day, so that a store of any size can be read in the memory of one day.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::params;

use crate::model::Event;
use crate::store::codes::{day, day_number};
use crate::store::error::{Fault, Outcome};
use crate::store::events::made_events;
use crate::store::{Error, Store};

/// What the drawn events of a store have among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The first and the last day.
    pub days: [Date; 2],
    /// The last day with an event on a point.
    pub last_with_point: Option<Date>,
    /// The ids of their axes.
    pub axes: BTreeSet<String>,
}

impl Store {
    /// The days and axes of all drawn events; none without any that has a day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn extent(&mut self) -> Result<Option<Extent>, Error> {
        self.read(|connection, _| {
            // Each bound by its own question, which its index answers at once.
            let bound = |which: &str, table: &str| -> Outcome<Option<Date>> {
                let query = format!("SELECT {which}(time) FROM {table}");
                let time: Option<String> = connection.query_row(&query, [], |row| row.get(0))?;
                let day = time.and_then(|time| time.get(..10).map(str::to_owned));
                day.map(|day| day.parse().map_err(|_| Fault::value("day", &day))).transpose()
            };
            let last_with_point = bound("max", "event_points")?;
            let first = [bound("min", "event_points")?, bound("min", "event_areas")?].into_iter().flatten().min();
            let last = [last_with_point, bound("max", "event_areas")?].into_iter().flatten().max();
            let Some(days) = first.zip(last).map(|(first, last)| [first, last]) else { return Ok(None) };
            let mut statement =
                connection.prepare("SELECT DISTINCT axis FROM event_points WHERE axis NOTNULL AND time NOTNULL")?;
            let axes = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(Some(Extent { days, last_with_point, axes }))
        })
    }

    /// The last days of the events of which any day lies in the days asked for, in order. None stands last, for events
    /// without a day; it is there only when all days are asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn days(&mut self, from: Option<Date>, to: Option<Date>) -> Result<Vec<Option<Date>>, Error> {
        self.read(|connection, _| {
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT last_day FROM happenings WHERE (?1 IS NULL OR last_day >= ?1)
                 AND (?2 IS NULL OR first_day <= ?2) ORDER BY last_day IS NULL, last_day",
            )?;
            let mut rows = statement.query(params![from.map(day_number), to.map(day_number)])?;
            let mut days = Vec::new();
            while let Some(row) = rows.next()? {
                days.push(row.get::<_, Option<i64>>(0)?.map(day).transpose()?);
            }
            Ok(days)
        })
    }

    /// The events of a last day, or of none, by id, drawn or not; each with the versions of what made it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn made_events(&mut self, last_day: Option<Date>) -> Result<Vec<(Event, Arc<str>)>, Error> {
        let last_day = last_day.map(day_number);
        self.read(|connection, dictionary| made_events("h.last_day IS ?1", params![last_day], dictionary, connection))
    }
}
