//! FlatGeobuf with its index. Lists are JSON; days are moments, since the format has no days.

use std::io::{self, Write};

use ::flatgeobuf::geozero::{ColumnValue, FeatureProcessor, GeomProcessor, PropertyProcessor};
use ::flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};

use crate::export::columns::{COLUMNS, Kind, Value};
use crate::export::events::{Output, Sink};
use crate::export::row::Row;

/// Longitude and latitude of WGS 84.
const WGS_84: i32 = 4326;

/// A layer that is being written. The crate keeps the features in a file without a name until all are known, since they
/// are sorted along a Hilbert curve; in memory it keeps the box and the place of each.
pub(super) struct Layer {
    writer: FgbWriter<'static>,
    output: Output,
}

impl Layer {
    /// Begins a layer.
    pub(super) fn begin(output: Output) -> io::Result<Layer> {
        let crs = FgbCrs { org: Some("EPSG"), code: WGS_84, ..FgbCrs::default() };
        let options =
            FgbWriterOptions { crs, detect_type: false, promote_to_multi: false, ..FgbWriterOptions::default() };
        let mut writer =
            FgbWriter::create_with_options("events", GeometryType::Point, options).map_err(io::Error::other)?;
        for column in COLUMNS {
            writer.add_column(column.name, column_type(column.kind()), |_, _| {});
        }
        Ok(Layer { writer, output })
    }

    fn value(&mut self, index: usize, value: &Value) -> io::Result<()> {
        let text = match value {
            Value::Text(_) | Value::Texts(_) | Value::Day(_) | Value::Moment(_) => value.text(),
            Value::Whole(_) | Value::Real(_) => None,
        };
        let text = text.as_deref();
        let written = match value {
            Value::Text(_) => text.map(ColumnValue::String),
            Value::Texts(_) => text.map(ColumnValue::Json),
            Value::Whole(number) => number.map(ColumnValue::Long),
            Value::Real(number) => number.map(ColumnValue::Double),
            Value::Day(_) | Value::Moment(_) => text.map(ColumnValue::DateTime),
        };
        if let Some(value) = written {
            self.writer.property(index, COLUMNS[index].name, &value).map_err(io::Error::other)?;
        }
        Ok(())
    }
}

impl Sink for Layer {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        for (index, column) in COLUMNS.iter().enumerate() {
            self.value(index, &column.value(row))?;
        }
        self.writer.point_begin(0).map_err(io::Error::other)?;
        if let Some([longitude, latitude]) = row.point {
            self.writer.xy(longitude, latitude, 0).map_err(io::Error::other)?;
        }
        self.writer.feature_end(0).map_err(io::Error::other)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.write(&mut self.output).map_err(io::Error::other)?;
        self.output.flush()
    }
}

fn column_type(kind: Kind) -> ColumnType {
    match kind {
        Kind::Text => ColumnType::String,
        Kind::Texts => ColumnType::Json,
        Kind::Whole => ColumnType::Long,
        Kind::Real => ColumnType::Double,
        Kind::Day | Kind::Moment => ColumnType::DateTime,
    }
}
