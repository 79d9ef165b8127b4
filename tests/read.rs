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

#[test]
fn an_array_is_read_item_by_item_and_a_broken_item_is_named() {
    let json = "[\n{\"id\": \"a\", \"text\": \"Lyman\"},\n{\"id\": \"b\", \"text\": nothing},\n\
                {\"id\": \"c\", \"content\": \"Torske, [not] {a} \\\"list\\\"\"}, {\"title\": \"no text\"}, 5]";
    let (_folder, path) = Folder::with("array", "a.json", json);
    let (found, errors) = read(&path);
    assert_eq!(ids(&found), ["a", "c"]);
    assert_eq!(found[1].text, "Torske, [not] {a} \"list\"");
    assert_eq!(errors.len(), 3);
    assert!(errors[0].to_string().contains("a.json:3, item 2: not the JSON"), "{}", errors[0]);
    assert!(matches!(&errors[1], Error::NoTextField { at } if at.item == Some(4)));
    assert!(matches!(&errors[2], Error::Json { at, .. } if at.item == Some(5)));
}

#[test]
fn a_telegram_export_gives_its_messages() {
    let json = r#"{"name": "Sample channel", "type": "public_channel", "id": 77, "username": "sample", "messages": [
        {"id": 1, "type": "service", "date": "2023-05-23T10:00:00", "action": "pin_message", "text": ""},
        {"id": 2, "type": "message", "date": "2023-05-24T00:30:00", "date_unixtime": "1684877400",
         "text": ["Shelling of ", {"type": "bold", "text": "Kherson"}, "."]},
        {"id": 3, "type": "message", "date": "2023-05-24T01:00:00", "photo": "p.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2023-05-24T01:00:00", "text": "Lyman"}]}"#;
    let (_folder, path) = Folder::with("telegram", "result.json", json);
    let (found, errors) = read(&path);
    assert_eq!(ids(&found), ["sample/2", "sample/4"]);
    assert_eq!(found[0].text, "Shelling of Kherson.");
    assert_eq!(found[0].url.as_deref(), Some("https://t.me/sample/2"));
    assert_eq!(found[0].source.publisher.as_deref(), Some("Sample channel"));
    assert_eq!(found[0].published.unwrap().time.unwrap().as_second(), 1_684_877_400);
    assert_eq!((day(&found[0]).as_str(), day(&found[1]).as_str()), ("2023-05-24", "2023-05-24"));
    assert_eq!(errors.len(), 1);
    assert!(matches!(errors[0], Error::Wordless { service: 1, wordless: 1, .. }));
    assert_eq!(errors[0].severity(), Severity::Notice);
}

#[test]
fn a_telegram_export_of_a_whole_account_gives_every_chat() {
    let json = r#"{"about": "x", "chats": {"about": "y", "list": [
        {"name": "One", "id": 1, "messages": [{"id": 9, "type": "message", "text": "Lyman"}]},
        {"name": "Two", "id": 2, "messages": [{"id": 9, "type": "message", "text": "Torske"}]}]}}"#;
    let (_folder, path) = Folder::with("account", "result.json", json);
    let (found, errors) = read(&path);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(ids(&found), ["1/9", "2/9"]);
    assert_eq!(found[1].source.publisher.as_deref(), Some("Two"));
}

#[test]
fn a_json_feed_gives_its_items() {
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Sample feed", "items": [
        {"id": 7, "title": "Lyman", "content_html": "<p>Two &amp; three.</p><p>More.</p>", "url": "https://a.example/7",
         "date_published": "2023-05-24T01:00:00+03:00"}]}"#;
    let (_folder, path) = Folder::with("jsonfeed", "feed.json", json);
    let document = only(&path);
    assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "Lyman\n\nTwo & three.\n\nMore."));
    assert_eq!(document.source.publisher.as_deref(), Some("Sample feed"));
    assert_eq!(day(&document), "2023-05-24");
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Sample wire</title><language>en-US</language>
<item><title>Удар по Харкову</title><link>https://a.example/1</link><guid>g-1</guid>
<pubDate>Tue, 23 May 2023 22:15:00 +0000</pubDate>
<description><![CDATA[<p>Поранено двох&nbsp;людей.</p><p>Є руйнування.</p>]]></description></item>
<item><title>Lyman</title><guid>g-2</guid><pubDate>some day in May</pubDate><description>Quiet &lt; loud
second line</description></item>
</channel></rss>"#;

#[test]
fn an_rss_feed_gives_its_items() {
    let (_folder, path) = Folder::with("rss", "wire.rss", RSS);
    let (found, errors) = read(&path);
    assert_eq!(ids(&found), ["g-1", "g-2"]);
    assert_eq!(found[0].text, "Удар по Харкову\n\nПоранено двох\u{a0}людей.\n\nЄ руйнування.");
    assert_eq!((day(&found[0]).as_str(), found[0].language), ("2023-05-24", Language::Ukrainian));
    assert_eq!(found[0].url.as_deref(), Some("https://a.example/1"));
    assert_eq!(found[0].source.publisher.as_deref(), Some("Sample wire"));
    assert_eq!(found[1].text, "Lyman\n\nQuiet < loud\nsecond line");
    assert_eq!(found[1].published, None);
    assert!(matches!(&errors[..], [Error::Published { given, .. }] if given == "some day in May"), "{errors:?}");
}

#[test]
fn a_feed_cut_short_gives_the_items_before_the_cut() {
    let (_folder, path) = Folder::with("cut", "wire.xml", &RSS[..RSS.len() - 60]);
    let (found, errors) = read(&path);
    assert_eq!(ids(&found), ["g-1"]);
    assert!(matches!(&errors[..], [Error::Feed { at, .. }] if at.item == Some(2)), "{errors:?}");
}

#[test]
fn an_atom_feed_gives_its_entries() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Sample atom</title><id>f</id>
        <updated>2023-05-23T00:00:00Z</updated><entry><id>e-1</id><title>Torske</title>
        <link href="https://a.example/e1"/><updated>2023-05-23T12:00:00Z</updated>
        <content type="html">&lt;ul&gt;&lt;li&gt;One&lt;/li&gt;&lt;li&gt;Two&lt;/li&gt;&lt;/ul&gt;</content></entry></feed>"#;
    let (_folder, path) = Folder::with("atom", "a.atom", atom);
    let document = only(&path);
    assert_eq!((document.id.as_str(), document.text.as_str()), ("e-1", "Torske\n\nOne\nTwo"));
    assert_eq!(day(&document), "2023-05-23");
}

#[test]
fn a_folder_is_walked_in_the_order_of_paths_and_what_is_passed_by_is_counted() {
    let folder = Folder::new("walk");
    for name in ["b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".hidden.txt", ".git/x.txt", "map.png", "Makefile"] {
        folder.put(name, format!("Text of {name}"));
    }
    let (found, errors) = read(&folder.0);
    assert_eq!(ids(&found), ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]);
    assert!(matches!(errors[..], [Error::PassedBy { hidden: 2, unknown: 2, .. }]), "{errors:?}");
}

#[test]
fn a_named_file_of_unknown_extension_is_read_by_its_content() {
    for (content, id) in [("Shelling of Lyman", "x.dat"), ("{\"id\": \"j\", \"text\": \"Lyman\"}", "j"), (RSS, "g-1")] {
        let (_folder, path) = Folder::with("sniff", "x.dat", content);
        assert_eq!(read(&path).0[0].id, id);
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_not_followed() {
    let folder = Folder::new("loop");
    folder.put("a/one.txt", "Lyman");
    let outside = Folder::new("loop-outside");
    outside.put("two.txt", "Torske");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("a/back")).unwrap();
    std::os::unix::fs::symlink(&outside.0, folder.0.join("b")).unwrap();
    std::os::unix::fs::symlink(&folder.0, outside.0.join("again")).unwrap();
    let (found, errors) = read(&folder.0);
    assert_eq!(ids(&found), ["a/one.txt", "b/two.txt"]);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors.iter().all(|error| matches!(error, Error::Loop { .. })));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("permission");
    folder.put("closed/one.txt", "Lyman");
    folder.put("open.txt", "Torske");
    let closed = folder.0.join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read everything; the unit tests hand in a refusal of the system instead.
    let is_refused = fs::read_dir(&closed).is_err();
    let (found, errors) = read(&folder.0);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if is_refused {
        assert_eq!(ids(&found), ["open.txt"]);
        assert!(matches!(&errors[..], [Error::Unreadable { at, .. }] if at.path == closed), "{errors:?}");
    } else {
        assert_eq!(ids(&found), ["closed/one.txt", "open.txt"]);
    }
}

#[test]
fn a_missing_folder_is_named_and_the_other_inputs_are_read() {
    let folder = Folder::new("missing");
    let inputs = [folder.0.join("nowhere"), folder.put("a.txt", "Lyman")];
    let found: Vec<_> = documents(&inputs, &Settings::default()).collect();
    assert!(matches!(&found[0], Err(Error::Unreadable { at, source })
        if at.path == inputs[0] && source.kind() == std::io::ErrorKind::NotFound));
    assert_eq!(found[1].as_ref().unwrap().id, "a.txt");
    assert_eq!(found.len(), 2);
}

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

#[test]
fn text_in_any_encoding_is_read() {
    let text = "Обстріляно Херсон і Берислав, поранено двох людей. Її евакуювали вночі.";
    let russian = "Противник обстрелял посёлок, ранены двое. Объявлена эвакуация жителей.";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (name, bytes, expected) in [
        ("utf-8", text.as_bytes().to_vec(), text),
        ("windows-1251", encoding_rs::WINDOWS_1251.encode(text).0.into_owned(), text),
        ("koi8-u", encoding_rs::KOI8_U.encode(text).0.into_owned(), text),
        ("windows-1251 russian", encoding_rs::WINDOWS_1251.encode(russian).0.into_owned(), russian),
        ("koi8 russian", encoding_rs::KOI8_U.encode(russian).0.into_owned(), russian),
        ("utf-16le", utf_16, text),
        ("utf-16be", marked, text),
        ("windows-1252", b"Caf\xe9 in Lyman \x96 two hurt".to_vec(), "Café in Lyman – two hurt"),
    ] {
        let (_folder, path) = Folder::with("encoding", "a.txt", &bytes);
        assert_eq!(only(&path).text, expected, "{name}");
        let mut long = format!("{{\"text\": \"{}\"}}\n", "Lyman ".repeat(20_000)).into_bytes();
        if name.starts_with("utf-16") {
            continue;
        }
        long.extend_from_slice(b"{\"text\": \"");
        long.extend_from_slice(&bytes);
        long.extend_from_slice(b"\"}");
        let (_folder, path) = Folder::with("encoding", "a.jsonl", long);
        let (found, errors) = read(&path);
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(found[1].text, expected, "{name} after 120 kB of ASCII");
    }
}

#[test]
fn a_feed_is_decoded_as_it_declares() {
    let feed = RSS.replace("UTF-8", "windows-1251").replace("Lyman", "Лиман");
    let (_folder, path) = Folder::with("declared", "a.xml", encoding_rs::WINDOWS_1251.encode(&feed).0);
    assert!(read(&path).0[0].text.starts_with("Удар по Харкову"));
    assert!(read(&path).0[1].text.starts_with("Лиман"));
}

#[test]
fn broken_bytes_are_replaced_and_told_once() {
    let mut bytes = "{\"text\": \"Обстріляно Херсон і Берислав".as_bytes().to_vec();
    bytes.extend_from_slice(b" \xff \xfe\"}\n{\"text\": \"Lyman\"}\n");
    let (_folder, path) = Folder::with("bytes", "a.jsonl", bytes);
    let (found, errors) = read(&path);
    assert_eq!(found[0].text, "Обстріляно Херсон і Берислав \u{fffd} \u{fffd}");
    assert_eq!(found.len(), 2);
    assert!(matches!(&errors[..], [Error::Undecodable { encoding: "UTF-8", .. }]), "{errors:?}");
    assert_eq!(errors[0].severity(), Severity::Doubt);
}

#[test]
fn the_day_comes_from_the_field_then_the_setting_then_a_date_line() {
    let text = "Kyiv Monitor date 2023-05-23 Shelling of Lyman.";
    let given = Settings { published: Some("2023-06-01".parse().unwrap()), ..Settings::default() };
    for (json, settings, expected, complaints) in [
        (format!("{{\"text\": \"{text}\", \"date\": \"2023-05-01\"}}"), &given, "2023-05-01", 0),
        (format!("{{\"text\": \"{text}\"}}"), &given, "2023-06-01", 0),
        (format!("{{\"text\": \"{text}\"}}"), &Settings::default(), "2023-05-23", 0),
        (format!("{{\"text\": \"{text}\", \"date\": null}}"), &Settings::default(), "2023-05-23", 0),
        (format!("{{\"text\": \"{text}\", \"date\": \"2023-05\"}}"), &given, "", 1),
        (format!("{{\"text\": \"{text}\", \"date\": \"soon\"}}"), &given, "", 1),
        ("{\"text\": \"Lyman\"}".to_owned(), &Settings::default(), "", 0),
    ] {
        let (_folder, path) = Folder::with("day", "a.jsonl", &json);
        let (found, errors) = read_with(&path, settings);
        assert_eq!(day(&found[0]), expected, "{json}");
        assert_eq!(errors.len(), complaints, "{json}: {errors:?}");
    }
}

#[test]
fn a_language_given_is_kept_and_one_we_do_not_read_is_told() {
    for (lang, text, language, complaints) in [
        ("ru", "Бахмут", Language::Russian, 0),
        ("uk", "Бахмут", Language::Ukrainian, 0),
        ("en-GB", "Бахмут обстріляно", Language::Ukrainian, 0),
        ("de", "Beschuss von Lyman", Language::English, 1),
    ] {
        let (_folder, path) =
            Folder::with("lang", "a.jsonl", format!("{{\"lang\": \"{lang}\", \"text\": \"{text}\"}}"));
        let (found, errors) = read(&path);
        assert_eq!((found[0].language, errors.len()), (language, complaints), "{lang}");
    }
    let (_folder, path) = Folder::with("lang", "b.txt", "東京 ١٢٣");
    assert!(matches!(&read(&path).1[..], [Error::NoLanguage { .. }]));
}

#[test]
fn one_id_never_names_two_texts() {
    let lines = r#"{"id": "a", "text": "Lyman"}
{"id": "a", "text": "Torske"}
{"id": "a", "text": "Lyman"}
{"id": "a", "text": "Torske"}"#;
    let (_folder, path) = Folder::with("ids", "a.jsonl", lines);
    let (found, errors) = read(&path);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].id, "a");
    assert_eq!(found[1].id, format!("a~{}", &found[1].sha256[..8]));
    let severities: Vec<_> = errors.iter().map(Error::severity).collect();
    assert_eq!(severities, [Severity::Doubt, Severity::Notice, Severity::Notice]);
}

#[cfg(not(feature = "html"))]
#[test]
fn without_the_html_feature_a_page_is_refused_by_name() {
    let (_folder, path) = Folder::with("nohtml", "a.html", "<html><body><p>Lyman</p></body></html>");
    let (found, errors) = read(&path);
    assert!(found.is_empty());
    assert!(matches!(&errors[..], [Error::NoHtml { .. }]) && errors[0].to_string().contains("`html`"), "{errors:?}");
}
