//! Each event with everything that makes it one, and what was told and is no event.

use std::fmt::Write;

use crate::Reference;
use crate::cli::explain::sentence::Sentence;
use crate::cli::explain::{indented, kilometres, labelled, names};
use crate::cli::plain::{line, plain};
use crate::cli::words;
use crate::code::{Rejected, Rejection, Total};
use crate::model::{
    AxisBasis, Count, Counts, Document, Event, Location, Modality, Omission, Polarity, Report, Scope, Span, When,
};

/// The events of a document and, apart from them, what is told and not drawn, and the words that made no event; each in
/// the order of the text.
pub(super) fn sections(
    document: &Document,
    reports: Vec<Report>,
    rejected: &[Rejected],
    reference: &Reference,
) -> String {
    let mut events = crate::dedup::events(reports);
    events.sort_by(|a, b| in_text(a).cmp(&in_text(b)));
    let (drawn, left): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|event| Omission::of(event).is_none());
    let sentence = Sentence::of(document, reference);
    let mut text = String::new();
    text.push_str(if drawn.is_empty() { "\nNo events.\n" } else { "\nEvents\n" });
    list(&drawn, &sentence, &mut text);
    if !left.is_empty() {
        text.push_str("\nTold, and not drawn\n");
        list(&left, &sentence, &mut text);
    }
    if !rejected.is_empty() {
        text.push_str("\nWords that made no event of their own\n\n");
        rejected.iter().for_each(|rejected| indented(&mut text, 3, &because(document, rejected)));
    }
    text
}

/// A day's total beside the sum of its axes.
pub(super) fn total(document: &Document, total: &Total) -> String {
    let Total { span, attacks, by_axis, axes } = total;
    let verdict = if attacks == by_axis { "the same" } else { "not the same" };
    let mut text = String::from("\nThe whole front, never drawn\n\n");
    let sum = format!("{attacks} attacks in all, {by_axis} on {axes} axes, {verdict}: ");
    indented(&mut text, 3, &(sum + &names::context(document, *span)));
    text
}

/// The words, what they tell of, and why they made no event.
fn because(document: &Document, rejected: &Rejected) -> String {
    let reason = match rejected.reason {
        Rejection::Joined => "belongs to the event before",
        Rejection::NoPlace => "no place is told",
        Rejection::UnknownPlace => "it is not known which place is named",
        Rejection::Accident => "an accident, not the war, did the harm",
        Rejection::NoGround => "what is taken is no ground",
        Rejection::Summary => "a heading, or a region or an axis without a number",
        Rejection::Lead => "sums up what the text tells place by place",
    };
    format!("{}, {reason}: {}", rejected.event_type.code(), names::context(document, rejected.span))
}

/// Places that share their numbers stay together.
fn in_text(event: &Event) -> (usize, &str, Option<&str>, Span, &str) {
    let best = event.best();
    (best.quotation.span.start, &best.rule, best.group_id.as_deref(), best.location.mention.span, &best.id)
}

/// Events at the places of one list are one entry.
fn list(events: &[Event], sentence: &Sentence<'_>, text: &mut String) {
    let is_one = |a: &Event, b: &Event| {
        let (a, b) = (a.best(), b.best());
        a.group_id.is_some() && a.group_id == b.group_id && a.counts == b.counts && a.when == b.when
    };
    for (number, group) in events.chunk_by(is_one).enumerate() {
        entry(number + 1, group, sentence, text);
    }
}

fn entry(number: usize, group: &[Event], sentence: &Sentence<'_>, text: &mut String) {
    let best = group[0].best();
    let why = Omission::of(&group[0]).map(|reason| format!(", {}", reason.code())).unwrap_or_default();
    let head = format!("{}{why}, outcome {}", best.event_type.code(), best.outcome.code());
    writeln!(text, "\n{number:>3}. {head}").expect("a string takes everything");
    for (at, event) in group.iter().enumerate() {
        labelled(text, if at == 0 { "where" } else { "" }, &place(event.best()));
    }
    labelled(text, "when", &when(best.when));
    let (initiator, target) = (&best.initiator, &best.target);
    let who = format!(
        "{} -> {}",
        words::actor(initiator.side, &line(&initiator.words)),
        words::actor(target.side, &line(&target.words))
    );
    labelled(text, "who", &who);
    if !best.counts.is_empty() {
        labelled(text, "numbers", &format!("{}, counted over {}", counts(&best.counts), scope(best.scope)));
    }
    labelled(text, "said by", &said(best));
    labelled(text, "status", group[0].status.code());
    labelled(text, "rule", &plain(&best.rule));
    indented(text, 5, &sentence.marked(group));
    for report in group.iter().flat_map(|event| &event.reports[1..]) {
        if report.quotation.span != best.quotation.span {
            indented(text, 5, &format!("told again, {}: {}", plain(&report.rule), sentence.quoted(report)));
        }
    }
}

fn place(report: &Report) -> String {
    let Location { place, role, precision, uncertainty_m, .. } = &report.location;
    let within = if place.admin1.is_empty() { String::new() } else { format!(", {}", plain(&place.admin1)) };
    let axis = match (&report.axis, report.axis_basis) {
        (Some(axis), basis) => format!("axis {} ({})", plain(axis), basis.code()),
        (None, AxisBasis::Stated | AxisBasis::Inferred | AxisBasis::None) => "no axis".to_owned(),
    };
    format!(
        "{}{within}; {}, {} ±{}; {axis}; confidence {:.2}",
        plain(&place.name),
        words::role(*role),
        words::precision(*precision),
        kilometres(*uncertainty_m),
        report.confidence
    )
}

fn when(when: When) -> String {
    let exactly = format!("{}, {}", when.precision.code(), when.basis.code());
    match (when.start, when.end) {
        (Some(start), Some(end)) if start == end => format!("{start} ({exactly})"),
        (Some(start), Some(end)) => format!("{start} to {end} ({exactly})"),
        (Some(start), None) => format!("from {start} ({exactly})"),
        (None, Some(end)) => format!("until {end} ({exactly})"),
        (None, None) => "unknown".to_owned(),
    }
}

fn counts(counts: &Counts) -> String {
    let number = |count: &Count| match (count.low, count.best, count.high) {
        (low, best, Some(high)) if low == best && best == high => best.to_string(),
        (low, best, Some(high)) => format!("{best} ({low} to {high})"),
        (low, best, None) => format!("{best} ({low} or more)"),
    };
    let each = counts.iter().map(|(counted, count)| format!("{} {}", counted.code(), number(count)));
    each.collect::<Vec<_>>().join(", ")
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Event => "this event",
        Scope::PlaceList => "the places of the list together",
        Scope::Axis => "the whole axis",
        Scope::Front => "the whole front",
    }
}

fn said(report: &Report) -> String {
    let claimants: Vec<String> =
        report.claimants.iter().map(|claimant| words::actor(claimant.side, &line(&claimant.name))).collect();
    let who = if claimants.is_empty() { "the publisher".to_owned() } else { claimants.join(", ") };
    let how = match (report.modality, report.polarity) {
        (Modality::Asserted, Polarity::Affirmed) => "as a fact",
        (Modality::Asserted, Polarity::Denied) => "that it is not so",
        (Modality::Planned, _) => "as a plan",
        (Modality::Hypothetical, _) => "as a possibility",
        (Modality::Background, _) => "as history, habit or total",
    };
    format!("{who}, {how}")
}
