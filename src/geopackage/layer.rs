//! What a layer is made of: its shape, its columns and the values in them.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::{ToSql, ToSqlOutput};

use crate::geopackage::{Error, Geometry, Shape};

/// A table with a key `fid`, a geometry `geom` when it has a shape, and the columns named here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer<'a> {
    /// Name of the table: a-z, 0-9 and _.
    pub table: &'a str,
    /// What people read.
    pub title: &'a str,
    /// One sentence.
    pub description: &'a str,
    /// What shapes it holds; none for a table without geometry.
    pub shape: Option<Shape>,
    /// Names and types, in order.
    pub columns: &'a [(&'a str, ColumnType)],
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Text in UTF-8.
    Text,
    /// Whole numbers of 64 bits.
    Integer,
    /// Numbers with a fraction.
    Real,
    /// Yes or no.
    Boolean,
    /// Days.
    Date,
    /// Moments, to the millisecond, in UTC.
    DateTime,
}

impl ColumnType {
    pub(super) fn name(self) -> &'static str {
        match self {
            ColumnType::Text => "TEXT",
            ColumnType::Integer => "INTEGER",
            ColumnType::Real => "REAL",
            ColumnType::Boolean => "BOOLEAN",
            ColumnType::Date => "DATE",
            ColumnType::DateTime => "DATETIME",
        }
    }
}

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nobody knows.
    Null,
    /// A text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// A moment.
    DateTime(Timestamp),
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Value<'a> {
        text.map_or(Value::Null, Value::Text)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => rusqlite::types::Null.into(),
            Value::Text(text) => ToSqlOutput::from(*text),
            Value::Integer(number) => (*number).into(),
            Value::Real(number) => (*number).into(),
            Value::Boolean(is_so) => (*is_so).into(),
            Value::Date(day) => day.to_string().into(),
            Value::DateTime(moment) => timestamp(*moment).into(),
        })
    }
}

/// A feature: its shape, if it has one, and a value for each column of its layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// Where.
    pub geometry: Option<Geometry>,
    /// In the order of the columns.
    pub values: Vec<Value<'a>>,
}

/// A moment as GeoPackage writes it: `2023-05-24T06:00:00.000Z`. QGIS finds no moment without its milliseconds.
pub fn timestamp(moment: Timestamp) -> String {
    format!("{moment:.3}")
}

/// Names become part of statements, so they are nothing but plain letters; `fid` and `geom` are taken.
pub(super) fn check_names(layer: &Layer) -> Result<(), Error> {
    let columns = layer.columns.iter().map(|(name, _)| *name);
    let taken = ["fid", "geom"];
    for name in columns.clone().chain([layer.table]) {
        check_name(name)?;
    }
    match columns.clone().find(|name| taken.contains(name)) {
        Some(name) => Err(Error::Name { name: name.to_owned() }),
        None => Ok(()),
    }
}

pub(super) fn check_name(name: &str) -> Result<(), Error> {
    let is_plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    let is_name = is_plain && name.starts_with(|first: char| first.is_ascii_lowercase());
    if is_name { Ok(()) } else { Err(Error::Name { name: name.to_owned() }) }
}
