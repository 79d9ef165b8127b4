//! A name in a text, what it may mean and what it turned out to mean.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Kind, Place, PlaceId};

/// Bytes of a document's text, end exclusive. Outputs count code points instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The span as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// How a spelling stands to the name it was derived from; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Form {
    /// The present name in one of its official spellings, any case.
    Name,
    /// Another spelling that a source lists.
    Other,
    /// A former name.
    Old,
    /// A spelling made by rule, not listed anywhere.
    Derived,
    /// A spelling one slip away from a known one.
    Slip,
}

/// One place a name can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// How the words stand to its names.
    pub form: Form,
    /// The words are an adjective or a bare stem that means this place only beside its noun ("Kharkiv" for "Kharkiv region").
    pub needs_noun: bool,
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What the words around it ask for ("region", "district", "direction"); a settlement or a country when nothing does.
    pub kind: Kind,
    /// The places of that name, in gazetteer order. Empty for an axis and for a name that no place has.
    pub candidates: Vec<Candidate>,
    /// The ids of the axes of that name, for an axis.
    pub axes: Vec<String>,
    /// What the grammar around it says of its role.
    pub role: Role,
    /// What lies this way from the place is meant, where the name only tells from where it is counted.
    pub offset: Option<Offset>,
    /// The name stands inside another proper name (a paper, a unit, a street): not a place here.
    pub is_embedded: bool,
}

/// Where something lies, told from a named place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Offset {
    /// Some way from it: "12 km west of", "south of".
    Way {
        /// Degrees clockwise from north.
        bearing_deg: f64,
        /// Metres, none when the words tell only the direction.
        distance_m: Option<f64>,
    },
    /// Between it and the name that follows: "between A and B".
    Between,
}

coded! {
    /// What part a place plays in what the text tells.
    Role {
        /// It happened there.
        At = "at",
        /// It happened in the neighbourhood.
        Near = "near",
        /// It was aimed there.
        Toward = "toward",
        /// It came from there.
        From = "from",
        /// The name tells where another place lies, or is only mentioned.
        Context = "context",
        /// The name stands for a government, an army or an office.
        Metonym = "metonym",
    }
}

coded! {
    /// How exactly a place is known.
    Precision {
        /// The settlement itself.
        Settlement = "settlement",
        /// Its surroundings.
        NearSettlement = "near_settlement",
        /// A district, or a settlement of which only the district's centre is known.
        District = "district",
        /// A first-level unit or a region.
        Region = "region",
        /// A state.
        Country = "country",
    }
}

/// A candidate and what spoke for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The place.
    pub place: Arc<Place>,
    /// How the words stand to its names.
    pub form: Form,
    /// Sum of the parts; the higher the likelier. Not a probability.
    pub score: f64,
    /// What the score is made of.
    pub parts: Parts,
}

/// What can speak for a candidate or against it, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// How the words stand to its names.
    Form,
    /// Its inhabitants.
    Population,
    /// It is a city.
    City,
    /// How near it is to the front of that day.
    Front,
    /// It lies outside Ukraine and the Russian border oblasts.
    Abroad,
    /// It is a state or a first-level unit.
    Unit,
    /// It lies inside, or outside, the district or region that the same phrase names for it.
    AreaNamedForIt,
    /// It lies in a district or region that the sentence names.
    AreaInSentence,
    /// The same of the paragraph.
    AreaInParagraph,
    /// The same of the document.
    AreaInDocument,
    /// How near it is to the axis that the paragraph states.
    Axis,
    /// How near it is to the other names of the sentence.
    Neighbours,
    /// How near it is to the other names of the document.
    Company,
    /// It lies deep in the ground of one side, and the other is told to have something there.
    Ground,
    /// Letters in which its name differs from the words.
    Letters,
}

impl Part {
    /// Every part with its name, in order.
    pub const ALL: [(Part, &'static str); 15] = [
        (Part::Form, "form"),
        (Part::Population, "population"),
        (Part::City, "city"),
        (Part::Front, "front"),
        (Part::Abroad, "abroad"),
        (Part::Unit, "unit"),
        (Part::AreaNamedForIt, "area named for it"),
        (Part::AreaInSentence, "area in sentence"),
        (Part::AreaInParagraph, "area in paragraph"),
        (Part::AreaInDocument, "area in document"),
        (Part::Axis, "axis"),
        (Part::Neighbours, "neighbours"),
        (Part::Company, "company"),
        (Part::Ground, "whose ground"),
        (Part::Letters, "letters that differ"),
    ];
}

/// The parts of a score, each a number: nothing for those that say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parts([f64; Part::ALL.len()]);

impl Parts {
    /// The same with one part set.
    pub fn with(mut self, part: Part, weight: f64) -> Parts {
        self.0[part as usize] = weight;
        self
    }

    /// What a part brings.
    pub fn get(&self, part: Part) -> f64 {
        self.0[part as usize]
    }

    /// The parts that say something, with their names.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        Part::ALL.iter().map(|(part, name)| (*name, self.get(*part))).filter(|(_, weight)| *weight != 0.0)
    }
}

/// A mention that means one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// The name in the text.
    pub mention: Mention,
    /// What it means.
    pub place: Arc<Place>,
    /// How exactly that says where.
    pub precision: Precision,
    /// Radius in metres in which the true spot lies.
    pub uncertainty_m: f64,
    /// 0 to 1.
    pub confidence: f64,
    /// Its role, once the events are known.
    pub role: Role,
    /// All candidates, best first, the chosen one included.
    pub scored: Vec<Scored>,
}

/// What a mention turned out to mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// One place, clearly ahead of the next.
    Located(Location),
    /// An axis of attack: the id of its row in the registry.
    OnAxis(Mention, String),
    /// Several places, none clearly ahead; the likeliest first.
    Ambiguous(Mention, Vec<Scored>),
    /// No place of that name is known; the likeliest slips first.
    Unknown(Mention, Vec<Scored>),
}

impl Verdict {
    /// The name in the text.
    pub fn mention(&self) -> &Mention {
        match self {
            Verdict::Located(location) => &location.mention,
            Verdict::OnAxis(mention, _) | Verdict::Ambiguous(mention, _) | Verdict::Unknown(mention, _) => mention,
        }
    }

    /// The location, when it has one.
    pub fn location(&self) -> Option<&Location> {
        match self {
            Verdict::Located(location) => Some(location),
            Verdict::OnAxis(..) | Verdict::Ambiguous(..) | Verdict::Unknown(..) => None,
        }
    }
}
