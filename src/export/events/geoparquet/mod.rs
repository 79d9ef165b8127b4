//! GeoParquet 1.1: points in well-known binary with their boxes, days and moments as such, lists as lists.
//!
//! Written by the plain `parquet` crate, without Arrow, which would take minutes to build.

mod table;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::export::Error;
use crate::export::events::{Output, Rows};
use crate::export::row::Row;
use table::Table;

/// How Hive names the folder of what has no day.
const NO_DAY: &str = "__HIVE_DEFAULT_PARTITION__";

/// One file.
pub(super) fn file(output: Output) -> Result<Box<dyn Rows>, Error> {
    let table = Table::begin(output).map_err(|source| Error::Write { path: "events".into(), source })?;
    Ok(Box::new(table))
}

/// A folder for each day, as `day=2023-05-24/events.parquet`, in a folder that is there already.
pub(super) fn days(folder: PathBuf) -> Result<Box<dyn Rows>, Error> {
    Ok(Box::new(Days { folder, open: None, parts: BTreeMap::new() }))
}

impl Rows for Table<Output> {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        self.add(row)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        (*self).finish()
    }
}

/// The days' folders. One file is open at a time: events come by their last day, and one that comes late has its day
/// continued in a second file.
struct Days {
    folder: PathBuf,
    open: Option<(Option<Date>, Table<BufWriter<File>>)>,
    /// Files of each day.
    parts: BTreeMap<Option<Date>, usize>,
}

impl Days {
    fn begin(&mut self, day: Option<Date>) -> io::Result<Table<BufWriter<File>>> {
        let folder = self.folder.join(format!("day={}", day.map_or(NO_DAY.to_owned(), |day| day.to_string())));
        fs::create_dir_all(&folder)?;
        let part = self.parts.entry(day).or_default();
        *part += 1;
        let name = if *part == 1 { "events.parquet".to_owned() } else { format!("events-{part}.parquet") };
        Table::begin(BufWriter::with_capacity(1 << 16, File::create_new(folder.join(name))?))
    }
}

impl Rows for Days {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        let day = row.best.when.end;
        let mut table = match self.open.take() {
            Some((open, table)) if open == day => table,
            Some((_, table)) => {
                table.finish()?;
                self.begin(day)?
            }
            None => self.begin(day)?,
        };
        table.add(row)?;
        self.open = Some((day, table));
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.open.map_or(Ok(()), |(_, table)| table.finish())
    }
}
