//! Checks the total of a day that a briefing gives against the sum of what it tells by axis.

use std::collections::BTreeSet;

use crate::code::Text;
use crate::code::clauses::Clause;
use crate::code::draft::Draft;
use crate::lexicon::Mark;
use crate::model::{Counted, Counts, Modality, Polarity, Span, TypeClass};

/// Axes from which on a text is taken to tell them one by one.
const MANY_AXES: usize = 3;

/// Attacks that a text counts over the whole front, and those that it counts by axis. The one is a statistic and never
/// drawn; where they differ, the text leaves axes out, counts by another rule, or is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The words of the total.
    pub span: Span,
    /// Attacks of the whole front.
    pub attacks: u32,
    /// The sum of those of the axes.
    pub by_axis: u32,
    /// The axes that are counted.
    pub axes: usize,
}

/// A number of attacks that stands at no place and on no axis; none when the clause counts none.
pub(super) fn unplaced(clause: &Clause<'_>, counts: &Counts) -> Option<(Mark, u32)> {
    let attacks = counts.get(&Counted::Attacks)?;
    (clause.trigger.event_type.class() == TypeClass::Assault).then_some((clause.mark, attacks.best))
}

/// The largest number of the whole front beside the sum of the axes; none where the text tells too few of them.
pub(super) fn total(text: Text<'_>, unplaced: &[(Mark, u32)], drafts: &[Draft]) -> Option<Total> {
    let is_counted = |draft: &&Draft| {
        let is_fact = draft.modality == Modality::Asserted && draft.polarity == Polarity::Affirmed;
        is_fact && draft.event_type.class() == TypeClass::Assault
    };
    let (mut by_axis, mut axes) = (0_u32, BTreeSet::new());
    for draft in drafts.iter().filter(is_counted) {
        if let (Some(axis), Some(count)) = (&draft.axis, draft.counts.get(&Counted::Attacks)) {
            by_axis = by_axis.saturating_add(count.best);
            axes.insert(axis.as_str());
        }
    }
    let (mark, attacks) = unplaced.iter().max_by_key(|(_, attacks)| *attacks).copied()?;
    let span = text.marked.tokens.span(mark.start..mark.end);
    (axes.len() >= MANY_AXES).then_some(Total { span, attacks, by_axis, axes: axes.len() })
}
