//! What a GeoPackage of events needs for its project: clusters, axes, names of places, the ground below, styles, and
//! the project.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::geopackage::{
    Access, ColumnType, Error, Geometry, Layer, Package, Project, Row, Shape, Style, Value, Writer,
};
use crate::ground::{Ground, Outline};
use crate::model::{Axis, Cluster, Drawing, Ground as AxisGround, Position, Trend};
use crate::qgis::layers::Look;

const MORNING: Time = Time::midnight();
const NIGHT: Time = jiff::civil::time(23, 59, 59, 0);

const TABLES: &str = include_str!("tables.sql");

const CLUSTERS: Layer = Layer {
    table: "clusters",
    title: "Clusters",
    description: "Where events lie close together in space and time.",
    shape: Some(Shape::Any),
    columns: &[
        ("id", ColumnType::Text),
        ("axis", ColumnType::Text),
        ("date_start", ColumnType::Date),
        ("date_end", ColumnType::Date),
        ("n_events", ColumnType::Integer),
        ("n_places", ColumnType::Integer),
        ("trend", ColumnType::Text),
        ("time_start", ColumnType::DateTime),
        ("time_end", ColumnType::DateTime),
    ],
};
const AXES: Layer = Layer {
    table: "axes",
    title: "Axes",
    description: "Axes of attack, schematic: a line across the ground of an axis, no route.",
    shape: Some(Shape::Line),
    columns: &[
        ("id", ColumnType::Text),
        ("name", ColumnType::Text),
        ("ground", ColumnType::Text),
        ("toward", ColumnType::Integer),
        ("corridor", ColumnType::Text),
        ("date_start", ColumnType::Date),
        ("date_end", ColumnType::Date),
        ("time_start", ColumnType::DateTime),
        ("time_end", ColumnType::DateTime),
    ],
};
const PLACES: Layer = Layer {
    table: "place_days",
    title: "Names of places",
    description: "Places with events, each once a day.",
    shape: Some(Shape::Point),
    columns: &[],
};
const GROUND: &str = "Natural Earth and World Data Bank II, with the internationally recognised borders.";
const OUTLINES: [(Ground, Layer); 4] = [
    (Ground::Countries, outlines("basemap_countries", "Countries", Shape::MultiPolygon)),
    (Ground::Oblasts, outlines("basemap_oblasts", "Oblasts", Shape::MultiPolygon)),
    (Ground::Rivers, outlines("basemap_rivers", "Rivers", Shape::Line)),
    (Ground::Towns, outlines("basemap_towns", "Towns", Shape::Point)),
];

const fn outlines(table: &'static str, title: &'static str, shape: Shape) -> Layer<'static> {
    let columns = &[
        ("code", ColumnType::Text),
        ("name", ColumnType::Text),
        ("name_uk", ColumnType::Text),
        ("population", ColumnType::Integer),
    ];
    Layer { table, title, description: GROUND, shape: Some(shape), columns }
}

/// Adds to a GeoPackage that has the layers `events` and `areas` all that a project draws beside them, a default style
/// for each layer, and the project under the name `frontline`. All of it is added or, on an error, nothing.
///
/// # Errors
/// When the file cannot be read or written, or has layers of these names already.
pub fn add(package: &Path, drawing: &Drawing, axes: &[Axis], qgz: &[u8]) -> Result<(), Error> {
    let mut package = Package::open(package, Access::Write)?;
    let changed = last_change(&package);
    package.write(changed, |writer| {
        writer.connection().execute_batch(TABLES).map_err(|source| writer.failed(source))?;
        writer.register(&PLACES)?;
        writer.tell(&PLACES)?;
        add_clusters(writer, drawing)?;
        fill(writer, &AXES, axes.iter().filter_map(axis_row))?;
        for (ground, layer) in &OUTLINES {
            let outlines = ground.outlines();
            let shape = layer.shape.unwrap_or(Shape::Any);
            fill(writer, layer, outlines.iter().flat_map(|outline| outline_rows(outline, shape)))?;
        }
        // The default style of a layer is the one that comes last.
        for look in Look::ALL.into_iter().rev() {
            let (name, qml, sld) = look.files();
            writer.add_style(&Style { table: look.table(), name, description: "Made by Frontline.", qml, sld })?;
        }
        writer.add_project(&Project { name: "frontline", qgz })
    })
}

/// When the events changed last, which is told of everything here: the same events give the same file.
fn last_change(package: &Package) -> Timestamp {
    let statement = "SELECT last_change FROM gpkg_contents WHERE table_name = 'events'";
    let said = package.connection().query_row(statement, [], |row| row.get::<_, String>(0));
    said.ok().and_then(|moment| moment.parse().ok()).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn fill<'a>(writer: &Writer, layer: &Layer, rows: impl IntoIterator<Item = Row<'a>>) -> Result<(), Error> {
    writer.add_layer(layer)?;
    writer.insert(layer, rows)?;
    writer.finish(layer)
}

/// A cluster stands on many days of a drawing and is written once.
fn add_clusters(writer: &Writer, drawing: &Drawing) -> Result<(), Error> {
    let on_days = drawing.days.iter().flat_map(|day| &day.clusters);
    let clusters: BTreeMap<&str, &Cluster> = on_days.map(|cluster| (cluster.id.as_str(), cluster.as_ref())).collect();
    fill(writer, &CLUSTERS, clusters.into_values().map(cluster_row))
}

fn cluster_row(cluster: &Cluster) -> Row<'_> {
    let geometry = match cluster.hull.as_slice() {
        [] => None,
        [point] => Some(Geometry::Point(*point)),
        [_, _] => Some(Geometry::Line(cluster.hull.clone())),
        _ => Some(Geometry::Polygon(vec![cluster.hull.clone()])),
    };
    let values = vec![
        Value::Text(&cluster.id),
        Value::from(cluster.axis.as_deref()),
        Value::Date(cluster.from),
        Value::Date(cluster.to),
        whole(cluster.events.len()),
        whole(cluster.places),
        Value::from(cluster.trend.map(Trend::code)),
        moment(cluster.from, MORNING),
        moment(cluster.to, NIGHT),
    ];
    Row { geometry, values }
}

fn axis_row(axis: &Axis) -> Option<Row<'_>> {
    let ground = match axis.ground {
        AxisGround::Front => "front",
        AxisGround::Wide => "wide",
        AxisGround::Border => "border",
    };
    let values = vec![
        Value::Text(&axis.id),
        Value::Text(&axis.name),
        Value::Text(ground),
        axis.toward.map_or(Value::Null, |degrees| Value::Integer(degrees.into())),
        Value::Text(&axis.corridor),
        Value::Date(axis.from),
        axis.to.map_or(Value::Null, Value::Date),
        moment(axis.from, MORNING),
        axis.to.map_or(Value::Null, |day| moment(day, NIGHT)),
    ];
    axis.line().map(|line| Row { geometry: Some(Geometry::Line(line.to_vec())), values })
}

/// The rows of an outline: one, or one for each line of a river.
fn outline_rows<'o>(outline: &'o Outline, shape: Shape) -> Vec<Row<'o>> {
    let values = || {
        let inhabitants = if outline.population == 0 { Value::Null } else { Value::Integer(outline.population.into()) };
        vec![said(&outline.code), said(&outline.name), said(&outline.name_uk), inhabitants]
    };
    let row = |geometry| Row { geometry: Some(geometry), values: values() };
    let lines = outline.parts.iter().flatten();
    match shape {
        Shape::Point => lines.flatten().map(|point| row(Geometry::Point(*point))).collect(),
        Shape::Line => lines.map(|line: &Vec<Position>| row(Geometry::Line(line.clone()))).collect(),
        Shape::Polygon | Shape::MultiPolygon | Shape::Any => {
            vec![row(Geometry::MultiPolygon(outline.parts.clone()))]
        }
    }
}

/// A text as itself; null for an empty one.
fn said(text: &str) -> Value<'_> {
    if text.is_empty() { Value::Null } else { Value::Text(text) }
}

/// A day as a moment: what QGIS compares has an hour.
fn moment(day: Date, at: Time) -> Value<'static> {
    day.to_datetime(at).to_zoned(TimeZone::UTC).map_or(Value::Null, |zoned| Value::DateTime(zoned.timestamp()))
}

fn whole(number: usize) -> Value<'static> {
    i64::try_from(number).map_or(Value::Null, Value::Integer)
}
