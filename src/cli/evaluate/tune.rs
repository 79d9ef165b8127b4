//! `frontline evaluate --tune`: which weights of resolution the annotated documents speak for.

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::Context;
use rayon::prelude::*;

use crate::cli::Input;
use crate::cli::documents::{self, Losses};
use crate::evaluate::{self, Annotated, Placed};
use crate::lexicon::Marked;
use crate::model::{Document, Mention};
use crate::resolve::Settings;
use crate::{Reference, Stages};

/// Parts into which the documents are cut, each once kept from the search.
const FOLDS: usize = 5;
/// The weights that are searched; the rest decide what is drawn, and are read off the table of sureness.
const SEARCHED: [&str; 20] = [
    "population",
    "front",
    "border",
    "front_reach_m",
    "unit",
    "city",
    "abroad",
    "area_named_for_it",
    "area_in_sentence",
    "area_in_paragraph",
    "area_in_document",
    "axis",
    "off_axis",
    "neighbours",
    "company",
    "neighbour_reach_m",
    "other",
    "old",
    "derived",
    "slip",
];

/// A document with its names, which do not depend on the weights.
struct Case<'g> {
    gold: &'g Annotated,
    document: Document,
    marked: Marked,
    mentions: Vec<Mention>,
}

/// Searches, and tells what came of it: on documents kept from the search, and the weights from all of them.
pub(super) fn text(input: &Input, gold: &[Annotated], mut reference: Reference) -> anyhow::Result<(String, Losses)> {
    let (cases, losses) = cases(input, gold, &reference)?;
    let before = reference.weights.clone();
    let (mut told_before, mut told_after) = (Placed::default(), Placed::default());
    for fold in 0..FOLDS {
        let (kept, searched): (Vec<_>, Vec<_>) = cases.iter().enumerate().partition(|(at, _)| at % FOLDS == fold);
        let kept: Vec<&Case<'_>> = kept.into_iter().map(|(_, case)| case).collect();
        let searched: Vec<&Case<'_>> = searched.into_iter().map(|(_, case)| case).collect();
        told_before += placed(&kept, &mut reference, &before);
        let found = search(&searched, &mut reference, &before)?;
        told_after += placed(&kept, &mut reference, &found);
    }
    let all: Vec<&Case<'_>> = cases.iter().collect();
    let found = search(&all, &mut reference, &before)?;
    let mut text = format!("{} documents, each kept from the search once in {FOLDS}\n", cases.len());
    line(&mut text, "weights as they are", told_before);
    line(&mut text, "weights searched", told_after);
    let lines = [("as they are, on all", &before), ("searched on all", &found)];
    for (label, weights) in lines {
        line(&mut text, label, placed(&all, &mut reference, weights));
    }
    text.push_str("\n# as it is -> as the documents speak for\n");
    for (key, now, then) in changes(&before, &found)? {
        writeln!(text, "{key} = {then:.3}  # {now}").expect("a string takes everything");
    }
    Ok((text, losses))
}

fn line(text: &mut String, label: &str, placed: Placed) {
    let Placed { loss, names, right, wrong } = placed;
    let mean = loss / names.max(1) as f64;
    writeln!(text, "  {label:<22} names {names}, within 5 km {right}, wrong {wrong}, mean loss {mean:.4}")
        .expect("a string takes everything");
}

fn cases<'g>(input: &Input, gold: &'g [Annotated], reference: &Reference) -> anyhow::Result<(Vec<Case<'g>>, Losses)> {
    let by_id: HashMap<&str, &'g Annotated> = gold.iter().map(|gold| (gold.id.as_str(), gold)).collect();
    let work = |document: &Document| -> Option<Case<'g>> {
        let gold = by_id.get(document.id.as_str()).filter(|gold| gold.text == document.text)?;
        let stages = Stages::of(document, reference);
        let marked = stages.marked();
        let mentions = stages.mentions(&marked);
        Some(Case { gold, document: document.clone(), marked, mentions })
    };
    let mut cases = Vec::new();
    let tally = documents::each(input, work, |case| {
        cases.extend(case);
        Ok(())
    })?;
    Ok((cases, tally.losses()))
}

fn placed(cases: &[&Case<'_>], reference: &mut Reference, weights: &Settings) -> Placed {
    reference.weights = weights.clone();
    let reference = &*reference;
    let one = |case: &&Case<'_>| {
        let verdicts = Stages::of(&case.document, reference).verdicts(&case.marked, case.mentions.clone());
        evaluate::placed(case.gold, &verdicts)
    };
    // Added up in the order of the documents: a sum of fractions depends on it.
    let each: Vec<Placed> = cases.par_iter().map(one).collect();
    each.into_iter().fold(Placed::default(), |mut sum, placed| {
        sum += placed;
        sum
    })
}

fn search(cases: &[&Case<'_>], reference: &mut Reference, from: &Settings) -> anyhow::Result<Settings> {
    let table = toml::Table::try_from(from)?;
    let numbers: Vec<f64> = SEARCHED.iter().filter_map(|key| table.get(*key)?.as_float()).collect();
    let with = |numbers: &[f64]| -> Settings {
        let mut table = table.clone();
        for (key, number) in SEARCHED.iter().zip(numbers) {
            table.insert((*key).to_owned(), toml::Value::Float(*number));
        }
        table.try_into().expect("the same keys with other numbers")
    };
    let found = evaluate::searched(&numbers, &mut |numbers| placed(cases, reference, &with(numbers)).loss);
    Ok(with(&found))
}

fn changes(before: &Settings, after: &Settings) -> anyhow::Result<Vec<(&'static str, f64, f64)>> {
    let (before, after) = (toml::Table::try_from(before)?, toml::Table::try_from(after)?);
    let number = |table: &toml::Table, key: &str| table.get(key).and_then(toml::Value::as_float).context("a number");
    SEARCHED.iter().map(|key| Ok((*key, number(&before, key)?, number(&after, key)?))).collect()
}
