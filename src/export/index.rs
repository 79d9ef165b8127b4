//! The list of all files of a run, and what it takes to clear up after an earlier one.

use std::collections::{BTreeMap, BTreeSet};
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "content", rename_all = "snake_case")]
pub(super) enum Content {
    /// Events on points.
    Points { day: Date, axis: Option<String> },
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

impl Content {
    /// The day of its events or clusters, none for events without one; nothing for what is no events.
    fn day(&self) -> Option<Option<Date>> {
        match self {
            Content::Points { day, .. }
            | Content::Areas { day }
            | Content::Clusters { day }
            | Content::Summary { day } => Some(Some(*day)),
            Content::Undated => Some(None),
            Content::Unresolved { .. } => None,
        }
    }
}

/// One file; `path` is relative to the folder, with forward slashes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) path: String,
    #[serde(flatten)]
    pub(super) content: Content,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) features: Option<usize>,
}

/// The index while it grows.
#[derive(Debug, Serialize)]
pub(super) struct Index {
    generator: &'static str,
    versions: Versions,
    not_drawn: Tally<'static>,
    files: Vec<Entry>,
}

impl Index {
    /// An index without files.
    pub(super) fn new(versions: &Versions) -> Index {
        let (versions, not_drawn) = (versions.clone(), Tally::new());
        Index { generator: env!("CARGO_PKG_NAME"), versions, not_drawn, files: Vec::new() }
    }

    /// Notes a file.
    pub(super) fn add(&mut self, entry: Entry) {
        self.files.push(entry);
    }

    /// Notes what is not drawn.
    pub(super) fn omit(&mut self, not_drawn: &Omissions) {
        self.not_drawn = reasons(not_drawn);
    }

    /// The files of a day.
    pub(super) fn of_day(&self, day: Date) -> Vec<Entry> {
        self.files.iter().filter(|entry| entry.content.day() == Some(Some(day))).cloned().collect()
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

/// What a later run needs of an index.
#[derive(Default, Deserialize)]
pub(super) struct Earlier {
    generator: String,
    #[serde(default)]
    versions: serde_json::Value,
    files: Vec<serde_json::Value>,
    /// The files of each day, and of events without one.
    #[serde(skip)]
    by_day: BTreeMap<Option<Date>, Vec<Entry>>,
}

impl Earlier {
    /// Sorts the files by days; in an index that cannot be understood no day has any.
    fn sort(&mut self) {
        let entries: Result<Vec<Entry>, _> = self.files.iter().map(Entry::deserialize).collect();
        let ours = entries.unwrap_or_default().into_iter().filter(|entry| is_ours(&entry.path));
        for entry in ours {
            if let Some(day) = entry.content.day() {
                self.by_day.entry(day).or_default().push(entry);
            }
        }
    }

    /// The files that a run can have written, relative to the folder.
    pub(super) fn paths(&self) -> BTreeSet<String> {
        self.listed().filter(|path| is_ours(path)).map(str::to_owned).collect()
    }

    /// As [`Earlier::paths`] for the folder of the newest day, whose files lie in no folder of a day.
    pub(super) fn paths_in_latest(&self) -> BTreeSet<String> {
        self.listed().filter(|path| is_of_a_day(path)).map(str::to_owned).collect()
    }

    fn listed(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter_map(|file| file["path"].as_str())
    }

    /// The files of a day, or of events without one.
    pub(super) fn entries(&self, day: Option<Date>) -> &[Entry] {
        self.by_day.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Whether these versions wrote it.
    pub(super) fn is_made_by(&self, versions: &Versions) -> bool {
        serde_json::to_value(versions).is_ok_and(|versions| versions == self.versions)
    }
}

/// The index of an earlier run; one without files when there is none.
pub(super) fn earlier(path: &Path) -> Result<Earlier, Error> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Earlier::default()),
        Err(source) => return Err(Error::Read { path: path.to_owned(), source }),
    };
    let foreign = |source| Error::ForeignIndex { path: path.to_owned(), source };
    let mut earlier: Earlier = serde_json::from_slice(&text).map_err(foreign)?;
    if earlier.generator != env!("CARGO_PKG_NAME") {
        return Err(foreign(serde::de::Error::custom(format!("the generator is {:?}", earlier.generator))));
    }
    earlier.sort();
    Ok(earlier)
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
    let is_day = |day: &str| day.parse::<Date>().is_ok_and(|date| date.to_string() == day);
    match path.split_once('/') {
        Some((day, file)) => is_day(day) && is_of_a_day(file),
        None => path == "undated.geojson" || path == "unresolved.csv",
    }
}

/// Whether a name is one of those in the folder of a day.
fn is_of_a_day(file: &str) -> bool {
    file == "summary.json" || file.strip_suffix(".geojson").is_some_and(is_plain)
}
