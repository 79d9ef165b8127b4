//! Stands in for fetching dumps where the program is built without it.

use std::path::{Path, PathBuf};

use clap::error::ErrorKind;

use super::Download;
use crate::cli::usage;

/// Says what to build.
///
/// # Errors
/// When any dump is asked for.
pub(super) fn dumps(asked: &Download, _: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if asked.countries.is_empty() {
        return Ok(Vec::new());
    }
    let message = "--download is not built in; build the program with `cargo build --release --features fetch`, or fetch \
                   the dumps yourself and give them as INPUT";
    Err(usage(ErrorKind::InvalidValue, message.to_owned()))
}
