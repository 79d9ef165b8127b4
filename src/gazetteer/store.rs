//! Reads packed places and names in place, without parsing.

use std::borrow::Cow;

use fst::raw::Fst;

use crate::gazetteer::index::pack::Sections;
use crate::gazetteer::index::{spelt, starts};
use crate::model::{Candidate, Form, Kind, PlaceId, Position, PositionBasis};

/// Bytes of one place.
const RECORD: usize = 52;
/// Numbers before the sections: where each begins, and where the last ends.
const HEADER: usize = 7 * 4;

type Bytes = Cow<'static, [u8]>;

/// One packed index; several can be searched side by side.
pub(super) struct Store {
    places: Bytes,
    strings: Bytes,
    postings: Bytes,
    pub(super) keys: Fst<Bytes>,
    starts: Bytes,
    spelt: Bytes,
}

/// The strings of a place, in the order of their offsets.
#[derive(Clone, Copy)]
pub(super) enum Text {
    Id,
    Name,
    NameUk,
    NameRu,
    Class,
    Country,
}

impl Store {
    /// Opens what the build script wrote.
    pub(super) fn embedded(bytes: &'static [u8]) -> Store {
        let at = |index: usize| number(bytes, index * 4) as usize;
        let section = |index: usize| Cow::Borrowed(&bytes[at(index)..at(index + 1)]);
        debug_assert!(at(0) == HEADER);
        Store::new([section(0), section(1), section(2), section(3), section(4), section(5)])
    }

    /// Takes what was packed just now.
    pub(super) fn packed(sections: Sections) -> Store {
        let Sections { places, strings, postings, keys, starts, spelt } = sections;
        Store::new([places, strings, postings, keys, starts, spelt].map(Cow::Owned))
    }

    fn new([places, strings, postings, keys, starts, spelt]: [Bytes; 6]) -> Store {
        let keys = Fst::new(keys).expect("the index was written by the same version of the library that reads it");
        Store { places, strings, postings, keys, starts, spelt }
    }

    /// Whether a name may begin with a word; false only when none does.
    pub(super) fn may_begin(&self, word_key: &str) -> bool {
        starts::may_have(&self.starts, word_key)
    }

    /// The keys of larger settlements that may differ from `letters` in at most so many of them, each with its place.
    pub(super) fn spelt_like(&self, letters: &[char], most: usize) -> impl Iterator<Item = (&str, u32)> {
        spelt::like(&self.spelt, letters, most)
    }

    /// How many places it holds.
    pub(super) fn len(&self) -> u32 {
        (self.places.len() / RECORD) as u32
    }

    pub(super) fn text(&self, place: u32, text: Text) -> &str {
        std::str::from_utf8(self.bytes(place, text)).expect("strings were packed whole")
    }

    /// The bytes of [`Store::text`], for comparing.
    pub(super) fn bytes(&self, place: u32, text: Text) -> &[u8] {
        let at = number(&self.places, place as usize * RECORD + text as usize * 4) as usize;
        let len = usize::from(u16::from_le_bytes([self.strings[at], self.strings[at + 1]]));
        &self.strings[at + 2..at + 2 + len]
    }

    /// The number of the area it lies in, widest first.
    pub(super) fn admin(&self, place: u32, level: usize) -> Option<u32> {
        let area = number(&self.places, place as usize * RECORD + 24 + level * 4);
        (area != u32::MAX).then_some(area)
    }

    pub(super) fn position(&self, place: u32) -> Option<Position> {
        let at = place as usize * RECORD + 36;
        let degrees = |at: usize| f64::from(number(&self.places, at) as i32) / 1e7;
        Position::from_lat_lon(degrees(at), degrees(at + 4)).ok()
    }

    pub(super) fn population(&self, place: u32) -> Option<u32> {
        let count = number(&self.places, place as usize * RECORD + 44);
        (count != u32::MAX).then_some(count)
    }

    pub(super) fn kind(&self, place: u32) -> Kind {
        match self.places[place as usize * RECORD + 48] {
            0 => Kind::Settlement,
            1 => Kind::Hromada,
            2 => Kind::Raion,
            3 => Kind::Oblast,
            4 => Kind::Country,
            5 => Kind::River,
            6 => Kind::Sea,
            7 => Kind::Poi,
            _ => Kind::Region,
        }
    }

    pub(super) fn basis(&self, place: u32) -> PositionBasis {
        match self.places[place as usize * RECORD + 49] {
            0 => PositionBasis::Own,
            1 => PositionBasis::Guess,
            2 => PositionBasis::DistrictCentre,
            _ => PositionBasis::AreaCentre,
        }
    }

    /// The place with an id.
    pub(super) fn by_id(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.text(middle, Text::Id).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The candidates of a list; their places count from `first`.
    pub(super) fn list(&self, offset: u64, first: u32) -> impl Iterator<Item = Candidate> {
        let at = offset as usize;
        let count = number(&self.postings, at) as usize;
        self.postings[at + 4..at + 4 + count * 4].chunks_exact(4).map(move |entry| {
            let entry = number(entry, 0);
            let form = match entry & 7 {
                0 => Form::Name,
                1 => Form::Other,
                2 => Form::Old,
                _ => Form::Derived,
            };
            Candidate { place: PlaceId(first + (entry >> 4)), form, needs_noun: entry & 8 != 0 }
        })
    }
}

/// The number that stands at an offset.
fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
