//! Weighs the candidates of every name: what each brings by itself, and how well it fits the places around it.

use crate::gazetteer::Gazetteer;
use crate::model::{Candidate, Kind, MEAN_RADIUS_M, Mention, PlaceId};
use crate::resolve::context::{Context, NamedArea, StatedAxis, UnitsAround};
use crate::resolve::stills::{Front, Still};
use crate::resolve::{Reference, Settings};

/// Candidates of one name that take part in the weighing; the likeliest by themselves.
const MOST_CANDIDATES: usize = 40;
/// Names on either side that are looked at.
const NEIGHBOURS: usize = 8;
/// Parts that a score can have.
const MOST_PARTS: usize = 10;
/// Names of the sentence that speak loudest for a candidate; the others are not heard, so that a long list has no less
/// to say than a short one.
const LOUDEST: usize = 3;
/// Candidates of a neighbour that are looked at.
const NEIGHBOUR_CANDIDATES: usize = 6;

/// A candidate with the parts of its score.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub candidate: Candidate,
    parts: [(&'static str, f64); MOST_PARTS],
    told: usize,
    sphere: Option<[f64; 3]>,
    total: f64,
}

impl Weighed {
    /// What spoke for it and against it.
    pub(super) fn parts(&self) -> &[(&'static str, f64)] {
        &self.parts[..self.told]
    }

    /// The sum of the parts.
    pub(super) fn score(&self) -> f64 {
        self.total
    }

    /// What the places around it bring.
    pub(super) fn support(&self) -> f64 {
        let is_around =
            |part: &str| matches!(part, "neighbours" | "company" | "axis" | "area named for it" | "area in sentence");
        self.parts().iter().filter(|(part, _)| is_around(part)).map(|(_, weight)| weight).sum()
    }

    fn add(&mut self, part: &'static str, weight: f64) {
        if weight != 0.0 {
            self.parts[self.told] = (part, weight);
            self.told += 1;
            self.total += weight;
        }
    }
}

/// The candidates of each mention, best first.
pub(super) fn weigh(mentions: &[Mention], context: &Context, reference: Reference<'_>) -> Vec<Vec<Weighed>> {
    let settings = reference.settings;
    let mut front = Front::of(context, settings);
    let mut weighed: Vec<Vec<Weighed>> = mentions
        .iter()
        .enumerate()
        .map(|(at, mention)| {
            let around = Around::of(at, context);
            let mut own: Vec<Weighed> =
                mention.candidates.iter().map(|candidate| alone(*candidate, &around, &mut front, reference)).collect();
            sort(&mut own);
            let most = settings.neighbours + settings.company;
            let best = own.first().map_or(0.0, Weighed::score);
            own.retain(|candidate| candidate.score() + most >= best);
            own.truncate(MOST_CANDIDATES);
            own
        })
        .collect();
    let company = company(&weighed, mentions, context, reference.settings);
    for (own, pulls) in weighed.iter_mut().zip(company) {
        for (candidate, (neighbours, company)) in own.iter_mut().zip(pulls) {
            candidate.add("neighbours", neighbours);
            candidate.add("company", company);
        }
        sort(own);
    }
    weighed
}

fn sort(weighed: &mut [Weighed]) {
    weighed.sort_by(|a, b| b.total.total_cmp(&a.total).then(a.candidate.place.cmp(&b.candidate.place)));
}

/// The share of the first and of those that stand on the same spot (a village and its doubled row) among all.
pub(super) fn share_of_spot(weighed: &[Weighed], gazetteer: &Gazetteer) -> f64 {
    const SAME_SPOT_M: f64 = 4_000.0;
    let best = &weighed[0];
    let position = gazetteer.position(best.candidate.place);
    let is_twin = |other: &Weighed| match (position, gazetteer.position(other.candidate.place)) {
        (Some(a), Some(b)) => {
            gazetteer.kind(other.candidate.place) == gazetteer.kind(best.candidate.place)
                && a.distance_m(b) <= SAME_SPOT_M
        }
        _ => other.candidate.place == best.candidate.place,
    };
    let weight = |other: &&Weighed| (other.total - best.total).exp();
    let twins: f64 = weighed.iter().filter(|other| is_twin(other)).map(|other| weight(&other)).sum();
    twins / weighed.iter().map(|other| weight(&other)).sum::<f64>()
}

/// What the document says around one name.
struct Around<'c> {
    named_for: Option<&'c NamedArea>,
    units: UnitsAround<'c>,
    axes: &'c [StatedAxis],
}

impl<'c> Around<'c> {
    fn of(at: usize, context: &'c Context) -> Around<'c> {
        let spot = context.spots[at];
        Around {
            named_for: context.named_for[at].map(|area| &context.areas[area]),
            units: context.units_around(spot),
            axes: context.axes_around(spot),
        }
    }
}

/// What speaks for a candidate apart from the other names' candidates.
fn alone(candidate: Candidate, around: &Around<'_>, front: &mut Front<'_>, reference: Reference<'_>) -> Weighed {
    let Reference { gazetteer, settings, .. } = reference;
    let place = candidate.place;
    let Still { sphere, magnitude } = reference.stills.of(place, gazetteer);
    let mut weighed = Weighed { candidate, parts: [("", 0.0); MOST_PARTS], told: 0, sphere, total: 0.0 };
    weighed.add("form", -settings.form * f64::from(candidate.form as u8));
    weighed.add("population", settings.population * magnitude);
    let kind = gazetteer.kind(place);
    if let Some(sphere) = sphere.filter(|_| matches!(kind, Kind::Settlement | Kind::Hromada | Kind::Raion)) {
        weighed.add("front", front.weight(place, sphere));
    }
    if kind == Kind::Settlement && gazetteer.id(place).starts_with("gn") {
        weighed.add("abroad", -settings.abroad);
    }
    if kind == Kind::Oblast || kind == Kind::Country {
        weighed.add("unit", settings.unit);
    }
    let (part, weight) = area(place, around, reference);
    weighed.add(part, weight);
    weighed.add("axis", axis(&weighed, around.axes, settings));
    weighed
}

/// How the districts and regions named around a name speak for a candidate.
fn area(place: PlaceId, around: &Around<'_>, reference: Reference<'_>) -> (&'static str, f64) {
    let Reference { gazetteer, settings, .. } = reference;
    let units = &around.units;
    if around.named_for.is_none() && units.document.is_empty() {
        return ("area", 0.0);
    }
    let within = [gazetteer.admin1(place), gazetteer.admin2(place), gazetteer.admin3(place)];
    let mut within = within.into_iter().flatten();
    if let Some(area) = around.named_for {
        let is_in = within.any(|unit| area.units.contains(&unit));
        return (
            "area named for it",
            if is_in { settings.area_named_for_it } else { -settings.area_named_for_it / 2.0 },
        );
    }
    let has = |units: &[(usize, PlaceId)], unit: &PlaceId| units.binary_search_by_key(unit, |pair| pair.1).is_ok();
    // The nearest list that has one of the units decides.
    let nearness = |unit: PlaceId| {
        if units.document.binary_search(&unit).is_err() {
            0
        } else if has(units.sentence, &unit) {
            3
        } else if has(units.paragraph, &unit) || has(units.sentence_before, &unit) {
            2
        } else {
            1
        }
    };
    match within.map(nearness).max() {
        Some(3) => ("area in sentence", settings.area_in_sentence),
        Some(2) => ("area in paragraph", settings.area_in_paragraph),
        Some(1) => ("area in document", settings.area_in_document),
        _ => ("area", 0.0),
    }
}

/// The pull of the axis stated nearest to the name, in its paragraph or as the heading of it.
fn axis(weighed: &Weighed, stated: &[StatedAxis], settings: &Settings) -> f64 {
    let Some(sphere) = weighed.sphere else { return 0.0 };
    let towns = stated.iter().flat_map(|axis| &axis.towns);
    let pull = towns.map(|town| fade(sphere, *town, settings.neighbour_reach_m));
    settings.axis * pull.fold(0.0, f64::max)
}

/// 1 on the spot, a third at `reach_m`, nothing beyond ten times that.
fn fade(a: [f64; 3], b: [f64; 3], reach_m: f64) -> f64 {
    let reaches = MEAN_RADIUS_M / reach_m;
    let squared = chord_squared(a, b) * reaches * reaches;
    if squared > 100.0 { 0.0 } else { (-squared.sqrt()).exp() }
}

fn chord_squared(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(&b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// For each candidate the pulls of the other names: those of its sentence, and those of the whole document.
fn company(
    weighed: &[Vec<Weighed>],
    mentions: &[Mention],
    context: &Context,
    settings: &Settings,
) -> Vec<Vec<(f64, f64)>> {
    let is_ground = |at: usize| {
        let is_large = matches!(mentions[at].kind, Kind::Country | Kind::Oblast);
        !weighed[at].is_empty() && !is_large && !mentions[at].is_embedded
    };
    let shares: Vec<Vec<f64>> = weighed.iter().map(|own| shares(own)).collect();
    (0..weighed.len())
        .map(|at| {
            if weighed[at].len() < 2 {
                return vec![(0.0, 0.0); weighed[at].len()];
            }
            let around = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(weighed.len());
            let others: Vec<usize> = around
                .filter(|other| *other != at && is_ground(*other) && !is_same_name(&weighed[at], &weighed[*other]))
                .collect();
            weighed[at]
                .iter()
                .map(|own| {
                    let Some(sphere) = own.sphere else { return (0.0, 0.0) };
                    let pull_of = |other: usize| pull(sphere, &weighed[other], &shares[other], settings);
                    let mut near: Vec<f64> = Vec::with_capacity(others.len());
                    let mut far = 0.0_f64;
                    for other in &others {
                        if context.spots[*other].sentence == context.spots[at].sentence {
                            near.push(pull_of(*other));
                        } else {
                            far = far.max(pull_of(*other));
                        }
                    }
                    near.sort_by(|a, b| b.total_cmp(a));
                    let heard = near.len().clamp(1, LOUDEST);
                    let near: f64 = near.iter().take(heard).sum::<f64>() / heard as f64;
                    (settings.neighbours * near, settings.company * far)
                })
                .collect()
        })
        .collect()
}

/// Two tellings of one name say nothing of one another.
fn is_same_name(a: &[Weighed], b: &[Weighed]) -> bool {
    a.iter().any(|one| b.iter().any(|other| other.candidate.place == one.candidate.place))
}

fn pull(sphere: [f64; 3], other: &[Weighed], shares: &[f64], settings: &Settings) -> f64 {
    other
        .iter()
        .zip(shares)
        .take(NEIGHBOUR_CANDIDATES)
        .filter_map(|(candidate, share)| {
            Some(fade(sphere, candidate.sphere?, settings.neighbour_reach_m) * share.sqrt())
        })
        .fold(0.0, f64::max)
}

fn shares(weighed: &[Weighed]) -> Vec<f64> {
    let Some(best) = weighed.first().map(|first| first.total) else { return Vec::new() };
    let weights: Vec<f64> = weighed.iter().map(|other| (other.total - best).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}
