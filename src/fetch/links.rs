//! The pages that a feed or a sitemap lists.

use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

use crate::fetch::error::Error;

/// A page that is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Its address.
    pub url: Url,
    /// What the list says of its last change; where it says nothing, none.
    pub stamp: Option<String>,
    /// When it was published, as the list writes it.
    pub published: Option<String>,
}

/// What a sitemap lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sitemap {
    /// Pages.
    pub pages: Vec<Link>,
    /// Further sitemaps.
    pub maps: Vec<Link>,
}

/// The most entries that are read from one list: the protocol of sitemaps allows 50,000.
const MOST_ENTRIES: usize = 50_000;

/// The pages that the items of an RSS, Atom or JSON feed link to, in its order.
///
/// # Errors
/// When it is no feed.
pub(super) fn of_feed(body: &[u8], base: &Url) -> Result<Vec<Link>, Error> {
    let feed = feed_rs::parser::Builder::new().base_uri(Some(base)).build().parse(body).map_err(|error| {
        Error::Content { url: base.to_string(), expected: "an RSS, Atom or JSON feed", reason: error.to_string() }
    })?;
    let link = |entry: feed_rs::model::Entry| {
        let own = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))?;
        let published = entry.published.map(|time| time.to_rfc3339());
        let stamp = entry.updated.map(|time| time.to_rfc3339()).or_else(|| published.clone());
        Some(Link { url: base.join(&own.href).ok()?, stamp, published })
    };
    Ok(feed.entries.into_iter().take(MOST_ENTRIES).filter_map(link).collect())
}

/// The pages or further maps that a sitemap lists, in its order.
///
/// # Errors
/// When it is no sitemap, or broken off before the first entry.
pub(super) fn of_sitemap(body: &[u8], base: &Url) -> Result<Sitemap, Error> {
    // A sitemap is UTF-8 by its protocol, and its addresses are ASCII.
    let text = String::from_utf8_lossy(body);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut open = Open::default();
    let mut found = Sitemap::default();
    let mut broken = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => open.start(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => open.text.push_str(&text),
            Ok(Event::CData(text)) => open.text.push_str(&text),
            // Only the five entities of XML itself stand for anything; those that a document defines are passed by.
            Ok(Event::GeneralRef(entity)) => open.text.push_str(entity_text(&entity)),
            Ok(Event::End(tag)) => open.end(tag.local_name().as_ref(), base, &mut found),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                broken = Some(error.to_string());
                break;
            }
        }
        if found.pages.len() + found.maps.len() >= MOST_ENTRIES {
            break;
        }
    }
    if !open.is_sitemap || (broken.is_some() && found.pages.is_empty() && found.maps.is_empty()) {
        let reason = broken.unwrap_or_else(|| "it has neither <urlset> nor <sitemapindex>".to_owned());
        return Err(Error::Content { url: base.to_string(), expected: "a sitemap", reason });
    }
    Ok(found)
}

/// The entry that is being read.
#[derive(Default)]
struct Open {
    is_sitemap: bool,
    text: String,
    address: Option<String>,
    stamp: Option<String>,
    published: Option<String>,
}

impl Open {
    fn start(&mut self, name: &str) {
        self.text.clear();
        match name {
            "urlset" | "sitemapindex" => self.is_sitemap = true,
            "url" | "sitemap" => (self.address, self.stamp, self.published) = (None, None, None),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, base: &Url, found: &mut Sitemap) {
        let text = || Some(self.text.trim().to_owned()).filter(|text| !text.is_empty());
        match name {
            // An image of the page has an address too; the page's own comes first.
            "loc" => self.address = self.address.take().or_else(text),
            "lastmod" => self.stamp = text(),
            "publication_date" => self.published = text(),
            "url" | "sitemap" => {
                let list = if name == "url" { &mut found.pages } else { &mut found.maps };
                let url = self.address.take().and_then(|address| base.join(&address).ok());
                let (stamp, published) = (self.stamp.take(), self.published.take());
                list.extend(url.map(|url| Link { url, stamp: stamp.or_else(|| published.clone()), published }));
            }
            _ => {}
        }
        self.text.clear();
    }
}

fn entity_text(entity: &str) -> &'static str {
    match entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}
