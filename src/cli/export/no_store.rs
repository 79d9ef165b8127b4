//! Stands in for stores where the program is built without them.

use std::path::Path;

use jiff::Timestamp;

use crate::Reference;
use crate::cli::export::Exported;
use crate::export::{Error, Format};

/// No events.
///
/// # Errors
/// Always: names the feature that is missing.
pub(super) fn read(_: (&Path, Option<Timestamp>), _: Format, _: &Reference, _: &mut Exported) -> anyhow::Result<()> {
    Err(Error::NotBuiltIn { format: "the store", feature: "store" }.into())
}
