//! Which days changed since somebody drew them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::codes::day;
use crate::store::error::Outcome;
use crate::store::{Error, Store};

/// Days counted from 1970-01-01; none for events without a day.
pub(super) type Days = BTreeSet<Option<i64>>;

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

    /// The days whose events or clusters changed since a state; none among them for events without a day. No answer when
    /// this store never was in that state: then nobody knows, and every day may have changed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changed_since(&mut self, state: &str) -> Result<Option<BTreeSet<Option<Date>>>, Error> {
        self.read(|connection, _| {
            let known = "SELECT fid FROM states WHERE name = ?1";
            let known: Option<i64> = connection.query_row(known, [state], |row| row.get(0)).optional()?;
            let Some(known) = known else { return Ok(None) };
            let mut statement = connection.prepare_cached("SELECT day FROM changed_days WHERE state > ?1")?;
            let mut rows = statement.query([known])?;
            let mut days = BTreeSet::new();
            while let Some(row) = rows.next()? {
                days.insert(row.get::<_, Option<i64>>(0)?.map(day).transpose()?);
            }
            Ok(Some(days))
        })
    }
}

/// Writes down a new state, in which these days are other than before.
pub(super) fn note(days: &Days, connection: &Connection) -> Outcome<()> {
    if days.is_empty() {
        return Ok(());
    }
    let state =
        connection.prepare_cached("INSERT INTO states (name) VALUES (lower(hex(randomblob(16))))")?.insert([])?;
    let mut forget = connection.prepare_cached("DELETE FROM changed_days WHERE ifnull(day, '') = ifnull(?1, '')")?;
    let mut statement = connection.prepare_cached("INSERT INTO changed_days VALUES (?1, ?2)")?;
    for day in days {
        forget.execute(params![day])?;
        statement.execute(params![day, state])?;
    }
    Ok(())
}
