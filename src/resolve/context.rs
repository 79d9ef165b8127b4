//! What a document says around each name: its sentence and paragraph, the areas and axes named there.

use jiff::civil::Date;

use crate::axes::{Named, Registry};
use crate::lexicon::{Marked, Sense, Small};
use crate::model::{Document, Kind, Mention, PlaceId, Position, Role, Side, Span};
use crate::resolve::{Reference, owners};
use crate::text::Shape;

/// Where a mention stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub sentence: usize,
    /// The part of the sentence between semicolons, numbered through the text.
    pub part: usize,
    pub paragraph: usize,
}

/// A district, region or state that the document names, and where.
#[derive(Debug, Clone)]
pub(super) struct NamedArea {
    pub spot: Spot,
    /// First byte, to tell what stands before and after it.
    pub start: usize,
    /// Every unit it can mean.
    pub units: Vec<PlaceId>,
}

/// An axis that the document states, and where.
#[derive(Debug, Clone)]
pub(super) struct StatedAxis {
    pub spot: Spot,
    /// On the unit sphere.
    pub towns: Vec<[f64; 3]>,
}

/// The units that the document names, sorted and without repetition, so that the names of a long text are not compared
/// with all its areas.
#[derive(Debug, Default)]
struct Units {
    of_document: Vec<PlaceId>,
    of_paragraph: Vec<(usize, PlaceId)>,
    of_sentence: Vec<(usize, PlaceId)>,
    of_part: Vec<(usize, PlaceId)>,
}

/// The units named around one spot: some may stand in several of the lists.
pub(super) struct UnitsAround<'c> {
    /// Of the part of the sentence between semicolons; of the whole sentence where that names none.
    pub part: &'c [(usize, PlaceId)],
    pub sentence: &'c [(usize, PlaceId)],
    pub sentence_before: &'c [(usize, PlaceId)],
    pub paragraph: &'c [(usize, PlaceId)],
    pub document: &'c [PlaceId],
}

/// A document's surroundings of its names.
pub(super) struct Context {
    pub spots: Vec<Spot>,
    pub areas: Vec<NamedArea>,
    /// In the order of the text.
    axes: Vec<StatedAxis>,
    units: Units,
    /// For each mention, the number of the area that its list names for it ("A, B and C of the Donetsk region").
    pub named_for: Vec<Option<usize>>,
    /// For each mention whether that area is a region told right after it ("Bakhmut, Donetsk region"), not at the end of a list.
    pub is_told_of: Vec<bool>,
    /// For each mention the state told right after it: «Дзержинськ у РФ».
    pub states: Vec<Option<PlaceId>>,
    /// For each mention whether the next one tells what it lies near: "Opytne near Bakhmut".
    pub has_bearing: Vec<bool>,
    /// For each mention the side whose things are told to stand there: "a Russian depot at …".
    pub owners: Vec<Option<Side>>,
    /// The day of publication.
    pub day: Option<Date>,
}

impl Context {
    pub(super) fn of(document: &Document, marked: &Marked, mentions: &[Mention], reference: Reference<'_>) -> Context {
        let spots = spots(marked, mentions);
        let areas: Vec<NamedArea> = mentions
            .iter()
            .zip(&spots)
            .filter_map(|(mention, spot)| {
                let is_area = |kind: Kind| matches!(kind, Kind::Oblast | Kind::Raion | Kind::Hromada);
                let units: Vec<PlaceId> = mention
                    .candidates
                    .iter()
                    .map(|candidate| candidate.place)
                    .filter(|place| {
                        is_area(reference.gazetteer.kind(*place)) && (is_area(mention.kind) || !is_common(mention))
                    })
                    .collect();
                (!units.is_empty() && (!mention.is_embedded || mention.kind == Kind::Oblast)).then_some(NamedArea {
                    spot: *spot,
                    start: mention.span.start,
                    units,
                })
            })
            .collect();
        let day = document.published.map(|published| published.date);
        let axes = stated(document, mentions, &spots, reference.axes);
        let named_for = named_for(marked, mentions, &spots, &areas);
        let has_bearing = bearings(marked, mentions, &spots);
        let is_next = |at: usize, area: usize| {
            let next = mentions.get(at + 1).filter(|next| next.kind == Kind::Oblast);
            next.is_some_and(|next| next.span.start == areas[area].start)
        };
        let is_told_of = named_for.iter().enumerate().map(|(at, area)| area.is_some_and(|area| is_next(at, area)));
        let is_told_of = is_told_of.collect();
        let states = states(marked, mentions, &spots);
        let owners = owners::owners(document.language, marked, mentions);
        let units = Units::of(mentions, &areas, &named_for);
        Context { spots, areas, axes, units, named_for, is_told_of, states, has_bearing, owners, day }
    }

    /// The units named around a spot.
    pub(super) fn units_around(&self, spot: Spot) -> UnitsAround<'_> {
        let of_sentence = |number: usize| group(&self.units.of_sentence, number);
        let sentence = of_sentence(spot.sentence);
        let part = group(&self.units.of_part, spot.part);
        UnitsAround {
            part: if part.is_empty() { sentence } else { part },
            sentence,
            sentence_before: spot.sentence.checked_sub(1).map_or(&[], of_sentence),
            paragraph: group(&self.units.of_paragraph, spot.paragraph),
            document: &self.units.of_document,
        }
    }

    /// The axes stated nearest to a spot in its paragraph; of two as near the earlier, with all of its sentence.
    pub(super) fn axes_around(&self, spot: Spot) -> &[StatedAxis] {
        let from = |sentence: usize| self.axes.partition_point(|axis| axis.spot.sentence < sentence);
        let middle = from(spot.sentence + 1);
        let in_paragraph = |axis: &&StatedAxis| axis.spot.paragraph == spot.paragraph;
        let before = self.axes[..middle].last().filter(in_paragraph);
        let after = self.axes[middle..].first().filter(in_paragraph);
        let nearest = before.into_iter().chain(after).min_by_key(|axis| axis.spot.sentence.abs_diff(spot.sentence));
        let Some(sentence) = nearest.map(|axis| axis.spot.sentence) else { return &[] };
        &self.axes[from(sentence)..from(sentence + 1)]
    }
}

impl Units {
    /// An area that is named for one place ("Kupiansk, in the Kharkiv region") says nothing of the others beside it; one
    /// that is named for another area does.
    fn of(mentions: &[Mention], areas: &[NamedArea], named_for: &[Option<usize>]) -> Units {
        let mut is_open = vec![true; areas.len()];
        let is_area = |mention: &Mention| matches!(mention.kind, Kind::Raion | Kind::Hromada);
        let of_places = mentions.iter().zip(named_for).filter(|(mention, _)| !is_area(mention));
        of_places.filter_map(|(_, area)| *area).for_each(|area| is_open[area] = false);
        let each = |area: &NamedArea| area.units.iter().map(|unit| (area.spot, *unit)).collect::<Vec<_>>();
        let open = || areas.iter().zip(&is_open).filter(|(_, is_open)| **is_open).flat_map(|(area, _)| each(area));
        Units {
            of_document: sorted(areas.iter().flat_map(each).map(|(_, unit)| unit)),
            of_paragraph: sorted(open().map(|(spot, unit)| (spot.paragraph, unit))),
            of_sentence: sorted(open().map(|(spot, unit)| (spot.sentence, unit))),
            of_part: sorted(open().map(|(spot, unit)| (spot.part, unit))),
        }
    }
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut sorted: Vec<T> = items.collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

/// The pairs of a sorted list that begin with `number`.
fn group(pairs: &[(usize, PlaceId)], number: usize) -> &[(usize, PlaceId)] {
    let first = pairs.partition_point(|(other, _)| *other < number);
    let last = first + pairs[first..].partition_point(|(other, _)| *other == number);
    &pairs[first..last]
}

/// Whether a name without a noun beside it also means a settlement.
fn is_common(mention: &Mention) -> bool {
    mention.candidates.iter().any(|candidate| candidate.needs_noun)
}

fn spots(marked: &Marked, mentions: &[Mention]) -> Vec<Spot> {
    let ends: Vec<usize> =
        marked.sentences.iter().map(|sentence| marked.tokens[sentence.tokens.end - 1].end as usize).collect();
    let mut semicolons = marked.tokens.iter().filter(|token| token.is_mark(';')).peekable();
    let mut passed = 0;
    let mut spot = |mention: &Mention| {
        let sentence = ends.partition_point(|end| *end <= mention.span.start).min(ends.len().saturating_sub(1));
        while semicolons.next_if(|mark| (mark.start as usize) < mention.span.start).is_some() {
            passed += 1;
        }
        Spot { sentence, part: sentence + passed, paragraph: marked.sentences[sentence].paragraph }
    };
    mentions.iter().map(&mut spot).collect()
}

fn stated(document: &Document, mentions: &[Mention], spots: &[Spot], axes: &Registry) -> Vec<StatedAxis> {
    let day = document.published.map(|published| published.date);
    let of_mention = |mention: &Mention| -> Vec<[f64; 3]> {
        let ids: Vec<&str> = match axes.resolve(&document.text[mention.span.range()], day) {
            Named::One(id) => vec![id],
            Named::Several(ids) => ids,
            Named::None => Vec::new(),
        };
        ids.iter()
            .filter_map(|id| axes.get(id))
            .flat_map(|axis| axis.towns.iter().filter_map(|town| town.position))
            .map(Position::to_unit_sphere)
            .collect()
    };
    mentions
        .iter()
        .zip(spots)
        .filter(|(mention, _)| mention.kind == Kind::Axis)
        .map(|(mention, spot)| StatedAxis { spot: *spot, towns: of_mention(mention) })
        .filter(|axis| !axis.towns.is_empty())
        .collect()
}

/// The area that follows a list closes it; one that stands right before a name ("In Kharkiv region, …") opens it.
fn named_for(marked: &Marked, mentions: &[Mention], spots: &[Spot], areas: &[NamedArea]) -> Vec<Option<usize>> {
    let area_at = |start: usize| areas.binary_search_by_key(&start, |area| area.start).ok();
    let mut out = vec![None; mentions.len()];
    let mut closing: Option<usize> = None;
    for at in (0..mentions.len()).rev() {
        let next = mentions.get(at + 1).filter(|_| spots[at] == spots[at + 1]);
        if let Some(next) = next {
            let joint = joint(marked, mentions[at].span.end, next.span);
            match (area_at(next.span.start), joint) {
                (Some(area), Joint::Of | Joint::Label) => closing = Some(area),
                (Some(area), Joint::Aside) => {
                    out[at] = Some(area);
                    closing = None;
                    continue;
                }
                (_, Joint::List) => {}
                _ => closing = None,
            }
        } else {
            closing = None;
        }
        if area_at(mentions[at].span.start).is_some() {
            closing = closing.filter(|_| !matches!(mentions[at].kind, Kind::Oblast));
        }
        if mentions[at].role == Role::Context && !matches!(mentions[at].kind, Kind::Oblast | Kind::Raion) {
            closing = None;
        }
        out[at] = closing;
    }
    out
}

/// "Rostov in Russia", «Дзержинск, РФ»: the state that the words right after a settlement tell.
fn states(marked: &Marked, mentions: &[Mention], spots: &[Spot]) -> Vec<Option<PlaceId>> {
    let is_in = |from: usize, to: usize| {
        let first = marked.tokens.partition_point(|token| (token.start as usize) < from);
        let last = marked.tokens.partition_point(|token| (token.start as usize) < to);
        last == first + 1 && (marked.is_small(first, Small::In) || marked.tokens[first].is_mark('('))
    };
    let state = |at: usize| {
        let (this, next) = (&mentions[at], mentions.get(at + 1)?);
        let is_told = next.kind == Kind::Country && spots[at] == spots[at + 1] && this.kind == Kind::Settlement;
        (is_told && is_in(this.span.end, next.span.start)).then(|| next.candidates.first())?.map(|state| state.place)
    };
    (0..mentions.len()).map(state).collect()
}

/// "Opytne near Bakhmut", «в Никольском под Мариуполем», "Novoselivka, 10 km west of Avdiivka".
fn bearings(marked: &Marked, mentions: &[Mention], spots: &[Spot]) -> Vec<bool> {
    let is_near = |sense: Sense| matches!(sense, Sense::Relation(Role::Near) | Sense::Compass(_));
    let is_between = |at: usize| {
        let tokens = &marked.tokens[at];
        tokens.is_mark('(') || tokens.is_mark(',') || tokens.shape == Shape::Number
    };
    (0..mentions.len())
        .map(|at| {
            let Some(next) = mentions.get(at + 1).filter(|_| spots[at] == spots[at + 1]) else { return false };
            let first = marked.tokens.partition_point(|token| (token.start as usize) < mentions[at].span.end);
            let last = marked.tokens.partition_point(|token| (token.start as usize) < next.span.start);
            let Some(mark) = marked.ending_at(last, is_near) else { return false };
            let is_unit = |at: usize| marked.at(at).iter().any(|mark| matches!(mark.sense, Sense::Distance(_)));
            // "(about 8 km north of …)", «, що поблизу …».
            let is_linking = |at: usize| {
                let is_opened = at > first && [',', '('].iter().any(|mark| marked.tokens[at - 1].is_mark(*mark));
                is_opened && marked.tokens[at].is_word() && !marked.tokens[at].is_capitalised()
            };
            (first..mark.start.max(first)).all(|at| is_between(at) || is_unit(at) || is_linking(at))
        })
        .collect()
}

enum Joint {
    /// "of the", "in", nothing, an opening bracket: the next name tells where this one lies.
    Of,
    /// The same set off by a comma: it tells of the last name alone.
    Aside,
    /// A dash: an area behind it tells of the whole list before it («А, Б – Сумської області»).
    Label,
    /// A list goes on.
    List,
    /// Something else.
    Other,
}

/// What stands between the end of a name and the span of the next.
fn joint(marked: &Marked, from: usize, next: Span) -> Joint {
    let first = marked.tokens.partition_point(|token| (token.start as usize) < from);
    let last = marked.tokens.partition_point(|token| (token.start as usize) < next.start);
    let is_filler = |at: usize| {
        let is_small =
            [Small::Of, Small::Article, Small::In, Small::Possessive].iter().any(|small| marked.is_small(at, *small));
        let is_head = marked
            .at(at)
            .iter()
            .any(|mark| matches!(mark.sense, Sense::Head(Kind::Settlement) | Sense::HeadOfMany(Kind::Settlement)));
        is_small || is_head || marked.tokens[at].is_mark('(')
    };
    let is_aside = last > first + 1 && marked.tokens[first].is_mark(',') && marked.is_small(first + 1, Small::In);
    if is_aside && (first + 1..last).all(is_filler) && last - first <= 5 {
        return Joint::Aside;
    }
    if (first..last).all(is_filler) && last - first <= 5 {
        return Joint::Of;
    }
    let is_dash = last == first + 1 && marked.tokens[first].is_dash() && !marked.tokens[first].is_glued;
    let after = marked.tokens.partition_point(|token| (token.start as usize) < next.end);
    let ends = marked.tokens.get(after).is_none_or(|next| next.is_mark(';') || next.is_mark('.'));
    if is_dash && ends {
        return Joint::Label;
    }
    let is_joining = |at: usize| {
        let is_word = marked
            .at(at)
            .iter()
            .any(|mark| matches!(mark.sense, Sense::Coordinator | Sense::Filler | Sense::Relation(_)));
        is_word || is_filler(at) || marked.tokens[at].is_mark(',') || marked.tokens[at].is_dash()
    };
    if last - first <= 6 && (first..last).all(is_joining) { Joint::List } else { Joint::Other }
}
