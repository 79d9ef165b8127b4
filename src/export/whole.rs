//! Files that appear whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::export::Error;

/// A file or folder that is still being written beside its place, so that a reader sees the old content or the new, never
/// a half. It goes away again unless it is kept.
pub(super) struct Partial {
    path: PathBuf,
    beside: PathBuf,
}

impl Partial {
    /// Begins a file for `path`. The folder is made when it does not exist.
    pub(super) fn create(path: &Path) -> Result<(Partial, BufWriter<File>), Error> {
        let failed = |source| Error::Write { path: path.to_owned(), source };
        let beside = beside(path);
        // Most files go to a folder that is there, where nothing was left behind: so that is tried first.
        let file = match (create_new(&beside), path.parent()) {
            (Err(error), Some(folder)) if is_no_folder(&error) => {
                fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })?;
                create_new(&beside)
            }
            (Err(error), _) if error.kind() == io::ErrorKind::AlreadyExists => {
                remove_if_there(&beside).map_err(failed)?;
                create_new(&beside)
            }
            (created, _) => created,
        };
        let file = file.map_err(failed)?;
        Ok((Partial { path: path.to_owned(), beside }, BufWriter::with_capacity(1 << 16, file)))
    }

    /// Holds the place of a file for `path` that something else will make at the path that is given back.
    pub(super) fn prepare(path: &Path) -> Result<(Partial, PathBuf), Error> {
        let (partial, file) = Partial::create(path)?;
        drop(file);
        let beside = partial.beside.clone();
        fs::remove_file(&beside).map_err(|source| Error::Write { path: path.to_owned(), source })?;
        Ok((partial, beside))
    }

    /// Begins a folder for `path`, which must not be there or be empty: what another run left in it would be taken for
    /// part of this one.
    pub(super) fn create_folder(path: &Path) -> Result<(Partial, PathBuf), Error> {
        let failed = |source| Error::Write { path: path.to_owned(), source };
        let found = match fs::read_dir(path) {
            Ok(mut entries) => Some(entries.next().is_none()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        match found {
            Some(true) => fs::remove_dir(path).map_err(failed)?,
            Some(false) => return Err(Error::NotEmpty { path: path.to_owned() }),
            None => {}
        }
        let beside = beside(path);
        remove(&beside);
        fs::create_dir_all(&beside).map_err(failed)?;
        Ok((Partial { path: path.to_owned(), beside: beside.clone() }, beside))
    }

    /// Gives it its name. All of it must have been written.
    pub(super) fn keep(self) -> Result<(), Error> {
        fs::rename(&self.beside, &self.path).map_err(|source| Error::Write { path: self.path.clone(), source })
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        remove(&self.beside);
    }
}

/// Removes a file or folder of ours. It is gone already when it was kept; and when something failed, a second failure
/// would only hide the first.
fn remove(beside: &Path) {
    drop(if beside.is_dir() { fs::remove_dir_all(beside) } else { fs::remove_file(beside) });
}

/// Fills a file that appears whole or not at all, in a folder that is made when it does not exist.
///
/// # Errors
/// When it cannot be written or renamed; nothing is left behind then.
pub fn write(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Error> {
    let (partial, mut file) = Partial::create(path)?;
    let filled = fill(&mut file).and_then(|()| file.flush());
    filled.map_err(|source| Error::Write { path: path.to_owned(), source })?;
    partial.keep()
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
fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Whether a file cannot be made because its folder is not there, or is none.
fn is_no_folder(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The hidden name beside it: renaming works only within one file system.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    path.with_file_name(format!(".{name}.partial"))
}
