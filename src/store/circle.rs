//! The ground within a distance of a point, as a polygon.

use crate::model::{MEAN_RADIUS_M, Position};

/// Corners of a circle: with 32 its edge lies at most half a hundredth of the radius inside the true one.
const CORNERS: u32 = 32;

/// Corners counter-clockwise, the first not repeated; none where the circle would cross a pole or the date line.
pub(super) fn circle(centre: Position, radius_m: f64) -> Option<Vec<Position>> {
    let corner = |corner: u32| centre.moved(-360.0 * f64::from(corner) / f64::from(CORNERS), radius_m);
    let corners: Vec<Position> = (0..CORNERS).map(corner).collect();
    let pole_m = (90.0 - centre.lat().abs()).to_radians() * MEAN_RADIUS_M;
    let is_whole = radius_m < pole_m && corners.iter().all(|corner| (corner.lon() - centre.lon()).abs() < 180.0);
    is_whole.then_some(corners)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_corner_lies_at_the_radius() {
        let centre = Position::from_lat_lon(48.6, 38.0).unwrap();
        let corners = circle(centre, 30_000.0).unwrap();
        assert!(corners.iter().all(|corner| (corner.distance_m(centre) - 30_000.0).abs() < 1.0));
        assert!(corners[0].lat() > centre.lat() && corners[8].lon() < centre.lon(), "counter-clockwise from north");
    }

    #[test]
    fn a_circle_over_the_date_line_is_none() {
        assert_eq!(circle(Position::from_lat_lon(65.0, 179.9).unwrap(), 100_000.0), None);
    }
}
