//! CSV: the point as well-known text first, then the columns.
//!
//! Texts are as they were printed, also those that a spreadsheet takes for a formula: a table that is read by programs
//! must not change what was said. Lists are JSON.

use std::io;

use crate::export::columns::{COLUMNS, Column, Kind};
use crate::export::events::Heading;
use crate::export::events::encoded::{Encoded, Form};
use crate::export::row::Row;

/// Name of the column with the point; GDAL and QGIS take it for the geometry.
const POINT: &str = "wkt";

/// Why a record can be taken for written.
const IN_MEMORY: &str = "memory takes every record";

/// Writes the heading of a table.
pub(super) fn begin(output: &mut impl io::Write, heading: Heading) -> io::Result<()> {
    let mut csv = ::csv::Writer::from_writer(output);
    csv.write_record([POINT].into_iter().chain(COLUMNS.iter().map(|column| column.name)))?;
    if heading == Heading::NamesAndTags {
        csv.write_record(["#geo+wkt"].into_iter().chain(COLUMNS.iter().map(|column| column.tag)))?;
    }
    csv.flush()
}

/// The records of a table.
pub(super) struct Records(::csv::Writer<Vec<u8>>);

impl Records {
    /// None yet.
    pub(super) fn new() -> Records {
        Records(::csv::Writer::from_writer(Vec::new()))
    }

    /// Adds a record.
    pub(super) fn record<T: AsRef<[u8]>>(&mut self, fields: impl IntoIterator<Item = T>) {
        self.0.write_record(fields).expect(IN_MEMORY);
    }
}

impl Form for Records {
    fn add(&mut self, row: &Row) {
        let point = row.point.map(|[longitude, latitude]| format!("POINT ({longitude} {latitude})"));
        self.0.write_field(point.unwrap_or_default()).expect(IN_MEMORY);
        for column in COLUMNS {
            self.0.write_field(column.value(row).text().unwrap_or_default().as_bytes()).expect(IN_MEMORY);
        }
        self.0.write_record(None::<&[u8]>).expect(IN_MEMORY);
    }

    fn take(&mut self) -> Encoded {
        let written = std::mem::replace(self, Records::new());
        Encoded { bytes: written.0.into_inner().expect(IN_MEMORY), ..Encoded::default() }
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
