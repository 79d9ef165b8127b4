//! One run at a time: a small file beside the store that a run holds until it ends, however it ends.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::store::Error;
use crate::store::error::Fault;

/// Held while it lives. The file stays, empty; removing it would let two runs hold two files of one name.
#[derive(Debug)]
pub(super) struct Lock {
    _held: Connection,
}

impl Lock {
    /// Takes the lock of a store, and waits at most so long for another run to end. SQLite's own lock on a file is
    /// used, which the system takes back from a process that is killed.
    pub(super) fn take(store: &Path, wait: Duration) -> Result<Lock, Error> {
        let taken = Connection::open(beside(store)).and_then(|connection| {
            connection.busy_timeout(wait)?;
            connection.execute_batch("BEGIN EXCLUSIVE")?;
            Ok(connection)
        });
        taken.map(|held| Lock { _held: held }).map_err(|error| Fault::from(error).at(store))
    }
}

fn beside(store: &Path) -> PathBuf {
    let name = store.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    store.with_file_name(format!(".{name}.lock"))
}
