//! GeoJSON, as one collection or as a feature a line.

use std::io::{self, Write};

use crate::export::events::{Output, Sink};
use crate::export::features::{self, of_row};
use crate::export::row::Row;

/// One collection.
pub(super) type Collection = features::Collection<Output>;

impl Sink for Collection {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        self.add(&of_row(row))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        (*self).finish()
    }
}

/// A feature a line and nothing else, so that files can be cut and joined.
pub(super) struct Lines(pub(super) Output);

impl Sink for Lines {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, &of_row(row))?;
        self.0.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}
