//! Brings places from other gazetteers: reads theirs, links them to ours, and tells what is new and what disagrees.

mod alternates;
mod archive;
mod columns;
mod geonames;
mod link;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

pub use self::alternates::Alternates;
pub use self::archive::text;
pub use self::columns::{Columns, mapped};
pub use self::geonames::geonames;
pub use self::link::{Conflict, Import, Link, import};
pub use self::write::{conflicts, links, places};

use crate::gazetteer::index::table::KINDS;
use crate::gazetteer::{Fault, Row};

/// Places as a file has them: their rows, and the lines that are none.
#[derive(Debug, Default)]
pub struct Read {
    /// The places, in the order of the file.
    pub rows: Vec<Row>,
    /// What could not be read, in the order of the file.
    pub faults: Vec<Fault>,
}

/// A file that cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that cannot be opened or read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// An archive that is damaged or holds no table.
    #[error("{path}: {what}")]
    Archive {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A file that says which column is which, and says it wrongly.
    #[error("{path}: {what}")]
    Columns {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

/// The number that stands for a kind in a row.
fn kind_number(kind: &str) -> u8 {
    let found = KINDS.iter().position(|known| *known == kind);
    found.and_then(|at| u8::try_from(at).ok()).expect("asked for kinds that a row can have")
}
