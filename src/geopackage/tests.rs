//! What other programs make of our GeoPackages.

use std::path::PathBuf;
use std::process::Command;

use super::*;
use crate::model::Position;

const COLUMNS: &[(&str, ColumnType)] = &[
    ("name", ColumnType::Text),
    ("killed", ColumnType::Integer),
    ("confidence", ColumnType::Real),
    ("is_drawn", ColumnType::Boolean),
    ("day", ColumnType::Date),
    ("known_from", ColumnType::DateTime),
];

const EVENTS: Layer =
    Layer { table: "events", title: "Events", description: "Points.", shape: Some(Shape::Point), columns: COLUMNS };
const AREAS: Layer =
    Layer { table: "areas", title: "Areas", description: "", shape: Some(Shape::MultiPolygon), columns: &[] };
const NOTES: Layer =
    Layer { table: "notes", title: "Notes", description: "", shape: None, columns: &[("text", ColumnType::Text)] };

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("frontline-geopackage-{name}-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&path));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn at(lat: f64, lon: f64) -> Position {
    Position::from_lat_lon(lat, lon).unwrap()
}

fn moment() -> Timestamp {
    "2023-05-24T06:00:00Z".parse().unwrap()
}

fn event(name: &str, position: Option<Position>) -> Row<'_> {
    let day = Value::Date(jiff::civil::date(2023, 5, 23));
    let values =
        vec![Value::Text(name), Value::Null, Value::Real(0.5), Value::Boolean(true), day, Value::DateTime(moment())];
    Row { geometry: position.map(Geometry::Point), values }
}

fn filled(folder: &Folder) -> Package {
    let mut package = Package::create(&folder.0.join("all.gpkg")).unwrap();
    let written: Result<(), Error> = package.write(moment(), |writer| {
        for layer in [&EVENTS, &AREAS, &NOTES] {
            writer.add_layer(layer)?;
        }
        let rows = [event("Бахмут", Some(at(48.6, 38.0))), event("Nowhere", None), event("Kyiv", Some(at(50.5, 30.5)))];
        writer.insert(&EVENTS, rows)?;
        let ring = vec![at(48.0, 37.0), at(48.0, 38.0), at(49.0, 38.0)];
        writer.insert(&AREAS, [Row { geometry: Some(Geometry::MultiPolygon(vec![vec![ring]])), values: vec![] }])?;
        writer.insert(&NOTES, [Row { geometry: None, values: vec![Value::Text("'); DROP TABLE events; --")] }])?;
        [&EVENTS, &AREAS, &NOTES].into_iter().try_for_each(|layer| writer.finish(layer))?;
        writer.add_style(&Style { table: "events", name: "by type", description: "", qml: "<qgis/>", sld: "" })?;
        writer.add_project(&Project { name: "map", qgz: b"PK" })
    });
    written.unwrap();
    package
}

fn number(package: &Package, query: &str) -> i64 {
    package.connection().query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn the_tree_holds_what_has_a_place_and_follows_every_change() {
    let folder = Folder::new("tree");
    let package = filled(&folder);
    let in_tree = || number(&package, "SELECT count(*) FROM rtree_events_geom WHERE minx < 39 AND maxx > 37");
    assert_eq!(number(&package, "SELECT count(*) FROM rtree_events_geom"), 2);
    assert_eq!(in_tree(), 1);
    let run = |statement: &str| package.connection().execute_batch(statement).unwrap();
    run("UPDATE events SET geom = (SELECT geom FROM events WHERE fid = 1) WHERE fid = 3");
    assert_eq!(in_tree(), 2, "moved");
    run("UPDATE events SET geom = NULL WHERE fid = 1");
    assert_eq!(in_tree(), 1, "its place taken away");
    run("UPDATE events SET fid = 9 WHERE fid = 3");
    assert_eq!(number(&package, "SELECT id FROM rtree_events_geom"), 9, "renumbered");
    run("DELETE FROM events");
    assert_eq!(number(&package, "SELECT count(*) FROM rtree_events_geom"), 0, "gone");
}

#[test]
fn a_write_that_fails_leaves_nothing_behind() {
    let folder = Folder::new("fails");
    let mut package = filled(&folder);
    let short = Row { geometry: None, values: vec![Value::Null] };
    let failed = package.write(moment(), |writer| {
        writer.insert(&EVENTS, [event("Half", None)])?;
        writer.insert(&EVENTS, [short])
    });
    assert!(matches!(failed, Err(Error::Row { columns: 6, found: 1, .. })), "{failed:?}");
    assert_eq!(number(&package, "SELECT count(*) FROM events"), 3);
}

#[test]
fn a_name_never_becomes_a_statement() {
    let folder = Folder::new("name");
    let mut package = Package::create(&folder.0.join("name.gpkg")).unwrap();
    for table in ["", "a b", "x\" (y); DROP TABLE gpkg_contents; --", "1st", "події", "sqlite-x"] {
        let layer = Layer { table, ..NOTES };
        let refused: Result<(), Error> = package.write(moment(), |writer| writer.add_layer(&layer));
        assert!(matches!(refused, Err(Error::Name { .. })), "{table}");
    }
    let taken = Layer { columns: &[("geom", ColumnType::Text)], ..NOTES };
    let refused: Result<(), Error> = package.write(moment(), |writer| writer.add_layer(&taken));
    assert!(matches!(refused, Err(Error::Name { .. })));
}

#[test]
fn what_is_there_is_neither_replaced_nor_taken_for_ours() {
    let folder = Folder::new("there");
    let path = filled(&folder).path().to_owned();
    assert!(matches!(Package::create(&path), Err(Error::Exists { .. })));
    let text = folder.0.join("text.gpkg");
    std::fs::write(
        &text,
        "not a database, but long enough to be read as the header of one, which it is not\n".repeat(9),
    )
    .unwrap();
    assert!(matches!(Package::open(&text, Access::Write), Err(Error::Foreign { .. })));
    let other = folder.0.join("other.sqlite");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    assert!(matches!(Package::open(&other, Access::Write), Err(Error::Foreign { .. })));
    assert!(matches!(Package::open(&folder.0.join("none.gpkg"), Access::Read), Err(Error::Missing { .. })));
    assert!(!folder.0.join("none.gpkg").exists());
    let reader = Package::open(&path, Access::Read).unwrap();
    assert!(reader.connection().execute_batch("DELETE FROM events").is_err());
}

#[test]
fn the_same_content_is_the_same_file() {
    let [one, other] = ["one", "other"].map(|name| {
        let folder = Folder::new(name);
        let path = filled(&folder).path().to_owned();
        std::fs::read(path).unwrap()
    });
    assert!(one == other);
}

#[test]
fn sqlite_finds_no_fault() {
    let folder = Folder::new("sqlite");
    let package = filled(&folder);
    for check in ["PRAGMA integrity_check", "SELECT rtreecheck('rtree_events_geom')"] {
        let answer: String = package.connection().query_row(check, [], |row| row.get(0)).unwrap();
        assert_eq!(answer, "ok", "{check}");
    }
    let broken: Result<String, _> = package.connection().query_row("PRAGMA foreign_key_check", [], |row| row.get(0));
    assert!(broken.is_err(), "a reference leads nowhere: {broken:?}");
    assert_eq!(number(&package, "PRAGMA user_version"), 10_300);
}

/// GDAL reads layers, types, counts and extents; on a machine without it this test says so and checks nothing.
#[test]
fn gdal_reads_it_without_a_warning() {
    let folder = Folder::new("gdal");
    let path = filled(&folder).path().to_owned();
    let Ok(output) = Command::new("ogrinfo").args(["-ro", "-al", "--config", "CPL_DEBUG", "OFF"]).arg(&path).output()
    else {
        eprintln!("skipped: ogrinfo is not installed, so nobody checked what GDAL makes of the file");
        return;
    };
    let (told, warned) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && warned.is_empty(), "{warned}");
    for expected in [
        "Layer name: events\nMetadata:\n",
        "Geometry: Point\nFeature Count: 3\nExtent: (30.500000, 48.600000) - (38.000000, 50.500000)",
        "name: String (0.0)\nkilled: Integer64 (0.0)\nconfidence: Real (0.0)\nis_drawn: Integer(Boolean) (0.0)\nday: Date (0.0)\nknown_from: DateTime (0.0)",
        "name (String) = Бахмут",
        "known_from (DateTime) = 2023/05/24 06:00:00+00",
        "MULTIPOLYGON (((37 48,38 48,38 49,37 48)))",
        "text (String) = '); DROP TABLE events; --",
    ] {
        assert!(told.contains(expected), "{expected}\nis not in\n{told}");
    }
}
