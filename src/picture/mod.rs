//! The daily picture: events and clusters of a day over oblast borders, axes named, with legend, sources and attribution.
//!
//! Drawn as SVG by a library, so that no text becomes markup; the same day gives the same bytes. A PNG is that SVG in
//! pixels, with the fonts of the machine.

mod frame;
mod labels;
mod marks;
mod side;

use std::collections::BTreeMap;
use std::sync::Arc;

use resvg::{tiny_skia, usvg};
use svg::Document;
use svg::node::element::{ClipPath, Definitions, Group, Rectangle};

use crate::model::{Axis, Cluster, Day, Event, Position, drawn_point};
use crate::palette::Palette;
use crate::picture::frame::Frame;
use crate::picture::labels::Labels;
use crate::sheet::{self, Window};

/// Width and height in pixels.
const SIZE: [f64; 2] = [1400.0, 990.0];
const MAIN: [f64; 4] = [28.0, 88.0, 1012.0, 854.0];
const OVERVIEW: [f64; 4] = [1058.0, 88.0, 314.0, 224.0];
/// Fonts by preference; the last name is whatever the machine has.
const FONT: &str = "Open Sans, DejaVu Sans, Noto Sans, sans-serif";

/// A picture that cannot be put into pixels.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Words cannot be drawn.
    #[error("no font was found on this machine; install one, such as DejaVu Sans, or write an .svg")]
    NoFont,
    /// A drawing of our own that the renderer refuses.
    #[error("the picture cannot be drawn in pixels")]
    Drawing(#[from] usvg::Error),
    /// The pixels cannot be packed.
    #[error("the picture cannot be packed as PNG: {0}")]
    Packing(String),
}

/// The picture of a day as SVG.
pub fn svg(day: &Day, axes: &[Axis], palette: &Palette) -> String {
    let main = Frame::fitted(MAIN, sheet::window(day, axes).unwrap_or(Window::UKRAINE));
    let overview = Frame::fitted(OVERVIEW, Window::UKRAINE);
    let mut labels = Labels::within(MAIN);
    let map = clipped("map")
        .add(marks::ground(main, palette))
        .add(clusters(day, main, palette))
        .add(axes_in_use(day, axes, main, palette, &mut labels))
        .add(marks::towns(main, palette))
        .add(events(day, main, palette, &mut labels))
        .add(labels.drawn(main, palette));
    let small = clipped("overview").add(marks::ground(overview, palette)).add(dots(day, overview, palette));
    let clips = Definitions::new().add(clip("map", MAIN)).add(clip("overview", OVERVIEW));
    let [width, height] = SIZE;
    let document = Document::new()
        .set("viewBox", (0, 0, width, height))
        .set("width", width)
        .set("height", height)
        .set("font-family", FONT)
        .add(clips)
        .add(Rectangle::new().set("width", width).set("height", height).set("fill", "#ffffff"))
        .add(map)
        .add(small)
        .add(marks::edge(MAIN, palette))
        .add(marks::edge(OVERVIEW, palette))
        .add(side::words(day, palette))
        .add(side::legend(palette))
        .add(side::scale(main, palette));
    format!("{document}\n")
}

/// An SVG in pixels, `wide` of them across.
///
/// # Errors
/// When the machine has no font, or the renderer refuses the drawing.
pub fn png(svg: &str, wide: u32) -> Result<Vec<u8>, Error> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_system_fonts();
    let families = FONT.split(", ").map(usvg::fontdb::Family::Name).collect::<Vec<_>>();
    let query = usvg::fontdb::Query { families: &families, ..usvg::fontdb::Query::default() };
    let chosen = fonts.query(&query).and_then(|id| fonts.face(id)).or_else(|| fonts.faces().next());
    let family = chosen.and_then(|face| face.families.first()).map(|(name, _)| name.clone()).ok_or(Error::NoFont)?;
    fonts.set_sans_serif_family(family);
    let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options)?;
    let zoom = f64::from(wide) / SIZE[0];
    let high = (SIZE[1] * zoom).round() as u32;
    let mut pixels = tiny_skia::Pixmap::new(wide, high).ok_or(Error::Packing("no pixels were asked for".to_owned()))?;
    let scale = tiny_skia::Transform::from_scale(zoom as f32, zoom as f32);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Error::Packing(error.to_string()))
}

fn clipped(name: &str) -> Group {
    Group::new().set("clip-path", format!("url(#{name})"))
}

fn clip(name: &str, [left, top, width, height]: [f64; 4]) -> ClipPath {
    let area = Rectangle::new().set("x", left).set("y", top).set("width", width).set("height", height);
    ClipPath::new().set("id", name).add(area)
}

fn clusters(day: &Day, frame: Frame, palette: &Palette) -> Group {
    let hull = |cluster: &Cluster| marks::hull(&cluster.hull, frame, palette);
    day.clusters.iter().fold(Group::new(), |group, cluster| group.add(hull(cluster)))
}

/// The axes that have an event on that day.
fn axes_in_use(day: &Day, axes: &[Axis], frame: Frame, palette: &Palette, labels: &mut Labels) -> Group {
    let used = day.layers.iter().filter_map(|layer| axes.iter().find(|axis| layer.axis.as_ref() == Some(&axis.id)));
    used.fold(Group::new(), |group, axis| match axis.line() {
        Some(line) => {
            let ends = line.map(|end| frame.at(end));
            labels.axis(&axis.name, ends);
            group.add(marks::axis(ends, axis.toward.is_some(), palette))
        }
        None => group,
    })
}

/// The events, those of one place beside one another, and the places' names for the labels.
fn events(day: &Day, frame: Frame, palette: &Palette, labels: &mut Labels) -> Group {
    let mut group = Group::new();
    for (place, events) in by_place(day) {
        let middle = frame.at(place.0);
        for (number, event) in events.iter().enumerate() {
            let at = marks::beside(middle, number, events.len());
            labels.keep_clear(at, marks::radius(event));
            group = group.add(marks::event(event, at, palette));
        }
        labels.place(&events[0].best().location.place.name, middle, events.len());
    }
    group
}

fn dots(day: &Day, frame: Frame, palette: &Palette) -> Group {
    by_place(day).keys().fold(Group::new(), |group, place| group.add(marks::dot(frame.at(place.0), palette)))
}

/// A position with an order, from north to south.
#[derive(Clone, Copy, PartialEq)]
struct Spot(Position);

impl Eq for Spot {}

impl PartialOrd for Spot {
    fn partial_cmp(&self, other: &Spot) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Spot {
    fn cmp(&self, other: &Spot) -> std::cmp::Ordering {
        other.0.lat().total_cmp(&self.0.lat()).then(self.0.lon().total_cmp(&other.0.lon()))
    }
}

fn by_place(day: &Day) -> BTreeMap<Spot, Vec<&Event>> {
    let mut places: BTreeMap<Spot, Vec<&Event>> = BTreeMap::new();
    for event in day.layers.iter().flat_map(|layer| &layer.events) {
        if let Some(position) = drawn_point(event) {
            places.entry(Spot(position)).or_default().push(event);
        }
    }
    places
}
