//! Tells whose text it is.

use crate::lexicon::{ActorWord, Mark, Marked, Sense};
use crate::model::{Language, Side};

/// The side that the words of a text take; unknown where they take none.
pub fn stated_perspective(marked: &Marked, language: Language) -> Side {
    let (mut ukraine, mut russia) = (0, 0);
    let (mut of_ours, mut of_russia, mut of_ukraine) = (0, 0, 0);
    // Whose words a text puts in quotation marks are not its own: a "special operation".
    let is_quoted = |mark: &Mark| mark.start > 0 && marked.tokens[mark.start - 1].is_quote();
    for mark in marked.marks(0..marked.tokens.len()) {
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
    match (ukraine, russia, language) {
        (u, r, _) if u > r => Side::Ukraine,
        (u, r, _) if r > u => Side::Russia,
        (_, _, Language::Ukrainian) => Side::Ukraine,
        // Who speaks of "ours" and the enemy seldom calls its own side by its name.
        (_, _, Language::Russian) if of_ours > of_russia && of_ukraine >= of_russia => Side::Russia,
        _ => Side::Unknown,
    }
}

/// Whose text it is: the side that its words take (`stated`), else the one whose officials speak more often. Unknown where
/// neither tells.
pub fn perspective(marked: &Marked, stated: Side) -> Side {
    if stated == Side::Unknown { loudest_speaker(marked) } else { stated }
}

/// The side whose officials speak more often.
fn loudest_speaker(marked: &Marked) -> Side {
    let marks = marked.marks(0..marked.tokens.len());
    let (mut ukraine, mut russia) = (0, 0);
    for mark in marks {
        match mark.sense {
            Sense::Speaker(Side::Ukraine) => ukraine += 1,
            Sense::Speaker(Side::Russia) => russia += 1,
            _ => {}
        }
    }
    match ukraine.cmp(&russia) {
        std::cmp::Ordering::Greater => Side::Ukraine,
        std::cmp::Ordering::Less => Side::Russia,
        std::cmp::Ordering::Equal => Side::Unknown,
    }
}
