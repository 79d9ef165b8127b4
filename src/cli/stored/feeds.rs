//! Asks the feeds of a list, and takes what is new into a store.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use crate::Reference;
use crate::cli::documents::{self, Tally};
use crate::cli::log::{Level, Log};
use crate::cli::stored::doctor::{Finding, State};
use crate::cli::stored::supply::{BATCH, Came, FeedTold, Now, Supply, Work, incoming};
use crate::fetch::{self, Clock, Feed, FeedReport, Feeds, Item, Kind, Settings};
use crate::model::{Document, FeedStates, Stale};
use crate::read::{Bodies, Body, Content};
use crate::store::{self, Incoming, KnownTexts, Stamp, Store, Taken};

/// A list of feeds.
pub(super) type List = Feeds;

/// Reads a list.
pub(super) fn list(path: &Path) -> anyhow::Result<List> {
    Ok(Feeds::read(path)?)
}

/// What is wrong with a list and its feeds, by what a store remembers of them.
pub(super) fn findings(path: &Path, states: &FeedStates) -> Vec<Finding> {
    let list = match list(path) {
        Ok(list) => list,
        Err(error) => return vec![(State::Wrong, "feeds", format!("{error:#}"))],
    };
    let (shown, count) = (path.display(), list.feeds.len());
    let mut findings = vec![match (count, &list.contact) {
        (0, _) => (State::Wrong, "feeds", format!("{shown}: none is switched on; set `enabled` of those you want")),
        (_, None) => {
            let words =
                format!("{shown}: {count} feeds, and no `contact`: fill it in, many sites turn nameless programs away");
            (State::Doubt, "feeds", words)
        }
        (_, Some(_)) => (State::Well, "feeds", format!("{shown}: {count} feeds")),
    }];
    findings.extend(list.feeds.iter().filter_map(|feed| of_feed(&feed.name, feed.url.as_str(), states)));
    findings
}

/// What a store remembers of a feed.
fn of_feed(name: &str, address: &str, states: &FeedStates) -> Option<Finding> {
    let day = |moment: Timestamp| moment.strftime("%Y-%m-%d").to_string();
    let known = states.get(address)?;
    let error = known.last_error.as_deref().unwrap_or("it gave nothing");
    match known.stale {
        Some(Stale::Failing(since)) => {
            let words = format!("{name}: failing since {}: {error}; mend its address, or switch it off", day(since));
            Some((State::Wrong, "feed", words))
        }
        Some(Stale::Silent(since)) => {
            let words = format!("{name}: silent since {}; look whether it moved", day(since));
            Some((State::Doubt, "feed", words))
        }
        None if known.failures > 0 => Some((State::Doubt, "feed", format!("{name}: failed the last time: {error}"))),
        None => None,
    }
}

/// Asks every feed and takes in what is new as it comes.
pub(super) fn take_in(list: &List, supply: &Supply, work: &mut Work) -> anyhow::Result<Came> {
    let mut states = work.store.feeds()?;
    let known = work.store.known_texts()?;
    let Work { store, reference, made_by, now, log, .. } = work;
    if list.feeds.is_empty() {
        log.say(Level::Warning, "the list of feeds has none that is switched on; set `enabled` of those you want");
    }
    let settings = settings(supply, list);
    let mut intake = Intake {
        bodies: Bodies::new(&supply.reading.settings()?),
        tally: Tally::default(),
        batch: Vec::new(),
        taken: Taken::default(),
        new: vec![0; list.feeds.len()],
        to: To { store, reference, made_by, known, now: *now, log: *log },
        failure: None,
    };
    let bar = log.progress();
    let mut take = |item: Item| {
        bar.set_message(list.feeds[item.feed].name.clone());
        bar.suspend(|| intake.take(&list.feeds, item));
    };
    let reports = fetch::fetch(&list.feeds, &mut states, &settings, &clock(*now), &mut take)?;
    bar.finish_and_clear();
    intake.flush();
    if let Some(failure) = intake.failure {
        return Err(failure.into());
    }
    let (taken, tally, new) = (intake.taken, intake.tally, intake.new);
    // Only now: what is remembered is not asked for again, so it must have been taken in.
    store.keep_feeds(&states, now.moment())?;
    let feeds = reports.iter().map(|report| told(&list.feeds[report.feed].name, new[report.feed], report)).collect();
    let came = Came { taken, tally, feeds, ..Came::default() };
    for feed in &came.feeds {
        feed.errors.iter().for_each(|error| log.say(Level::Error, &format!("{}: {error}", feed.name)));
    }
    Ok(came)
}

fn settings(supply: &Supply, list: &Feeds) -> Settings {
    let mut settings = Settings { user_agent: fetch::user_agent(list.contact.as_deref()), ..Settings::default() };
    settings.addresses.allowed = supply.allow_address.iter().copied().collect();
    settings
}

/// The machine's clock; when another moment is taken for now, as far from it as that was at the start, so that it goes on.
fn clock(now: Now) -> Clock {
    let mut clock = Clock::system();
    if let Now(Some(taken)) = now {
        let ahead: SignedDuration = taken.duration_since(Timestamp::now());
        clock.now = Box::new(move || Timestamp::now().saturating_add(ahead).unwrap_or(taken));
    }
    clock
}

/// Where documents go.
struct To<'w> {
    store: &'w mut Store,
    reference: &'w Reference,
    made_by: &'w str,
    known: KnownTexts,
    now: Now,
    log: Log,
}

/// What came and waits to be taken in.
struct Intake<'w> {
    bodies: Bodies,
    tally: Tally,
    /// Documents, each with the number of its feed.
    batch: Vec<(usize, Document)>,
    taken: Taken,
    /// What each feed brought that was not there.
    new: Vec<usize>,
    to: To<'w>,
    /// The first failure of the store, after which nothing is taken in.
    failure: Option<store::Error>,
}

impl Intake<'_> {
    fn take(&mut self, feeds: &[Feed], item: Item) {
        let feed = item.feed;
        for document in self.bodies.documents(body(&feeds[feed], item)) {
            match document {
                Ok(document) => {
                    self.tally.documents += 1;
                    self.batch.push((feed, as_published(document)));
                }
                Err(error) => documents::tell(&error, &mut self.tally, self.to.log),
            }
        }
        if self.batch.len() >= BATCH {
            self.flush();
        }
    }

    /// Codes what waits and takes it in, those of one feed together so that each feed's are counted.
    fn flush(&mut self) {
        let To { store, reference, made_by, known, now, .. } = &mut self.to;
        let (known, reference) = (&*known, *reference);
        let coded: Vec<(usize, Incoming)> = std::mem::take(&mut self.batch)
            .into_par_iter()
            .map(|(feed, document)| (feed, incoming(&document, known, reference)))
            .collect();
        for of_feed in coded.chunk_by(|a, b| a.0 == b.0) {
            let batch: Vec<Incoming> = of_feed.iter().map(|(_, incoming)| incoming.clone()).collect();
            if self.failure.is_some() {
                return;
            }
            match store.ingest(&batch, Stamp { moment: now.moment(), made_by }) {
                Ok(taken) => {
                    self.new[of_feed[0].0] += taken.new + taken.edited + taken.copies;
                    self.taken.add(taken);
                }
                Err(error) => self.failure = Some(error),
            }
        }
    }
}

/// The document under the id that its publisher gives it. A run that meets two texts of one id tells them apart; from one
/// run to the next they are versions of one document.
fn as_published(mut document: Document) -> Document {
    if let Some(id) = document.id.strip_suffix(&format!("~{}", &document.sha256[..8])) {
        document.id = id.to_owned();
    }
    document
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

fn told(name: &str, new: usize, report: &FeedReport) -> FeedTold {
    let day = |moment: Timestamp| moment.to_string().chars().take(10).collect::<String>();
    FeedTold {
        name: name.to_owned(),
        answered: report.items,
        new,
        unchanged: report.unchanged,
        left: report.left,
        errors: report.errors.iter().map(fetch::Error::whole).collect(),
        stale: report.stale.map(|stale| match stale {
            Stale::Silent(since) => format!("silent since {}", day(since)),
            Stale::Failing(since) => format!("failing since {}", day(since)),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_told_of_when_it_is_in_trouble() {
        let state = |stale, failures| crate::model::FeedState { stale, failures, ..Default::default() };
        let since = Timestamp::UNIX_EPOCH;
        let states: FeedStates = [
            ("a".to_owned(), state(Some(Stale::Failing(since)), 9)),
            ("b".to_owned(), state(Some(Stale::Silent(since)), 0)),
            ("c".to_owned(), state(None, 1)),
            ("d".to_owned(), state(None, 0)),
        ]
        .into();
        let found = |address: &str| of_feed("F", address, &states).map(|(state, ..)| state);
        assert_eq!(found("a"), Some(State::Wrong));
        assert_eq!((found("b"), found("c")), (Some(State::Doubt), Some(State::Doubt)));
        assert_eq!((found("d"), found("never asked")), (None, None));
    }
}
