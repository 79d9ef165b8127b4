//! Writes Cyrillic keys in Latin letters, by the tables of `gazetteer/rules/latin.tsv`.

use std::collections::HashMap;

use crate::text::fold;

/// The habits of writing Cyrillic in Latin letters, one after another.
#[derive(Debug, Default)]
pub struct Romanisation {
    /// One table for each habit: from a Cyrillic letter to Latin ones.
    habits: Vec<HashMap<char, String>>,
}

impl Romanisation {
    /// Reads the table: a Cyrillic letter, then its Latin letters in each habit (`0` for none).
    pub fn new(text: &str) -> Romanisation {
        let mut habits: Vec<HashMap<char, String>> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let Some(letter) = cells.next().filter(|cell| *cell != "letter").and_then(|cell| cell.chars().next())
            else {
                continue;
            };
            for (habit, latin) in cells.enumerate() {
                if habits.len() <= habit {
                    habits.push(HashMap::new());
                }
                habits[habit].insert(letter, if latin == "0" { String::new() } else { latin.to_owned() });
            }
        }
        Romanisation { habits }
    }

    /// The Latin keys of a Cyrillic key, one for each habit that gives another; the first is of the first habit.
    pub fn keys(&self, cyrillic: &str) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for habit in &self.habits {
            let mut latin = String::with_capacity(cyrillic.len() * 2);
            for letter in cyrillic.chars() {
                match habit.get(&letter) {
                    Some(letters) => latin.push_str(letters),
                    None => latin.push(letter),
                }
            }
            let key = fold::key(&latin);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}
