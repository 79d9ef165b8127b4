//! Makes events from the reports that hold, only where reports came or went.
//!
//! Deduplication joins reports of one place whose days meet, and then an event of a region with one of a place inside
//! that the same document tells. So the reports of a place fall into *runs*, between which there are days enough
//! that nothing joins across; and the second step depends on nothing but the events whose best reports stand in one
//! document. What changes with a report is therefore: the run it lies in; the events of which that run has a part; and
//! the events with the same best documents as all these. They are made anew, together, and come out as if everything
//! had been made at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, Row, params};

use crate::geopackage::Writer;
use crate::model::{Event, Report};
use crate::store::changed::{self, Days, What};
use crate::store::codes::{STATUSES, day_number, number};
use crate::store::dictionary::Dictionary;
use crate::store::error::{Fault, Outcome};
use crate::store::events::{self, Numbered};
use crate::store::layers::{AREAS, CIRCLES, CLUSTERS, EVENTS, PLACES, POINTS};
use crate::store::reports::{Reader, id};

/// Reports that are looked at together, more or less: what fits well into memory.
const MOST_REPORTS: usize = 8_000;

/// How events are made.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// The events that reports tell of.
    pub events: &'a dyn Fn(Vec<Report>) -> Vec<Event>,
    /// Days between two reports of a place within which they may be joined, at most.
    pub slack_days: u32,
}

/// What became of the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refreshed {
    /// Events that were added.
    pub appeared: usize,
    /// Events that are told otherwise than before.
    pub changed: usize,
    /// Events that nobody tells any more.
    pub gone: usize,
}

impl Refreshed {
    /// Adds what became of others.
    pub(super) fn add(&mut self, other: Refreshed) {
        self.appeared += other.appeared;
        self.changed += other.changed;
        self.gone += other.gone;
    }
}

/// Stands among the stale places while the clusters are older than the events: no place has this id.
const CLUSTERS_ARE_STALE: &str = "";

/// Whether there is anything to make: stale places or clusters, or layers that a run left without their R-trees.
pub(super) fn waits(connection: &Connection) -> Outcome<bool> {
    let stale: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM stale)", [], |row| row.get(0))?;
    Ok(stale || !has_index(connection)?)
}

fn has_index(connection: &Connection) -> Outcome<bool> {
    let count =
        "SELECT count(*) FROM sqlite_master WHERE name IN ('rtree_event_points_geom', 'rtree_event_areas_geom')";
    Ok(connection.query_row(count, [], |row| row.get::<_, i64>(0))? == 2)
}

/// Takes the R-trees away before a store is filled for the first time.
pub(super) fn drop_index(writer: &Writer) -> Outcome<()> {
    let is_empty = "SELECT NOT EXISTS (SELECT 1 FROM happenings)";
    if writer.connection().query_row(is_empty, [], |row| row.get(0))? {
        writer.drop_index(&POINTS)?;
        writer.drop_index(&CIRCLES)?;
    }
    Ok(())
}

/// Makes R-trees that are missing, and tells others what the layers hold now.
pub(super) fn finish(writer: &Writer) -> Outcome<()> {
    writer.connection().execute("DELETE FROM stale WHERE place = ?1", [CLUSTERS_ARE_STALE])?;
    let connection = writer.connection();
    if !has_index(connection)? {
        writer.index(&POINTS)?;
        writer.index(&CIRCLES)?;
    }
    let bounds = bounds(connection)?;
    writer.tell_within(&EVENTS, &POINTS, bounds)?;
    writer.tell_within(&PLACES, &POINTS, bounds)?;
    writer.tell_of(&AREAS, &CIRCLES)?;
    // How many names there are nobody knows without reading all events; GDAL then counts when it is asked.
    writer.connection().execute("DELETE FROM gpkg_ogr_contents WHERE table_name = ?1", params![PLACES.table])?;
    Ok(writer.tell(&CLUSTERS)?)
}

/// West, south, east and north of all events on points. Events are many, their places few.
fn bounds(connection: &Connection) -> Outcome<Option<[f64; 4]>> {
    let query = "SELECT min(lon), min(lat), max(lon), max(lat) FROM places
                 WHERE EXISTS (SELECT 1 FROM happenings WHERE point = places.fid)";
    let bounds =
        |row: &Row| -> rusqlite::Result<[Option<f64>; 4]> { Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]) };
    Ok(match connection.query_row(query, [], bounds)? {
        [Some(west), Some(south), Some(east), Some(north)] => Some([west, south, east, north]),
        [..] => None,
    })
}

/// Days that changed at a place; none for reports without a day.
type Window = Option<(i64, i64)>;

/// Makes the events of some stale places, and tells what became of them; none when no place is stale.
pub(super) fn some(making: Making, dictionary: &mut Dictionary, connection: &Connection) -> Outcome<Option<Refreshed>> {
    let mut places: Vec<String> = Vec::new();
    let mut runs: BTreeSet<i64> = BTreeSet::new();
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT place FROM stale WHERE place <> ?1 ORDER BY place")?;
    let mut rows = statement.query([CLUSTERS_ARE_STALE])?;
    while let Some(row) = rows.next()? {
        let place: String = row.get(0)?;
        runs.extend(run(&place, &windows(&place, connection)?, making.slack_days, connection)?);
        places.push(place);
        if runs.len() >= MOST_REPORTS {
            break;
        }
    }
    drop(rows);
    if places.is_empty() {
        return Ok(None);
    }
    let mut affected = Affected::of(runs, connection)?;
    let (made, numbers) = affected.made(NOW, making, dictionary, connection)?;
    let made = made.into_iter().map(|event| numbered(event, &numbers)).collect();
    let mut days = Days::new();
    let refreshed = replace(&affected.old, made, &mut days, dictionary, connection)?;
    changed::note(&days, What::Everything, connection)?;
    if !days.is_empty() {
        let once = "INSERT INTO stale SELECT ?1, NULL, NULL WHERE NOT EXISTS (SELECT 1 FROM stale WHERE place = ?1)";
        connection.prepare_cached(once)?.execute([CLUSTERS_ARE_STALE])?;
    }
    let mut done = connection.prepare_cached("DELETE FROM stale WHERE place = ?1")?;
    for place in places {
        done.execute(params![place])?;
    }
    Ok(Some(refreshed))
}

fn windows(place: &str, connection: &Connection) -> Outcome<Vec<Window>> {
    let mut statement = connection.prepare_cached("SELECT first_day, last_day FROM stale WHERE place = ?1")?;
    let windows = statement
        .query_map(params![place], |row| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get::<_, Option<i64>>(1)?)))?;
    Ok(windows.collect::<Result<_, _>>()?)
}

/// The reports of a place, those that no longer hold included, in the runs that the windows meet.
pub(super) fn run(place: &str, windows: &[Window], slack_days: u32, connection: &Connection) -> Outcome<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT fid, first_day, last_day FROM reports WHERE place IN (SELECT fid FROM places WHERE id = ?1)
         ORDER BY first_day",
    )?;
    let mut rows = statement.query(params![place])?;
    let slack = i64::from(slack_days);
    let mut found = Vec::new();
    let mut current: Vec<i64> = Vec::new();
    let mut days: Option<(i64, i64)> = None;
    let meets =
        |run: (i64, i64)| windows.iter().flatten().any(|window| window.0 - slack <= run.1 && run.0 - slack <= window.1);
    while let Some(row) = rows.next()? {
        let fid: i64 = row.get(0)?;
        let Some((from, to)) = row.get::<_, Option<i64>>(1)?.zip(row.get::<_, Option<i64>>(2)?) else {
            if windows.contains(&None) {
                found.push(fid);
            }
            continue;
        };
        match &mut days {
            Some(run) if from - slack <= run.1 => run.1 = run.1.max(to),
            _ => {
                if days.is_some_and(meets) {
                    found.append(&mut current);
                }
                current.clear();
                days = Some((from, to));
            }
        }
        current.push(fid);
    }
    if days.is_some_and(meets) {
        found.append(&mut current);
    }
    Ok(found)
}

fn events_of(reports: &BTreeSet<i64>, connection: &Connection) -> Outcome<BTreeSet<i64>> {
    let mut statement = connection.prepare_cached("SELECT event FROM members WHERE report = ?1")?;
    let mut found = BTreeSet::new();
    for report in reports {
        for event in statement.query_map(params![report], |row| row.get(0))? {
            found.insert(event?);
        }
    }
    Ok(found)
}

/// What is to be made anew.
pub(super) struct Affected {
    /// Reports of whole runs, those that no longer hold included.
    runs: BTreeSet<i64>,
    /// Events as they stand.
    pub(super) old: BTreeSet<i64>,
}

/// Reports with the numbers of their rows and documents, by id.
type Numbers = HashMap<String, (i64, i64)>;

/// Later than every moment.
const NOW: i64 = i64::MAX;

impl Affected {
    pub(super) fn of(runs: BTreeSet<i64>, connection: &Connection) -> Outcome<Affected> {
        let old = events_of(&runs, connection)?;
        Ok(Affected { runs, old })
    }

    /// The events as the reports of a moment tell them. Finds out on the way which further events are affected.
    pub(super) fn made(
        &mut self,
        moment: i64,
        making: Making,
        dictionary: &mut Dictionary,
        connection: &Connection,
    ) -> Outcome<(Vec<Event>, Numbers)> {
        let mut loaded = Loaded { moment, ..Loaded::default() };
        loaded.add(self.runs.iter().copied(), dictionary, connection)?;
        loaded.add(members(&self.old, connection)?, dictionary, connection)?;
        let made = (making.events)(std::mem::take(&mut loaded.reports));
        let best = made.iter().map(|event| loaded.numbers[&event.best().id].1).collect();
        let more = told_best_by(best, &self.old, connection)?;
        if more.is_empty() {
            return Ok((made, loaded.numbers));
        }
        loaded.add(members(&more, connection)?, dictionary, connection)?;
        // An event has all its reports, whose order makes no difference.
        loaded.reports.extend(made.into_iter().flat_map(|event| event.reports));
        self.old.extend(more);
        Ok(((making.events)(loaded.reports), loaded.numbers))
    }
}

/// Reports in memory, each once.
#[derive(Default)]
struct Loaded {
    /// Only what was known then.
    moment: i64,
    reports: Vec<Report>,
    numbers: Numbers,
    seen: BTreeSet<i64>,
}

impl Loaded {
    fn add(
        &mut self,
        fids: impl IntoIterator<Item = i64>,
        dictionary: &mut Dictionary,
        connection: &Connection,
    ) -> Outcome<()> {
        let mut statement = connection.prepare_cached(
            "SELECT * FROM reports WHERE fid = ?1 AND known_from <= ?2 AND (known_to IS NULL OR known_to > ?2)",
        )?;
        let mut reader = Reader::new(connection, dictionary);
        for fid in fids {
            if !self.seen.insert(fid) {
                continue;
            }
            let mut rows = statement.query(params![fid, self.moment])?;
            if let Some(row) = rows.next()? {
                let report = reader.report(row)?;
                self.numbers.insert(report.id.clone(), (fid, row.get(2)?));
                self.reports.push(report);
            }
        }
        Ok(())
    }
}

/// The reports of events.
fn members(events: &BTreeSet<i64>, connection: &Connection) -> Outcome<BTreeSet<i64>> {
    let mut statement = connection.prepare_cached("SELECT report FROM members WHERE event = ?1")?;
    let mut found = BTreeSet::new();
    for event in events {
        for report in statement.query_map(params![event], |row| row.get(0))? {
            found.insert(report?);
        }
    }
    Ok(found)
}

/// Further events whose best report stands in one of the documents, or in that of one of the events known already.
fn told_best_by(
    mut documents: BTreeSet<i64>,
    known: &BTreeSet<i64>,
    connection: &Connection,
) -> Outcome<BTreeSet<i64>> {
    let mut best = connection.prepare_cached("SELECT best_document FROM happenings WHERE fid = ?1")?;
    for event in known {
        documents.insert(best.query_row(params![event], |row| row.get(0))?);
    }
    let mut statement = connection.prepare_cached("SELECT fid FROM happenings WHERE best_document = ?1")?;
    let mut found = BTreeSet::new();
    for document in documents {
        for event in statement.query_map(params![document], |row| row.get(0))? {
            let event = event?;
            if !known.contains(&event) {
                found.insert(event);
            }
        }
    }
    Ok(found)
}

fn numbered(event: Event, numbers: &Numbers) -> Numbered {
    let reports = event.reports.iter().map(|report| numbers[&report.id].0).collect();
    let best_document = numbers[&event.best().id].1;
    Numbered { event, best_document, reports }
}

/// An event as its rows have it.
struct Known {
    fid: i64,
    status: i64,
    last_day: Option<i64>,
    reports: Vec<i64>,
}

fn last_day(event: &Event) -> Option<i64> {
    event.best().when.end.map(day_number)
}

/// Puts events in the place of others; rows of those that are the same stay as they are. Adds the last days of the others
/// to `days`, those that they had and those that they have.
fn replace(
    old: &BTreeSet<i64>,
    made: Vec<Numbered>,
    days: &mut Days,
    dictionary: &mut Dictionary,
    connection: &Connection,
) -> Outcome<Refreshed> {
    let mut known = known(old, connection)?;
    let mut refreshed = Refreshed::default();
    let mut new: Vec<(Numbered, Option<i64>)> = Vec::new();
    for numbered in made {
        let status = number(STATUSES, &numbered.event.status);
        match known.remove(&numbered.event.id) {
            Some(known) if known.reports == numbered.reports && known.status == status => {}
            Some(known) => {
                days.extend([known.last_day, last_day(&numbered.event)]);
                events::delete(known.fid, connection)?;
                refreshed.changed += 1;
                new.push((numbered, Some(known.fid)));
            }
            None => {
                days.insert(last_day(&numbered.event));
                refreshed.appeared += 1;
                new.push((numbered, None));
            }
        }
    }
    // Reports move between events, so that all old ones go before a new one comes. Those that keep their number come
    // before those that get one, which could be one just set free.
    for gone in known.into_values() {
        days.insert(gone.last_day);
        events::delete(gone.fid, connection)?;
        refreshed.gone += 1;
    }
    new.sort_by_key(|(_, fid)| fid.is_none());
    for (numbered, fid) in new {
        events::insert(&numbered, fid, dictionary, connection)?;
    }
    Ok(refreshed)
}

/// Events by id.
fn known(events: &BTreeSet<i64>, connection: &Connection) -> Outcome<BTreeMap<String, Known>> {
    let mut head = connection.prepare_cached("SELECT id, status, last_day FROM happenings WHERE fid = ?1")?;
    let mut reports = connection.prepare_cached("SELECT report FROM members WHERE event = ?1 ORDER BY rank")?;
    let mut known = BTreeMap::new();
    for &fid in events {
        let mut rows = head.query(params![fid])?;
        let row = rows.next()?.ok_or_else(|| Fault::value("event", fid))?;
        let id = id(row, 0)?.ok_or_else(|| Fault::Damaged("an event has no id".to_owned()))?;
        let reports = reports.query_map(params![fid], |row| row.get(0))?.collect::<Result<_, _>>()?;
        known.insert(id, Known { fid, status: row.get(1)?, last_day: row.get(2)?, reports });
    }
    Ok(known)
}
