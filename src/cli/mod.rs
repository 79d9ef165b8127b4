//! The commands of the program: what they take, what they print, how they end.

mod documents;
mod explain;
mod extract;
pub mod gazetteer;
mod map;
mod plain;
mod summary;
mod table;
mod words;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use crate::Reference;
use documents::Losses;

pub use plain::plain;

/// From reporting about a war to one map layer per axis of attack per day.
#[derive(Debug, Parser)]
#[command(name = "frontline", version, max_term_width = 100)]
pub struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Reads documents and writes GeoJSON layers by day and axis.
    Map {
        #[command(flatten)]
        input: Input,
        /// Folder for the layers; made when it does not exist.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Prints what was found in each document, as JSON Lines.
    Extract {
        #[command(flatten)]
        input: Input,
    },
    /// Prints why: each name's candidates and scores, each event's words and rule.
    Explain {
        #[command(flatten)]
        input: Input,
        /// Only names that contain these words.
        #[arg(long, value_name = "TEXT")]
        mention: Option<String>,
    },
    /// Looks places up.
    #[command(subcommand)]
    Gazetteer(GazetteerAction),
}

#[derive(Debug, Subcommand)]
enum GazetteerAction {
    /// Prints every place a name can mean, in any spelling and case form.
    Find {
        /// Names; put a name of several words in quotes.
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
}

/// Documents and what they are looked up in.
#[derive(Debug, Args)]
struct Input {
    /// Files, folders, or `-` for standard input.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Day of publication of documents that do not say it themselves.
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// Further places, in the columns of `gazetteer/`; a row whose id exists replaces it.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    gazetteer: Vec<PathBuf>,
    /// Another registry of axes, in the form of `data/axes/axes.toml`.
    #[arg(long, value_name = "FILE")]
    axes: Option<PathBuf>,
}

impl Input {
    fn reference(&self) -> anyhow::Result<Reference> {
        Reference::with_files(&self.gazetteer, self.axes.as_deref()).context("the reference data cannot be used")
    }
}

/// Runs a command. Exit code 0: all done; 1: done, but something was lost or not found; 2: not a command.
///
/// # Errors
/// When reference data cannot be read or output cannot be written.
pub fn run(command: Command) -> anyhow::Result<ExitCode> {
    let losses = match command.action {
        Action::Map { input, out } => map::run(&input, &out, &mut io::stdout().lock())?,
        Action::Extract { input } => extract::run(&input, &mut io::stdout().lock())?,
        Action::Explain { input, mention } => explain::run(&input, mention.as_deref(), &mut io::stdout().lock())?,
        Action::Gazetteer(GazetteerAction::Find { names }) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            let are_all_found = gazetteer::find(&crate::gazetteer::Gazetteer::embedded(), &names, &mut out)?;
            out.flush()?;
            return Ok(if are_all_found { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    };
    Ok(if losses == Losses::None { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
