//! The reports of many documents, kept in little memory.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Place, Report};

/// Reports as they come in.
#[derive(Default)]
pub(super) struct Reports {
    reports: Vec<Report>,
    /// Every place that a report stands on, once: many reports stand on few places.
    places: HashMap<String, Arc<Place>>,
}

impl Reports {
    /// Keeps the reports of a document.
    pub(super) fn add(&mut self, reports: Vec<Report>) {
        for mut report in reports {
            let place = &mut report.location.place;
            let known = self.places.entry(place.id.clone()).or_insert_with(|| Arc::clone(place));
            *place = Arc::clone(known);
            self.reports.push(report);
        }
    }

    /// All of them.
    pub(super) fn into_all(self) -> Vec<Report> {
        self.reports
    }
}

/// The reports without the places that were not chosen, which take most of a report's memory and are on no map.
pub(super) fn slim(mut reports: Vec<Report>) -> Vec<Report> {
    for report in &mut reports {
        report.location.scored = Vec::new();
        report.location.mention.candidates = Vec::new();
    }
    reports
}
