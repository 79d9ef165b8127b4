//! Asking a store: the events of a day, all of them, those near a point.

use jiff::civil::Date;
use rusqlite::{Connection, params};

use crate::model::{Cluster, Event, Position};
use crate::store::codes::day_number;
use crate::store::error::Outcome;
use crate::store::events::{events, position};
use crate::store::{Error, Store, clusters};

/// Metres of one degree of latitude, at least.
const DEGREE_M: f64 = 110_500.0;

/// Ground around a point, and days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Around {
    /// The middle.
    pub centre: Position,
    /// Metres on the ground.
    pub within_m: f64,
    /// First day; none for all before.
    pub from: Option<Date>,
    /// Last day; none for all after.
    pub to: Option<Date>,
    /// How many events at most, the nearest ones.
    pub most: usize,
}

impl Store {
    /// Every event, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events(&mut self) -> Result<Vec<Event>, Error> {
        self.read(|connection, dictionary| events("TRUE", &[], dictionary, connection))
    }

    /// The events that are drawn on a day, those of the day that are not drawn, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events_of(&mut self, day: Date) -> Result<Vec<Event>, Error> {
        let day = day_number(day);
        self.read(|connection, dictionary| events("h.last_day = ?1", params![day], dictionary, connection))
    }

    /// All clusters, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn clusters(&mut self) -> Result<Vec<Cluster>, Error> {
        self.read(|connection, _| clusters::clusters(connection))
    }

    /// All clusters, by id, without the ids of their events.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outlines(&mut self) -> Result<Vec<Cluster>, Error> {
        self.read(|connection, _| clusters::outlines(connection))
    }

    /// The clusters that stand on a day, by id, each with its events of that day alone: a cluster of years may have
    /// hundreds of thousands.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn clusters_on(&mut self, day: Date) -> Result<Vec<Cluster>, Error> {
        self.read(|connection, _| clusters::clusters_on(day, connection))
    }

    /// The wanted events on points in the ground and days that are asked for. Of more than `most` those that stand nearest,
    /// and of one distance the latest; all that are as near and as late as the last of them come too.
    ///
    /// Events stand on places, of which there are a thousand times fewer: so places are measured, and of each only the
    /// days asked for are read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn near(&mut self, around: &Around, wanted: &dyn Fn(&Event) -> bool) -> Result<Vec<Event>, Error> {
        self.read(|connection, dictionary| {
            let mut near: Vec<Event> = Vec::new();
            let mut last_m = 0.0;
            for (distance_m, place) in places(around, connection)? {
                if near.len() >= around.most && distance_m > last_m {
                    break;
                }
                last_m = distance_m;
                let (mut found, mut last) = (0, None);
                for (fid, day) in on_place(place, around, connection)? {
                    if found >= around.most && day != last {
                        break;
                    }
                    last = day;
                    let event = events("h.fid = ?1", params![fid], dictionary, connection)?;
                    let event = event.into_iter().filter(|event| wanted(event));
                    found += event.map(|event| near.push(event)).count();
                }
            }
            Ok(near)
        })
    }

    /// The events of districts and regions whose circle of uncertainty touches the ground that is asked for, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn areas_near(&mut self, around: &Around) -> Result<Vec<Event>, Error> {
        let [south, north, west, east] = bounds(around);
        let (from, to) = days(around);
        self.read(|connection, dictionary| {
            let condition = "h.fid IN (SELECT id FROM rtree_event_areas_geom
                               WHERE maxy >= ?1 AND miny <= ?2 AND maxx >= ?3 AND minx <= ?4)
                             AND (?5 IS NULL OR h.last_day >= ?5) AND (?6 IS NULL OR h.first_day <= ?6)";
            events(condition, params![south, north, west, east, from, to], dictionary, connection)
        })
    }
}

fn days(around: &Around) -> (Option<i64>, Option<i64>) {
    (around.from.map(day_number), around.to.map(day_number))
}

/// South, north, west and east in degrees, a little too wide.
fn bounds(around: &Around) -> [f64; 4] {
    let (lat, lon) = (around.centre.lat(), around.centre.lon());
    let high = around.within_m / DEGREE_M;
    let wide = high / (lat.abs() + high).min(89.0).to_radians().cos();
    [lat - high, lat + high, lon - wide, lon + wide]
}

/// Places within reach, the nearest first.
fn places(around: &Around, connection: &Connection) -> Outcome<Vec<(f64, i64)>> {
    let [south, north, ..] = bounds(around);
    let mut statement = connection.prepare_cached("SELECT fid, lat, lon FROM places WHERE lat BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query(params![south, north])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let distance_m = around.centre.distance_m(position(row, 1)?);
        if distance_m <= around.within_m {
            places.push((distance_m, row.get(0)?));
        }
    }
    places.sort_by(|a: &(f64, i64), b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    Ok(places)
}

/// The numbers of the events on a place with their last days, the latest first.
fn on_place(place: i64, around: &Around, connection: &Connection) -> Outcome<Vec<(i64, Option<i64>)>> {
    let (from, to) = days(around);
    let mut statement = connection.prepare_cached(
        "SELECT fid, last_day FROM happenings WHERE point = ?1 AND (?2 IS NULL OR last_day >= ?2)
         AND (?3 IS NULL OR first_day <= ?3) ORDER BY last_day DESC",
    )?;
    let rows = statement.query_map(params![place, from, to], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
