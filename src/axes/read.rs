//! Reads the registry's file and refuses what contradicts itself.

use std::collections::HashMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::axes::held::{self, Held};
use crate::axes::{Error, spelling};
use crate::model::{Axis, Ground, Side, Town};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theatre: Vec<String>,
    #[serde(default)]
    held: Vec<Spanned<held::Row>>,
    axis: Vec<Spanned<Row>>,
}

/// One table as an analyst writes it; README.md beside the file explains each field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    name: String,
    ground: Ground,
    toward: Option<u16>,
    announced_by: Vec<String>,
    corridor: String,
    from: Datetime,
    #[serde(default)]
    from_is_bound: bool,
    to: Option<Datetime>,
    #[serde(default)]
    to_is_bound: bool,
    became: Vec<String>,
    uk: Vec<String>,
    ru: Vec<String>,
    en: Vec<String>,
    towns: Vec<String>,
    sources: Vec<String>,
}

/// A field and what is wrong with it.
pub(super) type Fault = (&'static str, String);

/// What a file says.
pub(super) struct Contents {
    /// Codes of the countries of the theatre.
    pub(super) theatre: Vec<String>,
    pub(super) held: Vec<Held>,
    /// In the order of the file.
    pub(super) axes: Vec<Axis>,
}

/// Reads a file's text.
///
/// # Errors
/// When the text is not TOML, a country is no code, a field is missing, misspelt or empty, an id is not unique, a successor is not known,
/// the days run backwards, the lineage runs in a circle, or held ground lacks a side, a unit or a source.
pub(super) fn contents(text: &str, origin: &Path) -> Result<Contents, Error> {
    let file: File = toml::from_str(text).map_err(|source| {
        let at = source.span().map_or(0, |span| span.start);
        let problem = source.message().to_owned();
        Error::Syntax { path: origin.into(), line: line_of(text, at), axis: axis_around(text, at), problem }
    })?;
    let refuse = |start: usize, axis: &str, (field, problem): Fault| {
        let line = line_of(text, start);
        Error::Axis { path: origin.into(), line, axis: axis.into(), field, problem }
    };
    let is_code = |country: &String| country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase());
    if let Some(country) = file.theatre.iter().find(|country| !is_code(country)) {
        let problem = format!("theatre: \"{country}\" is no country code of two capital letters");
        return Err(Error::Syntax { path: origin.into(), line: 1, axis: "?".to_owned(), problem });
    }
    let mut held = Vec::with_capacity(file.held.len());
    for row in file.held {
        let start = row.span().start;
        held.push(Held::of(row.into_inner()).map_err(|fault| refuse(start, "held", fault))?);
    }
    let mut starts = Vec::with_capacity(file.axis.len());
    let mut axes = Vec::with_capacity(file.axis.len());
    for row in file.axis {
        let start = row.span().start;
        let row = row.into_inner();
        let id = row.id.clone();
        axes.push(axis(row).map_err(|fault| refuse(start, &id, fault))?);
        starts.push(start);
    }
    match first_contradiction(&axes) {
        Some((index, fault)) => Err(refuse(starts[index], &axes[index].id, fault)),
        None => Ok(Contents { theatre: file.theatre, held, axes }),
    }
}

/// Checks one row by itself.
fn axis(row: Row) -> Result<Axis, Fault> {
    let is_plain =
        |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !is_plain(&row.id) {
        return Err(("id", format!("{:?} must be lower-case letters, digits and underscores", row.id)));
    }
    let spellings: Vec<String> = row.uk.into_iter().chain(row.ru).chain(row.en).collect();
    if spellings.is_empty() || spellings.iter().any(|spelling| spelling::key(spelling).is_empty()) {
        return Err(("uk, ru, en", "at least one spelling is needed and none may be empty".into()));
    }
    for (field, is_empty) in [
        ("name", row.name.trim().is_empty()),
        ("corridor", row.corridor.trim().is_empty()),
        ("towns", row.towns.is_empty()),
        ("sources", row.sources.is_empty()),
    ] {
        if is_empty {
            return Err((field, "must not be empty".into()));
        }
    }
    let from = day("from", row.from)?;
    let to = row.to.map(|to| day("to", to)).transpose()?;
    if to.is_some_and(|to| to < from) {
        return Err(("to", format!("lies before from ({from}); swap or correct the two")));
    }
    if let Some(degrees) = row.toward.filter(|&degrees| degrees >= 360) {
        return Err(("toward", format!("{degrees} is no direction; write 0 for north, 90 for east, up to 359")));
    }
    Ok(Axis {
        id: row.id,
        name: row.name,
        spellings,
        ground: row.ground,
        toward: row.toward,
        announced_by: row.announced_by.iter().map(|code| side("announced_by", code)).collect::<Result<_, _>>()?,
        from,
        from_is_bound: row.from_is_bound,
        to,
        to_is_bound: row.to_is_bound,
        corridor: row.corridor,
        became: row.became,
        towns: row.towns.into_iter().map(|place_id| Town { place_id, position: None }).collect(),
        sources: row.sources,
    })
}

pub(super) fn side(field: &'static str, code: &str) -> Result<Side, Fault> {
    match code {
        "UA" => Ok(Side::Ukraine),
        "RU" => Ok(Side::Russia),
        other => Err((field, format!("{other:?} is neither \"UA\" nor \"RU\""))),
    }
}

pub(super) fn day(field: &'static str, written: Datetime) -> Result<Date, Fault> {
    let wrong = || (field, format!("{written} is not a day; write it like 2024-04-28, without quotes"));
    match (written.date, written.time, written.offset) {
        (Some(date), None, None) => {
            let year = i16::try_from(date.year).map_err(|_| wrong())?;
            let (month, day) = (i8::try_from(date.month), i8::try_from(date.day));
            Date::new(year, month.map_err(|_| wrong())?, day.map_err(|_| wrong())?).map_err(|_| wrong())
        }
        _ => Err(wrong()),
    }
}

/// What two rows cannot both say.
fn first_contradiction(axes: &[Axis]) -> Option<(usize, Fault)> {
    let mut index_of: HashMap<&str, usize> = HashMap::with_capacity(axes.len());
    for (index, axis) in axes.iter().enumerate() {
        if index_of.insert(&axis.id, index).is_some() {
            return Some((index, ("id", "is used by an earlier axis too; give each its own".into())));
        }
    }
    for (index, axis) in axes.iter().enumerate() {
        if let Some(unknown) = axis.became.iter().find(|id| !index_of.contains_key(id.as_str())) {
            return Some((index, ("became", format!("no axis has the id {unknown:?}; correct it or add that axis"))));
        }
    }
    let circular = (0..axes.len()).find(|&start| is_its_own_successor(start, axes, &index_of))?;
    Some((circular, ("became", "leads back to this axis; take one step of the circle out".into())))
}

fn is_its_own_successor(start: usize, axes: &[Axis], index_of: &HashMap<&str, usize>) -> bool {
    let mut seen = vec![false; axes.len()];
    let mut open = vec![start];
    while let Some(index) = open.pop() {
        for next in axes[index].became.iter().map(|id| index_of[id.as_str()]) {
            if next == start {
                return true;
            }
            if !std::mem::replace(&mut seen[next], true) {
                open.push(next);
            }
        }
    }
    false
}

/// Line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count()
}

/// Id of the table around a byte, for errors found before the table is read.
fn axis_around(text: &str, at: usize) -> String {
    let line = line_of(text, at);
    let lines: Vec<&str> = text.lines().collect();
    let head = (0..line.min(lines.len())).rev().find(|&n| lines[n].trim() == "[[axis]]");
    let mut table = head.map_or(&[][..], |n| &lines[n + 1..]).iter().take_while(|line| line.trim() != "[[axis]]");
    let id = table.find_map(|line| line.trim().strip_prefix("id")?.trim_start().strip_prefix('='));
    id.map_or("?".into(), |id| id.trim().trim_matches('"').to_owned())
}
