//! Names one slip of the pen away from a word.

use std::cmp::Reverse;

use fst::raw::Node;

use crate::gazetteer::Gazetteer;
use crate::gazetteer::store::Store;
use crate::model::{Candidate, Form};
use crate::text::fold;

/// Names with fewer letters have too many neighbours to mean one.
const SHORTEST: usize = 5;

/// The places named one slip away, ordered as exact candidates.
pub(super) fn candidates(gazetteer: &Gazetteer, name: &str) -> Vec<Candidate> {
    gazetteer.slips.get(fold::key(name), |key| search(gazetteer, key)).to_vec()
}

fn search(gazetteer: &Gazetteer, key: &str) -> Vec<Candidate> {
    let letters: Vec<char> = key.chars().collect();
    if letters.len() < SHORTEST {
        return Vec::new();
    }
    let mut found: Vec<Candidate> = Vec::new();
    for (store, first) in [(Some(&gazetteer.base), 0), (gazetteer.extra.as_ref(), gazetteer.base.len())] {
        let Some(store) = store else { continue };
        for offset in neighbours(store, &letters) {
            found.extend(store.list(offset, first).filter(|candidate| !gazetteer.is_replaced(candidate.place)));
        }
    }
    found.sort_by_key(|candidate| {
        let population = Reverse(gazetteer.population(candidate.place).unwrap_or(0));
        (candidate.form, population, candidate.place, candidate.needs_noun)
    });
    let mut seen = std::collections::HashSet::new();
    found.retain(|candidate| seen.insert(candidate.place));
    for candidate in &mut found {
        candidate.form = Form::Slip;
    }
    found
}

/// The lists of all keys exactly one slip away. A slip is tried at each letter, and what follows must fit exactly.
fn neighbours(store: &Store, letters: &[char]) -> Vec<u64> {
    let mut lists = Vec::new();
    let mut spot = Some((store.keys.root(), 0_u64));
    for at in 0..=letters.len() {
        let Some((node, output)) = spot else { break };
        let rest = &letters[at..];
        if rest.len() > 1 && rest[0] != rest[1] {
            let swapped = follow(store, node, output, &[rest[1], rest[0]]);
            end(store, swapped, &rest[2..], &mut lists);
        }
        if at < letters.len() {
            end(store, Some((node, output)), &rest[1..], &mut lists);
        }
        for (letter, node, output) in letters_after(store, node, output) {
            end(store, Some((node, output)), rest, &mut lists);
            if at < letters.len() && letter != rest[0] {
                end(store, Some((node, output)), &rest[1..], &mut lists);
            }
        }
        spot = rest.first().and_then(|letter| follow(store, node, output, &[*letter]));
    }
    lists.sort_unstable();
    lists.dedup();
    lists
}

/// The letters that can follow a node, each with where it leads.
fn letters_after<'s>(store: &'s Store, node: Node<'s>, output: u64) -> Vec<(char, Node<'s>, u64)> {
    let mut letters = Vec::new();
    for first in node.transitions() {
        let after = store.keys.node(first.addr);
        let value = output + first.out.value();
        if first.inp < 0x80 {
            letters.push((char::from(first.inp), after, value));
            continue;
        }
        for second in after.transitions().filter(|_| first.inp >= 0xc0 && first.inp < 0xe0) {
            let code = u32::from(first.inp & 0x1f) << 6 | u32::from(second.inp & 0x3f);
            let letter = char::from_u32(code).unwrap_or('\u{fffd}');
            letters.push((letter, store.keys.node(second.addr), value + second.out.value()));
        }
    }
    letters
}

fn follow<'s>(store: &'s Store, node: Node<'s>, output: u64, letters: &[char]) -> Option<(Node<'s>, u64)> {
    let (mut node, mut output) = (node, output);
    let mut buffer = [0_u8; 4];
    for letter in letters {
        for byte in letter.encode_utf8(&mut buffer).bytes() {
            let transition = node.transition(node.find_input(byte)?);
            output += transition.out.value();
            node = store.keys.node(transition.addr);
        }
    }
    Some((node, output))
}

fn end<'s>(store: &'s Store, from: Option<(Node<'s>, u64)>, rest: &[char], lists: &mut Vec<u64>) {
    let reached = from.and_then(|(node, output)| follow(store, node, output, rest));
    lists
        .extend(reached.filter(|(node, _)| node.is_final()).map(|(node, output)| output + node.final_output().value()));
}
