//! Web pages: the article's text, headline, date and publisher.

use dom_smoothie::{Config, Readability};

use crate::read::decode;
use crate::read::error::Error;
use crate::read::input::{Input, Records, undecodable};
use crate::read::markup;
use crate::read::record::Record;

/// The one record of a page.
///
/// # Errors
/// When the file cannot be read or is too large.
pub(super) fn records(mut input: Input) -> Result<Records, Error> {
    let bytes = input.whole()?;
    let declared = declared_encoding(&input.head);
    let (html, damaged) = decode::whole(&bytes, declared);
    let doubt = undecodable(input.at(), damaged).map(Err);
    let record = record(&html, &input);
    Ok(Box::new(doubt.into_iter().chain([Ok(record)])))
}

fn record(html: &str, input: &Input) -> Record {
    let mut record = Record::of_text(input.at(), input.name.clone(), String::new());
    let Ok(mut page) = Readability::new(html, None, Some(Config::default())) else {
        return Record { text: markup::text(html), ..record };
    };
    record.published = published(&page);
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

fn published(page: &Readability) -> Option<String> {
    let linked = page.parse_json_ld();
    page.get_article_metadata(linked).published_time
}

/// The encoding that a `<meta>` near the beginning names.
fn declared_encoding(head: &str) -> Option<&str> {
    let value = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter))?;
    Some(&value[..end])
}
