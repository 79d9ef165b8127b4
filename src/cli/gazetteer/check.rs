//! `frontline gazetteer check`: what is wrong with tables of places, line by line.

use std::io::Write;
use std::path::PathBuf;

use crate::cli::plain;
use crate::gazetteer::{self, Gazetteer};

/// Prints every fault as `file:line: column: what`. True when there is none.
pub(super) fn run(files: &[PathBuf], out: &mut dyn Write) -> anyhow::Result<bool> {
    let gazetteer = Gazetteer::embedded();
    let mut is_all_well = true;
    for path in files {
        let shown = plain(&path.display().to_string());
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let faults = gazetteer::faults(&text, &gazetteer);
                is_all_well &= faults.is_empty();
                for fault in &faults {
                    writeln!(out, "{shown}:{}: {}", fault.line, plain(&fault.to_string()))?;
                }
                let count = match faults.len() {
                    0 => "nothing wrong".to_owned(),
                    1 => "1 fault".to_owned(),
                    more => format!("{more} faults"),
                };
                writeln!(out, "{shown}: {count}")?;
            }
            Err(error) => {
                is_all_well = false;
                eprintln!("error: cannot read {shown}: {error}");
            }
        }
    }
    Ok(is_all_well)
}
