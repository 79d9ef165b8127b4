//! What each format holds: types that do not depend on values, order, whole files.

use std::fs;

use frontline::export::{
    Crosswalk, Destination, Encoder, Error, EventWriter, Format, Heading, Partition, write_events,
};
use frontline::model::{Counts, Event};
use serde_json::Value;

use crate::made::{events, versions};
use crate::read::{column, lines};
use crate::{folder, formats, written};

#[test]
fn the_same_events_give_the_same_bytes() {
    let events: Vec<Event> = events(3, 50).collect();
    for format in formats() {
        let first = fs::read(written(&events, format, "bytes/first")).unwrap();
        let second = fs::read(written(&events, format, "bytes/second")).unwrap();
        assert!(first == second, "{format:?}");
    }
}

#[test]
fn events_encoded_elsewhere_and_in_portions_give_the_same_bytes() {
    let events: Vec<Event> = events(3, 50).collect();
    for format in formats() {
        let Some(mut encoder) = Encoder::of(format.0) else { continue };
        let path = folder("portions").join(format!("events.{}", format.1));
        let mut writer = EventWriter::create(format.0, Destination::File(path.clone())).unwrap();
        let (one, others) = events.split_first().unwrap();
        writer.add(one, &versions()).unwrap();
        for portion in others.chunks(7) {
            portion.iter().for_each(|event| encoder.add(event, &versions()));
            writer.write(&encoder.take()).unwrap();
        }
        writer.write(&encoder.take()).unwrap();
        assert_eq!(writer.finish().unwrap(), events.len(), "{format:?}");
        let expected = fs::read(written(&events, format, "portions/at_once")).unwrap();
        assert!(fs::read(path).unwrap() == expected, "{format:?}");
    }
}

#[test]
fn no_events_are_a_whole_file_too() {
    for format in formats() {
        let path = written([], format, "none");
        assert!(crate::read::ids(&path, format.0).is_empty(), "{format:?}");
    }
}

#[test]
fn a_collection_has_its_bounds_after_its_features() {
    let events: Vec<Event> = events(3, 50).collect();
    let path = written(&events, (Format::GeoJson, "geojson"), "bounds");
    let collection: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let points: Vec<f64> = collection["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|feature| feature["geometry"]["coordinates"][0].as_f64())
        .collect();
    let west = points.iter().copied().fold(f64::INFINITY, f64::min);
    assert_eq!(collection["bbox"][0].as_f64(), Some(west));
    assert!(collection["features"].as_array().unwrap().iter().any(|feature| feature["geometry"].is_null()));
}

#[test]
fn a_table_tells_the_types_of_its_columns_in_a_file_beside_it() {
    let mut event = events(3, 1).next().unwrap();
    event.reports[0].counts = Counts::new();
    let path = written([&event], (Format::Csv(Heading::Names), "csv"), "types");
    let types = fs::read_to_string(path.with_extension("csvt")).unwrap();
    let types: Vec<&str> = types.trim_end().split(',').collect();
    let mut table = csv::Reader::from_path(&path).unwrap();
    let names = table.headers().unwrap().clone();
    let kind = |name: &str| types[names.iter().position(|header| header == name).unwrap()];
    assert_eq!(names.len(), types.len());
    assert_eq!(kind("wkt"), "\"WKT\"");
    assert_eq!(kind("date_start"), "\"Date\"");
    assert_eq!(kind("published_time"), "\"DateTime\"");
    assert_eq!(kind("killed"), "\"Integer64\"", "also when no event has a number");
    assert_eq!(kind("longitude"), "\"Real\"");
    assert_eq!(column(&path, "killed"), [""]);
}

#[test]
fn tags_stand_below_the_names() {
    let events: Vec<Event> = events(3, 2).collect();
    let path = written(&events, (Format::Csv(Heading::NamesAndTags), "csv"), "tags");
    assert_eq!(column(&path, "date_start")[0], "#date+start");
    assert_eq!(column(&path, "latitude")[0], "#geo+lat");
    assert!(fs::read_to_string(&path).unwrap().lines().nth(1).unwrap().split(',').all(|tag| tag.starts_with('#')));
}

#[test]
fn a_file_that_is_not_finished_is_not_there_and_the_old_one_is() {
    let events: Vec<Event> = events(3, 2).collect();
    for format in formats() {
        let path = written(&events[..1], format, "unfinished");
        let before = fs::read(&path).unwrap();
        let mut writer = EventWriter::create(format.0, Destination::File(path.clone())).unwrap();
        writer.add(&events[1], &versions()).unwrap();
        drop(writer);
        assert!(fs::read(&path).unwrap() == before, "{format:?}");
    }
    let left: Vec<_> = fs::read_dir(folder("unfinished")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("partial")), "{left:?}");
}

#[test]
fn unknown_numbers_stay_unknown_in_other_data_sets() {
    let mut event = events(3, 1).next().unwrap();
    event.reports.truncate(1);
    event.reports[0].counts = Counts::new();
    let acled = written([&event], (Format::Like(Crosswalk::Acled), "acled.csv"), "unknown");
    assert_eq!(column(&acled, "fatalities"), [""]);
    let ucdp = written([&event], (Format::Like(Crosswalk::Ucdp), "ucdp.csv"), "unknown");
    assert_eq!(column(&ucdp, "best"), [""]);
    let plover = written([&event], (Format::Like(Crosswalk::Plover), "jsonl"), "unknown");
    assert!(lines(&plover)[0]["killed"].is_null());
}

#[test]
fn a_database_or_a_folder_cannot_be_streamed() {
    for format in [Format::GeoPackage, Format::GeoParquet(Partition::Day)] {
        let stream = Destination::Stream(Box::new(std::io::sink()));
        assert!(matches!(EventWriter::create(format, stream), Err(Error::NoStream)), "{format:?}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn days_have_folders_of_their_own_and_a_late_event_a_second_file() {
    let mut events: Vec<Event> = events(3, 40).collect();
    let path = folder("days").join("events");
    drop(fs::remove_dir_all(&path));
    let format = Format::GeoParquet(Partition::Day);
    // In no order at all, so that days come back.
    events.rotate_left(7);
    let days: std::collections::BTreeSet<_> = events.iter().map(|event| event.best().when.end).collect();
    write_events(format, &events, &versions(), Destination::File(path.clone())).unwrap();
    assert_eq!(fs::read_dir(&path).unwrap().count(), days.len());
    let mut ids = Vec::new();
    for day in fs::read_dir(&path).unwrap() {
        for file in fs::read_dir(day.unwrap().path()).unwrap() {
            ids.extend(crate::read::ids(&file.unwrap().path(), format));
        }
    }
    ids.sort();
    assert_eq!(
        ids,
        events
            .iter()
            .map(|event| event.id.clone())
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    let again = write_events(format, &events, &versions(), Destination::File(path));
    assert!(matches!(again, Err(Error::NotEmpty { .. })), "what another run left is not added to");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_geoparquet_says_how_to_get_it() {
    let path = folder("not_built_in").join("events.parquet");
    let none: [&Event; 0] = [];
    let failed = write_events(Format::GeoParquet(Partition::Whole), none, &versions(), Destination::File(path));
    assert!(matches!(failed, Err(Error::NotBuiltIn { feature: "parquet", .. })));
}
