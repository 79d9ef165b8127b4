//! The outline and the middle of a cluster.

use geo::{ConvexHull, Coord, MultiPoint, Point};

use crate::model::Position;

/// The convex hull, counter-clockwise and not closed, beginning with its westernmost (then southernmost) point.
///
/// Fewer than three points when all lie on one point or line. Edges are straight in degrees, as GeoJSON draws them.
pub(super) fn hull(points: &[Position]) -> Vec<Position> {
    let coordinates: MultiPoint = points.iter().map(|point| Point::new(point.lon(), point.lat())).collect();
    let polygon = coordinates.convex_hull();
    let mut ring: Vec<Coord> = polygon.exterior().coords().copied().collect();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let order = |a: &Coord, b: &Coord| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y));
    let first = (0..ring.len()).min_by(|&a, &b| order(&ring[a], &ring[b])).unwrap_or(0);
    ring.rotate_left(first);
    ring.dedup();
    ring.iter().map(|corner| on_earth(corner.y, corner.x)).collect()
}

/// The mean of the positions, each as often as it is counted, taken through the unit sphere and so without a seam in
/// the Pacific. Not empty.
pub(super) fn centre(counted: impl Iterator<Item = (Position, usize)>) -> Position {
    let mut sum = [0.0_f64; 3];
    for (position, times) in counted {
        let point = position.to_unit_sphere();
        sum.iter_mut().zip(point).for_each(|(sum, part)| *sum += part * times as f64);
    }
    let [x, y, z] = sum;
    on_earth(z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees())
}

/// A position made from others; rounding may push it past a pole or the seam by a hair.
fn on_earth(lat: f64, lon: f64) -> Position {
    Position::from_lat_lon(lat.clamp(-90.0, 90.0), lon.clamp(-180.0, 180.0))
        .expect("a mix of positions, held to the range, is one")
}
