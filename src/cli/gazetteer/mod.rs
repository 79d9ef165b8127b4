//! `frontline gazetteer`: looks places up, checks tables of places, brings places from other gazetteers.

mod check;
#[cfg(feature = "fetch")]
mod download;
#[cfg(not(feature = "fetch"))]
#[path = "no_download.rs"]
mod download;
mod find;
mod import;

use std::io::Write;
use std::net::IpAddr;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};

use crate::cli::point::{self, Near};
use crate::gazetteer::Gazetteer;

pub use find::{Wanted, find};

/// What to do with places.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Prints every place a name can mean, in any spelling and case form.
    Find(Find),
    /// Finds what is wrong with tables of places, with line numbers.
    ///
    /// Beyond what cannot be read: ids told twice, unknown areas, names in a wrong or mixed alphabet, points far from
    /// their oblast, and places that the gazetteer has already under another id.
    #[command(verbatim_doc_comment)]
    Check {
        /// Tables in the columns of `gazetteer/`.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Makes a table of places from another gazetteer, linked to ours.
    ///
    /// Reads GeoNames dumps (a country's file or archive) and tables with a header: OpenStreetMap's tags as
    /// columns, or any other with --columns. Writes next to one another:
    ///   FILE               places that are new, and places of ours that get a position of their own
    ///   FILE.links         which of their places is which of ours
    ///   FILE.conflicts     one name in one district, 3 to 30 km apart
    /// Then `--gazetteer FILE` reads with them.
    #[command(verbatim_doc_comment)]
    Import(Import),
}

#[derive(Debug, Args)]
pub(super) struct Find {
    /// Names; put a name of several words in quotes.
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Only places near a point, given in degrees, or near a place; the nearest first.
    #[arg(long, value_name = "LAT,LON|NAME", allow_hyphen_values = true)]
    near: Option<Near>,
    /// How near, on the ground: 25km, 800m.
    #[arg(long, value_name = "DISTANCE", default_value = "50km", requires = "near", value_parser = point::distance_m)]
    within: f64,
    /// Only places in this oblast: its name in any spelling, or its id.
    #[arg(long, value_name = "NAME")]
    oblast: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Further places, in the columns of `gazetteer/`; a row whose id exists replaces it.
    #[arg(long, value_name = "FILE", num_args = 1)]
    gazetteer: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// A GeoNames dump or a table with a header, as it is or in a zip archive.
    #[arg(required_unless_present = "countries", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    download: Download,
    /// The table to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Which of their columns is which of ours, as in `data/imports`.
    #[arg(long, value_name = "FILE")]
    columns: Option<PathBuf>,
    /// GeoNames' `alternateNamesV2`, which gives names their languages.
    #[arg(long, value_name = "FILE")]
    alternate_names: Option<PathBuf>,
}

/// Dumps that are fetched.
#[derive(Debug, Args)]
pub(super) struct Download {
    /// Also fetches GeoNames' dumps of these countries, by their codes: UA RU.
    #[arg(id = "countries", long = "download", value_name = "COUNTRY", num_args = 1.., value_parser = country)]
    countries: Vec<String>,
    /// The folder of the dumps on the network.
    #[arg(long = "download-from", value_name = "URL", default_value = "https://download.geonames.org/export/dump")]
    from: String,
    /// Also fetches from this address, though it is not public.
    #[arg(long, value_name = "IP")]
    allow_address: Vec<IpAddr>,
}

/// A code of two letters, as GeoNames names its files.
fn country(written: &str) -> Result<String, String> {
    let is_code = written.len() == 2 && written.bytes().all(|letter| letter.is_ascii_alphabetic());
    if is_code {
        Ok(written.to_ascii_uppercase())
    } else {
        Err("a country has a code of two letters, as UA".to_owned())
    }
}

/// How places are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for a terminal.
    Table,
    /// One JSON object for each name.
    Json,
}

/// Runs it. True when all was found, right or read.
pub(super) fn run(action: &Action, out: &mut dyn Write) -> anyhow::Result<bool> {
    match action {
        Action::Find(asked) => {
            let gazetteer = Gazetteer::embedded().with_files(&asked.gazetteer)?;
            let wanted = asked.wanted(&gazetteer)?;
            find(&gazetteer, &asked.names, &wanted, out).context("cannot print")
        }
        Action::Check { files } => check::run(files, out),
        Action::Import(asked) => import::run(asked, out),
    }
}
