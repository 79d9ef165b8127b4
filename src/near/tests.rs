//! The index finds what looking at every event finds.

use super::*;

/// SplitMix64, so that every run has the same events.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(bound)).unwrap()
    }

    /// On a raster, so that many distances are equal.
    fn position(&mut self) -> Position {
        Position::from_lat_lon(47.0 + f64::from(self.below(20)) / 10.0, 36.0 + f64::from(self.below(20)) / 10.0)
            .unwrap()
    }

    fn day(&mut self) -> Date {
        jiff::civil::date(2023, 5, 1).saturating_add(i64::from(self.below(40)).days())
    }
}

fn by_looking_at_all(stands: &[Stand], query: &Query) -> Vec<usize> {
    let meets = |stand: &Stand| {
        query.from.is_none_or(|from| stand.to.is_some_and(|to| to >= from))
            && query.to.is_none_or(|to| stand.from.is_some_and(|from| from <= to))
    };
    let distance = |at: usize| stands[at].position.map(|position| query.centre.distance_m(position));
    let mut found: Vec<usize> = (0..stands.len())
        .filter(|at| distance(*at).is_some_and(|distance| distance <= query.within_m) && meets(&stands[*at]))
        .collect();
    found.sort_by(|a, b| {
        let (one, other) = (distance(*a).unwrap(), distance(*b).unwrap());
        one.total_cmp(&other).then(stands[*b].to.cmp(&stands[*a].to)).then(stands[*a].id.cmp(stands[*b].id))
    });
    found.truncate(query.most);
    found
}

#[test]
fn the_index_finds_what_looking_at_every_event_finds() {
    let mut chance = Chance(7);
    let ids: Vec<String> = (0..3_000).map(|_| format!("{:08x}", chance.below(u32::MAX))).collect();
    let stands: Vec<Stand> = ids
        .iter()
        .map(|id| {
            let position = (chance.below(20) > 0).then(|| chance.position());
            let to = (chance.below(20) > 0).then(|| chance.day());
            let from = to.map(|to| to.saturating_sub(i64::from(chance.below(6)).days()));
            Stand { id, position, from, to }
        })
        .collect();
    let index = Index::new(&stands);
    for _ in 0..500 {
        let from = (chance.below(2) == 0).then(|| chance.day());
        let to = (chance.below(2) == 0).then(|| from.unwrap_or_else(|| chance.day()).saturating_add(3.days()));
        let within_m = [0.0, 5_000.0, 25_000.0, f64::INFINITY][chance.below(4) as usize];
        let most = [0, 1, 20, usize::MAX][chance.below(4) as usize];
        let query = Query { centre: chance.position(), within_m, from, to, most };
        let found: Vec<usize> = index.near(&query).iter().map(|hit| hit.event).collect();
        assert_eq!(found, by_looking_at_all(&stands, &query), "{query:?}");
    }
}

#[test]
fn a_hit_says_how_far_and_in_which_direction() {
    let at = |lat, lon| Position::from_lat_lon(lat, lon).unwrap();
    let stand = Stand { id: "a", position: Some(at(49.0, 38.0)), from: None, to: None };
    let query = Query { centre: at(48.0, 38.0), within_m: f64::INFINITY, from: None, to: None, most: 9 };
    let north = Index::new(&[stand]).near(&query)[0];
    assert!((north.distance_m - 111_195.0).abs() < 1.0 && north.bearing == 0.0, "{north:?}");
    let west = Stand { position: Some(at(48.0, 37.9)), ..stand };
    assert!((Index::new(&[west]).near(&query)[0].bearing - 270.0).abs() < 0.1);
}
