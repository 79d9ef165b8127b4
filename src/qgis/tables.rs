//! What a GeoPackage of events needs for its project: clusters, axes, names of places, the ground below, styles, and
//! the project.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::geopackage::{
    Access, ColumnType, Error, Geometry, Layer, Package, Project, Row, Shape, Style, Value, Writer,
};
use crate::ground::{Ground, Outline};
use crate::model::{Axis, Cluster, Ground as AxisGround, Position, Trend};
use crate::qgis::Areas;
use crate::qgis::layers::{BY_DAY, Look};

/// The name under which a project is opened.
const NAME: &str = "frontline";

/// The layer of events on points, of which everything here is made.
const EVENTS: &str = "events";

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
    table: "axis_lines",
    title: "Axes, drawn",
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
const EVENTS_BY_DAY: Layer = Layer {
    table: BY_DAY,
    title: "Events, day by day",
    description: "The events, for maps of one day.",
    shape: Some(Shape::Point),
    columns: &[],
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

/// Adds to an exported GeoPackage, which has the layers `events` and `areas`, all that a project draws beside them, a
/// default style for each layer, and the project under the name `frontline`. All of it is added or, on an error, nothing.
///
/// # Errors
/// When the file cannot be read or written, or has layers of these names already.
pub fn add(package: &Path, clusters: &[Cluster], axes: &[Axis], qgz: &[u8]) -> Result<(), Error> {
    let mut package = Package::open(package, Access::Write)?;
    let changed = last_change(&package, EVENTS);
    package.write(changed, |writer| {
        writer.connection().execute_batch(TABLES).map_err(|source| writer.failed(source))?;
        writer.register(&PLACES)?;
        writer.tell(&PLACES)?;
        fill(writer, &CLUSTERS, clusters.iter().map(cluster_row))?;
        add_by_day(writer)?;
        add_ground(writer, axes)?;
        add_styles(writer, Areas::Centres)?;
        writer.add_project(&Project { name: NAME, qgz })
    })
}

/// Brings the project of a store up to date, with the styles and the ground that it draws. The layers of events are the
/// store's own. Nothing is written where nothing differs.
///
/// # Errors
/// When the file cannot be read or written.
pub fn keep(package: &Path, axes: &[Axis], qgz: &[u8]) -> Result<(), Error> {
    let mut package = Package::open(package, Access::Write)?;
    let changed = last_change(&package, EVENTS);
    if package.has_project(&Project { name: NAME, qgz })? {
        let is_told = last_change(&package, BY_DAY) == changed;
        return if is_told {
            Ok(())
        } else {
            package.write(changed, |writer| writer.tell_like(&EVENTS_BY_DAY, EVENTS))
        };
    }
    package.write(changed, |writer| {
        let layers = OUTLINES.iter().map(|(_, layer)| layer).chain([&AXES]);
        layers.into_iter().try_for_each(|layer| writer.drop_layer(layer))?;
        writer.drop_view(&EVENTS_BY_DAY)?;
        add_by_day(writer)?;
        add_ground(writer, axes)?;
        add_styles(writer, Areas::Circles)?;
        writer.add_project(&Project { name: NAME, qgz })
    })
}

/// Events with a geometry that GDAL does not find the R-tree of. When a map of one day is drawn GDAL asks for the box and
/// the day at once, and SQLite then reads the R-tree of all days: of 200,000 events half a second for each layer. A day
/// has few events, and the index by time finds them.
fn add_by_day(writer: &Writer) -> Result<(), Error> {
    let connection = writer.connection();
    let columns = || -> rusqlite::Result<Vec<String>> {
        let mut statement = connection.prepare("SELECT name FROM pragma_table_info('events')")?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?;
        let alone = |name: String| if name == "geom" { "coalesce(geom, NULL) AS geom".to_owned() } else { name };
        names.map(|name| name.map(alone)).collect()
    };
    let columns = columns().map_err(|source| writer.failed(source))?;
    let view = format!("CREATE VIEW {BY_DAY} AS SELECT {} FROM events", columns.join(", "));
    connection.execute_batch(&view).map_err(|source| writer.failed(source))?;
    writer.register(&EVENTS_BY_DAY)?;
    writer.tell_like(&EVENTS_BY_DAY, EVENTS)
}

/// The axes and what lies below.
fn add_ground(writer: &Writer, axes: &[Axis]) -> Result<(), Error> {
    fill(writer, &AXES, axes.iter().filter_map(axis_row))?;
    for (ground, layer) in &OUTLINES {
        let outlines = ground.outlines();
        let shape = layer.shape.unwrap_or(Shape::Any);
        fill(writer, layer, outlines.iter().flat_map(|outline| outline_rows(outline, shape)))?;
    }
    Ok(())
}

/// The default style of a layer is the one that comes last.
fn add_styles(writer: &Writer, areas: Areas) -> Result<(), Error> {
    Look::all(areas).rev().try_for_each(|look| {
        let (name, qml, sld) = look.files();
        writer.add_style(&Style { table: look.table(), name, description: "Made by Frontline.", qml, sld })
    })
}

/// When a layer changed last; what is made of the events bears their moment, so that the same events give the same file.
fn last_change(package: &Package, layer: &str) -> Timestamp {
    let statement = "SELECT last_change FROM gpkg_contents WHERE table_name = ?1";
    let said = package.connection().query_row(statement, [layer], |row| row.get::<_, String>(0));
    said.ok().and_then(|moment| moment.parse().ok()).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn fill<'a>(writer: &Writer, layer: &Layer, rows: impl IntoIterator<Item = Row<'a>>) -> Result<(), Error> {
    writer.add_layer(layer)?;
    writer.insert(layer, rows)?;
    writer.finish(layer)
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
        whole(cluster.size()),
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
