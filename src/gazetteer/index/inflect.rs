//! Case forms of names, by the paradigms of `gazetteer/rules/uk.tsv` and `ru.tsv`.

use std::collections::HashMap;

use crate::text::fold;

/// Nominative, genitive, dative, accusative, instrumental, locative.
const CASES: usize = 6;
/// Most forms one name is given; a name of three words with many alternatives would have hundreds.
const MOST_FORMS: usize = 160;

/// The paradigms of one language, found by the ending of a word.
#[derive(Debug, Default)]
pub struct Paradigms {
    /// From a whole word to its cases.
    by_word: HashMap<String, Vec<Paradigm>>,
    /// From an ending to the endings of its cases.
    by_ending: HashMap<String, Vec<Paradigm>>,
    /// Words after which nothing is inflected (на, над, імені).
    stops: Vec<String>,
    longest: usize,
}

/// The endings that replace an ending.
#[derive(Debug, Clone)]
struct Paradigm {
    /// Stands only before the last word of a name.
    is_first: bool,
    cases: [Vec<String>; CASES],
    /// All cases of the plural, for "Сумській та Донецькій областях".
    plural: Vec<String>,
}

impl Paradigms {
    /// Reads a table of paradigms; a line that is none is passed over by the caller's test, not here.
    pub fn new(text: &str) -> Paradigms {
        let mut paradigms = Paradigms::default();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells[0] {
                "ending" => {}
                "stop" => paradigms.stops.extend(cells[1..].iter().map(|word| fold::key(word))),
                ending => paradigms.add(ending, &cells[1..]),
            }
        }
        paradigms
    }

    fn add(&mut self, ending: &str, cells: &[&str]) {
        let list = |at: usize| -> Vec<String> {
            let cell = cells.get(at).copied().unwrap_or("");
            cell.split('|').filter(|form| !form.is_empty()).map(endings_of).collect()
        };
        let plain = ending.trim_start_matches('^');
        let nominative = vec![endings_of(if plain.is_empty() { "0" } else { plain })];
        let cases = [nominative, list(1), list(2), list(3), list(4), list(5)];
        let paradigm = Paradigm { is_first: cells.first() == Some(&"first"), cases, plural: list(6) };
        let folded = fold::key(plain);
        self.longest = self.longest.max(folded.chars().count());
        let table = if ending.starts_with('^') { &mut self.by_word } else { &mut self.by_ending };
        table.entry(folded).or_default().push(paradigm);
    }

    /// Every form of a name given as a key, the name itself first, without repetition.
    pub fn forms(&self, key: &str) -> Vec<String> {
        let words: Vec<&str> = key.split(' ').collect();
        let inflected = words.iter().position(|word| self.stops.iter().any(|stop| stop == word));
        let end = inflected.unwrap_or(words.len());
        let mut forms = vec![key.to_owned()];
        for case in 1..CASES {
            let choices = words.iter().enumerate().map(|(at, word)| match at < end {
                true => self.word(word, case, at + 1 < end),
                false => vec![(*word).to_owned()],
            });
            products(choices.collect(), &mut forms);
            if end > 1 {
                let mut only_last: Vec<Vec<String>> = words.iter().map(|word| vec![(*word).to_owned()]).collect();
                only_last[end - 1] = self.word(words[end - 1], case, false);
                products(only_last, &mut forms);
            }
        }
        forms
    }

    /// The singular and plural forms of an adjective that names an area ("харківська", "бахмутський").
    /// Nothing when the word is no adjective.
    pub fn adjective(&self, key: &str) -> Option<Vec<String>> {
        let (before, last) = key.rsplit_once(' ').map_or(("", key), |(before, last)| (before, last));
        let (stem, paradigm) = self.matching(last, false).find(|(_, paradigm)| !paradigm.plural.is_empty())?;
        let mut forms = vec![key.to_owned()];
        for ending in paradigm.cases.iter().flatten().chain(&paradigm.plural) {
            let form = if before.is_empty() { format!("{stem}{ending}") } else { format!("{before} {stem}{ending}") };
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        Some(forms)
    }

    fn word(&self, word: &str, case: usize, is_first: bool) -> Vec<String> {
        let mut forms = Vec::new();
        for (stem, paradigm) in self.matching(word, is_first) {
            for ending in &paradigm.cases[case] {
                let form = format!("{stem}{ending}");
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        if forms.is_empty() {
            forms.push(word.to_owned());
        }
        forms
    }

    /// The paradigms of the longest ending that a word has, each with the word's stem; before another word, those made
    /// for that place alone, if there are any.
    fn matching<'p>(&'p self, word: &'p str, is_first: bool) -> impl Iterator<Item = (&'p str, &'p Paradigm)> {
        let suits = |found: &&[Paradigm]| is_first || found.iter().any(|paradigm| !paradigm.is_first);
        let whole = self.by_word.get(word).map(Vec::as_slice).filter(suits).map(|found| ("", found));
        let found = whole.or_else(|| {
            let mut cuts: Vec<usize> = word.char_indices().rev().take(self.longest).map(|(at, _)| at).collect();
            cuts.reverse();
            cuts.into_iter().find_map(|at| {
                let found = self.by_ending.get(&word[at..]).map(Vec::as_slice).filter(suits)?;
                Some((&word[..at], found))
            })
        });
        let (stem, paradigms): (&str, &[Paradigm]) = found.unwrap_or(("", &[]));
        let has_first = is_first && paradigms.iter().any(|paradigm| paradigm.is_first);
        paradigms.iter().filter(move |paradigm| paradigm.is_first == has_first).map(move |found| (stem, found))
    }
}

/// A cell's ending; `0` is written for none.
fn endings_of(cell: &str) -> String {
    if cell == "0" { String::new() } else { fold::key(cell) }
}

/// Appends every choice of one form for each word, as long as there is room.
fn products(choices: Vec<Vec<String>>, forms: &mut Vec<String>) {
    let mut names = vec![String::new()];
    for choice in choices {
        let mut longer = Vec::with_capacity(names.len() * choice.len());
        for name in &names {
            for word in &choice {
                longer.push(if name.is_empty() { word.clone() } else { format!("{name} {word}") });
            }
        }
        names = longer;
        names.truncate(MOST_FORMS);
    }
    for name in names {
        if forms.len() < MOST_FORMS && !forms.contains(&name) {
            forms.push(name);
        }
    }
}
