//! The ground below every map: countries, oblasts, rivers and towns of `data/basemap`, with the internationally recognised borders.

use serde::Deserialize;

use crate::model::Position;

/// What is drawn below events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// States, as far as a map of Ukraine shows them.
    Countries,
    /// First-level units of Ukraine and of the Russian border.
    Oblasts,
    /// Main rivers.
    Rivers,
    /// Towns by which a reader finds the way, the largest first.
    Towns,
}

/// One country, oblast, river or town.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// `UA`, `UA14`; empty for a river or a town.
    pub code: String,
    /// English name.
    pub name: String,
    /// Ukrainian name, empty when the table has none.
    pub name_uk: String,
    /// Inhabitants of a town; 0 for anything else.
    pub population: u32,
    /// Polygons, each an outer ring and its holes; for a river lines, each alone; for a town one point.
    pub parts: Vec<Vec<Vec<Position>>>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    code: String,
    name: String,
    #[serde(default)]
    name_uk: String,
    #[serde(default)]
    population: u32,
}

type Corner = [f64; 2];

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point(Corner),
    LineString(Vec<Corner>),
    MultiLineString(Vec<Vec<Corner>>),
    Polygon(Vec<Vec<Corner>>),
    MultiPolygon(Vec<Vec<Vec<Corner>>>),
}

impl Ground {
    /// Its outlines, as the program was built with them.
    pub fn outlines(self) -> Vec<Outline> {
        let text = match self {
            Ground::Countries => include_str!("../data/basemap/countries.geojson"),
            Ground::Oblasts => include_str!("../data/basemap/oblasts.geojson"),
            Ground::Rivers => include_str!("../data/basemap/rivers.geojson"),
            Ground::Towns => include_str!("../data/basemap/towns.geojson"),
        };
        let collection: Collection = serde_json::from_str(text).expect("a test reads every file that is built in");
        collection.features.into_iter().map(outline).collect()
    }
}

fn outline(feature: Feature) -> Outline {
    let Properties { code, name, name_uk, population } = feature.properties;
    let parts: Vec<Vec<Vec<Corner>>> = match feature.geometry {
        Geometry::Point(corner) => vec![vec![vec![corner]]],
        Geometry::LineString(line) => vec![vec![line]],
        Geometry::MultiLineString(lines) => lines.into_iter().map(|line| vec![line]).collect(),
        Geometry::Polygon(rings) => vec![rings],
        Geometry::MultiPolygon(polygons) => polygons,
    };
    let line = |line: Vec<Corner>| line.into_iter().filter_map(position).collect();
    let parts = parts.into_iter().map(|rings| rings.into_iter().map(line).collect()).collect();
    Outline { code, name, name_uk, population, parts }
}

fn position([lon, lat]: Corner) -> Option<Position> {
    Position::from_lat_lon(lat, lon).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code of the outline that holds a point; by counting how often a ray to the east crosses its rings.
    fn owner(ground: Ground, lat: f64, lon: f64) -> Option<String> {
        let crosses = |a: &Position, b: &Position| {
            (a.lat() > lat) != (b.lat() > lat)
                && lon < a.lon() + (lat - a.lat()) / (b.lat() - a.lat()) * (b.lon() - a.lon())
        };
        let holds = |outline: &Outline| {
            let rings = outline.parts.iter().flatten();
            rings.map(|ring| ring.windows(2).filter(|pair| crosses(&pair[0], &pair[1])).count()).sum::<usize>() % 2 == 1
        };
        let owners: Vec<String> = ground.outlines().into_iter().filter(holds).map(|outline| outline.code).collect();
        assert!(owners.len() < 2, "{lat} {lon} lies in {owners:?}");
        owners.into_iter().next()
    }

    #[test]
    fn crimea_and_all_occupied_land_are_ukraines() {
        for (town, lat, lon) in [
            ("Simferopol", 44.95, 34.1),
            ("Sevastopol", 44.58, 33.57),
            ("Kerch", 45.35, 36.46),
            ("Donetsk", 48.0, 37.8),
            ("Luhansk", 48.57, 39.3),
            ("Mariupol", 47.1, 37.55),
            ("Melitopol", 46.85, 35.37),
            ("Enerhodar", 47.49, 34.66),
        ] {
            assert_eq!(owner(Ground::Countries, lat, lon).as_deref(), Some("UA"), "{town}");
            assert!(owner(Ground::Oblasts, lat, lon).is_some_and(|code| code.starts_with("UA")), "{town}");
        }
        assert_eq!(owner(Ground::Oblasts, 44.95, 34.1).as_deref(), Some("UA01"));
        assert_eq!(owner(Ground::Oblasts, 44.58, 33.57).as_deref(), Some("UA85"));
    }

    #[test]
    fn the_neighbours_keep_their_land() {
        for (code, lat, lon) in [
            ("RU", 50.6, 36.6),
            ("BY", 52.4, 31.0),
            ("MD", 47.0, 28.9),
            ("MD", 46.84, 29.63),
            ("PL", 50.0, 22.0),
            ("RO", 47.2, 27.6),
        ] {
            assert_eq!(owner(Ground::Countries, lat, lon).as_deref(), Some(code));
        }
        assert_eq!(owner(Ground::Countries, 46.0, 36.5), None, "the Sea of Azov");
    }

    #[test]
    fn every_oblast_and_the_rivers_are_there() {
        let oblasts = Ground::Oblasts.outlines();
        assert_eq!(oblasts.iter().filter(|oblast| oblast.code.starts_with("UA")).count(), 27);
        let rivers = Ground::Rivers.outlines();
        assert!(
            ["Dnipro", "Siverskyi Donets", "Oskil"].iter().all(|name| rivers.iter().any(|river| river.name == *name))
        );
    }
}
