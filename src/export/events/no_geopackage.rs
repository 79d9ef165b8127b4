//! Stands in for GeoPackage where the program is built without it.

use std::path::Path;

use crate::export::Error;
use crate::export::events::Rows;

/// No file.
///
/// # Errors
/// Always: names the feature that is missing.
pub(super) fn begin(_: &Path) -> Result<Box<dyn Rows>, Error> {
    Err(Error::NotBuiltIn { format: "GeoPackage", feature: "store" })
}
