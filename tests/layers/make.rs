//! Events made by hand.

use std::path::PathBuf;
use std::sync::Arc;

use frontline::export::Versions;
use frontline::model::*;
use jiff::civil::Date;

/// A place at a point.
pub fn place(id: &str, name: &str, (lat, lon): (f64, f64)) -> Place {
    Place {
        id: id.to_owned(),
        name: name.to_owned(),
        name_uk: String::new(),
        name_ru: String::new(),
        kind: Kind::Settlement,
        country: "UA".to_owned(),
        admin1: "Donetsk".to_owned(),
        admin2: String::new(),
        position: Some(Position::from_lat_lon(lat, lon).unwrap()),
        basis: PositionBasis::Own,
        population: None,
    }
}

pub fn bakhmut() -> Place {
    place("p_bakhmut", "Bakhmut", (48.595_432_1, 38.0))
}

/// A name of kind settlement at these bytes.
pub fn mention(start: usize, end: usize) -> Mention {
    Mention {
        span: Span { start, end },
        kind: Kind::Settlement,
        candidates: Vec::new(),
        axes: Vec::new(),
        role: Role::At,
        offset: None,
        is_embedded: false,
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn on(text: &str) -> When {
    When { start: Some(day(text)), end: Some(day(text)), precision: DatePrecision::Day, basis: DateBasis::Stated }
}

pub fn exactly(number: u32) -> Count {
    Count { low: number, best: number, high: Some(number) }
}

pub fn claimant(name: &str, side: Side) -> Claimant {
    Claimant { name: name.to_owned(), side }
}

/// An assault beaten off, on no axis, told by one publisher.
pub fn report(id: &str, place: Place, when: When) -> Report {
    Report {
        id: id.to_owned(),
        event_type: EventType::AssaultRepelled,
        outcome: Outcome::Repelled,
        when,
        location: Location {
            mention: mention(0, 7),
            place: Arc::new(place),
            precision: Precision::Settlement,
            uncertainty_m: 2_500.0,
            confidence: 0.9,
            role: Role::At,
            scored: Vec::new(),
        },
        axis: None,
        axis_basis: AxisBasis::None,
        initiator: Actor { side: Side::Russia, words: String::new() },
        target: Actor { side: Side::Ukraine, words: String::new() },
        claimants: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        counts: Counts::new(),
        scope: Scope::Event,
        group_id: None,
        quotation: Quotation {
            document: "d1".to_owned(),
            publisher: Some("Herald".to_owned()),
            url: None,
            published: None,
            sha256: "00ff".to_owned(),
            text: "An assault was beaten off.".to_owned(),
            span: Span { start: 0, end: 26 },
        },
        rule: "en/repel".to_owned(),
        confidence: 0.8,
    }
}

/// An event of one report.
pub fn event(id: &str, place: Place, when: When) -> Event {
    Event { id: id.to_owned(), status: Status::Claimed, reports: vec![report(id, place, when)] }
}

/// The same event on an axis.
pub fn on_axis(mut event: Event, axis: &str) -> Event {
    event.reports[0].axis = Some(axis.to_owned());
    event.reports[0].axis_basis = AxisBasis::Stated;
    event
}

/// The same event with a number of attacks, which it shares when a group is named.
pub fn with_attacks(mut event: Event, count: Count, group: Option<&str>) -> Event {
    let report = &mut event.reports[0];
    report.counts.insert(Counted::Attacks, count);
    report.group_id = group.map(str::to_owned);
    report.scope = if group.is_some() { Scope::PlaceList } else { Scope::Event };
    event
}

/// The same event known only to its district.
pub fn in_district(mut event: Event) -> Event {
    event.reports[0].location.precision = Precision::District;
    event
}

pub fn versions() -> Versions {
    let version = |text: &str| text.to_owned();
    Versions { program: version("0.1.0"), gazetteer: version("g1"), axes: version("a1"), lexicon: version("l1") }
}

/// An empty folder of a test's own, named after it.
pub fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("layers").join(test);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// SplitMix64: the same chance on every machine.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(bound)).unwrap()
    }
}
