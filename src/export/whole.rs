//! Files that appear whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::export::Error;

/// Fills a file beside `path` and then gives it that name, so that a reader sees the old content or the new, never a
/// half. The folder is made when it does not exist. When filling fails, nothing is left behind.
pub fn write(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    }
    let partial = partial(path);
    remove_if_there(&partial).map_err(failed)?;
    let outcome = fill_new(&partial, fill).and_then(|()| fs::rename(&partial, path));
    if outcome.is_err() {
        // The first failure is the one to tell of; a second one here would only hide it.
        drop(fs::remove_file(&partial));
    }
    outcome.map_err(failed)
}

/// Removes a file; one that is gone already is no failure. Tells whether it was there.
pub(super) fn remove_if_there(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A new file, never one that is there already: somebody's link under that name is not followed.
fn fill_new(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 16, OpenOptions::new().write(true).create_new(true).open(path)?);
    fill(&mut file)?;
    file.flush()
}

/// The hidden name beside it: renaming works only within one file system.
fn partial(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    path.with_file_name(format!(".{name}.partial"))
}
