//! Makes a draft of each happening, sentence by sentence.

use std::collections::HashSet;
use std::ops::Range;

use crate::code::clauses::{Clause, clauses};
use crate::code::dates::DatePhrase;
use crate::code::memory::Memory;
use crate::code::{Text, actors, counts, places, speech};
use crate::lexicon::{Mark, Sense};
use crate::model::{
    Actor, Claimant, Counts, DateBasis, DatePrecision, EventType, Ground, Kind, Modality, Outcome, Place, Polarity,
    Role, Side, TypeClass, Verdict, When,
};
use crate::text::{Sentence, Shape};

/// Sentences back to which effects may belong.
const EFFECT_REACH: usize = 2;

/// A happening as one clause tells it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The words that fired.
    pub mark: Mark,
    pub event_type: EventType,
    pub outcome: Outcome,
    /// Numbers of the verdicts that say where.
    pub sites: Vec<usize>,
    /// The axis that the paragraph states.
    pub axis: Option<String>,
    /// The number of the sentence.
    pub sentence: usize,
    pub initiator: Actor,
    pub claimant: Option<Claimant>,
    pub polarity: Polarity,
    pub modality: Modality,
    /// The words by which it is no fact.
    pub why_not: Option<Mark>,
    pub when: When,
    pub counts: Counts,
}

/// Every happening of a text, in order. Those without a place or an axis are left out.
pub(super) fn drafts(text: Text<'_>) -> Vec<Draft> {
    let ours = actors::perspective(text);
    let mut coder = Coder { text, ours, memory: Memory::default(), drafts: Vec::new() };
    for (number, sentence) in text.marked.sentences.iter().enumerate() {
        coder.sentence(number, sentence);
    }
    without_leads(text, coder.drafts)
}

/// A region told of without a number, where the text tells the same of places inside it, and "villages near" a town,
/// where it names the villages: leads that sum up.
fn without_leads(text: Text<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let is_near = |draft: &Draft| draft.sites.iter().all(|site| places::location(text, *site).role == Role::Near);
    let takes = |draft: &Draft| draft.event_type == EventType::Capture && !draft.sites.is_empty();
    let names_villages = drafts.iter().any(|draft| takes(draft) && !is_near(draft));
    // A region's seat bears its name: what is told of the one is no detail of the other.
    let details = |draft: &Draft| {
        let places: Vec<&Place> = draft.sites.iter().map(|site| places::place(text, *site)).collect();
        let class = draft.event_type.class();
        let inside = places.into_iter().filter(|place| !place.admin1.starts_with(&place.name));
        inside.map(|place| (class, place.admin1.as_str())).collect::<Vec<_>>()
    };
    let detailed: HashSet<(TypeClass, &str)> = drafts.iter().flat_map(details).collect();
    let is_detailed = |draft: &Draft, site: &usize| {
        let place = places::place(text, *site);
        let is_wide = matches!(place.kind, Kind::Oblast | Kind::Region);
        (is_wide, detailed.contains(&(draft.event_type.class(), place.name.as_str())))
    };
    let is_lead = |draft: &Draft| {
        let sites: Vec<(bool, bool)> = draft.sites.iter().map(|site| is_detailed(draft, site)).collect();
        let sums_region =
            draft.counts.is_empty() && sites.iter().all(|(is_wide, _)| *is_wide) && sites.iter().any(|(_, told)| *told);
        sums_region || (takes(draft) && is_near(draft) && names_villages)
    };
    let leads: Vec<bool> = drafts.iter().map(is_lead).collect();
    drafts.into_iter().zip(leads).filter(|(_, is_lead)| !is_lead).map(|(draft, _)| draft).collect()
}

/// The sentence that is being read.
#[derive(Clone, Copy)]
struct Here<'s> {
    number: usize,
    sentence: &'s Sentence,
    phrases: &'s [DatePhrase],
}

struct Coder<'t> {
    text: Text<'t>,
    ours: Side,
    memory: Memory,
    drafts: Vec<Draft>,
}

impl<'t> Coder<'t> {
    fn sentence(&mut self, number: usize, sentence: &Sentence) {
        let text = self.text;
        self.memory.see_axis(text, sentence);
        let published = text.document.published.map(|published| published.date);
        let phrases = text.grammar.calendar.phrases(text.marked, sentence.tokens.clone(), published);
        self.memory.see_dates(&phrases, published, sentence.paragraph);
        if let Some(claimant) = speech::claimant(text, sentence.tokens.clone()) {
            self.memory.claimant = Some(claimant);
        }
        let clauses = clauses(text, sentence.tokens.clone());
        let told = self.drafts.len();
        let mut last_sites = Vec::new();
        for at in 0..clauses.len() {
            let sites = self.sites(&clauses, at, &last_sites);
            let here = Here { number, sentence, phrases: &phrases };
            if self.joins(&clauses, at, number) {
                self.add_counts(&clauses[at], here);
                continue;
            }
            last_sites.clone_from(&sites);
            self.drafts.extend(self.draft(&clauses, at, sites, here));
        }
        if clauses.is_empty() {
            self.go_on(number, sentence);
        }
        let mut seen: Vec<usize> = self.drafts[told..].iter().flat_map(|draft| draft.sites.clone()).collect();
        if seen.is_empty() {
            seen = places::sites(text, sentence.tokens.clone(), EventType::Other);
        }
        self.memory.see_sites(&seen, number, sentence.paragraph);
    }

    /// "Among them are A and B": a sentence without a trigger that names more places of what was told before.
    fn go_on(&mut self, number: usize, sentence: &Sentence) {
        let goes_on =
            self.text.marked.marks(sentence.tokens.clone()).iter().any(|mark| mark.sense == Sense::Continuation);
        let Some(last) = self.drafts.last().filter(|last| goes_on && last.sentence + 1 == number) else { return };
        let sites = places::sites(self.text, sentence.tokens.clone(), EventType::Other);
        if sites.is_empty() {
            return;
        }
        let draft = Draft { sites, sentence: number, counts: Counts::new(), ..last.clone() };
        self.drafts.push(draft);
    }

    /// The places of a clause: its own, else those of the clause before or after that tells of the same.
    fn sites(&self, clauses: &[Clause<'t>], at: usize, before: &[usize]) -> Vec<usize> {
        let clause = &clauses[at];
        let own = places::sites(self.text, clause.tokens.clone(), clause.trigger.event_type);
        if !own.is_empty() {
            return own;
        }
        if !before.is_empty() {
            return before.to_vec();
        }
        let after =
            clauses.get(at + 1).map(|next| places::sites(self.text, next.tokens.clone(), clause.trigger.event_type));
        after.filter(|_| !clause.trigger.effect).unwrap_or_default()
    }

    /// Whether a clause only adds effects to a happening already drafted, or tells it again.
    fn joins(&self, clauses: &[Clause<'t>], at: usize, number: usize) -> bool {
        let clause = &clauses[at];
        let told = clause.trigger.event_type;
        let Some(last) = self.drafts.last() else { return false };
        let is_here = last.sentence == number;
        if last.sentence + EFFECT_REACH < number {
            return false;
        }
        let own = places::sites(self.text, clause.tokens.clone(), told);
        let is_same_ground = own.iter().all(|site| last.sites.iter().any(|known| self.is_same(*site, *known)));
        let is_blow = last.event_type.class() == TypeClass::Strike || last.event_type == EventType::Mine;
        let has_cause = is_blow || last.event_type.class() == TypeClass::Assault;
        if clause.trigger.effect && !has_weapon(self.text, clause) {
            return is_same_ground && has_cause && (is_here || own.is_empty());
        }
        if told == EventType::AirDefence {
            return is_here && is_blow && own.is_empty();
        }
        let points_back =
            self.text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == Sense::EventAnaphor);
        let can_be_blow = told.class() == TypeClass::Strike || clause.trigger.weak;
        let is_alike = last.event_type.class() == told.class() || (is_blow && can_be_blow);
        is_alike && own.is_empty() && !is_here && (points_back || told == EventType::Strike)
    }

    fn is_same(&self, a: usize, b: usize) -> bool {
        places::place(self.text, a).id == places::place(self.text, b).id
            || places::contains(places::place(self.text, a), places::place(self.text, b))
    }

    /// Adds what a clause counts to the draft it belongs to.
    fn add_counts(&mut self, clause: &Clause<'t>, here: Here<'_>) {
        let Here { number, phrases, .. } = here;
        let dates: Vec<Range<usize>> = phrases.iter().map(|phrase| phrase.tokens.clone()).collect();
        let counts = counts::counts(self.text, clause.tokens.clone(), &dates);
        let last = self.drafts.last_mut().expect("a clause joins the last draft");
        let is_here = last.sentence == number;
        for (counted, count) in counts {
            if is_here || counted != crate::model::Counted::Attacks {
                last.counts.entry(counted).or_insert(count);
            }
        }
    }

    fn draft(&self, clauses: &[Clause<'t>], at: usize, sites: Vec<usize>, here: Here<'_>) -> Option<Draft> {
        let Here { number, sentence, phrases } = here;
        let text = self.text;
        let clause = &clauses[at];
        let sites = if sites.is_empty() { self.memory.carried(text, number, sentence) } else { sites };
        let axis = self.memory.axis.as_ref().map(|(id, _)| id.clone());
        let is_axis = |at: &usize| matches!(text.verdicts[*at], Verdict::OnAxis(..));
        let has_own_axis = places::within(text, sentence.tokens.clone()).filter(is_axis).count() == 1;
        if clause.trigger.event_type == EventType::Capture && !self.takes_ground(clause, &sites, sentence) {
            return None;
        }
        let dates: Vec<Range<usize>> = phrases.iter().map(|phrase| phrase.tokens.clone()).collect();
        let counts = counts::counts(text, clause.tokens.clone(), &dates);
        if sites.is_empty() && !(has_own_axis && is_told_by_axis(clause, &counts)) {
            return None;
        }
        if self.is_summary(clause, &sites, &counts, here) {
            return None;
        }
        let (modality, why_not) = speech::modality(text, clause, sentence.tokens.clone());
        let background = phrases.iter().find(|phrase| {
            phrase.is_background
                && is_over(&clause.tokens, &phrase.tokens)
                && speech::is_told_with(text, clause, phrase.tokens.clone())
        });
        let background = background.filter(|_| !speech::has_superlative(text, clause));
        let modality =
            if background.is_some() && modality == Modality::Asserted { Modality::Background } else { modality };
        let event_type = self.exact_type(clauses, at, &sites);
        let initiator = self.initiator(clause, event_type, &sites, sentence.tokens.clone());
        Some(Draft {
            mark: clause.mark,
            event_type,
            outcome: outcome(text, clause),
            axis,
            sentence: number,
            initiator,
            claimant: self.memory.claimant.clone(),
            polarity: speech::polarity(text, clause, sentence.tokens.clone()),
            modality,
            why_not,
            when: self.when(phrases, clause, sentence.paragraph),
            counts,
            sites,
        })
    }

    /// The type of the trigger, made more exact by the weapon named beside it. An "attack" that harms, or one far from
    /// the front, is a strike.
    fn exact_type(&self, clauses: &[Clause<'t>], at: usize, sites: &[usize]) -> EventType {
        let clause = &clauses[at];
        let told = clause.trigger.event_type;
        let is_attempt = matches!(told, EventType::Advance | EventType::Capture) && has_failed(self.text, clause);
        if is_attempt {
            return EventType::GroundAssault;
        }
        if !(clause.trigger.weak || clause.trigger.effect || told == EventType::Strike) {
            return told;
        }
        let mut weapons: Vec<EventType> = Vec::new();
        for mark in self.text.marked.marks(clause.tokens.clone()) {
            if let Sense::Weapon(weapon) = mark.sense
                && !weapons.contains(&weapon)
            {
                weapons.push(weapon);
            }
        }
        let has_effect = clause.has_effect || clauses.iter().any(|other| other.trigger.effect);
        match weapons.as_slice() {
            [] if told == EventType::GroundAssault && has_failed(self.text, clause) => told,
            [] if told == EventType::GroundAssault && (has_effect || self.is_far(sites)) => EventType::Strike,
            [] => told,
            [weapon] | [weapon, _] => *weapon,
            _ => EventType::Strike,
        }
    }

    /// Whether none of the places lies at the front of that day, where an attack may come on the ground.
    fn is_far(&self, sites: &[usize]) -> bool {
        let Some(day) = self.text.document.published.map(|published| published.date) else { return false };
        let is_at_front = |site: &usize| {
            let place = places::place(self.text, *site);
            let axis = place.position.and_then(|position| self.text.axes.infer(position, day));
            axis.and_then(|(id, _)| self.text.axes.get(id)).is_some_and(|axis| axis.ground == Ground::Front)
        };
        !sites.is_empty() && !sites.iter().any(is_at_front)
    }

    /// The day nearest to the trigger in its clause, else in its sentence, else the one the text gave last, else the
    /// day of publication.
    fn when(&self, phrases: &[DatePhrase], clause: &Clause<'t>, paragraph: usize) -> When {
        let dated = phrases.iter().filter(|phrase| !phrase.is_background && phrase.when.start.is_some());
        let gap = |phrase: &&DatePhrase| {
            let is_outside = !is_over(&clause.tokens, &phrase.tokens);
            (is_outside, phrase.tokens.start.abs_diff(clause.mark.start))
        };
        if let Some(phrase) = dated.min_by_key(gap) {
            return phrase.when;
        }
        if let Some(when) = self.memory.day(paragraph) {
            return when;
        }
        match self.text.document.published {
            Some(published) => When {
                start: Some(published.date),
                end: Some(published.date),
                precision: DatePrecision::Day,
                basis: DateBasis::Published,
            },
            None => When::UNKNOWN,
        }
    }

    /// Whether a clause only sums what others tell: a heading about a region or an axis, or an attack on one without a
    /// number.
    fn is_summary(&self, clause: &Clause<'t>, sites: &[usize], counts: &Counts, here: Here<'_>) -> bool {
        let sentence = here.sentence;
        let is_wide =
            sites.iter().all(|site| matches!(places::place(self.text, *site).kind, Kind::Oblast | Kind::Region));
        let last = &self.text.marked.tokens[sentence.tokens.end - 1];
        let is_ended = matches!(last.shape, Shape::Mark('.' | '!' | '?' | '…' | ';' | ':')) || last.is_quote();
        let is_heading = !is_ended && self.is_alone(here);
        let is_ground = clause.trigger.event_type.class() == TypeClass::Assault
            && !matches!(clause.trigger.event_type, EventType::Incursion | EventType::Sabotage);
        let is_at_front = sites.iter().all(|site| places::place(self.text, *site).country == "UA");
        is_wide && (is_heading || (is_ground && is_at_front && counts.is_empty()))
    }

    /// Whether what is captured is ground: a place of the clause, or the town or villages it speaks of. Vehicles and
    /// prisoners are captured too.
    fn takes_ground(&self, clause: &Clause<'t>, sites: &[usize], sentence: &Sentence) -> bool {
        let is_point =
            |site: &usize| matches!(places::place(self.text, *site).kind, Kind::Settlement | Kind::Poi | Kind::Hromada);
        let own = places::within(self.text, clause.tokens.clone());
        let names_it = sites.iter().any(|site| own.contains(site) && is_point(site));
        let marks = self.text.marked.marks(sentence.tokens.clone());
        let is_ground = |sense: Sense| {
            matches!(
                sense,
                Sense::Head(Kind::Settlement) | Sense::HeadOfMany(Kind::Settlement) | Sense::Anaphor(Kind::Settlement)
            )
        };
        names_it || marks.iter().any(|mark| is_ground(mark.sense))
    }

    /// Whether a sentence is a paragraph by itself.
    fn is_alone(&self, here: Here<'_>) -> bool {
        let sentences = &self.text.marked.sentences;
        let is_apart = |other: Option<&Sentence>| other.is_none_or(|other| other.paragraph != here.sentence.paragraph);
        is_apart(here.number.checked_sub(1).and_then(|before| sentences.get(before)))
            && is_apart(sentences.get(here.number + 1))
    }

    /// Who does it. Fighting has no initiator; the sky over a place is defended, and its people are moved, by those
    /// whose ground it is.
    fn initiator(&self, clause: &Clause<'t>, event_type: EventType, sites: &[usize], sentence: Range<usize>) -> Actor {
        let country = sites.first().map_or("", |site| places::place(self.text, *site).country.as_str());
        match event_type {
            EventType::Clash => actors::nobody(),
            EventType::AirDefence | EventType::Evacuation => {
                Actor { side: actors::owner(country), words: String::new() }
            }
            _ => {
                let told = actors::initiator(self.text, clause, sentence, self.ours);
                if told.side == Side::Unknown { self.implied(event_type, country) } else { told }
            }
        }
    }

    /// Who does it where no word of the sentence says: whoever did the same kind of thing last, else the enemy of the
    /// side whose text it is, on that side's ground.
    fn implied(&self, event_type: EventType, country: &str) -> Actor {
        let is_war = matches!(event_type.class(), TypeClass::Strike | TypeClass::Assault);
        let is_alike =
            |draft: &&Draft| draft.event_type.class() == event_type.class() && draft.initiator.side != Side::Unknown;
        let last = self.drafts.iter().rev().take(3).find(is_alike).map(|draft| draft.initiator.side);
        let is_attacked = is_war && self.ours != Side::Unknown && actors::owner(country) == self.ours;
        let side = last.unwrap_or(if is_attacked { actors::other(self.ours) } else { Side::Unknown });
        Actor { side, words: String::new() }
    }
}

fn is_over(tokens: &Range<usize>, other: &Range<usize>) -> bool {
    tokens.start < other.end && other.start < tokens.end
}

/// Happenings that a briefing tells of a whole axis: villages taken, and attacks when it counts them.
fn is_told_by_axis(clause: &Clause<'_>, counts: &Counts) -> bool {
    match clause.trigger.event_type.class() {
        TypeClass::Assault => !counts.is_empty(),
        TypeClass::Control => clause.trigger.event_type == EventType::Capture,
        TypeClass::Strike | TypeClass::Alone(_) => false,
    }
}

fn has_weapon(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| matches!(mark.sense, Sense::Weapon(_)))
}

/// Whether a clause says that it did not succeed.
fn has_failed(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == Sense::Failed)
}

/// How it went: what the trigger says, unless the clause says that it failed or goes on.
fn outcome(text: Text<'_>, clause: &Clause<'_>) -> Outcome {
    let has = |sense: Sense| text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == sense);
    match clause.trigger.outcome {
        _ if has_failed(text, clause) && clause.trigger.outcome != Outcome::Repelled => Outcome::NoChange,
        Outcome::Unknown if has(Sense::Ongoing) => Outcome::Ongoing,
        told => told,
    }
}
