//! Weighs the candidates of every name: what each brings by itself, and how well it fits the places around it.

use jiff::civil::Date;

use crate::gazetteer::Gazetteer;
use crate::model::{Candidate, Form, Kind, MEAN_RADIUS_M, Mention, Part, Parts, PlaceId, Side};
use crate::resolve::company::{self, Pulls};
use crate::resolve::context::{Context, NamedArea, StatedAxis, UnitsAround};
use crate::resolve::stills::Still;
use crate::resolve::{Reference, Settings, owners};

/// Candidates of one name that take part in the weighing; the likeliest by themselves.
const MOST_CANDIDATES: usize = 40;
/// Factors of ten in the population from which on a place counts as a city; one more, and it is one in full.
const CITY_FROM: f64 = 4.0;
/// Metres from every town of a stated axis beyond which a place cannot be on it.
const OFF_AXIS_M: f64 = 150_000.0;

/// A candidate with the parts of its score.
#[derive(Debug, Clone)]
pub(super) struct Weighed<'r> {
    pub candidate: Candidate,
    pub parts: Parts,
    pub still: &'r Still,
    pub total: f64,
    /// The square root of its share among the candidates of its name, before the other names are heard.
    pub root_of_share: f64,
}

impl Weighed<'_> {
    /// The sum of the parts.
    pub(super) fn score(&self) -> f64 {
        self.total
    }

    /// What the places around it bring.
    pub(super) fn support(&self) -> f64 {
        let around = [Part::AreaNamedForIt, Part::AreaInSentence, Part::Axis, Part::Neighbours, Part::Company];
        around.into_iter().map(|part| self.parts.get(part)).sum()
    }

    /// Whether it lies outside the region that the text names for it.
    fn is_outside(&self) -> bool {
        self.parts.get(Part::AreaNamedForIt) < 0.0
    }

    fn add(&mut self, part: Part, weight: f64) {
        self.parts = self.parts.with(part, weight);
        self.total += weight;
    }
}

/// Whether even the likeliest place lies outside the region that is named for it. A city, and what lies in a city that is
/// a first-level unit by itself, is often told by the region around it.
pub(super) fn is_elsewhere(best: &Weighed, mention: &Mention, reference: Reference<'_>) -> bool {
    let gazetteer = reference.gazetteer;
    let is_district = matches!(mention.kind, Kind::Raion | Kind::Hromada);
    let is_of_city = best.still.within[0].is_none_or(|unit| gazetteer.class(unit) == "city");
    let is_city = is_of_city || best.still.magnitude >= CITY_FROM + 1.0;
    match best.still.kind {
        Kind::Settlement => best.is_outside() && (is_district || !is_city),
        Kind::Raion | Kind::Hromada => best.is_outside() && is_district,
        _ => false,
    }
}

/// The candidates of each mention, best first.
pub(super) fn weigh<'r>(mentions: &[Mention], context: &Context, reference: Reference<'r>) -> Vec<Vec<Weighed<'r>>> {
    let settings = reference.settings;
    let mut weighed: Vec<Vec<Weighed>> = mentions
        .iter()
        .enumerate()
        .map(|(at, mention)| {
            let around = Around::of(at, mention, context, reference);
            let mut own: Vec<Weighed> =
                mention.candidates.iter().map(|candidate| alone(*candidate, &around, reference)).collect();
            sort(&mut own);
            let most = settings.neighbours + settings.company;
            let best = own.first().map_or(0.0, Weighed::score);
            own.retain(|candidate| candidate.score() + most >= best);
            own.truncate(MOST_CANDIDATES);
            share(&mut own);
            own
        })
        .collect();
    let pulls = company::pulls(&weighed, mentions, context, reference.settings);
    for (candidate, Pulls { neighbours, company }) in weighed.iter_mut().flatten().zip(pulls) {
        candidate.add(Part::Neighbours, neighbours);
        candidate.add(Part::Company, company);
    }
    weighed.iter_mut().for_each(|own| sort(own));
    weighed
}

fn sort(weighed: &mut [Weighed]) {
    weighed.sort_by(|a, b| b.total.total_cmp(&a.total).then(a.candidate.place.cmp(&b.candidate.place)));
}

/// The share of the first and of those that stand on the same spot (a village and its doubled row) among all.
pub(super) fn share_of_spot(weighed: &[Weighed], gazetteer: &Gazetteer) -> f64 {
    const SAME_SPOT_M: f64 = 4_000.0;
    let best = &weighed[0];
    let position = |weighed: &Weighed| gazetteer.position(weighed.candidate.place);
    let is_twin = |other: &Weighed| match (best.still.sphere, other.still.sphere) {
        // The chord is shorter than the way on the ground: most are too far already by it.
        (Some(a), Some(b)) if chord_squared(a, b) > (SAME_SPOT_M / MEAN_RADIUS_M).powi(2) * (1.0 + 1e-9) => false,
        (Some(_), Some(_)) if other.still.kind != best.still.kind => false,
        (Some(_), Some(_)) => {
            position(best).zip(position(other)).is_some_and(|(best, other)| best.distance_m(other) <= SAME_SPOT_M)
        }
        _ => other.candidate.place == best.candidate.place,
    };
    let weight = |other: &&Weighed| (other.total - best.total).exp();
    let twins: f64 = weighed.iter().filter(|other| is_twin(other)).map(|other| weight(&other)).sum();
    twins / weighed.iter().map(|other| weight(&other)).sum::<f64>()
}

/// What the document says around one name.
struct Around<'c> {
    day: Option<Date>,
    named_for: Option<&'c NamedArea>,
    units: UnitsAround<'c>,
    axes: &'c [StatedAxis],
    state: Option<PlaceId>,
    owner: Option<Side>,
    /// The region is told right behind the name, not at the end of a list.
    is_told_of: bool,
    /// A city bears the name.
    is_city: bool,
    /// A region or a state bears it: «над Крымом, над Ростовской областью» tells of no village Крым.
    is_unit: bool,
}

impl<'c> Around<'c> {
    fn of(at: usize, mention: &Mention, context: &'c Context, reference: Reference<'_>) -> Around<'c> {
        let spot = context.spots[at];
        let still = |candidate: &Candidate| reference.stills.of(candidate.place, reference);
        let is_city = |candidate: &Candidate| {
            let still = still(candidate);
            candidate.form == Form::Name && still.kind == Kind::Settlement && still.magnitude > CITY_FROM + 1.0
        };
        let is_unit = |candidate: &Candidate| {
            let is_known = matches!(candidate.form, Form::Name | Form::Other);
            is_known && matches!(still(candidate).kind, Kind::Oblast | Kind::Country)
        };
        Around {
            day: context.day,
            named_for: context.named_for[at].map(|area| &context.areas[area]),
            units: context.units_around(spot),
            axes: context.axes_around(spot),
            state: context.states[at],
            is_told_of: context.is_told_of[at],
            owner: context.owners[at],
            is_city: mention.candidates.iter().any(is_city),
            is_unit: mention.candidates.iter().any(is_unit),
        }
    }
}

/// A candidate as it stands without the other names.
fn alone<'r>(candidate: Candidate, around: &Around<'_>, reference: Reference<'r>) -> Weighed<'r> {
    let settings = reference.settings;
    let still = reference.stills.of(candidate.place, reference);
    let mut weighed = Weighed { candidate, parts: Parts::default(), still, total: 0.0, root_of_share: 1.0 };
    let is_unit = still.kind == Kind::Oblast || still.kind == Kind::Country;
    // «Крым» is as good a name of it as the one with its noun.
    let is_everyday = is_unit && candidate.form == Form::Other;
    weighed.add(Part::Form, if is_everyday { 0.0 } else { -settings.form(candidate.form) });
    weighed.add(Part::Population, settings.population * still.magnitude);
    let city = (still.magnitude - CITY_FROM).clamp(0.0, 1.0);
    if still.kind == Kind::Settlement && city > 0.0 {
        weighed.add(Part::City, settings.city * city);
    }
    weighed.add(Part::Front, front(candidate.place, still, around.day, reference));
    if still.is_abroad {
        weighed.add(Part::Abroad, -settings.abroad);
    }
    if is_unit {
        weighed.add(Part::Unit, settings.unit);
    }
    if let Some(state) = around.state {
        let is_in = reference.gazetteer.country(candidate.place) == reference.gazetteer.country(state);
        weighed.add(Part::AreaNamedForIt, settings.area_named_for_it * if is_in { 1.0 } else { -0.5 });
    } else if let Some((part, weight)) = area(still, around, settings) {
        weighed.add(part, weight);
    }
    weighed.add(Part::Axis, axis(still, around.axes, settings));
    if let Some((side, day)) = around.owner.zip(around.day)
        && owners::is_across(candidate.place, still, side, (reference.gazetteer, reference.axes, day))
    {
        weighed.add(Part::Ground, -settings.across);
    }
    weighed
}

/// The pull of the front of that day, or of a border where that pulls more strongly: at a border there is less fighting, and
/// none where the ground on its other side is held by the same army.
fn front(place: PlaceId, still: &Still, day: Option<Date>, reference: Reference<'_>) -> f64 {
    let Reference { gazetteer, axes, settings, stills } = reference;
    let pull = |chord: f64| (-MEAN_RADIUS_M * chord / settings.front_reach_m).exp();
    let front = settings.front * still.front(day).map_or(0.0, pull);
    let border = settings.border * still.border(day).map_or(0.0, pull);
    if border <= front {
        return front;
    }
    let faced = if gazetteer.country(place) == "UA" { None } else { stills.faced(still, gazetteer) };
    let is_quiet = faced.is_some_and(|raion| axes.holder(gazetteer.id(raion), day) == Some(Side::Russia));
    if is_quiet { front } else { border }
}

/// How the districts and regions named around a name speak for a candidate.
fn area(still: &Still, around: &Around<'_>, settings: &Settings) -> Option<(Part, f64)> {
    let units = &around.units;
    let mut within = still.within.into_iter().flatten();
    if let Some(area) = around.named_for {
        let is_in = within.any(|unit| area.units.contains(&unit));
        let weight = settings.area_named_for_it / if is_in { 1.0 } else { -2.0 };
        // The region at the end of a list of towns tells less of the cities among them: «Київ, Дніпро та Березанка Миколаївської області».
        let is_of_list = around.is_city && !around.is_told_of;
        let weight = if is_of_list { weight.max(0.0) / 2.0 } else { weight };
        return Some((Part::AreaNamedForIt, weight));
    }
    if units.document.is_empty() || around.is_unit && still.kind == Kind::Settlement {
        return None;
    }
    let has = |units: &[(usize, PlaceId)], unit: &PlaceId| units.binary_search_by_key(unit, |pair| pair.1).is_ok();
    // The nearest list that has one of the units decides.
    let nearness = |unit: PlaceId| {
        if units.document.binary_search(&unit).is_err() {
            0
        } else if has(units.part, &unit) {
            3
        } else if has(units.sentence, &unit) || has(units.paragraph, &unit) || has(units.sentence_before, &unit) {
            2
        } else {
            1
        }
    };
    match within.map(nearness).max() {
        // Whoever means the village of a city's name says so beside the name, not somewhere in the sentence.
        Some(3) if around.is_city && still.magnitude < CITY_FROM => {
            Some((Part::AreaInSentence, settings.area_in_paragraph))
        }
        Some(3) => Some((Part::AreaInSentence, settings.area_in_sentence)),
        Some(2) => Some((Part::AreaInParagraph, settings.area_in_paragraph)),
        Some(1) => Some((Part::AreaInDocument, settings.area_in_document)),
        _ => None,
    }
}

/// The pull of the axis stated nearest to the name, in its paragraph or as the heading of it.
fn axis(still: &Still, stated: &[StatedAxis], settings: &Settings) -> f64 {
    let Some(sphere) = still.sphere else { return 0.0 };
    let towns = || stated.iter().flat_map(|axis| &axis.towns);
    let nearest = towns().map(|town| chord_squared(sphere, *town)).fold(f64::INFINITY, f64::min);
    if nearest > (OFF_AXIS_M / MEAN_RADIUS_M).powi(2) && nearest.is_finite() {
        return -settings.off_axis;
    }
    let pull = towns().map(|town| fade(sphere, *town, settings.neighbour_reach_m));
    settings.axis * pull.fold(0.0, f64::max)
}

/// 1 on the spot, a third at `reach_m`, nothing beyond ten times that.
fn fade(a: [f64; 3], b: [f64; 3], reach_m: f64) -> f64 {
    let reaches = MEAN_RADIUS_M / reach_m;
    faded(chord_squared(a, b) * reaches * reaches)
}

/// What is left over a way of which the square is given, in reaches.
pub(super) fn faded(squared: f64) -> f64 {
    if squared > 100.0 { 0.0 } else { (-squared.sqrt()).exp() }
}

pub(super) fn chord_squared(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(&b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// Tells each candidate its share among those of its name, the best of which comes first.
fn share(own: &mut [Weighed]) {
    let Some(best) = own.first().map(|first| first.total) else { return };
    own.iter_mut().for_each(|candidate| candidate.root_of_share = (candidate.total - best).exp());
    let sum: f64 = own.iter().map(|candidate| candidate.root_of_share).sum();
    own.iter_mut().for_each(|candidate| candidate.root_of_share = (candidate.root_of_share / sum).sqrt());
}
