//! `frontline gazetteer import`: a table of places from another gazetteer.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{Import as Asked, download};
use crate::cli::plain;
use crate::export;
use crate::gazetteer::import::{self, Alternates, Columns, Read};
use crate::gazetteer::{Fault, Gazetteer};

/// Most faults of a file that are printed; the rest are counted.
const MOST_FAULTS: usize = 20;
/// Columns of a GeoNames dump, which has no header.
const GEONAMES_COLUMNS: usize = 19;

/// Reads, links and writes. True when every line could be read.
pub(super) fn run(asked: &Asked, out: &mut dyn Write) -> anyhow::Result<bool> {
    let mut is_all_read = true;
    let mut alternates = Alternates::default();
    if let Some(path) = &asked.alternate_names {
        let (read, faults) = Alternates::read(&import::text(path)?);
        is_all_read &= told(path, &faults);
        alternates = read;
    }
    let columns = asked.columns.as_deref().map(Columns::read).transpose()?;
    let mut rows = Vec::new();
    let fetched = tempfile::tempdir().context("there is no room for what is fetched")?;
    let dumps = download::dumps(&asked.download, fetched.path())?;
    for path in asked.inputs.iter().chain(&dumps) {
        let text = import::text(path)?;
        let Read { rows: read, faults } = match &columns {
            Some(columns) => import::mapped(&text, columns),
            None if is_geonames(&text) => import::geonames(&text, &alternates),
            None => import::mapped(&text, &Columns::guessed(text.lines().next().unwrap_or(""))),
        };
        is_all_read &= told(path, &faults);
        rows.extend(read);
    }
    if rows.is_empty() {
        bail!("no place could be read, so nothing was written");
    }
    let read = rows.len();
    let found = import::import(rows, &Gazetteer::embedded());
    let (links, conflicts) = (beside(&asked.out, "links"), beside(&asked.out, "conflicts"));
    export::write_whole(&asked.out, |file| import::places(file, &found.places))?;
    export::write_whole(&links, |file| import::links(file, &found.links))?;
    export::write_whole(&conflicts, |file| import::conflicts(file, &found.conflicts))?;
    let shown = |path: &Path| plain(&path.display().to_string());
    writeln!(out, "{read:>7} places read")?;
    writeln!(out, "{:>7} are ours already: {}", found.links.len(), shown(&links))?;
    writeln!(out, "{:>7} of them get a position of their own: {}", found.located, shown(&asked.out))?;
    writeln!(out, "{:>7} are new: {}", found.places.len() - found.located, shown(&asked.out))?;
    writeln!(out, "{:>7} are 3 to 30 km from ours: {}", found.conflicts.len(), shown(&conflicts))?;
    Ok(is_all_read)
}

/// A dump has no header and begins with a number.
fn is_geonames(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or("");
    let mut cells = first.split('\t');
    cells.next().is_some_and(|id| id.parse::<u32>().is_ok()) && cells.count() == GEONAMES_COLUMNS - 1
}

fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    PathBuf::from(name)
}

/// Prints what could not be read. True when there is nothing to print.
fn told(path: &Path, faults: &[Fault]) -> bool {
    let shown = plain(&path.display().to_string());
    for fault in faults.iter().take(MOST_FAULTS) {
        eprintln!("error: {shown}:{}: {}", fault.line, plain(&fault.to_string()));
    }
    if let Some(more) = faults.len().checked_sub(MOST_FAULTS).filter(|more| *more > 0) {
        eprintln!("error: {shown}: and {more} more lines that could not be read");
    }
    faults.is_empty()
}
