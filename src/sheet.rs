//! What a map of a day says of itself, on paper and in a picture: its window, its headline, the day in numbers.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{Axis, Day, Event, Ground, Position, drawn_point};

/// Whom a map must name, in one line.
pub const ATTRIBUTION: &str = include_str!("../data/styles/attribution.txt").trim_ascii_end();

/// How to read it.
pub const NOTES: &str = "A mark stands on the middle of its place, not on the spot. Hollow: one side, or nobody's side, says so. \
    Larger: more attacks or people told of. Axes are drawn schematically. It shows what was published, not what is so.";

/// A rectangle on the ground, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Degrees east.
    pub west: f64,
    /// Degrees north.
    pub south: f64,
    /// Degrees east.
    pub east: f64,
    /// Degrees north.
    pub north: f64,
}

impl Window {
    /// Ukraine and the ground along its borders.
    pub const UKRAINE: Window = Window { west: 21.5, south: 44.0, east: 41.0, north: 53.0 };

    /// The least window that holds the positions, with room around them. None when there are none.
    fn around(positions: impl Iterator<Item = Position>) -> Option<Window> {
        let bounds = positions.fold(None, |bounds: Option<Window>, position| {
            let (lat, lon) = (position.lat(), position.lon());
            let so_far = bounds.unwrap_or(Window { west: lon, south: lat, east: lon, north: lat });
            Some(Window {
                west: so_far.west.min(lon),
                south: so_far.south.min(lat),
                east: so_far.east.max(lon),
                north: so_far.north.max(lat),
            })
        })?;
        let (wide, high) = (bounds.east - bounds.west, bounds.north - bounds.south);
        // A tenth on each side, and never less than about 20 km, so that names have room beside the outermost marks.
        let (aside, above) = ((wide * 0.1).max(0.3), (high * 0.1).max(0.2));
        Some(Window {
            west: bounds.west - aside,
            south: bounds.south - above,
            east: bounds.east + aside,
            north: bounds.north + above,
        })
    }
}

/// What every map of a day tells.
pub const TOLD: &str = "what was reported, where, on which axis";

/// The headline of a day.
pub fn headline(day: Date) -> String {
    format!("{}: {TOLD}", day.strftime("%-d %B %Y"))
}

/// Whether the events of an axis, or of none, are wanted.
type Wanted<'w> = dyn Fn(Option<&str>) -> bool + 'w;

/// Where the day's sectors of the front have events: towns far behind it and along other borders are on the overview.
/// When no sector has any, where the other axes have; when none has, where anything happened.
pub fn window(day: &Day, axes: &[Axis]) -> Option<Window> {
    let is_front = |id: &str| axes.iter().any(|axis| axis.id == id && axis.ground == Ground::Front);
    let is_wanted: [&Wanted; 3] = [&|axis| axis.is_some_and(is_front), &|axis| axis.is_some(), &|_| true];
    is_wanted.into_iter().find_map(|is_wanted| {
        let layers = day.layers.iter().filter(|layer| is_wanted(layer.axis.as_deref()));
        Window::around(layers.flat_map(|layer| &layer.events).filter_map(drawn_point))
    })
}

/// "61 events at 34 places on 8 axes, 12 more known only to a district or a region; told by 14 publishers".
pub fn numbers(day: &Day) -> String {
    let on_points: Vec<&Event> = day.layers.iter().flat_map(|layer| &layer.events).collect();
    let places: BTreeSet<&str> = on_points.iter().map(|event| event.best().location.place.id.as_str()).collect();
    let axes = day.layers.iter().filter(|layer| layer.axis.is_some()).count();
    let in_areas: usize = day.areas.iter().map(|area| area.events.len()).sum();
    let publishers: BTreeSet<&str> = day
        .events()
        .flat_map(|event| &event.reports)
        .filter_map(|report| report.quotation.publisher.as_deref())
        .collect();
    let mut said = format!(
        "{} at {} on {}",
        counted(on_points.len(), "event"),
        counted(places.len(), "place"),
        if axes == 1 { "1 axis".to_owned() } else { format!("{axes} axes") }
    );
    if in_areas > 0 {
        said.push_str(&format!(", {in_areas} more known only to a district or a region"));
    }
    if !publishers.is_empty() {
        said.push_str(&format!("; told by {}", counted(publishers.len(), "publisher")));
    }
    said
}

fn counted(number: usize, of: &str) -> String {
    if number == 1 { format!("1 {of}") } else { format!("{number} {of}s") }
}
