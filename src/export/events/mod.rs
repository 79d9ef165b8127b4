//! Events as one file, in the format that the reader's program wants. Every format has the columns of `columns.rs`.
//!
//! A file is written event by event, in memory that does not grow with their number, and appears whole or not at all.
//! The same events in the same order give the same bytes.

mod crosswalk;
mod csv;
mod encoded;
mod flatgeobuf;
mod flatgeobuf_index;
mod geojson;
#[cfg(feature = "store")]
mod geopackage;
#[cfg(not(feature = "store"))]
#[path = "no_geopackage.rs"]
mod geopackage;
#[cfg(feature = "parquet")]
mod geoparquet;
#[cfg(not(feature = "parquet"))]
#[path = "no_geoparquet.rs"]
mod geoparquet;
mod kml;
mod waiting;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::export::row::Row;
use crate::export::whole::{self, Partial};
use crate::export::{Error, Versions};
use crate::model::Event;

pub use crosswalk::Crosswalk;
pub use encoded::{Encoded, Encoder};

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
    /// GeoPackage: a layer of events on points, one of those known only to a wider unit.
    GeoPackage,
    /// The columns of another data set.
    Like(Crosswalk),
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

/// Encoded events that are held before they are written.
const HELD: usize = 1_024;

/// A file of encoded events.
trait Sink {
    /// Writes events.
    fn write(&mut self, encoded: &Encoded) -> io::Result<()>;
    /// Writes what comes after the last event, and everything that is still held back.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A file of rows, by a library that makes their bytes.
trait Rows {
    /// Writes an event.
    fn add(&mut self, row: &Row) -> io::Result<()>;
    /// Writes what is still held back.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// How a file comes to its bytes.
enum Way {
    Encoded { encoder: Encoder, sink: Box<dyn Sink> },
    Rows(Box<dyn Rows>),
}

/// Events on their way into a file.
pub struct EventWriter {
    format: Format,
    way: Way,
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
        let path = match destination {
            Destination::File(path) => path,
            Destination::Stream(stream) => {
                let path = PathBuf::from("standard output");
                let way = streamed(format, stream, &path)?;
                return Ok(EventWriter { format, way, path, partial: None, written: 0 });
            }
        };
        let (partial, way) = match format {
            Format::GeoParquet(Partition::Day) => {
                let (partial, folder) = Partial::create_folder(&path)?;
                (partial, Way::Rows(geoparquet::days(folder)?))
            }
            Format::GeoPackage => {
                let (partial, beside) = Partial::prepare(&path)?;
                (partial, Way::Rows(geopackage::begin(&beside)?))
            }
            Format::GeoJson
            | Format::JsonLines
            | Format::Csv(_)
            | Format::Kml
            | Format::FlatGeobuf
            | Format::GeoParquet(Partition::Whole)
            | Format::Like(_) => {
                let (partial, file) = Partial::create(&path)?;
                (partial, streamed(format, Box::new(file), &path)?)
            }
        };
        Ok(EventWriter { format, way, path, partial: Some(partial), written: 0 })
    }

    /// Writes an event, with the versions of what made it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, event: &Event, versions: &Versions) -> Result<(), Error> {
        match &mut self.way {
            Way::Encoded { encoder, .. } => {
                encoder.add(event, versions);
                if encoder.held() < HELD { Ok(()) } else { self.write_held() }
            }
            Way::Rows(rows) => {
                self.written += 1;
                let added = rows.add(&Row::of(event, versions));
                added.map_err(|source| Error::Write { path: self.path.clone(), source })
            }
        }
    }

    /// Writes events that an encoder of the same format made, after those that were added before.
    ///
    /// # Errors
    /// When they cannot be written.
    ///
    /// # Panics
    /// When the format has no encoder.
    pub fn write(&mut self, encoded: &Encoded) -> Result<(), Error> {
        self.write_held()?;
        match &mut self.way {
            Way::Encoded { sink, .. } => {
                self.written += encoded.count;
                sink.write(encoded).map_err(|source| Error::Write { path: self.path.clone(), source })
            }
            Way::Rows(_) => panic!("a format without an encoder has no encoded events"),
        }
    }

    fn write_held(&mut self) -> Result<(), Error> {
        let Way::Encoded { encoder, sink } = &mut self.way else { return Ok(()) };
        self.written += encoder.held();
        let written = sink.write(&encoder.take());
        written.map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Ends the file, which appears under its name. Returns the number of events in it.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn finish(mut self) -> Result<usize, Error> {
        self.write_held()?;
        let finished = match self.way {
            Way::Encoded { sink, .. } => sink.finish(),
            Way::Rows(rows) => rows.finish(),
        };
        finished.map_err(|source| Error::Write { path: self.path.clone(), source })?;
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

/// The way to write a format as a stream of bytes; `path` is named in errors.
fn streamed(format: Format, stream: Box<dyn Write + Send>, path: &Path) -> Result<Way, Error> {
    let mut output = BufWriter::with_capacity(1 << 16, stream);
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let sink: Box<dyn Sink> = match format {
        Format::GeoJson => Box::new(geojson::Collection::begin(output).map_err(failed)?),
        Format::JsonLines => Box::new(Plain(output)),
        Format::Csv(heading) => {
            csv::begin(&mut output, heading).map_err(failed)?;
            Box::new(Plain(output))
        }
        Format::Kml => Box::new(kml::Document::begin(output).map_err(failed)?),
        Format::FlatGeobuf => Box::new(flatgeobuf::Layer::begin(output).map_err(failed)?),
        Format::Like(crosswalk) => {
            crosswalk::begin(&mut output, crosswalk).map_err(failed)?;
            Box::new(Plain(output))
        }
        Format::GeoParquet(Partition::Whole) => return Ok(Way::Rows(geoparquet::file(output)?)),
        Format::GeoPackage | Format::GeoParquet(Partition::Day) => return Err(Error::NoStream),
    };
    let encoder = Encoder::of(format).expect("what is no stream of bytes is gone by now");
    Ok(Way::Encoded { encoder, sink })
}

/// One event after another and nothing else.
struct Plain(Output);

impl Sink for Plain {
    fn write(&mut self, encoded: &Encoded) -> io::Result<()> {
        self.0.write_all(&encoded.bytes)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}
