//! Every key under which one place is found.

use std::collections::HashMap;
use std::rc::Rc;

use super::Rank;
use super::inflect::Paradigms;
use super::latin::Romanisation;
use super::russian::RussianRules;
use super::table::{KINDS, Row};
use crate::text::fold;

/// How a key names a place: whether it needs its noun, and its rank. The surer, the smaller.
pub type Use = (bool, Rank);

/// The number of a key among all keys met so far.
pub type KeyNumber = u32;

/// Everything that tells how a name is written, as read from `gazetteer/rules`.
pub struct Rules {
    ukrainian: Paradigms,
    russian: Paradigms,
    latin_of_ukrainian: Romanisation,
    latin_of_russian: Romanisation,
    to_russian: RussianRules,
    /// Generic nouns of areas ("область", "Raion") in all their forms, as keys, longest first.
    generic: Vec<String>,
}

/// The language a spelling is in, as its letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Script {
    Latin,
    Ukrainian,
    Russian,
    EitherCyrillic,
    /// Made by rule: a guess is not also written in every Latin habit.
    RussianGuess,
}

impl Rules {
    /// Takes the texts of the rule files by their names.
    pub fn new(file: impl Fn(&str) -> String) -> Rules {
        let (ukrainian, russian) = (Paradigms::new(&file("uk.tsv")), Paradigms::new(&file("ru.tsv")));
        let mut generic = Vec::new();
        for noun in file("generic.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let noun = fold::key(noun);
            if noun.contains(fold::is_cyrillic) {
                generic.extend(ukrainian.forms(&noun));
                generic.extend(russian.forms(&noun));
            }
            generic.push(noun);
        }
        generic.sort_by(|a, b| (b.len(), a).cmp(&(a.len(), b)));
        generic.dedup();
        Rules {
            ukrainian,
            russian,
            latin_of_ukrainian: Romanisation::new(&file("latin_uk.tsv")),
            latin_of_russian: Romanisation::new(&file("latin_ru.tsv")),
            to_russian: RussianRules::new(&file("uk_to_ru.tsv")),
            generic,
        }
    }

    /// A key without the generic nouns at its begin and end, if it has one and something is left.
    pub fn stem<'k>(&self, key: &'k str) -> Option<&'k str> {
        let shorter = self.generic.iter().find_map(|noun| {
            let after = key.strip_suffix(noun.as_str()).and_then(|stem| stem.strip_suffix(' '));
            after.or_else(|| key.strip_prefix(noun.as_str()).and_then(|stem| stem.strip_prefix(' ')))
        })?;
        Some(self.stem(shorter).unwrap_or(shorter))
    }

    /// Every way to write a key, each with the best rank that it can have.
    fn spellings(&self, key: &str, script: Script, is_stem: bool) -> Vec<(String, Rank)> {
        let mut found = Vec::new();
        if script == Script::Latin {
            found.push((key.to_owned(), Rank::Name));
        }
        if matches!(script, Script::Ukrainian | Script::EitherCyrillic) {
            cyrillic(key, (&self.ukrainian, &self.latin_of_ukrainian), is_stem, &mut found);
        }
        if matches!(script, Script::Russian | Script::RussianGuess | Script::EitherCyrillic) {
            cyrillic(key, (&self.russian, &self.latin_of_russian), is_stem, &mut found);
        }
        if script == Script::RussianGuess {
            found.retain(|(_, best)| *best != Rank::Derived);
        }
        found
    }
}

/// Adds the case forms of a Cyrillic key and its romanisations.
fn cyrillic(key: &str, language: (&Paradigms, &Romanisation), is_stem: bool, found: &mut Vec<(String, Rank)>) {
    let (paradigms, romanisation) = language;
    let adjective = if is_stem { paradigms.adjective(key) } else { None };
    let forms = adjective.unwrap_or_else(|| paradigms.forms(key));
    found.extend(forms.into_iter().map(|form| (form, Rank::Name)));
    for (habit, latin) in romanisation.keys(key).into_iter().enumerate() {
        found.push((latin, if habit == 0 { Rank::Other } else { Rank::Derived }));
    }
}

/// A key, its language, and whether it is the stem of an area's name.
type Question = (String, Script, bool);

/// All ways to write a key, each with the best rank that it can have.
type Spellings = Rc<[(KeyNumber, Rank)]>;

/// Finds the keys of one place after another; names that places share are worked out once.
pub struct Speller<'r> {
    rules: &'r Rules,
    numbers: HashMap<Rc<str>, KeyNumber>,
    /// All keys met so far, by their numbers.
    pub keys: Vec<Rc<str>>,
    known: HashMap<Question, Spellings>,
}

impl<'r> Speller<'r> {
    /// Knows no key yet.
    pub fn new(rules: &'r Rules) -> Speller<'r> {
        Speller { rules, numbers: HashMap::new(), keys: Vec::new(), known: HashMap::new() }
    }

    /// Every key of a place and how it names it, each once.
    pub fn uses(&mut self, row: &Row) -> Vec<(KeyNumber, Use)> {
        let is_area = matches!(KINDS[usize::from(row.kind)], "hromada" | "raion" | "oblast" | "region" | "country");
        let mut uses = Vec::new();
        self.add(&row.name, (Rank::Name, None), is_area, &mut uses);
        self.add(&row.name_uk, (Rank::Name, Some(Script::Ukrainian)), is_area, &mut uses);
        self.add(&row.name_ru, (Rank::Name, Some(Script::Russian)), is_area, &mut uses);
        for name in &row.other_names {
            self.add(name, (Rank::Other, None), is_area, &mut uses);
        }
        for name in &row.old_names {
            self.add(name, (Rank::Old, None), is_area, &mut uses);
        }
        if row.country == "UA" {
            self.guess_russian(row, is_area, &mut uses);
        }
        uses.sort_unstable();
        uses.dedup_by_key(|(key, _)| *key);
        uses
    }

    /// Adds a name with its case forms and its romanisations.
    fn add(&mut self, name: &str, how: (Rank, Option<Script>), is_area: bool, uses: &mut Vec<(KeyNumber, Use)>) {
        let (rank, script) = how;
        let mut abbreviation = String::new();
        if fold::words(name).count() == 1 && fold::push_abbreviation(name, &mut abbreviation) {
            let key = self.number(&abbreviation);
            return uses.push((key, (false, rank)));
        }
        let key = fold::key(name);
        if key.is_empty() {
            return;
        }
        let script = script.unwrap_or_else(|| script_of(&key, name));
        let stem = if is_area { self.rules.stem(&key) } else { None };
        self.spell(stem.unwrap_or(&key), (rank, script), stem.is_some(), uses);
        if stem.is_some() {
            let whole = self.number(&key);
            uses.push((whole, (false, rank)));
        }
    }

    /// Adds Russian names made from the Ukrainian ones; also where a source gives one, since sources err.
    fn guess_russian(&mut self, row: &Row, is_area: bool, uses: &mut Vec<(KeyNumber, Use)>) {
        let listed = row.other_names.iter().chain(&row.old_names);
        let listed = listed.filter(|name| script_of(&fold::key(name), name) == Script::Ukrainian);
        for name in std::iter::once(&row.name_uk).filter(|name| !name.is_empty()).chain(listed) {
            for guess in self.rules.to_russian.guesses(name) {
                let stem = if is_area { self.rules.stem(&guess) } else { None };
                let how = (Rank::Derived, Script::RussianGuess);
                self.spell(stem.unwrap_or(&guess), how, stem.is_some(), uses);
            }
        }
    }

    fn spell(&mut self, key: &str, how: (Rank, Script), is_stem: bool, uses: &mut Vec<(KeyNumber, Use)>) {
        let (rank, script) = how;
        let question = (key.to_owned(), script, is_stem);
        let spellings = match self.known.get(&question) {
            Some(known) => Rc::clone(known),
            None => {
                let spellings = self.rules.spellings(key, script, is_stem);
                let numbered = spellings.iter().map(|(key, best)| (self.number(key), *best)).collect();
                Rc::clone(self.known.entry(question).or_insert(numbered))
            }
        };
        uses.extend(spellings.iter().map(|(key, best)| (*key, (is_stem, rank.max(*best)))));
    }

    fn number(&mut self, key: &str) -> KeyNumber {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = self.keys.len() as KeyNumber;
        let shared: Rc<str> = Rc::from(key);
        self.keys.push(Rc::clone(&shared));
        self.numbers.insert(shared, number);
        number
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
