//! What is drawn: events of one day grouped by axis, clusters and areas, and what is left out and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Event, Modality, Polarity, Position, Precision, Status};

/// How a cluster's days compare with the days before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// More events than in the window before.
    Rising,
    /// About as many.
    Steady,
    /// Fewer.
    Falling,
    /// Nothing there before.
    New,
}

impl Trend {
    /// The code used in every output.
    pub fn code(self) -> &'static str {
        match self {
            Trend::Rising => "rising",
            Trend::Steady => "steady",
            Trend::Falling => "falling",
            Trend::New => "new",
        }
    }
}

/// Events close to one another in space and time.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// From where, when and how often its events happened; the same input gives the same id.
    pub id: String,
    /// Ids of its events, sorted. Whoever needs to know only what a cluster is like asks for those of one day, or for none.
    pub events: Vec<String>,
    /// Number of distinct points its events stand on.
    pub places: usize,
    /// Convex hull, counter-clockwise, not closed; fewer than three points when the events stand on one line or point.
    pub hull: Vec<Position>,
    /// Mean of the events' positions.
    pub centre: Position,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Events on each day that has any, in order.
    pub per_day: Vec<(Date, usize)>,
    /// Against the days before; none when the events begin too late to tell.
    pub trend: Option<Trend>,
    /// The axis of most of its events.
    pub axis: Option<String>,
}

impl Cluster {
    /// The number of its events.
    pub fn size(&self) -> usize {
        self.per_day.iter().map(|(_, events)| events).sum()
    }
}

/// Events reduced to where and when they stand, as far as both are known to a point and to days. Those of one point, the
/// same days and one axis may be counted together.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// The point they are drawn on.
    pub position: Position,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Id of their axis.
    pub axis: Option<Arc<str>>,
    /// How many they are.
    pub events: usize,
}

impl Occurrence {
    /// One event. None for one that is not drawn, has no point, or whose last day nobody knows; one whose first day nobody
    /// knows begins on its last.
    pub fn of(event: &Event) -> Option<Occurrence> {
        let best = event.best();
        let to = best.when.end?;
        let position = drawn_point(event).filter(|_| Omission::of(event).is_none())?;
        let from = best.when.start.unwrap_or(to);
        Some(Occurrence { position, from, to, axis: best.axis.as_deref().map(Arc::from), events: 1 })
    }
}

/// Events of one day known only to a district or a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The gazetteer's lasting id of the unit.
    pub place_id: String,
    /// Its events, by id.
    pub events: Vec<Event>,
}

/// One day of one axis; `axis` is none for events on no axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// The day.
    pub day: Date,
    /// Id of the axis.
    pub axis: Option<String>,
    /// Its events, by id.
    pub events: Vec<Event>,
}

/// Why an event is counted and not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Omission {
    /// It is only intended.
    Planned,
    /// It is conditional or possible.
    Hypothetical,
    /// It is history.
    Background,
    /// It is only denied.
    Denied,
}

impl Omission {
    /// The code used in every output.
    pub fn code(self) -> &'static str {
        match self {
            Omission::Planned => "planned",
            Omission::Hypothetical => "hypothetical",
            Omission::Background => "background",
            Omission::Denied => "denied",
        }
    }

    /// Why this event is not drawn; none when it is. A denial is drawn only while somebody else affirms the same.
    pub fn of(event: &Event) -> Option<Omission> {
        let best = event.best();
        Omission::told(best.modality, best.polarity, event.status)
    }

    /// As [`Omission::of`], from what the best report and the event say.
    pub fn told(modality: Modality, polarity: Polarity, status: Status) -> Option<Omission> {
        match (modality, polarity, status) {
            (Modality::Planned, ..) => Some(Omission::Planned),
            (Modality::Hypothetical, ..) => Some(Omission::Hypothetical),
            (Modality::Background, ..) => Some(Omission::Background),
            (Modality::Asserted, Polarity::Affirmed, _) | (Modality::Asserted, _, Status::Disputed) => None,
            (Modality::Asserted, Polarity::Denied, _) => Some(Omission::Denied),
        }
    }
}

/// Number of events left out, by reason.
pub type Omissions = BTreeMap<Omission, usize>;

/// The point an event is drawn on: its settlement or the surroundings of one. None when only a wider unit is known,
/// or when the settlement's own position is not: such an event belongs to an area and to no cluster.
pub fn drawn_point(event: &Event) -> Option<Position> {
    let location = &event.best().location;
    match location.precision {
        Precision::Settlement | Precision::NearSettlement => location.place.position,
        Precision::District | Precision::Region | Precision::Country => None,
    }
}

/// One day, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// Events on points, by axis; those on no axis come last.
    pub layers: Vec<Layer>,
    /// Events known only to a wider unit, by the unit's id.
    pub areas: Vec<Area>,
    /// Clusters whose days include this one, by id.
    pub clusters: Vec<Arc<Cluster>>,
    /// Events of this day that are not drawn.
    pub omitted: Omissions,
}

impl Day {
    /// Every event drawn on this day: the layers' first, then the areas'.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        let on_points = self.layers.iter().flat_map(|layer| &layer.events);
        on_points.chain(self.areas.iter().flat_map(|area| &area.events))
    }
}

/// Everything there is to draw.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Every day that has an event, in order.
    pub days: Vec<Day>,
    /// Events without a date, by id.
    pub undated: Vec<Event>,
    /// Events without a date that are not drawn.
    pub undated_omitted: Omissions,
}
