//! `frontline extract`: what was found in each document, one JSON object a line.

use std::io::{BufWriter, Write};

use crate::cli::Input;
use crate::cli::documents::{self, Losses};
use crate::json::Json;
use crate::model::{Counted, Counts, Document, Event, Location, Omission, Place, Position, Report, Span, Verdict};
use crate::{Coding, Reference};

/// Prints a line for each document, in the order of the input.
pub(super) fn run(input: &Input, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let reference = input.reading.tables.reference()?;
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let line = |document: &Document| line(document, crate::coding(document, &reference), &reference);
    let tally = documents::each(input, line, |line| Ok(out.write_all(&line)?))?;
    out.flush()?;
    Ok(tally.losses())
}

fn line(document: &Document, coding: Coding, reference: &Reference) -> Vec<u8> {
    let total = coding.total;
    let (told, rejected) = happenings(coding.reports);
    let points = CodePoints::of(&document.text);
    let mentions = coding.verdicts.iter().filter(|verdict| !verdict.mention().is_embedded);
    let record = Record { document, points, reference };
    let mut line = Json::with_capacity(6 * document.text.len());
    line.raw("{\"document\":").text(&document.id);
    line.raw(",\"language\":").code(document.language.code());
    line.raw(",\"published\":").value(&document.published.map(|published| published.date));
    line.raw(",\"mentions\":").list(mentions, |line, verdict| record.mention(line, verdict));
    line.raw(",\"events\":").list(&told, |line, report| record.event(line, report));
    // What is told as denied, planned, possible or past: never drawn.
    line.raw(",\"rejected\":").list(&rejected, |line, report| record.event(line, report));
    if let Some(total) = total {
        let [start, end] = record.points.of_span(total.span);
        line.raw(",\"total\":{\"start\":").value(&start).raw(",\"end\":").value(&end);
        line.raw(",\"attacks\":").value(&total.attacks).raw(",\"by_axis\":").value(&total.by_axis);
        line.raw(",\"axes\":").value(&total.axes).raw("}");
    }
    line.raw("}\n");
    line.into_bytes()
}

/// How many code points stand before any byte of a text.
struct CodePoints<'t> {
    text: &'t [u8],
    /// Those before each block.
    before: Vec<usize>,
}

/// Bytes that are counted at a time.
const BLOCK: usize = 64;

impl CodePoints<'_> {
    fn of(text: &str) -> CodePoints<'_> {
        let text = text.as_bytes();
        let sum = |points: &mut usize, block: &[u8]| Some(std::mem::replace(points, *points + begun(block)));
        CodePoints { text, before: text.chunks(BLOCK).chain([&[][..]]).scan(0, sum).collect() }
    }

    fn before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.before[block] + begun(&self.text[block * BLOCK..byte])
    }

    fn of_span(&self, span: Span) -> [usize; 2] {
        [self.before(span.start), self.before(span.end)]
    }
}

/// Code points that begin in these bytes, a block at most: so few are counted many at once.
fn begun(bytes: &[u8]) -> usize {
    let begins = |byte: &u8| u8::from(*byte & 0b1100_0000 != 0b1000_0000);
    usize::from(bytes.iter().map(begins).sum::<u8>())
}

/// The happenings of one document, each by its most telling report, in the order of the text; and what is no happening.
pub(super) fn happenings(reports: Vec<Report>) -> (Vec<Report>, Vec<Report>) {
    let events = crate::dedup::events(reports);
    let (drawn, left): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|event| Omission::of(event).is_none());
    let in_order = |events: Vec<Event>| {
        let mut reports: Vec<Report> = events.into_iter().map(best).collect();
        reports.sort_by(|a, b| (a.quotation.span, &a.id).cmp(&(b.quotation.span, &b.id)));
        reports
    };
    (in_order(drawn), in_order(left))
}

/// The most telling report, with the numbers that only the other tellings have.
fn best(event: Event) -> Report {
    let mut reports = event.reports.into_iter();
    let mut best = reports.next().expect("an event has a report");
    for (counted, count) in reports.filter(|report| report.group_id.is_none()).flat_map(|report| report.counts) {
        best.counts.entry(counted).or_insert(count);
    }
    best
}

/// A document whose line is being written.
struct Record<'d> {
    document: &'d Document,
    points: CodePoints<'d>,
    reference: &'d Reference,
}

impl Record<'_> {
    fn mention(&self, line: &mut Json, verdict: &Verdict) {
        let mention = verdict.mention();
        let [start, end] = self.points.of_span(mention.span);
        let kind = verdict.location().map_or(mention.kind, |location| location.place.kind);
        line.raw("{\"start\":").value(&start);
        line.raw(",\"end\":").value(&end);
        line.raw(",\"text\":").text(&self.document.text[mention.span.range()]);
        line.raw(",\"verdict\":").code(verdict_code(verdict));
        line.raw(",\"kind\":").code(kind.code());
        match verdict {
            Verdict::Located(location) => located(line, location),
            Verdict::OnAxis(_, id) => {
                let name = self.reference.axes.get(id).map(|axis| axis.name.as_str());
                line.raw(",\"place_id\":").text(id);
                line.raw(",\"name\":").text_or_null(name);
                line.raw(NO_GROUND).raw(",\"role\":").code(mention.role.code()).raw(",\"confidence\":null}");
            }
            Verdict::Ambiguous(..) | Verdict::Unknown(..) => {
                line.raw(",\"place_id\":null,\"name\":null").raw(NO_GROUND);
                line.raw(",\"role\":").code(mention.role.code()).raw(",\"confidence\":null}");
            }
        }
    }

    fn event(&self, line: &mut Json, report: &Report) {
        let [start, end] = self.points.of_span(report.quotation.span);
        line.raw("{\"id\":").text(&report.id);
        line.raw(",\"type\":").code(report.event_type.code());
        line.raw(",\"outcome\":").code(report.outcome.code());
        line.raw(",\"date_start\":").value(&report.when.start);
        line.raw(",\"date_end\":").value(&report.when.end);
        line.raw(",\"date_precision\":").code(report.when.precision.code());
        let place = &report.location.place;
        line.raw(",\"place\":{\"place_id\":").text(&place.id);
        line.raw(",\"name\":").text(&place.name);
        position(line, place);
        line.raw(",\"precision\":").code(report.location.precision.code());
        line.raw("},\"axis\":").text_or_null(report.axis.as_deref());
        line.raw(",\"axis_basis\":").code(report.axis_basis.code());
        line.raw(",\"initiator\":").code(report.initiator.side.code());
        line.raw(",\"target\":").code(report.target.side.code());
        line.raw(",\"claimants\":").list(&report.claimants, |line, claimant| {
            line.text(&claimant.name);
        });
        line.raw(",\"polarity\":").code(report.polarity.code());
        line.raw(",\"modality\":").code(report.modality.code());
        counts(line, &report.counts);
        line.raw(",\"group_id\":").text_or_null(report.group_id.as_deref());
        line.raw(",\"quote\":").text(&report.quotation.text);
        line.raw(",\"start\":").value(&start);
        line.raw(",\"end\":").value(&end);
        line.raw(",\"rule\":").text(&report.rule);
        line.raw(",\"confidence\":").value(&rounded(report.confidence)).raw("}");
    }
}

fn verdict_code(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Located(_) | Verdict::OnAxis(..) => "located",
        Verdict::Ambiguous(..) => "ambiguous",
        Verdict::Unknown(..) => "unknown",
    }
}

/// The ground of a mention that is no one place.
const NO_GROUND: &str = ",\"admin1\":null,\"country\":null,\"latitude\":null,\"longitude\":null,\"precision\":null";

fn located(line: &mut Json, location: &Location) {
    let place = &location.place;
    line.raw(",\"place_id\":").text(&place.id);
    line.raw(",\"name\":").text(&place.name);
    line.raw(",\"admin1\":").text_or_null(Some(place.admin1.as_str()).filter(|admin1| !admin1.is_empty()));
    line.raw(",\"country\":").text(&place.country);
    position(line, place);
    line.raw(",\"precision\":").code(location.precision.code());
    line.raw(",\"role\":").code(location.role.code());
    line.raw(",\"confidence\":").value(&rounded(location.confidence)).raw("}");
}

fn position(line: &mut Json, place: &Place) {
    line.raw(",\"latitude\":").value(&place.position.map(Position::lat));
    line.raw(",\"longitude\":").value(&place.position.map(Position::lon));
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// How a number and its bounds are written.
struct Field {
    counted: Counted,
    best: &'static str,
    high: &'static str,
    low: &'static str,
    /// All three where the text gives none.
    none: &'static str,
}

macro_rules! field {
    ($counted:ident, $name:literal) => {
        Field {
            counted: Counted::$counted,
            best: concat!(",\"", $name, "\":"),
            high: concat!(",\"", $name, "_high\":"),
            low: concat!(",\"", $name, "_low\":"),
            none: concat!(",\"", $name, "\":null,\"", $name, "_high\":null,\"", $name, "_low\":null"),
        }
    };
}

/// In the order of their names.
const FIELDS: [Field; 7] = [
    field!(Attacks, "attacks"),
    field!(Captured, "captured"),
    field!(Downed, "downed"),
    field!(Evacuated, "evacuated"),
    field!(Killed, "killed"),
    field!(Munitions, "munitions"),
    field!(Wounded, "wounded"),
];

/// Every number with its bounds; null where the text gives none.
fn counts(line: &mut Json, counts: &Counts) {
    for field in &FIELDS {
        match counts.get(&field.counted) {
            Some(count) => {
                line.raw(field.best).value(&count.best);
                line.raw(field.high).value(&count.high);
                line.raw(field.low).value(&count.low);
            }
            None => {
                line.raw(field.none);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_printed_under_its_code() {
        for counted in Counted::ALL {
            let field = FIELDS.iter().find(|field| field.counted == *counted).expect("a row for each number");
            let named = ["", "_high", "_low"].map(|bound| format!(",\"{}{bound}\":", counted.code()));
            assert_eq!([field.best, field.high, field.low], named.each_ref().map(String::as_str));
            assert_eq!(field.none, named.map(|name| name + "null").concat());
        }
    }

    #[test]
    fn code_points_are_counted_from_any_byte() {
        let text = "Бої за Bakhmut. ".repeat(16);
        let points = CodePoints::of(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(points.before(byte), text[..byte].chars().count());
        }
    }
}
