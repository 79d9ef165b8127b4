//! What a desktop GIS is told of the tables.

use crate::geopackage::{Layer, Shape};
use crate::model::Counted;
use crate::store::codes::COUNTED;

const VIEW: &str = include_str!("schema/events_view.sql");

const fn table(table: &'static str, title: &'static str, description: &'static str) -> Layer<'static> {
    Layer { table, title, description, shape: None, columns: &[] }
}

const fn layer(shape: Shape, layer: Layer<'static>) -> Layer<'static> {
    Layer { shape: Some(shape), ..layer }
}

/// Events on points as they are shown: a view of [`POINTS`].
pub(super) const EVENTS: Layer =
    layer(Shape::Point, table("events", "Events", "What is said to have happened, on points."));
/// Events of wider units as they are shown: a view of [`CIRCLES`].
pub(super) const AREAS: Layer = layer(
    Shape::Polygon,
    table("areas", "Areas", "Events known only to a district or a region, as circles of their uncertainty."),
);
pub(super) const CLUSTERS: Layer =
    layer(Shape::Any, table("clusters", "Clusters", "Where events lie close together in space and time."));
pub(super) const PLACES: Layer =
    layer(Shape::Point, table("place_days", "Names of places", "Places with events, each once a day."));

/// The rows behind `events` and `areas`, with their R-trees; nobody is told of them.
pub(super) const POINTS: Layer = Layer { table: "event_points", ..EVENTS };
pub(super) const CIRCLES: Layer = Layer { table: "event_areas", ..AREAS };

/// What is shown, and the rows behind it.
pub(super) const SHOWN_ROWS: [(Layer, Layer); 2] = [(EVENTS, POINTS), (AREAS, CIRCLES)];

/// Tables of the first version.
pub(super) const CAME_IN: [Layer; 5] = [
    table("documents", "Documents", "Every version of every document."),
    table("reports", "Reports", "What each sentence says happened."),
    table("sources", "Sources", "Who published the documents."),
    table("axes", "Axes", "The registry of axes as it was last used."),
    table("runs", "Runs", "What each run did."),
];
/// Layers of the second version, in which `events` and `areas` were tables.
pub(super) const DERIVED: [Layer; 3] = [EVENTS, AREAS, CLUSTERS];
/// The statement that makes the view of a layer over its rows.
pub(super) fn view(layer: &Layer, rows: &Layer) -> String {
    let number = |(at, counted): (usize, &Counted)| {
        format!(
            "(SELECT json_extract(told.value, '$[2]') FROM json_each(r.counts) told
              WHERE json_extract(told.value, '$[0]') = {at}) AS {},",
            counted.code()
        )
    };
    let counts: Vec<String> = COUNTED.iter().enumerate().map(number).collect();
    let view = VIEW.replace("{layer}", layer.table).replace("{rows}", rows.table);
    view.replace("{counts}", &counts.join("\n    "))
}
