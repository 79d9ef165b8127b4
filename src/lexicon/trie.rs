//! The first words of all patterns in one tree of bytes: a word is followed from its first byte on, and most leave it
//! after two or three.

use std::collections::BTreeMap;

/// A tree of bytes. Each node knows what ends there.
#[derive(Debug, Clone, Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    edges: Vec<(u8, u32)>,
    values: Vec<u32>,
    /// The nodes below the root by their byte, so that the first step is one look; 0 where there is none.
    roots: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    edges: (u32, u32),
    whole: (u32, u32),
    stems: (u32, u32),
}

/// What ends at a node while the tree is made.
#[derive(Default)]
struct Growing {
    children: BTreeMap<u8, Growing>,
    whole: Vec<u32>,
    stems: Vec<u32>,
}

impl Trie {
    /// Takes words and stems with the number of their pattern.
    pub(super) fn of<'w>(words: impl IntoIterator<Item = (&'w str, bool, u32)>) -> Trie {
        let mut root = Growing::default();
        for (word, is_stem, value) in words {
            let end = word.bytes().fold(&mut root, |node, byte| node.children.entry(byte).or_default());
            if is_stem { end.stems.push(value) } else { end.whole.push(value) }
        }
        let mut trie = Trie { nodes: vec![Node::default()], roots: vec![0; 256], ..Trie::default() };
        trie.put(0, root);
        let (first, last) = trie.nodes[0].edges;
        for (byte, node) in &trie.edges[first as usize..last as usize] {
            trie.roots[usize::from(*byte)] = *node;
        }
        trie
    }

    fn put(&mut self, at: usize, growing: Growing) {
        let whole = self.values(&growing.whole);
        let stems = self.values(&growing.stems);
        let first = self.edges.len() as u32;
        let children: Vec<(u32, Growing)> = growing
            .children
            .into_iter()
            .map(|(byte, child)| {
                let node = self.nodes.len() as u32;
                self.nodes.push(Node::default());
                self.edges.push((byte, node));
                (node, child)
            })
            .collect();
        self.nodes[at] = Node { edges: (first, self.edges.len() as u32), whole, stems };
        for (node, child) in children {
            self.put(node as usize, child);
        }
    }

    fn values(&mut self, values: &[u32]) -> (u32, u32) {
        let first = self.values.len() as u32;
        self.values.extend_from_slice(values);
        (first, self.values.len() as u32)
    }

    /// Visits the number of every stem that `key` begins with and of every word that it is.
    pub(super) fn visit(&self, key: &str, visit: &mut impl FnMut(u32)) {
        let bytes = key.as_bytes();
        let Some(first) = bytes.first() else { return };
        let mut at = self.roots[usize::from(*first)];
        for next in &bytes[1..] {
            if at == 0 {
                return;
            }
            let node = self.nodes[at as usize];
            self.each(node.stems, visit);
            let edges = &self.edges[node.edges.0 as usize..node.edges.1 as usize];
            at = edges.iter().find(|(byte, _)| byte == next).map_or(0, |(_, node)| *node);
        }
        if at != 0 {
            let node = self.nodes[at as usize];
            self.each(node.stems, visit);
            self.each(node.whole, visit);
        }
    }

    fn each(&self, (first, last): (u32, u32), visit: &mut impl FnMut(u32)) {
        self.values[first as usize..last as usize].iter().for_each(|value| visit(*value));
    }
}
