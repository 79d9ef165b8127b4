//! Precision and recall on the annotated documents may not fall.
//!
//! The gold is in `data/gold`. A name counts as found when a name overlaps it; an event when one of the same
//! class is read from its sentence (a quarter of the shorter of the two is enough) at one of its places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use frontline::model::{Document, Event, EventType, Omission, Position, Report, Span, TypeClass, Verdict};
use frontline::{Reference, coding, dedup, read};
use serde::Deserialize;

/// The least that is accepted of one set of texts, a little under what was measured last, which stands behind it.
struct Floors {
    mention_precision: f64,
    mention_recall: f64,
    settlements_within_5_km: f64,
    event_precision: f64,
    event_recall: f64,
    /// The most events that may be read from sentences that tell of none.
    most_false_events: usize,
    /// The most settlements that may be put more than 25 km from where they are.
    most_wrong_places: usize,
}

/// `data/documents`, annotated in `sample.jsonl`.
const SAMPLE: Floors = Floors {
    mention_precision: 0.985,       // 0.996
    mention_recall: 0.965,          // 0.979
    settlements_within_5_km: 0.965, // 0.980
    event_precision: 0.85,          // 0.871
    event_recall: 0.835,            // 0.851
    most_false_events: 3,           // 2
    most_wrong_places: 1,           // 1
};

/// `wide.jsonl`: texts and marks in one.
const WIDE: Floors = Floors {
    mention_precision: 0.955,      // 0.966
    mention_recall: 0.98,          // 0.992
    settlements_within_5_km: 0.96, // 0.971
    event_precision: 0.91,         // 0.927
    event_recall: 0.94,            // 0.956
    most_false_events: 8,          // 7
    most_wrong_places: 4,          // 3
};

/// `broad.jsonl`: texts and marks in one, most of them written to differ from all before.
const BROAD: Floors = Floors {
    mention_precision: 0.985,      // 0.993
    mention_recall: 0.98,          // 0.987
    settlements_within_5_km: 0.96, // 0.969
    event_precision: 0.835,        // 0.845
    event_recall: 0.88,            // 0.892
    most_false_events: 122,        // 120 of 1,241
    most_wrong_places: 31,         // 29 of 3,926
};

/// How near a settlement must lie to be the right one; its sources differ by less.
const NEAR_M: f64 = 5_000.0;
/// How near an event's place must lie to be one of the gold's, and beyond which a settlement is a wrong one.
const FAR_M: f64 = 25_000.0;

#[derive(Deserialize)]
struct Annotated {
    id: String,
    text: String,
    mentions: Vec<GoldMention>,
    events: Vec<GoldEvent>,
    non_events: Vec<CodePoints>,
}

/// Counted in code points, end exclusive.
#[derive(Deserialize, Clone, Copy)]
struct CodePoints {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct GoldMention {
    #[serde(flatten)]
    at: CodePoints,
    kind: String,
    role: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

#[derive(Deserialize)]
struct GoldEvent {
    #[serde(flatten)]
    at: CodePoints,
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    alt_types: Vec<String>,
    #[serde(default)]
    restated: Vec<CodePoints>,
    #[serde(default)]
    optional: bool,
    places: Vec<GoldPlace>,
}

#[derive(Deserialize)]
struct GoldPlace {
    canonical: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// What was found, out of what there is and of what was said.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    said: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.found as f64 / self.said as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.gold as f64
    }
}

#[derive(Default)]
struct Scores {
    mentions: Score,
    /// Settlements: `found` within 5 km, `said` is not used.
    settlements: Score,
    wrong_places: usize,
    events: Score,
    false_events: usize,
}

#[test]
fn names_and_events_of_the_sample_are_found_as_well_as_before() {
    check("sample.jsonl", &data("documents"), &SAMPLE);
}

#[test]
fn names_and_events_of_many_years_and_sources_are_found_as_well_as_before() {
    check("wide.jsonl", &data("gold/wide.jsonl"), &WIDE);
}

#[test]
fn names_and_events_of_texts_unlike_all_others_are_found_as_well_as_before() {
    check("broad.jsonl", &data("gold/broad.jsonl"), &BROAD);
}

fn check(gold: &str, texts: &Path, floors: &Floors) {
    let Scores { mentions, settlements, wrong_places, events, false_events } = scores(gold, texts);
    let (mention_precision, mention_recall) = (mentions.precision(), mentions.recall());
    let (event_precision, event_recall) = (events.precision(), events.recall());
    let near = settlements.recall();
    println!("{gold}");
    println!("mentions     precision {mention_precision:.3}  recall {mention_recall:.3}  of {}", mentions.gold);
    println!("settlements  within 5 km {near:.3}  of {}, {wrong_places} wrong", settlements.gold);
    println!("events       precision {event_precision:.3}  recall {event_recall:.3}  of {}", events.gold);
    println!("events read where there are none: {false_events}");
    assert!(mention_precision >= floors.mention_precision, "precision of mentions fell to {mention_precision:.3}");
    assert!(mention_recall >= floors.mention_recall, "recall of mentions fell to {mention_recall:.3}");
    assert!(near >= floors.settlements_within_5_km, "settlements within 5 km fell to {near:.3}");
    assert!(wrong_places <= floors.most_wrong_places, "{wrong_places} settlements stand where they are not");
    assert!(event_precision >= floors.event_precision, "precision of events fell to {event_precision:.3}");
    assert!(event_recall >= floors.event_recall, "recall of events fell to {event_recall:.3}");
    assert!(false_events <= floors.most_false_events, "{false_events} events where there are none");
}

fn scores(gold: &str, texts: &Path) -> Scores {
    let reference = Reference::embedded();
    let documents = documents(texts);
    let mut scores = Scores::default();
    let gold = annotated(gold);
    assert!(!gold.is_empty());
    for gold in &gold {
        let document = &documents[&gold.id];
        assert_eq!(document.text, gold.text, "{}: the gold is of another text", gold.id);
        let bytes = Bytes::of(&gold.text);
        let coding = coding(document, &reference);
        score_mentions(gold, &bytes, &coding.verdicts, &mut scores);
        score_events(gold, &bytes, &happenings(coding.reports), &mut scores);
    }
    scores
}

/// Each gold name takes the first free name that overlaps it.
fn score_mentions(gold: &Annotated, bytes: &Bytes, verdicts: &[Verdict], scores: &mut Scores) {
    let (ignored, wanted): (Vec<_>, Vec<_>) = gold.mentions.iter().partition(|mention| mention.role == "embedded");
    let mut free: Vec<&Verdict> = verdicts.iter().filter(|verdict| !verdict.mention().is_embedded).collect();
    scores.mentions.gold += wanted.len();
    for mention in wanted {
        let span = bytes.span(mention.at);
        let at = free.iter().position(|verdict| verdict.mention().span.overlaps(span));
        let verdict = at.map(|at| free.remove(at));
        scores.mentions.found += usize::from(verdict.is_some());
        scores.mentions.said += usize::from(verdict.is_some());
        score_settlement(mention, verdict, scores);
    }
    let is_ignored =
        |verdict: &&&Verdict| ignored.iter().any(|mention| verdict.mention().span.overlaps(bytes.span(mention.at)));
    scores.mentions.said += free.len() - free.iter().filter(is_ignored).count();
}

fn score_settlement(gold: &GoldMention, verdict: Option<&Verdict>, scores: &mut Scores) {
    let is_settlement = gold.kind == "settlement" || gold.kind == "hromada";
    let Some(there) = point(gold.lat, gold.lon).filter(|_| is_settlement && gold.role != "metonym") else {
        return;
    };
    let located = verdict.and_then(Verdict::location).and_then(|location| location.place.position);
    let off_m = located.map(|here| here.distance_m(there));
    scores.settlements.gold += 1;
    scores.settlements.found += usize::from(off_m.is_some_and(|off_m| off_m <= NEAR_M));
    scores.wrong_places += usize::from(off_m.is_some_and(|off_m| off_m > FAR_M));
}

/// One happening of one sentence, at all places of its list.
struct Happening {
    span: Span,
    class: TypeClass,
    places: Vec<(String, Option<Position>)>,
}

/// What is drawn; events that share a `group_id` and a type are one.
fn happenings(reports: Vec<Report>) -> Vec<Happening> {
    let mut grouped: BTreeMap<(String, EventType), Vec<Event>> = BTreeMap::new();
    for event in dedup::events(reports).into_iter().filter(|event| Omission::of(event).is_none()) {
        let best = event.best();
        let group = best.group_id.clone().unwrap_or_else(|| event.id.clone());
        grouped.entry((group, best.event_type)).or_default().push(event);
    }
    let happening = |((_, event_type), events): ((String, EventType), Vec<Event>)| Happening {
        span: events[0].best().quotation.span,
        class: event_type.class(),
        places: events
            .iter()
            .map(|event| &event.best().location.place)
            .map(|place| (place.name.clone(), place.position))
            .collect(),
    };
    grouped.into_iter().map(happening).collect()
}

/// Each gold event takes the first free happening that tells it, the needed ones first. One that only tells what may
/// be left out is in neither count.
fn score_events(gold: &Annotated, bytes: &Bytes, happenings: &[Happening], scores: &mut Scores) {
    let mut free: Vec<&Happening> = happenings.iter().collect();
    let (optional, needed): (Vec<_>, Vec<_>) = gold.events.iter().partition(|event| event.optional);
    let mut take = |event: &GoldEvent| {
        let at = free.iter().position(|happening| tells(happening, event, bytes));
        at.map(|at| free.remove(at)).is_some()
    };
    let found = needed.iter().filter(|event| take(event)).count();
    let left_out = optional.iter().filter(|event| take(event)).count();
    scores.events.gold += needed.len();
    scores.events.found += found;
    scores.events.said += happenings.len() - left_out;
    let of_events: Vec<Span> = gold.events.iter().flat_map(|event| spans(event, bytes)).collect();
    let is_false = |happening: &&&Happening| {
        let of_none = gold.non_events.iter().any(|sentence| share(happening.span, bytes.span(*sentence)) >= 0.5);
        of_none && !of_events.iter().any(|span| span.overlaps(happening.span))
    };
    scores.false_events += free.iter().filter(is_false).count();
}

fn tells(happening: &Happening, event: &GoldEvent, bytes: &Bytes) -> bool {
    let types = event.alt_types.iter().chain([&event.event_type]);
    let classes: BTreeSet<TypeClass> =
        types.filter_map(|code| EventType::from_code(code)).map(EventType::class).collect();
    classes.contains(&happening.class)
        && spans(event, bytes).iter().any(|span| share(*span, happening.span) >= 0.25)
        && event.places.iter().any(|place| happening.places.iter().any(|found| is_same(place, found)))
}

/// The sentences that tell an event.
fn spans(event: &GoldEvent, bytes: &Bytes) -> Vec<Span> {
    event.restated.iter().chain([&event.at]).map(|at| bytes.span(*at)).collect()
}

/// By position; by the first word of the name where the gold gives no position, as for a district.
fn is_same(gold: &GoldPlace, (name, position): &(String, Option<Position>)) -> bool {
    let first = |name: &str| name.split_whitespace().next().map(str::to_lowercase);
    match (point(gold.lat, gold.lon), position) {
        (Some(there), Some(here)) => here.distance_m(there) <= FAR_M,
        (Some(_), None) => false,
        (None, _) => first(&gold.canonical) == first(name),
    }
}

/// The part of the shorter span that both share.
fn share(a: Span, b: Span) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared as f64 / (a.end - a.start).min(b.end - b.start).max(1) as f64
}

fn point(lat: Option<f64>, lon: Option<f64>) -> Option<Position> {
    Position::from_lat_lon(lat?, lon?).ok()
}

/// The byte at which each code point of a text begins, and the end.
struct Bytes(Vec<usize>);

impl Bytes {
    fn of(text: &str) -> Bytes {
        Bytes(text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect())
    }

    fn span(&self, at: CodePoints) -> Span {
        Span { start: self.0[at.start], end: self.0[at.end] }
    }
}

fn documents(texts: &Path) -> BTreeMap<String, Document> {
    let read = read::documents(&[texts.to_owned()], &read::Settings::default());
    read.filter_map(Result::ok).map(|document| (document.id.clone(), document)).collect()
}

fn annotated(name: &str) -> Vec<Annotated> {
    let lines = std::fs::read_to_string(data("gold").join(name)).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}
