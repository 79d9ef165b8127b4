//! Reads a GeoNames dump: one place a line, nineteen columns without a header.

use std::collections::HashMap;

use super::alternates::{Alternates, Named};
use super::{Read, kind_number};
use crate::gazetteer::{Fault, Row};

/// The columns of a dump, as GeoNames' own description numbers them.
const COLUMNS: usize = 19;
const ID: usize = 0;
const NAME: usize = 1;
const ALTERNATES: usize = 3;
const LATITUDE: usize = 4;
const LONGITUDE: usize = 5;
const CLASS: usize = 6;
const CODE: usize = 7;
const COUNTRY: usize = 8;
const ADMIN: [usize; 3] = [10, 11, 12];
const POPULATION: usize = 14;

/// The settlements and administrative units of a dump. Names get their language from `alternates`; without them from
/// their letters. The areas a place lies in are the dump's own rows for them, as far as it has them.
pub fn geonames(text: &str, alternates: &Alternates) -> Read {
    let mut read = Read::default();
    let mut areas: HashMap<Area, String> = HashMap::new();
    let mut lines = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != COLUMNS {
            let what = format!("{} columns; a line of a GeoNames dump has {COLUMNS}", cells.len());
            read.faults.push(Fault { line: at + 1, column: String::new(), what });
            continue;
        }
        if let Some(level) = level(&cells) {
            areas.insert(area(&cells, level), id(&cells));
        }
        if kind(&cells).is_some() {
            lines.push((at + 1, cells));
        }
    }
    for (line, cells) in lines {
        match row(&cells, &areas, alternates) {
            Ok(row) => read.rows.push(row),
            Err((column, what)) => read.faults.push(Fault { line, column: column.to_owned(), what }),
        }
    }
    read
}

/// A country and the codes of an area, widest first.
type Area = (String, Vec<String>);

/// An id of its own: `gn…` are the world's larger cities of our tables, from which resolution expects less.
fn id(cells: &[&str]) -> String {
    format!("geonames-{}", cells[ID])
}

/// Which of our kinds a feature is: populated places that are there today, and units of the first three levels.
fn kind(cells: &[&str]) -> Option<&'static str> {
    match (cells[CLASS], cells[CODE]) {
        ("P", "PPLH" | "PPLQ" | "PPLW" | "PPLCH") => None,
        ("P", _) => Some("settlement"),
        ("A", "ADM1") => Some("oblast"),
        ("A", "ADM2") => Some("raion"),
        ("A", "ADM3") => Some("hromada"),
        _ => None,
    }
}

/// The level of an area that is there today, counted from 0.
fn level(cells: &[&str]) -> Option<usize> {
    ["ADM1", "ADM2", "ADM3"].iter().position(|code| *code == cells[CODE]).filter(|_| cells[CLASS] == "A")
}

fn area(cells: &[&str], level: usize) -> Area {
    let codes = ADMIN[..=level].iter().map(|&column| cells[column].to_owned()).collect();
    (cells[COUNTRY].to_owned(), codes)
}

fn row(cells: &[&str], areas: &HashMap<Area, String>, alternates: &Alternates) -> Result<Row, (&'static str, String)> {
    let degrees = |column: usize, name: &'static str, most: f64| match cells[column].parse::<f64>() {
        Ok(degrees) if degrees.abs() <= most => Ok((degrees * 1e7).round() as i32),
        _ => Err((name, format!("\"{}\" is no number of degrees", cells[column]))),
    };
    let number: u32 = cells[ID].parse().map_err(|_| ("geonameid", format!("\"{}\" is no number", cells[ID])))?;
    let kind = kind(cells).expect("lines of other features were left out");
    let own = id(cells);
    let within = |level: usize| {
        let found = areas.get(&area(cells, level)).filter(|found| **found != own);
        found.filter(|_| !cells[ADMIN[level]].is_empty()).cloned().unwrap_or_default()
    };
    let mut row = Row {
        name: cells[NAME].trim().to_owned(),
        kind: kind_number(kind),
        class: cells[CODE].to_ascii_lowercase(),
        country: cells[COUNTRY].to_owned(),
        admin: [within(0), within(1), within(2)],
        position: Some((degrees(LATITUDE, "latitude", 90.0)?, degrees(LONGITUDE, "longitude", 180.0)?)),
        basis: if kind == "settlement" { 0 } else { 3 },
        population: cells[POPULATION].parse().ok().filter(|&count| count > 0),
        id: own,
        ..Row::default()
    };
    if row.name.is_empty() {
        return Err(("name", "must not be empty".to_owned()));
    }
    let names = alternates.of(number);
    let names = if names.is_empty() { by_letters(cells[ALTERNATES]) } else { names.to_vec() };
    super::alternates::give(&mut row, &names);
    Ok(row)
}

/// Names without a language: what only Ukrainian or only Russian letters can write is known by them.
fn by_letters(names: &str) -> Vec<Named> {
    names.split(',').map(|name| Named::by_letters(name.trim())).collect()
}
