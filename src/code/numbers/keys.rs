//! A map by word that is asked about every word of every text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by word. Its keys are our own lists, so that nobody can choose words that collide; asked about every word it
/// is three times as fast as the standard one.
pub(in crate::code) type KeyMap<T> = HashMap<String, T, BuildHasherDefault<KeyHasher>>;

/// Multiplies eight bytes at a time, as the hash of the Rust compiler does.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::code) struct KeyHasher(u64);

impl KeyHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    }
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        self.add(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u8(&mut self, _end_of_text: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
