//! Case forms that the preposition before a name rules out: «в Луганском» is Луганское, never Луганск.

use crate::gazetteer::Gazetteer;
use crate::lexicon::Marked;
use crate::recognise::Name;
use crate::text::fold;

/// The ending that a Russian noun has in the instrumental and an adjective in the prepositional.
const SHARED: &str = "ом";
/// The prepositions after which only the second stands.
const IN: [&str; 2] = ["в", "во"];

/// After "in" takes the places whose name would stand in the instrumental, where others are left.
pub(super) fn settle(marked: &Marked, gazetteer: &Gazetteer, name: &mut Name) {
    let Some(before) = name.tokens.start.checked_sub(1).filter(|_| name.tokens.len() == 1) else { return };
    let Some(noun) = marked.tokens.key(name.tokens.start).strip_suffix(SHARED) else { return };
    // «На Покровском» leaves out the noun of a direction.
    if !IN.contains(&marked.tokens.key(before)) {
        return;
    }
    let is_noun = |place| fold::key(&gazetteer.place(place).name_ru) == noun;
    if name.candidates.iter().any(|candidate| !candidate.needs_noun && !is_noun(candidate.place)) {
        name.candidates.retain(|candidate| !is_noun(candidate.place));
    }
}
