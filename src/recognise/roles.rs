//! Says what part each name plays in its sentence, and makes the mentions.

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Mark, Marked, Sense, Small};
use crate::model::{Candidate, Kind, Mention, Offset, PlaceId, Role};
use crate::recognise::{Name, is_listed, offsets};
use crate::text::{Capitals, Shape};

/// Words between a place and what tells more exactly where it is.
const FARTHEST_ASIDE: usize = 6;

/// Turns names into mentions, in order.
pub(super) fn mentions(text: &str, marked: &Marked, gazetteer: &Gazetteer, names: Vec<Name>) -> Vec<Mention> {
    let mut parts: Vec<NamePart> = Vec::with_capacity(names.len());
    let words = Words { text, marked, gazetteer, names: &names };
    for at in 0..names.len() {
        parts.push(NamePart::of(&words, at, &parts));
    }
    let mention = |(mut name, part): (Name, NamePart)| {
        part.fitting.keep(gazetteer, &mut name.candidates);
        Mention {
            offset: part.offset,
            is_embedded: is_embedded(marked, &name),
            span: marked.tokens.span(name.extent),
            kind: part.kind,
            candidates: name.candidates,
            axes: name.axes,
            role: part.role,
        }
    };
    names.into_iter().zip(parts).map(mention).collect()
}

/// A text and the names in it.
struct Words<'w> {
    text: &'w str,
    marked: &'w Marked,
    gazetteer: &'w Gazetteer,
    names: &'w [Name],
}

/// The part that a name plays.
struct NamePart {
    kind: Kind,
    role: Role,
    fitting: Fitting,
    offset: Option<Offset>,
}

impl NamePart {
    /// The part of the name at `at`; those of the names before it are known.
    fn of(words: &Words<'_>, at: usize, known: &[NamePart]) -> NamePart {
        let Words { text, marked, gazetteer, names } = *words;
        let name = &names[at];
        let lead = Lead::of(marked, name);
        let before = at.checked_sub(1).filter(|before| names[*before].sentence == name.sentence);
        let offset = offsets::before(text, marked, name.tokens.start, lead.phrase)
            .or_else(|| offsets::between(marked, name, lead.phrase, names.get(at + 1)));
        let shared = before.and_then(|before| {
            let between = names[before].extent.end..name.tokens.start;
            // "On the A axis – B, C": what stands after the dash is no further axis.
            let is_shared = lead.relation.is_none() && known[before].kind != Kind::Axis && is_listed(marked, between);
            is_shared.then(|| role_before_aside(names, known, before))
        });
        let fitting = Fitting::of(gazetteer, name);
        let is_any = |is_wanted: &dyn Fn(PlaceId) -> bool| {
            let mut fitting = name.candidates.iter().filter(|candidate| fitting.takes(gazetteer, candidate));
            fitting.any(|candidate| is_wanted(candidate.place))
        };
        let is_state = is_any(&|place| gazetteer.kind(place) == Kind::Country);
        let is_capital = || is_any(&|place| gazetteer.is_capital(place));
        let kind =
            name.kind.unwrap_or_else(|| if is_state { Kind::Country } else { kind_of(gazetteer, name, fitting) });
        let role = match kind {
            Kind::Axis => Role::Context,
            _ if is_dateline(marked, name) => Role::From,
            _ if owns_next(marked, names, at) && kind == Kind::Country => Role::Context,
            _ if is_office(marked, names, at, lead) => Role::Metonym,
            Kind::Country => state_role(marked, names, at, lead),
            _ if lead.relation.is_none() && is_capital() && stands_for_state(marked, gazetteer, names, at) => {
                Role::Metonym
            }
            _ if is_bearing(marked, names, known, at) => Role::Context,
            _ if offset == Some(Offset::Between) && is_aside(marked, names, known, at) => Role::Context,
            // "On the road from A to B": on the way, though the fire does not come from A.
            _ if offset == Some(Offset::Between) && lead.relation.is_some_and(|role| !is_site(role)) => Role::Near,
            _ if lead.relation == Some(Role::Context) && is_one_of_villages(marked, name, lead) => Role::At,
            _ => shared.or(lead.relation).unwrap_or(Role::At),
        };
        NamePart { kind, role, fitting, offset }
    }
}

/// The kind of a name without a noun: a settlement, unless only a river or another feature has it.
fn kind_of(gazetteer: &Gazetteer, name: &Name, fitting: Fitting) -> Kind {
    let fits = name.candidates.iter().filter(|candidate| fitting.takes(gazetteer, candidate));
    let mut kinds = fits.map(|candidate| gazetteer.kind(candidate.place));
    let first = kinds.next().unwrap_or(Kind::Settlement);
    if first != Kind::Settlement && kinds.all(|kind| kind == first) { first } else { Kind::Settlement }
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
        // "In the capital, Kyiv, …": what stands before the noun is said of the name.
        let phrase = phrase_start(marked, apposed(marked, name).unwrap_or(start));
        Lead { phrase, relation: relation(marked, start, phrase) }
    }
}

/// Where the noun of a settlement begins that a comma parts from its name: "the capital, Kyiv,".
fn apposed(marked: &Marked, name: &Name) -> Option<usize> {
    let comma = name.tokens.start.checked_sub(1).filter(|comma| marked.tokens[*comma].is_mark(','))?;
    // "In the capital, Moscow said": what is set off is set off on both sides.
    marked.tokens.get(name.extent.end).is_none_or(|next| !next.is_word()).then_some(())?;
    let is_noun = |sense: Sense| matches!(sense, Sense::Head(Kind::Settlement) | Sense::Small(Small::Capital));
    marked.ending_at(comma, is_noun).map(|noun| noun.start)
}

/// "Vasylkiv near Kyiv": a town right after a place tells where that lies.
fn is_bearing(marked: &Marked, names: &[Name], known: &[NamePart], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &names[before]) else { return false };
    let near = marked.ending_at(names[at].tokens.start, |sense| matches!(sense, Sense::Relation(Role::Near)));
    let is_point = |last: &NamePart| matches!(last.kind, Kind::Settlement | Kind::Poi);
    let is_site = known.last().is_some_and(|last| is_site(last.role) && is_point(last));
    is_site && near.is_some_and(|near| near.start == before.extent.end)
}

/// "In A, on the road between B and C": what follows a place tells more exactly where it is.
fn is_aside(marked: &Marked, names: &[Name], known: &[NamePart], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| names[*before].sentence == names[at].sentence) else {
        return false;
    };
    let between = names[before].extent.end..names[at].tokens.start;
    let is_site = is_site(known[before].role) && matches!(known[before].kind, Kind::Settlement | Kind::Poi);
    let goes_on = |sense: Sense| matches!(sense, Sense::Coordinator | Sense::Trigger(_));
    is_site && between.len() <= FARTHEST_ASIDE && !marked.marks(between).iter().any(|mark| goes_on(mark.sense))
}

fn is_site(role: Role) -> bool {
    matches!(role, Role::At | Role::Near | Role::Toward)
}

/// The role that a list hands on: "A, north of B, and C": C stands with A. Both ends of a way play one part.
fn role_before_aside(names: &[Name], known: &[NamePart], last: usize) -> Role {
    if known[last].offset == Some(Offset::Between) {
        return known[last].role;
    }
    let first = names[last].sentence;
    let earlier = (0..last).rev().take_while(|at| names[*at].sentence == first).take(2).map(|at| known[at].role);
    match known[last].role {
        Role::Context => earlier.into_iter().find(|role| is_site(*role)).unwrap_or(Role::Context),
        role => role,
    }
}

/// Which places of a name the words around it leave.
#[derive(Clone, Copy)]
enum Fitting {
    None,
    /// Those of this kind.
    Kind(Kind),
    /// Those that need no noun.
    ByName,
}

impl Fitting {
    /// The places of the kind that the words ask for; where there is none, of the kinds that such words also mean.
    fn of(gazetteer: &Gazetteer, name: &Name) -> Fitting {
        let wanted: &[Kind] = match name.kind {
            None => return Fitting::ByName,
            Some(Kind::Axis) => return Fitting::None,
            Some(Kind::Oblast) => &[Kind::Oblast, Kind::Raion, Kind::Hromada, Kind::Region],
            Some(Kind::Raion) => &[Kind::Raion, Kind::Hromada],
            Some(Kind::Hromada) => &[Kind::Hromada, Kind::Raion],
            Some(Kind::River) => &[Kind::River],
            Some(Kind::Sea) => &[Kind::Sea],
            Some(Kind::Poi | Kind::Region) => &[Kind::Poi, Kind::Region],
            Some(Kind::Settlement | Kind::Country) => &[Kind::Settlement],
        };
        let is_any = |kind: Kind| name.candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == kind);
        wanted.iter().copied().find(|kind| is_any(*kind)).map_or(Fitting::ByName, Fitting::Kind)
    }

    fn takes(self, gazetteer: &Gazetteer, candidate: &Candidate) -> bool {
        match self {
            Fitting::None => false,
            Fitting::Kind(kind) => gazetteer.kind(candidate.place) == kind,
            Fitting::ByName => !candidate.needs_noun,
        }
    }

    fn keep(self, gazetteer: &Gazetteer, candidates: &mut Vec<Candidate>) {
        candidates.retain(|candidate| self.takes(gazetteer, candidate));
    }
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
                // "Because of the shelling of A", "to surround A": what leads the happening says nothing of A.
                relation_ending(marked, before).filter(|role| *role != Role::Context || !is_trigger(marked, before))
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

/// Whether words that tell of a happening begin at a token, or end with it.
fn is_trigger(marked: &Marked, at: usize) -> bool {
    let is_trigger = |sense: Sense| matches!(sense, Sense::Trigger(_));
    marked.at(at).iter().any(|mark| is_trigger(mark.sense)) || marked.ending_at(at + 1, is_trigger).is_some()
}

fn relation_ending(marked: &Marked, end: usize) -> Option<Role> {
    match marked.ending_at(end, |sense| matches!(sense, Sense::Relation(_)))?.sense {
        Sense::Relation(role) => Some(role),
        _ => None,
    }
}

/// "20 settlements came under fire, including A and B": those that a sentence of many villages names.
fn is_one_of_villages(marked: &Marked, name: &Name, lead: Lead) -> bool {
    let leads_on = marked.ending_at(lead.phrase, |sense| sense == Sense::Continuation).is_some();
    let before = marked.sentences[name.sentence].tokens.start..lead.phrase;
    let is_many = |mark: &Mark| mark.sense == Sense::HeadOfMany(Kind::Settlement);
    leads_on && marked.marks(before).iter().any(is_many)
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
        let Some(office) = marked.ending_at(end, |sense| matches!(sense, Sense::Office)) else { return false };
        // "The army attacked A", "a strike of the service on A": what an office attacks is not its ground.
        let attacks = end + 1 == start && is_attack(marked, office, end);
        !attacks && (end + 1 >= start || !marked.tokens[end].is_capitalised())
    })
}

/// Words between an attack and whoever made it.
const ATTACKER_REACH: usize = 3;

/// Whether the word after an office, or one right before it, tells of a happening.
fn is_attack(marked: &Marked, office: Mark, after: usize) -> bool {
    is_trigger(marked, after)
        || (office.start.saturating_sub(ATTACKER_REACH)..office.start).any(|at| is_trigger(marked, at))
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
fn stands_for_state(marked: &Marked, gazetteer: &Gazetteer, names: &[Name], at: usize) -> bool {
    let name = &names[at];
    let is_capital = |candidates: &[Candidate]| candidates.iter().any(|one| gazetteer.is_capital(one.place));
    let next = name.extent.end;
    if name.kind.is_some() || next >= marked.tokens.len() || apposed(marked, name).is_some() {
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
    // "Street by street".
    let is_repeated = next + 2 < marked.tokens.len() && marked.tokens.key(next) == marked.tokens.key(next + 2);
    let embeds_before = next < marked.tokens.len()
        && !is_repeated
        && marked.at(next).iter().any(|mark| matches!(mark.sense, Sense::EmbedsBefore));
    // «бригада "Холодний Яр"»: the opening quotation mark is no border.
    let first = name.tokens.start;
    let is_quoted = first > 1 && marked.tokens[first - 1].is_quote();
    let embeds = |end: usize| marked.ending_at(end, |sense| matches!(sense, Sense::EmbedsAfter)).is_some();
    let embeds_after = embeds(first) || is_quoted && embeds(first - 1);
    embeds_before || embeds_after
}
