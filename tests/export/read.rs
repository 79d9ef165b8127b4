//! The ids in a file of any format, read by somebody else's reader.

use std::fs;
use std::io::BufReader;
use std::path::Path;

use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};
use frontline::export::{Crosswalk, Format};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event as Xml;
use serde_json::Value;

/// The ids, sorted.
pub fn ids(path: &Path, format: Format) -> Vec<String> {
    let mut ids = match format {
        Format::GeoJson => features(&serde_json::from_str(&text(path)).unwrap()),
        Format::JsonLines => lines(path).iter().map(|feature| string(&feature["properties"]["id"])).collect(),
        Format::Like(Crosswalk::Plover) => lines(path).iter().map(|object| string(&object["id"])).collect(),
        Format::Csv(_) => column(path, "id"),
        Format::Like(Crosswalk::Acled) => column(path, "event_id_cnty"),
        Format::Like(Crosswalk::Ucdp) => column(path, "id"),
        Format::Like(Crosswalk::Viina) => column(path, "event_id"),
        Format::Kml => placemarks(path),
        Format::FlatGeobuf => flatgeobuf(path),
        Format::GeoPackage => geopackage(path),
        Format::GeoParquet(_) => geoparquet(path),
    };
    ids.retain(|id| !id.starts_with('#'));
    ids.sort();
    ids
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn features(collection: &Value) -> Vec<String> {
    collection["features"].as_array().unwrap().iter().map(|feature| string(&feature["properties"]["id"])).collect()
}

/// The objects of a file that has one a line.
pub fn lines(path: &Path) -> Vec<Value> {
    text(path).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The cells of a column.
pub fn column(path: &Path, name: &str) -> Vec<String> {
    let mut table = csv::Reader::from_path(path).unwrap();
    let at = table.headers().unwrap().iter().position(|header| header == name).unwrap();
    table.records().map(|record| record.unwrap()[at].to_owned()).collect()
}

/// The texts of the data of this name, in order.
pub fn placemark_data(path: &Path, name: &str) -> Vec<String> {
    let kml = text(path);
    let mut reader = Reader::from_str(&kml);
    let mut found = Vec::new();
    let mut inside: Option<String> = None;
    loop {
        match reader.read_event().unwrap() {
            Xml::Start(start) if start.name().as_ref() == "SimpleData" => {
                let is_it = start.attributes().any(|attribute| attribute.unwrap().value.as_ref() == name);
                inside = is_it.then(String::new);
            }
            Xml::Text(part) => {
                if let Some(text) = &mut inside {
                    text.push_str(&part);
                }
            }
            Xml::GeneralRef(entity) => {
                if let Some(text) = &mut inside {
                    text.push_str(&unescape(&format!("&{};", &*entity)).unwrap());
                }
            }
            Xml::End(_) => found.extend(inside.take()),
            Xml::Eof => return found,
            _ => {}
        }
    }
}

fn placemarks(path: &Path) -> Vec<String> {
    placemark_data(path, "id")
}

fn flatgeobuf(path: &Path) -> Vec<String> {
    let mut file = BufReader::new(fs::File::open(path).unwrap());
    let mut features = FgbReader::open(&mut file).unwrap().select_all_seq().unwrap();
    let mut ids = Vec::new();
    while let Some(feature) = features.next().unwrap() {
        ids.push(feature.property::<String>("id").unwrap());
    }
    ids
}

#[cfg(feature = "store")]
fn geopackage(path: &Path) -> Vec<String> {
    let database = rusqlite::Connection::open(path).unwrap();
    let mut statement = database.prepare("SELECT id FROM events UNION ALL SELECT id FROM areas").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[cfg(not(feature = "store"))]
fn geopackage(_: &Path) -> Vec<String> {
    unreachable!("the format is not among those that are tested")
}

#[cfg(feature = "parquet")]
fn geoparquet(path: &Path) -> Vec<String> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let file = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let id = |field: &Field| match field {
        Field::Str(id) => id.clone(),
        other => panic!("{other:?}"),
    };
    let rows = file.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().get_column_iter().find(|(name, _)| *name == "id").map(|(_, field)| id(field)).unwrap())
        .collect()
}

#[cfg(not(feature = "parquet"))]
fn geoparquet(_: &Path) -> Vec<String> {
    unreachable!("the format is not among those that are tested")
}
