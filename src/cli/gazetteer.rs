//! `frontline gazetteer find`: every place a name can mean.

use std::io::{self, Write};

use crate::cli::{plain, words};
use crate::gazetteer::Gazetteer;
use crate::model::{Candidate, Form, Kind, Place, PlaceId, PositionBasis};

/// Most rows printed for one name; the rest are counted.
const MOST_ROWS: usize = 50;

/// Prints a table of places for each name, the likeliest first. True when each name was found; for one that was not,
/// the nearest names are listed.
///
/// # Errors
/// When `out` cannot be written to.
pub fn find(gazetteer: &Gazetteer, names: &[String], out: &mut dyn Write) -> io::Result<bool> {
    let mut all_found = true;
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let candidates = gazetteer.candidates(name);
        let (wanted, name) = (name, plain(name));
        if !candidates.is_empty() {
            writeln!(out, "{name}: {}", counted(candidates.len()))?;
            table(gazetteer, &candidates, out)?;
            continue;
        }
        all_found = false;
        let slips = gazetteer.slips(wanted);
        if slips.is_empty() {
            writeln!(out, "{name}: no place of that name, and none like it")?;
        } else {
            writeln!(out, "{name}: no place of that name; one letter away: {}", counted(slips.len()))?;
            table(gazetteer, &slips, out)?;
        }
    }
    Ok(all_found)
}

fn counted(places: usize) -> String {
    if places == 1 { "1 place".to_owned() } else { format!("{places} places") }
}

fn table(gazetteer: &Gazetteer, candidates: &[Candidate], out: &mut dyn Write) -> io::Result<()> {
    const HEAD: [&str; 11] =
        ["id", "name", "ukrainian", "russian", "kind", "oblast", "district", "latitude", "longitude", "position", "by"];
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(candidates.iter().take(MOST_ROWS).map(|candidate| cells(gazetteer, candidate)));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    for row in &rows {
        let mut line = String::from(" ");
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(&format!(" {cell:<width$} "));
        }
        writeln!(out, "{}", plain(line.trim_end()))?;
    }
    match candidates.len().saturating_sub(MOST_ROWS) {
        0 => Ok(()),
        more => writeln!(out, "  and {more} more"),
    }
}

fn cells(gazetteer: &Gazetteer, candidate: &Candidate) -> [String; 11] {
    let place = gazetteer.place(candidate.place);
    let Place { id, name, name_uk, name_ru, kind, admin1, admin2, position, basis, .. } = place.as_ref().clone();
    let degrees = |value: Option<f64>| value.map_or_else(|| "unknown".to_owned(), |value| format!("{value:.5}"));
    [
        id,
        name,
        name_uk,
        name_ru,
        kind_words(gazetteer, candidate.place, kind),
        admin1,
        admin2,
        degrees(position.map(|position| position.lat())),
        degrees(position.map(|position| position.lon())),
        basis_words(basis).to_owned(),
        form_words(candidate).to_owned(),
    ]
}

fn kind_words(gazetteer: &Gazetteer, id: PlaceId, kind: Kind) -> String {
    let class = gazetteer.class(id);
    if class.is_empty() || kind != Kind::Settlement { words::kind(kind).to_owned() } else { class.to_owned() }
}

fn basis_words(basis: PositionBasis) -> &'static str {
    match basis {
        PositionBasis::Own => "own",
        PositionBasis::Guess => "guess",
        PositionBasis::DistrictCentre => "centre of district",
        PositionBasis::AreaCentre => "centre of area",
    }
}

fn form_words(candidate: &Candidate) -> &'static str {
    match (candidate.form, candidate.needs_noun) {
        (Form::Slip, _) | (_, false) => words::form(candidate.form),
        (_, true) => "beside its noun",
    }
}
