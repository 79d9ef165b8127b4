//! Finds the names of places in a marked text and what the words around them say of their kind and role.

mod articles;
mod cases;
mod directions;
mod districts;
mod features;
mod held;
mod kinds;
mod names;
mod offsets;
mod people;
mod roles;
mod seats;
mod seldom;
mod small;
mod strangers;
mod villages;

use std::ops::Range;

use crate::axes::Registry;
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Sense};
use crate::model::{Candidate, Document, Kind, Language, Mention};

/// A name while it is being read.
#[derive(Debug, Clone, PartialEq)]
struct Name {
    /// Its words, the noun of its kind left out.
    tokens: Range<usize>,
    /// Its words with the noun, where that belongs to the span.
    extent: Range<usize>,
    /// Every place of that name, whatever its kind.
    candidates: Vec<Candidate>,
    /// The axes of that name.
    axes: Vec<String>,
    /// What the noun beside it says.
    kind: Option<Kind>,
    /// The number of the sentence.
    sentence: usize,
}

/// Every name of a place in the text, in order, none overlapping another.
///
/// A name that no place has is given too, without candidates, where the words around it leave no doubt that it names one.
pub fn mentions(document: &Document, marked: &Marked, gazetteer: &Gazetteer, axes: &Registry) -> Vec<Mention> {
    let text = document.text.as_str();
    let mut names = Vec::new();
    let mut finder = names::Finder::new(text, marked, gazetteer);
    for (number, sentence) in marked.sentences.iter().enumerate() {
        let mut found = finder.in_sentence(sentence.tokens.clone());
        // The end of a name that a line break cuts is not a name of the next line.
        let begun = names.last().map_or(0, |name: &Name| name.tokens.end);
        found.retain(|name| name.tokens.start >= begun);
        found.iter_mut().for_each(|name| name.sentence = number);
        if found.is_empty() && !has_head(marked, sentence.tokens.clone()) {
            continue;
        }
        strangers::add(text, marked, gazetteer, sentence.tokens.clone(), &mut found);
        kinds::settle(marked, gazetteer, &mut found);
        districts::settle(marked, gazetteer, &mut found);
        if document.language == Language::English {
            articles::drop(marked, gazetteer, &mut found);
        }
        for name in &mut found {
            held::settle(marked, gazetteer, name);
            cases::settle(marked, gazetteer, name);
            villages::settle(marked, gazetteer, name);
        }
        directions::add(text, marked, axes, sentence.tokens.clone(), &mut found);
        names.extend(found);
    }
    directions::add_bare(text, marked, axes, &mut names);
    people::drop(marked, document.language, gazetteer, &mut names);
    roles::mentions(text, marked, gazetteer, names)
}

fn has_head(marked: &Marked, sentence: Range<usize>) -> bool {
    marked.marks(sentence).iter().any(|mark| matches!(mark.sense, Sense::Head(_) | Sense::HeadOfMany(_)))
}

/// Whether nothing but commas and joining words stands between two names: they are members of one list.
fn is_listed(marked: &Marked, between: Range<usize>) -> bool {
    if between.is_empty() || between.len() > 9 {
        return false;
    }
    let mut at = between.start;
    let mut has_joint = false;
    while at < between.end {
        let token = &marked.tokens[at];
        let joining = marked.at(at).iter().filter(|mark| {
            mark.end <= between.end
                && matches!(
                    mark.sense,
                    Sense::Coordinator
                        | Sense::Filler
                        | Sense::Head(Kind::Settlement)
                        | Sense::HeadOfMany(Kind::Settlement)
                )
        });
        if let Some(longest) = joining.max_by_key(|mark| (mark.end, mark.sense == Sense::Coordinator)) {
            has_joint |= longest.sense == Sense::Coordinator;
            at = longest.end;
        } else if token.is_mark(',') || token.is_mark(';') || token.is_dash() || token.is_mark('•') {
            has_joint = true;
            at += 1;
        } else if token.is_quote() || token.is_mark('.') || matches!(token.shape, crate::text::Shape::Break(1)) {
            at += 1;
        } else {
            return false;
        }
    }
    has_joint
}
