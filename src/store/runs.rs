//! What each run did, and the registry of axes it worked with.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::geopackage::timestamp;
use crate::model::Axis;
use crate::store::error::Outcome;
use crate::store::{Error, Stamp, Store, Taken};

/// A run that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    fid: i64,
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Did<'a> {
    /// What became of the documents and rows.
    pub taken: Taken,
    /// How many of these are rows of data sets.
    pub rows: usize,
    /// What could not be read.
    pub lost: usize,
    /// The whole of it as JSON.
    pub report: Option<&'a str>,
}

impl Store {
    /// Writes down that a run began, and the registry of axes that it works with.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin(&mut self, command: &str, axes: &[Axis], stamp: Stamp) -> Result<Run, Error> {
        self.write(stamp.moment, |writer, _| {
            keep(axes, writer.connection())?;
            let mut statement = writer
                .connection()
                .prepare_cached("INSERT INTO runs (command, made_by, started) VALUES (?1, ?2, ?3)")?;
            Ok(Run { fid: statement.insert(params![command, stamp.made_by, timestamp(stamp.moment)])? })
        })
    }

    /// Writes down what a run did.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn end(&mut self, run: Run, did: Did, moment: Timestamp) -> Result<(), Error> {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let Did { taken, rows, lost, report } = did;
        let Taken { new, edited, copies, unchanged, reports } = taken;
        let documents = (new + edited + copies + unchanged).saturating_sub(rows);
        self.write(moment, |writer, _| {
            writer.connection().execute(
                "UPDATE runs SET ended = ?2, documents = ?3, new = ?4, edited = ?5, copies = ?6, reports = ?7, lost = ?8,
                 rows = ?9, report = ?10 WHERE fid = ?1",
                params![
                    run.fid,
                    timestamp(moment),
                    count(documents),
                    count(new),
                    count(edited),
                    count(copies),
                    count(reports),
                    count(lost),
                    count(rows),
                    report
                ],
            )?;
            Ok(())
        })
    }
}

/// Puts a registry of axes in the place of the one kept before.
fn keep(axes: &[Axis], connection: &Connection) -> Outcome<()> {
    connection.execute("DELETE FROM axes", [])?;
    let statement = "INSERT INTO axes (id, name, corridor, date_start, date_end) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = connection.prepare_cached(statement)?;
    for Axis { id, name, corridor, from, to, .. } in axes {
        statement.execute(params![id, name, corridor, from.to_string(), to.map(|day| day.to_string())])?;
    }
    Ok(())
}
