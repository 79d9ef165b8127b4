//! The public web preview of a Telegram channel, `https://t.me/s/CHANNEL`: one document a message.

use dom_query::{Document, Selection};

use crate::read::error::{At, Error};
use crate::read::input::Input;
use crate::read::markup;
use crate::read::record::Record;

/// Whether a page that begins so is a channel's preview. The words are those of Telegram's own style sheet.
pub(super) fn is_one(head: &str) -> bool {
    head.contains("tgme_channel_history") || head.contains("tgme_widget_message")
}

/// The messages in the order of the page; those without words are counted.
pub(super) fn records(html: &str, input: &Input) -> Vec<Result<Record, Error>> {
    let page = Document::from(html);
    let channel = words(&page.select(".tgme_channel_info_header_title"));
    let mut found = Vec::new();
    let (mut service, mut wordless) = (0, 0);
    for (number, message) in page.select(".tgme_widget_message[data-post]").iter().enumerate() {
        let at = At::item(&input.path, number as u64 + 1, None);
        match record(&message, at, &input.name, channel.as_deref()) {
            _ if message.has_class("service_message") => service += 1,
            Some(record) => found.push(Ok(record)),
            None => wordless += 1,
        }
    }
    if service + wordless > 0 {
        found.push(Err(Error::Wordless { at: input.at(), service, wordless }));
    }
    found
}

/// The record of a message; none when it has no words. What it answers to is quoted above it and is not its own text.
fn record(message: &Selection<'_>, at: At, name: &str, channel: Option<&str>) -> Option<Record> {
    let own = message.select(".tgme_widget_message_text.js-message_text");
    let text = markup::text(&own.last().inner_html());
    if text.trim().is_empty() {
        return None;
    }
    let post = message.attr("data-post")?.to_string();
    let owner = words(&message.select(".tgme_widget_message_owner_name"));
    let published = message.select("a.tgme_widget_message_date time[datetime]").attr("datetime");
    Some(Record {
        url: Some(format!("https://t.me/{post}")).filter(|_| is_post(&post)),
        id: Some(post),
        published: published.map(|time| time.to_string()),
        publisher: channel.map(str::to_owned).or(owner),
        ..Record::of_text(at.clone(), format!("{name}#{}", at.item.unwrap_or_default()), text)
    })
}

/// A channel's name, a slash and a number; nothing else becomes an address.
fn is_post(post: &str) -> bool {
    let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    post.split_once('/').is_some_and(|(channel, number)| is_word(channel) && is_word(number))
}

fn words(selection: &Selection<'_>) -> Option<String> {
    let words = selection.first().text().split_whitespace().collect::<Vec<_>>().join(" ");
    Some(words).filter(|words| !words.is_empty())
}
