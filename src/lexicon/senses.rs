//! What a word can mean.

use serde::Deserialize;

use crate::model::{Counted, EventType, Feature, Kind, Role, Side};

/// What a word or phrase means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A noun that says what kind of place the name beside it is.
    Head(Kind),
    /// The same noun for several names.
    HeadOfMany(Kind),
    /// A noun of a feature, before its name or after the adjective of its town.
    Feature(Feature),
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
    /// What is attacked from afar: depots, airfields, ports.
    Facility,
    /// What a number counts.
    Counted(Counted),
    /// One attack, where no number says so.
    OneAttack,
    /// Whom a number counts.
    Person,
    /// Says that a verb tells of nobody.
    Nobody,
    /// Makes the number beside it a part of one told before.
    Part,
    /// It is not so.
    Negated,
    /// Holds a word of denial and denies nothing: "no fewer than 10".
    NotNegated,
    /// It is meant to be so.
    Planned,
    /// It may be so.
    Hypothetical,
    /// What follows in the sentence is so only if this is.
    Condition,
    /// It was so before.
    Background,
    /// It was told before: history unless it names a day of late.
    Recalled,
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
    /// A noun for what is only told: "claims", "rumours".
    Report,
    /// Words behind a report by which it is untrue: "is false".
    Refuted,
    /// What does harm in peace as well: a road accident, a storm, a leak of gas.
    Accident,
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
    /// Nouns of places that are no cities: "village".
    Village,
    /// A noun for the seat of a government: "capital".
    Capital,
    /// Puts a thing on the way from one place to the next: "between".
    Amid,
    /// Before what brought it about: "after", "due to".
    Cause,
    /// Before what a number grew to: "rose to".
    Reaches,
    /// Behind a verb of saying and before what is told of: «про».
    About,
    /// Before what is in or on a thing: «склад з боєприпасами».
    With,
    /// Before those at whose place or to whose harm it happens: «у росіян».
    Whose,
    /// A word for a side in the case of those to whom something is done: «ворогові».
    ToWhom,
    /// Before an age: "aged".
    Aged,
    /// Behind an age: "years".
    Years,
    /// Behind a year of birth: «народження».
    Born,
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
    /// As Ukraine's men behind the lines.
    Partisans,
    /// As the one whose ground or men it is done to: no actor, though its words name one.
    Object,
}

impl ActorWord {
    /// The side the word means in a text of that side; one of an unknown side is read as Ukraine's.
    pub fn side(self, ours: Side) -> Side {
        let ours = if ours == Side::Unknown { Side::Ukraine } else { ours };
        match self {
            ActorWord::Side(side) => side,
            ActorWord::Own => ours,
            ActorWord::Partisans => Side::Ukraine,
            ActorWord::Enemy => ours.other(),
            // Whose they are, the ground tells.
            ActorWord::Saboteurs => Side::Unknown,
            ActorWord::Object => Side::Civilians,
        }
    }
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
