//! `frontline picture`: documents or a store in, a picture of one day out.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::error::ErrorKind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::cli::documents::{self, Losses};
use crate::cli::input::Source;
use crate::cli::{plain, summary, usage};
use crate::model::{Day, Drawing};
use crate::palette::Palette;
use crate::store::{self, Store};
use crate::{cluster, export, layer, picture};

/// Pixels across.
pub(super) const WIDE: u32 = 1400;

/// Which day, and where it goes.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    source: Source,
    /// The day that is shown, as 2023-05-24.
    #[arg(long, value_name = "DATE", display_order = 0)]
    day: Date,
    /// The picture, a .png or an .svg; it appears whole or not at all.
    #[arg(long, value_name = "PATH", display_order = 0)]
    out: PathBuf,
    /// Pixels across, in a .png.
    #[arg(long, value_name = "PIXELS", default_value_t = WIDE, value_parser = clap::value_parser!(u32).range(200..=10_000), display_order = 0)]
    width: u32,
}

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

/// Reads the documents or the store, draws the day and says what is on it.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let form = form(&options.out)?;
    let source = &options.source;
    let reference = source.reading.tables.reference()?;
    let (day, tally) = match &source.store {
        Some(store) => (day_of(&mut Store::open_for_reading(store)?, options.day, source.as_of)?, None),
        None => {
            let (reports, tally) = documents::reports(source, &reference)?;
            (one(crate::drawing(reports), options.day), Some(tally))
        }
    };
    let svg = picture::svg(&day, reference.axes.axes(), &Palette::embedded());
    let bytes = match form {
        Form::Svg => svg.into_bytes(),
        Form::Png => picture::png(&svg, options.width)?,
    };
    export::write_whole(&options.out, |file| file.write_all(&bytes))?;
    let mut text = String::new();
    tally.iter().for_each(|tally| summary::read(tally, &mut text));
    let whither = format!("of {} in {}", options.day, plain(&options.out.display().to_string()));
    summary::row(&mut text, "events", day.events().count(), &whither);
    out.write_all(text.as_bytes())?;
    Ok(tally.map_or(Losses::None, |tally| tally.losses()))
}

/// A day of a store, as it is known or was known at a moment.
pub(super) fn day_of(store: &mut Store, day: Date, as_of: Option<Timestamp>) -> Result<Day, store::Error> {
    let drawing = match as_of {
        Some(moment) => {
            let events = store.since(moment, crate::MAKING)?.past(store.events()?);
            let clusters = cluster::clusters(&events, &cluster::Settings::default());
            layer::drawing(events, clusters)
        }
        None => layer::drawing(store.events_of(day)?, store.clusters_on(day)?),
    };
    Ok(one(drawing, day))
}

/// One day of a drawing.
fn one(drawing: Drawing, day: Date) -> Day {
    drawing.days.into_iter().find(|drawn| drawn.day == day).unwrap_or_else(|| nothing_on(day))
}

fn form(path: &Path) -> anyhow::Result<Form> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => Ok(Form::Svg),
        Some("png") => Ok(Form::Png),
        Some(_) | None => {
            let problem = format!("{}: a picture is a .png or an .svg", path.display());
            Err(usage(ErrorKind::ValueValidation, problem))
        }
    }
}

/// A day of which nothing was told: an empty map says so.
fn nothing_on(day: Date) -> Day {
    Day { day, layers: Vec::new(), areas: Vec::new(), clusters: Vec::new(), omitted: Default::default() }
}
