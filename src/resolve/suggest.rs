//! Suggestions for a name that no place has.

use crate::model::{Form, Part, Parts, Scored};
use crate::resolve::Reference;
use crate::resolve::context::Context;

/// Suggestions that are kept.
const MOST: usize = 3;

/// The settlements spelt most alike, first those inside the units that the document names. For a name beside "region"
/// or "district" the town it is named after is the best hint there is.
pub(super) fn alike(name: &str, context: &Context, reference: Reference<'_>) -> Vec<Scored> {
    let gazetteer = reference.gazetteer;
    let first_word = name.split_whitespace().next().unwrap_or(name);
    let is_near = |place| {
        let admin1 = gazetteer.admin1(place);
        admin1.is_some() && context.areas.iter().any(|area| area.units.iter().any(|unit| admin1 == Some(*unit)))
    };
    let mut found: Vec<_> = gazetteer
        .alike(first_word)
        .iter()
        .map(|(place, slips)| {
            (!is_near(*place), *slips, std::cmp::Reverse(gazetteer.population(*place).unwrap_or(0)), *place)
        })
        .collect();
    found.sort();
    let suggestion = |(_, slips, _, place)| {
        let score = -(slips as f64);
        Scored {
            place: gazetteer.place(place),
            form: Form::Slip,
            score,
            parts: Parts::default().with(Part::Letters, score),
        }
    };
    found.into_iter().take(MOST).map(suggestion).collect()
}
