//! Follows a text's words through the names, one word at a time.

use fst::raw::{CompiledAddr, Output};

use crate::gazetteer::Gazetteer;
use crate::gazetteer::store::Store;
use crate::model::Candidate;

/// Where one store's names stand after the words so far.
#[derive(Clone, Copy)]
struct Spot {
    node: CompiledAddr,
    output: Output,
}

/// Walks the names word by word. A copy costs nothing, so that a reader can look ahead and come back.
#[derive(Clone, Copy)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    /// In the embedded names and in the user's; none when no name there goes on like this.
    spots: [Option<Spot>; 2],
    is_started: bool,
}

impl<'g> Walk<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Walk<'g> {
        let root = |store: &Store| Spot { node: store.keys.root().addr(), output: Output::zero() };
        let spots = [Some(root(&gazetteer.base)), gazetteer.extra.as_ref().map(root)];
        Walk { gazetteer, spots, is_started: false }
    }

    /// Goes on by the key of one word (`fold::push_key`; for a word in capitals also try a copy of the walk with
    /// `fold::push_abbreviation`, since "US" is a country and "us" is not). False when no name goes on like this: the walk is over then.
    pub fn step(&mut self, word_key: &str) -> bool {
        if word_key.is_empty() {
            return self.spots.iter().any(Option::is_some);
        }
        let gazetteer = self.gazetteer;
        let stores = [Some(&gazetteer.base), gazetteer.extra.as_ref()];
        for (spot, store) in self.spots.iter_mut().zip(stores) {
            *spot = match (*spot, store) {
                (Some(start), Some(store)) if self.is_started || store.may_begin(word_key) => {
                    advance(store, start, word_key, self.is_started)
                }
                _ => None,
            };
        }
        self.is_started = true;
        self.spots.iter().any(Option::is_some)
    }

    /// Whether the words so far are a whole name.
    pub fn is_name(&self) -> bool {
        self.lists().iter().any(Option::is_some)
    }

    /// The places that the words so far name, the likeliest first (by form, then population, then id; the user's own
    /// places after the embedded ones). None of them when the words are not a whole name.
    pub fn candidates(&self) -> impl Iterator<Item = Candidate> + use<'g> {
        let gazetteer = self.gazetteer;
        let [base, extra] = self.lists();
        let base = base.into_iter().flat_map(|offset| gazetteer.base.list(offset, 0));
        let base = base.filter(|candidate| !gazetteer.is_replaced(candidate.place));
        let extra = extra.zip(gazetteer.extra.as_ref()).into_iter();
        let extra = extra.flat_map(|(offset, store)| store.list(offset, gazetteer.base.len()));
        base.chain(extra)
    }

    /// Where the lists of the places so named begin, in the embedded names and in the user's.
    fn lists(&self) -> [Option<u64>; 2] {
        let stores = [Some(&self.gazetteer.base), self.gazetteer.extra.as_ref()];
        std::array::from_fn(|at| list_at(stores[at]?, self.spots[at]?))
    }
}

fn advance(store: &Store, start: Spot, word_key: &str, needs_space: bool) -> Option<Spot> {
    let Spot { node, mut output } = start;
    let mut node = store.keys.node(node);
    let space: &[u8] = if needs_space { b" " } else { b"" };
    for &byte in space.iter().chain(word_key.as_bytes()) {
        let transition = node.transition(node.find_input(byte)?);
        output = output.cat(transition.out);
        node = store.keys.node(transition.addr);
    }
    let goes_on = node.is_final() || node.find_input(b' ').is_some();
    goes_on.then_some(Spot { node: node.addr(), output })
}

fn list_at(store: &Store, spot: Spot) -> Option<u64> {
    let node = store.keys.node(spot.node);
    node.is_final().then(|| spot.output.cat(node.final_output()).value())
}
