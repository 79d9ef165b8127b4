//! Names that mean no one place, kept with the document that has them.

use rusqlite::{Connection, params};

use crate::model::Unresolved;
use crate::store::error::{Fault, Outcome};
use crate::store::{Error, Store};

/// The documents that tell their text now.
const TELLING: &str = "FROM unresolved u JOIN documents d ON d.fid = u.document
                       WHERE d.known_to IS NULL AND d.copy_of IS NULL";

impl Store {
    /// The first names in the order of documents' ids and of their texts, at most so many.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unresolved(&mut self, most: usize) -> Result<Vec<Unresolved>, Error> {
        self.read(|connection, _| some(&format!("{TELLING} ORDER BY d.id, first_letter, end_letter"), most, connection))
    }
}

/// The names of one document, in the order of its text.
pub(super) fn of_document(document: i64, connection: &Connection) -> Outcome<Vec<Unresolved>> {
    let one =
        format!("FROM unresolved u JOIN documents d ON d.fid = u.document WHERE d.fid = {document} ORDER BY u.fid");
    some(&one, usize::MAX, connection)
}

fn some(which: &str, most: usize, connection: &Connection) -> Outcome<Vec<Unresolved>> {
    let mut statement = connection.prepare(&format!(
        "SELECT d.id, d.url, first_letter, end_letter, name, verdict, candidates, context {which} LIMIT ?1"
    ))?;
    let mut rows = statement.query([i64::try_from(most).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let verdict: String = row.get(5)?;
        let verdict = Unresolved::VERDICTS.into_iter().find(|known| *known == verdict);
        found.push(Unresolved {
            document: row.get(0)?,
            url: row.get(1)?,
            start: row.get::<_, u32>(2)? as usize,
            end: row.get::<_, u32>(3)? as usize,
            text: row.get(4)?,
            verdict: verdict.ok_or_else(|| Fault::Damaged("a verdict is none".to_owned()))?,
            candidates: row.get(6)?,
            context: row.get(7)?,
        });
    }
    Ok(found)
}

/// Puts names in the place of those that a document had.
pub(super) fn replace(document: i64, names: &[Unresolved], connection: &Connection) -> Outcome<()> {
    connection.prepare_cached("DELETE FROM unresolved WHERE document = ?1")?.execute([document])?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO unresolved (document, first_letter, end_letter, name, verdict, candidates, context)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let count = |letters: usize| i64::try_from(letters).expect("a text is shorter than 2^63 letters");
    for Unresolved { start, end, text, verdict, candidates, context, .. } in names {
        statement.execute(params![document, count(*start), count(*end), text, verdict, candidates, context])?;
    }
    Ok(())
}
