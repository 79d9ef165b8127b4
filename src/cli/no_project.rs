//! Stands in for QGIS projects where the program is built without GeoPackage.

use std::path::{Path, PathBuf};

use anyhow::bail;
use jiff::civil::Date;

use crate::Reference;
use crate::model::Event;

/// Nothing.
pub(super) struct Gathered;

impl Gathered {
    /// Nothing yet.
    pub(super) fn of(_: Option<Date>) -> Gathered {
        Gathered
    }

    /// Takes no event.
    pub(super) fn add(&mut self, _: Event) {}
}

/// No project: there is no GeoPackage either.
pub(super) fn add(_: &Path, _: Gathered, _: &Reference) -> anyhow::Result<PathBuf> {
    bail!("built without the feature `store`")
}
