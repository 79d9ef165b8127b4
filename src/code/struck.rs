//! Tells apart who is struck from who strikes: the owner of a depot, and those to whom a blow is dealt.

use std::ops::Range;

use crate::code::Text;
use crate::code::clauses::Clause;
use crate::lexicon::{ActorWord, Mark, Sense, Small};
use crate::model::{EventType, Language, Role, Side, TypeClass};

/// Words between an owner and the thing that is his: "a Russian field ammunition depot".
const THING_REACH: usize = 2;

/// Endings of adjectives behind a thing, in Ukrainian and Russian.
const ADJECTIVE: [&str; 4] = ["ого", "их", "ої", "ой"];

/// Endings of the case of those to whom something is done, in Ukrainian and Russian.
const DATIVE: [&str; 2] = ["ам", "ям"];

/// Whether words that name a side name the one that is struck: the owner of what a clause of a strike speaks of, or
/// those to whom it happens.
pub(super) fn is_struck(text: Text<'_>, clause: &Clause<'_>, actor: Mark) -> bool {
    is_owner_of_thing(text, clause, actor) || is_dative(text, actor) || is_possessed(text, actor)
}

/// "the Russian depot", «аэродром противника», unless something leaves from there; or a thing within the trigger's own
/// words: «знищили 15 окупантів і склад».
fn is_owner_of_thing(text: Text<'_>, clause: &Clause<'_>, actor: Mark) -> bool {
    let is_thing = |mark: &Mark| mark.sense == Sense::Facility;
    let ends_at = |at: usize| text.marked.ending_at(at, |sense| sense == Sense::Facility).is_some();
    let ends_near = |at: usize| ends_at(at) || (at > 0 && is_plain(text, at - 1..at) && ends_at(at - 1));
    let owned_before = is_genitive(text, actor)
        && (ends_near(actor.start) || contents_start(text, actor.start).is_some_and(ends_near));
    let behind = actor.end..actor.end + THING_REACH + 1;
    let owned_behind =
        text.marked.marks(behind).iter().any(|mark| is_thing(mark) && is_plain(text, actor.end..mark.start));
    let in_trigger = clause.mark.start < actor.start && {
        let rest = text.marked.marks(actor.end..clause.mark.end);
        rest.iter().any(is_thing) && !rest.iter().any(|mark| matches!(mark.sense, Sense::Trigger(_)))
    };
    (owned_before || owned_behind || in_trigger) && !comes_from(text, actor)
}

/// Whether a side's word may name an owner after his thing: «порту після українського удару» names who strikes.
fn is_genitive(text: Text<'_>, actor: Mark) -> bool {
    let word = text.marked.tokens.key(actor.start);
    let is_adjective = ADJECTIVE.iter().any(|ending| word.ends_with(ending));
    !is_adjective || !text.marked.at(actor.end).iter().any(|mark| matches!(mark.sense, Sense::Trigger(_)))
}

/// Where the words begin that name what is in a thing, between it and its owner: «склад з боєприпасами ЗСУ».
fn contents_start(text: Text<'_>, owner: usize) -> Option<usize> {
    owner.checked_sub(2).filter(|at| text.marked.is_small(*at, Small::With))
}

/// Neither a preposition, a verb of the happening nor a mark parts the words.
fn is_plain(text: Text<'_>, between: Range<usize>) -> bool {
    let parts = |mark: &Mark| matches!(mark.sense, Sense::Relation(_) | Sense::Trigger(_) | Sense::Speech(_));
    between.clone().all(|at| text.marked.tokens[at].is_word()) && !text.marked.marks(between).iter().any(parts)
}

/// "from Russian airfields".
fn comes_from(text: Text<'_>, actor: Mark) -> bool {
    let there = actor.start.saturating_sub(THING_REACH)..actor.start;
    text.marked.marks(there).iter().any(|mark| mark.sense == Sense::Relation(Role::From))
}

/// «ЗСУ влаштували окупантам спекотну ніч».
fn is_dative(text: Text<'_>, actor: Mark) -> bool {
    let last = text.marked.tokens.key(actor.end - 1);
    text.marked.is_small(actor.end - 1, Small::ToWhom)
        || DATIVE.iter().any(|ending| last.len() > 6 && last.ends_with(ending))
}

/// «у россиян», «в окупантів»: at whose place it happens. «В українських каналах» is only where.
fn is_possessed(text: Text<'_>, actor: Mark) -> bool {
    let is_led = actor.start > 0 && text.marked.is_small(actor.start - 1, Small::Whose);
    let is_adjective = text.marked.tokens.key(actor.start).ends_with("их");
    is_led && !(is_adjective && text.document.language == Language::Ukrainian)
}

/// The side whose ground or troops are named behind a trigger as what it is done to: "enemy positions".
pub(super) fn owner_of_object(text: Text<'_>, clause: &Clause<'_>, ours: Side) -> Option<Side> {
    let behind = text.marked.marks(clause.mark.end..clause.tokens.end);
    let is_object = |mark: &&Mark| mark.sense == Sense::Actor(ActorWord::Object) && !holds_trigger(text, **mark);
    let object = behind.iter().find(is_object)?;
    text.marked.marks(object.start..object.end).iter().find_map(|mark| match mark.sense {
        Sense::Actor(word @ (ActorWord::Side(_) | ActorWord::Own | ActorWord::Enemy)) => {
            Some(word.side(ours)).filter(|side| side.is_party())
        }
        _ => None,
    })
}

/// Whether a trigger stands within a run of words, after their first.
pub(super) fn holds_trigger(text: Text<'_>, words: Mark) -> bool {
    let is_inside = |mark: &Mark| matches!(mark.sense, Sense::Trigger(_)) && mark.end < words.end;
    text.marked.marks(words.start + 1..words.end).iter().any(is_inside)
}

/// «знищено пускову установку С-400»: the side whose weapon is what is destroyed.
pub(super) fn weapon_owner(text: Text<'_>, clause: &Clause<'_>) -> Option<Side> {
    let has_object = clause.trigger.hits || clause.trigger.event_type == EventType::InfrastructureDamage;
    let behind = text.marked.marks(clause.mark.end..clause.tokens.end);
    behind.iter().filter(|_| has_object).find_map(|mark| match mark.sense {
        Sense::WeaponOf(side) if !in_instrumental(text, mark.end - 1) => Some(side),
        _ => None,
    })
}

/// «поражен склад ВСУ», «вибухнув склад російських військ»: neither beside a verb of the happening nor in the case of who
/// does it: the owner of what is struck.
pub(super) fn is_owner(text: Text<'_>, clause: &Clause<'_>, actor: Mark) -> bool {
    let is_beside = (clause.mark.end == actor.start && !leads_on(text, clause))
        || text.marked.at(actor.end).iter().any(|mark| is_deed(text, mark));
    clause.trigger.event_type.class() == TypeClass::Strike && !is_beside && !does_it(text, actor)
}

/// Endings of the case that names who does it, in Ukrainian and Russian.
const INSTRUMENTAL: [&str; 4] = ["ами", "ями", "ими", "ыми"];

/// Whether a word stands in the case that names who or what does it.
fn in_instrumental(text: Text<'_>, at: usize) -> bool {
    INSTRUMENTAL.iter().any(|ending| text.marked.tokens.key(at).ends_with(ending))
}

/// «російськими військами», «дронами СБУ», «з боку окупантів».
pub(super) fn does_it(text: Text<'_>, actor: Mark) -> bool {
    let before = |sense: fn(Sense) -> bool| text.marked.ending_at(actor.start, sense);
    let by_weapon = before(|sense| matches!(sense, Sense::Weapon(_)));
    // «с» alone is "with" as well.
    let on_the_part_of = before(|sense| sense == Sense::Relation(Role::From));
    in_instrumental(text, actor.start)
        || by_weapon.is_some_and(|weapon| in_instrumental(text, weapon.end - 1))
        || on_the_part_of.is_some_and(|words| words.end - words.start > 1)
}

/// «удар по скупченню військ противника»: the trigger's own words lead to what is struck.
pub(super) fn leads_on(text: Text<'_>, clause: &Clause<'_>) -> bool {
    let leads = |mark: &Mark| matches!(mark.sense, Sense::Relation(_));
    text.marked.marks(clause.mark.start..clause.mark.end).iter().any(leads)
}

/// Whether a mark tells of a deed, and not of somebody who goes away.
pub(super) fn is_deed(text: Text<'_>, mark: &Mark) -> bool {
    let leaves = |told: EventType| matches!(told, EventType::Withdrawal | EventType::Movement | EventType::Evacuation);
    match mark.sense {
        Sense::Trigger(number) => !leaves(text.grammar.lexicon.trigger(number).event_type),
        _ => false,
    }
}
