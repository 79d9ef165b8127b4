//! Documents of what came over the network: a feed, a page or a channel's preview in bytes.

use std::io::Cursor;
use std::path::PathBuf;

use crate::model::{Document, Language, Side};
use crate::read::error::Error;
use crate::read::format::Format;
use crate::read::input::Input;
use crate::read::record::{Record, Registry};
use crate::read::walk::File;
use crate::read::{Settings, records};

/// What a body should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// An RSS, Atom or JSON feed.
    Feed,
    /// A web page, that of a Telegram channel among them.
    Page,
}

/// A body, and what is known of it besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its address.
    pub url: String,
    /// What it should be.
    pub content: Content,
    /// The header `Content-Type`; its charset counts where the bytes leave the encoding open.
    pub content_type: Option<String>,
    /// Who publishes it; counts for more than what it says of itself.
    pub publisher: Option<String>,
    /// The publisher's side, when it is a party to the war.
    pub side: Option<Side>,
    /// The language of its texts; counts where they do not say it themselves.
    pub language: Option<Language>,
    /// When it was published; counts where it does not say it itself.
    pub published: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Makes documents of bodies, and remembers the ids it gave.
pub struct Bodies {
    settings: Settings,
    registry: Registry,
}

impl Bodies {
    /// Nothing read yet.
    pub fn new(settings: &Settings) -> Bodies {
        Bodies { settings: settings.clone(), registry: Registry::new(settings) }
    }

    /// The documents of a body, with what is wrong or doubtful in it where it stands. A page's id is its address, an
    /// item's the one that its feed gives it, else its address.
    pub fn documents(&mut self, body: Body) -> Vec<Result<Document, Error>> {
        let records = match records_of(&body, &self.settings) {
            Ok(records) => records,
            Err(error) => return vec![Err(error)],
        };
        let mut made = Vec::new();
        for record in records {
            let mut doubts = Vec::new();
            let document = record.and_then(|record| self.registry.document(known(record, &body), &mut doubts));
            made.extend(doubts.into_iter().map(Err));
            made.push(document);
        }
        if made.is_empty() {
            made.push(Err(Error::Empty { at: crate::read::At::file(&PathBuf::from(&body.url)) }));
        }
        made
    }
}

fn records_of(body: &Body, settings: &Settings) -> Result<Vec<Result<Record, Error>>, Error> {
    let format = match body.content {
        Content::Feed if body.bytes.trim_ascii_start().starts_with(b"{") => Format::Json,
        Content::Feed => Format::Feed,
        Content::Page => Format::Page,
    };
    let file = File { path: PathBuf::from(&body.url), name: body.url.clone(), format: Some(format) };
    let mut input = Input::of(file, Box::new(Cursor::new(body.bytes.clone())), settings)?;
    input.charset = body.content_type.as_deref().and_then(charset).map(str::to_owned);
    Ok(records(input)?.collect())
}

/// Fills in what is known of the body.
fn known(mut record: Record, body: &Body) -> Record {
    record.url = record.url.filter(|url| url.starts_with("http")).or_else(|| Some(body.url.clone()));
    if body.content == Content::Page {
        record.id = record.id.or_else(|| record.url.clone());
    }
    record.publisher = body.publisher.clone().or(record.publisher);
    record.side = body.side.map(|side| side.code().to_owned());
    record.language = record.language.or_else(|| body.language.map(|language| language.code().to_owned()));
    record.published = record.published.or_else(|| body.published.clone());
    record
}

/// The charset that a `Content-Type` names.
fn charset(content_type: &str) -> Option<&str> {
    let (_, value) = content_type.split_once("charset=").or_else(|| content_type.split_once("Charset="))?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter));
    Some(&value[..end.unwrap_or(value.len())])
}
