//! Tables with a header: CSV with commas, semicolons or tabs.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::read::decode::Decoded;
use crate::read::error::{At, Error};
use crate::read::input::{Input, Records, undecodable};
use crate::read::record::Record;

/// The names each column goes by, in any case; the first that is there wins.
const NAMES: [(Column, &[&str]); 8] = [
    (Column::Text, &["text", "body", "content"]),
    (Column::Id, &["id"]),
    (Column::Published, &["published", "date"]),
    (Column::Language, &["language", "lang"]),
    (Column::Source, &["source", "publisher"]),
    (Column::Side, &["side"]),
    (Column::Url, &["url"]),
    (Column::Title, &["title"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Text,
    Id,
    Published,
    Language,
    Source,
    Side,
    Url,
    Title,
}

/// The rows of a table as records; only the row being read is held.
///
/// # Errors
/// When the header names no column of texts.
pub(super) fn records(input: Input) -> Result<Records, Error> {
    let (path, name, limit) = (input.path.clone(), input.name.clone(), input.max_bytes);
    let separator = separator(input.head.lines().next().unwrap_or_default());
    let source = Budget::new(input.decoded(), limit);
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(source);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(source) => return Err(broken(At::line(&path, 1), source, limit)),
    };
    let columns = columns(&header);
    if !columns.iter().any(|(column, _)| *column == Column::Text) {
        let found = header.iter().map(str::trim).collect::<Vec<_>>().join(", ");
        return Err(Error::NoTextColumn { at: At::line(&path, 1), found });
    }
    let width = header.len();
    Ok(Box::new(Rows { reader, columns, width, path, name, limit, number: 0, finished: false }))
}

/// The separator under which the header names most columns we know; a comma when none does.
fn separator(header: &str) -> u8 {
    let known = |separator: u8| {
        let names = header.split(char::from(separator)).map(|name| name.trim().trim_matches('"').to_lowercase());
        names.filter(|name| NAMES.iter().any(|(_, names)| names.contains(&name.as_str()))).count()
    };
    // The last of equals wins.
    *b";\t,".iter().max_by_key(|separator| known(**separator)).expect("there are three separators")
}

fn columns(header: &StringRecord) -> Vec<(Column, usize)> {
    let place = |name: &&str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
    NAMES.iter().filter_map(|(column, names)| Some((*column, names.iter().find_map(place)?))).collect()
}

struct Rows {
    reader: Reader<Budget>,
    columns: Vec<(Column, usize)>,
    width: usize,
    path: PathBuf,
    name: String,
    limit: usize,
    number: u64,
    finished: bool,
}

impl Iterator for Rows {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Result<Record, Error>> {
        if self.finished {
            return None;
        }
        self.reader.get_mut().renew(self.limit);
        self.number += 1;
        let line = self.reader.position().line();
        let mut row = StringRecord::new();
        match self.reader.read_record(&mut row) {
            Ok(true) => Some(self.record(&row)),
            Ok(false) => {
                self.finished = true;
                undecodable(At::file(&self.path), self.reader.get_ref().source.damaged()).map(Err)
            }
            Err(source) => {
                self.finished = source.is_io_error();
                Some(Err(broken(At::line(&self.path, line), source, self.limit)))
            }
        }
    }
}

impl Rows {
    fn record(&self, row: &StringRecord) -> Result<Record, Error> {
        let line = row.position().map_or(0, csv::Position::line);
        let at = At::line(&self.path, line);
        if row.len() > self.width {
            return Err(Error::Row { at, fields: row.len(), columns: self.width });
        }
        let field = |column: Column| {
            let (_, place) = self.columns.iter().find(|(known, _)| *known == column)?;
            row.get(*place).filter(|value| !value.trim().is_empty()).map(str::to_owned)
        };
        Ok(Record {
            at,
            id: field(Column::Id),
            fallback_id: format!("{}#{}", self.name, self.number),
            published: field(Column::Published),
            language: field(Column::Language),
            publisher: field(Column::Source),
            side: field(Column::Side),
            url: field(Column::Url),
            title: field(Column::Title),
            text: field(Column::Text).unwrap_or_default(),
        })
    }
}

/// A quote that is never closed makes the rest of a table one row: the budget stops it.
pub(super) struct Budget {
    source: Decoded,
    left: usize,
}

impl Budget {
    /// Gives at most `left` bytes until it is renewed.
    pub(super) fn new(source: Decoded, left: usize) -> Budget {
        Budget { source, left }
    }

    /// Before the next row.
    pub(super) fn renew(&mut self, left: usize) {
        self.left = left;
    }
}

impl Read for Budget {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.source.fill_buf()?;
        let count = ready.len().min(buffer.len());
        if count > self.left {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the row is over the limit"));
        }
        buffer[..count].copy_from_slice(&ready[..count]);
        self.source.consume(count);
        self.left -= count;
        Ok(count)
    }
}

/// What the parser of tables could not read.
pub(super) fn broken(at: At, source: csv::Error, limit: usize) -> Error {
    match source.kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Error::TooLarge { at, limit: limit as u64 }
        }
        csv::ErrorKind::Io(error) => Error::Unreadable { at, source: io::Error::new(error.kind(), error.to_string()) },
        _ => Error::Table { at, source },
    }
}
