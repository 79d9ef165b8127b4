//! Turns the readable tables in `gazetteer/` into the index that the program embeds.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "src/text/fold.rs"]
pub mod fold;
#[path = "src/gazetteer/index/mod.rs"]
pub mod index;

/// The paths under which the shared modules know one another.
pub mod text {
    pub use crate::fold;
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=gazetteer");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/gazetteer/index");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    let mut tables = Vec::new();
    collect(Path::new("gazetteer"), &mut tables)?;
    tables.sort();
    let mut rows = Vec::new();
    for table in &tables {
        let read = index::table::rows(&fs::read_to_string(table)?);
        rows.extend(
            read.map_err(|fault| format!("{}:{}: {}: {}", table.display(), fault.line, fault.column, fault.what))?,
        );
    }
    let rules = index::names::Rules::new(|name| {
        fs::read_to_string(Path::new("gazetteer/rules").join(name)).unwrap_or_default()
    });
    let sections = index::pack::pack(rows, &rules, 0, &|_| None)?;
    let index::pack::Sections { places, strings, postings, keys, starts, spelt } = &sections;
    let parts = [&places[..], strings, postings, keys, starts, spelt];
    let mut bytes = Vec::new();
    let mut at = (parts.len() + 1) * 4;
    for part in parts {
        bytes.extend(u32::try_from(at)?.to_le_bytes());
        at += part.len();
    }
    bytes.extend(u32::try_from(at)?.to_le_bytes());
    bytes.extend(parts.concat());
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(out.join("gazetteer.version"), index::pack::hash(&[&bytes]))?;
    fs::write(out.join("gazetteer.bin"), bytes)?;
    Ok(())
}

/// The tables of places below a folder; the rules and the builder's own tables are none.
fn collect(folder: &Path, tables: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if path.is_dir() && name != "rules" && name != "builder" {
            collect(&path, tables)?;
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            tables.push(path);
        }
    }
    Ok(())
}
