//! The QGIS project of a GeoPackage: written into it, and beside it as a `.qgz`.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Cluster, Day, Event, Occurrence, drawn_point};
use crate::store::{Extent, Store};
use crate::{Reference, cluster, export, layer, qgis};

/// What a project shows, gathered from events that come by in the order of their last days, without holding them all.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The day of the print layout, when one was asked for. Else it is the last that has an event on a point.
    day: Option<Date>,
    /// The clusters, when they are known; else they are found.
    pub(super) clusters: Option<Vec<Cluster>>,
    days: Option<[Date; 2]>,
    axes: BTreeSet<Arc<str>>,
    /// Where and when each event stands, in some fifty bytes: to find clusters, all must be known.
    occurrences: Vec<Occurrence>,
    /// The events of the day of the print layout, as far as it is known.
    shown: Vec<Event>,
    /// Those of the day that comes by.
    current: Vec<Event>,
}

impl Gathered {
    /// Nothing yet, with the day of the print layout when one was asked for.
    pub(super) fn of(day: Option<Date>) -> Gathered {
        Gathered { day, ..Gathered::default() }
    }

    /// Takes an event that is drawn.
    pub(super) fn add(&mut self, event: Event) {
        let best = event.best();
        let Some(day) = best.when.end else { return };
        let [first, last] = self.days.unwrap_or([day; 2]);
        self.days = Some([first.min(day), last.max(day)]);
        if let Some(axis) = best.axis.as_deref().filter(|axis| !self.axes.contains(*axis)) {
            self.axes.insert(axis.into());
        }
        if self.clusters.is_none() {
            let occurrence = Occurrence::of(&event);
            // An axis is held once.
            let held = |axis: Arc<str>| self.axes.get(&axis).cloned().unwrap_or(axis);
            self.occurrences.extend(occurrence.map(|found| Occurrence { axis: found.axis.map(held), ..found }));
        }
        if self.day.is_some_and(|wanted| wanted != day) {
            return;
        }
        if self.current.first().is_some_and(|other| other.best().when.end != Some(day)) {
            self.turn();
        }
        self.current.push(event);
    }

    /// Puts the day that came by in the place of the one before, unless it has no point and that one has.
    fn turn(&mut self) {
        let current = std::mem::take(&mut self.current);
        let has_point = |events: &[Event]| events.iter().any(|event| drawn_point(event).is_some());
        if has_point(&current) || !has_point(&self.shown) {
            self.shown = current;
        }
    }

    /// The content of the project, and the clusters that it draws.
    fn finish(mut self, reference: &Reference) -> (qgis::Content, Vec<Cluster>) {
        let clusters = self.clusters.take();
        let occurrences = std::mem::take(&mut self.occurrences);
        let find = || {
            let found = cluster::of_occurrences(&occurrences, &cluster::Settings::default());
            found.into_iter().map(|(cluster, _)| cluster).collect()
        };
        let mut clusters = clusters.unwrap_or_else(find);
        clusters.sort_by(|a, b| a.id.cmp(&b.id));
        if !self.current.is_empty() {
            self.turn();
        }
        let Some(days) = self.days else { return (qgis::Content::default(), clusters) };
        let day = self.day.or_else(|| self.shown.first()?.best().when.end).unwrap_or(days[1]);
        let shown = of_day(day, self.shown);
        let axes = self.axes.iter().map(|axis| axis.to_string()).collect();
        (qgis::Content::of(days, &axes, &shown, reference.axes.axes()), clusters)
    }
}

/// A day as it is drawn; one without events has no layers.
fn of_day(day: Date, events: Vec<Event>) -> Day {
    let drawn = layer::drawing(events, Vec::new()).days.into_iter().find(|drawn| drawn.day == day);
    drawn.unwrap_or_else(|| Day {
        day,
        layers: Vec::new(),
        areas: Vec::new(),
        clusters: Vec::new(),
        omitted: Default::default(),
    })
}

/// Adds to a GeoPackage of events what its project draws, and the project. Returns the path of the one beside it.
pub(super) fn add(package: &Path, gathered: Gathered, reference: &Reference) -> anyhow::Result<PathBuf> {
    let (content, clusters) = gathered.finish(reference);
    let qgz = qgis::archive(package, &content)?;
    qgis::add(package, &clusters, reference.axes.axes(), &qgz)?;
    let beside = package.with_extension("qgz");
    export::write_whole(&beside, |file| file.write_all(&qgz))?;
    Ok(beside)
}

/// Brings the project inside a store up to date: what is on the map when the store itself is opened.
pub(super) fn keep(store: &mut Store, reference: &Reference) -> anyhow::Result<()> {
    let axes = reference.axes.axes();
    let content = match store.extent()? {
        None => qgis::Content::default(),
        Some(Extent { days, last_with_point, axes: used }) => {
            let day = last_with_point.unwrap_or(days[1]);
            qgis::Content::of(days, &used, &of_day(day, store.events_of(day)?), axes)
        }
    };
    let content = qgis::Content { areas: qgis::Areas::Circles, ..content };
    let package = store.path();
    qgis::keep(package, axes, &qgis::archive(package, &content)?)?;
    Ok(())
}
