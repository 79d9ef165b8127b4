//! The commands of the program: what they take, what they print, how they end.

mod collected;
mod documents;
mod evaluate;
mod explain;
mod export;
mod extract;
mod filter;
pub mod gazetteer;
mod input;
mod log;
mod map;
#[cfg(feature = "picture")]
mod picture;
mod plain;
mod point;
#[cfg(feature = "store")]
mod project;
#[cfg(not(feature = "store"))]
#[path = "no_project.rs"]
mod project;
#[cfg(feature = "store")]
mod stored;
mod summary;
mod table;
mod words;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use documents::Losses;
use input::Input;

pub use plain::plain;

/// How a run ends, for scripts.
const EXIT_CODES: &str = "Exit codes:
  0  done
  1  something could not be read, written or found; standard error says what, and the rest is done
  2  the command line is wrong, and nothing is done
  3  another run writes into the store, and nothing is done
  4  nothing that was asked for could be fetched";

/// From reporting about a war to one map layer per axis of attack per day.
#[derive(Debug, Parser)]
#[command(name = "frontline", bin_name = "frontline", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Reads documents and writes GeoJSON layers by day and axis.
    ///
    /// For each day, in DIR/<day>/:
    ///   <axis>.geojson     events on points, those on no axis in no_axis.geojson
    ///   areas.geojson      events known only to a district or a region
    ///   clusters.geojson   where events lie close together in space and time
    ///   summary.json       the day in numbers
    /// For all days, in DIR:
    ///   undated.geojson    events whose day nobody gave
    ///   unresolved.csv     names that mean no one place
    ///   index.json         all files
    ///
    /// The same input gives the same bytes. A later run into the same DIR replaces the files of the
    /// earlier one. It ends with a table of what was read, found and drawn, what was not, and why.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Map {
        #[command(flatten)]
        input: Input,
        /// Folder for the layers; made when it does not exist. It may not lie inside an INPUT folder.
        #[arg(long, value_name = "DIR", display_order = 0)]
        out: PathBuf,
    },
    /// Prints what was found in each document, as JSON Lines.
    ///
    /// One object for each document, in the order of the input: its names with their places, its
    /// events, and apart from them what is told as denied, planned, possible or past. `start` and `end`
    /// count Unicode code points of the text, end exclusive.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Extract {
        #[command(flatten)]
        input: Input,
    },
    /// Prints why: each name's candidates and scores, each event's words and rule.
    ///
    /// One page for each document. `>` stands before the place that was chosen; below each place is what
    /// its score is made of. The sentence of an event has its parts in brackets. Characters that steer a
    /// terminal are spelled out.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Explain {
        #[command(flatten)]
        input: Input,
        /// Only names that contain these words, in any case, and no events.
        #[arg(long, value_name = "TEXT", display_order = 0)]
        mention: Option<String>,
    },
    /// Compares what is found with what a person annotated, for each language.
    ///
    /// GOLD has one annotated document a line, with its text; `data/gold/README.md` says how. Names match by
    /// overlapping spans; settlements count within 5 km and are wrong over 25 km off; events match when a
    /// quarter of their sentences is shared, `exact` by type and `relaxed` by class. The last table compares
    /// how sure things are said to be with how often they are right.
    #[command(after_help = EXIT_CODES, verbatim_doc_comment)]
    Evaluate(evaluate::Evaluate),
    /// Writes the events of documents as one file.
    ///
    /// What a map shows is written: events on points, those known only to a district or a region, with
    /// its centre if it has one, and those without a day. The columns are those of the layers.
    #[command(after_help = EXIT_CODES)]
    Export(Box<export::Options>),
    /// Draws the events of one day as a picture.
    ///
    /// Events and clusters over the borders of oblasts, with the names of axes and places, a legend and
    /// the sources. The same documents give the same SVG; a PNG is drawn with the machine's fonts.
    #[cfg(feature = "picture")]
    #[command(after_help = EXIT_CODES)]
    Picture(picture::Options),
    #[cfg(feature = "store")]
    #[command(flatten)]
    Stored(stored::Action),
    /// Looks places up, checks tables of places, brings places from other gazetteers.
    #[command(subcommand)]
    Gazetteer(gazetteer::Action),
}

/// A command line that is wrong: `main` prints it as clap prints its own, and ends with 2.
fn usage(kind: ErrorKind, message: String) -> anyhow::Error {
    Command::command().error(kind, plain(&message)).into()
}

/// Runs a command. Exit code 0: all done; 1: done, but something was lost or not found.
///
/// # Errors
/// When reference data cannot be read or output cannot be written.
pub fn run(command: Command) -> anyhow::Result<ExitCode> {
    let losses = match command.action {
        Action::Map { input, out } => map::run(&input, &out, &mut io::stdout().lock())?,
        Action::Extract { input } => extract::run(&input, &mut io::stdout().lock())?,
        Action::Explain { input, mention } => explain::run(&input, mention.as_deref(), &mut io::stdout().lock())?,
        #[cfg(feature = "picture")]
        Action::Picture(options) => picture::run(&options, &mut io::stdout().lock())?,
        Action::Export(options) => export::run(&options, &mut io::stdout().lock())?,
        Action::Evaluate(evaluate) => evaluate::run(&evaluate, &mut io::stdout().lock())?,
        #[cfg(feature = "store")]
        Action::Stored(action) => stored::run(action, &mut io::stdout().lock())?,
        Action::Gazetteer(action) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            let is_all_well = gazetteer::run(&action, &mut out)?;
            out.flush()?;
            return Ok(if is_all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    };
    Ok(match losses {
        Losses::None => ExitCode::SUCCESS,
        Losses::Some => ExitCode::FAILURE,
        Losses::NothingFetched => ExitCode::from(4),
    })
}

/// How a run ends that failed.
pub fn failure(error: &anyhow::Error) -> ExitCode {
    if is_locked(error) { ExitCode::from(3) } else { ExitCode::FAILURE }
}

#[cfg(feature = "store")]
use stored::is_locked;

/// Without stores there is nothing to lock.
#[cfg(not(feature = "store"))]
fn is_locked(_: &anyhow::Error) -> bool {
    false
}
