//! Joins what only goes on with a happening to its draft: effects, people, the same told again.

use crate::code::clauses::Clause;
use crate::code::draft::{Coder, Draft, Here};
use crate::code::{Text, counts, places, speech, types};
use crate::lexicon::{Mark, Sense, Small};
use crate::model::{Count, Counted, Counts, EventType, Modality, TypeClass};

/// Sentences back to which effects may belong.
const EFFECT_REACH: usize = 2;

impl<'t> Coder<'t> {
    /// Whether a clause only adds effects to a happening already drafted, or tells it again.
    pub(super) fn joins(&self, clauses: &[Clause<'t>], at: usize, here: Here<'_>) -> bool {
        let number = here.number;
        let clause = &clauses[at];
        let told = clause.trigger.event_type;
        let Some(last) = self.drafts.last() else { return false };
        let is_here = last.sentence == number;
        if last.sentence + EFFECT_REACH < number || (!is_here && self.recalls(clause, here)) {
            return false;
        }
        if !is_here && places::names_axis(self.text, here.sentence.tokens.clone()) {
            return false;
        }
        let own = places::sites(self.text, clause.tokens.clone(), told);
        if own.is_empty() && places::names_unknown(self.text, clause.tokens.clone()) {
            return false;
        }
        let is_same_ground = own.iter().all(|site| last.sites.iter().any(|known| self.is_same(*site, *known)));
        let is_blow = is_blow(last.event_type);
        let has_cause = is_blow || last.event_type.class() == TypeClass::Assault;
        if clause.trigger.effect && !types::has_weapon(self.text, clause) {
            return is_same_ground && has_cause && (is_here || own.is_empty());
        }
        if told == EventType::AirDefence {
            return is_here && is_blow && own.is_empty();
        }
        if told == EventType::Evacuation && own.is_empty() && is_blow {
            let paragraph = self.text.marked.sentences[last.sentence].paragraph;
            return is_here || (last.sentence + 1 == number && paragraph == here.sentence.paragraph);
        }
        let can_be_blow = told.class() == TypeClass::Strike || clause.trigger.weak;
        let is_alike = last.event_type.class() == told.class() || (is_blow && can_be_blow);
        is_alike && own.is_empty() && !is_here && (points_back(self.text, clause) || told == EventType::Strike)
    }

    /// Whether a clause tells no fact of that day: a total of a week, a recollection.
    fn recalls(&self, clause: &Clause<'t>, here: Here<'_>) -> bool {
        speech::modality(self.text, clause, here.sentence.tokens.clone(), here.phrases).0 != Modality::Asserted
    }

    fn is_same(&self, a: usize, b: usize) -> bool {
        places::place(self.text, a).id == places::place(self.text, b).id
            || places::contains(places::place(self.text, a), places::place(self.text, b))
    }

    /// Adds what a clause counts to the draft it belongs to.
    pub(super) fn add_counts(&mut self, clause: &Clause<'t>, here: Here<'_>) {
        let Here { number, phrases, .. } = here;
        let counts = counts::counts(self.text, clause.tokens.clone(), phrases);
        let last = self.drafts.last_mut().expect("a clause joins the last draft");
        let is_here = last.sentence == number;
        for (counted, count) in counts {
            // A toll rises while a text is written: the larger one is the later.
            let is_toll = !is_here && matches!(counted, Counted::Killed | Counted::Wounded);
            let later = |known: &mut Count| *known = if is_toll && count.best > known.best { count } else { *known };
            if is_here || counted != Counted::Attacks {
                last.counts.entry(counted).and_modify(later).or_insert(count);
            }
        }
        bury(&mut last.counts, last.is_hurt_by_mine);
    }

    /// "Eleven others are in hospital": a sentence without a trigger that only counts people tells of the blow before it.
    pub(super) fn add_people(&mut self, here: Here<'_>) {
        let Here { number, sentence, phrases } = here;
        let text = self.text;
        let is_of_blow = |last: &&mut Draft| {
            let is_near = last.sentence + EFFECT_REACH >= number && last.sentence < number;
            is_near && text.marked.sentences[last.sentence].paragraph == sentence.paragraph && is_blow(last.event_type)
        };
        let Some(last) = self.drafts.last_mut().filter(is_of_blow) else { return };
        let sums = |mark: &Mark| {
            matches!(mark.sense, Sense::Statistic | Sense::Background | Sense::Recalled | Sense::Hypothetical)
        };
        // "He was taken to a hospital in A" names no other place of a blow.
        let there = sentence.tokens.clone();
        let names_place = !places::sites(text, there.clone(), EventType::Other).is_empty()
            || places::names_unknown(text, there.clone())
            || places::names_axis(text, there);
        if names_place || text.marked.marks(sentence.tokens.clone()).iter().any(sums) {
            return;
        }
        let counts = counts::counts(text, sentence.tokens.clone(), phrases);
        let grew = |mark: &Mark| mark.sense == Sense::Small(Small::Reaches);
        let has_grown = text.marked.marks(sentence.tokens.clone()).iter().any(grew);
        for (counted, count) in counts {
            if matches!(counted, Counted::Killed | Counted::Wounded) {
                let later =
                    |known: &mut Count| *known = if has_grown && count.best > known.best { count } else { *known };
                last.counts.entry(counted).and_modify(later).or_insert(count);
            }
        }
        bury(&mut last.counts, last.is_hurt_by_mine);
    }
}

/// "the attack", "as a result": whether a clause points back to a happening.
pub(super) fn points_back(text: Text<'_>, clause: &Clause<'_>) -> bool {
    text.marked.marks(clause.tokens.clone()).iter().any(|mark| mark.sense == Sense::EventAnaphor)
}

/// What harms people from afar or where they tread.
pub(super) fn is_blow(event_type: EventType) -> bool {
    event_type.class() == TypeClass::Strike || event_type == EventType::Mine
}

/// Whether no word of a clause but that of the mine tells of people hurt.
pub(super) fn is_hurt_by_mine(text: Text<'_>, clause: &Clause<'_>) -> bool {
    let is_mine = |mark: &Mark| clause.mark.start <= mark.start && mark.end <= clause.mark.end;
    let marks = text.marked.marks(clause.tokens.clone()).iter();
    let mut hurts = marks.filter(|mark| mark.sense == Sense::Counted(Counted::Wounded)).peekable();
    hurts.peek().is_some() && hurts.all(is_mine)
}

/// "A man stepped on a mine and died": the dead are not the hurt as well.
pub(super) fn bury(counts: &mut Counts, is_hurt_by_mine: bool) {
    let best = |counted: Counted| counts.get(&counted).map_or(0, |count| count.best);
    if is_hurt_by_mine && best(Counted::Killed) >= best(Counted::Wounded) {
        counts.remove(&Counted::Wounded);
    }
}
