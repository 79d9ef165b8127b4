//! Compares what the program found with what a person annotated.

mod alike;
mod events;
mod found;
mod gold;
mod mentions;
mod pairing;
mod scores;
mod tuning;

pub use found::Found;
pub use gold::{Annotated, Error};
pub use scores::{Bin, Events, Fault, Group, Hits, Mentions, Reliability, Scores, Settlements, Share, Undecidable};

pub use tuning::{Calibration, Placed, placed, searched};

use crate::evaluate::gold::GoldMention;

/// How far a settlement or an event's place may lie off before it is a wrong one: the usual size of a raion's part.
const WRONG_M: f64 = 25_000.0;
/// How far the right settlement may lie off; positions of one place differ by less between sources.
const NEAR_M: f64 = 5_000.0;

/// Compares each annotated document with what was found in it.
///
/// Names match one to one by overlapping spans, the best overlap first. A happening tells a gold event when its
/// sentence shares a quarter with one that tells the event; the pairing with the most matches is taken. What the
/// annotation leaves optional, and names inside other names, are in no count.
pub fn scores(compared: &[(&Annotated, &Found)]) -> Scores {
    let mut scores = Scores { documents: compared.len(), ..Scores::default() };
    for (gold, found) in compared {
        let mut fault = Faults { document: &gold.id, text: gold.text.chars().collect(), faults: Vec::new() };
        mentions::compare(gold, found, &mut scores, &mut fault);
        events::compare(gold, found, &mut scores, &mut fault);
        scores.faults.append(&mut fault.faults);
    }
    scores.settlements.off_km.sort_by(f64::total_cmp);
    scores
}

/// The faults of one document, and its text to quote.
struct Faults<'g> {
    document: &'g str,
    text: Vec<char>,
    faults: Vec<Fault>,
}

/// Characters shown on either side of a name.
const AROUND: usize = 30;
/// Characters shown of a sentence.
const LONGEST_QUOTE: usize = 120;

impl Faults<'_> {
    fn note(&mut self, sort: &'static str, words: String) {
        self.faults.push(Fault { sort, document: self.document.to_owned(), words });
    }

    /// A name in brackets, with what stands around it.
    fn name(&self, at: &std::ops::Range<usize>) -> String {
        let before: String = self.text[at.start.saturating_sub(AROUND)..at.start].iter().collect();
        let name: String = self.text[at.clone()].iter().collect();
        let after: String = self.text[at.end..self.text.len().min(at.end + AROUND)].iter().collect();
        format!("{before}[{name}]{after}")
    }

    /// The beginning of a sentence.
    fn sentence(&self, at: &std::ops::Range<usize>) -> String {
        self.text[at.start..at.end.min(at.start + LONGEST_QUOTE)].iter().collect()
    }
}

/// What a gold name is called in a fault.
fn called(gold: &GoldMention) -> &str {
    if gold.canonical.is_empty() { &gold.kind } else { &gold.canonical }
}
