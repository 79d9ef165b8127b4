//! Packs places and their keys into the bytes that the program reads without parsing.

use std::collections::{BTreeMap, HashMap};

use super::names::{Rules, Use};
use super::table::Row;

/// Stands for "none" where a number is expected.
const NONE: u32 = u32::MAX;

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
    let (keys, postings) = postings(&by_id.values().collect::<Vec<_>>(), rules)?;
    Ok(Sections { places, strings: pool.bytes, postings, keys })
}

/// The FST of all keys, and the lists that it points to; equal lists are stored once.
fn postings(rows: &[&Row], rules: &Rules) -> Result<(Vec<u8>, Vec<u8>), fst::Error> {
    let mut all: Vec<(String, u32, Use)> = Vec::new();
    for (row, number) in rows.iter().zip(0..) {
        all.extend(rules.keys(row).into_iter().map(|(key, how)| (key, number, how)));
    }
    all.sort_unstable_by(|a, b| {
        let population = |number: u32| std::cmp::Reverse(rows[number as usize].population.unwrap_or(0));
        (a.0.as_str(), a.2.1, population(a.1), a.1).cmp(&(b.0.as_str(), b.2.1, population(b.1), b.1))
    });
    let mut keys = fst::MapBuilder::memory();
    let mut postings: Vec<u8> = Vec::new();
    let mut known: HashMap<Vec<u8>, u64> = HashMap::new();
    for group in all.chunk_by(|a, b| a.0 == b.0) {
        let mut list = (group.len() as u32).to_le_bytes().to_vec();
        for (_, number, (needs_noun, rank)) in group {
            list.extend((number << 4 | u32::from(*needs_noun) << 3 | *rank as u32).to_le_bytes());
        }
        let offset = *known.entry(list).or_insert_with_key(|list| {
            let offset = postings.len() as u64;
            postings.extend(list);
            offset
        });
        keys.insert(&group[0].0, offset)?;
    }
    Ok((keys.into_inner()?, postings))
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
