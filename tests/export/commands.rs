//! `frontline export` as its users meet it.

use std::path::PathBuf;

use serde_json::Value;

use crate::run::{Folder, frontline};

fn documents() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/documents")
}

#[test]
fn what_cannot_be_exported_is_a_wrong_command_and_says_why() {
    let folder = Folder::new();
    let out = folder.path("events.csv");
    let export = |options: &[&str]| {
        let fixed = ["export".into(), documents(), "--out".into(), out.clone()];
        frontline(fixed.into_iter().chain(options.iter().map(PathBuf::from)))
    };
    let wrong: [(&[&str], &str); 9] = [
        (&["--format", "shapefile"], "possible values"),
        (&["--format", "geojson", "--hxl"], "csv only"),
        (&["--format", "csv", "--partition", "day"], "parquet only"),
        (&["--format", "csv", "--day", "2023-05-24"], "gpkg only"),
        (&["--format", "csv", "--axis", "nowhere"], "no axis"),
        (&["--format", "csv", "--from", "2023-05-24", "--to", "2023-05-23"], "later than"),
        (&["--format", "csv", "--near", "Bakhmut"], "--within"),
        (&["--format", "csv", "--near", "Bakhmut", "--within", "5"], "unit"),
        (&["--format", "csv", "--bbox", "38,48,37,49"], "south-west"),
    ];
    for (options, why) in wrong {
        let ran = export(options);
        assert_eq!(ran.code, 2, "{options:?}: {}", ran.told);
        assert!(ran.told.contains(why), "{options:?}: {}", ran.told);
        assert!(!out.exists(), "{options:?}");
    }
    let ran = export(&["--format", "csv", "--near", "Ivanivske", "--within", "5km"]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("UA14020010100058978"), "a name of several places lists them: {}", ran.told);
}

#[test]
fn an_export_to_standard_output_is_the_file_and_nothing_else() {
    let folder = Folder::new();
    let text = "2023-05-24\n\nRussian forces shelled Bakhmut on May 23, 2023, and two people were wounded.\n";
    let text = folder.write("morning.txt", text);
    let options = ["--format", "jsonl", "--out", "-"].map(PathBuf::from);
    let ran = frontline([PathBuf::from("export"), text].into_iter().chain(options));
    assert_eq!(ran.code, 0, "{}", ran.told);
    let features: Vec<Value> = ran.printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(features.len(), 1, "{}", ran.printed);
    assert_eq!(features[0]["properties"]["type"], "shelling");
    assert_eq!(features[0]["properties"]["wounded"], 2);
}

/// Names that one settlement of Ukraine alone has.
#[cfg(feature = "store")]
fn names_of_one(count: usize) -> Vec<String> {
    let mut met = std::collections::BTreeMap::<String, usize>::new();
    let tables = std::fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("gazetteer/ua")).unwrap();
    for table in tables {
        let text = std::fs::read_to_string(table.unwrap().path()).unwrap();
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let column = lines.next().unwrap().split('\t').position(|name| name == "name_uk").unwrap();
        for line in lines {
            *met.entry(line.split('\t').nth(column).unwrap().to_owned()).or_default() += 1;
        }
    }
    let is_plain = |name: &String| !name.contains(' ') && name.chars().count() > 6;
    met.into_iter().filter(|(name, times)| *times == 1 && is_plain(name)).map(|(name, _)| name).take(count).collect()
}

#[test]
#[cfg(feature = "store")]
fn a_day_of_more_events_than_are_read_at_once_is_exported_like_its_documents() {
    let folder = Folder::new();
    let record = |(number, name): (usize, &String)| {
        let text = format!("23 травня 2023 року росіяни обстріляли село {name}.");
        format!("{}\n", serde_json::json!({"id": number, "published": "2023-05-24", "language": "uk", "text": text}))
    };
    let records: String = names_of_one(1_400).iter().enumerate().map(record).collect();
    let documents = folder.write("day.jsonl", records);
    let store = folder.path("events.gpkg");
    let ran = frontline(["ingest".into(), documents.clone(), "--store".into(), store.clone()]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    for format in ["geojson", "fgb"] {
        let written = |source: &[PathBuf]| {
            let out = folder.path("day.out");
            let options = ["--format".into(), format.into(), "--out".into(), out.clone()];
            let ran = frontline([PathBuf::from("export")].into_iter().chain(source.iter().cloned()).chain(options));
            assert_eq!(ran.code, 0, "{}", ran.told);
            std::fs::read(out).unwrap()
        };
        let of_store = written(&["--store".into(), store.clone()]);
        assert!(of_store == written(std::slice::from_ref(&documents)), "{format}");
        if format == "geojson" {
            let features = serde_json::from_slice::<Value>(&of_store).unwrap()["features"].as_array().unwrap().len();
            assert!(features > 1_024, "{features} events on one day");
        }
    }
}
