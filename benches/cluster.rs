//! Clusters a million events at 3,000 places over 1,000 days and prints the time and the peak memory.
//!
//! `cargo bench --bench cluster`. The places lie along a front of about 900 km with villages on both sides; half of the
//! events crowd on a tenth of the places, as they do in reports.

use std::time::Instant;

use frontline::cluster::{Settings, Stand, labels};
use frontline::model::Position;

const EVENTS: usize = 1_000_000;
const PLACES: u32 = 3_000;
const DAYS: u32 = 1_000;

/// SplitMix64, so that every run has the same events.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let share = (mixed ^ (mixed >> 31)) % u64::from(bound);
        u32::try_from(share).expect("a remainder is below its divisor")
    }

    fn share(&mut self) -> f64 {
        f64::from(self.below(1 << 30)) / f64::from(1 << 30)
    }
}

/// Places from the Dnipro's mouth to the north-east border, within about 40 km of a line.
fn places(chance: &mut Chance) -> Vec<Position> {
    let mut places: Vec<(f64, f64)> = (0..PLACES)
        .map(|_| {
            let along = chance.share();
            let aside = chance.share() - 0.5;
            (46.5 + 5.5 * along + 0.4 * aside, 32.5 + 5.5 * along - 0.9 * aside)
        })
        .collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    places.iter().map(|&(lat, lon)| Position::from_lat_lon(lat, lon).expect("within the ranges above")).collect()
}

fn stands(chance: &mut Chance) -> Vec<Stand> {
    let place =
        |chance: &mut Chance| if chance.below(2) == 0 { chance.below(PLACES / 10) * 10 } else { chance.below(PLACES) };
    (0..EVENTS)
        .map(|_| Stand { place: place(chance), day: i32::try_from(chance.below(DAYS)).expect("a thousand at most") })
        .collect()
}

/// Peak resident memory in megabytes, where the system tells it.
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

fn main() {
    let mut chance = Chance(2_023);
    let (places, stands) = (places(&mut chance), stands(&mut chance));
    for (radius_m, window_days, minimum_events) in [(5_000.0, 3, 10), (10_000.0, 3, 4), (25_000.0, 7, 200)] {
        let settings = Settings { radius_m, window_days, minimum_events, ..Settings::default() };
        let start = Instant::now();
        let labels = labels(&places, &stands, &settings);
        let seconds = start.elapsed().as_secs_f64();
        let clusters = labels.iter().flatten().max().map_or(0, |last| last + 1);
        let noise = labels.iter().filter(|label| label.is_none()).count();
        println!(
            "{EVENTS} events, {PLACES} places, {DAYS} days, {radius_m} m, {window_days} days, at least {minimum_events}: \
             {seconds:.2} s, {clusters} clusters, {noise} noise"
        );
    }
    peak_mb().inspect(|peak| println!("peak memory {peak:.0} MB"));
}
