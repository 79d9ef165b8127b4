//! Puts every word of a text into a class: words of one class are the same to all patterns.
//!
//! The words and stems of all patterns stand in one tree of bytes. A word of a text is followed from its first byte on,
//! and most leave the tree after two or three. Where it ends or leaves decides its class. Classes are numbered in the
//! order in which the tree is walked, so that all words with one stem are a range of classes.

use std::collections::BTreeMap;

/// Words that fit the same words and stems. What fits none has the lowest class.
pub type Class = u16;

/// The class of the words that fit nothing; not so where a stem fits every word.
pub(super) const NO_CLASS: Class = 0;

/// The classes from the first to the last, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Classes {
    first: Class,
    last: Class,
}

impl Classes {
    pub(super) fn has(self, class: Class) -> bool {
        self.first <= class && class <= self.last
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Class> {
        self.first..=self.last
    }
}

/// A set of classes; it may also take a class for a member that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RoughSet([u64; 4]);

impl RoughSet {
    pub(super) const ALL: RoughSet = RoughSet([u64::MAX; 4]);

    pub(super) fn insert(&mut self, class: Class) {
        self.0[usize::from(class) / 64 % 4] |= 1 << (class % 64);
    }

    /// Takes the other's members too.
    pub(super) fn add(&mut self, other: &RoughSet) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }

    /// Whether it has the class; false only when it has not.
    pub(super) fn may_have(&self, class: Class) -> bool {
        self.0[usize::from(class) / 64 % 4] >> (class % 64) & 1 == 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |bits, part| bits | part) == 0
    }

    /// Whether the two share a class.
    pub(super) fn meets(&self, other: &RoughSet) -> bool {
        self.0.iter().zip(other.0).any(|(one, another)| one & another != 0)
    }
}

/// A word of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// This word.
    Whole(String),
    /// Every word that begins so.
    Stem(String),
}

impl Word {
    /// The word or stem itself.
    pub(super) fn text(&self) -> &str {
        let (Word::Whole(text) | Word::Stem(text)) = self;
        text
    }
}

/// The tree.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// The nodes below a node stand side by side, from the one of its lowest byte to that of its highest, so that a step
    /// costs one look at memory.
    nodes: Vec<Node>,
    last: Class,
}

const ROOT: usize = 0;

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// Where the nodes below it begin.
    below: u32,
    lowest: u8,
    /// How many bytes from the lowest to the highest. Where no word goes on with one between them, the node below says
    /// what this one says of a word that leaves here.
    bytes: u8,
    /// The class of a word that ends here.
    ends: Class,
    /// The class of a word that leaves the tree here.
    leaves: Class,
    /// The last class of the words that come through here.
    last: Class,
}

/// A node while the tree is made.
#[derive(Default)]
struct Growing {
    below: BTreeMap<u8, Growing>,
    is_whole: bool,
    is_stem: bool,
}

impl Tree {
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w Word>) -> Tree {
        let mut root = Growing::default();
        for word in words {
            let end = word.text().bytes().fold(&mut root, |node, byte| node.below.entry(byte).or_default());
            match word {
                Word::Whole(_) => end.is_whole = true,
                Word::Stem(_) => end.is_stem = true,
            }
        }
        let mut tree = Tree { nodes: vec![Node::default()], last: NO_CLASS };
        tree.put(ROOT, &root, NO_CLASS);
        tree
    }

    fn put(&mut self, at: usize, growing: &Growing, above: Class) {
        let leaves = if growing.is_stem { self.new_class() } else { above };
        let ends = if growing.is_whole { self.new_class() } else { leaves };
        let lowest = growing.below.keys().next().copied().unwrap_or(0);
        // No word of a text has the byte 255, so that their number fits.
        let bytes = growing.below.keys().next_back().map_or(0, |highest| highest - lowest + 1);
        let below = self.nodes.len();
        self.nodes.resize(below + usize::from(bytes), Node { ends: leaves, leaves, ..Node::default() });
        for (byte, inner) in &growing.below {
            self.put(below + usize::from(byte - lowest), inner, leaves);
        }
        self.nodes[at] = Node { below: below as u32, lowest, bytes, ends, leaves, last: self.last };
    }

    fn new_class(&mut self) -> Class {
        self.last = self.last.checked_add(1).expect("a lexicon has fewer than 65,536 words");
        self.last
    }

    /// How many classes there are.
    pub(super) fn len(&self) -> usize {
        usize::from(self.last) + 1
    }

    /// The class of a word.
    pub(super) fn class(&self, word: &[u8]) -> Class {
        let mut node = &self.nodes[ROOT];
        for byte in word {
            match self.next(node, *byte) {
                Some(next) => node = next,
                None => return node.leaves,
            }
        }
        node.ends
    }

    /// The classes of the words that a word of a pattern stands for; the tree was made with it.
    pub(super) fn classes(&self, word: &Word) -> Classes {
        let node = word.text().bytes().fold(&self.nodes[ROOT], |node, byte| {
            self.next(node, byte).expect("the tree was made with every word of the patterns")
        });
        match word {
            Word::Whole(_) => Classes { first: node.ends, last: node.ends },
            Word::Stem(_) => Classes { first: node.leaves, last: node.last },
        }
    }

    fn next(&self, node: &Node, byte: u8) -> Option<&Node> {
        let offset = byte.wrapping_sub(node.lowest);
        (offset < node.bytes).then(|| &self.nodes[node.below as usize + usize::from(offset)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_fits_what_its_words_fit() {
        let words =
            [("a", true), ("ab", false), ("ab", true), ("abc", false), ("b", false), ("bcd", true), ("й", true)];
        let word = |(text, is_stem): (&str, bool)| {
            if is_stem { Word::Stem(text.to_string()) } else { Word::Whole(text.to_string()) }
        };
        let words = words.map(word);
        let tree = Tree::of(&words);
        for key in ["", "a", "ab", "abc", "abcd", "abd", "b", "bc", "bcd", "bcde", "c", "й", "йй", "я"] {
            for word in &words {
                let fits = match word {
                    Word::Whole(whole) => whole == key,
                    Word::Stem(stem) => key.starts_with(stem.as_str()),
                };
                assert_eq!(tree.classes(word).has(tree.class(key.as_bytes())), fits, "{key} {word:?}");
            }
        }
    }
}
