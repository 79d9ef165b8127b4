//! The day a document was published, from the value of a field or from a date line in its text.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Zoned};

use crate::model::Published;

/// How much of a text's beginning and end is searched for a date line, in bytes. Datelines, "Published:" lines and
/// the time stamps that collectors append all stand within a few lines of an end.
const DATE_LINE_REACH_BYTES: usize = 400;

/// Tells days in Kyiv, the clock of the war.
pub(super) struct Calendar {
    kyiv: TimeZone,
}

impl Calendar {
    /// With the time zone data that the program carries, so that every machine tells the same day.
    pub(super) fn new() -> Calendar {
        let kyiv = TimeZoneDatabase::bundled().get("Europe/Kyiv").expect("the bundled time zones have Kyiv");
        Calendar { kyiv }
    }

    /// The value of a field: an ISO date or date-time, RFC 2822, or seconds or milliseconds since 1970. None when it
    /// names no day: a year or a month alone is not a day.
    pub(super) fn published(&self, value: &str) -> Option<Published> {
        let value = value.trim();
        if let Some(seconds) = unix(value) {
            return Some(self.moment(seconds));
        }
        iso(value).map(|found| self.day_of(found)).or_else(|| self.rfc_2822(value))
    }

    /// The day of the date lines in a text: an ISO date or date-time alone on a line, or right after the word
    /// "date", near the beginning or the end. None when there is none or when they name different days.
    pub(super) fn date_line(&self, text: &str) -> Option<Published> {
        let head = floor_char(text, DATE_LINE_REACH_BYTES.min(text.len()));
        let tail = floor_char(text, text.len().saturating_sub(DATE_LINE_REACH_BYTES)).max(head);
        let mut found = after_the_word(text, 0..head);
        found.extend(after_the_word(text, tail..text.len()));
        found.extend(lines_of_their_own(text, head, tail));
        let found: Vec<Published> = found.into_iter().map(|moment| self.day_of(moment)).collect();
        let first = found.iter().max_by_key(|published| published.time.is_some())?;
        found.iter().all(|published| published.date == first.date).then_some(*first)
    }

    fn rfc_2822(&self, value: &str) -> Option<Published> {
        // A wrong weekday is common in feeds and takes nothing from the date.
        let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
        let found: Zoned = parser.parse_zoned(value).ok()?;
        Some(self.moment(found.timestamp()))
    }

    fn moment(&self, time: Timestamp) -> Published {
        Published { date: time.to_zoned(self.kyiv.clone()).date(), time: Some(time) }
    }

    fn day_of(&self, found: Iso) -> Published {
        match found {
            Iso::Moment(time) => self.moment(time),
            Iso::Day(date) => Published { date, time: None },
        }
    }
}

/// What an ISO 8601 value names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Iso {
    /// A moment: date, time and offset.
    Moment(Timestamp),
    /// A day; also a date-time without an offset, whose moment is not known.
    Day(Date),
}

fn iso(value: &str) -> Option<Iso> {
    // The parser below also takes forms such as "2023-W21-2"; a day is written out here.
    let has_day = value.len() >= 8 && value.bytes().take(8).all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !has_day {
        return None;
    }
    let value = value.strip_suffix(" UTC").or(value.strip_suffix(" GMT")).map_or(value.to_owned(), |v| format!("{v}Z"));
    if let Ok(time) = value.parse::<Timestamp>() {
        return Some(Iso::Moment(time));
    }
    let spaceless = value.replace(" +", "+").replace(" -", "-").replace(" Z", "Z");
    if let Ok(time) = spaceless.parse::<Timestamp>() {
        return Some(Iso::Moment(time));
    }
    value.parse::<DateTime>().ok().map(|found| Iso::Day(found.date()))
}

/// Seconds (9 or 10 digits: 1973 to 2286) or milliseconds (12 or 13 digits) since 1970.
fn unix(value: &str) -> Option<Timestamp> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9 | 10 => Timestamp::from_second(number).ok(),
        12 | 13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// Dates right after the word "date" (or «дата») in a part of a text.
fn after_the_word(text: &str, part: std::ops::Range<usize>) -> Vec<Iso> {
    let mut found = Vec::new();
    let mut start_of_word = None;
    for (offset, letter) in text[part.clone()].char_indices() {
        let at = part.start + offset;
        if letter.is_alphanumeric() {
            start_of_word.get_or_insert(at);
            continue;
        }
        if let Some(start) = start_of_word.take()
            && is_the_word_date(&text[start..at])
        {
            found.extend(leading_date(text[at..].trim_start_matches([':', ' ', '\t', '\u{a0}'])));
        }
    }
    found
}

fn is_the_word_date(word: &str) -> bool {
    word.eq_ignore_ascii_case("date") || word.len() == "дата".len() && word.to_lowercase() == "дата"
}

/// The date or date-time that a text begins with.
fn leading_date(text: &str) -> Option<Iso> {
    let line = text.lines().next()?;
    let mut ends = line.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at).take(2);
    let first = ends.next().unwrap_or(line.len());
    let second = ends.next().unwrap_or(line.len());
    let bare = |end: usize| iso(line[..end].trim_end_matches(['.', ',', ';', ')']));
    bare(second).or_else(|| bare(first))
}

/// Dates that are a line of their own, in the lines that lie wholly before `head` or wholly after `tail`.
fn lines_of_their_own(text: &str, head: usize, tail: usize) -> Vec<Iso> {
    let mut found = Vec::new();
    let mut ends = |lines: &str| found.extend(lines.split(['\n', '\r']).filter_map(|line| iso(line.trim())));
    if tail <= head {
        ends(text);
        return found;
    }
    if let Some((lines, _)) = text[..head].rsplit_once(['\n', '\r']) {
        ends(lines);
    }
    if let Some((_, lines)) = text[tail..].split_once(['\n', '\r']) {
        ends(lines);
    }
    found
}

/// The nearest boundary of a character at or before an offset.
fn floor_char(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
