//! Which of our languages a text is written in, by its letters first.

use whatlang::{Detector, Lang};

use crate::model::Language;

/// How much of a text is looked at, in bytes. Languages do not change within an article, and letters that only one
/// language has are frequent: 16 KiB hold hundreds of them.
const SAMPLE_BYTES: usize = 16 * 1024;

/// The language of a text, none when it has no Latin or Cyrillic letter. A text in any other language with such
/// letters is read as the nearest of ours.
pub(super) fn language(text: &str) -> Option<Language> {
    let letters = Letters::of(text)?;
    letters.decide().or_else(|| {
        let sample = sample(text);
        let guess = Detector::with_allowlist(vec![Lang::Ukr, Lang::Rus]).detect_lang(sample);
        Some(if guess == Some(Lang::Rus) { Language::Russian } else { Language::Ukrainian })
    })
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

struct Letters {
    latin: usize,
    cyrillic: usize,
    ukrainian: usize,
    russian: usize,
}

impl Letters {
    /// None when there are no letters.
    fn of(text: &str) -> Option<Letters> {
        let count = |part: &str| {
            let mut letters = Letters { latin: 0, cyrillic: 0, ukrainian: 0, russian: 0 };
            for letter in part.chars() {
                match letter {
                    'a'..='z' | 'A'..='Z' | 'À'..='ɏ' => letters.latin += 1,
                    'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => letters.ukrainian += 1,
                    'ы' | 'э' | 'ё' | 'ъ' | 'Ы' | 'Э' | 'Ё' | 'Ъ' => letters.russian += 1,
                    'Ѐ'..='ӿ' => letters.cyrillic += 1,
                    _ => {}
                }
            }
            letters.cyrillic += letters.ukrainian + letters.russian;
            letters
        };
        let mut letters = count(sample(text));
        if letters.latin + letters.cyrillic == 0 {
            letters = count(text);
        }
        (letters.latin + letters.cyrillic > 0).then_some(letters)
    }

    /// Addresses and brand names are Latin in any language, while English texts have next to no Cyrillic: so a third
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

fn sample(text: &str) -> &str {
    let end = (0..=SAMPLE_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}
