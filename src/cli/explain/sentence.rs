//! The sentence that tells an event, with the words in brackets that each part of it was read from.

use std::collections::BTreeMap;

use crate::Reference;
use crate::cli::plain::line;
use crate::code::Grammar;
use crate::lexicon::{Marked, Sense};
use crate::model::{DateBasis, Document, Event, Report, Span};

/// Characters of a sentence that are shown; a text without a full stop has sentences of any length.
const MOST_SHOWN: usize = 1200;

/// The sentences of one document.
pub(super) struct Sentence<'d> {
    document: &'d Document,
    grammar: &'d Grammar,
    marked: Marked,
}

impl<'d> Sentence<'d> {
    /// Marks a document again, as it was marked when it was coded.
    pub(super) fn of(document: &'d Document, reference: &'d Reference) -> Sentence<'d> {
        let grammar = reference.grammar(document.language);
        Sentence { document, grammar, marked: grammar.lexicon.mark(&document.text) }
    }

    /// The sentence that tells a group of events best, with its parts in brackets.
    pub(super) fn marked(&self, group: &[Event]) -> String {
        let best = group[0].best();
        let whole = best.quotation.span;
        let mut parts: BTreeMap<Span, &'static str> = BTreeMap::new();
        let mut add = |span: Span, label: &'static str| {
            let is_free = !parts.keys().any(|known| known.overlaps(span));
            if is_free && whole.contains(span) {
                parts.insert(span, label);
            }
        };
        group.iter().for_each(|event| add(event.best().location.mention.span, "place"));
        self.lexical(best).into_iter().for_each(|(span, label)| add(span, label));
        self.dates(best).into_iter().for_each(|span| add(span, "date"));
        self.numbers(best).into_iter().for_each(|span| add(span, "number"));
        self.speakers(best).into_iter().for_each(|(span, label)| add(span, label));
        let mut text = String::new();
        let mut at = whole.start;
        for (span, label) in parts {
            text.push_str(&self.document.text[at..span.start]);
            text.push_str(&format!("[{label}: {}]", &self.document.text[span.range()]));
            at = span.end;
        }
        text.push_str(&self.document.text[at..whole.end]);
        format!("\"{}\"{}", shortened(&line(&text)), self.carried_over(best))
    }

    /// The sentence of a report, as it stands.
    pub(super) fn quoted(&self, report: &Report) -> String {
        format!("\"{}\"", shortened(&line(&report.quotation.text)))
    }

    /// What the sentence does not say itself.
    fn carried_over(&self, report: &Report) -> String {
        let mut carried = Vec::new();
        if !report.quotation.span.contains(report.location.mention.span) {
            let words = line(&self.document.text[report.location.mention.span.range()]);
            carried.push(format!("the place from \"{words}\""));
        }
        let is_counted_from_text =
            matches!(report.when.basis, DateBasis::Stated | DateBasis::Relative | DateBasis::ReportWindow);
        if is_counted_from_text && self.dates(report).is_empty() {
            carried.push("the date".to_owned());
        }
        if carried.is_empty() { String::new() } else { format!(" Carried over: {}.", carried.join(", ")) }
    }

    /// The trigger, and the words by which it is no fact, as the rule names them.
    fn lexical(&self, report: &Report) -> Vec<(Span, &'static str)> {
        let tokens = self.tokens(report.quotation.span);
        let mut found = Vec::new();
        for mark in self.marked.marks(tokens) {
            let span = self.marked.tokens.span(mark.start..mark.end);
            let words = format!("{:?}", &self.document.text[span.range()]);
            let is_trigger = matches!(mark.sense, Sense::Trigger(_))
                && report
                    .rule
                    .strip_prefix(report.event_type.code())
                    .is_some_and(|rest| rest.trim_start().starts_with(&words));
            let is_why_not = !matches!(mark.sense, Sense::Trigger(_)) && report.rule.ends_with(&format!(" by {words}"));
            if is_trigger {
                found.push((span, "trigger"));
            } else if is_why_not {
                found.push((span, report.modality.code()));
            }
        }
        found
    }

    fn dates(&self, report: &Report) -> Vec<Span> {
        let published = self.document.published.map(|published| published.date);
        let tokens = self.tokens(report.quotation.span);
        let phrases = self.grammar.calendar.phrases(&self.marked, tokens, published);
        let meant = phrases.into_iter().filter(|phrase| phrase.when.start.is_some() && phrase.when == report.when);
        meant.map(|phrase| self.marked.tokens.span(phrase.tokens)).collect()
    }

    fn numbers(&self, report: &Report) -> Vec<Span> {
        let tokens = self.tokens(report.quotation.span);
        let numbers = self.grammar.calendar.number_words().numbers(&self.marked, tokens);
        let meant = numbers.into_iter().filter(|number| report.counts.values().any(|count| *count == number.count));
        meant.map(|number| self.marked.tokens.span(number.tokens)).collect()
    }

    /// Where the words stand that name who says it and who does it.
    fn speakers(&self, report: &Report) -> Vec<(Span, &'static str)> {
        let claimants = report.claimants.iter().map(|claimant| (claimant.name.as_str(), "says"));
        let actors = [(report.initiator.words.as_str(), "who"), (report.target.words.as_str(), "to whom")];
        let whole = report.quotation.span;
        let find = |(words, label): (&str, &'static str)| {
            let at = report.quotation.text.find(words).filter(|_| !words.is_empty())?;
            let start = whole.start + at;
            Some((Span { start, end: start + words.len() }, label))
        };
        claimants.chain(actors).filter_map(find).collect()
    }

    /// The tokens of a span.
    fn tokens(&self, span: Span) -> std::ops::Range<usize> {
        let tokens = &self.marked.tokens;
        let start = tokens.partition_point(|token| token.span().start < span.start);
        let end = tokens.partition_point(|token| token.span().end <= span.end);
        start..end.max(start)
    }
}

fn shortened(sentence: &str) -> String {
    match sentence.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}… ({} characters more)", &sentence[..end], sentence[end..].chars().count()),
        None => sentence.to_owned(),
    }
}
