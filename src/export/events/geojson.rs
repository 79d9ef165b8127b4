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
pub(super) struct Features(Encoded);

impl Form for Features {
    fn add(&mut self, row: &Row) {
        add(row, BETWEEN, "", &mut self.0);
    }

    fn take(&mut self) -> Encoded {
        self.0.take()
    }
}

/// A feature a line and nothing else, so that files can be cut and joined.
#[derive(Default)]
pub(super) struct Lines(Encoded);

impl Form for Lines {
    fn add(&mut self, row: &Row) {
        add(row, "", "\n", &mut self.0);
    }

    fn take(&mut self) -> Encoded {
        self.0.take()
    }
}

/// Adds a feature.
fn add(row: &Row, before: &str, after: &str, encoded: &mut Encoded) {
    let mut json = Json::after(std::mem::take(&mut encoded.bytes));
    json.raw(before);
    of_row(row).write(&mut json);
    json.raw(after);
    encoded.bytes = json.into_bytes();
    encoded.end(row.point, None);
}
