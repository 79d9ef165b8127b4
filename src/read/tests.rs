//! What the reader does inside: standard input, a system that gives no more, dates, languages.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;
use crate::model::Language;
use crate::read::decode::Decoded;
use crate::read::published::Calendar;
use crate::read::scan::{Scanner, Taken};

fn published(value: &str) -> Option<String> {
    let found = Calendar::new().published(value)?;
    Some(found.time.map_or(found.date.to_string(), |time| format!("{} {time}", found.date)))
}

fn date_line(text: &str) -> Option<String> {
    Calendar::new().date_line(text).map(|found| found.date.to_string())
}

/// Reads what a source gives, as standard input or as a file.
fn records_of(name: &str, source: impl Read + Send + 'static) -> Result<Vec<Result<record::Record, Error>>, Error> {
    let path = PathBuf::from(name);
    let file = File { name: name.to_owned(), format: Format::of_extension(&path), path };
    Ok(records(Input::of(file, Box::new(source), &Settings::default())?)?.collect())
}

#[test]
fn a_published_value_names_a_day_in_kyiv_or_nothing() {
    for (value, expected) in [
        ("2023-05-23", Some("2023-05-23")),
        (" 20230523 ", Some("2023-05-23")),
        ("2023-05-24T05:59:45Z", Some("2023-05-24 2023-05-24T05:59:45Z")),
        ("2023-05-24 05:59:45Z", Some("2023-05-24 2023-05-24T05:59:45Z")),
        ("2023-05-24 05:59:45 +0300", Some("2023-05-24 2023-05-24T02:59:45Z")),
        ("2023-05-24 05:59:45 UTC", Some("2023-05-24 2023-05-24T05:59:45Z")),
        ("2023-05-24T22:30:00+00:00", Some("2023-05-25 2023-05-24T22:30:00Z")),
        ("2023-01-24T22:30:00.250Z", Some("2023-01-25 2023-01-24T22:30:00.25Z")),
        ("2023-05-24T05:59:45", Some("2023-05-24")),
        ("2023-05-24 05:59", Some("2023-05-24")),
        ("Tue, 23 May 2023 22:15:00 +0000", Some("2023-05-24 2023-05-23T22:15:00Z")),
        ("Mon, 23 May 2023 10:15:00 GMT", Some("2023-05-23 2023-05-23T10:15:00Z")),
        ("23 May 2023 10:15 +0300", Some("2023-05-23 2023-05-23T07:15:00Z")),
        ("1684877400", Some("2023-05-24 2023-05-23T21:30:00Z")),
        ("1684877400000", Some("2023-05-24 2023-05-23T21:30:00Z")),
        ("1684877400.5", Some("2023-05-24 2023-05-23T21:30:00Z")),
        ("2023-05", None),
        ("2023", None),
        ("202305", None),
        ("2023-02-30", None),
        ("2023-W21-2", None),
        ("23/05/2023", None),
        ("yesterday", None),
        ("0", None),
        ("", None),
    ] {
        assert_eq!(published(value).as_deref(), expected, "{value}");
    }
}

#[test]
fn a_date_line_is_an_iso_date_alone_or_after_the_word_date() {
    let far = "Nothing here. ".repeat(60);
    for (text, expected) in [
        (" date 2023-05-23 Kyiv denied it.".to_owned(), Some("2023-05-23")),
        ("Date: 2023-05-23T23:30:00Z\nLyman".to_owned(), Some("2023-05-24")),
        ("Дата 2023-05-23. Лиман".to_owned(), Some("2023-05-23")),
        (format!("{far}\nhttps://a.example/1\n2023-05-24 05:59:45Z\n2043795006\n"), Some("2023-05-24")),
        (format!("2023-05-24\r\n{far}"), Some("2023-05-24")),
        (format!("{far}\n2023-05-24\n{far}"), None),
        (format!("{far} date 2023-05-24 {far}"), None),
        ("On 2023-05-24 troops left Lyman.".to_owned(), None),
        ("Lyman fell on\n2023-05-24, it is said".to_owned(), None),
        ("update 2023-05-24".to_owned(), None),
        ("date of the attack: 2023-05-24".to_owned(), None),
        ("date 2023-05".to_owned(), None),
        ("date 2023-05-23\nLyman\n2023-05-25".to_owned(), None),
        ("date 2023-05-23\nLyman\n2023-05-23 10:00:00Z".to_owned(), Some("2023-05-23")),
    ] {
        assert_eq!(date_line(&text).as_deref(), expected, "{text}");
    }
}

#[test]
fn a_headline_without_a_telling_letter_has_telling_words() {
    let texts = [
        ("Ворог просунувся поблизу Торецька.", Language::Ukrainian),
        ("Окупанти вдарили по Харкову дронами та авіабомбою.", Language::Ukrainian),
        ("Идут бои за Часов Яр.", Language::Russian),
        ("Армия России продвинулась к Константиновке.", Language::Russian),
        ("Противник атаковал Торецк.", Language::Russian),
    ];
    for (text, expected) in texts {
        assert_eq!(language::language(text), Some(expected), "{text}");
    }
}

#[test]
fn letters_decide_the_language_before_statistics_do() {
    for (text, expected) in [
        ("Shelling of Lyman", Some(Language::English)),
        ("Обстріл Лимана", Some(Language::Ukrainian)),
        ("Обстрелы Лимана", Some(Language::Russian)),
        ("Наступление на Лиман остановлено, потерь нет", Some(Language::Russian)),
        ("Наступ на Лиман зупинено, втрат немає", Some(Language::Ukrainian)),
        ("Обстріл Лимана https://long.example/address/of/it", Some(Language::Ukrainian)),
        (
            "Говорить росіянин: «Мы были бы здесь». Її місія триває, і військові її підтримують",
            Some(Language::Ukrainian),
        ),
        ("На кладбище прошла панихида по погибшему, играл оркестр, стояла охрана", Some(Language::Russian)),
        ("The sign said «Лиман»", Some(Language::English)),
        ("Tir d'artillerie près de Lyman", Some(Language::English)),
        ("12:30 — 東京", None),
    ] {
        assert_eq!(language::language(text), expected, "{text}");
    }
}

#[test]
fn standard_input_tells_its_format_by_its_content() {
    for (content, format) in [
        ("{\"text\": \"Lyman\"}", Format::Json),
        ("\u{feff} [\n]", Format::Json),
        ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Format::Feed),
        ("<!DOCTYPE HTML><p>x", Format::Page),
        ("id,date,text\n1,2023-05-23,Lyman", Format::Table),
        ("In this text, commas stand.", Format::Plain),
        ("< 5 attacks", Format::Plain),
    ] {
        assert_eq!(Format::of_content(content.trim_start_matches('\u{feff}')), format, "{content}");
    }
    let found = records_of("-", "{\"text\": \"Lyman\"}\n{\"text\": \"Torske\"}\n".as_bytes()).unwrap();
    let ids: Vec<_> = found.into_iter().map(|record| record.unwrap().fallback_id).collect();
    assert_eq!(ids, ["-#1", "-#2"]);
}

/// Gives some bytes, then the refusal that a folder or disk without permission gives.
struct Refusing(io::Cursor<Vec<u8>>);

impl Read for Refusing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::ErrorKind::PermissionDenied.into()),
            count => Ok(count),
        }
    }
}

#[test]
fn a_refusal_of_the_system_is_told_with_its_place() {
    let refused = |error: &Error| matches!(error, Error::Unreadable { source, .. } if source.kind() == io::ErrorKind::PermissionDenied);
    let at_once = records_of("a.txt", Refusing(io::Cursor::new(Vec::new()))).err().unwrap();
    assert!(refused(&at_once), "{at_once}");
    for (name, line) in [
        ("a.jsonl", "{\"text\": \"Lyman\"}\n"),
        ("a.json", " {\"text\": \"Lyman\"} ,\n"),
        ("a.csv", "\"Lyman, a town of the Donetsk oblast\",1\n"),
        ("a.txt", "Lyman\n"),
    ] {
        let head = if name == "a.csv" {
            "text,id\n"
        } else if name == "a.json" {
            "["
        } else {
            ""
        };
        let content = format!("{head}{}", line.repeat(5_000)).into_bytes();
        let found = records_of(name, Refusing(io::Cursor::new(content)));
        match found {
            Err(error) => assert!(refused(&error), "{name}: {error}"),
            Ok(found) => {
                assert!(found.len() > 1000, "{name}: what came before the refusal is read");
                assert!(refused(found.last().unwrap().as_ref().unwrap_err()), "{name}");
            }
        }
    }
}

#[test]
fn values_end_where_the_parser_says_they_do() {
    let values = [
        r#"{"a": "b\\", "c": [1, {"d": "]}\""}]}"#,
        r#""a string, with \"quotes\" and \\""#,
        "-12.5e3",
        "null",
        "[[], {}, \"\\u00e9\"]",
        "\"Лиман\"",
    ];
    for first in values {
        for second in values {
            let source = format!(" {first} , {second}");
            let mut slow =
                serde_json::Deserializer::from_str(&source[..source.len() - second.len() - 2]).into_iter::<Value>();
            let expected = slow.next().unwrap().unwrap();
            let mut scanner = Scanner::new(Decoded::new(Box::new(io::Cursor::new(source.into_bytes()))), 1000);
            let mut held = Vec::new();
            scanner.peek().unwrap();
            assert_eq!(scanner.take(&mut held).unwrap(), Taken::Whole);
            assert_eq!(serde_json::from_slice::<Value>(&held).unwrap(), expected);
            assert_eq!(scanner.peek().unwrap(), Some(b','));
            scanner.pass().unwrap();
            scanner.peek().unwrap();
            held.clear();
            assert_eq!(scanner.take(&mut held).unwrap(), Taken::Whole);
            assert_eq!(held, second.as_bytes());
            assert_eq!(scanner.peek().unwrap(), None);
        }
    }
}

#[test]
fn markup_leaves_words_and_paragraphs() {
    for (html, expected) in [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br/>Two<br>\nThree", "One\nTwo\nThree"),
        ("One<br/><br/>Two<br>\n<br>Three", "One\n\nTwo\n\nThree"),
        ("<b>Ly</b>man <i>and</i>\n  Torske", "Lyman and Torske"),
        ("a < b & c", "a < b & c"),
        ("<p title=\"a > b\">Lyman&nbsp;&laquo;1&raquo; &#8212; &amp;lt;</p>", "Lyman\u{a0}«1» — &lt;"),
        ("<SCRIPT>if (a < b) { x(\"<p>\") }</Script>Lyman<style>p{}</style>", "Lyman"),
        ("<!-- <p>no</p> -->Lyman<![CDATA[ & Torske]]>", "Lyman & Torske"),
        ("Lyman <p", "Lyman"),
        ("two\nlines", "two\nlines"),
        ("", ""),
    ] {
        assert_eq!(markup::text(html), expected, "{html}");
    }
}

#[test]
fn a_spot_is_told_by_file_line_and_item() {
    let path = Path::new("a/b.jsonl");
    assert_eq!(At::line(path, 7).to_string(), "a/b.jsonl:7");
    assert_eq!(At::item(path, 3, None).to_string(), "a/b.jsonl, item 3");
    assert_eq!(At::file(Path::new("-")).to_string(), "standard input");
}
