//! Stands in for GeoParquet where the program is built without it.

use std::path::PathBuf;

use crate::export::Error;
use crate::export::events::{Output, Rows};

/// No file.
///
/// # Errors
/// Always: names the feature that is missing.
pub(super) fn file(_: Output) -> Result<Box<dyn Rows>, Error> {
    Err(Error::NotBuiltIn { format: "GeoParquet", feature: "parquet" })
}

/// No folders.
///
/// # Errors
/// Always: names the feature that is missing.
pub(super) fn days(_: PathBuf) -> Result<Box<dyn Rows>, Error> {
    Err(Error::NotBuiltIn { format: "GeoParquet", feature: "parquet" })
}
