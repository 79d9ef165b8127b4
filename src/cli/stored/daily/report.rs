//! What a run read, made and skipped and how long it took, as `run-report.json`; and what the run before left there.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cli::documents::Losses;
use crate::cli::stored::daily::draw::Drawn;
use crate::cli::stored::supply::{Came, FeedTold};
use crate::export;
use crate::read::Severity;

/// Its name in the folder of the layers.
const NAME: &str = "run-report.json";
/// The index of the layers.
const INDEX: &str = "index.json";

/// The report of a run.
#[derive(Debug, Serialize)]
pub(super) struct RunReport {
    generator: &'static str,
    version: &'static str,
    started: Timestamp,
    pub(super) ended: Timestamp,
    /// As the program ends, without what is only told to whoever started it.
    exit_code: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// The day that was asked for.
    pub(super) day: Date,
    /// The day that `latest` shows.
    latest: Option<Date>,
    read: Read,
    made: Made,
    /// What was not read, in doubt or passed by, by reason.
    skipped: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    feeds: Vec<FeedTold>,
    /// How long each step took.
    seconds: Seconds,
    /// What the layers show, for the next run.
    shown: Option<Shown>,
}

#[derive(Debug, Default, Serialize)]
struct Read {
    documents: usize,
    rows: usize,
    new: usize,
    edited: usize,
    known_from_elsewhere: usize,
    known: usize,
}

#[derive(Debug, Default, Serialize)]
struct Made {
    reports: usize,
    events_new: usize,
    events_changed: usize,
    events_gone: usize,
    days_drawn: usize,
    files_changed: usize,
    files_removed: usize,
    files: usize,
    picture: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct Seconds {
    supply: f64,
    events: f64,
    layers: f64,
    all: f64,
}

/// Which state of the store the layers show, and the hash of their index: whoever wrote another one since, wrote other layers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Shown {
    state: String,
    index: String,
}

/// The part of an earlier report that a later run needs.
#[derive(Deserialize)]
struct Earlier {
    shown: Option<Shown>,
}

impl RunReport {
    /// Begins a report in a folder where an earlier one may lie.
    pub(super) fn begin(started: Timestamp, day: Date, dir: &Path) -> RunReport {
        let earlier = fs::read(dir.join(NAME)).ok().and_then(|json| serde_json::from_slice::<Earlier>(&json).ok());
        let shown = earlier.and_then(|earlier| earlier.shown).filter(|shown| Some(&shown.index) == hash(dir).as_ref());
        RunReport {
            generator: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            started,
            ended: started,
            exit_code: 0,
            error: None,
            day,
            latest: None,
            read: Read::default(),
            made: Made::default(),
            skipped: BTreeMap::new(),
            feeds: Vec::new(),
            seconds: Seconds::default(),
            shown,
        }
    }

    /// The state of the store that the layers in the folder show; none when nobody knows.
    pub(super) fn drawn_before(&self) -> Option<&str> {
        self.shown.as_ref().map(|shown| shown.state.as_str())
    }

    /// Tells what came in.
    pub(super) fn tell(&mut self, came: &Came) {
        let (taken, tally, refreshed) = (came.taken, &came.tally, came.refreshed);
        self.read = Read {
            documents: tally.documents,
            rows: tally.rows,
            new: taken.new,
            edited: taken.edited,
            known_from_elsewhere: taken.copies,
            known: taken.unchanged,
        };
        self.made.reports = taken.reports;
        self.made.events_new = refreshed.appeared;
        self.made.events_changed = refreshed.changed;
        self.made.events_gone = refreshed.gone;
        let kinds = [(Severity::Loss, "not_read"), (Severity::Doubt, "in_doubt"), (Severity::Notice, "passed_by")];
        self.skipped = kinds.into_iter().map(|(severity, name)| (name, tally.of(severity).collect())).collect();
        self.feeds = came.feeds.clone();
        self.seconds.supply = rounded(came.supply_s);
        self.seconds.events = rounded(came.events_s);
    }

    /// Tells what was drawn.
    pub(super) fn drawn(&mut self, drawn: &Drawn, seconds: f64) {
        self.latest = drawn.latest;
        self.made.days_drawn = drawn.days;
        self.made.files_changed = drawn.written.changed;
        self.made.files_removed = drawn.written.removed;
        self.made.files = drawn.written.files;
        self.made.picture = drawn.picture.clone();
        self.seconds.layers = rounded(seconds);
        self.shown = drawn.state.clone().map(|state| Shown { state, index: String::new() });
    }

    /// Tells how the run ended, so long after it began.
    pub(super) fn end(&mut self, done: &anyhow::Result<Drawn>, losses: Losses, took: SignedDuration) {
        self.ended = self.started.saturating_add(took).unwrap_or(self.started);
        self.seconds.all = rounded(took.as_secs_f64());
        self.error = done.as_ref().err().map(|error| format!("{error:#}"));
        self.exit_code = match (done, losses) {
            (Err(_), _) | (Ok(_), Losses::Some) => 1,
            (Ok(_), Losses::None) => 0,
            (Ok(_), Losses::NothingFetched) => 4,
        };
    }

    /// The report as JSON.
    pub(super) fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a report has nothing that JSON has not")
    }

    /// Writes the report beside the layers, last of all.
    pub(super) fn write(&mut self, dir: &Path) -> Result<bool, export::Error> {
        if let Some(shown) = &mut self.shown {
            shown.index = hash(dir).unwrap_or_default();
        }
        let json = self.json();
        export::write_whole(&dir.join(NAME), |file| writeln!(file, "{json}"))
    }
}

/// The hash of the index of the layers; none when there is none.
fn hash(dir: &Path) -> Option<String> {
    let bytes = fs::read(dir.join(INDEX)).ok()?;
    Some(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
