//! One file from one address.

use std::time::Duration;

use url::Url;

use crate::fetch::clock::Clock;
use crate::fetch::error::Error;
use crate::fetch::get::{Getter, Got};
use crate::fetch::{Limits, Settings};
use crate::model::Answer;

/// A dump of a large country's places has some hundred megabytes.
const LIMITS: Limits = Limits {
    wire_bytes: 1 << 30,
    unpacked_bytes: 1 << 30,
    silence: Duration::from_secs(60),
    whole: Duration::from_secs(60 * 60),
};

/// Fetches a file, with the same manners and limits as feeds but for its size.
///
/// # Errors
/// When it gave nothing that can be used, after as many attempts as are set.
pub fn file(address: &Url, settings: &Settings) -> Result<Vec<u8>, Error> {
    let settings = Settings { limits: LIMITS, ..settings.clone() };
    let clock = Clock::system();
    match Getter::new(&settings, &clock)?.get(address, &Answer::default())? {
        Got::New(page) => Ok(page.body),
        // Nothing is known of it, so "unchanged" is no answer.
        Got::Unchanged => Err(Error::Status { url: address.to_string(), status: 304 }),
    }
}
