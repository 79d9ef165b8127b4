//! What the doctor finds.

use crate::open;
use crate::run::{Folder, frontline};

fn examined(folder: &Folder, options: &[&str]) -> (i32, String) {
    let mut arguments = vec!["doctor".to_owned(), "--store".to_owned()];
    arguments.push(folder.path("events.gpkg").display().to_string());
    arguments.extend(options.iter().map(|option| (*option).to_owned()));
    let ran = frontline(arguments);
    assert!(ran.told.is_empty(), "{}", ran.told);
    (ran.code, ran.printed)
}

#[test]
fn what_is_in_order_is_said_to_be() {
    let folder = Folder::new();
    let (code, told) = examined(&folder, &[]);
    assert!(code == 0 && told.contains("is not there; the first run makes it"), "{told}");
    let documents = format!("{}/data/documents", env!("CARGO_MANIFEST_DIR"));
    let store = folder.path("events.gpkg");
    frontline(["ingest".as_ref(), documents.as_ref(), "--store".as_ref(), store.as_os_str()]);
    let (code, told) = examined(&folder, &[]);
    assert!(code == 0 && told.contains("33 documents") && told.contains("whole"), "{told}");
    for what in ["gazetteer", "axes", "last run", "clock", "zone", "disk"] {
        assert!(told.contains(what), "{what}: {told}");
    }
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let folder = Folder::new();
    drop(open(&folder));
    let places = folder.write("places.tsv", "no table of places");
    let axes = folder.write("axes.toml", "[[axis]]\nid = 1\n");
    let options = ["--gazetteer", places.to_str().unwrap(), "--axes", axes.to_str().unwrap()];
    let (code, told) = examined(&folder, &options);
    assert_eq!(code, 1, "{told}");
    let wrong: Vec<&str> = told.lines().filter(|line| line.starts_with("WRONG")).collect();
    assert!(wrong.len() == 2 && wrong[0].contains("gazetteer check") && wrong[1].contains("axes.toml:"), "{told}");

    let bytes = std::fs::read(folder.path("events.gpkg")).unwrap();
    folder.write("events.gpkg", &bytes[..bytes.len() / 2]);
    let (code, told) = examined(&folder, &[]);
    assert!(code == 1 && told.contains("from a copy"), "{told}");
    folder.write("events.gpkg", "a letter");
    let (code, told) = examined(&folder, &[]);
    assert!(code == 1 && told.contains("WRONG  store"), "{told}");
}

#[test]
fn a_run_that_was_cut_short_is_seen() {
    let folder = Folder::new();
    let mut store = open(&folder);
    store.begin("daily", &[], crate::stamp(24)).unwrap();
    drop(store);
    let (code, told) = examined(&folder, &[]);
    assert!(code == 0 && told.contains("goes on, or ended early"), "{told}");
}
