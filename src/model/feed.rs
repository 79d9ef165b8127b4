//! What is remembered of each feed from one run to the next, so that nothing is asked for twice. It goes into a fetch,
//! comes out of it up to date, and is kept by a store.

use std::collections::BTreeMap;

use jiff::Timestamp;

/// What is remembered of all feeds, by address.
pub type FeedStates = BTreeMap<String, FeedState>;

/// Since when something is wrong with a feed that is merely slow to show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// It answers, and has had nothing new since.
    Silent(Timestamp),
    /// It has not answered as it should since.
    Failing(Timestamp),
}

/// What is remembered of one feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedState {
    /// How its own address answered last.
    pub answer: Answer,
    /// When it was asked for the first time.
    pub first_asked: Option<Timestamp>,
    /// When it last answered as it should.
    pub last_success: Option<Timestamp>,
    /// When it last had anything new.
    pub last_new: Option<Timestamp>,
    /// How often it failed in a row.
    pub failures: u32,
    /// What was wrong the last time; none when nothing was.
    pub last_error: Option<String>,
    /// The server asked not to come back before this moment.
    pub not_before: Option<Timestamp>,
    /// Whether every page that it listed last was fetched: what is left is taken up in the next run.
    pub is_worked_off: bool,
    /// Whether it was silent or failing for long when it was last asked.
    pub stale: Option<Stale>,
    /// The pages it lists, by address: those it lists no longer are forgotten.
    pub pages: BTreeMap<String, PageState>,
}

/// How an address answered: what lets a server say that nothing changed, and us see it when the server does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The address that answered in the end.
    pub url: Option<String>,
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Last-Modified`.
    pub last_modified: Option<String>,
    /// SHA-256 of the body.
    pub sha256: Option<String>,
}

/// What is remembered of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageState {
    /// How it answered last.
    pub answer: Answer,
    /// What the feed said of its last change when it was fetched.
    pub stamp: Option<String>,
    /// When it was last asked.
    pub asked: Option<Timestamp>,
}
