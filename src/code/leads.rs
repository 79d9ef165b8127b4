//! Knows the sentences that only sum up what others tell: headings, leads and totals.

use std::collections::{BTreeSet, HashMap};

use crate::code::draft::{Draft, Here};
use crate::code::{Text, places};
use crate::model::{Counted, Counts, EventType, Kind, Modality, Polarity, Role, TypeClass};
use crate::text::{Sentence, Shape};

/// The drafts apart from those that sum up others, and these: a region told of without a number, or with the number of
/// its villages, or with the sum of their numbers, where the text tells the same of places inside it; and "villages
/// near" a town, where it names the villages.
pub(super) fn parted(text: Text<'_>, drafts: Vec<Draft>) -> (Vec<Draft>, Vec<Draft>) {
    let is_near = |draft: &Draft| draft.sites.iter().all(|site| places::location(text, *site).role == Role::Near);
    let takes = |draft: &Draft| draft.event_type == EventType::Capture && !draft.sites.is_empty();
    let names_villages = drafts.iter().any(|draft| takes(draft) && !is_near(draft));
    let details = details(text, &drafts);
    let is_lead =
        |draft: &Draft| sums_region(text, draft, &details) || (takes(draft) && is_near(draft) && names_villages);
    let leads: Vec<bool> = drafts.iter().map(is_lead).collect();
    let (leads, told): (Vec<_>, Vec<_>) = drafts.into_iter().zip(leads).partition(|(_, is_lead)| *is_lead);
    let drafts = |of: Vec<(Draft, bool)>| of.into_iter().map(|(draft, _)| draft).collect();
    (drafts(told), drafts(leads))
}

/// For each class and region how often the text tells of places inside it, and the attacks that it counts there.
type Details<'t> = HashMap<(TypeClass, &'t str), (usize, u32)>;

/// Details from which on a number of a whole region is their total.
const MANY_DETAILS: usize = 3;

fn details<'t>(text: Text<'t>, drafts: &[Draft]) -> Details<'t> {
    let mut details = Details::new();
    for draft in drafts {
        if draft.modality != Modality::Asserted || draft.polarity != Polarity::Affirmed {
            continue;
        }
        let attacks = draft.counts.get(&Counted::Attacks).map_or(0, |count| count.best);
        // A region's seat bears its name: what is told of the one is no detail of the other.
        let inside = draft.sites.iter().map(|site| places::place(text, *site));
        let regions: BTreeSet<&str> =
            inside.filter(|place| !place.admin1.starts_with(&place.name)).map(|place| place.admin1.as_str()).collect();
        for region in regions {
            let (tellings, sum) = details.entry((class(draft), region)).or_default();
            *tellings += 1;
            *sum = sum.saturating_add(attacks);
        }
    }
    details
}

/// A border is crossed into a region: fighting inside it tells something else.
fn class(draft: &Draft) -> TypeClass {
    match draft.event_type {
        EventType::Incursion | EventType::Sabotage => TypeClass::Alone(draft.event_type),
        event_type => event_type.class(),
    }
}

fn sums_region(text: Text<'_>, draft: &Draft, details: &Details<'_>) -> bool {
    let sites = || draft.sites.iter().map(|site| places::place(text, *site));
    let told = sites().filter_map(|place| details.get(&(class(draft), place.name.as_str()))).copied().max();
    let is_wide = sites().all(|place| matches!(place.kind, Kind::Oblast | Kind::Region));
    let attacks = draft.counts.get(&Counted::Attacks);
    let is_sum = told.is_some_and(|(tellings, sum)| match attacks {
        Some(count) => count.best == sum || (tellings >= MANY_DETAILS && count.best > sum),
        None => tellings >= MANY_DETAILS,
    });
    is_wide && told.is_some() && (draft.counts.is_empty() || draft.is_over_many || is_sum)
}

/// Gives what a text counts on an axis to the places that the next sentence names there: "the enemy attacked 23 times.
/// He pressed on at A, B and C."
pub(super) fn with_axis_counts(mut drafts: Vec<Draft>) -> Vec<Draft> {
    for at in (1..drafts.len()).rev() {
        let (head, detail) = (&drafts[at - 1], &drafts[at]);
        let is_head = head.sites.is_empty() && !head.counts.is_empty();
        let goes_on = detail.sentence == head.sentence + 1 && detail.axis == head.axis;
        let is_alike = detail.event_type.class() == head.event_type.class();
        if is_head && goes_on && is_alike && !detail.sites.is_empty() && detail.counts.is_empty() {
            let head = drafts.remove(at - 1);
            drafts[at - 1].counts = head.counts;
        }
    }
    drafts
}

/// Whether a happening only sums what others tell: a heading about a region or an axis, or an attack on the ground on
/// one without a number.
pub(super) fn is_summary(
    text: Text<'_>,
    event_type: EventType,
    sites: &[usize],
    counts: &Counts,
    here: Here<'_>,
) -> bool {
    let sentence = here.sentence;
    let is_wide = sites.iter().all(|site| matches!(places::place(text, *site).kind, Kind::Oblast | Kind::Region));
    let last = &text.marked.tokens[sentence.tokens.end - 1];
    let is_ended = matches!(last.shape, Shape::Mark('.' | '!' | '?' | '…' | ';' | ':')) || last.is_quote();
    // A message may be nothing but a headline: then nothing else tells it.
    let has_body = text.marked.sentences.len() > here.number + 1;
    let is_heading = has_body && !is_ended && is_alone(text, here);
    let is_ground =
        event_type.class() == TypeClass::Assault && !matches!(event_type, EventType::Incursion | EventType::Sabotage);
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
