//! Events given out by day, some at a time, so that a store of any size can be read in little memory.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::slice::Iter;
use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::model::{Event, Omission, Omissions, Quotation};
use crate::store::codes::{MODALITIES, POLARITIES, STATUSES, day, day_number, value};
use crate::store::documents::bytes;
use crate::store::error::{Fault, Outcome};
use crate::store::events::{Listed, listed, make};
use crate::store::{Error, Store};

/// Events that are looked up together at least, as far as there are as many: a few megabytes. The rows of a day lie scattered;
/// those of many days are read in the order in which they lie.
const STRETCH: usize = 65_536;

/// What the drawn events of a store have among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The first and the last day.
    pub days: [Date; 2],
    /// The last day with an event on a point.
    pub last_with_point: Option<Date>,
    /// The ids of their axes.
    pub axes: BTreeSet<String>,
}

impl Store {
    /// The days and axes of all drawn events; none without any that has a day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn extent(&mut self) -> Result<Option<Extent>, Error> {
        self.read(|connection, dictionary| {
            // Each bound by its own question, which its index answers at once.
            let bound = |which: &str, table: &str| -> Outcome<Option<Date>> {
                let query = format!("SELECT {which}(time) FROM {table}");
                let time: Option<String> = connection.query_row(&query, [], |row| row.get(0))?;
                let day = time.and_then(|time| time.get(..10).map(str::to_owned));
                day.map(|day| day.parse().map_err(|_| Fault::value("day", &day))).transpose()
            };
            let last_with_point = bound("max", "event_points")?;
            let first = [bound("min", "event_points")?, bound("min", "event_areas")?].into_iter().flatten().min();
            let last = [last_with_point, bound("max", "event_areas")?].into_iter().flatten().max();
            let Some(days) = first.zip(last).map(|(first, last)| [first, last]) else { return Ok(None) };
            // Sorted out here: SQLite would look each of a million up in a tree of its own.
            let mut statement =
                connection.prepare("SELECT axis FROM happenings WHERE axis NOTNULL AND last_day NOTNULL")?;
            let numbers: BTreeSet<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let word = |number| dictionary.word(Some(number), connection).map(|word| word.to_string());
            let axes = numbers.into_iter().map(word).collect::<Outcome<_>>()?;
            Ok(Some(Extent { days, last_with_point, axes }))
        })
    }

    /// The last days of the events of which any day lies in the days asked for, in order. None stands last, for events
    /// without a day; it is there only when all days are asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn days(&mut self, from: Option<Date>, to: Option<Date>) -> Result<Vec<Option<Date>>, Error> {
        self.read(|connection, _| {
            let (from, to) = (from.map(day_number), to.map(day_number));
            // From day to day in the index: to look at every event would take as long as to read many of them.
            let mut next = connection.prepare_cached("SELECT min(last_day) FROM happenings WHERE last_day > ?1")?;
            let (mut days, mut after) = (Vec::new(), from.map_or(i64::MIN, |from| from - 1));
            while let Some(last) = next.query_row([after], |row| row.get::<_, Option<i64>>(0))? {
                if to.is_some_and(|to| last > to) {
                    break;
                }
                days.push(Some(day(last)?));
                after = last;
            }
            if let Some(to) = to {
                // What has begun by then and ends later: without an index, which the rows of many days would be looked up by.
                let mut later = connection.prepare_cached(
                    "SELECT DISTINCT last_day FROM happenings NOT INDEXED
                     WHERE last_day > ?1 AND last_day > ?2 AND first_day <= ?1 ORDER BY last_day",
                )?;
                let mut rows = later.query([to, after])?;
                while let Some(row) = rows.next()? {
                    days.push(Some(day(row.get(0)?)?));
                }
            }
            let undated =
                "SELECT EXISTS (SELECT 1 FROM happenings WHERE last_day IS NULL AND (?1 IS NULL OR first_day <= ?1))";
            if from.is_none() && connection.query_row(undated, [to], |row| row.get(0))? {
                days.push(None);
            }
            Ok(days)
        })
    }

    /// How many events of all days are not drawn, by reason.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn omissions(&mut self) -> Result<Omissions, Error> {
        self.read(|connection, _| {
            // Joined in this order, since few events are on no point.
            let mut statement = connection.prepare_cached(
                "SELECT r.modality, r.polarity, h.status, count(*) FROM happenings h
                 CROSS JOIN members m ON m.event = h.fid AND m.rank = 0 CROSS JOIN reports r ON r.fid = m.report
                 WHERE h.point IS NULL AND NOT EXISTS (SELECT 1 FROM event_areas WHERE event_areas.fid = h.fid) GROUP BY 1, 2, 3",
            )?;
            let mut rows = statement.query([])?;
            let mut omissions = Omissions::new();
            while let Some(row) = rows.next()? {
                let (modality, polarity) = (value(MODALITIES, row.get(0)?)?, value(POLARITIES, row.get(1)?)?);
                let reason = Omission::told(modality, polarity, value(STATUSES, row.get(2)?)?);
                let reason =
                    reason.ok_or_else(|| Fault::Damaged("an event that is drawn is in no layer".to_owned()))?;
                *omissions.entry(reason).or_default() += row.get::<_, u32>(3)? as usize;
            }
            Ok(omissions)
        })
    }

    /// The versions of what made events, by their ids, where their texts are known now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn made_by(&mut self, events: &[Event]) -> Result<HashMap<String, String>, Error> {
        self.read(|connection, _| {
            let mut statement = connection.prepare_cached(
                "SELECT d.made_by FROM documents d JOIN texts t ON t.fid = d.text
                 WHERE t.sha256 = ?1 AND d.id = ?2 AND d.known_to IS NULL",
            )?;
            let mut made_by = HashMap::new();
            for event in events {
                let Quotation { sha256, document, .. } = &event.best().quotation;
                let versions = statement.query_row(params![bytes(sha256)?, document], |row| row.get(0));
                if let Some(versions) = versions.optional()?.flatten() {
                    made_by.insert(event.id.clone(), versions);
                }
            }
            Ok(made_by)
        })
    }

    /// The events of the next ones of some last days, of as many as it takes to list some ten thousand, drawn or not: by day,
    /// those without one last, and by id. An empty list when no days are left.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn listed(&mut self, days: &mut Iter<Option<Date>>) -> Result<Vec<Listed>, Error> {
        self.read(|connection, _| {
            let mut statement = connection.prepare_cached("SELECT fid FROM happenings WHERE last_day IS ?1")?;
            let mut fids = Vec::new();
            for day in days {
                let mut rows = statement.query([day.map(day_number)])?;
                while let Some(row) = rows.next()? {
                    fids.push(row.get(0)?);
                }
                if fids.len() >= STRETCH {
                    break;
                }
            }
            // In the order in which they lie.
            fids.sort_unstable();
            let fids: Vec<Value> = fids.into_iter().map(Value::Integer).collect();
            let mut listed = listed("h.fid IN rarray(?1)", &[&Rc::new(fids)], connection)?;
            let day = |event: &Listed| (event.last_day.is_none(), event.last_day);
            listed.sort_by(|a, b| day(a).cmp(&day(b)).then_with(|| a.id.cmp(&b.id)));
            Ok(listed)
        })
    }

    /// Makes events that were listed, and gives them away one by one in their order, each with the versions of what made it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn make(&mut self, listed: Vec<Listed>, take: &mut dyn FnMut(Event, Arc<str>)) -> Result<(), Error> {
        self.read(|connection, dictionary| make(listed, dictionary, connection, take))
    }
}
