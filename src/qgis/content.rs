//! What a project is about: its days, axes and window, and the words of its print layout.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{self, Day, Drawing};
use crate::sheet::{self, Window};

/// An axis that has a group of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// Its id in the column `axis`.
    pub id: String,
    /// What people read.
    pub name: String,
}

/// What a project shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// First and last day of its time slider.
    pub days: [Date; 2],
    /// The day that the print layout shows.
    pub day: Date,
    /// Axes with a group of their own, in order.
    pub axes: Vec<Axis>,
    /// What is seen when the project opens and on the print layout.
    pub window: Window,
    /// Headline of the print layout.
    pub title: String,
    /// The day in numbers.
    pub subtitle: String,
}

impl Default for Content {
    /// A project of no day: Ukraine without events.
    fn default() -> Content {
        let day = jiff::civil::date(2022, 2, 24);
        let title = "What was reported, where, on which axis".to_owned();
        Content {
            days: [day; 2],
            day,
            axes: Vec::new(),
            window: Window::UKRAINE,
            title,
            subtitle: "no events".to_owned(),
        }
    }
}

impl Content {
    /// What there is to show of a drawing. The layout shows `day`, or the last day that has an event on a point.
    /// `axes` gives their names.
    pub fn of(drawing: &Drawing, axes: &[model::Axis], day: Option<Date>) -> Content {
        let with_points = |day: &&Day| day.layers.iter().any(|layer| !layer.events.is_empty());
        let drawn: Vec<&Day> = drawing.days.iter().filter(|day| day.events().next().is_some()).collect();
        let Some((first, last)) = drawn.first().zip(drawn.last()) else { return Content::default() };
        let day =
            day.or_else(|| drawn.iter().rev().find(|day| with_points(day)).map(|day| day.day)).unwrap_or(last.day);
        let shown = drawing.days.iter().find(|known| known.day == day);
        let used: BTreeSet<&str> =
            drawn.iter().flat_map(|day| &day.layers).filter_map(|layer| layer.axis.as_deref()).collect();
        let name = |id: &str| axes.iter().find(|axis| axis.id == id).map_or(id.to_owned(), |axis| axis.name.clone());
        Content {
            days: [first.day, last.day],
            day,
            axes: used.iter().map(|id| Axis { id: (*id).to_owned(), name: name(id) }).collect(),
            window: shown.and_then(|day| sheet::window(day, axes)).unwrap_or(Window::UKRAINE),
            title: sheet::headline(day),
            subtitle: shown.map_or("no events".to_owned(), sheet::numbers),
        }
    }
}
