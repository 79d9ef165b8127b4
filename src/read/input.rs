//! An opened input: its bytes, its name, and how much of it may be held at once.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use crate::read::Settings;
use crate::read::decode::{self, CHUNK_BYTES, Decoded};
use crate::read::error::{At, Error};
use crate::read::format::Format;
use crate::read::record::Record;
use crate::read::walk::File;

/// Records of one file, in its order.
pub(super) type Records = Box<dyn Iterator<Item = Result<Record, Error>> + Send>;

/// A file that holds text in a known format.
pub(super) struct Input {
    pub path: PathBuf,
    pub name: String,
    pub format: Format,
    pub max_bytes: usize,
    /// The first bytes as text, cut at 64 KiB.
    pub head: String,
    /// The encoding that came with the bytes, in a header.
    pub charset: Option<String>,
    source: Box<dyn Read + Send>,
}

impl Input {
    /// Opens a file, or standard input.
    pub(super) fn open(file: File, settings: &Settings) -> Result<Input, Error> {
        let source: Box<dyn Read + Send> = if file.path.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            let opened = fs::File::open(&file.path);
            Box::new(opened.map_err(|source| Error::Unreadable { at: At::file(&file.path), source })?)
        };
        Input::of(file, source, settings)
    }

    /// Looks at the first bytes only, so that noise of any size is refused at once.
    pub(super) fn of(file: File, mut source: Box<dyn Read + Send>, settings: &Settings) -> Result<Input, Error> {
        let File { path, name, format } = file;
        let mut head = Vec::new();
        let read = (&mut source).take(CHUNK_BYTES as u64).read_to_end(&mut head);
        read.map_err(|source| Error::Unreadable { at: At::file(&path), source })?;
        if head.is_empty() {
            return Err(Error::Empty { at: At::file(&path) });
        }
        if decode::is_binary(&head) {
            return Err(Error::NotText { at: At::file(&path) });
        }
        let (text, _) = decode::whole(&head, None);
        let format = format.unwrap_or_else(|| Format::of_content(&text));
        let source = Box::new(Cursor::new(head).chain(source));
        Ok(Input { path, name, format, max_bytes: settings.max_bytes_at_once, head: text, charset: None, source })
    }

    pub(super) fn at(&self) -> At {
        At::file(&self.path)
    }

    /// Everything, when it is not more than may be held at once.
    pub(super) fn whole(&mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let read = (&mut self.source).take(self.max_bytes as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|source| Error::Unreadable { at: self.at(), source })?;
        if bytes.len() > self.max_bytes {
            return Err(Error::TooLarge { at: self.at(), limit: self.max_bytes as u64 });
        }
        Ok(bytes)
    }

    /// A reader of the text, piece by piece.
    pub(super) fn decoded(self) -> Decoded {
        Decoded::new(self.source)
    }
}

/// The doubt about bytes that are no characters, if there were such.
pub(super) fn undecodable(at: At, encoding: Option<&'static str>) -> Option<Error> {
    encoding.map(|encoding| Error::Undecodable { at, encoding })
}
