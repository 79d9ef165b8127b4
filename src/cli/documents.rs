//! Reads the inputs batch by batch and codes each batch on all cores, in order.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::cli::Input;
use crate::model::Document;
use crate::read::{self, Severity};

/// Bytes of text that are coded together: enough to keep all cores busy, little enough to hold.
const BATCH_BYTES: usize = 4 << 20;
/// Documents that are coded together.
const BATCH_DOCUMENTS: usize = 4096;

/// Whether everything that was given could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Losses {
    /// Everything was.
    None,
    /// Something was not; it was reported.
    Some,
}

/// What was read and what was not.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub documents: usize,
    pub lost: usize,
    pub doubts: usize,
    pub skipped: usize,
}

impl Tally {
    pub(super) fn losses(&self) -> Losses {
        if self.lost == 0 { Losses::None } else { Losses::Some }
    }
}

/// Gives every document to `work` on all cores and what it made to `take`, in the order of the input. What cannot be
/// read is told on standard error, and reading goes on.
pub(super) fn each<T: Send>(
    input: &Input,
    work: impl Fn(&Document) -> T + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<Tally> {
    let settings = read::Settings { published: input.published, ..read::Settings::default() };
    let bar = progress();
    let mut tally = Tally::default();
    let mut batch: Vec<Document> = Vec::new();
    let mut bytes = 0;
    for item in read::documents(&input.inputs, &settings) {
        match item {
            Ok(document) => {
                tally.documents += 1;
                bytes += document.text.len();
                batch.push(document);
            }
            Err(error) => tell(&error, &bar, &mut tally),
        }
        if bytes >= BATCH_BYTES || batch.len() >= BATCH_DOCUMENTS {
            bar.set_message(format!("{} documents", tally.documents));
            finish(&mut batch, &work, &mut take)?;
            bytes = 0;
        }
    }
    finish(&mut batch, &work, &mut take)?;
    bar.finish_and_clear();
    Ok(tally)
}

fn finish<T: Send>(
    batch: &mut Vec<Document>,
    work: &(impl Fn(&Document) -> T + Sync),
    take: &mut impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let made: Vec<T> = batch.par_iter().map(work).collect();
    batch.clear();
    made.into_iter().try_for_each(take)
}

/// A line on a terminal that says how far the work is; nothing in a pipe.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    bar.set_style(ProgressStyle::with_template("{spinner} {msg} {elapsed}").expect("the template is a constant"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn tell(error: &read::Error, bar: &ProgressBar, tally: &mut Tally) {
    let word = match error.severity() {
        Severity::Notice => {
            tally.skipped += 1;
            "skipped"
        }
        Severity::Doubt => {
            tally.doubts += 1;
            "warning"
        }
        Severity::Loss => {
            tally.lost += 1;
            "error"
        }
    };
    let mut message = format!("{word}: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        message.push_str(&format!(": {source}"));
        cause = source.source();
    }
    bar.suspend(|| {
        let _ = writeln!(std::io::stderr(), "{message}");
    });
}

