//! What the program found in an annotated document, as the comparison needs it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{Counted, EventType, Kind, Place, Report, Role, Side, Verdict, When};

/// Names and happenings of one document. Spans count Unicode code points.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub(super) names: Vec<Name>,
    pub(super) happenings: Vec<Happening>,
}

#[derive(Debug, Clone)]
pub(super) struct Name {
    pub at: Range<usize>,
    pub kind: Kind,
    pub role: Role,
    /// The place and how sure it is, when the name was located.
    pub place: Option<(Arc<Place>, f64)>,
}

/// One happening at all the places of its list.
#[derive(Debug, Clone)]
pub(super) struct Happening {
    pub event_type: EventType,
    pub spans: Vec<Range<usize>>,
    /// Each place and how sure the happening there is.
    pub places: Vec<(Arc<Place>, f64)>,
    pub when: When,
    pub initiator: Side,
    pub counts: BTreeMap<Counted, u32>,
}

impl Found {
    /// From the verdicts on a text's names, and the best report of each event that is drawn.
    pub fn of(text: &str, verdicts: &[Verdict], told: &[Report]) -> Found {
        let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        let points = |range: Range<usize>| {
            let before = |byte: usize| starts.partition_point(|start| *start < byte);
            before(range.start)..before(range.end)
        };
        let names = verdicts.iter().filter(|verdict| !verdict.mention().is_embedded);
        Found {
            names: names.map(|verdict| name(verdict, points(verdict.mention().span.range()))).collect(),
            happenings: happenings(told, &points),
        }
    }
}

fn name(verdict: &Verdict, at: Range<usize>) -> Name {
    let mention = verdict.mention();
    let blank = Name { at, kind: mention.kind, role: mention.role, place: None };
    match verdict {
        Verdict::Located(location) => Name {
            kind: location.place.kind,
            role: location.role,
            place: Some((Arc::clone(&location.place), location.confidence)),
            ..blank
        },
        Verdict::OnAxis(..) | Verdict::Ambiguous(..) | Verdict::Unknown(..) => blank,
    }
}

/// Reports of one type that share a group are one happening; the first that has a day or a number gives it.
fn happenings(told: &[Report], points: &dyn Fn(Range<usize>) -> Range<usize>) -> Vec<Happening> {
    let mut found: Vec<Happening> = Vec::new();
    let mut known: BTreeMap<(&str, EventType), usize> = BTreeMap::new();
    for report in told {
        let place = (Arc::clone(&report.location.place), report.confidence);
        let span = points(report.quotation.span.range());
        let counts = report.counts.iter().map(|(counted, count)| (*counted, count.best));
        let group = report.group_id.as_deref().map(|group| (group, report.event_type));
        let of_group = group.and_then(|group| known.get(&group).copied());
        if let Some(at) = of_group {
            let happening = &mut found[at];
            happening.places.push(place);
            if !happening.spans.contains(&span) {
                happening.spans.push(span);
            }
            happening.when.start = happening.when.start.or(report.when.start);
            happening.when.end = happening.when.end.or(report.when.end);
            for (counted, number) in counts {
                happening.counts.entry(counted).or_insert(number);
            }
            continue;
        }
        known.extend(group.map(|group| (group, found.len())));
        found.push(Happening {
            event_type: report.event_type,
            spans: vec![span],
            places: vec![place],
            when: report.when,
            initiator: report.initiator.side,
            counts: counts.collect(),
        });
    }
    found
}
