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
