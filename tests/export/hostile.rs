//! Texts that are meant to be more than texts stay texts, and come back whole.

use std::fs;

use frontline::export::{Crosswalk, Format, Heading};
use frontline::model::Event;
use serde_json::Value;

use crate::made::events;
use crate::read::{column, ids, lines, placemark_data};
use crate::{formats, written};

const TEXTS: [&str; 6] = [
    "=HYPERLINK(\"http://example.org\",\"here\")",
    "<script>alert(1)</script> & </description></Placemark><Placemark>",
    "]]> <![CDATA[ &amp; &lt;b&gt;",
    "a, \"b\"\nc;\td\r\ne\0f\u{1b}[31m\u{fffe}",
    "'); DROP TABLE events; --",
    "{longitude} $[name] %s \u{202e}txt 🚀 Бахмут",
];

fn hostile() -> Vec<Event> {
    let told = events(9, TEXTS.len()).zip(TEXTS);
    told.map(|(mut event, text)| {
        event.reports.truncate(1);
        let report = &mut event.reports[0];
        report.quotation.text = text.to_owned();
        report.quotation.publisher = Some(text.to_owned());
        report.quotation.document = text.to_owned();
        report.initiator.words = text.to_owned();
        report.claimants[0].name = text.to_owned();
        report.axis = text.lines().next().map(str::to_owned);
        event
    })
    .collect()
}

#[test]
fn every_format_stays_sound() {
    let events = hostile();
    for format in formats() {
        assert_eq!(ids(&written(&events, format, "hostile"), format.0).len(), TEXTS.len(), "{format:?}");
    }
}

#[test]
fn a_table_has_what_was_printed_but_for_the_character_that_ends_texts() {
    let path = written(&hostile(), (Format::Csv(Heading::Names), "csv"), "hostile_table");
    let expected = TEXTS.map(|text| text.replace('\0', "\u{fffd}"));
    assert_eq!(column(&path, "quote"), expected);
    let claimants: Vec<Vec<String>> =
        column(&path, "claimants").iter().map(|list| serde_json::from_str(list).unwrap()).collect();
    assert_eq!(claimants.concat(), TEXTS);
    let acled = written(&hostile(), (Format::Like(Crosswalk::Acled), "acled.csv"), "hostile_table");
    assert_eq!(column(&acled, "notes"), expected);
}

#[test]
fn geojson_has_what_was_printed_to_the_byte() {
    let path = written(&hostile(), (Format::JsonLines, "geojsonl"), "hostile_json");
    let quotes: Vec<Value> = lines(&path).iter().map(|feature| feature["properties"]["quote"].clone()).collect();
    assert_eq!(quotes, TEXTS);
}

#[test]
fn kml_has_what_xml_can_hold_and_its_balloons_no_tags() {
    let path = written(&hostile(), (Format::Kml, "kml"), "hostile_kml");
    let mut expected = TEXTS.map(|text| text.replace(['\0', '\u{1b}', '\u{fffe}'], "\u{fffd}").replace("\r\n", "\n"));
    let mut quotes: Vec<String> =
        placemark_data(&path, "quote").iter().map(|quote| quote.replace("\r\n", "\n")).collect();
    // Placemarks stand in the folders of their axes.
    quotes.sort();
    expected.sort();
    assert_eq!(quotes, expected);
    let kml = fs::read_to_string(path).unwrap();
    assert!(!kml.contains("<script") && !kml.contains("<![CDATA"));
    assert!(kml.contains("&amp;lt;script&amp;gt;"), "HTML inside XML is escaped twice");
}
