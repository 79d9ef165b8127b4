//! Names that stayed ambiguous or unknown, with what they may mean and the words around them.

use std::io::{self, Write};

use crate::model::{Document, Scored, Unresolved, Verdict};

/// Characters shown on each side of a name.
const AROUND: usize = 60;

/// Candidates listed of a name; some names are shared by more than a hundred places.
const LISTED: usize = 10;

/// The names of a document that mean no one place, in the order of the text. Names inside other proper names are left out.
pub fn unresolved(document: &Document, verdicts: &[Verdict]) -> Vec<Unresolved> {
    let mut open: Vec<(&Verdict, &'static str, &[Scored])> = verdicts
        .iter()
        .filter_map(|verdict| match verdict {
            Verdict::Ambiguous(_, scored) => Some((verdict, "ambiguous", scored.as_slice())),
            Verdict::Unknown(_, scored) => Some((verdict, "unknown", scored.as_slice())),
            Verdict::Located(_) | Verdict::OnAxis(..) => None,
        })
        .filter(|(verdict, ..)| !verdict.mention().is_embedded)
        .collect();
    open.sort_by_key(|(verdict, ..)| verdict.mention().span);
    let (mut byte, mut code_point) = (0, 0);
    let mut rows = Vec::with_capacity(open.len());
    for (verdict, code, scored) in open {
        let span = verdict.mention().span;
        let text = &document.text[span.range()];
        code_point += document.text[byte..span.start].chars().count();
        byte = span.start;
        rows.push(Unresolved {
            document: document.id.clone(),
            url: document.url.clone(),
            start: code_point,
            end: code_point + text.chars().count(),
            text: text.to_owned(),
            verdict: code,
            candidates: scored.iter().take(LISTED).map(candidate).collect::<Vec<_>>().join("; "),
            context: context(&document.text, span.start, span.end),
        });
    }
    rows
}

fn candidate(scored: &Scored) -> String {
    let place = &scored.place;
    let within = if place.admin1.is_empty() { &place.country } else { &place.admin1 };
    format!("{}, {within} ({}) {:.3}", place.name, place.id, scored.score)
}

fn context(text: &str, start: usize, end: usize) -> String {
    let from = text[..start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| end + at);
    text[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the rows as CSV, with a header.
pub(super) fn write(file: &mut impl Write, rows: &[Unresolved]) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record(["document", "url", "start", "end", "text", "verdict", "candidates", "context"])?;
    for row in rows {
        let (start, end) = (row.start.to_string(), row.end.to_string());
        let texts = [&row.document, row.url.as_deref().unwrap_or(""), &row.text, &row.candidates, &row.context];
        let [document, url, text, candidates, context] = texts.map(harmless);
        csv.write_record([&document, &url, &start, &end, &text, row.verdict, &candidates, &context])?;
    }
    csv.flush()
}

/// A cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-` or `@` (their wide forms, a tab or
/// a line break included) gets an apostrophe in front, as the OWASP page on CSV injection advises.
fn harmless(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}
