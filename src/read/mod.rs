//! Turns files, folders and standard input into documents and rows of data sets, one after another.
//!
//! Formats: `.txt`; `.jsonl` and `.json` (documents, Telegram Desktop's `result.json`, JSON Feed); `.csv` and `.tsv`;
//! `.html`, previews of Telegram channels among them; RSS and Atom; data sets in `.csv`, `.json` and `.geojson`. Lines,
//! rows and items are read one by one, so memory does not grow with the input.

use std::cell::OnceCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Document, Report};

mod bodies;
mod datasets;
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
pub use datasets::{Crosswalk, CrosswalkError};
pub use error::{At, Error, Severity};

use datasets::{Crosswalks, Known, Reports};
use format::Format;
use input::{Input, Records};
use record::Registry;
use walk::{File, Files};

/// What the reader is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The day of publication of documents that do not say it themselves. Default none.
    pub published: Option<Date>,
    /// The most bytes held at once: a text, a page or a feed as a whole; else one line, row or item. Default 64 MiB.
    pub max_bytes_at_once: usize,
    /// The most characters a text may have. Default 2,000,000: twice a long novel; a larger one is a collection.
    pub max_text_chars: usize,
    /// Crosswalks of data sets besides those that are built in. Default none.
    pub crosswalks: Vec<Arc<Crosswalk>>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { published: None, max_bytes_at_once: 64 << 20, max_text_chars: 2_000_000, crosswalks: Vec::new() }
    }
}

/// What an input holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A text, to be coded.
    Document(Document),
    /// A row of a data set: what it says happened, at the place as the data set names it.
    Report(Box<Report>),
}

/// The documents of the inputs, as [`entries`]; a data set among them is passed by with a notice.
pub fn documents(
    inputs: &[PathBuf],
    settings: &Settings,
) -> impl Iterator<Item = Result<Document, Error>> + Send + use<> {
    Entries::new(inputs, settings, Wanted::Documents).filter_map(|entry| match entry {
        Ok(Entry::Document(document)) => Some(Ok(document)),
        // None comes: no data set was opened.
        Ok(Entry::Report(_)) => None,
        Err(error) => Some(Err(error)),
    })
}

/// The documents and the rows of data sets of the inputs: files, folders, or `-` for standard input.
///
/// A folder is walked to its end in the order of paths, without hidden files and unknown extensions; a file that is
/// named itself is read whatever its extension, and its content tells its format. A bad file or record is an `Err`, and
/// reading goes on; [`Error::severity`] tells whether anything was lost. A doubt comes before its document.
///
/// A document's id is the input's own; else the file's name, below the folder given and with forward slashes, and `#n`
/// (line, row or item) where a file holds several. The same id with the same text again is reported and left out; with
/// another text it stays, its id followed by `~` and the beginning of its text's hash.
pub fn entries(inputs: &[PathBuf], settings: &Settings) -> impl Iterator<Item = Result<Entry, Error>> + Send + use<> {
    Entries::new(inputs, settings, Wanted::Everything)
}

/// What is read of the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Documents,
    Everything,
}

struct Entries {
    files: Files,
    settings: Settings,
    wanted: Wanted,
    registry: Registry,
    /// Made when the first file comes that may be a data set.
    crosswalks: OnceCell<Crosswalks>,
    current: Option<Current>,
    /// Made and not yet given.
    waiting: VecDeque<Result<Entry, Error>>,
}

/// The file being read.
struct Current {
    at: At,
    content: Opened,
    is_empty: bool,
}

/// What a file gives.
enum Opened {
    Records(Records),
    Reports(Reports),
}

impl Iterator for Entries {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Result<Entry, Error>> {
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
            let next = match &mut current.content {
                Opened::Records(records) => {
                    records.next().map(|record| record.map(|record| Next::Record(Box::new(record))))
                }
                Opened::Reports(reports) => reports.next().map(|report| report.map(Next::Report)),
            };
            match next {
                Some(next) => {
                    current.is_empty = false;
                    self.take(next);
                }
                None => {
                    let finished = self.current.take().filter(|current| current.is_empty);
                    self.waiting.extend(finished.map(|current| Err(Error::Empty { at: current.at })));
                }
            }
        }
    }
}

/// What came next of a file.
enum Next {
    Record(Box<record::Record>),
    Report(Box<Report>),
}

impl Entries {
    fn new(inputs: &[PathBuf], settings: &Settings, wanted: Wanted) -> Entries {
        Entries {
            files: Files::new(inputs),
            settings: settings.clone(),
            wanted,
            registry: Registry::new(settings),
            crosswalks: OnceCell::new(),
            current: None,
            waiting: VecDeque::new(),
        }
    }

    fn open(&self, file: File) -> Result<Current, Error> {
        let at = At::file(&file.path);
        let input = Input::open(file, &self.settings)?;
        let content = match self.known(&input) {
            Known::Rows(_) if self.wanted == Wanted::Documents => return Err(Error::DataSet { at }),
            Known::Rows(crosswalk) => Opened::Reports(Reports::new(input, crosswalk, &self.settings)?),
            Known::Labels => return Err(Error::Labels { at }),
            Known::Strange(found) => return Err(Error::NoCrosswalk { at, found: found.join(", ") }),
            Known::Other => Opened::Records(records(input)?),
        };
        Ok(Current { at, content, is_empty: true })
    }

    /// Only tables and JSON may be data sets: a folder of texts needs no crosswalk.
    fn known(&self, input: &Input) -> Known {
        match input.format {
            Format::Table | Format::Json => {
                self.crosswalks.get_or_init(|| Crosswalks::new(&self.settings.crosswalks)).known(input)
            }
            Format::Plain | Format::JsonLines | Format::Page | Format::Feed => Known::Other,
        }
    }

    fn take(&mut self, next: Result<Next, Error>) {
        let mut doubts = Vec::new();
        let made = next.and_then(|next| match next {
            Next::Record(record) => self.registry.document(*record, &mut doubts).map(Entry::Document),
            Next::Report(report) => Ok(Entry::Report(report)),
        });
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
