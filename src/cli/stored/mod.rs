//! The commands that work with a store.

mod changes;
mod daily;
mod doctor;
#[cfg(feature = "fetch")]
mod feeds;
#[cfg(not(feature = "fetch"))]
#[path = "no_feeds.rs"]
mod feeds;
mod ingest;
pub(super) mod made;
mod near;
mod recode;
mod supply;

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use crate::Reference;
use crate::cli::EXIT_CODES;
use crate::cli::documents::Losses;
use crate::cli::filter::EventOptions;
use crate::cli::input::{Source, Tables};
use crate::cli::point::{self, Near};
use crate::store::{self, Refreshed, Store};
use supply::{Now, Supply};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Takes documents, rows of data sets, or what is new at feeds into a store, with the events they tell.
    ///
    /// The store is one file, a GeoPackage that QGIS opens; it is made when there is none. What is there already changes
    /// nothing. An article that its publisher edited becomes a new version, and its events follow. A run that is killed
    /// leaves a whole store, and the next run goes on from there.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Ingest {
        #[command(flatten)]
        supply: Supply,
        #[command(flatten)]
        at: At,
        /// When the documents came in, as 2023-05-24T06:00Z, instead of now: to fill a store from an archive.
        #[arg(long, value_name = "MOMENT", display_order = 0)]
        known_from: Option<Timestamp>,
    },
    /// Takes in what is new, and writes the layers of the days that changed: the run for every morning.
    ///
    /// In DIR are the layers that `map` makes of all documents of the store, and
    ///   latest/            the layers of the newest day, every morning under the same names
    ///   run-report.json    what the run read, made and skipped, and how long it took
    /// A layer that would be what it is already is not touched. Without INPUT and --feeds the layers of the store as it is
    /// are written. A run that fails leaves whole files; the next one goes on from there.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Daily(Box<daily::Options>),
    /// Codes every document of a store again, and shows what differs.
    ///
    /// For a new version of the program, or corrected places, axes or words. What was told before stays as what was
    /// known until now.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Recode {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        tables: Tables,
    },
    /// Takes an article back: its publisher withdrew it. It stays in the store as what was known until now.
    #[command(after_help = EXIT_CODES)]
    Withdraw {
        #[command(flatten)]
        at: At,
        /// Addresses of the articles.
        #[arg(required = true, value_name = "URL")]
        addresses: Vec<String>,
    },
    /// Lists the events that appeared, changed or went since a moment.
    #[command(after_help = EXIT_CODES)]
    Changes(changes::Options),
    /// Looks whether everything that a run every morning needs is in order, and says what to do where it is not.
    ///
    /// A line each for gazetteer, axes, store, last run, feeds, clock, zone and disk: ok, look (it works, and deserves a
    /// look) or WRONG. Nothing is changed and nobody is asked.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Doctor(doctor::Options),
    /// Lists what happened near a point, the nearest first.
    ///
    /// From a store, or from documents that are read now. Distances are on the ground, to the middle of the town or
    /// village. Events known only to a district or a region come apart, when their circle of uncertainty touches the
    /// ground that is asked for.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Near(Box<Question>),
}

/// A store to write to.
#[derive(Debug, Args)]
pub(super) struct At {
    /// The store: one file, as events.gpkg.
    #[arg(long, value_name = "FILE", display_order = 0)]
    store: PathBuf,
    /// Seconds to wait while another run writes into the store.
    #[arg(long, value_name = "SECONDS", default_value_t = 0, display_order = 0)]
    wait: u64,
}

impl At {
    fn open(&self) -> Result<Store, store::Error> {
        Store::open(&self.store, Duration::from_secs(self.wait))
    }
}

/// What is asked near a point.
#[derive(Debug, Args)]
pub(super) struct Question {
    /// A point, as 48.59,38.00 (latitude, longitude), a name in any spelling, or the id of a place.
    #[arg(value_name = "LAT,LON|NAME", allow_hyphen_values = true)]
    target: Near,
    #[command(flatten)]
    source: Source,
    /// How near, on the ground: 25km, 800m.
    #[arg(long, value_name = "DISTANCE", default_value = "25km", value_parser = point::distance_m)]
    within: f64,
    /// How many events at most.
    #[arg(short = 'k', value_name = "N", default_value_t = 20)]
    most: usize,
    #[command(flatten)]
    form: near::forms::FormOptions,
    #[command(flatten)]
    event: EventOptions,
}

/// Runs a command.
pub(super) fn run(action: Action, out: &mut dyn Write) -> anyhow::Result<Losses> {
    match action {
        Action::Ingest { supply, at, known_from } => ingest::run(&supply, &at, Now(known_from), out),
        Action::Daily(options) => daily::run(&options, out),
        Action::Recode { at, tables } => recode::run(&at, &tables.reference()?, out),
        Action::Withdraw { at, addresses } => ingest::withdraw(&at, &addresses, out),
        Action::Changes(options) => changes::run(&options, out),
        Action::Doctor(options) => doctor::run(&options, out),
        Action::Near(question) => near::run(&question, out),
    }
}

/// Whether a run failed because another one goes on.
pub(super) fn is_locked(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| matches!(cause.downcast_ref::<store::Error>(), Some(store::Error::Locked { .. })))
}

/// The versions of everything that documents are coded with, as a store keeps them.
fn made_by(reference: &Reference) -> String {
    let versions = reference.versions();
    let crate::export::Versions { program, gazetteer, axes, lexicon } = versions;
    format!("frontline {program}, gazetteer {gazetteer}, axes {axes}, lexicon {lexicon}")
}

/// A line on what became of the events.
fn told(refreshed: Refreshed) -> String {
    let Refreshed { appeared, changed, gone } = refreshed;
    format!("events     {appeared:>8}  new, {changed} changed, {gone} gone\n")
}
