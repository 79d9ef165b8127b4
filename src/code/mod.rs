//! Codes what a text says happened: type, place, day, who, how many, and who says so.

use crate::axes::Registry;
use crate::lexicon::{Lexicon, Marked};
use crate::model::{Document, Language, Report, Verdict};

/// One language's words for events, dates and numbers.
pub struct Grammar {
    /// The words that mean something.
    pub lexicon: Lexicon,
}

impl Grammar {
    /// What the program was built with.
    pub fn embedded(language: Language) -> Grammar {
        Grammar { lexicon: Lexicon::embedded(language) }
    }
}

/// What a document tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// Every name, each with the role it turned out to play.
    pub verdicts: Vec<Verdict>,
    /// Every happening at a place, in the order of the text.
    pub reports: Vec<Report>,
}

/// Codes a document.
pub fn coding(_document: &Document, _marked: &Marked, verdicts: Vec<Verdict>, _grammar: &Grammar, _axes: &Registry) -> Coding {
    Coding { verdicts, reports: Vec::new() }
}
