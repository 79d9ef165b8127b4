//! Finds where JSON values begin and end, without holding more than one of them.

use std::io::{self, BufRead};

use crate::read::decode::Decoded;

/// What taking a value came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// The value is whole.
    Whole,
    /// It is over the limit; it was passed by.
    TooLarge,
    /// The input ends inside it.
    CutShort,
}

/// Walks over JSON. It checks only brackets and strings; the parser checks the values.
pub(super) struct Scanner {
    pub input: Decoded,
    /// The line of the next byte, counted from 1.
    pub line: u64,
    limit: usize,
}

impl Scanner {
    /// Holds values of at most `limit` bytes.
    pub(super) fn new(input: Decoded, limit: usize) -> Scanner {
        Scanner { input, line: 1, limit }
    }

    /// The next byte that is not white space, without taking it; none at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let ready = self.input.fill_buf()?;
            if ready.is_empty() {
                return Ok(None);
            }
            let blank = ready.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let found = ready.get(blank).copied();
            self.consume(blank)?;
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Takes the byte that `peek` showed.
    pub(super) fn pass(&mut self) -> io::Result<()> {
        self.consume(1)
    }

    /// Takes one value and adds it to `held`.
    pub(super) fn take(&mut self, held: &mut Vec<u8>) -> io::Result<Taken> {
        let mut taken = Taken::Whole;
        let mut value = Value { depth: 0, inside_string: false, escaped: false, begun: false };
        loop {
            let ready = self.input.fill_buf()?;
            if ready.is_empty() {
                let is_word = value.begun && value.depth == 0 && !value.inside_string;
                return Ok(if is_word { taken } else { Taken::CutShort });
            }
            let (count, ended) = value.advance(ready);
            if held.len() + count > self.limit {
                taken = Taken::TooLarge;
                held.clear();
            } else if taken == Taken::Whole {
                held.extend_from_slice(&ready[..count]);
            }
            self.consume(count)?;
            if ended {
                return Ok(taken);
            }
        }
    }

    fn consume(&mut self, count: usize) -> io::Result<()> {
        let ready = self.input.fill_buf()?;
        self.line += memchr::memchr_iter(b'\n', &ready[..count]).count() as u64;
        self.input.consume(count);
        Ok(())
    }
}

/// How far into a value the scanner is.
struct Value {
    depth: usize,
    inside_string: bool,
    escaped: bool,
    begun: bool,
}

impl Value {
    /// Goes on through `bytes`; gives how many of them belong to the value and whether it ends with them.
    fn advance(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < bytes.len() {
            if self.inside_string {
                at = self.pass_string(bytes, at);
                if !self.inside_string && self.depth == 0 {
                    return (at, true);
                }
                continue;
            }
            match bytes[at] {
                b'"' => self.inside_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return (at, true),
                b'}' | b']' => self.depth -= 1,
                b',' | b' ' | b'\n' | b'\r' | b'\t' | b':' if self.depth == 0 => return (at, true),
                _ => {}
            }
            at += 1;
            self.begun = true;
            if self.depth == 0 && matches!(bytes[at - 1], b'}' | b']') {
                return (at, true);
            }
        }
        (at, false)
    }

    /// Goes to the end of a string, or of the bytes.
    fn pass_string(&mut self, bytes: &[u8], from: usize) -> usize {
        let mut at = from;
        if std::mem::take(&mut self.escaped) {
            at += 1;
        }
        while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at.min(bytes.len())..]) {
            at += found + 1;
            if bytes[at - 1] == b'"' {
                self.inside_string = false;
                return at;
            }
            if at == bytes.len() {
                self.escaped = true;
                return at;
            }
            at += 1;
        }
        bytes.len()
    }
}
