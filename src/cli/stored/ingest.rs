//! `frontline ingest`: documents in, a store that knows them out.

use std::collections::HashSet;
use std::io::Write;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::Reference;
use crate::cli::documents::{self, Losses};
use crate::cli::stored::{At, made_by, told};
use crate::cli::{Input, plain, project};
use crate::model::Document;
use crate::read::Severity;
use crate::store::{Incoming, Stamp, Store, Taken};

/// Documents of one transaction: few enough that a killed run loses little.
const BATCH: usize = 64;

/// Takes the documents in, makes the events anew where something changed, and prints what came of it.
pub(super) fn run(
    input: &Input,
    at: &At,
    known_from: Option<Timestamp>,
    out: &mut dyn Write,
) -> anyhow::Result<Losses> {
    let reference = input.reference()?;
    let made_by = made_by(&reference);
    let stamp = || Stamp { moment: known_from.unwrap_or_else(Timestamp::now), made_by: &made_by };
    let mut store = at.open()?;
    let run = store.begin("ingest", reference.axes.axes(), stamp())?;
    let known = store.told_texts()?;
    let mut taken = Taken::default();
    let mut batch: Vec<Incoming> = Vec::new();
    let work = |document: &Document| incoming(document, &known, &reference);
    let tally = documents::each(input, work, |incoming| {
        batch.push(incoming);
        if batch.len() >= BATCH {
            taken.add(store.ingest(&batch, stamp())?);
            batch.clear();
        }
        Ok(())
    })?;
    taken.add(store.ingest(&batch, stamp())?);
    code_waiting(&mut store, &reference, &stamp)?;
    let refreshed = crate::refresh(&mut store, stamp().moment)?;
    project::keep(&mut store, &reference)?;
    let lost = tally.of(Severity::Loss).map(|(_, times)| times).sum();
    store.end(run, taken, lost, stamp().moment)?;
    let Taken { new, edited, copies, unchanged, reports } = taken;
    writeln!(out, "documents  {:>8}  read", tally.documents)?;
    writeln!(out, "           {new:>8}  new, {edited} edited, {copies} known from elsewhere, {unchanged} known")?;
    writeln!(out, "reports    {reports:>8}  new")?;
    out.write_all(told(refreshed).as_bytes())?;
    Ok(tally.losses())
}

/// A text that is told already need not be coded.
fn incoming(document: &Document, known: &HashSet<String>, reference: &Reference) -> Incoming {
    let reports = (!known.contains(&document.sha256)).then(|| crate::coding(document, reference).reports);
    Incoming { document: document.clone(), reports }
}

/// Codes what a run left waiting: texts whose teller went while they still stand elsewhere.
fn code_waiting<'s>(store: &mut Store, reference: &Reference, stamp: &dyn Fn() -> Stamp<'s>) -> anyhow::Result<()> {
    loop {
        let waiting = store.waiting(0, BATCH)?;
        if waiting.is_empty() {
            return Ok(());
        }
        let code = |(fid, document): (i64, Document)| {
            let reports = crate::coding(&document, reference).reports;
            (fid, document, reports)
        };
        let coded: Vec<_> = waiting.into_par_iter().map(code).collect();
        store.recode(&coded, stamp())?;
    }
}

/// `frontline withdraw`: articles that their publishers took back.
pub(super) fn withdraw(at: &At, addresses: &[String], out: &mut dyn Write) -> anyhow::Result<Losses> {
    let reference = Reference::embedded();
    let made_by = made_by(&reference);
    let stamp = || Stamp { moment: Timestamp::now(), made_by: &made_by };
    let mut store = at.open()?;
    let mut losses = Losses::None;
    for address in addresses {
        if !store.withdraw(address, stamp())? {
            writeln!(out, "{}: no article of this address holds", plain(address))?;
            losses = Losses::Some;
        }
    }
    code_waiting(&mut store, &reference, &stamp)?;
    let refreshed = crate::refresh(&mut store, stamp().moment)?;
    project::keep(&mut store, &reference)?;
    out.write_all(told(refreshed).as_bytes())?;
    Ok(losses)
}
