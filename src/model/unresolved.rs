//! A name that stayed open.

/// One name that means no one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The document's id.
    pub document: String,
    /// Its address.
    pub url: Option<String>,
    /// First code point in the document's text.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The name as printed.
    pub text: String,
    /// `ambiguous` or `unknown`.
    pub verdict: &'static str,
    /// What it may mean, the likeliest first: name, first-level unit, id and score of each, with `; ` between.
    pub candidates: String,
    /// The name with 60 characters on each side, every run of white space as one space.
    pub context: String,
}

impl Unresolved {
    /// Every verdict of a name that is open.
    pub const VERDICTS: [&'static str; 2] = ["ambiguous", "unknown"];
}
