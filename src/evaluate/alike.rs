//! When two things that have no coordinates, or no clear borders, are the same.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Nouns that tell the kind of a place, by kind.
const KINDS: [&[&str]; 4] = [
    &["oblast", "region", "krai", "republic", "province"],
    &["raion", "district", "okrug"],
    &["hromada", "community"],
    &["axis", "direction", "sector"],
];
/// Words that make no difference.
const SMALL: [&str; 7] = ["river", "sea", "the", "of", "rural", "urban", "municipal"];
/// Letters of the shortest name that may be the beginning of another, and how many letters longer that one may be.
const SHORTEST_BEGINNING: usize = 5;
const LONGEST_ENDING: usize = 4;

/// Whether two English names are the same place's: "Donetsk Oblast" and "Donetsk region" are, "Kharkiv Oblast" and
/// "Kharkiv Raion" are not, and an ending more is none ("Sumy", "Sumy-1").
pub(super) fn same_name(one: &str, other: &str) -> bool {
    let ((one, kind), (other, other_kind)) = (bare(one), bare(other));
    let are_of_two_kinds = kind.zip(other_kind).is_some_and(|(kind, other)| kind != other);
    if one.is_empty() || other.is_empty() || are_of_two_kinds {
        return false;
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let letters = |name: &str| name.chars().count();
    let is_beginning = letters(short) >= SHORTEST_BEGINNING
        && long.starts_with(short.as_str())
        && letters(long) - letters(short) <= LONGEST_ENDING;
    one == other || is_beginning
}

/// The letters of a name without its noun, and the number of that noun's kind. Runs of i, j and y are one letter.
fn bare(name: &str) -> (String, Option<usize>) {
    let mut depth = 0_usize;
    let outside = name.chars().filter(|letter| match letter {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let plain: String = outside
        .collect::<String>()
        .to_lowercase()
        .nfd()
        .filter(|letter| !is_combining_mark(*letter) && !matches!(letter, '\'' | '’' | 'ʼ' | '`' | '‘'))
        .collect();
    let (mut letters, mut kind) = (String::new(), None);
    for word in plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !SMALL.contains(word)) {
        match KINDS.iter().position(|nouns| nouns.contains(&word)) {
            Some(noun) => kind = kind.or(Some(noun)),
            None => {
                for letter in word.chars() {
                    let is_glide = matches!(letter, 'i' | 'j' | 'y');
                    if !(is_glide && letters.ends_with('i')) {
                        letters.push(if is_glide { 'i' } else { letter });
                    }
                }
            }
        }
    }
    (letters, kind)
}

/// Characters that two spans share.
pub(super) fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// The shared part of all that two spans cover.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> f64 {
    let covered = one.end.max(other.end) - one.start.min(other.start);
    shared(one, other) as f64 / covered as f64
}

/// Whether some pair shares at least a quarter of the shorter span.
pub(super) fn meet(ones: &[Range<usize>], others: &[Range<usize>]) -> bool {
    let meets = |one: &Range<usize>, other: &Range<usize>| {
        let shared = shared(one, other);
        shared > 0 && shared * 4 >= one.len().min(other.len())
    };
    ones.iter().any(|one| others.iter().any(|other| meets(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_may_change_but_not_its_kind() {
        assert!(same_name("Donetsk Oblast", "Donetsk region"));
        assert!(same_name("Kupiansk axis", "Kup'yansk direction"));
        assert!(same_name("New York (Novhorodske)", "New York"));
        assert!(!same_name("Kharkiv Raion", "Kharkiv Oblast"));
        assert!(!same_name("Sumy Oblast", "Sumska oblast"));
        assert!(!same_name("", "Oblast"));
    }

    #[test]
    fn spans_meet_from_a_quarter_of_the_shorter() {
        let pair = |one, other| meet(std::slice::from_ref(&one), std::slice::from_ref(&other));
        assert!(pair(0..40, 30..70));
        assert!(!pair(0..40, 31..71));
        assert!(pair(0..100, 40..50));
    }
}
