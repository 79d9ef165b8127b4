//! How a data set's columns and codes stand to ours: a readable file for each data set.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::model::{Counted, DateBasis, DatePrecision, EventType, Outcome, Precision, Side};

/// Columns and codes of one data set, as `data/crosswalks/README.md` describes them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// Who publishes the data set.
    pub(super) name: String,
    /// The columns by which it is known.
    pub(super) columns: Vec<String>,
    /// How far its coding is to be trusted.
    pub(super) confidence: f64,
    #[serde(default)]
    pub(super) keep: BTreeMap<String, Vec<String>>,
    pub(super) labels: Option<Labels>,
    pub(super) fields: Fields,
    #[serde(default)]
    pub(super) counts: BTreeMap<Code<Counted>, Numbers>,
    #[serde(rename = "type")]
    pub(super) types: Vec<TypeRule>,
    #[serde(default, rename = "side")]
    pub(super) sides: Vec<SideWords>,
    #[serde(default, rename = "claimant_side")]
    pub(super) claimant_sides: Vec<SideWords>,
    #[serde(default, rename = "initiator")]
    pub(super) initiators: Vec<SideRule>,
    #[serde(default, rename = "target")]
    pub(super) targets: Vec<SideRule>,
    #[serde(rename = "place")]
    pub(super) places: Vec<PlaceRule>,
    #[serde(rename = "day")]
    pub(super) days: Vec<DayRule>,
}

/// Labels that stand in a second file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    pub file: String,
    pub labels: String,
    pub key: String,
    pub columns: Vec<String>,
}

/// Which column says what.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fields {
    pub id: Option<String>,
    pub id_else: Option<String>,
    pub date: String,
    #[serde(default)]
    pub date_forms: Vec<String>,
    pub end: Option<String>,
    pub latitude: String,
    pub longitude: String,
    pub place: Option<String>,
    pub place_else: Option<String>,
    /// What parts a place's name from further words.
    pub place_parted_by: Option<String>,
    /// What follows a place's name and is no part of it.
    #[serde(default)]
    pub place_ends: Vec<String>,
    pub admin1: Option<String>,
    pub admin2: Option<String>,
    pub country: Option<String>,
    pub note: Option<String>,
    pub note_else: Option<String>,
    pub url: Option<String>,
    pub claimants: Option<String>,
    pub claimants_parted_by: Option<String>,
    pub first_actor: Option<String>,
    pub second_actor: Option<String>,
}

/// The columns of one number.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    pub best: String,
    pub low: Option<String>,
    pub high: Option<String>,
}

/// Values that columns must have.
pub(super) type When = BTreeMap<String, Vec<String>>;

/// Which of the two actors does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Acts {
    First,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeRule {
    pub when: When,
    #[serde(rename = "type")]
    pub event_type: Option<Code<EventType>>,
    pub outcome: Option<Code<Outcome>>,
    pub acts: Option<Acts>,
    pub pass_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SideWords {
    pub words: Vec<String>,
    pub side: Code<Side>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SideRule {
    pub when: When,
    pub side: Code<Side>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceRule {
    pub when: When,
    pub precision: Code<Precision>,
    pub uncertainty_m: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayRule {
    pub when: When,
    pub precision: Code<DatePrecision>,
    pub basis: Option<Code<DateBasis>>,
    #[serde(default)]
    pub days_before: i32,
    #[serde(default)]
    pub days_after: i32,
}

/// A value of ours, written as its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Code<T>(pub T);

macro_rules! read_by_code {
    ($($of:ty),+) => {
        $(impl<'de> Deserialize<'de> for Code<$of> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Code<$of>, D::Error> {
                let code = String::deserialize(deserializer)?;
                let value = <$of>::from_code(&code);
                value.map(Code).ok_or_else(|| serde::de::Error::custom(format!("`{code}` is no code of ours")))
            }
        })+
    };
}

read_by_code!(Counted, EventType, Outcome, Side, Precision, DatePrecision, DateBasis);

/// A crosswalk that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CrosswalkError {
    /// The system would not give it.
    #[error("{path}: cannot be read; check that it exists and that you may read it")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not TOML, a field is missing or misspelt, or a code is none of ours.
    #[error("{path}: not a crosswalk; see data/crosswalks/README.md")]
    Toml {
        /// The file.
        path: PathBuf,
        /// What the parser said, with the line.
        source: Box<toml::de::Error>,
    },
    /// A rule or a value that means nothing.
    #[error("{path}: {what}")]
    Rule {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

impl Crosswalk {
    /// Reads a crosswalk from a file.
    ///
    /// # Errors
    /// When the file cannot be read, or as [`Crosswalk::from_toml`].
    pub fn read(path: &Path) -> Result<Crosswalk, CrosswalkError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| CrosswalkError::Unreadable { path: path.into(), source })?;
        Crosswalk::from_toml(&text, path)
    }

    /// Reads a crosswalk from its text; `origin` is the name that errors give it.
    ///
    /// # Errors
    /// When the text is not TOML, a key is missing or misspelt, or a rule says nothing.
    pub fn from_toml(text: &str, origin: &Path) -> Result<Crosswalk, CrosswalkError> {
        let crosswalk: Crosswalk = toml::from_str(text)
            .map_err(|source| CrosswalkError::Toml { path: origin.into(), source: Box::new(source) })?;
        match crosswalk.fault() {
            Some(what) => Err(CrosswalkError::Rule { path: origin.into(), what }),
            None => Ok(crosswalk),
        }
    }

    fn fault(&self) -> Option<String> {
        if self.columns.is_empty() {
            return Some("columns: name at least one, or every table would be taken for this data set".to_owned());
        }
        if !(0.0..=1.0).contains(&self.confidence) {
            return Some(format!("confidence: {} is not between 0 and 1", self.confidence));
        }
        let half = self.types.iter().find(|rule| rule.event_type.is_some() == rule.pass_by.is_some());
        half.map(|rule| format!("a [[type]] with when = {:?} needs either `type` or `pass_by`", rule.when))
    }

    /// The data sets that the program knows by itself.
    pub(super) fn embedded() -> Vec<Crosswalk> {
        let files = [
            ("acled.toml", include_str!("../../../data/crosswalks/acled.toml")),
            ("ucdp.toml", include_str!("../../../data/crosswalks/ucdp.toml")),
            ("viina.toml", include_str!("../../../data/crosswalks/viina.toml")),
            ("timemap.toml", include_str!("../../../data/crosswalks/timemap.toml")),
        ];
        let read = |(name, text): (&str, &str)| {
            Crosswalk::from_toml(text, Path::new(name)).expect("the tests read every crosswalk that is built in")
        };
        files.into_iter().map(read).collect()
    }

    /// Whether these are the columns of this data set.
    pub(super) fn is_for(&self, columns: &BTreeSet<String>) -> bool {
        self.columns.iter().all(|column| columns.contains(column))
    }

    /// Every column that a rule looks at.
    pub(super) fn ruling_columns(&self) -> BTreeSet<&str> {
        let types = self.types.iter().map(|rule| &rule.when);
        let sides = self.initiators.iter().chain(&self.targets).map(|rule| &rule.when);
        let places = self.places.iter().map(|rule| &rule.when);
        let days = self.days.iter().map(|rule| &rule.when);
        types.chain(sides).chain(places).chain(days).flat_map(BTreeMap::keys).map(String::as_str).collect()
    }
}
