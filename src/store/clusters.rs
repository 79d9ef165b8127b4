//! Clusters as rows, and which places they hold on which days. A cluster keeps its number while most of it stays in it, so
//! that few rows change from day to day.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use crate::geopackage::Geometry;
use crate::model::{Cluster, Occurrence, Position, Trend};
use crate::store::changed::{self, What};
use crate::store::codes;
use crate::store::dictionary::Dictionary;
use crate::store::error::{Fault, Outcome};
use crate::store::events::position;
use crate::store::reports::id;

const INSERT: &str = "INSERT OR REPLACE INTO clusters VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                                                ?5 || 'T00:00:00.000Z', ?6 || 'T23:59:59.000Z')";

/// Clusters without the ids of their events, each with the numbers of the occurrences in it.
pub type Found = Vec<(Cluster, Vec<usize>)>;

/// Events of one point that began and ended on the same days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    /// On which they ended.
    day: i64,
    /// A row of places.
    point: i64,
    /// Days from their first to that day.
    length: i64,
}

/// What stands on points and on days, with the cell of each.
pub(super) fn occurrences(
    dictionary: &mut Dictionary,
    connection: &Connection,
) -> Outcome<(Vec<Cell>, Vec<Occurrence>)> {
    let mut statement = connection.prepare(
        "SELECT last_day, point, last_day - ifnull(first_day, last_day), axis FROM happenings
         WHERE point NOTNULL AND last_day NOTNULL",
    )?;
    let mut rows = statement.query([])?;
    let mut events: Vec<(Cell, Option<i64>)> = Vec::new();
    while let Some(row) = rows.next()? {
        events.push((Cell { day: row.get(0)?, point: row.get(1)?, length: row.get(2)? }, row.get(3)?));
    }
    events.sort_unstable();
    let positions = positions(connection)?;
    let (mut cells, mut occurrences) = (Vec::new(), Vec::new());
    let mut axes: HashMap<i64, Arc<str>> = HashMap::new();
    for alike in events.chunk_by(|a, b| a == b) {
        let (cell, axis) = alike[0];
        let position = positions.get(&cell.point).ok_or_else(|| Fault::value("place with a position", cell.point))?;
        cells.push(cell);
        if let Some(number) = axis.filter(|number| !axes.contains_key(number)) {
            axes.insert(number, Arc::from(dictionary.word(Some(number), connection)?));
        }
        occurrences.push(Occurrence {
            position: *position,
            from: codes::day(cell.day - cell.length)?,
            to: codes::day(cell.day)?,
            axis: axis.and_then(|number| axes.get(&number).cloned()),
            events: alike.len(),
        });
    }
    Ok((cells, occurrences))
}

fn positions(connection: &Connection) -> Outcome<HashMap<i64, Position>> {
    let mut statement = connection.prepare("SELECT fid, lat, lon FROM places WHERE lat NOTNULL")?;
    let mut rows = statement.query([])?;
    let mut positions = HashMap::new();
    while let Some(row) = rows.next()? {
        positions.insert(row.get(0)?, position(row, 1)?);
    }
    Ok(positions)
}

/// Puts clusters in the place of those that are there. `cells` has that of each occurrence they were made of.
pub(super) fn replace(found: &Found, cells: &[Cell], connection: &Connection) -> Outcome<()> {
    let mut now: Vec<(Cell, usize)> =
        found.iter().enumerate().flat_map(|(at, (_, members))| members.iter().map(move |m| (cells[*m], at))).collect();
    // Events of one cell are in one cluster, whatever their axes.
    now.sort_unstable();
    now.dedup();
    let before = cells_before(connection)?;
    let kept = kept(&now, &before);
    let mut rows = clusters_by_number(connection)?;
    let mut next = rows.keys().next_back().copied().unwrap_or(0);
    // Days on which clusters changed, and how many more there are.
    let mut days: BTreeMap<i64, i64> = BTreeMap::new();
    let mut stands = |cluster: &Cluster, more: i64| {
        days_of(cluster).for_each(|day| *days.entry(day).or_default() += more);
    };
    let mut numbers = Vec::new();
    for (at, (cluster, _)) in found.iter().enumerate() {
        let fid = kept.get(&at).copied().unwrap_or_else(|| {
            next += 1;
            next
        });
        numbers.push(fid);
        match rows.remove(&fid) {
            Some(row) if row == *cluster => continue,
            Some(row) => stands(&row, -1),
            None => {}
        }
        stands(cluster, 1);
        insert(fid, cluster, connection)?;
    }
    for (fid, gone) in rows {
        stands(&gone, -1);
        connection.prepare_cached("DELETE FROM clusters WHERE fid = ?1")?.execute(params![fid])?;
    }
    let now: Vec<(Cell, i64)> = now.into_iter().map(|(cell, at)| (cell, numbers[at])).collect();
    write_cells(&now, &before, connection)?;
    // A day's summary counts its clusters.
    let (same, other): (Vec<_>, Vec<_>) = days.into_iter().partition(|(_, more)| *more == 0);
    let days = |some: Vec<(i64, i64)>| some.into_iter().map(|(day, _)| Some(day)).collect();
    changed::note(&days(same), What::Clusters, connection)?;
    changed::note(&days(other), What::Everything, connection)
}

/// All days on which a cluster stands.
fn days_of(cluster: &Cluster) -> impl Iterator<Item = i64> + use<> {
    codes::day_number(cluster.from)..=codes::day_number(cluster.to)
}

/// The cluster of each cell, in the order of cells.
fn cells_before(connection: &Connection) -> Outcome<Vec<(Cell, i64)>> {
    let mut statement =
        connection.prepare("SELECT day, point, length, cluster FROM cluster_cells ORDER BY day, point, length")?;
    let cell = |row: &Row| Ok((Cell { day: row.get(0)?, point: row.get(1)?, length: row.get(2)? }, row.get(3)?));
    Ok(statement.query_map([], cell)?.collect::<Result<_, _>>()?)
}

/// What two lists in the order of cells have of each cell that is in one of them.
fn side_by_side<'c, A, B>(
    one: &'c [(Cell, A)],
    other: &'c [(Cell, B)],
) -> impl Iterator<Item = (Cell, Option<&'c A>, Option<&'c B>)> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (one.peek(), other.peek()) {
            (Some((a, _)), Some((b, _))) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        let a = if order.is_le() { one.next() } else { None };
        let b = if order.is_ge() { other.next() } else { None };
        let cell = a.map(|(cell, _)| cell).or(b.map(|(cell, _)| cell))?;
        Some((*cell, a.map(|(_, a)| a), b.map(|(_, b)| b)))
    })
}

/// The numbers that clusters keep: each old one goes to the cluster that has most of its cells.
fn kept(now: &[(Cell, usize)], before: &[(Cell, i64)]) -> BTreeMap<usize, i64> {
    let mut shared: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    for (_, at, old) in side_by_side(now, before) {
        if let (Some(at), Some(old)) = (at, old) {
            *shared.entry((*at, *old)).or_default() += 1;
        }
    }
    let mut shared: Vec<((usize, i64), usize)> = shared.into_iter().collect();
    shared.sort_by_key(|(pair, cells)| (std::cmp::Reverse(*cells), *pair));
    let mut kept = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for ((at, old), _) in shared {
        if !kept.contains_key(&at) && taken.insert(old) {
            kept.insert(at, old);
        }
    }
    kept
}

/// Writes the cells that are other than before.
fn write_cells(now: &[(Cell, i64)], before: &[(Cell, i64)], connection: &Connection) -> Outcome<()> {
    let mut set = connection.prepare("INSERT OR REPLACE INTO cluster_cells VALUES (?1, ?2, ?3, ?4)")?;
    let mut unset = connection.prepare("DELETE FROM cluster_cells WHERE day = ?1 AND point = ?2 AND length = ?3")?;
    for (Cell { day, point, length }, now, before) in side_by_side(now, before) {
        match now {
            Some(_) if now == before => {}
            Some(cluster) => {
                set.execute(params![day, point, length, cluster])?;
            }
            None => {
                unset.execute(params![day, point, length])?;
            }
        }
    }
    Ok(())
}

fn insert(fid: i64, cluster: &Cluster, connection: &Connection) -> Outcome<()> {
    let Cluster { id, events: _, places, hull, centre, from, to, per_day, trend, axis } = cluster;
    let corners: Vec<String> = hull.iter().map(|corner| format!("{} {}", corner.lat(), corner.lon())).collect();
    let geometry = match hull.as_slice() {
        [] | [_] => Geometry::Point(*centre),
        [_, _] => Geometry::Line(hull.clone()),
        [..] => Geometry::Polygon(vec![hull.clone()]),
    };
    let count = |number: usize| i64::try_from(number).expect("fewer than 2^63");
    connection.prepare_cached(INSERT)?.execute(params![
        fid,
        geometry.to_blob(),
        id,
        axis,
        from.to_string(),
        to.to_string(),
        count(cluster.size()),
        count(*places),
        trend.map(Trend::code),
        centre.lat(),
        centre.lon(),
        corners.join(", "),
        serde_json::to_string(per_day)?,
    ])?;
    Ok(())
}

const SELECT: &str =
    "SELECT id, axis, date_start, date_end, n_places, trend, centre_lat, centre_lon, hull, per_day, fid FROM clusters";

/// The events of each cell with their cluster. Joined in this order, since it is the cells of a day that are few.
const MEMBERS: &str = "SELECT c.cluster, h.id FROM cluster_cells c CROSS JOIN happenings h
    ON h.point = c.point AND h.last_day = c.day AND h.last_day - ifnull(h.first_day, h.last_day) = c.length";

/// Clusters without their events, by number.
fn clusters_by_number(connection: &Connection) -> Outcome<BTreeMap<i64, Cluster>> {
    let mut statement = connection.prepare(SELECT)?;
    let mut rows = statement.query([])?;
    let mut clusters = BTreeMap::new();
    while let Some(row) = rows.next()? {
        clusters.insert(row.get(10)?, cluster(row, Vec::new())?);
    }
    Ok(clusters)
}

/// All clusters without their events, by id.
pub(super) fn outlines(connection: &Connection) -> Outcome<Vec<Cluster>> {
    let mut clusters: Vec<Cluster> = clusters_by_number(connection)?.into_values().collect();
    clusters.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(clusters)
}

/// All clusters, by id.
pub(super) fn clusters(connection: &Connection) -> Outcome<Vec<Cluster>> {
    with_events(None, connection)
}

/// The clusters that stand on a day, by id, each with its events of that day alone.
pub(super) fn clusters_on(day: Date, connection: &Connection) -> Outcome<Vec<Cluster>> {
    with_events(Some(day), connection)
}

/// The clusters of a day with their events of that day, or all with all their events.
fn with_events(day: Option<Date>, connection: &Connection) -> Outcome<Vec<Cluster>> {
    let (on_day, ended) = match day {
        Some(_) => ("date_end >= ?1 AND date_start <= ?1", "c.day = ?1"),
        None => ("?1 IS NULL", "?1 IS NULL"),
    };
    let mut members: HashMap<i64, Vec<String>> = HashMap::new();
    let mut statement = connection.prepare_cached(&format!("{MEMBERS} WHERE {ended}"))?;
    let mut rows = statement.query([day.map(codes::day_number)])?;
    while let Some(row) = rows.next()? {
        members.entry(row.get(0)?).or_default().extend(id(row, 1)?);
    }
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE {on_day} ORDER BY id"))?;
    let mut rows = statement.query([day.map(|day| day.to_string())])?;
    let mut clusters = Vec::new();
    while let Some(row) = rows.next()? {
        clusters.push(cluster(row, members.remove(&row.get(10)?).unwrap_or_default())?);
    }
    Ok(clusters)
}

fn cluster(row: &Row, mut events: Vec<String>) -> Outcome<Cluster> {
    events.sort_unstable();
    let hull: String = row.get(8)?;
    let hull: Option<Vec<Position>> = hull.split(", ").filter(|corner| !corner.is_empty()).map(corner).collect();
    let day = |column: usize| -> Outcome<Date> {
        let day: String = row.get(column)?;
        day.parse().map_err(|_| Fault::value("day", &day))
    };
    Ok(Cluster {
        id: row.get(0)?,
        events,
        places: row.get::<_, u32>(4)? as usize,
        hull: hull.ok_or_else(|| Fault::Damaged("a hull is not one".to_owned()))?,
        centre: position(row, 6)?,
        from: day(2)?,
        to: day(3)?,
        per_day: serde_json::from_str(&row.get::<_, String>(9)?)?,
        trend: trend(row.get(5)?)?,
        axis: row.get(1)?,
    })
}

fn corner(written: &str) -> Option<Position> {
    let (lat, lon) = written.split_once(' ')?;
    Position::from_lat_lon(lat.parse().ok()?, lon.parse().ok()?).ok()
}

fn trend(code: Option<String>) -> Outcome<Option<Trend>> {
    let Some(code) = code else { return Ok(None) };
    let all = [Trend::Rising, Trend::Steady, Trend::Falling, Trend::New];
    let known = all.into_iter().find(|trend| trend.code() == code);
    known.map(Some).ok_or_else(|| Fault::value("trend", &code))
}
