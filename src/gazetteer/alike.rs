//! Settlements spelt like a name that no place has.

use std::sync::Arc;

use crate::gazetteer::Gazetteer;
use crate::gazetteer::store::Store;
use crate::model::PlaceId;
use crate::text::fold;

/// A suggestion may differ in two letters out of five, and in three at most.
const MOST_SLIPS: usize = 3;
/// Letters of the shortest and of the longest name worth a suggestion.
const LETTERS: std::ops::RangeInclusive<usize> = 5..=40;

/// The larger settlements whose name differs in two letters of five or fewer and in how many, the fewest first, then by
/// id.
pub(super) fn alike(gazetteer: &Gazetteer, name: &str) -> Arc<[(PlaceId, usize)]> {
    gazetteer.alike.get(fold::key(name), |key| {
        let letters: Vec<char> = key.chars().collect();
        if LETTERS.contains(&letters.len()) { search(gazetteer, &letters) } else { Vec::new() }
    })
}

fn search(gazetteer: &Gazetteer, letters: &[char]) -> Vec<(PlaceId, usize)> {
    let most = (letters.len() * 2 / 5).min(MOST_SLIPS);
    let mut found: Vec<(usize, PlaceId)> = Vec::new();
    let mut search = |store: &Store, first: u32| {
        let measured =
            store.spelt_like(letters, most).map(|(key, place)| (distance(letters, key), PlaceId(first + place)));
        found.extend(measured.filter(|(slips, _)| *slips <= most));
    };
    search(&gazetteer.base, 0);
    if let Some(extra) = &gazetteer.extra {
        search(extra, gazetteer.base.len());
    }
    found.sort_unstable();
    found.dedup_by_key(|(_, place)| *place);
    found.into_iter().map(|(slips, place)| (place, slips)).collect()
}

/// Letters to insert, delete or change (Levenshtein).
fn distance(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (i, x) in b.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &y) in a.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::index::spelt;

    #[test]
    fn no_name_in_reach_is_left_out() {
        let gazetteer = Gazetteer::embedded();
        let names = (0..gazetteer.len()).step_by(41).map(PlaceId).map(|place| fold::key(gazetteer.name(place)));
        let names: Vec<(String, u32)> = names.zip(0..).collect();
        let section = spelt::section(names.iter().cloned());
        let asked = names.iter().map(|(name, _)| name).filter(|name| LETTERS.contains(&name.chars().count()));
        for name in asked.step_by(31) {
            let letters: Vec<char> = name.chars().collect();
            for most in 0..=MOST_SLIPS {
                let mut found: Vec<u32> = spelt::like(&section, &letters, most).map(|(_, place)| place).collect();
                found.sort_unstable();
                let mut in_reach = names.iter().filter(|(other, _)| distance(&letters, other) <= most);
                assert!(in_reach.all(|(_, place)| found.binary_search(place).is_ok()), "{name} {most}");
                assert!(found.len() < names.len() / 2, "{name} {most}");
            }
        }
    }
}
