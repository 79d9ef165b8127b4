//! Feeds as rows: how each answered last, so that the next run asks only for what is new.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::geopackage::timestamp;
use crate::model::{Answer, FeedState, FeedStates, PageState, Stale};
use crate::store::error::{Fault, Outcome};
use crate::store::{Error, Store};

const INSERT: &str = "INSERT OR REPLACE INTO sources (address, answered_at, etag, last_modified, sha256, first_asked,
    last_success, last_new, failures, last_error, not_before, is_worked_off, stale_since)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

impl Store {
    /// What is remembered of every feed that was ever asked.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn feeds(&mut self) -> Result<FeedStates, Error> {
        self.read(|connection, _| feeds(connection))
    }

    /// Remembers the feeds that changed. What is remembered is not asked for again: it must have been taken in before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_feeds(&mut self, states: &FeedStates, moment: Timestamp) -> Result<(), Error> {
        let known = self.feeds()?;
        let changed: Vec<_> = states.iter().filter(|(address, state)| known.get(*address) != Some(state)).collect();
        if changed.is_empty() {
            return Ok(());
        }
        self.write(moment, |writer, _| {
            changed.into_iter().try_for_each(|(address, state)| keep(address, state, writer.connection()))
        })
    }
}

fn keep(address: &str, state: &FeedState, connection: &Connection) -> Outcome<()> {
    connection
        .prepare_cached("DELETE FROM pages WHERE source IN (SELECT fid FROM sources WHERE address = ?1)")?
        .execute([address])?;
    let FeedState { answer, first_asked, last_success, last_new, failures, last_error, .. } = state;
    let FeedState { not_before, is_worked_off, stale, pages, .. } = state;
    let moment = |moment: &Option<Timestamp>| moment.map(timestamp);
    let stale = stale.map(|stale| match stale {
        Stale::Silent(since) | Stale::Failing(since) => timestamp(since),
    });
    let source = connection.prepare_cached(INSERT)?.insert(params![
        address,
        answer.url,
        answer.etag,
        answer.last_modified,
        answer.sha256,
        moment(first_asked),
        moment(last_success),
        moment(last_new),
        failures,
        last_error,
        moment(not_before),
        is_worked_off,
        stale,
    ])?;
    let mut statement = connection.prepare_cached("INSERT INTO pages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (address, PageState { answer, stamp, asked }) in pages {
        let Answer { url, etag, last_modified, sha256 } = answer;
        statement.execute(params![source, address, url, etag, last_modified, sha256, stamp, moment(asked)])?;
    }
    Ok(())
}

fn feeds(connection: &Connection) -> Outcome<FeedStates> {
    let mut statement = connection.prepare_cached("SELECT * FROM sources")?;
    let mut rows = statement.query([])?;
    let mut feeds = FeedStates::new();
    while let Some(row) = rows.next()? {
        let failures: u32 = row.get("failures")?;
        let stale = moment(row, "stale_since")?;
        let state = FeedState {
            answer: answer(row)?,
            first_asked: moment(row, "first_asked")?,
            last_success: moment(row, "last_success")?,
            last_new: moment(row, "last_new")?,
            failures,
            last_error: row.get("last_error")?,
            not_before: moment(row, "not_before")?,
            is_worked_off: row.get("is_worked_off")?,
            stale: stale.map(if failures > 0 { Stale::Failing } else { Stale::Silent }),
            pages: pages(row.get("fid")?, connection)?,
        };
        feeds.insert(row.get("address")?, state);
    }
    Ok(feeds)
}

fn pages(source: i64, connection: &Connection) -> Outcome<BTreeMap<String, PageState>> {
    let mut statement = connection.prepare_cached("SELECT * FROM pages WHERE source = ?1")?;
    let mut rows = statement.query([source])?;
    let mut pages = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let page = PageState { answer: answer(row)?, stamp: row.get("stamp")?, asked: moment(row, "asked")? };
        pages.insert(row.get("address")?, page);
    }
    Ok(pages)
}

fn answer(row: &Row) -> Outcome<Answer> {
    Ok(Answer {
        url: row.get("answered_at")?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        sha256: row.get("sha256")?,
    })
}

fn moment(row: &Row, column: &str) -> Outcome<Option<Timestamp>> {
    let written: Option<String> = row.get(column)?;
    written.map(|written| written.parse().map_err(|_| Fault::value("moment", &written))).transpose()
}
