//! Finds who acts in a clause and upon whom.

use std::ops::Range;

use crate::code::clauses::Clause;
use crate::code::{Text, struck};
use crate::lexicon::{ActorWord, Mark, Sense, Small, Subject, Trigger};
use crate::model::{Actor, Counted, EventType, Kind, Language, Place, Role, Side, TypeClass};

/// The side that alone has a weapon named in a run of tokens.
pub(super) fn armed_with(text: Text<'_>, tokens: Range<usize>) -> Option<Side> {
    text.marked.marks(tokens).iter().find_map(|mark| match mark.sense {
        Sense::WeaponOf(side) => Some(side),
        _ => None,
    })
}

/// Whether civilians are named in a run of tokens: people who are not called one side's.
pub(super) fn has_civilians(text: Text<'_>, tokens: Range<usize>) -> bool {
    let is_of_side = |mark: &Mark| {
        let around = text.marked.marks(mark.start.saturating_sub(1)..mark.end);
        around.iter().any(|of| matches!(of.sense, Sense::Actor(word) if word != ActorWord::Side(Side::Civilians)))
    };
    text.marked.marks(tokens).iter().any(|mark| match mark.sense {
        Sense::Actor(ActorWord::Side(Side::Civilians)) | Sense::OnePerson => true,
        Sense::Person => !is_of_side(mark),
        _ => false,
    })
}

/// The side whose aircraft, missiles or drones are named as such: "a Ukrainian Su-25", «вражеский дрон».
pub(super) fn flown_by(text: Text<'_>, tokens: Range<usize>, ours: Side) -> Option<Side> {
    let flies = |mark: &Mark| matches!(mark.sense, Sense::Weapon(_) | Sense::Counted(Counted::Munitions));
    named(text, tokens, ours).into_iter().find_map(|actor| {
        let after = text.marked.marks(actor.mark.end..actor.mark.end + 2);
        let is_subject =
            after.iter().any(|mark| matches!(mark.sense, Sense::Trigger(_)) && mark.start == actor.mark.end);
        let is_theirs = !is_subject && after.iter().any(flies);
        is_theirs.then_some(actor.side)
    })
}

/// The side that holds a country's ground by right, and defends it.
pub(super) fn owner(country: &str) -> Side {
    match country {
        "UA" => Side::Ukraine,
        "RU" => Side::Russia,
        _ => Side::Unknown,
    }
}

/// The side that holds a place as a sentence tells of it.
pub(super) fn holder(text: Text<'_>, place: &Place, sentence: Range<usize>) -> Side {
    let stated = text.marked.marks(sentence).iter().find_map(|mark| match mark.sense {
        Sense::HeldBy(side) => Some(side),
        _ => None,
    });
    let day = text.document.published.map(|published| published.date);
    let held_by = || text.axes.holder(&place.id, day).unwrap_or_else(|| owner(&place.country));
    stated.filter(|_| place.country == "UA").unwrap_or_else(held_by)
}

/// A word that names an actor, and where.
#[derive(Debug, Clone, Copy)]
struct Named {
    mark: Mark,
    side: Side,
}

fn named(text: Text<'_>, tokens: Range<usize>, ours: Side) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for mark in text.marked.marks(tokens) {
        if let Sense::Actor(word) = mark.sense {
            // «сили … ворога»: a gap that holds a verb joins no object.
            if word == ActorWord::Object && struck::holds_trigger(text, *mark) {
                continue;
            }
            let side = word.side(ours);
            match found.iter_mut().find(|known| known.mark.start < mark.end && mark.start < known.mark.end) {
                Some(known) if mark.end - mark.start > known.mark.end - known.mark.start => {
                    *known = Named { mark: *mark, side }
                }
                Some(_) => {}
                None => found.push(Named { mark: *mark, side }),
            }
        }
    }
    join_armed_groups(&mut found);
    let acts = |actor: &Named| !is_part(text, actor.mark) && !is_ground(text, actor.mark);
    found.retain(|actor| actor.side != Side::Civilians && acts(actor));
    found
}

/// "a Ukrainian sabotage group": an armed group right after the word for a side is that side's. "Russian" may be no more
/// than where its men come from: "the Russian Volunteer Corps".
fn join_armed_groups(found: &mut [Named]) {
    for at in 1..found.len() {
        let (before, group) = (found[at - 1], &mut found[at]);
        let is_one_phrase = before.mark.end == group.mark.start;
        let is_theirs = match group.side {
            Side::ArmedGroup => before.side == Side::Ukraine,
            Side::Unknown => true,
            Side::Russia | Side::Ukraine | Side::Civilians => false,
        };
        if is_one_phrase && is_theirs {
            group.side = before.side;
        }
    }
}

/// "Ukraine's General Staff said", "Ukrainian-controlled": who speaks and who holds the ground does not act.
fn is_part(text: Text<'_>, mark: Mark) -> bool {
    let around = mark.start.saturating_sub(3)..mark.end;
    let is_whole = |sense: Sense| match sense {
        Sense::Speaker(_) => true,
        // "Russia held the town" is no ground yet.
        Sense::HeldBy(_) => text.document.language != Language::English,
        _ => false,
    };
    text.marked.marks(around).iter().any(|whole| {
        is_whole(whole.sense)
            && whole.start <= mark.start
            && mark.end <= whole.end
            && whole.end - whole.start > mark.end - mark.start
    })
}

/// "in Ukraine", "Russia's Belgorod region": the ground, not the actor.
fn is_ground(text: Text<'_>, mark: Mark) -> bool {
    let span = text.marked.tokens.span(mark.start..mark.end);
    let at = text.verdicts.partition_point(|verdict| verdict.mention().span.end <= span.start);
    text.verdicts.get(at).is_some_and(|verdict| {
        let mention = verdict.mention();
        let is_named_after = mention.is_embedded && mark.end - mark.start > 1;
        let is_loose = !is_named_after && verdict.location().is_none_or(|location| location.role != Role::Metonym);
        let is_beside = text.marked.ending_at(mark.start, |sense| matches!(sense, Sense::Trigger(_))).is_some();
        mention.span.overlaps(span) && is_loose && !(is_beside && mention.kind == Kind::Country)
    })
}

/// Who does it. The words tell in this order: an actor inside the trigger ("repelled enemy attacks"), right before it
/// ("Russian shelling"), after "by", the subject before it, the subject after it.
pub(super) fn initiator(text: Text<'_>, clause: &Clause<'_>, sentence: Range<usize>, ours: Side) -> Actor {
    let mut actors = named(text, sentence.clone(), ours);
    let of_strike = clause.trigger.event_type.class() == TypeClass::Strike;
    if of_strike {
        actors.retain(|actor| !only_speaks(text, clause, actor));
        let (struck, acting): (Vec<Named>, Vec<Named>) =
            actors.into_iter().partition(|actor| struck::is_struck(text, clause, actor.mark));
        actors = acting;
        let in_clause = |actor: &&Named| clause.tokens.contains(&actor.mark.start);
        // «вибухнув російський склад – ГУР»: who is named further on does not act.
        let acts = |actor: &Named| actor.mark.start <= clause.mark.end || struck::does_it(text, actor.mark);
        let is_told = || actors.iter().any(|actor| in_clause(&actor) && acts(actor));
        if let Some(owner) = struck.iter().find(in_clause).filter(|_| !is_told()) {
            return turned(text, owner, true);
        }
    }
    let inside = actors.iter().find(|actor| clause.mark.start <= actor.mark.start && actor.mark.end <= clause.mark.end);
    if let Some(actor) = inside {
        return turned(text, actor, is_driven(text, clause, actor));
    }
    let in_clause = |actor: &&Named| clause.tokens.contains(&actor.mark.start);
    // "Russian forces entered": an actor's words may reach into the trigger's.
    let is_before = |actor: &&Named| actor.mark.start < clause.mark.start;
    let before = actors.iter().rev().filter(in_clause).find(is_before);
    let before = before.or_else(|| actors.iter().rev().find(is_before));
    let after = actors.iter().filter(in_clause).find(|actor| actor.mark.start >= clause.mark.end);
    let is_passive = is_passive(text, clause);
    let leaves = matches!(clause.trigger.event_type, EventType::Withdrawal | EventType::Movement);
    let flip = clause.trigger.subject == Subject::Target;
    let agent = after.filter(|actor| is_agent(text, clause, actor) && (is_passive || flip || before.is_none()));
    let is_apart = |before: &Named| !in_clause(&before) || is_parted(text, before.mark.end..clause.mark.start);
    let nearest = after
        .filter(|actor| (of_strike || clause.trigger.weak) && !flip && stands_behind(text, clause, actor))
        .filter(|_| before.is_none_or(is_apart));
    let attributed =
        after.filter(|actor| flip && (of_strike || !is_passive) && actor.mark.start - clause.mark.end <= 6);
    if let Some(actor) = attributed {
        // "Under fire from Russian guns".
        return turned(text, actor, !of_strike && ours != Side::Unknown && actor.side == ours);
    }
    match (agent.or(nearest), before) {
        (Some(actor), _) => turned(text, actor, flip),
        // «ЗСУ відбили атаку ворога, уразили …»: whoever beat off the attack goes on.
        (None, Some(actor)) if of_strike && !in_clause(&actor) && is_beaten_off(text, actor) => {
            turned(text, actor, true)
        }
        // Troops that "were pulled out" leave.
        (None, Some(actor)) if is_passive && !leaves => turned(text, actor, !flip),
        (None, Some(actor)) if actor.mark.end >= clause.mark.start && !flip => acting(text, actor),
        // "Enemy attacks were repelled": the attacks' own side.
        (None, Some(actor)) if flip && owns_attack(text, clause, actor) => acting(text, actor),
        // "Ukrainian forces downed 31 drones, and two Iskander missiles struck A".
        (None, Some(actor)) if of_strike && !in_clause(&actor) && is_armed_otherwise(text, clause, actor) => nobody(),
        // "Russians attacked A, and B came under fire": who comes under it is named in its clause.
        (None, Some(actor)) if of_strike && flip && !in_clause(&actor) => nobody(),
        (None, Some(actor)) => turned(text, actor, flip && !attacks(text, actor, clause, ours)),
        (None, None) => after
            .filter(|_| text.document.language != Language::English)
            // «отражены две атаки, потери ВСУ составили …»
            .filter(|actor| !(flip || of_strike) || goes_with(text, clause, actor))
            .map_or_else(nobody, |actor| turned(text, actor, flip || struck::is_owner(text, clause, actor.mark))),
    }
}

/// Whether a side's word stands right before the attacks that a trigger begins with.
fn owns_attack(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    let is_attack = |mark: &Mark| matches!(mark.sense, Sense::Counted(Counted::Attacks) | Sense::OneAttack);
    actor.mark.end == clause.mark.start && text.marked.at(clause.mark.start).iter().any(is_attack)
}

/// Whether a clause names a weapon that only the other side has, before or within the words of its trigger.
fn is_armed_otherwise(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    armed_with(text, clause.tokens.start..clause.mark.end).is_some_and(|side| side == actor.side.other())
}

/// Whether a comma or colon stands in a run of tokens.
fn is_parted(text: Text<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| text.marked.tokens[at].is_mark(',') || text.marked.tokens[at].is_mark(':'))
}

/// Whether no mark parts a side named behind a trigger from it, or the side opens words of its own: «детонація: ЗСУ
/// знищили склад».
fn goes_with(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    let is_trigger = |mark: &Mark| struck::is_deed(text, mark);
    !is_parted(text, clause.mark.end..actor.mark.start) || text.marked.at(actor.mark.end).iter().any(is_trigger)
}

/// «… тактику штурмів, успішна атака ЗСУ»: whoever stands right behind a noun goes before whoever is named elsewhere.
fn stands_behind(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    let is_noun = !opens_with_verb(text, clause) && !struck::leads_on(text, clause);
    text.document.language != Language::English && is_noun && actor.mark.start == clause.mark.end
}

/// "the occupiers attacked 13 times, five of these were repelled": whoever attacks does not repel, nor does the enemy
/// of whoever tells it where a comma or colon parts him from the words.
fn attacks(text: Text<'_>, actor: &Named, clause: &Clause<'_>, ours: Side) -> bool {
    let is_apart = is_parted(text, actor.mark.end..clause.mark.start);
    if is_apart && ours != Side::Unknown && actor.side == ours.other() {
        return true;
    }
    let between = text.marked.marks(actor.mark.end..clause.mark.start);
    between.iter().filter(|mark| mark.end <= clause.mark.start).any(|mark| match mark.sense {
        Sense::Trigger(number) => {
            let trigger = text.grammar.lexicon.trigger(number);
            let is_attack = trigger.event_type == EventType::GroundAssault && !trigger.weak;
            let strikes = |trigger: &Trigger| trigger.event_type.class() == TypeClass::Strike;
            is_attack || (strikes(clause.trigger) && strikes(trigger))
        }
        _ => false,
    })
}

/// «відбили атаку ворога»: whose attack is repelled stands right behind the words that say so.
fn is_beaten_off(text: Text<'_>, actor: &Named) -> bool {
    let repels = |sense: Sense| match sense {
        Sense::Trigger(number) => text.grammar.lexicon.trigger(number).event_type == EventType::AssaultRepelled,
        _ => false,
    };
    text.marked.ending_at(actor.mark.start, repels).is_some()
}

/// "drove Russian troops out of", «вибили окупантів з»: whoever stands between the verb and "out of" is driven out.
fn is_driven(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    let from = |mark: &Mark| mark.sense == Sense::Relation(Role::From);
    let leads_out = text.marked.marks(actor.mark.end..clause.mark.end).iter().any(from);
    let takes = matches!(clause.trigger.event_type, EventType::Capture | EventType::Advance);
    takes && clause.mark.start < actor.mark.start && leads_out
}

/// Words between a verb of saying and who says it.
const SPEAKER_REACH: usize = 2;

/// "the occupiers reported a strike", «повідомило управління ДНР»: whoever speaks of a strike tells what was done by
/// somebody, or to them. English puts whoever acts there too.
fn only_speaks(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    let says = |mark: &Mark| matches!(mark.sense, Sense::Speech(_));
    let tells = |mark: &Mark| matches!(mark.sense, Sense::Trigger(_) | Sense::Relation(_));
    let there = actor.mark.start.saturating_sub(SPEAKER_REACH)..actor.mark.start;
    let before = text.marked.marks(there.clone());
    let is_said_by = text.document.language != Language::English
        && before.iter().any(says)
        && !before.iter().any(tells)
        && !there.into_iter().any(|at| text.marked.tokens[at].is_mark(','));
    // «загарбники вранці у четвер заявили про атаку».
    let is_about = |mark: &Mark| says(mark) && text.marked.is_small(mark.end, Small::About);
    let tells_about = text.marked.marks(actor.mark.end..clause.mark.start).iter().any(is_about);
    is_said_by || tells_about || text.marked.at(actor.mark.end).iter().any(says)
}

/// Endings of verbs, in Ukrainian and Russian.
const VERBAL: [&str; 14] = ["ли", "ла", "ло", "л", "в", "ес", "ють", "ять", "уть", "ут", "ют", "ят", "ет", "ит"];

/// «нанесли поражение» opens with a verb, «ракетный удар» does not; a verb alone may stand before who does it.
fn opens_with_verb(text: Text<'_>, clause: &Clause<'_>) -> bool {
    let first = text.marked.tokens.key(clause.mark.start);
    clause.mark.end - clause.mark.start > 1 && VERBAL.iter().any(|ending| first.ends_with(ending))
}

/// Somebody whom the words do not name.
pub(super) fn nobody() -> Actor {
    Actor { side: Side::Unknown, words: String::new() }
}

fn acting(text: Text<'_>, actor: &Named) -> Actor {
    let words = &text.document.text[text.marked.tokens.span(actor.mark.start..actor.mark.end).range()];
    Actor { side: actor.side, words: words.to_string() }
}

/// The actor, or the other side when the words name the one it is done to.
fn turned(text: Text<'_>, actor: &Named, is_target: bool) -> Actor {
    if is_target { Actor { side: actor.side.other(), words: String::new() } } else { acting(text, actor) }
}

/// "by Russian forces", «російськими військами»: the word before tells in English.
fn is_agent(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    let from = actor.mark.start.saturating_sub(3).max(clause.mark.end);
    (from..actor.mark.start).any(|at| text.marked.is_small(at, Small::Agent))
}

/// "was shelled", "were repelled".
fn is_passive(text: Text<'_>, clause: &Clause<'_>) -> bool {
    let tokens = &text.marked.tokens;
    let is_auxiliary = |at: usize| text.marked.is_small(at, Small::Passive);
    let is_adverb = |at: usize| tokens.key(at).ends_with("ly") || text.marked.is_small(at, Small::Between);
    if is_auxiliary(clause.mark.start) {
        return !tokens.key(clause.mark.end - 1).ends_with("ing");
    }
    let Some(last) = clause.mark.start.checked_sub(1).filter(|at| *at >= clause.tokens.start) else { return false };
    let is_led = is_auxiliary(last) || (is_adverb(last) && last > clause.tokens.start && is_auxiliary(last - 1));
    is_led && !tokens.key(clause.mark.start).ends_with("ing")
}
