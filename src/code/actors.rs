//! Finds who acts in a clause and upon whom.

use std::ops::Range;

use crate::code::Text;
use crate::code::clauses::Clause;
use crate::lexicon::{ActorWord, Mark, Sense, Small, Subject, Trigger};
use crate::model::{Actor, Counted, EventType, Kind, Language, Place, Role, Side, TypeClass};

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

/// The side that alone has a weapon named in a run of tokens.
pub(super) fn armed_with(text: Text<'_>, tokens: Range<usize>) -> Option<Side> {
    text.marked.marks(tokens).iter().find_map(|mark| match mark.sense {
        Sense::WeaponOf(side) => Some(side),
        _ => None,
    })
}

/// The side whose ground or troops are named behind a trigger as what it is done to: "enemy positions".
pub(super) fn owner_of_object(text: Text<'_>, clause: &Clause<'_>, ours: Side) -> Option<Side> {
    let behind = text.marked.marks(clause.mark.end..clause.tokens.end);
    let object = behind.iter().find(|mark| mark.sense == Sense::Actor(ActorWord::Object))?;
    text.marked.marks(object.start..object.end).iter().find_map(|mark| match mark.sense {
        Sense::Actor(word @ (ActorWord::Side(_) | ActorWord::Own | ActorWord::Enemy)) => {
            Some(side_of(word, ours)).filter(|side| matches!(side, Side::Russia | Side::Ukraine))
        }
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

/// The other side of the war.
pub(super) fn other(side: Side) -> Side {
    match side {
        Side::Russia => Side::Ukraine,
        Side::Ukraine => Side::Russia,
        Side::ArmedGroup | Side::Civilians | Side::Unknown => Side::Unknown,
    }
}

/// The side an actor word means in a text of that perspective.
fn side_of(word: ActorWord, ours: Side) -> Side {
    let ours = if ours == Side::Unknown { Side::Ukraine } else { ours };
    match word {
        ActorWord::Side(side) => side,
        ActorWord::Own => ours,
        ActorWord::Partisans => Side::Ukraine,
        ActorWord::Enemy => other(ours),
        // Whose they are, the ground tells.
        ActorWord::Saboteurs => Side::Unknown,
        ActorWord::Object => Side::Civilians,
    }
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
            let side = side_of(word, ours);
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
    found
        .retain(|actor| actor.side != Side::Civilians && !is_speaker(text, actor.mark) && !is_ground(text, actor.mark));
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

/// "Ukraine's General Staff said": who speaks does not act.
fn is_speaker(text: Text<'_>, mark: Mark) -> bool {
    let around = mark.start.saturating_sub(3)..mark.end;
    text.marked.marks(around).iter().any(|speaker| {
        matches!(speaker.sense, Sense::Speaker(_))
            && speaker.start <= mark.start
            && mark.end <= speaker.end
            && speaker.end - speaker.start > mark.end - mark.start
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
        actors.retain(|actor| !only_speaks(text, actor));
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
    let attributed =
        after.filter(|actor| flip && (of_strike || !is_passive) && actor.mark.start - clause.mark.end <= 6);
    if let Some(actor) = attributed {
        // "Under fire from Russian guns".
        return turned(text, actor, !of_strike && ours != Side::Unknown && actor.side == ours);
    }
    match (agent, before) {
        (Some(actor), _) => turned(text, actor, flip),
        // Troops that "were pulled out" leave.
        (None, Some(actor)) if is_passive && !leaves => turned(text, actor, !flip),
        (None, Some(actor)) if actor.mark.end >= clause.mark.start && !flip => acting(text, actor),
        // "Russians attacked A, and B came under fire": who comes under it is named in its clause.
        (None, Some(actor)) if of_strike && flip && !in_clause(&actor) => nobody(),
        (None, Some(actor)) => turned(text, actor, flip && !attacks(text, actor, clause, ours)),
        (None, None) => after
            .filter(|_| text.document.language != Language::English)
            .map_or_else(nobody, |actor| turned(text, actor, flip || is_owner(text, clause, actor))),
    }
}

/// "the occupiers attacked 13 times, five of these were repelled": whoever attacks does not repel, nor does the enemy
/// of whoever tells it where a comma or colon parts him from the words.
fn attacks(text: Text<'_>, actor: &Named, clause: &Clause<'_>, ours: Side) -> bool {
    let parts = |at: usize| text.marked.tokens[at].is_mark(',') || text.marked.tokens[at].is_mark(':');
    let is_apart = (actor.mark.end..clause.mark.start).any(parts);
    if is_apart && ours != Side::Unknown && actor.side == other(ours) {
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
fn only_speaks(text: Text<'_>, actor: &Named) -> bool {
    let says = |mark: &Mark| matches!(mark.sense, Sense::Speech(_));
    let tells = |mark: &Mark| matches!(mark.sense, Sense::Trigger(_) | Sense::Relation(_));
    let there = actor.mark.start.saturating_sub(SPEAKER_REACH)..actor.mark.start;
    let before = text.marked.marks(there.clone());
    let is_said_by = text.document.language != Language::English
        && before.iter().any(says)
        && !before.iter().any(tells)
        && !there.into_iter().any(|at| text.marked.tokens[at].is_mark(','));
    is_said_by || text.marked.at(actor.mark.end).iter().any(says)
}

/// Endings of the case that names who does it, in Ukrainian and Russian.
const INSTRUMENTAL: [&str; 4] = ["ами", "ями", "ими", "ыми"];

/// «поражен склад ВСУ», «вибухнув склад російських військ»: neither beside a verb of the happening nor in the case of who
/// does it: the owner of what is struck.
fn is_owner(text: Text<'_>, clause: &Clause<'_>, actor: &Named) -> bool {
    let is_trigger = |mark: &Mark| matches!(mark.sense, Sense::Trigger(_));
    // «удар по скупченню військ противника»: the trigger's own words lead to what is struck.
    let leads_on = |mark: &Mark| matches!(mark.sense, Sense::Relation(_));
    let is_led_to = text.marked.marks(clause.mark.start..clause.mark.end).iter().any(leads_on);
    let is_beside =
        (clause.mark.end == actor.mark.start && !is_led_to) || text.marked.at(actor.mark.end).iter().any(is_trigger);
    let word = text.marked.tokens.key(actor.mark.start);
    let does_it = INSTRUMENTAL.iter().any(|ending| word.ends_with(ending));
    clause.trigger.event_type.class() == TypeClass::Strike && !is_beside && !does_it
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
    if is_target { Actor { side: other(actor.side), words: String::new() } } else { acting(text, actor) }
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
