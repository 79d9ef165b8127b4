//! Which days changed since somebody drew them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::codes::day;
use crate::store::error::Outcome;
use crate::store::{Error, Store};

/// Days counted from 1970-01-01; none for events without a day.
pub(super) type Days = BTreeSet<Option<i64>>;

/// What changed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Its events or the number of its clusters, and so perhaps all that is written of it.
    Everything,
    /// What is said of its clusters, as many as before.
    Clusters,
}

/// Days that are other than they were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Days to be drawn anew; none for events without a day.
    pub days: BTreeSet<Option<Date>>,
    /// Days of which nothing changed but what is said of the clusters.
    pub clusters: BTreeSet<Date>,
}

impl Store {
    /// The name of what the events and clusters are now: the same while none of them changes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn state(&mut self) -> Result<Option<String>, Error> {
        self.read(|connection, _| {
            let newest = "SELECT name FROM states ORDER BY fid DESC LIMIT 1";
            Ok(connection.query_row(newest, [], |row| row.get(0)).optional()?)
        })
    }

    /// The days that changed since a state. No answer when this store never was in that state: then nobody knows, and every
    /// day may have changed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changed_since(&mut self, state: &str) -> Result<Option<Changed>, Error> {
        self.read(|connection, _| {
            let known = "SELECT fid FROM states WHERE name = ?1";
            let known: Option<i64> = connection.query_row(known, [state], |row| row.get(0)).optional()?;
            let Some(known) = known else { return Ok(None) };
            let mut statement =
                connection.prepare_cached("SELECT day, whole_state > ?1 FROM changed_days WHERE state > ?1")?;
            let mut rows = statement.query([known])?;
            let mut changed = Changed::default();
            while let Some(row) = rows.next()? {
                let day = row.get::<_, Option<i64>>(0)?.map(day).transpose()?;
                if row.get(1)? {
                    changed.days.insert(day);
                } else {
                    changed.clusters.extend(day);
                }
            }
            Ok(Some(changed))
        })
    }
}

/// Writes down a new state, in which these days are other than before.
pub(super) fn note(days: &Days, what: What, connection: &Connection) -> Outcome<()> {
    if days.is_empty() {
        return Ok(());
    }
    let state =
        connection.prepare_cached("INSERT INTO states (name) VALUES (lower(hex(randomblob(16))))")?.insert([])?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO changed_days VALUES (?1, ?2, ?3) ON CONFLICT (ifnull(day, ''))
         DO UPDATE SET state = ?2, whole_state = max(whole_state, ?3)",
    )?;
    let whole_state = match what {
        What::Everything => state,
        What::Clusters => 0,
    };
    for day in days {
        statement.execute(params![day, state, whole_state])?;
    }
    Ok(())
}
