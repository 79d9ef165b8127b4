//! `frontline doctor`: whether everything that a run every morning needs is in order, and what to do where it is not.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::cli::documents::Losses;
use crate::cli::input::Tables;
use crate::cli::plain;
use crate::cli::stored::feeds;
use crate::cli::table::{Align, lines};
use crate::gazetteer::{self, Gazetteer};
use crate::model::FeedStates;
use crate::store::{Health, LastRun, Store};
use crate::{Reference, axes};

/// What is looked at.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The store.
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// The list of feeds.
    #[arg(long, value_name = "FILE")]
    feeds: Option<PathBuf>,
    #[command(flatten)]
    tables: Tables,
}

/// How something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Well,
    /// It works, and deserves a look.
    Doubt,
    Wrong,
}

/// A line: what was looked at, how it was found, what it is or what is wrong with it and what to do.
pub(super) type Finding = (State, &'static str, String);

/// The day on which this program did not exist yet: a clock before it is wrong.
const FIRST_DAY: jiff::civil::Date = jiff::civil::date(2026, 1, 1);
/// A run every morning that began longer ago has not run this morning.
const LATE: SignedDuration = SignedDuration::from_hours(36);
/// Bytes that must be free for anything to be written.
const LEAST_FREE: u64 = 100 << 20;
/// Bytes that should be free besides those of the store once more, which a recoding may need.
const SPARE: u64 = 1 << 30;

/// Looks at everything, and prints a line on each.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let now = Timestamp::now();
    let mut findings = gazetteers(&options.tables.gazetteer);
    findings.push(registry(options.tables.axes.as_deref(), now));
    let states = match &options.store {
        Some(path) => stored(path, now, &mut findings),
        None => FeedStates::new(),
    };
    if let Some(path) = &options.feeds {
        findings.extend(feeds::findings(path, &states));
    }
    findings.extend(clock(now));
    findings.push(disk(options.store.as_deref()));
    let rows: Vec<[String; 3]> = findings
        .iter()
        .map(|(state, what, words)| {
            let state = match state {
                State::Well => "ok",
                State::Doubt => "look",
                State::Wrong => "WRONG",
            };
            [state.to_owned(), (*what).to_owned(), plain(words)]
        })
        .collect();
    lines([Align::Left; 3], &rows).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    let is_well = findings.iter().all(|(state, ..)| *state != State::Wrong);
    Ok(if is_well { Losses::None } else { Losses::Some })
}

/// An error with its causes.
fn whole(error: impl Into<anyhow::Error>) -> String {
    format!("{:#}", error.into())
}

fn gazetteers(files: &[PathBuf]) -> Vec<Finding> {
    let embedded = Gazetteer::embedded();
    let mut findings = vec![(State::Well, "gazetteer", format!("{} places, built in", embedded.len()))];
    for path in files {
        let shown = path.display();
        findings.push(match std::fs::read_to_string(path) {
            Ok(text) => match gazetteer::faults(&text, &embedded).len() {
                0 => (State::Well, "gazetteer", format!("{shown}: nothing wrong")),
                more => {
                    let words =
                        format!("{shown}: {more} faults; see `frontline gazetteer check {shown}` and mend them");
                    (State::Wrong, "gazetteer", words)
                }
            },
            Err(error) => (State::Wrong, "gazetteer", format!("{shown}: cannot be read: {error}; check the path")),
        });
    }
    findings
}

fn registry(path: Option<&Path>, now: Timestamp) -> Finding {
    let of_file = path.map(axes::Registry::read).transpose();
    let registry = match of_file {
        Ok(registry) => registry,
        Err(error) => return (State::Wrong, "axes", whole(error)),
    };
    let registry = registry.unwrap_or_else(|| Reference::embedded().axes);
    let today = now.to_zoned(TimeZone::UTC).date();
    let in_use =
        registry.axes().iter().filter(|axis| axis.from <= today && axis.to.is_none_or(|to| today <= to)).count();
    let words = format!("{} axes, {in_use} of them in use today", registry.axes().len());
    if in_use == 0 {
        return (State::Doubt, "axes", format!("{words}; take a newer registry, or extend `to` of those that go on"));
    }
    (State::Well, "axes", words)
}

/// Looks at a store, and gives what it remembers of feeds.
fn stored(path: &Path, now: Timestamp, findings: &mut Vec<Finding>) -> FeedStates {
    let shown = path.display();
    if !path.exists() {
        findings.push((State::Doubt, "store", format!("{shown}: is not there; the first run makes it")));
        return FeedStates::new();
    }
    let looked = Store::open_for_reading(path).and_then(|mut store| {
        let health = store.health()?;
        Ok((health, store.feeds()?))
    });
    let (health, feeds) = match looked {
        Ok(looked) => looked,
        Err(error) => {
            findings.push((State::Wrong, "store", whole(error)));
            return FeedStates::new();
        }
    };
    findings.extend(health_of(&health, path, now));
    if let Err(error) = std::fs::OpenOptions::new().append(true).open(path) {
        let words = format!("{shown}: cannot be written: {error}; give whoever runs this the permission");
        findings.push((State::Wrong, "store", words));
    }
    feeds
}

fn health_of(health: &Health, path: &Path, now: Timestamp) -> Vec<Finding> {
    let Health { version, documents, events, faults, is_unfinished, last_run } = health;
    let shown = path.display();
    let mut findings: Vec<Finding> = faults
        .iter()
        .map(|fault| {
            let words =
                format!("{shown}: damaged: {fault}; put it back from a copy, or ingest the documents into a new one");
            (State::Wrong, "store", words)
        })
        .collect();
    if faults.is_empty() {
        let words = format!("{shown}: version {version}, {documents} documents, {events} events, whole");
        findings.push((State::Well, "store", words));
    }
    if let Some(LastRun { command, started, ended }) = last_run {
        let (state, words) = match ended {
            None => {
                (State::Doubt, format!("{command} of {started} goes on, or ended early; the next one does its work"))
            }
            Some(_) if *is_unfinished => (State::Doubt, "left work to do; run `frontline daily` once".to_owned()),
            Some(_) if command == "daily" && now.duration_since(*started) > LATE => {
                let words = format!("the last daily began {started}; look whether cron or the timer is on");
                (State::Doubt, words)
            }
            Some(ended) => (State::Well, format!("{command} of {started} ended {ended}")),
        };
        findings.push((state, "last run", words));
        if *started > now {
            let words = format!("the last run began {started}, which is still to come; set the machine's clock");
            findings.push((State::Wrong, "clock", words));
        }
    }
    findings
}

fn clock(now: Timestamp) -> Vec<Finding> {
    let zone = TimeZone::try_system();
    let name = zone.as_ref().ok().and_then(TimeZone::iana_name).unwrap_or("none that is known").to_owned();
    let is_sane = now.to_zoned(TimeZone::UTC).date() >= FIRST_DAY;
    let time = now.strftime("%Y-%m-%d %H:%M").to_string();
    let clock = match is_sane {
        true => (State::Well, "clock", format!("{time} UTC")),
        false => (State::Wrong, "clock", format!("{time} UTC cannot be; set the machine's clock")),
    };
    let words = match name.as_str() {
        "Europe/Kyiv" | "Europe/Kiev" => format!("{name}; days are those of Kyiv"),
        _ => format!("{name}; days are those of Kyiv, and cron takes CRON_TZ=Europe/Kyiv for its hours"),
    };
    vec![clock, (State::Well, "zone", words)]
}

fn disk(store: Option<&Path>) -> Finding {
    let folder = store.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let bytes = store.and_then(|store| std::fs::metadata(store).ok()).map_or(0, |file| file.len());
    let shown = if folder == Path::new(".") { "this folder".to_owned() } else { folder.display().to_string() };
    let free = match fs4::available_space(folder) {
        Ok(free) => free,
        Err(error) => return (State::Wrong, "disk", format!("{shown}: {error}; make the folder, or give another one")),
    };
    let words = format!("{} MB free in {shown}", free >> 20);
    match free {
        _ if free < LEAST_FREE => (State::Wrong, "disk", format!("{words}; make room before the next run")),
        _ if free < bytes + SPARE => {
            (State::Doubt, "disk", format!("{words}; a store of {} MB may need more", bytes >> 20))
        }
        _ => (State::Well, "disk", words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health(last_run: LastRun) -> Health {
        let (faults, last_run) = (Vec::new(), Some(last_run));
        Health { version: 3, documents: 1, events: 1, faults, is_unfinished: false, last_run }
    }

    #[test]
    fn a_last_run_is_well_late_cut_short_or_still_to_come() {
        let now: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
        let found = |started: &str, has_ended: bool| {
            let started: Timestamp = started.parse().unwrap();
            let last = LastRun { command: "daily".to_owned(), started, ended: has_ended.then_some(started) };
            let findings = health_of(&health(last), Path::new("a.gpkg"), now);
            findings.into_iter().map(|(state, ..)| state).collect::<Vec<_>>()
        };
        assert_eq!(found("2026-11-22T04:30:00Z", true), [State::Well, State::Well]);
        assert_eq!(found("2026-11-20T04:30:00Z", true), [State::Well, State::Doubt]);
        assert_eq!(found("2026-11-22T04:30:00Z", false), [State::Well, State::Doubt]);
        assert_eq!(found("2027-01-01T04:30:00Z", true), [State::Well, State::Well, State::Wrong]);
    }
}
