//! `frontline picture`: documents in, a picture of one day out.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use clap::error::ErrorKind;
use jiff::civil::Date;

use crate::cli::collected::Reports;
use crate::cli::documents::{self, Losses};
use crate::cli::{Input, plain, summary, usage};
use crate::model::{Day, Document};
use crate::palette::Palette;
use crate::{export, picture};

/// Pixels across.
const WIDE: u32 = 1400;

/// Which day, and where it goes.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    input: Input,
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

/// Reads the documents, draws the day and says what is on it.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let form = form(&options.out)?;
    let reference = options.input.reference()?;
    let mut reports = Reports::default();
    let work = |document: &Document| crate::coding(document, &reference).reports;
    let tally = documents::each(&options.input, work, |told| {
        reports.add(told);
        Ok(())
    })?;
    if tally.documents == 0 {
        bail!("no document could be read, so nothing was drawn");
    }
    let drawing = crate::drawing(reports.into_all());
    let day = drawing.days.into_iter().find(|day| day.day == options.day).unwrap_or_else(|| nothing_on(options.day));
    let svg = picture::svg(&day, reference.axes.axes(), &Palette::embedded());
    let bytes = match form {
        Form::Svg => svg.into_bytes(),
        Form::Png => picture::png(&svg, options.width)?,
    };
    export::write_whole(&options.out, |file| file.write_all(&bytes))?;
    let mut text = String::new();
    summary::read(&tally, &mut text);
    let whither = format!("of {} in {}", options.day, plain(&options.out.display().to_string()));
    summary::row(&mut text, "events", day.events().count(), &whither);
    out.write_all(text.as_bytes())?;
    Ok(tally.losses())
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
