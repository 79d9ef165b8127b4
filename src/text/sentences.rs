//! Finds where sentences and paragraphs end.

use std::ops::Range;

use crate::text::{Shape, Tokens};

/// A run of tokens that is one sentence, a heading or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, line breaks at its ends left out.
    pub tokens: Range<usize>,
    /// Counts paragraphs from 0.
    pub paragraph: usize,
}

/// Tokens after which a sentence ends at the next mark, and after which it ends anywhere. No sentence of prose is so long
/// (a list without full stops can be), and what looks back and forth within sentences takes time with their square.
const LONG: usize = 400;
const LONGEST: usize = 500;
/// Closing marks that can belong to one sentence.
const MOST_CLOSING: usize = 8;

/// Cuts tokens into sentences, in order. `is_abbreviation` tells of the words after which a full stop ends nothing.
pub fn sentences(tokens: &Tokens, is_abbreviation: &dyn Fn(&str) -> bool) -> Vec<Sentence> {
    let wrap = wrapped_width(tokens);
    let mut out = Vec::new();
    let (mut start, mut paragraph) = (0, 0);
    for (at, token) in tokens.iter().enumerate() {
        if token.is_word() && at < start + LONG {
            continue;
        }
        let ends = match token.shape {
            Shape::Break(lines) => lines > 1 || !is_wrapped_line(tokens, at, wrap),
            Shape::Mark('.') => is_full_stop(tokens, at, is_abbreviation),
            Shape::Mark('!' | '?' | '…') => {
                !tokens.get(at + 1).is_some_and(|next| matches!(next.shape, Shape::Mark('!' | '?' | '.')))
            }
            Shape::Mark(';') => tokens.get(at + 1).is_none_or(|next| matches!(next.shape, Shape::Break(_))),
            _ => false,
        };
        let length = at.saturating_sub(start);
        let is_too_long = length >= LONGEST || (length >= LONG && matches!(token.shape, Shape::Mark(_)));
        if !ends && !is_too_long {
            continue;
        }
        let end = at + 1 + closing_marks(tokens, at + 1);
        if end > start {
            push(tokens, start..end, paragraph, &mut out);
            start = end;
        }
        if ends && matches!(token.shape, Shape::Break(_)) {
            paragraph += 1;
        }
    }
    push(tokens, start..tokens.len(), paragraph, &mut out);
    out
}

fn push(tokens: &Tokens, range: Range<usize>, paragraph: usize, out: &mut Vec<Sentence>) {
    let is_break = |at: &usize| matches!(tokens[*at].shape, Shape::Break(_));
    let Some(first) = range.clone().find(|at| !is_break(at)) else { return };
    let last = range.rev().find(|at| !is_break(at)).expect("there is a first one");
    out.push(Sentence { tokens: first..last + 1, paragraph });
}

/// Closing quotation marks and brackets glued to the end of a sentence belong to it.
fn closing_marks(tokens: &Tokens, from: usize) -> usize {
    tokens[from.min(tokens.len())..]
        .iter()
        .take(MOST_CLOSING)
        .take_while(|token| {
            token.is_glued && (token.is_quote() || matches!(token.shape, Shape::Mark(')' | ']' | '\'' | '’')))
        })
        .count()
}

fn is_full_stop(tokens: &Tokens, at: usize, is_abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let next =
        tokens[at + 1..].iter().find(|token| !(token.is_quote() || matches!(token.shape, Shape::Mark(')' | ']'))));
    let Some(next) = next else { return true };
    if matches!(next.shape, Shape::Mark('.')) {
        return false;
    }
    if matches!(next.shape, Shape::Break(_)) {
        return true;
    }
    let is_followed_by_start = next.is_capitalised() || !next.is_word();
    if !is_followed_by_start || (next.is_glued && !tokens[at + 1].is_quote()) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    let is_initial = tokens[before].is_word() && tokens.key(before).chars().count() == 1;
    !(is_initial || is_abbreviation(tokens.key(before)))
}

/// The width at which a text's lines were wrapped by hand, none when they were not.
fn wrapped_width(tokens: &Tokens) -> Option<usize> {
    let (mut start, mut widths, mut open) = (0usize, Vec::new(), 0usize);
    for (at, token) in tokens.iter().enumerate() {
        if let Shape::Break(lines) = token.shape {
            let width = token.start as usize - start;
            start = token.end as usize;
            if lines == 1 {
                widths.push(width);
                open += usize::from(at > 0 && !ends_line(tokens, at - 1));
            }
        }
    }
    let widest = widths.iter().copied().max()?;
    (widest <= 200 && open >= 3 && open * 2 >= widths.len()).then_some(widest)
}

fn ends_line(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens[at].shape, Shape::Mark('.' | '!' | '?' | '…' | ':' | ';')) || tokens[at].is_quote()
}

fn is_wrapped_line(tokens: &Tokens, at: usize, wrap: Option<usize>) -> bool {
    if at == 0 || ends_line(tokens, at - 1) {
        return false;
    }
    let Some(next) = tokens.get(at + 1) else { return false };
    if next.is_word() && !next.is_capitalised() {
        return true;
    }
    let line_start =
        tokens[..at].iter().rev().find(|token| matches!(token.shape, Shape::Break(_))).map_or(0, |token| token.end);
    wrap.is_some_and(|width| (tokens[at].start - line_start) as usize * 10 >= width * 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::of(text);
        let found: Vec<&str> = sentences(&tokens, &|word| matches!(word, "feb" | "обл"))
            .into_iter()
            .map(|sentence| &text[tokens.span(sentence.tokens).range()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn initials_and_abbreviations_end_nothing() {
        check(
            "On Feb. 28 the U.S. Army came. O. Syniehubov said so.",
            &["On Feb. 28 the U.S. Army came.", "O. Syniehubov said so."],
        );
        check(
            "У м. Вовчанськ Харківської обл. загинув чоловік. Є поранені.",
            &["У м. Вовчанськ Харківської обл. загинув чоловік.", "Є поранені."],
        );
    }

    #[test]
    fn no_sentence_is_longer_than_the_cap() {
        let list = "Bakhmut attacked, ".repeat(1000);
        let word = "Bakhmut ".repeat(1000);
        let hostile = ["(", ")", ".)", "… "].map(|piece| format!("a fairly long text {}", piece.repeat(1000)));
        for text in [list, word].iter().chain(&hostile) {
            let tokens = Tokens::of(text);
            let found = sentences(&tokens, &|_| false);
            let longest = found.iter().map(|sentence| sentence.tokens.len()).max();
            assert!(longest <= Some(LONGEST + 1 + MOST_CLOSING), "{longest:?} tokens of {}…", &text[..20]);
        }
    }

    #[test]
    fn a_heading_is_a_sentence() {
        check("Shelling of Kherson\nTwo were hurt.", &["Shelling of Kherson", "Two were hurt."]);
    }

    #[test]
    fn a_line_that_goes_on_in_lower_case_is_no_end() {
        check("Shelling of\nthe city.", &["Shelling of\nthe city."]);
    }

    #[test]
    fn a_closing_quotation_mark_belongs_to_its_sentence() {
        check("“It burns.” He left.", &["“It burns.”", "He left."]);
    }
}
