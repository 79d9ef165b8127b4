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
//! DIR/latest/                  the newest day again, in a folder written every morning
//! ```
//!
//! GeoJSON is that of RFC 7946 with five decimals (about a metre). The same drawing gives the same bytes. A file appears
//! whole or not at all, and one that would be what it is already is not touched. A second run into the same folder replaces the files of the first and removes exactly those
//! that the first run's `index.json` lists and the second does not write.

mod columns;
mod events;
mod features;
mod index;
mod layers;
mod numbers;
mod row;
mod summary;
mod unresolved;
mod whole;

use std::io;
use std::path::{Path, PathBuf};

use crate::json::Json;
use crate::model::{Drawing, Event, Omissions, Unresolved};

pub use crate::export::events::{
    Crosswalk, Destination, Encoded, Encoder, EventWriter, Format, Heading, Partition, write_events,
};
pub use crate::export::layers::{Layers, MadeBy};
pub use crate::export::unresolved::unresolved;
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
    /// Files that were not there or are other than they were, those of `latest` included.
    pub changed: usize,
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
    let mut layers = Layers::open(dir, versions)?;
    for day in &drawing.days {
        layers.day(day, &|_| versions)?;
    }
    layers.undated(&drawing.undated, &|_| versions)?;
    layers.unresolved(unresolved)?;
    layers.finish(&not_drawn(drawing))
}

/// An event as a GeoJSON feature, with the columns of every format.
pub fn feature(event: &Event, versions: &Versions) -> serde_json::Value {
    let mut json = Json::default();
    features::of_row(&row::Row::of(event, versions)).write(&mut json);
    serde_json::from_slice(json.as_bytes()).expect("a feature is JSON")
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
