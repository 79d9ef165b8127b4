//! Finds who says so, and whether it is told as fact.

use std::ops::Range;

use crate::code::clauses::Clause;
use crate::code::dates::DatePhrase;
use crate::code::{Text, casualties, places, types};
use crate::lexicon::{Mark, Sense, Small, SpeechAct};
use crate::model::{Claimant, DateBasis, EventType, Kind, Language, Modality, Polarity, Side, TypeClass};

/// Words of a speaker's name and office that are kept.
const MOST_WORDS: usize = 8;
/// Words between "after" and what is only presumed of a cause.
const CAUSE_REACH: usize = 2;

/// The speaker of a sentence; none when nobody is named.
pub(super) fn claimant(text: Text<'_>, sentence: Range<usize>) -> Option<Claimant> {
    let marks = text.marked.marks(sentence.clone());
    let is_speech = |mark: &&Mark| matches!(mark.sense, Sense::Speech(_));
    let verb = marks.iter().find(is_speech)?;
    let speakers = marks.iter().filter_map(|mark| match mark.sense {
        Sense::Speaker(side) => Some((*mark, side)),
        _ => None,
    });
    let nearest = speakers.min_by_key(|(mark, _)| {
        let gap = if mark.end <= verb.start { verb.start - mark.end } else { mark.start.saturating_sub(verb.end) };
        (gap, std::cmp::Reverse(mark.end - mark.start))
    });
    if let Some((mark, side)) = nearest {
        return Some(Claimant { name: named(text, mark, sentence), side });
    }
    person(text, *verb, sentence).map(|name| Claimant { name, side: Side::Unknown })
}

/// The words of a speaker, with the capitalised name that goes on.
fn named(text: Text<'_>, mark: Mark, sentence: Range<usize>) -> String {
    let tokens = &text.marked.tokens;
    let goes_on = |at: usize| at < sentence.end && tokens[at].is_capitalised() && at < mark.start + MOST_WORDS;
    let mut end = mark.end;
    while goes_on(end) {
        end += 1;
    }
    words(text, mark.start..end)
}

/// The capitalised words right beside a verb of saying.
fn person(text: Text<'_>, verb: Mark, sentence: Range<usize>) -> Option<String> {
    let tokens = &text.marked.tokens;
    let is_same = |at: usize| text.marked.at(at).iter().any(|mark| mark.sense == Sense::SameSpeaker);
    let before =
        (sentence.start..verb.start).rev().take_while(|at| tokens[*at].is_capitalised()).take(MOST_WORDS).count();
    if before > 0 {
        let first = verb.start - before;
        return (!is_same(first)).then(|| words(text, first..verb.start));
    }
    let after = (verb.end..sentence.end).take_while(|at| tokens[*at].is_capitalised()).take(MOST_WORDS).count();
    (after > 0).then(|| words(text, verb.end..verb.end + after))
}

fn words(text: Text<'_>, tokens: Range<usize>) -> String {
    let written = &text.document.text[text.marked.tokens.span(tokens).range()];
    let mut words = String::with_capacity(written.len());
    for word in written.split_whitespace() {
        words.push_str(if words.is_empty() { "" } else { " " });
        words.push_str(word);
    }
    words
}

/// Whether a clause tells that it is so. A denial counts when it stands before the trigger in its clause, governs the
/// sentence from its beginning, or calls what it tells untrue.
pub(super) fn polarity(text: Text<'_>, clause: &Clause<'_>, sentence: Range<usize>) -> Polarity {
    // "three bombs, nobody hurt": the blow is told, and that it hurt nobody.
    let tells_of_hurt = |at: usize| {
        let is_hurt = |mark: &Mark| matches!(mark.sense, Sense::Counted(counted) if casualties::is_casualty(counted));
        text.marked.at(at).iter().any(is_hurt)
    };
    // "Nobody was killed in the drone attack".
    let hurts_nobody = |denial: &Mark| {
        let is_nobody = text.marked.at(denial.start).iter().any(|mark| mark.sense == Sense::Nobody);
        is_nobody && !clause.trigger.effect && tells_of_hurt(clause.mark.start)
    };
    let near = clause.mark.start.saturating_sub(4).max(sentence.start)..clause.mark.end;
    let is_negated = text.marked.marks(near).iter().any(|mark| {
        let is_before = mark.end <= clause.mark.start;
        let is_around = mark.start <= clause.mark.start && clause.mark.end <= mark.end;
        mark.sense == Sense::Negated && (is_before || is_around) && !is_idle(text, mark) && !hurts_nobody(mark)
    });
    // «под удар никто не попал»
    let after = clause.mark.start + 1..(clause.mark.end + 2).min(clause.tokens.end);
    let befell_nobody =
        text.marked.marks(after).iter().any(|mark| mark.sense == Sense::Nobody && !tells_of_hurt(mark.end));
    let governing = text.marked.marks(sentence.start..clause.mark.start);
    // "denied that": the comma that Ukrainian and Russian put there parts nothing.
    let ruled = |denial: usize| if is_comma(text, denial) { denial + 1 } else { denial };
    let is_denied = governing.iter().any(|mark| {
        mark.sense == Sense::Speech(SpeechAct::Denies) && !has_clause_between(text, ruled(mark.end), clause.mark.start)
    });
    if is_negated || is_denied || is_refuted(text, clause, sentence) || (befell_nobody && !clause.trigger.effect) {
        Polarity::Denied
    } else {
        Polarity::Affirmed
    }
}

/// "Claims that they have entered A are not true": what a report tells first, when words behind it call it untrue. Of "a
/// missile hit A, reports of people killed were not confirmed" only the people are denied.
fn is_refuted(text: Text<'_>, clause: &Clause<'_>, sentence: Range<usize>) -> bool {
    let before = text.marked.marks(sentence.start..clause.mark.start);
    let Some(report) = before.iter().rfind(|mark| mark.sense == Sense::Report) else { return false };
    let tells = |mark: &Mark| match mark.sense {
        Sense::Trigger(_) => true,
        Sense::Counted(counted) => casualties::is_casualty(counted),
        _ => false,
    };
    let is_first = !text.marked.marks(report.end..clause.mark.start).iter().any(tells);
    let behind = text.marked.marks(clause.mark.end..sentence.end);
    is_first && behind.iter().any(|mark| mark.sense == Sense::Refuted)
}

/// Whether a word of denial is part of a phrase that denies nothing.
fn is_idle(text: Text<'_>, denial: &Mark) -> bool {
    text.marked.at(denial.start).iter().any(|mark| mark.sense == Sense::NotNegated && mark.end >= denial.end)
}

fn is_comma(text: Text<'_>, at: usize) -> bool {
    text.marked.tokens.get(at).is_some_and(|token| token.is_mark(','))
}

fn has_clause_between(text: Text<'_>, from: usize, to: usize) -> bool {
    // «…перехоплення "шахедів"»: the mark that opens the words of the happening itself parts nothing.
    let opens = to.checked_sub(1).is_some_and(|at| text.marked.tokens[at].is_quote());
    (from..if opens { to - 1 } else { to }).any(|at| {
        text.marked.tokens[at].is_mark(',') || text.marked.tokens[at].is_mark(';') || text.marked.tokens[at].is_quote()
    })
}

/// Whether a clause is told as fact, and by which words it is not.
pub(super) fn modality(
    text: Text<'_>,
    clause: &Clause<'_>,
    sentence: Range<usize>,
    phrases: &[DatePhrase],
) -> (Modality, Option<Mark>) {
    let before = clause.mark.start.saturating_sub(7).max(clause.tokens.start)..clause.mark.start;
    let is_written_small =
        |mark: &&Mark| mark.start == sentence.start || !text.marked.tokens[mark.start].is_capitalised();
    let find = |range: Range<usize>, sense: Sense| {
        text.marked.marks(range).iter().filter(is_written_small).find(|mark| mark.sense == sense).copied()
    };
    let governs = |mark: &Mark| {
        // "They will, probably, throw in": between two commas a word speaks of all that follows.
        let is_aside = mark.start.checked_sub(1).is_some_and(|at| is_comma(text, at)) && is_comma(text, mark.end);
        let from = if is_aside { mark.end + 1 } else { mark.end };
        let between = from.min(clause.mark.start)..clause.mark.start;
        // "There was an alert: a drone hit a plant".
        let is_led_to = between.clone().any(|at| text.marked.tokens[at].is_mark(':'));
        !is_led_to && !has_clause_between(text, between.start, between.end)
    };
    if let Some(mark) = find(sentence.start..clause.mark.start, Sense::Condition) {
        return (Modality::Hypothetical, Some(mark));
    }
    // "Attacks aimed at relieving them were repelled", «з метою сковування обстріляв».
    let is_passive = |mark: &Mark| (mark.end..clause.mark.start).any(|at| text.marked.is_small(at, Small::Passive));
    let is_finite = |mark: &Mark| is_passive(mark) || is_past(text, clause);
    if let Some(mark) = find(before.clone(), Sense::Planned).filter(governs).filter(|mark| !is_finite(mark)) {
        return (Modality::Planned, Some(mark));
    }
    // "a fire after a suspected strike": what is only presumed is the cause of something that is there.
    let is_cause = |mark: &Mark| {
        (mark.start.saturating_sub(CAUSE_REACH)..mark.start).any(|at| text.marked.is_small(at, Small::Cause))
    };
    if let Some(mark) = find(before, Sense::Hypothetical).filter(governs).filter(|mark| !is_cause(mark)) {
        return (Modality::Hypothetical, Some(mark));
    }
    // "71 occupiers killed, two vehicles and 11 drones destroyed": the tally goes on to the end of the sentence.
    let is_tallied = clause.trigger.effect || clause.trigger.event_type == EventType::AirDefence;
    if let Some(mark) = find(sentence.start..clause.mark.start, Sense::Statistic).filter(|_| is_tallied) {
        return (Modality::Background, Some(mark));
    }
    // "in the past day" is a date, not "in the past".
    let is_date = |mark: &Mark| {
        phrases
            .iter()
            .any(|phrase| !phrase.is_background && phrase.tokens.start < mark.end && mark.start < phrase.tokens.end)
    };
    // «Нагадаємо, …», "since the start of the year, …": the whole sentence is a recollection or a total.
    let opens = |mark: &Mark| {
        matches!(mark.sense, Sense::Background | Sense::Recalled | Sense::Statistic) && mark.start == sentence.start
    };
    let recalls = |mark: &&Mark| {
        is_no_news(mark, phrases)
            && is_written_small(mark)
            && !is_date(mark)
            && (is_told_with(text, clause, mark.start..mark.end) || opens(mark))
            && !is_praise(text, clause, mark)
            && !(mark.sense == Sense::Statistic && (lists_villages(text, clause) || sums_up_a_day(clause, phrases)))
            && !is_of_blow(clause, mark)
    };
    match text
        .marked
        .marks(sentence.start.min(clause.tokens.start)..clause.tokens.end)
        .iter()
        .filter(|mark| clause.tokens.contains(&mark.start) || opens(mark))
        .find(recalls)
    {
        Some(mark) => (Modality::Background, Some(*mark)),
        None => (Modality::Asserted, None),
    }
}

/// Endings of verbs in the past: nothing that is only meant is told with them.
const fn past(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[],
        Language::Ukrainian => &["ав", "яв", "ив", "ла", "ли", "ло", "вся", "лася", "лися"],
        Language::Russian => &["ал", "ял", "ил", "ла", "ли", "ло", "лся", "лась", "лись"],
    }
}

fn is_past(text: Text<'_>, clause: &Clause<'_>) -> bool {
    let verb = text.marked.tokens.key(clause.mark.start);
    past(text.document.language).iter().any(|ending| verb.ends_with(ending))
}

/// "After the fall of debris": what fell on a place is not the place that fell.
fn is_of_blow(clause: &Clause<'_>, mark: &Mark) -> bool {
    clause.trigger.event_type.class() == TypeClass::Strike
        && mark.start < clause.mark.end
        && clause.mark.start < mark.end
}

/// Whether a word makes history, a habit or a total of what is told with it.
fn is_no_news(mark: &Mark, phrases: &[DatePhrase]) -> bool {
    match mark.sense {
        Sense::Background | Sense::Habitual | Sense::Statistic => true,
        Sense::Recalled => !names_late_day(phrases),
        _ => false,
    }
}

/// «Нагадаємо, 3 липня …»: a recollection that names its day, not long past, tells of that day.
fn names_late_day(phrases: &[DatePhrase]) -> bool {
    let is_day = |phrase: &DatePhrase| {
        let is_named = !phrase.is_background && phrase.when.basis == DateBasis::Stated;
        is_named && phrase.when.start.is_some() && phrase.when.start == phrase.when.end
    };
    phrases.iter().any(is_day)
}

/// "In total, 23 people were taken out during the day": the sum of one day is that day's.
fn sums_up_a_day(clause: &Clause<'_>, phrases: &[DatePhrase]) -> bool {
    let is_of_day = |phrase: &DatePhrase| {
        let days = phrase.when.start.zip(phrase.when.end).map(|(start, end)| (end - start).get_days());
        !phrase.is_background && days.is_some_and(|days| days <= 1)
    };
    clause.trigger.event_type.class() != TypeClass::Assault && !phrases.is_empty() && phrases.iter().all(is_of_day)
}

/// "A total of 23 settlements came under fire, including A and B" tells of A and B.
fn lists_villages(text: Text<'_>, clause: &Clause<'_>) -> bool {
    let sites = || places::sites(text, clause.tokens.clone(), clause.trigger.event_type);
    types::is_over_many(text, clause)
        && sites().into_iter().any(|site| places::place(text, site).kind == Kind::Settlement)
}

/// Whether words are told of a clause's trigger: no comma or colon parts them, or they open the clause.
pub(super) fn is_told_with(text: Text<'_>, clause: &Clause<'_>, words: Range<usize>) -> bool {
    let between = if words.start >= clause.mark.end {
        clause.mark.end..words.start
    } else {
        words.end.min(clause.mark.start)..clause.mark.start
    };
    !between.into_iter().any(|at| text.marked.tokens[at].is_mark(',') || text.marked.tokens[at].is_mark(':'))
}

/// Whether a clause calls its happening the largest of its kind.
pub(super) fn has_superlative(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == Sense::Superlative)
}

/// "one of the largest since the start of the war" tells of one.
fn is_praise(text: Text<'_>, clause: &Clause<'_>, mark: &Mark) -> bool {
    let before = clause.tokens.start..mark.end;
    text.marked
        .marks(before)
        .iter()
        .any(|praise| praise.sense == Sense::Superlative && praise.start < mark.start && mark.start <= praise.end + 3)
}
