//! What comes in: one article, briefing or message.

/// The language a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Ukrainian.
    Ukrainian,
    /// Russian.
    Russian,
}

impl Language {
    /// Every language the project reads.
    pub const ALL: [Language; 3] = [Language::English, Language::Ukrainian, Language::Russian];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Ukrainian => "uk",
            Language::Russian => "ru",
        }
    }

    /// The language of an ISO 639 code, a name or a tag such as `en-GB`; none when we do not read it.
    pub fn from_code(code: &str) -> Option<Language> {
        match code.to_ascii_lowercase().split(['-', '_']).next()? {
            "en" | "eng" | "english" => Some(Language::English),
            "uk" | "ukr" | "ua" | "ukrainian" => Some(Language::Ukrainian),
            "ru" | "rus" | "russian" => Some(Language::Russian),
            _ => None,
        }
    }
}

/// A party to the war, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The Russian state, its forces and the formations it runs.
    Russia,
    /// The Ukrainian state and its forces.
    Ukraine,
    /// An armed group whose side is open or disputed.
    ArmedGroup,
    /// Civilians and what belongs to them.
    Civilians,
    /// Not said, or neither.
    Unknown,
}

impl Side {
    /// The code used in every output: `RU`, `UA`, `armed_group`, `civilians`, `unknown`.
    pub fn code(self) -> &'static str {
        match self {
            Side::Russia => "RU",
            Side::Ukraine => "UA",
            Side::ArmedGroup => "armed_group",
            Side::Civilians => "civilians",
            Side::Unknown => "unknown",
        }
    }

    /// The side of a code; none when there is no such code.
    pub fn from_code(code: &str) -> Option<Side> {
        let sides = [Side::Russia, Side::Ukraine, Side::ArmedGroup, Side::Civilians, Side::Unknown];
        sides.into_iter().find(|side| side.code() == code)
    }

    /// The other side of the war; unknown of anybody else.
    pub fn other(self) -> Side {
        match self {
            Side::Russia => Side::Ukraine,
            Side::Ukraine => Side::Russia,
            Side::ArmedGroup | Side::Civilians | Side::Unknown => Side::Unknown,
        }
    }

    /// Whether it is one of the two at war.
    pub fn is_party(self) -> bool {
        matches!(self, Side::Russia | Side::Ukraine)
    }
}

/// Who published a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Source {
    /// The publisher as the input names it, none when it does not.
    pub publisher: Option<String>,
    /// The publisher's side, when it is known to be a party to the war.
    pub side: Option<Side>,
}

/// When a document was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// The day, in Kyiv when the time is known.
    pub date: jiff::civil::Date,
    /// The moment, when the input gives one with its offset.
    pub time: Option<jiff::Timestamp>,
}

/// One text as it was published. `text` is never changed after reading: every offset counts in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The input's id, else the file's name, with `#n` where a file holds several.
    pub id: String,
    /// Who published it.
    pub source: Source,
    /// Its address, when known.
    pub url: Option<String>,
    /// When it was published; none is a value, never a default day.
    pub published: Option<Published>,
    /// Given, else detected.
    pub language: Language,
    /// The headline, when it stands apart from the text.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// SHA-256 of `text` in lower-case hexadecimal.
    pub sha256: String,
}
