//! The words of an HTML fragment, its paragraphs kept apart.

/// What stands between two pieces of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

/// The text of a fragment: blocks are parted by a blank line, items, rows and line breaks by a line feed. A fragment
/// without tags keeps its own line breaks.
pub(super) fn text(html: &str) -> String {
    if !has_tags(html) {
        return html_escape::decode_html_entities(html).trim_matches([' ', '\t', '\n', '\r']).to_owned();
    }
    let mut words = Words { text: String::with_capacity(html.len()), gap: Gap::None };
    let mut rest = html;
    while let Some(start) = next_tag(rest) {
        words.push(&rest[..start]);
        rest = words.pass_tag(&rest[start..]);
    }
    words.push(rest);
    words.text
}

struct Words {
    text: String,
    gap: Gap,
}

impl Words {
    /// Takes up the text between two tags. Runs of white space are one space; a no-break space stays what it is.
    fn push(&mut self, piece: &str) {
        let piece = html_escape::decode_html_entities(piece);
        let is_space = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for (number, word) in piece.split(is_space).enumerate() {
            if number > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            if word.is_empty() {
                continue;
            }
            if !self.text.is_empty() {
                self.text.push_str(match self.gap {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line => "\n",
                    Gap::Paragraph => "\n\n",
                });
            }
            self.text.push_str(word);
            self.gap = Gap::None;
        }
    }

    /// Takes up the tag that `html` begins with, and gives what follows it.
    fn pass_tag<'a>(&mut self, html: &'a str) -> &'a str {
        if html.starts_with("<!--") {
            return after(html, "-->");
        }
        if let Some(literal) = html.strip_prefix("<![CDATA[") {
            let end = literal.find("]]>").unwrap_or(literal.len());
            self.push(&literal[..end]);
            return after(html, "]]>");
        }
        let name = html[1..].trim_start_matches('/');
        let length = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..length].to_ascii_lowercase();
        // A line left empty parts paragraphs: so chats and old pages write them.
        let is_empty_line = name == "br" && self.gap == Gap::Line;
        self.gap = if is_empty_line { Gap::Paragraph } else { self.gap.max(gap_of(&name)) };
        let is_end = html.starts_with("</");
        let rest = after_tag(html);
        if !is_end && matches!(name.as_str(), "script" | "style" | "template" | "noscript" | "svg" | "iframe") {
            return after_tag(&rest[closing(rest, &name)..]);
        }
        rest
    }
}

fn gap_of(tag: &str) -> Gap {
    match tag {
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "dl" | "table"
        | "section" | "article" | "header" | "footer" | "aside" | "main" | "nav" | "figure" | "figcaption" | "pre"
        | "hr" | "form" => Gap::Paragraph,
        "br" | "li" | "tr" | "dt" | "dd" | "caption" => Gap::Line,
        "td" | "th" | "option" => Gap::Space,
        _ => Gap::None,
    }
}

/// Where the closing tag of a name starts, in any case; the end when there is none.
fn closing(html: &str, name: &str) -> usize {
    let closes = |at: &usize| {
        html.as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    html.match_indices("</").map(|(at, _)| at).find(closes).unwrap_or(html.len())
}

fn has_tags(html: &str) -> bool {
    next_tag(html).is_some()
}

/// Where the next tag or comment starts; "a < b" has none.
pub(super) fn next_tag(html: &str) -> Option<usize> {
    let opens =
        |at: &usize| html[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next));
    html.match_indices('<').map(|(at, _)| at).find(opens)
}

fn after<'a>(html: &'a str, mark: &str) -> &'a str {
    html.find(mark).map_or("", |at| &html[at + mark.len()..])
}

/// What follows the tag that `html` begins with; a `>` inside a quoted attribute does not end it.
pub(super) fn after_tag(html: &str) -> &str {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return &html[at + 1..],
            (None, b'"' | b'\'') if html[..at].ends_with('=') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    ""
}
