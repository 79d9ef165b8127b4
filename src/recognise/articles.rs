//! What English calls with an article and no noun is no town: "the Novocherkassk sank", "two ships, the Yamal and the Azov".

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Sense, Small};
use crate::model::Kind;
use crate::recognise::{Name, is_listed};

/// Drops the towns that have an article before them and no noun behind: they are ships, clubs and papers of that name.
pub(super) fn drop(marked: &Marked, gazetteer: &Gazetteer, names: &mut Vec<Name>) {
    let is_thing = |at: usize| {
        let name = &names[at];
        let has_article = name.tokens.start.checked_sub(1).is_some_and(|the| marked.tokens.key(the) == "the");
        let is_town = || {
            let mut plain = name.candidates.iter().filter(|candidate| !candidate.needs_noun);
            plain.all(|candidate| gazetteer.kind(candidate.place) == Kind::Settlement)
        };
        has_article
            && name.kind.is_none()
            && !name.candidates.is_empty()
            && stands_alone(marked, names, at)
            && is_town()
    };
    let things: Vec<bool> = (0..names.len()).map(is_thing).collect();
    let mut things = things.into_iter();
    names.retain(|_| !things.next().unwrap_or(false));
}

/// Behind the name stands no noun that the article could be of: the sentence ends or pauses, or goes on with a verb.
fn stands_alone(marked: &Marked, names: &[Name], at: usize) -> bool {
    let end = names[at].extent.end;
    // "The Kharkiv and Sumy regions": the noun of a list stands at its end.
    if names.get(at + 1).is_some_and(|next| next.kind.is_some() && is_listed(marked, end..next.tokens.start)) {
        return false;
    }
    let Some(next) = marked.tokens.get(end) else { return true };
    let pauses = [',', '.', ';', ':', ')', '!', '?'].iter().any(|mark| next.is_mark(*mark));
    let is_verb = |sense: Sense| matches!(sense, Sense::Small(Small::Passive | Small::Befalls));
    pauses || marked.at(end).iter().any(|mark| is_verb(mark.sense))
}
