//! `frontline map`: documents in, one GeoJSON layer for each day and axis out.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::Coding;
use crate::cli::collected::Reports;
use crate::cli::documents::{self, Losses};
use crate::cli::input::Input;
use crate::cli::log::Log;
use crate::cli::summary::{Mentions, Summary};
use crate::export;
use crate::model::{Document, Report, Unresolved};
use crate::read::Entry;

/// Rows of `unresolved.csv`; the ones after them are counted. A row takes about 1 kB of memory.
pub(super) const MOST_UNRESOLVED: usize = 50_000;

/// Reads the documents, writes the layers and prints what came of it.
pub(super) fn run(input: &Input, dir: &Path, out: &mut dyn Write) -> anyhow::Result<Losses> {
    check_folder(dir, &input.inputs)?;
    let reference = input.reading.tables.reference()?;
    let mut collected = Collected::default();
    let work = |entry: &Entry| match entry {
        Entry::Document(document) => Told::of(document, crate::coding(document, &reference)),
        Entry::Report(report) => Told::row(crate::placed(report, &reference)),
    };
    let tally = documents::each_entry(&input.inputs, &input.reading, Log::default(), work, |told| {
        collected.add(told);
        Ok(())
    })?;
    tally.or_nothing()?;
    let Collected { reports, mentions, unresolved } = collected;
    let drawing = crate::drawing(reports.into_all());
    let (rows, unlisted) = unresolved.into_rows();
    let written = export::write(&drawing, &rows, &reference.versions(), dir)?;
    let summary = Summary { tally: &tally, mentions, drawing: &drawing, unlisted, written, dir };
    out.write_all(summary.text().as_bytes())?;
    out.flush()?;
    Ok(tally.losses())
}

/// Refuses a folder that cannot become one before anything is read, and one inside the inputs: the next run would read
/// this run's files as documents.
pub(super) fn check_folder(dir: &Path, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let absolute = std::path::absolute(dir).with_context(|| format!("{}: cannot be written", dir.display()))?;
    let Some(there) = absolute.ancestors().find(|path| path.exists()) else { return Ok(()) };
    if !there.is_dir() {
        bail!("{}: cannot be written: {} is a file, not a folder", dir.display(), there.display());
    }
    let real = |path: &Path| path.canonicalize().ok();
    for input in inputs.iter().filter(|input| input.is_dir()) {
        if real(there).zip(real(input)).is_some_and(|(there, input)| there.starts_with(input)) {
            bail!(
                "{}: lies inside the input {}, where the next run would read the layers as documents; choose another folder",
                dir.display(),
                input.display()
            );
        }
    }
    Ok(())
}

/// What is kept of one document or row.
struct Told {
    reports: Vec<Report>,
    unresolved: Vec<Unresolved>,
    mentions: Mentions,
}

impl Told {
    /// What a row of a data set tells.
    fn row(report: Report) -> Told {
        Told { reports: vec![report], unresolved: Vec::new(), mentions: Mentions::default() }
    }

    fn of(document: &Document, coding: Coding) -> Told {
        let unresolved = export::unresolved(document, &coding.verdicts);
        let mentions = Mentions::of(&coding.verdicts);
        Told { reports: coding.reports, unresolved, mentions }
    }
}

/// What is kept of all documents.
#[derive(Default)]
struct Collected {
    reports: Reports,
    mentions: Mentions,
    unresolved: Rows,
}

impl Collected {
    fn add(&mut self, told: Told) {
        self.reports.add(told.reports);
        self.mentions.add(told.mentions);
        told.unresolved.into_iter().for_each(|row| self.unresolved.add(row));
    }
}

/// The first rows in the order of documents' ids and of their texts, whatever order they come in.
#[derive(Default)]
struct Rows {
    rows: BTreeMap<(String, usize, usize), Unresolved>,
    dropped: usize,
}

impl Rows {
    fn add(&mut self, row: Unresolved) {
        self.rows.insert((row.document.clone(), row.start, row.end), row);
        if self.rows.len() > MOST_UNRESOLVED {
            self.rows.pop_last();
            self.dropped += 1;
        }
    }

    /// The rows, and how many had no room.
    fn into_rows(self) -> (Vec<Unresolved>, usize) {
        (self.rows.into_values().collect(), self.dropped)
    }
}
