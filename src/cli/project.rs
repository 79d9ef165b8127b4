//! The QGIS project of a GeoPackage: written into it, and beside it as a `.qgz`.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::model::Event;
use crate::{Reference, cluster, export, layer, qgis};

/// Adds to a GeoPackage of events what its project draws, and the project. Returns the path of the one beside it.
pub(super) fn add(package: &Path, events: Vec<Event>, reference: &Reference) -> anyhow::Result<PathBuf> {
    let clusters = cluster::clusters(&events, &cluster::Settings::default());
    let drawing = layer::drawing(events, clusters);
    let axes = reference.axes.axes();
    let qgz = qgis::archive(package, &qgis::Content::of(&drawing, axes, None))?;
    qgis::add(package, &drawing, axes, &qgz)?;
    let beside = package.with_extension("qgz");
    export::write_whole(&beside, |file| file.write_all(&qgz))?;
    Ok(beside)
}
