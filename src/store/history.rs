//! What was known at an earlier moment, and what became of it since.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::model::Event;
use crate::store::dictionary::Dictionary;
use crate::store::documents::Stale;
use crate::store::error::Outcome;
use crate::store::events::events;
use crate::store::refresh::{Affected, run};
use crate::store::{Error, Making, Store};

/// What differs between a moment and now: events that were told otherwise, or not at all, or that nobody tells any more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Since {
    /// As they were known then, by id.
    pub then: Vec<Event>,
    /// As they are known now, by id.
    pub now: Vec<Event>,
}

impl Since {
    /// Events as they were known then, from some as they are known now; all that were known otherwise are among them.
    pub fn past(&self, now: Vec<Event>) -> Vec<Event> {
        let replaced: BTreeSet<&str> = self.now.iter().map(|event| event.id.as_str()).collect();
        let mut past: Vec<Event> = now.into_iter().filter(|event| !replaced.contains(event.id.as_str())).collect();
        past.extend(self.then.iter().cloned());
        past.sort_by(|a, b| a.id.cmp(&b.id));
        past
    }

    /// What differs between this moment and a later one.
    pub fn until(&self, later: &Since) -> Since {
        let lists = [&self.then, &self.now, &later.then, &later.now];
        let ids: BTreeSet<&str> = lists.into_iter().flatten().map(|event| event.id.as_str()).collect();
        let mut between = Since::default();
        for id in ids {
            let (then, now) = (self.at(id, later), later.at(id, self));
            if then != now {
                between.then.extend(then.cloned());
                between.now.extend(now.cloned());
            }
        }
        between
    }

    /// An event as it was known at the moment; one that is known alike now stands only in what differs since another.
    fn at<'s>(&'s self, id: &str, other: &'s Since) -> Option<&'s Event> {
        match (find(id, &self.then), find(id, &self.now)) {
            (None, None) => find(id, &other.now),
            (then, _) => then,
        }
    }
}

/// The event of an id among events in the order of their ids.
fn find<'e>(id: &str, events: &'e [Event]) -> Option<&'e Event> {
    events.binary_search_by(|event| event.id.as_str().cmp(id)).ok().map(|at| &events[at])
}

impl Store {
    /// What differs between a moment and now. Only places and days whose reports came or went since are looked at.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn since(&mut self, moment: Timestamp, making: Making) -> Result<Since, Error> {
        self.read(|connection, dictionary| since(moment, making, dictionary, connection))
    }
}

fn since(moment: Timestamp, making: Making, dictionary: &mut Dictionary, connection: &Connection) -> Outcome<Since> {
    let moment = moment.as_millisecond();
    let mut runs = BTreeSet::new();
    for (place, windows) in touched(moment, connection)?.windows() {
        runs.extend(run(place, &windows, making.slack_days, connection)?);
    }
    if runs.is_empty() {
        return Ok(Since::default());
    }
    let mut affected = Affected::of(runs, connection)?;
    let mut then = affected.made(moment, making, dictionary, connection)?.0;
    let mut now = Vec::new();
    for fid in &affected.old {
        now.extend(events("h.fid = ?1", params![fid], dictionary, connection)?);
    }
    now.sort_by(|a, b| a.id.cmp(&b.id));
    let is_among = |event: &Event, others: &[Event]| {
        others.binary_search_by(|other| other.id.cmp(&event.id)).is_ok_and(|at| others[at] == *event)
    };
    let same: BTreeSet<String> =
        now.iter().filter(|event| is_among(event, &then)).map(|event| event.id.clone()).collect();
    then.retain(|event| !same.contains(&event.id));
    now.retain(|event| !same.contains(&event.id));
    Ok(Since { then, now })
}

/// Places and days of the reports that came or went after a moment.
fn touched(moment: i64, connection: &Connection) -> Outcome<Stale> {
    let mut statement = connection.prepare(
        "SELECT p.id, r.first_day, r.last_day FROM reports r JOIN places p ON p.fid = r.place WHERE r.known_from > ?1
         UNION ALL
         SELECT p.id, r.first_day, r.last_day FROM reports r JOIN places p ON p.fid = r.place WHERE r.known_to > ?1",
    )?;
    let mut rows = statement.query(params![moment])?;
    let mut touched = Stale::default();
    while let Some(row) = rows.next()? {
        let place: String = row.get(0)?;
        touched.add(&place, row.get::<_, Option<i64>>(1)?.zip(row.get::<_, Option<i64>>(2)?));
    }
    Ok(touched)
}
