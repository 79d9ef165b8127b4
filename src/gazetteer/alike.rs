//! Settlements spelt like a name that no place has.

use std::sync::{Arc, OnceLock};

use crate::gazetteer::Gazetteer;
use crate::gazetteer::memo::Memo;
use crate::model::{Kind, PlaceId};
use crate::text::fold;

/// Inhabitants below which a settlement is no suggestion: any run of letters is like some hamlet's name.
const FEWEST_INHABITANTS: u32 = 500;
/// A suggestion may differ in two letters out of five, and in three at most.
const MOST_SLIPS: usize = 3;
/// Letters of the shortest and of the longest name worth a suggestion.
const LETTERS: std::ops::RangeInclusive<usize> = 5..=40;

/// The names of the larger settlements, and the answers given so far.
#[derive(Default)]
pub(super) struct Index {
    names: OnceLock<Vec<(Vec<char>, PlaceId)>>,
    answers: Memo<(PlaceId, usize)>,
}

impl Index {
    /// The larger settlements whose name differs in two letters of five or fewer and in how many, the fewest first, then
    /// by id.
    pub(super) fn alike(&self, gazetteer: &Gazetteer, name: &str) -> Arc<[(PlaceId, usize)]> {
        self.answers.get(fold::key(name), |key| {
            let letters: Vec<char> = key.chars().collect();
            if LETTERS.contains(&letters.len()) { self.search(gazetteer, &letters) } else { Vec::new() }
        })
    }

    fn search(&self, gazetteer: &Gazetteer, letters: &[char]) -> Vec<(PlaceId, usize)> {
        let most = (letters.len() * 2 / 5).min(MOST_SLIPS);
        let names = self.names.get_or_init(|| names(gazetteer));
        let near = names.iter().filter(|(name, _)| name.len().abs_diff(letters.len()) <= most);
        let mut found: Vec<(usize, PlaceId)> =
            near.map(|(name, place)| (distance(letters, name), *place)).filter(|(slips, _)| *slips <= most).collect();
        found.sort_unstable();
        found.dedup_by_key(|(_, place)| *place);
        found.into_iter().map(|(slips, place)| (place, slips)).collect()
    }
}

fn names(gazetteer: &Gazetteer) -> Vec<(Vec<char>, PlaceId)> {
    let mut names = Vec::new();
    for place in (0..gazetteer.len()).map(PlaceId) {
        let is_large = gazetteer.population(place).is_some_and(|population| population >= FEWEST_INHABITANTS);
        if gazetteer.kind(place) == Kind::Settlement && is_large {
            let whole = gazetteer.place(place);
            let spellings = [&whole.name, &whole.name_uk, &whole.name_ru];
            names.extend(
                spellings
                    .into_iter()
                    .filter(|name| !name.is_empty())
                    .map(|name| (fold::key(name).chars().collect(), place)),
            );
        }
    }
    names
}

/// Letters to insert, delete or change (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
