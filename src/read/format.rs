//! Which format a file has, by its extension or by how it begins.

use std::path::Path;

/// How documents are written down in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One text.
    Plain,
    /// One JSON document a line.
    JsonLines,
    /// JSON: documents, a Telegram export, a JSON Feed, or a data set.
    Json,
    /// A table with a header; the separator is found in it.
    Table,
    /// A web page.
    Page,
    /// RSS or Atom.
    Feed,
}

impl Format {
    /// The format an extension names; none when it names none we read.
    pub(super) fn of_extension(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Format::Plain),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "json" | "geojson" => Some(Format::Json),
            "csv" | "tsv" => Some(Format::Table),
            "html" | "htm" | "xhtml" => Some(Format::Page),
            "xml" | "rss" | "atom" => Some(Format::Feed),
            _ => None,
        }
    }

    /// The format of a content that begins so; a text when nothing says otherwise.
    pub(super) fn of_content(head: &str) -> Format {
        let start = head.trim_start();
        let has = |mark: &str| start.as_bytes().windows(mark.len()).any(|w| w.eq_ignore_ascii_case(mark.as_bytes()));
        match start.as_bytes().first() {
            Some(b'{' | b'[') => Format::Json,
            Some(b'<') if has("<rss") || has("<feed") || has("<rdf:rdf") => Format::Feed,
            Some(b'<') if has("<!doctype html") || has("<html") || has("<body") => Format::Page,
            _ if is_table_header(start.lines().next().unwrap_or_default()) => Format::Table,
            _ => Format::Plain,
        }
    }
}

/// Whether a first line names a column of texts and at least one other.
fn is_table_header(line: &str) -> bool {
    [',', ';', '\t'].iter().any(|separator| {
        let names: Vec<_> = line.split(*separator).map(|name| name.trim().trim_matches('"')).collect();
        names.len() > 1 && names.iter().any(|name| name.eq_ignore_ascii_case("text"))
    })
}
