//! What the files of a lexicon hold.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::Error;
use crate::model::{Counted, EventType, Kind, Outcome, Role, Side};

/// What a word or phrase means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A noun that says what kind of place the name beside it is.
    Head(Kind),
    /// The same noun for several names.
    HeadOfMany(Kind),
    /// A preposition or phrase before a name.
    Relation(Role),
    /// Joins names in a list.
    Coordinator,
    /// May stand inside a list and makes none.
    Filler,
    /// Makes the name before it part of another proper name.
    EmbedsBefore,
    /// The name before it is its region's: «Сумська ОВА», "Kharkiv regional prosecutors".
    OfRegion,
    /// Makes the name after it part of another proper name.
    EmbedsAfter,
    /// Makes the name after it stand for the people who run it.
    Office,
    /// Makes the name before it stand for the people who run or serve it.
    OfficeAfter,
    /// Widens the name of a city to its region.
    Wide,
    /// A verb of saying.
    Speech(SpeechAct),
    /// Somebody who speaks.
    Speaker(Side),
    /// Whoever spoke last.
    SameSpeaker,
    /// Somebody who acts.
    Actor(ActorWord),
    /// The ground told of is held by that side, whosever it is by right.
    HeldBy(Side),
    /// What only that side fires.
    WeaponOf(Side),
    /// A mark of whose text it is.
    Perspective(Side),
    /// What it was done with.
    Weapon(EventType),
    /// What a number counts.
    Counted(Counted),
    /// Whom a number counts.
    Person,
    /// Says that a verb tells of nobody.
    Nobody,
    /// Makes the number beside it a part of one told before.
    Part,
    /// It is not so.
    Negated,
    /// It is meant to be so.
    Planned,
    /// It may be so.
    Hypothetical,
    /// What follows in the sentence is so only if this is.
    Condition,
    /// It was so before.
    Background,
    /// A total over time or the whole front.
    Statistic,
    /// The largest of its kind: what is said of all of them praises this one.
    Superlative,
    /// It is so again and again.
    Habitual,
    /// It did not succeed.
    Failed,
    /// It goes on.
    Ongoing,
    /// A place named before.
    Anaphor(Kind),
    /// The happening told last.
    EventAnaphor,
    /// A given name.
    GivenName,
    /// One person, where no number says so.
    OnePerson,
    /// A title that stands before a person's name.
    Title,
    /// Goes on with the list of the sentence before.
    Continuation,
    /// Which way from the place that follows, in degrees clockwise from north.
    Compass(u16),
    /// A unit of distance, in metres.
    Distance(u16),
    /// Not a place, whatever the gazetteer says.
    NotPlace,
    /// A phrase that tells of no happening, though it holds a trigger.
    NotEvent,
    /// A small word of grammar.
    Small(Small),
    /// An everyday word that is a place only where the words around it ask for one.
    SeldomPlace,
    /// Tells of a happening; the number of its trigger.
    Trigger(u16),
}

/// What a small word of grammar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Small {
    /// Joins two clauses: "and", "while".
    JoinsClauses,
    /// Stands before whoever does what a passive tells: "by".
    Agent,
    /// Makes a participle passive: "was".
    Passive,
    /// May stand between the two: "also".
    Between,
    /// "the", and what stands for it.
    Article,
    /// Joins a noun to the name that follows: "of".
    Of,
    /// Puts a thing in a place: "in".
    In,
    /// Joins a name to the noun that follows: "'s".
    Possessive,
    /// Before an English infinitive.
    To,
    /// Before the number of more of the same: "another 8".
    Another,
    /// Before a state: the state, not its ground: "on Ukraine".
    Upon,
    /// Verbs of what befalls a town and no government: "woke".
    Befalls,
}

/// How an actor is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorWord {
    /// By its side.
    Side(Side),
    /// As ours: the side whose text it is.
    Own,
    /// As the enemy of the side whose text it is.
    Enemy,
    /// As the other side's men behind the lines of whoever holds the ground.
    Saboteurs,
    /// As the one whose ground or men it is done to: no actor, though its words name one.
    Object,
}

/// What a verb of saying does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeechAct {
    /// Says that it is so.
    Says,
    /// Lays a claim.
    Claims,
    /// Says that it is not so.
    Denies,
}

/// Who the grammatical subject of a trigger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The one who does it.
    #[default]
    Initiator,
    /// The one it is done to.
    Target,
}

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
    head: Table,
    head_many: Table,
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
        let sections: [(&'static str, Table, SenseOf); 24] = [
            ("head", self.head, |key| kind(key).map(Sense::Head)),
            ("head_many", self.head_many, |key| kind(key).map(Sense::HeadOfMany)),
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
            ("count", self.count, |key| Counted::from_code(key).map(Sense::Counted)),
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
            ("not_event", self.not_event, |key| (key == "forms").then_some(Sense::NotEvent)),
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
        "saboteurs" => Some(Sense::Actor(ActorWord::Saboteurs)),
        "object" => Some(Sense::Actor(ActorWord::Object)),
        "weapons_of_RU" => Some(Sense::WeaponOf(Side::Russia)),
        "weapons_of_UA" => Some(Sense::WeaponOf(Side::Ukraine)),
        "held_by_RU" => Some(Sense::HeldBy(Side::Russia)),
        "ours_is_UA" => Some(Sense::Perspective(Side::Ukraine)),
        "ours_is_RU" => Some(Sense::Perspective(Side::Russia)),
        key => side(key).map(|side| Sense::Actor(ActorWord::Side(side))),
    }
}

fn modality(key: &str) -> Option<Sense> {
    Some(match key {
        "negated" => Sense::Negated,
        "planned" => Sense::Planned,
        "hypothetical" => Sense::Hypothetical,
        "condition" => Sense::Condition,
        "background" => Sense::Background,
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
