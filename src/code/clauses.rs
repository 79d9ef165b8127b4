//! Cuts a sentence into clauses, one for each thing that happens.

use std::ops::Range;

use crate::code::{Text, again, casualties, places};
use crate::lexicon::{Mark, Sense, Small, Trigger};
use crate::model::{Count, Counted, EventType, Language, TypeClass};
use crate::text::{Shape, Token};

/// One trigger and the words that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause<'t> {
    pub mark: Mark,
    pub trigger: &'t Trigger,
    /// Its words, the trigger's among them.
    pub tokens: Range<usize>,
    /// Words of harm or damage were joined to it.
    pub has_effect: bool,
    /// It tells of more of what the clause before tells, and this many.
    pub again: Option<Count>,
}

/// The clauses of a sentence, in order; they cover all of it.
pub(super) fn clauses<'t>(text: Text<'t>, sentence: Range<usize>) -> Vec<Clause<'t>> {
    let triggers = triggers(text, sentence.clone());
    let mut clauses: Vec<Clause<'t>> = Vec::with_capacity(triggers.len());
    let mut start = sentence.start;
    for (at, (mark, trigger)) in triggers.iter().enumerate() {
        let end = triggers.get(at + 1).map_or(sentence.end, |(next, _)| boundary(text, mark.end, next.start));
        clauses.push(Clause { mark: *mark, trigger, tokens: start..end, has_effect: trigger.effect, again: None });
        start = end;
    }
    lead_to_cause(text, &mut clauses);
    merge(text, &mut clauses);
    again::part(text, &mut clauses);
    clauses
}

/// The triggers of a sentence, the longest where they overlap.
fn triggers<'t>(text: Text<'t>, sentence: Range<usize>) -> Vec<(Mark, &'t Trigger)> {
    let mut found: Vec<(Mark, &Trigger)> = text
        .marked
        .marks(sentence)
        .iter()
        .filter_map(|mark| match mark.sense {
            Sense::Trigger(number) => Some((*mark, text.grammar.lexicon.trigger(number))),
            _ => None,
        })
        .filter(|(mark, _)| !is_in_name(text, mark) && !is_in_failure(text, mark) && !is_in_phrase(text, mark))
        .filter(|(mark, trigger)| trigger.event_type != EventType::AirDefence || !is_done_by_weapon(text, mark))
        .filter(|(mark, _)| !is_attributive(text, mark))
        .collect();
    drop_what_is_repelled(&mut found);
    found.sort_by_key(|(mark, trigger)| {
        (std::cmp::Reverse(mark.end - mark.start), trigger.weak, is_from_air(trigger), mark.start)
    });
    let mut kept: Vec<(Mark, &Trigger)> = Vec::new();
    for (mark, trigger) in found {
        if kept.iter().all(|(other, _)| mark.end <= other.start || other.end <= mark.start) {
            kept.push((mark, trigger));
        }
    }
    kept.sort_by_key(|(mark, _)| mark.start);
    let mut before = None;
    kept.retain(|trigger| {
        let goes_on = |before| is_aim(text, before, *trigger) || is_more(text, before, trigger.0);
        let is_old = before.is_some_and(goes_on);
        before = Some(*trigger);
        !is_old
    });
    kept
}

/// "repelled 28 attacks near A and another 14 attacks near B": the noun that is counted again.
fn is_more(text: Text<'_>, (_, of): (Mark, &Trigger), mark: Mark) -> bool {
    let is_attacks = text.marked.at(mark.start).iter().any(|mark| mark.sense == Sense::Counted(Counted::Attacks));
    let before = mark.start.saturating_sub(2)..mark.start;
    let is_counted = before.clone().next_back().is_some_and(|at| text.marked.tokens[at].shape == Shape::Number);
    let is_another = before.into_iter().next().is_some_and(|at| text.marked.is_small(at, Small::Another));
    of.event_type.class() == TypeClass::Assault && is_attacks && is_counted && is_another
}

/// Words between an attempt and what it aims at.
const AIM_REACH: usize = 6;

/// "stopped 11 attempts to wedge into": what an attack is to gain, and did not.
fn is_aim(text: Text<'_>, (attack, of): (Mark, &Trigger), (mark, trigger): (Mark, &Trigger)) -> bool {
    let gains = matches!(trigger.event_type, EventType::Advance | EventType::Capture);
    let is_attack = of.event_type.class() == TypeClass::Assault;
    let is_near = mark.start <= attack.end + AIM_REACH;
    let is_plain = || (attack.end..mark.start).all(|at| !text.marked.tokens[at].is_mark(','));
    gains && is_attack && is_near && is_plain() && is_infinitive(text, mark.start)
}

/// Endings of the infinitive: Ukrainian «захопити», Russian «захватить»; Ukrainian «-ть» is "they seize".
const fn infinitives(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[],
        Language::Ukrainian => &["ти", "тися", "тись"],
        Language::Russian => &["ть", "ться", "ти", "тись"],
    }
}

/// "to wedge", «просунутися».
fn is_infinitive(text: Text<'_>, at: usize) -> bool {
    let key = text.marked.tokens.key(at);
    let is_led = at > 0 && text.marked.is_small(at - 1, Small::To);
    is_led || infinitives(text.document.language).iter().any(|ending| key.ends_with(ending))
}

/// "Repelled" of drones is air defence: between two readings of the same words the weapon decides.
fn is_from_air(trigger: &Trigger) -> bool {
    trigger.event_type != EventType::AirDefence
}

/// "Thwarted an attempt to cross": the words for what was repelled tell nothing more.
fn drop_what_is_repelled(found: &mut Vec<(Mark, &Trigger)>) {
    // Where the words for what was repelled end, that began before the mark and with it.
    let (mut reach, mut start, mut end) = (0, 0, 0);
    found.retain(|(mark, trigger)| {
        if mark.start > start {
            (reach, start, end) = (reach.max(end), mark.start, 0);
        }
        if trigger.event_type == EventType::AssaultRepelled {
            end = end.max(mark.end);
        }
        trigger.event_type != EventType::GroundAssault || mark.start >= reach
    });
}

/// "the recently liberated town", "the encircled troops": a participle between an article and its noun tells of nothing new.
fn is_attributive(text: Text<'_>, mark: &Mark) -> bool {
    let tokens = &text.marked.tokens;
    let is_led = mark.start.checked_sub(1).is_some_and(|at| text.marked.is_small(at, Small::Article));
    let is_participle = mark.end == mark.start + 1 && tokens.key(mark.start).ends_with("ed");
    let is_no_noun = |mark: &Mark| {
        matches!(mark.sense, Sense::Small(Small::Agent | Small::In | Small::Article | Small::JoinsClauses))
    };
    let is_noun = |at: usize| tokens.get(at).is_some_and(Token::is_word) && !text.marked.at(at).iter().any(is_no_noun);
    is_led && is_participle && is_noun(mark.end)
}

/// "A house was destroyed by a missile", "a missile brought down a house": the missile strikes, and is not shot down.
fn is_done_by_weapon(text: Text<'_>, mark: &Mark) -> bool {
    let is_weapon = |mark: &Mark| matches!(mark.sense, Sense::Weapon(_));
    let is_subject = text.marked.at(mark.start).iter().any(is_weapon);
    let is_passive = (mark.start..mark.end).any(|at| text.marked.is_small(at, Small::Passive));
    if is_subject && !is_passive && text.marked.is_small(mark.end, Small::Article) {
        return true;
    }
    let agent = (mark.start..mark.end).find(|at| text.marked.is_small(*at, Small::Agent));
    agent.is_some_and(|agent| {
        let (before, after) = (text.marked.marks(mark.start..agent), text.marked.marks(agent..mark.end));
        !before.iter().any(is_weapon) && after.iter().any(is_weapon)
    })
}

/// «успіху не мав, відійшов»: how a failed attack ended is no withdrawal.
fn is_in_failure(text: Text<'_>, mark: &Mark) -> bool {
    let around = mark.start.saturating_sub(6)..mark.end;
    text.marked.marks(around).iter().any(|failed| {
        failed.sense == Sense::Failed
            && failed.start <= mark.start
            && mark.end <= failed.end
            && failed.end - failed.start > mark.end - mark.start
    })
}

/// "An assault brigade", "with artillery support": words that name a thing, and no happening.
fn is_in_phrase(text: Text<'_>, mark: &Mark) -> bool {
    let around = mark.start.saturating_sub(3)..mark.end;
    text.marked
        .marks(around)
        .iter()
        .any(|phrase| phrase.sense == Sense::NotEvent && phrase.start <= mark.start && mark.start < phrase.end)
}

/// A word inside a place's name tells of nothing.
fn is_in_name(text: Text<'_>, mark: &Mark) -> bool {
    let span = text.marked.tokens.span(mark.start..mark.end);
    let first = text.verdicts.partition_point(|verdict| verdict.mention().span.end <= span.start);
    text.verdicts.get(first).is_some_and(|verdict| verdict.mention().span.contains(span))
}

/// Where the clause of the next trigger begins: at the last joining word behind a comma ("…, while 120 drones, mostly small,
/// attacked"), else after the last mark or joining word between the two that parts no list.
fn boundary(text: Text<'_>, from: usize, to: usize) -> usize {
    let tokens = &text.marked.tokens;
    let (mut strong, mut weak) = (None, None);
    let mut inside = from;
    for at in from..to {
        // "Two women, aged 58 and 63, were injured": an aside parts nothing.
        if let Some(end) = casualties::aside_end(text, at..to).filter(|_| at >= inside) {
            inside = end;
        }
        if at < inside {
            continue;
        }
        let token = &tokens[at];
        let parts_clauses = token.is_mark(';') || token.is_mark(':') || (token.is_dash() && !token.is_glued);
        if parts_clauses || (token.is_mark(',') && !is_in_list(text, at)) {
            weak = Some(at + 1);
        } else if text.marked.is_small(at, Small::JoinsClauses)
            && !is_in_list(text, at)
            && !casualties::joins_two(text, at)
        {
            weak = Some(at);
            if tokens[at - 1].is_mark(',') {
                strong = weak;
            }
        }
    }
    strong.or(weak).unwrap_or(to)
}

/// Whether the token stands between two names of one list.
fn is_in_list(text: Text<'_>, at: usize) -> bool {
    let token = text.marked.tokens[at];
    let next = text.verdicts.partition_point(|verdict| verdict.mention().span.start < token.end as usize);
    let (Some(next_mention), Some(before)) = (text.verdicts.get(next), next.checked_sub(1)) else { return false };
    let follows = text.marked.tokens[at + 1..]
        .iter()
        .take_while(|other| (other.end as usize) <= next_mention.mention().span.start)
        .take(5)
        .count();
    let before_end = text.verdicts[before].mention().span.end as u32;
    let precedes = text.marked.tokens[..at].iter().rev().take_while(|other| other.start >= before_end).take(4).count();
    follows <= 4 && precedes <= 3
}

/// "A rocket hit A, and two people died when a shell burst in B": an effect without a place whose cause comes next belongs
/// to that, and not to what is told before.
fn lead_to_cause(text: Text<'_>, clauses: &mut Vec<Clause<'_>>) {
    let mut is_led_on = vec![false; clauses.len()];
    for at in (1..clauses.len().saturating_sub(1)).rev() {
        let (effect, cause) = (&clauses[at], &clauses[at + 1]);
        let is_cause = |token: usize| text.marked.is_small(token, Small::Cause);
        let brings = !cause.trigger.effect && tells_one_thing(effect.trigger, cause.trigger);
        let is_led = (effect.mark.end..=cause.tokens.start).any(is_cause);
        if effect.trigger.effect && brings && is_led && sites(text, effect).is_empty() {
            clauses[at + 1].tokens.start = effect.tokens.start;
            clauses[at + 1].has_effect = true;
            is_led_on[at] = true;
        }
    }
    let mut is_led_on = is_led_on.into_iter();
    clauses.retain(|_| !is_led_on.next().unwrap_or(false));
}

/// Joins clauses that tell of one thing: a weak trigger beside a strong one, two of one class where one has no place.
fn merge<'t>(text: Text<'t>, clauses: &mut Vec<Clause<'t>>) {
    clauses.dedup_by(|clause, last| {
        let is_one = is_one(text, last, clause);
        if is_one {
            last.has_effect |= clause.has_effect;
            last.tokens.end = clause.tokens.end;
            // How those who attacked went away is no withdrawal.
            let leaves = clause.trigger.event_type == EventType::Withdrawal;
            if strength(clause.trigger) > strength(last.trigger) && !leaves {
                last.mark = clause.mark;
                last.trigger = clause.trigger;
            }
        }
        is_one
    });
}

fn is_one(text: Text<'_>, a: &Clause<'_>, b: &Clause<'_>) -> bool {
    let (places, others) = (sites(text, a), sites(text, b));
    let lies_in = |inner: &[usize], outer: &[usize]| {
        let is_inside = |at: &usize| {
            let place = places::place(text, *at);
            outer.iter().any(|around| places::contains(places::place(text, *around), place))
        };
        inner.iter().all(is_inside)
    };
    let is_one_ground =
        places.is_empty() || others.is_empty() || lies_in(&places, &others) || lies_in(&others, &places);
    let goes_on = others.is_empty() && is_one_fight(a.trigger, b.trigger);
    // "Four clashes took place: the enemy stormed positions near A".
    let leads_on = places.is_empty() && is_clash(a.trigger) && b.trigger.event_type.class() == TypeClass::Assault;
    is_one_ground && (goes_on || leads_on || tells_one_thing(a.trigger, b.trigger)) && !takes_booty(text, a, b)
}

fn is_clash(trigger: &Trigger) -> bool {
    trigger.event_type == EventType::Clash
}

/// "Three were used in the attacks, two of those captured": what is taken is not the ground that was attacked.
fn takes_booty(text: Text<'_>, attack: &Clause<'_>, capture: &Clause<'_>) -> bool {
    attack.trigger.weak
        && capture.trigger.event_type == EventType::Capture
        && sites(text, capture).is_empty()
        && !places::names_ground(text, capture.tokens.clone())
}

fn sites(text: Text<'_>, clause: &Clause<'_>) -> Vec<usize> {
    places::sites(text, clause.tokens.clone(), clause.trigger.event_type)
}

/// "17 attacks near A and B, fighting goes on in three places", "fighting goes on near A, the enemy attacked 13 times",
/// "they tried to break in, were stopped and fell back", "air defence was at work: all six rockets were destroyed".
fn is_one_fight(a: &Trigger, b: &Trigger) -> bool {
    use EventType as T;
    match (a.event_type, b.event_type) {
        (T::GroundAssault | T::AssaultRepelled, T::Clash | T::Withdrawal) => true,
        (T::Clash, T::GroundAssault) => true,
        (T::AirDefence, struck) => struck.class() == TypeClass::Strike && !b.effect,
        _ => false,
    }
}

/// Whether two triggers can be two words for one thing: an attack and its repulse, a blow and its weapon or effect.
fn tells_one_thing(a: &Trigger, b: &Trigger) -> bool {
    use EventType as T;
    let is_strike = |trigger: &Trigger| trigger.event_type.class() == TypeClass::Strike;
    let is_loose = |trigger: &Trigger| trigger.weak || trigger.effect || trigger.event_type == T::Strike;
    match (a.event_type, b.event_type) {
        (x, y) if x == y => true,
        (T::GroundAssault, T::AssaultRepelled) | (T::AssaultRepelled, T::GroundAssault) => true,
        (T::Capture, T::Advance) | (T::Advance, T::Capture) => true,
        (T::GroundAssault, T::Capture | T::Advance | T::Incursion) if a.weak => true,
        (T::Incursion, T::GroundAssault) if b.weak => true,
        (T::Sabotage, T::Incursion) | (T::Incursion, T::Sabotage) => true,
        (T::AirStrike, T::GlideBomb) | (T::GlideBomb, T::AirStrike) => true,
        (T::AirDefence, _) if is_debris(b) => true,
        (_, T::AirDefence) if is_debris(a) => true,
        // "cleared the village of infiltrators": whom it was taken from.
        (T::Capture | T::AssaultRepelled, T::Sabotage) => true,
        (T::Sabotage | T::Mine, _) if b.effect || b.weak => true,
        (_, T::Sabotage | T::Mine) if a.effect || a.weak => true,
        _ => (is_strike(a) || a.weak) && (is_strike(b) || b.weak) && (is_loose(a) || is_loose(b)),
    }
}

/// What falls of what was shot down: the only weak word for drones.
fn is_debris(trigger: &Trigger) -> bool {
    trigger.weak && trigger.event_type == EventType::DroneStrike
}

/// Which of two triggers of one happening names it: repelled over attacked, a weapon over "struck", anything over effects.
fn strength(trigger: &Trigger) -> u8 {
    use crate::model::EventType as T;
    match trigger.event_type {
        _ if trigger.effect => 0,
        _ if is_debris(trigger) => 5,
        _ if trigger.weak => 1,
        T::Strike | T::Clash => 2,
        T::Shelling | T::GroundAssault => 3,
        T::GlideBomb => 5,
        T::AssaultRepelled | T::Capture => 6,
        _ => 4,
    }
}
