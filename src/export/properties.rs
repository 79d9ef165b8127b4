//! The flat properties of an event, the same for every feature, named as DESIGN names them.

use std::collections::BTreeSet;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::export::Versions;
use crate::export::features::{corner, rounded};
use crate::export::numbers::{Told, told};
use crate::model::{Claimant, Counted, Event, Polarity, Quotation, Report, Side};

/// Serialises as one flat object that has every property, null where nobody knows; lists hold only texts, so that a
/// desktop GIS takes each for one column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Properties<'a> {
    /// The event.
    pub(super) event: &'a Event,
    /// What made it.
    pub(super) versions: &'a Versions,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        what_and_when(&mut map, self.event)?;
        place(&mut map, self.event.best())?;
        actors(&mut map, self.event.best())?;
        claim(&mut map, self.event)?;
        numbers(&mut map, self.event)?;
        sources(&mut map, self.event)?;
        map.serialize_entry("rule", &self.event.best().rule)?;
        map.serialize_entry("confidence", &rounded(self.event.best().confidence, 3))?;
        map.serialize_entry("version", &self.versions.program)?;
        map.serialize_entry("gazetteer_version", &self.versions.gazetteer)?;
        map.serialize_entry("axes_version", &self.versions.axes)?;
        map.serialize_entry("lexicon_version", &self.versions.lexicon)?;
        map.end()
    }
}

fn what_and_when<M: SerializeMap>(map: &mut M, event: &Event) -> Result<(), M::Error> {
    let best = event.best();
    map.serialize_entry("id", &event.id)?;
    map.serialize_entry("type", best.event_type.code())?;
    map.serialize_entry("outcome", best.outcome.code())?;
    map.serialize_entry("date_start", &best.when.start)?;
    map.serialize_entry("date_end", &best.when.end)?;
    map.serialize_entry("date_precision", best.when.precision.code())?;
    map.serialize_entry("date_basis", best.when.basis.code())
}

fn place<M: SerializeMap>(map: &mut M, best: &Report) -> Result<(), M::Error> {
    let (location, place) = (&best.location, &best.location.place);
    let point = location.position().map(corner);
    map.serialize_entry("place_id", &place.id)?;
    map.serialize_entry("place_name", &place.name)?;
    map.serialize_entry("place_name_uk", &said(&place.name_uk))?;
    map.serialize_entry("place_name_ru", &said(&place.name_ru))?;
    map.serialize_entry("admin1", &said(&place.admin1))?;
    map.serialize_entry("admin2", &said(&place.admin2))?;
    map.serialize_entry("country", &said(&place.country))?;
    map.serialize_entry("longitude", &point.map(|[longitude, _]| longitude))?;
    map.serialize_entry("latitude", &point.map(|[_, latitude]| latitude))?;
    map.serialize_entry("role", &location.role)?;
    map.serialize_entry("precision", &location.precision)?;
    map.serialize_entry("uncertainty_m", &rounded(location.uncertainty_m, 0))?;
    map.serialize_entry("axis", &best.axis)?;
    map.serialize_entry("axis_basis", best.axis_basis.code())
}

fn actors<M: SerializeMap>(map: &mut M, best: &Report) -> Result<(), M::Error> {
    map.serialize_entry("initiator", best.initiator.side.code())?;
    map.serialize_entry("initiator_words", &said(&best.initiator.words))?;
    map.serialize_entry("target", best.target.side.code())?;
    map.serialize_entry("target_words", &said(&best.target.words))
}

/// Everybody who says anything of the event, in three lists of the same length: who, of which side, yes or no.
fn claim<M: SerializeMap>(map: &mut M, event: &Event) -> Result<(), M::Error> {
    let claims = claims(event);
    let names: Vec<&str> = claims.iter().map(|(claimant, _)| claimant.name.as_str()).collect();
    let sides: Vec<&str> = claims.iter().map(|(claimant, _)| claimant.side.code()).collect();
    let polarities: Vec<&str> = claims.iter().map(|(_, polarity)| polarity.code()).collect();
    map.serialize_entry("claimants", &names)?;
    map.serialize_entry("claimant_sides", &sides)?;
    map.serialize_entry("claimant_polarities", &polarities)?;
    map.serialize_entry("polarity", event.best().polarity.code())?;
    map.serialize_entry("modality", event.best().modality.code())?;
    map.serialize_entry("status", event.status.code())
}

/// Each once, in the order of the reports.
fn claims(event: &Event) -> Vec<(&Claimant, Polarity)> {
    let all =
        event.reports.iter().flat_map(|report| report.claimants.iter().map(|claimant| (claimant, report.polarity)));
    let mut seen = BTreeSet::new();
    all.filter(|claim| seen.insert(*claim)).collect()
}

/// To sum a layer: each number once for its `group_id`, except those that `own_counts` names, which are the event's own.
fn numbers<M: SerializeMap>(map: &mut M, event: &Event) -> Result<(), M::Error> {
    let mut own: Vec<&str> = Vec::new();
    for &counted in Counted::ALL {
        let [best, low, high] = keys(counted);
        let told = told(event, counted);
        let count = told.map(|Told { count, .. }| count);
        map.serialize_entry(best, &count.map(|count| count.best))?;
        map.serialize_entry(low, &count.map(|count| count.low))?;
        map.serialize_entry(high, &count.and_then(|count| count.high))?;
        if told.is_some_and(|told| told.is_own) {
            own.push(best);
        }
    }
    map.serialize_entry("own_counts", &own)?;
    map.serialize_entry("scope", event.best().scope.code())?;
    map.serialize_entry("group_id", &event.best().group_id)
}

/// The names of a number's three columns.
fn keys(counted: Counted) -> [&'static str; 3] {
    match counted {
        Counted::Attacks => ["attacks", "attacks_low", "attacks_high"],
        Counted::Munitions => ["munitions", "munitions_low", "munitions_high"],
        Counted::Killed => ["killed", "killed_low", "killed_high"],
        Counted::Wounded => ["wounded", "wounded_low", "wounded_high"],
        Counted::Captured => ["captured", "captured_low", "captured_high"],
        Counted::Evacuated => ["evacuated", "evacuated_low", "evacuated_high"],
        Counted::Downed => ["downed", "downed_low", "downed_high"],
    }
}

/// The best report's source in columns of its own, those of the others in lists of the same length.
fn sources<M: SerializeMap>(map: &mut M, event: &Event) -> Result<(), M::Error> {
    let best = &event.best().quotation;
    map.serialize_entry("n_reports", &event.reports.len())?;
    map.serialize_entry("n_sources", &distinct_sources(event))?;
    map.serialize_entry("n_sides", &distinct_sides(event))?;
    map.serialize_entry("quote", &best.text)?;
    map.serialize_entry("source", &best.publisher)?;
    map.serialize_entry("url", &best.url)?;
    map.serialize_entry("published", &best.published.map(|published| published.date))?;
    map.serialize_entry("published_time", &best.published.and_then(|published| published.time))?;
    map.serialize_entry("sha256", &best.sha256)?;
    map.serialize_entry("document", &best.document)?;
    map.serialize_entry("other_documents", &others(event, |other| &other.document))?;
    map.serialize_entry("other_sources", &others(event, |other| other.publisher.as_deref().unwrap_or("")))?;
    map.serialize_entry("other_urls", &others(event, |other| other.url.as_deref().unwrap_or("")))?;
    map.serialize_entry("other_quotes", &others(event, |other| &other.text))
}

/// One text of each report but the best; an empty one where nobody knows, since a list has no null in a GIS.
fn others<'a>(event: &'a Event, text: impl Fn(&'a Quotation) -> &'a str) -> Vec<&'a str> {
    event.reports.iter().skip(1).map(|report| text(&report.quotation)).collect()
}

/// Publishers; a document whose publisher is not known counts as one of its own.
fn distinct_sources(event: &Event) -> usize {
    let source = |report: &'_ Report| match &report.quotation.publisher {
        Some(publisher) => (true, publisher.clone()),
        None => (false, report.quotation.sha256.clone()),
    };
    event.reports.iter().map(source).collect::<BTreeSet<_>>().len()
}

/// Sides that say anything of it; a speaker of no known side adds none.
fn distinct_sides(event: &Event) -> usize {
    let claimants = event.reports.iter().flat_map(|report| &report.claimants);
    claimants.map(|claimant| claimant.side).filter(|side| *side != Side::Unknown).collect::<BTreeSet<_>>().len()
}

/// A text as itself; none for an empty one, which nobody said.
fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
