//! Events as rows: what each is made of, and the layers in which others see it.

use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::types::{ToSql, Value};
use rusqlite::{Connection, Row, params};

use crate::geopackage::{Geometry, Layer};
use crate::model::{Event, Omission, Position, Report, Status, drawn_point};
use crate::store::circle::circle;
use crate::store::codes::{self, number, value};
use crate::store::dictionary::Dictionary;
use crate::store::error::{Fault, Outcome};
use crate::store::layers::{CIRCLES, POINTS};
use crate::store::reports::{Id, Reader, id};

const INSERT: &str = include_str!("schema/insert_event.sql");

/// An event with the numbers of its rows.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    pub(super) event: Event,
    /// The document of its best report.
    pub(super) best_document: i64,
    /// Its reports, in its order.
    pub(super) reports: Vec<i64>,
}

/// Adds an event, under the number it had before or a new one.
pub(super) fn insert(
    numbered: &Numbered,
    fid: Option<i64>,
    dictionary: &mut Dictionary,
    connection: &Connection,
) -> Outcome<()> {
    let Numbered { event, best_document, reports } = numbered;
    let best = event.best();
    let is_drawn = Omission::of(event).is_none();
    let point = match drawn_point(event).filter(|_| is_drawn) {
        Some(_) => Some(dictionary.place_number(&best.location.place, connection)?),
        None => None,
    };
    let axis = match &best.axis {
        Some(axis) if point.is_some() => dictionary.word_number(axis, connection)?,
        Some(_) | None => None,
    };
    let (first, last) =
        (best.when.start.or(best.when.end).map(codes::day_number), best.when.end.map(codes::day_number));
    let status = number(codes::STATUSES, &event.status);
    let fid = connection
        .prepare_cached("INSERT INTO happenings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .insert(params![fid, Id(&event.id), status, best_document, point, first, last, axis])?;
    let mut member = connection.prepare_cached("INSERT INTO members VALUES (?1, ?2, ?3)")?;
    for (rank, report) in (0_i64..).zip(reports) {
        member.execute(params![report, fid, rank])?;
    }
    if !is_drawn {
        return Ok(());
    }
    match drawn_point(event) {
        Some(position) => add_to(&POINTS, fid, event, Some(Geometry::Point(position)), connection),
        None => add_to(&CIRCLES, fid, event, extent(best), connection),
    }
}

/// Takes an event away; its reports stay.
pub(super) fn delete(fid: i64, connection: &Connection) -> Outcome<()> {
    for statement in [
        "DELETE FROM happenings WHERE fid = ?1",
        "DELETE FROM members WHERE event = ?1",
        "DELETE FROM event_points WHERE fid = ?1",
        "DELETE FROM event_areas WHERE fid = ?1",
    ] {
        connection.prepare_cached(statement)?.execute(params![fid])?;
    }
    Ok(())
}

/// The ground an event may have happened on; none when its unit has no centre.
fn extent(best: &Report) -> Option<Geometry> {
    let centre = best.location.place.position?;
    Some(Geometry::Polygon(vec![circle(centre, best.location.uncertainty_m)?]))
}

fn add_to(rows: &Layer, fid: i64, event: &Event, geometry: Option<Geometry>, connection: &Connection) -> Outcome<()> {
    let best = event.best();
    let blob = geometry.map(|geometry| geometry.to_blob());
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    connection.prepare_cached(&INSERT.replace("{rows}", rows.table))?.execute(params![
        fid,
        blob,
        day(best.when.start),
        day(best.when.end),
        best.axis,
        best.location.uncertainty_m,
        best.confidence,
    ])?;
    Ok(())
}

/// An event as its own row has it, and the rows of its reports, in its order. Those are never overwritten: so it can be read at
/// any later time, as it was when it was listed.
#[derive(Debug)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its last day.
    pub last_day: Option<Date>,
    status: Status,
    reports: Vec<i64>,
}

/// What a condition on `happenings h` picks, in no order.
pub(super) fn listed(condition: &str, values: &[&dyn ToSql], connection: &Connection) -> Outcome<Vec<Listed>> {
    // Members stand in their index by rank.
    let query = format!(
        "SELECT h.fid, h.id, h.status, h.last_day, m.report
         FROM happenings h LEFT JOIN members m INDEXED BY members_event ON m.event = h.fid WHERE {condition}"
    );
    let mut statement = connection.prepare_cached(&query)?;
    let mut rows = statement.query(values)?;
    let mut listed: Vec<Listed> = Vec::new();
    let mut last: Option<i64> = None;
    while let Some(row) = rows.next()? {
        let fid = row.get(0)?;
        let report = row.get::<_, Option<i64>>(4)?.ok_or_else(|| Fault::Damaged("nobody tells an event".to_owned()))?;
        match listed.last_mut().filter(|_| last == Some(fid)) {
            Some(event) => event.reports.push(report),
            None => {
                let id = id(row, 1)?.ok_or_else(|| Fault::Damaged("an event has no id".to_owned()))?;
                let status = value(codes::STATUSES, row.get(2)?)?;
                let last_day = row.get::<_, Option<i64>>(3)?.map(codes::day).transpose()?;
                listed.push(Listed { id, last_day, status, reports: vec![report] });
            }
        }
        last = Some(fid);
    }
    Ok(listed)
}

/// Makes the events of a list and gives them away one by one in its order, each with the versions of what coded the document that
/// tells it best.
pub(super) fn make(
    listed: Vec<Listed>,
    dictionary: &mut Dictionary,
    connection: &Connection,
    take: &mut dyn FnMut(Event, Arc<str>),
) -> Outcome<()> {
    // One question for all: a question takes as long as its answer.
    let query = "SELECT r.* FROM rarray(?1) a CROSS JOIN reports r ON r.fid = a.value";
    let mut statement = connection.prepare_cached(query)?;
    let fids: Vec<Value> = listed.iter().flat_map(|event| &event.reports).map(|fid| Value::Integer(*fid)).collect();
    let mut rows = statement.query([Rc::new(fids)])?;
    let mut reader = Reader::new(connection, dictionary);
    for Listed { id, status, reports: fids, .. } in listed {
        let mut reports = Vec::with_capacity(fids.len());
        let mut made_by = None;
        for fid in fids {
            let row = rows.next()?.filter(|row| row.get(0) == Ok(fid));
            let row = row.ok_or_else(|| Fault::value("row of reports", fid))?;
            reports.push(reader.report(row)?);
            if made_by.is_none() {
                made_by = Some(reader.made_by(row)?);
            }
        }
        take(Event { id, status, reports }, made_by.expect("a listed event has a report"));
    }
    Ok(())
}

/// The events that a condition on `happenings h` picks, by id.
pub(super) fn events(
    condition: &str,
    values: &[&dyn ToSql],
    dictionary: &mut Dictionary,
    connection: &Connection,
) -> Outcome<Vec<Event>> {
    let mut listed = listed(condition, values, connection)?;
    listed.sort_by(|a, b| a.id.cmp(&b.id));
    let mut events = Vec::with_capacity(listed.len());
    make(listed, dictionary, connection, &mut |event, _| events.push(event))?;
    Ok(events)
}

/// Where a place lies, as its row says.
pub(super) fn position(row: &Row, column: usize) -> Outcome<Position> {
    Position::from_lat_lon(row.get(column)?, row.get(column + 1)?).map_err(|error| Fault::Damaged(error.to_string()))
}
