//! Layers written file by file and day by day, with the index of them; days that did not change are kept as they are.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;

use crate::export::index::{self, Content, Earlier, Entry, Index};
use crate::export::{Error, NO_AXIS, Versions, Written, check_axis, features, summary, unresolved, whole};
use crate::model::{Cluster, Day, Event, Omissions, Unresolved};

/// The folder of the newest day.
const LATEST: &str = "latest";

/// Which versions made each event.
pub type MadeBy<'m> = &'m dyn Fn(&Event) -> &'m Versions;

/// Layers that are being written into a folder.
pub struct Layers<'a> {
    dir: &'a Path,
    versions: &'a Versions,
    earlier: Earlier,
    index: Index,
    /// Files that are other than they were.
    changed: usize,
}

impl<'a> Layers<'a> {
    /// Begins in a folder, which is made when it does not exist. Nothing is written yet.
    ///
    /// # Errors
    /// When the folder has an `index.json` that cannot be read or that no earlier run wrote.
    pub fn open(dir: &'a Path, versions: &'a Versions) -> Result<Layers<'a>, Error> {
        let earlier = index::earlier(&dir.join(index::NAME))?;
        Ok(Layers { dir, versions, earlier, index: Index::new(versions), changed: 0 })
    }

    /// Whether an earlier run left the files of a day, or of events without one: all of them are there, and the same
    /// versions wrote them.
    pub fn can_keep(&self, day: Option<Date>) -> bool {
        let entries = self.earlier.entries(day);
        let is_whole = !entries.is_empty() && entries.iter().all(|entry| self.dir.join(&entry.path).is_file());
        is_whole && self.earlier.is_made_by(self.versions)
    }

    /// Keeps the files of a day, or of events without one, as an earlier run left them.
    pub fn keep(&mut self, day: Option<Date>) {
        self.earlier.entries(day).iter().for_each(|entry| self.index.add(entry.clone()));
    }

    /// Keeps the files of a day but for that of its clusters, which have the ids of their events of that day.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_events(&mut self, day: Date, clusters: &[Cluster]) -> Result<(), Error> {
        for entry in self.earlier.entries(Some(day)).to_vec() {
            match entry.content {
                Content::Clusters { .. } => {
                    let with_events = clusters.iter().map(|cluster| (cluster, cluster.events.as_slice()));
                    self.clusters(day, with_events)?;
                }
                Content::Points { .. } | Content::Areas { .. } | Content::Summary { .. } => self.index.add(entry),
                Content::Undated | Content::Unresolved { .. } => {}
            }
        }
        Ok(())
    }

    /// Writes the files of a day.
    ///
    /// # Errors
    /// When a file cannot be written, or an axis has an id that is no file name.
    pub fn day(&mut self, day: &Day, made_by: MadeBy) -> Result<(), Error> {
        day.layers.iter().try_for_each(|layer| check_axis(layer.axis.as_deref()))?;
        let date = day.day;
        for layer in &day.layers {
            let name = layer.axis.as_deref().unwrap_or(NO_AXIS);
            let content = Content::Points { day: date, axis: layer.axis.clone() };
            self.features(format!("{date}/{name}.geojson"), content, &layer.events, made_by)?;
        }
        let in_areas = day.areas.iter().flat_map(|area| &area.events);
        self.features(format!("{date}/areas.geojson"), Content::Areas { day: date }, in_areas, made_by)?;
        let members = members(day);
        let of_day = day.clusters.iter().map(|cluster| {
            let events = members.get(cluster.id.as_str()).map_or(&[][..], Vec::as_slice);
            (&**cluster, events)
        });
        self.clusters(date, of_day)?;
        let path = format!("{date}/summary.json");
        self.file(&path, |file| summary::write(file, day))?;
        self.index.add(Entry { path, content: Content::Summary { day: date }, features: None });
        Ok(())
    }

    /// Writes the events without a day.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undated(&mut self, events: &[Event], made_by: MadeBy) -> Result<(), Error> {
        self.features("undated.geojson".to_owned(), Content::Undated, events, made_by)
    }

    /// Writes the names that stayed open.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn unresolved(&mut self, rows: &[Unresolved]) -> Result<(), Error> {
        let path = "unresolved.csv".to_owned();
        self.file(&path, |file| unresolved::write(file, rows))?;
        self.index.add(Entry { path, content: Content::Unresolved { rows: rows.len() }, features: None });
        Ok(())
    }

    /// Copies the files of a day into the folder `latest`, in the place of those that were copied there before, so that
    /// they are found under the same names every morning.
    ///
    /// # Errors
    /// When a file cannot be read, written or removed.
    pub fn latest(&mut self, day: Date) -> Result<(), Error> {
        let folder = self.dir.join(LATEST);
        let earlier = index::earlier(&folder.join(index::NAME))?;
        let mut copied = Index::new(self.versions);
        for entry in self.index.of_day(day) {
            let from = self.dir.join(&entry.path);
            let bytes = fs::read(&from).map_err(|source| Error::Read { path: from, source })?;
            let path = entry.path.split_once('/').map_or(&*entry.path, |(_, name)| name).to_owned();
            self.changed += usize::from(whole::write(&folder.join(&path), |file| file.write_all(&bytes))?);
            copied.add(Entry { path, ..entry });
        }
        index::remove_stale(&folder, &earlier.paths_in_latest(), &copied)?;
        self.changed += usize::from(whole::write(&folder.join(index::NAME), |file| copied.write(file))?);
        Ok(())
    }

    /// Removes what earlier runs left and this one did not write or keep, and writes the index.
    ///
    /// # Errors
    /// When a file cannot be removed or written.
    pub fn finish(mut self, not_drawn: &Omissions) -> Result<Written, Error> {
        let removed = index::remove_stale(self.dir, &self.earlier.paths(), &self.index)?;
        self.index.omit(not_drawn);
        let index = &self.index;
        self.changed += usize::from(whole::write(&self.dir.join(index::NAME), |file| index.write(file))?);
        let (files, features) = (self.index.files() + 1, self.index.features());
        Ok(Written { files, features, changed: self.changed, removed })
    }

    fn features<'e, I>(&mut self, path: String, content: Content, events: I, made_by: MadeBy) -> Result<(), Error>
    where
        I: IntoIterator<Item = &'e Event, IntoIter: Clone>,
    {
        let events = events.into_iter();
        let written = events.clone();
        self.file(&path, |file| features::write_events(file, written, made_by))?;
        self.index.add(Entry { path, content, features: Some(events.count()) });
        Ok(())
    }

    /// Writes the clusters of a day, each with the ids of its events of that day.
    fn clusters<'e, I>(&mut self, day: Date, clusters: I) -> Result<(), Error>
    where
        I: IntoIterator<Item = (&'e Cluster, &'e [String]), IntoIter: ExactSizeIterator>,
    {
        let path = format!("{day}/clusters.geojson");
        let (versions, clusters) = (self.versions, clusters.into_iter());
        let count = clusters.len();
        let features = clusters.map(|(cluster, events)| features::of_cluster(cluster, day, events, versions));
        self.file(&path, |file| features::write_clusters(file, features))?;
        self.index.add(Entry { path, content: Content::Clusters { day }, features: Some(count) });
        Ok(())
    }

    fn file(
        &mut self,
        path: &str,
        fill: impl FnOnce(&mut io::BufWriter<fs::File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        self.changed += usize::from(whole::write(&self.dir.join(path), fill)?);
        Ok(())
    }
}

/// The ids of the events of a day that are in clusters, by the clusters' ids.
fn members(day: &Day) -> BTreeMap<&str, Vec<String>> {
    let mut members: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for event in day.layers.iter().flat_map(|layer| &layer.events) {
        // A cluster may have a hundred thousand events; its list is sorted.
        let cluster = day.clusters.iter().find(|cluster| cluster.events.binary_search(&event.id).is_ok());
        if let Some(cluster) = cluster {
            members.entry(&cluster.id).or_default().push(event.id.clone());
        }
    }
    members.values_mut().for_each(|ids| ids.sort_unstable());
    members
}
