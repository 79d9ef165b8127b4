//! Which of our languages a text is written in, by its letters first.

use whatlang::{Detector, Lang};

use crate::model::Language;

/// How much of a text is looked at first, and how much when that does not decide, in bytes. Languages do not change
/// within an article, and letters that only one language has are frequent: 2 KiB hold sixty of them.
const SAMPLES_BYTES: [usize; 2] = [2 * 1024, 32 * 1024];

/// Cyrillic letters without one that only Ukrainian has, from which on a text is Russian. One letter in 14 of a
/// Ukrainian text is і, ї, є or ґ; one in 40 of a Russian text is ы, э, ё or ъ.
const LETTERS_WITHOUT_UKRAINIAN: usize = 60;

/// The language of a text, none when it has no Latin or Cyrillic letter. A text in any other language with such
/// letters is read as the nearest of ours.
pub(super) fn language(text: &str) -> Option<Language> {
    let letters = Letters::of(text)?;
    letters.decide().or_else(|| {
        if letters.ukrainian == 0 && letters.cyrillic >= LETTERS_WITHOUT_UKRAINIAN {
            return Some(Language::Russian);
        }
        let sample = sample(text, SAMPLES_BYTES[1]);
        let guess = language_by_words(sample).unwrap_or_else(|| {
            match Detector::with_allowlist(vec![Lang::Ukr, Lang::Rus]).detect_lang(sample) {
                Some(Lang::Rus) => Language::Russian,
                _ => Language::Ukrainian,
            }
        });
        Some(guess)
    })
}

/// Small words and endings of one language that the other has not, or seldom, with spaces between them. A headline of a few
/// words may have no letter that tells, and statistics of letters guess one such in five wrongly.
struct Telling {
    words: &'static str,
    endings: &'static str,
    /// Of adjectives made of names.
    suffixes: &'static str,
}

const UKRAINIAN: Telling = Telling {
    words: "та й з у або що як де коли ще про також вже поблизу ворог ворога",
    endings: "ння ття вся лася лося лися ють уть ою ею ав ув ив яв",
    suffixes: "ськ зьк цьк",
};

const RUSSIAN: Telling = Telling {
    words: "и от с из во со ко об или что как был была были его ее их уже еще также около после где когда но при между враг врага",
    endings: "ая ое ие ии ия ию ой ей лся лась лось лись ет ют ут ат ал ил ел ял ул ость",
    suffixes: "нск вск рск лск дск йск еск",
};

/// Letters of the shortest word whose ending tells.
const LEAST_ENDED: usize = 4;

impl Telling {
    /// How much of a word speaks for the language.
    fn weight(&self, word: &str) -> usize {
        let is_long = word.chars().count() >= LEAST_ENDED;
        let is_word = self.words.split(' ').any(|known| known == word);
        let ends = is_long && self.endings.split(' ').any(|ending| word.ends_with(ending));
        let has_suffix = is_long && self.suffixes.split(' ').any(|suffix| word.contains(suffix));
        usize::from(is_word) + usize::from(ends) + usize::from(has_suffix)
    }
}

/// Which of the two has more telling words; none when neither.
fn language_by_words(text: &str) -> Option<Language> {
    let (mut ukrainian, mut russian) = (0, 0);
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        ukrainian += UKRAINIAN.weight(&word);
        russian += RUSSIAN.weight(&word);
    }
    match ukrainian.cmp(&russian) {
        std::cmp::Ordering::Greater => Some(Language::Ukrainian),
        std::cmp::Ordering::Less => Some(Language::Russian),
        std::cmp::Ordering::Equal => None,
    }
}

/// The language that the letters alone decide, if they do.
pub(super) fn language_by_letters(text: &str) -> Option<Language> {
    Letters::of(text)?.decide()
}

/// Whether a text is written in the alphabet of a language. Feeds and pages often declare `en` for the software, not
/// for the text.
pub(super) fn has_alphabet_of(text: &str, language: Language) -> bool {
    Letters::of(text).is_some_and(|letters| letters.are_cyrillic() == (language != Language::English))
}

/// Bytes that are counted at a time.
const BLOCK: usize = 64;

#[derive(Default)]
struct Letters {
    latin: usize,
    cyrillic: usize,
    ukrainian: usize,
    russian: usize,
}

impl Letters {
    /// None when there are no letters.
    fn of(text: &str) -> Option<Letters> {
        let samples = SAMPLES_BYTES.into_iter().chain([text.len()]).map(|bytes| sample(text, bytes));
        for sample in samples {
            let mut letters = Letters::of_all(sample);
            if letters.latin > 0 && letters.cyrillic > 0 {
                letters = Letters::beside_addresses(sample);
            }
            let has_letters = letters.latin + letters.cyrillic > 0;
            if sample.len() == text.len() || has_letters && letters.decide().is_some() {
                return has_letters.then_some(letters);
            }
        }
        None
    }

    /// Without the letters of web addresses, which are Latin in every language.
    fn beside_addresses(part: &str) -> Letters {
        let mut letters = Letters::default();
        for word in part.split_whitespace().filter(|word| !word.contains("://")) {
            letters.add(word);
        }
        letters
    }

    fn of_all(part: &str) -> Letters {
        let mut letters = Letters::default();
        letters.add(part);
        letters
    }

    fn add(&mut self, part: &str) {
        // So few are counted many at once.
        let latin =
            |bytes: &[u8]| usize::from(bytes.iter().map(|byte| u8::from(byte.is_ascii_alphabetic())).sum::<u8>());
        self.latin += part.as_bytes().chunks(BLOCK).map(latin).sum::<usize>();
        let mut rest = part;
        while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
            let mut letters = rest[at..].chars();
            match letters.next().expect("there is a byte") {
                'À'..='ɏ' => self.latin += 1,
                'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => {
                    self.cyrillic += 1;
                    self.ukrainian += 1;
                }
                'ы' | 'э' | 'ё' | 'ъ' | 'Ы' | 'Э' | 'Ё' | 'Ъ' => {
                    self.cyrillic += 1;
                    self.russian += 1;
                }
                'Ѐ'..='ӿ' => self.cyrillic += 1,
                _ => {}
            }
            rest = letters.as_str();
        }
    }

    /// Brand names and handles are Latin in any language, while English texts have next to no Cyrillic: so a third
    /// of the letters is enough.
    fn are_cyrillic(&self) -> bool {
        self.cyrillic * 2 >= self.latin
    }

    /// Quotations bring in the other language's letters, so one side must have three times as many.
    fn decide(&self) -> Option<Language> {
        if !self.are_cyrillic() {
            return Some(Language::English);
        }
        match (self.ukrainian, self.russian) {
            (ukrainian, russian) if ukrainian > 0 && ukrainian >= 3 * russian => Some(Language::Ukrainian),
            (ukrainian, russian) if russian > 0 && russian >= 3 * ukrainian => Some(Language::Russian),
            _ => None,
        }
    }
}

/// The first bytes of a text, cut between letters.
fn sample(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}
