//! Finds the gazetteer's place for a spot whose position is known, so that a data set and a text mean the same place.

use std::sync::Arc;

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::gazetteer::Gazetteer;
use crate::model::{Kind, Location, MEAN_RADIUS_M, Place, PlaceId, Position, PositionBasis, Precision};

/// How far a place of the right name may lie from the position given: data sets put large cities, and villages that are
/// known only by their council, that far off.
const NAMED_REACH_M: f64 = 15_000.0;
/// How far when the position itself is only near the place.
const NEAR_REACH_M: f64 = 30_000.0;
/// How far the centre of a district or region of the right name may lie: an oblast reaches 200 km from its centre.
const UNIT_REACH_M: f64 = 250_000.0;
/// How near the nearest settlement must be for a spot without a name we know: inside it or at its edge.
const NAMELESS_REACH_M: f64 = 3_000.0;

/// Every settlement with a point of its own, found by position.
pub struct Settlements(RTree<GeomWithData<[f64; 3], PlaceId>>);

impl Settlements {
    /// Those of a gazetteer.
    pub fn of(gazetteer: &Gazetteer) -> Settlements {
        let settlements = (0..gazetteer.len()).map(PlaceId).filter_map(|id| {
            let is_one = gazetteer.kind(id) == Kind::Settlement && gazetteer.by_id(gazetteer.id(id)) == Some(id);
            let position = gazetteer.position(id).filter(|_| is_one)?;
            Some(GeomWithData::new(position.to_unit_sphere(), id))
        });
        Settlements(RTree::bulk_load(settlements.collect()))
    }

    fn nearest(&self, position: Position) -> Option<(PlaceId, f64)> {
        let here = position.to_unit_sphere();
        let found = self.0.nearest_neighbor(here)?;
        let [x, y, z] = found.geom();
        let chord = ((x - here[0]).powi(2) + (y - here[1]).powi(2) + (z - here[2]).powi(2)).sqrt();
        Some((found.data, chord * MEAN_RADIUS_M))
    }
}

/// The location at the gazetteer's place: the nearest of the names given, else the settlement around the spot. A point
/// stays where it was given; where no place is found, all stays as it was given.
pub fn placed(mut location: Location, gazetteer: &Gazetteer, settlements: &Settlements) -> Location {
    let Some(position) = location.place.position else { return location };
    let given = &location.place;
    let found = match location.precision {
        Precision::Settlement => named(&[&given.name], Kind::Settlement, (position, NAMED_REACH_M), gazetteer)
            .or_else(|| settlements.nearest(position).filter(|(_, m)| *m <= NAMELESS_REACH_M).map(|(id, _)| id)),
        Precision::NearSettlement => named(&[&given.name], Kind::Settlement, (position, NEAR_REACH_M), gazetteer),
        Precision::District => named(&[&given.admin2, &given.name], Kind::Raion, (position, UNIT_REACH_M), gazetteer),
        Precision::Region => named(&[&given.admin1, &given.name], Kind::Oblast, (position, UNIT_REACH_M), gazetteer),
        Precision::Country => None,
    };
    if let Some(id) = found {
        let place = gazetteer.place(id);
        let is_point = matches!(location.precision, Precision::Settlement | Precision::NearSettlement);
        let own = || Place { position: Some(position), basis: PositionBasis::Own, ..Place::clone(&place) };
        location.place = if is_point { Arc::new(own()) } else { place };
    }
    location
}

/// The nearest place of the first of the names that any place of that kind in reach has.
fn named(names: &[&String], kind: Kind, reach: (Position, f64), gazetteer: &Gazetteer) -> Option<PlaceId> {
    let (position, reach_m) = reach;
    names.iter().filter(|name| !name.is_empty()).find_map(|name| {
        let candidates = gazetteer.candidates(name).into_iter().map(|candidate| candidate.place);
        let of_kind = candidates.filter(|id| gazetteer.kind(*id) == kind);
        let measured = of_kind.filter_map(|id| Some((id, gazetteer.position(id)?.distance_m(position))));
        let nearest = measured.filter(|(_, metres)| *metres <= reach_m).min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(id, _)| id)
    })
}
