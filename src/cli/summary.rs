//! What a run came to, as a table for the terminal.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use jiff::civil::Date;

use crate::cli::documents::Tally;
use crate::cli::plain;
use crate::cli::table::{self, Align, WIDTH};
use crate::export::Written;
use crate::model::{Drawing, Event, Omissions, Verdict};
use crate::read::Severity;

/// Axes listed; the rest are counted on one line.
const MOST_AXES: usize = 24;
/// Columns before the words of a line.
const INDENT: usize = 21;

/// Names by what became of them. A name inside another proper name is none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mentions {
    located: usize,
    on_axis: usize,
    ambiguous: usize,
    unknown: usize,
}

impl Mentions {
    /// The names of one document.
    pub(super) fn of(verdicts: &[Verdict]) -> Mentions {
        let mut mentions = Mentions::default();
        for verdict in verdicts.iter().filter(|verdict| !verdict.mention().is_embedded) {
            match verdict {
                Verdict::Located(_) => mentions.located += 1,
                Verdict::OnAxis(..) => mentions.on_axis += 1,
                Verdict::Ambiguous(..) => mentions.ambiguous += 1,
                Verdict::Unknown(..) => mentions.unknown += 1,
            }
        }
        mentions
    }

    /// Adds those of another document.
    pub(super) fn add(&mut self, other: Mentions) {
        self.located += other.located;
        self.on_axis += other.on_axis;
        self.ambiguous += other.ambiguous;
        self.unknown += other.unknown;
    }
}

/// Everything the table of `frontline map` tells.
pub(super) struct Summary<'a> {
    /// What was read.
    pub tally: &'a Tally,
    /// The names in it.
    pub mentions: Mentions,
    /// What is drawn.
    pub drawing: &'a Drawing,
    /// Unresolved names that `unresolved.csv` has no room for.
    pub unlisted: usize,
    /// What was written.
    pub written: Written,
    /// Where.
    pub dir: &'a Path,
}

impl Summary<'_> {
    /// The table, whole.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        read(self.tally, &mut text);
        self.found(&mut text);
        let by_axis = self.axes();
        if !by_axis.is_empty() {
            text.push('\n');
            axis_table(by_axis, &mut text);
            text.push('\n');
            type_table(self.types(), &mut text);
        }
        text.push('\n');
        self.files(&mut text);
        text
    }

    fn found(&self, text: &mut String) {
        let Mentions { located, on_axis, ambiguous, unknown } = self.mentions;
        let by_verdict =
            [("located", located), ("on an axis", on_axis), ("ambiguous", ambiguous), ("unknown", unknown)];
        row(text, "mentions", located + on_axis + ambiguous + unknown, &numbered(by_verdict));
        let days = &self.drawing.days;
        let on_points: usize = days.iter().flat_map(|day| &day.layers).map(|layer| layer.events.len()).sum();
        let in_areas: usize = days.iter().flat_map(|day| &day.areas).map(|area| area.events.len()).sum();
        let undated = self.drawing.undated.len();
        let by_ground = [("on points", on_points), ("in areas", in_areas), ("undated", undated)];
        row(text, "events", on_points + in_areas + undated, &numbered(by_ground));
        not_drawn(&self.omitted(), text);
    }

    fn omitted(&self) -> Omissions {
        let mut all = self.drawing.undated_omitted.clone();
        for (reason, times) in self.drawing.days.iter().flat_map(|day| &day.omitted) {
            *all.entry(*reason).or_default() += times;
        }
        all
    }

    /// Every event, with the day it is drawn on.
    fn events(&self) -> impl Iterator<Item = (Option<Date>, &Event)> {
        let dated = self.drawing.days.iter().flat_map(|day| day.events().map(|event| (Some(day.day), event)));
        dated.chain(self.drawing.undated.iter().map(|event| (None, event)))
    }

    fn axes(&self) -> BTreeMap<Option<&str>, Ground> {
        let mut axes: BTreeMap<Option<&str>, Ground> = BTreeMap::new();
        for (day, event) in self.events() {
            axes.entry(event.best().axis.as_deref()).or_default().add(day);
        }
        axes
    }

    fn types(&self) -> BTreeMap<&'static str, usize> {
        let mut types = BTreeMap::new();
        for (_, event) in self.events() {
            *types.entry(event.best().event_type.code()).or_default() += 1;
        }
        types
    }

    fn files(&self, text: &mut String) {
        let Written { files, removed, .. } = self.written;
        let dir = plain(&self.dir.display().to_string());
        row(text, "files", files, &format!("in {dir}; index.json lists them"));
        if removed > 0 {
            row(text, "removed", removed, "left there by an earlier run");
        }
        if self.unlisted > 0 {
            row(text, "not listed", self.unlisted, "more unresolved names than unresolved.csv has room for");
        }
    }
}

/// What was read and what was not.
pub(super) fn read(tally: &Tally, text: &mut String) {
    row(text, "documents", tally.documents, "read");
    let kinds = [(Severity::Loss, "not read"), (Severity::Doubt, "in doubt"), (Severity::Notice, "passed by")];
    for (severity, label) in kinds {
        let times = tally.of(severity).map(|(_, times)| times).sum();
        if times > 0 {
            row(text, label, times, &numbered(tally.of(severity)));
        }
    }
}

/// Events that are not drawn, by reason.
pub(super) fn not_drawn(omitted: &Omissions, text: &mut String) {
    if !omitted.is_empty() {
        let reasons = omitted.iter().map(|(reason, times)| (reason.code(), *times));
        row(text, "not drawn", omitted.values().sum(), &numbered(reasons));
    }
}

/// The events of one axis.
#[derive(Debug, Clone, Copy, Default)]
struct Ground {
    events: usize,
    days: Option<(Date, Date)>,
}

impl Ground {
    fn add(&mut self, day: Option<Date>) {
        self.join(Ground { events: 1, days: day.map(|day| (day, day)) });
    }

    fn join(&mut self, other: Ground) {
        self.events += other.events;
        self.days = match (self.days, other.days) {
            (Some((from, to)), Some((other_from, other_to))) => Some((from.min(other_from), to.max(other_to))),
            (days, other_days) => days.or(other_days),
        };
    }

    fn days(self) -> String {
        match self.days {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} to {to}"),
            None => "undated".to_owned(),
        }
    }
}

/// The axes with the most events first; what lies on none last.
fn axis_table(mut by_axis: BTreeMap<Option<&str>, Ground>, text: &mut String) {
    let on_none = by_axis.remove(&None);
    let mut axes: Vec<(String, Ground)> =
        by_axis.into_iter().map(|(axis, ground)| (plain(axis.unwrap_or_default()), ground)).collect();
    axes.sort_by_key(|(_, ground)| Reverse(ground.events));
    let more = axes.split_off(axes.len().min(MOST_AXES));
    if !more.is_empty() {
        let label = format!("{} more axes", more.len());
        let mut rest = Ground::default();
        more.into_iter().for_each(|(_, ground)| rest.join(ground));
        axes.push((label, rest));
    }
    axes.extend(on_none.map(|ground| ("no axis".to_owned(), ground)));
    let mut rows = vec![["axis", "events", "days"].map(str::to_owned)];
    rows.extend(axes.into_iter().map(|(axis, ground)| [axis, ground.events.to_string(), ground.days()]));
    print(table::lines([Align::Left, Align::Right, Align::Left], &rows), text);
}

/// The types with the most events first, in two halves side by side.
fn type_table(types: BTreeMap<&'static str, usize>, text: &mut String) {
    let mut cells: Vec<[String; 2]> =
        types.iter().map(|(code, events)| [(*code).to_owned(), events.to_string()]).collect();
    cells.sort_by_key(|[code, _]| Reverse(types[code.as_str()]));
    let half = cells.len().div_ceil(2);
    let mut right = cells.split_off(half);
    right.resize(half, [String::new(), String::new()]);
    let mut rows = vec![["type", "events", "", "type", "events"].map(str::to_owned)];
    rows.extend(cells.into_iter().zip(right).map(|([a, b], [c, d])| [a, b, String::new(), c, d]));
    if half == 1 && rows[1][3].is_empty() {
        rows[0][3..].iter_mut().for_each(String::clear);
    }
    print(table::lines([Align::Left, Align::Right, Align::Left, Align::Left, Align::Right], &rows), text);
}

fn print(lines: Vec<String>, text: &mut String) {
    for line in lines {
        writeln!(text, "  {line}").expect("a string takes everything");
    }
}

/// A number with what it counts before it and what is in it after it.
pub(super) fn row(text: &mut String, label: &str, number: usize, words: &str) {
    let room = WIDTH - INDENT;
    let mut lines = table::wrapped(words, room).into_iter();
    let first = lines.next().unwrap_or_default();
    writeln!(text, "{label:<11}{number:>8}  {first}").expect("a string takes everything");
    for line in lines {
        writeln!(text, "{:INDENT$}{line}", "").expect("a string takes everything");
    }
}

/// "3 planned, 12 background", without those that are none.
fn numbered(parts: impl IntoIterator<Item = (&'static str, usize)>) -> String {
    let some = parts.into_iter().filter(|(_, times)| *times > 0);
    some.map(|(what, times)| format!("{times} {what}")).collect::<Vec<_>>().join(", ")
}
