//! What comes into a store: documents and rows of inputs, or what is new at feeds.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use rayon::prelude::*;
use serde::Serialize;

use crate::Reference;
use crate::cli::documents::{self, Losses, Tally};
use crate::cli::input::Reading;
use crate::cli::log::Log;
use crate::cli::project;
use crate::cli::stored::feeds;
use crate::export;
use crate::model::{Document, Report};
use crate::read::Entry;
use crate::store::{Incoming, KnownTexts, Refreshed, Stamp, Store, Taken};

/// Documents of one transaction: few enough that a killed run loses little.
pub(super) const BATCH: usize = 64;
/// Rows of data sets of one transaction; a row takes a tenth of a document's time.
const BATCH_ROWS: usize = 640;

/// Where it comes from.
#[derive(Debug, Args)]
pub(in crate::cli) struct Supply {
    /// Files, folders, or `-` for standard input: text, JSON, JSON Lines, CSV, HTML, saved feeds, Telegram exports, data
    /// sets (ACLED, UCDP, VIINA, TimeMap).
    #[arg(value_name = "INPUT", conflicts_with = "feeds")]
    pub inputs: Vec<PathBuf>,
    /// Asks the feeds of this list, in the form of `data/feeds.toml`, for what is new (built with `--features fetch`).
    #[arg(long, value_name = "FILE", display_order = 0)]
    pub feeds: Option<PathBuf>,
    /// Asks this address although it is not public; for a server of your own.
    #[arg(long, value_name = "ADDRESS", num_args = 1.., requires = "feeds")]
    pub allow_address: Vec<IpAddr>,
    #[command(flatten)]
    pub reading: Reading,
}

/// The clock, or the moment that is taken for now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now(pub Option<Timestamp>);

impl Now {
    /// This moment.
    pub(super) fn moment(self) -> Timestamp {
        self.0.unwrap_or_else(Timestamp::now)
    }
}

/// What taking in works with.
pub(super) struct Work {
    pub store: Store,
    pub reference: Reference,
    /// The feeds that are to be asked.
    pub feeds: Option<feeds::List>,
    pub made_by: String,
    pub now: Now,
    pub log: Log,
}

/// How one feed did.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedTold {
    pub name: String,
    /// Addresses that answered something new.
    pub answered: usize,
    /// Documents that were taken in: new ones, or new versions.
    pub new: usize,
    /// Addresses that answered what they answered before.
    pub unchanged: usize,
    /// Pages left for a later run.
    pub left: usize,
    pub errors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale: Option<String>,
}

impl FeedTold {
    /// Whether it gave nothing but errors.
    pub(super) fn has_failed(&self) -> bool {
        self.answered + self.unchanged == 0 && !self.errors.is_empty()
    }
}

/// What came in and what became of it.
#[derive(Default)]
pub(super) struct Came {
    pub taken: Taken,
    pub tally: Tally,
    pub feeds: Vec<FeedTold>,
    pub refreshed: Refreshed,
    /// Seconds of asking, reading and coding.
    pub supply_s: f64,
    /// Seconds of making events and clusters.
    pub events_s: f64,
}

impl Came {
    /// Whether anything was lost.
    pub(super) fn losses(&self) -> Losses {
        if !self.feeds.is_empty() && self.feeds.iter().all(FeedTold::has_failed) {
            return Losses::NothingFetched;
        }
        let is_whole = self.feeds.iter().all(|feed| feed.errors.is_empty());
        if is_whole { self.tally.losses() } else { Losses::Some }
    }
}

/// Takes everything in, and makes the events anew where something changed.
pub(super) fn take_in(supply: &Supply, work: &mut Work) -> anyhow::Result<Came> {
    let begun = std::time::Instant::now();
    let mut came = match work.feeds.take() {
        Some(list) => feeds::take_in(&list, supply, work)?,
        None => inputs(supply, work)?,
    };
    code_waiting(work)?;
    came.supply_s = begun.elapsed().as_secs_f64();
    let begun = std::time::Instant::now();
    came.refreshed = crate::refresh(&mut work.store, work.now.moment())?;
    project::keep(&mut work.store, &work.reference)?;
    came.events_s = begun.elapsed().as_secs_f64();
    Ok(came)
}

/// What an entry came to.
enum Made {
    Document(Box<Incoming>),
    Row(Box<Report>),
}

fn inputs(supply: &Supply, work: &mut Work) -> anyhow::Result<Came> {
    let known = work.store.known_texts()?;
    let Work { store, reference, made_by, now, log, .. } = work;
    let reference = &*reference;
    let stamp = || Stamp { moment: now.moment(), made_by };
    let (mut documents, mut rows, mut taken) = (Vec::new(), Vec::new(), Taken::default());
    let make = |entry: &Entry| match entry {
        Entry::Document(document) => Made::Document(Box::new(incoming(document, &known, reference))),
        Entry::Report(report) => Made::Row(Box::new(crate::placed(report, reference))),
    };
    let tally = documents::each_entry(&supply.inputs, &supply.reading, *log, make, |made| {
        match made {
            Made::Document(document) => documents.push(*document),
            Made::Row(row) => rows.push(*row),
        }
        if documents.len() >= BATCH {
            taken.add(store.ingest(&documents, stamp())?);
            documents.clear();
        }
        if rows.len() >= BATCH_ROWS {
            taken.add(store.ingest_rows(&rows, stamp())?);
            rows.clear();
        }
        Ok(())
    })?;
    taken.add(store.ingest(&documents, stamp())?);
    taken.add(store.ingest_rows(&rows, stamp())?);
    Ok(Came { taken, tally, ..Came::default() })
}

/// A text that is known need not be coded.
pub(super) fn incoming(document: &Document, known: &KnownTexts, reference: &Reference) -> Incoming {
    if known.has(document) {
        return Incoming { document: document.clone(), reports: None, unresolved: Vec::new() };
    }
    coded(document.clone(), reference)
}

/// A document with what it tells.
pub(super) fn coded(document: Document, reference: &Reference) -> Incoming {
    let coding = crate::coding(&document, reference);
    let unresolved = export::unresolved(&document, &coding.verdicts);
    Incoming { document, reports: Some(coding.reports), unresolved }
}

/// Codes what a run left waiting: texts whose teller went while they still stand elsewhere.
pub(super) fn code_waiting(work: &mut Work) -> anyhow::Result<()> {
    loop {
        let waiting = work.store.waiting(0, BATCH)?;
        if waiting.is_empty() {
            return Ok(());
        }
        let reference = &work.reference;
        let coded: Vec<(i64, Incoming)> =
            waiting.into_par_iter().map(|(fid, document)| (fid, coded(document, reference))).collect();
        let stamp = Stamp { moment: work.now.moment(), made_by: &work.made_by };
        work.store.recode(&coded, stamp)?;
    }
}
