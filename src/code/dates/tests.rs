//! Date phrases in sentences of our own, language by language.

use super::*;
use crate::code::Grammar;

#[test]
fn a_form_that_matches_is_one_of_those_that_may_begin_there() {
    for language in Language::ALL {
        let Grammar { lexicon, calendar, .. } = Grammar::embedded(language);
        let mut words: Vec<&str> = calendar.words().chain(["23", "2023", "23.05", "18:00", "-", ",", "odd"]).collect();
        words.sort_unstable();
        let mut seed = 7_u64;
        let mut word = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let word = words[(seed >> 33) as usize % words.len()];
            let capital: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
            let is_capitalised = seed >> 60 & 1 == 1;
            if is_capitalised { capital + &word[word.chars().next().map_or(0, char::len_utf8)..] } else { word.into() }
        };
        let text: Vec<String> = (0..5_000).map(|_| word()).collect();
        let marked = lexicon.mark(&text.join(" "));
        let tokens = marked.tokens.len();
        let mut matcher = Matcher::of(&calendar.vocabulary, &calendar.digits, &marked);
        for at in 0..tokens {
            let expected: Vec<usize> = calendar.index.beginning_with(matcher.ids(at..tokens)).iter().collect();
            matcher.forget();
            for (number, (form, _)) in calendar.forms.iter().enumerate() {
                matcher.captures.clear();
                let end = matcher.end_of(form, at..tokens);
                assert!(
                    end.is_none() || expected.contains(&number),
                    "{language:?} {form:?} at {:?}",
                    marked.tokens.key(at)
                );
            }
        }
    }
}
