//! The nouns: what every other module takes and returns.

#[macro_use]
mod coded;

mod axis;
mod document;
mod event;
mod feed;
mod filter;
mod layer;
mod mention;
mod place;
mod position;
mod report;
mod unresolved;

pub use axis::{Axis, Ground, Town};
pub use document::{Document, Language, Published, Side, Source};
pub use event::{Event, Status};
pub use feed::{Answer, FeedState, FeedStates, PageState, Stale};
pub use filter::{Bounds, Circle, Filter, InvalidBounds};
pub use layer::{Area, Cluster, Day, Drawing, Layer, Occurrence, Omission, Omissions, Trend, drawn_point};
pub use mention::{Candidate, Form, Location, Mention, Offset, Part, Parts, Precision, Role, Scored, Span, Verdict};
pub use place::{Feature, Kind, Place, PlaceId, PositionBasis};
pub use position::{InvalidPosition, MEAN_RADIUS_M, Position};
pub use report::{
    Actor, AxisBasis, Claimant, Count, Counted, Counts, DateBasis, DatePrecision, EventType, Modality, Outcome,
    Polarity, Quotation, Report, Scope, TypeClass, When,
};
pub use unresolved::Unresolved;
