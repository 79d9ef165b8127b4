//! `frontline fetch`: asks the feeds of a list, and adds what is new to a folder of documents.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::Timestamp;
use serde::Serialize;

use crate::cli::documents::{self, Losses, Tally};
use crate::cli::table::{self, Align};
use crate::cli::{FetchInput, plain};
use crate::fetch::{self, Clock, Feed, FeedReport, Feeds, Item, Kind, Settings, Stale, State};
use crate::model::Document;
use crate::read::{self, Bodies, Body, Content};

/// A document as a line of JSON, in the fields that `map` and the others read, and when it came.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    published: Option<String>,
    language: &'static str,
    source: Option<&'a str>,
    side: Option<&'static str>,
    url: Option<&'a str>,
    title: Option<&'a str>,
    text: &'a str,
    sha256: &'a str,
    fetched: Timestamp,
    feed: &'a str,
}

/// Asks every feed, writes what is new, and prints how each feed did.
pub(super) fn run(input: &FetchInput, dir: &Path, out: &mut dyn Write) -> anyhow::Result<Losses> {
    let list = Feeds::read(&input.feeds)?;
    fs::create_dir_all(dir).with_context(|| format!("{}: cannot be made", dir.display()))?;
    let memory = dir.join("state.json");
    let mut state = remembered(&memory)?;
    let mut folder = Folder::open(dir.join("documents.jsonl"))?;
    let settings = settings(input, &list);
    let mut bodies = Bodies::new(&read::Settings::default());
    let mut tally = Tally::default();
    let mut new = vec![0_usize; list.feeds.len()];
    let mut failure = None;
    let mut take = |item: Item| {
        let (feed, fetched) = (item.feed, item.fetched);
        for document in bodies.documents(body(&list.feeds[feed], item)) {
            match document {
                Ok(document) => match folder.add(&document, fetched, &list.feeds[feed]) {
                    Ok(added) => new[feed] += added,
                    Err(error) => failure = Some(error),
                },
                Err(error) => documents::tell(&error, &mut tally),
            }
        }
    };
    let reports = fetch::fetch(&list.feeds, &mut state, &settings, &Clock::system(), &mut take)?;
    match failure {
        Some(error) => return Err(error),
        None => folder.close()?,
    }
    // Only now: what is remembered is not asked for again, so it must have been written.
    let json = serde_json::to_vec_pretty(&state).context("what is remembered of the feeds cannot be written down")?;
    replace(&memory, &json)?;
    out.write_all(table(&list.feeds, &reports, &new).as_bytes())?;
    out.flush()?;
    let is_whole = reports.iter().all(|report| report.errors.is_empty()) && tally.losses() == Losses::None;
    Ok(if is_whole { Losses::None } else { Losses::Some })
}

fn settings(input: &FetchInput, list: &Feeds) -> Settings {
    let mut settings = Settings { user_agent: fetch::user_agent(list.contact.as_deref()), ..Settings::default() };
    settings.addresses.allowed = input.allow_address.iter().copied().collect();
    settings
}

/// What the runs before remembered; nothing before the first.
fn remembered(path: &Path) -> anyhow::Result<State> {
    match fs::read(path) {
        Ok(json) => serde_json::from_slice(&json)
            .with_context(|| format!("{}: cannot be used; remove it and every feed is asked anew", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(State::default()),
        Err(error) => Err(error).with_context(|| format!("{}: cannot be read", path.display())),
    }
}

/// What came, with what the list says of its feed.
fn body(feed: &Feed, item: Item) -> Body {
    let content = match item.kind {
        Kind::Rss | Kind::Atom | Kind::JsonFeed => Content::Feed,
        Kind::Page | Kind::Telegram | Kind::Sitemap => Content::Page,
    };
    Body {
        url: item.url,
        content,
        content_type: item.content_type,
        publisher: feed.publisher.clone(),
        side: feed.side,
        language: feed.language,
        published: item.published,
        bytes: item.body,
    }
}

/// The documents of all runs, one a line.
struct Folder {
    path: PathBuf,
    file: BufWriter<fs::File>,
    /// Ids with the hashes of their texts.
    known: HashSet<(String, String)>,
}

impl Folder {
    /// Opens the file, and looks through what is in it.
    fn open(path: PathBuf) -> anyhow::Result<Folder> {
        let mut known = HashSet::new();
        let is_there = fs::metadata(&path).is_ok_and(|found| found.len() > 0);
        if is_there {
            let inputs = [path.clone()];
            // A document that changed has its id more than once: the reader renames it and says so.
            for document in read::documents(&inputs, &read::Settings::default()).flatten() {
                let id = document.id.strip_suffix(&format!("~{}", &document.sha256[..8])).unwrap_or(&document.id);
                known.insert((id.to_owned(), document.sha256.clone()));
            }
        }
        let opened = OpenOptions::new().create(true).append(true).open(&path);
        let file = opened.with_context(|| format!("{}: cannot be written", path.display()))?;
        let mut file = BufWriter::new(file);
        if is_there && !fs::read(&path).is_ok_and(|bytes| bytes.ends_with(b"\n")) {
            // A run before was killed in the middle of a line: what follows must not join it.
            file.write_all(b"\n").with_context(|| format!("{}: cannot be written", path.display()))?;
        }
        Ok(Folder { path, file, known })
    }

    /// Adds a document that is not there yet; how many were added.
    fn add(&mut self, document: &Document, fetched: Timestamp, feed: &Feed) -> anyhow::Result<usize> {
        let id = document.id.strip_suffix(&format!("~{}", &document.sha256[..8])).unwrap_or(&document.id);
        if !self.known.insert((id.to_owned(), document.sha256.clone())) {
            return Ok(0);
        }
        let published = document
            .published
            .map(|published| published.time.map_or_else(|| published.date.to_string(), |time| time.to_string()));
        let line = Line {
            id,
            published,
            language: document.language.code(),
            source: document.source.publisher.as_deref(),
            side: document.source.side.map(crate::model::Side::code),
            url: document.url.as_deref(),
            title: document.title.as_deref(),
            text: &document.text,
            sha256: &document.sha256,
            fetched,
            feed: &feed.name,
        };
        let mut json = serde_json::to_vec(&line).context("a document cannot be written as JSON")?;
        json.push(b'\n');
        self.file.write_all(&json).with_context(|| format!("{}: cannot be written", self.path.display()))?;
        Ok(1)
    }

    fn close(self) -> anyhow::Result<()> {
        let written =
            self.file.into_inner().map_err(std::io::IntoInnerError::into_error).and_then(|file| file.sync_all());
        written.with_context(|| format!("{}: cannot be written", self.path.display()))
    }
}

/// Writes a file beside its place and gives it that name.
fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let partial = path.with_extension("json.partial");
    let written = fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, path));
    written.with_context(|| format!("{}: cannot be written", path.display()))
}

/// How each feed did, and below it what went wrong.
fn table(feeds: &[Feed], reports: &[FeedReport], new: &[usize]) -> String {
    let mut rows = vec![["feed", "new", "same", "left", ""].map(str::to_owned)];
    for report in reports {
        rows.push([
            plain(&feeds[report.feed].name),
            new[report.feed].to_string(),
            report.unchanged.to_string(),
            report.left.to_string(),
            remark(report),
        ]);
    }
    let align = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Left];
    let mut text = table::lines(align, &rows).join("\n");
    text.push('\n');
    for report in reports {
        for error in &report.errors {
            text.push_str(&format!("error: {}: {}\n", plain(&feeds[report.feed].name), plain(&error.whole())));
        }
    }
    text
}

fn remark(report: &FeedReport) -> String {
    let failed = match report.errors.len() {
        0 => None,
        1 => Some("1 failed".to_owned()),
        many => Some(format!("{many} failed")),
    };
    let stale = report.stale.map(|stale| match stale {
        Stale::Silent(since) => format!("silent since {}", day(since)),
        Stale::Failing(since) => format!("failing since {}", day(since)),
    });
    failed.into_iter().chain(stale).collect::<Vec<_>>().join(", ")
}

fn day(moment: Timestamp) -> String {
    moment.to_string().chars().take(10).collect()
}
