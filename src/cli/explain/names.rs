//! Each name with the words around it, what it may mean and what speaks for each place.

use std::fmt::Write;

use crate::Reference;
use crate::cli::explain::indented;
use crate::cli::plain::{line, plain};
use crate::cli::table::{self, Align, WIDTH};
use crate::cli::words;
use crate::model::{Document, Location, Mention, Scored, Span, Verdict};

/// Characters shown on each side of a name, as far as the line has room for them.
const AROUND: usize = 30;
/// Characters of a line that the name and the words around it do not have: the margin, brackets and ellipses.
const FRAME: usize = 7;

/// Every name of a document, or those that contain the `wanted` lower-case words; empty when there are none of these.
pub(super) fn section(
    document: &Document,
    verdicts: &[Verdict],
    wanted: Option<&str>,
    reference: &Reference,
) -> String {
    let is_wanted = |verdict: &&Verdict| {
        let words = line(&document.text[verdict.mention().span.range()]).to_lowercase();
        wanted.is_none_or(|wanted| words.contains(wanted))
    };
    let shown: Vec<&Verdict> = verdicts.iter().filter(is_wanted).collect();
    if shown.is_empty() {
        return if wanted.is_some() { String::new() } else { "\nNo names.\n".to_owned() };
    }
    let mut text = String::from("\nNames\n");
    for verdict in shown {
        name(document, verdict, reference, &mut text);
    }
    text
}

fn name(document: &Document, verdict: &Verdict, reference: &Reference, text: &mut String) {
    let mention = verdict.mention();
    text.push('\n');
    writeln!(text, "   {}", context(document, mention.span)).expect("a string takes everything");
    indented(text, 5, &format!("{}: {}", asked(mention), outcome(verdict, reference)));
    let (scored, chosen): (&[Scored], usize) = match verdict {
        Verdict::Located(location) => (&location.scored, 1),
        Verdict::Ambiguous(_, scored) | Verdict::Unknown(_, scored) => (scored, 0),
        Verdict::OnAxis(..) => (&[], 0),
    };
    if !scored.is_empty() {
        candidates(scored, chosen, text);
    }
    let more = mention.candidates.len().saturating_sub(scored.len());
    if more > 0 && !scored.is_empty() {
        indented(text, 5, &format!("and {more} more places of that name"));
    }
}

/// The words of a span in brackets between those around it.
pub(super) fn context(document: &Document, span: Span) -> String {
    let (start, end) = (span.start, span.end);
    let whole = &document.text;
    let words = line(&whole[start..end]);
    let room = (WIDTH - FRAME).saturating_sub(words.chars().count());
    let around = (room / 2).clamp(8, AROUND);
    let from = whole[..start].char_indices().rev().nth(around - 1).map_or(0, |(at, _)| at);
    let to = whole[end..].char_indices().nth(around).map_or(whole.len(), |(at, _)| end + at);
    let (before, after) = (line(&whole[from..start]), line(&whole[end..to]));
    let open = if from > 0 { "…" } else { "" };
    let close = if to < whole.len() { "…" } else { "" };
    format!("{open}{}[{words}]{}{close}", before.trim_start(), after.trim_end())
}

/// What the words around the name ask for, and its role by the grammar.
fn asked(mention: &Mention) -> String {
    let role = words::role(mention.role);
    match mention.is_embedded {
        true => format!("{}, {role}, inside another proper name", mention.kind.code()),
        false => format!("{}, {role}", mention.kind.code()),
    }
}

fn outcome(verdict: &Verdict, reference: &Reference) -> String {
    match verdict {
        Verdict::Located(location) => located(location),
        Verdict::OnAxis(_, id) => {
            let name = reference.axes.get(id).map(|axis| format!(" ({} axis)", plain(&axis.name)));
            format!("on the axis {}{}", plain(id), name.unwrap_or_default())
        }
        Verdict::Ambiguous(mention, _) if !mention.axes.is_empty() => {
            format!("ambiguous, the axes of that name are {}", plain(&mention.axes.join(", ")))
        }
        Verdict::Ambiguous(..) => "ambiguous, no place is clearly ahead".to_owned(),
        Verdict::Unknown(_, scored) if scored.is_empty() => "unknown, and nothing like it is known".to_owned(),
        Verdict::Unknown(..) => "unknown; it may be misspelt for".to_owned(),
    }
}

fn located(location: &Location) -> String {
    let place = &location.place;
    let is_changed = location.role != location.mention.role;
    let role = if is_changed { format!(", as {}", words::role(location.role)) } else { String::new() };
    let position = place.position.map_or_else(
        || "position unknown".to_owned(),
        |position| format!("{:.5}, {:.5}", position.lat(), position.lon()),
    );
    format!(
        "{} ({}){role}, {position}, {} ±{}, confidence {:.2}",
        plain(&place.name),
        plain(&place.id),
        words::precision(location.precision),
        super::kilometres(location.uncertainty_m),
        location.confidence
    )
}

/// The places in a table, the parts of each score below it; `chosen` of them are what the name means.
fn candidates(scored: &[Scored], chosen: usize, text: &mut String) {
    let mut rows = vec![[" ", "score", "place", "in", "kind", "spelling"].map(str::to_owned)];
    rows.extend(scored.iter().enumerate().map(|(at, candidate)| cells(candidate, at < chosen)));
    let align = [Align::Left, Align::Right, Align::Left, Align::Left, Align::Left, Align::Left];
    for (at, row) in table::lines(align, &rows).into_iter().enumerate() {
        writeln!(text, "     {row}").expect("a string takes everything");
        if let Some(candidate) = at.checked_sub(1).map(|at| &scored[at]) {
            indented(text, 15, &parts(candidate));
        }
    }
}

fn cells(scored: &Scored, is_chosen: bool) -> [String; 6] {
    let place = &scored.place;
    let within = if place.admin1.is_empty() { &place.country } else { &place.admin1 };
    [
        if is_chosen { ">" } else { " " }.to_owned(),
        format!("{:.2}", scored.score),
        plain(&place.name),
        plain(within),
        place.kind.code().to_owned(),
        words::form(scored.form).to_owned(),
    ]
}

/// "population +2.10, form -0.40", the weightiest first; what is shown as nothing is left out.
fn parts(scored: &Scored) -> String {
    let mut parts: Vec<(&str, f64)> = scored.parts.told().filter(|(_, weight)| weight.abs() >= 0.005).collect();
    parts.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
    parts.iter().map(|(part, weight)| format!("{part} {weight:+.2}")).collect::<Vec<_>>().join(", ")
}
