//! `frontline recode`: what today's program makes of the documents of a store.

use std::collections::BTreeMap;
use std::io::Write;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::Reference;
use crate::cli::documents::Losses;
use crate::cli::project;
use crate::cli::stored::{At, changes, made_by, told};
use crate::model::{Document, Report};
use crate::store::{Stamp, Store, Taken};

/// Documents that are coded together.
const BATCH: usize = 1024;

/// What became of the reports.
#[derive(Default)]
struct Difference {
    documents: usize,
    changed: usize,
    more: usize,
    fewer: usize,
    otherwise: usize,
}

/// Codes every document, keeps what differs, and prints it.
pub(super) fn run(at: &At, reference: &Reference, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let mut store = at.open()?;
    let made_by = made_by(reference);
    let before = Timestamp::now();
    // Reports are known to the millisecond, and these must be later than those before.
    let moment = before + jiff::SignedDuration::from_millis(1);
    let stamp = Stamp { moment, made_by: &made_by };
    let run = store.begin("recode", reference.axes.axes(), stamp)?;
    let mut difference = Difference::default();
    let mut after = 0;
    loop {
        let documents = store.documents(after, BATCH)?;
        let Some((last, _)) = documents.last() else { break };
        after = *last;
        let coded: Vec<(i64, Document, Vec<Report>)> = documents
            .into_par_iter()
            .map(|(fid, document)| {
                let made = crate::coding(&document, reference).reports;
                (fid, document, made)
            })
            .collect();
        let mut changed = Vec::new();
        for (fid, document, made) in coded {
            if difference.add(&mut store, fid, &made)? {
                changed.push((fid, document, made));
            }
        }
        if !changed.is_empty() {
            store.recode(&changed, stamp)?;
        }
    }
    let refreshed = crate::refresh(&mut store, moment)?;
    project::keep(&mut store, reference)?;
    let Difference { documents, changed, more, fewer, otherwise } = difference;
    let taken = Taken { unchanged: documents, reports: more + otherwise, ..Taken::default() };
    store.end(run, taken, 0, Timestamp::now())?;
    writeln!(out, "documents  {documents:>8}  coded again, {changed} tell something else now")?;
    writeln!(out, "reports    {more:>8}  new, {otherwise} told otherwise, {fewer} gone")?;
    out.write_all(told(refreshed).as_bytes())?;
    changes::list(&store.since(before, crate::MAKING)?, out)?;
    Ok(Losses::None)
}

impl Difference {
    /// Adds what a document tells now, and says whether it is anything else than before.
    fn add(&mut self, store: &mut Store, fid: i64, made: &[Report]) -> anyhow::Result<bool> {
        let known = store.reports_of(fid)?;
        let mut known: BTreeMap<&str, &Report> = known.iter().map(|report| (report.id.as_str(), report)).collect();
        let (mut more, mut otherwise) = (0, 0);
        for report in made {
            match known.remove(report.id.as_str()) {
                Some(known) if known == report => {}
                Some(_) => otherwise += 1,
                None => more += 1,
            }
        }
        let is_changed = more + otherwise + known.len() > 0;
        self.documents += 1;
        self.changed += usize::from(is_changed);
        self.more += more;
        self.otherwise += otherwise;
        self.fewer += known.len();
        Ok(is_changed)
    }
}
