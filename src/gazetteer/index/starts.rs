//! The first words of all names as a field of bits (a Bloom filter): most capitalised words begin no name, and are told
//! so without a walk through the names.

/// Bits for each word, at least; with two of them set by each, at most one other word in twenty is taken for
/// a first word.
const BITS_FOR_EACH: usize = 8;

/// The field of these words.
pub fn field(words: &[&str]) -> Vec<u8> {
    let bytes = (words.len() * BITS_FOR_EACH).next_power_of_two().max(8) / 8;
    let mut field = vec![0; bytes];
    for bit in words.iter().flat_map(|word| bits(word, bytes)) {
        field[bit / 8] |= 1 << (bit % 8);
    }
    field
}

/// Whether a word may be one of those in the field; false only when it is none.
pub fn may_have(field: &[u8], word: &str) -> bool {
    bits(word, field.len()).into_iter().all(|bit| field[bit / 8] >> (bit % 8) & 1 == 1)
}

/// The 64-bit FNV-1a hash of a word.
pub fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The bits of a word: halves of its hash.
fn bits(word: &str, bytes: usize) -> [usize; 2] {
    let hash = hash(word);
    [hash >> 32, hash].map(|half| half as usize & (bytes * 8 - 1))
}
