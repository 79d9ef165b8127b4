//! Which places lie within a radius of one another.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::model::{MEAN_RADIUS_M, Position};

/// For each position the indices of all that lie at most `radius_m` away, itself included, in ascending order.
///
/// The tree finds them by the straight chord through the unit sphere, which a great-circle distance fixes. Its radius is
/// a hair too wide on purpose: `Position::distance_m` decides, so that the outcome is that of comparing every pair.
pub(super) fn neighbours(positions: &[Position], radius_m: f64) -> Vec<Vec<u32>> {
    let points = positions.iter().zip(0_u32..);
    let tree =
        RTree::bulk_load(points.map(|(place, index)| GeomWithData::new(place.to_unit_sphere(), index)).collect());
    let half_angle = (radius_m / MEAN_RADIUS_M / 2.0).clamp(0.0, std::f64::consts::FRAC_PI_2);
    let chord = 2.0 * half_angle.sin() * (1.0 + 1e-9) + 1e-9;
    let around = |position: &Position| {
        let found = tree.locate_within_distance(position.to_unit_sphere(), chord * chord).map(|found| found.data);
        let mut found: Vec<u32> =
            found.filter(|&other| position.distance_m(positions[other as usize]) <= radius_m).collect();
        found.sort_unstable();
        found
    };
    positions.iter().map(around).collect()
}
