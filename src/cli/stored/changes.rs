//! `frontline changes`: what appeared, changed and went since a moment, until now or another one.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use clap::error::ErrorKind;
use jiff::Timestamp;

use crate::cli::documents::Losses;
use crate::cli::table::{Align, lines};
use crate::cli::{plain, usage};
use crate::model::{Event, Omission};
use crate::store::{Since, Store};

/// Which store, and between which moments.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The store.
    #[arg(long, value_name = "FILE")]
    store: PathBuf,
    /// The moment, as 2023-05-24T06:00Z.
    #[arg(long, value_name = "MOMENT")]
    since: Timestamp,
    /// As far as was known at this later moment, instead of now.
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<Timestamp>,
}

/// Prints the events that differ.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let Options { store, since, as_of } = options;
    if as_of.is_some_and(|as_of| as_of < *since) {
        return Err(usage(ErrorKind::ValueValidation, "--as-of lies before --since".to_owned()));
    }
    let mut store = Store::open_for_reading(store)?;
    let mut changes = store.since(*since, crate::MAKING)?;
    if let Some(as_of) = as_of {
        changes = changes.until(&store.since(*as_of, crate::MAKING)?);
    }
    list(&changes, out)?;
    Ok(Losses::None)
}

/// A line for each event, those of one kind together, by day.
pub(super) fn list(since: &Since, out: &mut dyn Write) -> io::Result<()> {
    let mut then: BTreeMap<&str, &Event> = since.then.iter().map(|event| (event.id.as_str(), event)).collect();
    let mut rows: Vec<(u8, &str, &Event)> = Vec::new();
    for event in &since.now {
        match then.remove(event.id.as_str()) {
            Some(_) => rows.push((1, "changed", event)),
            None => rows.push((0, "new", event)),
        }
    }
    rows.extend(then.into_values().map(|event| (2, "gone", event)));
    rows.sort_by_key(|(kind, _, event)| (*kind, event.best().when.end, event.id.as_str()));
    let rows: Vec<[String; 6]> = rows.into_iter().map(|(_, word, event)| row(word, event)).collect();
    for line in lines([Align::Left; 6], &rows) {
        writeln!(out, "{}", plain(&line))?;
    }
    Ok(())
}

fn row(word: &str, event: &Event) -> [String; 6] {
    let best = event.best();
    let day = best.when.end.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    let status = Omission::of(event).map_or(event.status.code(), Omission::code);
    let reports =
        if event.reports.len() == 1 { "1 report".to_owned() } else { format!("{} reports", event.reports.len()) };
    let place = best.location.place.name.clone();
    [word.to_owned(), day, best.event_type.code().to_owned(), place, status.to_owned(), reports]
}
