//! What a project is about: its days, axes and window, and the words of its print layout.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{self, Day};
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
    /// What the project is called.
    pub title: String,
    /// The day in numbers.
    pub numbers: String,
    /// How the file has events of districts and regions.
    pub areas: Areas,
}

/// The shape of events known only to a district or a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Areas {
    /// The centre of the unit, as in an exported file.
    Centres,
    /// A circle of the uncertainty, as in a store.
    Circles,
}

impl Default for Content {
    /// A project of no day: Ukraine without events.
    fn default() -> Content {
        let day = jiff::civil::date(2022, 2, 24);
        let title = sheet::TOLD.to_owned();
        Content {
            days: [day; 2],
            day,
            axes: Vec::new(),
            window: Window::UKRAINE,
            title,
            numbers: "no events".to_owned(),
            areas: Areas::Centres,
        }
    }
}

impl Content {
    /// What there is to show. `days` are the first and the last that have an event, `used` the axes of all, `shown` is the
    /// day of the print layout; `axes` gives their names.
    pub fn of(days: [Date; 2], used: &BTreeSet<String>, shown: &Day, axes: &[model::Axis]) -> Content {
        let name = |id: &str| axes.iter().find(|axis| axis.id == id).map_or(id.to_owned(), |axis| axis.name.clone());
        let has_events = shown.events().next().is_some();
        Content {
            days,
            day: shown.day,
            axes: used.iter().map(|id| Axis { id: id.clone(), name: name(id) }).collect(),
            window: sheet::window(shown, axes).unwrap_or(Window::UKRAINE),
            title: sheet::headline(shown.day),
            numbers: if has_events { sheet::numbers(shown) } else { "no events".to_owned() },
            areas: Areas::Centres,
        }
    }
}
