//! Compares the happenings: whether they were found, and what is said of their places, days, sides and numbers.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::evaluate::alike::{meet, overlap, same_name, shared};
use crate::evaluate::found::{Found, Happening};
use crate::evaluate::gold::{Annotated, Class, GoldEvent, GoldPlace};
use crate::evaluate::pairing::{Weights, heaviest};
use crate::evaluate::scores::{Hits, Scores};
use crate::evaluate::{Faults, WRONG_M};
use crate::model::{Counted, Place, Side};

/// What a match is worth, and what makes one match better than another. A match is worth more than all the rest
/// together, so that no match is given up for a better one.
const MATCH: f64 = 100.0;
const SAME_TYPE: f64 = 20.0;
const SAME_PLACES: f64 = 10.0;
const REQUIRED: f64 = 5.0;

/// Words under which an annotation counts attacks.
const ATTACKS: [&str; 3] = ["attacks", "assaults", "attempts"];

/// Which happening tells which gold event, and which are free of blame.
struct Matched<'a> {
    gold: &'a [GoldEvent],
    said: &'a [Happening],
    /// Pairs whose sentences meet.
    meeting: BTreeSet<(usize, usize)>,
    exact: Pairs,
    relaxed: Pairs,
    /// Happenings in sentences that tell of none, but of a type that does no harm there.
    allowed: BTreeSet<usize>,
    /// Happenings in sentences that tell of none.
    false_ones: BTreeSet<usize>,
}

/// The happening of each gold event that has one.
type Pairs = std::collections::BTreeMap<usize, usize>;

/// Adds one document's happenings to the scores.
pub(super) fn compare(gold: &Annotated, found: &Found, scores: &mut Scores, faults: &mut Faults<'_>) {
    let matched = Matched::of(gold, found, faults);
    let events = &mut scores.events;
    events.non_events += gold.non_events.len();
    events.from_non_events += matched.false_ones.len();
    matched.tally(&matched.exact, &BTreeSet::new(), &mut events.exact);
    matched.tally(&matched.relaxed, &BTreeSet::new(), &mut events.relaxed);
    let document = matched.document();
    let duplicates = matched.duplicates(&document);
    matched.tally(&document, &duplicates, &mut events.document);
    events.duplicates += duplicates.len();
    for (number, event) in gold.events.iter().enumerate().filter(|(_, event)| !event.is_optional) {
        let told = matched.relaxed.get(&number).map(|said| &found.happenings[*said]);
        if told.is_none() {
            faults.note("missed event", format!("{}: {}", listed(event), faults.sentence(&event.spans[0])));
        }
        count_places(event, told, scores, faults);
        if let Some(told) = told {
            if !matched.exact.contains_key(&number) {
                let words = format!("wanted {}, said {}", listed(event), told.event_type.code());
                faults.note("wrong type", format!("{words}: {}", faults.sentence(&event.spans[0])));
            }
            count_details(event, told, scores, faults);
        }
    }
    matched.count_sureness(&document, &duplicates, scores);
    matched.note_spurious(faults);
}

impl<'a> Matched<'a> {
    fn of(document: &'a Annotated, found: &'a Found, faults: &mut Faults<'_>) -> Matched<'a> {
        let (gold, said) = (document.events.as_slice(), found.happenings.as_slice());
        let pairs = |at: usize| (0..said.len()).map(move |said| (at, said));
        let meets = |pair: &(usize, usize)| meet(&gold[pair.0].spans, &said[pair.1].spans);
        let meeting: BTreeSet<_> = (0..gold.len()).flat_map(pairs).filter(meets).collect();
        let of = |is_alike: &dyn Fn(&GoldEvent, &Happening) -> bool| {
            let alike = meeting.iter().filter(|(at, other)| is_alike(&gold[*at], &said[*other]));
            heaviest(&alike.map(|(at, other)| ((*at, *other), weight(&gold[*at], &said[*other]))).collect())
        };
        let mut exact = of(&|event, told| event.types.contains(told.event_type.code()));
        let relaxed = of(&is_of_class);
        // An optional event that is told under another type is not held against the program either.
        for (at, other) in &relaxed {
            if gold[*at].is_optional && !exact.contains_key(at) && !exact.values().any(|used| used == other) {
                exact.insert(*at, *other);
            }
        }
        let mut matched =
            Matched { gold, said, meeting, exact, relaxed, allowed: BTreeSet::new(), false_ones: BTreeSet::new() };
        matched.judge_false(document, faults);
        matched
    }

    /// Happenings that touch no gold event and lie in a sentence that tells of none.
    fn judge_false(&mut self, document: &Annotated, faults: &mut Faults<'_>) {
        for (at, told) in self.said.iter().enumerate() {
            if self.meeting.iter().any(|(_, said)| *said == at) {
                continue;
            }
            let lies_in = |sentence: &std::ops::Range<usize>| {
                told.spans.iter().any(|span| shared(sentence, span) * 2 >= sentence.len().min(span.len()))
            };
            let Some(none) = document.non_events.iter().find(|none| lies_in(&none.at)) else { continue };
            if none.allowed.contains(told.event_type.code()) {
                self.allowed.insert(at);
            } else {
                self.false_ones.insert(at);
                let words = format!("{}: {}", told.event_type.code(), faults.sentence(&none.at));
                faults.note("event from none", words);
            }
        }
    }

    /// Counts what was found and what was said; what is optional, allowed or told again is in neither count.
    fn tally(&self, pairs: &Pairs, again: &BTreeSet<usize>, hits: &mut Hits) {
        let is_optional = |at: usize| self.gold[at].is_optional;
        let mut free: BTreeSet<usize> = self.allowed.union(again).copied().collect();
        free.extend(pairs.iter().filter(|(at, _)| is_optional(**at)).map(|(_, said)| *said));
        hits.gold += self.gold.iter().filter(|event| !event.is_optional).count();
        hits.said += self.said.len() - free.len();
        hits.matched += pairs.keys().filter(|at| !is_optional(**at)).count();
    }

    /// The relaxed pairs, and those of one class and place that are told elsewhere in the document.
    fn document(&self) -> Pairs {
        let mut weights = Weights::new();
        for at in (0..self.gold.len()).filter(|at| !self.relaxed.contains_key(at)) {
            for said in self.unmatched() {
                if is_of_class(&self.gold[at], &self.said[said]) && self.shares_place(at, said) {
                    weights.insert((at, said), weight(&self.gold[at], &self.said[said]));
                }
            }
        }
        let mut document = self.relaxed.clone();
        document.extend(heaviest(&weights));
        document
    }

    /// Happenings that tell a matched event once more.
    fn duplicates(&self, document: &Pairs) -> BTreeSet<usize> {
        let tells_again = |said: &usize| {
            let is_told = |at: &usize| {
                let is_near = self.meeting.contains(&(*at, *said)) || self.shares_place(*at, *said);
                is_near && is_of_class(&self.gold[*at], &self.said[*said])
            };
            !document.values().any(|used| used == said) && document.keys().any(is_told)
        };
        self.unmatched().filter(tells_again).collect()
    }

    fn unmatched(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        let is_used = |said: &usize| self.relaxed.values().any(|used| used == said);
        (0..self.said.len())
            .filter(move |said| !is_used(said) && !self.allowed.contains(said) && !self.false_ones.contains(said))
    }

    fn shares_place(&self, at: usize, said: usize) -> bool {
        let places = &self.said[said].places;
        self.gold[at].places.iter().any(|place| places.iter().any(|(other, _)| is_same_place(place, other)))
    }

    /// A happening is right at a place when a gold event that it tells has that place.
    fn count_sureness(&self, document: &Pairs, duplicates: &BTreeSet<usize>, scores: &mut Scores) {
        for (number, told) in self.said.iter().enumerate().filter(|(number, _)| !self.allowed.contains(number)) {
            let tells = |at: &usize| {
                let is_again = duplicates.contains(&number) && is_of_class(&self.gold[*at], told);
                document.get(at) == Some(&number) || is_again
            };
            let events: Vec<&GoldEvent> = (0..self.gold.len()).filter(tells).map(|at| &self.gold[at]).collect();
            for (place, confidence) in &told.places {
                let is_right = events.iter().any(|event| event.places.iter().any(|gold| is_same_place(gold, place)));
                scores.sure_of_events.count(*confidence, is_right);
            }
        }
    }

    fn note_spurious(&self, faults: &mut Faults<'_>) {
        for said in self.unmatched() {
            let told = &self.said[said];
            let places: Vec<&str> = told.places.iter().take(4).map(|(place, _)| place.name.as_str()).collect();
            let words = format!("{} at {}", told.event_type.code(), places.join(", "));
            faults.note("spurious event", format!("{words}: {}", faults.sentence(&told.spans[0])));
        }
    }
}

fn is_of_class(event: &GoldEvent, told: &Happening) -> bool {
    event.classes.contains(&Class::Known(told.event_type.class()))
}

fn listed(event: &GoldEvent) -> String {
    event.types.iter().map(String::as_str).collect::<Vec<_>>().join("/")
}

fn weight(event: &GoldEvent, told: &Happening) -> f64 {
    let has = |place: &&GoldPlace| told.places.iter().any(|(other, _)| is_same_place(place, other));
    let same_places = event.places.iter().filter(has).count() as f64 / event.places.len().max(1) as f64;
    let overlaps = event.spans.iter().flat_map(|one| told.spans.iter().map(|other| overlap(one, other)));
    MATCH
        + if event.types.contains(told.event_type.code()) { SAME_TYPE } else { 0.0 }
        + SAME_PLACES * same_places
        + if event.is_optional { 0.0 } else { REQUIRED }
        + overlaps.fold(0.0, f64::max)
}

/// By distance when the annotation has a position, else by name.
fn is_same_place(gold: &GoldPlace, place: &Place) -> bool {
    match gold.position {
        Some(there) => place.position.is_some_and(|here| here.distance_m(there) <= WRONG_M),
        None => same_name(&gold.canonical, &place.name),
    }
}

fn count_places(event: &GoldEvent, told: Option<&Happening>, scores: &mut Scores, faults: &mut Faults<'_>) {
    let events = &mut scores.events;
    for gold in &event.places {
        let is_there = told.is_some_and(|told| told.places.iter().any(|(place, _)| is_same_place(gold, place)));
        if gold.position.is_none() {
            events.places_by_name.count(is_there);
        } else {
            events.places.count(is_there);
            if told.is_some() {
                events.places_of_matched.count(is_there);
            }
        }
        if told.is_some() && !is_there {
            let words = format!("{} of {}", gold.canonical, listed(event));
            faults.note("missed event place", format!("{words}: {}", faults.sentence(&event.spans[0])));
        }
    }
    let has_points = !event.places.is_empty() && event.places.iter().all(|place| place.position.is_some());
    for (place, _) in told.iter().filter(|_| has_points).flat_map(|told| &told.places) {
        if place.position.is_some() {
            events.place_precision.count(event.places.iter().any(|gold| is_same_place(gold, place)));
        }
    }
}

fn count_details(event: &GoldEvent, told: &Happening, scores: &mut Scores, faults: &mut Faults<'_>) {
    let events = &mut scores.events;
    let sentence = || faults.sentence(&event.spans[0]);
    let mut wrong = Vec::new();
    if let Some((first, last)) = event.days {
        let said = told.when.start.or(told.when.end).zip(told.when.end.or(told.when.start));
        let is_within = |first: Option<Date>, last: Option<Date>| {
            let Some((start, end)) = said else { return false };
            first.is_some_and(|first| first <= start) && start <= end && last.is_some_and(|last| end <= last)
        };
        let is_exact = is_within(Some(first), Some(last));
        events.dates.count(is_exact);
        events.dates_within_one_day.count(is_within(first.yesterday().ok(), last.tomorrow().ok()));
        if !is_exact {
            let said = said.map_or_else(|| "no day".to_owned(), |(start, end)| format!("{start}..{end}"));
            wrong.push(("wrong date", format!("wanted {first}..{last}, said {said}: {}", sentence())));
        }
    }
    if let Some(actor) = event.actor {
        let side = told.initiator;
        let is_right = side == actor && matches!(side, Side::Russia | Side::Ukraine);
        events.initiator.count(is_right);
        if !is_right {
            let words = format!("wanted {}, said {}: {}", actor.code(), side.code(), sentence());
            wrong.push(("wrong initiator", words));
        }
    }
    let number = |key: &str| event.counts.get(key).copied().flatten();
    let attacks = ATTACKS.iter().find(|key| event.counts.contains_key(**key)).and_then(|key| number(key));
    let wanted =
        [(Counted::Killed, number("killed")), (Counted::Wounded, number("wounded")), (Counted::Attacks, attacks)];
    for (counted, wanted) in wanted {
        let said = told.counts.get(&counted).map(|number| f64::from(*number));
        match (wanted, said) {
            (None, said) => events.spurious_counts += usize::from(said.is_some_and(|said| said != 0.0)),
            (Some(0.0), None) => {}
            (Some(wanted), said) => {
                events.counts.count(said == Some(wanted));
                if said != Some(wanted) {
                    let said = said.map_or_else(|| "none".to_owned(), |said| said.to_string());
                    let words = format!("{} wanted {wanted}, said {said}: {}", counted.code(), sentence());
                    wrong.push(("wrong number", words));
                }
            }
        }
    }
    wrong.into_iter().for_each(|(sort, words)| faults.note(sort, words));
}
