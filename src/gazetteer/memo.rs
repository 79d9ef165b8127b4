//! Remembers what was searched for: a text repeats its unknown names, and so do the texts of one day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Answers remembered; a text may hold any number of unknown names.
const MOST: usize = 4096;

/// The answers given so far, by key. All texts share it, and no answer depends on it.
pub(super) struct Memo<T>(Mutex<HashMap<String, Arc<[T]>>>);

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo(Mutex::default())
    }
}

impl<T> Memo<T> {
    /// The answer remembered, or the one that `search` finds.
    pub(super) fn get(&self, key: String, search: impl FnOnce(&str) -> Vec<T>) -> Arc<[T]> {
        if let Some(known) = self.0.lock().ok().and_then(|answers| answers.get(&key).cloned()) {
            return known;
        }
        let found: Arc<[T]> = search(&key).into();
        if let Ok(mut answers) = self.0.lock()
            && answers.len() < MOST
        {
            answers.insert(key, Arc::clone(&found));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_is_searched_once() {
        let memo = Memo::default();
        let mut searched = 0;
        for _ in 0..2 {
            let found = memo.get("key".to_owned(), |key| {
                searched += 1;
                vec![key.len()]
            });
            assert_eq!(*found, [3]);
        }
        assert_eq!(searched, 1);
    }

    #[test]
    fn a_full_memo_still_answers() {
        let memo = Memo::default();
        for number in 0..=MOST {
            assert_eq!(*memo.get(number.to_string(), |_| vec![number]), [number]);
        }
        assert_eq!(memo.0.lock().unwrap().len(), MOST);
    }
}
