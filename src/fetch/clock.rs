//! The clock, sleeping and chance, passed in so that a test need not wait.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

/// What fetching knows of time. A test gives one whose `sleep` moves its `now`.
pub struct Clock {
    /// This moment.
    pub now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Waits so long.
    pub sleep: Box<dyn Fn(Duration) + Send + Sync>,
    /// A number from 0 to 1 by chance, so that many programs that were turned away do not come back at once.
    pub chance: Box<dyn Fn() -> f64 + Send + Sync>,
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Clock {
        Clock { now: Box::new(now), sleep: Box::new(std::thread::sleep), chance: Box::new(chance) }
    }
}

/// The machine's time; the beginning of 1970 when it is set to what no calendar has.
fn now() -> Timestamp {
    Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The keys of a new hasher are random: good enough to spread retries.
fn chance() -> f64 {
    let bits = RandomState::new().hash_one(0_u8) >> 32;
    bits as f64 / f64::from(u32::MAX)
}
