//! Saved RSS and Atom feeds: one document an item.

use std::ops::Add;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use feed_rs::model::{Entry, Feed};
use feed_rs::parser::{Builder, ParseFeedError};

use crate::model::Language;
use crate::read::decode;
use crate::read::error::{At, Error};
use crate::read::input::{Input, Records, undecodable};
use crate::read::language;
use crate::read::markup;
use crate::read::record::Record;

/// The items of a feed. A feed that does not parse as a whole is parsed item by item, so that a broken or cut item
/// takes no other with it.
///
/// # Errors
/// When the file cannot be read, is too large, or holds no item that can be read.
pub(super) fn records(mut input: Input) -> Result<Records, Error> {
    let bytes = input.whole()?;
    let declared = input.charset.clone().or_else(|| declared_encoding(&bytes));
    let (text, damaged) = decode::whole(&bytes, declared.as_deref());
    let xml = without_declaration(&text);
    let mut found: Vec<Result<Record, Error>> = undecodable(input.at(), damaged).map(Err).into_iter().collect();
    match parse(xml) {
        Ok((feed, dates)) => found.extend(of_feed(feed, &dates, &input, 0).into_iter().map(Ok)),
        Err(source) => found.extend(one_by_one(xml, &input, source)?),
    }
    Ok(Box::new(found.into_iter()))
}

/// Parses a feed, and with it the dates as written: the parser's own dates guess at what it cannot read, so in their
/// place it is given the number of the value in this list, as seconds.
fn parse(xml: &str) -> Result<(Feed, Vec<String>), ParseFeedError> {
    let dates = Arc::new(Mutex::new(Vec::new()));
    let written = Arc::clone(&dates);
    let keep = move |value: &str| {
        let mut written = written.lock().expect("no thread panics while it holds the dates");
        written.push(value.to_owned());
        Some(after_epoch(written.len() as u64 - 1))
    };
    let parser = Builder::new().timestamp_parser(keep).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(xml.as_bytes())?;
    let dates = std::mem::take(&mut *dates.lock().expect("no thread panics while it holds the dates"));
    Ok((feed, dates))
}

/// The moment so many seconds after the default one, for whatever type of time the parser has.
fn after_epoch<T: Default + Add<Duration, Output = T>>(seconds: u64) -> T {
    T::default() + Duration::from_secs(seconds)
}

/// Parses each item in a feed of its own, with the head of the whole. `whole` is what was wrong with the feed.
fn one_by_one(xml: &str, input: &Input, whole: ParseFeedError) -> Result<Vec<Result<Record, Error>>, Error> {
    let Some((tag, end)) = item_tag(xml) else {
        return Err(Error::Feed { at: input.at(), source: whole });
    };
    let starts: Vec<usize> = openings(xml, tag).collect();
    let head = &xml[..starts.first().copied().unwrap_or(xml.len())];
    let mut found = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied().unwrap_or(xml.len());
        let closing = format!("</{tag}>");
        let item = &xml[*start..next];
        let item = item.find(&closing).map_or(item, |at| &item[..at + closing.len()]);
        match parse(&format!("{head}{item}{end}")) {
            Ok((feed, dates)) => found.extend(of_feed(feed, &dates, input, number).into_iter().map(Ok)),
            Err(source) => {
                let line = xml[..*start].matches('\n').count() as u64 + 1;
                let at = At::item(&input.path, number as u64 + 1, Some(line));
                found.push(Err(Error::Feed { at, source }));
            }
        }
    }
    if !found.iter().any(Result::is_err) {
        found.push(Err(Error::Feed { at: input.at(), source: whole }));
    }
    Ok(found)
}

/// What an item is called in this kind of feed, and what closes the feed after it.
fn item_tag(xml: &str) -> Option<(&'static str, &'static str)> {
    let root =
        [("<rss", "item", "</channel></rss>"), ("<feed", "entry", "</feed>"), ("<rdf:RDF", "item", "</rdf:RDF>")];
    let (_, tag, end) = root.into_iter().find(|(root, _, _)| xml.contains(root))?;
    openings(xml, tag).next()?;
    Some((tag, end))
}

/// Where the opening tags of a name stand.
fn openings<'a>(xml: &'a str, tag: &'a str) -> impl Iterator<Item = usize> + 'a {
    xml.match_indices('<').map(|(at, _)| at).filter(move |at| {
        let name = xml[at + 1..].strip_prefix(tag);
        name.is_some_and(|rest| rest.starts_with(|next: char| next == '>' || next.is_ascii_whitespace()))
    })
}

/// The records of a feed whose first item is number `before + 1` of the file.
fn of_feed(feed: Feed, dates: &[String], input: &Input, before: usize) -> Vec<Record> {
    let publisher = feed.title.map(|title| markup::text(&title.content)).filter(|title| !title.is_empty());
    let declared = feed.language;
    let mut found = Vec::new();
    for (number, entry) in feed.entries.into_iter().enumerate() {
        let item = (before + number + 1) as u64;
        let mut record = of_entry(entry, dates, At::item(&input.path, item, None), format!("{}#{item}", input.name));
        record.publisher.clone_from(&publisher);
        record.language = record.language.or_else(|| declared.clone());
        record.language = record.language.filter(|given| may_be(given, &record.text));
        found.push(record);
    }
    found
}

/// A feed declares one language for all its items, so an item's letters count for more; and a feed in some other
/// language has nothing to say.
fn may_be(given: &str, text: &str) -> bool {
    Language::from_code(given).is_some() && language::language_by_letters(text).is_none()
}

fn of_entry(entry: Entry, dates: &[String], at: At, fallback_id: String) -> Record {
    let title = entry.title.map(|title| markup::text(&title.content)).filter(|title| !title.is_empty());
    let content = entry.content.and_then(|content| content.body).map(|body| markup::text(&body));
    let summary = entry.summary.map(|summary| markup::text(&summary.content));
    let body = content.filter(|content| !content.is_empty()).or(summary).filter(|body| !body.is_empty());
    let text = match (&title, body) {
        (Some(title), Some(body)) => format!("{title}\n\n{body}"),
        (title, body) => body.or_else(|| title.clone()).unwrap_or_default(),
    };
    let number = entry.published.or(entry.updated).and_then(|time| usize::try_from(time.timestamp()).ok());
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    Record {
        id: Some(entry.id).filter(|id| !id.trim().is_empty()),
        published: number.and_then(|number| dates.get(number)).cloned(),
        language: entry.language,
        url: link.map(|link| link.href.clone()),
        title,
        ..Record::of_text(at, fallback_id, text)
    }
}

/// The encoding that the XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = &head[..head.find("?>")?];
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

/// Without the XML declaration: what it says about the encoding is no longer so.
fn without_declaration(text: &str) -> &str {
    let start = text.trim_start();
    let declaration = start.starts_with("<?xml ").then(|| start.find("?>")).flatten();
    declaration.map_or(start, |end| &start[end + 2..])
}
