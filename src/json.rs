//! JSON written straight into memory, for the shapes that are written a million times.

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
        // Without a way out of the loop the compiler looks at many bytes at once; few texts have any of these.
        let has_escapes = text.bytes().fold(false, |has, byte| has | (byte < b' ') | (byte == b'"') | (byte == b'\\'));
        if has_escapes { self.value(text) } else { self.code(text) }
    }

    /// Adds a text, or null.
    pub fn text_or_null(&mut self, text: Option<&str>) -> &mut Json {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_lists_are_those_of_any_other_writer() {
        let all: String = (0..0x250).filter_map(char::from_u32).collect();
        for text in ["", "plain", "«Бахмут»", "\"", "\\", "\n", "\u{7f}", all.as_str()] {
            let mut json = Json::default();
            json.text(text);
            assert_eq!(json.as_bytes(), serde_json::to_vec(text).unwrap());
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
