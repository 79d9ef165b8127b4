//! Documents as they come in: new ones, new versions of known ones, and texts that stand elsewhere already.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::geopackage::timestamp;
use crate::model::{Document, Language, Report, Source, Unresolved};
use crate::store::dictionary::Dictionary;
use crate::store::error::{Fault, Outcome};
use crate::store::reports::{self, hex, published};
use crate::store::{codes, unresolved};

/// A document and what it tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// As it was read.
    pub document: Document,
    /// What it tells; none when nobody coded it, because its text is known: should it turn out to be told by no other
    /// document any more, it waits to be coded.
    pub reports: Option<Vec<Report>>,
    /// Its names that mean no one place.
    pub unresolved: Vec<Unresolved>,
}

/// When something is written, and what made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp<'a> {
    /// From when on it is known.
    pub moment: Timestamp,
    /// The versions of program, gazetteer, lexicon and axes.
    pub made_by: &'a str,
}

/// What became of the documents that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Documents of a new address and a new text.
    pub new: usize,
    /// New versions of known documents.
    pub edited: usize,
    /// Known texts at a new address.
    pub copies: usize,
    /// What is there already.
    pub unchanged: usize,
    /// Reports that were added.
    pub reports: usize,
}

impl Taken {
    /// Adds what became of others.
    pub fn add(&mut self, other: Taken) {
        self.new += other.new;
        self.edited += other.edited;
        self.copies += other.copies;
        self.unchanged += other.unchanged;
        self.reports += other.reports;
    }
}

/// Takes documents in within one transaction.
pub(super) struct Intake<'a> {
    pub(super) connection: &'a Connection,
    pub(super) dictionary: &'a mut Dictionary,
    pub(super) stamp: Stamp<'a>,
    /// Places whose events change, with the days.
    pub(super) stale: Stale,
}

/// Days of each place, by its id: the first and the last, and whether a report without a day is among them.
#[derive(Debug, Default)]
pub(super) struct Stale(BTreeMap<String, (Option<(i64, i64)>, bool)>);

impl Stale {
    /// Adds the days of a report.
    pub(super) fn add(&mut self, place: &str, days: Option<(i64, i64)>) {
        let known = self.0.entry(place.to_owned()).or_default();
        match (days, &mut known.0) {
            (None, _) => known.1 = true,
            (Some(days), none @ None) => *none = Some(days),
            (Some((from, to)), Some(known)) => *known = (known.0.min(from), known.1.max(to)),
        }
    }

    /// Each place with its days, none for reports without a day.
    pub(super) fn windows(&self) -> impl Iterator<Item = (&str, Vec<Option<(i64, i64)>>)> {
        self.0.iter().map(|(place, (days, has_undated))| {
            let undated = has_undated.then_some(None);
            (place.as_str(), days.map(Some).into_iter().chain(undated).collect())
        })
    }

    /// Keeps them until their events are made.
    pub(super) fn write(&self, connection: &Connection) -> Outcome<()> {
        let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO stale VALUES (?1, ?2, ?3)")?;
        let mut undated = connection.prepare_cached(
            "INSERT INTO stale SELECT ?1, NULL, NULL WHERE NOT EXISTS
             (SELECT 1 FROM stale WHERE place = ?1 AND first_day IS NULL)",
        )?;
        for (place, (days, has_undated)) in &self.0 {
            if let Some((from, to)) = days {
                statement.execute(params![place, from, to])?;
            }
            if *has_undated {
                undated.execute(params![place])?;
            }
        }
        Ok(())
    }
}

/// A version that holds.
pub(super) struct Current {
    pub(super) fid: i64,
    text: Option<i64>,
}

impl Intake<'_> {
    /// Takes one document in.
    pub(super) fn take(&mut self, incoming: &Incoming) -> Outcome<Taken> {
        let Incoming { document, reports, unresolved } = incoming;
        let address = address(document);
        let text = self.text_number(&document.sha256)?;
        let current = self.current(&address)?;
        if text.is_some() && current.as_ref().is_some_and(|current| current.text == text) {
            return Ok(Taken { unchanged: 1, ..Taken::default() });
        }
        if let Some(current) = &current {
            self.close(current.fid)?;
        }
        let original = text.map(|text| self.teller(text)).transpose()?.flatten();
        let text = match text {
            Some(text) => text,
            None => self.add_text(document)?,
        };
        let fid = self.add(document, &address, text, original)?;
        let mut taken = Taken::default();
        match (&current, original) {
            (Some(_), _) => taken.edited = 1,
            (None, Some(_)) => taken.copies = 1,
            (None, None) => taken.new = 1,
        }
        if let (None, Some(reports)) = (original, reports) {
            self.code(fid, &document.text, reports)?;
            unresolved::replace(fid, unresolved, self.connection)?;
            taken.reports = reports.len();
        }
        Ok(taken)
    }

    /// Adds the reports of a document that has none.
    pub(super) fn code(&mut self, fid: i64, text: &str, reports: &[Report]) -> Outcome<()> {
        for report in reports {
            reports::insert(report, (fid, text), self.stamp.moment, self.dictionary, self.connection)?;
            let days = report.when.start.zip(report.when.end);
            let days = days.map(|(from, to)| (codes::day_number(from), codes::day_number(to)));
            self.stale.add(&report.location.place.id, days);
        }
        let made_by = params![fid, self.stamp.made_by];
        self.connection.prepare_cached("UPDATE documents SET made_by = ?2 WHERE fid = ?1")?.execute(made_by)?;
        Ok(())
    }

    /// Ends the reports of a document: from now on they are no longer known to be told.
    pub(super) fn retract_reports(&mut self, document: i64) -> Outcome<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.id, r.first_day, r.last_day FROM reports r JOIN places p ON p.fid = r.place
             WHERE r.document = ?1 AND r.known_to IS NULL",
        )?;
        let mut rows = statement.query(params![document])?;
        while let Some(row) = rows.next()? {
            let (first, last): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            self.stale.add(&row.get::<_, String>(0)?, first.zip(last));
        }
        self.connection
            .prepare_cached("UPDATE reports SET known_to = ?2 WHERE document = ?1 AND known_to IS NULL")?
            .execute(params![document, self.stamp.moment.as_millisecond()])?;
        Ok(())
    }

    /// Ends a version with its reports. When its text stands elsewhere too, the first such document waits to be coded in
    /// its stead.
    pub(super) fn close(&mut self, fid: i64) -> Outcome<()> {
        self.retract_reports(fid)?;
        self.connection
            .prepare_cached("UPDATE documents SET known_to = ?2 WHERE fid = ?1")?
            .execute(params![fid, timestamp(self.stamp.moment)])?;
        let heir: Option<i64> = self
            .connection
            .prepare_cached("SELECT min(fid) FROM documents WHERE copy_of = ?1 AND known_to IS NULL")?
            .query_row(params![fid], |row| row.get(0))?;
        if let Some(heir) = heir {
            self.connection
                .prepare_cached("UPDATE documents SET copy_of = ?2 WHERE copy_of = ?1 AND known_to IS NULL")?
                .execute(params![fid, heir])?;
            self.connection
                .prepare_cached("UPDATE documents SET copy_of = NULL, made_by = NULL WHERE fid = ?1")?
                .execute(params![heir])?;
        }
        Ok(())
    }

    /// Ends what stands at an address, with a row that says so. Tells whether anything stood there.
    pub(super) fn withdraw(&mut self, address: &str) -> Outcome<bool> {
        let Some(current) = self.current(address)? else { return Ok(false) };
        if current.text.is_none() {
            return Ok(false);
        }
        self.close(current.fid)?;
        self.connection
            .prepare_cached(
                "INSERT INTO documents (address, id, source, url, published, published_time, language, title, made_by,
                                        known_from, side)
                 SELECT address, id, source, url, published, published_time, language, title, ?2, ?3, side
                 FROM documents WHERE fid = ?1",
            )?
            .execute(params![current.fid, self.stamp.made_by, timestamp(self.stamp.moment)])?;
        Ok(true)
    }

    pub(super) fn text_number(&self, sha256: &str) -> Outcome<Option<i64>> {
        let mut statement = self.connection.prepare_cached("SELECT fid FROM texts WHERE sha256 = ?1")?;
        Ok(statement.query_row(params![bytes(sha256)?], |row| row.get(0)).optional()?)
    }

    fn add_text(&self, document: &Document) -> Outcome<i64> {
        let mut statement = self.connection.prepare_cached("INSERT INTO texts (sha256, text) VALUES (?1, ?2)")?;
        Ok(statement.insert(params![bytes(&document.sha256)?, document.text])?)
    }

    pub(super) fn current(&self, address: &str) -> Outcome<Option<Current>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT fid, text FROM documents WHERE address = ?1 AND known_to IS NULL")?;
        let read = |row: &Row| Ok(Current { fid: row.get(0)?, text: row.get(1)? });
        Ok(statement.query_row(params![address], read).optional()?)
    }

    /// The document that tells a text now.
    fn teller(&self, text: i64) -> Outcome<Option<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT fid FROM documents WHERE text = ?1 AND known_to IS NULL AND copy_of IS NULL AND NOT is_row",
        )?;
        Ok(statement.query_row(params![text], |row| row.get(0)).optional()?)
    }

    fn add(&mut self, document: &Document, address: &str, text: i64, original: Option<i64>) -> Outcome<i64> {
        let Document { id, source, url, published, language, title, .. } = document;
        let side = source.side.map(|side| codes::number(codes::SIDES, &side));
        let source = match &source.publisher {
            Some(name) => Some(self.dictionary.publisher_number(name, self.connection)?),
            None => None,
        };
        let day = published.map(|published| published.date.to_string());
        let moment = published.and_then(|published| published.time).map(|moment| moment.to_string());
        let made_by = original.map(|_| self.stamp.made_by);
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO documents (address, id, source, url, published, published_time, language, title, text, copy_of,
                                    made_by, known_from, side)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?;
        let known_from = timestamp(self.stamp.moment);
        let language = language.code();
        let values =
            params![address, id, source, url, day, moment, language, title, text, original, made_by, known_from, side];
        Ok(statement.insert(values)?)
    }
}

/// What tells one document from another through its versions. A file name alone does not: every morning's file may be
/// called the same.
fn address(document: &Document) -> String {
    if let Some(url) = &document.url {
        return url.clone();
    }
    let publisher = document.source.publisher.as_deref().unwrap_or("");
    let day = document.published.map(|published| published.date.to_string()).unwrap_or_default();
    [&document.id, publisher, &day].join("\n")
}

/// The texts that a store holds, by their SHA-256.
#[derive(Debug, Clone, Default)]
pub struct KnownTexts(HashSet<[u8; 32]>);

impl KnownTexts {
    /// Every text that came in at any time.
    pub(super) fn of(connection: &Connection) -> Outcome<KnownTexts> {
        let mut statement = connection.prepare("SELECT sha256 FROM texts")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(KnownTexts(rows.collect::<Result<_, _>>()?))
    }

    /// Whether the text of a document is there.
    pub fn has(&self, document: &Document) -> bool {
        let known = bytes(&document.sha256).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        known.is_some_and(|bytes| self.0.contains(&bytes))
    }
}

/// Which documents are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Those that wait to be coded.
    Waiting,
    /// All that hold and tell their text themselves.
    Current,
}

/// The next documents after one, at most so many, with their numbers.
pub(super) fn documents(
    which: Which,
    after: i64,
    most: usize,
    connection: &Connection,
) -> Outcome<Vec<(i64, Document)>> {
    let waiting = match which {
        Which::Waiting => "AND d.made_by IS NULL",
        Which::Current => "",
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT d.fid, d.id, s.name, d.url, d.published, d.published_time, d.language, d.title, t.text, t.sha256, d.side
         FROM documents d JOIN texts t ON t.fid = d.text LEFT JOIN publishers s ON s.fid = d.source
         WHERE d.fid > ?1 AND d.known_to IS NULL AND d.copy_of IS NULL AND NOT d.is_row {waiting} ORDER BY d.fid LIMIT ?2"
    ))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![after, most])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push((row.get(0)?, document(row)?));
    }
    Ok(documents)
}

fn document(row: &Row) -> Outcome<Document> {
    let language: String = row.get(6)?;
    let side: Option<i64> = row.get(10)?;
    let side = side.map(|side| codes::value(codes::SIDES, side)).transpose()?;
    Ok(Document {
        id: row.get(1)?,
        source: Source { publisher: row.get(2)?, side },
        url: row.get(3)?,
        published: published(row.get(4)?, row.get(5)?)?,
        language: Language::from_code(&language).ok_or_else(|| Fault::value("language", &language))?,
        title: row.get(7)?,
        text: row.get(8)?,
        sha256: hex(&row.get::<_, Vec<u8>>(9)?),
    })
}

/// The 32 bytes of a hash in hexadecimal digits.
pub(super) fn bytes(sha256: &str) -> Outcome<Vec<u8>> {
    let digit = |at: usize| sha256.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = (0..sha256.len()).step_by(2).map(digit).collect();
    bytes.filter(|bytes| bytes.len() == 32).ok_or_else(|| Fault::value("SHA-256", sha256))
}
