//! Cuts a text into words, numbers and marks without changing a byte of it.

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
    Break(usize),
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
        let mut cutter = Cutter { text, at: 0, out: Tokens::default(), last_end: usize::MAX };
        cutter.out.tokens.reserve(text.len() / 5);
        cutter.out.keys.reserve(text.len());
        while cutter.step() {}
        cutter.out
    }

    /// The lower-case form that the lexicon matches: ё as е, every apostrophe as `'`, no soft hyphens. A mark's is itself.
    pub fn key(&self, index: usize) -> &str {
        let token = &self.tokens[index];
        &self.keys[token.key_start as usize..token.key_end as usize]
    }

    /// The span from the first to the last token of a range that is not empty.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
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
        let Some(first) = self.text[self.at..].chars().next() else { return false };
        let start = self.at;
        if first == '\n' || first == '\r' || first == '\u{2028}' || first == '\u{2029}' {
            self.line_break(start);
        } else if first.is_whitespace() || matches!(first, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') {
            self.at += first.len_utf8();
        } else if first.is_ascii_digit() {
            self.number(start);
        } else if first.is_alphabetic() {
            self.word(start);
        } else {
            self.at += first.len_utf8();
            self.push(start, Shape::Mark(first));
        }
        true
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
        loop {
            match bytes.get(self.at) {
                Some(byte) if byte.is_ascii_alphabetic() => self.at += 1,
                Some(byte) if byte.is_ascii() && *byte != b'\'' && *byte != b'`' => break,
                Some(_) => {
                    let rest = &self.text[self.at..];
                    let mut chars = rest.chars();
                    let c = chars.next().expect("a byte begins a character here");
                    let goes_on = chars.next().is_some_and(char::is_alphabetic);
                    let is_possessive =
                        is_apostrophe(c) && is_possessive(&rest[c.len_utf8()..]) && self.is_latin(start);
                    if c.is_alphabetic()
                        || c == '\u{ad}'
                        || (is_apostrophe(c) && goes_on && !is_possessive)
                        || c == '\u{301}'
                    {
                        self.at += c.len_utf8();
                    } else {
                        break;
                    }
                }
                None => break,
            }
        }
        let word = &self.text[start..self.at];
        self.push(start, Shape::Word(capitals(word)));
        self.possessive();
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
        let key_start = self.out.keys.len() as u32;
        push_key(&self.text[start..self.at], &mut self.out.keys);
        let key_end = self.out.keys.len() as u32;
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

fn capitals(word: &str) -> Capitals {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return Capitals::Lower;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { Capitals::All } else { Capitals::First }
}

fn push_key(word: &str, key: &mut String) {
    if word.is_ascii() {
        key.extend(word.bytes().map(|byte| byte.to_ascii_lowercase() as char));
        return;
    }
    for c in word.chars() {
        match c {
            '\u{ad}' | '\u{301}' => {}
            'ё' | 'Ё' => key.push('е'),
            'А'..='Я' => key.push(char::from_u32(c as u32 + 32).expect("lower case stands 32 above")),
            'І' => key.push('і'),
            'Ї' => key.push('ї'),
            'Є' => key.push('є'),
            'а'..='я' | 'і' | 'ї' | 'є' => key.push(c),
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
