//! Structured data sets of other projects: rows that already say what happened where, as reports on the same footing.
//!
//! Each data set has a crosswalk, a readable file that says by which columns it is known and how its codes stand to ours.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::model::Report;
use crate::read::Settings;
use crate::read::error::{At, Error};
use crate::read::format::Format;
use crate::read::input::Input;
use crate::read::walk::File;

mod crosswalk;
mod report;
mod rows;

pub use crosswalk::{Crosswalk, CrosswalkError};

use crosswalk::Labels;
use report::Made;
use rows::{Row, Rows};

/// What parts the labels of one row while they are held.
const SEPARATOR: char = '\u{1f}';

/// The crosswalks that inputs are held against.
pub(super) struct Crosswalks(Vec<Arc<Crosswalk>>);

/// What a file turned out to be.
pub(super) enum Known {
    /// Rows of this data set.
    Rows(Arc<Crosswalk>),
    /// Labels that are read with the file they belong to.
    Labels,
    /// Points, and no crosswalk for them.
    Strange(Vec<String>),
    /// Nothing of that kind.
    Other,
}

impl Crosswalks {
    /// Those given first, then those built in.
    pub(super) fn new(given: &[Arc<Crosswalk>]) -> Crosswalks {
        Crosswalks(given.iter().cloned().chain(Crosswalk::embedded().into_iter().map(Arc::new)).collect())
    }

    /// What a file is by its columns.
    pub(super) fn known(&self, input: &Input) -> Known {
        let columns: BTreeSet<String> = match input.format {
            Format::Table => rows::header(&input.head).0.into_iter().collect(),
            Format::Json => rows::first_item(&input.head).unwrap_or_default().into_keys().collect(),
            Format::Plain | Format::JsonLines | Format::Page | Format::Feed => return Known::Other,
        };
        if let Some(crosswalk) = self.0.iter().find(|crosswalk| crosswalk.is_for(&columns)) {
            return Known::Rows(Arc::clone(crosswalk));
        }
        let labels = self.0.iter().filter_map(|crosswalk| crosswalk.labels.as_ref());
        match input.format {
            Format::Json if rows::is_geojson(&input.head) => Known::Strange(columns.into_iter().collect()),
            _ if labels.into_iter().any(|labels| are_labels(labels, &columns)) => Known::Labels,
            _ => Known::Other,
        }
    }
}

fn are_labels(labels: &Labels, columns: &BTreeSet<String>) -> bool {
    labels.columns.iter().all(|column| columns.contains(column))
}

/// The reports of one file, in its order; what was passed by is counted at the end.
pub(super) struct Reports {
    path: PathBuf,
    crosswalk: Arc<Crosswalk>,
    rows: Rows,
    labels: Option<Joined>,
    passed_by: BTreeMap<String, u64>,
}

impl Reports {
    /// # Errors
    /// When the file of labels that belongs to this one cannot be read.
    pub(super) fn new(input: Input, crosswalk: Arc<Crosswalk>, settings: &Settings) -> Result<Reports, Error> {
        let path = input.path.clone();
        let labels = match &crosswalk.labels {
            Some(labels) if input.format == Format::Table && !has_labels(&input, labels) => {
                Some(Joined::read(&input, labels, &crosswalk, settings)?)
            }
            Some(_) | None => None,
        };
        let rows = if input.format == Format::Table { rows::of_table(input) } else { rows::of_json(input) };
        Ok(Reports { path, crosswalk, rows, labels, passed_by: BTreeMap::new() })
    }
}

impl Iterator for Reports {
    type Item = Result<Box<Report>, Error>;

    fn next(&mut self) -> Option<Result<Box<Report>, Error>> {
        for row in self.rows.by_ref() {
            let mut row = match row {
                Ok(row) => row,
                Err(error) => return Some(Err(error)),
            };
            if let Some(labels) = &self.labels {
                labels.add_to(&mut row);
            }
            match report::report(&row, &self.crosswalk) {
                Ok(Made::Report(report)) => return Some(Ok(report)),
                Ok(Made::PassedBy(reason)) => *self.passed_by.entry(reason).or_default() += 1,
                Err(error) => return Some(Err(error)),
            }
        }
        let (reason, rows) = self.passed_by.pop_first()?;
        Some(Err(Error::RowsPassedBy { at: At::file(&self.path), rows, reason }))
    }
}

/// Whether the labels stand in the table itself.
fn has_labels(input: &Input, labels: &Labels) -> bool {
    let columns = rows::header(&input.head).0;
    labels.columns.iter().filter(|column| **column != labels.key).all(|column| columns.contains(column))
}

/// The labels of a second file, by the column that joins them.
struct Joined {
    key: String,
    columns: Vec<String>,
    /// For each key the values of the columns, parted.
    values: HashMap<String, String>,
}

impl Joined {
    fn read(input: &Input, labels: &Labels, crosswalk: &Crosswalk, settings: &Settings) -> Result<Joined, Error> {
        let path = input.path.with_file_name(
            input.path.file_name().unwrap_or_default().to_string_lossy().replace(&labels.file, &labels.labels),
        );
        let missing = || Error::NoLabels { at: input.at(), labels: path.clone() };
        if path == input.path || !path.is_file() {
            return Err(missing());
        }
        let file = File { name: String::new(), format: Some(Format::Table), path: path.clone() };
        let opened = Input::open(file, settings)?;
        let columns: Vec<String> = rows::header(&opened.head).0;
        let ruling = crosswalk.ruling_columns();
        let columns: Vec<String> = columns.into_iter().filter(|column| ruling.contains(column.as_str())).collect();
        let mut values = HashMap::new();
        for row in rows::of_table(opened) {
            let row = row?;
            let joined: Vec<&str> = columns.iter().map(|column| row.get(column)).collect();
            values.insert(row.get(&labels.key).to_owned(), joined.join(&SEPARATOR.to_string()));
        }
        Ok(Joined { key: labels.key.clone(), columns, values })
    }

    fn add_to(&self, row: &mut Row) {
        let Some(values) = self.values.get(row.get(&self.key)) else { return };
        for (column, value) in self.columns.iter().zip(values.split(SEPARATOR)) {
            row.fields.insert(column.clone(), value.to_owned());
        }
    }
}
