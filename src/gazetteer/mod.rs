//! Every spelling of every place, in a form that needs no parsing when the program starts.

mod alike;
mod check;
pub mod import;
mod index;
mod memo;
mod met;
mod slips;
mod store;
#[cfg(test)]
mod tests;
mod walk;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::model::{Candidate, Kind, Place, PlaceId, Position, PositionBasis};
use crate::text::fold;

pub use self::check::faults;
pub use self::index::table::{Fault, Row};
use self::memo::Memo;
use self::met::Met;
use self::store::{Store, Text};
pub use self::walk::Walk;

/// The index that the build script makes of `gazetteer/`.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
/// Hash of the embedded index.
const VERSION: &str = include_str!(concat!(env!("OUT_DIR"), "/gazetteer.version"));

/// A table of places that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A line that is no place.
    #[error("{path}:{line}: {column}: {what}")]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The column's name.
        column: String,
        /// What was found and what was wanted.
        what: String,
    },
    /// The names could not be packed.
    #[error("cannot index the names of the added places")]
    Index(#[source] fst::Error),
}

/// All places and all their names.
pub struct Gazetteer {
    base: Store,
    /// The user's own places; their numbers go on after the embedded ones.
    extra: Option<Store>,
    /// Embedded places whose row the user replaced, and the number of the new one.
    replaced: HashMap<u32, u32>,
    version: String,
    /// Places that were asked for, by number.
    places: Vec<OnceLock<Arc<Place>>>,
    met: Met,
    alike: Memo<(PlaceId, usize)>,
    slips: Memo<Candidate>,
    /// Read when the first name is not found as it stands.
    rules: OnceLock<index::names::Rules>,
}

impl Gazetteer {
    /// Opens the gazetteer inside the program.
    pub fn embedded() -> Gazetteer {
        let base = Store::embedded(EMBEDDED);
        Gazetteer::of(base, None, HashMap::new(), VERSION.to_owned())
    }

    fn of(base: Store, extra: Option<Store>, replaced: HashMap<u32, u32>, version: String) -> Gazetteer {
        let len = base.len() + extra.as_ref().map_or(0, Store::len);
        let places = (0..len).map(|_| OnceLock::new()).collect();
        let (met, alike, slips, rules) = Default::default();
        Gazetteer { base, extra, replaced, version, places, met, alike, slips, rules }
    }

    /// Adds the user's tables of places, with the same columns as the tables in `gazetteer/`. A row whose id exists
    /// replaces it; of several the last.
    ///
    /// # Errors
    /// When a file cannot be read or a line is no place.
    pub fn with_files(self, files: &[PathBuf]) -> Result<Gazetteer, Error> {
        let mut rows = Vec::new();
        let mut version = format!("{:016x}", 0);
        for path in files {
            let text =
                std::fs::read_to_string(path).map_err(|source| Error::Unreadable { path: path.clone(), source })?;
            let read = index::table::rows(&text).map_err(|index::table::Fault { line, column, what }| Error::Line {
                path: path.clone(),
                line,
                column,
                what,
            })?;
            rows.extend(read);
            version = index::pack::hash(&[version.as_bytes(), text.as_bytes()]);
        }
        if rows.is_empty() {
            return Ok(self);
        }
        let known = |id: &str| self.base.by_id(id);
        let sections = index::pack::pack(rows, &rules(), self.base.len(), &known).map_err(Error::Index)?;
        let extra = Store::packed(sections);
        let first = self.base.len();
        let replaced = (0..extra.len()).filter_map(|new| Some((known(extra.text(new, Text::Id))?, first + new)));
        let version = format!("{}+{version}", self.version);
        let replaced = replaced.collect();
        Ok(Gazetteer::of(self.base, Some(extra), replaced, version))
    }

    /// Starts to look up words one by one.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self)
    }

    /// The walk after a text's word with which a name begins; none when no name does.
    pub fn walk_from(&self, word: &str) -> Option<Walk<'_>> {
        Walk::begun(self, word)
    }

    /// Every place that a name can mean, in any spelling and case form: the surest form first, then the larger
    /// population, then the id. An area is also found by its name with its noun ("в Харківській області"). Empty when no
    /// place has that name.
    pub fn candidates(&self, name: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut abbreviation = String::new();
        if fold::words(name).count() == 1 && fold::push_abbreviation(name, &mut abbreviation) {
            found = self.named(&abbreviation);
        }
        let key = fold::key(name);
        found.extend(self.named(&key));
        if found.is_empty() {
            found = self.named(self.rules.get_or_init(rules).stem(&key).unwrap_or_default());
            found.retain(|candidate| candidate.needs_noun);
        }
        found.sort_by_key(|candidate| {
            (candidate.form, Reverse(self.population(candidate.place).unwrap_or(0)), candidate.place)
        });
        found.dedup_by_key(|candidate| candidate.place);
        found
    }

    /// The places whose name is one slip away (a letter more, less, changed, or two swapped), for names of five letters
    /// and more; ordered as [`Gazetteer::candidates`].
    pub fn slips(&self, name: &str) -> Vec<Candidate> {
        slips::candidates(self, name)
    }

    /// The place with a lasting id.
    pub fn by_id(&self, id: &str) -> Option<PlaceId> {
        let extra = self.extra.as_ref().and_then(|extra| extra.by_id(id)).map(|number| self.base.len() + number);
        extra.or_else(|| self.base.by_id(id)).map(PlaceId)
    }

    /// A place, whole.
    pub fn place(&self, id: PlaceId) -> Arc<Place> {
        Arc::clone(self.places[id.0 as usize].get_or_init(|| Arc::new(self.whole(id))))
    }

    /// The larger settlements whose name differs from `name` in two letters of five or fewer, with the number of
    /// letters; the most alike first.
    pub fn alike(&self, name: &str) -> Arc<[(PlaceId, usize)]> {
        alike::alike(self, name)
    }

    fn whole(&self, id: PlaceId) -> Place {
        let area = |area: Option<PlaceId>| area.map_or(String::new(), |area| self.text(area, Text::Name).to_owned());
        Place {
            id: self.text(id, Text::Id).to_owned(),
            name: self.text(id, Text::Name).to_owned(),
            name_uk: self.text(id, Text::NameUk).to_owned(),
            name_ru: self.text(id, Text::NameRu).to_owned(),
            kind: self.kind(id),
            country: self.country(id).to_owned(),
            admin1: area(self.admin1(id)),
            admin2: area(self.admin2(id)),
            position: self.position(id),
            basis: self.basis(id),
            population: self.population(id),
        }
    }

    /// What it is.
    pub fn kind(&self, id: PlaceId) -> Kind {
        let (store, number) = self.at(id);
        store.kind(number)
    }

    /// Where it is.
    pub fn position(&self, id: PlaceId) -> Option<Position> {
        let (store, number) = self.at(id);
        store.position(number)
    }

    /// How its position is known.
    pub fn basis(&self, id: PlaceId) -> PositionBasis {
        let (store, number) = self.at(id);
        store.basis(number)
    }

    /// Its inhabitants.
    pub fn population(&self, id: PlaceId) -> Option<u32> {
        let (store, number) = self.at(id);
        store.population(number)
    }

    /// The lasting id.
    pub fn id(&self, id: PlaceId) -> &str {
        self.text(id, Text::Id)
    }

    /// The English name.
    pub fn name(&self, id: PlaceId) -> &str {
        self.text(id, Text::Name)
    }

    /// Its two-letter country.
    pub fn country(&self, id: PlaceId) -> &str {
        self.text(id, Text::Country)
    }

    /// Whether it is the capital of a state.
    pub fn is_capital(&self, id: PlaceId) -> bool {
        let (store, number) = self.at(id);
        store.bytes(number, Text::Class) == b"capital"
    }

    /// City, village, forest…: the word of its table.
    pub fn class(&self, id: PlaceId) -> &str {
        self.text(id, Text::Class)
    }

    /// The first-level unit it lies in.
    pub fn admin1(&self, id: PlaceId) -> Option<PlaceId> {
        self.admin(id, 0)
    }

    /// The district it lies in.
    pub fn admin2(&self, id: PlaceId) -> Option<PlaceId> {
        self.admin(id, 1)
    }

    /// The territorial community it lies in.
    pub fn admin3(&self, id: PlaceId) -> Option<PlaceId> {
        self.admin(id, 2)
    }

    /// The places that lie in the wanted units though their ids do not say so, with the id of the unit: features, and
    /// what no register lists. The ids of registers begin with their country's code, in capitals.
    pub fn lying_in(&self, is_wanted: &dyn Fn(&str) -> bool) -> Vec<(&str, &str)> {
        let mut known: HashMap<PlaceId, bool> = HashMap::new();
        let mut found = Vec::new();
        for place in (0..self.len()).map(PlaceId) {
            let (store, number) = self.at(place);
            if store.bytes(number, Text::Id).first().is_some_and(u8::is_ascii_uppercase) {
                continue;
            }
            for unit in [self.admin1(place), self.admin2(place)].into_iter().flatten() {
                if *known.entry(unit).or_insert_with(|| is_wanted(self.id(unit))) {
                    found.push((self.id(place), self.id(unit)));
                }
            }
        }
        found
    }

    /// The number of places; their [`PlaceId`]s count from 0 in the order of their ids, added ones last.
    pub fn len(&self) -> u32 {
        self.base.len() + self.extra.as_ref().map_or(0, Store::len)
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A hash of everything in it.
    pub fn version(&self) -> &str {
        &self.version
    }

    fn named(&self, key: &str) -> Vec<Candidate> {
        let mut walk = self.walk();
        let is_known = !key.is_empty() && key.split(' ').all(|word| walk.step(word));
        if is_known { walk.candidates().collect() } else { Vec::new() }
    }

    /// Whether the user's own row stands for this embedded one.
    fn is_replaced(&self, id: PlaceId) -> bool {
        !self.replaced.is_empty() && self.replaced.contains_key(&id.0)
    }

    fn admin(&self, id: PlaceId, level: usize) -> Option<PlaceId> {
        let (store, number) = self.at(id);
        let area = store.admin(number, level)?;
        Some(PlaceId(self.replaced.get(&area).copied().unwrap_or(area)))
    }

    fn text(&self, id: PlaceId, text: Text) -> &str {
        let (store, number) = self.at(id);
        store.text(number, text)
    }

    fn at(&self, id: PlaceId) -> (&Store, u32) {
        match &self.extra {
            Some(extra) if id.0 >= self.base.len() => (extra, id.0 - self.base.len()),
            _ => (&self.base, id.0),
        }
    }
}

/// The rules by which names are written; read only when a file is added or a name is not found as it stands.
fn rules() -> index::names::Rules {
    index::names::Rules::new(|name| rule_file(name).to_owned())
}

/// The rule files, which added places need too.
fn rule_file(name: &str) -> &'static str {
    match name {
        "uk.tsv" => include_str!("../../gazetteer/rules/uk.tsv"),
        "ru.tsv" => include_str!("../../gazetteer/rules/ru.tsv"),
        "latin_uk.tsv" => include_str!("../../gazetteer/rules/latin_uk.tsv"),
        "latin_ru.tsv" => include_str!("../../gazetteer/rules/latin_ru.tsv"),
        "uk_to_ru.tsv" => include_str!("../../gazetteer/rules/uk_to_ru.tsv"),
        "ru_to_uk.tsv" => include_str!("../../gazetteer/rules/ru_to_uk.tsv"),
        "generic.tsv" => include_str!("../../gazetteer/rules/generic.tsv"),
        _ => "",
    }
}
