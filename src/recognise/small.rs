//! The words that a text writes small: a capital at the start of a sentence says nothing of them.

use std::collections::HashSet;

use crate::lexicon::Marked;
use crate::text::{Capitals, Shape, Token};

/// The words that a text writes small, gathered when first asked for.
#[derive(Default)]
pub(super) struct SmallWords<'m> {
    /// A bit for each word, shared by few others: a quick no to most words that are asked for.
    bits: Vec<u64>,
    words: Option<HashSet<&'m [u8]>>,
}

impl<'m> SmallWords<'m> {
    const BITS: usize = 1 << 14;

    /// Whether the text writes the word of a token small somewhere.
    pub(super) fn has(&mut self, marked: &'m Marked, token: usize) -> bool {
        let tokens = &marked.tokens;
        let is_small = |token: &Token| matches!(token.shape, Shape::Word(Capitals::Lower));
        let small = tokens.iter().filter(|token| is_small(token)).map(|token| tokens.bytes_of(token));
        if self.bits.is_empty() {
            self.bits.resize(Self::BITS / 64, 0);
            for bit in small.clone().map(Self::bit) {
                self.bits[bit / 64] |= 1 << (bit % 64);
            }
        }
        let key = tokens.key_bytes(token);
        let bit = Self::bit(key);
        let may_have = self.bits[bit / 64] >> (bit % 64) & 1 == 1;
        may_have && self.words.get_or_insert_with(|| small.collect()).contains(key)
    }

    /// A number below `BITS`, made of the word's length and three of its bytes.
    fn bit(word: &[u8]) -> usize {
        let [first, .., last] = word else { return word.len() };
        let some = [*first, word[word.len() / 2], *last, word.len() as u8];
        (u32::from_le_bytes(some).wrapping_mul(0x9e37_79b1) >> 18) as usize
    }
}
