//! Asks public sources for what is new: feeds, sitemaps, pages and channels in, bodies out; `read` makes documents of
//! them.
//!
//! Every address is asked with manners (robots.txt, a pause, few connections, `Retry-After`), within limits of bytes and
//! time, and only where the public web is. One feed's trouble is that feed's alone.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use jiff::Timestamp;

mod address;
mod body;
mod clock;
mod error;
mod feed;
mod feeds;
mod file;
mod get;
mod hosts;
mod links;

pub use address::Addresses;
pub use clock::Clock;
pub use error::{Error, FeedsError};
pub use feeds::{Articles, Feed, Feeds, Kind};
pub use file::file;

use crate::model::{FeedState, FeedStates, Stale};
use get::Getter;

/// How the network is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The name given to every site.
    pub user_agent: String,
    /// Feeds that are asked at the same time. Default 8.
    pub feeds_at_once: usize,
    /// Connections to one host at the same time. Default 2.
    pub connections_per_host: usize,
    /// Between the beginnings of two requests to one host. Default 1 s; a longer one that a robots.txt asks for is kept.
    pub pause: Duration,
    /// How often an address is tried before it is given up. Default 3.
    pub attempts: u32,
    /// The wait before the second try; it doubles with each further one. Default 2 s.
    pub back_off: Duration,
    /// The longest wait; who asks for more is asked again in a later run. Default 60 s.
    pub longest_wait: Duration,
    /// How often a redirect is followed. Default 5.
    pub most_redirects: usize,
    /// Pages fetched from one feed in one run, the newest first. Default 50.
    pub most_pages: usize,
    /// A page that a feed lists without saying when it changed is asked again after so long. Default a day.
    pub recheck: Duration,
    /// Limits of bytes and time.
    pub limits: Limits,
    /// Addresses that are let through or given by hand.
    pub addresses: Addresses,
    /// Whether proxies are used.
    pub proxies: Proxies,
}

/// How much one answer may be, and how long it may take.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Bytes on the wire. Default 16 MiB.
    pub wire_bytes: u64,
    /// Bytes when unpacked. Default 64 MiB: a full sitemap has 50.
    pub unpacked_bytes: u64,
    /// Time in which nothing comes. Default 20 s.
    pub silence: Duration,
    /// Time for a whole body. Default 120 s.
    pub whole: Duration,
}

/// Whether proxies are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proxies {
    /// Those of `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. A proxy resolves names itself, so only
    /// addresses written as numbers are checked before it.
    FromEnvironment,
    /// None, whatever the environment says.
    None,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            wire_bytes: 16 << 20,
            unpacked_bytes: 64 << 20,
            silence: Duration::from_secs(20),
            whole: Duration::from_secs(120),
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            user_agent: user_agent(None),
            feeds_at_once: 8,
            connections_per_host: 2,
            pause: Duration::from_secs(1),
            attempts: 3,
            back_off: Duration::from_secs(2),
            longest_wait: Duration::from_secs(60),
            most_redirects: 5,
            most_pages: 50,
            recheck: Duration::from_secs(24 * 60 * 60),
            limits: Limits::default(),
            addresses: Addresses::default(),
            proxies: Proxies::FromEnvironment,
        }
    }
}

/// The name of this program for sites, with an address at which its user can be reached.
pub fn user_agent(contact: Option<&str>) -> String {
    let name = concat!("frontline/", env!("CARGO_PKG_VERSION"));
    let printable = contact.map(|contact| contact.chars().filter(|letter| (' '..='~').contains(letter)).collect());
    printable.map_or_else(|| name.to_owned(), |contact: String| format!("{name} (+{contact})"))
}

/// Something new that a feed gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The feed's place in the list.
    pub feed: usize,
    /// The address that answered in the end.
    pub url: String,
    /// What kind of content it should be: the feed's own kind, or [`Kind::Page`] for a page that it links to.
    pub kind: Kind,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// When the feed says that the page was published, as it writes it.
    pub published: Option<String>,
    /// When it came.
    pub fetched: Timestamp,
    /// The bytes, unpacked.
    pub body: Vec<u8>,
}

/// How one feed did.
#[derive(Debug)]
pub struct FeedReport {
    /// The feed's place in the list.
    pub feed: usize,
    /// Bodies that were new.
    pub items: usize,
    /// Addresses that answered what they answered before.
    pub unchanged: usize,
    /// Pages that are listed, new, and left for a later run.
    pub left: usize,
    /// What went wrong: the feed's own address first.
    pub errors: Vec<Error>,
    /// Whether it has been silent or failing for long.
    pub stale: Option<Stale>,
}

/// What a thread that asks a feed tells.
enum Told {
    Item(Item),
    Done(Box<(FeedReport, FeedState)>),
}

/// Asks every feed, gives what is new to `take` as it comes, and brings `states` up to date. The reports are in the order
/// of the feeds; the items of one feed come in its order, those of several feeds mixed.
///
/// # Errors
/// When this machine cannot ask at all. What goes wrong with a feed is in its report.
pub fn fetch(
    feeds: &[Feed],
    states: &mut FeedStates,
    settings: &Settings,
    clock: &Clock,
    take: &mut dyn FnMut(Item),
) -> Result<Vec<FeedReport>, Error> {
    let getter = Getter::new(settings, clock)?;
    let waiting: VecDeque<(usize, &Feed, FeedState)> = feeds
        .iter()
        .enumerate()
        .map(|(number, feed)| (number, feed, states.get(feed.url.as_str()).cloned().unwrap_or_default()))
        .collect();
    let threads = settings.feeds_at_once.clamp(1, waiting.len().max(1));
    let waiting = Mutex::new(waiting);
    let mut reports = Vec::new();
    std::thread::scope(|scope| {
        // A few bodies may wait to be taken; then asking waits.
        let (tell, told) = sync_channel(threads);
        for _ in 0..threads {
            let (tell, waiting, getter) = (tell.clone(), &waiting, &getter);
            scope.spawn(move || work(waiting, getter, settings, clock, &tell));
        }
        drop(tell);
        for told in told {
            match told {
                Told::Item(item) => take(item),
                Told::Done(done) => {
                    let (report, known) = *done;
                    states.insert(feeds[report.feed].url.to_string(), known);
                    reports.push(report);
                }
            }
        }
    });
    reports.sort_by_key(|report| report.feed);
    Ok(reports)
}

/// Asks one feed after another until none is waiting.
fn work(
    waiting: &Mutex<VecDeque<(usize, &Feed, FeedState)>>,
    getter: &Getter<'_>,
    settings: &Settings,
    clock: &Clock,
    tell: &SyncSender<Told>,
) {
    let next = || waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop_front();
    while let Some((number, feed, known)) = next() {
        // Nobody listens any more only when the caller is gone, and then nothing is left to be told.
        let mut give = |item| drop(tell.send(Told::Item(item)));
        let (report, known) = feed::ask(feed::Asking { number, feed, getter, settings, clock }, known, &mut give);
        drop(tell.send(Told::Done(Box::new((report, known)))));
    }
}
