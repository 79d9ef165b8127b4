//! Stands in for the reader of web pages where the program is built without it.

use crate::read::error::Error;
use crate::read::input::{Input, Records};

/// No records.
///
/// # Errors
/// Always: names the feature that is missing.
pub(super) fn records(input: Input) -> Result<Records, Error> {
    Err(Error::NoHtml { at: input.at() })
}
