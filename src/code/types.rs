//! Settles what type of happening a clause tells, and how it went.

use std::ops::Range;

use crate::code::clauses::Clause;
use crate::code::{Text, places};
use crate::lexicon::{ActorWord, Mark, Sense, Small};
use crate::model::{Counted, EventType, Ground, Kind, Language, Outcome, Role, TypeClass};
use crate::text::Shape;

/// The type of the trigger, made more exact by the weapon named beside it. An "attack" that harms, one on a
/// facility, or one far from the front, is a strike.
pub(super) fn exact_type(text: Text<'_>, clauses: &[Clause<'_>], at: usize, sites: &[usize]) -> EventType {
    let clause = &clauses[at];
    let told = clause.trigger.event_type;
    let is_attempt = matches!(told, EventType::Advance | EventType::Capture) && has_failed(text, clause);
    if is_attempt {
        return EventType::GroundAssault;
    }
    if told == EventType::AssaultRepelled && wins_back(text, clause, sites) {
        return EventType::Capture;
    }
    if told == EventType::AssaultRepelled && is_in_depth(text, sites) {
        return EventType::AirDefence;
    }
    if told == EventType::InfrastructureDamage && is_by_partisans(text, clause) {
        return EventType::Sabotage;
    }
    if !(clause.trigger.weak || clause.trigger.effect || told == EventType::Strike) {
        // "Aviation, missile troops and artillery hit": the one named last is not the one that did it.
        let subjects = || weapons(text, clause, clause.tokens.start..clause.mark.end);
        let is_by_all = told.class() == TypeClass::Strike && subjects().len() >= MANY_WEAPONS;
        let all = || weapons(text, clause, clause.tokens.clone());
        return if is_by_all { EventType::Strike } else { narrower(told, &all()).unwrap_or(told) };
    }
    let weapons = weapons(text, clause, clause.tokens.clone());
    if weapons.is_empty() && told == EventType::Strike && has_failed(text, clause) {
        return EventType::GroundAssault;
    }
    let has_effect = clause.has_effect || clauses.iter().any(|other| other.trigger.effect);
    let is_from_afar =
        || has_effect || names_facility(text, clause) || is_far(text, sites) || is_over_many(text, clause);
    match weapons.as_slice() {
        [] if told == EventType::GroundAssault && has_failed(text, clause) => told,
        [] if told == EventType::GroundAssault && is_from_afar() => EventType::Strike,
        [] => told,
        [weapon] | [weapon, _] => narrower(*weapon, &weapons).unwrap_or(*weapon),
        _ => EventType::Strike,
    }
}

/// The kind that a strike's weapons narrow it to: aircraft that drop glide bombs, drones of the sea, fire of rocket
/// launchers alone.
fn narrower(told: EventType, weapons: &[EventType]) -> Option<EventType> {
    match told {
        EventType::AirStrike => Some(EventType::GlideBomb).filter(|bomb| weapons.contains(bomb)),
        EventType::DroneStrike => Some(EventType::NavalStrike).filter(|drone| weapons.contains(drone)),
        EventType::Shelling => Some(EventType::MlrsStrike).filter(|rockets| weapons == [*rockets]),
        _ => None,
    }
}

/// «отбили Степное»: no attack is beaten off, but a place won back, when its name follows the verb.
fn wins_back(text: Text<'_>, clause: &Clause<'_>, sites: &[usize]) -> bool {
    let Some(next) = text.marked.tokens.get(clause.mark.end) else { return false };
    let follows = |site: &usize| text.verdicts[*site].mention().span.start == next.start as usize;
    let is_attack = |mark: &Mark| matches!(mark.sense, Sense::Counted(Counted::Attacks) | Sense::OneAttack);
    clause.mark.end == clause.mark.start + 1
        && sites.iter().any(follows)
        && !text.marked.marks(clause.tokens.clone()).iter().any(is_attack)
}

/// Kinds of weapons from which on no one of them names the strike.
const MANY_WEAPONS: usize = 3;

/// The kinds of weapons that a clause names in these tokens as its means.
fn weapons(text: Text<'_>, clause: &Clause<'_>, tokens: Range<usize>) -> Vec<EventType> {
    let mut weapons: Vec<EventType> = Vec::new();
    for mark in text.marked.marks(tokens) {
        if let Sense::Weapon(weapon) = mark.sense
            && !weapons.contains(&weapon)
            && !is_support(text, mark)
            && !is_object(text, clause, mark)
        {
            weapons.push(weapon);
        }
    }
    weapons
}

/// "Partisans put a substation out of order": damage that men behind the lines do, and do not only tell of.
fn is_by_partisans(text: Text<'_>, clause: &Clause<'_>) -> bool {
    let before = text.marked.marks(clause.tokens.start..clause.mark.start);
    let names_them = |mark: &Mark| mark.sense == Sense::Actor(ActorWord::Partisans);
    let speaks = |mark: &Mark| matches!(mark.sense, Sense::Speech(_));
    before.iter().any(names_them) && !before.iter().any(speaks)
}

/// Words between what leads a means and the means: "by a Russian drone".
const MEANS_REACH: usize = 3;

/// "destroyed two howitzers": a weapon after its verb is what was hit, unless a word or its case makes it the means.
fn is_object(text: Text<'_>, clause: &Clause<'_>, weapon: &Mark) -> bool {
    let trigger = clause.trigger;
    let has_object = trigger.hits || trigger.event_type == EventType::InfrastructureDamage;
    if weapon.start < clause.mark.end || !has_object {
        return false;
    }
    let is_by = |at: usize| {
        let key = text.marked.tokens.key(at);
        instrumentals(text.document.language).iter().any(|ending| key.ends_with(ending))
    };
    // "hit with blows of drones", "hit from HIMARS".
    let leads = |at: usize| {
        let is_small = |small: Small| text.marked.is_small(at, small);
        let is_from = || text.marked.at(at).iter().any(|mark| mark.sense == Sense::Relation(Role::From));
        is_small(Small::Agent) || is_small(Small::Cause) || (trigger.hits && (is_by(at) || is_from()))
    };
    let is_led = (weapon.start.saturating_sub(MEANS_REACH).max(clause.mark.end)..weapon.start).any(leads);
    // «уразили українські дрони»: those who hit stand right after the verb, with whose they are.
    let is_whose = |at: usize| text.marked.at(at).iter().any(|mark| matches!(mark.sense, Sense::Actor(_)));
    let hits_itself = trigger.hits
        && weapon.sense == Sense::Weapon(EventType::DroneStrike)
        && (clause.mark.end..weapon.start).all(is_whose);
    !is_led && !hits_itself && !is_by(weapon.end - 1)
}

/// Endings of the case by which something is done.
const fn instrumentals(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[],
        Language::Ukrainian => &["ами", "ями", "ом", "ем", "єм", "ою", "ею", "єю"],
        Language::Russian => &["ами", "ями", "ом", "ем", "ой", "ей"],
    }
}

/// "with air support": what comes with an attack is not what attacks.
fn is_support(text: Text<'_>, weapon: &Mark) -> bool {
    let around = weapon.start.saturating_sub(3)..weapon.end;
    text.marked
        .marks(around)
        .iter()
        .any(|phrase| phrase.sense == Sense::NotEvent && phrase.start < weapon.start && weapon.start < phrase.end)
}

/// Whether none of the places lies at the front of that day, where an attack may come on the ground.
fn is_far(text: Text<'_>, sites: &[usize]) -> bool {
    let Some(day) = text.document.published.map(|published| published.date) else { return false };
    let is_at_front = |site: &usize| {
        let place = places::place(text, *site);
        let axis = place.position.and_then(|position| text.axes.infer(position, day));
        axis.and_then(|(id, _)| text.axes.get(id)).is_some_and(|axis| axis.ground == Ground::Front)
    };
    !sites.is_empty() && !sites.iter().any(is_at_front)
}

/// Metres from every town of an axis beyond which only what flies can attack.
const DEPTH_M: f64 = 150_000.0;

/// Whether all places lie too deep for an attack on the ground.
fn is_in_depth(text: Text<'_>, sites: &[usize]) -> bool {
    let day = text.document.published.map(|published| published.date);
    let is_deep = |site: &usize| {
        let place = places::place(text, *site);
        let town_m = place.position.and_then(|position| text.axes.nearest_town_m(position, day));
        town_m.is_some_and(|town_m| town_m > DEPTH_M)
    };
    !sites.is_empty() && sites.iter().all(is_deep)
}

/// Whether a clause tells of a number of settlements that it does not name.
pub(super) fn is_over_many(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| {
        let is_noun = matches!(mark.sense, Sense::Head(Kind::Settlement) | Sense::HeadOfMany(Kind::Settlement));
        let is_counted = mark.start > 0 && text.marked.tokens[mark.start - 1].shape == Shape::Number;
        is_noun && is_counted
    })
}

/// Whether a clause names a weapon.
pub(super) fn has_weapon(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| matches!(mark.sense, Sense::Weapon(_)))
}

/// Whether an accident did the harm that a clause tells of: one that the words of the blow name ("a gas explosion"), or
/// one beside harm of which no blow is told.
pub(super) fn is_accident(text: Text<'_>, clauses: &[Clause<'_>], at: usize, sentence: Range<usize>) -> bool {
    let clause = &clauses[at];
    let accidents = || text.marked.marks(sentence.clone()).iter().filter(|mark| mark.sense == Sense::Accident);
    let is_of_words = |mark: &Mark| mark.start < clause.mark.end && clause.mark.start < mark.end;
    let is_harm = |clause: &Clause<'_>| {
        clause.trigger.effect
            || matches!(clause.trigger.event_type, EventType::InfrastructureDamage | EventType::CivilianHarm)
    };
    let tells_of_war = || clauses.iter().any(|other| !is_harm(other)) || has_weapon(text, clause);
    match clause.trigger.event_type.class() {
        _ if is_harm(clause) => !tells_of_war() && accidents().next().is_some(),
        TypeClass::Strike => accidents().any(is_of_words),
        _ => false,
    }
}

/// Whether a clause names what is attacked from afar.
fn names_facility(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == Sense::Facility)
}

/// Whether a clause says that it did not succeed.
fn has_failed(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == Sense::Failed)
}

/// How it went: what the trigger says, unless the clause says that it failed or goes on.
pub(super) fn outcome(text: Text<'_>, clause: &Clause<'_>) -> Outcome {
    let has = |sense: Sense| text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == sense);
    match clause.trigger.outcome {
        _ if has_failed(text, clause) && clause.trigger.outcome != Outcome::Repelled => Outcome::NoChange,
        Outcome::Unknown if has(Sense::Ongoing) => Outcome::Ongoing,
        told => told,
    }
}
