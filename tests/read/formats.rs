//! Each format gives its documents.

use std::fs;
use std::path::Path;

use frontline::model::Language;
use frontline::read::{Error, Severity};

use crate::folder::{Folder, day, ids, only, read};

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

pub const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
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
