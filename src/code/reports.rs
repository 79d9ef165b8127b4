//! Turns drafts into reports: one for each place, those of one list sharing their numbers.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::code::draft::Draft;
use crate::code::sureness::Told;
use crate::code::{Text, places, spots};
use crate::lexicon::Mark;
use crate::model::{
    Actor, Axis, AxisBasis, Claimant, Document, Kind, Location, Mention, Place, PositionBasis, Precision, Quotation,
    Report, Role, Scope, Source, Verdict,
};

/// The reports of the drafts, in their order.
pub(super) fn reports(text: Text<'_>, drafts: Vec<Draft>) -> Vec<Report> {
    let mut reports = Vec::with_capacity(drafts.len());
    let ids = Ids::of(text.document);
    for (number, draft) in drafts.iter().enumerate() {
        let locations = locations(text, draft);
        let group = (locations.len() > 1).then(|| ids.id(&["group", &number.to_string()]));
        for location in locations {
            reports.push(report(text, draft, location, group.as_deref(), &ids));
        }
    }
    reports
}

/// Where a draft happened: its places, or its axis as a whole.
fn locations(text: Text<'_>, draft: &Draft) -> Vec<Location> {
    if draft.sites.is_empty() {
        return axis_locations(text, draft);
    }
    draft.sites.iter().map(|site| spots::spot(text, *site)).collect()
}

/// The axes that a sentence names: ground of its own, and without a point.
fn axis_locations(text: Text<'_>, draft: &Draft) -> Vec<Location> {
    let sentence = &text.marked.sentences[draft.sentence];
    let named = places::within(text, sentence.tokens.clone()).filter_map(|at| match &text.verdicts[at] {
        Verdict::OnAxis(mention, id) => Some((mention, text.axes.get(id)?)),
        _ => None,
    });
    named.map(|(mention, axis)| axis_location(spots::bare_mention(mention), axis)).collect()
}

fn axis_location(mention: Mention, axis: &Axis) -> Location {
    let place = Place {
        id: format!("axis:{}", axis.id),
        name: format!("{} axis", axis.name),
        name_uk: String::new(),
        name_ru: String::new(),
        kind: Kind::Axis,
        country: String::new(),
        admin1: String::new(),
        admin2: String::new(),
        position: None,
        basis: PositionBasis::AreaCentre,
        population: None,
    };
    Location {
        mention,
        place: Arc::new(place),
        precision: Precision::Region,
        uncertainty_m: 50_000.0,
        confidence: 0.9,
        role: Role::At,
        scored: Vec::new(),
    }
}

fn report(text: Text<'_>, draft: &Draft, location: Location, group: Option<&str>, ids: &Ids) -> Report {
    let (axis, axis_basis) = axis(text, draft, &location);
    let sentence = &text.marked.sentences[draft.sentence];
    let span = text.marked.tokens.span(draft.tokens.clone().unwrap_or(sentence.tokens.clone()));
    let document = text.document;
    let id =
        ids.id(&[&span.start.to_string(), &draft.mark.start.to_string(), draft.event_type.code(), &location.place.id]);
    let confidence = text.grammar.sureness.of(&Told {
        event_type: draft.event_type,
        location: &location,
        initiator: draft.initiator.side,
        modality: draft.modality,
        polarity: draft.polarity,
        group,
    });
    Report {
        id,
        event_type: draft.event_type,
        outcome: draft.outcome,
        when: draft.when,
        axis,
        axis_basis,
        initiator: draft.initiator.clone(),
        target: target(draft),
        claimants: draft.claimant.clone().or_else(|| party(&document.source)).into_iter().collect(),
        polarity: draft.polarity,
        modality: draft.modality,
        counts: draft.counts.clone(),
        scope: scope(&location, group),
        group_id: group.map(str::to_string),
        quotation: Quotation::of(document, span),
        rule: rule(text, draft),
        confidence,
        location,
    }
}

/// A party to the war that publishes itself speaks for itself where nobody else is named.
fn party(source: &Source) -> Option<Claimant> {
    Some(Claimant { name: source.publisher.clone()?, side: source.side? })
}

fn scope(location: &Location, group: Option<&str>) -> Scope {
    match (location.place.kind, group) {
        (Kind::Axis, _) => Scope::Axis,
        (_, Some(_)) => Scope::PlaceList,
        (_, None) => Scope::Event,
    }
}

/// The axis that the paragraph states, else the one whose towns are near on that day.
fn axis(text: Text<'_>, draft: &Draft, location: &Location) -> (Option<String>, AxisBasis) {
    if let Some(id) = &draft.axis {
        return (Some(id.clone()), AxisBasis::Stated);
    }
    let is_point = matches!(location.precision, Precision::Settlement | Precision::NearSettlement);
    let day = draft.when.end.or(text.document.published.map(|published| published.date));
    let inferred = location
        .place
        .position
        .filter(|_| is_point)
        .zip(day)
        .and_then(|(position, day)| text.axes.infer(position, day));
    match inferred {
        Some((id, _)) => (Some(id.to_string()), AxisBasis::Inferred),
        None => (None, AxisBasis::None),
    }
}

/// Of two sides the one that does not act.
fn target(draft: &Draft) -> Actor {
    Actor { side: draft.initiator.side.other(), words: String::new() }
}

/// The trigger's words and its type, and the words by which it is no fact.
fn rule(text: Text<'_>, draft: &Draft) -> String {
    let words = |mark: Mark| quoted(&text.document.text[text.marked.tokens.span(mark.start..mark.end).range()]);
    let trigger = words(draft.mark);
    match draft.why_not {
        Some(mark) => {
            [draft.event_type.code(), " ", &trigger, ", ", draft.modality.code(), " by ", &words(mark)].concat()
        }
        None => [draft.event_type.code(), " ", &trigger].concat(),
    }
}

/// Words in quotation marks, with escapes for what nobody could see.
fn quoted(words: &str) -> String {
    let is_letter = |letter: char| matches!(letter, 'a'..='z' | 'A'..='Z' | 'Ѐ'..='ҁ' | '0'..='9' | ' ' | '-');
    if words.chars().all(is_letter) { ["\"", words, "\""].concat() } else { format!("{words:?}") }
}

/// Gives what a document tells its ids: all begin with the document's own and the hash of its text, taken up once.
struct Ids(Sha256);

impl Ids {
    fn of(document: &Document) -> Ids {
        Ids(with_parts(Sha256::new(), &[&document.id, &document.sha256]))
    }

    /// The first 16 hexadecimal digits of the SHA-256 of the parts.
    fn id(&self, parts: &[&str]) -> String {
        let digest = with_parts(self.0.clone(), parts).finalize();
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        digest.iter().take(8).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

fn with_parts(mut hasher: Sha256, parts: &[&str]) -> Sha256 {
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_as_rust_quotes_them() {
        for letter in (0..0x2100).filter_map(char::from_u32) {
            let words = format!("a {letter}");
            assert_eq!(quoted(&words), format!("{words:?}"));
        }
    }
}
