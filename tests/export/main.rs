//! Events as one file: what is wanted, what every format holds, what hostile texts cannot do.

mod commands;
mod filter;
mod formats;
mod hostile;
#[path = "../made/mod.rs"]
mod made;
mod read;
#[path = "../run/mod.rs"]
mod run;

use std::path::PathBuf;

use frontline::export::{Crosswalk, Destination, Format, Heading, Partition, write_events};
use frontline::model::Event;

/// Every format that this program has.
fn formats() -> Vec<(Format, &'static str)> {
    let mut formats = vec![
        (Format::GeoJson, "geojson"),
        (Format::JsonLines, "geojsonl"),
        (Format::Csv(Heading::Names), "csv"),
        (Format::Csv(Heading::NamesAndTags), "hxl.csv"),
        (Format::Kml, "kml"),
        (Format::FlatGeobuf, "fgb"),
        (Format::Like(Crosswalk::Acled), "acled.csv"),
        (Format::Like(Crosswalk::Ucdp), "ucdp.csv"),
        (Format::Like(Crosswalk::Viina), "viina.csv"),
        (Format::Like(Crosswalk::Plover), "plover.jsonl"),
    ];
    if cfg!(feature = "store") {
        formats.push((Format::GeoPackage, "gpkg"));
    }
    if cfg!(feature = "parquet") {
        formats.push((Format::GeoParquet(Partition::Whole), "parquet"));
    }
    formats
}

/// The events as a file of the test's own.
fn written<'e>(events: impl IntoIterator<Item = &'e Event>, format: (Format, &str), test: &str) -> PathBuf {
    let path = folder(test).join(format!("events.{}", format.1));
    write_events(format.0, events, &made::versions(), Destination::File(path.clone())).unwrap();
    path
}

/// A folder of a test's own, named after it.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("export").join(test);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
