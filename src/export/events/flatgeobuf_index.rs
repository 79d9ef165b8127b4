//! The index of FlatGeobuf, level by level: a tree of boxes, sixteen in each, the root first and the features last.
//!
//! The crate builds the same tree, with every box of a million features in memory. Here only the levels above are.

use std::io::{self, Write};

use ::flatgeobuf::packed_r_tree::{NodeItem, PackedRTree};

/// Writes the index over features that stand in their order: the box of each and where it begins. They are gone through twice.
pub(super) fn write(mut features: impl Iterator<Item = NodeItem> + Clone, out: &mut impl Write) -> io::Result<()> {
    let mut levels = vec![parents(features.clone())];
    while let Some(level) = levels.last().filter(|level| level.len() > 1) {
        levels.push(parents(level.iter().cloned()));
    }
    let mut below = 0;
    for level in levels.into_iter().rev() {
        below += level.len() as u64;
        for mut node in level {
            node.offset += below;
            node.write(out)?;
        }
    }
    features.try_for_each(|feature| feature.write(out))
}

/// A box around each of some boxes; its `offset` is the number of the first of them in their level.
fn parents(children: impl Iterator<Item = NodeItem>) -> Vec<NodeItem> {
    let mut parents: Vec<NodeItem> = Vec::new();
    for (number, child) in (0_u64..).zip(children) {
        if number % u64::from(PackedRTree::DEFAULT_NODE_SIZE) == 0 {
            parents.push(NodeItem::create(number));
        }
        parents.last_mut().expect("the first child has begun one").expand(&child);
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_is_that_of_the_crate() {
        for count in [1_u32, 2, 16, 17, 256, 257, 5_000] {
            let features = (0..count).map(|number| {
                let (x, y) = (f64::from(number * 7_919 % 1_013), f64::from(number * 104_729 % 997));
                NodeItem { offset: u64::from(number) * 100, ..NodeItem::bounds(x, y, x, y) }
            });
            let leaves: Vec<NodeItem> = features.clone().collect();
            let all = NodeItem::bounds(0.0, 0.0, 1_013.0, 997.0);
            let (mut ours, mut expected) = (Vec::new(), Vec::new());
            write(features, &mut ours).unwrap();
            let tree = PackedRTree::build(&leaves, &all, PackedRTree::DEFAULT_NODE_SIZE).unwrap();
            tree.stream_write(&mut expected).unwrap();
            assert!(ours == expected, "{count} features");
        }
    }
}
