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

    /// Writes down what a run did; `lost` counts what could not be read.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn end(&mut self, run: Run, taken: Taken, lost: usize, moment: Timestamp) -> Result<(), Error> {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let Taken { new, edited, copies, unchanged, reports } = taken;
        let documents = new + edited + copies + unchanged;
        self.write(moment, |writer, _| {
            writer.connection().execute(
                "UPDATE runs SET ended = ?2, documents = ?3, new = ?4, edited = ?5, copies = ?6, reports = ?7, lost = ?8
                 WHERE fid = ?1",
                params![
                    run.fid,
                    timestamp(moment),
                    count(documents),
                    count(new),
                    count(edited),
                    count(copies),
                    count(reports),
                    count(lost)
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
