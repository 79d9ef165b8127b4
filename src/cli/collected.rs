//! The reports of many documents, kept in little memory.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Place, Report};

/// Reports as they come in.
#[derive(Default)]
pub(super) struct Reports {
    reports: Vec<Report>,
    /// Every place that a report stands on, once: many reports stand on few places. A data set may know the same place by
    /// a point of its own.
    places: HashMap<(String, Option<[u64; 2]>), Arc<Place>>,
}

impl Reports {
    /// Keeps the reports of a document.
    pub(super) fn add(&mut self, reports: Vec<Report>) {
        for mut report in reports {
            let place = &mut report.location.place;
            let point = place.position.map(|position| [position.lat(), position.lon()].map(f64::to_bits));
            let known = self.places.entry((place.id.clone(), point)).or_insert_with(|| Arc::clone(place));
            *place = Arc::clone(known);
            self.reports.push(report);
        }
    }

    /// All of them.
    pub(super) fn into_all(self) -> Vec<Report> {
        self.reports
    }
}
