//! Manners: at most so many connections to a host at once, a pause between two requests, and what its robots.txt asks.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use texting_robots::Robot;
use url::{Origin, Url};

use crate::fetch::clock::Clock;

/// A pause that a robots.txt asks for is kept up to this length: some say an hour, and mean no.
const LONGEST_CRAWL_DELAY: SignedDuration = SignedDuration::from_secs(60);

/// What a site lets programs read.
pub(super) enum Rules {
    /// Everything: it has no robots.txt.
    None,
    /// What its robots.txt says.
    Robot(Robot),
    /// It cannot be known; the message says why.
    Unreadable(String),
}

/// Every host that was asked in this run.
pub(super) struct Hosts {
    most_connections: usize,
    pause: SignedDuration,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
    rules: Mutex<HashMap<Origin, Arc<OnceLock<Rules>>>>,
}

/// One host.
pub(super) struct Host {
    turns: Mutex<Turns>,
    free: Condvar,
}

struct Turns {
    /// Connections in use.
    used: usize,
    /// The pause between two requests.
    pause: SignedDuration,
    /// The moment before which the next request may not begin.
    next: Timestamp,
}

/// The right to use one connection; given back when dropped.
pub(super) struct Turn<'h> {
    host: &'h Host,
}

impl Hosts {
    pub(super) fn new(most_connections: usize, pause: Duration) -> Hosts {
        let pause = SignedDuration::try_from(pause).unwrap_or(SignedDuration::MAX);
        Hosts { most_connections, pause, hosts: Mutex::default(), rules: Mutex::default() }
    }

    /// The host of an address.
    pub(super) fn host(&self, url: &Url) -> Arc<Host> {
        let name = url.host_str().unwrap_or_default().to_owned();
        let mut hosts = locked(&self.hosts);
        let turns = Turns { used: 0, pause: self.pause, next: Timestamp::MIN };
        let host =
            hosts.entry(name).or_insert_with(|| Arc::new(Host { turns: Mutex::new(turns), free: Condvar::new() }));
        Arc::clone(host)
    }

    /// Where the rules of an address's site are kept.
    pub(super) fn rules(&self, url: &Url) -> Arc<OnceLock<Rules>> {
        Arc::clone(locked(&self.rules).entry(url.origin()).or_default())
    }

    /// Waits for a free connection and for the pause to be over.
    pub(super) fn turn<'h>(&self, host: &'h Host, clock: &Clock) -> Turn<'h> {
        let mut turns = locked(&host.turns);
        while turns.used >= self.most_connections {
            turns = host.free.wait(turns).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        turns.used += 1;
        let turn = Turn { host };
        let now = (clock.now)();
        let start = turns.next.max(now);
        turns.next = start.saturating_add(turns.pause).unwrap_or(Timestamp::MAX);
        drop(turns);
        sleep_until(start, clock);
        turn
    }
}

impl Host {
    /// Begins no further request before a moment.
    pub(super) fn not_before(&self, moment: Timestamp) {
        let mut turns = locked(&self.turns);
        turns.next = turns.next.max(moment);
    }

    /// Keeps the pause that the site asks for, when it is longer than ours.
    pub(super) fn keep_pause(&self, seconds: f32) {
        let asked = SignedDuration::try_from_secs_f32(seconds).unwrap_or(SignedDuration::ZERO).min(LONGEST_CRAWL_DELAY);
        let mut turns = locked(&self.turns);
        turns.pause = turns.pause.max(asked);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        locked(&self.host.turns).used -= 1;
        self.host.free.notify_one();
    }
}

/// Sleeps until a moment; not at all when it is past.
pub(super) fn sleep_until(moment: Timestamp, clock: &Clock) {
    let wait = moment.duration_since((clock.now)());
    if let Ok(wait) = Duration::try_from(wait)
        && !wait.is_zero()
    {
        (clock.sleep)(wait);
    }
}

/// A lock whose holder panicked still holds sound numbers: each is set in one step.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
