//! What the files of a lexicon hold.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::Error;
use crate::lexicon::senses::{ActorWord, Sense, Small, SpeechAct, Subject};
use crate::model::{Counted, EventType, Feature, Kind, Outcome, Role, Side};

/// One entry of `triggers.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// What happened.
    #[serde(rename = "type", deserialize_with = "event_type")]
    pub event_type: EventType,
    /// Who the grammatical subject is.
    #[serde(default)]
    pub subject: Subject,
    /// What the words alone say of how it went.
    #[serde(default = "unknown_outcome", deserialize_with = "outcome")]
    pub outcome: Outcome,
    /// A general word that others make more exact.
    #[serde(default)]
    pub weak: bool,
    /// Tells only what an attack did.
    #[serde(default)]
    pub effect: bool,
    /// Its object is what was hit: a weapon named after it is no means.
    #[serde(default)]
    pub hits: bool,
    /// The patterns.
    pub forms: Vec<String>,
}

fn unknown_outcome() -> Outcome {
    Outcome::Unknown
}

fn event_type<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<EventType, D::Error> {
    let code = String::deserialize(deserializer)?;
    EventType::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("no event type {code:?}")))
}

fn outcome<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Outcome, D::Error> {
    let code = String::deserialize(deserializer)?;
    Outcome::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("no outcome {code:?}")))
}

/// `triggers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TriggersFile {
    pub(super) trigger: Vec<Trigger>,
}

type Table = BTreeMap<String, Vec<String>>;

/// `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    pub(super) abbreviations: Vec<String>,
    /// Words that may stand behind the first word of a trigger.
    #[serde(default)]
    pub(super) inner: Vec<String>,
    head: Table,
    head_many: Table,
    feature: Table,
    wide: Table,
    relation: Table,
    coordinator: Table,
    small: Table,
    embedding: Table,
    office: Table,
    speech: Table,
    speaker: Table,
    actor: Table,
    weapon: Table,
    facility: Table,
    count: Table,
    person: Table,
    modality: Table,
    anaphor: Table,
    given_name: Table,
    one_person: Table,
    title: Table,
    continuation: Table,
    compass: Table,
    distance: Table,
    not_place: Table,
    not_event: Table,
}

/// The sense that a key of a section stands for; none when the section has no such key.
type SenseOf = fn(&str) -> Option<Sense>;

impl WordsFile {
    /// Every pattern with its sense.
    pub(super) fn entries(self, language: &'static str) -> Result<Vec<(String, Sense)>, Error> {
        let sections: [(&'static str, Table, SenseOf); 26] = [
            ("head", self.head, |key| kind(key).map(Sense::Head)),
            ("head_many", self.head_many, |key| kind(key).map(Sense::HeadOfMany)),
            ("feature", self.feature, |key| Feature::from_code(key).map(Sense::Feature)),
            ("wide", self.wide, |key| (key == "forms").then_some(Sense::Wide)),
            ("relation", self.relation, |key| role(key).map(Sense::Relation)),
            ("coordinator", self.coordinator, coordinator),
            ("small", self.small, |key| small(key).map(Sense::Small)),
            ("embedding", self.embedding, embedding),
            ("office", self.office, office),
            ("speech", self.speech, |key| speech(key).map(Sense::Speech)),
            ("speaker", self.speaker, speaker),
            ("actor", self.actor, actor),
            ("weapon", self.weapon, |key| EventType::from_code(key).map(Sense::Weapon)),
            ("facility", self.facility, |key| (key == "forms").then_some(Sense::Facility)),
            ("count", self.count, count),
            ("person", self.person, person),
            ("modality", self.modality, modality),
            ("anaphor", self.anaphor, anaphor),
            ("given_name", self.given_name, |key| (key == "forms").then_some(Sense::GivenName)),
            ("one_person", self.one_person, |key| (key == "forms").then_some(Sense::OnePerson)),
            ("title", self.title, |key| (key == "forms").then_some(Sense::Title)),
            ("continuation", self.continuation, |key| (key == "forms").then_some(Sense::Continuation)),
            ("compass", self.compass, |key| compass(key).map(Sense::Compass)),
            ("distance", self.distance, |key| distance(key).map(Sense::Distance)),
            ("not_place", self.not_place, not_place),
            ("not_event", self.not_event, not_event),
        ];
        let mut entries = Vec::new();
        for (section, table, sense_of) in sections {
            for (key, forms) in table {
                let sense = sense_of(&key).ok_or(Error::Key { language, section, key })?;
                entries.extend(forms.into_iter().map(|form| (form, sense)));
            }
        }
        Ok(entries)
    }
}

fn count(key: &str) -> Option<Sense> {
    match key {
        "one_attack" => Some(Sense::OneAttack),
        key => Counted::from_code(key).map(Sense::Counted),
    }
}

fn compass(key: &str) -> Option<u16> {
    const WINDS: [&str; 8] = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];
    WINDS.iter().position(|wind| *wind == key).and_then(|wind| u16::try_from(wind * 45).ok())
}

fn distance(key: &str) -> Option<u16> {
    match key {
        "metre" => Some(1),
        "kilometre" => Some(1_000),
        "mile" => Some(1_609),
        _ => None,
    }
}

fn not_place(key: &str) -> Option<Sense> {
    match key {
        "forms" => Some(Sense::NotPlace),
        "seldom" => Some(Sense::SeldomPlace),
        _ => None,
    }
}

fn not_event(key: &str) -> Option<Sense> {
    match key {
        "forms" => Some(Sense::NotEvent),
        "accident" => Some(Sense::Accident),
        _ => None,
    }
}

fn kind(key: &str) -> Option<Kind> {
    Some(match key {
        "settlement" => Kind::Settlement,
        "hromada" => Kind::Hromada,
        "raion" => Kind::Raion,
        "oblast" => Kind::Oblast,
        "country" => Kind::Country,
        "axis" => Kind::Axis,
        "river" => Kind::River,
        "sea" => Kind::Sea,
        "poi" => Kind::Poi,
        _ => return None,
    })
}

fn role(key: &str) -> Option<Role> {
    Some(match key {
        "at" => Role::At,
        "near" => Role::Near,
        "toward" => Role::Toward,
        "from" => Role::From,
        "context" => Role::Context,
        _ => return None,
    })
}

fn coordinator(key: &str) -> Option<Sense> {
    match key {
        "forms" => Some(Sense::Coordinator),
        "filler" => Some(Sense::Filler),
        _ => None,
    }
}

fn small(key: &str) -> Option<Small> {
    Some(match key {
        "joins_clauses" => Small::JoinsClauses,
        "agent" => Small::Agent,
        "passive" => Small::Passive,
        "between" => Small::Between,
        "article" => Small::Article,
        "of" => Small::Of,
        "in" => Small::In,
        "possessive" => Small::Possessive,
        "another" => Small::Another,
        "to" => Small::To,
        "upon" => Small::Upon,
        "befalls" => Small::Befalls,
        "village" => Small::Village,
        "capital" => Small::Capital,
        "amid" => Small::Amid,
        "cause" => Small::Cause,
        "reaches" => Small::Reaches,
        "about" => Small::About,
        "with" => Small::With,
        "whose" => Small::Whose,
        "to_whom" => Small::ToWhom,
        "aged" => Small::Aged,
        "years" => Small::Years,
        "born" => Small::Born,
        _ => return None,
    })
}

fn embedding(key: &str) -> Option<Sense> {
    match key {
        "after" => Some(Sense::EmbedsBefore),
        "before" => Some(Sense::EmbedsAfter),
        "region" => Some(Sense::OfRegion),
        _ => None,
    }
}

fn office(key: &str) -> Option<Sense> {
    match key {
        "forms" => Some(Sense::Office),
        "after" => Some(Sense::OfficeAfter),
        _ => None,
    }
}

fn speech(key: &str) -> Option<SpeechAct> {
    match key {
        "says" => Some(SpeechAct::Says),
        "claims" => Some(SpeechAct::Claims),
        "denies" => Some(SpeechAct::Denies),
        _ => None,
    }
}

fn side(key: &str) -> Option<Side> {
    match key {
        "RU" => Some(Side::Russia),
        "UA" => Some(Side::Ukraine),
        "armed_group" => Some(Side::ArmedGroup),
        "civilians" => Some(Side::Civilians),
        "neutral" => Some(Side::Unknown),
        _ => None,
    }
}

fn speaker(key: &str) -> Option<Sense> {
    match key {
        "same" => Some(Sense::SameSpeaker),
        key => side(key).map(Sense::Speaker),
    }
}

fn person(key: &str) -> Option<Sense> {
    match key {
        "forms" => Some(Sense::Person),
        "part" => Some(Sense::Part),
        "nobody" => Some(Sense::Nobody),
        _ => None,
    }
}

fn actor(key: &str) -> Option<Sense> {
    match key {
        "own" => Some(Sense::Actor(ActorWord::Own)),
        "enemy" => Some(Sense::Actor(ActorWord::Enemy)),
        "partisans" => Some(Sense::Actor(ActorWord::Partisans)),
        "saboteurs" => Some(Sense::Actor(ActorWord::Saboteurs)),
        "object" => Some(Sense::Actor(ActorWord::Object)),
        "weapons_of_RU" => Some(Sense::WeaponOf(Side::Russia)),
        "weapons_of_UA" => Some(Sense::WeaponOf(Side::Ukraine)),
        "held_by_RU" => Some(Sense::HeldBy(Side::Russia)),
        "held_by_UA" => Some(Sense::HeldBy(Side::Ukraine)),
        "ours_is_UA" => Some(Sense::Perspective(Side::Ukraine)),
        "ours_is_RU" => Some(Sense::Perspective(Side::Russia)),
        key => side(key).map(|side| Sense::Actor(ActorWord::Side(side))),
    }
}

fn modality(key: &str) -> Option<Sense> {
    Some(match key {
        "negated" => Sense::Negated,
        "not_negated" => Sense::NotNegated,
        "planned" => Sense::Planned,
        "hypothetical" => Sense::Hypothetical,
        "report" => Sense::Report,
        "refuted" => Sense::Refuted,
        "condition" => Sense::Condition,
        "background" => Sense::Background,
        "recalled" => Sense::Recalled,
        "statistic" => Sense::Statistic,
        "habitual" => Sense::Habitual,
        "superlative" => Sense::Superlative,
        "failed" => Sense::Failed,
        "ongoing" => Sense::Ongoing,
        _ => return None,
    })
}

fn anaphor(key: &str) -> Option<Sense> {
    match key {
        "event" => Some(Sense::EventAnaphor),
        key => kind(key).map(Sense::Anaphor),
    }
}
