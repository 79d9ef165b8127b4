//! JSON files: documents in an object, an array or one after another, Telegram Desktop's export, and JSON Feed.

use std::io;
use std::path::PathBuf;

use crate::read::error::{At, Error};
use crate::read::fields::Fields;
use crate::read::input::{Input, Records, undecodable};
use crate::read::lines;
use crate::read::record::Record;
use crate::read::scan::{Scanner, Taken};
use crate::read::telegram::{Chat, Message};

/// How deep the lists of an export stand: the export, its chats, their list, a chat, its messages.
const MAX_FRAMES: usize = 6;

/// The documents of a file; only the one being read is held.
pub(super) fn records(input: Input) -> Records {
    if has_a_document_a_line(&input.head) {
        return lines::records(input);
    }
    let (path, name, limit) = (input.path.clone(), input.name.clone(), input.max_bytes);
    Box::new(Json {
        scanner: Scanner::new(input.decoded(), limit),
        path,
        name,
        limit,
        frames: Vec::new(),
        items: 0,
        service: 0,
        wordless: 0,
        finished: false,
    })
}

/// Whether the first line is a whole object and another line follows it.
fn has_a_document_a_line(head: &str) -> bool {
    let mut lines = head.split_inclusive(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_object = first.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
    is_object && lines.next().is_some()
}

struct Json {
    scanner: Scanner,
    path: PathBuf,
    name: String,
    limit: usize,
    /// The objects and arrays that are open, the innermost last.
    frames: Vec<Frame>,
    items: u64,
    service: u64,
    wordless: u64,
    finished: bool,
}

/// An object or array that is read piece by piece.
enum Frame {
    Object(Object),
    Documents,
    Chats,
    Messages(Chat),
    FeedItems(Option<String>),
}

/// An object: what it holds besides the lists that are read piece by piece.
struct Object {
    line: u64,
    /// Its fields so far, as JSON without the closing brace.
    fields: Vec<u8>,
    /// Whether one of its values was a list read piece by piece.
    held_a_list: bool,
    too_large: bool,
}

type Step = Result<Option<Record>, Error>;

impl Iterator for Json {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Result<Record, Error>> {
        while !self.finished {
            match self.step() {
                Ok(None) => {}
                Ok(Some(record)) => return Some(Ok(record)),
                Err(error) => {
                    self.finished |= ends_the_file(&error);
                    return Some(Err(error));
                }
            }
        }
        let (service, wordless) = (std::mem::take(&mut self.service), std::mem::take(&mut self.wordless));
        if service + wordless > 0 {
            return Some(Err(Error::Wordless { at: At::file(&self.path), service, wordless }));
        }
        None
    }
}

/// Whether the place in the file is lost.
fn ends_the_file(error: &Error) -> bool {
    matches!(error, Error::Unreadable { .. } | Error::CutShort { .. } | Error::Structure { .. })
}

impl Json {
    /// Goes one value further.
    fn step(&mut self) -> Step {
        let next = self.scanner.peek().map_err(|source| self.unreadable(source))?;
        if next == Some(b',') {
            self.pass()?;
            return Ok(None);
        }
        match (self.frames.last(), next) {
            (None, None) => self.finish(),
            (Some(_), None) => Err(Error::CutShort { at: self.here() }),
            (None, Some(b'[')) => self.open(Frame::Documents),
            (None, Some(b'{')) | (Some(Frame::Chats), Some(b'{')) => self.open_object(),
            (None, Some(_)) => Err(Error::Structure { at: self.here(), expected: "an object or an array" }),
            (Some(Frame::Object(_)), Some(b'}')) => self.close_object(),
            (Some(Frame::Object(_)), Some(b'"')) => self.field(),
            (Some(Frame::Object(_)), Some(_)) => {
                Err(Error::Structure { at: self.here(), expected: "a field in double quotes" })
            }
            (Some(_), Some(b']')) => self.close(),
            (Some(_), Some(_)) => self.item(),
        }
    }

    fn finish(&mut self) -> Step {
        self.finished = true;
        undecodable(At::file(&self.path), self.scanner.input.damaged()).map_or(Ok(None), Err)
    }

    fn open(&mut self, frame: Frame) -> Step {
        self.pass()?;
        self.frames.push(frame);
        Ok(None)
    }

    fn open_object(&mut self) -> Step {
        let object = Object { line: self.scanner.line, fields: vec![b'{'], held_a_list: false, too_large: false };
        self.open(Frame::Object(object))
    }

    fn close(&mut self) -> Step {
        self.pass()?;
        self.frames.pop();
        Ok(None)
    }

    /// An object that held no list is a document.
    fn close_object(&mut self) -> Step {
        self.pass()?;
        let Some(Frame::Object(mut object)) = self.frames.pop() else { return Ok(None) };
        if object.held_a_list || !self.frames.is_empty() {
            return Ok(None);
        }
        self.items += 1;
        let at = At::line(&self.path, object.line);
        if object.too_large {
            return Err(Error::TooLarge { at, limit: self.limit as u64 });
        }
        object.fields.push(b'}');
        let fallback_id = if self.items == 1 { self.name.clone() } else { self.item_name() };
        parse::<Fields>(&object.fields, &at)?.record(at, fallback_id).map(Some)
    }

    /// Takes a field of the innermost object, or opens the list that it holds.
    fn field(&mut self) -> Step {
        let mut key = Vec::new();
        self.take(&mut key)?;
        if self.scanner.peek().map_err(|source| self.unreadable(source))? != Some(b':') {
            return Err(Error::Structure { at: self.here(), expected: "a colon" });
        }
        self.pass()?;
        let next = self.scanner.peek().map_err(|source| self.unreadable(source))?;
        let depth = self.frames.len();
        let Some(Frame::Object(object)) = self.frames.last_mut() else { return Ok(None) };
        let inner = match (key.as_slice(), next) {
            _ if depth >= MAX_FRAMES => None,
            (b"\"messages\"", Some(b'[')) => Some(Frame::Messages(Chat::of_fields(&object.fields))),
            (b"\"items\"", Some(b'[')) => Some(Frame::FeedItems(Chat::of_fields(&object.fields).title())),
            (b"\"list\"", Some(b'[')) if depth > 1 => Some(Frame::Chats),
            _ => None,
        };
        if let Some(frame) = inner {
            object.held_a_list = true;
            return self.open(frame);
        }
        if matches!(key.as_slice(), b"\"chats\"" | b"\"left_chats\"") && next == Some(b'{') && depth == 1 {
            object.held_a_list = true;
            return self.open_object();
        }
        self.keep(&key)
    }

    /// Adds a field to the innermost object.
    fn keep(&mut self, key: &[u8]) -> Step {
        let Some(Frame::Object(mut object)) = self.frames.pop() else { return Ok(None) };
        if object.fields.len() > 1 {
            object.fields.push(b',');
        }
        object.fields.extend_from_slice(key);
        object.fields.push(b':');
        let taken = self.take(&mut object.fields);
        if matches!(taken, Err(Error::TooLarge { .. })) {
            object.too_large = true;
            object.fields = vec![b'{'];
        }
        self.frames.push(Frame::Object(object));
        match taken {
            Err(Error::TooLarge { .. }) | Ok(()) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// An item of the innermost list.
    fn item(&mut self) -> Step {
        self.items += 1;
        let at = At::item(&self.path, self.items, Some(self.scanner.line));
        let mut value = Vec::new();
        match self.take(&mut value) {
            Err(Error::TooLarge { limit, .. }) => return Err(Error::TooLarge { at, limit }),
            taken => taken?,
        }
        if value.is_empty() {
            return Err(Error::Structure { at, expected: "a value" });
        }
        let name = self.item_name();
        let Some(Frame::Messages(chat)) = self.frames.last() else {
            let fields = parse::<Fields>(&value, &at)?;
            return match self.frames.last() {
                Some(Frame::FeedItems(publisher)) => {
                    let record = fields.feed_record(at, name)?;
                    Ok(Some(Record { publisher: record.publisher.or(publisher.clone()), ..record }))
                }
                _ => fields.record(at, name).map(Some),
            };
        };
        let message = parse::<Message>(&value, &at)?;
        if message.is_service() {
            self.service += 1;
            return Ok(None);
        }
        let record = message.record(chat, at, name);
        self.wordless += u64::from(record.is_none());
        Ok(record)
    }

    fn item_name(&self) -> String {
        format!("{}#{}", self.name, self.items)
    }

    fn here(&self) -> At {
        At::line(&self.path, self.scanner.line)
    }

    fn unreadable(&self, source: io::Error) -> Error {
        Error::Unreadable { at: self.here(), source }
    }

    fn pass(&mut self) -> Result<(), Error> {
        self.scanner.pass().map_err(|source| self.unreadable(source))
    }

    fn take(&mut self, held: &mut Vec<u8>) -> Result<(), Error> {
        match self.scanner.take(held) {
            Ok(Taken::Whole) => Ok(()),
            Ok(Taken::TooLarge) => Err(Error::TooLarge { at: self.here(), limit: self.limit as u64 }),
            Ok(Taken::CutShort) => Err(Error::CutShort { at: self.here() }),
            Err(source) => Err(self.unreadable(source)),
        }
    }
}

fn parse<'a, T: serde::Deserialize<'a>>(json: &'a [u8], at: &At) -> Result<T, Error> {
    serde_json::from_slice(json).map_err(|source| Error::Json { at: at.clone(), source })
}
