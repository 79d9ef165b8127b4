//! `frontline ingest`: documents in, a store that knows them out.

use std::io::Write;

use clap::error::ErrorKind;

use crate::Reference;
use crate::cli::documents::Losses;
use crate::cli::log::Log;
use crate::cli::stored::supply::{Came, FeedTold, Now, Supply, Work, code_waiting, take_in};
use crate::cli::stored::{At, feeds, made_by, told};
use crate::cli::table::{self, Align};
use crate::cli::{plain, project, usage};
use crate::read::Severity;
use crate::store::{Did, Taken};

/// Takes the documents in, makes the events anew where something changed, and prints what came of it.
pub(super) fn run(supply: &Supply, at: &At, now: Now, out: &mut dyn Write) -> anyhow::Result<Losses> {
    if supply.inputs.is_empty() && supply.feeds.is_none() {
        let missing = "give INPUT, or --feeds FILE".to_owned();
        return Err(usage(ErrorKind::MissingRequiredArgument, missing));
    }
    let mut work = begin(supply, at, now, Log::default())?;
    let run = begin_run("ingest", &mut work)?;
    let came = take_in(supply, &mut work)?;
    let lost = lost(&came);
    work.store.end(run, Did { taken: came.taken, rows: came.tally.rows, lost, report: None }, now.moment())?;
    out.write_all(text(&came).as_bytes())?;
    Ok(came.losses())
}

/// Opens everything that taking in works with.
pub(super) fn begin(supply: &Supply, at: &At, now: Now, log: Log) -> anyhow::Result<Work> {
    let feeds = supply.feeds.as_deref().map(feeds::list).transpose()?;
    let reference = supply.reading.tables.reference()?;
    let made_by = made_by(&reference);
    let store = at.open()?;
    Ok(Work { store, reference, feeds, made_by, now, log })
}

/// Writes down that a run began.
pub(super) fn begin_run(command: &str, work: &mut Work) -> anyhow::Result<crate::store::Run> {
    let Work { store, reference, made_by, now, .. } = work;
    let stamp = crate::store::Stamp { moment: now.moment(), made_by };
    Ok(store.begin(command, reference.axes.axes(), stamp)?)
}

/// What could not be read.
pub(super) fn lost(came: &Came) -> usize {
    let unread: usize = came.tally.of(Severity::Loss).map(|(_, times)| times).sum();
    unread + came.feeds.iter().map(|feed| feed.errors.len()).sum::<usize>()
}

/// What came in, for people.
pub(super) fn text(came: &Came) -> String {
    let Taken { new, edited, copies, unchanged, reports } = came.taken;
    let mut text = feed_table(&came.feeds);
    text.push_str(&format!("documents  {:>8}  read\n", came.tally.documents));
    if came.tally.rows > 0 {
        text.push_str(&format!("rows       {:>8}  of data sets\n", came.tally.rows));
    }
    text.push_str(&format!(
        "           {new:>8}  new, {edited} edited, {copies} known from elsewhere, {unchanged} known\n\
         reports    {reports:>8}  new\n"
    ));
    text.push_str(&told(came.refreshed));
    text
}

/// A line for each feed; nothing without feeds.
fn feed_table(feeds: &[FeedTold]) -> String {
    if feeds.is_empty() {
        return String::new();
    }
    let mut rows = vec![["feed", "new", "same", "left", ""].map(str::to_owned)];
    for feed in feeds {
        let failed = (!feed.errors.is_empty()).then(|| format!("{} failed", feed.errors.len()));
        let remarks: Vec<String> = failed.into_iter().chain(feed.stale.clone()).collect();
        let numbers = [feed.new, feed.unchanged, feed.left].map(|number| number.to_string());
        let [new, unchanged, left] = numbers;
        rows.push([plain(&feed.name), new, unchanged, left, remarks.join(", ")]);
    }
    let align = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Left];
    table::lines(align, &rows).join("\n") + "\n\n"
}

/// `frontline withdraw`: articles that their publishers took back.
pub(super) fn withdraw(at: &At, addresses: &[String], out: &mut dyn Write) -> anyhow::Result<Losses> {
    let reference = Reference::embedded();
    let made_by = made_by(&reference);
    let (store, now, log) = (at.open()?, Now(None), Log::default());
    let mut work = Work { store, reference, feeds: None, made_by, now, log };
    let mut losses = Losses::None;
    for address in addresses {
        let stamp = crate::store::Stamp { moment: work.now.moment(), made_by: &work.made_by };
        if !work.store.withdraw(address, stamp)? {
            writeln!(out, "{}: no article of this address holds", plain(address))?;
            losses = Losses::Some;
        }
    }
    code_waiting(&mut work)?;
    let refreshed = crate::refresh(&mut work.store, work.now.moment())?;
    project::keep(&mut work.store, &work.reference)?;
    out.write_all(told(refreshed).as_bytes())?;
    Ok(losses)
}
