//! `frontline evaluate`: how well annotated documents are read.

mod table;
mod tune;

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::documents::{self, Losses};
use crate::cli::input::{Input, Reading};
use crate::cli::{extract, plain};
use crate::evaluate::{self, Annotated, Fault, Found, Scores};
use crate::model::{Document, Language};
use crate::{Reference, resolve};

/// What is compared and how it is told.
#[derive(Debug, Args)]
pub(super) struct Evaluate {
    /// Annotated documents, as JSON Lines.
    gold: PathBuf,
    /// The documents as they are published, with the ids of GOLD; without any, the texts of GOLD are read.
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// How the numbers are told.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Also lists up to N faults of each sort.
    #[arg(long, value_name = "N", default_value_t = 0)]
    faults: usize,
    /// Other weights of resolution, in the form of `data/resolve/weights.toml`.
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Searches for better weights of resolution instead, and tells what they bring on documents kept from the search.
    #[arg(long)]
    tune: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table with a column for each language.
    Table,
    /// One JSON object.
    Json,
}

/// The scores of everything and of each language.
#[derive(Serialize)]
struct Report {
    all: Scores,
    languages: BTreeMap<&'static str, Scores>,
    faults: Vec<Fault>,
}

/// Compares, and prints the scores.
pub(super) fn run(evaluate: &Evaluate, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let gold = annotated(&evaluate.gold)?;
    let inputs = if evaluate.inputs.is_empty() { vec![evaluate.gold.clone()] } else { evaluate.inputs.clone() };
    let input = Input { inputs, reading: Reading::default() };
    let mut reference = input.reading.tables.reference()?;
    if let Some(path) = &evaluate.weights {
        reference.weights = weights(path)?;
    }
    if evaluate.tune {
        let (text, losses) = tune::text(&input, &gold, reference)?;
        out.write_all(text.as_bytes())?;
        return Ok(losses);
    }
    let (found, mut losses) = found(&input, &gold, &reference)?;
    let nothing = Found::default();
    let mut compared = Vec::new();
    for annotated in &gold {
        let found = found.get(&annotated.id).unwrap_or_else(|| {
            tell(&format!(
                "{}: no document of this id and text; counted as one in which nothing was found",
                annotated.id
            ));
            losses = Losses::Some;
            &nothing
        });
        compared.push((annotated, found));
    }
    let report = Report::of(&compared, evaluate.faults);
    let text = match evaluate.format {
        Format::Table => table::text(&report),
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
    };
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(losses)
}

impl Report {
    fn of(compared: &[(&Annotated, &Found)], most_faults: usize) -> Report {
        let of = |language: Language| -> Vec<(&Annotated, &Found)> {
            compared.iter().filter(|(gold, _)| gold.language == language).copied().collect()
        };
        let languages = Language::ALL.iter().map(|language| (language.code(), of(*language)));
        let languages = languages.filter(|(_, compared)| !compared.is_empty());
        let mut all = evaluate::scores(compared);
        let faults = most(std::mem::take(&mut all.faults), most_faults);
        Report { all, languages: languages.map(|(code, some)| (code, evaluate::scores(&some))).collect(), faults }
    }
}

/// The first faults of each sort, sorts together.
fn most(mut faults: Vec<Fault>, most: usize) -> Vec<Fault> {
    faults.sort_by_key(|fault| fault.sort);
    let mut told: BTreeMap<&'static str, usize> = BTreeMap::new();
    faults.retain(|fault| {
        let told = told.entry(fault.sort).or_default();
        *told += 1;
        *told <= most
    });
    faults
}

/// The annotated documents of a file.
fn annotated(path: &Path) -> anyhow::Result<Vec<Annotated>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(number, line): (usize, &str)| {
        Annotated::parse(line).with_context(|| format!("{}:{}", path.display(), number + 1))
    };
    let gold: Vec<Annotated> = lines.map(read).collect::<Result<_, _>>()?;
    if gold.is_empty() {
        bail!("{}: no annotated document in it", path.display());
    }
    Ok(gold)
}

fn weights(path: &Path) -> anyhow::Result<resolve::Settings> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    resolve::Settings::parse(&text).with_context(|| format!("{}: not weights", path.display()))
}

/// What is found in each document, by its id. A document of another text than the annotated one is none.
fn found(input: &Input, gold: &[Annotated], reference: &Reference) -> anyhow::Result<(HashMap<String, Found>, Losses)> {
    let texts: HashMap<&str, &str> = gold.iter().map(|gold| (gold.id.as_str(), gold.text.as_str())).collect();
    let work = |document: &Document| {
        let is_annotated = texts.get(document.id.as_str()).is_some_and(|text| *text == document.text);
        is_annotated.then(|| {
            let coding = crate::coding(document, reference);
            let (told, _) = extract::happenings(coding.reports);
            (document.id.clone(), Found::of(&document.text, &coding.verdicts, &told))
        })
    };
    let mut found = HashMap::new();
    let tally = documents::each(input, work, |one| {
        found.extend(one);
        Ok(())
    })?;
    Ok((found, tally.losses()))
}

fn tell(message: &str) {
    // Nobody is left to tell when standard error is closed, and the work goes on.
    let _ = writeln!(std::io::stderr(), "error: {}", plain(message));
}
