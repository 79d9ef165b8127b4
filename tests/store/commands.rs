//! The commands that work with a store, as their users meet them.

use std::path::PathBuf;

use crate::open;
use crate::run::{Folder, frontline};

fn documents() -> String {
    format!("{}/data/documents", env!("CARGO_MANIFEST_DIR"))
}

fn text(folder: &Folder) -> String {
    folder.path("events.gpkg").to_str().unwrap().to_owned()
}

#[test]
fn documents_go_in_once_and_are_found_near_a_town() {
    let folder = Folder::new();
    let store = text(&folder);
    let first = frontline(["ingest", &documents(), "--store", &store]);
    assert_eq!(first.code, 0, "{}", first.told);
    assert!(first.printed.contains("33  new, 0 edited"), "{}", first.printed);
    let again = frontline(["ingest", &documents(), "--store", &store]);
    assert!(again.printed.contains("0  new, 0 edited, 0 known from elsewhere, 33 known"), "{}", again.printed);
    assert!(again.printed.contains("0  new, 0 changed, 0 gone"), "{}", again.printed);

    let near = frontline(["near", "Bachmut", "--store", &store, "--within", "30km", "-k", "5"]);
    assert_eq!(near.code, 0, "{}", near.told);
    assert!(near.printed.starts_with("0.0 km"), "{}", near.printed);
    let from_files = frontline(["near", "48.59158,37.98371", &documents(), "--within", "30km", "-k", "5"]);
    assert_eq!(from_files.printed, near.printed);
    let before = frontline(["near", "Bakhmut", "--store", &store, "--as-of", "2020-01-01T00:00Z"]);
    assert_eq!(before.printed, "no event is told of within 25 km of 48.59158,37.98371\n", "nothing was known then");

    let changes = frontline(["changes", "--store", &store, "--since", "2020-01-01T00:00Z"]);
    assert!(changes.printed.lines().count() > 50 && changes.printed.lines().all(|line| line.starts_with("new")));
    let recoded = frontline(["recode", "--store", &store]);
    assert!(recoded.printed.contains("33  coded again, 0 tell something else now"), "{}", recoded.printed);
}

#[test]
fn a_name_of_several_places_is_not_guessed() {
    let folder = Folder::new();
    let store = text(&folder);
    drop(open(&folder));
    let ran = frontline(["near", "Ivanivka", "--store", &store]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("places of that name; give the id of one: UA"), "{}", ran.told);
    assert_eq!(frontline(["near", "Qqqqzzzz", "--store", &store]).code, 1);
    assert_eq!(frontline(["near", "Bakhmut", "--within", "far", "--store", &store]).code, 2);
    assert_eq!(frontline(["near", "Bakhmut"]).code, 2, "neither a store nor documents");
}

#[test]
fn a_run_beside_another_leaves_with_three() {
    let folder = Folder::new();
    let store = text(&folder);
    let held = open(&folder);
    let ran = frontline(["ingest", &documents(), "--store", &store]);
    assert_eq!(ran.code, 3, "{}", ran.told);
    assert!(ran.told.contains("in use by another run") && ran.told.contains("--wait"), "{}", ran.told);
    drop(held);
    let morning = folder.write("morning.txt", "2023-05-24\n\nRussian forces shelled Bakhmut.\n");
    let morning = morning.to_str().unwrap();
    assert_eq!(frontline(["ingest", morning, "--store", &store, "--wait", "60"]).code, 0);
}

#[test]
fn a_store_and_its_documents_export_the_same_bytes_under_every_option() {
    let folder = Folder::new();
    let documents = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/documents");
    let store = folder.path("exported.gpkg");
    let ran = frontline(["ingest".into(), documents.clone(), "--store".into(), store.clone()]);
    assert!(ran.code <= 1, "{}", ran.told);
    let export = |source: &[PathBuf], format: &str, options: &[&str]| {
        let out = folder.path("events.out");
        let mut arguments: Vec<PathBuf> = vec!["export".into(), "--format".into(), format.into()];
        arguments.extend(source.iter().cloned());
        arguments.extend(options.iter().map(PathBuf::from));
        arguments.extend(["--out".into(), out.clone()]);
        let ran = frontline(arguments);
        assert!(ran.code <= 1, "{}", ran.told);
        std::fs::read(out).unwrap()
    };
    let documents = [documents];
    let store = ["--store".into(), store];
    let filters: [&[&str]; 8] = [
        &[],
        &["--from", "2023-05-23", "--to", "2023-05-24"],
        &["--near", "Bakhmut", "--within", "30km"],
        &["--axis", "bakhmut,no_axis"],
        &["--type", "shelling,missile_strike"],
        &["--side", "RU"],
        &["--min-confidence", "0.8"],
        &["--bbox", "37,48,38.5,49.5"],
    ];
    let mut sizes = Vec::new();
    for options in filters {
        let from_documents = export(&documents, "geojson", options);
        assert!(from_documents == export(&store, "geojson", options), "{options:?}");
        sizes.push(from_documents.split(|byte| *byte == b'\n').count());
    }
    assert!(sizes.iter().all(|lines| *lines > 5) && sizes[1..].iter().all(|lines| *lines < sizes[0]), "{sizes:?}");
    for format in ["jsonl", "csv", "kml", "fgb", "gpkg", "acled", "ucdp", "viina", "plover"] {
        let from_store = export(&store, format, filters[1]);
        assert!(export(&documents, format, filters[1]) == from_store, "{format}");
        let as_of_now = [filters[1], &["--as-of", "2099-01-01T00:00Z"]].concat();
        assert!(export(&store, format, &as_of_now) == from_store, "{format}: what is known now was known then");
    }
    let before = String::from_utf8(export(&store, "geojson", &["--as-of", "2020-01-01T00:00Z"])).unwrap();
    assert!(!before.contains("\"Feature\""), "nothing was known then");
}
