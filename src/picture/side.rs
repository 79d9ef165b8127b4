//! What stands beside the maps: headline, numbers, legend, scale, notes and whom to credit.

use svg::node::element::{Group, Line, Path, Rectangle, Text};

use crate::model::Day;
use crate::palette::{Palette, Shape};
use crate::picture::frame::Frame;
use crate::picture::{MAIN, OVERVIEW, SIZE, marks};
use crate::sheet;

/// Pixels between two lines of the legend.
const STEP: f64 = 27.0;
/// Letters of a line of notes.
const NOTE_WIDTH: usize = 50;

/// Headline, the day in numbers, notes and attribution.
pub(super) fn words(day: &Day, palette: &Palette) -> Group {
    let ink = palette.marks.ink.as_str();
    let mut group = Group::new()
        .add(text(&sheet::headline(day.day), MAIN[0], 46.0, 30.0, ink).set("font-weight", "bold"))
        .add(text(&sheet::numbers(day), MAIN[0], 73.0, 16.0, "#555555"))
        .add(text(sheet::ATTRIBUTION, MAIN[0], SIZE[1] - 22.0, 11.5, "#777777"));
    for (number, line) in lines(sheet::NOTES).iter().enumerate() {
        group = group.add(text(line, OVERVIEW[0], 838.0 + 17.0 * number as f64, 12.0, "#555555"));
    }
    group
}

/// What each mark means.
pub(super) fn legend(palette: &Palette) -> Group {
    let left = OVERVIEW[0] + 12.0;
    let (marks, mut y) = (&palette.marks, OVERVIEW[1] + OVERVIEW[3] + 34.0);
    let title = text("Events, larger with their number", OVERVIEW[0], y, 15.0, &marks.ink).set("font-weight", "bold");
    let mut group = Group::new().add(title);
    let mut line = |sign: Group, words: &str| {
        y += STEP;
        let moved = sign.set("transform", format!("translate({left},{})", y - 5.0));
        group = group.clone().add(moved).add(text(words, left + 26.0, y, 14.0, &marks.ink));
    };
    let sign = |form: Shape, fill: &str, edge: &str| {
        Group::new().add(marks::shape(form, [0.0, 0.0], 7.0).set("fill", fill).set("stroke", edge))
    };
    for class in &palette.class {
        line(sign(class.shape, &class.colour, &class.colour), &class.label);
    }
    line(sign(Shape::Circle, &marks.hollow, &marks.ink), "hollow: one side's word, or disputed");
    line(sign(Shape::Circle, &marks.ink, &marks.ink), "filled: both sides, or several sources");
    let hull = Path::new()
        .set("d", "M-12,-7 L12,-7 L12,7 L-12,7 Z")
        .set("fill", marks.cluster.as_str())
        .set("fill-opacity", 0.13);
    let hull = hull.set("stroke", marks.cluster.as_str()).set("stroke-dasharray", "5 3");
    line(Group::new().add(hull), "Cluster in space and time");
    line(marks::axis([[-13.0, 0.0], [13.0, 0.0]], true, palette), "Axis of attack, schematic");
    line(marks::axis([[-13.0, 0.0], [13.0, 0.0]], false, palette), "Axis along a border, schematic");
    group
}

/// A bar of a round number of kilometres in the corner of the map.
pub(super) fn scale(frame: Frame, palette: &Palette) -> Group {
    let long = |kilometres: &f64| kilometres * frame.kilometre() <= 180.0;
    let kilometres = [5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0].into_iter().rfind(long).unwrap_or(5.0);
    let (left, y, width) = (MAIN[0] + 20.0, MAIN[1] + MAIN[3] - 20.0, kilometres * frame.kilometre());
    let ink = palette.marks.ink.as_str();
    let tick = |x: f64| Line::new().set("x1", x).set("x2", x).set("y1", y - 7.0).set("y2", y).set("stroke", ink);
    let plate =
        Rectangle::new().set("x", left - 10.0).set("y", y - 28.0).set("width", width + 70.0).set("height", 38.0);
    Group::new()
        .add(plate.set("fill", "#ffffff").set("fill-opacity", 0.8))
        .add(Line::new().set("x1", left).set("x2", left + width).set("y1", y).set("y2", y).set("stroke", ink))
        .add(tick(left))
        .add(tick(left + width))
        .add(text("0", left - 4.0, y - 11.0, 12.0, ink))
        .add(text(&format!("{kilometres} km"), left + width - 8.0, y - 11.0, 12.0, ink))
}

fn text(words: &str, x: f64, y: f64, size: f64, colour: &str) -> Text {
    Text::new(words).set("x", x).set("y", y).set("font-size", size).set("fill", colour)
}

/// The words in lines of about the same length.
fn lines(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < NOTE_WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
