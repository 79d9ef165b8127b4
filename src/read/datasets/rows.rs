//! The rows of a data set: lines of a table, items of a JSON list, features of GeoJSON.

use std::collections::BTreeMap;
use std::path::PathBuf;

use csv::{Reader, ReaderBuilder, StringRecord};
use serde_json::Value;

use crate::read::error::{At, Error};
use crate::read::input::Input;
use crate::read::scan::{Scanner, Taken};
use crate::read::table::{self, Budget};

/// How deep lists and objects of an item become columns.
const MAX_DEPTH: usize = 4;
/// The most entries of a list that become columns.
const MOST_ENTRIES: usize = 32;

/// One row: what each column says. Columns that say nothing are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub at: At,
    pub fields: BTreeMap<String, String>,
}

impl Row {
    /// What a column says, without blanks around it; empty when it says nothing.
    pub(super) fn get(&self, column: &str) -> &str {
        self.fields.get(column).map_or("", |value| value.trim())
    }

    /// What an optional column says.
    pub(super) fn maybe(&self, column: Option<&String>) -> &str {
        column.map_or("", |column| self.get(column))
    }
}

/// Rows of one file, in its order.
pub(super) type Rows = Box<dyn Iterator<Item = Result<Row, Error>> + Send>;

/// The columns that a table begins with, and what parts them: whatever gives most.
pub(super) fn header(head: &str) -> (Vec<String>, u8) {
    let under = |separator: u8| {
        let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(head.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        header.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>()
    };
    let found = b",;\t".map(|separator| (under(separator), separator));
    found.into_iter().max_by_key(|(names, _)| names.len()).expect("there are three separators")
}

/// The rows of a table.
pub(super) fn of_table(input: Input) -> Rows {
    let (names, separator) = header(&input.head);
    let (path, limit) = (input.path.clone(), input.max_bytes);
    let source = Budget::new(input.decoded(), limit);
    let reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(source);
    Box::new(Table { reader, names, path, limit, finished: false })
}

struct Table {
    reader: Reader<Budget>,
    names: Vec<String>,
    path: PathBuf,
    limit: usize,
    finished: bool,
}

impl Iterator for Table {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Result<Row, Error>> {
        if self.finished {
            return None;
        }
        self.reader.get_mut().renew(self.limit);
        let line = self.reader.position().line();
        let mut record = StringRecord::new();
        match self.reader.read_record(&mut record) {
            Ok(true) => Some(self.row(&record)),
            Ok(false) => {
                self.finished = true;
                None
            }
            Err(source) => {
                self.finished = source.is_io_error();
                Some(Err(table::broken(At::line(&self.path, line), source, self.limit)))
            }
        }
    }
}

impl Table {
    fn row(&self, record: &StringRecord) -> Result<Row, Error> {
        let at = At::line(&self.path, record.position().map_or(0, csv::Position::line));
        if record.len() != self.names.len() {
            return Err(Error::Row { at, fields: record.len(), columns: self.names.len() });
        }
        let filled = self.names.iter().zip(record).filter(|(_, value)| !value.trim().is_empty());
        Ok(Row { at, fields: filled.map(|(name, value)| (name.clone(), value.to_owned())).collect() })
    }
}

/// The first item of a JSON list, or the first feature of GeoJSON, when the beginning of the file holds it whole.
pub(super) fn first_item(head: &str) -> Option<BTreeMap<String, String>> {
    let start = head.trim_start();
    let list = match start.as_bytes().first()? {
        b'[' => start,
        b'{' if start.contains("\"FeatureCollection\"") => {
            let features = &start[start.find("\"features\"")?..];
            &features[features.find('[')?..]
        }
        _ => return None,
    };
    let mut items = serde_json::Deserializer::from_str(&list[1..]).into_iter::<Value>();
    Some(fields(&items.next()?.ok()?))
}

/// Whether a file that begins so is GeoJSON.
pub(super) fn is_geojson(head: &str) -> bool {
    head.trim_start().starts_with('{') && head.contains("\"FeatureCollection\"")
}

/// The items of a JSON list, or the features of GeoJSON.
pub(super) fn of_json(input: Input) -> Rows {
    let (path, limit) = (input.path.clone(), input.max_bytes);
    let scanner = Scanner::new(input.decoded(), limit);
    Box::new(Items { scanner, path, limit, number: 0, place: Place::Before })
}

struct Items {
    scanner: Scanner,
    path: PathBuf,
    limit: usize,
    number: u64,
    place: Place,
}

/// How far into the file the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    InList,
    After,
}

impl Iterator for Items {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Result<Row, Error>> {
        let found = self.item();
        let is_lost = matches!(
            found,
            Err(Error::Unreadable { .. } | Error::CutShort { .. } | Error::Structure { .. }) | Ok(None)
        );
        if is_lost {
            self.place = Place::After;
        }
        found.transpose()
    }
}

impl Items {
    fn item(&mut self) -> Result<Option<Row>, Error> {
        if self.place == Place::Before {
            self.enter()?;
        }
        if self.place == Place::After {
            return Ok(None);
        }
        while self.peek()? == Some(b',') {
            self.pass()?;
        }
        match self.peek()? {
            None => return Err(Error::CutShort { at: At::line(&self.path, self.scanner.line) }),
            Some(b']') => return Ok(None),
            Some(_) => {}
        }
        self.number += 1;
        let at = At::item(&self.path, self.number, Some(self.scanner.line));
        let value = self.take()?;
        let value: Value = serde_json::from_slice(&value).map_err(|source| Error::Json { at: at.clone(), source })?;
        Ok(Some(Row { at, fields: fields(&value) }))
    }

    /// Goes to the first item: through the list's bracket, or through the object to its features.
    fn enter(&mut self) -> Result<(), Error> {
        let mut opened = self.peek()?;
        if opened == Some(b'{') {
            self.pass()?;
            opened = self.features()?;
        }
        if opened != Some(b'[') {
            let at = At::line(&self.path, self.scanner.line);
            return Err(Error::Structure { at, expected: "a list of items" });
        }
        self.pass()?;
        self.place = Place::InList;
        Ok(())
    }

    /// Passes by the fields before the list of features; the byte that the list begins with.
    fn features(&mut self) -> Result<Option<u8>, Error> {
        while self.peek()? == Some(b'"') {
            let key = self.take()?;
            if self.peek()? == Some(b':') {
                self.pass()?;
            }
            let next = self.peek()?;
            if key == b"\"features\"" {
                return Ok(next);
            }
            self.take()?;
            if self.peek()? == Some(b',') {
                self.pass()?;
            }
        }
        Ok(None)
    }

    fn take(&mut self) -> Result<Vec<u8>, Error> {
        let at = At::item(&self.path, self.number, Some(self.scanner.line));
        let mut value = Vec::new();
        match self.scanner.take(&mut value).map_err(|source| Error::Unreadable { at: at.clone(), source })? {
            Taken::Whole => Ok(value),
            Taken::TooLarge => Err(Error::TooLarge { at, limit: self.limit as u64 }),
            Taken::CutShort => Err(Error::CutShort { at }),
        }
    }

    fn peek(&mut self) -> Result<Option<u8>, Error> {
        self.scanner.peek().map_err(|source| Error::Unreadable { at: At::file(&self.path), source })
    }

    fn pass(&mut self) -> Result<(), Error> {
        self.scanner.pass().map_err(|source| Error::Unreadable { at: At::file(&self.path), source })
    }
}

/// The columns of an item. Those of a feature are its properties and its point.
fn fields(item: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let is_feature = item.get("type").and_then(Value::as_str) == Some("Feature");
    let Some(properties) = item.get("properties").filter(|_| is_feature) else {
        add(item, "", 0, &mut found);
        return found;
    };
    add(properties, "", 0, &mut found);
    if let Some([longitude, latitude, ..]) =
        item.pointer("/geometry/coordinates").and_then(Value::as_array).map(Vec::as_slice)
    {
        add(longitude, "longitude", 0, &mut found);
        add(latitude, "latitude", 0, &mut found);
    }
    if let Some(id) = item.get("id").filter(|_| !found.contains_key("id")) {
        add(id, "id", 0, &mut found);
    }
    found
}

/// Adds a value under its name; lists and objects under theirs and that of each part.
fn add(value: &Value, name: &str, depth: usize, found: &mut BTreeMap<String, String>) {
    let inner = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        Value::Null => {}
        Value::String(text) => drop(found.insert(name.to_owned(), text.clone())),
        Value::Bool(_) | Value::Number(_) => drop(found.insert(name.to_owned(), value.to_string())),
        Value::Array(_) | Value::Object(_) if depth >= MAX_DEPTH => {}
        Value::Array(entries) => {
            // That the list is there tells the data set, whatever it holds.
            found.insert(name.to_owned(), entries.len().to_string());
            for (number, entry) in entries.iter().take(MOST_ENTRIES).enumerate() {
                match (entry.get("key").and_then(Value::as_str), entry.get("value")) {
                    (Some(key), Some(value)) => add(value, &inner(key), depth + 1, found),
                    _ => add(entry, &inner(&number.to_string()), depth + 1, found),
                }
            }
        }
        Value::Object(parts) => {
            for (part, value) in parts.iter().take(MOST_ENTRIES * 4) {
                add(value, &inner(part), depth + 1, found);
            }
        }
    }
}
