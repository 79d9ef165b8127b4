//! Settles what kind of place each name asks for by the nouns beside it.

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Mark, Marked, Sense, Small};
use crate::model::{Candidate, Kind, PlaceId};
use crate::recognise::{Name, districts, features, is_listed, seats};
use crate::text::{Capitals, Shape, Token};

/// Gives each name its kind and its extent, shares the noun of a list with its members, and drops the adjectives that
/// stand beside no noun.
pub(super) fn settle(marked: &Marked, gazetteer: &Gazetteer, names: &mut Vec<Name>) {
    let mut taken = 0;
    for name in names.iter_mut() {
        beside(marked, gazetteer, name, taken);
        taken = name.extent.end;
    }
    widen(marked, gazetteer, names);
    share(marked, gazetteer, names);
    names.retain(|name| {
        name.kind.is_some()
            || name.candidates.is_empty()
            || name.candidates.iter().any(|candidate| !candidate.needs_noun)
    });
}

/// "villages in Kharkiv", "Kherson's Beryslav district": a city's name that means its region.
fn widen(marked: &Marked, gazetteer: &Gazetteer, names: &mut [Name]) {
    for at in 0..names.len() {
        if names[at].kind.is_some() {
            continue;
        }
        let std::ops::Range { start, end } = names[at].tokens;
        let owns = marked.is_small(end, Small::Possessive);
        let owns_district = owns
            && names.get(at + 1).is_some_and(|next| {
                let kind = next.kind.or(next.candidates.first().map(|candidate| gazetteer.kind(candidate.place)));
                let is_area = matches!(kind, Some(Kind::Raion | Kind::Hromada));
                is_area
                    && next.tokens.start <= end + 2
                    && is_of_its_region(gazetteer, next, &names[at])
                    && !is_inside_city(gazetteer, next, &names[at])
            });
        let is_wide = owns_district || marked.ending_at(start, |sense| matches!(sense, Sense::Wide)).is_some();
        let is_region = |candidate: &Candidate| gazetteer.kind(candidate.place) == Kind::Oblast;
        let is_town = || heads_towns(marked, gazetteer, names, at);
        if is_wide && names[at].candidates.iter().any(is_region) && (owns_district || !is_town()) {
            names[at].kind = Some(Kind::Oblast);
        } else if is_land(marked, &names[at]) {
            names[at].candidates.extend(region_of(gazetteer, &names[at]));
            let has_region = names[at].candidates.iter().any(is_region);
            names[at].kind = has_region.then_some(Kind::Oblast);
        }
    }
}

/// "In the areas of Kharkiv, Tsyrkuny and Chuhuiv": the first of a list of towns is one of them.
fn heads_towns(marked: &Marked, gazetteer: &Gazetteer, names: &[Name], at: usize) -> bool {
    let is_area = |candidate: &Candidate| is_area(gazetteer.kind(candidate.place));
    names.get(at + 1).is_some_and(|next| {
        let is_town = next.kind.is_none() && !next.candidates.is_empty() && !next.candidates.iter().any(is_area);
        is_town && is_listed(marked, names[at].extent.end..next.tokens.start)
    })
}

/// «на Запоріжжі»: in Ukrainian what is told with «на» and a locative is a land, never a city.
fn is_land(marked: &Marked, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1);
    before.is_some_and(|before| marked.tokens.key(before) == "на")
        && marked.tokens.key(name.tokens.end - 1).ends_with('і')
}

/// The region of a city that bears its name and is called like a land, in -я.
fn region_of(gazetteer: &Gazetteer, name: &Name) -> Option<Candidate> {
    let region = |candidate: &Candidate| {
        let region = gazetteer.admin1(candidate.place)?;
        let is_like_land = gazetteer.place(candidate.place).name_uk.ends_with('я');
        let (seat, _noun) = gazetteer.name(region).rsplit_once(' ')?;
        (is_like_land && gazetteer.name(candidate.place) == seat).then_some(Candidate { place: region, ..*candidate })
    };
    name.candidates.iter().find_map(region)
}

/// "Kharkiv's Slobidskyi district": a district of the city itself.
fn is_inside_city(gazetteer: &Gazetteer, district: &Name, city: &Name) -> bool {
    let places = city.candidates.iter().map(|candidate| candidate.place);
    let cities: Vec<PlaceId> = places.filter(|place| gazetteer.kind(*place) == Kind::Settlement).collect();
    district.candidates.iter().any(|candidate| districts::is_inside(gazetteer, candidate.place, &cities))
}

/// Whether one of the districts lies in a region that the name can mean.
fn is_of_its_region(gazetteer: &Gazetteer, district: &Name, region: &Name) -> bool {
    district
        .candidates
        .iter()
        .filter_map(|candidate| gazetteer.admin1(candidate.place))
        .any(|around| region.candidates.iter().any(|candidate| candidate.place == around))
}

/// Gives a name the kind that the nouns beside it say; those before `taken` are of the name before.
fn beside(marked: &Marked, gazetteer: &Gazetteer, name: &mut Name, taken: usize) {
    features::settle(marked, gazetteer, name);
    if name.kind.is_some() {
        return;
    }
    if let Some(head) = head_after(marked, name) {
        let kind = kind_of(head);
        let is_own = |candidate: &Candidate| gazetteer.kind(candidate.place) == kind;
        if is_area(kind) {
            name.extent.end = head.end;
            name.kind = Some(kind);
        } else if kind == Kind::Axis || name.candidates.iter().any(is_own) || name.candidates.is_empty() {
            name.kind = Some(kind);
        } else if kind == Kind::Poi && is_lone_adjective(marked, name) {
            stand_in_town(gazetteer, name);
        }
    } else if is_lone_adjective(marked, name) && features::noun_after(marked, name.tokens.end).is_some() {
        stand_in_town(gazetteer, name);
    } else if is_land_of_towns(marked, gazetteer, name) {
        name.kind = Some(Kind::Oblast);
    } else if let Some(kind) = kind_before(marked, name.tokens.start, taken) {
        name.kind = Some(kind);
    } else if is_republic(marked, gazetteer, name) || is_of_region(marked, gazetteer, name) {
        name.kind = Some(Kind::Oblast);
    }
}

/// «у містах Криму»: after towns stands their region, not a village of its name.
fn is_land_of_towns(marked: &Marked, gazetteer: &Gazetteer, name: &Name) -> bool {
    let are_towns = |sense: Sense| sense == Sense::HeadOfMany(Kind::Settlement);
    let is_land = |candidate: &Candidate| !candidate.needs_noun && gazetteer.kind(candidate.place) == Kind::Oblast;
    marked.ending_at(name.tokens.start, are_towns).is_some() && name.candidates.iter().any(is_land)
}

/// «Республика Крым»: the noun of a region before a name that a region bears as it is.
fn is_republic(marked: &Marked, gazetteer: &Gazetteer, name: &Name) -> bool {
    let is_head = |sense: Sense| sense == Sense::Head(Kind::Oblast);
    let is_region = |candidate: &Candidate| !candidate.needs_noun && gazetteer.kind(candidate.place) == Kind::Oblast;
    marked.ending_at(name.tokens.start, is_head).is_some() && name.candidates.iter().any(is_region)
}

/// «Сумська ОВА», "Kharkiv regional prosecutors": an authority of the region.
fn is_of_region(marked: &Marked, gazetteer: &Gazetteer, name: &Name) -> bool {
    let is_region = |candidate: &Candidate| gazetteer.kind(candidate.place) == Kind::Oblast;
    let end = name.tokens.end;
    end < marked.tokens.len()
        && marked.at(end).iter().any(|mark| matches!(mark.sense, Sense::OfRegion))
        && name.candidates.iter().any(is_region)
}

/// «Бердянському аеродромі»: an adjective by which a district is known tells the town it is named after, not a village
/// whose name looks the same. Where no such town is known, it tells the district.
fn stand_in_town(gazetteer: &Gazetteer, name: &mut Name) {
    let seats = seats::of(gazetteer, &name.candidates);
    let is_raion = |candidate: &Candidate| candidate.needs_noun && gazetteer.kind(candidate.place) == Kind::Raion;
    if !seats.is_empty() {
        name.candidates = seats;
        name.kind = Some(Kind::Poi);
    } else if name.candidates.iter().any(is_raion) {
        name.kind = Some(Kind::Raion);
    }
}

/// One word, or several joined by hyphens, before a feature in small letters.
fn is_lone_adjective(marked: &Marked, name: &Name) -> bool {
    let is_small =
        marked.tokens.get(name.tokens.end).is_some_and(|next| !next.is_capitalised() || is_abbreviated(next));
    let mut joints = name.tokens.clone().skip(1).step_by(2);
    joints.all(|at| marked.tokens[at].is_dash()) && is_small
}

/// «НПЗ», «ТЕЦ»: what is written in capitals alone.
fn is_abbreviated(token: &Token) -> bool {
    token.shape == Shape::Word(Capitals::All)
}

fn is_area(kind: Kind) -> bool {
    matches!(kind, Kind::Oblast | Kind::Raion | Kind::Hromada)
}

fn kind_of(head: Mark) -> Kind {
    match head.sense {
        Sense::Head(kind) | Sense::HeadOfMany(kind) => kind,
        _ => unreachable!("only heads are asked"),
    }
}

/// The noun right after a name. The noun of a settlement stands before its name, never after.
fn head_after(marked: &Marked, name: &Name) -> Option<Mark> {
    let after = name.tokens.end;
    if after >= marked.tokens.len() {
        return None;
    }
    let heads = marked
        .at(after)
        .iter()
        .filter(|mark| matches!(mark.sense, Sense::Head(kind) | Sense::HeadOfMany(kind) if kind != Kind::Settlement));
    heads.max_by_key(|mark| mark.end).copied()
}

/// The kind that the noun right before a name tells: "the city of", «м.», "the region of".
fn kind_before(marked: &Marked, start: usize, taken: usize) -> Option<Kind> {
    let is_head = |sense: Sense| matches!(sense, Sense::Head(_) | Sense::HeadOfMany(_));
    let mut end = start;
    while end > 0 && (marked.tokens[end - 1].is_mark('.') || marked.tokens[end - 1].is_quote()) {
        end -= 1;
    }
    if let Some(head) = marked.ending_at(end, is_head).filter(|head| head.end > taken) {
        let kind = kind_of(head);
        return (!is_area(kind) && kind != Kind::Axis).then_some(kind);
    }
    let is_of = end > 0 && marked.is_small(end - 1, Small::Of);
    let head = marked.ending_at(end.checked_sub(1).filter(|_| is_of)?, is_head).filter(|head| head.end > taken);
    // "The territory of Stepove": whatever has borders.
    let head = head.filter(|head| marked.tokens.key(head.start) != "territory")?;
    let kind = kind_of(head);
    (kind != Kind::Axis).then_some(kind)
}

/// "Sumy and Kharkiv regions": the noun after the last member of a list is every member's.
fn share(marked: &Marked, gazetteer: &Gazetteer, names: &mut [Name]) {
    for at in (1..names.len()).rev() {
        let (before, after) = names.split_at_mut(at);
        let (name, next) = (&mut before[at - 1], &after[0]);
        let Some(kind) = next.kind.filter(|kind| *kind != Kind::Settlement) else { continue };
        let has_noun = head_after(marked, next).or_else(|| list_head(marked, next, after)).map(|head| head.sense);
        let is_many = matches!(has_noun, Some(Sense::HeadOfMany(_)));
        let between = name.tokens.end..next.tokens.start;
        if name.kind.is_none()
            && (is_adjective(name) || is_many)
            && (is_listed(marked, between.clone()) || is_tally(marked, between.clone()))
            && !is_chain(marked, between)
        {
            match kind {
                Kind::Poi => stand_in_town(gazetteer, name),
                kind => name.kind = Some(kind),
            }
        }
    }
    for at in 1..names.len() {
        let (before, after) = names.split_at_mut(at);
        let (known, name) = (&before[at - 1], &mut after[0]);
        if name.kind.is_some() || !is_adjective(name) {
            continue;
        }
        if is_label(marked, name) {
            name.kind = before.iter().rev().find_map(|known| known.kind.filter(|kind| is_area(*kind)));
        } else if is_tally(marked, known.extent.end..name.tokens.start) {
            name.kind = known.kind.filter(|kind| is_area(*kind));
        }
    }
}

/// «А, Б – Сумської; В, Г – Харківської»: the areas of several lists, of which the noun is told once.
fn is_label(marked: &Marked, name: &Name) -> bool {
    let is_parting = |token: &Token| token.is_mark(';') || token.is_mark('.') || token.is_mark(',');
    let has_dash = name.tokens.start.checked_sub(1).is_some_and(|dash| marked.tokens[dash].is_dash());
    has_dash && marked.tokens.get(name.tokens.end).is_none_or(is_parting)
}

/// A name that is one only beside its noun.
fn is_adjective(name: &Name) -> bool {
    !name.candidates.is_empty() && name.candidates.iter().all(|candidate| candidate.needs_noun)
}

/// Words besides numbers in digits, marks and prepositions that may stand in a tally: «по семь».
const MOST_OTHERS: usize = 2;

/// «28 — над Воронежской, по 12 — Брянской»: numbers counted place by place, of which the noun is told once.
fn is_tally(marked: &Marked, between: std::ops::Range<usize>) -> bool {
    if between.len() > 9 {
        return false;
    }
    let is_small = |at: usize| {
        marked.at(at).iter().any(|mark| {
            matches!(mark.sense, Sense::Relation(_) | Sense::Coordinator | Sense::Small(Small::Another))
                && mark.end == at + 1
        })
    };
    let tokens = &marked.tokens;
    let is_number = |at: usize| tokens[at].shape == Shape::Number;
    let is_mark = |at: usize| tokens[at].is_mark(',') || tokens[at].is_mark(';') || tokens[at].is_dash();
    let others = between.clone().filter(|at| !is_number(*at) && !is_mark(*at) && !is_small(*at)).count();
    let has_dash = between.clone().any(|at| tokens[at].is_dash() && !tokens[at].is_glued);
    let is_led = marked.ending_at(between.end, |sense| matches!(sense, Sense::Relation(_))).is_some();
    (between.clone().any(is_number) || has_dash || is_led) && others <= MOST_OTHERS
}

/// The noun at the end of the list that begins with `name`.
fn list_head(marked: &Marked, name: &Name, rest: &[Name]) -> Option<Mark> {
    let last = rest.iter().skip(1).take_while(|next| next.kind == name.kind).last()?;
    head_after(marked, last)
}

/// "Bakhmut-Avdiivka": names joined by a dash make a line, not a list that shares a noun.
fn is_chain(marked: &Marked, between: std::ops::Range<usize>) -> bool {
    between.len() == 1 && marked.tokens[between.start].is_dash()
}
