//! Names with their languages: GeoNames' `alternateNamesV2`, and how names find their columns.

use std::collections::{HashMap, HashSet};

use crate::gazetteer::{Fault, Row};
use crate::text::fold;

/// Most further spellings of one place; the first ones stay.
const MOST_NAMES: usize = 16;
/// Longest name, in letters: beyond it stand descriptions.
const LONGEST: usize = 60;

/// A name and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    pub name: String,
    pub language: Tongue,
    /// No longer in use.
    pub is_old: bool,
}

/// The languages that have a column of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    Ukrainian,
    Russian,
    Other,
}

impl Named {
    /// A name whose language is known by its letters, if at all.
    pub(super) fn by_letters(name: &str) -> Named {
        let has = |letters: &str| name.to_lowercase().chars().any(|letter| letters.contains(letter));
        let language = match (has("іїєґ"), has("ыэёъ")) {
            (true, false) => Tongue::Ukrainian,
            (false, true) => Tongue::Russian,
            (true, true) | (false, false) => Tongue::Other,
        };
        Named { name: name.to_owned(), language, is_old: false }
    }
}

/// The names of GeoNames' places by their numbers.
#[derive(Debug, Default)]
pub struct Alternates {
    names: HashMap<u32, Vec<Named>>,
}

impl Alternates {
    /// Reads `alternateNamesV2`: number, place, language, name, preferred, short, colloquial, historic, from, to.
    /// Links, codes and nicknames are left out.
    pub fn read(text: &str) -> (Alternates, Vec<Fault>) {
        let mut names: HashMap<u32, Vec<(bool, Named)>> = HashMap::new();
        let mut faults = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let place = cells.get(1).and_then(|place| place.parse::<u32>().ok());
            let (Some(place), true) = (place, cells.len() >= 8) else {
                let what = "no line of alternateNamesV2: it has ten columns, the second a number".to_owned();
                faults.push(Fault { line: at + 1, column: String::new(), what });
                continue;
            };
            let Some(language) = tongue(cells[2]).filter(|_| cells[6] != "1") else { continue };
            let named = Named { name: cells[3].to_owned(), language, is_old: cells[7] == "1" };
            names.entry(place).or_default().push((cells[4] != "1", named));
        }
        let sorted = names.into_iter().map(|(place, mut names)| {
            names.sort_by_key(|(is_not_preferred, _)| *is_not_preferred);
            (place, names.into_iter().map(|(_, named)| named).collect())
        });
        (Alternates { names: sorted.collect() }, faults)
    }

    /// What a place is called, preferred names first; empty when nothing is known.
    pub(super) fn of(&self, place: u32) -> &[Named] {
        self.names.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// The language of a code; none for what is no name (`link`, `wkdt`, `post`, `iata`…).
fn tongue(code: &str) -> Option<Tongue> {
    match code {
        "en" => Some(Tongue::English),
        "uk" => Some(Tongue::Ukrainian),
        "ru" => Some(Tongue::Russian),
        _ if code.len() <= 3 || code.contains('-') => Some(Tongue::Other),
        _ => None,
    }
}

/// Puts names into a row's columns: the first of a language into its own, each further spelling once. What is neither
/// Latin nor Cyrillic is left out, for no text we read holds it.
pub(super) fn give(row: &mut Row, names: &[Named]) {
    let mut keys = HashSet::from([fold::key(&row.name)]);
    for Named { name, language, is_old } in names.iter().filter(|named| is_readable(&named.name)) {
        let name = name.replace(['\t', '|'], " ");
        let column = match language {
            Tongue::Ukrainian if !is_old => Some(&mut row.name_uk),
            Tongue::Russian if !is_old => Some(&mut row.name_ru),
            Tongue::English | Tongue::Ukrainian | Tongue::Russian | Tongue::Other => None,
        };
        if let Some(column) = column.filter(|column| column.is_empty()) {
            keys.insert(fold::key(&name));
            *column = name;
            continue;
        }
        let others = if *is_old { &mut row.old_names } else { &mut row.other_names };
        if others.len() < MOST_NAMES && keys.insert(fold::key(&name)) {
            others.push(name);
        }
    }
}

/// Whether we could meet the name in a text: Latin or Cyrillic letters, no digits, not too long.
fn is_readable(name: &str) -> bool {
    let is_known = |letter: char| letter < '\u{250}' || fold::is_cyrillic(letter) || "’ʼ‘–ʹ".contains(letter);
    let is_named = name.chars().any(char::is_alphabetic);
    is_named
        && name.chars().count() <= LONGEST
        && name.chars().all(|letter| is_known(letter) && !letter.is_ascii_digit())
}
