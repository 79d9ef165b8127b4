//! What a GeoPackage needs for its project: the ground below, the names of places, the styles and the project.

use crate::geopackage::{self, ColumnType, Geometry, Layer, Project, Row, Shape, Style, Value, Writer};
use crate::ground::{Ground, Outline};
use crate::model::Position;
use crate::qgis::layers::Look;

const PLACES: &str = include_str!("places.sql");

/// Adds what a project draws beside the tables `events`, `areas`, `clusters` and `axes`, a default style for each table,
/// and the project itself under the name `frontline`.
///
/// # Errors
/// When the file cannot be written, or has tables of these names already.
pub fn add_to(writer: &Writer, qgz: &[u8]) -> Result<(), geopackage::Error> {
    let columns = [
        ("place_id", ColumnType::Text),
        ("place_name", ColumnType::Text),
        ("day", ColumnType::Date),
        ("n_events", ColumnType::Integer),
    ];
    writer.connection().execute_batch(PLACES).map_err(|source| writer.failed(source))?;
    writer.register(&Layer {
        table: "places",
        title: "Names of places",
        description: "Places with events, each once a day.",
        shape: Some(Shape::Point),
        columns: &columns,
    })?;
    for (ground, table, title, shape) in [
        (Ground::Countries, "basemap_countries", "Countries", Shape::MultiPolygon),
        (Ground::Oblasts, "basemap_oblasts", "Oblasts", Shape::MultiPolygon),
        (Ground::Rivers, "basemap_rivers", "Rivers", Shape::Line),
    ] {
        let columns = [("code", ColumnType::Text), ("name", ColumnType::Text), ("name_uk", ColumnType::Text)];
        let description = "Natural Earth, World Data Bank II; with the internationally recognised borders.";
        let layer = Layer { table, title, description, shape: Some(shape), columns: &columns };
        writer.add_layer(&layer)?;
        let outlines = ground.outlines();
        writer.insert(&layer, outlines.iter().flat_map(|outline| rows(outline, shape)))?;
        writer.finish(&layer)?;
    }
    // The default of a table comes last: each new style takes that rank from the one before.
    for look in Look::ALL.into_iter().rev() {
        let (name, qml, sld) = look.files();
        writer.add_style(&Style { table: look.table(), name, description: "Made by Frontline.", qml, sld })?;
    }
    writer.add_project(&Project { name: "frontline", qgz })
}

/// The rows of an outline: one, or one for each line.
fn rows(outline: &Outline, shape: Shape) -> Vec<Row<'_>> {
    let values = || [&outline.code, &outline.name, &outline.name_uk].map(|text| Value::from(said(text))).to_vec();
    let row = |geometry| Row { geometry: Some(geometry), values: values() };
    match shape {
        Shape::Line => {
            outline.parts.iter().flatten().cloned().map(|line: Vec<Position>| row(Geometry::Line(line))).collect()
        }
        Shape::Point | Shape::Polygon | Shape::MultiPolygon | Shape::Any => {
            vec![row(Geometry::MultiPolygon(outline.parts.clone()))]
        }
    }
}

/// A text as itself; none for an empty one.
fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
