//! CSV: the point as well-known text first, then the columns.
//!
//! Texts are as they were printed, also those that a spreadsheet takes for a formula: a table that is read by programs
//! must not change what was said. Lists are JSON.

use std::io;

use crate::export::columns::{COLUMNS, Column, Kind};
use crate::export::events::{Heading, Output, Sink};
use crate::export::row::Row;

/// Name of the column with the point; GDAL and QGIS take it for the geometry.
const POINT: &str = "wkt";

/// A table that is being written.
pub(super) struct Table(::csv::Writer<Output>);

impl Table {
    /// Begins a table with its heading.
    pub(super) fn begin(output: Output, heading: Heading) -> io::Result<Table> {
        let mut csv = ::csv::Writer::from_writer(output);
        csv.write_record([POINT].into_iter().chain(COLUMNS.iter().map(|column| column.name)))?;
        if heading == Heading::NamesAndTags {
            csv.write_record(["#geo+wkt"].into_iter().chain(COLUMNS.iter().map(|column| column.tag)))?;
        }
        Ok(Table(csv))
    }
}

impl Sink for Table {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        let point = row.point.map(|[longitude, latitude]| format!("POINT ({longitude} {latitude})"));
        self.0.write_field(point.unwrap_or_default())?;
        for column in COLUMNS {
            self.0.write_field(column.value(row).text().unwrap_or_default().as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// The content of a `.csvt` file: the type of each column, for GDAL and QGIS. Under a row of tags each is text.
pub(super) fn types(heading: Heading) -> String {
    let kind = |column: &Column| match (heading, column.kind()) {
        (Heading::NamesAndTags, _) | (_, Kind::Text | Kind::Texts) => "String",
        (_, Kind::Whole) => "Integer64",
        (_, Kind::Real) => "Real",
        (_, Kind::Day) => "Date",
        (_, Kind::Moment) => "DateTime",
    };
    let kinds = ["WKT"].into_iter().chain(COLUMNS.iter().map(kind));
    kinds.map(|kind| format!("\"{kind}\"")).collect::<Vec<_>>().join(",") + "\n"
}
