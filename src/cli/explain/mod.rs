//! `frontline explain`: why each name means its place, and why each event is what it is.

mod events;
mod names;
mod sentence;

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::bail;

use crate::Reference;
use crate::cli::documents::{self, Losses};
use crate::cli::plain::line;
use crate::cli::table::{self, WIDTH};
use crate::cli::{Input, words};
use crate::model::Document;

/// Prints a page for each document, in the order of the input. With `wanted`, only the names that contain these words,
/// in any case, and only the documents that have one.
pub(super) fn run(input: &Input, wanted: Option<&str>, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let reference = input.reading.tables.reference()?;
    let wanted = wanted.map(str::to_lowercase);
    let shown = AtomicUsize::new(0);
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let work = |document: &Document| {
        let page = page(document, wanted.as_deref(), &reference);
        shown.fetch_add(usize::from(!page.is_empty()), Ordering::Relaxed);
        page
    };
    let tally = documents::each(input, work, |page| Ok(out.write_all(page.as_bytes())?))?;
    out.flush()?;
    if let (Some(wanted), 0) = (wanted, shown.into_inner()) {
        bail!("no name contains {wanted:?}; `frontline explain` without --mention shows every name");
    }
    Ok(tally.losses())
}

fn page(document: &Document, wanted: Option<&str>, reference: &Reference) -> String {
    let coding = crate::coding(document, reference);
    let names = names::section(document, &coding.verdicts, wanted, reference);
    match wanted {
        Some(_) if names.is_empty() => String::new(),
        Some(_) => format!("{}{names}\n", title(document)),
        None => {
            let events = events::sections(document, coding.reports, &coding.rejected, reference);
            let total = coding.total.map(|total| events::total(document, &total)).unwrap_or_default();
            format!("{}{names}{events}{total}\n", title(document))
        }
    }
}

/// The document's id between rules, then what is known of it.
fn title(document: &Document) -> String {
    let id = line(&document.id);
    let mut text = format!("== {id} {}\n", "=".repeat(WIDTH.saturating_sub(id.chars().count() + 4).max(2)));
    let published = document
        .published
        .map_or_else(|| "day of publication unknown".to_owned(), |published| format!("published {}", published.date));
    let publisher = document.source.publisher.as_deref().map(|publisher| format!(" by {}", line(publisher)));
    let language = words::language(document.language);
    indented(&mut text, 3, &format!("{language}, {published}{}", publisher.unwrap_or_default()));
    if let Some(title) = &document.title {
        indented(&mut text, 3, &line(title));
    }
    text
}

/// Words on as many lines as they need, each of them indented.
fn indented(text: &mut String, indent: usize, words: &str) {
    for line in table::wrapped(words, WIDTH - indent) {
        writeln!(text, "{:indent$}{line}", "").expect("a string takes everything");
    }
}

/// A label and words beside it, as many lines as they need.
fn labelled(text: &mut String, label: &str, words: &str) {
    const INDENT: usize = 16;
    for (number, line) in table::wrapped(words, WIDTH - INDENT).into_iter().enumerate() {
        let label = if number == 0 { label } else { "" };
        writeln!(text, "     {label:<11}{line}").expect("a string takes everything");
    }
}

/// Metres as kilometres, without needless decimals.
fn kilometres(metres: f64) -> String {
    let kilometres = metres / 1000.0;
    if kilometres.fract() == 0.0 { format!("{kilometres:.0} km") } else { format!("{kilometres:.1} km") }
}
