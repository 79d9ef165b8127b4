//! The heaviest way to pair two lists, one to one.

use std::collections::BTreeMap;

/// Pairs of a row and a column, each with its weight above zero.
pub(super) type Weights = BTreeMap<(usize, usize), f64>;

/// Below this a longer chain of exchanges is no gain but a rounding error.
const LEAST_GAIN: f64 = 1e-9;

/// The pairing with the largest sum, as the column of each row that has one. Rows and columns stand in it at most once.
///
/// Grows by one pair at a time along the chain of exchanges that gains most (Bellman and Ford), until none gains: the
/// textbook way for a maximum-weight matching, fast enough for the few happenings of a document.
pub(super) fn heaviest(weights: &Weights) -> BTreeMap<usize, usize> {
    let mut paired: BTreeMap<usize, usize> = BTreeMap::new();
    while let Some(chain) = best_chain(weights, &paired) {
        paired.extend(chain);
    }
    paired
}

/// How to reach a column: what the exchanges up to it gain, and the row that would take it.
#[derive(Clone, Copy)]
struct Reached {
    gain: f64,
    row: usize,
}

/// The new pairs of the chain that gains most; none when no chain gains.
fn best_chain(weights: &Weights, paired: &BTreeMap<usize, usize>) -> Option<Vec<(usize, usize)>> {
    let owner: BTreeMap<usize, usize> = paired.iter().map(|(row, column)| (*column, *row)).collect();
    let mut reached: BTreeMap<usize, Reached> = BTreeMap::new();
    // A chain passes each row at most once.
    for _ in 0..=paired.len() {
        let mut is_settled = true;
        for ((row, column), weight) in weights {
            let before = match paired.get(row) {
                None => Some(0.0),
                Some(own) if own == column => None,
                Some(own) => reached.get(own).map(|reached| reached.gain - weights[&(*row, *own)]),
            };
            let Some(before) = before else { continue };
            let gain = before + weight;
            if reached.get(column).is_none_or(|known| gain > known.gain + LEAST_GAIN) {
                reached.insert(*column, Reached { gain, row: *row });
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    let free = reached.iter().filter(|(column, reached)| !owner.contains_key(column) && reached.gain > LEAST_GAIN);
    let mut column = *free.max_by(|a, b| a.1.gain.total_cmp(&b.1.gain).then(b.0.cmp(a.0)))?.0;
    let mut chain = Vec::new();
    loop {
        let row = reached[&column].row;
        chain.push((row, column));
        match paired.get(&row) {
            Some(own) => column = *own,
            None => return Some(chain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pairing, tried one by one.
    fn slow(weights: &Weights, rows: usize, taken: &mut Vec<usize>, row: usize) -> f64 {
        if row == rows {
            return 0.0;
        }
        let mut best = slow(weights, rows, taken, row + 1);
        for ((_, column), weight) in weights.range((row, 0)..(row + 1, 0)) {
            if !taken.contains(column) {
                taken.push(*column);
                best = best.max(weight + slow(weights, rows, taken, row + 1));
                taken.pop();
            }
        }
        best
    }

    #[test]
    fn the_best_sum_wins_over_the_best_pair() {
        let weights = Weights::from([((0, 0), 10.0), ((0, 1), 9.0), ((1, 0), 8.0)]);
        assert_eq!(heaviest(&weights), BTreeMap::from([(0, 1), (1, 0)]));
    }

    #[test]
    fn it_equals_trying_every_pairing() {
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..300 {
            let (rows, columns) = (1 + next(5) as usize, 1 + next(5) as usize);
            let mut weights = Weights::new();
            for row in 0..rows {
                for column in 0..columns {
                    if next(3) > 0 {
                        weights.insert((row, column), 100.0 + next(40) as f64);
                    }
                }
            }
            let paired = heaviest(&weights);
            let sum: f64 = paired.iter().map(|(row, column)| weights[&(*row, *column)]).sum();
            assert_eq!(sum, slow(&weights, rows, &mut Vec::new(), 0));
        }
    }
}
