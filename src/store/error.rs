//! What can go wrong with a store, and what to do about it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::geopackage;

/// A store that cannot be opened, read or written. What was committed before stays.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another run writes into it, or a program has it open and lets nobody write.
    #[error("{path}: is in use by another run or program; try again later, or wait for it with --wait SECONDS")]
    Locked {
        /// The store.
        path: PathBuf,
    },
    /// No space is left.
    #[error("{path}: the disk is full; what was stored before is whole, make room and run again")]
    Full {
        /// The store.
        path: PathBuf,
    },
    /// A newer program wrote it.
    #[error(
        "{path}: is a store of version {found}, and this program knows versions up to {known}; nothing was changed, use a newer program"
    )]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// An older program wrote it, and it is open for reading only.
    #[error(
        "{path}: is a store of version {found}; run `frontline daily` or `frontline recode` on it once to bring it to version {known}"
    )]
    Older {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version it must have.
        known: i64,
    },
    /// A GeoPackage, but none of ours.
    #[error("{path}: is a GeoPackage of something else, not a store; choose another file")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A row that cannot be read.
    #[error("{path}: {what}; restore it from a copy, or ingest the documents into a new store")]
    Damaged {
        /// The store.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The file cannot be made or opened.
    #[error(transparent)]
    Package(geopackage::Error),
    /// SQLite refuses for another reason.
    #[error("{path}: cannot be read or written")]
    Database {
        /// The store.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// What goes wrong inside, where nobody knows the file's name.
#[derive(Debug)]
pub(super) enum Fault {
    Database(rusqlite::Error),
    Package(geopackage::Error),
    Damaged(String),
}

/// What work inside comes to.
pub(super) type Outcome<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Database(error)
    }
}

impl From<geopackage::Error> for Fault {
    fn from(error: geopackage::Error) -> Fault {
        match error {
            geopackage::Error::Database { source, .. } => Fault::Database(source),
            other => Fault::Package(other),
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Fault {
        Fault::Damaged(format!("a list in it is not one: {error}"))
    }
}

impl Fault {
    /// A value that no version of the program writes.
    pub(super) fn value(what: &str, value: impl std::fmt::Display) -> Fault {
        Fault::Damaged(format!("{value} is no {what}"))
    }

    /// The fault with the name of the file.
    pub(super) fn at(self, path: &Path) -> Error {
        let path = path.to_owned();
        match self {
            Fault::Package(error) => Error::Package(error),
            Fault::Damaged(what) => Error::Damaged { path, what },
            Fault::Database(source) => match source.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked { path },
                Some(ErrorCode::DiskFull) => Error::Full { path },
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Error::Damaged { path, what: "the file is damaged".to_owned() }
                }
                Some(_) | None => Error::Database { path, source },
            },
        }
    }
}
