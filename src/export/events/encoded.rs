//! Events as the bytes of a format: made on any thread, written on one.

use crate::export::Versions;
use crate::export::events::{Format, crosswalk, csv, flatgeobuf, geojson, kml};
use crate::export::row::Row;
use crate::model::Event;

/// Events as one format has them, one after another.
#[derive(Debug, Default)]
pub struct Encoded {
    /// How many there are.
    pub(super) count: usize,
    /// The bytes of all of them.
    pub(super) bytes: Vec<u8>,
    /// What is known of each, in formats that ask for it.
    pub(super) pieces: Vec<Piece>,
}

/// What a file may be ordered by, and where the bytes of an event end.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) end: usize,
    /// Longitude, then latitude.
    pub(super) point: Option<[f64; 2]>,
    /// What it is put with.
    pub(super) folder: Option<String>,
}

impl Encoded {
    /// The events that were added since the last one have these bytes.
    pub(super) fn end(&mut self, point: Option<[f64; 2]>, folder: Option<String>) {
        self.pieces.push(Piece { end: self.bytes.len(), point, folder });
    }

    /// Hands over what is held. As much room is made for what comes next.
    pub(super) fn take(&mut self) -> Encoded {
        let (bytes, pieces) = (self.bytes.len(), self.pieces.len());
        let next = Encoded { count: 0, bytes: Vec::with_capacity(bytes), pieces: Vec::with_capacity(pieces) };
        std::mem::replace(self, next)
    }

    /// Each event with its bytes.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (&[u8], &Piece)> {
        let starts = std::iter::once(0).chain(self.pieces.iter().map(|piece| piece.end));
        starts.zip(&self.pieces).map(|(start, piece)| (&self.bytes[start..piece.end], piece))
    }
}

/// One format's way to write an event.
pub(super) trait Form: Send {
    /// Adds an event to those that are held.
    fn add(&mut self, row: &Row);
    /// Hands over what is held.
    fn take(&mut self) -> Encoded;
}

/// Encodes events one by one. Every thread has its own; what they made goes to [`crate::export::EventWriter::write`].
pub struct Encoder {
    form: Box<dyn Form>,
    held: usize,
}

impl Encoder {
    /// The encoder of a format; none for those that are written whole, GeoPackage and GeoParquet.
    pub fn of(format: Format) -> Option<Encoder> {
        let form: Box<dyn Form> = match format {
            Format::GeoJson => Box::new(geojson::Features::default()),
            Format::JsonLines => Box::new(geojson::Lines::default()),
            Format::Csv(_) => Box::new(csv::Records::new()),
            Format::Kml => Box::new(kml::Placemarks::default()),
            Format::FlatGeobuf => Box::new(flatgeobuf::Features::default()),
            Format::Like(crosswalk) => crosswalk::form(crosswalk),
            Format::GeoPackage | Format::GeoParquet(_) => return None,
        };
        Some(Encoder { form, held: 0 })
    }

    /// Adds an event, with the versions of what made it.
    pub fn add(&mut self, event: &Event, versions: &Versions) {
        self.held += 1;
        self.form.add(&Row::of(event, versions));
    }

    /// How many events are held.
    pub fn held(&self) -> usize {
        self.held
    }

    /// Hands over what is held.
    pub fn take(&mut self) -> Encoded {
        let count = std::mem::take(&mut self.held);
        Encoded { count, ..self.form.take() }
    }
}
