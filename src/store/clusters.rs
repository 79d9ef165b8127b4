//! Clusters as rows. A cluster keeps its number while most of its events stay in it, so that few rows change from day to day.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use crate::geopackage::Geometry;
use crate::model::{Cluster, Occurrence, Position, Trend};
use crate::store::codes;
use crate::store::error::{Fault, Outcome};
use crate::store::events::position;
use crate::store::reports::id;

const INSERT: &str = "INSERT INTO clusters VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                                                ?5 || 'T00:00:00.000Z', ?6 || 'T23:59:59.000Z')";

/// Every event that stands on a point and on days, with its number.
pub(super) fn occurrences(connection: &Connection) -> Outcome<Vec<(i64, Occurrence)>> {
    let mut statement = connection.prepare(
        "SELECT h.fid, h.id, h.first_day, h.last_day, p.lat, p.lon, e.axis FROM happenings h
         JOIN places p ON p.fid = h.point JOIN event_points e ON e.fid = h.fid WHERE h.last_day NOTNULL",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let to = codes::day(row.get(3)?)?;
        let from = row.get::<_, Option<i64>>(2)?.map(codes::day).transpose()?.unwrap_or(to);
        let event = id(row, 1)?.ok_or_else(|| Fault::Damaged("an event has no id".to_owned()))?;
        found.push((row.get(0)?, Occurrence { event, position: position(row, 4)?, from, to, axis: row.get(6)? }));
    }
    Ok(found)
}

/// Puts clusters in the place of those that are there. `numbers` has that of each event.
pub(super) fn replace(clusters: &[Cluster], numbers: &HashMap<String, i64>, connection: &Connection) -> Outcome<()> {
    let before: HashMap<i64, i64> = connection
        .prepare("SELECT fid, cluster FROM event_points WHERE cluster NOTNULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let members: Vec<Vec<i64>> =
        clusters.iter().map(|cluster| cluster.events.iter().map(|event| numbers[event]).collect()).collect();
    let kept = kept(&members, &before);
    connection.execute("DELETE FROM clusters", [])?;
    let mut next = before.values().max().copied().unwrap_or(0);
    let mut set = connection.prepare("UPDATE event_points SET cluster = ?2 WHERE fid = ?1")?;
    let mut left: BTreeSet<i64> = before.keys().copied().collect();
    for (at, cluster) in clusters.iter().enumerate() {
        let fid = kept.get(&at).copied().unwrap_or_else(|| {
            next += 1;
            next
        });
        insert(fid, cluster, connection)?;
        for event in &members[at] {
            left.remove(event);
            if before.get(event) != Some(&fid) {
                set.execute(params![event, fid])?;
            }
        }
    }
    let mut unset = connection.prepare("UPDATE event_points SET cluster = NULL WHERE fid = ?1")?;
    left.iter().try_for_each(|event| unset.execute(params![event]).map(|_| ()))?;
    Ok(())
}

/// The numbers that clusters keep: each old one goes to the cluster that has most of its events.
fn kept(members: &[Vec<i64>], before: &HashMap<i64, i64>) -> BTreeMap<usize, i64> {
    let mut shared: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    for (at, events) in members.iter().enumerate() {
        for old in events.iter().filter_map(|event| before.get(event)) {
            *shared.entry((at, *old)).or_default() += 1;
        }
    }
    let mut shared: Vec<((usize, i64), usize)> = shared.into_iter().collect();
    shared.sort_by_key(|(pair, events)| (std::cmp::Reverse(*events), *pair));
    let mut kept = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for ((at, old), _) in shared {
        if !kept.contains_key(&at) && taken.insert(old) {
            kept.insert(at, old);
        }
    }
    kept
}

fn insert(fid: i64, cluster: &Cluster, connection: &Connection) -> Outcome<()> {
    let Cluster { id, events, places, hull, centre, from, to, per_day, trend, axis } = cluster;
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
        count(events.len()),
        count(*places),
        trend.map(Trend::code),
        centre.lat(),
        centre.lon(),
        corners.join(", "),
        serde_json::to_string(per_day)?,
    ])?;
    Ok(())
}

/// The clusters that stand on any of some days, by id; all of them without days.
pub(super) fn clusters(days: Option<(Date, Date)>, connection: &Connection) -> Outcome<Vec<Cluster>> {
    let (from, to) = days.map_or((String::new(), "~".to_owned()), |(from, to)| (from.to_string(), to.to_string()));
    let mut statement = connection.prepare_cached(
        "SELECT id, axis, date_start, date_end, n_places, trend, centre_lat, centre_lon, hull, per_day, fid
         FROM clusters WHERE date_end >= ?1 AND date_start <= ?2 ORDER BY id",
    )?;
    let mut rows = statement.query(params![from, to])?;
    let mut clusters = Vec::new();
    while let Some(row) = rows.next()? {
        clusters.push(cluster(row, connection)?);
    }
    Ok(clusters)
}

fn cluster(row: &Row, connection: &Connection) -> Outcome<Cluster> {
    let mut members = connection
        .prepare_cached("SELECT h.id FROM event_points e JOIN happenings h ON h.fid = e.fid WHERE e.cluster = ?1")?;
    let mut rows = members.query(params![row.get::<_, i64>(10)?])?;
    let mut events: Vec<String> = Vec::new();
    while let Some(member) = rows.next()? {
        events.extend(id(member, 0)?);
    }
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
