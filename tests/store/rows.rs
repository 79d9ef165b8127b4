//! Rows of data sets in a store: reports on the same footing as those of texts.

use std::path::PathBuf;

use crate::open;
use crate::run::{Folder, frontline};
use frontline::model::Event;

const HEADER: &str = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,location,latitude,\
                      longitude,geo_precision,source,notes,fatalities";

fn data_sets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/datasets")
}

fn ingested(folder: &Folder, inputs: &[PathBuf]) -> String {
    let mut arguments: Vec<PathBuf> = vec!["ingest".into(), "--store".into(), folder.path("events.gpkg")];
    arguments.extend(inputs.iter().cloned());
    let ran = frontline(arguments);
    assert!(ran.code <= 1, "{}", ran.told);
    ran.printed
}

fn events(folder: &Folder) -> Vec<Event> {
    open(folder).events().unwrap()
}

#[test]
fn rows_and_texts_are_drawn_as_by_one_map() {
    let folder = Folder::new();
    let documents = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/documents");
    let (layers, map) = (folder.path("layers"), folder.path("map"));
    let inputs = [documents, data_sets()];
    let mut daily: Vec<PathBuf> = vec!["daily".into(), "--store".into(), folder.path("events.gpkg"), "--out".into()];
    daily.push(layers.clone());
    let mut mapped: Vec<PathBuf> = vec!["map".into(), "--out".into(), map.clone()];
    for arguments in [&mut daily, &mut mapped] {
        arguments.extend(inputs.iter().cloned());
        assert_eq!(frontline(arguments.iter()).code, 1, "one row has no position");
    }
    let index = std::fs::read_to_string(map.join("index.json")).unwrap();
    assert!(index == std::fs::read_to_string(layers.join("index.json")).unwrap());
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    let files = index["files"].as_array().unwrap();
    assert!(files.len() > 50);
    for file in files {
        let path = file["path"].as_str().unwrap();
        assert!(std::fs::read(map.join(path)).unwrap() == std::fs::read(layers.join(path)).unwrap(), "{path}");
    }
}

#[test]
fn a_row_comes_once_and_a_corrected_one_is_a_new_version() {
    let folder = Folder::new();
    let row = |date: &str, notes: &str| {
        let row = format!(
            "{HEADER}\nUKR1,{date},1,Battles,Armed clash,Military Forces of Russia (2000-),Military Forces of Ukraine (2019-),\
             Ukraine,Bakhmut,48.5956,37.9999,1,A Paper,{notes},0\n"
        );
        folder.write("acled.csv", row)
    };
    let told = ingested(&folder, &[row("23 May 2023", "Clash near Bakhmut.")]);
    assert!(told.contains("1  of data sets") && told.contains("1  new, 0 edited"), "{told}");
    let told = ingested(&folder, &[row("23 May 2023", "Clash near Bakhmut.")]);
    assert!(told.contains("0  new, 0 edited, 0 known from elsewhere, 1 known"), "{told}");
    let told = ingested(&folder, &[row("24 May 2023", "Clash near Bakhmut.")]);
    assert!(told.contains("0  new, 1 edited"), "{told}");
    let found = events(&folder);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].best().when.end, Some(jiff::civil::date(2023, 5, 24)));
    let recoded = frontline(["recode".into(), "--store".into(), folder.path("events.gpkg")]);
    assert!(recoded.printed.contains("0  coded again"), "a row is never coded: {}", recoded.printed);
    assert_eq!(events(&folder), found);
}

#[test]
fn rows_with_one_note_are_rows_of_their_own() {
    let folder = Folder::new();
    let row = |id: &str, place: &str, lat: &str| {
        format!(
            "{id},23 May 2023,1,Battles,Armed clash,Military Forces of Russia (2000-),Military Forces of Ukraine (2019-),\
             Ukraine,{place},{lat},37.9999,1,A Paper,Heavy fighting.,0\n"
        )
    };
    let rows = format!("{HEADER}\n{}{}", row("UKR1", "Bakhmut", "48.5956"), row("UKR2", "Soledar", "48.6833"));
    let inputs = [folder.write("acled.csv", rows), folder.write("a.txt", "Heavy fighting.")];
    let told = ingested(&folder, &inputs);
    assert!(told.contains("3  new, 0 edited, 0 known from elsewhere, 0 known"), "{told}");
    assert_eq!(events(&folder).len(), 2);
}
