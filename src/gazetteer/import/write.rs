//! Writes what an import found as tables.

use std::io::{self, Write};

use super::{Conflict, Link};
use crate::gazetteer::Row;
use crate::gazetteer::index::table::{BASES, COLUMNS, KINDS};

/// How many of the columns of a table are written: all that the program reads.
const WRITTEN: usize = 16;

/// Writes places in the columns of `gazetteer/`, ready for `--gazetteer`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn places(out: &mut dyn Write, rows: &[Row]) -> io::Result<()> {
    line(out, &COLUMNS[..WRITTEN])?;
    for row in rows {
        let degrees =
            |degrees: Option<i32>| degrees.map_or(String::new(), |degrees| format!("{:.5}", f64::from(degrees) / 1e7));
        let population = row.population.map_or(String::new(), |count| count.to_string());
        let [admin1, admin2, admin3] = &row.admin;
        line(
            out,
            &[
                &row.id,
                &row.name,
                &row.name_uk,
                &row.name_ru,
                &row.other_names.join("|"),
                &row.old_names.join("|"),
                KINDS[usize::from(row.kind)],
                &row.class,
                &row.country,
                admin1,
                admin2,
                admin3,
                &degrees(row.position.map(|(lat, _)| lat)),
                &degrees(row.position.map(|(_, lon)| lon)),
                &population,
                BASES[usize::from(row.basis)],
            ],
        )?;
    }
    Ok(())
}

/// Writes which foreign place is which of ours.
///
/// # Errors
/// When `out` cannot be written to.
pub fn links(out: &mut dyn Write, links: &[Link]) -> io::Result<()> {
    line(out, &["theirs", "ours", "name", "distance_m"])?;
    links.iter().try_for_each(|link| line(out, &[&link.theirs, &link.ours, &link.name, &metres(link)]))
}

/// Writes where the two disagree.
///
/// # Errors
/// When `out` cannot be written to.
pub fn conflicts(out: &mut dyn Write, conflicts: &[Conflict]) -> io::Result<()> {
    let head = ["theirs", "ours", "name", "distance_m", "their_latitude", "their_longitude", "latitude", "longitude"];
    line(out, &head)?;
    for Conflict { link, their_position, our_position } in conflicts {
        let degrees = [their_position.lat(), their_position.lon(), our_position.lat(), our_position.lon()];
        let [their_lat, their_lon, lat, lon] = degrees.map(|degrees| format!("{degrees:.5}"));
        line(out, &[&link.theirs, &link.ours, &link.name, &metres(link), &their_lat, &their_lon, &lat, &lon])?;
    }
    Ok(())
}

fn metres(link: &Link) -> String {
    link.distance_m.map_or(String::new(), |metres| format!("{metres:.0}"))
}

/// One line. Names come from outside: what would break a table becomes a space.
fn line(out: &mut dyn Write, cells: &[&str]) -> io::Result<()> {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(cell.replace(['\t', '\n', '\r'], " ").trim().as_bytes())?;
    }
    out.write_all(b"\n")
}
