//! What the sentences before leave behind for those that leave something out.

use crate::code::dates::DatePhrase;
use crate::code::{Text, places, speech};
use crate::lexicon::Sense;
use crate::model::{Claimant, Kind, Verdict, When};
use crate::text::Sentence;

/// Days before publication within which a stated day holds for what follows.
const FRESH_DAYS: i32 = 2;

/// Sentences back to which "the city" may point.
const ANAPHOR_REACH: usize = 5;

/// What is carried from sentence to sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// The places told last, and in which sentence.
    pub sites: Vec<usize>,
    pub sites_sentence: usize,
    pub sites_paragraph: usize,
    /// Whether that sentence did nothing but name them.
    is_label: bool,
    /// The axis the paragraph states.
    pub axis: Option<(String, usize)>,
    /// The reporting period or day that the text gave last.
    when: Option<When>,
    when_here: Option<(When, usize)>,
    /// Who speaks.
    pub claimant: Option<Claimant>,
    /// Whether the sentence says that somebody speaks.
    pub is_spoken: bool,
}

impl Memory {
    /// The axis stated in a sentence, else in its paragraph so far.
    pub(super) fn see_axis(&mut self, text: Text<'_>, sentence: &Sentence) {
        let stated = places::within(text, sentence.tokens.clone()).find_map(|at| match &text.verdicts[at] {
            Verdict::OnAxis(_, id) => Some(id.clone()),
            _ => None,
        });
        if let Some(id) = stated {
            self.axis = Some((id, sentence.paragraph));
        } else if self.axis.as_ref().is_some_and(|(_, paragraph)| *paragraph != sentence.paragraph) {
            self.axis = None;
        }
    }

    /// Whoever spoke last goes on until another speaks.
    pub(super) fn see_speaker(&mut self, text: Text<'_>, sentence: &Sentence) {
        self.is_spoken =
            text.marked.marks(sentence.tokens.clone()).iter().any(|mark| matches!(mark.sense, Sense::Speech(_)));
        if self.is_spoken
            && let Some(claimant) = speech::claimant(text, sentence.tokens.clone())
        {
            self.claimant = Some(claimant);
        }
    }

    /// The last day that a sentence gives holds for those that give none: in its paragraph, and beyond it when it is
    /// close to the day of publication. An older one is a recollection.
    pub(super) fn see_dates(&mut self, text: Text<'_>, phrases: &[DatePhrase], paragraph: usize) {
        let published = text.document.published.map(|published| published.date);
        let dates = |phrase: &&DatePhrase| !phrase.is_background && phrase.when.start.is_some();
        // "Killed over the past day, authorities reported on Friday": the day on which it was said tells least.
        let is_said = |phrase: &DatePhrase| {
            text.marked.ending_at(phrase.tokens.start, |sense| matches!(sense, Sense::Speech(_))).is_some()
        };
        let has_other = phrases.iter().any(|phrase| dates(&phrase) && !is_said(phrase));
        let tells = |phrase: &&DatePhrase| dates(phrase) && !(has_other && is_said(phrase));
        // "Over the past day, as of 08:00": the day tells more than the hour of the report.
        let is_day = |phrase: &&DatePhrase| phrase.when.start == phrase.when.end && !phrase.is_part_of_day;
        let day = phrases.iter().rev().filter(tells).find(is_day);
        let given = day.or_else(|| phrases.iter().rev().find(tells));
        let Some((when, is_part_of_day)) = given.map(|phrase| (phrase.when, phrase.is_part_of_day)) else { return };
        // A week that is summed up is no day for what follows.
        let is_short = when.start.zip(when.end).is_none_or(|(start, end)| (end - start).get_days() <= FRESH_DAYS);
        let is_fresh =
            published.zip(when.end).is_none_or(|(published, end)| (published - end).get_days() <= FRESH_DAYS);
        // "Overnight" is said of what stands beside it; the day of the whole text stays.
        if is_fresh && is_short && !(is_part_of_day && self.has_day()) {
            self.when = Some(when);
        }
        if is_short {
            self.when_here = Some((when, paragraph));
        }
    }

    /// Whether some day was given.
    pub(super) fn has_day(&self) -> bool {
        self.when.is_some()
    }

    /// The day that holds in a paragraph for sentences that give none.
    pub(super) fn day(&self, paragraph: usize) -> Option<When> {
        self.when_here.filter(|(_, stated)| *stated == paragraph).map(|(when, _)| when).or(self.when)
    }

    /// The places of a sentence are what "the city" and "there" mean in the next.
    pub(super) fn see_sites(&mut self, text: Text<'_>, sites: &[usize], number: usize) {
        if !sites.is_empty() {
            let sentence = &text.marked.sentences[number];
            self.sites = sites.to_vec();
            self.sites_sentence = number;
            self.sites_paragraph = sentence.paragraph;
            self.is_label = sites.len() > 1 && places::is_label(text, sentence);
        }
    }

    /// The places that a sentence without one tells of: those told last, if it points back to them or goes right on.
    pub(super) fn carried(&self, text: Text<'_>, number: usize, sentence: &Sentence) -> Vec<usize> {
        let pointed = text.marked.marks(sentence.tokens.clone()).iter().filter_map(|mark| match mark.sense {
            Sense::Anaphor(kind) => Some(kind),
            _ => None,
        });
        let pointed: Vec<Kind> = pointed.collect();
        let points_back = |kind: Kind| pointed.contains(&kind);
        let goes_on = number == self.sites_sentence + 1;
        let is_near = number <= self.sites_sentence + ANAPHOR_REACH;
        let fits = |kind: Kind| match kind {
            Kind::Settlement | Kind::Poi => points_back(Kind::Settlement),
            Kind::Oblast => points_back(Kind::Oblast),
            Kind::Raion | Kind::Hromada => points_back(Kind::Raion),
            _ => false,
        };
        let fitting: Vec<usize> = self.sites.iter().copied().filter(|at| fits(places::place(text, *at).kind)).collect();
        if is_near && !fitting.is_empty() {
            return fitting[fitting.len() - 1..].to_vec();
        }
        let units = [(Kind::Oblast, &[Kind::Oblast][..]), (Kind::Raion, &[Kind::Raion, Kind::Hromada])];
        let unit = units.iter().filter(|(kind, _)| points_back(*kind)).find_map(|(_, kinds)| {
            places::before(text, sentence).find(|at| kinds.contains(&places::place(text, *at).kind))
        });
        if let Some(unit) = unit {
            return vec![unit];
        }
        // "The mayor of A said shells had landed in the city."
        let office = points_back(Kind::Settlement).then(|| places::office(text, sentence)).flatten();
        if let Some(office) = office {
            return vec![office];
        }
        let points_elsewhere = [Kind::Settlement, Kind::Oblast, Kind::Raion].into_iter().any(points_back);
        let is_one = self.sites.len() == 1 || self.is_label;
        if !points_elsewhere && goes_on && sentence.paragraph == self.sites_paragraph && is_one {
            self.sites.clone()
        } else {
            Vec::new()
        }
    }
}
