//! Finds what is wrong with a table of places, beyond what keeps it from being read.

use std::collections::HashMap;

use super::index::table::{self, KINDS, Row};
use super::{Fault, Gazetteer};
use crate::model::Position;
use crate::text::fold;

/// Farthest a place lies from the label point of its oblast: Odesa's ends lie 200 km from its middle.
const OBLAST_REACH_M: f64 = 350_000.0;
/// Two points of one name this near are one place told twice.
const TWICE_M: f64 = 500.0;

/// Everything that is wrong with a table, line by line: what cannot be read, ids told twice, areas nobody knows, names in
/// a wrong or mixed alphabet, points far from their oblast, and places the gazetteer has already under another id.
pub fn faults(text: &str, gazetteer: &Gazetteer) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    for line in table::numbered(text) {
        match line {
            Ok(row) => rows.push(row),
            Err(fault) => faults.push(fault),
        }
    }
    let mut lines: HashMap<&str, usize> = HashMap::new();
    for (line, row) in &rows {
        if let Some(first) = lines.insert(&row.id, *line) {
            faults.push(fault(*line, "id", format!("\"{}\" stands in line {first} already", row.id)));
        }
    }
    for (line, row) in &rows {
        let is_known = |id: &str| lines.contains_key(id) || gazetteer.by_id(id).is_some();
        let checks = [alphabets(row), areas(row, &is_known), ground(row, gazetteer), twice(row, gazetteer)];
        faults.extend(checks.into_iter().flatten().map(|(column, what)| fault(*line, column, what)));
    }
    faults.sort_by_key(|fault| fault.line);
    faults
}

type Found = Vec<(&'static str, String)>;

fn fault(line: usize, column: &str, what: String) -> Fault {
    Fault { line, column: column.to_owned(), what }
}

/// Names stand in the alphabet of their column, and no word mixes two: a Latin `i` in a Cyrillic name is never found.
fn alphabets(row: &Row) -> Found {
    let mut found = Vec::new();
    let columns = [("name", &row.name, false), ("name_uk", &row.name_uk, true), ("name_ru", &row.name_ru, true)];
    for (column, name, wants_cyrillic) in columns {
        let is_wrong = |letter: &char| letter.is_alphabetic() && fold::is_cyrillic(*letter) != wants_cyrillic;
        if let Some(letter) = name.chars().find(is_wrong) {
            let wanted = if wants_cyrillic { "Cyrillic" } else { "Latin" };
            found.push((column, format!("\"{name}\" holds '{letter}', which is not {wanted}")));
        }
    }
    for (column, names) in [("other_names", &row.other_names), ("old_names", &row.old_names)] {
        let mixed = names.iter().flat_map(|name| fold::words(name)).find(|word| is_mixed(word));
        found.extend(mixed.map(|word| (column, format!("\"{word}\" mixes Latin and Cyrillic letters"))));
    }
    found
}

fn is_mixed(word: &str) -> bool {
    let letters = || word.chars().filter(|letter| letter.is_alphabetic());
    letters().any(fold::is_cyrillic) && !letters().all(fold::is_cyrillic)
}

fn areas(row: &Row, is_known: &dyn Fn(&str) -> bool) -> Found {
    let mut found = Vec::new();
    let is_code = row.country.len() == 2 && row.country.bytes().all(|letter| letter.is_ascii_uppercase());
    if !is_code && !row.country.is_empty() {
        found.push(("country", format!("\"{}\" is no code of two capital letters", row.country)));
    }
    for (column, area) in ["admin1", "admin2", "admin3"].into_iter().zip(&row.admin) {
        if !area.is_empty() && !is_known(area) {
            found.push((column, format!("no place has the id \"{area}\"")));
        }
    }
    found
}

/// A settlement has a point, and it lies in its oblast.
fn ground(row: &Row, gazetteer: &Gazetteer) -> Found {
    let Some((lat, lon)) = degrees(row) else {
        let is_settlement = KINDS[usize::from(row.kind)] == "settlement";
        let what = || ("latitude", "a settlement without a position is never drawn".to_owned());
        return is_settlement.then(what).into_iter().collect();
    };
    let oblast = gazetteer.by_id(&row.admin[0]);
    let Some(middle) = oblast.and_then(|oblast| gazetteer.position(oblast)) else { return Vec::new() };
    let distance = |lat, lon| Position::from_lat_lon(lat, lon).map(|position| position.distance_m(middle));
    match (distance(lat, lon), distance(lon, lat)) {
        (Ok(there), swapped) if there > OBLAST_REACH_M => {
            let is_swapped = swapped.is_ok_and(|swapped| swapped <= OBLAST_REACH_M);
            let hint = if is_swapped { "; latitude and longitude are swapped" } else { "" };
            vec![("latitude", format!("lies {:.0} km from the middle of its admin1{hint}", there / 1000.0))]
        }
        _ => Vec::new(),
    }
}

/// Whether the gazetteer has the place under another id. A former name keeps its own row, so only present names count.
fn twice(row: &Row, gazetteer: &Gazetteer) -> Found {
    let Some(here) = degrees(row).and_then(|(lat, lon)| Position::from_lat_lon(lat, lon).ok()) else {
        return Vec::new();
    };
    let is_same = |id: crate::model::PlaceId| {
        let near = gazetteer.position(id).is_some_and(|there| there.distance_m(here) <= TWICE_M);
        near && gazetteer.id(id) != row.id
            && fold::key(gazetteer.name(id)) == fold::key(&row.name)
            && KINDS[usize::from(row.kind)] == "settlement"
            && gazetteer.kind(id) == crate::model::Kind::Settlement
    };
    let other = gazetteer.candidates(&row.name).into_iter().map(|candidate| candidate.place).find(|id| is_same(*id));
    let what = |id| format!("{} stands at the same place as {}; use that id to replace it", row.name, gazetteer.id(id));
    other.map(|id| ("id", what(id))).into_iter().collect()
}

fn degrees(row: &Row) -> Option<(f64, f64)> {
    row.position.map(|(lat, lon)| (f64::from(lat) / 1e7, f64::from(lon) / 1e7))
}
