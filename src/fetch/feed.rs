//! Asks one feed: its own address, then the pages it lists.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::fetch::clock::Clock;
use crate::fetch::error::Error;
use crate::fetch::feeds::{Articles, Feed, Kind};
use crate::fetch::get::{Getter, Got, Page};
use crate::fetch::links::{self, Link};
use crate::fetch::{FeedReport, Item, Settings};
use crate::model::{Answer, FeedState, PageState, Stale};

/// The most sitemaps that are opened of one index, the newest first.
const MOST_MAPS: usize = 4;
/// The most pages that are remembered of one feed.
const MOST_REMEMBERED: usize = 20_000;

/// One feed and what asking it takes.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub number: usize,
    pub feed: &'a Feed,
    pub getter: &'a Getter<'a>,
    pub settings: &'a Settings,
    pub clock: &'a Clock,
}

/// Asks a feed and gives what is new; the report of it, and what is to be remembered.
pub(super) fn ask(asking: Asking<'_>, mut known: FeedState, give: &mut dyn FnMut(Item)) -> (FeedReport, FeedState) {
    let now = (asking.clock.now)();
    known.first_asked.get_or_insert(now);
    let report = FeedReport { feed: asking.number, items: 0, unchanged: 0, left: 0, errors: Vec::new(), stale: None };
    let mut run = Run { asking, report, put_off: 0, give };
    match run.own_address(&mut known) {
        Ok(()) => {
            known.last_success = Some((asking.clock.now)());
            (known.failures, known.last_error, known.not_before) = (0, None, None);
        }
        Err(error) => {
            known.failures = known.failures.saturating_add(1);
            known.last_error = Some(error.whole());
            if let Error::Later { until, .. } = &error {
                known.not_before = Some(*until);
            }
            run.report.errors.insert(0, error);
        }
    }
    if run.report.items > 0 {
        known.last_new = Some((asking.clock.now)());
    }
    known.stale = stale(&known, asking.feed, now);
    run.report.stale = known.stale;
    (run.report, known)
}

/// Whether nothing has come for longer than the feed may be silent.
fn stale(known: &FeedState, feed: &Feed, now: Timestamp) -> Option<Stale> {
    let limit = SignedDuration::from_hours(24 * i64::from(feed.silent_after_days));
    let since = |moment: Option<Timestamp>| moment.or(known.first_asked).unwrap_or(now);
    let is_long = |moment: Timestamp| now.duration_since(moment) > limit;
    if known.failures > 0 {
        return Some(since(known.last_success)).filter(|moment| is_long(*moment)).map(Stale::Failing);
    }
    Some(since(known.last_new)).filter(|moment| is_long(*moment)).map(Stale::Silent)
}

struct Run<'a> {
    asking: Asking<'a>,
    report: FeedReport,
    /// Pages that failed in a way that may pass.
    put_off: usize,
    give: &'a mut dyn FnMut(Item),
}

impl Run<'_> {
    fn own_address(&mut self, known: &mut FeedState) -> Result<(), Error> {
        let feed = self.asking.feed;
        if let Some(until) = known.not_before.filter(|until| *until > (self.asking.clock.now)()) {
            return Err(Error::Later { url: feed.url.to_string(), status: 429, until });
        }
        let is_list = feed.kind == Kind::Sitemap || feed.articles == Articles::Linked;
        // What was left of a list in the last run would be passed by if the list had not changed since.
        let asked = if is_list && !known.is_worked_off { Answer::default() } else { known.answer.clone() };
        let page = match self.asking.getter.get(&feed.url, &asked)? {
            Got::Unchanged => {
                self.report.unchanged += 1;
                return Ok(());
            }
            Got::New(page) => *page,
        };
        let answer = page.answer.clone();
        if is_list {
            let links = self.links(&page)?;
            self.pages(links, known);
            known.is_worked_off = self.report.left + self.put_off == 0;
        } else {
            self.give(page, feed.kind, None);
        }
        known.answer = answer;
        Ok(())
    }

    /// The pages that a feed or sitemap lists, each once.
    fn links(&mut self, page: &Page) -> Result<Vec<Link>, Error> {
        let mut links = match self.asking.feed.kind {
            Kind::Sitemap => self.of_sitemap(page)?,
            Kind::Rss | Kind::Atom | Kind::JsonFeed | Kind::Page | Kind::Telegram => {
                links::of_feed(&page.body, &page.url)?
            }
        };
        let mut seen = BTreeSet::new();
        links.retain(|link| seen.insert(link.url.clone()));
        links.truncate(MOST_REMEMBERED);
        Ok(links)
    }

    /// The pages of a sitemap, and of the newest ones of an index. A sitemap of an index may fail alone.
    fn of_sitemap(&mut self, page: &Page) -> Result<Vec<Link>, Error> {
        let found = links::of_sitemap(&page.body, &page.url)?;
        let mut pages = newest_first(found.pages);
        for map in newest_first(found.maps).into_iter().take(MOST_MAPS) {
            let listed = self.asking.getter.get(&map.url, &Answer::default()).and_then(|got| match got {
                Got::New(page) => links::of_sitemap(&page.body, &page.url),
                Got::Unchanged => Ok(links::Sitemap::default()),
            });
            match listed {
                Ok(listed) => pages.extend(listed.pages),
                Err(error) => {
                    self.put_off += usize::from(error.may_pass());
                    self.report.errors.push(error);
                }
            }
        }
        Ok(newest_first(pages))
    }

    /// Fetches the pages that are new or may have changed, and forgets those that are listed no longer.
    fn pages(&mut self, links: Vec<Link>, known: &mut FeedState) {
        let mut before = std::mem::take(&mut known.pages);
        let mut asked = 0;
        for link in links {
            let page = before.remove(link.url.as_str());
            let is_due = page.as_ref().is_none_or(|page| self.is_due(page, &link));
            if !is_due {
                remember(&mut known.pages, &link.url, page);
                continue;
            }
            if asked >= self.asking.settings.most_pages {
                self.report.left += 1;
                remember(&mut known.pages, &link.url, page);
                continue;
            }
            asked += 1;
            let page = self.page(&link, page);
            remember(&mut known.pages, &link.url, page);
        }
    }

    /// Fetches one page; what is to be remembered of it.
    fn page(&mut self, link: &Link, before: Option<PageState>) -> Option<PageState> {
        let known = before.as_ref().map(|page| page.answer.clone()).unwrap_or_default();
        let got = match self.asking.getter.get(&link.url, &known) {
            Ok(got) => got,
            Err(error) => {
                // What is gone or refused is not asked for in every run, only when the list says that it changed.
                let page = if error.may_pass() { before } else { Some(self.asked(known, link)) };
                self.put_off += usize::from(error.may_pass());
                self.report.errors.push(error);
                return page;
            }
        };
        let mut page = self.asked(known, link);
        match got {
            Got::Unchanged => self.report.unchanged += 1,
            Got::New(new) => {
                page.answer = new.answer.clone();
                self.give(*new, Kind::Page, link.published.clone());
            }
        }
        Some(page)
    }

    fn asked(&self, answer: Answer, link: &Link) -> PageState {
        PageState { answer, stamp: link.stamp.clone(), asked: Some((self.asking.clock.now)()) }
    }

    /// Whether a page that was fetched before is asked again: when the list says that it changed; when the list says
    /// nothing of that, after a while.
    fn is_due(&self, page: &PageState, link: &Link) -> bool {
        if link.stamp.is_some() {
            return page.stamp != link.stamp;
        }
        let recheck = SignedDuration::try_from(self.asking.settings.recheck).unwrap_or(SignedDuration::MAX);
        page.asked.is_none_or(|asked| (self.asking.clock.now)().duration_since(asked) >= recheck)
    }

    fn give(&mut self, page: Page, kind: Kind, published: Option<String>) {
        self.report.items += 1;
        let Page { url, content_type, fetched, body, answer: _ } = page;
        (self.give)(Item {
            feed: self.asking.number,
            url: url.to_string(),
            kind,
            content_type,
            published,
            fetched,
            body,
        });
    }
}

fn remember(pages: &mut BTreeMap<String, PageState>, url: &Url, page: Option<PageState>) {
    if let Some(page) = page {
        pages.insert(url.to_string(), page);
    }
}

/// Sorted by their stamps, the newest first; those without one keep their order after them. ISO dates sort as text.
fn newest_first(mut links: Vec<Link>) -> Vec<Link> {
    links.sort_by(|a, b| b.stamp.cmp(&a.stamp));
    links
}
