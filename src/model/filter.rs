//! Which events are wanted: one answer for every command and format.

use jiff::civil::Date;

use crate::model::{Event, EventType, Position, Side, drawn_point};

/// A box of latitudes and longitudes; it never crosses the 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    south_west: Position,
    north_east: Position,
}

/// Corners that span no box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the south-west corner must lie south and west of the north-east corner")]
pub struct InvalidBounds;

impl Bounds {
    /// Takes the two corners.
    ///
    /// # Errors
    /// When the first lies north or east of the second.
    pub fn from_corners(south_west: Position, north_east: Position) -> Result<Bounds, InvalidBounds> {
        let is_box = south_west.lat() <= north_east.lat() && south_west.lon() <= north_east.lon();
        if is_box { Ok(Bounds { south_west, north_east }) } else { Err(InvalidBounds) }
    }

    /// The corner of the least latitude and longitude.
    pub fn south_west(self) -> Position {
        self.south_west
    }

    /// The corner of the greatest latitude and longitude.
    pub fn north_east(self) -> Position {
        self.north_east
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(self, point: Position) -> bool {
        (self.south_west.lat()..=self.north_east.lat()).contains(&point.lat())
            && (self.south_west.lon()..=self.north_east.lon()).contains(&point.lon())
    }
}

/// The ground within a distance of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// The point.
    pub centre: Position,
    /// The distance on the ground in metres, included.
    pub radius_m: f64,
}

/// What an event must be to be wanted. Each part that is none or empty asks for nothing; the others must all hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Some day of the event is this day or later. An event without a day is not wanted then.
    pub from: Option<Date>,
    /// Some day of the event is this day or earlier. An event without a day is not wanted then.
    pub to: Option<Date>,
    /// Ids of the axes it may lie on; `None` among them stands for events on no axis.
    pub axes: Vec<Option<String>>,
    /// The types it may have.
    pub types: Vec<EventType>,
    /// The sides that may have done it.
    pub sides: Vec<Side>,
    /// The least confidence, 0 to 1.
    pub min_confidence: Option<f64>,
    /// Its point lies in the box. An event known only to a wider unit has no point and is not wanted then.
    pub bounds: Option<Bounds>,
    /// Its point lies in the circle. An event known only to a wider unit has no point and is not wanted then.
    pub circle: Option<Circle>,
}

impl Filter {
    /// Whether the event is wanted.
    pub fn admits(&self, event: &Event) -> bool {
        self.admits_days(event) && self.admits_kind(event) && self.admits_point(event)
    }

    fn admits_days(&self, event: &Event) -> bool {
        let when = event.best().when;
        let (first, last) = (when.start.or(when.end), when.end.or(when.start));
        self.from.is_none_or(|from| last.is_some_and(|last| last >= from))
            && self.to.is_none_or(|to| first.is_some_and(|first| first <= to))
    }

    fn admits_kind(&self, event: &Event) -> bool {
        let best = event.best();
        (self.axes.is_empty() || self.axes.contains(&best.axis))
            && (self.types.is_empty() || self.types.contains(&best.event_type))
            && (self.sides.is_empty() || self.sides.contains(&best.initiator.side))
            && self.min_confidence.is_none_or(|least| best.confidence >= least)
    }

    fn admits_point(&self, event: &Event) -> bool {
        let point = drawn_point(event);
        self.bounds.is_none_or(|bounds| point.is_some_and(|point| bounds.contains(point)))
            && self.circle.is_none_or(|circle| point.is_some_and(|point| circle.contains(point)))
    }
}

impl Circle {
    /// Whether a point lies inside or on the edge.
    pub fn contains(self, point: Position) -> bool {
        self.centre.distance_m(point) <= self.radius_m
    }
}
