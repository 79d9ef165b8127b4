//! Names in every form that a text may write them in.

use std::collections::BTreeSet;

use super::Gazetteer;
use crate::model::{Form, Kind};
use crate::text::fold;

const BAKHMUT: &str = "UA14020010010059145";
const CHASIV_YAR: &str = "UA14020130010015598";
const KHARKIV_OBLAST: &str = "UA63";

/// The ids that a name can mean.
fn ids(name: &str) -> Vec<String> {
    let gazetteer = Gazetteer::embedded();
    gazetteer.candidates(name).into_iter().map(|candidate| gazetteer.id(candidate.place).to_owned()).collect()
}

fn check(id: &str, names: &[&str]) {
    for name in names {
        assert!(ids(name).iter().any(|found| found == id), "{name}: {:?}", ids(name));
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Every key of the embedded index.
fn keys(gazetteer: &Gazetteer) -> Vec<String> {
    use fst::{IntoStreamer, Streamer};
    let mut stream = gazetteer.base.keys.stream().into_stream();
    let mut keys = Vec::new();
    while let Some((key, _)) = stream.next() {
        keys.push(String::from_utf8(key.to_vec()).unwrap());
    }
    keys
}

#[test]
fn a_name_is_found_in_any_spelling() {
    check(BAKHMUT, &["Bakhmut", "bakhmut", "Bachmut", "Bahmut", "Artemivsk", "Artyomovsk", "Bakhmut's"]);
    check(CHASIV_YAR, &["Chasiv Yar", "Chasov Yar", "Časiv Jar", "Chasiv-Yar", "Czasiw Jar"]);
}

#[test]
fn a_name_is_found_in_any_case_form() {
    check(BAKHMUT, &["Бахмут", "Бахмуту", "Бахмутом", "Бахмуті", "Бахмуте", "Артемовском", "Артёмовска"]);
    check(CHASIV_YAR, &["Часів Яр", "Часового Яру", "Часовому Яру", "Часовим Яром", "Часове Яре", "Часова Яра"]);
    check("UA63080090010026457", &["Куп'янськ", "Куп’янська", "Купянську", "Купянском"]);
    check("UA14160010010073615", &["Авдіївці", "Авдіївкою", "Авдеевке", "Авдеевкой"]);
    check("UA14040010010027148", &["Велика Новосілка", "Великої Новосілки", "Великій Новосілці"]);
}

#[test]
fn an_area_is_found_by_its_adjective_beside_its_noun() {
    check(KHARKIV_OBLAST, &["Kharkiv", "Kharkivska", "Харківська", "Харківській", "Харківських", "Харьковской"]);
    check(KHARKIV_OBLAST, &["Kharkiv Oblast", "Kharkiv region", "Харківській області"]);
    let gazetteer = Gazetteer::embedded();
    let oblast = gazetteer.by_id(KHARKIV_OBLAST).unwrap();
    let candidates = gazetteer.candidates("Харківській");
    assert!(candidates.iter().any(|candidate| candidate.place == oblast && candidate.needs_noun));
    assert_eq!(gazetteer.kind(oblast), Kind::Oblast);
}

#[test]
fn the_surest_form_comes_first() {
    let gazetteer = Gazetteer::embedded();
    for name in ["Lyman", "Mykolaiv", "Kupiansk", "Артемовск"] {
        let candidates = gazetteer.candidates(name);
        assert!(candidates.len() > 1 && candidates.is_sorted_by_key(|candidate| candidate.form), "{name}");
    }
    assert_eq!(gazetteer.candidates("Artemivsk")[0].form, Form::Old);
}

#[test]
fn a_word_that_no_name_goes_on_with_ends_the_walk() {
    let gazetteer = Gazetteer::embedded();
    let mut walk = gazetteer.walk();
    assert!(walk.step(&fold::key("Chasiv")) && !walk.is_name());
    let mut wrong = walk;
    assert!(!wrong.step(&fold::key("Bakhmut")) && !wrong.is_name());
    assert!(walk.step(&fold::key("Yar")) && walk.is_name());
}

#[test]
fn every_key_is_walked_to_its_own_list() {
    let gazetteer = Gazetteer::embedded();
    for key in keys(&gazetteer).iter().step_by(97) {
        let offset = gazetteer.base.keys.get(key.as_bytes()).unwrap().value();
        let mut walk = gazetteer.walk();
        assert!(key.split(' ').all(|word| walk.step(word)), "{key}");
        let walked: Vec<_> = walk.candidates().collect();
        assert!(walked.into_iter().eq(gazetteer.base.list(offset, 0)), "{key}");
    }
}

#[test]
fn slips_are_what_trying_every_slip_finds() {
    let gazetteer = Gazetteer::embedded();
    let keys = keys(&gazetteer);
    let mut dice = Dice(7);
    let alphabet: Vec<char> =
        "abcdefghijklmnopqrstuvwxyz абвгдежзийклмнопрстуфхцчшщыьэюяіїє0123456789".chars().collect();
    for _ in 0..40 {
        let key = &keys[dice.below(keys.len())];
        let mut letters: Vec<char> = key.chars().collect();
        letters.remove(dice.below(letters.len()));
        let name: String = letters.iter().collect();
        if letters.len() < 5 || name.starts_with(' ') || name.ends_with(' ') || fold::key(&name) != name {
            continue;
        }
        let fast: BTreeSet<_> = gazetteer.slips(&name).into_iter().map(|candidate| candidate.place).collect();
        let slow: BTreeSet<_> = every_slip(&letters, &alphabet)
            .iter()
            .filter_map(|slip| gazetteer.base.keys.get(slip.as_bytes()))
            .flat_map(|offset| gazetteer.base.list(offset.value(), 0).collect::<Vec<_>>())
            .map(|candidate| candidate.place)
            .collect();
        assert_eq!(fast, slow, "{name}");
    }
}

fn every_slip(letters: &[char], alphabet: &[char]) -> BTreeSet<String> {
    let mut slips = BTreeSet::new();
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        let mut add = |middle: &[char], rest: &[char]| {
            slips.insert(before.iter().chain(middle).chain(rest).collect::<String>());
        };
        for letter in alphabet {
            add(&[*letter], after);
            if !after.is_empty() && *letter != after[0] {
                add(&[*letter], &after[1..]);
            }
        }
        if !after.is_empty() {
            add(&[], &after[1..]);
        }
        if after.len() > 1 && after[0] != after[1] {
            add(&[after[1], after[0]], &after[2..]);
        }
    }
    slips
}

#[test]
fn nothing_is_found_for_nothing() {
    for name in ["", " ", "-", "'", "Qwertyuiop", "область", "Oblast"] {
        assert_eq!(ids(name), Vec::<String>::new(), "{name:?}");
    }
}

#[test]
fn every_first_word_of_a_name_may_begin_one_and_few_other_words_do() {
    let store = Gazetteer::embedded().base;
    let mut keys = store.keys.stream();
    while let Some((key, _)) = fst::Streamer::next(&mut keys) {
        let key = std::str::from_utf8(key).unwrap();
        assert!(store.may_begin(key.split(' ').next().unwrap()), "{key}");
    }
    let taken = (0..10_000).filter(|number| store.may_begin(&format!("word{number}"))).count();
    assert!(taken < 500, "{taken} of 10,000 words that begin no name");
}
