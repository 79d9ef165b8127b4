//! Rows of data sets: what others have coded, each a document of its own that nobody codes again.

use jiff::Timestamp;
use rusqlite::params;

use crate::geopackage::timestamp;
use crate::model::{Quotation, Report};
use crate::store::documents::{Intake, Stale, bytes};
use crate::store::error::Outcome;
use crate::store::{Error, Stamp, Store, Taken, reports_of};

impl Store {
    /// Takes rows of data sets in, all of them or none. A row is known by its id; one that says something else than
    /// before is a new version.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn ingest_rows(&mut self, rows: &[Report], stamp: Stamp) -> Result<Taken, Error> {
        if rows.is_empty() {
            return Ok(Taken::default());
        }
        self.write(stamp.moment, |writer, dictionary| {
            let mut intake = Intake { connection: writer.connection(), dictionary, stamp, stale: Stale::default() };
            let mut taken = Taken::default();
            for row in rows {
                taken.add(intake.take_row(row)?);
            }
            intake.stale.write(writer.connection())?;
            Ok(taken)
        })
    }
}

impl Intake<'_> {
    fn take_row(&mut self, report: &Report) -> Outcome<Taken> {
        // No document has such an address: a url has no line break, and what stands without one has two.
        let address = format!("{}\nrow", report.quotation.document);
        let current = self.current(&address)?;
        if let Some(current) = &current {
            if reports_of(current.fid, self.dictionary, self.connection)?.first() == Some(report) {
                return Ok(Taken { unchanged: 1, ..Taken::default() });
            }
            self.close(current.fid)?;
        }
        let fid = self.add_row(&report.quotation, &address, self.stamp.moment)?;
        self.code(fid, &report.quotation.text, std::slice::from_ref(report))?;
        let (new, edited) = if current.is_some() { (0, 1) } else { (1, 0) };
        Ok(Taken { new, edited, reports: 1, ..Taken::default() })
    }

    fn add_row(&mut self, quotation: &Quotation, address: &str, moment: Timestamp) -> Outcome<i64> {
        let Quotation { document, publisher, url, sha256, text, .. } = quotation;
        let publisher = match publisher {
            Some(name) => Some(self.dictionary.publisher_number(name, self.connection)?),
            None => None,
        };
        let text = match self.text_number(sha256)? {
            Some(text) => text,
            None => self
                .connection
                .prepare_cached("INSERT INTO texts (sha256, text) VALUES (?1, ?2)")?
                .insert(params![bytes(sha256)?, text])?,
        };
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO documents (address, id, source, url, language, text, known_from, is_row)
             VALUES (?1, ?2, ?3, ?4, 'und', ?5, ?6, 1)",
        )?;
        Ok(statement.insert(params![address, document, publisher, url, text, timestamp(moment)])?)
    }
}
