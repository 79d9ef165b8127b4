//! What the other names of a document say for each candidate of a name: how near it lies to them.

use crate::model::{Kind, MEAN_RADIUS_M, Mention, PlaceId};
use crate::resolve::Settings;
use crate::resolve::context::Context;
use crate::resolve::score::{Weighed, chord_squared, faded};

/// Candidates of a neighbour that are looked at.
const NEIGHBOUR_CANDIDATES: usize = 6;
/// Names of the sentence that speak loudest for a candidate; the others are not heard, so that a long list has no less
/// to say than a short one.
const LOUDEST: usize = 3;
/// Names on either side that are looked at.
const NEIGHBOURS: usize = 8;

/// How strongly the other names speak for a candidate.
#[derive(Clone, Copy, Default)]
pub(super) struct Pulls {
    /// Those of its sentence.
    pub neighbours: f64,
    /// Those of the whole document.
    pub company: f64,
}

/// The pulls for each candidate of each mention, in their order.
pub(super) fn pulls(
    weighed: &[Vec<Weighed>],
    mentions: &[Mention],
    context: &Context,
    settings: &Settings,
) -> Vec<Pulls> {
    let is_ground = |at: usize| {
        let is_large = matches!(mentions[at].kind, Kind::Country | Kind::Oblast);
        !weighed[at].is_empty() && !is_large && !mentions[at].is_embedded
    };
    let places = Places::of(weighed);
    let mut others: Vec<usize> = Vec::new();
    let mut pulls: Vec<Pulls> = Vec::with_capacity(places.places.len());
    for (at, own) in weighed.iter().enumerate() {
        if own.len() < 2 {
            pulls.extend(own.iter().map(|_| Pulls::default()));
            continue;
        }
        let around = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(weighed.len());
        let is_heard = |other: &usize| {
            *other != at && is_ground(*other) && !has_common(places.of_mention(at), places.of_mention(*other))
        };
        others.clear();
        others.extend(around.filter(is_heard));
        let is_beside = |other: usize| context.spots[other].sentence == context.spots[at].sentence;
        pulls.extend(own.iter().map(|candidate| {
            let Some(sphere) = candidate.still.sphere else { return Pulls::default() };
            let mut near = Loudest::default();
            let mut far = 0.0_f64;
            for other in &others {
                let pull = pull(sphere, &weighed[*other], settings);
                if context.has_bearing[at] && *other == at + 1 {
                    return Pulls { neighbours: bearing(pull, settings), company: 0.0 };
                }
                if is_beside(*other) {
                    near.hear(pull);
                } else {
                    far = far.max(pull);
                }
            }
            Pulls { neighbours: settings.neighbours * near.mean(), company: settings.company * far }
        }));
    }
    pulls
}

/// What a place beside it says that it is told to lie near: as much as an area that is named for it, and more the nearer.
fn bearing(pull: f64, settings: &Settings) -> f64 {
    settings.neighbours * pull + settings.area_named_for_it * (pull - 0.5)
}

/// The strongest pulls of a sentence, the strongest first.
#[derive(Default)]
struct Loudest {
    pulls: [f64; LOUDEST],
    heard: usize,
}

impl Loudest {
    fn hear(&mut self, pull: f64) {
        self.heard = (self.heard + 1).min(LOUDEST);
        let mut pull = pull;
        for known in &mut self.pulls {
            if pull > *known {
                std::mem::swap(known, &mut pull);
            }
        }
    }

    fn mean(&self) -> f64 {
        self.pulls[..self.heard].iter().sum::<f64>() / self.heard.max(1) as f64
    }
}

/// The places that each mention can mean, sorted.
struct Places {
    places: Vec<PlaceId>,
    /// Where those of each mention end.
    ends: Vec<usize>,
}

impl Places {
    fn of(weighed: &[Vec<Weighed>]) -> Places {
        let mut of = Places { places: Vec::new(), ends: Vec::with_capacity(weighed.len()) };
        for own in weighed {
            let begins = of.places.len();
            of.places.extend(own.iter().map(|own| own.candidate.place));
            of.places[begins..].sort_unstable();
            of.ends.push(of.places.len());
        }
        of
    }

    fn of_mention(&self, at: usize) -> &[PlaceId] {
        &self.places[at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]]
    }
}

/// Two tellings of one name, known by a common place, say nothing of one another. Both lists are sorted.
fn has_common(a: &[PlaceId], b: &[PlaceId]) -> bool {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(one), Some(other)) = (a.peek(), b.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => a.next(),
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => b.next(),
        };
    }
    false
}

/// The strongest pull of a name's places, of which the likelier come first: only one that lies nearer than those before
/// it can pull more strongly, and none pulls more strongly than by its share.
fn pull(sphere: [f64; 3], other: &[Weighed], settings: &Settings) -> f64 {
    let reaches = MEAN_RADIUS_M / settings.neighbour_reach_m;
    let (mut nearest, mut strongest) = (f64::INFINITY, 0.0_f64);
    for candidate in other.iter().take(NEIGHBOUR_CANDIDATES) {
        if candidate.root_of_share <= strongest {
            break;
        }
        let Some(there) = candidate.still.sphere else { continue };
        let squared = chord_squared(sphere, there) * reaches * reaches;
        if squared < nearest {
            nearest = squared;
            strongest = strongest.max(faded(squared) * candidate.root_of_share);
        }
    }
    strongest
}
