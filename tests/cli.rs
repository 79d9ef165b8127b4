//! The program as its users meet it: what it prints, what it writes, how it ends.

mod run;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use geojson::GeoJson;
use run::{Folder, PROGRAM, frontline, frontline_reading};
use serde_json::Value;

/// Keys that an event in `extract` has, the numbers apart.
const EVENT_KEYS: [&str; 20] = [
    "id",
    "type",
    "outcome",
    "date_start",
    "date_end",
    "date_precision",
    "place",
    "axis",
    "axis_basis",
    "initiator",
    "target",
    "claimants",
    "polarity",
    "modality",
    "group_id",
    "quote",
    "start",
    "end",
    "rule",
    "confidence",
];
/// Keys that a mention in `extract` has.
const MENTION_KEYS: [&str; 14] = [
    "start",
    "end",
    "text",
    "verdict",
    "kind",
    "place_id",
    "name",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "precision",
    "role",
    "confidence",
];

#[test]
fn find_shows_where_bakhmut_lies() {
    let ran = frontline(["gazetteer", "find", "Bakhmut"]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let row = ran.printed.lines().find(|line| line.contains("Бахмут")).expect("a row for the town");
    assert!(row.contains("Donetsk Oblast") && row.contains("48.59158") && row.contains("37.98371"), "{row}");
}

#[test]
fn a_name_that_no_place_has_ends_with_one() {
    let ran = frontline(["gazetteer", "find", "Qqqqzzzz"]);
    assert_eq!(ran.code, 1);
    assert!(ran.printed.contains("no place of that name"), "{}", ran.printed);
}

#[test]
fn extract_prints_an_object_a_line_with_every_key() {
    let ran = frontline(["extract".into(), documents()]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let records: Vec<Value> = ran.printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(records.len() >= 20);
    let list = |record: &Value, key: &str| record[key].as_array().expect("a list").clone();
    let mentions: Vec<Value> = records.iter().flat_map(|record| list(record, "mentions")).collect();
    let events: Vec<Value> = records.iter().flat_map(|record| list(record, "events")).collect();
    assert!(mentions.len() > 100 && events.len() > 50);
    let has = |value: &Value, key: &str| assert!(value.get(key).is_some(), "no {key} in {value}");
    for record in &records {
        ["document", "language", "published"].iter().for_each(|key| has(record, key));
    }
    for mention in &mentions {
        MENTION_KEYS.iter().for_each(|key| has(mention, key));
    }
    for event in &events {
        EVENT_KEYS.iter().for_each(|key| has(event, key));
        ["place_id", "name", "latitude", "longitude", "precision"].iter().for_each(|key| has(&event["place"], key));
        for counted in ["attacks", "killed", "wounded"] {
            ["", "_low", "_high"].iter().for_each(|bound| has(event, &format!("{counted}{bound}")));
        }
    }
}

#[test]
fn offsets_count_code_points_in_the_text() {
    let folder = Folder::new();
    let text = "🇺🇦 «Ге́рої»: війська РФ обстріляли Бахмут і Часів Яр.\nПоранено двох людей у Бахмуті.";
    let record = serde_json::json!({ "id": "a", "published": "2023-05-24", "language": "uk", "text": text });
    let file = folder.write("a.jsonl", record.to_string());
    let ran = frontline(["extract".into(), file]);
    let record: Value = serde_json::from_str(&ran.printed).expect("one object");
    let points: Vec<char> = text.chars().collect();
    let slice = |of: &Value| -> String {
        let at = |key: &str| of[key].as_u64().expect("a number") as usize;
        points[at("start")..at("end")].iter().collect()
    };
    let mentions = record["mentions"].as_array().expect("a list");
    let names: Vec<String> = mentions.iter().map(slice).collect();
    assert!(names.contains(&"Бахмуті".to_owned()) && names.contains(&"Часів Яр".to_owned()), "{names:?}");
    for of in mentions {
        assert_eq!(of["text"], slice(of));
    }
    let events = record["events"].as_array().expect("a list");
    assert!(!events.is_empty());
    for event in events {
        assert_eq!(event["quote"], slice(event));
    }
}

#[test]
fn two_maps_of_one_input_have_the_same_bytes() {
    let folder = Folder::new();
    let maps = ["one", "two"].map(|name| {
        let ran = frontline(["map".into(), documents(), "--out".into(), folder.path(name)]);
        assert_eq!(ran.code, 0, "{}", ran.told);
        files(&folder.path(name))
    });
    assert!(maps[0].len() > 20);
    assert_same(&maps[0], &maps[1]);
}

#[test]
fn a_map_over_an_earlier_one_is_the_same_as_a_new_one() {
    let folder = Folder::new();
    for _ in 0..2 {
        let ran = frontline(["map".into(), documents(), "--out".into(), folder.path("again")]);
        assert_eq!(ran.code, 0, "{}", ran.told);
    }
    frontline(["map".into(), documents(), "--out".into(), folder.path("new")]);
    assert_same(&files(&folder.path("again")), &files(&folder.path("new")));
}

#[test]
fn the_order_of_the_inputs_makes_no_difference_to_a_map() {
    let folder = Folder::new();
    let mut inputs: Vec<PathBuf> = ["english.jsonl", "feed.rss", "oblasts.csv", "russian.jsonl", "ukrainian.jsonl"]
        .map(|name| documents().join(name))
        .to_vec();
    let map = |inputs: &[PathBuf], name: &str| {
        let mut arguments = vec![PathBuf::from("map")];
        arguments.extend_from_slice(inputs);
        arguments.extend(["--out".into(), folder.path(name)]);
        assert_eq!(frontline(arguments).code, 0);
        files(&folder.path(name))
    };
    let forwards = map(&inputs, "forwards");
    inputs.reverse();
    inputs.swap(0, 2);
    assert_same(&forwards, &map(&inputs, "backwards"));
}

#[test]
fn every_layer_is_geojson_and_stands_in_the_index() {
    let folder = Folder::new();
    let dir = folder.path("map");
    frontline(["map".into(), documents(), "--out".into(), dir.clone()]);
    let files = files(&dir);
    let index: Value = serde_json::from_slice(&files["index.json"]).expect("JSON");
    let listed = index["files"].as_array().expect("a list");
    assert_eq!(listed.len() + 1, files.len());
    let mut drawn = 0;
    for entry in listed {
        let path = entry["path"].as_str().expect("a path");
        let bytes = &files[path];
        if path.ends_with(".geojson") {
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            let GeoJson::FeatureCollection(layer) = text.parse().expect("GeoJSON") else { panic!("{path}") };
            assert_eq!(entry["features"], layer.features.len(), "{path}");
            drawn += layer.features.len();
        }
    }
    assert!(drawn > 50);
    assert!(files.contains_key("2023-05-23/bakhmut.geojson"));
    for version in ["program", "gazetteer", "axes", "lexicon"] {
        assert!(index["versions"][version].as_str().is_some_and(|text| !text.is_empty()), "{version}");
    }
}

#[test]
fn a_map_ends_with_a_table_that_fits_a_terminal() {
    let folder = Folder::new();
    let ran = frontline(["map".into(), documents(), "--out".into(), folder.path("map")]);
    let label = |line: &str| line.split_whitespace().next().map(str::to_owned);
    let labels: Vec<String> = ran.printed.lines().filter_map(label).collect();
    for wanted in ["documents", "mentions", "events", "not", "axis", "bakhmut", "type", "shelling", "files"] {
        assert!(labels.iter().any(|label| label == wanted), "{wanted} in\n{}", ran.printed);
    }
    assert!(ran.printed.lines().filter(|line| !line.contains(" in /")).all(|line| line.chars().count() <= 80));
    assert!(!ran.printed.contains('\u{1b}') && !ran.told.contains('\u{1b}'));
}

#[test]
fn the_table_counts_the_events_that_the_layers_have() {
    let folder = Folder::new();
    let dir = folder.path("map");
    let ran = frontline(["map".into(), documents(), "--out".into(), dir.clone()]);
    let events = ran.printed.lines().find(|line| line.starts_with("events")).expect("a row of events");
    let told: usize = events.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number");
    let is_of_events = |path: &str| path.ends_with(".geojson") && !path.ends_with("clusters.geojson");
    let layers = files(&dir).into_iter().filter(|(path, _)| is_of_events(path));
    let drawn: usize = layers
        .map(|(_, bytes)| {
            serde_json::from_slice::<Value>(&bytes).expect("JSON")["features"].as_array().map_or(0, Vec::len)
        })
        .sum();
    assert_eq!(told, drawn);
}

#[test]
fn the_day_of_publication_can_be_given() {
    let folder = Folder::new();
    let file = folder.write("a.txt", "Yesterday Russian forces shelled Kupiansk and two people were wounded.");
    let ran = frontline(["map".into(), file.clone(), "--out".into(), folder.path("undated")]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    assert!(ran.printed.contains("1 undated"), "{}", ran.printed);
    let published = ["--published".into(), PathBuf::from("2023-05-24")];
    let [name, value] = published;
    frontline(["map".into(), file, "--out".into(), folder.path("dated"), name, value]);
    assert!(folder.path("dated/2023-05-23/kupiansk.geojson").exists());
}

#[test]
fn explain_shows_candidates_scores_and_parts_of_the_sentence() {
    let folder = Folder::new();
    let file =
        folder.write("a.txt", "On May 23, Russian troops attacked Bilohorivka and Marinka, the General Staff said.");
    let ran = frontline(["explain".into(), file]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    for wanted in
        ["[Bilohorivka]", "Luhansk Oblast", "score", "population +", "front +", "[place: Marinka]", "rule", "who"]
    {
        assert!(ran.printed.contains(wanted), "{wanted} in\n{}", ran.printed);
    }
    assert!(ran.printed.contains("[trigger: attacked]"), "{}", ran.printed);
}

#[test]
fn explain_of_one_name_leaves_the_others_and_the_events_out() {
    let arguments = |words: &str| ["explain".into(), documents(), "--mention".into(), PathBuf::from(words)];
    let ran = frontline(arguments("bAkHmUt"));
    assert_eq!(ran.code, 0, "{}", ran.told);
    assert!(ran.printed.contains("[Bakhmut]") && !ran.printed.contains("[Marinka]"));
    assert!(!ran.printed.contains("\nEvents\n"));
    let ran = frontline(arguments("Qqqqzzzz"));
    assert_eq!((ran.code, ran.printed.as_str()), (1, ""));
    assert!(ran.told.contains("Qqqqzzzz") || ran.told.contains("qqqqzzzz"), "{}", ran.told);
}

#[test]
fn a_dash_is_standard_input() {
    let line = br#"{"id":"piped","published":"2023-05-24","text":"Russian forces shelled Bakhmut."}"#;
    let ran = frontline_reading(["extract", "-"], line);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let record: Value = serde_json::from_str(&ran.printed).expect("one object");
    assert_eq!(record["document"], "piped");
    assert_eq!(record["mentions"][0]["name"], "Bakhmut");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = Folder::new();
    let line = |at: usize| {
        format!("{{\"id\":\"{at}\",\"text\":\"Russian forces shelled Bakhmut, Avdiivka and Marinka on {at} May.\"}}\n")
    };
    let file = folder.write("many.jsonl", (0..2000).map(line).collect::<String>());
    for command in ["extract", "explain"] {
        let mut child = Command::new(PROGRAM)
            .arg(command)
            .arg(&file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut out = child.stdout.take().expect("a pipe");
        out.read_exact(&mut [0; 10]).expect("the beginning");
        drop(out);
        let ended = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{command}");
        assert_eq!(ended.status.code(), Some(0), "{command}");
    }
}

#[test]
fn a_command_line_that_is_none_ends_with_two() {
    let folder = Folder::new();
    let out = folder.path("out");
    let lines: [&[&str]; 7] = [
        &[],
        &["paint"],
        &["map", "a.txt"],
        &["extract"],
        &["extract", "a.txt", "--published", "tomorrow"],
        &["explain", "a.txt", "--mention"],
        &["gazetteer", "find"],
    ];
    for line in lines {
        assert_eq!(frontline(line).code, 2, "{line:?}");
    }
    let line = ["map".into(), documents(), "--out".into(), out.clone(), "--published".into(), "2023-02-30".into()];
    assert_eq!(frontline(line).code, 2);
    assert!(!out.exists());
}

#[test]
fn every_command_tells_what_it_takes() {
    for command in [&["--help"][..], &["map", "--help"], &["extract", "--help"], &["explain", "--help"]] {
        let ran = frontline(command);
        assert_eq!(ran.code, 0);
        assert!(ran.printed.contains("Usage: frontline"), "{}", ran.printed);
    }
}

/// The sample documents.
fn documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/documents")
}

/// Every file below a folder, by its path with forward slashes.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).expect("below it").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

fn assert_same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert!(a.keys().eq(b.keys()), "other files: {:?} and {:?}", a.keys(), b.keys());
    for (path, bytes) in a {
        assert!(bytes == &b[path], "{path} differs");
    }
}

fn gold(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gold").join(name)
}

#[test]
fn evaluate_needs_only_the_annotated_documents() {
    let ran = frontline(["evaluate".into(), gold("names.jsonl")]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    for label in ["settlement to oblast", "within 5 km", "relaxed class", "said to be sure"] {
        assert!(ran.printed.contains(label), "{label}: {}", ran.printed);
    }
    let ran = frontline(["evaluate".into(), gold("names.jsonl"), "--format=json".into()]);
    let report: Value = serde_json::from_str(&ran.printed).unwrap();
    assert_eq!(report["all"]["documents"], 24);
    assert_eq!(report["languages"]["uk"]["documents"], 8);
}

#[test]
fn a_line_that_is_no_annotation_is_named() {
    let ran = frontline(["evaluate".into(), gold("sample.txt")]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("sample.txt:1"), "{}", ran.told);
}

#[test]
fn another_theatre_is_a_matter_of_configuration() {
    let (folder, example) = (Folder::new(), Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/another_theatre"));
    let example = |name: &str| example.join(name);
    let (places, layers) = (folder.path("sudan.tsv"), folder.path("layers"));
    let import = ["gazetteer".into(), "import".into(), example("places.csv"), "--out".into(), places.clone()];
    let imported = frontline(import.into_iter().chain(["--columns".into(), example("columns.toml")]));
    assert_eq!((imported.code, imported.told.as_str()), (0, ""), "{}", imported.printed);
    let map = ["map".into(), example("report.txt"), "--gazetteer".into(), places, "--out".into(), layers.clone()];
    let mapped = frontline(map.into_iter().chain(["--axes".into(), example("axes.toml")]));
    assert_eq!(mapped.code, 0, "{}", mapped.told);
    for (day, axis, town) in
        [("10", "north_darfur", "El Fasher"), ("12", "north_darfur", "Mellit"), ("12", "tri_city", "Omdurman")]
    {
        let layer = fs::read_to_string(layers.join(format!("2024-05-{day}")).join(format!("{axis}.geojson")));
        assert!(layer.is_ok_and(|layer| layer.contains(town)), "{day} {axis} {town}\n{}", mapped.printed);
    }
}
