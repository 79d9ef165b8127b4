//! Cuts a text into words, numbers and marks without changing a byte of it.

use std::ops::Range;

use crate::model::Span;

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capitals {
    /// No capital at its start.
    Lower,
    /// A capital at its start.
    First,
    /// Two letters or more, all capitals.
    All,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters, with the apostrophes inside them; the English `'s` is a word of its own.
    Word(Capitals),
    /// Digits with the dots, commas and colons between them.
    Number,
    /// One mark.
    Mark(char),
    /// One line break, or several.
    Break(u32),
}

/// A word, number, mark or line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is.
    pub shape: Shape,
    /// Nothing stands between it and the token before.
    pub is_glued: bool,
    key_start: u32,
    key_end: u32,
}

impl Token {
    /// Its place in the text.
    pub fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Word(_))
    }

    /// Whether it is a word that begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Word(Capitals::First | Capitals::All))
    }

    /// Whether it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.shape == Shape::Mark(mark)
    }

    /// Whether it is a hyphen or a dash of any width.
    pub fn is_dash(&self) -> bool {
        matches!(self.shape, Shape::Mark('-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–' | '—' | '−'))
    }

    /// Whether it is a quotation mark of any shape.
    pub fn is_quote(&self) -> bool {
        matches!(self.shape, Shape::Mark('"' | '“' | '”' | '„' | '«' | '»' | '‟'))
    }
}

/// The tokens of one text, with each word's lower-case key.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    tokens: Vec<Token>,
    /// The text with its ASCII letters in lower case, where most words have their key in place; then the keys of all
    /// words with other letters.
    keys: String,
}

impl std::ops::Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.tokens
    }
}

impl Tokens {
    /// Cuts `text`, in order. Spaces of every kind vanish; texts are below 4 GiB.
    pub fn of(text: &str) -> Tokens {
        let mut keys = String::with_capacity(if text.is_ascii() { text.len() } else { 2 * text.len() });
        keys.push_str(text);
        keys.make_ascii_lowercase();
        let out = Tokens { tokens: Vec::with_capacity(text.len() / 5), keys };
        let mut cutter = Cutter { text, at: 0, out, last_end: usize::MAX };
        while cutter.step() {}
        cutter.out
    }

    /// The lower-case form that the lexicon matches: ё as е, every apostrophe as `'`, no soft hyphens. A mark's is itself.
    pub fn key(&self, index: usize) -> &str {
        let token = &self.tokens[index];
        &self.keys[token.key_start as usize..token.key_end as usize]
    }

    /// The bytes of [`Tokens::key`], for those who look at every word.
    #[inline]
    pub fn key_bytes(&self, index: usize) -> &[u8] {
        self.bytes_of(&self.tokens[index])
    }

    /// The same of a token of these.
    #[inline]
    pub fn bytes_of(&self, token: &Token) -> &[u8] {
        &self.keys.as_bytes()[token.key_start as usize..token.key_end as usize]
    }

    /// The span from the first to the last token of a range that is not empty.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { start: self.tokens[range.start].start as usize, end: self.tokens[range.end - 1].end as usize }
    }
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    out: Tokens,
    last_end: usize,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘' | '′' | 'ʹ' | '\u{0301}')
}

impl Cutter<'_> {
    fn step(&mut self) -> bool {
        let Some(byte) = self.text.as_bytes().get(self.at) else { return false };
        let start = self.at;
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => self.word(start),
            b' ' | b'\t' | 0x0b | 0x0c => self.at += 1,
            b'0'..=b'9' => self.number(start),
            b'\n' | b'\r' => self.line_break(start),
            _ => self.other(start),
        }
        true
    }

    /// What begins with a mark or beyond ASCII.
    fn other(&mut self, start: usize) {
        let first = self.text[start..].chars().next().expect("there is a byte");
        if is_letter(first) {
            self.word(start);
        } else if matches!(first, '\u{2028}' | '\u{2029}') {
            self.line_break(start);
        } else {
            self.at += first.len_utf8();
            if !first.is_whitespace() && !matches!(first, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') {
                self.push(start, Shape::Mark(first));
            }
        }
    }

    fn line_break(&mut self, start: usize) {
        let mut lines = 0;
        let mut previous = ' ';
        for c in self.text[start..].chars() {
            match c {
                '\n' if previous == '\r' => {}
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => lines += 1,
                c if c.is_whitespace() => {}
                _ => break,
            }
            previous = c;
            self.at += c.len_utf8();
        }
        self.push(start, Shape::Break(lines));
    }

    fn number(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        while is_digit(self.at) || (matches!(bytes.get(self.at), Some(b'.' | b',' | b':')) && is_digit(self.at + 1)) {
            self.at += 1;
        }
        self.push(start, Shape::Number);
    }

    fn word(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let is_end = |byte: &u8| byte.is_ascii() && *byte != b'\'' && *byte != b'`';
        self.at += bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if bytes.get(self.at).is_none_or(is_end) {
            let shape = Shape::Word(ascii_capitals(&bytes[start..self.at]));
            self.push_keyed(start, shape, start..self.at);
            // Behind most words stands a blank.
            self.at += usize::from(bytes.get(self.at) == Some(&b' '));
            return;
        }
        while self.goes_on(start) {}
        self.push(start, Shape::Word(capitals(&self.text[start..self.at])));
        self.possessive();
    }

    /// Takes the next character if the word that began at `start` goes on with it.
    fn goes_on(&mut self, start: usize) -> bool {
        let mut rest = self.text[self.at..].chars();
        let Some(c) = rest.next() else { return false };
        let is_inner = || {
            let is_possessive = is_possessive(rest.as_str()) && self.is_latin(start);
            rest.clone().next().is_some_and(is_letter) && !is_possessive
        };
        let goes_on = is_letter(c) || matches!(c, '\u{ad}' | '\u{301}') || (is_apostrophe(c) && is_inner());
        self.at += if goes_on { c.len_utf8() } else { 0 };
        goes_on
    }

    fn is_latin(&self, start: usize) -> bool {
        self.text.as_bytes()[start].is_ascii()
    }

    fn possessive(&mut self) {
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next().filter(|c| is_apostrophe(*c)) else { return };
        if is_possessive(&rest[c.len_utf8()..]) {
            let start = self.at;
            self.at += c.len_utf8() + 1;
            self.push(start, Shape::Word(Capitals::Lower));
        }
    }

    fn push(&mut self, start: usize, shape: Shape) {
        let word = &self.text[start..self.at];
        if word.is_ascii() {
            return self.push_keyed(start, shape, start..self.at);
        }
        let key_start = self.out.keys.len();
        push_key(word, &mut self.out.keys);
        self.push_keyed(start, shape, key_start..self.out.keys.len());
    }

    /// Adds the token that began at `start`, whose key stands at `key`.
    fn push_keyed(&mut self, start: usize, shape: Shape, key: Range<usize>) {
        let (key_start, key_end) = (key.start as u32, key.end as u32);
        let is_glued = self.last_end == start;
        self.last_end = self.at;
        self.out.tokens.push(Token { start: start as u32, end: self.at as u32, shape, is_glued, key_start, key_end });
    }
}

/// Whether `rest` begins with an `s` that ends the word: the possessive of English names.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// What [`capitals`] says of a word of ASCII letters alone.
fn ascii_capitals(word: &[u8]) -> Capitals {
    match word {
        [first, ..] if first.is_ascii_lowercase() => Capitals::Lower,
        [_, rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_uppercase) => Capitals::All,
        _ => Capitals::First,
    }
}

fn capitals(word: &str) -> Capitals {
    let mut letters = word.chars().filter(|c| is_letter(*c));
    if !letters.next().is_some_and(is_capital) {
        return Capitals::Lower;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(is_capital) { Capitals::All } else { Capitals::First }
}

/// `char::is_alphabetic`, with the letters and marks of our languages first.
fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'А'..='я' | 'і' | 'ї' | 'є' => true,
        '\0'..='\x7f' | '«' | '»' | '\u{2010}'..='\u{2027}' => false,
        _ => c.is_alphabetic(),
    }
}

/// `char::is_uppercase`, with the letters of our languages first.
fn is_capital(c: char) -> bool {
    match c {
        'a'..='z' | 'а'..='я' => false,
        'A'..='Z' | 'А'..='Я' => true,
        _ => c.is_uppercase(),
    }
}

/// Appends the key of a word that has letters beyond ASCII.
fn push_key(word: &str, key: &mut String) {
    for c in word.chars() {
        match c {
            'а'..='я' | 'і' | 'ї' | 'є' => key.push(c),
            '\u{ad}' | '\u{301}' => {}
            'ё' | 'Ё' => key.push('е'),
            'А'..='Я' => key.push(char::from_u32(c as u32 + 32).expect("lower case stands 32 above")),
            'І' => key.push('і'),
            'Ї' => key.push('ї'),
            'Є' => key.push('є'),
            c if is_apostrophe(c) => key.push('\''),
            c => key.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::of(text);
        let found: Vec<&str> = tokens.iter().map(|token| &text[token.span().range()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn the_english_possessive_is_a_word_of_its_own() {
        check("Russia’s shelling of Ukraine's cities", &["Russia", "’s", "shelling", "of", "Ukraine", "'s", "cities"]);
    }

    #[test]
    fn an_apostrophe_inside_a_name_belongs_to_it() {
        check("Куп’янськ, Mar'inka", &["Куп’янськ", ",", "Mar'inka"]);
    }

    #[test]
    fn dates_and_grouped_digits_are_one_number() {
        check("23.05.2023 at 18:00, 7,991 people.", &["23.05.2023", "at", "18:00", ",", "7,991", "people", "."]);
    }

    #[test]
    fn soft_hyphens_vanish_from_the_key_and_stay_in_the_span() {
        let tokens = Tokens::of("Бах\u{ad}мут");
        assert_eq!((tokens.len(), tokens.key(0)), (1, "бахмут"));
    }
}
