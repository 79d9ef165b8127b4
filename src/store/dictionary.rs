//! What many reports share and the file holds once: words, places, publishers. Kept in memory while a store is open.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::model::{Place, Position};
use crate::store::codes::{BASES, KINDS, number, value};
use crate::store::error::{Fault, Outcome};

/// What was looked up so far. What a failed transaction took back must be forgotten with [`Dictionary::forget`].
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    words: HashMap<Arc<str>, i64>,
    by_number: HashMap<i64, Arc<str>>,
    places: HashMap<String, Vec<(i64, Arc<Place>)>>,
    place_by_number: HashMap<i64, Arc<Place>>,
    publishers: HashMap<String, i64>,
}

impl Dictionary {
    pub(super) fn forget(&mut self) {
        *self = Dictionary::default();
    }

    /// The number of a word, which is added when it is new; none for an empty one.
    pub(super) fn word_number(&mut self, word: &str, connection: &Connection) -> Outcome<Option<i64>> {
        if word.is_empty() {
            return Ok(None);
        }
        if let Some(number) = self.words.get(word) {
            return Ok(Some(*number));
        }
        let known = connection
            .prepare_cached("SELECT fid FROM words WHERE word = ?1")?
            .query_row(params![word], |row| row.get(0))
            .optional()?;
        let number = match known {
            Some(number) => number,
            None => connection.prepare_cached("INSERT INTO words (word) VALUES (?1)")?.insert(params![word])?,
        };
        let word: Arc<str> = word.into();
        self.words.insert(Arc::clone(&word), number);
        self.by_number.insert(number, word);
        Ok(Some(number))
    }

    /// The word of a number; the empty one for none.
    pub(super) fn word(&mut self, number: Option<i64>, connection: &Connection) -> Outcome<&str> {
        let Some(number) = number else { return Ok("") };
        Ok(match self.by_number.entry(number) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let word: Option<String> = connection
                    .prepare_cached("SELECT word FROM words WHERE fid = ?1")?
                    .query_row(params![number], |row| row.get(0))
                    .optional()?;
                unknown.insert(word.ok_or_else(|| Fault::value("row of words", number))?.into())
            }
        })
    }

    /// The number of a publisher, which is added when it is new.
    pub(super) fn publisher_number(&mut self, name: &str, connection: &Connection) -> Outcome<i64> {
        if let Some(number) = self.publishers.get(name) {
            return Ok(*number);
        }
        connection.prepare_cached("INSERT OR IGNORE INTO publishers (name) VALUES (?1)")?.execute(params![name])?;
        let number = connection
            .prepare_cached("SELECT fid FROM publishers WHERE name = ?1")?
            .query_row(params![name], |row| row.get(0))?;
        self.publishers.insert(name.to_owned(), number);
        Ok(number)
    }

    /// The number of a place as it stands, which is added when there is none like it.
    pub(super) fn place_number(&mut self, place: &Arc<Place>, connection: &Connection) -> Outcome<i64> {
        if !self.places.contains_key(&place.id) {
            let mut statement = connection.prepare_cached("SELECT * FROM places WHERE id = ?1")?;
            let mut rows = statement.query(params![place.id])?;
            let mut known = Vec::new();
            while let Some(row) = rows.next()? {
                known.push(read_place(row)?);
            }
            self.places.insert(place.id.clone(), known);
        }
        let known = self.places.get_mut(&place.id).expect("it was put there just now");
        if let Some((number, _)) = known.iter().find(|(_, known)| known == place) {
            return Ok(*number);
        }
        let number = insert_place(place, connection)?;
        known.push((number, Arc::clone(place)));
        self.place_by_number.insert(number, Arc::clone(place));
        Ok(number)
    }

    /// The place of a number.
    pub(super) fn place(&mut self, number: i64, connection: &Connection) -> Outcome<Arc<Place>> {
        if let Some(place) = self.place_by_number.get(&number) {
            return Ok(Arc::clone(place));
        }
        let mut statement = connection.prepare_cached("SELECT * FROM places WHERE fid = ?1")?;
        let mut rows = statement.query(params![number])?;
        let row = rows.next()?.ok_or_else(|| Fault::value("row of places", number))?;
        let (_, place) = read_place(row)?;
        self.place_by_number.insert(number, Arc::clone(&place));
        Ok(place)
    }
}

fn insert_place(place: &Place, connection: &Connection) -> Outcome<i64> {
    let Place { id, name, name_uk, name_ru, kind, country, admin1, admin2, position, basis, population } = place;
    let (lat, lon) = (position.map(Position::lat), position.map(Position::lon));
    let (kind, basis) = (number(KINDS, kind), number(BASES, basis));
    let statement =
        "INSERT INTO places (id, name, name_uk, name_ru, kind, country, admin1, admin2, lat, lon, basis, population)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let values = params![id, name, name_uk, name_ru, kind, country, admin1, admin2, lat, lon, basis, population];
    Ok(connection.prepare_cached(statement)?.insert(values)?)
}

fn read_place(row: &Row) -> Outcome<(i64, Arc<Place>)> {
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get("lat")?, row.get("lon")?);
    let position = match lat.zip(lon) {
        Some((lat, lon)) => Some(Position::from_lat_lon(lat, lon).map_err(|error| Fault::Damaged(error.to_string()))?),
        None => None,
    };
    let place = Place {
        id: row.get("id")?,
        name: row.get("name")?,
        name_uk: row.get("name_uk")?,
        name_ru: row.get("name_ru")?,
        kind: value(KINDS, row.get("kind")?)?,
        country: row.get("country")?,
        admin1: row.get("admin1")?,
        admin2: row.get("admin2")?,
        position,
        basis: value(BASES, row.get("basis")?)?,
        population: row.get("population")?,
    };
    Ok((row.get("fid")?, Arc::new(place)))
}
