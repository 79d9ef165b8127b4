//! The scores as a table with a column for each language.

use crate::cli::evaluate::Report;
use crate::cli::plain::line;
use crate::cli::table::{self, Align};
use crate::evaluate::{Hits, Scores, Share};
use crate::model::Language;

/// The columns: everything, then each language.
const COLUMNS: usize = 1 + Language::ALL.len();

type Row = [String; COLUMNS + 1];

pub(super) fn text(report: &Report) -> String {
    let mut columns: Vec<Option<&Scores>> = vec![Some(&report.all)];
    columns.extend(Language::ALL.iter().map(|language| report.languages.get(language.code())));
    let mut rows = Rows { columns, rows: Vec::new() };
    rows.head();
    names(&mut rows);
    settlements(&mut rows);
    events(&mut rows);
    let align = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Right];
    let mut text = table::lines(align, &rows.rows).join("\n") + "\n\n" + &reliability(&report.all);
    for fault in &report.faults {
        text.push_str(&format!("\n{}  {}  {}", fault.sort, line(&fault.document), line(&fault.words)));
    }
    if !report.faults.is_empty() {
        text.push('\n');
    }
    text
}

struct Rows<'r> {
    columns: Vec<Option<&'r Scores>>,
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn add(&mut self, label: &str, cell: impl Fn(&Scores) -> String) {
        let cells = self.columns.iter().map(|scores| scores.map_or_else(|| "-".to_owned(), &cell));
        let mut row = [label.to_owned()].into_iter().chain(cells);
        self.rows.push(std::array::from_fn(|_| row.next().unwrap_or_default()));
    }

    fn head(&mut self) {
        let languages = Language::ALL.map(|language| language.code().to_owned());
        let mut row = ["".to_owned(), "all".to_owned()].into_iter().chain(languages);
        self.rows.push(std::array::from_fn(|_| row.next().unwrap_or_default()));
        self.add("documents", |scores| scores.documents.to_string());
    }

    fn section(&mut self, title: &str) {
        self.rows.push(std::array::from_fn(|_| String::new()));
        let mut row = Row::default();
        title.clone_into(&mut row[0]);
        self.rows.push(row);
    }

    fn hits(&mut self, label: &str, hits: impl Fn(&Scores) -> Hits) {
        self.add(&format!("  {label}: precision"), |scores| part(hits(scores).precision()));
        self.add("    recall", |scores| part(hits(scores).recall()));
        self.add("    F1", |scores| part(hits(scores).f1()));
        self.add("    gold, said, both", |scores| {
            let Hits { gold, said, matched } = hits(scores);
            format!("{gold} {said} {matched}")
        });
    }

    fn share(&mut self, label: &str, share: impl Fn(&Scores) -> Share) {
        self.add(&format!("  {label}"), |scores| {
            let share = share(scores);
            if share.of == 0 { "-".to_owned() } else { format!("{} of {}", part(share.part()), share.of) }
        });
    }
}

fn part(part: Option<f64>) -> String {
    part.map_or_else(|| "-".to_owned(), |part| format!("{part:.3}"))
}

fn names(rows: &mut Rows<'_>) {
    rows.section("names found");
    rows.hits("settlement to oblast", |scores| scores.mentions.places.overlap);
    rows.add("    F1, exact ends", |scores| part(scores.mentions.places.exactly().f1()));
    rows.hits("countries", |scores| scores.mentions.countries.overlap);
    rows.hits("axes", |scores| scores.mentions.axes.overlap);
    rows.hits("rivers, features", |scores| scores.mentions.other.overlap);
    rows.hits("all", |scores| scores.mentions.all.overlap);
    rows.add("    F1, exact ends", |scores| part(scores.mentions.all.exactly().f1()));
    rows.share("role right", |scores| scores.roles);
}

fn settlements(rows: &mut Rows<'_>) {
    rows.section("settlements placed");
    rows.share("within 5 km", |scores| scores.settlements.within_5_km);
    rows.share("within 25 km", |scores| scores.settlements.within_25_km);
    rows.share("within 161 km", |scores| scores.settlements.within_161_km);
    rows.share("within 5 km, of those found", |scores| Share {
        of: scores.settlements.matched,
        ..scores.settlements.within_5_km
    });
    rows.share("more than 25 km off, of those placed", |scores| scores.settlements.wrong);
    rows.add("  median off, km", |scores| {
        scores.settlements.median_km().map_or_else(|| "-".to_owned(), |km| format!("{km:.1}"))
    });
    rows.share("right country", |scores| scores.settlements.country);
    rows.share("right region", |scores| scores.settlements.admin1);
    rows.add("  undecidable names", |scores| scores.undecidable.gold.to_string());
    rows.add("    left open", |scores| scores.undecidable.left_open.to_string());
    rows.add("    put on one of the places", |scores| scores.undecidable.on_one_of_them.to_string());
    rows.add("    put elsewhere", |scores| scores.undecidable.elsewhere.to_string());
}

fn events(rows: &mut Rows<'_>) {
    rows.section("events");
    rows.hits("exact type", |scores| scores.events.exact);
    rows.hits("relaxed class", |scores| scores.events.relaxed);
    rows.hits("anywhere in the document", |scores| scores.events.document);
    rows.add("    told again", |scores| scores.events.duplicates.to_string());
    rows.share("places within 25 km", |scores| scores.events.places);
    rows.share("places of matched events", |scores| scores.events.places_of_matched);
    rows.share("places by name", |scores| scores.events.places_by_name);
    rows.share("places said that are right", |scores| scores.events.place_precision);
    rows.share("date exact", |scores| scores.events.dates);
    rows.share("date within one day", |scores| scores.events.dates_within_one_day);
    rows.share("initiator", |scores| scores.events.initiator);
    rows.share("numbers exact", |scores| scores.events.counts);
    rows.add("  numbers that are none", |scores| scores.events.spurious_counts.to_string());
    rows.add("  events where there are none", |scores| {
        format!("{} of {}", scores.events.from_non_events, scores.events.non_events)
    });
}

/// How sure things are said to be, and how often they are right.
fn reliability(scores: &Scores) -> String {
    let head = ["said to be sure", "settlements", "said", "right", "events at a place", "said", "right"];
    let mut rows = vec![head.map(str::to_owned)];
    let (places, events) = (&scores.sure_of_settlements, &scores.sure_of_events);
    for (tenth, (place, event)) in places.tenths.iter().zip(&events.tenths).enumerate() {
        if place.share.of + event.share.of == 0 {
            continue;
        }
        let label = format!("{:.1} to {:.1}", tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
        let [a, b, c] = bin(place);
        let [d, e, f] = bin(event);
        rows.push([label, a, b, c, d, e, f]);
    }
    let error = |error: Option<f64>| [String::new(), String::new(), part(error)];
    let [a, b, c] = error(places.error());
    let [d, e, f] = error(events.error());
    rows.push(["off by, on average".to_owned(), a, b, c, d, e, f]);
    if let Some((least, drawn)) = events.worth_drawing() {
        let [a, b, c] = [const { String::new() }; 3];
        let from = format!("{least:.1} on");
        rows.push(["worth drawing".to_owned(), a, b, c, drawn.of.to_string(), from, part(drawn.part())]);
    }
    let right = Align::Right;
    table::lines([Align::Left, right, right, right, right, right, right], &rows).join("\n") + "\n"
}

fn bin(bin: &crate::evaluate::Bin) -> [String; 3] {
    [bin.share.of.to_string(), part(bin.said()), part(bin.share.part())]
}
