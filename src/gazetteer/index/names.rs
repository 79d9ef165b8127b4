//! Every key under which one place is found.

use std::collections::HashMap;

use super::Rank;
use super::inflect::Paradigms;
use super::latin::Romanisation;
use super::russian::RussianRules;
use super::table::{KINDS, Row};
use crate::text::fold;

/// How a key names a place: the surer, the smaller.
pub type Use = (bool, Rank);

/// Everything that tells how a name is written, as read from `gazetteer/rules`.
#[derive(Debug)]
pub struct Rules {
    ukrainian: Paradigms,
    russian: Paradigms,
    latin_of_ukrainian: Romanisation,
    latin_of_russian: Romanisation,
    to_russian: RussianRules,
    /// Generic nouns of areas ("область", "Raion"), as keys, longest first.
    generic: Vec<String>,
}

/// The language a Cyrillic spelling is in, as its letters tell.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Ukrainian,
    Russian,
    EitherCyrillic,
}

impl Rules {
    /// Takes the texts of the rule files by their names.
    pub fn new(file: impl Fn(&str) -> String) -> Rules {
        let mut generic: Vec<String> =
            file("generic.tsv").lines().filter(|line| !line.starts_with('#')).map(fold::key).collect();
        generic.retain(|noun| !noun.is_empty());
        generic.sort_by_key(|noun| (std::cmp::Reverse(noun.len()), noun.clone()));
        Rules {
            ukrainian: Paradigms::new(&file("uk.tsv")),
            russian: Paradigms::new(&file("ru.tsv")),
            latin_of_ukrainian: Romanisation::new(&file("latin_uk.tsv")),
            latin_of_russian: Romanisation::new(&file("latin_ru.tsv")),
            to_russian: RussianRules::new(&file("uk_to_ru.tsv")),
            generic,
        }
    }

    /// Every key of a place and how it names it.
    pub fn keys(&self, row: &Row) -> HashMap<String, Use> {
        let is_area = matches!(KINDS[usize::from(row.kind)], "hromada" | "raion" | "oblast" | "region" | "country");
        let mut keys = Keys { rules: self, is_area, found: HashMap::new() };
        keys.add(&row.name, Rank::Name, None);
        keys.add(&row.name_uk, Rank::Name, Some(Script::Ukrainian));
        keys.add(&row.name_ru, Rank::Name, Some(Script::Russian));
        if row.name_ru.is_empty() && !row.name_uk.is_empty() {
            keys.guess_russian(&row.name_uk);
        }
        for name in &row.other_names {
            keys.add(name, Rank::Other, None);
        }
        for name in &row.old_names {
            keys.add(name, Rank::Old, None);
        }
        keys.found
    }

    /// A key without the generic noun at its begin or end, if it has one and something is left.
    fn stem<'k>(&self, key: &'k str) -> Option<&'k str> {
        self.generic.iter().find_map(|noun| {
            let after = key.strip_suffix(noun.as_str()).and_then(|stem| stem.strip_suffix(' '));
            after.or_else(|| key.strip_prefix(noun.as_str()).and_then(|stem| stem.strip_prefix(' ')))
        })
    }
}

/// The keys of one place as they are found.
struct Keys<'r> {
    rules: &'r Rules,
    is_area: bool,
    found: HashMap<String, Use>,
}

impl Keys<'_> {
    fn insert(&mut self, key: String, needs_noun: bool, rank: Rank) {
        if key.is_empty() {
            return;
        }
        let how = (needs_noun, rank);
        self.found.entry(key).and_modify(|best| *best = how.min(*best)).or_insert(how);
    }

    /// Adds a name, its case forms and its romanisations.
    fn add(&mut self, name: &str, rank: Rank, script: Option<Script>) {
        let mut abbreviation = String::new();
        if fold::words(name).count() == 1 && fold::push_abbreviation(name, &mut abbreviation) {
            return self.insert(abbreviation, false, rank);
        }
        let key = fold::key(name);
        let script = script.unwrap_or_else(|| script_of(&key, name));
        let rules = self.rules;
        match rules.stem(&key).filter(|_| self.is_area) {
            Some(stem) => {
                let mut stem = stem;
                while let Some(shorter) = rules.stem(stem) {
                    stem = shorter;
                }
                self.spell(stem, script, rank, true);
                self.insert(key.clone(), false, rank);
            }
            None => self.spell(&key, script, rank, false),
        }
    }

    fn spell(&mut self, key: &str, script: Script, rank: Rank, needs_noun: bool) {
        if script == Script::Latin {
            return self.insert(key.to_owned(), needs_noun, rank);
        }
        if script != Script::Russian {
            let rules = self.rules;
            self.cyrillic(key, (&rules.ukrainian, &rules.latin_of_ukrainian), rank, needs_noun);
        }
        if script != Script::Ukrainian {
            let rules = self.rules;
            self.cyrillic(key, (&rules.russian, &rules.latin_of_russian), rank, needs_noun);
        }
    }

    fn cyrillic(&mut self, key: &str, language: (&Paradigms, &Romanisation), rank: Rank, needs_noun: bool) {
        let (paradigms, romanisation) = language;
        let adjective = if needs_noun { paradigms.adjective(key) } else { None };
        for form in adjective.unwrap_or_else(|| paradigms.forms(key)) {
            self.insert(form, needs_noun, rank);
        }
        for (habit, latin) in romanisation.keys(key).into_iter().enumerate() {
            let by_rule = if habit == 0 { Rank::Other } else { Rank::Derived };
            self.insert(latin, needs_noun, rank.max(by_rule));
        }
    }

    /// Adds Russian names made from a Ukrainian one.
    fn guess_russian(&mut self, name_uk: &str) {
        let key = fold::key(name_uk);
        let rules = self.rules;
        let stem = rules.stem(&key).filter(|_| self.is_area);
        for guess in rules.to_russian.guesses(stem.unwrap_or(&key)) {
            self.spell(&guess, Script::Russian, Rank::Derived, stem.is_some());
        }
    }
}

fn script_of(key: &str, name: &str) -> Script {
    if !key.chars().any(fold::is_cyrillic) {
        Script::Latin
    } else if key.contains(['і', 'ї', 'є']) || name.contains(['ґ', 'Ґ', '\'', '’', 'ʼ']) {
        Script::Ukrainian
    } else if key.contains(['ы', 'э', 'ъ']) || name.contains(['ё', 'Ё']) {
        Script::Russian
    } else {
        Script::EitherCyrillic
    }
}
