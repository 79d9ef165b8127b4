//! What is wrong with an input is named, and the rest is read.

use std::fs;

use frontline::read::{Error, Settings};

use crate::folder::{Folder, ids, only, read, read_with};
use crate::formats::RSS;

#[test]
fn a_file_without_text_says_so() {
    for (name, content) in [
        ("empty.txt", ""),
        ("blank.txt", " \r\n\u{a0}\n"),
        ("empty.jsonl", "\n\n"),
        ("empty.json", "[]"),
        ("header.csv", "id,text\n"),
        ("mark.txt", "\u{feff}"),
        ("feed.rss", "<rss version=\"2.0\"><channel><title>t</title></channel></rss>"),
    ] {
        let (_folder, path) = Folder::with("empty", name, content);
        let (found, errors) = read(&path);
        assert!(found.is_empty());
        assert!(matches!(&errors[..], [Error::Empty { at }] if at.path == path), "{name}: {errors:?}");
    }
}

#[test]
fn two_hundred_megabytes_of_noise_are_refused_at_once() {
    let folder = Folder::new("noise");
    let mut state = 88_172_645_463_325_252_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    })
    .take(16 * 1024)
    .flatten()
    .collect();
    for name in ["noise.txt", "noise.jsonl", "noise.json", "noise.csv", "noise.html", "noise.xml"] {
        let path = folder.put(name, &noise);
        // The rest is a hole in the file: it takes no room on the disk, and would take room in memory.
        fs::File::options().write(true).open(&path).unwrap().set_len(200 << 20).unwrap();
    }
    let started = std::time::Instant::now();
    let (found, errors) = read(&folder.0);
    assert!(found.is_empty());
    assert_eq!(errors.iter().filter(|error| matches!(error, Error::NotText { .. })).count(), 6, "{errors:?}");
    assert!(started.elapsed().as_secs() < 2);
}

#[test]
fn a_line_of_ten_million_characters_is_refused_by_name_and_the_next_is_read() {
    let long = "x".repeat(10_000_000);
    let lines = format!("{{\"id\": \"a\", \"text\": \"{long}\"}}\n{{\"id\": \"b\", \"text\": \"Lyman\"}}\n");
    let rows = format!("id,text\na,{long}\nb,Lyman\n");
    for (name, content, line) in [("long.jsonl", &lines, 1), ("long.csv", &rows, 2)] {
        let (_folder, path) = Folder::with(name, name, content);
        let (found, errors) = read(&path);
        assert_eq!(ids(&found), ["b"]);
        assert!(
            matches!(&errors[..], [Error::TooLong { at, characters: 10_000_000, .. }] if at.line == Some(line)),
            "{name}"
        );
    }
    let (_folder, path) = Folder::with("long.txt", "long.txt", long);
    assert!(matches!(&read(&path).1[..], [Error::TooLong { .. }]));
}

#[test]
fn the_limit_of_characters_is_the_one_set() {
    let (_folder, path) = Folder::with("chars", "a.txt", "Лиман");
    for (max_text_chars, expected) in [(5, 1), (4, 0)] {
        let settings = Settings { max_text_chars, ..Settings::default() };
        assert_eq!(read_with(&path, &settings).0.len(), expected);
    }
}

#[test]
fn the_limit_of_bytes_is_the_one_set() {
    let lines = "{\"text\": \"Lyman and Torske\"}\n{\"text\": \"Opytne\"}\n";
    let array = "[{\"text\": \"Lyman and Torske\"},\n{\"text\": \"Opytne\"}]";
    for (name, content, kept) in [("a.jsonl", lines, 1), ("a.json", array, 1), ("a.txt", lines, 0), ("a.rss", RSS, 0)] {
        let (_folder, path) = Folder::with("bytes", name, content);
        let settings = Settings { max_bytes_at_once: 20, ..Settings::default() };
        let (found, errors) = read_with(&path, &settings);
        assert_eq!(found.len(), kept, "{name}");
        assert!(matches!(&errors[..], [Error::TooLarge { limit: 20, .. }]), "{name}: {errors:?}");
    }
}

#[test]
fn a_quote_never_closed_does_not_swallow_memory() {
    let table = format!("id,text\n1,Lyman\n2,\"Torske\n{}", "3,Opytne\n".repeat(40_000));
    let (_folder, path) = Folder::with("quote", "a.csv", table);
    let settings = Settings { max_bytes_at_once: 100_000, ..Settings::default() };
    let (found, errors) = read_with(&path, &settings);
    assert_eq!(ids(&found), ["1"]);
    assert!(matches!(&errors[..], [Error::TooLarge { at, .. }] if at.line == Some(3)), "{errors:?}");
}

#[test]
fn a_table_without_a_column_of_texts_names_its_columns() {
    let (_folder, path) = Folder::with("columns", "a.csv", "id,date,headline\n1,2023-05-23,Lyman\n");
    let (_, errors) = read(&path);
    assert!(matches!(&errors[..], [Error::NoTextColumn { found, .. }] if found == "id, date, headline"), "{errors:?}");
}

#[test]
fn a_row_with_too_many_fields_loses_no_words_in_silence() {
    let (_folder, path) = Folder::with("row", "a.csv", "id,text\n1,Lyman, Torske\n2,Opytne\n");
    let (found, errors) = read(&path);
    assert_eq!(ids(&found), ["2"]);
    assert!(matches!(&errors[..], [Error::Row { at, fields: 3, columns: 2 }] if at.line == Some(2)), "{errors:?}");
}

#[test]
fn deep_nesting_is_refused_where_it_matters_and_harmless_elsewhere() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let lines =
        format!("{{\"id\": \"a\", \"text\": \"Lyman\", \"extra\": {deep}}}\n{deep}\n{{\"text\": \"Opytne\"}}\n");
    let chats = "{\"chats\": {\"list\": [".repeat(50_000);
    for (name, content) in [("deep.jsonl", &lines), ("deep.json", &deep), ("chats.json", &chats)] {
        let (_folder, path) = Folder::with("deep", name, content);
        let (found, errors) = read(&path);
        assert_eq!(found.len(), if name == "deep.jsonl" { 2 } else { 0 }, "{name}");
        assert_eq!(errors.len(), 1, "{name}: {errors:?}");
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_of_a_hundred_thousand_nested_boxes_is_survived() {
    let page = format!("<html><body>{}Lyman{}</body></html>", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let (_folder, path) = Folder::with("boxes", "deep.html", page);
    assert_eq!(only(&path).text, "Lyman");
}
