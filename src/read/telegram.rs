//! Messages of a Telegram Desktop export.

use serde::Deserialize;

use crate::read::error::At;
use crate::read::fields::Scalar;
use crate::read::record::Record;

/// The chat or channel that messages stand in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chat {
    name: Scalar,
    title: Scalar,
    id: Scalar,
    username: Scalar,
}

impl Chat {
    /// From the fields that stand before the list, as JSON without the closing brace. Fields that cannot be read
    /// name nothing.
    pub(super) fn of_fields(fields: &[u8]) -> Chat {
        let mut json = fields.to_vec();
        json.push(b'}');
        serde_json::from_slice(&json).unwrap_or_default()
    }

    /// The title, which a feed has in place of a name.
    pub(super) fn title(self) -> Option<String> {
        self.title.filled()
    }
}

/// A message.
#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "a message")]
pub(super) struct Message {
    id: Scalar,
    #[serde(rename = "type")]
    kind: Scalar,
    date: Scalar,
    date_unixtime: Scalar,
    text: Words,
}

/// A text in one piece, or in pieces where parts of it are links or bold.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a text or a list of its pieces")]
enum Words {
    Whole(String),
    Pieces(Vec<Piece>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a text or an object with a text")]
enum Piece {
    Plain(String),
    Marked { text: String },
}

impl Default for Words {
    fn default() -> Words {
        Words::Whole(String::new())
    }
}

impl Message {
    /// Whether the system wrote it.
    pub(super) fn is_service(&self) -> bool {
        self.kind.0.as_deref() == Some("service")
    }

    /// The record of a message; none when it has no words.
    pub(super) fn record(self, chat: &Chat, at: At, fallback_id: String) -> Option<Record> {
        let text = match self.text {
            Words::Whole(text) => text,
            Words::Pieces(pieces) => pieces.into_iter().map(Piece::text).collect(),
        };
        if text.trim().is_empty() {
            return None;
        }
        let number = self.id.filled();
        let username = chat.username.0.as_deref().map(|name| name.trim_start_matches('@'));
        let chat_name = username.or(chat.id.0.as_deref()).or(chat.name.0.as_deref());
        let id = chat_name.zip(number.as_deref()).map(|(chat, number)| format!("{chat}/{number}"));
        let url = username.zip(number.as_deref()).map(|(chat, number)| format!("https://t.me/{chat}/{number}"));
        // `date` is the clock of the computer that saved the export, `date_unixtime` is the moment.
        let published = self.date_unixtime.filled().or(self.date.filled());
        let publisher = chat.name.0.clone().or_else(|| username.map(str::to_owned));
        Some(Record { id, published, publisher, url, ..Record::of_text(at, fallback_id, text) })
    }
}

impl Piece {
    fn text(self) -> String {
        match self {
            Piece::Plain(text) | Piece::Marked { text } => text,
        }
    }
}
