//! A record as a format gives it, and the document it becomes.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use sha2::{Digest, Sha256};

use crate::model::{Document, Language, Side, Source};
use crate::read::Settings;
use crate::read::error::{At, Error};
use crate::read::language;
use crate::read::published::Calendar;

/// What a format found, fields as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Where it stands.
    pub at: At,
    pub id: Option<String>,
    /// The id for a record without one.
    pub fallback_id: String,
    pub published: Option<String>,
    pub language: Option<String>,
    pub publisher: Option<String>,
    /// The publisher's side, as a code.
    pub side: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub text: String,
}

impl Record {
    /// A text and nothing else.
    pub(super) fn of_text(at: At, fallback_id: String, text: String) -> Record {
        Record {
            at,
            id: None,
            fallback_id,
            published: None,
            language: None,
            publisher: None,
            side: None,
            url: None,
            title: None,
            text,
        }
    }
}

/// Makes documents of records, and remembers the ids it gave.
pub(super) struct Registry {
    settings: Settings,
    calendar: Calendar,
    /// Hashes of ids, with the beginning of the hash of their text: 16 bytes a document.
    seen: HashMap<u64, u64>,
}

impl Registry {
    pub(super) fn new(settings: &Settings) -> Registry {
        Registry { settings: settings.clone(), calendar: Calendar::new(), seen: HashMap::new() }
    }

    /// The document of a record, and what is doubtful about it.
    ///
    /// # Errors
    /// When it holds no text, too much of it, no letters we read, or came before.
    pub(super) fn document(&mut self, record: Record, doubts: &mut Vec<Error>) -> Result<Document, Error> {
        self.check_text(&record)?;
        let sha256 = hexadecimal(&Sha256::digest(record.text.as_bytes()));
        let language = language_of(&record, doubts)?;
        let published = match &record.published {
            Some(given) => {
                let published = self.calendar.published(given);
                if published.is_none() {
                    doubts.push(Error::Published { at: record.at.clone(), given: given.clone() });
                }
                published
            }
            None => match self.settings.published {
                Some(date) => Some(crate::model::Published { date, time: None }),
                None => self.calendar.date_line(&record.text),
            },
        };
        let id = self.unique_id(record.id.unwrap_or(record.fallback_id), &sha256, &record.at, doubts)?;
        Ok(Document {
            id,
            source: Source { side: record.side.as_deref().and_then(party), publisher: record.publisher },
            url: record.url,
            published,
            language,
            title: record.title,
            text: record.text,
            sha256,
        })
    }

    fn check_text(&self, record: &Record) -> Result<(), Error> {
        let at = || record.at.clone();
        if record.text.trim().is_empty() {
            return Err(Error::Empty { at: at() });
        }
        let limit = self.settings.max_text_chars;
        if record.text.len() > limit {
            let characters = record.text.chars().count();
            if characters > limit {
                return Err(Error::TooLong { at: at(), characters, limit });
            }
        }
        Ok(())
    }

    /// An id that no other text has. A second text under the same id gets the beginning of its own hash, not a number:
    /// so its id stays the same when another file joins the folder.
    fn unique_id(&mut self, id: String, sha256: &str, at: &At, doubts: &mut Vec<Error>) -> Result<String, Error> {
        let text = u64::from_str_radix(&sha256[..16], 16).expect("a SHA-256 is hexadecimal");
        match self.seen.entry(hash(&id)) {
            Entry::Vacant(place) => {
                place.insert(text);
                Ok(id)
            }
            Entry::Occupied(place) if *place.get() == text => Err(Error::Repeated { at: at.clone(), id }),
            Entry::Occupied(_) => {
                let renamed = format!("{id}~{}", &sha256[..8]);
                if self.seen.insert(hash(&renamed), text).is_some() {
                    return Err(Error::Repeated { at: at.clone(), id: renamed });
                }
                doubts.push(Error::SameId { at: at.clone(), id, renamed: renamed.clone() });
                Ok(renamed)
            }
        }
    }
}

/// A party to the war; whoever is none has no side as a publisher.
fn party(code: &str) -> Option<Side> {
    Side::from_code(code).filter(|side| side.is_party())
}

fn language_of(record: &Record, doubts: &mut Vec<Error>) -> Result<Language, Error> {
    let given = record.language.as_deref().and_then(Language::from_code);
    if let Some(language) = given.filter(|language| language::has_alphabet_of(&record.text, *language)) {
        return Ok(language);
    }
    let Some(detected) = language::language(&record.text) else {
        return Err(Error::NoLanguage { at: record.at.clone() });
    };
    if let Some(given) = &record.language
        && given_is_unread(given)
    {
        let read_as = detected.code();
        doubts.push(Error::OtherLanguage { at: record.at.clone(), given: given.clone(), read_as });
    }
    Ok(detected)
}

fn given_is_unread(given: &str) -> bool {
    Language::from_code(given).is_none()
}

fn hexadecimal(digest: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let mut digits = String::with_capacity(2 * digest.len());
    digits.extend(digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    digits
}

fn hash(id: &str) -> u64 {
    // The default hasher made by `new` has fixed keys: the same id has the same hash in every run.
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
