//! JSON Lines: one document a line.

use std::io::{self, BufRead};
use std::path::PathBuf;

use crate::read::decode::Decoded;
use crate::read::error::{At, Error};
use crate::read::fields::Fields;
use crate::read::input::{Input, Records, undecodable};
use crate::read::record::Record;

/// The documents of a file, line by line; only the line being read is held.
pub(super) fn records(input: Input) -> Records {
    let (path, name, limit) = (input.path.clone(), input.name.clone(), input.max_bytes);
    Box::new(JsonLines {
        input: input.decoded(),
        path,
        name,
        limit,
        line: String::new(),
        number: 0,
        state: State::Reading,
    })
}

struct JsonLines {
    input: Decoded,
    path: PathBuf,
    name: String,
    limit: usize,
    line: String,
    number: u64,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Reading,
    Finished,
}

/// What reading a line came to.
enum Line {
    Read,
    TooLong,
    End,
}

impl Iterator for JsonLines {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Result<Record, Error>> {
        while self.state == State::Reading {
            match self.read_line() {
                Err(source) => {
                    self.state = State::Finished;
                    return Some(Err(Error::Unreadable { at: self.at(), source }));
                }
                Ok(Line::TooLong) => return Some(Err(Error::TooLarge { at: self.at(), limit: self.limit as u64 })),
                Ok(Line::End) => {
                    self.state = State::Finished;
                    return undecodable(At::file(&self.path), self.input.damaged()).map(Err);
                }
                Ok(Line::Read) if self.line.trim_ascii().is_empty() => {}
                Ok(Line::Read) => return Some(self.record()),
            }
        }
        None
    }
}

impl JsonLines {
    fn at(&self) -> At {
        At::line(&self.path, self.number)
    }

    fn record(&self) -> Result<Record, Error> {
        let fields: Fields =
            serde_json::from_str(&self.line).map_err(|source| Error::Json { at: self.at(), source })?;
        fields.record(self.at(), format!("{}#{}", self.name, self.number))
    }

    /// Reads up to a line feed, a carriage return or both. What is over the limit is passed by without holding it.
    fn read_line(&mut self) -> io::Result<Line> {
        self.line.clear();
        self.number += 1;
        let mut whole = Line::Read;
        loop {
            let ready = self.input.fill_text()?;
            if ready.is_empty() {
                let nothing = self.line.is_empty() && matches!(whole, Line::Read);
                return Ok(if nothing { Line::End } else { whole });
            }
            let end = memchr::memchr2(b'\n', b'\r', ready.as_bytes());
            let piece = &ready[..end.unwrap_or(ready.len())];
            if self.line.len() + piece.len() > self.limit {
                whole = Line::TooLong;
                self.line.clear();
            } else if matches!(whole, Line::Read) {
                self.line.push_str(piece);
            }
            let Some(end) = end else {
                let count = ready.len();
                self.input.consume(count);
                continue;
            };
            let carriage_return = ready.as_bytes()[end] == b'\r';
            self.input.consume(end + 1);
            if carriage_return && self.input.fill_buf()?.first() == Some(&b'\n') {
                self.input.consume(1);
            }
            return Ok(whole);
        }
    }
}
