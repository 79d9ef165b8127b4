//! GeoJSON, as one collection or as a feature a line.

use std::io;

use crate::export::events::encoded::{Encoded, Form};
use crate::export::events::{Output, Sink};
use crate::export::features::{self, BETWEEN, of_row};
use crate::export::row::Row;
use crate::json::Json;

/// One collection.
pub(super) type Collection = features::Collection<Output>;

impl Sink for Collection {
    fn write(&mut self, encoded: &Encoded) -> io::Result<()> {
        let points = encoded.pieces.iter().filter_map(|piece| piece.point);
        self.add_written(&encoded.bytes, points)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        (*self).finish()
    }
}

/// The features of a collection, each after what stands between two.
#[derive(Default)]
pub(super) struct Features(Written);

impl Form for Features {
    fn add(&mut self, row: &Row) {
        self.0.add(row, BETWEEN, "");
    }

    fn take(&mut self) -> Encoded {
        std::mem::take(&mut self.0.encoded)
    }
}

/// A feature a line and nothing else, so that files can be cut and joined.
#[derive(Default)]
pub(super) struct Lines(Written);

impl Form for Lines {
    fn add(&mut self, row: &Row) {
        self.0.add(row, "", "\n");
    }

    fn take(&mut self) -> Encoded {
        std::mem::take(&mut self.0.encoded)
    }
}

/// Features that were written.
#[derive(Default)]
struct Written {
    encoded: Encoded,
    /// The one that is being written.
    json: Json,
}

impl Written {
    fn add(&mut self, row: &Row, before: &str, after: &str) {
        self.json.clear();
        self.json.raw(before);
        of_row(row).write(&mut self.json);
        self.json.raw(after);
        self.encoded.bytes.extend_from_slice(self.json.as_bytes());
        self.encoded.end(row);
    }
}
