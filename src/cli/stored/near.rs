//! `frontline near`: what happened near a point or a town.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::documents::{self, Losses};
use crate::cli::stored::Question;
use crate::cli::stored::ingest::reports;
use crate::cli::table::{Align, lines};
use crate::cli::{Input, gazetteer, plain};
use crate::gazetteer::Gazetteer;
use crate::model::{Event, Omission, PlaceId, Position, drawn_point};
use crate::near::{Hit, Index, Query, Stand};
use crate::store::{Around, Store};
use crate::{Reference, dedup};

/// Metres of a distance such as 25km or 800m.
pub(super) fn metres(written: &str) -> Result<f64, String> {
    let number = |digits: &str, unit: f64| digits.trim().parse::<f64>().ok().map(|number| number * unit);
    let metres = match (written.strip_suffix("km"), written.strip_suffix('m')) {
        (Some(digits), _) => number(digits, 1000.0),
        (None, Some(digits)) => number(digits, 1.0),
        (None, None) => None,
    };
    let is_distance = |metres: &f64| metres.is_finite() && *metres >= 0.0;
    metres.filter(is_distance).ok_or_else(|| "a distance is a number and km or m, as 25km".to_owned())
}

/// Prints the events near the target.
pub(super) fn run(
    target: &str,
    inputs: &[PathBuf],
    question: &Question,
    out: &mut dyn Write,
) -> anyhow::Result<Losses> {
    let Some(centre) = centre(target, out)? else { return Ok(Losses::Some) };
    let Question { within, from, to, most, .. } = *question;
    let around = Around { centre, within_m: within, from, to, most };
    let (found, losses) = match &question.store {
        Some(store) => (stored(store, &around, question)?, Losses::None),
        None => read(inputs, &around)?,
    };
    let Found { near, areas } = found;
    let stands: Vec<Stand> = near.iter().map(Stand::of).collect();
    let hits = Index::new(&stands).near(&Query { centre, within_m: within, from, to, most });
    let rows: Vec<[String; 6]> = hits.iter().map(|hit| row(hit, &near[hit.event])).collect();
    print(&rows, [Align::Right, Align::Left, Align::Left, Align::Left, Align::Left, Align::Left], out)?;
    if !areas.is_empty() {
        writeln!(out, "\nknown only to a district or a region that reaches here:")?;
        let rows: Vec<[String; 4]> = areas.iter().take(most).map(area_row).collect();
        print(&rows, [Align::Left; 4], out)?;
        if areas.len() > most {
            writeln!(out, "and {} more", areas.len() - most)?;
        }
    }
    if hits.is_empty() && areas.is_empty() {
        writeln!(out, "nothing is told of")?;
    }
    Ok(losses)
}

fn print<const N: usize>(rows: &[[String; N]], align: [Align; N], out: &mut dyn Write) -> std::io::Result<()> {
    lines(align, rows).iter().try_for_each(|line| writeln!(out, "{}", plain(line)))
}

/// The point that is meant; none when a name means several places or none, which are printed then.
fn centre(target: &str, out: &mut dyn Write) -> anyhow::Result<Option<Position>> {
    if let Some((lat, lon)) = target.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse(), lon.trim().parse())
    {
        return Ok(Some(Position::from_lat_lon(lat, lon)?));
    }
    let places = Gazetteer::embedded();
    let meant: Vec<PlaceId> = match places.by_id(target) {
        Some(place) => vec![place],
        None => places.candidates(target).iter().filter(|meant| !meant.needs_noun).map(|meant| meant.place).collect(),
    };
    if let [only] = meant.as_slice() {
        let Some(position) = places.position(*only) else { bail!("{target}: nobody knows where it lies") };
        return Ok(Some(position));
    }
    gazetteer::find(&places, &[target.to_owned()], &gazetteer::Wanted::ANY, out)?;
    if !meant.is_empty() {
        writeln!(out, "\nwhich one? give its id or its point instead of the name")?;
    }
    Ok(None)
}

/// Events that may be near.
struct Found {
    near: Vec<Event>,
    areas: Vec<Event>,
}

fn stored(path: &Path, around: &Around, question: &Question) -> anyhow::Result<Found> {
    let mut store = Store::open_for_reading(path)?;
    let Some(moment) = question.as_of else {
        let (near, areas) = (store.near(around)?, store.areas_near(around)?);
        return Ok(Found { near, areas: touching(areas, around) });
    };
    let since = store.since(moment, crate::MAKING)?;
    // Some of the nearest may not have been known then, and others stand in for them.
    let wider = Around { most: around.most.saturating_add(since.now.len()), ..*around };
    let near = since.past(store.near(&wider)?, &|event| drawn_point(event).is_some());
    let areas = since.past(store.areas_near(&wider)?, &|event| drawn_point(event).is_none());
    Ok(Found { near, areas: touching(areas, around) })
}

/// Reads documents and looks at everything they tell.
fn read(inputs: &[PathBuf], around: &Around) -> anyhow::Result<(Found, Losses)> {
    let reference = Reference::embedded();
    let inputs = inputs.to_vec();
    let input = Input { inputs, published: None, gazetteer: Vec::new(), crosswalk: Vec::new(), axes: None };
    let mut all = Vec::new();
    let tally = documents::each(
        &input,
        |document| reports(document, &reference),
        |reports| {
            all.extend(reports);
            Ok(())
        },
    )?;
    let (near, areas) = dedup::events(all).into_iter().partition(|event| drawn_point(event).is_some());
    Ok((Found { near, areas: touching(areas, around) }, tally.losses()))
}

/// Drawn events of districts and regions whose circle of uncertainty touches the ground, on days that are asked for.
fn touching(areas: Vec<Event>, around: &Around) -> Vec<Event> {
    let mut areas = areas;
    areas.retain(|event| {
        let (location, when) = (&event.best().location, event.best().when);
        let reach_m = around.within_m + location.uncertainty_m;
        let is_near = location.place.position.is_some_and(|at| at.distance_m(around.centre) <= reach_m);
        let is_asked = around.from.is_none_or(|from| when.end.is_some_and(|end| end >= from))
            && around.to.is_none_or(|to| when.start.is_some_and(|start| start <= to));
        is_near && is_asked && Omission::of(event).is_none()
    });
    areas.sort_by(|a, b| b.best().when.end.cmp(&a.best().when.end).then_with(|| a.id.cmp(&b.id)));
    areas
}

fn row(hit: &Hit, event: &Event) -> [String; 6] {
    let [day, what, place, who] = area_row(event);
    let distance = format!("{:.1} km", hit.distance_m / 1000.0);
    let direction =
        if hit.distance_m < 1.0 { String::new() } else { format!("{:.0}° {}", hit.bearing, compass(hit.bearing)) };
    [distance, direction, day, what, place, who]
}

fn area_row(event: &Event) -> [String; 4] {
    let best = event.best();
    let day = best.when.end.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    let mut who: Vec<&str> = Vec::new();
    for report in &event.reports {
        let publisher = report.quotation.publisher.as_deref().unwrap_or(&report.quotation.document);
        let speakers = report.claimants.iter().map(|claimant| claimant.name.as_str());
        let speakers: Vec<&str> = speakers.collect();
        for name in if speakers.is_empty() { vec![publisher] } else { speakers } {
            if !who.contains(&name) {
                who.push(name);
            }
        }
    }
    [day, best.event_type.code().to_owned(), best.location.place.name.clone(), who.join("; ")]
}

/// One of eight directions.
fn compass(bearing: f64) -> &'static str {
    const NAMES: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
    NAMES[(bearing / 45.0).round() as usize % NAMES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_has_its_unit() {
        assert_eq!(metres("25km"), Ok(25_000.0));
        assert_eq!(metres("800 m"), Ok(800.0));
        assert!(["25", "km", "-1km", "infkm", "25 miles"].iter().all(|wrong| metres(wrong).is_err()));
    }

    #[test]
    fn directions_have_names() {
        assert_eq!([0.0, 44.0, 270.0, 359.0].map(compass), ["N", "NE", "W", "N"]);
    }
}
