//! Reads a number written in digits, in words or in both.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use serde::Deserialize;

use crate::text::{Shape, Tokens};

use super::keys::KeyMap;

/// The part of a language's file that says which words are numbers.
#[derive(Deserialize)]
pub(super) struct Written {
    cardinals: BTreeMap<String, String>,
    ordinals: BTreeMap<String, String>,
    scales: BTreeMap<String, String>,
    words: WrittenWords,
}

#[derive(Deserialize)]
struct WrittenWords {
    one: String,
    between: String,
    alone: String,
    ordinal_suffixes: String,
    cardinal_suffixes: String,
    grouping: String,
    to: String,
    shared: String,
    formations: String,
}

/// A number as read, whatever it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::code) struct Cardinal {
    /// The number.
    pub value: u32,
    /// Token after its last.
    pub end: usize,
    /// It is an ordinal after all.
    pub is_ordinal: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cardinal(u32),
    Ordinal(u32),
    Scale {
        times: u32,
        is_alone: bool,
    },
    /// "A" of "a dozen".
    One,
    /// Begins a phrase that is a number in itself.
    Opens,
}

/// The number words of one language.
#[derive(Debug, Clone)]
pub(super) struct Words {
    kinds: KeyMap<Kind>,
    between: HashSet<String>,
    ordinal_suffixes: HashSet<String>,
    cardinal_suffixes: HashSet<String>,
    has_grouping_comma: bool,
    to: HashSet<String>,
    shared: HashSet<String>,
    formations: HashSet<String>,
}

fn set(words: &str) -> HashSet<String> {
    words.split_whitespace().map(str::to_string).collect()
}

impl Words {
    pub(super) fn of<'w>(written: &Written, openings: impl Iterator<Item = &'w str>) -> Words {
        let alone = set(&written.words.alone);
        let mut kinds = KeyMap::default();
        let number = |text: &String| text.parse::<u32>().expect("a test reads every embedded file");
        for (value, words) in &written.cardinals {
            kinds.extend(words.split(' ').map(|word| (word.to_string(), Kind::Cardinal(number(value)))));
        }
        for (value, words) in &written.ordinals {
            kinds.extend(words.split(' ').map(|word| (word.to_string(), Kind::Ordinal(number(value)))));
        }
        for (value, words) in &written.scales {
            let kind = |word: &str| Kind::Scale { times: number(value), is_alone: alone.contains(word) };
            kinds.extend(words.split(' ').map(|word| (word.to_string(), kind(word))));
        }
        kinds.extend(written.words.one.split_whitespace().map(|word| (word.to_string(), Kind::One)));
        for word in openings {
            kinds.entry(word.to_string()).or_insert(Kind::Opens);
        }
        Words {
            kinds,
            between: set(&written.words.between),
            ordinal_suffixes: set(&written.words.ordinal_suffixes),
            cardinal_suffixes: set(&written.words.cardinal_suffixes),
            has_grouping_comma: written.words.grouping == ",",
            to: set(&written.words.to),
            shared: set(&written.words.shared),
            formations: set(&written.words.formations),
        }
    }

    pub(super) fn is_range_word(&self, key: &str) -> bool {
        self.to.contains(key)
    }

    pub(super) fn is_shared(&self, key: &str) -> bool {
        self.shared.contains(key)
    }

    pub(super) fn is_formation(&self, key: &str) -> bool {
        self.formations.contains(key)
    }

    /// Every word that can begin a cardinal.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        let begins = |kind: &Kind| matches!(kind, Kind::Cardinal(_) | Kind::One | Kind::Scale { is_alone: true, .. });
        self.kinds.iter().filter(move |(_, kind)| begins(kind)).map(|(word, _)| word.as_str())
    }

    /// Every word that can stand in a cardinal after its first, or be glued to it.
    pub(super) fn inner_words(&self) -> impl Iterator<Item = &str> {
        let counts = |kind: &Kind| *kind != Kind::Opens;
        let kinds = self.kinds.iter().filter(move |(_, kind)| counts(kind)).map(|(word, _)| word);
        let others = self.between.iter().chain(&self.ordinal_suffixes).chain(&self.cardinal_suffixes);
        kinds.chain(others).map(String::as_str)
    }

    /// Every word that a number may begin with.
    pub(super) fn openings(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// The number that begins with the first token of `range`.
    pub(super) fn cardinal_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<Cardinal> {
        match tokens.get(range.start).filter(|_| !range.is_empty())?.shape {
            Shape::Number => self.digits_at(tokens, range),
            Shape::Word(_) => self.words_at(tokens, range),
            Shape::Mark(_) | Shape::Break(_) => None,
        }
    }

    fn digits_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<Cardinal> {
        let key = tokens.key(range.start);
        if key.contains(':') {
            return None;
        }
        let (thousandths, mut end) = match self.grouped(key) {
            Some(value) => {
                let (value, end) = with_spaced_groups(tokens, value, range.clone());
                (value.checked_mul(1000)?, end)
            }
            None => (decimal_thousandths(key)?, range.start + 1),
        };
        if let Some((is_ordinal, after)) = self.suffix_at(tokens, end..range.end) {
            let value = u32::try_from(thousandths / 1000).ok()?;
            return Some(Cardinal { value, end: after, is_ordinal });
        }
        let mut total = thousandths;
        while let Some(Kind::Scale { times, .. }) = self.kind_at(tokens, end..range.end) {
            total = total.checked_mul(u64::from(times))?;
            end += 1 + usize::from(self.is_abbreviated(tokens, end + 1..range.end));
        }
        let is_whole = total % 1000 == 0;
        let value = u32::try_from(total / 1000).ok().filter(|_| is_whole)?;
        Some(Cardinal { value, end, is_ordinal: false })
    }

    /// «45 тыс. тонн»: a full stop after a scale, with the sentence going on.
    fn is_abbreviated(&self, tokens: &Tokens, after: Range<usize>) -> bool {
        after.len() > 1
            && tokens[after.start].is_mark('.')
            && tokens[after.start].is_glued
            && tokens[after.start + 1].is_word()
            && !tokens[after.start + 1].is_capitalised()
    }

    /// Digits without decimals, or with commas before each group of three.
    fn grouped(&self, key: &str) -> Option<u64> {
        if key.bytes().all(|byte| byte.is_ascii_digit()) {
            return key.parse().ok();
        }
        let mut groups = key.split(',');
        let is_group = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
        let first = groups.next()?;
        let is_grouped = self.has_grouping_comma && (1..=3).contains(&first.len()) && groups.all(is_group);
        if is_grouped { key.replace(',', "").parse().ok() } else { None }
    }

    /// An ending glued to digits: whether it makes an ordinal of them, and the token after it.
    fn suffix_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<(bool, usize)> {
        let is_glued = |at: usize| at < range.end && tokens[at].is_glued;
        let has_hyphen = is_glued(range.start) && tokens[range.start].is_dash();
        let at = range.start + usize::from(has_hyphen);
        if !is_glued(at) || !tokens[at].is_word() || (is_glued(at + 1) && tokens[at + 1].is_dash()) {
            return None;
        }
        let key = tokens.key(at);
        let is_ordinal = self.ordinal_suffixes.contains(key);
        (is_ordinal || self.cardinal_suffixes.contains(key)).then_some((is_ordinal, at + 1))
    }

    fn kind_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<Kind> {
        if range.is_empty() || !tokens[range.start].is_word() {
            return None;
        }
        self.kinds.get(tokens.key(range.start)).copied()
    }

    fn words_at(&self, tokens: &Tokens, range: Range<usize>) -> Option<Cardinal> {
        let first = self.kind_at(tokens, range.clone())?;
        let mut sum = Sum::of(first)?;
        let mut end = range.start + 1;
        if first == Kind::One && !matches!(self.kind_at(tokens, end..range.end), Some(Kind::Scale { .. })) {
            return None;
        }
        while !sum.is_ordinal {
            let joint = usize::from(end + 1 < range.end && self.is_joint(tokens, end));
            let Some(kind) = self.kind_at(tokens, end + joint..range.end) else { break };
            let is_and = joint == 1 && tokens[end].is_word();
            if (is_and && sum.part < 100) || !sum.take(kind, joint == 1 && !is_and) {
                break;
            }
            end += joint + 1;
        }
        Some(Cardinal { value: sum.total.checked_add(sum.part)?, end, is_ordinal: sum.is_ordinal })
    }

    fn is_joint(&self, tokens: &Tokens, at: usize) -> bool {
        (tokens[at].is_dash() && tokens[at].is_glued) || self.between.contains(tokens.key(at))
    }
}

/// The words of a number added up so far.
struct Sum {
    /// Whole thousands and millions.
    total: u32,
    /// What is not yet multiplied.
    part: u32,
    /// What the next word must be smaller than.
    below: u32,
    /// The scale that the next scale must be smaller than.
    below_scale: u32,
    is_ordinal: bool,
}

impl Sum {
    fn of(first: Kind) -> Option<Sum> {
        let empty = Sum { total: 0, part: 0, below: 1000, below_scale: u32::MAX, is_ordinal: false };
        match first {
            Kind::One => Some(Sum { part: 1, below: 1, ..empty }),
            Kind::Scale { times, is_alone: true } => Some(Sum { part: times, below: times, below_scale: 1, ..empty }),
            Kind::Scale { is_alone: false, .. } | Kind::Opens => None,
            Kind::Cardinal(value) => Some(Sum { part: value, below: room_after(value), ..empty }),
            Kind::Ordinal(value) => Some(Sum { part: value, is_ordinal: true, ..empty }),
        }
    }

    /// Adds the next word, or leaves it when it belongs to another number.
    fn take(&mut self, next: Kind, is_hyphened: bool) -> bool {
        match next {
            Kind::One | Kind::Opens => false,
            Kind::Scale { .. } if is_hyphened => false,
            Kind::Scale { times, .. } => self.multiply(times),
            Kind::Cardinal(value) | Kind::Ordinal(value) => {
                if value == 0 || value >= self.below {
                    return false;
                }
                self.part += value;
                self.below = room_after(value);
                self.is_ordinal = matches!(next, Kind::Ordinal(_));
                true
            }
        }
    }

    fn multiply(&mut self, times: u32) -> bool {
        let product = self.part.checked_mul(times).filter(|product| *product > 0 && times < self.below_scale);
        let Some(product) = product else { return false };
        if times < 1000 {
            self.part = product;
            self.below = if times == 100 { 100 } else { 1 };
        } else {
            let Some(total) = self.total.checked_add(product) else { return false };
            (self.total, self.part, self.below) = (total, 0, 1000);
        }
        self.below_scale = if times < 1000 { 1_000_000_000 } else { times };
        true
    }
}

/// What may follow a word of this value: "twenty" leaves room for "three", "twelve" for nothing.
fn room_after(value: u32) -> u32 {
    match value {
        0..20 => 1,
        20..100 if value.is_multiple_of(10) => 10,
        100..1000 if value.is_multiple_of(100) => 100,
        _ => 1,
    }
}

/// "20 000": groups of three digits parted by spaces.
fn with_spaced_groups(tokens: &Tokens, first: u64, range: Range<usize>) -> (u64, usize) {
    let (mut value, mut end) = (first, range.start + 1);
    if tokens.key(range.start).len() > 3 || first == 0 {
        return (value, end);
    }
    while end < range.end && tokens[end].shape == Shape::Number && !tokens[end].is_glued && value < 1_000_000 {
        let key = tokens.key(end);
        let is_spaced_by_one = tokens[end].start - tokens[end - 1].end <= 3;
        let Some(group) = key.parse::<u64>().ok().filter(|_| key.len() == 3 && is_spaced_by_one) else { break };
        value = value * 1000 + group;
        end += 1;
    }
    (value, end)
}

/// "1.5" or "1,5" as thousandths, none when it is something else.
fn decimal_thousandths(key: &str) -> Option<u64> {
    let (whole, decimals) = key.split_once(['.', ','])?;
    let is_decimal = (1..=3).contains(&decimals.len()) && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u64 = format!("{decimals:0<3}").parse().ok().filter(|_| is_decimal)?;
    whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(thousandths)
}
