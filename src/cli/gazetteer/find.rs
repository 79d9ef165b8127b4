//! `frontline gazetteer find`: every place a name can mean.

use std::io::{self, Write};

use anyhow::Context;
use serde_json::json;

use super::{Find, Format};
use crate::cli::table::{Align, lines};
use crate::cli::{plain, words};
use crate::gazetteer::Gazetteer;
use crate::model::{Candidate, Form, Kind, Place, PlaceId, Position, PositionBasis};

/// Most rows printed for one name; the rest are counted.
const MOST_ROWS: usize = 50;

/// Which places of a name are wanted, and how they are shown.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Only within so many metres of a point, the nearest first.
    pub near: Option<(Position, f64)>,
    /// Only in this first-level unit.
    pub oblast: Option<PlaceId>,
    /// How to print.
    pub format: Format,
}

impl Find {
    pub(super) fn wanted(&self, gazetteer: &Gazetteer) -> anyhow::Result<Wanted> {
        let near = self.near.as_ref().map(|near| near.position(|| Ok(gazetteer))).transpose().context("--near")?;
        let oblast = self.oblast.as_deref().map(|name| oblast(gazetteer, name)).transpose()?;
        Ok(Wanted { near: near.map(|point| (point, self.within)), oblast, format: self.format })
    }
}

fn oblast(gazetteer: &Gazetteer, name: &str) -> anyhow::Result<PlaceId> {
    let named = gazetteer.candidates(name).into_iter().map(|candidate| candidate.place);
    let found = gazetteer.by_id(name).into_iter().chain(named).find(|place| gazetteer.kind(*place) == Kind::Oblast);
    found.with_context(|| format!("--oblast {name}: no oblast of that name or id"))
}

impl Wanted {
    /// Every place, for a terminal.
    pub const ANY: Wanted = Wanted { near: None, oblast: None, format: Format::Table };

    /// The candidates that are wanted, in the order in which they are shown.
    fn of(&self, gazetteer: &Gazetteer, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        if let Some(oblast) = self.oblast {
            candidates.retain(|candidate| gazetteer.admin1(candidate.place) == Some(oblast));
        }
        if let Some((point, within)) = self.near {
            let distance = |candidate: &Candidate| Some(gazetteer.position(candidate.place)?.distance_m(point));
            candidates.retain(|candidate| distance(candidate).is_some_and(|metres| metres <= within));
            candidates
                .sort_by(|one, other| distance(one).partial_cmp(&distance(other)).expect("distances are numbers"));
        }
        candidates
    }

    fn distance_km(&self, place: &Place) -> Option<f64> {
        let (point, _) = self.near?;
        Some((place.position?.distance_m(point) / 100.0).round() / 10.0)
    }
}

/// Prints the places of each name, the likeliest first. True when each name was found; for one that was not, the nearest
/// names are listed.
///
/// # Errors
/// When `out` cannot be written to.
pub fn find(gazetteer: &Gazetteer, names: &[String], wanted: &Wanted, out: &mut dyn Write) -> io::Result<bool> {
    let mut all_found = true;
    for (index, name) in names.iter().enumerate() {
        let places = wanted.of(gazetteer, gazetteer.candidates(name));
        let slips = if places.is_empty() { wanted.of(gazetteer, gazetteer.slips(name)) } else { Vec::new() };
        all_found &= !places.is_empty();
        match wanted.format {
            Format::Json => json_line(gazetteer, (name, &places, &slips), wanted, out)?,
            Format::Table => {
                if index > 0 {
                    writeln!(out)?;
                }
                tables(gazetteer, (name, &places, &slips), wanted, out)?;
            }
        }
    }
    Ok(all_found)
}

/// A name, the places it means, and, when it means none, those one letter away.
type Found<'f> = (&'f str, &'f [Candidate], &'f [Candidate]);

fn tables(gazetteer: &Gazetteer, found: Found, wanted: &Wanted, out: &mut dyn Write) -> io::Result<()> {
    let (name, places, slips) = found;
    let name = plain(name);
    match (places.len(), slips.len()) {
        (0, 0) if wanted.near.is_some() || wanted.oblast.is_some() => {
            writeln!(out, "{name}: no place of that name there, and none like it")
        }
        (0, 0) => writeln!(out, "{name}: no place of that name, and none like it"),
        (0, count) => {
            writeln!(out, "{name}: no place of that name; one letter away: {}", counted(count))?;
            table(gazetteer, slips, wanted, out)
        }
        (count, _) => {
            writeln!(out, "{name}: {}", counted(count))?;
            table(gazetteer, places, wanted, out)
        }
    }
}

fn json_line(gazetteer: &Gazetteer, found: Found, wanted: &Wanted, out: &mut dyn Write) -> io::Result<()> {
    let (name, places, slips) = found;
    let objects = |candidates: &[Candidate]| -> Vec<serde_json::Value> {
        candidates.iter().map(|candidate| object(gazetteer, candidate, wanted)).collect()
    };
    serde_json::to_writer(&mut *out, &json!({"name": name, "places": objects(places), "alike": objects(slips)}))?;
    out.write_all(b"\n")
}

fn object(gazetteer: &Gazetteer, candidate: &Candidate, wanted: &Wanted) -> serde_json::Value {
    let place = gazetteer.place(candidate.place);
    json!({
        "place_id": place.id,
        "name": place.name,
        "name_uk": place.name_uk,
        "name_ru": place.name_ru,
        "kind": place.kind,
        "class": gazetteer.class(candidate.place),
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "latitude": place.position.map(|position| position.lat()),
        "longitude": place.position.map(|position| position.lon()),
        "position": basis_words(place.basis),
        "population": place.population,
        "spelling": form_words(candidate),
        "distance_km": wanted.distance_km(&place),
    })
}

fn counted(places: usize) -> String {
    if places == 1 { "1 place".to_owned() } else { format!("{places} places") }
}

fn table(gazetteer: &Gazetteer, candidates: &[Candidate], wanted: &Wanted, out: &mut dyn Write) -> io::Result<()> {
    const HEAD: [&str; 12] = [
        "id",
        "name",
        "ukrainian",
        "russian",
        "kind",
        "oblast",
        "district",
        "latitude",
        "longitude",
        "position",
        "by",
        "km",
    ];
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(candidates.iter().take(MOST_ROWS).map(|candidate| cells(gazetteer, candidate, wanted)));
    if wanted.near.is_none() {
        rows.iter_mut().for_each(|row| row[11].clear());
    }
    for line in lines([Align::Left; 12], &rows) {
        writeln!(out, "  {}", plain(&line))?;
    }
    match candidates.len().saturating_sub(MOST_ROWS) {
        0 => Ok(()),
        more => writeln!(out, "  and {more} more"),
    }
}

fn cells(gazetteer: &Gazetteer, candidate: &Candidate, wanted: &Wanted) -> [String; 12] {
    let place = gazetteer.place(candidate.place);
    let distance = wanted.distance_km(&place).map_or(String::new(), |km| format!("{km:.1}"));
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
        distance,
    ]
}

fn kind_words(gazetteer: &Gazetteer, id: PlaceId, kind: Kind) -> String {
    let class = gazetteer.class(id);
    if class.is_empty() || kind != Kind::Settlement { kind.code().to_owned() } else { class.to_owned() }
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
