//! Settles which side does what a clause tells: as its words say, else as those before it and the ground imply.

use std::ops::Range;

use crate::code::clauses::Clause;
use crate::code::draft::Draft;
use crate::code::memory::Memory;
use crate::code::{Text, actors, places, struck};
use crate::model::{Actor, EventType, Side, TypeClass};

/// What is known of the sides where a clause stands.
#[derive(Clone, Copy)]
pub(super) struct Sides<'c, 't> {
    pub text: Text<'t>,
    /// Whose text it is.
    pub ours: Side,
    /// The same, by its words alone.
    pub stated: Side,
    pub memory: &'c Memory,
    /// What was told so far.
    pub told: &'c [Draft],
}

impl Sides<'_, '_> {
    /// Who does it. Fighting has no initiator; the sky over a place is defended, and its people are moved, by those whose
    /// ground it is.
    pub(super) fn initiator(
        self,
        clause: &Clause<'_>,
        event_type: EventType,
        sites: &[usize],
        sentence: Range<usize>,
    ) -> Actor {
        match event_type {
            EventType::Clash => actors::nobody(),
            EventType::AirDefence => {
                let theirs = actors::armed_with(self.text, clause.tokens.clone())
                    .or_else(|| actors::flown_by(self.text, clause.tokens.clone(), self.ours))
                    .map(Side::other)
                    .filter(|side| side.is_party());
                unnamed(theirs.unwrap_or_else(|| self.defender(sites)))
            }
            EventType::Evacuation => {
                let told = actors::initiator(self.text, clause, sentence, self.ours);
                if told.side.is_party() && !told.words.is_empty() { told } else { unnamed(self.defender(sites)) }
            }
            // «ВСУ отбили Степное»: who beats off an attack is named by that verb, and here takes a place.
            EventType::Capture if clause.trigger.event_type == EventType::AssaultRepelled => {
                let beaten = actors::initiator(self.text, clause, sentence, self.ours);
                unnamed(beaten.side.other())
            }
            _ => {
                let told = actors::initiator(self.text, clause, sentence.clone(), self.ours);
                let is_named = !told.words.is_empty();
                match told.side {
                    Side::Unknown if is_named => Actor { side: self.intruder(sites, sentence), ..told },
                    Side::Unknown => unnamed(self.implied(clause, event_type, sites, sentence)),
                    _ => told,
                }
            }
        }
    }

    /// Who strikes Ukraine's ground in a text of the Russian side that names nobody: the other side where civilians are
    /// harmed or fire falls, its own where blows are struck.
    fn struck(self, clause: &Clause<'_>, event_type: EventType, held_by: Side) -> Option<Side> {
        use EventType as T;
        let is_open = held_by == Side::Ukraine && self.stated == Side::Russia;
        let is_blow = matches!(event_type, T::Strike | T::AirStrike | T::MissileStrike | T::GlideBomb | T::NavalStrike);
        let harms_civilians = || actors::has_civilians(self.text, clause.tokens.clone());
        is_open.then(|| if !is_blow || harms_civilians() { Side::Ukraine } else { Side::Russia })
    }

    /// Whose saboteurs are found on that ground.
    fn intruder(self, sites: &[usize], sentence: Range<usize>) -> Side {
        sites
            .first()
            .map_or(Side::Unknown, |site| actors::holder(self.text, places::place(self.text, *site), sentence).other())
    }

    /// The side of whoever speaks in this sentence.
    fn speaker(self) -> Option<Side> {
        let speaker = self.memory.claimant.as_ref().filter(|_| self.memory.is_spoken);
        speaker.map(|claimant| claimant.side).filter(|side| side.is_party())
    }

    /// On Ukraine's ground the side that speaks of what it shot down or whom it moved, else the one whose ground it is.
    fn defender(self, sites: &[usize]) -> Side {
        let mut owners = sites.iter().map(|site| actors::owner(&places::place(self.text, *site).country));
        let owner = owners.find(|owner| owner.is_party()).unwrap_or(Side::Unknown);
        let ours = self.speaker().or(Some(self.stated).filter(|side| side.is_party()));
        ours.filter(|_| owner != Side::Russia).unwrap_or(owner)
    }

    /// Who does it where no word of the sentence says: who takes ground is the side that says so, and who repels an attack
    /// too; else whoever did the same kind of thing last on ground of the same side, else the enemy of the side that holds
    /// the ground.
    fn implied(self, clause: &Clause<'_>, event_type: EventType, sites: &[usize], sentence: Range<usize>) -> Side {
        let holder = |site: Option<&usize>, sentence: Range<usize>| {
            site.map_or(Side::Unknown, |site| actors::holder(self.text, places::place(self.text, *site), sentence))
        };
        // To the Russian side all of a region is its own: its words tell nothing of who holds a place.
        let held_by = holder(sites.first(), if self.stated == Side::Russia { 0..0 } else { sentence });
        let is_alike = |draft: &&Draft| {
            let there = self.text.marked.sentences[draft.sentence].tokens.clone();
            draft.event_type.class() == event_type.class()
                && draft.initiator.side.is_party()
                && (draft.sites.is_empty() || holder(draft.sites.first(), there) == held_by)
        };
        let last = self.told.iter().rev().take(3).find(is_alike);
        let leaves = |event_type: EventType| event_type == EventType::Withdrawal;
        let is_reverse = last.is_some_and(|draft| leaves(draft.event_type) != leaves(event_type));
        let last = last.map(|draft| draft.initiator.side);
        let enemy = Some(held_by.other()).filter(|enemy| enemy.is_party());
        let side = match event_type.class() {
            TypeClass::Control => {
                let takes = Some(self.stated).filter(|side| *side == Side::Russia && !leaves(event_type));
                self.speaker().or(takes).or(if is_reverse { last.map(Side::other) } else { last })
            }
            // Both sides have some weapons: they tell whose they are on ground of that side alone.
            TypeClass::Strike if struck::weapon_owner(self.text, clause) == Some(held_by) => enemy,
            TypeClass::Strike => actors::armed_with(self.text, clause.tokens.clone())
                .or(struck::owner_of_object(self.text, clause, self.ours).map(Side::other))
                .or(self.struck(clause, event_type, held_by))
                .or(enemy)
                .or(last),
            TypeClass::Assault if event_type == EventType::AssaultRepelled => {
                let ours = self.speaker().or(Some(self.stated).filter(|side| side.is_party()));
                ours.map(Side::other).or(last).or(enemy)
            }
            TypeClass::Assault => last.or(enemy.filter(|_| held_by == self.ours)),
            TypeClass::Alone(_) => last,
        };
        side.unwrap_or(Side::Unknown)
    }
}

fn unnamed(side: Side) -> Actor {
    Actor { side, words: String::new() }
}
