//! `frontline export`: documents or a store in, their events as one file out.

#[cfg(not(feature = "store"))]
#[path = "no_store.rs"]
mod stored;
#[cfg(feature = "store")]
mod stored;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::Reference;
use crate::cli::documents::{self, Losses, Tally};
use crate::cli::filter::FilterOptions;
use crate::cli::input::Source;
use crate::cli::project::{self, Gathered};
use crate::cli::{plain, summary, usage};
use crate::export::{self, Crosswalk, Destination, EventWriter, Format, Heading, Partition, Versions};
use crate::model::{Event, Filter, Omission, Omissions};

/// What is written, and where.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    source: Source,
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
    /// The day that the print layout shows, instead of the last one with an event on a point; only in gpkg.
    #[arg(long, value_name = "DATE", display_order = 0)]
    day: Option<Date>,
}

/// What a table is cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The last day of each event.
    Day,
}

/// The formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Name {
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
        if self.day.is_some() && self.format != Name::Gpkg {
            return Err(usage(ErrorKind::ArgumentConflict, "--day goes with --format gpkg only".to_owned()));
        }
        Ok(match (self.hxl, self.partition) {
            (true, _) => Format::Csv(Heading::NamesAndTags),
            (false, Some(By::Day)) => Format::GeoParquet(Partition::Day),
            (false, None) => self.format.plainly(),
        })
    }
}

impl Name {
    /// The format without options.
    pub(super) fn plainly(self) -> Format {
        match self {
            Name::Geojson => Format::GeoJson,
            Name::Jsonl => Format::JsonLines,
            Name::Csv => Format::Csv(Heading::Names),
            Name::Kml => Format::Kml,
            Name::Fgb => Format::FlatGeobuf,
            Name::Gpkg => Format::GeoPackage,
            Name::Parquet => Format::GeoParquet(Partition::Whole),
            Name::Acled => Format::Like(Crosswalk::Acled),
            Name::Ucdp => Format::Like(Crosswalk::Ucdp),
            Name::Viina => Format::Like(Crosswalk::Viina),
            Name::Plover => Format::Like(Crosswalk::Plover),
        }
    }
}

/// Reads the documents or the store, writes the events that are wanted and prints what came of it.
pub(super) fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let format = options.form.format()?;
    let source = &options.source;
    let reference = source.reading.tables.reference()?;
    let filter = options.filter.filter(&reference)?;
    let is_printed = options.out == Path::new("-");
    let destination = match is_printed {
        true => Destination::Stream(Box::new(std::io::stdout())),
        false => Destination::File(options.out.clone()),
    };
    let writer = EventWriter::create(format, destination)?;
    let gathered = (format == Format::GeoPackage).then(|| Gathered::of(options.form.day));
    let mut exported = Exported { writer, sieve: Sieve::of(&filter), gathered };
    let tally = match &source.store {
        Some(store) => stored::read((store, source.as_of), format, &reference, &mut exported).map(|()| None)?,
        None => Some(read(options, &reference, &mut exported)?),
    };
    let Exported { writer, sieve: Sieve { left_out, omitted, .. }, gathered } = exported;
    let written = writer.finish()?;
    let project = gathered.map(|gathered| project::add(&options.out, gathered, &reference)).transpose()?;
    if !is_printed {
        let mut text = String::new();
        tally.iter().for_each(|tally| summary::read(tally, &mut text));
        summary::row(&mut text, "events", written, &format!("in {}", plain(&options.out.display().to_string())));
        if let Some(path) = project {
            let whither = format!("for QGIS, in it and in {}", plain(&path.display().to_string()));
            summary::row(&mut text, "project", 1, &whither);
        }
        summary::row(&mut text, "left out", left_out, "by the options that say which events");
        summary::not_drawn(&omitted, &mut text);
        out.write_all(text.as_bytes())?;
    }
    Ok(tally.map_or(Losses::None, |tally| tally.losses()))
}

/// Lets through the events that are wanted and counts the others.
struct Sieve<'f> {
    filter: &'f Filter,
    left_out: usize,
    omitted: Omissions,
}

impl<'f> Sieve<'f> {
    fn of(filter: &'f Filter) -> Sieve<'f> {
        Sieve { filter, left_out: 0, omitted: Omissions::new() }
    }

    fn lets_through(&mut self, event: &Event) -> bool {
        if let Some(reason) = Omission::of(event) {
            *self.omitted.entry(reason).or_default() += 1;
            return false;
        }
        let is_wanted = self.filter.admits(event);
        self.left_out += usize::from(!is_wanted);
        is_wanted
    }
}

/// A file that takes the events that are wanted.
struct Exported<'f> {
    writer: EventWriter,
    sieve: Sieve<'f>,
    /// What the project of a GeoPackage shows; none in other formats.
    gathered: Option<Gathered>,
}

impl Exported<'_> {
    /// Takes an event that is wanted.
    fn add(&mut self, event: Event, versions: &Versions) -> Result<(), export::Error> {
        self.writer.add(&event, versions)?;
        if let Some(gathered) = &mut self.gathered {
            gathered.add(event);
        }
        Ok(())
    }
}

fn read(options: &Options, reference: &Reference, exported: &mut Exported) -> anyhow::Result<Tally> {
    let (reports, tally) = documents::reports(&options.source, reference)?;
    let versions = reference.versions();
    let mut events = crate::dedup::events(reports);
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    for event in events {
        if exported.sieve.lets_through(&event) {
            exported.add(event, &versions)?;
        }
    }
    Ok(tally)
}

/// The order of every file: by the events' last day, those without one last, then by id.
fn order(event: &Event) -> (bool, Option<Date>, &str) {
    let last = event.best().when.end;
    (last.is_none(), last, &event.id)
}
