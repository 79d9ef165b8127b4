//! Stands in for pictures where the program is built without them.

use std::path::Path;

use crate::cli::stored::daily::draw::Drawn;
use crate::cli::stored::supply::Work;

/// No picture.
pub(super) fn draw(_: &mut Work, _: &Path, _: &Drawn) -> anyhow::Result<Option<String>> {
    Ok(None)
}
