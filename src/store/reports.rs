//! Reports as rows: every field of a report comes back as it was, but for the candidates that were weighed for its place.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, params};

use crate::model::{
    Actor, Claimant, Count, Counts, Location, Mention, Offset, Published, Quotation, Report, Span, When,
};
use crate::store::codes::{self, number, value};
use crate::store::dictionary::Dictionary;
use crate::store::error::{Fault, Outcome};

const INSERT: &str = include_str!("schema/insert_report.sql");

/// Bytes of texts that are held while reports are read: events of one day are told in few documents.
const MOST_TEXT: usize = 1 << 24;

/// An id: its 64 bits when it is sixteen hexadecimal digits, as ours are, else the text itself.
pub(super) struct Id<'a>(pub(super) &'a str);

impl ToSql for Id<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let bits = (self.0.len() == 16 && self.0.bytes().all(is_hex)).then(|| u64::from_str_radix(self.0, 16));
        Ok(match bits {
            Some(Ok(bits)) => ToSqlOutput::Owned(Value::Integer(bits.cast_signed())),
            Some(Err(_)) | None => ToSqlOutput::Owned(Value::Text(format!("={}", self.0))),
        })
    }
}

/// The id of a column; none for a null.
pub(super) fn id(row: &Row, column: usize) -> Outcome<Option<String>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null => None,
        ValueRef::Integer(bits) => Some(hex(&bits.to_be_bytes())),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text).ok().and_then(|text| text.strip_prefix('='));
            Some(text.ok_or_else(|| Fault::Damaged("an id is not one".to_owned()))?.to_owned())
        }
        ValueRef::Real(_) | ValueRef::Blob(_) => return Err(Fault::Damaged("an id is not one".to_owned())),
    })
}

/// Adds a report of a document.
pub(super) fn insert(
    report: &Report,
    document: (i64, &str),
    moment: Timestamp,
    dictionary: &mut Dictionary,
    connection: &Connection,
) -> Outcome<()> {
    let Report { id: report_id, event_type, outcome, when, location, axis, axis_basis, .. } = report;
    let Report { initiator, target, polarity, modality, counts, scope, group_id, quotation, rule, confidence, .. } =
        report;
    let (document, text) = document;
    let Location { mention, place, precision, uncertainty_m, confidence: place_confidence, role, scored: _ } = location;
    let place = dictionary.place_number(place, connection)?;
    let mention_axes = if mention.axes.is_empty() { String::new() } else { serde_json::to_string(&mention.axes)? };
    let mention_axes = dictionary.word_number(&mention_axes, connection)?;
    let axis = dictionary.word_number(axis.as_deref().unwrap_or(""), connection)?;
    let initiator_words = dictionary.word_number(&initiator.words, connection)?;
    let target_words = dictionary.word_number(&target.words, connection)?;
    let claimants = dictionary.word_number(&written_claimants(&report.claimants)?, connection)?;
    let rule = dictionary.word_number(rule, connection)?;
    let (bearing_deg, distance_m) = way(mention.offset);
    let is_in_text = text.get(quotation.span.range()) == Some(quotation.text.as_str());
    let day = |day: Option<jiff::civil::Date>| day.map(codes::day_number);
    connection.prepare_cached(INSERT)?.execute(params![
        Id(report_id),
        document,
        number(codes::TYPES, event_type),
        number(codes::OUTCOMES, outcome),
        day(when.start),
        day(when.end),
        number(codes::DATE_PRECISIONS, &when.precision),
        number(codes::DATE_BASES, &when.basis),
        place,
        offset(mention.span.start),
        offset(mention.span.end),
        number(codes::KINDS, &mention.kind),
        mention_axes,
        number(codes::ROLES, &mention.role),
        mention.is_embedded,
        number(codes::PRECISIONS, precision),
        uncertainty_m,
        place_confidence,
        number(codes::ROLES, role),
        axis,
        number(codes::AXIS_BASES, axis_basis),
        number(codes::SIDES, &initiator.side),
        initiator_words,
        number(codes::SIDES, &target.side),
        target_words,
        claimants,
        number(codes::POLARITIES, polarity),
        number(codes::MODALITIES, modality),
        written_counts(counts)?,
        number(codes::SCOPES, scope),
        group_id.as_deref().map(Id),
        offset(quotation.span.start),
        offset(quotation.span.end),
        (!is_in_text).then_some(quotation.text.as_str()),
        rule,
        confidence,
        bearing_deg,
        distance_m,
        moment.as_millisecond(),
    ])?;
    Ok(())
}

/// A report's place is the point between two already.
fn way(offset: Option<Offset>) -> (Option<f64>, Option<f64>) {
    match offset {
        Some(Offset::Way { bearing_deg, distance_m }) => (Some(bearing_deg), distance_m),
        Some(Offset::Between) | None => (None, None),
    }
}

fn offset(bytes: usize) -> i64 {
    i64::try_from(bytes).expect("a text is shorter than 2^63 bytes")
}

/// The empty text for nobody.
fn written_claimants(claimants: &[Claimant]) -> Outcome<String> {
    if claimants.is_empty() {
        return Ok(String::new());
    }
    let pairs: Vec<(&str, i64)> =
        claimants.iter().map(|claimant| (claimant.name.as_str(), number(codes::SIDES, &claimant.side))).collect();
    Ok(serde_json::to_string(&pairs)?)
}

fn read_claimants(written: &str) -> Outcome<Vec<Claimant>> {
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let pairs: Vec<(String, i64)> = serde_json::from_str(written)?;
    pairs.into_iter().map(|(name, side)| Ok(Claimant { name, side: value(codes::SIDES, side)? })).collect()
}

/// None for no numbers.
fn written_counts(counts: &Counts) -> Outcome<Option<String>> {
    if counts.is_empty() {
        return Ok(None);
    }
    let rows: Vec<(i64, u32, u32, Option<u32>)> = counts
        .iter()
        .map(|(counted, count)| (number(codes::COUNTED, counted), count.low, count.best, count.high))
        .collect();
    Ok(Some(serde_json::to_string(&rows)?))
}

fn read_counts(written: Option<String>) -> Outcome<Counts> {
    let Some(written) = written else { return Ok(Counts::new()) };
    let rows: Vec<(i64, u32, u32, Option<u32>)> = serde_json::from_str(&written)?;
    rows.into_iter()
        .map(|(counted, low, best, high)| Ok((value(codes::COUNTED, counted)?, Count { low, best, high })))
        .collect()
}

/// What a report quotes of its document.
struct Quoted {
    id: String,
    publisher: Option<String>,
    url: Option<String>,
    published: Option<Published>,
    sha256: String,
    text: String,
    made_by: Arc<str>,
}

/// Reads reports row by row.
pub(super) struct Reader<'a> {
    connection: &'a Connection,
    dictionary: &'a mut Dictionary,
    documents: HashMap<i64, Rc<Quoted>>,
    /// The bytes of their texts.
    held: usize,
    /// Claimants by their row of words.
    claimants: HashMap<Option<i64>, Vec<Claimant>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(connection: &'a Connection, dictionary: &'a mut Dictionary) -> Reader<'a> {
        Reader { connection, dictionary, documents: HashMap::new(), held: 0, claimants: HashMap::new() }
    }

    /// The report of a row that begins with the columns of `reports`, in their order.
    pub(super) fn report(&mut self, row: &Row) -> Outcome<Report> {
        let words = |reader: &mut Reader, column: usize| -> Outcome<String> {
            Ok(reader.dictionary.word(row.get(column)?, reader.connection)?.to_owned())
        };
        let axis = words(self, 20)?;
        let initiator = Actor { side: value(codes::SIDES, row.get(22)?)?, words: words(self, 23)? };
        let target = Actor { side: value(codes::SIDES, row.get(24)?)?, words: words(self, 25)? };
        let rule = words(self, 35)?;
        Ok(Report {
            id: required(id(row, 1)?)?,
            event_type: value(codes::TYPES, row.get(3)?)?,
            outcome: value(codes::OUTCOMES, row.get(4)?)?,
            when: when(row)?,
            location: self.location(row)?,
            axis: (!axis.is_empty()).then_some(axis),
            axis_basis: value(codes::AXIS_BASES, row.get(21)?)?,
            initiator,
            target,
            claimants: self.claimants(row.get(26)?)?,
            polarity: value(codes::POLARITIES, row.get(27)?)?,
            modality: value(codes::MODALITIES, row.get(28)?)?,
            counts: read_counts(row.get(29)?)?,
            scope: value(codes::SCOPES, row.get(30)?)?,
            group_id: id(row, 31)?,
            quotation: self.quotation(row)?,
            rule,
            confidence: row.get(36)?,
        })
    }

    fn claimants(&mut self, number: Option<i64>) -> Outcome<Vec<Claimant>> {
        if let Some(known) = self.claimants.get(&number) {
            return Ok(known.clone());
        }
        let claimants = read_claimants(self.dictionary.word(number, self.connection)?)?;
        self.claimants.insert(number, claimants.clone());
        Ok(claimants)
    }

    fn location(&mut self, row: &Row) -> Outcome<Location> {
        let axes = self.dictionary.word(row.get(13)?, self.connection)?;
        let mention = Mention {
            span: span(row, 10)?,
            kind: value(codes::KINDS, row.get(12)?)?,
            candidates: Vec::new(),
            axes: if axes.is_empty() { Vec::new() } else { serde_json::from_str(axes)? },
            role: value(codes::ROLES, row.get(14)?)?,
            offset: offset_of(row)?,
            is_embedded: row.get(15)?,
        };
        Ok(Location {
            mention,
            place: self.dictionary.place(row.get(9)?, self.connection)?,
            precision: value(codes::PRECISIONS, row.get(16)?)?,
            uncertainty_m: row.get(17)?,
            confidence: row.get(18)?,
            role: value(codes::ROLES, row.get(19)?)?,
            scored: Vec::new(),
        })
    }

    fn quotation(&mut self, row: &Row) -> Outcome<Quotation> {
        let document = self.document(row.get(2)?)?;
        let span = span(row, 32)?;
        let text = match row.get(34)? {
            Some(text) => text,
            None => document
                .text
                .get(span.range())
                .ok_or_else(|| Fault::Damaged("a quotation is not in its text".to_owned()))?
                .to_owned(),
        };
        Ok(Quotation {
            document: document.id.clone(),
            publisher: document.publisher.clone(),
            url: document.url.clone(),
            published: document.published,
            sha256: document.sha256.clone(),
            text,
            span,
        })
    }

    /// The versions of what coded the document of a row's report; empty when they are not known.
    pub(super) fn made_by(&mut self, row: &Row) -> Outcome<Arc<str>> {
        Ok(Arc::clone(&self.document(row.get(2)?)?.made_by))
    }

    fn document(&mut self, fid: i64) -> Outcome<Rc<Quoted>> {
        if let Some(document) = self.documents.get(&fid) {
            return Ok(Rc::clone(document));
        }
        if self.held >= MOST_TEXT {
            self.documents.clear();
            self.held = 0;
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, s.name, d.url, d.published, d.published_time, t.sha256, t.text, d.made_by
             FROM documents d JOIN texts t ON t.fid = d.text LEFT JOIN publishers s ON s.fid = d.source WHERE d.fid = ?1",
        )?;
        let mut rows = statement.query(params![fid])?;
        let row = rows.next()?.ok_or_else(|| Fault::value("document with a text", fid))?;
        let document = Rc::new(Quoted {
            id: row.get(0)?,
            publisher: row.get(1)?,
            url: row.get(2)?,
            published: published(row.get(3)?, row.get(4)?)?,
            sha256: hex(&row.get::<_, [u8; 32]>(5)?),
            text: row.get(6)?,
            made_by: row.get::<_, Option<String>>(7)?.unwrap_or_default().into(),
        });
        self.held += document.text.len();
        self.documents.insert(fid, Rc::clone(&document));
        Ok(document)
    }
}

fn required(id: Option<String>) -> Outcome<String> {
    id.ok_or_else(|| Fault::Damaged("a report has no id".to_owned()))
}

fn when(row: &Row) -> Outcome<When> {
    let day = |column: usize| row.get::<_, Option<i64>>(column)?.map(codes::day).transpose();
    Ok(When {
        start: day(5)?,
        end: day(6)?,
        precision: value(codes::DATE_PRECISIONS, row.get(7)?)?,
        basis: value(codes::DATE_BASES, row.get(8)?)?,
    })
}

fn offset_of(row: &Row) -> Outcome<Option<Offset>> {
    let (bearing_deg, distance_m): (Option<f64>, Option<f64>) = (row.get(37)?, row.get(38)?);
    Ok(bearing_deg.map(|bearing_deg| Offset::Way { bearing_deg, distance_m }))
}

fn span(row: &Row, column: usize) -> Outcome<Span> {
    let at = |column: usize| -> Outcome<usize> {
        let number: i64 = row.get(column)?;
        usize::try_from(number).map_err(|_| Fault::value("place in a text", number))
    };
    Ok(Span { start: at(column)?, end: at(column + 1)? })
}

/// A day and, when it is known, a moment, as they stand in a row of `documents`.
pub(super) fn published(day: Option<String>, moment: Option<String>) -> Outcome<Option<Published>> {
    let Some(day) = day else { return Ok(None) };
    let date = day.parse().map_err(|_| Fault::value("day", &day))?;
    let time = moment.map(|moment| moment.parse().map_err(|_| Fault::value("moment", &moment))).transpose()?;
    Ok(Some(Published { date, time }))
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let mut digits = Vec::with_capacity(2 * bytes.len());
    bytes.iter().for_each(|byte| digits.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]));
    String::from_utf8(digits).expect("digits are ASCII")
}
