//! The list of all files of a run, and what it takes to clear up after an earlier one.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::export::summary::{Tally, reasons};
use crate::export::{Error, Versions, is_plain, whole};
use crate::model::Omissions;

/// Name of the index in the folder.
pub(super) const NAME: &str = "index.json";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "content", rename_all = "snake_case")]
pub(super) enum Content<'a> {
    /// Events on points.
    Points { day: Date, axis: Option<&'a str> },
    /// Events known only to a unit.
    Areas { day: Date },
    /// Clusters.
    Clusters { day: Date },
    /// One day in numbers.
    Summary { day: Date },
    /// Events without a day.
    Undated,
    /// Names that mean no one place.
    Unresolved { rows: usize },
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: String,
    #[serde(flatten)]
    content: Content<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    features: Option<usize>,
}

/// The index while it grows.
#[derive(Debug, Serialize)]
pub(super) struct Index<'a> {
    generator: &'static str,
    versions: &'a Versions,
    not_drawn: Tally<'a>,
    files: Vec<Entry<'a>>,
}

impl<'a> Index<'a> {
    /// An index without files.
    pub(super) fn new(versions: &'a Versions, not_drawn: Omissions) -> Index<'a> {
        Index { generator: env!("CARGO_PKG_NAME"), versions, not_drawn: reasons(&not_drawn), files: Vec::new() }
    }

    /// Notes a file; `path` is relative to the folder, with forward slashes.
    pub(super) fn add(&mut self, path: String, content: Content<'a>, features: Option<usize>) {
        self.files.push(Entry { path, content, features });
    }

    /// Number of files.
    pub(super) fn files(&self) -> usize {
        self.files.len()
    }

    /// Number of features in all files.
    pub(super) fn features(&self) -> usize {
        self.files.iter().filter_map(|entry| entry.features).sum()
    }

    /// Writes it.
    pub(super) fn write(&self, file: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *file, self)?;
        file.write_all(b"\n")
    }
}

/// The part of an index that a later run needs.
#[derive(Deserialize)]
struct Earlier {
    generator: String,
    files: Vec<EarlierFile>,
}

#[derive(Deserialize)]
struct EarlierFile {
    path: String,
}

/// The files that the index of an earlier run lists; none when there is no index.
pub(super) fn earlier_files(dir: &Path) -> Result<BTreeSet<String>, Error> {
    let path = dir.join(NAME);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(source) => return Err(Error::Read { path, source }),
    };
    let foreign = |source| Error::ForeignIndex { path: path.clone(), source };
    let earlier: Earlier = serde_json::from_slice(&text).map_err(foreign)?;
    if earlier.generator != env!("CARGO_PKG_NAME") {
        return Err(foreign(serde::de::Error::custom(format!("the generator is {:?}", earlier.generator))));
    }
    Ok(earlier.files.into_iter().map(|file| file.path).filter(|path| is_ours(path)).collect())
}

/// Removes the files of an earlier run that this one did not write, and the folders of days that are empty then.
/// Returns how many files there were.
pub(super) fn remove_stale(dir: &Path, earlier: &BTreeSet<String>, index: &Index) -> Result<usize, Error> {
    let written: BTreeSet<&str> = index.files.iter().map(|entry| entry.path.as_str()).collect();
    let mut removed = 0;
    let mut folders = BTreeSet::new();
    for stale in earlier.iter().filter(|path| !written.contains(path.as_str())) {
        let path = dir.join(stale);
        removed += usize::from(whole::remove_if_there(&path).map_err(|source| Error::Remove { path, source })?);
        folders.extend(stale.split_once('/').map(|(day, _)| dir.join(day)));
    }
    for path in folders {
        let is_empty = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
        if is_empty {
            fs::remove_dir(&path).map_err(|source| Error::Remove { path, source })?;
        }
    }
    Ok(removed)
}

/// Whether a path is one that a run can write. An index is a file that anybody can edit: one that lists anything else
/// must not lead a run to remove it.
fn is_ours(path: &str) -> bool {
    let is_layer = |file: &str| file.strip_suffix(".geojson").is_some_and(is_plain);
    let is_day = |day: &str| day.parse::<Date>().is_ok_and(|date| date.to_string() == day);
    match path.split_once('/') {
        Some((day, file)) => is_day(day) && (is_layer(file) || file == "summary.json"),
        None => path == "undated.geojson" || path == "unresolved.csv",
    }
}
