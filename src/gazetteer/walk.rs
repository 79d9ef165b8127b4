//! Follows a text's words through the names, one word at a time.

use fst::raw::{CompiledAddr, Node, Output};

use crate::gazetteer::Gazetteer;
use crate::gazetteer::store::Store;
use crate::model::Candidate;
use crate::text::fold;

/// Where one store's names stand after the words so far.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    node: CompiledAddr,
    output: Output,
    /// Where the list of the places so named begins; none when the words are not a whole name.
    list: Option<u64>,
    /// What the next word may begin with.
    goes_on: Letters,
}

/// First bytes of words, each by a bit that it shares with some others: a quick no to most words after a name.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Letters(u64);

impl Letters {
    const NONE: Letters = Letters(0);

    /// The first letters of the words that go on after a node.
    fn after(store: &Store, node: &Node) -> Letters {
        let Some(space) = node.find_input(b' ') else { return Letters::NONE };
        let words = store.keys.node(node.transition_addr(space));
        Letters(words.transitions().fold(0, |bits, letter| bits | Letters::bit(letter.inp)))
    }

    fn may_begin(self, word_key: &str) -> bool {
        word_key.bytes().next().is_some_and(|first| self.0 & Letters::bit(first) != 0)
    }

    fn bit(letter: u8) -> u64 {
        1 << (letter % 64)
    }
}

/// The spots in the embedded names and in the user's; none where no name goes on like this.
pub(super) type Spots = [Option<Spot>; 2];

impl Spot {
    /// None when the words are neither a name nor its beginning.
    fn of(store: &Store, node: &Node, output: Output) -> Option<Spot> {
        let list = node.is_final().then(|| output.cat(node.final_output()).value());
        let goes_on = Letters::after(store, node);
        (goes_on != Letters::NONE || list.is_some()).then(|| Spot { node: node.addr(), output, list, goes_on })
    }

    /// After the first word of a name.
    fn first(store: &Store, word_key: &str) -> Option<Spot> {
        if !store.may_begin(word_key) {
            return None;
        }
        let (node, output) = follow(store, store.keys.root(), Output::zero(), word_key.as_bytes())?;
        Spot::of(store, &node, output)
    }

    /// After one more word.
    fn next(self, store: &Store, word_key: &str) -> Option<Spot> {
        let (node, output) = follow(store, store.keys.node(self.node), self.output, b" ")?;
        let (node, output) = follow(store, node, output, word_key.as_bytes())?;
        Spot::of(store, &node, output)
    }
}

fn follow<'s>(store: &'s Store, from: Node<'s>, output: Output, bytes: &[u8]) -> Option<(Node<'s>, Output)> {
    let (mut node, mut output) = (from, output);
    for byte in bytes {
        let transition = node.transition(node.find_input(*byte)?);
        output = output.cat(transition.out);
        node = store.keys.node(transition.addr);
    }
    Some((node, output))
}

/// Walks the names word by word. A copy costs nothing, so that a reader can look ahead and come back.
#[derive(Clone, Copy)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    /// None before the first word.
    spots: Spots,
    is_started: bool,
}

impl<'g> Walk<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Walk<'g> {
        Walk { gazetteer, spots: Spots::default(), is_started: false }
    }

    /// After the first word of a name, as a text writes it; none when no name begins so.
    pub(super) fn begun(gazetteer: &'g Gazetteer, word: &str) -> Option<Walk<'g>> {
        let spots = gazetteer.met.get(word, || {
            let mut key = String::new();
            fold::push_key(word, &mut key);
            first_spots(gazetteer, &key)
        });
        let is_begun = spots.iter().any(Option::is_some);
        is_begun.then_some(Walk { gazetteer, spots, is_started: true })
    }

    /// Goes on by the key of one word (`fold::push_key`; for a word in capitals also try a copy of the walk with
    /// `fold::push_abbreviation`, since "US" is a country and "us" is not). False when no name goes on like this: the walk is over then.
    pub fn step(&mut self, word_key: &str) -> bool {
        if word_key.is_empty() {
            return !self.is_started || self.spots.iter().any(Option::is_some);
        }
        self.spots = if self.is_started {
            let stores = stores(self.gazetteer);
            std::array::from_fn(|at| {
                self.spots[at].filter(|spot| spot.goes_on.may_begin(word_key))?.next(stores[at]?, word_key)
            })
        } else {
            first_spots(self.gazetteer, word_key)
        };
        self.is_started = true;
        self.spots.iter().any(Option::is_some)
    }

    /// Whether the words so far are a whole name.
    pub fn is_name(&self) -> bool {
        self.spots.iter().flatten().any(|spot| spot.list.is_some())
    }

    /// Whether a name goes on after the words so far.
    pub fn goes_on(&self) -> bool {
        self.spots.iter().flatten().any(|spot| spot.goes_on != Letters::NONE)
    }

    /// The places that the words so far name, the likeliest first (by form, then population, then id; the user's own
    /// places after the embedded ones). None of them when the words are not a whole name.
    pub fn candidates(&self) -> impl Iterator<Item = Candidate> + use<'g> {
        let gazetteer = self.gazetteer;
        let [base, extra] = self.spots.map(|spot| spot?.list);
        let base = base.into_iter().flat_map(|offset| gazetteer.base.list(offset, 0));
        let base = base.filter(|candidate| !gazetteer.is_replaced(candidate.place));
        let extra = extra.zip(gazetteer.extra.as_ref()).into_iter();
        let extra = extra.flat_map(|(offset, store)| store.list(offset, gazetteer.base.len()));
        base.chain(extra)
    }

    /// The same as a list.
    pub fn places(&self) -> Vec<Candidate> {
        // Two lists in a row hand on their places faster than they are asked for the next one.
        let mut places = Vec::new();
        self.candidates().for_each(|candidate| places.push(candidate));
        places
    }
}

fn stores(gazetteer: &Gazetteer) -> [Option<&Store>; 2] {
    [Some(&gazetteer.base), gazetteer.extra.as_ref()]
}

fn first_spots(gazetteer: &Gazetteer, word_key: &str) -> Spots {
    stores(gazetteer).map(|store| Spot::first(store?, word_key).filter(|_| !word_key.is_empty()))
}
