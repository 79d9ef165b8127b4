//! The words of each language that carry meaning for us, read from `data/lexicon`.

mod classes;
mod elements;
mod entries;
mod marks;
mod patterns;
mod perspective;
mod senses;

pub use classes::Class;
pub use entries::Trigger;
pub use marks::{Mark, Marked};
pub use patterns::{BadPattern, Patterns};
pub use perspective::{perspective, stated_perspective};
pub use senses::{ActorWord, Sense, Small, SpeechAct, Subject};

use std::collections::HashSet;

use crate::model::Language;
use entries::{TriggersFile, WordsFile};

/// A lexicon file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is not what it should be.
    #[error("lexicon {language} {file}: not a lexicon file")]
    File {
        /// The language's code.
        language: &'static str,
        /// The file's name.
        file: &'static str,
        /// What the reader said, with line and column.
        source: toml::de::Error,
    },
    /// A key that means nothing here.
    #[error("lexicon {language}: [{section}] has no {key:?}; see the English file for the keys")]
    Key {
        /// The language's code.
        language: &'static str,
        /// The table.
        section: &'static str,
        /// The key.
        key: String,
    },
    /// A pattern that cannot be read.
    #[error("lexicon {language}: {pattern}")]
    Pattern {
        /// The language's code.
        language: &'static str,
        /// Which and why.
        pattern: BadPattern,
    },
}

/// One language's words.
#[derive(Clone)]
pub struct Lexicon {
    patterns: Patterns,
    triggers: Vec<Trigger>,
    abbreviations: HashSet<String>,
}

macro_rules! embedded {
    ($language:literal) => {
        (
            include_str!(concat!("../../data/lexicon/", $language, "/words.toml")),
            include_str!(concat!("../../data/lexicon/", $language, "/triggers.toml")),
        )
    };
}

impl Lexicon {
    /// The lexicon the program was built with; a test holds that every file of it can be read.
    pub fn embedded(language: Language) -> Lexicon {
        Lexicon::with_words(language, std::iter::empty())
    }

    /// The same with a class of its own for each of these words too, for those who look up every word of a text.
    pub fn with_words<'w>(language: Language, further: impl Iterator<Item = &'w str>) -> Lexicon {
        let (words, triggers) = match language {
            Language::English => embedded!("en"),
            Language::Ukrainian => embedded!("uk"),
            Language::Russian => embedded!("ru"),
        };
        Lexicon::from_toml(language, words, triggers, further).expect("the embedded lexicon is tested")
    }

    /// Reads the two files of a language; `further` words get a class of their own.
    ///
    /// # Errors
    /// At the first file, key or pattern that cannot be read.
    pub fn from_toml<'w>(
        language: Language,
        words: &str,
        triggers: &str,
        further: impl Iterator<Item = &'w str>,
    ) -> Result<Lexicon, Error> {
        let language = language.code();
        let words: WordsFile =
            toml::from_str(words).map_err(|source| Error::File { language, file: "words.toml", source })?;
        let triggers: TriggersFile =
            toml::from_str(triggers).map_err(|source| Error::File { language, file: "triggers.toml", source })?;
        let abbreviations = words.abbreviations.iter().cloned().collect();
        let inner = words.inner.clone();
        let mut entries = words.entries(language)?;
        for (at, trigger) in triggers.trigger.iter().enumerate() {
            entries.extend(trigger.forms.iter().map(|form| (form.clone(), Sense::Trigger(at as u16))));
        }
        let written = entries.iter().map(|(form, sense)| (form.as_str(), *sense));
        let further = further.map(str::to_owned).chain(inner.iter().cloned());
        let patterns = Patterns::of(written, further).map_err(|pattern| Error::Pattern { language, pattern })?;
        let patterns = patterns.with_inner(&inner);
        Ok(Lexicon { patterns, triggers: triggers.trigger, abbreviations })
    }

    /// The class of a word: see [`Marked::class`].
    pub fn class(&self, word: &str) -> Class {
        self.patterns.class(word)
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.patterns.classes()
    }

    /// A trigger by the number in its sense.
    pub fn trigger(&self, number: u16) -> &Trigger {
        &self.triggers[usize::from(number)]
    }

    /// Cuts a text into words and sentences and marks the words that mean something.
    pub fn mark(&self, text: &str) -> Marked {
        Marked::of(text, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_can_be_read() {
        for language in Language::ALL {
            let lexicon = Lexicon::embedded(language);
            assert!(lexicon.triggers.len() > 10, "{language:?}");
        }
    }
}
