//! Reads the inputs batch by batch and codes each batch on all cores, in order, while the next one is read.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, SyncSender};

use anyhow::bail;
use indicatif::ProgressBar;
use rayon::prelude::*;

use crate::Reference;
use crate::cli::collected::Reports;
use crate::cli::input::{Input, Reading, Source};
use crate::cli::log::{Level, Log};
use crate::model::{Document, Report};
use crate::read::{self, Entry, Severity};

/// Bytes of text that are coded together: enough to keep all cores busy, little enough for what is made of them to stay
/// near the cores until it is written.
const BATCH_BYTES: usize = 1 << 20;
/// Documents and rows that are taken together.
const BATCH_ENTRIES: usize = 2048;

/// Whether everything that was given could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Losses {
    /// Everything was.
    None,
    /// Something was not; it was reported.
    Some,
    /// Nothing that was to be fetched could be.
    #[cfg_attr(not(feature = "store"), expect(dead_code, reason = "what is fetched goes into a store"))]
    NothingFetched,
}

/// What was read and what was not.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// Documents that were read.
    pub documents: usize,
    /// Rows of data sets that were read.
    pub rows: usize,
    /// What was told on standard error: how much it took away, why, and how often.
    pub told: BTreeMap<(Severity, &'static str), usize>,
}

impl Tally {
    pub(super) fn losses(&self) -> Losses {
        if self.of(Severity::Loss).next().is_none() { Losses::None } else { Losses::Some }
    }

    /// # Errors
    /// When nothing was read: what would be written tells nothing.
    pub(super) fn or_nothing(&self) -> anyhow::Result<()> {
        if self.documents + self.rows == 0 {
            bail!("no document could be read, so nothing was written");
        }
        Ok(())
    }

    /// The reasons of one severity, each with its number.
    pub(super) fn of(&self, severity: Severity) -> impl Iterator<Item = (&'static str, usize)> {
        let of_it = self.told.iter().filter(move |((known, _), _)| *known == severity);
        of_it.map(|((_, reason), times)| (*reason, *times))
    }
}

/// Gives every document to `work` on all cores and what it made to `take`, in the order of the input, while the next
/// batch is read. What cannot be read is told on standard error, and reading goes on; data sets are passed by.
pub(super) fn each<T: Send>(
    input: &Input,
    work: impl Fn(&Document) -> T + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<Tally> {
    let documents = read::documents(&input.inputs, &input.reading.settings()?);
    let work = |entry: &Entry| match entry {
        Entry::Document(document) => Some(work(document)),
        Entry::Report(_) => None,
    };
    let entries = documents.map(|found| found.map(Entry::Document));
    all(entries, Log::default(), work, |made| made.map_or(Ok(()), &mut take))
}

/// As [`each`], with the rows of data sets where they stand among the inputs, for a run that is told how to speak.
pub(super) fn each_entry<T: Send>(
    inputs: &[PathBuf],
    reading: &Reading,
    log: Log,
    work: impl Fn(&Entry) -> T + Sync,
    take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<Tally> {
    all(read::entries(inputs, &reading.settings()?), log, work, take)
}

/// Every report of documents and data sets, in the order of the input.
pub(super) fn reports(source: &Source, reference: &Reference) -> anyhow::Result<(Vec<Report>, Tally)> {
    let mut reports = Reports::default();
    let work = |entry: &Entry| match entry {
        Entry::Document(document) => crate::coding(document, reference).reports,
        Entry::Report(report) => vec![crate::placed(report, reference)],
    };
    let tally = each_entry(&source.inputs, &source.reading, Log::default(), work, |told| {
        reports.add(told);
        Ok(())
    })?;
    tally.or_nothing()?;
    Ok((reports.into_all(), tally))
}

fn all<T: Send>(
    entries: impl Iterator<Item = Result<Entry, read::Error>> + Send,
    log: Log,
    work: impl Fn(&Entry) -> T + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<Tally> {
    let bar = log.progress();
    let (sender, batches) = mpsc::sync_channel::<Vec<Entry>>(1);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| batched(entries, sender, (&bar, log)));
        for batch in batches {
            let made: Vec<T> = batch.par_iter().map(&work).collect();
            made.into_iter().try_for_each(&mut take)?;
        }
        let tally = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        bar.finish_and_clear();
        Ok(tally)
    })
}

/// Reads the entries to their end, or until nobody takes the batches any more.
fn batched(
    entries: impl Iterator<Item = Result<Entry, read::Error>>,
    batches: SyncSender<Vec<Entry>>,
    (bar, log): (&ProgressBar, Log),
) -> Tally {
    let mut tally = Tally::default();
    let mut batch: Vec<Entry> = Vec::new();
    let mut bytes = 0;
    for found in entries {
        match found {
            Ok(entry) => {
                match &entry {
                    Entry::Document(document) => {
                        tally.documents += 1;
                        bytes += document.text.len();
                    }
                    Entry::Report(_) => tally.rows += 1,
                }
                batch.push(entry);
            }
            Err(error) => bar.suspend(|| tell(&error, &mut tally, log)),
        }
        if bytes >= BATCH_BYTES || batch.len() >= BATCH_ENTRIES {
            bar.set_message(format!("{} documents, {} rows", tally.documents, tally.rows));
            if batches.send(std::mem::take(&mut batch)).is_err() {
                return tally;
            }
            bytes = 0;
        }
    }
    // Nobody takes it when what was made before could not be written, and that is told.
    let _ = batches.send(batch);
    tally
}

/// Says on standard error what is wrong, and counts it.
pub(super) fn tell(error: &read::Error, tally: &mut Tally, log: Log) {
    let (reason, times) = reason(error);
    *tally.told.entry((error.severity(), reason)).or_default() += times;
    let level = match error.severity() {
        Severity::Notice => Level::Skipped,
        Severity::Doubt => Level::Warning,
        Severity::Loss => Level::Error,
    };
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        message.push_str(&format!(": {source}"));
        cause = source.source();
    }
    log.say(level, &message);
}

/// The reason in a few words, and how many things it took away or passed by.
fn reason(error: &read::Error) -> (&'static str, usize) {
    use read::Error as E;
    let some = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    match error {
        E::Unreadable { .. } => ("cannot be opened", 1),
        E::Loop { .. } => ("link to what is read anyway", 1),
        E::NotText { .. } => ("binary data", 1),
        E::Empty { .. } => ("no text in it", 1),
        E::TooLarge { .. } | E::TooLong { .. } => ("too long", 1),
        E::Json { .. } | E::Structure { .. } => ("broken JSON", 1),
        E::CutShort { .. } => ("cut short", 1),
        E::NoTextField { .. } | E::NoTextColumn { .. } => ("no field for the text", 1),
        E::Row { .. } | E::Table { .. } => ("broken row", 1),
        E::Feed { .. } => ("broken feed", 1),
        E::NoHtml { .. } => ("HTML, not built in", 1),
        E::NoLanguage { .. } => ("no language we read", 1),
        E::OtherLanguage { .. } => ("another language named", 1),
        E::Published { .. } => ("date of publication is no day", 1),
        E::Undecodable { .. } => ("bytes that are no characters", 1),
        E::Field { .. } => ("value that means nothing", 1),
        E::Code { .. } => ("code without a rule", 1),
        E::NoLabels { .. } => ("labels missing", 1),
        E::NoCrosswalk { .. } => ("points without a crosswalk", 1),
        E::DataSet { .. } => ("data set, not documents", 1),
        E::Labels { .. } => ("labels of another file", 1),
        E::RowsPassedBy { rows, .. } => ("rows not meant to be read", some(*rows)),
        E::Repeated { .. } => ("came before", 1),
        E::SameId { .. } => ("id came before with another text", 1),
        E::PassedBy { hidden, unknown, .. } => ("hidden or of unknown kind", some(hidden.saturating_add(*unknown))),
        E::Wordless { service, wordless, .. } => ("message without words", some(service.saturating_add(*wordless))),
    }
}
