//! Clusters against the slow, obvious way on seeded random data.

use std::sync::Arc;

use super::*;

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): enough chance for a test, the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.next() % u64::from(bound)).unwrap()
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * f64::from(self.below(1 << 30)) / f64::from(1 << 30)
    }
}

/// A square of about 50 km with its places in order, and events on them.
fn scene(chance: &mut Chance, (places, events, days): (u32, usize, u32)) -> (Vec<Position>, Vec<Stand>) {
    let point = |_| Position::from_lat_lon(chance.between(48.0, 48.5), chance.between(37.5, 38.2)).unwrap();
    let positions = distinct((0..places).map(point));
    let stand = |_| Stand { place: chance.below(places), day: i32::try_from(chance.below(days)).unwrap() - 20 };
    (positions, (0..events).map(stand).collect())
}

/// The definition on the module's page, pair by pair.
fn pairwise(positions: &[Position], stands: &[Stand], settings: &Settings) -> Vec<Option<usize>> {
    let near = |a: usize, b: usize| {
        let (a, b) = (stands[a], stands[b]);
        let metres = positions[a.place as usize].distance_m(positions[b.place as usize]);
        metres <= settings.radius_m && a.day.abs_diff(b.day) <= settings.window_days
    };
    let around: Vec<Vec<usize>> =
        (0..stands.len()).map(|a| (0..stands.len()).filter(|&b| near(a, b)).collect()).collect();
    let is_core = |index: usize| around[index].len() >= settings.minimum_events;
    let mut cores: Vec<usize> = (0..stands.len()).filter(|&index| is_core(index)).collect();
    cores.sort_by_key(|&index| stands[index]);
    let mut labels = vec![None; stands.len()];
    let mut next = 0;
    for start in cores {
        let mut open = vec![start];
        let is_new = labels[start].is_none();
        while let Some(core) = open.pop() {
            if labels[core].is_none() {
                labels[core] = Some(next);
                open.extend(around[core].iter().copied().filter(|&other| is_core(other)));
            }
        }
        next += usize::from(is_new);
    }
    let border = |index: usize| around[index].iter().filter(|&&b| is_core(b)).map(|&b| labels[b].unwrap()).min();
    (0..stands.len()).map(|index| labels[index].or_else(|| border(index))).collect()
}

#[test]
fn clusters_equal_the_pairwise_definition() {
    let mut chance = Chance(20_230_523);
    let (mut with_noise, mut with_many_clusters) = (0, 0);
    for round in 0..120 {
        let size = (1 + chance.below(60), 1 + chance.below(400) as usize, 1 + chance.below(60));
        let (positions, stands) = scene(&mut chance, size);
        let settings = Settings {
            radius_m: chance.between(0.0, 15_000.0),
            window_days: chance.below(6),
            minimum_events: 1 + chance.below(12) as usize,
            ..Settings::default()
        };
        let slow = pairwise(&positions, &stands, &settings);
        assert_eq!(labels(&positions, &stands, &settings), slow, "round {round} with {settings:?}");
        with_noise += usize::from(slow.iter().any(Option::is_none));
        with_many_clusters += usize::from(slow.iter().flatten().max() > Some(&3));
    }
    assert!(with_noise > 30 && with_many_clusters > 30, "the scenes are too plain: {with_noise} {with_many_clusters}");
}

#[test]
fn the_order_of_events_makes_no_difference() {
    let mut chance = Chance(7);
    let (positions, stands) = scene(&mut chance, (40, 300, 40));
    let settings = Settings { minimum_events: 5, window_days: 2, ..Settings::default() };
    let labelled: Vec<(Stand, Option<usize>)> =
        stands.iter().copied().zip(labels(&positions, &stands, &settings)).collect();
    let mut shuffled = labelled.clone();
    shuffled.sort_by_cached_key(|_| chance.next());
    let stands: Vec<Stand> = shuffled.iter().map(|(stand, _)| *stand).collect();
    let expected: Vec<Option<usize>> = shuffled.iter().map(|(_, label)| *label).collect();
    assert_ne!(shuffled, labelled);
    assert_eq!(labels(&positions, &stands, &settings), expected);
}

#[test]
fn counting_events_together_makes_no_difference() {
    let mut chance = Chance(13);
    for _ in 0..20 {
        let (positions, stands) = scene(&mut chance, (20, 300, 30));
        let axes: [Option<Arc<str>>; 3] = [None, Some("bakhmut".into()), Some("lyman".into())];
        let one = |stand: &Stand| {
            let to = jiff::civil::date(2023, 5, 20).saturating_add(i64::from(stand.day).days());
            let from = to.saturating_sub(i64::from(stand.place % 9).days());
            let axis = axes[chance.below(3) as usize].clone();
            Occurrence { position: positions[stand.place as usize], from, to, axis, events: 1 }
        };
        let single: Vec<Occurrence> = stands.iter().map(one).collect();
        let mut together: Vec<Occurrence> = Vec::new();
        for occurrence in &single {
            let is_alike = |other: &&mut Occurrence| Occurrence { events: 1, ..(*other).clone() } == *occurrence;
            match together.iter_mut().find(is_alike) {
                Some(other) => other.events += 1,
                None => together.push(occurrence.clone()),
            }
        }
        assert!(together.len() < single.len());
        let (one, other) =
            (of_occurrences(&single, &Settings::default()), of_occurrences(&together, &Settings::default()));
        assert!(!one.is_empty());
        for ((a, in_a), (b, in_b)) in one.iter().zip(&other) {
            assert_eq!(a, b);
            assert_eq!(in_a.len(), in_b.iter().map(|at| together[*at].events).sum::<usize>());
        }
        assert_eq!(one.len(), other.len());
    }
}

#[test]
fn neighbours_are_those_of_every_pair() {
    let mut chance = Chance(11);
    for radius_m in [0.0, 700.0, 5_000.0, 30_000_000.0] {
        let (positions, _) = scene(&mut chance, (200, 0, 1));
        let slow: Vec<Vec<u32>> = positions
            .iter()
            .map(|a| (0_u32..).zip(&positions).filter(|(_, b)| a.distance_m(**b) <= radius_m).map(|(b, _)| b).collect())
            .collect();
        assert_eq!(neighbours::neighbours(&positions, radius_m), slow, "{radius_m} m");
    }
}

/// Events at places 4 km apart on one meridian, as (place, day).
fn on_a_line(stands: &[(u32, i32)], settings: &Settings) -> Vec<Option<usize>> {
    let step = 4_000.0 / crate::model::MEAN_RADIUS_M;
    let positions: Vec<Position> =
        (0..10).map(|at| Position::from_lat_lon(48.0 + (f64::from(at) * step).to_degrees(), 38.0).unwrap()).collect();
    let stands: Vec<Stand> = stands.iter().map(|&(place, day)| Stand { day, place }).collect();
    labels(&positions, &stands, settings)
}

#[test]
fn too_few_events_are_noise() {
    let settings = Settings { minimum_events: 4, ..Settings::default() };
    assert_eq!(on_a_line(&[(0, 1), (0, 1), (1, 2)], &settings), [None; 3]);
    assert_eq!(on_a_line(&[(0, 1), (0, 1), (1, 2), (2, 3)], &settings), [Some(0); 4]);
}

#[test]
fn each_setting_turns_the_outcome() {
    let stands = [(0, 0), (1, 2), (2, 4)];
    let settings = Settings { radius_m: 4_500.0, window_days: 2, minimum_events: 2, ..Settings::default() };
    assert_eq!(on_a_line(&stands, &settings), [Some(0); 3]);
    assert_eq!(on_a_line(&stands, &Settings { radius_m: 3_500.0, ..settings.clone() }), [None; 3]);
    assert_eq!(on_a_line(&stands, &Settings { window_days: 1, ..settings.clone() }), [None; 3]);
    assert_eq!(on_a_line(&stands, &Settings { minimum_events: 4, ..settings }), [None; 3]);
}

#[test]
fn a_border_event_joins_the_cluster_that_begins_first() {
    let settings = Settings { radius_m: 4_500.0, window_days: 1, minimum_events: 4, ..Settings::default() };
    let south = |day| [(0, day), (0, day), (0, day), (1, day)];
    let north = |day| [(3, day), (4, day), (4, day), (4, day)];
    let between = [(2, 5)];
    let all =
        |south: [(u32, i32); 4], north: [(u32, i32); 4]| on_a_line(&[&south[..], &between, &north].concat(), &settings);
    let (first, second) = ([Some(0); 4], [Some(1); 4]);
    assert_eq!(all(south(6), north(4)), [&second[..], &[Some(0)], &first].concat(), "the north begins first");
    assert_eq!(all(south(4), north(6)), [&first[..], &[Some(0)], &second].concat(), "the south begins first");
    assert_eq!(all(south(5), north(5)), [&first[..], &[Some(0)], &second].concat(), "on one day the south comes first");
    assert_eq!(all(south(8), north(6)), [&second[..], &[Some(0)], &first].concat(), "only the north is in reach");
}

#[test]
fn nothing_gives_no_clusters() {
    assert_eq!(labels(&[], &[], &Settings::default()), []);
    assert_eq!(clusters(&[], &Settings::default()), []);
}
