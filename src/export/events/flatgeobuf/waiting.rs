//! Features that wait until all are known, since FlatGeobuf has them sorted along a Hilbert curve.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use ::flatgeobuf::packed_r_tree::{NodeItem, PackedRTree, calc_extent, hilbert_sort};

/// Bytes of features that are brought into order while those before are written.
const BLOCK: usize = 1 << 20;

/// Features in a file without a name. In memory are twelve bytes of each: events stand on some thousand points, and it is
/// those that are sorted.
pub(super) struct Waiting {
    file: BufWriter<File>,
    /// The box of each point on which any feature stands, in the order in which they came; its `offset` is its number.
    points: Vec<NodeItem>,
    /// The number of a point, by the bits of its degrees; that of none is for features without a point.
    known: HashMap<Option<[u64; 2]>, u32>,
    /// The point of each feature.
    stands: Vec<u32>,
    /// Where each feature begins in the file, and the end of the last.
    starts: Vec<u64>,
}

impl Waiting {
    /// No features.
    pub(super) fn begin() -> io::Result<Waiting> {
        Ok(Waiting {
            file: BufWriter::with_capacity(1 << 16, tempfile::tempfile()?),
            points: Vec::new(),
            known: HashMap::new(),
            stands: Vec::new(),
            starts: vec![0],
        })
    }

    /// Adds a feature, which stands on a point or on none.
    pub(super) fn add(&mut self, feature: &[u8], point: Option<[f64; 2]>) -> io::Result<()> {
        self.file.write_all(feature)?;
        self.starts.push(self.starts[self.starts.len() - 1] + feature.len() as u64);
        let points = &mut self.points;
        let number = self.known.entry(point.map(|degrees| degrees.map(f64::to_bits))).or_insert_with(|| {
            // A box without a point, which no search meets, for a feature without one.
            let mut node = NodeItem::create(points.len() as u64);
            point.into_iter().for_each(|[longitude, latitude]| node.expand_xy(longitude, latitude));
            points.push(node);
            u32::try_from(points.len() - 1).expect("points are far fewer than 2^32")
        });
        self.stands.push(*number);
        Ok(())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.stands.len()
    }

    /// The box of all of them; not finite when none has a point.
    pub(super) fn extent(&self) -> NodeItem {
        calc_extent(&self.points)
    }

    /// Writes the index and the features. One core brings features into order while the other writes.
    pub(super) fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        self.file.flush()?;
        let order = self.order();
        self.index(&order)?.stream_write(&mut *out).map_err(io::Error::other)?;
        let (blocks, taken) = sync_channel::<Vec<u8>>(2);
        thread::scope(|scope| {
            let sender = scope.spawn(|| self.send(&order, blocks));
            let written = taken.into_iter().try_for_each(|block| out.write_all(&block));
            sender.join().expect("it does not panic").and(written)
        })
    }

    /// The numbers of the features along the curve; those of one point as they came.
    fn order(&self) -> Vec<usize> {
        let mut sorted = self.points.clone();
        hilbert_sort(&mut sorted, &self.extent());
        let mut ranks = vec![0; sorted.len()];
        for (rank, node) in sorted.iter().enumerate() {
            ranks[usize::try_from(node.offset).expect("it was counted in memory")] = rank;
        }
        let mut order: Vec<usize> = (0..self.count()).collect();
        order.sort_by_key(|&number| ranks[self.stands[number] as usize]);
        order
    }

    /// The index over the features in their order.
    fn index(&self, order: &[usize]) -> io::Result<PackedRTree> {
        let mut offset = 0;
        let leaf = |&number: &usize| {
            let leaf = NodeItem { offset, ..self.points[self.stands[number] as usize].clone() };
            offset += self.length(number);
            leaf
        };
        let leaves: Vec<NodeItem> = order.iter().map(leaf).collect();
        PackedRTree::build(&leaves, &self.extent(), PackedRTree::DEFAULT_NODE_SIZE).map_err(io::Error::other)
    }

    /// Sends the features in their order, some at a time; it ends early when nobody takes them any more.
    fn send(&self, order: &[usize], blocks: SyncSender<Vec<u8>>) -> io::Result<()> {
        let mut file = self.file.get_ref();
        let mut block = Vec::with_capacity(2 * BLOCK);
        for &number in order {
            let filled = block.len();
            block.resize(filled + usize::try_from(self.length(number)).map_err(io::Error::other)?, 0);
            file.seek(SeekFrom::Start(self.starts[number]))?;
            file.read_exact(&mut block[filled..])?;
            if block.len() >= BLOCK {
                let full = std::mem::replace(&mut block, Vec::with_capacity(2 * BLOCK));
                if blocks.send(full).is_err() {
                    return Ok(());
                }
            }
        }
        drop(blocks.send(block));
        Ok(())
    }

    fn length(&self, number: usize) -> u64 {
        self.starts[number + 1] - self.starts[number]
    }
}
