//! Reading: files, folders and what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use frontline::model::{Document, Language};
use frontline::read::{Error, Settings, Severity, documents};

/// A folder of its own for each test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("frontline-read-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(name: &str, file: &str, content: impl AsRef<[u8]>) -> (Folder, PathBuf) {
        let folder = Folder::new(name);
        let path = folder.put(file, content);
        (folder, path)
    }

    fn put(&self, file: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(path: &Path) -> (Vec<Document>, Vec<Error>) {
    read_with(path, &Settings::default())
}

fn read_with(path: &Path, settings: &Settings) -> (Vec<Document>, Vec<Error>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for item in documents(&[path.to_path_buf()], settings) {
        match item {
            Ok(document) => found.push(document),
            Err(error) => errors.push(error),
        }
    }
    (found, errors)
}

/// The only document of a file about which nothing is wrong.
fn only(path: &Path) -> Document {
    let (mut found, errors) = read(path);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn ids(found: &[Document]) -> Vec<&str> {
    found.iter().map(|document| document.id.as_str()).collect()
}

fn day(document: &Document) -> String {
    document.published.map(|published| published.date.to_string()).unwrap_or_default()
}

#[test]
fn a_text_file_is_one_document_named_after_the_file() {
    let (_folder, path) = Folder::with("plain", "report.txt", "Shelling near Lyman.\r\nTwo\u{a0}wounded\u{ad}.\r");
    let document = only(&path);
    assert_eq!(document.id, "report.txt");
    assert_eq!(document.text, "Shelling near Lyman.\r\nTwo\u{a0}wounded\u{ad}.\r");
    assert_eq!((document.title, document.published, document.language), (None, None, Language::English));
}

#[test]
fn the_hash_is_of_the_text_without_its_byte_order_mark() {
    let (_folder, path) = Folder::with("hash", "a.txt", "\u{feff}abc");
    assert_eq!(only(&path).sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn a_broken_line_is_named_and_the_others_are_read() {
    let mut lines: Vec<String> = (1..=9).map(|n| format!(r#"{{"id": "d{n}", "text": "Bakhmut, day {n}"}}"#)).collect();
    lines[6] = r#"{"id": "d7", "text": "#.to_owned();
    for (name, end) in [("week.jsonl", "\r\n"), ("week.json", "\n"), ("mac.jsonl", "\r")] {
        let (_folder, path) = Folder::with(name, name, lines.join(end));
        let (found, errors) = read(&path);
        assert_eq!(ids(&found), ["d1", "d2", "d3", "d4", "d5", "d6", "d8", "d9"]);
        assert_eq!(errors.len(), 1);
        assert!(errors[0].to_string().starts_with(&format!("{}:7: not the JSON", path.display())), "{}", errors[0]);
        assert_eq!(errors[0].severity(), Severity::Loss);
    }
}

#[test]
fn every_field_of_a_json_document_is_kept_under_any_of_its_names() {
    let json = r#"{"id": 5, "date": "2023-05-24T22:30:00Z", "lang": "uk", "publisher": "P", "url": "u", "title": "T",
        "body": "Київ", "unknown": {"deep": [1]}}"#;
    let (_folder, path) = Folder::with("names", "a.json", json);
    let document = only(&path);
    assert_eq!((document.id.as_str(), document.text.as_str()), ("5", "Київ"));
    assert_eq!((document.url.as_deref(), document.title.as_deref()), (Some("u"), Some("T")));
    assert_eq!(document.source.publisher.as_deref(), Some("P"));
    assert_eq!(document.language, Language::Ukrainian);
    assert_eq!(day(&document), "2023-05-25", "22:30 in UTC is the next day in Kyiv");
    assert_eq!(document.published.unwrap().time.unwrap().to_string(), "2023-05-24T22:30:00Z");
}

#[test]
fn a_table_is_read_whatever_its_separator_and_the_case_of_its_header() {
    for (name, table) in [
        ("comma.csv", "ID,Published,TEXT\n1,2023-05-23,\"Bakhmut, Lyman\"\n"),
        ("semicolon.csv", "\u{feff}id;published;Text\r\n1;2023-05-23;Bakhmut, Lyman\r\n"),
        ("tab.tsv", "text\tid\tdate\nBakhmut, Lyman\t1\t2023-05-23\n"),
    ] {
        let (_folder, path) = Folder::with(name, name, table);
        let document = only(&path);
        assert_eq!((document.id.as_str(), document.text.as_str()), ("1", "Bakhmut, Lyman"), "{name}");
        assert_eq!(day(&document), "2023-05-23");
    }
}

/// The paragraphs that a page's text must have, and those it must not have (`!`), beside each page.
#[cfg(feature = "html")]
#[test]
fn a_page_gives_every_paragraph_of_its_article_and_little_of_its_frame() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages");
    let (mut lacking, mut framed) = (Vec::new(), Vec::new());
    for (page, date) in [
        ("briefing", "2023-05-24"),
        ("breaks", "2023-05-23"),
        ("live", "2023-05-23"),
        ("short", "2023-05-22"),
        ("sections", ""),
    ] {
        let document = only(&folder.join(format!("{page}.html")));
        assert_eq!(day(&document), date, "{page}");
        let lines: Vec<&str> = document.text.lines().collect();
        for expected in fs::read_to_string(folder.join(format!("{page}.txt"))).unwrap().lines() {
            match expected.strip_prefix('!') {
                Some(frame) if document.text.contains(frame) => framed.push(frame.to_owned()),
                None if !lines.contains(&expected) => lacking.push(expected.to_owned()),
                Some(_) | None => {}
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
    // A menu in a cell of a layout table and a line below a two-sentence article get through.
    assert!(framed.len() <= 2, "{framed:#?}");
}
