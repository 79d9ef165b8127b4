//! Events as one file, in the format that the reader's program wants. Every format has the columns of `columns.rs`.
//!
//! A file is written event by event, in memory that does not grow with their number, and appears whole or not at all.
//! The same events in the same order give the same bytes.

mod csv;
mod flatgeobuf;
mod geojson;
#[cfg(feature = "parquet")]
mod geoparquet;
#[cfg(not(feature = "parquet"))]
#[path = "no_geoparquet.rs"]
mod geoparquet;
mod kml;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use crate::export::row::Row;
use crate::export::whole::{self, Partial};
use crate::export::{Error, Versions};
use crate::model::Event;

/// In which form events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One GeoJSON collection, a feature a line.
    GeoJson,
    /// GeoJSON features without a collection, one a line.
    JsonLines,
    /// A table in CSV, with the point as well-known text and as longitude and latitude.
    Csv(Heading),
    /// KML, a folder for each axis, with the days of each event.
    Kml,
    /// FlatGeobuf with its spatial index.
    FlatGeobuf,
    /// GeoParquet 1.1, with a box for each point.
    GeoParquet(Partition),
}

/// How a table is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partition {
    /// Not at all: one file.
    Whole,
    /// A folder of folders, one for each day: `day=2023-05-24/events.parquet`.
    Day,
}

/// What stands above a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// The names of the columns. Their types stand in a `.csvt` file beside the table.
    Names,
    /// The names of the columns, and a row of HXL tags.
    NamesAndTags,
}

/// Where the bytes go.
pub enum Destination {
    /// A file, which appears when it is finished and replaces one of that name.
    File(PathBuf),
    /// Somewhere else: standard output, a connection.
    Stream(Box<dyn Write + Send>),
}

/// The bytes of one file on their way.
type Output = BufWriter<Box<dyn Write + Send>>;

/// One format's way to write.
trait Sink {
    /// Writes an event.
    fn add(&mut self, row: &Row) -> io::Result<()>;
    /// Writes what comes after the last event, and everything that is still held back.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Events on their way into a file.
pub struct EventWriter {
    format: Format,
    sink: Box<dyn Sink>,
    /// What is named in errors.
    path: PathBuf,
    partial: Option<Partial>,
    written: usize,
}

impl EventWriter {
    /// Begins a file.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn create(format: Format, destination: Destination) -> Result<EventWriter, Error> {
        let (path, partial, output) = match (destination, format) {
            (Destination::File(path), Format::GeoParquet(Partition::Day)) => {
                let (partial, folder) = Partial::create_folder(&path)?;
                let sink = geoparquet::days(folder)?;
                return Ok(EventWriter { format, sink, path, partial: Some(partial), written: 0 });
            }
            (Destination::Stream(_), Format::GeoParquet(Partition::Day)) => return Err(Error::NoFolder),
            (Destination::File(path), _) => {
                let (partial, file) = Partial::create(&path)?;
                (path, Some(partial), Box::new(file) as Box<dyn Write + Send>)
            }
            (Destination::Stream(stream), _) => ("the stream".into(), None, stream),
        };
        let output = BufWriter::with_capacity(1 << 16, output);
        let failed = |source| Error::Write { path: path.clone(), source };
        let sink: Box<dyn Sink> = match format {
            Format::GeoJson => Box::new(geojson::Collection::begin(output).map_err(failed)?),
            Format::JsonLines => Box::new(geojson::Lines(output)),
            Format::Csv(heading) => Box::new(csv::Table::begin(output, heading).map_err(failed)?),
            Format::Kml => Box::new(kml::Document::begin(output).map_err(failed)?),
            Format::FlatGeobuf => Box::new(flatgeobuf::Layer::begin(output).map_err(failed)?),
            Format::GeoParquet(_) => geoparquet::file(output)?,
        };
        Ok(EventWriter { format, sink, path, partial, written: 0 })
    }

    /// Writes an event, with the versions of what made it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, event: &Event, versions: &Versions) -> Result<(), Error> {
        self.written += 1;
        let added = self.sink.add(&Row::of(event, versions));
        added.map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Ends the file, which appears under its name. Returns the number of events in it.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn finish(self) -> Result<usize, Error> {
        self.sink.finish().map_err(|source| Error::Write { path: self.path.clone(), source })?;
        if let Some(partial) = self.partial {
            partial.keep()?;
            if let Format::Csv(heading) = self.format {
                let types = self.path.with_extension("csvt");
                whole::write(&types, |file| file.write_all(csv::types(heading).as_bytes()))?;
            }
        }
        Ok(self.written)
    }
}

/// Writes events that are at hand, all made with the same versions. Returns their number.
///
/// # Errors
/// When they cannot be written.
pub fn write_events<'e>(
    format: Format,
    events: impl IntoIterator<Item = &'e Event>,
    versions: &Versions,
    destination: Destination,
) -> Result<usize, Error> {
    let mut writer = EventWriter::create(format, destination)?;
    for event in events {
        writer.add(event, versions)?;
    }
    writer.finish()
}
