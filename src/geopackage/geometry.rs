//! Shapes as GeoPackage binary: the only place besides the exporters where longitude comes before latitude.

use crate::model::Position;

/// The shapes we store. Rings are closed here when they are not.
#[derive(Debug, Clone, PartialEq)]
pub enum Geometry {
    /// One point.
    Point(Position),
    /// A line through points.
    Line(Vec<Position>),
    /// Rings, the outer one first and counter-clockwise, holes clockwise.
    Polygon(Vec<Vec<Position>>),
    /// Several polygons.
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

/// What shapes a layer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Points alone.
    Point,
    /// Lines alone.
    Line,
    /// Polygons alone.
    Polygon,
    /// Multipolygons alone.
    MultiPolygon,
    /// Any of them.
    Any,
}

impl Shape {
    /// The name in `gpkg_geometry_columns`, which is the type of the column as well.
    pub(super) fn name(self) -> &'static str {
        match self {
            Shape::Point => "POINT",
            Shape::Line => "LINESTRING",
            Shape::Polygon => "POLYGON",
            Shape::MultiPolygon => "MULTIPOLYGON",
            Shape::Any => "GEOMETRY",
        }
    }
}

/// The reference system of everything here: degrees on WGS 84.
pub(super) const WGS_84: i32 = 4326;

/// Bytes before the envelope: two letters, a version, flags, the reference system.
const HEADER: usize = 8;
/// Bit of the flags that says the numbers are little-endian.
const LITTLE: u8 = 1;
/// Bits of the flags that say there is an envelope of west, east, south, north.
const ENVELOPE: u8 = 1 << 1;
/// Bit of the flags of a shape without any point.
const EMPTY: u8 = 1 << 4;

/// West, east, south, north in degrees.
pub(super) type Bounds = [f64; 4];

impl Geometry {
    /// The blob of a `geom` column. A point has no envelope, since it is one.
    pub fn to_blob(&self) -> Vec<u8> {
        let bounds = self.bounds();
        let is_point = matches!(self, Geometry::Point(_));
        let flags = match bounds {
            None => LITTLE | EMPTY,
            Some(_) if is_point => LITTLE,
            Some(_) => LITTLE | ENVELOPE,
        };
        let mut blob = vec![b'G', b'P', 0, flags];
        blob.extend(WGS_84.to_le_bytes());
        if let Some(bounds) = bounds.filter(|_| !is_point) {
            bounds.iter().for_each(|degrees| blob.extend(degrees.to_le_bytes()));
        }
        self.write(&mut blob);
        blob
    }

    /// None for a shape without any point.
    fn bounds(&self) -> Option<Bounds> {
        let points: Box<dyn Iterator<Item = &Position>> = match self {
            Geometry::Point(point) => Box::new(std::iter::once(point)),
            Geometry::Line(points) => Box::new(points.iter()),
            Geometry::Polygon(rings) => Box::new(rings.iter().flatten()),
            Geometry::MultiPolygon(polygons) => Box::new(polygons.iter().flatten().flatten()),
        };
        points.fold(None, |bounds, point| {
            let [west, east, south, north] = bounds.unwrap_or([point.lon(), point.lon(), point.lat(), point.lat()]);
            let (west, east) = (west.min(point.lon()), east.max(point.lon()));
            Some([west, east, south.min(point.lat()), north.max(point.lat())])
        })
    }

    /// Well-known binary, whose codes are 1 for a point, 2 a line, 3 a polygon, 6 a multipolygon.
    fn write(&self, blob: &mut Vec<u8>) {
        match self {
            Geometry::Point(point) => {
                begin(1, blob);
                write_point(*point, blob);
            }
            Geometry::Line(points) => {
                begin(2, blob);
                write_points(points, blob);
            }
            Geometry::Polygon(rings) => write_polygon(rings, blob),
            Geometry::MultiPolygon(polygons) => {
                begin(6, blob);
                write_count(polygons.len(), blob);
                polygons.iter().for_each(|rings| write_polygon(rings, blob));
            }
        }
    }
}

fn begin(code: u32, blob: &mut Vec<u8>) {
    blob.push(1);
    blob.extend(code.to_le_bytes());
}

fn write_count(count: usize, blob: &mut Vec<u8>) {
    blob.extend(u32::try_from(count).expect("a shape has fewer than 2^32 points").to_le_bytes());
}

fn write_point(point: Position, blob: &mut Vec<u8>) {
    blob.extend(point.lon().to_le_bytes());
    blob.extend(point.lat().to_le_bytes());
}

fn write_points(points: &[Position], blob: &mut Vec<u8>) {
    write_count(points.len(), blob);
    points.iter().for_each(|point| write_point(*point, blob));
}

fn write_polygon(rings: &[Vec<Position>], blob: &mut Vec<u8>) {
    begin(3, blob);
    write_count(rings.len(), blob);
    for ring in rings {
        let opening = ring.first().filter(|first| ring.last() != Some(first));
        write_count(ring.len() + usize::from(opening.is_some()), blob);
        ring.iter().chain(opening).for_each(|point| write_point(*point, blob));
    }
}

/// What a blob says of its extent; none when it is empty, damaged, or a shape without an envelope that is no point.
pub(super) fn bounds(blob: &[u8]) -> Option<Bounds> {
    let flags = *blob.get(3).filter(|_| blob.starts_with(b"GP"))?;
    if flags & EMPTY != 0 {
        return None;
    }
    let is_little = flags & LITTLE != 0;
    if flags >> 1 & 0b111 != 0 {
        let at = |index: usize| degrees(blob, HEADER + 8 * index, is_little);
        return Some([at(0)?, at(1)?, at(2)?, at(3)?]);
    }
    point(blob.get(HEADER..)?).map(|[lon, lat]| [lon, lon, lat, lat])
}

/// The point of a blob, none when it is another shape, empty or damaged.
pub fn point_of(blob: &[u8]) -> Option<Position> {
    let flags = *blob.get(3).filter(|_| blob.starts_with(b"GP"))?;
    // The kinds of envelope in the order of their number: none, two dimensions, two kinds of three, four.
    let envelope = *[0, 32, 48, 48, 64].get(usize::from(flags >> 1 & 0b111))?;
    let [lon, lat] = point(blob.get(HEADER + envelope..)?)?;
    Position::from_lat_lon(lat, lon).ok()
}

fn point(wkb: &[u8]) -> Option<[f64; 2]> {
    let is_little = *wkb.first()? == 1;
    let code: [u8; 4] = wkb.get(1..5)?.try_into().ok()?;
    let code = if is_little { u32::from_le_bytes(code) } else { u32::from_be_bytes(code) };
    let point = [degrees(wkb, 5, is_little)?, degrees(wkb, 13, is_little)?];
    (code == 1 && point.iter().all(|degrees| degrees.is_finite())).then_some(point)
}

fn degrees(bytes: &[u8], at: usize, is_little: bool) -> Option<f64> {
    let bytes: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
    Some(if is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::from_lat_lon(lat, lon).unwrap()
    }

    #[test]
    fn a_point_is_read_back_and_is_its_own_extent() {
        let blob = Geometry::Point(at(48.6, 38.0)).to_blob();
        assert_eq!(blob.len(), 29);
        assert_eq!(point_of(&blob), Some(at(48.6, 38.0)));
        assert_eq!(bounds(&blob), Some([38.0, 38.0, 48.6, 48.6]));
    }

    #[test]
    fn a_polygon_says_its_extent_and_closes_its_ring() {
        let ring = vec![at(48.0, 37.0), at(48.0, 38.0), at(49.0, 38.0)];
        let closed = [ring.clone(), vec![ring[0]]].concat();
        let blob = Geometry::Polygon(vec![ring]).to_blob();
        assert_eq!(bounds(&blob), Some([37.0, 38.0, 48.0, 49.0]));
        assert_eq!(blob, Geometry::Polygon(vec![closed]).to_blob());
        assert_eq!(point_of(&blob), None);
    }

    #[test]
    fn what_is_empty_or_damaged_has_no_extent() {
        assert_eq!(bounds(&Geometry::Line(Vec::new()).to_blob()), None);
        let blob = Geometry::Point(at(48.6, 38.0)).to_blob();
        for end in 0..blob.len() {
            assert_eq!((bounds(&blob[..end]), point_of(&blob[..end])), (None, None), "{end} bytes");
        }
        assert_eq!(bounds(b"GP\0\x03...."), None);
    }
}
