//! The forms of an answer: a table for people, JSON with distances, or any format of `export`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::cli::export::Name;
use crate::cli::plain;
use crate::cli::stored::near::{Answer, area_row, row};
use crate::cli::table::{Align, lines};
use crate::export::{self, Destination, EventWriter, Versions};
use crate::model::Event;
use crate::store::Around;

/// In which form, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct FormOptions {
    /// table, json (with distance and bearing), or a format of `export`: geojson, jsonl, csv, kml, fgb, gpkg, parquet,
    /// acled, ucdp, viina, plover. Those of `export` have the nearest first and the areas last.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Form,
    /// A file instead of standard output; it appears whole or not at all.
    #[arg(long, value_name = "PATH", default_value = "-")]
    out: PathBuf,
}

/// A form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Table,
    Json,
    Export(Name),
}

impl FromStr for Form {
    type Err = String;

    fn from_str(text: &str) -> Result<Form, String> {
        match text {
            "table" => Ok(Form::Table),
            "json" => Ok(Form::Json),
            _ => Name::from_str(text, false).map(Form::Export),
        }
    }
}

impl FormOptions {
    /// Whether the form has room for what made each event.
    pub(super) fn tells_versions(&self) -> bool {
        !matches!(self.format, Form::Table)
    }

    /// Writes an answer. `made_by` has the versions of what made each event.
    pub(super) fn write(
        &self,
        answer: &Answer,
        made_by: &dyn Fn(&Event) -> Versions,
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let bytes = match self.format {
            Form::Table => table(answer).into_bytes(),
            Form::Json => (json(answer, made_by).to_string() + "\n").into_bytes(),
            Form::Export(name) => return self.export(name, answer, made_by),
        };
        if self.out == Path::new("-") {
            out.write_all(&bytes)?;
        } else {
            export::write_whole(&self.out, |file| file.write_all(&bytes))?;
        }
        Ok(())
    }

    fn export(&self, name: Name, answer: &Answer, made_by: &dyn Fn(&Event) -> Versions) -> anyhow::Result<()> {
        let destination = match self.out == Path::new("-") {
            true => Destination::Stream(Box::new(std::io::stdout())),
            false => Destination::File(self.out.clone()),
        };
        let mut writer = EventWriter::create(name.plainly(), destination)?;
        for event in answer.near().map(|(_, event)| event).chain(answer.areas) {
            writer.add(event, &made_by(event))?;
        }
        writer.finish()?;
        Ok(())
    }
}

/// Lines for people: the nearest first, then what is known only to a district or a region.
fn table(answer: &Answer) -> String {
    let rows: Vec<[String; 6]> = answer.near().map(|(hit, event)| row(hit, event)).collect();
    let mut text = shown(&rows, [Align::Right, Align::Left, Align::Left, Align::Left, Align::Left, Align::Left]);
    if !answer.areas.is_empty() {
        text.push_str("\nknown only to a district or a region that reaches here:\n");
        let rows: Vec<[String; 4]> = answer.areas.iter().map(area_row).collect();
        text.push_str(&shown(&rows, [Align::Left; 4]));
        if answer.more_areas > 0 {
            text.push_str(&format!("and {} more\n", answer.more_areas));
        }
    }
    if text.is_empty() { nothing(&answer.around) } else { text }
}

fn nothing(around: &Around) -> String {
    let Around { centre, within_m, from, to, .. } = around;
    let days =
        [("from", from), ("to", to)].map(|(word, day)| day.map(|day| format!(" {word} {day}")).unwrap_or_default());
    let [from, to] = days;
    format!(
        "no event is told of within {} km of {:.5},{:.5}{from}{to}\n",
        within_m / 1000.0,
        centre.lat(),
        centre.lon()
    )
}

fn shown<const N: usize>(rows: &[[String; N]], align: [Align; N]) -> String {
    lines(align, rows).iter().map(|line| plain(line) + "\n").collect()
}

/// One object: the point, the events with how far and in which direction they lie, and the areas.
fn json(answer: &Answer, made_by: &dyn Fn(&Event) -> Versions) -> Value {
    let properties = |event: &Event| export::feature(event, &made_by(event))["properties"].take();
    let near = answer.near().map(|(hit, event)| {
        let mut event = properties(event);
        // As exact as a position of five decimals.
        event["distance_m"] = json!(hit.distance_m.round());
        event["bearing_deg"] = json!((hit.bearing * 10.0).round() / 10.0);
        event
    });
    json!({
        "latitude": answer.around.centre.lat(),
        "longitude": answer.around.centre.lon(),
        "within_m": answer.around.within_m,
        "events": near.collect::<Vec<Value>>(),
        "areas": answer.areas.iter().map(properties).collect::<Vec<Value>>(),
        "more_areas": answer.more_areas,
    })
}
