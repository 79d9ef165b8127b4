//! A drawing written as files: GeoJSON layers for each day, summaries, what stayed unresolved, and an index of it all.
//!
//! ```text
//! DIR/<day>/<axis>.geojson     events on points, by axis; `no_axis.geojson` for those on none
//! DIR/<day>/areas.geojson      events known only to a district or wider; no geometry when the unit has no centre point
//! DIR/<day>/clusters.geojson   hulls; a line for two places or places in line, a point for one
//! DIR/<day>/summary.json       the day's counts and numbers, and what was not drawn
//! DIR/undated.geojson          events whose day nobody gave
//! DIR/unresolved.csv           names that stayed ambiguous or unknown
//! DIR/index.json               all files, written last
//! ```
//!
//! GeoJSON is that of RFC 7946 with five decimals (about a metre). The same drawing gives the same bytes. A file appears
//! whole or not at all. A second run into the same folder replaces the files of the first and removes exactly those
//! that the first run's `index.json` lists and the second does not write.

mod columns;
mod events;
mod features;
mod index;
mod numbers;
mod row;
mod summary;
mod unresolved;
mod whole;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use crate::export::index::{Content, Index};
use crate::model::{Day, Drawing, Event, Omissions};

pub use crate::export::events::{Crosswalk, Destination, EventWriter, Format, Heading, Partition, write_events};
pub use crate::export::unresolved::{Unresolved, unresolved};
pub use crate::export::whole::write as write_whole;

/// What went wrong while writing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder that cannot be made: no permission, a full disk, a file where a folder should be.
    #[error("{path}: cannot be written")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file of an earlier run that cannot be read.
    #[error("{path}: cannot be read")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file of an earlier run that cannot be removed.
    #[error("{path}: is left over from an earlier run and cannot be removed")]
    Remove {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An `index.json` that no earlier run wrote: the folder belongs to something else.
    #[error("{path}: was not written by this program, choose another folder or move the file away")]
    ForeignIndex {
        /// The index.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A folder that is to be filled and has something in it.
    #[error("{path}: is not empty, empty it or choose another folder")]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A format that is no stream of bytes: a database, a folder.
    #[error("this format cannot be written to standard output, name a file")]
    NoStream,
    /// A format in a program without it.
    #[error("{format} is not built in, build the program with `--features {feature}`")]
    NotBuiltIn {
        /// The format.
        format: &'static str,
        /// The feature that has it.
        feature: &'static str,
    },
    /// An axis whose id cannot be a file name here.
    #[error("axis {id:?}: an id has only a-z, 0-9 and _, and is none of no_axis, areas and clusters")]
    AxisId {
        /// The id.
        id: String,
    },
}

/// Which versions made the drawing. They stand in every feature, so that a map can be traced to what made it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Versions {
    /// The program.
    pub program: String,
    /// The gazetteer.
    pub gazetteer: String,
    /// The registry of axes.
    pub axes: String,
    /// The lexicon.
    pub lexicon: String,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files, the index included.
    pub files: usize,
    /// Features in all of them; a cluster counts on each of its days.
    pub features: usize,
    /// Files of an earlier run that were removed.
    pub removed: usize,
}

/// Writes everything into `dir`, which is made when it does not exist.
///
/// # Errors
/// When a file cannot be written, read or removed, when an axis has an id that is no file name (nothing is written
/// then), and when the folder has an `index.json` that no earlier run wrote (nothing is written then either).
pub fn write(drawing: &Drawing, unresolved: &[Unresolved], versions: &Versions, dir: &Path) -> Result<Written, Error> {
    for layer in drawing.days.iter().flat_map(|day| &day.layers) {
        check_axis(layer.axis.as_deref())?;
    }
    let earlier = index::earlier_files(dir)?;
    let mut writer =
        Writer { dir, versions, clusters: clusters_by_event(drawing), index: Index::new(versions, not_drawn(drawing)) };
    for day in &drawing.days {
        writer.day(day)?;
    }
    writer.features("undated.geojson", Content::Undated, &drawing.undated)?;
    writer.unresolved(unresolved)?;
    let removed = index::remove_stale(dir, &earlier, &writer.index)?;
    writer.finish(removed)
}

/// Name of the file, and the key in every summary, of what lies on no axis.
const NO_AXIS: &str = "no_axis";

/// Names that an axis would take away from other files.
const TAKEN: [&str; 3] = [NO_AXIS, "areas", "clusters"];

/// Ids come from a registry that anybody may edit, and become file names here.
fn check_axis(axis: Option<&str>) -> Result<(), Error> {
    match axis {
        Some(id) if !is_plain(id) || TAKEN.contains(&id) => Err(Error::AxisId { id: id.to_owned() }),
        Some(_) | None => Ok(()),
    }
}

/// Whether a name has nothing but a-z, 0-9 and _.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

fn not_drawn(drawing: &Drawing) -> Omissions {
    let mut all = drawing.undated_omitted.clone();
    for (reason, count) in drawing.days.iter().flat_map(|day| &day.omitted) {
        *all.entry(*reason).or_default() += count;
    }
    all
}

/// The cluster of each event that is in one, both by id. A cluster stands on many days and is gone through once.
fn clusters_by_event(drawing: &Drawing) -> HashMap<&str, &str> {
    let mut seen = BTreeSet::new();
    let clusters = drawing.days.iter().flat_map(|day| &day.clusters).filter(|cluster| seen.insert(&cluster.id));
    clusters.flat_map(|cluster| cluster.events.iter().map(|event| (event.as_str(), cluster.id.as_str()))).collect()
}

/// Writes file after file and keeps the index of them.
struct Writer<'a> {
    dir: &'a Path,
    versions: &'a Versions,
    /// The cluster of each event that is in one, both by id.
    clusters: HashMap<&'a str, &'a str>,
    index: Index<'a>,
}

impl<'a> Writer<'a> {
    fn day(&mut self, day: &'a Day) -> Result<(), Error> {
        let date = day.day;
        for layer in &day.layers {
            let axis = layer.axis.as_deref();
            let content = Content::Points { day: date, axis };
            self.features(&format!("{date}/{}.geojson", axis.unwrap_or(NO_AXIS)), content, &layer.events)?;
        }
        let in_areas = day.areas.iter().flat_map(|area| &area.events);
        self.features(&format!("{date}/areas.geojson"), Content::Areas { day: date }, in_areas)?;
        self.clusters(day)?;
        let path = format!("{date}/summary.json");
        whole::write(&self.dir.join(&path), |file| summary::write(file, day))?;
        self.index.add(path, Content::Summary { day: date }, None);
        Ok(())
    }

    fn features<'e, I>(&mut self, path: &str, content: Content<'a>, events: I) -> Result<(), Error>
    where
        I: IntoIterator<Item = &'e Event, IntoIter: Clone>,
    {
        let events = events.into_iter();
        let (written, versions) = (events.clone(), self.versions);
        whole::write(&self.dir.join(path), |file| features::write_events(file, written, versions))?;
        self.index.add(path.to_owned(), content, Some(events.count()));
        Ok(())
    }

    fn clusters(&mut self, day: &'a Day) -> Result<(), Error> {
        let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for event in day.layers.iter().flat_map(|layer| &layer.events) {
            if let Some(cluster) = self.clusters.get(event.id.as_str()) {
                members.entry(cluster).or_default().push(&event.id);
            }
        }
        members.values_mut().for_each(|ids| ids.sort_unstable());
        let path = format!("{}/clusters.geojson", day.day);
        let features = day.clusters.iter().map(|cluster| {
            let members = members.get(cluster.id.as_str()).map_or(&[][..], Vec::as_slice);
            features::of_cluster(cluster, day.day, members, self.versions)
        });
        whole::write(&self.dir.join(&path), |file| features::write_clusters(file, features))?;
        self.index.add(path, Content::Clusters { day: day.day }, Some(day.clusters.len()));
        Ok(())
    }

    fn unresolved(&mut self, rows: &[Unresolved]) -> Result<(), Error> {
        let path = "unresolved.csv";
        whole::write(&self.dir.join(path), |file| unresolved::write(file, rows))?;
        self.index.add(path.to_owned(), Content::Unresolved { rows: rows.len() }, None);
        Ok(())
    }

    fn finish(self, removed: usize) -> Result<Written, Error> {
        whole::write(&self.dir.join(index::NAME), |file| self.index.write(file))?;
        Ok(Written { files: self.index.files() + 1, features: self.index.features(), removed })
    }
}
