//! `frontline daily`: what is new goes into a store, and the layers of the days that changed come out.

mod draw;
#[cfg(not(feature = "picture"))]
#[path = "no_picture.rs"]
mod picture;
#[cfg(feature = "picture")]
mod picture;
mod report;

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Instant;

use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;
use jiff::{SignedDuration, Timestamp};

use crate::cli::documents::Losses;
use crate::cli::log::{Level, Log};
use crate::cli::stored::supply::{Came, Now, Supply, Work, take_in};
use crate::cli::stored::{At, ingest};
use crate::cli::{map, plain};
use crate::store::Did;
use draw::Drawn;
use report::RunReport;

/// What a run takes in, and where its layers go.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    supply: Supply,
    #[command(flatten)]
    at: At,
    /// Folder for the layers; made when it does not exist. It may not lie inside an INPUT folder.
    #[arg(long, value_name = "DIR", display_order = 0)]
    out: PathBuf,
    /// The day that `latest` shows: as 2023-05-24, or yesterday or today in Kyiv. When nothing is told of it, the last
    /// day before it of which something is.
    #[arg(long, value_name = "DAY", default_value = "yesterday", display_order = 0)]
    day: Which,
    /// Takes this moment for now, as 2023-05-24T06:00Z: to run past mornings again.
    #[arg(long, value_name = "MOMENT", display_order = 0)]
    now: Option<Timestamp>,
    #[command(flatten)]
    log: Log,
}

/// A day as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Yesterday,
    Today,
    Day(Date),
}

impl FromStr for Which {
    type Err = String;

    fn from_str(text: &str) -> Result<Which, String> {
        match text {
            "yesterday" => Ok(Which::Yesterday),
            "today" => Ok(Which::Today),
            _ => text.parse().map(Which::Day).map_err(|_| "must be a day as 2023-05-24, yesterday or today".to_owned()),
        }
    }
}

impl Which {
    /// The day, seen from a moment.
    fn seen_from(self, moment: Timestamp) -> Date {
        let kyiv = TimeZoneDatabase::bundled().get("Europe/Kyiv").expect("the bundled time zones have Kyiv");
        let today = kyiv.to_datetime(moment).date();
        match self {
            Which::Yesterday => today.yesterday().unwrap_or(today),
            Which::Today => today,
            Which::Day(day) => day,
        }
    }
}

/// Takes in what is new, draws the days that changed, and tells what came of it.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<Losses> {
    map::check_folder(&options.out, &options.supply.inputs)?;
    let now = Now(options.now);
    let begun = Instant::now();
    let mut work = ingest::begin(&options.supply, &options.at, now, options.log)?;
    let run = ingest::begin_run("daily", &mut work)?;
    let mut report = RunReport::begin(now.moment(), options.day.seen_from(now.moment()), &options.out);
    let mut came = Came::default();
    let done = steps(options, &mut work, &mut came, &mut report);
    let losses = came.losses();
    report.tell(&came);
    report.end(&done, losses, SignedDuration::try_from(begun.elapsed()).unwrap_or_default());
    let written = report.write(&options.out);
    let json = report.json();
    let did = Did { taken: came.taken, rows: came.tally.rows, lost: ingest::lost(&came), report: Some(&json) };
    let ended = work.store.end(run, did, report.ended);
    // What failed first is what is told.
    let drawn = done?;
    written?;
    ended?;
    if options.log.has_table() {
        out.write_all(ingest::text(&came).as_bytes())?;
        out.write_all(text(&drawn, options).as_bytes())?;
        out.flush()?;
    }
    Ok(losses)
}

fn steps(options: &Options, work: &mut Work, came: &mut Came, report: &mut RunReport) -> anyhow::Result<Drawn> {
    *came = take_in(&options.supply, work)?;
    let taken = &came.taken;
    let (news, all) = (taken.new + taken.edited + taken.copies, came.tally.documents + came.tally.rows);
    work.log.say(Level::Info, &format!("took in {news} new of {all} documents and rows, {:.1} s", came.supply_s));
    let refreshed = came.refreshed;
    let events = refreshed.appeared + refreshed.changed + refreshed.gone;
    work.log.say(Level::Info, &format!("events: {events} changed, {:.1} s", came.events_s));
    let begun = Instant::now();
    let mut drawn = draw::draw(work, &options.out, report)?;
    drawn.picture = picture::draw(work, &options.out, &drawn)?;
    report.drawn(&drawn, begun.elapsed().as_secs_f64());
    let (days, changed) = (drawn.days, drawn.written.changed);
    let seconds = begun.elapsed().as_secs_f64();
    work.log.say(Level::Info, &format!("layers: {days} days drawn, {changed} files changed, {seconds:.1} s"));
    Ok(drawn)
}

/// What was drawn, for people.
fn text(drawn: &Drawn, options: &Options) -> String {
    let dir = plain(&options.out.display().to_string());
    let written = drawn.written;
    let mut text = format!(
        "days       {:>8}  drawn again, of {}\nfiles      {:>8}  changed, {} removed; {} in {dir}\n",
        drawn.days, drawn.all_days, written.changed, written.removed, written.files
    );
    if let Some(day) = drawn.latest {
        text.push_str(&format!("latest   {day}  in {dir}/latest\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_morning_begins_at_midnight_in_kyiv() {
        let before: Timestamp = "2023-05-23T20:59:59Z".parse().unwrap();
        let after: Timestamp = "2023-05-23T21:00:00Z".parse().unwrap();
        let day = |text: &str, moment| text.parse::<Which>().unwrap().seen_from(moment).to_string();
        assert_eq!((day("today", before), day("today", after)), ("2023-05-23".to_owned(), "2023-05-24".to_owned()));
        assert_eq!(day("yesterday", after), "2023-05-23");
        assert_eq!(day("2022-02-24", after), "2022-02-24");
        assert!("tomorrow".parse::<Which>().is_err());
    }
}
