//! Bytes in any encoding that feeds use, read as UTF-8, without holding the whole input.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

/// Bytes looked at before deciding anything, and read at a time.
pub(super) const CHUNK_BYTES: usize = 64 * 1024;

/// Bytes before the first one that is not ASCII that help to tell which letter it is: "Caf" before "é".
const CONTEXT_BYTES: usize = 32;

/// Reads `source` as UTF-8 without its byte order mark.
///
/// While everything is ASCII the encoding stays open; it is chosen at the first byte that is not, by the bytes that
/// follow it.
pub(super) struct Decoded {
    source: Box<dyn Read + Send>,
    raw: Vec<u8>,
    decoder: Option<Decoder>,
    ready: String,
    given: usize,
    begun: bool,
    finished: bool,
    replaced: bool,
}

impl Decoded {
    /// Begins at the start of the input.
    pub(super) fn new(source: Box<dyn Read + Send>) -> Decoded {
        let raw = Vec::with_capacity(2 * CHUNK_BYTES);
        Decoded {
            source,
            raw,
            decoder: None,
            ready: String::new(),
            given: 0,
            begun: false,
            finished: false,
            replaced: false,
        }
    }

    /// The encoding some bytes of which were no characters, none while there were no such bytes.
    pub(super) fn damaged(&self) -> Option<&'static str> {
        self.replaced.then(|| self.decoder.as_ref().map_or(UTF_8, Decoder::encoding).name())
    }

    /// The text that is ready; none at the end. As [`BufRead::fill_buf`], for those who take whole characters only.
    pub(super) fn fill_text(&mut self) -> io::Result<&str> {
        if self.given >= self.ready.len() {
            self.refill()?;
        }
        Ok(&self.ready[self.given..])
    }

    fn read_chunk(&mut self) -> io::Result<()> {
        let before = self.raw.len();
        let read = (&mut self.source).take(CHUNK_BYTES as u64).read_to_end(&mut self.raw)?;
        debug_assert_eq!(self.raw.len(), before + read);
        self.finished = read < CHUNK_BYTES;
        Ok(())
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && !self.finished {
            self.raw.clear();
            self.read_chunk()?;
            if self.decoder.is_none() && !self.settle()? {
                let ascii = std::str::from_utf8(&self.raw).expect("every byte was found to be ASCII");
                self.ready.push_str(ascii);
                continue;
            }
            self.decode();
        }
        Ok(())
    }

    /// Chooses the decoder, false while all is ASCII.
    fn settle(&mut self) -> io::Result<bool> {
        let begins = !std::mem::replace(&mut self.begun, true);
        if let Some((encoding, _)) = Encoding::for_bom(&self.raw).filter(|_| begins) {
            self.decoder = Some(encoding.new_decoder_with_bom_removal());
            return Ok(true);
        }
        let ascii = self.raw.iter().take_while(|byte| byte.is_ascii() && **byte != 0).count();
        if ascii == self.raw.len() {
            return Ok(false);
        }
        if ascii > CHUNK_BYTES / 2 && !self.finished {
            self.read_chunk()?;
        }
        self.decoder =
            Some(guess(&self.raw[ascii.saturating_sub(CONTEXT_BYTES)..], &self.raw).new_decoder_without_bom_handling());
        Ok(true)
    }

    fn decode(&mut self) {
        let decoder = self.decoder.as_mut().expect("the decoder was settled before the first decoding");
        let room = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(4 * self.raw.len() + 16);
        self.ready.reserve(room);
        let (_, _, replaced) = decoder.decode_to_string(&self.raw, &mut self.ready, self.finished);
        self.replaced |= replaced;
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Decoded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given >= self.ready.len() {
            self.refill()?;
        }
        Ok(&self.ready.as_bytes()[self.given..])
    }

    fn consume(&mut self, count: usize) {
        self.given += count;
    }
}

/// A whole input as text: by its byte order mark, else as UTF-8 when it is, else as declared, else as guessed.
/// With it, the encoding some bytes of which were no characters.
pub(super) fn whole(bytes: &[u8], declared: Option<&str>) -> (String, Option<&'static str>) {
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| utf_16(bytes));
    let encoding = match (marked, declared) {
        (Some(encoding), _) => encoding,
        (None, _) if std::str::from_utf8(bytes).is_ok() => UTF_8,
        (None, Some(encoding)) if encoding != UTF_8 => encoding,
        (None, _) => guess(bytes, bytes),
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let replaced = encoding.decode_without_bom_handling_and_without_replacement(bytes).is_none();
    (text.into_owned(), replaced.then(|| encoding.name()))
}

/// Whether the start of an input is something other than text: more than one byte in a hundred is a control
/// character that texts do not have. UTF-16 is text.
pub(super) fn is_binary(head: &[u8]) -> bool {
    if Encoding::for_bom(head).is_some() || utf_16(head).is_some() {
        return false;
    }
    let strange = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    strange * 100 > head.len()
}

/// The likeliest encoding of bytes without a mark or a declaration. `from_first` begins at the first byte that is not
/// ASCII.
fn guess(from_first: &[u8], all: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf_16(all) {
        return encoding;
    }
    let (good, bad) = utf_8_sequences(from_first);
    // Hardly any pair of letters of a one-byte encoding is a UTF-8 sequence, so a few broken bytes among many
    // sequences are damage, not another encoding.
    if bad == 0 || good > 4 * bad {
        return UTF_8;
    }
    [WINDOWS_1251, KOI8_U]
        .into_iter()
        .max_by_key(|encoding| cyrillic_likeness(encoding, from_first))
        .filter(|encoding| cyrillic_likeness(encoding, from_first) > 0)
        .unwrap_or(WINDOWS_1252)
}

/// UTF-16 without a mark: the zero bytes that spaces, digits and Latin letters have stand on one side only.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = bytes.len() / 20;
    match () {
        () if odd > enough && even * 50 < odd => Some(UTF_16LE),
        () if even > enough && odd * 50 < even => Some(UTF_16BE),
        () => None,
    }
}

/// How many sequences of several bytes are UTF-8, and how many places are not.
fn utf_8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for piece in bytes.utf8_chunks() {
        good += piece.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!piece.invalid().is_empty());
    }
    // The last chunk may end inside a sequence.
    let cut = bytes.utf8_chunks().last().is_some_and(|piece| (1..4).contains(&piece.invalid().len()));
    (good, bad - usize::from(cut && good > 0))
}

/// How much the bytes look like Cyrillic text in an encoding: letters that are frequent in Ukrainian and Russian count
/// for it, capitals inside words and signs count against it. The two encodings put capitals where the other has
/// small letters, so the case of the letters decides.
fn cyrillic_likeness(encoding: &'static Encoding, bytes: &[u8]) -> i64 {
    let sample = &bytes[..bytes.len().min(CHUNK_BYTES)];
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let mut score = 0;
    let mut before = ' ';
    for letter in text.chars() {
        score += match letter {
            'о' | 'а' | 'е' | 'и' | 'н' | 'т' | 'р' | 'с' | 'в' | 'і' | 'л' | 'к' | 'п' | 'д' => 3,
            'а'..='я' | 'ї' | 'є' | 'ґ' | 'ё' => 1,
            'А'..='Я' | 'І' | 'Ї' | 'Є' | 'Ґ' | 'Ё' if before.is_alphabetic() => -3,
            'А'..='Я' | 'І' | 'Ї' | 'Є' | 'Ґ' | 'Ё' => 0,
            'a'..='z' | 'A'..='Z' if before.is_alphabetic() && !before.is_ascii() => -3,
            other if other.is_ascii() => 0,
            '«' | '»' | '—' | '–' | '’' | '“' | '”' | '„' | '№' | '…' | '\u{a0}' | '\u{ad}' => 0,
            _ => -3,
        };
        if before.is_ascii_alphabetic() && letter.is_alphabetic() && !letter.is_ascii() {
            score -= 5;
        }
        before = letter;
    }
    score
}
