//! How fast each stage runs on one core: `cargo bench --bench stages [-- FILE…]`, on the sample documents unless files are given.
//!
//! For each document and stage the shortest of the rounds counts, so that other work on the machine is left out.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use frontline::model::Document;
use frontline::{Reference, Stages, read};

/// Times each document is coded.
const ROUNDS: u32 = 20;

fn main() {
    let files: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with("--")).map(PathBuf::from).collect();
    let files = if files.is_empty() { vec![PathBuf::from("data/documents")] } else { files };
    let documents: Vec<Document> = read::documents(&files, &read::Settings::default()).flatten().collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let started = Instant::now();
    let reference = Reference::embedded();
    println!("reference data opened in {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    let mut shortest = vec![[Duration::MAX; 4]; documents.len()];
    for _ in 0..ROUNDS {
        for (document, shortest) in documents.iter().zip(&mut shortest) {
            let mut last = Instant::now();
            let mut lap = |stage: usize| {
                shortest[stage] = shortest[stage].min(last.elapsed());
                last = Instant::now();
            };
            let stages = Stages::of(document, &reference);
            let marked = stages.marked();
            lap(0);
            let mentions = stages.mentions(&marked);
            lap(1);
            let verdicts = stages.verdicts(&marked, mentions);
            lap(2);
            std::hint::black_box(stages.coding(&marked, verdicts));
            lap(3);
        }
    }
    let megabytes = bytes as f64 / 1e6;
    let spent: [Duration; 4] = std::array::from_fn(|stage| shortest.iter().map(|times| times[stage]).sum());
    for (name, time) in ["mark", "recognise", "resolve", "code"].into_iter().zip(spent) {
        println!("{name:<10} {:>8.1} MB/s", megabytes / time.as_secs_f64());
    }
    println!("{:<10} {:>8.1} MB/s", "all", megabytes / spent.iter().sum::<Duration>().as_secs_f64());
}
