//! The list of feeds: which addresses are asked, of what kind they are and who speaks there.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use url::Url;

use crate::fetch::error::FeedsError;
use crate::model::{Language, Side};

/// What an address gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// RSS of any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// A sitemap, or an index of sitemaps, plain or gzipped: the newest pages it lists are fetched.
    Sitemap,
    /// One page that is an article.
    Page,
    /// The public web preview of a Telegram channel, `https://t.me/s/CHANNEL`.
    Telegram,
}

/// Where the texts of a feed stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Articles {
    /// In the feed itself.
    #[default]
    InFeed,
    /// On the pages that the feed links to.
    Linked,
}

/// One address to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What reports and messages call it; no two feeds share one.
    pub name: String,
    /// Its address.
    pub url: Url,
    /// What the address gives.
    pub kind: Kind,
    /// Where its texts stand.
    pub articles: Articles,
    /// Who publishes it, when that is not what the feed says of itself.
    pub publisher: Option<String>,
    /// The publisher's side, when it is a party to the war.
    pub side: Option<Side>,
    /// The language of its texts, when it has one.
    pub language: Option<Language>,
    /// Days without anything new after which it is told to be silent.
    pub silent_after_days: u16,
}

/// A list of feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feeds {
    /// An address at which whoever runs a site can reach the user; it goes into the name given to every site.
    pub contact: Option<String>,
    /// The feeds that are switched on, in the file's order.
    pub feeds: Vec<Feed>,
}

/// Days of silence after which a feed is stale when it does not say it itself: a bulletin comes daily, an agency hourly,
/// and three days without either is no weekend.
const SILENT_AFTER_DAYS: u16 = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawList {
    contact: Option<String>,
    #[serde(default, rename = "feed")]
    feeds: Vec<RawFeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFeed {
    name: String,
    url: String,
    kind: Kind,
    #[serde(default)]
    articles: Articles,
    publisher: Option<String>,
    side: Option<String>,
    language: Option<String>,
    #[serde(default = "silent_after_days")]
    silent_after_days: u16,
    #[serde(default = "enabled")]
    enabled: bool,
}

fn silent_after_days() -> u16 {
    SILENT_AFTER_DAYS
}

fn enabled() -> bool {
    true
}

impl Feeds {
    /// Reads a list from a file.
    ///
    /// # Errors
    /// When the file cannot be read, or as [`Feeds::from_toml`].
    pub fn read(path: &Path) -> Result<Feeds, FeedsError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| FeedsError::Unreadable { path: path.into(), source })?;
        Feeds::from_toml(&text, path)
    }

    /// Reads a list from its text; `origin` is the name that errors give it.
    ///
    /// # Errors
    /// When the text is not TOML, a field is missing or misspelt, an address is none, or a name comes twice.
    pub fn from_toml(text: &str, origin: &Path) -> Result<Feeds, FeedsError> {
        let raw: RawList = toml::from_str(text)
            .map_err(|source| FeedsError::Toml { path: origin.into(), source: Box::new(source) })?;
        let mut names = BTreeSet::new();
        let mut feeds = Vec::new();
        for raw in raw.feeds {
            let wrong = |field, value: &str, expected| FeedsError::Value {
                path: origin.into(),
                feed: raw.name.clone(),
                field,
                value: value.to_owned(),
                expected,
            };
            if raw.name.trim().is_empty() || !names.insert(raw.name.clone()) {
                return Err(wrong("name", &raw.name, "a name that no other feed has"));
            }
            if raw.enabled {
                feeds.push(feed(&raw, wrong)?);
            }
        }
        Ok(Feeds { contact: raw.contact, feeds })
    }
}

fn feed(raw: &RawFeed, wrong: impl Fn(&'static str, &str, &'static str) -> FeedsError) -> Result<Feed, FeedsError> {
    let url = Url::parse(&raw.url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let url = url.ok_or_else(|| wrong("url", &raw.url, "an address that begins with https:// or http://"))?;
    let side = raw.side.as_deref().map(|code| {
        let side = [Side::Russia, Side::Ukraine].into_iter().find(|side| side.code() == code);
        side.ok_or_else(|| wrong("side", code, "RU or UA, or no side at all"))
    });
    let language = raw.language.as_deref().map(|code| {
        let language = Language::ALL.into_iter().find(|language| language.code() == code);
        language.ok_or_else(|| wrong("language", code, "en, uk or ru, or no language at all"))
    });
    Ok(Feed {
        name: raw.name.clone(),
        url,
        kind: raw.kind,
        articles: raw.articles,
        publisher: raw.publisher.clone(),
        side: side.transpose()?,
        language: language.transpose()?,
        silent_after_days: raw.silent_after_days,
    })
}
