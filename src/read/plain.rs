//! A file that is one text.

use crate::read::decode;
use crate::read::error::Error;
use crate::read::input::{Input, Records, undecodable};
use crate::read::record::Record;

/// The one record of a text file.
///
/// # Errors
/// When it cannot be read or is too large.
pub(super) fn records(mut input: Input) -> Result<Records, Error> {
    let bytes = input.whole()?;
    let (text, damaged) = decode::whole(&bytes, None);
    let doubt = undecodable(input.at(), damaged).map(Err);
    let record = Record::of_text(input.at(), input.name, text);
    Ok(Box::new(doubt.into_iter().chain([Ok(record)])))
}
