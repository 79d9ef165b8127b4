//! Finds the places at which a clause says something happened.

use std::ops::Range;

use crate::axes::Registry;
use crate::code::Text;
use crate::lexicon::{Mark, Marked, Sense, Small};
use crate::model::{EventType, Kind, Location, Offset, Place, Position, Precision, Role, Verdict};
use crate::text::Sentence;

/// Where the names of a text stand, and which of them can be the place of a happening.
pub(super) struct Names {
    /// For each token the number of the verdicts whose names begin before it; one more for the end.
    before: Vec<u32>,
    /// For each verdict whether something can happen there.
    can_be_site: Vec<bool>,
}

impl Names {
    pub(super) fn of(marked: &Marked, verdicts: &[Verdict], axes: &Registry) -> Names {
        let mut before = Vec::with_capacity(marked.tokens.len() + 1);
        for (verdict, number) in verdicts.iter().zip(0..) {
            let start = verdict.mention().span.start;
            let next = marked.tokens.partition_point(|token| token.start as usize <= start);
            before.resize(before.len().max(next), number);
        }
        before.resize(marked.tokens.len() + 1, verdicts.len() as u32);
        let can_be_site = |location: &Location| !location.mention.is_embedded && is_theatre(axes, &location.place);
        Names {
            before,
            can_be_site: verdicts.iter().map(|verdict| verdict.location().is_some_and(can_be_site)).collect(),
        }
    }
}

/// The numbers of the verdicts whose names stand in a run of tokens.
pub(super) fn within(text: Text<'_>, tokens: Range<usize>) -> Range<usize> {
    let before = |token: usize| text.names.before[token] as usize;
    before(tokens.start)..before(tokens.end)
}

/// The places of a happening in a run of tokens: the most specific ones, without those that only tell where others lie.
/// When there is no other, what lies some way from a named place is the place.
pub(super) fn sites(text: Text<'_>, tokens: Range<usize>, event_type: EventType) -> Vec<usize> {
    // People are taken from where the fighting is, and troops driven out of it.
    let leaves = matches!(event_type, EventType::Withdrawal | EventType::Evacuation | EventType::Capture);
    let takes = |role: Role| match role {
        Role::At | Role::Near | Role::Toward => true,
        Role::From => leaves,
        Role::Context | Role::Metonym => false,
    };
    let there = within(text, tokens);
    let located = |is_site: &dyn Fn(&Location) -> bool| -> Vec<usize> {
        let is_it = |at: &usize| text.names.can_be_site[*at] && is_site(location(text, *at));
        there.clone().filter(is_it).collect()
    };
    let mut found = located(&|location| takes(location.role));
    if found.is_empty() && matches!(event_type, EventType::AssaultRepelled | EventType::GroundAssault) {
        // "Attacks from the area of A were repelled".
        found = located(&|location| location.role == Role::From);
    }
    if found.is_empty() {
        found = located(&|location| location.role == Role::Context && location.mention.offset.is_some());
    }
    if found.len() < 2 {
        return found;
    }
    let is_left = |at: &usize| location(text, *at).role == Role::From;
    let found: Vec<usize> = match event_type {
        EventType::Evacuation if found.iter().any(is_left) => found.into_iter().filter(is_left).collect(),
        _ => found,
    };
    let is_container = |at: &usize| {
        let outer = place(text, *at);
        found.iter().any(|other| other != at && contains(outer, place(text, *other)))
    };
    let has_point = found.iter().any(|at| rank(place(text, *at).kind) == 0);
    let mut sites: Vec<usize> = Vec::new();
    for at in &found {
        // What was shot down is tallied by regions and towns side by side.
        let is_coarse = has_point && rank(place(text, *at).kind) >= 2 && event_type != EventType::AirDefence;
        let is_told = sites.iter().any(|known| place(text, *known).id == place(text, *at).id);
        let is_other_end = at.checked_sub(1).is_some_and(|first| other_end(text, first).is_some());
        if !is_container(at) && !is_coarse && !is_told && !is_other_end {
            sites.push(*at);
        }
    }
    sites
}

/// Metres beyond which two places are the ends of a journey, and not what something lies between.
const FARTHEST_ENDS_M: f64 = 100_000.0;

/// The other end of what lies between a place and the next one: "between A and B".
pub(super) fn other_end(text: Text<'_>, at: usize) -> Option<&Location> {
    let point = |at: usize| -> Option<(&Location, Position)> {
        let location = text.verdicts.get(at)?.location()?;
        let is_point = matches!(location.precision, Precision::Settlement | Precision::NearSettlement);
        Some((location, location.place.position.filter(|_| is_point)?))
    };
    let (first, from) = point(at).filter(|(first, _)| first.mention.offset == Some(Offset::Between))?;
    let (other, to) = point(at + 1).filter(|(other, _)| other.place.id != first.place.id)?;
    (from.distance_m(to) <= FARTHEST_ENDS_M).then_some(other)
}

/// The numbers of the verdicts that are located and stand before a sentence, the nearest first. "The region" is the last
/// one named, whatever part it played.
pub(super) fn before(text: Text<'_>, sentence: &Sentence) -> impl Iterator<Item = usize> {
    let start = text.marked.tokens.span(sentence.tokens.clone()).start;
    let end = text.verdicts.partition_point(|verdict| verdict.mention().span.start < start);
    (0..end).rev().filter(move |at| text.verdicts[*at].location().is_some_and(|location| !location.mention.is_embedded))
}

/// Whether a sentence is nothing but names with what kinds of places they are of: "Kharkiv, Saltivskyi district."
pub(super) fn is_label(text: Text<'_>, sentence: &Sentence) -> bool {
    let is_named = |at: usize| {
        let span = text.marked.tokens.span(at..at + 1);
        within(text, at..at + 1).any(|name| text.verdicts[name].mention().span.overlaps(span))
    };
    let is_of_names = |mark: &Mark| {
        matches!(
            mark.sense,
            Sense::Head(_) | Sense::HeadOfMany(_) | Sense::Coordinator | Sense::Small(Small::JoinsClauses | Small::In)
        )
    };
    let is_word = |at: &usize| text.marked.tokens[*at].is_word();
    let mut words = sentence.tokens.clone().filter(is_word);
    words.all(|at| is_named(at) || text.marked.at(at).iter().any(is_of_names))
}

/// The number of the one town whose office or people a sentence names.
pub(super) fn office(text: Text<'_>, sentence: &Sentence) -> Option<usize> {
    let mut offices = within(text, sentence.tokens.clone()).filter(|at| {
        let located = text.verdicts[*at].location();
        located.is_some_and(|location| location.role == Role::Metonym && location.place.kind == Kind::Settlement)
    });
    offices.next().filter(|_| offices.next().is_none())
}

/// Whether a run of tokens names a place of a happening that nobody could tell: to put the happening elsewhere would be
/// wrong.
pub(super) fn names_unknown(text: Text<'_>, tokens: Range<usize>) -> bool {
    within(text, tokens).any(|at| match &text.verdicts[at] {
        Verdict::Ambiguous(mention, _) | Verdict::Unknown(mention, _) => {
            !mention.is_embedded
                && mention.kind != Kind::Axis
                && matches!(mention.role, Role::At | Role::Near | Role::Toward)
        }
        Verdict::Located(_) | Verdict::OnAxis(..) => false,
    })
}

/// Whether a run of tokens names an axis.
pub(super) fn names_axis(text: Text<'_>, tokens: Range<usize>) -> bool {
    within(text, tokens).any(|at| matches!(text.verdicts[at], Verdict::OnAxis(..)))
}

/// Whether words of a run of tokens stand for a town or villages: "the village", "took it".
pub(super) fn names_ground(text: Text<'_>, tokens: Range<usize>) -> bool {
    text.marked.marks(tokens).iter().any(|mark| {
        matches!(
            mark.sense,
            Sense::Head(Kind::Settlement) | Sense::HeadOfMany(Kind::Settlement) | Sense::Anaphor(Kind::Settlement)
        )
    })
}

/// Metres from the axes beyond which a sea or a region is not the war's.
const THEATRE_M: f64 = 500_000.0;

/// Whether a happening of this war can be placed there: in a country of the theatre, or on a sea near the front.
/// States are too large to be the place of anything.
fn is_theatre(axes: &Registry, place: &Place) -> bool {
    match place.kind {
        Kind::Country => false,
        Kind::Sea | Kind::Region | Kind::River => {
            place.position.is_some_and(|position| axes.has_town_within(position, THEATRE_M))
        }
        Kind::Settlement | Kind::Hromada | Kind::Raion | Kind::Oblast | Kind::Poi | Kind::Axis => {
            axes.is_theatre(&place.country)
        }
    }
}

/// The place of a verdict that is located.
pub(super) fn place<'t>(text: Text<'t>, at: usize) -> &'t Place {
    &location(text, at).place
}

/// The location of a verdict that is located.
pub(super) fn location<'t>(text: Text<'t>, at: usize) -> &'t Location {
    text.verdicts[at].location().expect("only located verdicts are sites")
}

/// Whether `outer` is a unit in which `inner` lies.
pub(super) fn contains(outer: &Place, inner: &Place) -> bool {
    match outer.kind {
        Kind::Oblast => outer.name == inner.admin1,
        Kind::Raion => outer.name == inner.admin2 && outer.admin1 == inner.admin1,
        Kind::Hromada => inner.kind == Kind::Settlement && outer.admin2 == inner.admin2,
        Kind::Region => rank(inner.kind) < 3,
        _ => false,
    }
}

/// The name of the region in which a place lies, or its own.
pub(super) fn region(place: &Place) -> &str {
    if place.admin1.is_empty() { &place.name } else { &place.admin1 }
}

/// 0 for points, higher for wider units.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Settlement | Kind::Poi => 0,
        Kind::Hromada | Kind::Raion => 1,
        Kind::Oblast | Kind::River | Kind::Sea | Kind::Axis => 2,
        Kind::Region | Kind::Country => 3,
    }
}
