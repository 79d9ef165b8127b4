//! Annotated documents: what a person says a text names and tells.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::{EventType, Language, Position, Side, TypeClass};

/// One annotated document. Spans count Unicode code points of its text, end exclusive.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// The document's id.
    pub id: String,
    /// The language of the text.
    pub language: Language,
    /// The text that was annotated.
    pub text: String,
    pub(super) mentions: Vec<GoldMention>,
    pub(super) events: Vec<GoldEvent>,
    pub(super) non_events: Vec<NonEvent>,
}

/// A line that is no annotated document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is no JSON, or lacks what every annotated document has.
    #[error("not an annotated document")]
    Json(#[from] serde_json::Error),
    /// A span that the text does not have.
    #[error("{what} {start}..{end} is not within the {length} characters of the text")]
    Span {
        /// What has it.
        what: &'static str,
        /// First code point.
        start: usize,
        /// Code point after the last.
        end: usize,
        /// Code points of the text.
        length: usize,
    },
    /// A word of a fixed list that is not on it.
    #[error("{field} {given:?} is not one of the guide's")]
    Word {
        /// The field.
        field: &'static str,
        /// What stands there.
        given: String,
    },
}

/// The part a name plays, as the annotation tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GoldRole {
    EventLocation,
    ContextOnly,
    Metonym,
    Origin,
}

impl GoldRole {
    pub(super) fn code(self) -> &'static str {
        match self {
            GoldRole::EventLocation => "event-location",
            GoldRole::ContextOnly => "context-only",
            GoldRole::Metonym => "metonym",
            GoldRole::Origin => "origin",
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct GoldMention {
    pub at: Range<usize>,
    pub kind: String,
    /// None for a name inside another proper name: it is no place, and finding it is no fault.
    pub role: Option<GoldRole>,
    pub country: Option<String>,
    pub oblast: Option<String>,
    pub canonical: String,
    pub position: Option<Position>,
    /// The points between which a reader could not choose.
    pub candidates: Vec<Position>,
}

#[derive(Debug, Clone)]
pub(super) struct GoldEvent {
    /// The sentence or clause, and the other ones that tell the same.
    pub spans: Vec<Range<usize>>,
    /// The type and the others that the sentence supports as well.
    pub types: BTreeSet<String>,
    pub classes: BTreeSet<Class>,
    pub is_optional: bool,
    pub days: Option<(Date, Date)>,
    pub places: Vec<GoldPlace>,
    pub actor: Option<Side>,
    pub counts: BTreeMap<String, Option<f64>>,
}

#[derive(Debug, Clone)]
pub(super) struct GoldPlace {
    pub canonical: String,
    pub position: Option<Position>,
}

#[derive(Debug, Clone)]
pub(super) struct NonEvent {
    pub at: Range<usize>,
    /// Types that do no harm there.
    pub allowed: BTreeSet<String>,
}

/// Types that may stand for one another; a type the program does not have is a class of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Known(TypeClass),
    Other(String),
}

impl Class {
    pub(super) fn of(code: &str) -> Class {
        EventType::from_code(code).map_or_else(|| Class::Other(code.to_owned()), |known| Class::Known(known.class()))
    }
}

impl Annotated {
    /// An annotated document from its line of JSON.
    ///
    /// # Errors
    /// When the line is none, or names a span that its text does not have.
    pub fn parse(line: &str) -> Result<Annotated, Error> {
        let record: Record = serde_json::from_str(line)?;
        let language = Language::from_code(&record.lang).ok_or(Error::Word { field: "lang", given: record.lang })?;
        let length = record.text.chars().count();
        let within = |what, at: &At| {
            let At { start, end } = *at;
            if start < end && end <= length { Ok(start..end) } else { Err(Error::Span { what, start, end, length }) }
        };
        let mentions = record.mentions.into_iter().map(|mention| {
            let at = within("mention", &mention.at)?;
            mention.checked(at)
        });
        let events = record.events.into_iter().map(|event| {
            let told = [&event.at].into_iter().chain(&event.restated);
            let spans = told.map(|at| within("event", at)).collect::<Result<_, _>>()?;
            event.checked(spans)
        });
        let non_events = record.non_events.into_iter().map(|sentence| {
            Ok(NonEvent { at: within("non_event", &sentence.at)?, allowed: sentence.allow.into_iter().collect() })
        });
        Ok(Annotated {
            mentions: mentions.collect::<Result<_, Error>>()?,
            events: events.collect::<Result<_, Error>>()?,
            non_events: non_events.collect::<Result<_, Error>>()?,
            id: record.id,
            language,
            text: record.text,
        })
    }
}

#[derive(Deserialize)]
struct Record {
    id: String,
    lang: String,
    text: String,
    mentions: Vec<MentionRecord>,
    events: Vec<EventRecord>,
    #[serde(default)]
    non_events: Vec<NonEventRecord>,
}

#[derive(Deserialize)]
struct At {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct MentionRecord {
    #[serde(flatten)]
    at: At,
    kind: String,
    role: String,
    country: Option<String>,
    oblast: Option<String>,
    canonical: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    candidates: Option<Vec<[f64; 2]>>,
    #[serde(default)]
    ignore: bool,
}

impl MentionRecord {
    fn checked(self, at: Range<usize>) -> Result<GoldMention, Error> {
        let role = match self.role.as_str() {
            _ if self.ignore => None,
            "embedded" => None,
            "event-location" => Some(GoldRole::EventLocation),
            "context-only" => Some(GoldRole::ContextOnly),
            "metonym" => Some(GoldRole::Metonym),
            "origin" => Some(GoldRole::Origin),
            given => return Err(Error::Word { field: "role", given: given.to_owned() }),
        };
        let candidates = self.candidates.unwrap_or_default();
        Ok(GoldMention {
            at,
            kind: self.kind,
            role,
            country: self.country,
            oblast: self.oblast,
            canonical: self.canonical.unwrap_or_default(),
            position: position(self.lat, self.lon),
            candidates: candidates.iter().filter_map(|[lat, lon]| position(Some(*lat), Some(*lon))).collect(),
        })
    }
}

#[derive(Deserialize)]
struct EventRecord {
    #[serde(flatten)]
    at: At,
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    alt_types: Vec<String>,
    #[serde(default)]
    restated: Vec<At>,
    #[serde(default)]
    optional: bool,
    date: Option<String>,
    date_start: Option<String>,
    places: Vec<PlaceRecord>,
    actor: Option<String>,
    #[serde(default)]
    counts: Option<BTreeMap<String, Option<f64>>>,
}

#[derive(Deserialize)]
struct PlaceRecord {
    canonical: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

#[derive(Deserialize)]
struct NonEventRecord {
    #[serde(flatten)]
    at: At,
    #[serde(default)]
    allow: Vec<String>,
}

impl EventRecord {
    fn checked(self, spans: Vec<Range<usize>>) -> Result<GoldEvent, Error> {
        let types: BTreeSet<String> = self.alt_types.into_iter().chain([self.event_type]).collect();
        let actor = match self.actor.as_deref() {
            None => None,
            Some("RU") => Some(Side::Russia),
            Some("UA") => Some(Side::Ukraine),
            Some(given) => return Err(Error::Word { field: "actor", given: given.to_owned() }),
        };
        // A month or a year is no day.
        let day = |date: &Option<String>| date.as_deref().and_then(|date| date.parse::<Date>().ok());
        let last = day(&self.date);
        let first = day(&self.date_start).or(last);
        let place =
            |place: PlaceRecord| GoldPlace { position: position(place.lat, place.lon), canonical: place.canonical };
        Ok(GoldEvent {
            spans,
            classes: types.iter().map(|code| Class::of(code)).collect(),
            types,
            is_optional: self.optional,
            days: first.zip(last),
            places: self.places.into_iter().map(place).collect(),
            actor,
            counts: self.counts.unwrap_or_default(),
        })
    }
}

fn position(lat: Option<f64>, lon: Option<f64>) -> Option<Position> {
    Position::from_lat_lon(lat?, lon?).ok()
}
