//! Articles with reports by chance, the same on every machine: five to a document, at 3,000 places over 1,000 days, half of them
//! on a tenth of the places, as they crowd in reports.

use std::sync::Arc;

use frontline::model::{
    Actor, AxisBasis, Claimant, Count, Counted, DateBasis, DatePrecision, Document, EventType, Kind, Language,
    Location, Mention, Modality, Outcome, Place, Polarity, Position, PositionBasis, Precision, Published, Quotation,
    Report, Role, Scope, Side, Source, Span, When,
};
use frontline::store::{Incoming, Stamp};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

pub const PLACES: u32 = 3_000;
pub const DAYS: u32 = 1_000;
pub const FIRST_DAY: Date = date(2022, 2, 24);
/// Reports of one document.
const IN_DOCUMENT: usize = 5;
/// Documents of one transaction.
const BATCH: usize = 1_000;
/// What made them, and when.
pub const STAMP: Stamp = Stamp { moment: Timestamp::UNIX_EPOCH, made_by: "bench" };

/// SplitMix64, so that every run has the same reports.
pub struct Chance(pub u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.bits() % u64::from(bound)).expect("a remainder is below its divisor")
    }

    pub fn share(&mut self) -> f64 {
        f64::from(self.below(1 << 30)) / f64::from(1 << 30)
    }

    pub fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(u32::try_from(list.len()).expect("lists are short")) as usize]
    }
}

/// Places from the Dnipro's mouth to the north-east border, within about 40 km of a line.
pub fn places(chance: &mut Chance) -> Vec<Arc<Place>> {
    let place = |number: u32| {
        let (along, aside) = (chance.share(), chance.share() - 0.5);
        let (lat, lon) = (46.5 + 5.5 * along + 0.4 * aside, 32.5 + 5.5 * along - 0.9 * aside);
        Arc::new(Place {
            id: format!("UA{number:017}"),
            name: format!("Place {number}"),
            name_uk: format!("Село {number}"),
            name_ru: format!("Село {number}"),
            kind: Kind::Settlement,
            country: "UA".to_owned(),
            admin1: format!("Oblast {}", number % 9),
            admin2: format!("Raion {}", number % 60),
            position: Position::from_lat_lon(lat, lon).ok(),
            basis: PositionBasis::Own,
            population: Some(1_000),
        })
    };
    (0..PLACES).map(place).collect()
}

/// The articles of at least so many reports, those of one transaction at a time.
pub fn batches(reports: usize, places: &[Arc<Place>], chance: &mut Chance) -> impl Iterator<Item = Vec<Incoming>> {
    let documents = reports.div_ceil(IN_DOCUMENT);
    let batch = |first| (first..first + BATCH).map(|number| article(number, places, chance)).collect();
    (0..documents).step_by(BATCH).map(batch)
}

/// One article with its reports.
pub fn article(number: usize, places: &[Arc<Place>], chance: &mut Chance) -> Incoming {
    let day = FIRST_DAY.saturating_add(i64::from(chance.below(DAYS)).days());
    let sentence = |place: &Place| {
        format!(
            "On {day} troops of the other side fired on the outskirts of {}, the military administration said. ",
            place.name
        )
    };
    let told: Vec<&Arc<Place>> = (0..IN_DOCUMENT)
        .map(|_| if chance.below(2) == 0 { chance.below(PLACES / 10) * 10 } else { chance.below(PLACES) })
        .map(|place| &places[place as usize])
        .collect();
    let text: String = told.iter().map(|place| sentence(place)).collect();
    let sha256: String = (0..4).map(|_| format!("{:016x}", chance.bits())).collect();
    let document = Document {
        id: format!("article-{number}"),
        source: Source { publisher: Some(format!("Paper {}", number % 50)), side: None },
        url: Some(format!("https://paper.example/{number}")),
        published: Some(Published { date: day, time: None }),
        language: Language::English,
        title: None,
        text,
        sha256,
    };
    let mut start = 0;
    let reports = told.iter().map(|place| {
        let end = start + sentence(place).len();
        let span = Span { start, end: end - 1 };
        start = end;
        report(&document, span, place, day, chance)
    });
    let reports = Some(reports.collect());
    Incoming { document, reports, unresolved: Vec::new() }
}

fn report(document: &Document, span: Span, place: &Arc<Place>, day: Date, chance: &mut Chance) -> Report {
    let event_type = chance.one(EventType::ALL);
    let mention = Mention {
        span: Span { start: span.start + 60, end: span.start + 70 },
        kind: Kind::Settlement,
        candidates: Vec::new(),
        axes: Vec::new(),
        role: Role::Near,
        offset: None,
        is_embedded: false,
    };
    let killed = Count { low: 1, best: 1 + chance.below(9), high: None };
    Report {
        id: format!("{:016x}", chance.bits()),
        event_type,
        outcome: chance.one(Outcome::ALL),
        when: When { start: Some(day), end: Some(day), precision: DatePrecision::Day, basis: DateBasis::Stated },
        location: Location {
            mention,
            place: Arc::clone(place),
            precision: Precision::NearSettlement,
            uncertainty_m: 6_000.0,
            confidence: chance.share(),
            role: Role::Near,
            scored: Vec::new(),
        },
        axis: Some(format!("axis_{}", chance.below(12))),
        axis_basis: AxisBasis::Inferred,
        initiator: Actor {
            side: chance.one(&[Side::Russia, Side::Ukraine]),
            words: "troops of the other side".to_owned(),
        },
        target: Actor { side: Side::Unknown, words: String::new() },
        claimants: vec![Claimant { name: "the military administration".to_owned(), side: Side::Ukraine }],
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        counts: if chance.below(5) == 0 { [(Counted::Killed, killed)].into() } else { Default::default() },
        scope: Scope::Event,
        group_id: None,
        quotation: Quotation::of(document, span),
        rule: format!("{} {:?}", event_type.code(), "fired on"),
        confidence: chance.share(),
    }
}
