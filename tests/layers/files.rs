//! Files: valid, the same every time, whole or not at all, and nobody else's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use frontline::cluster::{Settings, clusters};
use frontline::export::{self, Error};
use frontline::layer::drawing;
use frontline::model::*;
use geojson::{FeatureCollection, GeoJson, GeometryValue};

use crate::make::{Chance, bakhmut, event, folder, in_district, on, on_axis, place, versions};

/// Every file below a folder with its bytes, by its path.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

fn names(dir: &Path) -> Vec<String> {
    tree(dir).into_keys().collect()
}

/// Some hundred events around Bakhmut within ten days.
fn scene(seed: u64) -> Vec<Event> {
    let mut chance = Chance(seed);
    let mut point = |index| {
        let (lat, lon) = (48.3 + f64::from(chance.below(500)) / 1_000.0, 37.8 + f64::from(chance.below(500)) / 1_000.0);
        let place = place(&format!("p{index}"), "X", (lat, lon));
        let event = event(&format!("e{index:03}"), place, on(&format!("2023-05-{}", 20 + chance.below(10))));
        match chance.below(10) {
            0 => in_district(event),
            1..5 => on_axis(event, "bakhmut"),
            _ => event,
        }
    };
    (0..200).map(&mut point).collect()
}

fn write(events: Vec<Event>, dir: &Path) -> Result<export::Written, Error> {
    let found = clusters(&events, &Settings::default());
    export::write(&drawing(events, found), &[], &versions(), dir)
}

#[test]
fn the_same_events_in_any_order_give_the_same_bytes() {
    let (first, second) = (folder("same_bytes_1"), folder("same_bytes_2"));
    write(scene(1), &first).unwrap();
    write(scene(1).into_iter().rev().collect(), &second).unwrap();
    assert!(tree(&first) == tree(&second));
    write(scene(1), &second).unwrap();
    assert!(tree(&first) == tree(&second), "a second run changes nothing");
}

#[test]
fn every_layer_is_geojson_with_its_bounds_and_rings_that_turn_right() {
    let dir = folder("valid");
    write(scene(2), &dir).unwrap();
    let (mut rings, mut features) = (0, 0);
    for (name, bytes) in tree(&dir).into_iter().filter(|(name, _)| name.ends_with(".geojson")) {
        let text = String::from_utf8(bytes).unwrap();
        let GeoJson::FeatureCollection(collection) = text.parse().unwrap() else { panic!("{name} is no collection") };
        let corners = corners(&collection);
        let bounds =
            corners.iter().copied().reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        assert_eq!(collection.bbox, bounds.map(|bounds| bounds.to_vec()), "{name}");
        features += collection.features.len();
        for geometry in collection.features.iter().filter_map(|feature| feature.geometry.as_ref()) {
            if let GeometryValue::Polygon { coordinates } = &geometry.value {
                let ring = &coordinates[0];
                assert!(ring.len() >= 4 && ring.first() == ring.last(), "{name}: a ring is closed");
                let area: f64 = ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum();
                assert!(area > 0.0, "{name}: a ring turns counter-clockwise");
                rings += 1;
            }
        }
    }
    assert!(rings > 3 && features >= 200, "the scene is too plain: {rings} rings, {features} features");
}

/// Every corner as a box of its own.
fn corners(collection: &FeatureCollection) -> Vec<[f64; 4]> {
    let corner = |position: &geojson::Position| [position[0], position[1], position[0], position[1]];
    let geometries = collection.features.iter().filter_map(|feature| feature.geometry.as_ref());
    geometries
        .flat_map(|geometry| match &geometry.value {
            GeometryValue::Point { coordinates } => vec![corner(coordinates)],
            GeometryValue::LineString { coordinates } => coordinates.iter().map(corner).collect(),
            GeometryValue::Polygon { coordinates } => coordinates[0].iter().map(corner).collect(),
            other => panic!("{other:?} is no shape we draw"),
        })
        .collect()
}

#[test]
fn a_later_run_removes_the_days_of_an_earlier_one_and_nothing_else() {
    let dir = folder("stale");
    let at = |id: &str, day: &str| on_axis(event(id, bakhmut(), on(day)), "bakhmut");
    write(vec![at("a", "2023-05-23"), at("b", "2023-05-24"), at("c", "2023-05-25")], &dir).unwrap();
    fs::write(dir.join("2023-05-24/notes.txt"), "mine").unwrap();
    fs::write(dir.join("2023-05-23/mine.geojson"), "mine").unwrap();
    fs::remove_file(dir.join("2023-05-25/summary.json")).unwrap();
    let written = write(vec![event("a", bakhmut(), on("2023-05-23"))], &dir).unwrap();
    let expected = [
        "2023-05-23/areas.geojson",
        "2023-05-23/clusters.geojson",
        "2023-05-23/mine.geojson",
        "2023-05-23/no_axis.geojson",
        "2023-05-23/summary.json",
        "2023-05-24/notes.txt",
        "index.json",
        "undated.geojson",
        "unresolved.csv",
    ];
    assert_eq!(names(&dir), expected);
    assert_eq!((written.files, written.removed), (7, 8));
    assert!(!dir.join("2023-05-25").exists(), "an empty day goes");
}

#[test]
fn an_index_cannot_have_other_files_removed() {
    let root = folder("hostile_index");
    let dir = root.join("out");
    fs::create_dir_all(dir.join("2023-05-23")).unwrap();
    let kept = ["precious.geojson", "out/thesis.geojson", "out/2023-05-23/thesis.doc", "out/2023-05-23/Thesis.geojson"];
    for name in kept {
        fs::write(root.join(name), "mine").unwrap();
    }
    let absolute = root.join("precious.geojson");
    let paths = ["../precious.geojson", "2023-05-23/../../precious.geojson", "thesis.geojson", "2023-05-23/thesis.doc"];
    let mut files: Vec<_> = paths.iter().map(|path| serde_json::json!({ "path": path })).collect();
    files.push(serde_json::json!({ "path": absolute }));
    files.push(serde_json::json!({ "path": "2023-05-23/Thesis.geojson" }));
    let index = serde_json::json!({ "generator": "frontline", "files": files });
    fs::write(dir.join("index.json"), index.to_string()).unwrap();
    assert_eq!(write(Vec::new(), &dir).unwrap().removed, 0);
    assert!(kept.iter().all(|name| root.join(name).exists()));
}

#[test]
fn a_folder_that_belongs_to_something_else_is_left_alone() {
    for (test, index) in
        [("foreign_1", "{\"name\": \"site\"}"), ("foreign_2", "{\"generator\":\"other\",\"files\":[]}")]
    {
        let dir = folder(test);
        fs::write(dir.join("index.json"), index).unwrap();
        let error = write(scene(3), &dir).unwrap_err();
        assert!(matches!(error, Error::ForeignIndex { .. }), "{error}");
        assert_eq!(names(&dir), ["index.json"]);
    }
}

#[test]
fn an_axis_id_never_becomes_a_path() {
    let dir = folder("axis_ids");
    for id in ["../up", "", "Bakhmut", "a/b", "a.b", "/etc", "бахмут", "no_axis", "areas", "clusters"] {
        let error = write(vec![on_axis(event("a", bakhmut(), on("2023-05-23")), id)], &dir).unwrap_err();
        assert!(matches!(&error, Error::AxisId { id: named } if named == id), "{error}");
    }
    assert!(names(&dir).is_empty());
}

#[test]
fn a_failure_names_the_path_and_leaves_no_half_file() {
    let dir = folder("failure");
    fs::create_dir_all(dir.join("2023-05-23/areas.geojson")).unwrap();
    let error = write(vec![in_district(event("a", bakhmut(), on("2023-05-23")))], &dir).unwrap_err();
    assert!(error.to_string().ends_with("areas.geojson: cannot be written"), "{error}");
    assert_eq!(names(&dir), Vec::<String>::new());
    let file = dir.join("file");
    fs::write(&file, "mine").unwrap();
    let error = write(scene(4), &file).unwrap_err();
    assert!(error.to_string().contains("file"), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn text_from_outside_stays_text() {
    let dir = folder("hostile_text");
    let hostile = "</script>\"},\n\u{2028}{\"\\ \u{0} \u{202e}=1+1";
    let mut told = event("a", place("../../p", hostile, (48.0, 38.0)), on("2023-05-23"));
    told.id = hostile.to_owned();
    told.reports[0].quotation.text = hostile.to_owned();
    write(vec![told], &dir).unwrap();
    let text = fs::read_to_string(dir.join("2023-05-23/no_axis.geojson")).unwrap();
    assert_eq!(text.lines().count(), 3, "a feature a line");
    let collection: FeatureCollection = FeatureCollection::try_from(text.parse::<GeoJson>().unwrap()).unwrap();
    let properties = collection.features[0].properties.as_ref().unwrap();
    assert_eq!([&properties["quote"], &properties["place_name"], &properties["id"]], [hostile; 3]);
}
