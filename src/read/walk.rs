//! The files that the inputs name, one after another, folders walked in the order of their paths.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};

use crate::read::error::{At, Error};
use crate::read::format::Format;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Its name among the inputs, with forward slashes: relative to the folder given, else the file's name.
    pub name: String,
    /// The format its extension names; none when the content has to tell.
    pub format: Option<Format>,
}

/// Walks the inputs. Only the entries of the folders being walked are held.
pub(super) struct Files {
    inputs: VecDeque<PathBuf>,
    folder: Option<Folder>,
}

/// A folder given as input.
struct Folder {
    root: PathBuf,
    /// Entries still to visit, the next one last.
    waiting: Vec<PathBuf>,
    hidden: u64,
    unknown: u64,
}

impl Files {
    pub(super) fn new(inputs: &[PathBuf]) -> Files {
        Files { inputs: inputs.iter().cloned().collect(), folder: None }
    }
}

impl Iterator for Files {
    type Item = Result<File, Error>;

    fn next(&mut self) -> Option<Result<File, Error>> {
        loop {
            if let Some(folder) = &mut self.folder {
                if let Some(found) = folder.next() {
                    return Some(found);
                }
                let finished = self.folder.take().and_then(Folder::passed_by);
                if let Some(notice) = finished {
                    return Some(Err(notice));
                }
            }
            let input = self.inputs.pop_front()?;
            if input.as_os_str() == "-" {
                return Some(Ok(File { name: "stdin".to_owned(), path: input, format: None }));
            }
            match fs::metadata(&input) {
                Err(source) => return Some(Err(Error::Unreadable { at: At::file(&input), source })),
                Ok(found) if found.is_dir() => self.folder = Some(Folder::new(input)),
                Ok(_) => return Some(Ok(named(input))),
            }
        }
    }
}

/// A file that the user named: it is read whatever its extension is.
fn named(path: PathBuf) -> File {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned();
    File { format: Format::of_extension(&path), name, path }
}

impl Folder {
    fn new(root: PathBuf) -> Folder {
        Folder { waiting: vec![root.clone()], root, hidden: 0, unknown: 0 }
    }

    fn next(&mut self) -> Option<Result<File, Error>> {
        while let Some(path) = self.waiting.pop() {
            if path != self.root && is_hidden(&path) {
                self.hidden += 1;
                continue;
            }
            let found = match fs::metadata(&path) {
                Ok(found) => found,
                Err(source) => return Some(Err(Error::Unreadable { at: At::file(&path), source })),
            };
            if found.is_dir() {
                if let Err(error) = self.enter(&path) {
                    return Some(Err(error));
                }
                continue;
            }
            match Format::of_extension(&path) {
                Some(format) if found.is_file() => return Some(Ok(self.file(path, format))),
                Some(_) | None => self.unknown += 1,
            }
        }
        None
    }

    fn enter(&mut self, path: &Path) -> Result<(), Error> {
        let unreadable = |source| Error::Unreadable { at: At::file(path), source };
        if path != self.root && leads_back(path, &self.root).map_err(unreadable)? {
            return Err(Error::Loop { at: At::file(path) });
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            entries.push(entry.map_err(unreadable)?.path());
        }
        entries.sort_unstable_by(|a, b| b.cmp(a));
        self.waiting.append(&mut entries);
        Ok(())
    }

    fn file(&self, path: PathBuf, format: Format) -> File {
        let relative = path.strip_prefix(&self.root).unwrap_or(&path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        File { name: parts.join("/"), format: Some(format), path }
    }

    fn passed_by(self) -> Option<Error> {
        let Folder { root, hidden, unknown, .. } = self;
        (hidden + unknown > 0).then(|| Error::PassedBy { at: At::file(&root), hidden, unknown })
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a linked folder is walked anyway, because it lies in the root or holds a folder above the link.
fn leads_back(path: &Path, root: &Path) -> std::io::Result<bool> {
    if !fs::symlink_metadata(path)?.is_symlink() {
        return Ok(false);
    }
    let goal = fs::canonicalize(path)?;
    if goal.starts_with(fs::canonicalize(root)?) {
        return Ok(true);
    }
    for above in path.ancestors().skip(1).take_while(|above| above.starts_with(root)) {
        if fs::canonicalize(above)?.starts_with(&goal) {
            return Ok(true);
        }
    }
    Ok(false)
}
