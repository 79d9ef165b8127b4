//! The keys of the larger settlements by their number of letters: for a name that no place has, only those of about as
//! many letters are looked at, and of these only those with about the same ones.

use std::collections::BTreeSet;

/// Letters of the longest key that is kept.
const LONGEST: usize = 48;
/// Bytes of the numbers before the keys: for each number of letters, where its keys begin; and where the last ones end.
const HEADER: usize = (LONGEST + 2) * 4;
/// Bytes before each key: its set of letters, the number of its place, and how many bytes it has.
const BEFORE_KEY: usize = 8 + 4 + 1;

/// The section of these keys, each with the number of its place.
pub fn section(keys: impl Iterator<Item = (String, u32)>) -> Vec<u8> {
    let by_letters: BTreeSet<(usize, String, u32)> = keys
        .map(|(key, place)| (key.chars().count(), key, place))
        .filter(|(letters, ..)| *letters <= LONGEST)
        .collect();
    let mut bytes = vec![0; HEADER];
    for letters in 0..=LONGEST {
        let begins = bytes.len() as u32;
        bytes[letters * 4..letters * 4 + 4].copy_from_slice(&begins.to_le_bytes());
        for (_, key, place) in by_letters.iter().filter(|(others, ..)| *others == letters) {
            bytes.extend(letter_set(key.chars()).to_le_bytes());
            bytes.extend(place.to_le_bytes());
            bytes.push(key.len() as u8);
            bytes.extend(key.as_bytes());
        }
    }
    let ends = bytes.len() as u32;
    bytes[HEADER - 4..HEADER].copy_from_slice(&ends.to_le_bytes());
    bytes
}

/// The keys that may differ from `letters` in at most so many of them, each with its place: all that do, and few others.
pub fn like<'s>(section: &'s [u8], letters: &[char], most: usize) -> impl Iterator<Item = (&'s str, u32)> {
    let number = |at: usize| u32::from_le_bytes([section[at], section[at + 1], section[at + 2], section[at + 3]]);
    let begin = |letters: usize| number(letters.min(LONGEST + 1) * 4) as usize;
    let (mut at, end) = (begin(letters.len().saturating_sub(most)), begin(letters.len() + most + 1));
    let own = letter_set(letters.iter().copied());
    std::iter::from_fn(move || {
        while at < end {
            let set = u64::from(number(at)) | u64::from(number(at + 4)) << 32;
            let (place, key) = (at + 8, at + BEFORE_KEY);
            at = key + usize::from(section[key - 1]);
            // Each letter inserted, deleted or changed takes at most one letter from either set.
            let differ = (set & !own).count_ones().max((own & !set).count_ones());
            if differ as usize <= most {
                return Some((std::str::from_utf8(&section[key..at]).expect("keys were packed whole"), number(place)));
            }
        }
        None
    })
}

/// A bit for each letter; two letters may share one.
fn letter_set(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}
