//! Pieces of a file that wait until all are known, since only then their order is: those of one group stand together.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Bytes that are held before they are grouped and go into the file.
const HELD: usize = 1 << 25;
/// Bytes that are read back while those before are written.
const BLOCK: usize = 1 << 20;

/// Pieces in a file without a name. They lie there in stretches: what a group got while [`HELD`] bytes came in.
pub(super) struct Waiting {
    file: File,
    held: Vec<u8>,
    /// The group of each piece that is held, and where it ends.
    pieces: Vec<(u32, usize)>,
    /// The stretches of each group: where they begin in the file, and their bytes.
    groups: Vec<Vec<(u64, usize)>>,
    end: u64,
}

impl Waiting {
    /// No pieces.
    pub(super) fn begin() -> io::Result<Waiting> {
        Ok(Waiting { file: tempfile::tempfile()?, held: Vec::new(), pieces: Vec::new(), groups: Vec::new(), end: 0 })
    }

    /// Adds a piece of a group. Groups are numbers from nought on.
    pub(super) fn add(&mut self, piece: &[u8], group: u32) -> io::Result<()> {
        self.held.extend_from_slice(piece);
        self.pieces.push((group, self.held.len()));
        if self.held.len() < HELD { Ok(()) } else { self.put_away() }
    }

    /// Writes what is held into the file, group by group.
    fn put_away(&mut self) -> io::Result<()> {
        let mut file = BufWriter::with_capacity(1 << 16, &self.file);
        let mut order: Vec<usize> = (0..self.pieces.len()).collect();
        order.sort_by_key(|&at| self.pieces[at].0);
        for of_one in order.chunk_by(|&a, &b| self.pieces[a].0 == self.pieces[b].0) {
            let begin = self.end;
            for &at in of_one {
                let start = if at == 0 { 0 } else { self.pieces[at - 1].1 };
                let piece = &self.held[start..self.pieces[at].1];
                file.write_all(piece)?;
                self.end += piece.len() as u64;
            }
            let group = self.pieces[of_one[0]].0 as usize;
            self.groups.resize_with(self.groups.len().max(group + 1), Vec::new);
            let bytes = usize::try_from(self.end - begin).expect("it was held in memory");
            self.groups[group].push((begin, bytes));
        }
        file.flush()?;
        drop(file);
        self.held.clear();
        self.pieces.clear();
        Ok(())
    }

    /// Nothing more comes: what is held goes into the file as well.
    pub(super) fn end(mut self) -> io::Result<Ended> {
        self.put_away()?;
        let Waiting { file, groups, .. } = self;
        Ok(Ended { file, groups })
    }
}

/// All pieces.
pub(super) struct Ended {
    file: File,
    groups: Vec<Vec<(u64, usize)>>,
}

impl Ended {
    /// Writes the pieces of some groups. One core reads while the other writes.
    pub(super) fn write(&self, groups: &[u32], out: &mut impl Write) -> io::Result<()> {
        let (blocks, taken) = sync_channel::<Vec<u8>>(2);
        thread::scope(|scope| {
            let sender = scope.spawn(|| self.send(groups, blocks));
            let written = taken.into_iter().try_for_each(|block| out.write_all(&block));
            sender.join().expect("it does not panic").and(written)
        })
    }

    /// Sends pieces, some at a time; it ends early when nobody takes them any more.
    fn send(&self, groups: &[u32], blocks: SyncSender<Vec<u8>>) -> io::Result<()> {
        let mut file = &self.file;
        let mut block = Vec::with_capacity(2 * BLOCK);
        for &(start, bytes) in groups.iter().filter_map(|&group| self.groups.get(group as usize)).flatten() {
            file.seek(SeekFrom::Start(start))?;
            file.take(bytes as u64).read_to_end(&mut block)?;
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_group_stand_together_in_the_order_in_which_they_came() {
        const GROUPS: u32 = 7;
        // More than is held twice.
        let pieces: Vec<(u32, Vec<u8>)> = (0..40_000_u32)
            .map(|number| (number * number % GROUPS, [number.to_le_bytes(); 500].concat()))
            .chain([(GROUPS, b"the last, in a group of its own".to_vec())])
            .collect();
        assert!(pieces.iter().map(|(_, piece)| piece.len()).sum::<usize>() > 2 * HELD);
        let order = [GROUPS, 4, 0, 1, 2, 3];
        let mut waiting = Waiting::begin().unwrap();
        pieces.iter().for_each(|(group, piece)| waiting.add(piece, *group).unwrap());
        let mut written = Vec::new();
        waiting.end().unwrap().write(&order, &mut written).unwrap();
        let of_group = |wanted: u32| pieces.iter().filter(move |(group, _)| *group == wanted);
        let expected: Vec<u8> = order.into_iter().flat_map(of_group).flat_map(|(_, piece)| piece.clone()).collect();
        assert!(written == expected);
    }
}
