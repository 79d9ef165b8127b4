//! What stands on a map: ground, hulls, arrows, towns and the marks of events.

use std::fmt::Write;

use svg::node::element::{Circle, Group, Path, Polygon, Rectangle};

use crate::ground;
use crate::model::{Counted, Event, Position, Scope, Status};
use crate::palette::{Palette, Shape};
use crate::picture::frame::Frame;
use crate::picture::labels::rounded;

/// Sea, land, borders and rivers.
pub(super) fn ground(frame: Frame, palette: &Palette) -> Group {
    let colours = &palette.ground;
    let mut group =
        Group::new().add(Rectangle::new().set("width", "100%").set("height", "100%").set("fill", colours.sea.as_str()));
    for country in ground::Ground::Countries.outlines() {
        let fill = if country.code == "UA" { &colours.ukraine } else { &colours.neighbours };
        group = group.add(outline(&country, frame).set("fill", fill.as_str()));
    }
    for river in ground::Ground::Rivers.outlines() {
        group = group.add(
            outline(&river, frame).set("fill", "none").set("stroke", colours.river.as_str()).set("stroke-width", 1.6),
        );
    }
    for (ground, colour, width) in
        [(ground::Ground::Oblasts, &colours.oblast_line, 0.9), (ground::Ground::Countries, &colours.country_line, 1.6)]
    {
        for border in ground.outlines() {
            let line = outline(&border, frame).set("fill", "none");
            group = group
                .add(line.set("stroke", colour.as_str()).set("stroke-width", width).set("stroke-linejoin", "round"));
        }
    }
    group
}

/// Small dots for the towns whose names stand on the map.
pub(super) fn towns(frame: Frame, palette: &Palette) -> Group {
    ground::Ground::Towns.outlines().iter().flat_map(|town| town.parts.iter().flatten().flatten()).fold(
        Group::new().set("fill", palette.ground.town.as_str()),
        |group, at| {
            let [x, y] = frame.at(*at).map(rounded);
            group.add(Circle::new().set("cx", x).set("cy", y).set("r", 1.8))
        },
    )
}

/// The line around a map.
pub(super) fn edge([left, top, width, height]: [f64; 4], palette: &Palette) -> Rectangle {
    let edge = Rectangle::new().set("x", left).set("y", top).set("width", width).set("height", height);
    edge.set("fill", "none").set("stroke", palette.ground.country_line.as_str()).set("stroke-width", 1)
}

/// A cluster's hull; with fewer than three corners a line or a ring.
pub(super) fn hull(corners: &[Position], frame: Frame, palette: &Palette) -> Path {
    let line = Path::new()
        .set("d", way(corners, frame, corners.len() > 2))
        .set("stroke", palette.marks.cluster.as_str())
        .set("stroke-width", 1.4)
        .set("stroke-dasharray", "5 3");
    line.set("fill", palette.marks.cluster.as_str()).set("fill-opacity", 0.13)
}

/// An arrow from tail to head, or a dashed line.
pub(super) fn axis([tail, head]: [[f64; 2]; 2], has_head: bool, palette: &Palette) -> Group {
    let colour = palette.marks.axis.as_str();
    let (dx, dy) = (head[0] - tail[0], head[1] - tail[1]);
    let length = dx.hypot(dy).max(1.0);
    let (along, across) = ([dx / length, dy / length], [-dy / length, dx / length]);
    let point = |on: f64, off: f64| {
        let x = tail[0] + along[0] * on + across[0] * off;
        let y = tail[1] + along[1] * on + across[1] * off;
        format!("{},{}", rounded(x), rounded(y))
    };
    if !has_head {
        let d = format!("M{} L{}", point(0.0, 0.0), point(length, 0.0));
        let line = Path::new().set("d", d).set("stroke", colour).set("stroke-width", 4).set("stroke-dasharray", "12 8");
        return Group::new().set("opacity", 0.4).add(line);
    }
    let neck = (length - 18.0).max(0.0);
    let corners = [(0.0, -1.5), (neck, -3.5), (neck, -10.0), (length, 0.0), (neck, 10.0), (neck, 3.5), (0.0, 1.5)];
    let points = corners.map(|(on, off)| point(on, off)).join(" ");
    Group::new().set("opacity", 0.45).add(Polygon::new().set("points", points).set("fill", colour))
}

/// Where the mark of one of a place's events stands: alone on the place, or in rings around it.
pub(super) fn beside([x, y]: [f64; 2], number: usize, of: usize) -> [f64; 2] {
    if of < 2 {
        return [x, y];
    }
    // Eight to a ring, each ring 15 pixels wider; fewer in the last one stand as far apart as they can.
    let (ring, slot) = (number / 8, number % 8);
    let slots = (of - ring * 8).min(8) as f64;
    let radius = if of < 4 { 8.0 } else { 13.0 } + 15.0 * ring as f64;
    let angle = std::f64::consts::TAU * (slot as f64 / slots) - std::f64::consts::FRAC_PI_2;
    [x + radius * angle.cos(), y + radius * angle.sin()]
}

/// Pixels from the middle of an event's mark to its edge: 6 for no number or one, 15 for a hundred and more.
pub(super) fn radius(event: &Event) -> f64 {
    let best = event.best();
    let count = |counted: Counted| best.counts.get(&counted).map_or(0, |count| count.best);
    let largest = [
        count(Counted::Attacks),
        count(Counted::Munitions),
        count(Counted::Downed),
        count(Counted::Killed).saturating_add(count(Counted::Wounded)),
        count(Counted::Evacuated) / 10,
    ];
    // A number that a list of places shares says nothing of one of them.
    let number = if best.scope == Scope::Event { largest.into_iter().max().unwrap_or(0) } else { 0 };
    6.0 + 4.5 * f64::from(number.clamp(1, 100)).log10()
}

/// The mark of an event: the shape and colour of its class, hollow when only one side, or nobody's side, says so.
pub(super) fn event(event: &Event, at: [f64; 2], palette: &Palette) -> Path {
    let Some(class) = palette.class_of(event.best().event_type) else { return Path::new() };
    let is_hollow = match event.status {
        Status::Claimed | Status::Disputed | Status::Denied => true,
        Status::ClaimedByBoth | Status::Corroborated => false,
    };
    let fill = if is_hollow { &palette.marks.hollow } else { &class.colour };
    let mark = shape(class.shape, at, radius(event)).set("fill", fill.as_str()).set("stroke", class.colour.as_str());
    if event.status == Status::Disputed { mark.set("stroke-dasharray", "2 2") } else { mark }
}

/// Where anything happened.
pub(super) fn dot([x, y]: [f64; 2], palette: &Palette) -> Circle {
    let dot = Circle::new().set("cx", rounded(x)).set("cy", rounded(y)).set("r", 3);
    dot.set("fill", palette.marks.ink.as_str()).set("stroke", palette.marks.halo.as_str()).set("stroke-width", 0.8)
}

/// A mark's outline around its middle.
pub(super) fn shape(shape: Shape, [x, y]: [f64; 2], radius: f64) -> Path {
    let regular = |corners: usize, turn: f64, inner: f64| {
        let mut d = String::new();
        for number in 0..corners {
            let reach = if number % 2 == 1 { radius * inner } else { radius };
            let angle = std::f64::consts::TAU * (number as f64 / corners as f64 + turn) - std::f64::consts::FRAC_PI_2;
            let (cx, cy) = (rounded(x + reach * angle.cos()), rounded(y + reach * angle.sin()));
            // Writing into a text cannot fail.
            let _ = write!(d, "{}{cx},{cy} ", if number == 0 { "M" } else { "L" });
        }
        d + "Z"
    };
    let d = match shape {
        Shape::Circle => {
            let (left, right, y, r) = (rounded(x - radius), rounded(x + radius), rounded(y), rounded(radius));
            format!("M{left},{y} A{r},{r} 0 1 1 {right},{y} A{r},{r} 0 1 1 {left},{y} Z")
        }
        Shape::Triangle => regular(3, 0.0, 1.0),
        Shape::Square => regular(4, 0.125, 1.0),
        Shape::Diamond => regular(4, 0.0, 1.0),
        Shape::Pentagon => regular(5, 0.0, 1.0),
        Shape::Star => regular(10, 0.0, 0.5),
    };
    Path::new().set("d", d).set("stroke-width", 2.2).set("stroke-linejoin", "round")
}

fn outline(outline: &ground::Outline, frame: Frame) -> Path {
    // Rivers and borders differ only in whether their lines come back to where they began.
    let is_closed = !outline.code.is_empty();
    let lines = outline.parts.iter().flatten().map(|line| way(line, frame, is_closed));
    Path::new().set("d", lines.collect::<Vec<_>>().join(" ")).set("fill-rule", "evenodd")
}

fn way(line: &[Position], frame: Frame, is_closed: bool) -> String {
    let mut d = String::new();
    for (number, position) in line.iter().enumerate() {
        let [x, y] = frame.at(*position).map(rounded);
        // Writing into a text cannot fail.
        let _ = write!(d, "{}{x},{y} ", if number == 0 { "M" } else { "L" });
    }
    if is_closed { d + "Z" } else { d }
}
