//! Turns files, folders and standard input into documents, one after another.
//!
//! Formats: `.txt`; `.jsonl` and `.json` (documents, Telegram Desktop's `result.json`, JSON Feed); `.csv` and `.tsv`;
//! `.html`, previews of Telegram channels among them; RSS and Atom. Lines, rows and items are read one by one, so memory does not grow with the input.

use std::collections::VecDeque;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::Document;

mod bodies;
mod decode;
mod error;
mod feed;
mod fields;
mod format;
#[cfg(feature = "html")]
mod html;
#[cfg(not(feature = "html"))]
#[path = "no_html.rs"]
mod html;
mod input;
mod json;
mod language;
mod lines;
mod markup;
mod plain;
#[cfg(feature = "html")]
mod preview;
mod published;
mod record;
mod scan;
mod table;
mod telegram;
mod walk;

#[cfg(test)]
mod tests;

pub use bodies::{Bodies, Body, Content};
pub use error::{At, Error, Severity};

use format::Format;
use input::{Input, Records};
use record::Registry;
use walk::{File, Files};

/// What the reader is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The day of publication of documents that do not say it themselves. Default none.
    pub published: Option<Date>,
    /// The most bytes held at once: a text, a page or a feed as a whole; else one line, row or item. Default 64 MiB.
    pub max_bytes_at_once: usize,
    /// The most characters a text may have. Default 2,000,000: twice a long novel; a larger one is a collection.
    pub max_text_chars: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { published: None, max_bytes_at_once: 64 << 20, max_text_chars: 2_000_000 }
    }
}

/// The documents of the inputs: files, folders, or `-` for standard input.
///
/// A folder is walked to its end in the order of paths, without hidden files and unknown extensions; a file that is
/// named itself is read whatever its extension, and its content tells its format. A bad file or record is an `Err`, and
/// reading goes on; [`Error::severity`] tells whether anything was lost. A doubt comes before its document.
///
/// A document's id is the input's own; else the file's name, below the folder given and with forward slashes, and `#n`
/// (line, row or item) where a file holds several. The same id with the same text again is reported and left out; with
/// another text it stays, its id followed by `~` and the beginning of its text's hash.
pub fn documents(
    inputs: &[PathBuf],
    settings: &Settings,
) -> impl Iterator<Item = Result<Document, Error>> + Send + use<> {
    Documents {
        files: Files::new(inputs),
        settings: settings.clone(),
        registry: Registry::new(settings),
        current: None,
        waiting: VecDeque::new(),
    }
}

struct Documents {
    files: Files,
    settings: Settings,
    registry: Registry,
    current: Option<Current>,
    /// Made and not yet given.
    waiting: VecDeque<Result<Document, Error>>,
}

/// The file being read.
struct Current {
    at: At,
    records: Records,
    is_empty: bool,
}

impl Iterator for Documents {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Result<Document, Error>> {
        loop {
            if let Some(made) = self.waiting.pop_front() {
                return Some(made);
            }
            let Some(current) = &mut self.current else {
                match self.files.next()?.and_then(|file| self.open(file)) {
                    Ok(current) => self.current = Some(current),
                    Err(error) => return Some(Err(error)),
                }
                continue;
            };
            match current.records.next() {
                Some(record) => {
                    current.is_empty = false;
                    self.take(record);
                }
                None => {
                    let finished = self.current.take().filter(|current| current.is_empty);
                    self.waiting.extend(finished.map(|current| Err(Error::Empty { at: current.at })));
                }
            }
        }
    }
}

impl Documents {
    fn open(&self, file: File) -> Result<Current, Error> {
        let at = At::file(&file.path);
        let records = records(Input::open(file, &self.settings)?)?;
        Ok(Current { at, records, is_empty: true })
    }

    fn take(&mut self, record: Result<record::Record, Error>) {
        let mut doubts = Vec::new();
        let made = record.and_then(|record| self.registry.document(record, &mut doubts));
        self.waiting.extend(doubts.into_iter().map(Err));
        self.waiting.push_back(made);
    }
}

fn records(input: Input) -> Result<Records, Error> {
    match input.format {
        Format::Plain => plain::records(input),
        Format::JsonLines => Ok(lines::records(input)),
        Format::Json => Ok(json::records(input)),
        Format::Table => table::records(input),
        Format::Page => html::records(input),
        Format::Feed => feed::records(input),
    }
}
