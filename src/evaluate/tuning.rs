//! Chooses numbers by what annotated documents say: weights by how likely they make the right place, sureness by how
//! often it was right.

use crate::evaluate::alike::overlap;
use crate::evaluate::gold::{Annotated, GoldMention, GoldRole};
use crate::evaluate::scores::Reliability;
use crate::evaluate::{NEAR_M, WRONG_M};
use crate::model::{Position, Scored, Span, Verdict};

/// The least probability that is told apart from none: one name that no candidate fits must not decide over all others.
const LEAST_PROBABILITY: f64 = 0.01;
/// What a weight is multiplied by to see whether it gets better.
const STEPS: [f64; 6] = [0.5, 0.75, 0.9, 1.1, 1.33, 2.0];
/// Times every weight is tried.
const MOST_ROUNDS: usize = 4;
/// A gain below this, over all names, is chance.
const LEAST_GAIN: f64 = 0.05;
/// What moving a weight costs, for the square of the logarithm of how far: what the documents hardly speak of stays.
const COST_OF_MOVING: f64 = 0.5;
/// Steps of the fit of a sureness; it is settled long before.
const MOST_STEPS: usize = 50;

/// How one document's settlements were placed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Placed {
    /// Sum of the negative logarithms of the probability that the right place was given: the lower the better.
    pub loss: f64,
    /// Settlements that were found, and have a position in the annotation.
    pub names: usize,
    /// Put within 5 km.
    pub right: usize,
    /// Put more than 25 km off.
    pub wrong: usize,
}

impl std::ops::AddAssign for Placed {
    fn add_assign(&mut self, other: Placed) {
        self.loss += other.loss;
        self.names += other.names;
        self.right += other.right;
        self.wrong += other.wrong;
    }
}

/// How the verdicts place the settlements of an annotated document. Where a reader could not choose, any of the places
/// between which he could not is right.
pub fn placed(gold: &Annotated, verdicts: &[Verdict]) -> Placed {
    let starts: Vec<usize> = gold.text.char_indices().map(|(byte, _)| byte).collect();
    let point = |byte: usize| starts.partition_point(|start| *start < byte);
    let points = |span: Span| point(span.start)..point(span.end);
    let mut sum = Placed::default();
    for mention in gold.mentions.iter().filter(|mention| is_placed(mention)) {
        let near = |verdict: &&Verdict| points(verdict.mention().span);
        let best = verdicts
            .iter()
            .filter(|verdict| !verdict.mention().is_embedded && overlap(&near(verdict), &mention.at) > 0.0)
            .max_by(|a, b| overlap(&near(a), &mention.at).total_cmp(&overlap(&near(b), &mention.at)));
        sum += best.map_or_else(Placed::default, |verdict| one(mention, verdict));
    }
    sum
}

fn is_placed(mention: &GoldMention) -> bool {
    let is_place = mention.role.is_some_and(|role| role != GoldRole::Metonym) && mention.kind == "settlement";
    is_place && (mention.position.is_some() || !mention.candidates.is_empty())
}

fn one(mention: &GoldMention, verdict: &Verdict) -> Placed {
    let right: Vec<Position> = mention.position.into_iter().chain(mention.candidates.iter().copied()).collect();
    let off_m = |here: Position| right.iter().map(|there| here.distance_m(*there)).fold(f64::INFINITY, f64::min);
    let scored: &[Scored] = match verdict {
        Verdict::Located(location) => &location.scored,
        Verdict::Ambiguous(_, scored) | Verdict::Unknown(_, scored) => scored,
        Verdict::OnAxis(..) => &[],
    };
    let best = scored.iter().map(|scored| scored.score).fold(f64::NEG_INFINITY, f64::max);
    let (mut all, mut of_right) = (0.0, 0.0);
    for Scored { place, score, .. } in scored {
        let weight = (score - best).exp();
        all += weight;
        of_right += if place.position.is_some_and(|here| off_m(here) <= NEAR_M) { weight } else { 0.0 };
    }
    let probability = if all > 0.0 { of_right / all } else { 0.0 };
    let here = verdict.location().and_then(|location| location.place.position).map(off_m);
    Placed {
        loss: -probability.max(LEAST_PROBABILITY).ln(),
        names: 1,
        right: usize::from(here.is_some_and(|off_m| off_m <= NEAR_M)),
        wrong: usize::from(here.is_some_and(|off_m| off_m > WRONG_M)),
    }
}

/// The weights with the least loss that changing one at a time leads to, from where they stand.
pub fn searched(from: &[f64], loss: &mut dyn FnMut(&[f64]) -> f64) -> Vec<f64> {
    let moved = |weights: &[f64]| -> f64 {
        let squares = weights.iter().zip(from).map(|(now, before)| (now / before).ln().powi(2));
        COST_OF_MOVING * squares.sum::<f64>()
    };
    let mut best = from.to_vec();
    let mut least = loss(&best);
    for _ in 0..MOST_ROUNDS {
        let before = least;
        for at in 0..best.len() {
            for step in STEPS {
                let mut tried = best.clone();
                tried[at] *= step;
                let cost = loss(&tried) + moved(&tried);
                if cost < least - LEAST_GAIN {
                    (best, least) = (tried, cost);
                }
            }
        }
        if before - least < LEAST_GAIN {
            break;
        }
    }
    best
}

/// How a sureness that was said becomes one that is right as often as it says: the logarithm of its odds, times
/// `slope`, plus `base` (Platt 1999).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Added to the logarithm of the odds.
    pub base: f64,
    /// What the logarithm of the odds is multiplied by.
    pub slope: f64,
}

impl Reliability {
    /// The calibration under which all that was said is likeliest, by Newton's method; none when nothing was said.
    /// Platt's correction keeps it finite where all was right or all wrong.
    pub fn calibration(&self) -> Option<Calibration> {
        let right = self.told.iter().filter(|(_, is_right)| *is_right).count() as f64;
        let wrong = self.told.len() as f64 - right;
        let (yes, no) = ((right + 1.0) / (right + 2.0), 1.0 / (wrong + 2.0));
        let (mut base, mut slope) = (0.0, 1.0);
        for _ in 0..MOST_STEPS {
            let (mut g, mut h) = ([0.0; 2], [[1e-6, 0.0], [0.0, 1e-6]]);
            for (said, is_right) in &self.told {
                let odds = log_odds(*said);
                let now = 1.0 / (1.0 + (-(base + slope * odds)).exp());
                let off = now - if *is_right { yes } else { no };
                let curve = (now * (1.0 - now)).max(1e-9);
                g[0] += off;
                g[1] += off * odds;
                h[0][0] += curve;
                h[0][1] += curve * odds;
                h[1][1] += curve * odds * odds;
            }
            let determinant = h[0][0] * h[1][1] - h[0][1] * h[0][1];
            let by = ((h[1][1] * g[0] - h[0][1] * g[1]) / determinant, (h[0][0] * g[1] - h[0][1] * g[0]) / determinant);
            base -= by.0.clamp(-2.0, 2.0);
            slope -= by.1.clamp(-2.0, 2.0);
        }
        (!self.told.is_empty()).then_some(Calibration { base, slope })
    }
}

fn log_odds(said: f64) -> f64 {
    let said = said.clamp(0.001, 0.999);
    (said / (1.0 - said)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_the_bottom_of_a_bowl() {
        let mut loss = |weights: &[f64]| 100.0 * (weights[0] - 3.0).powi(2) + 100.0 * (weights[1] - 0.5).powi(2);
        let found = searched(&[2.0, 1.0], &mut loss);
        assert!((found[0] - 3.0).abs() < 0.3 && (found[1] - 0.5).abs() < 0.1, "{found:?}");
    }

    #[test]
    fn what_is_said_too_surely_is_toned_down() {
        let mut said = Reliability::default();
        for number in 0..100 {
            said.count(0.9, number % 10 < 6);
            said.count(0.6, number % 10 < 4);
        }
        let Calibration { base, slope } = said.calibration().unwrap();
        let now = |said: f64| 1.0 / (1.0 + (-(base + slope * log_odds(said))).exp());
        assert!((now(0.9) - 0.6).abs() < 0.03 && (now(0.6) - 0.4).abs() < 0.03, "{base} {slope}");
    }
}
