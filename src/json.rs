//! JSON written straight into memory, for the shapes that are written a million times.

use jiff::civil::Date;
use jiff::fmt::temporal::DateTimePrinter;
use serde::Serialize;

/// JSON that grows, piece by piece in the order of the output: nobody checks its brackets and commas.
#[derive(Debug, Clone, Default)]
pub struct Json(Vec<u8>);

impl Json {
    /// Nothing yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Json {
        Json(Vec::with_capacity(bytes))
    }

    /// Goes on after what was written before.
    pub fn after(written: Vec<u8>) -> Json {
        Json(written)
    }

    /// Adds JSON as it is: brackets, commas, names of fields, codes.
    pub fn raw(&mut self, json: &str) -> &mut Json {
        self.0.extend_from_slice(json.as_bytes());
        self
    }

    /// Adds a text that needs no escapes, such as a code of ours.
    pub fn code(&mut self, code: &str) -> &mut Json {
        self.0.reserve(code.len() + 2);
        self.0.push(b'"');
        self.0.extend_from_slice(code.as_bytes());
        self.0.push(b'"');
        self
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Json {
        // Few texts have any.
        if has_escapes(text.as_bytes()) { self.value(text) } else { self.code(text) }
    }

    /// Adds a text, or null.
    pub fn text_or_null(&mut self, text: Option<&str>) -> &mut Json {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// Adds a day.
    pub fn day(&mut self, day: Date) -> &mut Json {
        self.0.push(b'"');
        DateTimePrinter::new().print_date(&day, &mut self.0).expect("memory takes every day");
        self.0.push(b'"');
        self
    }

    /// Adds anything else.
    pub fn value(&mut self, value: &(impl Serialize + ?Sized)) -> &mut Json {
        serde_json::to_writer(&mut self.0, value).expect("memory takes every value that is JSON");
        self
    }

    /// Adds the items of a list, each as `add` writes it.
    pub fn list<T>(&mut self, items: impl IntoIterator<Item = T>, mut add: impl FnMut(&mut Json, T)) -> &mut Json {
        let mut between = "[";
        for item in items {
            self.raw(between);
            add(self, item);
            between = ",";
        }
        self.raw(if between == "[" { "[]" } else { "]" })
    }

    /// What was written.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Begins anew in the same memory.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Whether a text has control characters, quotes or backslashes. Eight bytes are looked at as one number: below a bound are
/// those that borrow when it is taken away and had no highest bit themselves (Hacker's Delight, 6-1).
fn has_escapes(text: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let below = |bytes: u64, bound: u64| bytes.wrapping_sub(ONES * bound) & !bytes & (ONES * 128);
    let found = |bytes: [u8; 8]| {
        let bytes = u64::from_le_bytes(bytes);
        below(bytes, 0x20) | below(bytes ^ (ONES * u64::from(b'"')), 1) | below(bytes ^ (ONES * u64::from(b'\\')), 1)
    };
    let (eights, rest) = text.as_chunks();
    // The rest with bytes before it that were looked at already; of a short text alone.
    let last = text.last_chunk().copied().unwrap_or_else(|| {
        let mut padded = [b' '; 8];
        padded[..rest.len()].copy_from_slice(rest);
        padded
    });
    // Without a way out of the loop the compiler looks at several numbers at once.
    eights.iter().fold(found(last), |all, eight| all | found(*eight)) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_any_other_writer() {
        for day in [Date::MIN, Date::ZERO, jiff::civil::date(2023, 5, 24), Date::MAX] {
            let mut json = Json::default();
            json.day(day);
            assert_eq!(json.as_bytes(), serde_json::to_vec(&day).unwrap());
        }
    }

    #[test]
    fn texts_and_lists_are_those_of_any_other_writer() {
        let all: String = (0..0x250).filter_map(char::from_u32).collect();
        let check = |text: &str| {
            let mut json = Json::default();
            json.text(text);
            assert_eq!(json.as_bytes(), serde_json::to_vec(text).unwrap());
        };
        ["", "plain", "«Бахмут»", &all].into_iter().for_each(check);
        // Each letter at each place of texts that are looked at in one, two and three steps.
        for length in 1..20 {
            for (at, letter) in (0..length).flat_map(|at| all.chars().map(move |letter| (at, letter))) {
                check(&[&"x".repeat(at), letter.to_string().as_str(), &"x".repeat(length - at - 1)].concat());
            }
        }
        for list in [&[][..], &["one"], &["one", "two"]] {
            let mut json = Json::default();
            json.list(list, |json, text| {
                json.text(text);
            });
            assert_eq!(json.as_bytes(), serde_json::to_vec(list).unwrap());
        }
    }
}
