//! Names that do not lie upon one another: each takes the first free place around its mark, the more important first.

use svg::node::element::{Group, Text};

use crate::ground::Ground;
use crate::palette::Palette;
use crate::picture::frame::Frame;

/// Left, top, right, bottom in pixels.
type Area = [f64; 4];

/// Names that wait for a place, and what they must not cover.
pub(super) struct Labels {
    sheet: Area,
    taken: Vec<Area>,
    axes: Vec<(String, [[f64; 2]; 2])>,
    places: Vec<(String, [f64; 2], usize)>,
}

/// How a name is written.
#[derive(Clone, Copy)]
struct Hand<'p> {
    size: f64,
    colour: &'p str,
    weight: &'static str,
    style: &'static str,
    /// Pixels between the mark and the name, those that are tried first.
    gaps: &'static [f64],
}

impl Labels {
    /// None yet; all of them are to lie in the rectangle of left, top, width and height.
    pub(super) fn within([left, top, width, height]: [f64; 4]) -> Labels {
        let sheet = [left, top, left + width, top + height];
        Labels { sheet, taken: Vec::new(), axes: Vec::new(), places: Vec::new() }
    }

    /// A mark that no name may cover.
    pub(super) fn keep_clear(&mut self, [x, y]: [f64; 2], radius: f64) {
        self.taken.push([x - radius, y - radius, x + radius, y + radius]);
    }

    /// The name of an axis, at its tail or, where there is no room, at its head or not far from them.
    pub(super) fn axis(&mut self, name: &str, ends: [[f64; 2]; 2]) {
        self.axes.push((name.to_owned(), ends));
    }

    /// The name of a place with so many events.
    pub(super) fn place(&mut self, name: &str, at: [f64; 2], events: usize) {
        self.places.push((name.to_owned(), at, events));
    }

    /// All names that found a place. The others are left out: an illegible name says less than none.
    pub(super) fn drawn(mut self, frame: Frame, palette: &Palette) -> Group {
        let marks = &palette.marks;
        let mut group = Group::new();
        let axis =
            Hand { size: 17.0, colour: &marks.axis, weight: "bold", style: "normal", gaps: &[5.0, 22.0, 44.0, 66.0] };
        for (name, ends) in std::mem::take(&mut self.axes) {
            group = self.write(group, &name, &ends, axis);
        }
        self.places.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        let place = Hand { size: 14.0, colour: &marks.ink, weight: "normal", style: "normal", gaps: &[9.0] };
        for (name, at, _) in std::mem::take(&mut self.places) {
            group = self.write(group, &name, &[at], place);
        }
        let town = Hand { size: 12.0, colour: &palette.ground.town, weight: "normal", style: "italic", gaps: &[4.0] };
        for outline in Ground::Towns.outlines() {
            let at = outline.parts.iter().flatten().flatten().next();
            group = at.into_iter().fold(group, |group, at| self.write(group, &outline.name, &[frame.at(*at)], town));
        }
        group
    }

    /// Writes a name beside the first of these points that has room for it.
    fn write(&mut self, group: Group, name: &str, points: &[[f64; 2]], hand: Hand) -> Group {
        let [width, height] = [width(name, hand), hand.size];
        let beside = |gap: &f64| points.iter().flat_map(|at| around(*at, width, height, *gap)).collect::<Vec<Area>>();
        let Some(area) = hand.gaps.iter().flat_map(beside).find(|area| self.is_free(*area)) else {
            return group;
        };
        self.taken.push(area);
        let text = Text::new(name)
            .set("x", rounded(area[0]))
            .set("y", rounded(area[3] - height * 0.22))
            .set("font-size", hand.size)
            .set("font-weight", hand.weight)
            .set("font-style", hand.style)
            .set("fill", hand.colour)
            .set("stroke", "#ffffff")
            .set("stroke-width", 3.5)
            .set("stroke-opacity", 0.85)
            .set("stroke-linejoin", "round")
            .set("paint-order", "stroke");
        group.add(text)
    }

    fn is_free(&self, area: Area) -> bool {
        let [left, top, right, bottom] = self.sheet;
        let is_within =
            area[0] >= left + 4.0 && area[1] >= top + 4.0 && area[2] <= right - 4.0 && area[3] <= bottom - 4.0;
        let meets = |other: &Area| area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3];
        is_within && !self.taken.iter().any(meets)
    }
}

/// Places for a name around a point, the usual ones of a map first: right, left, above, below, then the corners.
fn around([x, y]: [f64; 2], width: f64, height: f64, gap: f64) -> [Area; 8] {
    let (half, near) = (height / 2.0, gap * 0.7);
    let corners = [
        [x + gap, y - half],
        [x - gap - width, y - half],
        [x - width / 2.0, y - gap - height],
        [x - width / 2.0, y + gap],
        [x + near, y - near - height],
        [x + near, y + near],
        [x - near - width, y - near - height],
        [x - near - width, y + near],
    ];
    corners.map(|[left, top]| [left, top, left + width, top + height])
}

/// About as wide as the name is in a common sans serif; a font of the machine may differ by a tenth.
fn width(name: &str, hand: Hand) -> f64 {
    let letters: f64 = name
        .chars()
        .map(|letter| match letter {
            'i' | 'l' | 'j' | 'I' | '.' | '\'' | '-' | ' ' | 'f' | 't' | 'r' | '(' | ')' => 0.36,
            'm' | 'w' | 'M' | 'W' => 0.92,
            _ if letter.is_uppercase() => 0.7,
            _ => 0.6,
        })
        .sum();
    letters * hand.size * if hand.weight == "bold" { 1.1 } else { 1.0 } + 2.0
}

/// A tenth of a pixel is fine enough, and short.
pub(super) fn rounded(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_spot_lie_beside_one_another_until_there_is_no_room() {
        let mut labels = Labels::within([0.0, 0.0, 400.0, 400.0]);
        let hand = Hand { size: 14.0, colour: "#000000", weight: "normal", style: "normal", gaps: &[9.0] };
        for _ in 0..20 {
            labels.write(Group::new(), "Bakhmut", &[[200.0, 200.0]], hand);
        }
        let areas = labels.taken.clone();
        assert!((4..=8).contains(&areas.len()), "{}", areas.len());
        for (index, a) in areas.iter().enumerate() {
            for b in &areas[index + 1..] {
                assert!(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], "{a:?} covers {b:?}");
            }
        }
    }

    #[test]
    fn an_axis_is_named_a_little_off_where_marks_stand_around_both_its_ends() {
        let mut labels = Labels::within([0.0, 0.0, 400.0, 400.0]);
        let ends = [[220.0, 200.0], [180.0, 200.0]];
        labels.keep_clear([200.0, 200.0], 32.0);
        labels.axis("Marinka", ends);
        let frame = Frame::fitted([0.0, 0.0, 400.0, 400.0], crate::sheet::Window::UKRAINE);
        let drawn = labels.drawn(frame, &Palette::embedded()).to_string();
        assert!(drawn.contains(">\nMarinka\n</text>") || drawn.contains(">Marinka</text>"), "{drawn}");
    }

    #[test]
    fn a_name_never_leaves_the_map() {
        let mut labels = Labels::within([0.0, 0.0, 100.0, 100.0]);
        labels.place("A very long name of a village", [98.0, 50.0], 1);
        let hand = Hand { size: 14.0, colour: "#000000", weight: "normal", style: "normal", gaps: &[9.0] };
        labels.write(Group::new(), "A very long name of a village", &[[98.0, 50.0]], hand);
        assert!(labels.taken.is_empty());
    }
}
