//! Knows the sentences that only sum up what others tell: headings, leads and totals.

use std::collections::HashSet;

use crate::code::clauses::Clause;
use crate::code::draft::{Draft, Here};
use crate::code::{Text, places};
use crate::model::{Counts, EventType, Kind, Modality, Place, Polarity, Role, TypeClass};
use crate::text::{Sentence, Shape};

/// The drafts apart from those that sum up others, and these: a region told of without a number, where the text tells
/// the same of places inside it, and "villages near" a town, where it names the villages.
pub(super) fn parted(text: Text<'_>, drafts: Vec<Draft>) -> (Vec<Draft>, Vec<Draft>) {
    let is_near = |draft: &Draft| draft.sites.iter().all(|site| places::location(text, *site).role == Role::Near);
    let takes = |draft: &Draft| draft.event_type == EventType::Capture && !draft.sites.is_empty();
    let names_villages = drafts.iter().any(|draft| takes(draft) && !is_near(draft));
    // A region's seat bears its name: what is told of the one is no detail of the other.
    let details = |draft: &Draft| {
        let places: Vec<&Place> = draft.sites.iter().map(|site| places::place(text, *site)).collect();
        let class = draft.event_type.class();
        let inside = places.into_iter().filter(|place| !place.admin1.starts_with(&place.name));
        inside.map(|place| (class, place.admin1.as_str())).collect::<Vec<_>>()
    };
    let is_told = |draft: &&Draft| draft.modality == Modality::Asserted && draft.polarity == Polarity::Affirmed;
    let detailed: HashSet<(TypeClass, &str)> = drafts.iter().filter(is_told).flat_map(details).collect();
    let is_detailed = |draft: &Draft, site: &usize| {
        let place = places::place(text, *site);
        let is_wide = matches!(place.kind, Kind::Oblast | Kind::Region);
        (is_wide, detailed.contains(&(draft.event_type.class(), place.name.as_str())))
    };
    let is_lead = |draft: &Draft| {
        let sites: Vec<(bool, bool)> = draft.sites.iter().map(|site| is_detailed(draft, site)).collect();
        let sums_region =
            draft.counts.is_empty() && sites.iter().all(|(is_wide, _)| *is_wide) && sites.iter().any(|(_, told)| *told);
        sums_region || (takes(draft) && is_near(draft) && names_villages)
    };
    let leads: Vec<bool> = drafts.iter().map(is_lead).collect();
    let (leads, told): (Vec<_>, Vec<_>) = drafts.into_iter().zip(leads).partition(|(_, is_lead)| *is_lead);
    let drafts = |of: Vec<(Draft, bool)>| of.into_iter().map(|(draft, _)| draft).collect();
    (drafts(told), drafts(leads))
}

/// Whether a clause only sums what others tell: a heading about a region or an axis, or an attack on one without a
/// number.
pub(super) fn is_summary(
    text: Text<'_>,
    clause: &Clause<'_>,
    sites: &[usize],
    counts: &Counts,
    here: Here<'_>,
) -> bool {
    let sentence = here.sentence;
    let is_wide = sites.iter().all(|site| matches!(places::place(text, *site).kind, Kind::Oblast | Kind::Region));
    let last = &text.marked.tokens[sentence.tokens.end - 1];
    let is_ended = matches!(last.shape, Shape::Mark('.' | '!' | '?' | '…' | ';' | ':')) || last.is_quote();
    let is_heading = !is_ended && is_alone(text, here);
    let is_ground = clause.trigger.event_type.class() == TypeClass::Assault
        && !matches!(clause.trigger.event_type, EventType::Incursion | EventType::Sabotage);
    let is_at_front = sites.iter().all(|site| places::place(text, *site).country == "UA");
    is_wide && (is_heading || (is_ground && is_at_front && counts.is_empty()))
}

/// Whether a sentence is a paragraph by itself.
fn is_alone(text: Text<'_>, here: Here<'_>) -> bool {
    let sentences = &text.marked.sentences;
    let is_apart = |other: Option<&Sentence>| other.is_none_or(|other| other.paragraph != here.sentence.paragraph);
    is_apart(here.number.checked_sub(1).and_then(|before| sentences.get(before)))
        && is_apart(sentences.get(here.number + 1))
}
