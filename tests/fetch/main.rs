//! Asking sources over a real connection: what is new comes once, within its limits, with manners, and trouble stays
//! where it is.
#![cfg(feature = "fetch")]

mod command;
mod daily;
mod lists;
mod manners;
#[path = "../mornings/mod.rs"]
mod mornings;
#[path = "../run/mod.rs"]
mod run;
mod server;
mod trouble;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use frontline::fetch::{Addresses, Clock, Error, Feed, FeedReport, Feeds, Item, Limits, Proxies, Settings, fetch};
use frontline::model::{FeedStates, Stale};
use frontline::store::Store;
use jiff::{SignedDuration, Timestamp};
use server::{Asked, Server, answer, not_found, ok};

const RSS: &[u8] = b"<rss version=\"2.0\"><channel><title>A</title><item><title>One</title></item></channel></rss>";

/// A clock whose sleep moves its time at once, and the sleeps it was asked for.
#[derive(Clone)]
struct Time {
    now: Arc<Mutex<Timestamp>>,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl Time {
    fn new() -> Time {
        Time { now: Arc::new(Mutex::new("2023-05-24T06:00:00Z".parse().unwrap())), slept: Arc::default() }
    }

    fn clock(&self) -> Clock {
        let (now, slept) = (self.clone(), self.clone());
        Clock {
            now: Box::new(move || *now.now.lock().unwrap()),
            sleep: Box::new(move |wait| {
                slept.slept.lock().unwrap().push(wait);
                slept.pass(SignedDuration::try_from(wait).unwrap());
            }),
            chance: Box::new(|| 1.0),
        }
    }

    fn pass(&self, time: SignedDuration) {
        let mut now = self.now.lock().unwrap();
        *now += time;
    }

    fn slept(&self) -> Vec<u64> {
        self.slept.lock().unwrap().iter().map(Duration::as_secs).collect()
    }
}

fn settings() -> Settings {
    Settings {
        pause: Duration::ZERO,
        limits: Limits {
            wire_bytes: 200_000,
            unpacked_bytes: 1_000_000,
            silence: Duration::from_millis(400),
            whole: Duration::from_millis(800),
        },
        addresses: Addresses { allowed: [IpAddr::V4(Ipv4Addr::LOCALHOST)].into(), ..Addresses::default() },
        proxies: Proxies::None,
        ..Settings::default()
    }
}

/// Feeds of the given lines of TOML, one address each.
fn feeds(urls: &[String], lines: &str) -> Vec<Feed> {
    let list: Vec<String> = urls
        .iter()
        .enumerate()
        .map(|(number, url)| format!("[[feed]]\nname = \"f{number}\"\nurl = \"{url}\"\n{lines}\n"))
        .collect();
    Feeds::from_toml(&list.join("\n"), Path::new("feeds.toml")).unwrap().feeds
}

/// One site's feeds, asked in one run after another.
struct Runs {
    feeds: Vec<Feed>,
    states: FeedStates,
    settings: Settings,
    time: Time,
}

impl Runs {
    fn new(urls: &[String], lines: &str) -> Runs {
        let time = Time::new();
        Runs { feeds: feeds(urls, lines), states: FeedStates::default(), settings: settings(), time }
    }

    fn run(&mut self) -> (Vec<Item>, Vec<FeedReport>) {
        let mut items = Vec::new();
        let Runs { feeds, states, settings, time } = self;
        let reports = fetch(feeds, states, settings, &time.clock(), &mut |item| items.push(item)).unwrap();
        // What is remembered goes through a store between two runs.
        let folder = run::Folder::new();
        let mut store = Store::open(&folder.path("events.gpkg"), Duration::ZERO).unwrap();
        store.keep_feeds(states, Timestamp::UNIX_EPOCH).unwrap();
        let kept = store.feeds().unwrap();
        assert_eq!(kept, *states);
        *states = kept;
        (items, reports)
    }
}

/// Serves as told, and without a robots.txt.
fn serve(serve: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Server {
    Server::new(move |asked, stream| if asked.path == "/robots.txt" { not_found(stream) } else { serve(asked, stream) })
}

/// Asks one address once; what it gave, or what went wrong.
fn one(server: &Server, path: &str) -> Result<Item, Error> {
    let (mut items, mut reports) = Runs::new(&[server.url(path)], "kind = \"rss\"").run();
    match reports.remove(0).errors.pop() {
        Some(error) => Err(error),
        None => Ok(items.remove(0)),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_body_comes_with_its_address_type_and_time() {
    let server = serve(|_, stream| answer(stream, "200 OK", &["Content-Type: text/xml; charset=koi8-u"], RSS));
    let item = one(&server, "/a.xml").unwrap();
    assert_eq!(item.body, RSS);
    assert_eq!(item.url, server.url("/a.xml"));
    assert_eq!(item.content_type.as_deref(), Some("text/xml; charset=koi8-u"));
    assert_eq!(item.fetched, *Time::new().now.lock().unwrap());
    let agent = &server.asked()[0].headers["user-agent"];
    assert!(agent.starts_with("frontline/"), "{agent}");
}

#[test]
fn what_the_server_calls_unchanged_is_not_given_again() {
    let server = serve(|asked, stream| match asked.headers.get("if-none-match").map(String::as_str) {
        Some("\"v1\"") => answer(stream, "304 Not Modified", &[], b""),
        _ => answer(stream, "200 OK", &["ETag: \"v1\"", "Last-Modified: Tue, 23 May 2023 10:00:00 GMT"], RSS),
    });
    let mut runs = Runs::new(&[server.url("/a.xml")], "kind = \"rss\"");
    assert_eq!(runs.run().0.len(), 1);
    let (items, reports) = runs.run();
    assert_eq!((items.len(), reports[0].unchanged, reports[0].errors.len()), (0, 1, 0));
    assert_eq!(server.asked()[1].headers["if-modified-since"], "Tue, 23 May 2023 10:00:00 GMT");
}

#[test]
fn a_server_that_repeats_itself_without_saying_so_is_seen_through() {
    let server = serve(|_, stream| ok(stream, RSS));
    let mut runs = Runs::new(&[server.url("/a.xml")], "kind = \"rss\"");
    assert_eq!(runs.run().0.len(), 1);
    let (items, reports) = runs.run();
    assert_eq!((items.len(), reports[0].unchanged), (0, 1));
}

#[test]
fn a_redirect_is_followed_and_a_circle_is_left() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/old" => answer(stream, "301 Moved", &["Location: /newer?a=1"], b""),
        "/newer?a=1" => answer(stream, "307 Moved", &["Location: new"], b""),
        "/new" => ok(stream, RSS),
        "/nowhere" => answer(stream, "302 Found", &[], b""),
        _ => answer(stream, "302 Found", &["Location: /circle"], b""),
    });
    assert_eq!(one(&server, "/old").unwrap().url, server.url("/new"));
    let error = one(&server, "/circle").unwrap_err();
    assert!(matches!(error, Error::Redirects { limit: 5, .. }), "{error:?}");
    let error = one(&server, "/nowhere").unwrap_err();
    assert!(matches!(error, Error::Status { status: 302, .. }), "{error:?}");
}

#[test]
fn a_moved_feed_is_asked_conditionally_where_it_moved_to() {
    let server = serve(|asked, stream| match (asked.path.as_str(), asked.headers.contains_key("if-none-match")) {
        ("/old", false) => answer(stream, "301 Moved", &["Location: /new"], b""),
        ("/new", false) => answer(stream, "200 OK", &["ETag: \"v1\""], RSS),
        ("/new", true) => answer(stream, "304 Not Modified", &[], b""),
        _ => answer(stream, "500 No", &[], b""),
    });
    let mut runs = Runs::new(&[server.url("/old")], "kind = \"rss\"");
    assert_eq!(runs.run().0.len(), 1);
    let (items, reports) = runs.run();
    assert_eq!((items.len(), reports[0].unchanged, reports[0].errors.len()), (0, 1, 0), "{:?}", reports[0].errors);
}

#[test]
fn a_feed_that_is_silent_or_failing_for_long_is_stale() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/silent" => ok(stream, RSS),
        _ => not_found(stream),
    });
    let urls = ["/silent", "/failing"].map(|path| server.url(path));
    let mut runs = Runs::new(&urls, "kind = \"rss\"\nsilent_after_days = 2");
    let begun = *runs.time.now.lock().unwrap();
    assert!(runs.run().1.iter().all(|report| report.stale.is_none()));
    runs.time.pass(SignedDuration::from_hours(47));
    assert!(runs.run().1.iter().all(|report| report.stale.is_none()));
    runs.time.pass(SignedDuration::from_hours(2));
    let (_, reports) = runs.run();
    assert_eq!(reports[0].stale, Some(Stale::Silent(begun)));
    assert_eq!(reports[1].stale, Some(Stale::Failing(begun)));
    assert_eq!(runs.states[&urls[1]].failures, 3);
}
