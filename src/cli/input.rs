//! What every command that reads documents is told: which, how they are read, and what they are looked up in.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::Reference;
use crate::read::{self, Crosswalk, CrosswalkError};

/// What names are looked up in.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Tables {
    /// Further places, in the columns of `gazetteer/`; a row whose id exists replaces it.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub gazetteer: Vec<PathBuf>,
    /// Another registry of axes, in the form of `data/axes/axes.toml`.
    #[arg(long, value_name = "FILE")]
    pub axes: Option<PathBuf>,
}

impl Tables {
    /// The tables, read.
    ///
    /// # Errors
    /// When a file cannot be read or used.
    pub(super) fn reference(&self) -> anyhow::Result<Reference> {
        Reference::with_files(&self.gazetteer, self.axes.as_deref()).context("the reference data cannot be used")
    }
}

/// How documents are read.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Reading {
    /// Day of publication of documents that do not say it themselves, as 2023-05-24.
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// How the columns of a data set stand to ours, in the form of `data/crosswalks/`; for data sets not known by
    /// themselves.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    crosswalk: Vec<PathBuf>,
    #[command(flatten)]
    pub tables: Tables,
}

impl Reading {
    /// How the inputs are read.
    ///
    /// # Errors
    /// When a crosswalk cannot be read or used.
    pub(super) fn settings(&self) -> anyhow::Result<read::Settings> {
        let crosswalks = self.crosswalk.iter().map(|path| Ok(Arc::new(Crosswalk::read(path)?)));
        let crosswalks = crosswalks.collect::<Result<_, CrosswalkError>>()?;
        Ok(read::Settings { published: self.published, crosswalks, ..read::Settings::default() })
    }
}

/// Documents.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Files, folders, or `-` for standard input: text, JSON, JSON Lines, CSV, HTML, feeds, Telegram exports;
    /// for `map` also data sets (ACLED, UCDP, VIINA, TimeMap).
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

/// Documents, or a store instead.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// Files, folders, or `-` for standard input, as for `map`.
    #[arg(value_name = "INPUT", required_unless_present = "store", conflicts_with = "store")]
    pub inputs: Vec<PathBuf>,
    /// A store instead of documents.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["published", "crosswalk"], display_order = 0)]
    pub store: Option<PathBuf>,
    /// What was known at a moment, as 2023-05-24T06:00Z; only from a store.
    #[arg(long, value_name = "MOMENT", requires = "store", display_order = 0)]
    pub as_of: Option<Timestamp>,
    #[command(flatten)]
    pub reading: Reading,
}
