//! The fields of a JSON document, under each of the names they go by.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::read::error::{At, Error};
use crate::read::markup;
use crate::read::record::Record;

/// A value written as one word: a string, a number or a truth value. Null, a list or an object is none.
#[derive(Debug, Default)]
pub(super) struct Scalar(pub Option<String>);

impl Scalar {
    /// The value, none when it is blank.
    pub(super) fn filled(self) -> Option<String> {
        self.0.filter(|value| !value.trim().is_empty())
    }
}

/// A JSON object that is a document. Two names of one field may both be there; the first below wins.
#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "a JSON object")]
pub(super) struct Fields {
    id: Scalar,
    published: Scalar,
    date_published: Scalar,
    date: Scalar,
    language: Scalar,
    lang: Scalar,
    source: Scalar,
    publisher: Scalar,
    side: Scalar,
    url: Scalar,
    external_url: Scalar,
    title: Scalar,
    text: Scalar,
    body: Scalar,
    content: Scalar,
    content_text: Scalar,
    content_html: Scalar,
    summary: Scalar,
}

impl Fields {
    /// The record of a document.
    ///
    /// # Errors
    /// When no field holds a text.
    pub(super) fn record(self, at: At, fallback_id: String) -> Result<Record, Error> {
        let text = self.text.filled().or(self.body.filled()).or(self.content.filled());
        let Some(text) = text else {
            return Err(Error::NoTextField { at });
        };
        Ok(Record {
            at,
            id: self.id.filled(),
            fallback_id,
            published: self.published.filled().or(self.date_published.filled()).or(self.date.filled()),
            language: self.language.filled().or(self.lang.filled()),
            publisher: self.source.filled().or(self.publisher.filled()),
            side: self.side.filled(),
            url: self.url.filled().or(self.external_url.filled()),
            title: self.title.filled(),
            text,
        })
    }

    /// The record of an item of a JSON Feed: its headline, a blank line, and its content.
    ///
    /// # Errors
    /// When no field holds a text.
    pub(super) fn feed_record(mut self, at: At, fallback_id: String) -> Result<Record, Error> {
        let html = self.content_html.filled().map(|html| markup::text(&html));
        let content = self.content_text.filled().or(html).or(self.summary.filled());
        self.summary = Scalar(None);
        self.content_text = Scalar(None);
        self.content_html = Scalar(None);
        let text = match (self.title.0.clone().filter(|title| !title.trim().is_empty()), content) {
            (Some(title), Some(content)) => Some(format!("{title}\n\n{content}")),
            (title, content) => title.or(content),
        };
        if text.is_some() {
            self.text = Scalar(text);
        }
        self.record(at, fallback_id)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar(Some(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Scalar, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}
