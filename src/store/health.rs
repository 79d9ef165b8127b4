//! Whether a store is whole, and how its last run ended.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::store::error::{Fault, Outcome};
use crate::store::{Error, Store, newest};

/// What a look through a store found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Its version.
    pub version: i64,
    /// Documents and rows of data sets as they hold now.
    pub documents: i64,
    /// Events, drawn or not.
    pub events: i64,
    /// What is damaged, in SQLite's words; none in a whole file.
    pub faults: Vec<String>,
    /// Whether a run left work for the next one.
    pub is_unfinished: bool,
    /// The last run.
    pub last_run: Option<LastRun>,
}

/// How a run went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRun {
    /// What was run.
    pub command: String,
    /// When it began.
    pub started: Timestamp,
    /// When it ended; none when it goes on or ended early.
    pub ended: Option<Timestamp>,
}

/// Faults that are told at most.
const MOST_FAULTS: u32 = 5;

impl Store {
    /// Looks through the whole file: a gigabyte takes some ten seconds.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn health(&mut self) -> Result<Health, Error> {
        self.read(|connection, _| {
            let count = |query: &str| connection.query_row(query, [], |row| row.get::<_, i64>(0));
            Ok(Health {
                version: newest(),
                documents: count("SELECT count(*) FROM documents WHERE known_to IS NULL AND text NOTNULL")?,
                events: count("SELECT count(*) FROM happenings")?,
                faults: faults(connection)?,
                is_unfinished: count(
                    "SELECT (SELECT count(*) FROM stale) + (SELECT count(*) FROM documents
                                      WHERE made_by IS NULL AND known_to IS NULL)",
                )? > 0,
                last_run: last_run(connection)?,
            })
        })
    }
}

fn faults(connection: &Connection) -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({MOST_FAULTS})"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        faults.push(row.get::<_, String>(0)?);
    }
    for layer in ["event_points", "event_areas", "clusters"] {
        // A store without events has no R-trees yet.
        let tree = format!("rtree_{layer}_geom");
        let check = "SELECT rtreecheck(name) FROM sqlite_master WHERE name = ?1";
        faults.extend(connection.query_row(check, [tree], |row| row.get::<_, String>(0)).optional()?);
    }
    faults.retain(|fault| fault != "ok");
    Ok(faults)
}

fn last_run(connection: &Connection) -> Outcome<Option<LastRun>> {
    let query = "SELECT command, started, ended FROM runs ORDER BY fid DESC LIMIT 1";
    let row = connection
        .query_row(query, [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
        })
        .optional()?;
    let Some((command, started, ended)) = row else { return Ok(None) };
    let moment = |written: String| written.parse().map_err(|_| Fault::value("moment", &written));
    Ok(Some(LastRun { command, started: moment(started)?, ended: ended.map(moment).transpose()? }))
}
