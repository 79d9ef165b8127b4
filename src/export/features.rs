//! GeoJSON: the only place where longitude comes before latitude.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::export::row::Row;
use crate::export::{MadeBy, Versions};
use crate::json::Json;
use crate::model::{Cluster, Event, Position};

/// Longitude, then latitude, in degrees with five decimals.
type Corner = [f64; 2];

/// The shapes we draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub(super) enum Geometry {
    Point(Corner),
    LineString(Vec<Corner>),
    /// One ring, closed, counter-clockwise.
    Polygon([Vec<Corner>; 1]),
}

impl Geometry {
    fn corners(&self) -> &[Corner] {
        match self {
            Geometry::Point(corner) => std::slice::from_ref(corner),
            Geometry::LineString(corners) | Geometry::Polygon([corners]) => corners,
        }
    }

    /// The shape of a hull. Corners that five decimals make one are one; a hull without area is a line.
    fn of_hull(hull: &[Position]) -> Option<Geometry> {
        let mut corners: Vec<Corner> = hull.iter().map(|position| corner(*position)).collect();
        corners.dedup();
        let first = *corners.first()?;
        if corners.len() > 1 && corners.last() == Some(&first) {
            corners.pop();
        }
        let next = corners.iter().cycle().skip(1);
        let doubled_area: f64 = corners.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
        Some(match corners.len() {
            1 => Geometry::Point(first),
            2.. if doubled_area <= 0.0 => Geometry::LineString(corners),
            _ => {
                corners.push(first);
                Geometry::Polygon([corners])
            }
        })
    }
}

/// One feature.
#[derive(Debug)]
pub(super) struct Feature<'a> {
    id: &'a str,
    /// Null when nobody knows the place to a point.
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

/// What is said of a feature, as a flat object.
#[derive(Debug)]
enum Properties<'a> {
    Event(&'a Row<'a>),
    Cluster(ClusterProperties<'a>),
}

impl Feature<'_> {
    /// Adds it as an object.
    pub(super) fn write(&self, json: &mut Json) {
        json.raw("{\"type\":\"Feature\",\"id\":").text(self.id);
        json.raw(",\"geometry\":").value(&self.geometry);
        json.raw(",\"properties\":");
        match &self.properties {
            Properties::Event(row) => row.write(json),
            Properties::Cluster(cluster) => {
                json.value(cluster);
            }
        }
        json.raw("}");
    }
}

/// The feature of an event: its place's point, which for a unit is the centre.
pub(super) fn of_row<'a>(row: &'a Row<'a>) -> Feature<'a> {
    Feature { id: &row.event.id, geometry: row.point.map(Geometry::Point), properties: Properties::Event(row) }
}

/// The feature of a cluster as it stands on one day; `members` are the ids of its events of that day.
pub(super) fn of_cluster<'a>(
    cluster: &'a Cluster,
    day: Date,
    members: &'a [String],
    versions: &'a Versions,
) -> Feature<'a> {
    let [longitude, latitude] = corner(cluster.centre);
    let properties = ClusterProperties {
        id: &cluster.id,
        day,
        date_start: cluster.from,
        date_end: cluster.to,
        n_events: cluster.size(),
        n_events_on_day: members.len(),
        n_places: cluster.places,
        per_day: every_day(cluster),
        trend: cluster.trend.map(crate::model::Trend::code),
        axis: cluster.axis.as_deref(),
        longitude,
        latitude,
        events: members,
        version: &versions.program,
    };
    let geometry = Geometry::of_hull(&cluster.hull);
    Feature { id: &cluster.id, geometry, properties: Properties::Cluster(properties) }
}

/// What is said of a cluster.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "cluster")]
pub(super) struct ClusterProperties<'a> {
    id: &'a str,
    day: Date,
    date_start: Date,
    date_end: Date,
    n_events: usize,
    n_events_on_day: usize,
    n_places: usize,
    /// Events on each day from the first to the last, those without any included.
    per_day: Vec<usize>,
    trend: Option<&'static str>,
    axis: Option<&'a str>,
    longitude: f64,
    latitude: f64,
    events: &'a [String],
    version: &'a str,
}

fn every_day(cluster: &Cluster) -> Vec<usize> {
    let mut counts = cluster.per_day.iter().peekable();
    let days = std::iter::successors(Some(cluster.from), |day| day.tomorrow().ok());
    let count = |day| counts.next_if(|(counted, _)| *counted == day).map_or(0, |(_, count)| *count);
    days.take_while(|day| *day <= cluster.to).map(count).collect()
}

/// What stands between two features of a collection.
pub(super) const BETWEEN: &str = ",\n";

/// A collection that is being written, a feature a line, in memory that does not grow. `bbox` comes last, when it is
/// known, and is left out when nothing has a point.
pub(super) struct Collection<W: Write> {
    out: W,
    /// The feature that is being written.
    json: Json,
    /// West, south, east, north.
    bounds: Option<[f64; 4]>,
    between: &'static str,
}

impl<W: Write> Collection<W> {
    /// Begins a collection.
    pub(super) fn begin(mut out: W) -> io::Result<Collection<W>> {
        out.write_all(br#"{"type":"FeatureCollection","features":["#)?;
        Ok(Collection { out, json: Json::default(), bounds: None, between: "\n" })
    }

    /// Adds a feature.
    pub(super) fn add(&mut self, feature: &Feature<'_>) -> io::Result<()> {
        feature.geometry.iter().flat_map(Geometry::corners).for_each(|corner| self.reach(*corner));
        self.json.clear();
        self.json.raw(std::mem::replace(&mut self.between, BETWEEN));
        feature.write(&mut self.json);
        self.out.write_all(self.json.as_bytes())
    }

    /// Adds features that are written already, each after [`BETWEEN`], and all the corners they have.
    pub(super) fn add_written(&mut self, features: &[u8], corners: impl Iterator<Item = Corner>) -> io::Result<()> {
        if features.is_empty() {
            return Ok(());
        }
        corners.for_each(|corner| self.reach(corner));
        // Before the first of all stands no comma.
        let before = std::mem::replace(&mut self.between, BETWEEN);
        self.out.write_all(before.as_bytes())?;
        self.out.write_all(&features[BETWEEN.len()..])
    }

    fn reach(&mut self, [lon, lat]: Corner) {
        let [west, south, east, north] = self.bounds.unwrap_or([lon, lat, lon, lat]);
        self.bounds = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
    }

    /// Ends the collection.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.write_all(b"\n]")?;
        if let Some(bounds) = self.bounds {
            self.out.write_all(b",\"bbox\":")?;
            serde_json::to_writer(&mut self.out, &bounds)?;
        }
        self.out.write_all(b"}\n")?;
        self.out.flush()
    }
}

/// Writes a whole collection of clusters.
pub(super) fn write_clusters<'a>(
    file: &mut impl Write,
    mut clusters: impl Iterator<Item = Feature<'a>>,
) -> io::Result<()> {
    let mut collection = Collection::begin(file)?;
    clusters.try_for_each(|cluster| collection.add(&cluster))?;
    collection.finish()
}

/// Writes a whole collection of events.
pub(super) fn write_events<'a>(
    file: &mut impl Write,
    mut events: impl Iterator<Item = &'a Event>,
    made_by: MadeBy,
) -> io::Result<()> {
    let mut collection = Collection::begin(file)?;
    events.try_for_each(|event| collection.add(&of_row(&Row::of(event, made_by(event)))))?;
    collection.finish()
}

/// A position as GeoJSON has it.
pub(super) fn corner(position: Position) -> Corner {
    [rounded(position.lon(), 5), rounded(position.lat(), 5)]
}

/// A number with at most so many decimals, and never minus zero.
pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hull: &[(f64, f64)], expected: &str) {
        let hull: Vec<Position> = hull.iter().map(|&(lat, lon)| Position::from_lat_lon(lat, lon).unwrap()).collect();
        assert_eq!(serde_json::to_string(&Geometry::of_hull(&hull)).unwrap(), expected);
    }

    #[test]
    fn a_hull_is_a_closed_ring_of_longitude_and_latitude() {
        let ring = "[[38.0,48.0],[39.0,48.0],[38.0,49.0],[38.0,48.0]]";
        let expected = format!("{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}");
        check(&[(48.0, 38.0), (48.0, 39.0), (49.0, 38.0)], &expected);
    }

    #[test]
    fn a_hull_without_area_at_five_decimals_is_a_line_or_a_point() {
        let line = r#"{"type":"LineString","coordinates":[[38.0,48.0],[39.0,48.0]]}"#;
        check(&[(48.0, 38.0), (48.0, 39.0)], line);
        check(&[(48.0, 38.0), (48.0, 39.0), (48.000_001, 39.0)], line);
        check(&[(48.0, 38.0), (48.0, 39.0), (48.000_001, 38.0)], line);
        let bent = r#"{"type":"LineString","coordinates":[[38.0,48.0],[38.5,48.0],[39.0,48.0]]}"#;
        check(&[(48.0, 38.0), (47.999_999, 38.5), (48.0, 39.0)], bent);
        check(&[(48.0, 38.0), (48.000_001, 38.0)], r#"{"type":"Point","coordinates":[38.0,48.0]}"#);
        check(&[], "null");
    }

    #[test]
    fn rounding_gives_five_decimals_and_no_minus_zero() {
        assert_eq!(rounded(38.123_456_7, 5), 38.123_46);
        assert_eq!(rounded(-0.000_001, 5).to_string(), "0");
    }
}
