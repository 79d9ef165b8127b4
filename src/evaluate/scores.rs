//! The numbers of a comparison, and how they add up and are written.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// The part that is right; none of nothing.
    pub fn part(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }

    pub(super) fn count(&mut self, is_right: bool) {
        self.of += 1;
        self.right += usize::from(is_right);
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            right: usize,
            of: usize,
            share: Option<f64>,
        }
        Written { right: self.right, of: self.of, share: self.part() }.serialize(serializer)
    }
}

/// What was found, out of what there is and of what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits {
    /// What the annotation has.
    pub gold: usize,
    /// What the program said.
    pub said: usize,
    /// What is in both.
    pub matched: usize,
}

impl Hits {
    /// The part of what was said that is right.
    pub fn precision(self) -> Option<f64> {
        Share { right: self.matched, of: self.said }.part()
    }

    /// The part of what there is that was found.
    pub fn recall(self) -> Option<f64> {
        Share { right: self.matched, of: self.gold }.part()
    }

    /// The harmonic mean of the two; 0 when nothing matches, none when there is nothing to match.
    pub fn f1(self) -> Option<f64> {
        Share { right: 2 * self.matched, of: self.gold + self.said }.part()
    }
}

impl Serialize for Hits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            gold: usize,
            said: usize,
            matched: usize,
            precision: Option<f64>,
            recall: Option<f64>,
            f1: Option<f64>,
        }
        let Hits { gold, said, matched } = *self;
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        Written { gold, said, matched, precision, recall, f1 }.serialize(serializer)
    }
}

/// Names of one group.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Group {
    /// Overlapping spans.
    #[serde(flatten)]
    pub overlap: Hits,
    /// Those with the same two ends.
    pub exact: usize,
}

impl Group {
    /// The same names, counted as matched only where both ends are the same.
    pub fn exactly(self) -> Hits {
        Hits { matched: self.exact, ..self.overlap }
    }
}

/// Names of places.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Mentions {
    /// All of them.
    pub all: Group,
    /// Settlements, hromadas, raions and oblasts.
    pub places: Group,
    /// States.
    pub countries: Group,
    /// Axes of attack.
    pub axes: Group,
    /// Rivers, seas, features and regions.
    pub other: Group,
    /// The share found of each kind.
    pub by_kind: BTreeMap<String, Share>,
}

/// Where settlements were put that the annotation has a position for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Settlements {
    /// The share put within 5, 25 and 161 km, of all of them.
    pub within_5_km: Share,
    /// Within 25 km.
    pub within_25_km: Share,
    /// Within 161 km (100 miles, the usual measure of geoparsers).
    pub within_161_km: Share,
    /// How many were found as names.
    pub matched: usize,
    /// The share put more than 25 km off, of those put anywhere.
    pub wrong: Share,
    /// The share in the right state, of names for which both know it.
    pub country: Share,
    /// The share in the right region, likewise.
    pub admin1: Share,
    /// Kilometres off, in order.
    #[serde(skip)]
    pub off_km: Vec<f64>,
}

impl Settlements {
    /// The middle of the distances.
    pub fn median_km(&self) -> Option<f64> {
        self.off_km.get(self.off_km.len() / 2).copied()
    }
}

/// Names that a reader could not decide either.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Undecidable {
    /// All of them.
    pub gold: usize,
    /// Left open, as is best.
    pub left_open: usize,
    /// Put on one of the places a reader could choose.
    pub on_one_of_them: usize,
    /// Put elsewhere.
    pub elsewhere: usize,
    /// Not found.
    pub missed: usize,
}

/// Happenings.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Events {
    /// Of the same type, read from the same sentence.
    pub exact: Hits,
    /// Of the same class, read from the same sentence.
    pub relaxed: Hits,
    /// Of the same class at the same place, read from anywhere in the document.
    pub document: Hits,
    /// Further tellings of a happening already found.
    pub duplicates: usize,
    /// Places of gold events that the matched event has too (25 km), of all that have a position.
    pub places: Share,
    /// The same, of matched events only.
    pub places_of_matched: Share,
    /// Places without a position, by name.
    pub places_by_name: Share,
    /// Places of matched events that the gold event has too.
    pub place_precision: Share,
    /// Days within the gold day or days.
    pub dates: Share,
    /// Days within them, give or take one.
    pub dates_within_one_day: Share,
    /// The side that acts.
    pub initiator: Share,
    /// Killed, wounded and attacks, each number on its own.
    pub counts: Share,
    /// Numbers that no annotation has.
    pub spurious_counts: usize,
    /// Events read from sentences that tell of none.
    pub from_non_events: usize,
    /// Sentences that tell of none.
    pub non_events: usize,
}

/// What was said with one sureness, and how much of it is right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bin {
    sum: f64,
    /// How much of it is right.
    pub share: Share,
}

impl Bin {
    /// The mean of what was said; none of nothing.
    pub fn said(self) -> Option<f64> {
        (self.share.of > 0).then(|| self.sum / self.share.of as f64)
    }
}

impl Serialize for Bin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            said: Option<f64>,
            right: usize,
            of: usize,
            share: Option<f64>,
        }
        let Share { right, of } = self.share;
        Written { said: self.said(), right, of, share: self.share.part() }.serialize(serializer)
    }
}

/// Whether what is said to be 0.8 sure is right four times out of five: tenths of sureness, from the least.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reliability {
    /// Said 0.0 to 0.1, 0.1 to 0.2, and so on.
    pub tenths: [Bin; 10],
    /// Everything that was said, in the order of the documents: how sure, and whether it was right.
    #[serde(skip)]
    pub told: Vec<(f64, bool)>,
}

impl Reliability {
    /// Adds one thing that was said.
    pub fn count(&mut self, said: f64, is_right: bool) {
        let tenth = &mut self.tenths[((said * 10.0) as usize).min(9)];
        tenth.sum += said;
        tenth.share.count(is_right);
        self.told.push((said, is_right));
    }

    /// How far what was said lies from what was right, on average over all that was said (the expected calibration
    /// error of Naeini et al. 2015).
    pub fn error(&self) -> Option<f64> {
        let off = |bin: &Bin| Some(bin.share.of as f64 * (bin.said()? - bin.share.part()?).abs());
        let sum: f64 = self.tenths.iter().filter_map(off).sum();
        (!self.told.is_empty()).then(|| sum / self.told.len() as f64)
    }

    /// From which sureness on, in tenths, things are worth drawing, and how much of that is right: below it more is wrong
    /// than right. None when nothing was said.
    pub fn worth_drawing(&self) -> Option<(f64, Share)> {
        let drawn = |tenth: usize| {
            let add = |sum: Share, bin: &Bin| Share { right: sum.right + bin.share.right, of: sum.of + bin.share.of };
            self.tenths[tenth..].iter().fold(Share::default(), add)
        };
        let gain = |tenth: usize| 2 * drawn(tenth).right as i64 - drawn(tenth).of as i64;
        let least = (0..self.tenths.len()).rev().max_by_key(|tenth| gain(*tenth))?;
        (!self.told.is_empty()).then(|| (least as f64 / 10.0, drawn(least)))
    }
}

/// What is wrong, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fault {
    /// The sort of fault: `missed mention`, `wrong place` …
    pub sort: &'static str,
    /// The document's id.
    pub document: String,
    /// What was wanted, what was said, and the words.
    pub words: String,
}

/// Everything that was compared.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Scores {
    /// Documents.
    pub documents: usize,
    /// Names found.
    pub mentions: Mentions,
    /// Where they were put.
    pub settlements: Settlements,
    /// Names that nobody could decide.
    pub undecidable: Undecidable,
    /// The part that each matched name plays.
    pub roles: Share,
    /// Each role that was wanted with the one that was said, and how often.
    pub role_pairs: BTreeMap<String, usize>,
    /// Happenings.
    pub events: Events,
    /// How sure settlements are, against being within 5 km.
    pub sure_of_settlements: Reliability,
    /// How sure events are at each of their places, against a gold event of the class being there.
    pub sure_of_events: Reliability,
    /// What is wrong.
    #[serde(skip)]
    pub faults: Vec<Fault>,
}
