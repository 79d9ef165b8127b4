//! KML: a folder for each axis, a time span for each event, every column as typed data.
//!
//! Texts are escaped twice where they are shown: the balloon of a placemark is HTML.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use html_escape::encode_safe;
use quick_xml::escape::escape;

use crate::export::columns::{COLUMNS, Kind};
use crate::export::events::encoded::{Encoded, Form};
use crate::export::events::waiting::Waiting;
use crate::export::events::{Output, Sink};
use crate::export::row::Row;

/// What comes before the schema. The balloon shows only what is written for it, never the data as HTML.
const HEAD: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Events</name>
<Style id="event"><BalloonStyle><text>$[description]</text></BalloonStyle></Style>
"##;
const TAIL: &str = "</Document></kml>\n";
/// The folder of events on no axis.
const NO_AXIS: &str = "no axis";

/// Placemarks.
#[derive(Default)]
pub(super) struct Placemarks(Encoded);

impl Form for Placemarks {
    fn add(&mut self, row: &Row) {
        self.0.bytes.extend_from_slice(placemark(row).as_bytes());
        self.0.end(row.point, row.best.axis.clone());
    }

    fn take(&mut self) -> Encoded {
        self.0.take()
    }
}

/// A document that is being written. Folders are whole only at the end, so that placemarks wait.
pub(super) struct Document {
    output: Output,
    waiting: Waiting,
    /// The number of each axis; what lies on none comes last.
    folders: BTreeMap<(bool, Option<String>), u32>,
}

impl Document {
    /// Begins a document.
    pub(super) fn begin(mut output: Output) -> io::Result<Document> {
        output.write_all(HEAD.as_bytes())?;
        output.write_all(b"<Schema name=\"event\" id=\"event_columns\">")?;
        for column in COLUMNS {
            let kind = match column.kind() {
                Kind::Text | Kind::Texts | Kind::Day | Kind::Moment => "string",
                // KML has no whole numbers of 64 bits; ours fit in 32.
                Kind::Whole => "int",
                Kind::Real => "double",
            };
            write!(output, "<SimpleField type=\"{kind}\" name=\"{}\"/>", column.name)?;
        }
        output.write_all(b"</Schema>\n")?;
        Ok(Document { output, waiting: Waiting::begin()?, folders: BTreeMap::new() })
    }
}

impl Sink for Document {
    fn write(&mut self, encoded: &Encoded) -> io::Result<()> {
        for (placemark, piece) in encoded.pieces() {
            let next = u32::try_from(self.folders.len()).expect("axes are few");
            let folder = self.folders.entry((piece.folder.is_none(), piece.folder.clone())).or_insert(next);
            self.waiting.add(placemark, *folder)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let waiting = self.waiting.end()?;
        for ((_, axis), folder) in &self.folders {
            writeln!(self.output, "<Folder><name>{}</name>", text(axis.as_deref().unwrap_or(NO_AXIS)))?;
            waiting.write(&[*folder], &mut self.output)?;
            self.output.write_all(b"</Folder>\n")?;
        }
        self.output.write_all(TAIL.as_bytes())?;
        self.output.flush()
    }
}

fn placemark(row: &Row) -> String {
    use std::fmt::Write;
    let best = row.best;
    let what = best.event_type.code().replace('_', " ");
    let mut xml = format!("<Placemark><name>{}: {what}</name>", text(&best.location.place.name));
    let source = best.quotation.publisher.as_deref().unwrap_or("source not known");
    let shown = format!("{}<br/>{}", encode_safe(&best.quotation.text), encode_safe(source));
    let mut put = |part: String| xml.push_str(&part);
    put(format!("<description>{}</description>", text(&shown)));
    let bound = |name: &str, day: Option<jiff::civil::Date>| day.map(|day| format!("<{name}>{day}</{name}>"));
    let span: Vec<String> =
        [bound("begin", best.when.start), bound("end", best.when.end)].into_iter().flatten().collect();
    if !span.is_empty() {
        put(format!("<TimeSpan>{}</TimeSpan>", span.concat()));
    }
    put("<styleUrl>#event</styleUrl><ExtendedData><SchemaData schemaUrl=\"#event_columns\">".to_owned());
    for column in COLUMNS {
        if let Some(value) = column.value(row).text() {
            let written = write!(xml, "<SimpleData name=\"{}\">{}</SimpleData>", column.name, text(&value));
            written.expect("a string takes everything");
        }
    }
    xml.push_str("</SchemaData></ExtendedData>");
    if let Some([longitude, latitude]) = row.point {
        xml.push_str(&format!("<Point><coordinates>{longitude},{latitude}</coordinates></Point>"));
    }
    xml.push_str("</Placemark>\n");
    xml
}

/// A text as XML has it. Characters that XML 1.0 cannot hold, not even escaped, become U+FFFD.
fn text(text: &str) -> Cow<'_, str> {
    let is_foreign =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_foreign) { escape(text.replace(is_foreign, "\u{fffd}")) } else { escape(text) }
}
