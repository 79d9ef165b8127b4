//! GeoJSON, as one collection or as a feature a line.

use std::io::{self, Write};

use crate::export::events::{Output, Sink};
use crate::export::features::{self, of_row};
use crate::export::row::Row;
use crate::json::Json;

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
pub(super) struct Lines {
    out: Output,
    /// The line that is being written.
    line: Json,
}

impl Lines {
    pub(super) fn new(out: Output) -> Lines {
        Lines { out, line: Json::default() }
    }
}

impl Sink for Lines {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        self.line.clear();
        of_row(row).write(&mut self.line);
        self.line.raw("\n");
        self.out.write_all(self.line.as_bytes())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
