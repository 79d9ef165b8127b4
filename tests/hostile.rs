//! Input that is broken, huge or meant to harm: a clear message, the rest is done, nothing else is touched.

mod run;

use std::fs;
use std::path::{Path, PathBuf};

use run::{Folder, Ran, frontline, frontline_reading};
use serde_json::{Value, json};

/// A sentence that makes an event.
const SOUND: &str = "Russian forces shelled Bakhmut on May 23, 2023, and two people were wounded.";
/// The bytes of noise that a test reads.
const NOISE_BYTES: usize = 20 << 20;

fn extract(inputs: impl IntoIterator<Item = PathBuf>) -> Ran {
    frontline([PathBuf::from("extract")].into_iter().chain(inputs))
}

fn map(input: PathBuf, dir: PathBuf) -> Ran {
    frontline(["map".into(), input, "--out".into(), dir])
}

fn record(id: &str) -> String {
    json!({ "id": id, "published": "2023-05-24", "text": SOUND }).to_string()
}

/// The objects that were printed, each checked to be one with events.
fn printed(ran: &Ran) -> Vec<Value> {
    ran.printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A loss is told with its file and reason, the sound document is still there, and the run ends with one.
fn check_loss(name: &str, content: impl AsRef<[u8]>, wanted: &str) {
    let folder = Folder::new();
    let bad = folder.write(name, content);
    let good = folder.write("good.jsonl", record("good"));
    let ran = extract([bad, good]);
    assert_eq!(ran.code, 1, "{name}: {}", ran.told);
    assert!(ran.told.contains(name) && ran.told.contains(wanted), "{name}: {}", ran.told);
    let records = printed(&ran);
    let good = records.iter().find(|record| record["document"] == "good").expect("the sound document");
    assert_eq!(good["events"][0]["type"], "shelling", "{good}");
}

/// Bytes without order (xorshift, seeded).
fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut out = Vec::with_capacity(bytes + 8);
    while out.len() < bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.extend(state.to_le_bytes());
    }
    out
}

#[test]
fn an_empty_file_is_told() {
    check_loss("empty.txt", "", "holds no text");
    check_loss("empty.jsonl", "", "holds no text");
    check_loss("empty.json", "", "holds no text");
    check_loss("empty.csv", "", "holds no text");
    check_loss("empty.html", "", "holds no text");
    check_loss("blank.txt", " \r\n\t\n", "holds no text");
}

#[test]
fn noise_is_told_and_not_read_as_text() {
    let noise = noise(NOISE_BYTES);
    check_loss("noise.txt", &noise, "binary data");
    for name in ["noise.json", "noise.jsonl", "noise.csv", "noise.html", "noise.rss"] {
        check_loss(name, &noise[..1 << 20], name);
    }
}

#[test]
fn broken_json_on_line_seven_is_named_and_the_other_lines_are_read() {
    let folder = Folder::new();
    let mut lines: Vec<String> = (1..=9).map(|line| record(&format!("line-{line}"))).collect();
    lines[6] = r#"{"id": "line-7", "text": "Russian forces shelled"#.to_owned();
    let file = folder.write("lines.jsonl", lines.join("\n"));
    let ran = extract([file.clone()]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains(&format!("{}:7", file.display())), "{}", ran.told);
    assert_eq!(ran.told.lines().count(), 1, "{}", ran.told);
    let ids: Vec<String> = printed(&ran).iter().map(|record| record["document"].as_str().unwrap().to_owned()).collect();
    let wanted: Vec<String> = (1..=9).filter(|line| *line != 7).map(|line| format!("line-{line}")).collect();
    assert_eq!(ids, wanted);
}

#[test]
fn a_map_with_a_broken_line_draws_the_others_and_says_so() {
    let folder = Folder::new();
    let file = folder.write("lines.jsonl", format!("{}\n{{\n", record("a")));
    let ran = map(file, folder.path("map"));
    assert_eq!(ran.code, 1);
    assert!(ran.printed.contains("not read") && ran.printed.contains("1 on points"), "{}", ran.printed);
    assert!(folder.path("map/2023-05-23/bakhmut.geojson").exists(), "{}", ran.printed);
}

#[test]
fn a_folder_that_is_not_there_is_told_and_the_rest_is_read() {
    let folder = Folder::new();
    let good = folder.write("good.jsonl", record("good"));
    let ran = extract([folder.path("missing"), good]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("missing: cannot be read"), "{}", ran.told);
    assert_eq!(printed(&ran).len(), 1);
}

#[test]
fn a_folder_that_may_not_be_read_is_told_and_the_rest_is_read() {
    let folder = Folder::new();
    let good = folder.write("in/good.jsonl", record("good"));
    let ran = extract([good.join("below"), folder.path("in")]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("below: cannot be read"), "{}", ran.told);
    assert_eq!(printed(&ran).len(), 1);
}

/// The administrator may read everything, so the second half says nothing when the tests run as one.
#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write("in/good.jsonl", record("good"));
    folder.write("in/shut/other.jsonl", record("other"));
    let shut = folder.path("in/shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("our own folder");
    let is_shut = fs::read_dir(&shut).is_err();
    let ran = extract([folder.path("in")]);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).expect("our own folder");
    assert_eq!(printed(&ran)[0]["document"], "good");
    if is_shut {
        assert_eq!(ran.code, 1);
        assert!(ran.told.contains("shut: cannot be read"), "{}", ran.told);
    }
}

#[test]
fn a_text_in_windows_1251_is_read_right() {
    let folder = Folder::new();
    let text = "24 мая 2023 года российские войска обстреляли Бахмут. По данным администрации, ранены два человека.";
    let byte = |character: char| match character {
        'А'..='я' => (u32::from(character) - 0x410 + 0xc0) as u8,
        _ => u8::try_from(character).expect("ASCII"),
    };
    let file = folder.write("old.txt", text.chars().map(byte).collect::<Vec<u8>>());
    let ran = extract([file]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let records = printed(&ran);
    assert_eq!(
        (records[0]["language"].as_str(), records[0]["mentions"][0]["text"].as_str()),
        (Some("ru"), Some("Бахмут"))
    );
}

#[test]
fn bytes_that_are_no_characters_are_told() {
    let folder = Folder::new();
    let text = "Російські війська обстріляли Бахмут, двоє людей поранені. ";
    let mut line = json!({ "id": "a", "text": text.repeat(4) }).to_string().into_bytes();
    let inside = line.len() / 2;
    line.splice(inside..inside, [0xff, 0xfe]);
    let file = folder.write("bytes.jsonl", line);
    let ran = extract([file]);
    assert!(ran.told.contains("bytes.jsonl") && ran.told.contains("no characters"), "{}", ran.told);
    assert_eq!(printed(&ran)[0]["mentions"][0]["name"], "Bakhmut");
}

#[test]
fn a_line_of_ten_million_characters_is_told_and_the_rest_is_read() {
    let long = "Bakhmut ".repeat(10_000_000 / 8);
    check_loss("long.txt", &long, "characters");
    check_loss("long.jsonl", json!({ "id": "long", "text": long }).to_string(), "long.jsonl:1");
    check_loss("long.csv", format!("id,text\n1,{long}\n"), "long.csv");
}

#[test]
fn nothing_is_written_when_nothing_could_be_read() {
    let folder = Folder::new();
    let file = folder.write("empty.txt", "");
    let ran = map(file, folder.path("map"));
    assert_eq!((ran.code, ran.printed.as_str()), (1, ""));
    assert!(ran.told.contains("no document could be read"), "{}", ran.told);
    assert!(!folder.path("map").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_nothing_is_left() {
    let folder = Folder::new();
    let file = folder.write("good.jsonl", record("good"));
    let before = names(&folder.path(""));
    let ran = map(file.clone(), file.join("map"));
    assert_eq!((ran.code, ran.printed.as_str()), (1, ""));
    assert!(ran.told.contains("good.jsonl/map") && ran.told.contains("not a folder"), "{}", ran.told);
    assert_eq!(names(&folder.path("")), before);
}

#[test]
fn a_file_in_the_way_of_a_day_is_named_and_leaves_no_half_file() {
    let folder = Folder::new();
    let file = folder.write("good.jsonl", record("good"));
    folder.write("map/2023-05-23", "somebody's own file");
    let ran = map(file, folder.path("map"));
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("2023-05-23"), "{}", ran.told);
    assert_eq!(names(&folder.path("map")), ["2023-05-23"]);
    assert_eq!(fs::read(folder.path("map/2023-05-23")).expect("it is still there"), b"somebody's own file");
}

#[test]
fn layers_never_go_where_documents_are_read() {
    let folder = Folder::new();
    folder.write("in/good.jsonl", record("good"));
    for dir in ["in", "in/map", "in/deep/map"] {
        let ran = map(folder.path("in"), folder.path(dir));
        assert_eq!(ran.code, 1, "{}", ran.told);
        assert!(ran.told.contains("inside the input"), "{}", ran.told);
    }
    assert_eq!(names(&folder.path("in")), ["good.jsonl"]);
}

#[test]
fn ids_and_titles_that_are_paths_write_nothing_outside() {
    let folder = Folder::new();
    let ids = ["../../x", "/tmp/x", "..\\..\\x", "a/../../../x", "C:\\x", "\u{0}", "~/x", "."];
    let line = |id: &&str| {
        json!({ "id": id, "title": id, "source": id, "url": id, "published": "2023-05-24", "text": SOUND }).to_string()
    };
    let file = folder.write("deep/in/ids.jsonl", ids.iter().map(line).collect::<Vec<_>>().join("\n"));
    let ran = map(file, folder.path("deep/out/map"));
    assert!(ran.code <= 1, "{}", ran.told);
    assert!(folder.path("deep/out/map/2023-05-23/bakhmut.geojson").exists());
    assert_eq!(names(&folder.path("")), ["deep"]);
    assert_eq!(names(&folder.path("deep")), ["in", "out"]);
    assert_eq!(names(&folder.path("deep/out")), ["map"]);
    assert_eq!(names(&folder.path("deep/out/map")), ["2023-05-23", "index.json", "undated.geojson", "unresolved.csv"]);
}

#[test]
fn an_axis_whose_id_is_a_path_is_refused() {
    let folder = Folder::new();
    let file = folder.write("good.jsonl", record("good"));
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/axes/axes.toml");
    let axes = fs::read_to_string(shipped).expect("the registry").replace("\"bakhmut\"", "\"../../bakhmut\"");
    let axes = folder.write("axes.toml", axes);
    let ran = frontline(["map".into(), file, "--out".into(), folder.path("deep/map"), "--axes".into(), axes]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("../../bakhmut"), "{}", ran.told);
    assert!(!folder.path("bakhmut.geojson").exists() && !folder.path("deep").exists());
}

#[test]
fn a_formula_in_an_article_is_no_formula_in_a_table() {
    let folder = Folder::new();
    let texts = ["=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1"];
    let line = |start: &&str| {
        let text = format!("{start} Shelling hit the village of Qqqqzzzz and Ivanivka district.");
        json!({ "id": start, "url": start, "language": "en", "published": "2023-05-24", "text": text }).to_string()
    };
    let file = folder.write("formulas.jsonl", texts.iter().map(line).collect::<Vec<_>>().join("\n"));
    let ran = map(file, folder.path("map"));
    assert_eq!(ran.code, 0, "{}", ran.told);
    let mut table = csv::Reader::from_path(folder.path("map/unresolved.csv")).expect("a table");
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    assert!(rows.len() >= texts.len(), "{rows:?}");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{cell:?}");
    }
}

#[test]
fn script_in_an_article_stays_text() {
    let folder = Folder::new();
    let text = format!("\"}}]}}<script>alert(1)</script>\u{1b}[2J {SOUND} </script>\u{0}");
    let file =
        folder.write("a.jsonl", json!({ "id": "<script>", "url": "javascript:alert(1)", "text": text }).to_string());
    let ran = map(file.clone(), folder.path("map"));
    assert_eq!(ran.code, 0, "{}", ran.told);
    let layer = fs::read_to_string(folder.path("map/2023-05-23/bakhmut.geojson")).expect("a layer");
    let layer: Value = serde_json::from_str(&layer).expect("JSON");
    assert_eq!(layer["features"].as_array().map(Vec::len), Some(1));
    let records = printed(&extract([file]));
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["document"], "<script>");
}

#[test]
fn no_text_of_an_article_steers_the_terminal() {
    let folder = Folder::new();
    let steering = "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{202e}\u{8}";
    let line = |text: String| {
        json!({ "id": format!("id{steering}"), "title": steering, "source": steering, "text": text }).to_string()
    };
    let text = format!("{steering} {SOUND} {steering} On {steering}Qqqqzzzz{steering} district shelling continued.");
    let lines = [line(text.clone()), line(format!("{text} Again.")), line(text)];
    let file = folder.write("a.jsonl", lines.join("\n"));
    let runs = [
        frontline(["explain".into(), file.clone()]),
        map(file.clone(), folder.path("map")),
        frontline(["extract".into(), file]),
        extract([folder.path(&format!("missing{steering}"))]),
        frontline(["gazetteer", "find", steering]),
    ];
    let is_steering = |character: char| (character.is_control() && character != '\n') || character == '\u{202e}';
    for (at, ran) in runs.iter().enumerate() {
        assert!(!ran.told.contains(is_steering), "{at}: {:?}", ran.told);
    }
    for at in [0, 1, 4] {
        assert!(
            !runs[at].printed.is_empty() && !runs[at].printed.contains(is_steering),
            "{at}: {:?}",
            runs[at].printed
        );
    }
    assert!(runs[0].printed.contains("\\u{1b}]0;owned"), "{}", runs[0].printed);
}

#[test]
fn standard_input_that_is_noise_or_empty_is_told() {
    for input in [&noise(1 << 20)[..], b""] {
        let ran = frontline_reading(["extract", "-"], input);
        assert_eq!((ran.code, ran.printed.as_str()), (1, ""));
        assert!(ran.told.contains("standard input"), "{}", ran.told);
    }
}

#[test]
fn reference_files_that_are_none_are_named() {
    let folder = Folder::new();
    let good = folder.write("good.jsonl", record("good"));
    let noise = folder.write("noise.bin", noise(1 << 16));
    for option in ["--gazetteer", "--axes"] {
        for file in [noise.clone(), folder.path("missing.bin")] {
            let ran = frontline(["extract".into(), good.clone(), option.into(), file.clone()]);
            assert_eq!((ran.code, ran.printed.as_str()), (1, ""), "{option}");
            assert!(ran.told.contains(&file.display().to_string()), "{option}: {}", ran.told);
        }
    }
}

/// The names in a folder, sorted.
fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
