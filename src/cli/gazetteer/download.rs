//! Fetches GeoNames' dumps of countries.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use url::Url;

use super::Download;
use crate::cli::plain;
use crate::fetch::{self, Settings};

/// The dumps asked for, as files in `folder`.
///
/// # Errors
/// When an address is none, or gives nothing.
pub(super) fn dumps(asked: &Download, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut settings = Settings::default();
    settings.addresses.allowed.extend(&asked.allow_address);
    asked.countries.iter().map(|country| dump(country, asked, folder, &settings)).collect()
}

fn dump(country: &str, asked: &Download, folder: &Path, settings: &Settings) -> anyhow::Result<PathBuf> {
    let name = format!("{country}.zip");
    let address = format!("{}/{name}", asked.from.trim_end_matches('/'));
    let address = Url::parse(&address).with_context(|| format!("{} is no address", plain(&address)))?;
    let body = fetch::file(&address, settings).map_err(|error| anyhow::anyhow!("{}", error.whole()))?;
    let path = folder.join(name);
    fs::write(&path, body).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
