//! `frontline export`: documents in, their events as one file out.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::error::ErrorKind;
use clap::{Args, ValueEnum};

use crate::cli::collected::{self, Reports};
use crate::cli::documents::{self, Losses};
use crate::cli::filter::FilterOptions;
use crate::cli::{Input, plain, project, summary, usage};
use crate::export::{self, Crosswalk, Destination, Format, Heading, Partition};
use crate::model::{Document, Event, Omission, Omissions};

/// What is written, and where.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    form: FormOptions,
    /// The file, which appears whole or not at all; `-` for standard output.
    #[arg(long, value_name = "PATH", display_order = 0)]
    out: PathBuf,
    #[command(flatten)]
    filter: FilterOptions,
}

/// In which form events are written.
#[derive(Debug, Clone, Args)]
pub(super) struct FormOptions {
    /// The format.
    #[arg(long, value_name = "FORMAT", display_order = 0)]
    format: Name,
    /// A row of HXL tags below the names of the columns; only in csv.
    #[arg(long, display_order = 0)]
    hxl: bool,
    /// A folder for each day, `day=2023-05-24/events.parquet`, in the folder PATH; only in parquet.
    #[arg(long, value_name = "BY", display_order = 0)]
    partition: Option<By>,
}

/// What a table is cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The last day of each event.
    Day,
}

/// The formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// One GeoJSON collection.
    Geojson,
    /// GeoJSON features, one a line.
    Jsonl,
    /// A table, with WKT and longitude and latitude.
    Csv,
    /// A folder for each axis, with time.
    Kml,
    /// FlatGeobuf with its index.
    Fgb,
    /// GeoPackage, for desktop GIS.
    Gpkg,
    /// GeoParquet.
    Parquet,
    /// CSV in the columns of ACLED.
    Acled,
    /// CSV in the columns of UCDP GED.
    Ucdp,
    /// CSV in the columns of VIINA.
    Viina,
    /// JSON Lines in the words of PLOVER.
    Plover,
}

impl FormOptions {
    /// The format that was asked for.
    ///
    /// # Errors
    /// When an option does not go with the format.
    pub(super) fn format(&self) -> anyhow::Result<Format> {
        if self.hxl && self.format != Name::Csv {
            return Err(usage(ErrorKind::ArgumentConflict, "--hxl goes with --format csv only".to_owned()));
        }
        if self.partition.is_some() && self.format != Name::Parquet {
            return Err(usage(ErrorKind::ArgumentConflict, "--partition goes with --format parquet only".to_owned()));
        }
        Ok(match self.format {
            Name::Geojson => Format::GeoJson,
            Name::Jsonl => Format::JsonLines,
            Name::Csv if self.hxl => Format::Csv(Heading::NamesAndTags),
            Name::Csv => Format::Csv(Heading::Names),
            Name::Kml => Format::Kml,
            Name::Fgb => Format::FlatGeobuf,
            Name::Gpkg => Format::GeoPackage,
            Name::Acled => Format::Like(Crosswalk::Acled),
            Name::Ucdp => Format::Like(Crosswalk::Ucdp),
            Name::Viina => Format::Like(Crosswalk::Viina),
            Name::Plover => Format::Like(Crosswalk::Plover),
            Name::Parquet => Format::GeoParquet(self.partition.map_or(Partition::Whole, |By::Day| Partition::Day)),
        })
    }
}

/// Reads the documents, writes the events that are wanted and prints what came of it.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let format = options.form.format()?;
    let reference = options.input.reference()?;
    let filter = options.filter.filter(&reference)?;
    let mut reports = Reports::default();
    let work = |document: &Document| collected::slim(crate::coding(document, &reference).reports);
    let tally = documents::each(&options.input, work, |told| {
        reports.add(told);
        Ok(())
    })?;
    if tally.documents == 0 {
        bail!("no document could be read, so nothing was written");
    }
    let (mut events, omitted) = drawn(crate::dedup::events(reports.into_all()));
    let all = events.len();
    events.retain(|event| filter.admits(event));
    if options.out == Path::new("-") {
        let destination = Destination::Stream(Box::new(std::io::stdout()));
        export::write_events(format, &events, &reference.versions(), destination)?;
        return Ok(tally.losses());
    }
    let written = export::write_events(format, &events, &reference.versions(), Destination::File(options.out.clone()))?;
    let mut text = String::new();
    summary::read(&tally, &mut text);
    summary::row(&mut text, "events", written, &format!("in {}", plain(&options.out.display().to_string())));
    summary::row(&mut text, "left out", all - written, "by the options that say which events");
    summary::not_drawn(&omitted, &mut text);
    if format == Format::GeoPackage {
        let project = project::add(&options.out, events, &reference)?;
        summary::row(
            &mut text,
            "project",
            1,
            &format!("for QGIS, in it and in {}", plain(&project.display().to_string())),
        );
    }
    out.write_all(text.as_bytes())?;
    Ok(tally.losses())
}

/// The events that a map shows, in the order of every file: by their last day, those without one last, then by id. And
/// the number of the others, by reason.
fn drawn(events: Vec<Event>) -> (Vec<Event>, Omissions) {
    let mut omitted = Omissions::new();
    let mut drawn = events;
    drawn.retain(|event| {
        let reason = Omission::of(event);
        reason.inspect(|reason| *omitted.entry(*reason).or_default() += 1).is_none()
    });
    drawn.sort_by(|a, b| {
        let key = |event: &Event| (event.best().when.end.is_none(), event.best().when.end);
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    (drawn, omitted)
}
