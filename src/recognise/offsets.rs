//! Reads which way from a place something lies: "12 km west of", «за 5 км на північ від», «южнее», "between A and B".

use crate::lexicon::{Marked, Sense, Small};
use crate::model::Offset;
use crate::recognise::{Name, is_listed};
use crate::text::Shape;

/// Tokens in which the number before a unit is looked for ("5 to 7 km": the last one counts).
const NEAR: usize = 3;
/// Metres beyond which a distance tells of travel and not of where something lies.
const FARTHEST_M: f64 = 100_000.0;

/// What the words right before a name, or before the nouns of its phrase, say of a way from it.
pub(super) fn before(text: &str, marked: &Marked, name: usize, phrase: usize) -> Option<Offset> {
    let ending = |end: usize| marked.ending_at(end, |sense| matches!(sense, Sense::Compass(_)));
    let mark = ending(name).or_else(|| ending(phrase))?;
    let Sense::Compass(bearing) = mark.sense else { return None };
    let distance_m = distance_m(text, marked, mark.start);
    Some(Offset::Way { bearing_deg: f64::from(bearing), distance_m })
}

/// "Between A and B": the words right before a name, or its phrase, put something between it and the next one, which a
/// joining word parts from it.
pub(super) fn between(marked: &Marked, name: &Name, phrase: usize, next: Option<&Name>) -> Option<Offset> {
    let amid = |end: usize| marked.ending_at(end, |sense| sense == Sense::Small(Small::Amid));
    let is_joint = |at: usize| marked.at(at).iter().any(|mark| mark.sense == Sense::Coordinator);
    let next = next.filter(|next| next.sentence == name.sentence)?;
    let is_pair = is_joint(name.extent.end) && is_listed(marked, name.extent.end..next.tokens.start);
    let amid = amid(name.tokens.start).or_else(|| amid(phrase))?;
    // "The road from A to B".
    let is_way = amid.end - amid.start > 1 && next.tokens.start == name.extent.end + 1;
    (is_pair || is_way).then_some(Offset::Between)
}

fn distance_m(text: &str, marked: &Marked, end: usize) -> Option<f64> {
    let unit = marked.ending_at(end, |sense| matches!(sense, Sense::Distance(_)))?;
    let Sense::Distance(metres) = unit.sense else { return None };
    let mut before = (unit.start.saturating_sub(NEAR)..unit.start).rev();
    let number = before.find(|at| marked.tokens[*at].shape == Shape::Number)?;
    let words = text[marked.tokens[number].span().range()].replace(',', ".");
    let distance_m = words.parse::<f64>().ok()? * f64::from(metres);
    (0.0..=FARTHEST_M).contains(&distance_m).then_some(distance_m)
}
