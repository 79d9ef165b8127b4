//! Foreign text made safe to print: what would steer a terminal or turn the reading order is spelled out.

use std::fmt::Write;

/// The text with every control and reordering character written as `\u{…}`. Line breaks inside stay visible that way
/// too: a text must not be able to forge a line of ours.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_steering(character) {
            write!(out, "\\u{{{:x}}}", u32::from(character)).expect("a string takes everything");
        } else {
            out.push(character);
        }
    }
    out
}

/// Text of an article on one line: every run of white space is one space, and the rest is [`plain`].
pub(super) fn line(text: &str) -> String {
    let mut one = String::with_capacity(text.len());
    for character in text.chars() {
        match character.is_whitespace() {
            true if one.ends_with(' ') => {}
            true => one.push(' '),
            false => one.push(character),
        }
    }
    plain(&one)
}

/// Control characters (C0, DEL, C1), line separators, and the marks that embed, override or isolate a direction
/// (Unicode TR 36, "Bidirectional Text Spoofing").
fn is_steering(character: char) -> bool {
    let reorders =
        matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || reorders || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_spelled_out() {
        assert_eq!(plain("a\u{1b}[31mb\u{9b}1mc\u{7f}\r\n"), "a\\u{1b}[31mb\\u{9b}1mc\\u{7f}\\u{d}\\u{a}");
        assert_eq!(plain("Бахмут \u{202e}txt"), "Бахмут \\u{202e}txt");
    }

    #[test]
    fn line_breaks_in_an_article_are_spaces() {
        assert_eq!(line("Бої  біля\r\n\tБахмута\n"), "Бої біля Бахмута ");
    }
}
