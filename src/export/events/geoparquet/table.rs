//! One GeoParquet file: rows held column by column, and written a group at a time.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;
use serde_json::json;

use crate::export::columns::{COLUMNS, Column, Kind, Value};
use crate::export::row::Row;

/// Rows that are held until they are written together: about 30 MB.
const GROUP: usize = 20_000;
/// Little-endian, and the number of the shape "point".
const WKB_POINT: [u8; 5] = [1, 1, 0, 0, 0];

/// A file that is being written.
pub(super) struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Held>,
    geometry: Cells<ByteArrayType>,
    /// West, south, east, north of each row's point.
    bounds: [Cells<DoubleType>; 4],
    rows: usize,
    /// West, south, east, north of all.
    extent: Option<[f64; 4]>,
}

/// The values of one column that are not yet written; a level tells of each row, or of each text of a list, whether
/// there is one.
struct Cells<T: DataType> {
    values: Vec<T::T>,
    definitions: Vec<i16>,
    /// 0 for the first text of a list, 1 for the others; unused where there are no lists.
    repetitions: Vec<i16>,
}

impl<T: DataType> Cells<T> {
    const fn new() -> Cells<T> {
        Cells { values: Vec::new(), definitions: Vec::new(), repetitions: Vec::new() }
    }

    fn push(&mut self, value: Option<T::T>) {
        self.definitions.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn write<W: Write + Send>(&mut self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
        let mut column = group.next_column()?.expect("the schema has as many columns as there are");
        let repetitions = (!self.repetitions.is_empty()).then_some(&self.repetitions[..]);
        column.typed::<T>().write_batch(&self.values, Some(&self.definitions), repetitions)?;
        column.close()?;
        self.values.clear();
        self.definitions.clear();
        self.repetitions.clear();
        Ok(())
    }
}

/// A column's values by their type.
enum Held {
    Bytes(Cells<ByteArrayType>),
    Wholes(Cells<Int64Type>),
    Reals(Cells<DoubleType>),
    Days(Cells<Int32Type>),
}

impl Held {
    fn of(column: &Column) -> Held {
        match column.kind() {
            Kind::Text | Kind::Texts => Held::Bytes(Cells::new()),
            Kind::Whole | Kind::Moment => Held::Wholes(Cells::new()),
            Kind::Real => Held::Reals(Cells::new()),
            Kind::Day => Held::Days(Cells::new()),
        }
    }

    fn push(&mut self, value: Value) {
        match (self, value) {
            (Held::Bytes(cells), Value::Text(text)) => cells.push(text.map(ByteArray::from)),
            (Held::Bytes(cells), Value::Texts(texts)) => {
                if texts.is_empty() {
                    cells.push(None);
                    cells.repetitions.push(0);
                }
                for (index, text) in texts.into_iter().enumerate() {
                    cells.push(Some(ByteArray::from(text)));
                    cells.repetitions.push(i16::from(index > 0));
                }
            }
            (Held::Wholes(cells), Value::Whole(number)) => cells.push(number),
            (Held::Wholes(cells), Value::Moment(moment)) => cells.push(moment.map(jiff::Timestamp::as_microsecond)),
            (Held::Reals(cells), Value::Real(number)) => cells.push(number),
            (Held::Days(cells), Value::Day(day)) => cells.push(day.map(days_since_1970)),
            _ => unreachable!("a column's values are of its kind"),
        }
    }

    fn write<W: Write + Send>(&mut self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
        match self {
            Held::Bytes(cells) => cells.write(group),
            Held::Wholes(cells) => cells.write(group),
            Held::Reals(cells) => cells.write(group),
            Held::Days(cells) => cells.write(group),
        }
    }
}

impl<W: Write + Send> Table<W> {
    /// Begins a file.
    pub(super) fn begin(output: W) -> io::Result<Table<W>> {
        let schema = parse_message_type(&schema()).map_err(io::Error::other)?;
        let program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        let properties =
            WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(program.to_owned()).build();
        let writer = SerializedFileWriter::new(output, Arc::new(schema), Arc::new(properties));
        Ok(Table {
            writer: writer.map_err(io::Error::other)?,
            columns: COLUMNS.iter().map(Held::of).collect(),
            geometry: Cells::new(),
            bounds: [const { Cells::new() }; 4],
            rows: 0,
            extent: None,
        })
    }

    /// Adds an event.
    pub(super) fn add(&mut self, row: &Row) -> io::Result<()> {
        for (held, column) in self.columns.iter_mut().zip(COLUMNS) {
            held.push(column.value(row));
        }
        self.geometry.push(row.point.map(well_known_binary));
        for (cells, bound) in self.bounds.iter_mut().zip([0, 1, 0, 1]) {
            cells.push(row.point.map(|point| point[bound]));
        }
        if let Some([lon, lat]) = row.point {
            let [west, south, east, north] = self.extent.unwrap_or([lon, lat, lon, lat]);
            self.extent = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
        }
        self.rows += 1;
        if self.rows == GROUP { self.write_group().map_err(io::Error::other) } else { Ok(()) }
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.write_group().map_err(io::Error::other)?;
        let geo = KeyValue::new("geo".to_owned(), metadata(self.extent));
        self.writer.append_key_value_metadata(geo);
        self.writer.finish().map_err(io::Error::other)?;
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        self.columns.iter_mut().try_for_each(|held| held.write(&mut group))?;
        self.geometry.write(&mut group)?;
        self.bounds.iter_mut().try_for_each(|cells| cells.write(&mut group))?;
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

/// The columns, the geometry and its box, in the language of Parquet.
fn schema() -> String {
    let column = |column: &Column| {
        let name = column.name;
        match column.kind() {
            Kind::Text => format!("optional binary {name} (STRING);"),
            Kind::Texts => {
                format!(
                    "required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
                )
            }
            Kind::Whole => format!("optional int64 {name};"),
            Kind::Real => format!("optional double {name};"),
            Kind::Day => format!("optional int32 {name} (DATE);"),
            Kind::Moment => format!("optional int64 {name} (TIMESTAMP(MICROS,true));"),
        }
    };
    let columns: String = COLUMNS.iter().map(column).collect();
    let bounds = ["xmin", "ymin", "xmax", "ymax"].map(|name| format!("required double {name};")).concat();
    format!("message events {{ {columns} optional binary geometry; optional group bbox {{ {bounds} }} }}")
}

/// What GeoParquet 1.1 asks for. No reference system is named, which stands for longitude and latitude of WGS 84.
fn metadata(extent: Option<[f64; 4]>) -> String {
    let bound = |name: &str| json!(["bbox", name]);
    let covering =
        json!({"bbox": {"xmin": bound("xmin"), "ymin": bound("ymin"), "xmax": bound("xmax"), "ymax": bound("ymax")}});
    let mut geometry = json!({"encoding": "WKB", "geometry_types": ["Point"], "covering": covering});
    if let Some(extent) = extent {
        geometry["bbox"] = json!(extent);
    }
    json!({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}).to_string()
}

fn well_known_binary([longitude, latitude]: [f64; 2]) -> ByteArray {
    let mut bytes = Vec::with_capacity(21);
    bytes.extend(WKB_POINT);
    bytes.extend(longitude.to_le_bytes());
    bytes.extend(latitude.to_le_bytes());
    ByteArray::from(bytes)
}

fn days_since_1970(day: jiff::civil::Date) -> i32 {
    (day - jiff::civil::date(1970, 1, 1)).get_days()
}
