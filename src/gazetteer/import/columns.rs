//! Reads any table of places, told which of its columns is which of ours.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::alternates::{Named, give};
use super::{Error, Read};
use crate::gazetteer::index::table::{COLUMNS, KINDS};
use crate::gazetteer::{Fault, Row};

/// For OpenStreetMap's tags as columns, as Overpass and osmconvert write them.
const OPENSTREETMAP: &str = include_str!("../../../data/imports/openstreetmap.toml");

/// Which column of a foreign table is which of ours, and what its values mean.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Our column, and the columns that may fill it: the first that is not empty does, in lists all of them.
    columns: BTreeMap<String, OneOrMore>,
    /// What stands where the table says nothing.
    #[serde(default)]
    defaults: BTreeMap<String, String>,
    /// The values of the column of kinds and the kinds they are; a row with another value is left out.
    #[serde(default)]
    kinds: BTreeMap<String, String>,
    /// Stands before every id, so that ids of two sources never meet.
    #[serde(default)]
    id_prefix: String,
    /// What stands between the names of a list.
    #[serde(default = "semicolon")]
    list_separator: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

fn semicolon() -> String {
    ";".to_owned()
}

impl Columns {
    /// Reads a file such as those in `data/imports`.
    ///
    /// # Errors
    /// When it cannot be read or names what we do not have.
    pub fn read(path: &Path) -> Result<Columns, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        Columns::parse(&text).map_err(|what| Error::Columns { path: path.to_owned(), what })
    }

    /// The columns for a header: OpenStreetMap's tags where it has them, else columns named as ours.
    pub fn guessed(header: &str) -> Columns {
        let has = |name: &str| header.split([',', '\t', ';', '|']).any(|column| column.trim_matches('"') == name);
        if has("@id") || has("@lat") {
            return Columns::parse(OPENSTREETMAP).expect("a test reads the file");
        }
        let own = COLUMNS.iter().map(|column| ((*column).to_owned(), OneOrMore::One((*column).to_owned())));
        Columns { columns: own.collect(), list_separator: "|".to_owned(), ..Columns::default() }
    }

    fn parse(text: &str) -> Result<Columns, String> {
        let columns: Columns = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        for column in columns.columns.keys().chain(columns.defaults.keys()) {
            if !COLUMNS.contains(&column.as_str()) {
                return Err(format!("there is no column \"{column}\"; known are {}", COLUMNS.join(", ")));
            }
        }
        if let Some(unknown) = columns.kinds.values().find(|kind| !KINDS.contains(&kind.as_str())) {
            return Err(format!("there is no kind \"{unknown}\"; known are {}", KINDS.join(", ")));
        }
        if !columns.columns.contains_key("id") || !columns.columns.contains_key("name") {
            return Err("[columns] must say which column is `id` and which is `name`".to_owned());
        }
        Ok(columns)
    }

    fn sources(&self, column: &str) -> &[String] {
        match self.columns.get(column) {
            Some(OneOrMore::One(one)) => std::slice::from_ref(one),
            Some(OneOrMore::More(more)) => more,
            None => &[],
        }
    }
}

/// The places of a table with a header row, separated by commas, semicolons or tabs, whichever its header has most of.
pub fn mapped(text: &str, columns: &Columns) -> Read {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or("");
    let separator =
        [b',', b'\t', b';'].into_iter().max_by_key(|separator| header.bytes().filter(|byte| byte == separator).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.unwrap_or(b','))
        .flexible(true)
        .quoting(separator != Some(b'\t'))
        .from_reader(text.as_bytes());
    let mut read = Read::default();
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            read.faults.push(Fault { line: 1, column: String::new(), what: error.to_string() });
            return read;
        }
    };
    for record in reader.records() {
        match record {
            Ok(cells) => match (Record { columns, header: &header, cells: &cells }).row() {
                Ok(row) => read.rows.extend(row),
                Err(fault) => read.faults.push(fault),
            },
            Err(error) => {
                let line = error.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
                read.faults.push(Fault { line, column: String::new(), what: error.to_string() });
            }
        }
    }
    read
}

/// One line of a foreign table.
struct Record<'t> {
    columns: &'t Columns,
    header: &'t csv::StringRecord,
    cells: &'t csv::StringRecord,
}

impl Record<'_> {
    /// The place; none when it is of a kind that is left out.
    fn row(&self) -> Result<Option<Row>, Fault> {
        let kind = self.cell("kind");
        let kind = match self.columns.kinds.get(kind) {
            Some(ours) => ours.as_str(),
            None if self.columns.kinds.is_empty() || kind.is_empty() => kind,
            None => return Ok(None),
        };
        let kind = if kind.is_empty() { self.or_default("kind") } else { kind };
        let at = KINDS.iter().position(|known| *known == kind).or_else(|| kind.is_empty().then_some(0));
        let at = at.ok_or_else(|| self.fault("kind", format!("\"{kind}\" is none of {}", KINDS.join(", "))))?;
        let mut row = Row {
            id: format!("{}{}", self.columns.id_prefix, self.cell("id")),
            name: self.cell("name").to_owned(),
            name_uk: self.cell("name_uk").to_owned(),
            name_ru: self.cell("name_ru").to_owned(),
            kind: u8::try_from(at).expect("there are nine kinds"),
            class: self.or_default("class").to_owned(),
            country: self.or_default("country").to_owned(),
            admin: ["admin1", "admin2", "admin3"].map(|column| self.or_default(column).to_owned()),
            position: self.position()?,
            population: self.cell("population").replace([' ', ',', '\u{a0}'], "").parse().ok(),
            ..Row::default()
        };
        for column in ["id", "name"] {
            if self.cell(column).is_empty() {
                return Err(self.fault(column, "must not be empty".to_owned()));
            }
        }
        give(&mut row, &self.list("other_names", false).chain(self.list("old_names", true)).collect::<Vec<_>>());
        Ok(Some(row))
    }

    fn position(&self) -> Result<Option<(i32, i32)>, Fault> {
        let degrees = |column: &str, most: f64| match self.cell(column) {
            "" => Ok(None),
            cell => match cell.parse::<f64>() {
                Ok(degrees) if degrees.abs() <= most => Ok(Some((degrees * 1e7).round() as i32)),
                _ => Err(self.fault(column, format!("\"{cell}\" is no number of degrees from -{most} to {most}"))),
            },
        };
        Ok(degrees("latitude", 90.0)?.zip(degrees("longitude", 180.0)?))
    }

    fn cell(&self, column: &str) -> &str {
        self.filled(column).next().unwrap_or("")
    }

    fn or_default(&self, column: &str) -> &str {
        let default = self.columns.defaults.get(column).map_or("", String::as_str);
        self.filled(column).next().unwrap_or(default)
    }

    fn list(&self, column: &str, is_old: bool) -> impl Iterator<Item = Named> {
        let names = self.filled(column).flat_map(|cell| cell.split(self.columns.list_separator.as_str()));
        names.map(move |name| Named { is_old, ..Named::by_letters(name.trim()) }).filter(|named| !named.name.is_empty())
    }

    fn filled(&self, column: &str) -> impl Iterator<Item = &str> {
        let at = |source: &String| self.header.iter().position(|name| name.trim() == source);
        let cells = self.columns.sources(column).iter().filter_map(at).filter_map(|at| self.cells.get(at));
        cells.map(str::trim).filter(|cell| !cell.is_empty())
    }

    fn fault(&self, column: &str, what: String) -> Fault {
        let line = self.cells.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        Fault { line, column: column.to_owned(), what }
    }
}
