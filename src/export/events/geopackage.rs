//! GeoPackage: a layer of the events on points, and one of those known only to a wider unit. Lists are JSON.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::export::columns::{COLUMNS, Kind, Value};
use crate::export::events::Rows;
use crate::export::row::Row;
use crate::geopackage::{self, ColumnType, Error, Geometry, Layer, Package, Shape};
use crate::model::{Position, drawn_point};

/// Rows that are held until they are written together: a few megabytes.
const BATCH: usize = 4_096;

const POINTS: Layer = Layer {
    table: "events",
    title: "Events",
    description: "What is said to have happened, on points.",
    shape: Some(Shape::Point),
    columns: &[],
};
const AREAS: Layer = Layer {
    table: "areas",
    title: "Areas",
    description: "Events known only to a district or a region, at its centre.",
    ..POINTS
};

/// A file that is being written.
pub(super) struct File {
    package: Package,
    columns: Vec<(&'static str, ColumnType)>,
    points: Vec<Held>,
    areas: Vec<Held>,
    /// The latest moment at which anything in it was published; the file counts as changed then, not when it was written,
    /// so that the same events give the same file.
    changed: Timestamp,
}

/// A row that is not yet written.
struct Held {
    position: Option<Position>,
    values: Vec<Cell>,
}

/// A value that stays when its event is gone.
enum Cell {
    Null,
    Text(String),
    Whole(i64),
    Real(f64),
    Day(Date),
    Moment(Timestamp),
}

impl Cell {
    fn of(value: Value) -> Cell {
        let text = value.text();
        match value {
            Value::Text(_) | Value::Texts(_) => text.map(|text| Cell::Text(text.into_owned())),
            Value::Whole(number) => number.map(Cell::Whole),
            Value::Real(number) => number.map(Cell::Real),
            Value::Day(day) => day.map(Cell::Day),
            Value::Moment(moment) => moment.map(Cell::Moment),
        }
        .unwrap_or(Cell::Null)
    }

    fn lent(&self) -> geopackage::Value<'_> {
        match self {
            Cell::Null => geopackage::Value::Null,
            Cell::Text(text) => geopackage::Value::Text(text),
            Cell::Whole(number) => geopackage::Value::Integer(*number),
            Cell::Real(number) => geopackage::Value::Real(*number),
            Cell::Day(day) => geopackage::Value::Date(*day),
            Cell::Moment(moment) => geopackage::Value::DateTime(*moment),
        }
    }
}

/// Begins a file at a path where none is.
pub(super) fn begin(path: &Path) -> Result<Box<dyn Rows>, crate::export::Error> {
    let failed = |source| crate::export::Error::Write { path: PathBuf::from(path), source };
    let begun = File::begin(path).map_err(io::Error::other).map_err(failed)?;
    Ok(Box::new(begun))
}

impl File {
    fn begin(path: &Path) -> Result<File, Error> {
        let columns = COLUMNS.iter().map(|column| (column.name, column_type(column.kind()))).collect();
        let changed = Timestamp::UNIX_EPOCH;
        let package = Package::create(path)?;
        let mut file = File { package, columns, points: Vec::new(), areas: Vec::new(), changed };
        let columns = &file.columns;
        file.package.write(changed, |writer| {
            writer.add_layer(&Layer { columns, ..POINTS })?;
            writer.add_layer(&Layer { columns, ..AREAS })
        })?;
        Ok(file)
    }

    fn write(&mut self) -> Result<(), Error> {
        let File { package, columns, points, areas, changed } = self;
        package.write(*changed, |writer| {
            for (layer, rows) in [(POINTS, points), (AREAS, areas)] {
                let layer = Layer { columns, ..layer };
                writer.insert(&layer, rows.iter().map(Held::lent))?;
                rows.clear();
            }
            Ok(())
        })
    }

    fn end(&mut self) -> Result<(), Error> {
        self.write()?;
        let File { package, columns, changed, .. } = self;
        package.write(*changed, |writer| {
            writer.finish(&Layer { columns, ..POINTS })?;
            writer.finish(&Layer { columns, ..AREAS })
        })
    }
}

impl Held {
    fn lent(&self) -> geopackage::Row<'_> {
        let values = self.values.iter().map(Cell::lent).collect();
        geopackage::Row { geometry: self.position.map(Geometry::Point), values }
    }
}

impl Rows for File {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        let values = COLUMNS.iter().map(|column| Cell::of(column.value(row))).collect();
        // The same five decimals as in every other format.
        let position = row.point.and_then(|[longitude, latitude]| Position::from_lat_lon(latitude, longitude).ok());
        let held = Held { position, values };
        if drawn_point(row.event).is_some() {
            self.points.push(held)
        } else {
            self.areas.push(held)
        }
        let published = row.best.quotation.published;
        let midnight = |date: Date| date.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
        let moment = published.and_then(|published| published.time.or_else(|| midnight(published.date)));
        self.changed = self.changed.max(moment.unwrap_or(self.changed));
        let is_full = self.points.len() + self.areas.len() >= BATCH;
        if is_full { self.write().map_err(io::Error::other) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.end().map_err(io::Error::other)
    }
}

fn column_type(kind: Kind) -> ColumnType {
    match kind {
        Kind::Text | Kind::Texts => ColumnType::Text,
        Kind::Whole => ColumnType::Integer,
        Kind::Real => ColumnType::Real,
        Kind::Day => ColumnType::Date,
        Kind::Moment => ColumnType::DateTime,
    }
}
