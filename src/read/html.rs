//! Web pages: the article's text, headline, date and publisher; the messages of a channel's preview.

use dom_smoothie::{Config, Readability};

use crate::read::decode;
use crate::read::error::Error;
use crate::read::input::{Input, Records, undecodable};
use crate::read::markup;
use crate::read::preview;
use crate::read::record::Record;

/// How many unlinked words make the block around a link a sentence; menus have separators and a word at most.
const WORDS_OF_A_SENTENCE: usize = 3;

/// Pages nested deeper than this are read without looking for the article: the time that the search takes grows with the
/// square of the depth, and pages made for readers stay below a hundred.
const MAX_DEPTH: usize = 500;

/// The one record of a page, or the messages of a channel.
///
/// # Errors
/// When the file cannot be read or is too large.
pub(super) fn records(mut input: Input) -> Result<Records, Error> {
    let bytes = input.whole()?;
    let declared = input.charset.as_deref().or_else(|| declared_encoding(&input.head));
    let (html, damaged) = decode::whole(&bytes, declared);
    let doubt = undecodable(input.at(), damaged).map(Err);
    if preview::is_one(&html) {
        return Ok(Box::new(doubt.into_iter().chain(preview::records(&html, &input))));
    }
    let record = record(&html, &input);
    Ok(Box::new(doubt.into_iter().chain([Ok(record)])))
}

fn record(html: &str, input: &Input) -> Record {
    let mut record = Record::of_text(input.at(), input.name.clone(), String::new());
    if depth(html) > MAX_DEPTH {
        return Record { text: markup::text(html), ..record };
    }
    let Ok(mut page) = Readability::new(html, None, Some(Config::default())) else {
        return Record { text: markup::text(html), ..record };
    };
    record.published = published(&page);
    keep_linked_sentences(&page);
    match page.parse() {
        Ok(article) => {
            record.text = markup::text(&article.content);
            record.title = Some(article.title).filter(|title| !title.trim().is_empty());
            record.url = article.url;
            record.publisher = article.site_name;
            record.language = article.lang;
        }
        Err(_) => record.text = markup::text(html),
    }
    record
}

/// Links inside a sentence become plain words: an article that links every place it names would otherwise be taken for
/// a menu and lose those paragraphs.
fn keep_linked_sentences(page: &Readability) {
    for link in page.doc.select("p a, li a, td a, div a, blockquote a").nodes() {
        let words_beside = link.parent().map_or(0, |block| {
            block.immediate_text().split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
        });
        if words_beside >= WORDS_OF_A_SENTENCE {
            link.rename("span");
        }
    }
}

/// The date of publication as the page writes it: JSON-LD, then `<meta>`, then `<time>`. It is not taken from the crate
/// that finds the article, because that one passes by JSON-LD graphs.
fn published(page: &Readability) -> Option<String> {
    let blocks = page.doc.select("script[type='application/ld+json']");
    let linked = blocks.iter().find_map(|block| {
        let value: serde_json::Value = serde_json::from_str(block.text().trim()).ok()?;
        date_published(&value)
    });
    linked.or_else(|| in_meta(page)).or_else(|| in_time(page))
}

/// The first `datePublished` in JSON-LD, at any depth.
fn date_published(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Object(fields) => {
            let own = fields.get("datePublished").and_then(serde_json::Value::as_str);
            own.map(str::to_owned).or_else(|| fields.values().find_map(date_published))
        }
        serde_json::Value::Array(items) => items.iter().find_map(date_published),
        _ => None,
    }
}

fn in_meta(page: &Readability) -> Option<String> {
    let names = [
        "meta[property='article:published_time']",
        "meta[property='og:published_time']",
        "meta[property='og:article:published_time']",
        "[itemprop='datePublished']",
        "meta[name='article:published_time']",
        "meta[name='datePublished']",
        "meta[name='pubdate']",
        "meta[name='publishdate']",
        "meta[name='date']",
        "meta[name='DC.date.issued']",
        "meta[name='dcterms.created']",
    ];
    names.iter().find_map(|name| {
        let found = page.doc.select(name);
        let value = found.attr("content").or_else(|| found.attr("datetime"))?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    })
}

/// The first `<time>` of the article; or that of the page when all of them name one day, because teasers of other
/// articles have times too.
fn in_time(page: &Readability) -> Option<String> {
    for place in ["time[pubdate]", "article time[datetime]"] {
        let articles = page.doc.select("article").length();
        if let Some(value) = page.doc.select(place).attr("datetime").filter(|_| articles < 2) {
            return Some(value.trim().to_owned());
        }
    }
    let values: Vec<String> = page
        .doc
        .select("time[datetime]")
        .iter()
        .filter_map(|time| Some(time.attr("datetime")?.trim().to_owned()))
        .collect();
    let first = values.first()?;
    values.iter().all(|value| value.get(..10) == first.get(..10)).then(|| first.clone())
}

/// The encoding that a `<meta>` near the beginning names.
fn declared_encoding(head: &str) -> Option<&str> {
    let value = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter))?;
    Some(&value[..end])
}

/// How deep the elements of a page stand in one another at most, those left out that may stay open.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = html;
    while let Some(start) = markup::next_tag(rest) {
        let tag = &rest[start..];
        rest = markup::after_tag(tag);
        let name = tag[1..].trim_start_matches('/');
        let length = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
        if tag.starts_with("</") {
            depth = depth.saturating_sub(usize::from(!may_stay_open(&name[..length])));
        } else if tag[1..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            depth += usize::from(!may_stay_open(&name[..length]));
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Elements without content, and those whose end tag HTML lets one leave out.
fn may_stay_open(tag: &str) -> bool {
    let open = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "head", "body", "path",
        "rect",
    ];
    open.iter().any(|name| name.eq_ignore_ascii_case(tag))
}
