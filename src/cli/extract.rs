//! `frontline extract`: what was found in each document, one JSON object a line.

use std::io::{BufWriter, Write};

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::cli::Input;
use crate::cli::documents::{self, Losses};
use crate::model::{
    Count, Counted, Counts, Document, Event, Kind, Location, Omission, Precision, Report, Role, Span, Verdict,
};
use crate::{Coding, Reference};

/// Prints a line for each document, in the order of the input.
pub(super) fn run(input: &Input, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let reference = input.reference()?;
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let line = |document: &Document| line(document, crate::coding(document, &reference), &reference);
    let tally = documents::each(input, line, |line| Ok(out.write_all(&line)?))?;
    out.flush()?;
    Ok(tally.losses())
}

fn line(document: &Document, coding: Coding, reference: &Reference) -> Vec<u8> {
    let (told, rejected) = happenings(coding.reports);
    let names = coding.verdicts.iter().map(|verdict| verdict.mention().span);
    let sentences = told.iter().chain(&rejected).map(|report| report.quotation.span);
    let points = CodePoints::of(&document.text, names.chain(sentences));
    let at = |span: Span| (points.before(span.start), points.before(span.end));
    let mentions = coding.verdicts.iter().filter(|verdict| !verdict.mention().is_embedded);
    let record = Record {
        document: &document.id,
        language: document.language.code(),
        published: document.published.map(|published| published.date),
        mentions: mentions.map(|verdict| mention(document, verdict, at(verdict.mention().span), reference)).collect(),
        events: told.iter().map(|report| event(report, at(report.quotation.span))).collect(),
        rejected: rejected.iter().map(|report| event(report, at(report.quotation.span))).collect(),
    };
    let mut line = Vec::with_capacity(document.text.len());
    serde_json::to_writer(&mut line, &record).expect("a record of strings and numbers is JSON");
    line.push(b'\n');
    line
}

/// The code points before each byte at which a span begins or ends, by byte.
struct CodePoints(Vec<(usize, usize)>);

impl CodePoints {
    fn of(text: &str, spans: impl Iterator<Item = Span>) -> CodePoints {
        let mut bytes: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let (mut last, mut points) = (0, 0);
        let counted = bytes.into_iter().map(|byte| {
            points += text[last..byte].chars().count();
            last = byte;
            (byte, points)
        });
        CodePoints(counted.collect())
    }

    fn before(&self, byte: usize) -> usize {
        let at = self.0.binary_search_by_key(&byte, |(byte, _)| *byte).expect("every span was counted");
        self.0[at].1
    }
}

#[derive(serde::Serialize)]
struct Record<'d> {
    document: &'d str,
    language: &'static str,
    published: Option<Date>,
    mentions: Vec<MentionRecord<'d>>,
    events: Vec<EventRecord<'d>>,
    /// What is told as denied, planned, possible or past: never drawn.
    rejected: Vec<EventRecord<'d>>,
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
fn best(mut event: Event) -> Report {
    let mut best = event.reports.remove(0);
    for (counted, count) in
        event.reports.iter().filter(|report| report.group_id.is_none()).flat_map(|report| &report.counts)
    {
        best.counts.entry(*counted).or_insert(*count);
    }
    best
}

#[derive(serde::Serialize)]
struct MentionRecord<'d> {
    start: usize,
    end: usize,
    text: &'d str,
    verdict: &'static str,
    kind: Kind,
    place_id: Option<&'d str>,
    name: Option<&'d str>,
    admin1: Option<&'d str>,
    country: Option<&'d str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    precision: Option<Precision>,
    role: Role,
    confidence: Option<f64>,
}

fn mention<'d>(
    document: &'d Document,
    verdict: &'d Verdict,
    (start, end): (usize, usize),
    reference: &'d Reference,
) -> MentionRecord<'d> {
    let mention = verdict.mention();
    let blank = MentionRecord {
        start,
        end,
        text: &document.text[mention.span.range()],
        verdict: "unknown",
        kind: mention.kind,
        place_id: None,
        name: None,
        admin1: None,
        country: None,
        latitude: None,
        longitude: None,
        precision: None,
        role: mention.role,
        confidence: None,
    };
    match verdict {
        Verdict::Located(location) => located(location, blank),
        Verdict::OnAxis(_, id) => {
            let name = reference.axes.get(id).map(|axis| axis.name.as_str());
            MentionRecord { verdict: "located", place_id: Some(id), name, ..blank }
        }
        Verdict::Ambiguous(..) => MentionRecord { verdict: "ambiguous", ..blank },
        Verdict::Unknown(..) => blank,
    }
}

fn located<'d>(location: &'d Location, blank: MentionRecord<'d>) -> MentionRecord<'d> {
    let place = &location.place;
    MentionRecord {
        verdict: "located",
        kind: place.kind,
        place_id: Some(&place.id),
        name: Some(&place.name),
        admin1: (!place.admin1.is_empty()).then_some(&place.admin1),
        country: Some(&place.country),
        latitude: place.position.map(|position| position.lat()),
        longitude: place.position.map(|position| position.lon()),
        precision: Some(location.precision),
        role: location.role,
        confidence: Some(rounded(location.confidence)),
        ..blank
    }
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

#[derive(serde::Serialize)]
struct EventRecord<'d> {
    id: &'d str,
    #[serde(rename = "type")]
    event_type: &'static str,
    outcome: &'static str,
    date_start: Option<Date>,
    date_end: Option<Date>,
    date_precision: &'static str,
    place: PlaceRecord<'d>,
    axis: Option<&'d str>,
    axis_basis: &'static str,
    initiator: &'static str,
    target: &'static str,
    claimants: Vec<&'d str>,
    polarity: &'static str,
    modality: &'static str,
    #[serde(flatten)]
    counts: Numbers<'d>,
    group_id: Option<&'d str>,
    quote: &'d str,
    start: usize,
    end: usize,
    rule: &'d str,
    confidence: f64,
}

#[derive(serde::Serialize)]
struct PlaceRecord<'d> {
    place_id: &'d str,
    name: &'d str,
    latitude: Option<f64>,
    longitude: Option<f64>,
    precision: Precision,
}

fn event(report: &Report, (start, end): (usize, usize)) -> EventRecord<'_> {
    let place = &report.location.place;
    EventRecord {
        id: &report.id,
        event_type: report.event_type.code(),
        outcome: report.outcome.code(),
        date_start: report.when.start,
        date_end: report.when.end,
        date_precision: report.when.precision.code(),
        place: PlaceRecord {
            place_id: &place.id,
            name: &place.name,
            latitude: place.position.map(|position| position.lat()),
            longitude: place.position.map(|position| position.lon()),
            precision: report.location.precision,
        },
        axis: report.axis.as_deref(),
        axis_basis: report.axis_basis.code(),
        initiator: report.initiator.side.code(),
        target: report.target.side.code(),
        claimants: report.claimants.iter().map(|claimant| claimant.name.as_str()).collect(),
        polarity: report.polarity.code(),
        modality: report.modality.code(),
        counts: Numbers(&report.counts),
        group_id: report.group_id.as_deref(),
        quote: &report.quotation.text,
        start,
        end,
        rule: &report.rule,
        confidence: rounded(report.confidence),
    }
}

/// Every number with its bounds; null where the text gives none.
struct Numbers<'d>(&'d Counts);

/// The fields of each number in the order of their names: the best, the highest, the lowest.
const NUMBERS: [(Counted, [&str; 3]); 7] = [
    (Counted::Attacks, ["attacks", "attacks_high", "attacks_low"]),
    (Counted::Captured, ["captured", "captured_high", "captured_low"]),
    (Counted::Downed, ["downed", "downed_high", "downed_low"]),
    (Counted::Evacuated, ["evacuated", "evacuated_high", "evacuated_low"]),
    (Counted::Killed, ["killed", "killed_high", "killed_low"]),
    (Counted::Munitions, ["munitions", "munitions_high", "munitions_low"]),
    (Counted::Wounded, ["wounded", "wounded_high", "wounded_low"]),
];

impl Serialize for Numbers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3 * NUMBERS.len()))?;
        for (counted, [best, high, low]) in NUMBERS {
            let count: Option<Count> = self.0.get(&counted).copied();
            map.serialize_entry(best, &count.map(|count| count.best))?;
            map.serialize_entry(high, &count.and_then(|count| count.high))?;
            map.serialize_entry(low, &count.map(|count| count.low))?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_printed_under_its_code() {
        for counted in Counted::ALL {
            let (_, fields) = NUMBERS.iter().find(|(known, _)| known == counted).expect("a row for each number");
            let code = counted.code();
            assert_eq!(*fields, [code.to_string(), format!("{code}_high"), format!("{code}_low")]);
        }
    }
}
