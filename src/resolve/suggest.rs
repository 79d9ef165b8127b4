//! Suggestions for a name that no place has.

use std::sync::Arc;

use crate::gazetteer::Gazetteer;
use crate::model::{Form, Kind, Mention, PlaceId, Scored};
use crate::resolve::Reference;
use crate::resolve::context::Context;
use crate::text::fold;

/// Suggestions that are kept.
const MOST: usize = 3;
/// A suggestion may differ in one letter out of so many.
const LETTERS_A_SLIP: usize = 3;
/// Letters of the longest name that is worth a suggestion; longer runs of letters are no names.
const LONGEST: usize = 40;

/// The places spelt most alike, first those inside the units that the document names. For a name beside "region" or
/// "district" the units of that name are meant, and the towns they are named after.
pub(super) fn alike(name: &str, mention: &Mention, context: &Context, reference: Reference<'_>) -> Vec<Scored> {
    let gazetteer = reference.gazetteer;
    let key: Vec<char> = fold::key(name.split(' ').next().unwrap_or(name)).chars().collect();
    if key.len() < 5 || key.len() > LONGEST {
        return Vec::new();
    }
    let most = key.len() / LETTERS_A_SLIP;
    let is_latin = key.iter().all(char::is_ascii);
    let mut found: Vec<(bool, usize, u32, PlaceId)> = Vec::new();
    for number in 0..gazetteer.len() {
        let place = PlaceId(number);
        if !is_wanted(gazetteer.kind(place), mention.kind) || gazetteer.population(place).unwrap_or(0) < 500 {
            continue;
        }
        let known = if is_latin { gazetteer.name(place).to_string() } else { gazetteer.place(place).name_ru };
        let known: Vec<char> = fold::key(&known).chars().collect();
        if known.len().abs_diff(key.len()) > most {
            continue;
        }
        let slips = distance(&key, &known);
        if slips <= most {
            let is_near =
                context.areas.iter().any(|area| area.units.iter().any(|unit| gazetteer.admin1(place) == Some(*unit)));
            found.push((!is_near, slips, u32::MAX - gazetteer.population(place).unwrap_or(0), place));
        }
    }
    found.sort();
    found.into_iter().take(MOST).map(|(_, slips, _, place)| suggestion(gazetteer, place, slips)).collect()
}

fn suggestion(gazetteer: &Gazetteer, place: PlaceId, slips: usize) -> Scored {
    let score = -(slips as f64);
    Scored {
        place: Arc::new(gazetteer.place(place)),
        form: Form::Slip,
        score,
        parts: vec![("letters that differ", score)],
    }
}

fn is_wanted(kind: Kind, asked: Kind) -> bool {
    match asked {
        Kind::Oblast | Kind::Raion | Kind::Hromada => matches!(kind, Kind::Settlement),
        _ => kind == Kind::Settlement,
    }
}

/// Letters to insert, delete or change (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
