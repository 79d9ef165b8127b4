//! Encodings, days, languages and ids.

use frontline::model::Language;
use frontline::read::{Error, Settings, Severity};

use crate::folder::{Folder, day, only, read, read_with};
use crate::formats::RSS;

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
