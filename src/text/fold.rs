//! Keys: what is left of a name when spelling habits, case and marks are taken away.
//!
//! Used by the library and by the build script, so that a text and the embedded names are folded alike.

/// Longest word that is folded whole, in letters; no name is longer, and what follows is cut.
const LONGEST_WORD: usize = 96;

/// Appends the key of one word.
///
/// A Latin word becomes a skeleton in which the usual romanisations of Ukrainian and Russian meet: `kh`, `g` and `h`
/// are one letter, runs of `i`, `j`, `y` are one, double letters are single, marks and apostrophes vanish. A word with
/// a Cyrillic letter becomes its lower-case letters without ё, ґ and apostrophes; Latin letters that look Cyrillic
/// are taken for what they look like. The English ending `'s` is dropped.
pub fn push_key(word: &str, key: &mut String) {
    if word.is_ascii() {
        push_ascii(word.as_bytes(), key);
    } else if word.chars().any(is_cyrillic) {
        push_cyrillic(word, key);
    } else {
        push_latin(word.chars(), key);
    }
}

/// Appends the key of an abbreviation (`US`, `США`, `ДНР`, `U.S.`): its capitals as they are. False, and nothing
/// appended, when the word is not two to six capital letters. No other key has a capital, so "us" is never a country.
pub fn push_abbreviation(word: &str, key: &mut String) -> bool {
    let start = key.len();
    let mut letters = 0;
    for letter in word.chars().filter(|&letter| letter != '.' && !is_silent(letter)) {
        letters += 1;
        if letters > 6 || !letter.is_uppercase() {
            key.truncate(start);
            return false;
        }
        key.push(letter);
    }
    if letters < 2 {
        key.truncate(start);
    }
    letters >= 2
}

/// The key of a whole name: the keys of its words, joined by one space. Spaces, hyphens and dashes separate words.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in words(name) {
        let start = key.len();
        if start > 0 {
            key.push(' ');
        }
        let filled = key.len();
        push_key(word, &mut key);
        if key.len() == filled {
            key.truncate(start);
        }
    }
    key
}

/// The words of a name, as [`key`] separates them.
pub fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(is_separator).filter(|word| !word.is_empty())
}

/// Whether a character stands between words of a name.
pub fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '/' | ',' | '(' | ')')
}

/// Whether a character belongs to the Cyrillic script.
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// Marks that make no difference: apostrophes, quotes, dots, soft hyphens, joiners, combining accents.
fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`'
            | '"'
            | '.'
            | '´'
            | '’'
            | '‘'
            | 'ʼ'
            | 'ʹ'
            | 'ʺ'
            | '′'
            | '″'
            | '”'
            | '“'
            | '‛'
            | '„'
            | '«'
            | '»'
    ) || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
        || matches!(letter, '\u{2b9}'..='\u{2cf}')
}

fn push_cyrillic(word: &str, key: &mut String) {
    for letter in word.chars() {
        let plain = match letter {
            '\u{306}' if key.ends_with('и') => {
                key.pop();
                'й'
            }
            '\u{308}' if key.ends_with('і') => {
                key.pop();
                'ї'
            }
            _ if is_silent(letter) => continue,
            _ => cyrillic(letter),
        };
        key.push(plain);
    }
}

/// One letter of a Cyrillic word in lower case, look-alikes taken for Cyrillic.
fn cyrillic(letter: char) -> char {
    match letter {
        'А'..='Я' => char::from_u32(letter as u32 + 0x20).unwrap_or(letter),
        'ё' | 'Ё' => 'е',
        'ґ' | 'Ґ' => 'г',
        'І' => 'і',
        'Ї' | 'ï' | 'Ï' => 'ї',
        'Є' => 'є',
        'A' | 'a' => 'а',
        'B' => 'в',
        'C' | 'c' => 'с',
        'E' | 'e' => 'е',
        'H' => 'н',
        'I' | 'i' => 'і',
        'K' | 'k' => 'к',
        'M' => 'м',
        'O' | 'o' => 'о',
        'P' | 'p' => 'р',
        'T' => 'т',
        'X' | 'x' => 'х',
        'y' => 'у',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// What [`push_latin`] does, for the words that need no look at marks.
fn push_ascii(word: &[u8], key: &mut String) {
    if word.iter().all(u8::is_ascii_alphanumeric) {
        return skeleton(&word[..word.len().min(LONGEST_WORD)], key);
    }
    let mut buffer = [0_u8; LONGEST_WORD];
    let mut len = 0;
    for byte in word.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(LONGEST_WORD) {
        buffer[len] = *byte;
        len += 1;
    }
    let is_possessive = len > 2 && matches!(word, [.., b'\'' | b'`', b's' | b'S']);
    skeleton(&buffer[..len - usize::from(is_possessive)], key);
}

fn push_latin(word: impl Iterator<Item = char>, key: &mut String) {
    let mut buffer = [0_u8; LONGEST_WORD];
    let mut len = 0;
    let mut apostrophe = 0;
    for letter in word {
        if letter.is_ascii_alphanumeric() {
            len = put(&mut buffer, len, &[letter.to_ascii_lowercase() as u8]);
        } else if letter.is_ascii() || is_silent(letter) {
            if matches!(letter, '\'' | '’' | 'ʼ' | '`') {
                apostrophe = len;
            } else if letter == '\u{30c}' && matches!(buffer[..len].last(), Some(b's' | b'c' | b'z')) {
                len = put(&mut buffer, len, b"h");
            }
        } else if let Some(plain) = plain_latin(letter) {
            len = put(&mut buffer, len, plain.as_bytes());
        } else {
            skeleton(&buffer[..len], key);
            key.extend(letter.to_lowercase());
            len = 0;
        }
    }
    let is_possessive = apostrophe > 1 && apostrophe + 1 == len && buffer[apostrophe] == b's';
    skeleton(&buffer[..if is_possessive { apostrophe } else { len }], key);
}

fn put(buffer: &mut [u8; LONGEST_WORD], len: usize, letters: &[u8]) -> usize {
    let end = (len + letters.len()).min(LONGEST_WORD);
    buffer[len..end].copy_from_slice(&letters[..end - len]);
    end
}

/// A marked Latin letter in plain letters, so that `š` is written like its romanisation `sh`.
fn plain_latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'ĉ' | 'ċ' | 'č' | 'Č' => "ch",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ĕ' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ə' | 'Ə' => "e",
        'ĝ' | 'ğ' | 'Ğ' | 'ġ' | 'ģ' | 'Ģ' | 'ǧ' => "g",
        'ĥ' | 'ħ' | 'Ħ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ĩ' | 'ī' | 'Ī' | 'ĭ' | 'į' | 'İ' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' | 'Ķ' => "k",
        'ĺ' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ŏ' | 'ő' | 'Ő' => "o",
        'œ' | 'Œ' => "oe",
        'ŕ' | 'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'ș' | 'Ș' => "s",
        'ŝ' | 'ş' | 'Ş' | 'š' | 'Š' => "sh",
        'ß' => "ss",
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ț' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü' | 'Ù'..='Ü' | 'ũ' | 'ū' | 'Ū' | 'ŭ' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'Ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'Ý' | 'ŷ' => "y",
        'ź' | 'Ź' => "z",
        'ż' | 'Ż' | 'ž' | 'Ž' => "zh",
        _ => return None,
    })
}

/// Appends plain Latin letters and digits, in small letters, as a skeleton. Four letters that the skeleton does not need
/// stand for sounds written with several: `c` for ch, `j` for zh, `w` for shch, `x` for sh.
fn skeleton(letters: &[u8], key: &mut String) {
    let (mut at, mut last) = (0, 0);
    while let Some(letter) = letters.get(at) {
        let (symbol, used) = match small(*letter) {
            plain @ (b'a' | b'b' | b'd'..=b'f' | b'l'..=b'p' | b'r' | b'u' | b'v' | b'0'..=b'9') => (plain, 1),
            _ => sound(&letters[at..]),
        };
        at += used;
        let first = if symbol == b'q' { b'k' } else { symbol };
        if last != first {
            key.push(char::from(first));
        }
        if symbol == b'q' {
            key.push('s');
        }
        last = if symbol == b'q' { b's' } else { first };
    }
}

/// A letter in small, a digit as it is.
fn small(letter: u8) -> u8 {
    letter | 0x20
}

/// The sound that letters begin with and how many of them write it; `q` stands for k and s.
fn sound(letters: &[u8]) -> (u8, usize) {
    let first = small(letters[0]);
    let next = letters.get(1).copied().map_or(0, small);
    match first {
        b'i' | b'j' | b'y' => glide(letters),
        b'g' | b'k' if next == b'h' => (b'h', 2),
        b'g' | b'h' => (b'h', 1),
        b'c' if next == b'h' || next == b'z' => (b'c', 2),
        b'c' | b'q' => (b'k', 1),
        b's' if matches!(next, b'c' | b'h' | b'z') => hush(letters),
        b't' if begins_with(letters, b"tsch") => (b'c', 4),
        b't' if begins_with(letters, b"tch") => (b'c', 3),
        b'z' if next == b'h' => (b'j', 2),
        b'w' => (b'v', 1),
        b'x' => (b'q', 1),
        _ => (first, 1),
    }
}

/// A run of i, j, y is one sound; before e or o it only softens, and Russian ё is written e, yo and io.
fn glide(letters: &[u8]) -> (u8, usize) {
    let run = letters.iter().take_while(|letter| matches!(small(**letter), b'i' | b'j' | b'y')).count();
    match letters.get(run).copied().map(small) {
        Some(b'e' | b'o') => (b'e', run + 1),
        _ => (b'i', run),
    }
}

/// The ways to write sh and shch, longest first.
fn hush(letters: &[u8]) -> (u8, usize) {
    const WAYS: [(&[u8], u8); 6] =
        [(b"schtsch", b'w'), (b"shch", b'w'), (b"szcz", b'w'), (b"sch", b'w'), (b"sh", b'x'), (b"sz", b'x')];
    let way = WAYS.iter().find(|(written, _)| begins_with(letters, written));
    way.map_or((b's', 1), |(written, symbol)| (*symbol, written.len()))
}

/// Whether letters of any case begin with these small ones.
fn begins_with(letters: &[u8], written: &[u8]) -> bool {
    letters.get(..written.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(written))
}

#[cfg(test)]
mod tests {
    use super::{key, push_abbreviation};

    fn same(names: &[&str]) {
        for name in names {
            assert_eq!(key(name), key(names[0]), "{name}");
        }
    }

    #[test]
    fn the_habits_of_newsrooms_meet() {
        same(&["Kupiansk", "Kupyansk", "Kupjansk", "Kup'iansk", "Kupʼyansʹk", "KUPIANSK"]);
        same(&["Avdiivka", "Avdiyivka", "Avdiïvka"]);
        same(&["Marinka", "Maryinka", "Mar'inka", "Mariinka", "Marjinka"]);
        same(&["Bakhmut", "Bahmut", "Bakhmut's", "Bakhmut’s"]);
        same(&["Ozarianivka", "Ozaryanivka"]);
        same(&["Ivanhrad", "Ivangrad"]);
        same(&["Zaporizhzhia", "Zaporizhia", "Zaporizhzhya", "Zaporižžja"]);
        same(&["Shchastia", "Schastya", "Ščastja", "Szczastja"]);
        same(&["Chasiv Yar", "Chasiv-Yar", "Časiv\u{a0}Jar"]);
        same(&["Yevpatoria", "Evpatoriya", "Ievpatoriia"]);
        same(&["Semyonovka", "Semenovka", "Semënovka"]);
    }

    #[test]
    fn marks_and_look_alikes_make_no_difference_in_cyrillic() {
        same(&["Мар'їнка", "Мар’їнка", "Марʼі\u{308}нка", "МАР'ЇНКА", "Map'їнкa"]);
        same(&["Артёмовск", "Артемовск", "Арте\u{301}мовск", "Арте\u{ad}мовск"]);
        same(&["Гора-Подол", "Гора – Подол", "гора\u{a0}подол"]);
        same(&["Валуйки", "Валуи\u{306}ки"]);
    }

    #[test]
    fn different_names_stay_different() {
        for (a, b) in [("Kherson", "Kharkiv"), ("Lyman", "Liuban"), ("Sumy", "Suma"), ("Суми", "Сумы")] {
            assert_ne!(key(a), key(b));
        }
    }

    #[test]
    fn an_abbreviation_keeps_its_capitals() {
        let mut key = String::new();
        assert!(push_abbreviation("U.S.", &mut key) && key == "US");
        assert!(!push_abbreviation("us", &mut key) && !push_abbreviation("Рф", &mut key) && key == "US");
    }
}
