//! What is drawn: events of one day grouped by axis, clusters and areas.

use jiff::civil::Date;

use crate::model::{Event, Position};

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
    /// From its members; the same input gives the same id.
    pub id: String,
    /// Ids of its events, sorted.
    pub events: Vec<String>,
    /// Convex hull, counter-clockwise, not closed; fewer than three points when the events share one or two places.
    pub hull: Vec<Position>,
    /// Mean of the events' positions.
    pub centre: Position,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Events on each day that has any, in order.
    pub per_day: Vec<(Date, usize)>,
    /// Against the days before.
    pub trend: Trend,
    /// The axis of most of its events.
    pub axis: Option<String>,
}

/// Events of one day known only to a district or a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The gazetteer's lasting id of the unit.
    pub place_id: String,
    /// Its events.
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
