//! Says what part each name plays in its sentence, and makes the mentions.

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Marked, Sense, Small};
use crate::model::{Candidate, Kind, Mention, Offset, Role};
use crate::recognise::{Name, is_listed, offsets};
use crate::text::{Capitals, Shape};

/// Words between a place and what tells more exactly where it is.
const FARTHEST_ASIDE: usize = 6;

/// Turns names into mentions, in order.
pub(super) fn mentions(text: &str, marked: &Marked, gazetteer: &Gazetteer, names: Vec<Name>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::with_capacity(names.len());
    for at in 0..names.len() {
        let name = &names[at];
        let lead = Lead::of(marked, name);
        let before = at.checked_sub(1).filter(|before| names[*before].sentence == name.sentence);
        let offset = offsets::before(text, marked, name.tokens.start, lead.phrase)
            .or_else(|| offsets::between(marked, name, lead.phrase, names.get(at + 1)));
        let shared = before.and_then(|before| {
            let between = names[before].extent.end..name.tokens.start;
            let is_shared = lead.relation.is_none() && is_listed(marked, between);
            is_shared.then(|| role_before_aside(&names, &out, before))
        });
        let candidates = candidates(gazetteer, name);
        let is_state = candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Country);
        let kind = name.kind.unwrap_or(if is_state { Kind::Country } else { Kind::Settlement });
        let role = match kind {
            Kind::Axis => Role::Context,
            _ if is_dateline(marked, name) => Role::From,
            _ if owns_next(marked, &names, at) && kind == Kind::Country => Role::Context,
            _ if is_office(marked, &names, at, lead) => Role::Metonym,
            Kind::Country => state_role(marked, &names, at, lead),
            _ if lead.relation.is_none() && stands_for_state(marked, gazetteer, &names, at, &candidates) => {
                Role::Metonym
            }
            _ if is_bearing(marked, &names, &out, at) => Role::Context,
            _ if offset == Some(Offset::Between) && is_aside(marked, &names, &out, at) => Role::Context,
            _ => shared.or(lead.relation).unwrap_or(Role::At),
        };
        out.push(Mention {
            span: marked.tokens.span(name.extent.clone()),
            kind,
            candidates,
            axes: name.axes.clone(),
            role,
            offset,
            is_embedded: is_embedded(marked, name),
        });
    }
    out
}

/// What stands before a name.
#[derive(Clone, Copy)]
struct Lead {
    /// Where its phrase begins, as [`phrase_start`] finds.
    phrase: usize,
    /// What the words before it say.
    relation: Option<Role>,
}

impl Lead {
    fn of(marked: &Marked, name: &Name) -> Lead {
        let start = name.tokens.start;
        let phrase = phrase_start(marked, start);
        Lead { phrase, relation: relation(marked, start, phrase) }
    }
}

/// "Vasylkiv near Kyiv": a town right after a place tells where that lies.
fn is_bearing(marked: &Marked, names: &[Name], out: &[Mention], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &names[before]) else { return false };
    let near = marked.ending_at(names[at].tokens.start, |sense| matches!(sense, Sense::Relation(Role::Near)));
    let is_point = before.kind.is_none_or(|kind| matches!(kind, Kind::Settlement | Kind::Poi));
    let is_site = out.last().is_some_and(|last| is_site(last.role));
    is_point && is_site && near.is_some_and(|near| near.start == before.extent.end)
}

/// "In A, on the road between B and C": what follows a place tells more exactly where it is.
fn is_aside(marked: &Marked, names: &[Name], out: &[Mention], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| names[*before].sentence == names[at].sentence) else {
        return false;
    };
    let between = names[before].extent.end..names[at].tokens.start;
    let is_site = is_site(out[before].role) && matches!(out[before].kind, Kind::Settlement | Kind::Poi);
    let goes_on = |sense: Sense| matches!(sense, Sense::Coordinator | Sense::Trigger(_));
    is_site && between.len() <= FARTHEST_ASIDE && !marked.marks(between).iter().any(|mark| goes_on(mark.sense))
}

fn is_site(role: Role) -> bool {
    matches!(role, Role::At | Role::Near | Role::Toward)
}

/// The role that a list hands on: "A, north of B, and C": C stands with A. Both ends of a way play one part.
fn role_before_aside(names: &[Name], out: &[Mention], last: usize) -> Role {
    if out[last].offset == Some(Offset::Between) {
        return out[last].role;
    }
    let first = names[last].sentence;
    let earlier = (0..last).rev().take_while(|at| names[*at].sentence == first).take(2).map(|at| out[at].role);
    match out[last].role {
        Role::Context => earlier.into_iter().find(|role| is_site(*role)).unwrap_or(Role::Context),
        role => role,
    }
}

/// The places of the kind that the words ask for; where there is none, of the kinds that such words also mean.
fn candidates(gazetteer: &Gazetteer, name: &Name) -> Vec<Candidate> {
    let of_kind = |kind: Kind| -> Vec<Candidate> {
        name.candidates.iter().copied().filter(|candidate| gazetteer.kind(candidate.place) == kind).collect()
    };
    let by_name = || name.candidates.iter().copied().filter(|candidate| !candidate.needs_noun).collect();
    let wanted: &[Kind] = match name.kind {
        None => return by_name(),
        Some(Kind::Axis) => return Vec::new(),
        Some(Kind::Oblast) => &[Kind::Oblast, Kind::Raion, Kind::Hromada, Kind::Region],
        Some(Kind::Raion) => &[Kind::Raion, Kind::Hromada],
        Some(Kind::Hromada) => &[Kind::Hromada, Kind::Raion],
        Some(Kind::River) => &[Kind::River],
        Some(Kind::Sea) => &[Kind::Sea],
        Some(Kind::Poi | Kind::Region) => &[Kind::Poi, Kind::Region],
        Some(Kind::Settlement | Kind::Country) => &[Kind::Settlement],
    };
    wanted.iter().map(|kind| of_kind(*kind)).find(|found| !found.is_empty()).unwrap_or_else(by_name)
}

/// Where the words before a name end that are part of its phrase: nouns of kind, articles, quotation marks.
fn phrase_start(marked: &Marked, start: usize) -> usize {
    let mut at = start;
    loop {
        let Some(before) = at.checked_sub(1) else { return at };
        let token = &marked.tokens[before];
        let is_article = marked.is_small(before, Small::Article);
        if marked.is_small(before, Small::Possessive) && before > 0 && marked.tokens[before - 1].is_capitalised() {
            at = before - 1;
            continue;
        }
        if token.is_quote()
            || is_article
            || (token.is_mark('.') && at > 1 && token.is_glued && marked.tokens[at - 2].is_word())
        {
            at = before;
            continue;
        }
        let is_head = |sense: Sense| matches!(sense, Sense::Head(_) | Sense::HeadOfMany(_));
        match marked.ending_at(at, is_head) {
            Some(head) => at = head.start,
            None if marked.is_small(before, Small::Of) && marked.ending_at(before, is_head).is_some() => at = before,
            None => return at,
        }
    }
}

/// What the words right before a name or its phrase say.
fn relation(marked: &Marked, start: usize, phrase: usize) -> Option<Role> {
    let before_phrase = || {
        relation_ending(marked, phrase).or_else(|| {
            // "in occupied Crimea", "from the Russian cities of Oryol and Kursk".
            let is_nationality = |at: usize| marked.at(at).iter().any(|mark| matches!(mark.sense, Sense::Actor(_)));
            let before = phrase.checked_sub(1).filter(|before| marked.tokens[*before].is_word())?;
            if !marked.tokens[before].is_capitalised() {
                relation_ending(marked, before)
            } else if is_nationality(before) {
                relation_ending(marked, phrase_start(marked, before))
            } else {
                None
            }
        })
    };
    // In "from the cities of X" the words before the noun tell, not its "of".
    let at_name = relation_ending(marked, start);
    if phrase < start { before_phrase().or(at_name) } else { at_name.or_else(before_phrase) }
}

fn relation_ending(marked: &Marked, end: usize) -> Option<Role> {
    match marked.ending_at(end, |sense| matches!(sense, Sense::Relation(_)))?.sense {
        Sense::Relation(role) => Some(role),
        _ => None,
    }
}

/// "MOSCOW (Sputnik) -" and "KHARKIV, May 15 —": where the reporter sat.
fn is_dateline(marked: &Marked, name: &Name) -> bool {
    let tokens = &marked.tokens;
    let is_first = marked.sentences[name.sentence].tokens.start == name.tokens.start;
    let Some(next) = tokens.get(name.extent.end).filter(|_| is_first) else { return false };
    let is_loud = tokens[name.tokens.start].shape == Shape::Word(Capitals::All);
    let is_aside = next.is_mark('(') || (next.is_mark(',') && is_loud);
    is_aside && tokens[name.extent.end..].iter().take(9).any(|token| token.is_dash())
}

/// "governor of the Belgorod region", "governor of Russia's Belgorod region", "the Belgorod governor": the office, not
/// the ground.
fn is_office(marked: &Marked, names: &[Name], at: usize, lead: Lead) -> bool {
    let name = &names[at];
    let follows = |at: usize| {
        at < marked.tokens.len() && marked.at(at).iter().any(|mark| matches!(mark.sense, Sense::OfficeAfter))
    };
    if follows(name.extent.end) {
        return true;
    }
    let owner = at.checked_sub(1).map(|owner| &names[owner]).filter(|owner| {
        owner.extent.end + 1 == name.tokens.start && marked.is_small(owner.extent.end, Small::Possessive)
    });
    let start = owner.map_or(lead.phrase, |owner| phrase_start(marked, owner.tokens.start));
    [name.tokens.start, start, start.saturating_sub(1)].into_iter().any(|end| {
        marked.ending_at(end, |sense| matches!(sense, Sense::Office)).is_some()
            && (end + 1 >= start || !marked.tokens[end].is_capitalised())
    })
}

/// A state acts, unless the words before put something in it.
fn state_role(marked: &Marked, names: &[Name], at: usize, lead: Lead) -> Role {
    let name = &names[at];
    let is_owner = marked.is_small(name.extent.end, Small::Possessive);
    match lead.relation {
        _ if is_owner => Role::Metonym,
        Some(Role::From) => Role::From,
        Some(Role::At) if marked.is_small(lead.phrase.saturating_sub(1), Small::Upon) => Role::Metonym,
        Some(_) => Role::Context,
        None if follows_area(marked, names, at) => Role::Context,
        None => Role::Metonym,
    }
}

/// "Russia's Belgorod region".
fn owns_next(marked: &Marked, names: &[Name], at: usize) -> bool {
    let end = names[at].extent.end;
    let is_owner = marked.is_small(end, Small::Possessive);
    is_owner && names.get(at + 1).is_some_and(|next| next.tokens.start == end + 1)
}

/// "Belgorod, Russia", «Ростовської області РФ»: the state tells where the place before it lies.
fn follows_area(marked: &Marked, names: &[Name], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &names[before]) else { return false };
    let start = names[at].tokens.start;
    let is_area = before.kind.is_some_and(|kind| matches!(kind, Kind::Oblast | Kind::Raion));
    (before.extent.end == start && is_area)
        || (before.extent.end + 1 == start && marked.tokens[before.extent.end].is_mark(','))
}

/// A capital that nothing is put in, and that stands in no list of towns, is its government. The case forms of
/// Ukrainian and Russian need no preposition, so there it must also speak, plan or own something.
fn stands_for_state(
    marked: &Marked,
    gazetteer: &Gazetteer,
    names: &[Name],
    at: usize,
    candidates: &[Candidate],
) -> bool {
    let name = &names[at];
    let is_capital = |candidates: &[Candidate]| candidates.iter().any(|one| gazetteer.is_capital(one.place));
    let next = name.extent.end;
    if name.kind.is_some() || next >= marked.tokens.len() || !is_capital(candidates) {
        return false;
    }
    let is_in_list = |other: usize| {
        names.get(other).is_some_and(|other| {
            let between =
                if other.tokens.start >= next { next..other.tokens.start } else { other.extent.end..name.tokens.start };
            let is_state = |candidate: &Candidate| gazetteer.kind(candidate.place) == Kind::Country;
            is_listed(marked, between) && !is_capital(&other.candidates) && !other.candidates.iter().any(is_state)
        })
    };
    let speaks = marked
        .marks(next..(next + 2).min(marked.tokens.len()))
        .iter()
        .any(|mark| matches!(mark.sense, Sense::Speech(_)));
    if !speaks && (is_in_list(at + 1) || at.checked_sub(1).is_some_and(is_in_list)) {
        return false;
    }
    let acts = |sense: Sense| matches!(sense, Sense::Speech(_) | Sense::Planned | Sense::Hypothetical | Sense::Negated);
    if marked.is_small(next, Small::Befalls) {
        return false;
    }
    let is_latin = marked.tokens.key(name.tokens.start).is_ascii();
    is_latin || marked.at(next).iter().any(|mark| acts(mark.sense))
}

/// Part of another proper name: "Kyiv Independent", "Armed Forces of Ukraine".
fn is_embedded(marked: &Marked, name: &Name) -> bool {
    let mut next = name.extent.end;
    if marked.is_small(next, Small::Possessive) {
        next += 1;
    }
    let embeds_before =
        next < marked.tokens.len() && marked.at(next).iter().any(|mark| matches!(mark.sense, Sense::EmbedsBefore));
    // «бригада "Холодний Яр"»: the opening quotation mark is no border.
    let first = name.tokens.start;
    let is_quoted = first > 1 && marked.tokens[first - 1].is_quote();
    let embeds = |end: usize| marked.ending_at(end, |sense| matches!(sense, Sense::EmbedsAfter)).is_some();
    let embeds_after = embeds(first) || is_quoted && embeds(first - 1);
    embeds_before || embeds_after
}
