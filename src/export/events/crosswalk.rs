//! Events in the columns of other data sets, by tables that anybody can correct: `data/crosswalks/export-*.toml`.
//!
//! What a table cannot say in the other's words stays empty; `docs/crosswalks.md` tells what is lost.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serializer};
use serde_json::Value;

use crate::export::columns::COLUMNS;
use crate::export::events::csv::Records;
use crate::export::events::encoded::{Encoded, Form};
use crate::export::row::Row;

/// The data sets whose columns we can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crosswalk {
    /// Armed Conflict Location & Event Data, CSV.
    Acled,
    /// The Georeferenced Event Dataset of the Uppsala Conflict Data Program, CSV.
    Ucdp,
    /// Violent Incident Information from News Articles, CSV.
    Viina,
    /// The ontology PLOVER, JSON Lines.
    Plover,
}

impl Crosswalk {
    fn table(self) -> &'static str {
        match self {
            Crosswalk::Acled => include_str!("../../../data/crosswalks/export-acled.toml"),
            Crosswalk::Ucdp => include_str!("../../../data/crosswalks/export-ucdp.toml"),
            Crosswalk::Viina => include_str!("../../../data/crosswalks/export-viina.toml"),
            Crosswalk::Plover => include_str!("../../../data/crosswalks/export-plover.toml"),
        }
    }

    fn columns(self) -> Vec<Target> {
        let table: Table = toml::from_str(self.table()).expect("the tables were read by the tests");
        table.columns
    }
}

/// A table of a crosswalk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    columns: Vec<Target>,
}

/// One column of the other data set, and how it is filled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    name: String,
    /// Our columns that decide, looked up in `map`: all their values with a space between, else the first alone.
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    map: BTreeMap<String, String>,
    /// A text with our columns in braces; empty when one of them is.
    text: Option<String>,
    /// Columns of ours and the values they must have; else the column is filled with `otherwise`.
    #[serde(default)]
    when: BTreeMap<String, String>,
    /// What stands there when there is nothing else.
    #[serde(default)]
    otherwise: String,
    /// Only so many characters from the start.
    take: Option<usize>,
    /// Characters that are left out.
    #[serde(default)]
    without: String,
    /// How JSON has it.
    #[serde(default)]
    kind: Kind,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Text,
    Number,
    /// A list of one text, or of none.
    List,
}

impl Target {
    fn value(&self, row: &Row) -> String {
        let holds = self.when.iter().all(|(column, wanted)| ours(column, row) == *wanted);
        let found = if holds { self.looked_up(row).or_else(|| self.filled(row)) } else { None };
        let mut value = found.unwrap_or_else(|| self.otherwise.clone());
        value.retain(|c| !self.without.contains(c));
        match self.take {
            Some(most) => value.chars().take(most).collect(),
            None => value,
        }
    }

    fn looked_up(&self, row: &Row) -> Option<String> {
        let values: Vec<String> = self.by.iter().map(|column| ours(column, row)).collect();
        let found = self.map.get(&values.join(" ")).or_else(|| self.map.get(values.first()?));
        found.cloned()
    }

    fn filled(&self, row: &Row) -> Option<String> {
        let mut filled = String::new();
        for (literal, column) in parts(self.text.as_deref()?) {
            filled.push_str(literal);
            if let Some(column) = column {
                let value = ours(column, row);
                if value.is_empty() {
                    return None;
                }
                filled.push_str(&value);
            }
        }
        Some(filled)
    }
}

/// What a row has in one of our columns; empty where nobody knows.
fn ours(name: &str, row: &Row) -> String {
    let column = COLUMNS.iter().find(|column| column.name == name).expect("the tables were read by the tests");
    column.value(row).text().unwrap_or_default().into_owned()
}

/// The text cut before and after each column in braces.
fn parts(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    text.split_inclusive('}').map(|part| match part.split_once('{') {
        Some((literal, column)) => (literal, Some(column.trim_end_matches('}'))),
        None => (part, None),
    })
}

/// Writes what stands above the events.
pub(super) fn begin(output: &mut impl io::Write, crosswalk: Crosswalk) -> io::Result<()> {
    match crosswalk {
        Crosswalk::Acled | Crosswalk::Ucdp | Crosswalk::Viina => {
            let mut csv = ::csv::Writer::from_writer(output);
            csv.write_record(crosswalk.columns().iter().map(|column| &column.name))?;
            csv.flush()
        }
        Crosswalk::Plover => Ok(()),
    }
}

/// The form that the data set has.
pub(super) fn form(crosswalk: Crosswalk) -> Box<dyn Form> {
    let columns = crosswalk.columns();
    match crosswalk {
        Crosswalk::Acled | Crosswalk::Ucdp | Crosswalk::Viina => Box::new(Csv { records: Records::new(), columns }),
        Crosswalk::Plover => Box::new(Json { written: Encoded::default(), columns }),
    }
}

/// The records of a table in CSV.
struct Csv {
    records: Records,
    columns: Vec<Target>,
}

impl Form for Csv {
    fn add(&mut self, row: &Row) {
        self.records.record(self.columns.iter().map(|column| column.value(row)));
    }

    fn take(&mut self) -> Encoded {
        self.records.take()
    }
}

/// JSON objects, one a line.
struct Json {
    written: Encoded,
    columns: Vec<Target>,
}

impl Form for Json {
    fn add(&mut self, row: &Row) {
        let members = self.columns.iter().map(|column| (&column.name, json(column.kind, column.value(row))));
        let written = serde_json::Serializer::new(&mut self.written.bytes).collect_map(members);
        written.expect("memory takes every value that is JSON");
        self.written.bytes.push(b'\n');
    }

    fn take(&mut self) -> Encoded {
        self.written.take()
    }
}

fn json(kind: Kind, value: String) -> Value {
    match kind {
        Kind::List if value.is_empty() => Value::Array(Vec::new()),
        Kind::List => Value::Array(vec![value.into()]),
        Kind::Number => value.parse::<serde_json::Number>().map_or(Value::Null, Value::Number),
        Kind::Text if value.is_empty() => Value::Null,
        Kind::Text => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::EventType;

    const ALL: [Crosswalk; 4] = [Crosswalk::Acled, Crosswalk::Ucdp, Crosswalk::Viina, Crosswalk::Plover];

    #[test]
    fn every_table_can_be_read_and_names_only_columns_there_are() {
        let known: BTreeSet<&str> = COLUMNS.iter().map(|column| column.name).collect();
        for target in ALL.into_iter().flat_map(Crosswalk::columns) {
            let in_text = target.text.iter().flat_map(|text| parts(text)).filter_map(|(_, column)| column);
            let named = target.by.iter().chain(target.when.keys()).map(String::as_str).chain(in_text);
            for column in named {
                assert!(known.contains(column), "{}: {column}", target.name);
            }
            assert!(target.by.is_empty() == target.map.is_empty(), "{}: by and map go together", target.name);
        }
    }

    #[test]
    fn every_type_has_a_counterpart_or_is_left_out_on_purpose() {
        for target in ALL.into_iter().flat_map(Crosswalk::columns).filter(|target| target.name == "event_type") {
            for known in EventType::ALL {
                assert!(target.map.contains_key(known.code()), "{:?}", known);
            }
        }
    }

    #[test]
    fn a_text_is_cut_at_its_columns() {
        let cut: Vec<_> = parts("POINT ({longitude} {latitude})").collect();
        assert_eq!(cut, [("POINT (", Some("longitude")), (" ", Some("latitude")), (")", None)]);
    }
}
