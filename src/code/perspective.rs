//! Tells whose text it is.

use crate::code::Text;
use crate::lexicon::{ActorWord, Mark, Sense};
use crate::model::{Language, Side};

/// Whose text it is: the side that its words take (`stated`), else the one whose officials speak more often. Neither
/// where they take none.
pub(super) fn perspective(text: Text<'_>, stated: Side) -> Side {
    if stated == Side::Unknown { loudest_speaker(text) } else { stated }
}

/// The side that the words of a text take.
pub(super) fn stated_perspective(text: Text<'_>) -> Side {
    let (mut ukraine, mut russia) = (0, 0);
    let (mut of_ours, mut of_russia, mut of_ukraine) = (0, 0, 0);
    // Whose words a text puts in quotation marks are not its own: a "special operation".
    let is_quoted = |mark: &Mark| mark.start > 0 && text.marked.tokens[mark.start - 1].is_quote();
    for mark in text.marked.marks(0..text.marked.tokens.len()) {
        match mark.sense {
            Sense::Perspective(_) if is_quoted(mark) => {}
            Sense::Perspective(Side::Ukraine) => ukraine += 1,
            Sense::Perspective(Side::Russia) => russia += 1,
            Sense::Actor(ActorWord::Own | ActorWord::Enemy) => of_ours += 1,
            Sense::Actor(ActorWord::Side(Side::Russia)) => of_russia += 1,
            Sense::Actor(ActorWord::Side(Side::Ukraine)) => of_ukraine += 1,
            _ => {}
        }
    }
    match (ukraine, russia, text.document.language) {
        (u, r, _) if u > r => Side::Ukraine,
        (u, r, _) if r > u => Side::Russia,
        (_, _, Language::Ukrainian) => Side::Ukraine,
        // Who speaks of "ours" and the enemy seldom calls its own side by its name.
        (_, _, Language::Russian) if of_ours > of_russia && of_ukraine >= of_russia => Side::Russia,
        _ => Side::Unknown,
    }
}

/// The side whose officials speak more often.
fn loudest_speaker(text: Text<'_>) -> Side {
    let marks = text.marked.marks(0..text.marked.tokens.len());
    let speak = |side: Side| marks.iter().filter(|mark| mark.sense == Sense::Speaker(side)).count();
    match speak(Side::Ukraine).cmp(&speak(Side::Russia)) {
        std::cmp::Ordering::Greater => Side::Ukraine,
        std::cmp::Ordering::Less => Side::Russia,
        std::cmp::Ordering::Equal => Side::Unknown,
    }
}
