//! Fills a store with a million reports and prints how long that took, how large it is, and how fast it answers; and what
//! looking at every event, SQLite's R-tree from Python and PostGIS (if they are there) answer, and how fast.
//!
//! `cargo bench --bench store -- [REPORTS] [FILE]`. The reports are made up from a seed. With FILE the store is kept.

mod made;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use frontline::export::{self, Versions};
use frontline::model::{Event, Place};
use frontline::near::{Index, Query, Stand};
use frontline::store::{Around, Incoming, Store};
use frontline::{layer, refresh};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use made::{Chance, DAYS, FIRST_DAY, PLACES, STAMP, article};

const REPORTS: usize = 1_000_000;
/// Times each question is asked.
const TIMES: usize = 200;
/// Questions whose answers are compared with those of others.
const COMPARED: usize = 100;

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let reports = words.next().map_or(REPORTS, |word| word.parse().expect("a number of reports"));
    let kept = words.next().map(PathBuf::from);
    let folder = std::env::temp_dir().join(format!("frontline-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the store");
    let path = kept.unwrap_or_else(|| folder.join("events.gpkg"));
    let mut chance = Chance(1);
    let places = made::places(&mut chance);
    let texts = if path.exists() { None } else { Some(fill(&path, reports, &places, &mut chance)) };
    size(&path, texts);
    ask(&path, &places, &folder, &mut chance);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// Fills a store and tells the bytes of the texts in it.
fn fill(path: &Path, reports: usize, places: &[Arc<Place>], chance: &mut Chance) -> u64 {
    let mut store = Store::open(path, Duration::ZERO).expect("a store");
    let (mut spent, mut texts, mut number, mut count) = (Duration::ZERO, 0, 0, 0);
    for batch in made::batches(reports, places, chance) {
        texts += batch.iter().map(|incoming| incoming.document.text.len() as u64).sum::<u64>();
        count += batch.iter().filter_map(|incoming| incoming.reports.as_ref()).map(Vec::len).sum::<usize>();
        let began = Instant::now();
        store.ingest(&batch, STAMP).expect("room for a batch");
        spent += began.elapsed();
        number += batch.len();
    }
    println!(
        "ingest      {count} reports in {:.1} s, {:.0} a second",
        spent.as_secs_f64(),
        count as f64 / spent.as_secs_f64()
    );
    let began = Instant::now();
    let refreshed = refresh(&mut store, STAMP.moment).expect("room for the events");
    println!("events      {} made in {:.1} s", refreshed.appeared, began.elapsed().as_secs_f64());
    let next: Vec<Incoming> = (number..number + 10).map(|number| article(number, places, chance)).collect();
    let began = Instant::now();
    store.ingest(&next, STAMP).expect("room for ten more");
    refresh(&mut store, STAMP.moment).expect("room for their events");
    println!("ten more    {:.2} s with their events and the clusters", began.elapsed().as_secs_f64());
    texts
}

fn size(path: &Path, texts: Option<u64>) {
    let Some(texts) = texts else { return };
    let store = rusqlite::Connection::open(path).expect("the store");
    let events: f64 = store.query_row("SELECT count(*) FROM happenings", [], |row| row.get(0)).expect("events");
    let bytes = std::fs::metadata(path).expect("the file").len();
    println!(
        "size        {:.0} MB, {:.0} bytes an event beside the texts",
        bytes as f64 / 1e6,
        (bytes - texts) as f64 / events
    );
}

fn ask(path: &Path, places: &[Arc<Place>], folder: &Path, chance: &mut Chance) {
    let opened = median(TIMES, || drop(Store::open_for_reading(path).expect("the store")));
    println!("open        {opened:.2} ms");
    let mut around = || {
        let from = FIRST_DAY.saturating_add(i64::from(chance.below(DAYS)).days());
        let centre = places[chance.below(PLACES) as usize].position.expect("every place has one");
        let to = Some(from.saturating_add(4.days()));
        Around { centre, within_m: 25_000.0, from: Some(from), to, most: 20 }
    };
    let cold = median(TIMES, || {
        let mut store = Store::open_for_reading(path).expect("the store");
        store.near(&around(), &|_| true).expect("an answer");
    });
    println!("near, cold  {cold:.2} ms: opened, 25 km and 5 days, 20 events");
    let versions = ["program", "gazetteer", "axes", "lexicon"].map(str::to_owned);
    let [program, gazetteer, axes, lexicon] = versions;
    let versions = Versions { program, gazetteer, axes, lexicon };
    let mut store = Store::open_for_reading(path).expect("the store");
    let mut day = FIRST_DAY.saturating_add(500.days());
    let layers = median(10, || {
        day = day.saturating_add(1.days());
        let clusters = store.clusters_on(day).expect("clusters");
        let drawing = layer::drawing(store.events_of(day).expect("events"), clusters);
        export::write(&drawing, &[], &versions, folder).expect("room for the layers");
    });
    println!("a day       {layers:.0} ms: its layers written");
    let began = Instant::now();
    let events = store.events().expect("events");
    println!("all events  {:.1} s to read into memory", began.elapsed().as_secs_f64());
    let stands: Vec<Stand> = events.iter().map(Stand::of).collect();
    let began = Instant::now();
    let index = Index::new(&stands);
    println!("index       {:.2} s to make", began.elapsed().as_secs_f64());
    let again = median(10 * TIMES, || {
        let Around { centre, within_m, from, to, most } = around();
        drop(index.near(&Query { centre, within_m, from, to, most }));
    });
    println!("near, again {again:.4} ms");
    let questions: Vec<Around> = (0..COMPARED).map(|_| around()).collect();
    let answers: Vec<Vec<String>> = questions.iter().map(|question| by_looking_at_all(question, &events)).collect();
    let mut is_equal = |(question, answer): (&Around, &Vec<String>)| nearest(question, &mut store) == *answer;
    let equal = questions.iter().zip(&answers).filter(|pair| is_equal(*pair)).count();
    println!("compared    {equal} of {COMPARED} answers are those of looking at every event");
    assert_eq!(equal, COMPARED);
    peers(path, &questions, &answers, folder);
}

/// The ids of what a store finds, in the order of the answer.
fn nearest(question: &Around, store: &mut Store) -> Vec<String> {
    let events = store.near(question, &|_| true).expect("an answer");
    let stands: Vec<Stand> = events.iter().map(Stand::of).collect();
    let Around { centre, within_m, most, .. } = *question;
    let hits = Index::new(&stands).near(&Query { centre, within_m, from: None, to: None, most });
    hits.iter().map(|hit| events[hit.event].id.clone()).collect()
}

/// The same, the slow way.
fn by_looking_at_all(question: &Around, events: &[Event]) -> Vec<String> {
    let Around { centre, within_m, from, to, most } = *question;
    let mut found: Vec<(f64, Option<Date>, &str)> = events
        .iter()
        .map(Stand::of)
        .filter(|stand| from.is_none_or(|from| stand.to >= Some(from)) && to.is_none_or(|to| stand.from <= Some(to)))
        .filter_map(|stand| Some((centre.distance_m(stand.position?), stand.to, stand.id)))
        .filter(|(distance_m, ..)| *distance_m <= within_m)
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
    found.into_iter().take(most).map(|(.., id)| id.to_owned()).collect()
}

/// Asks others the same questions; a machine without Python is told so.
fn peers(store: &Path, questions: &[Around], answers: &[Vec<String>], folder: &Path) {
    let day = |day: Option<Date>| (day.expect("every question has days") - date(1970, 1, 1)).get_days();
    let line = |(question, ids): (&Around, &Vec<String>)| {
        let Around { centre, within_m, from, to, .. } = *question;
        let (lat, lon) = (centre.lat(), centre.lon());
        let from_to = (day(from), day(to));
        serde_json::json!({"lat": lat, "lon": lon, "within_m": within_m, "from": from_to.0, "to": from_to.1, "ids": ids})
            .to_string()
    };
    let lines: Vec<String> = questions.iter().zip(answers).map(line).collect();
    let asked = folder.join("questions.jsonl");
    std::fs::write(&asked, lines.join("\n")).expect("room for the questions");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/near_peers.py");
    let ran = std::process::Command::new("python3").arg(script).arg(store).arg(&asked).status();
    match ran {
        Ok(status) => assert!(status.success(), "the peers failed"),
        Err(error) => println!("peers       not asked: python3: {error}"),
    }
}

/// The middle of the times that something takes, in milliseconds.
fn median(times: usize, mut work: impl FnMut()) -> f64 {
    let mut spent: Vec<Duration> = (0..times)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    spent.sort_unstable();
    spent[times / 2].as_secs_f64() * 1e3
}
