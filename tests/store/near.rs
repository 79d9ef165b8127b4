//! An answer of `near` in every form.

use serde_json::Value;

use crate::run::{Folder, Ran, frontline};

/// What is asked, from documents and from a store of them: both must answer the same.
fn asked(options: &[&str]) -> Ran {
    let folder = Folder::new();
    let documents = format!("{}/data/documents", env!("CARGO_MANIFEST_DIR"));
    let store = folder.path("events.gpkg").display().to_string();
    frontline(["ingest", &documents, "--store", &store]);
    let ask = |source: &[&str]| {
        let fixed = ["near", "Bakhmut", "--within", "30km", "-k", "5"];
        frontline(fixed.iter().chain(source).chain(options))
    };
    let (of_documents, of_store) = (ask(&[&documents]), ask(&["--store", &store]));
    assert_eq!(of_documents.code, 0, "{}", of_documents.told);
    assert!(of_documents.printed == of_store.printed, "{options:?}");
    of_store
}

#[test]
fn json_says_how_far_and_in_which_direction() {
    let answer: Value = serde_json::from_str(&asked(&["--format", "json"]).printed).unwrap();
    let events = answer["events"].as_array().unwrap();
    assert_eq!(events.len(), 5);
    let distances: Vec<f64> = events.iter().map(|event| event["distance_m"].as_f64().unwrap()).collect();
    assert!(distances.is_sorted() && distances[0] == 0.0, "{distances:?}");
    assert!(events.iter().all(|event| event["id"].is_string() && event["bearing_deg"].is_number()));
    assert!(!answer["areas"].as_array().unwrap().is_empty(), "the raion reaches there");
    assert!(answer["areas"][0]["distance_m"].is_null());
}

#[test]
fn formats_of_export_hold_the_same_events() {
    let of_table = asked(&[]).printed;
    let answer: Value = serde_json::from_str(&asked(&["--format", "json"]).printed).unwrap();
    let ids = |part: &str| {
        let events = answer[part].as_array().unwrap();
        events.iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let expected = [ids("events"), ids("areas")].concat();
    assert!(of_table.lines().count() >= expected.len());
    let lines = asked(&["--format", "jsonl"]).printed;
    let found: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(found, expected);
    let collection: Value = serde_json::from_str(&asked(&["--format", "geojson"]).printed).unwrap();
    assert_eq!(collection["features"].as_array().unwrap().len(), expected.len());
    assert!(asked(&["--format", "csv"]).printed.starts_with("wkt,id,"));
}

#[test]
fn a_format_that_is_no_stream_needs_a_file_and_an_unknown_one_is_refused() {
    let folder = Folder::new();
    let document = folder.write("a.txt", "2023-05-24\n\nOn 23 May 2023 Russian forces shelled Bakhmut.\n");
    let ask = |options: &[&str]| {
        let fixed = ["near", "Bakhmut", document.to_str().unwrap()];
        frontline(fixed.iter().chain(options))
    };
    let refused = ask(&["--format", "gpkg"]);
    assert!(refused.code == 1 && refused.told.contains("name a file"), "{}", refused.told);
    let out = folder.path("near.gpkg");
    assert_eq!(ask(&["--format", "gpkg", "--out", out.to_str().unwrap()]).code, 0);
    let package = rusqlite::Connection::open(out).unwrap();
    assert_eq!(package.query_row("SELECT count(*) FROM events", [], |row| row.get::<_, u32>(0)).unwrap(), 1);
    assert_eq!(ask(&["--format", "shapefile"]).code, 2);
}
