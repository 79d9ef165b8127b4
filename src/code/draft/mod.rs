//! Makes a draft of each happening, sentence by sentence.

mod joining;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::code::clauses::{Clause, clauses};
use crate::code::dates::DatePhrase;
use crate::code::memory::Memory;
use crate::code::sides::Sides;
use crate::code::totals::Total;
use crate::code::{Rejected, Rejection, Text, casualties, counts, days, leads, places, speech, totals, types};
use crate::lexicon::{self, Mark, Sense};
use crate::model::{
    Actor, Claimant, Count, Counted, Counts, EventType, Kind, Modality, Outcome, Polarity, Side, TypeClass, When,
};
use crate::text::Sentence;

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
    /// Its words where they are fewer than the sentence's: "another 8 near C".
    pub tokens: Option<Range<usize>>,
    pub initiator: Actor,
    pub claimant: Option<Claimant>,
    pub polarity: Polarity,
    pub modality: Modality,
    /// The words by which it is no fact.
    pub why_not: Option<Mark>,
    pub when: When,
    pub counts: Counts,
    /// Whoever is hurt is so for the mine alone; they may turn out to be dead.
    pub is_hurt_by_mine: bool,
    /// It tells of a number of settlements: "shelled 13 villages of the region".
    pub is_over_many: bool,
}

/// What the sentences of a text tell.
#[derive(Default)]
pub(super) struct Told {
    /// Every happening, in order.
    pub drafts: Vec<Draft>,
    /// What was told and made none.
    pub rejected: Vec<Rejected>,
    /// What was counted over the whole front.
    pub total: Option<Total>,
}

pub(super) fn told(text: Text<'_>) -> Told {
    let Some(last) = text.marked.sentences.iter().rposition(|sentence| tells(text, sentence)) else {
        return Told::default();
    };
    let stated = lexicon::stated_perspective(text.marked, text.document.language);
    let ours = lexicon::perspective(text.marked, stated);
    let mut coder = Coder {
        text,
        ours,
        stated,
        memory: Memory::default(),
        drafts: Vec::new(),
        rejected: Vec::new(),
        unplaced: None,
        heading: None,
        unplaced_attacks: Vec::new(),
    };
    for (number, sentence) in text.marked.sentences[..=last].iter().enumerate() {
        coder.sentence(number, sentence);
    }
    let (told, leads) = leads::parted(text, leads::with_axis_counts(coder.drafts));
    let mut rejected = coder.rejected;
    rejected.extend(leads.iter().map(|draft| Rejected::of(text, draft.mark, draft.event_type, Rejection::Lead)));
    rejected.sort_by_key(|rejected| rejected.span);
    let total = totals::total(text, &coder.unplaced_attacks, &told);
    Told { drafts: told, rejected, total }
}

/// Whether a sentence has words that can make a draft or add people to one, or names an axis, whose places a heading may
/// tell of. What stands after the last such is not looked at.
fn tells(text: Text<'_>, sentence: &Sentence) -> bool {
    let tells = |mark: &Mark| match mark.sense {
        Sense::Trigger(_) | Sense::Continuation => true,
        Sense::Counted(counted) => casualties::is_casualty(counted),
        _ => false,
    };
    text.marked.marks(sentence.tokens.clone()).iter().any(tells) || places::names_axis(text, sentence.tokens.clone())
}

/// The sentence that is being read.
#[derive(Clone, Copy)]
pub(super) struct Here<'s> {
    pub number: usize,
    pub sentence: &'s Sentence,
    pub phrases: &'s [DatePhrase],
}

struct Coder<'t> {
    text: Text<'t>,
    /// Whose text it is.
    ours: Side,
    /// The same, by its words alone.
    stated: Side,
    memory: Memory,
    drafts: Vec<Draft>,
    rejected: Vec<Rejected>,
    /// What the sentence of that number told last without a place.
    unplaced: Option<(usize, Clause<'t>)>,
    /// What the axes are listed for: "the enemy shelled:".
    heading: Option<Clause<'t>>,
    /// Numbers of attacks that stand at no place.
    unplaced_attacks: Vec<(Mark, u32)>,
}

impl<'t> Coder<'t> {
    fn sentence(&mut self, number: usize, sentence: &Sentence) {
        let text = self.text;
        self.memory.see_axis(text, sentence);
        let published = text.document.published.map(|published| published.date);
        let phrases = text.grammar.calendar.phrases(text.marked, sentence.tokens.clone(), published);
        let clauses = clauses(text, sentence.tokens.clone());
        self.memory.see_speaker(text, sentence);
        // The day on which somebody only speaks is the day of what happened for want of a better one.
        let only_speaks = self.memory.is_spoken && clauses.is_empty();
        if !(only_speaks && self.memory.has_day()) {
            self.memory.see_dates(text, &phrases, sentence.paragraph);
        }
        let told = self.drafts.len();
        let mut last_sites = Vec::new();
        let mut waiting: Option<Clause<'t>> = None;
        for at in 0..clauses.len() {
            let sites = self.sites(&clauses, at, &last_sites);
            let here = Here { number, sentence, phrases: &phrases };
            if self.joins(&clauses, at, here) {
                self.add_counts(&clauses[at], here);
                self.reject(&clauses[at], Rejection::Joined);
                continue;
            }
            last_sites.clone_from(&sites);
            match self.draft(&clauses, at, sites, here) {
                Ok(draft) => {
                    // "A man died who had stepped on a mine near A": the people stand before the blow.
                    let effect = waiting.take().filter(|_| joining::is_blow(draft.event_type));
                    self.drafts.push(draft);
                    effect.iter().for_each(|effect| self.add_counts(effect, here));
                }
                Err(reason) => {
                    let is_effect = reason == Rejection::NoPlace && clauses[at].trigger.effect;
                    waiting = is_effect.then(|| clauses[at].clone());
                    self.reject(&clauses[at], reason);
                    self.unplaced = (reason == Rejection::NoPlace).then(|| (number, clauses[at].clone()));
                    if reason == Rejection::NoPlace {
                        let counts = counted(text, &clauses[at], &phrases);
                        self.unplaced_attacks.extend(totals::unplaced(&clauses[at], &counts));
                    }
                }
            }
        }
        if clauses.is_empty() {
            let here = Here { number, sentence, phrases: &phrases };
            self.go_on(here);
            self.add_people(here);
        } else {
            let is_heading = text.marked.tokens[sentence.tokens.end - 1].is_mark(':');
            self.heading = clauses.last().filter(|_| is_heading).cloned();
        }
        let mut seen: Vec<usize> = self.drafts[told..].iter().flat_map(|draft| draft.sites.clone()).collect();
        if seen.is_empty() {
            seen = places::sites(text, sentence.tokens.clone(), EventType::Other);
        }
        self.memory.see_sites(text, &seen, number);
    }

    fn reject(&mut self, clause: &Clause<'t>, reason: Rejection) {
        self.rejected.push(Rejected::of(self.text, clause.mark, clause.trigger.event_type, reason));
    }

    /// "Among them are A and B": a sentence without a trigger that names the places, or more of them, of what was told
    /// before.
    fn go_on(&mut self, here: Here<'_>) {
        let Here { number, sentence, .. } = here;
        let goes_on =
            self.text.marked.marks(sentence.tokens.clone()).iter().any(|mark| mark.sense == Sense::Continuation);
        let sites = places::sites(self.text, sentence.tokens.clone(), EventType::Other);
        let names_axis = places::names_axis(self.text, sentence.tokens.clone());
        if let Some(heading) = self.heading.clone().filter(|_| names_axis && !sites.is_empty()) {
            self.drafts.extend(self.draft(&[heading], 0, sites, here).ok());
            return;
        }
        if !goes_on || sites.is_empty() {
            return;
        }
        let unplaced = self.unplaced.take().filter(|(before, _)| before + 1 == number);
        let draft = match (unplaced, self.drafts.last().filter(|last| last.sentence + 1 == number)) {
            (Some((_, clause)), _) => self.draft(&[clause], 0, sites, here).ok(),
            (None, Some(last)) if self.narrows(last, &sites) => {
                // "They struck the district. Hit were A and B": the same happening, more exactly.
                self.drafts.pop().map(|told| Draft { sites, sentence: number, ..told })
            }
            (None, Some(last)) => Some(Draft { sites, sentence: number, counts: Counts::new(), ..last.clone() }),
            (None, None) => None,
        };
        self.drafts.extend(draft);
    }

    /// Whether all of the places lie inside the one unit that a happening is told of.
    fn narrows(&self, told: &Draft, sites: &[usize]) -> bool {
        let [unit] = told.sites.as_slice() else { return false };
        let unit = places::place(self.text, *unit);
        sites.iter().all(|site| places::contains(unit, places::place(self.text, *site)))
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
        let next = clauses.get(at + 1).filter(|next| !clause.trigger.effect && !tells_of_its_own_ground(clause, next));
        next.map(|next| places::sites(self.text, next.tokens.clone(), clause.trigger.event_type)).unwrap_or_default()
    }

    /// The places of a clause that names none: those told before, else those of the attack that it points back to, in a
    /// text that tells of attacks in one region only.
    fn carried(&self, clause: &Clause<'t>, here: Here<'_>) -> Vec<usize> {
        let sites = self.memory.carried(self.text, here.number, here.sentence);
        if !sites.is_empty() {
            return sites;
        }
        let is_assault = clause.trigger.event_type.class() == TypeClass::Assault && !clause.trigger.weak;
        if !(is_assault || clause.trigger.effect) || !joining::points_back(self.text, clause) {
            return Vec::new();
        }
        // "The attacks" may be an assault or a strike: the words alone do not tell.
        let is_attack =
            |draft: &&Draft| draft.event_type.class() == TypeClass::Assault || draft.event_type == EventType::Strike;
        let attacks = || self.drafts.iter().filter(is_attack);
        let regions: BTreeSet<&str> = attacks()
            .flat_map(|draft| &draft.sites)
            .map(|site| places::region(places::place(self.text, *site)))
            .collect();
        let last = attacks().next_back().filter(|_| regions.len() == 1);
        last.map(|draft| draft.sites.clone()).unwrap_or_default()
    }

    fn draft(&self, clauses: &[Clause<'t>], at: usize, sites: Vec<usize>, here: Here<'_>) -> Result<Draft, Rejection> {
        let Here { number, sentence, phrases } = here;
        let text = self.text;
        let clause = &clauses[at];
        let is_carried = sites.is_empty();
        let sites = if is_carried { self.carried(clause, here) } else { sites };
        let axis = self.memory.axis.as_ref().map(|(id, _)| id.clone());
        let has_own_axis = places::names_axis(text, sentence.tokens.clone());
        if clause.trigger.event_type == EventType::Capture && !self.takes_ground(clause, &sites, sentence) {
            return Err(Rejection::NoGround);
        }
        if types::is_accident(text, clauses, at, sentence.tokens.clone()) {
            return Err(Rejection::Accident);
        }
        if is_carried && places::names_unknown(text, clause.tokens.clone()) {
            return Err(Rejection::UnknownPlace);
        }
        if sites.is_empty() && !has_own_axis {
            return Err(Rejection::NoPlace);
        }
        let counts = counted(text, clause, phrases);
        if sites.is_empty() && !is_told_by_axis(clause, &counts) {
            return Err(Rejection::NoPlace);
        }
        let event_type = types::exact_type(text, clauses, at, &sites);
        if leads::is_summary(text, event_type, &sites, &counts, here) {
            return Err(Rejection::Summary);
        }
        let (modality, why_not) = speech::modality(text, clause, sentence.tokens.clone(), phrases);
        let background = days::history(text, clause, here);
        let background = background.filter(|_| !speech::has_superlative(text, clause));
        let modality =
            if background.is_some() && modality == Modality::Asserted { Modality::Background } else { modality };
        let Coder { ours, stated, memory, drafts: told, .. } = self;
        let sides = Sides { text, ours: *ours, stated: *stated, memory, told };
        let initiator = match told.last().filter(|_| clause.again.is_some()) {
            Some(before) => before.initiator.clone(),
            None => sides.initiator(clause, event_type, &sites, sentence.tokens.clone()),
        };
        let is_hurt_by_mine = event_type == EventType::Mine && joining::is_hurt_by_mine(text, clause);
        let mut counts = counts_of(event_type, with_one_attack(text, clause, event_type, counts));
        joining::bury(&mut counts, is_hurt_by_mine);
        Ok(Draft {
            mark: clause.mark,
            event_type,
            outcome: types::outcome(text, clause),
            axis,
            sentence: number,
            tokens: clause.again.map(|_| clause.tokens.clone()),
            initiator,
            claimant: self.memory.claimant.clone(),
            polarity: speech::polarity(text, clause, sentence.tokens.clone()),
            modality,
            why_not,
            when: days::when(text, &self.memory, clause, here),
            counts,
            is_hurt_by_mine,
            is_over_many: types::is_over_many(text, clause),
            sites,
        })
    }

    /// Whether what is captured is ground: a place of the clause, or the town or villages it speaks of. Vehicles and
    /// prisoners are captured too.
    fn takes_ground(&self, clause: &Clause<'t>, sites: &[usize], sentence: &Sentence) -> bool {
        let is_point =
            |site: &usize| matches!(places::place(self.text, *site).kind, Kind::Settlement | Kind::Poi | Kind::Hromada);
        let own = places::within(self.text, clause.tokens.clone());
        let names_it = sites.iter().any(|site| own.contains(site) && is_point(site));
        names_it || places::names_ground(self.text, sentence.tokens.clone())
    }
}

/// "Improved its positions and struck brigades near A and B", "under fire, they repelled attacks near A", "having moved up
/// reserves, they attacked near A": where the first happened is not told.
fn tells_of_its_own_ground(clause: &Clause<'_>, next: &Clause<'_>) -> bool {
    let is_repelled = next.trigger.event_type == EventType::AssaultRepelled;
    match clause.trigger.event_type.class() {
        TypeClass::Control => is_repelled || next.trigger.event_type.class() == TypeClass::Strike,
        TypeClass::Strike => is_repelled,
        TypeClass::Alone(EventType::Movement) => true,
        TypeClass::Alone(EventType::AirDefence) => next.trigger.event_type.class() == TypeClass::Strike,
        TypeClass::Assault | TypeClass::Alone(_) => false,
    }
}

/// What a clause counts: attacks by the number that made a clause of it, else whatever its words count.
fn counted(text: Text<'_>, clause: &Clause<'_>, phrases: &[DatePhrase]) -> Counts {
    match clause.again {
        Some(count) => Counts::from([(Counted::Attacks, count)]),
        None => counts::counts(text, clause.tokens.clone(), phrases),
    }
}

/// "Repelled an assault": one, where no number says so.
fn with_one_attack(text: Text<'_>, clause: &Clause<'_>, event_type: EventType, mut counts: Counts) -> Counts {
    let is_one = || text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == Sense::OneAttack);
    if event_type == EventType::AssaultRepelled && is_one() {
        counts.entry(Counted::Attacks).or_insert(Count { low: 1, best: 1, high: Some(1) });
    }
    counts
}

/// What a number of drones counts where they are shot down.
fn counts_of(event_type: EventType, mut counts: Counts) -> Counts {
    if event_type == EventType::AirDefence
        && let Some(downed) = counts.remove(&Counted::Munitions)
    {
        counts.entry(Counted::Downed).or_insert(downed);
    }
    counts
}

/// Happenings that a briefing tells of a whole axis: villages taken, and attacks when it counts them.
fn is_told_by_axis(clause: &Clause<'_>, counts: &Counts) -> bool {
    match clause.trigger.event_type.class() {
        TypeClass::Assault => !counts.is_empty(),
        TypeClass::Control => clause.trigger.event_type == EventType::Capture,
        TypeClass::Strike | TypeClass::Alone(_) => false,
    }
}
