//! Packs places and their keys into the bytes that the program reads without parsing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::names::{KeyNumber, Rules, Speller, Use};
use super::table::{KINDS, Row};
use super::{spelt, starts};
use crate::text::fold;

/// Stands for "none" where a number is expected.
const NONE: u32 = u32::MAX;
/// Inhabitants below which a settlement is no suggestion.
const FEWEST_INHABITANTS: u32 = 500;

/// The packed index. All numbers are little-endian.
#[derive(Debug, Default)]
pub struct Sections {
    /// 52 bytes for each place, sorted by id: offsets in `strings` of id, name, name_uk, name_ru, class, country; admin1
    /// to admin3 as place numbers; latitude and longitude in ten-millionths of a degree; population; kind, basis, and two bytes of nothing.
    pub places: Vec<u8>,
    /// Each string once: its length in two bytes, then its bytes.
    pub strings: Vec<u8>,
    /// Lists of candidates: their number, then for each `place << 4 | needs_noun << 3 | rank`, the likeliest first.
    pub postings: Vec<u8>,
    /// An FST from keys to offsets in `postings`.
    pub keys: Vec<u8>,
    /// The first words of all keys, as `starts` reads them.
    pub starts: Vec<u8>,
    /// The keys of the larger settlements, as `spelt` reads them.
    pub spelt: Vec<u8>,
}

/// Packs rows, numbered from `first` in the order of their ids; of rows with the same id the last one counts. `known`
/// gives the number of an area that is not among the rows.
///
/// # Errors
/// When the FST cannot be built, which sorted keys rule out.
pub fn pack(
    rows: Vec<Row>,
    rules: &Rules,
    first: u32,
    known: &dyn Fn(&str) -> Option<u32>,
) -> Result<Sections, fst::Error> {
    let by_id: BTreeMap<String, Row> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
    let number: HashMap<&str, u32> = by_id.keys().map(String::as_str).zip(first..).collect();
    let mut pool = Pool::default();
    let mut places = Vec::with_capacity(by_id.len() * 52);
    for row in by_id.values() {
        let admin = |id: &String| number.get(id.as_str()).copied().or_else(|| known(id)).unwrap_or(NONE);
        let texts = [&row.id, &row.name, &row.name_uk, &row.name_ru, &row.class, &row.country].map(|t| pool.offset(t));
        let (lat, lon) = row.position.unwrap_or((i32::MIN, i32::MIN));
        for value in texts.into_iter().chain(row.admin.iter().map(admin)) {
            places.extend(value.to_le_bytes());
        }
        places.extend(lat.to_le_bytes());
        places.extend(lon.to_le_bytes());
        places.extend(row.population.unwrap_or(NONE).to_le_bytes());
        places.extend([row.kind, row.basis, 0, 0]);
    }
    let [keys, starts, postings] = postings(&by_id.values().collect::<Vec<_>>(), rules)?;
    let spelt = spelt::section(by_id.values().zip(0..).filter(|(row, _)| is_large(row)).flat_map(large_names));
    Ok(Sections { places, strings: pool.bytes, postings, keys, starts, spelt })
}

/// Whether a place is suggested for a name that is spelt like its own: any run of letters is like some hamlet's name.
fn is_large(row: &Row) -> bool {
    KINDS[usize::from(row.kind)] == "settlement" && row.population.is_some_and(|count| count >= FEWEST_INHABITANTS)
}

/// The keys of a place's names in the three languages.
fn large_names((row, place): (&Row, u32)) -> impl Iterator<Item = (String, u32)> {
    [&row.name, &row.name_uk, &row.name_ru].map(|name| (fold::key(name), place)).into_iter()
}

/// The FST of all keys, their first words, and the lists that the FST points to; equal lists are stored once.
fn postings(rows: &[&Row], rules: &Rules) -> Result<[Vec<u8>; 3], fst::Error> {
    let mut speller = Speller::new(rules, rows);
    let mut uses: Vec<(KeyNumber, Use, Reverse<u32>, u32)> = Vec::new();
    for (row, place) in rows.iter().zip(0..) {
        let population = Reverse(row.population.unwrap_or(0));
        uses.extend(speller.uses(row).into_iter().map(|(key, how)| (key, how, population, place)));
    }
    let mut order: Vec<KeyNumber> = (0..speller.keys.len() as KeyNumber).collect();
    order.sort_unstable_by(|a, b| speller.keys[*a as usize].cmp(&speller.keys[*b as usize]));
    uses.sort_unstable_by_key(|(key, (needs_noun, rank), population, place)| {
        (*key, *rank, *population, *place, *needs_noun)
    });
    let mut ranges = vec![0..0; order.len()];
    let mut start = 0;
    for list in uses.chunk_by(|a, b| a.0 == b.0) {
        ranges[list[0].0 as usize] = start..start + list.len();
        start += list.len();
    }
    let mut keys = fst::MapBuilder::memory();
    let mut lists = Lists::default();
    let mut first_words: Vec<&str> = Vec::new();
    for number in order {
        let (key, list) = (&speller.keys[number as usize], &uses[ranges[number as usize].clone()]);
        if !list.is_empty() {
            keys.insert(key.as_bytes(), lists.offset(list))?;
            first_words.push(key.split(' ').next().unwrap_or(key));
        }
    }
    // A space comes before every letter, so that the keys with one first word stand together.
    first_words.dedup();
    Ok([keys.into_inner()?, starts::field(&first_words), lists.bytes])
}

/// Lists of candidates, each kept once.
#[derive(Default)]
struct Lists {
    bytes: Vec<u8>,
    offsets: HashMap<Vec<u8>, u64>,
}

impl Lists {
    fn offset(&mut self, uses: &[(KeyNumber, Use, Reverse<u32>, u32)]) -> u64 {
        let mut list = (uses.len() as u32).to_le_bytes().to_vec();
        for (_, (needs_noun, rank), _, place) in uses {
            list.extend((place << 4 | u32::from(*needs_noun) << 3 | *rank as u32).to_le_bytes());
        }
        *self.offsets.entry(list).or_insert_with_key(|list| {
            let offset = self.bytes.len() as u64;
            self.bytes.extend(list);
            offset
        })
    }
}

/// Strings, each kept once.
#[derive(Default)]
struct Pool {
    bytes: Vec<u8>,
    offsets: HashMap<String, u32>,
}

impl Pool {
    fn offset(&mut self, text: &str) -> u32 {
        if let Some(offset) = self.offsets.get(text) {
            return *offset;
        }
        let offset = u32::try_from(self.bytes.len()).expect("names take less than 4 GB");
        let text = text.get(..usize::from(u16::MAX)).unwrap_or(text);
        self.bytes.extend((text.len() as u16).to_le_bytes());
        self.bytes.extend(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        offset
    }
}

/// A 64-bit FNV-1a hash in hexadecimal: enough to tell two gazetteers apart, and needs no crate in the build script.
pub fn hash(parts: &[&[u8]]) -> String {
    let bytes = parts.iter().flat_map(|part| part.iter());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
