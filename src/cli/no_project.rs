//! Stands in for QGIS projects where the program is built without GeoPackage.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::Reference;
use crate::model::Event;

/// No project: there is no GeoPackage either.
pub(super) fn add(_: &Path, _: Vec<Event>, _: &Reference) -> anyhow::Result<PathBuf> {
    bail!("built without the feature `store`")
}
