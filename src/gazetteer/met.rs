//! Remembers where the first words of names lead: the texts of a war are full of the same few thousand words.

use std::sync::OnceLock;

use crate::gazetteer::index::starts;
use crate::gazetteer::walk::Spots;

/// Words remembered at most, one for each value of the lowest bits of their hashes.
const MOST: usize = 1 << 14;

/// A word as texts write it, and where it leads.
type Answer = (Box<str>, Spots);

/// The capitalised words met so far, those that begin no name too. All texts share them, and no answer depends on them:
/// of two words for one place here the second is looked up anew each time.
pub(super) struct Met(Box<[OnceLock<Box<Answer>>]>);

impl Default for Met {
    fn default() -> Met {
        Met((0..MOST).map(|_| OnceLock::new()).collect())
    }
}

impl Met {
    /// The answer remembered for a word, or the one that `search` finds.
    pub(super) fn get(&self, word: &str, search: impl Fn() -> Spots) -> Spots {
        let place = &self.0[starts::hash(word) as usize % MOST];
        let (known, spots) = &**place.get_or_init(|| Box::new((word.into(), search())));
        if **known == *word { *spots } else { search() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_searched_once_and_two_words_never_share_an_answer() {
        let met = Met::default();
        let words: Vec<String> = (0..2 * MOST).map(|number| format!("word{number}")).collect();
        for round in 0..2 {
            let searched = std::cell::Cell::new(0);
            for word in &words {
                let found = met.get(word, || {
                    searched.set(searched.get() + 1);
                    Spots::default()
                });
                assert!(found.iter().all(Option::is_none));
            }
            let remembered = words.len() - searched.get();
            assert!(round == 0 || (MOST / 2..=MOST).contains(&remembered), "{remembered}");
        }
    }
}
