//! Every key under which one place is found.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::Rank;
use super::inflect::Paradigms;
use super::latin::Romanisation;
use super::respell::Respelling;
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
    to_russian: Respelling,
    to_ukrainian: Respelling,
    /// Generic nouns of areas ("область", "Raion") in all their forms, as keys, longest first.
    generic: Vec<String>,
}

/// What is known of a name before it is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reading {
    /// In any script; its letters tell the language.
    Listed,
    Ukrainian,
    Russian,
    /// A Ukrainian name whose Russian is to be guessed.
    GuessRussian,
    /// A Russian name whose Ukrainian is to be guessed.
    GuessUkrainian,
    /// A Ukrainian name of whose Russian the likeliest guess alone is wanted.
    LikelyRussian,
    /// The same of a Russian name and its Ukrainian.
    LikelyUkrainian,
    /// A feature's own part of a Ukrainian or Russian name with a noun («аеродром Канатове»): its name beside such a noun.
    Proper,
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
            to_russian: Respelling::new(&file("uk_to_ru.tsv")),
            to_ukrainian: Respelling::new(&file("ru_to_uk.tsv")),
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

    /// Every key of a name: its case forms and romanisations, each with the best rank it can have.
    fn spellings(&self, name: &str, reading: Reading, is_area: bool) -> Vec<(String, Use)> {
        let mut found = Vec::new();
        let guesses = match reading {
            Reading::GuessRussian => Some((self.to_russian.guesses(name), (false, true))),
            Reading::GuessUkrainian => Some((self.to_ukrainian.guesses(name), (true, false))),
            Reading::LikelyRussian => Some((first(self.to_russian.guesses(name)), (false, true))),
            Reading::LikelyUkrainian => Some((first(self.to_ukrainian.guesses(name)), (true, false))),
            Reading::Listed | Reading::Ukrainian | Reading::Russian | Reading::Proper => None,
        };
        if let Some((guesses, language)) = guesses {
            for guess in guesses {
                self.spell(&guess, language, is_area, &mut found);
            }
            found.retain(|(_, (_, rank))| *rank != Rank::Derived);
            return found;
        }
        let mut abbreviation = String::new();
        if fold::words(name).count() == 1 && fold::push_abbreviation(name, &mut abbreviation) {
            return vec![(abbreviation, (false, Rank::Name))];
        }
        let key = fold::key(name);
        let languages = match reading {
            Reading::Ukrainian => (true, false),
            Reading::Russian => (false, true),
            _ => languages(name),
        };
        if self.spell(&key, languages, is_area, &mut found) {
            found.push((key, (false, Rank::Name)));
        }
        if reading == Reading::Proper {
            found.retain(|(key, _)| key.contains(fold::is_cyrillic));
            found.iter_mut().for_each(|(_, (needs_noun, _))| *needs_noun = true);
        }
        found
    }

    /// Adds the ways to write a key in the languages it may be in, Ukrainian and Russian; one in neither is Latin.
    /// True when it is the name of an area with its noun, of which only the stem was written.
    fn spell(&self, key: &str, languages: (bool, bool), is_area: bool, found: &mut Vec<(String, Use)>) -> bool {
        let stem = if is_area { self.stem(key) } else { None };
        let (is_stem, key) = (stem.is_some(), stem.unwrap_or(key));
        let (is_ukrainian, is_russian) = languages;
        if is_ukrainian {
            cyrillic(key, (&self.ukrainian, &self.latin_of_ukrainian), is_stem, found);
        }
        if is_russian {
            cyrillic(key, (&self.russian, &self.latin_of_russian), is_stem, found);
        }
        if !is_ukrainian && !is_russian && !key.is_empty() {
            found.push((key.to_owned(), (is_stem, Rank::Name)));
        }
        is_stem
    }
}

fn first(mut guesses: Vec<String>) -> Vec<String> {
    guesses.truncate(1);
    guesses
}

/// Adds the case forms of a Cyrillic key and its romanisations.
fn cyrillic(key: &str, language: (&Paradigms, &Romanisation), is_stem: bool, found: &mut Vec<(String, Use)>) {
    if key.is_empty() {
        return;
    }
    let (paradigms, romanisation) = language;
    let adjective = if is_stem { paradigms.adjective(key) } else { None };
    let forms = adjective.unwrap_or_else(|| paradigms.forms(key));
    found.extend(forms.into_iter().map(|form| (form, (is_stem, Rank::Name))));
    for (habit, latin) in romanisation.keys(key).into_iter().enumerate() {
        found.push((latin, (is_stem, if habit == 0 { Rank::Other } else { Rank::Derived })));
    }
}

/// A name, what is known of it, and whether it is an area's.
type Question = (String, Reading, bool);

/// All keys of a name, each with the best rank that it can have.
type Spellings = Rc<[(KeyNumber, Use)]>;

/// Finds the keys of one place after another; names that places share are worked out once.
pub struct Speller<'r> {
    rules: &'r Rules,
    numbers: HashMap<Rc<str>, KeyNumber>,
    /// All keys met so far, by their numbers.
    pub keys: Vec<Rc<str>>,
    known: HashMap<Question, Spellings>,
    /// By a name in the language of its country: what the settlements so named are called in the other language.
    namesakes: HashMap<(Reading, String), BTreeSet<String>>,
}

impl<'r> Speller<'r> {
    /// Knows no key yet, and what the settlements of these rows are called in the other language.
    pub fn new(rules: &'r Rules, rows: &[&Row]) -> Speller<'r> {
        let mut namesakes: HashMap<(Reading, String), BTreeSet<String>> = HashMap::new();
        let told = rows.iter().filter_map(|row| Told::of(row)).filter(|told| !told.other.is_empty());
        for Told { own, other, reading, .. } in told {
            namesakes.entry((reading, own.to_owned())).or_default().insert(other.to_owned());
        }
        Speller { rules, numbers: HashMap::new(), keys: Vec::new(), known: HashMap::new(), namesakes }
    }

    /// Every key of a place and how it names it, each once. Russian names of places in Ukraine and Ukrainian ones of
    /// places in Russia are guessed even where a source gives one, since sources err.
    pub fn uses(&mut self, row: &Row) -> Vec<(KeyNumber, Use)> {
        let mut names = vec![(row.name.as_str(), Rank::Name, Reading::Listed)];
        names.push((&row.name_uk, Rank::Name, Reading::Ukrainian));
        names.push((&row.name_ru, Rank::Name, Reading::Russian));
        names.extend(row.other_names.iter().map(|name| (name.as_str(), Rank::Other, Reading::Listed)));
        names.extend(row.old_names.iter().map(|name| (name.as_str(), Rank::Old, Reading::Listed)));
        if row.country == "UA" {
            let listed = row.other_names.iter().chain(&row.old_names).filter(|name| languages(name).0);
            let guessed = std::iter::once(&row.name_uk).chain(listed);
            names.extend(guessed.map(|name| (name.as_str(), Rank::Derived, Reading::GuessRussian)));
        }
        if row.country == "RU" {
            names.push((&row.name_ru, Rank::Derived, Reading::GuessUkrainian));
        }
        let untold = self.untold(row);
        names.extend(untold.iter().map(|(name, rank, reading)| (name.as_str(), *rank, *reading)));
        let whole = [&row.name_uk, &row.name_ru].into_iter().chain(&row.other_names);
        let is_feature = matches!(KINDS[usize::from(row.kind)], "poi" | "river");
        let proper: Vec<&str> = whole.filter(|_| is_feature).filter_map(|name| proper_part(name)).collect();
        names.extend(proper.into_iter().map(|name| (name, Rank::Name, Reading::Proper)));
        let is_area = matches!(KINDS[usize::from(row.kind)], "hromada" | "raion" | "oblast" | "region" | "country");
        let mut uses = Vec::new();
        for (name, rank, reading) in names.into_iter().filter(|(name, ..)| !name.is_empty()) {
            let spellings = self.spellings((name.to_owned(), reading, is_area));
            uses.extend(spellings.iter().map(|(key, (needs_noun, best))| (*key, (*needs_noun, rank.max(*best)))));
        }
        uses.sort_unstable();
        uses.dedup_by_key(|(key, _)| *key);
        uses
    }

    /// What a place is called in the other language, where the tables do not say it of this row: which of several namesakes
    /// a table tells it of says nothing of which is meant.
    fn untold(&self, row: &Row) -> Vec<(String, Rank, Reading)> {
        let Some(Told { own, other, reading, guess }) = Told::of(row) else { return Vec::new() };
        let mut names = Vec::new();
        let rank = if other.is_empty() { Rank::Name } else { Rank::Other };
        let of_namesakes = self.namesakes.get(&(reading, own.to_owned()));
        names.extend(of_namesakes.into_iter().flatten().map(|name| (name.clone(), rank, reading)));
        if other.is_empty() && of_namesakes.is_none() {
            // Nine first guesses of ten at a Russian name are right; at a Ukrainian one nobody has counted.
            let rank = if guess == Reading::LikelyRussian { Rank::Name } else { Rank::Other };
            names.push((own.to_owned(), rank, guess));
        }
        // A Russian name that the Ukrainian one does not give is an older one, which Ukrainian has too: Жовтневе of Октябрьское.
        let is_given = || self.rules.to_russian.guesses(own).contains(&fold::key(other));
        if reading == Reading::Russian && !other.is_empty() && !is_given() {
            names.push((other.to_owned(), Rank::Old, Reading::GuessUkrainian));
        }
        names
    }

    fn spellings(&mut self, question: Question) -> Spellings {
        if let Some(known) = self.known.get(&question) {
            return Rc::clone(known);
        }
        let (name, reading, is_area) = &question;
        let spellings = self.rules.spellings(name, *reading, *is_area);
        let numbered: Spellings = spellings.into_iter().map(|(key, how)| (self.number(&key), how)).collect();
        self.known.insert(question, Rc::clone(&numbered));
        numbered
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

/// A settlement's name in the language of its country and in the other one of the two.
struct Told<'n> {
    own: &'n str,
    /// Empty when no table says it.
    other: &'n str,
    /// Of the other one.
    reading: Reading,
    /// How it is guessed.
    guess: Reading,
}

impl Told<'_> {
    fn of(row: &Row) -> Option<Told<'_>> {
        let (own, other, reading, guess) = match row.country.as_str() {
            "UA" => (&row.name_uk, &row.name_ru, Reading::Russian, Reading::LikelyRussian),
            "RU" => (&row.name_ru, &row.name_uk, Reading::Ukrainian, Reading::LikelyUkrainian),
            _ => return None,
        };
        let is_settlement = KINDS[usize::from(row.kind)] == "settlement";
        (is_settlement && !own.is_empty()).then_some(Told { own, other, reading, guess })
    }
}

/// What is left of a feature's Cyrillic name without the noun that it begins or ends with: «Канатове» of «аеродром
/// Канатове», «Каховська» of «Каховська ГЕС».
fn proper_part(name: &str) -> Option<&str> {
    const ADJECTIVE: [&str; 5] = ["ський", "ська", "ське", "ский", "ская"];
    let (first, rest) = name.split_once(' ').filter(|_| name.starts_with(fold::is_cyrillic))?;
    if first.starts_with(char::is_lowercase) {
        let rest = rest.trim_start_matches(['«', '"', '“']);
        return rest.starts_with(char::is_uppercase).then_some(rest);
    }
    let is_noun = !rest.contains(' ') && (rest.starts_with(char::is_lowercase) || rest.chars().all(char::is_uppercase));
    (is_noun && ADJECTIVE.iter().any(|ending| first.ends_with(ending))).then_some(first)
}

/// Which of Ukrainian and Russian a name may be in, as its letters tell; neither for a Latin one.
fn languages(name: &str) -> (bool, bool) {
    if !name.contains(fold::is_cyrillic) {
        return (false, false);
    }
    let is_ukrainian = name.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ', '\'', '’', 'ʼ'])
        || ["ськ", "цьк", "зьк"].iter().any(|suffix| name.contains(suffix));
    let is_russian = !is_ukrainian && name.contains(['ы', 'э', 'ъ', 'ё', 'Ё', 'Э']);
    (!is_russian, !is_ukrainian)
}
