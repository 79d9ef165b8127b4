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
    assert_eq!(before.printed, "nothing is told of\n", "nothing was known then");

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
fn a_store_and_its_documents_export_the_same_bytes() {
    let folder = Folder::new();
    let documents = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/documents");
    let store = folder.path("exported.gpkg");
    let ran = frontline(["ingest".into(), documents.clone(), "--store".into(), store.clone()]);
    assert!(ran.code <= 1, "{}", ran.told);
    let export = |source: &[PathBuf], options: &[&str], name: &str| {
        let out = folder.path(name);
        let mut arguments: Vec<PathBuf> = vec!["export".into(), "--format".into(), "geojson".into()];
        arguments.extend(source.iter().cloned());
        arguments.extend(options.iter().map(PathBuf::from));
        arguments.extend(["--out".into(), out.clone()]);
        let ran = frontline(arguments);
        assert!(ran.code <= 1, "{}", ran.told);
        std::fs::read_to_string(out).unwrap()
    };
    for options in
        [&[][..], &["--from", "2023-05-23", "--to", "2023-05-24"], &["--near", "Bakhmut", "--within", "30km"]]
    {
        let from_documents = export(std::slice::from_ref(&documents), options, "documents.geojson");
        let from_store = export(&["--store".into(), store.clone()], options, "store.geojson");
        assert!(from_documents.lines().count() > 5, "{options:?}");
        assert!(from_documents == from_store, "{options:?}");
    }
    let before = export(&["--store".into(), store.clone()], &["--as-of", "2020-01-01T00:00Z"], "before.geojson");
    assert!(!before.contains("\"Feature\""), "nothing was known then");
}
