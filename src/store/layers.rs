//! What a desktop GIS is told of the tables.

use crate::geopackage::{Layer, Shape};

const fn table(table: &'static str, title: &'static str, description: &'static str) -> Layer<'static> {
    Layer { table, title, description, shape: None, columns: &[] }
}

const fn layer(shape: Shape, layer: Layer<'static>) -> Layer<'static> {
    Layer { shape: Some(shape), ..layer }
}

pub(super) const EVENTS: Layer =
    layer(Shape::Point, table("events", "Events", "What is said to have happened, on points."));
pub(super) const AREAS: Layer = layer(
    Shape::Polygon,
    table("areas", "Areas", "Events known only to a district or a region, as circles of their uncertainty."),
);
pub(super) const CLUSTERS: Layer =
    layer(Shape::Any, table("clusters", "Clusters", "Where events lie close together in space and time."));

/// Tables of the first version.
pub(super) const CAME_IN: [Layer; 5] = [
    table("documents", "Documents", "Every version of every document."),
    table("reports", "Reports", "What each sentence says happened."),
    table("sources", "Sources", "Who published the documents."),
    table("axes", "Axes", "The registry of axes as it was last used."),
    table("runs", "Runs", "What each run did."),
];
/// Tables of the third version; `sources` of the first are its publishers.
pub(super) const EVERY_MORNING: [Layer; 2] = [
    table("sources", "Sources", "Feeds, and how each answered last."),
    table("unresolved", "Unresolved", "Names that mean no one place."),
];
/// Layers of the second version.
pub(super) const DERIVED: [Layer; 3] = [EVENTS, AREAS, CLUSTERS];
