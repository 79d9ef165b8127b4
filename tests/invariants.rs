//! What holds for any documents: neither their order, nor their division into batches, nor one that has nothing to do with
//! them changes what is told; two texts of one happening are one event, in whatever language.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use frontline::model::{Document, Event, Language, Published, Report, Source};
use frontline::{Reference, coding, dedup, read};

/// Rounds of each property, each with other documents.
const ROUNDS: u64 = 12;

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// What each annotated document tells.
fn told(reference: &Reference) -> Vec<Vec<Report>> {
    let inputs = [data("documents"), data("gold/wide.jsonl")];
    let documents: Vec<Document> =
        read::documents(&inputs, &read::Settings::default()).filter_map(Result::ok).collect();
    assert!(documents.len() > 50);
    documents.iter().map(|document| coding(document, reference).reports).collect()
}

/// About half of the documents, in an order of their own.
fn some(told: &[Vec<Report>], seeded: &mut Seeded) -> Vec<Vec<Report>> {
    let mut chosen: Vec<Vec<Report>> = told.iter().filter(|_| seeded.below(2) == 0).cloned().collect();
    seeded.shuffle(&mut chosen);
    chosen
}

fn events(told: &[Vec<Report>]) -> Vec<Event> {
    dedup::events(told.concat())
}

#[test]
fn the_order_of_documents_changes_nothing() {
    let told = told(&Reference::embedded());
    for round in 0..ROUNDS {
        let mut seeded = Seeded(round);
        let mut chosen = some(&told, &mut seeded);
        let before = events(&chosen);
        seeded.shuffle(&mut chosen);
        assert_eq!(events(&chosen), before, "round {round}");
    }
}

#[test]
fn batches_that_are_merged_tell_the_same_as_one() {
    let told = told(&Reference::embedded());
    for round in 0..ROUNDS {
        let mut seeded = Seeded(round);
        let chosen = some(&told, &mut seeded);
        let (first, second) = chosen.split_at(seeded.below(chosen.len() + 1));
        let again = [events(first), events(second)].concat().into_iter().flat_map(|event| event.reports).collect();
        assert_eq!(dedup::events(again), events(&chosen), "round {round}");
    }
}

#[test]
fn a_document_that_has_nothing_to_do_with_others_changes_none_of_their_events() {
    let reference = Reference::embedded();
    let told = told(&reference);
    let stranger = document("stranger", "Other Wire", "en", "2022-03-05", "On March 5 a missile hit Uzhhorod.");
    let stranger = coding(&stranger, &reference).reports;
    assert_eq!(stranger.len(), 1);
    for round in 0..ROUNDS {
        let chosen = some(&told, &mut Seeded(round));
        let before = events(&chosen);
        let after = events(&[chosen, vec![stranger.clone()]].concat());
        let after: BTreeMap<&str, &Event> = after.iter().map(|event| (event.id.as_str(), event)).collect();
        assert_eq!(after.len(), before.len() + 1, "round {round}");
        assert!(before.iter().all(|event| after.get(event.id.as_str()) == Some(&event)), "round {round}");
    }
}

#[test]
fn two_texts_of_one_happening_are_one_event() {
    let reference = Reference::embedded();
    let pairs = [
        [
            (
                "en",
                "Two people were killed when a missile hit a hotel in Kramatorsk on Tuesday evening, officials said.",
            ),
            ("en", "A missile strike on Kramatorsk killed two people on June 27."),
        ],
        [
            ("en", "On June 27 a guided bomb fell on Vovchansk, wounding three people."),
            ("uk", "27 червня керована авіабомба впала на Вовчанськ, троє людей поранені."),
        ],
        [
            ("uk", "27 червня захисники відбили чотири штурми поблизу Мар'їнки."),
            ("ru", "27 июня защитники отразили четыре штурма возле Марьинки."),
        ],
        [
            ("en", "On June 27 air defences shot down three drones over Belgorod."),
            ("ru", "27 июня над Белгородом сбиты три беспилотника."),
        ],
        [
            ("ru", "27 июня российские войска освободили Клещеевку, заявили в Минобороны РФ."),
            ("en", "Russian forces captured Klishchiivka on June 27, the Defence Ministry in Moscow said."),
        ],
    ];
    for pair in pairs {
        let of = |at: usize| {
            let (language, text) = pair[at];
            coding(&document(&format!("text {at}"), &format!("Wire {at}"), language, "2023-06-28", text), &reference)
                .reports
        };
        let found = dedup::events([of(0), of(1)].concat());
        assert_eq!(found.len(), 1, "{pair:?}: {found:#?}");
        assert_eq!(found[0].reports.len(), 2, "{pair:?}");
        let [one, other] = [&found[0].reports[0], &found[0].reports[1]];
        assert_eq!(one.event_type, other.event_type, "{pair:?}");
        assert_eq!((one.when.start, one.when.end), (other.when.start, other.when.end), "{pair:?}");
        assert_eq!(one.location.place.id, other.location.place.id, "{pair:?}");
    }
}

/// A document of that publisher, language and day.
fn document(id: &str, publisher: &str, language: &str, day: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        source: Source { publisher: Some(publisher.to_owned()), side: None },
        url: None,
        published: Some(Published { date: day.parse().unwrap(), time: None }),
        language: Language::from_code(language).unwrap(),
        title: None,
        text: text.to_owned(),
        sha256: format!("{publisher}: {text}"),
    }
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}
