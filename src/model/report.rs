//! What one sentence of one document says happened.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Document, Location, Published, Side, Span};

coded! {
    /// What kind of happening.
    EventType {
        /// Attack or attempt to advance, not said to be beaten off.
        GroundAssault = "ground_assault",
        /// Attack beaten off.
        AssaultRepelled = "assault_repelled",
        /// Fighting, side of the attack not told.
        Clash = "clash",
        /// Ground gained without taking a named place.
        Advance = "advance",
        /// A place taken.
        Capture = "capture",
        /// Troops left.
        Withdrawal = "withdrawal",
        /// An armed group crosses the state border.
        Incursion = "incursion",
        /// Sabotage and reconnaissance groups inside the other side's lines.
        Sabotage = "sabotage",
        /// Attack from afar, weapon not said.
        Strike = "strike",
        /// Artillery, mortars, tanks.
        Shelling = "shelling",
        /// Multiple rocket launchers.
        MlrsStrike = "mlrs_strike",
        /// Aircraft.
        AirStrike = "air_strike",
        /// Guided aerial bombs.
        GlideBomb = "glide_bomb",
        /// Missiles.
        MissileStrike = "missile_strike",
        /// Unmanned aircraft.
        DroneStrike = "drone_strike",
        /// Ships and naval drones.
        NavalStrike = "naval_strike",
        /// A mine or left ordnance goes off.
        Mine = "mine",
        /// Drones, missiles or aircraft shot down.
        AirDefence = "air_defence",
        /// Civilians taken or ordered out.
        Evacuation = "evacuation",
        /// People hurt, cause not told.
        CivilianHarm = "civilian_harm",
        /// Things damaged, cause not told.
        InfrastructureDamage = "infrastructure_damage",
        /// Troops or equipment moved, no fighting.
        Movement = "movement",
        /// A happening of the war that fits nothing above.
        Other = "other",
    }
}

/// Types that can tell of the same happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeClass {
    /// Attacks on the ground and fighting.
    Assault,
    /// Fire from afar and its effects.
    Strike,
    /// Who holds what.
    Control,
    /// A type of its own.
    Alone(EventType),
}

impl EventType {
    /// The class of types that can tell of the same happening.
    pub fn class(self) -> TypeClass {
        use EventType as T;
        match self {
            T::GroundAssault | T::AssaultRepelled | T::Clash | T::Incursion | T::Sabotage => TypeClass::Assault,
            T::Strike
            | T::Shelling
            | T::MlrsStrike
            | T::AirStrike
            | T::GlideBomb
            | T::MissileStrike
            | T::DroneStrike
            | T::NavalStrike
            | T::CivilianHarm
            | T::InfrastructureDamage => TypeClass::Strike,
            T::Capture | T::Advance | T::Withdrawal => TypeClass::Control,
            T::Mine | T::AirDefence | T::Evacuation | T::Movement | T::Other => TypeClass::Alone(self),
        }
    }
}

coded! {
    /// How it went.
    Outcome {
        /// Beaten off.
        Repelled = "repelled",
        /// Still going on.
        Ongoing = "ongoing",
        /// The claimant says it succeeded.
        SuccessClaimed = "success_claimed",
        /// Nothing changed hands.
        NoChange = "no_change",
        /// Shot down on the way.
        Intercepted = "intercepted",
        /// It hit.
        Hit = "hit",
        /// Not said.
        Unknown = "unknown",
    }
}

coded! {
    /// How exactly the day is known.
    DatePrecision {
        /// One day.
        Day = "day",
        /// A few days.
        Days = "days",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// Not known.
        Unknown = "unknown",
    }
}

coded! {
    /// What the date rests on.
    DateBasis {
        /// The text names it.
        Stated = "stated",
        /// The text counts from the day of publication.
        Relative = "relative",
        /// The reporting period of a briefing.
        ReportWindow = "report_window",
        /// Nothing but the day of publication.
        Published = "published",
        /// There is no date.
        None = "none",
    }
}

coded! {
    /// Whether the claimant says it is so or is not so.
    Polarity {
        /// It happened.
        Affirmed = "affirmed",
        /// It did not.
        Denied = "denied",
    }
}

coded! {
    /// Whether it is told as fact.
    Modality {
        /// Told as having happened.
        Asserted = "asserted",
        /// Intended.
        Planned = "planned",
        /// Conditional or possible.
        Hypothetical = "hypothetical",
        /// History.
        Background = "background",
    }
}

coded! {
    /// What ties an event to its axis.
    AxisBasis {
        /// The text names the direction.
        Stated = "stated",
        /// The place and the day lie on it.
        Inferred = "inferred",
        /// No axis is near.
        None = "none",
    }
}

coded! {
    /// What a number counts over.
    Scope {
        /// This event alone.
        Event = "event",
        /// All places of one list together.
        PlaceList = "place_list",
        /// A whole axis.
        Axis = "axis",
        /// The whole front.
        Front = "front",
    }
}

coded! {
    /// What a number counts.
    Counted {
        /// Attacks, assaults, attempts, shellings.
        Attacks = "attacks",
        /// Shells, bombs, missiles, drones launched at a place.
        Munitions = "munitions",
        /// The dead.
        Killed = "killed",
        /// The hurt.
        Wounded = "wounded",
        /// The captured.
        Captured = "captured",
        /// The evacuated.
        Evacuated = "evacuated",
        /// Drones, missiles and aircraft shot down.
        Downed = "downed",
    }
}

/// A number as told: exact when all three are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// At least.
    pub low: u32,
    /// The number in the words.
    pub best: u32,
    /// At most, none when open ("more than 20").
    pub high: Option<u32>,
}

/// The numbers of one event.
pub type Counts = BTreeMap<Counted, Count>;

/// When it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// First day; none when unknown.
    pub start: Option<Date>,
    /// Last day, inclusive; none when unknown.
    pub end: Option<Date>,
    /// How exactly.
    pub precision: DatePrecision,
    /// What it rests on.
    pub basis: DateBasis,
}

impl When {
    /// A date nobody gave.
    pub const UNKNOWN: When =
        When { start: None, end: None, precision: DatePrecision::Unknown, basis: DateBasis::None };
}

/// Who acts or is acted upon.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// The side.
    pub side: Side,
    /// The words that name it, empty when none do.
    pub words: String,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claimant {
    /// The words that name the speaker.
    pub name: String,
    /// The speaker's side.
    pub side: Side,
}

/// Where it is told, in which words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quotation {
    /// The document's id.
    pub document: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// SHA-256 of the document's text.
    pub sha256: String,
    /// The sentence, as printed.
    pub text: String,
    /// Its bytes in the document's text.
    pub span: Span,
}

impl Quotation {
    /// The words of a document between two of its bytes.
    pub fn of(document: &Document, span: Span) -> Quotation {
        Quotation {
            document: document.id.clone(),
            publisher: document.source.publisher.clone(),
            url: document.url.clone(),
            published: document.published,
            sha256: document.sha256.clone(),
            text: document.text[span.range()].to_owned(),
            span,
        }
    }
}

/// What one sentence of one document says happened at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// From its content: document, sentence, type and place.
    pub id: String,
    /// What happened.
    pub event_type: EventType,
    /// How it went.
    pub outcome: Outcome,
    /// When.
    pub when: When,
    /// Where.
    pub location: Location,
    /// Id of the axis in the registry.
    pub axis: Option<String>,
    /// What ties it to the axis.
    pub axis_basis: AxisBasis,
    /// Who attacks, fires, advances, takes, leaves, shoots down.
    pub initiator: Actor,
    /// Whom it was done to.
    pub target: Actor,
    /// Who says so; empty when the publisher speaks for itself.
    pub claimants: Vec<Claimant>,
    /// Said to be so, or not so.
    pub polarity: Polarity,
    /// Told as fact, or otherwise.
    pub modality: Modality,
    /// The numbers.
    pub counts: Counts,
    /// What the numbers count over.
    pub scope: Scope,
    /// Shared by the reports of one list of places: their numbers are one number.
    pub group_id: Option<String>,
    /// The words.
    pub quotation: Quotation,
    /// The lexicon entry that fired.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f64,
}
