//! Fills a template: words in braces in attributes and texts, processing instructions by what a caller writes there.

use std::io;

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use quick_xml::{Reader, XmlVersion};

/// Where the project grows.
pub(super) type Out = Writer<Vec<u8>>;

/// Words for the braces of a template, by their name.
pub(super) type Words<'a> = [(&'static str, &'a str)];

/// Writes a template of ours, calling `insert` with each processing instruction: its name, and what follows it.
pub(super) fn fill(
    template: &str,
    words: &Words,
    out: &mut Out,
    insert: &mut dyn FnMut(&str, &str, &mut Out) -> io::Result<()>,
) -> io::Result<()> {
    each(template, &mut |event| match event {
        Event::PI(instruction) => {
            let (name, rest) = instruction.split_once(' ').unwrap_or((&instruction, ""));
            insert(name, rest.trim(), out)
        }
        Event::Start(tag) => out.write_event(Event::Start(filled(&tag, words)?)),
        Event::Empty(tag) => out.write_event(Event::Empty(filled(&tag, words)?)),
        Event::Text(text) => out.write_event(Event::Text(BytesText::new(&in_words(&text, words)))),
        Event::Comment(_) => Ok(()),
        other => out.write_event(other),
    })
}

/// Calls `take` with each part of an XML text.
pub(super) fn each(text: &str, take: &mut dyn FnMut(Event) -> io::Result<()>) -> io::Result<()> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Eof => return Ok(()),
            event => take(event)?,
        }
    }
}

/// A tag whose attributes have their words put in, escaped.
fn filled(tag: &BytesStart, words: &Words) -> io::Result<BytesStart<'static>> {
    changed(tag, |_, value| in_words(value, words))
}

/// A tag with the value of each attribute as `change` makes it from name and value.
pub(super) fn changed(tag: &BytesStart, change: impl Fn(&str, &str) -> String) -> io::Result<BytesStart<'static>> {
    let mut made = BytesStart::new(tag.name().as_ref().to_owned());
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(io::Error::other)?;
        let key = attribute.key.as_ref();
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(io::Error::other)?;
        made.push_attribute((key, change(key, &value).as_str()));
    }
    Ok(made)
}

/// The text with its braces replaced, once: a word is never looked at for braces of its own.
fn in_words(text: &str, words: &Words) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        made.push_str(&rest[..open]);
        rest = &rest[open..];
        let word = rest.find('}').and_then(|close| {
            let (_, word) = words.iter().find(|(name, _)| *name == &rest[1..close])?;
            Some((close, *word))
        });
        let (length, word) = word.map_or((1, "{"), |(close, word)| (close + 1, word));
        made.push_str(word);
        rest = &rest[length..];
    }
    made.push_str(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(template: &str, words: &Words) -> String {
        let mut out = Writer::new(Vec::new());
        fill(template, words, &mut out, &mut |name, rest, out| {
            out.create_element(name).with_attribute(("of", rest)).write_empty().map(|_| ())
        })
        .unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn words_are_put_in_and_never_become_markup() {
        let words = [("title", "<b> & \"{day}\""), ("day", "x")];
        let expected = r#"<a b="&lt;b&gt; &amp; &quot;{day}&quot;">&lt;b&gt; &amp; &quot;{day}&quot; {other}</a>"#;
        assert_eq!(made(r#"<a b="{title}">{title} {other}</a>"#, &words), expected);
    }

    #[test]
    fn an_instruction_is_replaced_by_what_is_written_there() {
        assert_eq!(made("<a><?layers now?></a>", &[]), r#"<a><layers of="now"/></a>"#);
    }
}
