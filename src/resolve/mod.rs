//! Decides which place each name means, weighing all the names of a document together.

mod company;
mod context;
mod owners;
mod placed;
mod score;
mod settings;
mod stills;
mod suggest;

use std::sync::Arc;

use crate::axes::{Named, Registry};
use crate::gazetteer::Gazetteer;
use crate::lexicon::Marked;
use crate::model::{Document, Form, Kind, Location, Mention, Place, PositionBasis, Precision, Role, Scored, Verdict};
use context::Context;
use score::Weighed;

pub use placed::{Settlements, placed};
pub use settings::Settings;
pub use stills::Stills;

/// Candidates that are kept to be shown.
const MOST_SHOWN: usize = 8;
/// Unknown names of one document for which the whole gazetteer is searched.
const MOST_SUGGESTED: usize = 4;

/// What the decision looks up in.
#[derive(Clone, Copy)]
pub struct Reference<'r> {
    /// Places and names.
    pub gazetteer: &'r Gazetteer,
    /// Axes with the positions of their towns.
    pub axes: &'r Registry,
    /// The weights.
    pub settings: &'r Settings,
    /// What is known of the places already; all texts may share it.
    pub stills: &'r Stills,
}

/// What each mention means, in the order of the mentions. Depends on this document alone.
pub fn verdicts(
    document: &Document,
    marked: &Marked,
    mentions: Vec<Mention>,
    reference: Reference<'_>,
) -> Vec<Verdict> {
    let context = Context::of(document, marked, &mentions, reference);
    let weighed = score::weigh(&mentions, &context, reference);
    let mut suggestions_left = MOST_SUGGESTED;
    mentions
        .into_iter()
        .zip(weighed)
        .enumerate()
        .map(|(at, (mention, weighed))| match mention.kind {
            Kind::Axis => axis_verdict(document, mention, reference),
            _ if weighed.is_empty() && suggestions_left > 0 => {
                suggestions_left -= 1;
                let suggested = suggest::alike(&document.text[mention.span.range()], &context, reference);
                Verdict::Unknown(mention, suggested)
            }
            _ if weighed.is_empty() => Verdict::Unknown(mention, Vec::new()),
            _ if context.is_told_of[at] && score::is_elsewhere(&weighed[0], &mention, reference) => {
                unfound(mention, weighed, reference)
            }
            _ => verdict(mention, weighed, reference),
        })
        .collect()
}

fn axis_verdict(document: &Document, mention: Mention, reference: Reference<'_>) -> Verdict {
    let words = &document.text[mention.span.range()];
    match reference.axes.resolve(words, document.published.map(|published| published.date)) {
        Named::One(id) => Verdict::OnAxis(mention, id.to_string()),
        Named::Several(_) => Verdict::Ambiguous(mention, Vec::new()),
        Named::None => Verdict::Unknown(mention, Vec::new()),
    }
}

/// None of the places lies in the region that the text names for it: it means one that we do not know.
fn unfound(mention: Mention, weighed: Vec<Weighed<'_>>, reference: Reference<'_>) -> Verdict {
    let scored = weighed.into_iter().take(MOST_SHOWN).map(|weighed| scored(weighed, reference.gazetteer));
    Verdict::Unknown(mention, scored.collect())
}

/// The likeliest place if it is clearly ahead. A slip must also be vouched for by the places around it.
fn verdict(mention: Mention, weighed: Vec<Weighed<'_>>, reference: Reference<'_>) -> Verdict {
    let settings = reference.settings;
    let best = &weighed[0];
    let score = best.score();
    let share = score::share_of_spot(&weighed, reference.gazetteer);
    let is_slip = best.candidate.form == Form::Slip;
    let is_vouched = !is_slip || best.support() >= settings.least_support_of_slip;
    let is_clear = share >= settings.least_share && score >= settings.least_score && is_vouched;
    let confidence = (share * (1.0 - (-(score + 3.0)).exp()).clamp(0.3, 1.0)).clamp(0.0, 0.99);
    let scored: Vec<Scored> =
        weighed.into_iter().take(MOST_SHOWN).map(|weighed| scored(weighed, reference.gazetteer)).collect();
    match (is_clear, is_slip) {
        (true, _) => Verdict::Located(location(mention, scored, confidence)),
        (false, true) => Verdict::Unknown(mention, scored),
        (false, false) => Verdict::Ambiguous(mention, scored),
    }
}

fn scored(weighed: Weighed<'_>, gazetteer: &Gazetteer) -> Scored {
    let score = weighed.score();
    let place = gazetteer.place(weighed.candidate.place);
    Scored { place, form: weighed.candidate.form, score, parts: weighed.parts }
}

fn location(mention: Mention, scored: Vec<Scored>, confidence: f64) -> Location {
    let place = Arc::clone(&scored[0].place);
    let (precision, uncertainty_m) = precision(&place, mention.role);
    let role = mention.role;
    Location { mention, place, precision, uncertainty_m, confidence, role, scored }
}

/// How exactly a name says where. The radii are the usual extents: a village 1 km, a town 3, a city of half a million 8;
/// "near" is taken as 5 km more; a hromada reaches 15 km, a raion 30, one of a city 5, an oblast 100.
fn precision(place: &Place, role: Role) -> (Precision, f64) {
    let extent_m = match place.population {
        Some(population) if population >= 300_000 => 8_000.0,
        Some(population) if population >= 20_000 => 3_000.0,
        _ => 1_000.0,
    };
    match (place.kind, place.basis) {
        (Kind::Settlement, PositionBasis::DistrictCentre) => (Precision::District, 12_000.0),
        (Kind::Settlement | Kind::Poi, _) if matches!(role, Role::Near | Role::Toward) => {
            (Precision::NearSettlement, extent_m + 5_000.0)
        }
        (Kind::Settlement | Kind::Poi, PositionBasis::Guess) => (Precision::Settlement, extent_m + 3_000.0),
        (Kind::Settlement | Kind::Poi, _) => (Precision::Settlement, extent_m),
        (Kind::Hromada, _) => (Precision::District, 15_000.0),
        // Of the raions only those of a city have a point of their own.
        (Kind::Raion, PositionBasis::Own) => (Precision::Settlement, 5_000.0),
        (Kind::Raion, _) => (Precision::District, 30_000.0),
        (Kind::Oblast | Kind::Region | Kind::River | Kind::Sea | Kind::Axis, _) => (Precision::Region, 100_000.0),
        (Kind::Country, _) => (Precision::Country, 500_000.0),
    }
}
