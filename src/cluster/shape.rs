//! The outline and the middle of a cluster.

use robust::{Coord, orient2d};

use crate::model::Position;

/// The convex hull, counter-clockwise and not closed, beginning with its westernmost (then southernmost) point.
///
/// Fewer than three points when all lie on one point or line. Edges are straight in degrees, as GeoJSON draws them.
pub(super) fn hull(points: &[Position]) -> Vec<Position> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.lon().total_cmp(&b.lon()).then(a.lat().total_cmp(&b.lat())));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    // Andrew's monotone chain: the southern border eastwards, then the northern one back.
    let mut hull = border(sorted.iter());
    let north = border(sorted.iter().rev());
    hull.pop();
    hull.extend(&north[..north.len() - 1]);
    hull
}

/// The corners of a border that only turns left.
fn border<'p>(points: impl Iterator<Item = &'p Position>) -> Vec<Position> {
    let flat = |point: &Position| Coord { x: point.lon(), y: point.lat() };
    let turns_left = |a: &Position, b: &Position, next: &Position| orient2d(flat(a), flat(b), flat(next)) > 0.0;
    let mut corners: Vec<Position> = Vec::new();
    for point in points {
        while let [.., a, b] = corners.as_slice()
            && !turns_left(a, b, point)
        {
            corners.pop();
        }
        corners.push(*point);
    }
    corners
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(points: &[(i32, i32)], expected: &[(i32, i32)]) {
        let position = |(lon, lat): &(i32, i32)| Position::from_lat_lon(f64::from(*lat), f64::from(*lon)).unwrap();
        let points: Vec<Position> = points.iter().map(position).collect();
        let expected: Vec<Position> = expected.iter().map(position).collect();
        assert_eq!(hull(&points), expected);
    }

    #[test]
    fn a_hull_goes_round_from_its_westernmost_corner_and_leaves_out_what_lies_on_its_edges() {
        check(
            &[(2, 2), (0, 0), (4, 0), (2, 0), (4, 4), (0, 4), (0, 2), (3, 1), (0, 0)],
            &[(0, 0), (4, 0), (4, 4), (0, 4)],
        );
    }

    #[test]
    fn points_on_one_line_have_two_corners_and_one_point_has_one() {
        check(&[(1, 1), (3, 3), (2, 2), (1, 1)], &[(1, 1), (3, 3)]);
        check(&[(5, 1), (5, 3), (5, 2)], &[(5, 1), (5, 3)]);
        check(&[(1, 1), (1, 1)], &[(1, 1)]);
        check(&[], &[]);
    }

    #[test]
    fn every_point_lies_left_of_every_edge() {
        let mut seed = 7_u64;
        let mut below = |bound: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((seed >> 33) % bound) as f64 / 10.0
        };
        for round in 0..1_000 {
            let bound = [4, 10, 1_000][round % 3];
            let points: Vec<Position> =
                (0..12).map(|_| Position::from_lat_lon(48.0 + below(bound) / 3.0, below(bound)).unwrap()).collect();
            let hull = hull(&points);
            for (at, corner) in hull.iter().enumerate().filter(|_| hull.len() > 2) {
                let next = &hull[(at + 1) % hull.len()];
                for point in &points {
                    assert!(!is_right(corner, next, point), "{points:?}");
                }
            }
        }
    }

    fn is_right(a: &Position, b: &Position, point: &Position) -> bool {
        let flat = |point: &Position| Coord { x: point.lon(), y: point.lat() };
        orient2d(flat(a), flat(b), flat(point)) < 0.0
    }
}
