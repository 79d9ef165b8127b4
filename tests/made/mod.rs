//! Events by chance, the same on every machine: on some thousand places along a front, told in three alphabets.

use std::sync::Arc;

use frontline::export::Versions;
use frontline::model::*;
use jiff::ToSpan;
use jiff::civil::{Date, date};

const PLACES: u32 = 3_000;
const DAYS: u32 = 1_000;
const AXES: [&str; 6] = ["bakhmut", "avdiivka", "kupiansk", "lyman", "marinka", "zaporizhzhia"];
const PUBLISHERS: [&str; 4] = ["Herald", "Вісник", "Вестник", "General Staff"];
const QUOTES: [&str; 4] = [
    "Three attacks near the town were beaten off during the night, the command said.",
    "Протягом доби ворог завдав удару по населеному пункту, пошкоджено будинки.",
    "За сутки отражены две атаки в районе населённого пункта, сообщили в ведомстве.",
    "A missile hit a warehouse; \"nobody was hurt\", the governor wrote.",
];

/// SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(bound)).expect("a remainder is below its divisor")
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(u32::try_from(all.len()).expect("a short list")) as usize]
    }

    pub fn share(&mut self) -> f64 {
        f64::from(self.below(1 << 30)) / f64::from(1 << 30)
    }
}

/// So many events, one after another.
pub fn events(seed: u64, count: usize) -> impl Iterator<Item = Event> {
    let mut chance = Chance(seed);
    let places: Vec<Arc<Place>> = (0..PLACES).map(|number| Arc::new(place(number, &mut chance))).collect();
    (0..count).map(move |number| event(number, &places, &mut chance))
}

fn place(number: u32, chance: &mut Chance) -> Place {
    let (along, aside) = (chance.share(), chance.share() - 0.5);
    let position = Position::from_lat_lon(46.5 + 5.5 * along + 0.4 * aside, 32.5 + 5.5 * along - 0.9 * aside);
    Place {
        id: format!("UA14{number:013}"),
        name: format!("Ivanivka {number}"),
        name_uk: format!("Іванівка {number}"),
        name_ru: format!("Ивановка {number}"),
        kind: Kind::Settlement,
        country: "UA".to_owned(),
        admin1: "Donetsk Oblast".to_owned(),
        admin2: if number.is_multiple_of(3) { String::new() } else { "Bakhmut Raion".to_owned() },
        // Some units are too large for a point.
        position: position.ok().filter(|_| !number.is_multiple_of(50)),
        basis: PositionBasis::Own,
        population: None,
    }
}

fn event(number: usize, places: &[Arc<Place>], chance: &mut Chance) -> Event {
    let id = format!("{number:016x}");
    let mut reports = vec![report(&id, chance.one_of(places), chance)];
    if chance.below(5) == 0 {
        let other = report(&id, &reports[0].location.place.clone(), chance);
        reports.push(Report { when: reports[0].when, ..other });
    }
    let status = *chance.one_of(&[Status::Claimed, Status::ClaimedByBoth, Status::Disputed, Status::Corroborated]);
    Event { id, status, reports }
}

fn report(id: &str, place: &Arc<Place>, chance: &mut Chance) -> Report {
    let side = *chance.one_of(&[Side::Russia, Side::Ukraine, Side::ArmedGroup, Side::Civilians, Side::Unknown]);
    let axis = (chance.below(3) > 0).then(|| (*chance.one_of(&AXES)).to_owned());
    let precision = *chance.one_of(&[Precision::Settlement, Precision::NearSettlement, Precision::District]);
    let when = when(chance);
    Report {
        id: id.to_owned(),
        event_type: *chance.one_of(EventType::ALL),
        outcome: *chance.one_of(Outcome::ALL),
        when,
        location: location(place, precision, chance),
        axis_basis: if axis.is_some() { AxisBasis::Inferred } else { AxisBasis::None },
        axis,
        initiator: Actor { side, words: "the 82nd brigade".to_owned() },
        target: Actor { side: Side::Unknown, words: String::new() },
        claimants: vec![Claimant { name: (*chance.one_of(&PUBLISHERS)).to_owned(), side: Side::Ukraine }],
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        counts: counts(chance),
        scope: Scope::Event,
        group_id: None,
        quotation: quotation(when.end, chance),
        rule: "assault_repelled \"beaten off\"".to_owned(),
        confidence: chance.share(),
    }
}

fn when(chance: &mut Chance) -> When {
    if chance.below(40) == 0 {
        return When::UNKNOWN;
    }
    let start: Date = date(2022, 2, 24) + i64::from(chance.below(DAYS)).days();
    let end = start + i64::from(chance.below(3)).days();
    let precision = if start == end { DatePrecision::Day } else { DatePrecision::Days };
    When { start: Some(start), end: Some(end), precision, basis: DateBasis::Stated }
}

fn location(place: &Arc<Place>, precision: Precision, chance: &mut Chance) -> Location {
    let mention = Mention {
        span: Span { start: 0, end: 7 },
        kind: Kind::Settlement,
        candidates: Vec::new(),
        axes: Vec::new(),
        role: Role::At,
        offset: None,
        is_embedded: false,
    };
    Location {
        mention,
        place: Arc::clone(place),
        precision,
        uncertainty_m: f64::from(2_000 + chance.below(8) * 500),
        confidence: chance.share(),
        role: *chance.one_of(&[Role::At, Role::Near, Role::Toward]),
        scored: Vec::new(),
    }
}

fn counts(chance: &mut Chance) -> Counts {
    let mut counts = Counts::new();
    if chance.below(3) == 0 {
        let best = 1 + chance.below(20);
        let high = (chance.below(4) > 0).then_some(best);
        counts.insert(*chance.one_of(Counted::ALL), Count { low: best, best, high });
    }
    counts
}

fn quotation(day: Option<Date>, chance: &mut Chance) -> Quotation {
    let number = chance.below(100_000);
    let text = (*chance.one_of(&QUOTES)).to_owned();
    Quotation {
        document: format!("document-{number}"),
        publisher: Some((*chance.one_of(&PUBLISHERS)).to_owned()),
        url: (!number.is_multiple_of(4)).then(|| format!("https://example.org/news/{number}?page=1&part=2")),
        published: day.map(|date| Published {
            date,
            time: "2023-05-24T06:00:00Z".parse().ok().filter(|_| number.is_multiple_of(2)),
        }),
        sha256: format!("{number:064x}"),
        span: Span { start: 0, end: text.len() },
        text,
    }
}

/// What made them.
pub fn versions() -> Versions {
    let version = |text: &str| text.to_owned();
    Versions { program: version("0.1.0"), gazetteer: version("g1"), axes: version("a1"), lexicon: version("l1") }
}
