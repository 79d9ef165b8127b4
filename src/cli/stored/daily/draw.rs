//! The layers of a store: days that changed since they were drawn are drawn again, the others stay as they are.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::map::MOST_UNRESOLVED;
use crate::cli::stored::daily::report::RunReport;
use crate::cli::stored::made::versions;
use crate::cli::stored::supply::Work;
use crate::export::{Layers, Versions, Written};
use crate::layer;
use crate::model::{Cluster, Day, Drawing, Event};
use crate::store::{self, Store};

/// What was drawn.
pub(super) struct Drawn {
    pub written: Written,
    /// Days that were drawn again.
    pub days: usize,
    /// Days that have layers.
    pub all_days: usize,
    /// The day that `latest` shows.
    pub latest: Option<Date>,
    /// The state of the store that the layers show.
    pub state: Option<String>,
    /// The picture, when one was drawn.
    pub picture: Option<String>,
}

/// Draws into a folder what is there of each day, as far as it changed since the run that `report` found there.
pub(super) fn draw(work: &mut Work, dir: &Path, report: &RunReport) -> anyhow::Result<Drawn> {
    let versions = work.reference.versions();
    let store = &mut work.store;
    let changed = match report.drawn_before() {
        Some(state) => store.changed_since(state)?,
        None => None,
    };
    let is_changed = |day: Option<Date>| changed.as_ref().is_none_or(|changed| changed.days.contains(&day));
    let has_other_clusters = |day: &Date| changed.as_ref().is_some_and(|changed| changed.clusters.contains(day));
    let mut layers = Layers::open(dir, &versions)?;
    let days: Vec<Date> = store.days(None, None)?.into_iter().flatten().collect();
    let mut again = 0;
    for day in &days {
        if is_changed(Some(*day)) || !layers.can_keep(Some(*day)) {
            again += 1;
            if let Some((day, makers)) = sheet(*day, store)? {
                layers.day(&day, &|event| makers.of(event, &versions))?;
            }
        } else if has_other_clusters(day) {
            again += 1;
            layers.keep_events(*day, &store.clusters_on(*day)?)?;
        } else {
            layers.keep(Some(*day));
        }
    }
    if is_changed(None) || !layers.can_keep(None) {
        let (drawing, makers) = told(None, Vec::new(), store)?;
        layers.undated(&drawing.undated, &|event| makers.of(event, &versions))?;
    } else {
        layers.keep(None);
    }
    layers.unresolved(&store.unresolved(MOST_UNRESOLVED)?)?;
    let latest = days.iter().rev().find(|day| **day <= report.day).copied();
    if let Some(day) = latest {
        layers.latest(day)?;
    }
    let written = layers.finish(&store.omissions()?)?;
    Ok(Drawn { written, days: again, all_days: days.len(), latest, state: store.state()?, picture: None })
}

/// What made each event.
struct Makers {
    /// By the events' ids.
    made_by: HashMap<String, Arc<str>>,
    versions: HashMap<Arc<str>, Versions>,
}

impl Makers {
    fn of<'m>(&'m self, event: &Event, otherwise: &'m Versions) -> &'m Versions {
        let made_by = self.made_by.get(&event.id);
        made_by.and_then(|made_by| self.versions.get(made_by)).unwrap_or(otherwise)
    }
}

/// A day with its clusters.
fn sheet(day: Date, store: &mut Store) -> Result<Option<(Day, Makers)>, store::Error> {
    let (drawing, makers) = told(Some(day), store.clusters_on(day)?, store)?;
    Ok(drawing.days.into_iter().next().map(|day| (day, makers)))
}

/// The events of a day, or of none.
fn told(day: Option<Date>, clusters: Vec<Cluster>, store: &mut Store) -> Result<(Drawing, Makers), store::Error> {
    let mut makers = Makers { made_by: HashMap::new(), versions: HashMap::new() };
    let mut events = Vec::new();
    let listed = store.listed(&mut [day].iter())?;
    store.make(listed, &mut |event, made_by| {
        if !makers.versions.contains_key(&made_by) {
            makers.versions.insert(Arc::clone(&made_by), versions(&made_by));
        }
        makers.made_by.insert(event.id.clone(), made_by);
        events.push(event);
    })?;
    Ok((layer::drawing(events, clusters), makers))
}
