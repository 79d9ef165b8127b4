//! Events and clusters sorted into days, and each day into axes and areas.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Area, Cluster, Day, Drawing, Event, Layer, Omission, Omissions, drawn_point};

/// Everything there is to draw.
///
/// An event of several days is drawn once, under its last day; one whose last day is unknown is undated. Events on a
/// point go to the layer of their axis, all others to the area of their place. Those that are only planned, supposed,
/// remembered or denied are counted and not drawn. A day stands in the drawing when it has an event, drawn or not; a
/// cluster stands on all of those from its first day to its last. The order of the input makes no difference.
pub fn drawing(events: Vec<Event>, clusters: Vec<Cluster>) -> Drawing {
    let mut clusters: Vec<Arc<Cluster>> = clusters.into_iter().map(Arc::new).collect();
    clusters.sort_by(|a, b| a.id.cmp(&b.id));
    let mut drawing = Drawing::default();
    let mut sheets: BTreeMap<Date, Sheet> = BTreeMap::new();
    for event in events {
        match (event.best().when.end, Omission::of(&event)) {
            (Some(day), None) => sheets.entry(day).or_default().add(event),
            (Some(day), Some(reason)) => *sheets.entry(day).or_default().omitted.entry(reason).or_default() += 1,
            (None, None) => drawing.undated.push(event),
            (None, Some(reason)) => *drawing.undated_omitted.entry(reason).or_default() += 1,
        }
    }
    drawing.undated.sort_by(|a, b| a.id.cmp(&b.id));
    drawing.days = sheets.into_iter().map(|(day, sheet)| sheet.finish(day, &clusters)).collect();
    drawing
}

/// A day that is still being filled.
#[derive(Default)]
struct Sheet {
    by_axis: BTreeMap<Option<String>, Vec<Event>>,
    by_area: BTreeMap<String, Vec<Event>>,
    omitted: Omissions,
}

impl Sheet {
    fn add(&mut self, event: Event) {
        let best = event.best();
        if drawn_point(&event).is_some() {
            self.by_axis.entry(best.axis.clone()).or_default().push(event);
        } else {
            self.by_area.entry(best.location.place.id.clone()).or_default().push(event);
        }
    }

    fn finish(mut self, day: Date, clusters: &[Arc<Cluster>]) -> Day {
        let on_no_axis = self.by_axis.remove(&None).map(|events| (None, events));
        let layers = self.by_axis.into_iter().chain(on_no_axis);
        Day {
            day,
            layers: layers.map(|(axis, events)| Layer { day, axis, events: by_id(events) }).collect(),
            areas: self
                .by_area
                .into_iter()
                .map(|(place_id, events)| Area { place_id, events: by_id(events) })
                .collect(),
            clusters: clusters.iter().filter(|cluster| cluster.from <= day && day <= cluster.to).cloned().collect(),
            omitted: self.omitted,
        }
    }
}

fn by_id(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events
}
