//! What patterns match.

use super::*;

fn marks(patterns: &Patterns, tokens: &Tokens) -> Vec<Mark> {
    let mut out = Vec::new();
    patterns.marks_into(tokens, &patterns.classes_of(tokens), 0..tokens.len(), &mut out);
    out
}

fn check(pattern: &str, text: &str, expected: &[&str]) {
    let patterns = Patterns::of([(pattern, Sense::Person)], std::iter::empty()).expect("a pattern");
    let tokens = Tokens::of(text);
    let found: Vec<&str> =
        marks(&patterns, &tokens).into_iter().map(|found| &text[tokens.span(found.start..found.end).range()]).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_stem_stands_for_every_word_that_begins_so() {
    check("repel*", "They repelled it, repelling all; the appeal failed.", &["repelled", "repelling"]);
}

#[test]
fn a_whole_word_is_not_a_beginning() {
    check("hit", "It hit. White hitting.", &["hit"]);
}

#[test]
fn a_gap_stays_within_its_clause() {
    check(
        "repel* .. attack*|assault*",
        "repelled 26 fierce assaults; repelled it, attack",
        &["repelled 26 fierce assaults"],
    );
}

#[test]
fn a_word_that_may_be_missing_may_be_missing() {
    check(
        "direction of the? settlement*?",
        "direction of Nyzhnie, direction of the settlement",
        &["direction of", "direction of the settlement"],
    );
}

#[test]
fn a_hyphen_inside_a_phrase_does_not_part_it() {
    check("cross border", "a cross-border raid", &["cross-border"]);
}

#[test]
fn a_pattern_that_begins_with_a_gap_is_refused() {
    assert!(Patterns::of([(".. attack", Sense::Person)], std::iter::empty()).is_err());
}

#[test]
fn the_quick_no_is_never_wrong() {
    let written = [
        "repel* .. attack*|assault*",
        "direction of the? settlement*?",
        "cross border",
        "attack # times?",
        "the .. # attack",
        "attack*",
        "of the border",
    ];
    let senses = (0..).map(Sense::Trigger);
    let patterns = Patterns::of(written.into_iter().zip(senses), std::iter::empty()).expect("patterns");
    let mut slow = patterns.clone();
    slow.openings.iter_mut().for_each(|opening| opening.beside = RoughSet::ALL);
    slow.openings.iter_mut().for_each(|opening| opening.beyond = RoughSet::ALL);
    for pattern in &mut slow.patterns {
        pattern.next = match pattern.next {
            Next::Nothing => Next::Nothing,
            Next::Beside(..) => Next::Beside(RoughSet::ALL, RoughSet::ALL),
            Next::Beyond(_) => Next::Beyond(RoughSet::ALL),
        };
    }
    let words = "repel repelled attack attacks assault direction of the settlement cross border times 26 - , \n .. odd";
    let words: Vec<&str> = words.split(' ').collect();
    let mut seed = 7_u64;
    for _ in 0..2_000 {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            words[(seed >> 33) as usize % words.len()]
        };
        let text = (0..12).map(|_| next()).collect::<Vec<_>>().join(" ").replace(" - ", "-");
        let tokens = Tokens::of(&text);
        assert_eq!(marks(&patterns, &tokens), marks(&slow, &tokens), "{text}");
    }
}

#[test]
fn an_inner_word_may_stand_behind_the_first_word_of_a_trigger() {
    let marked = |sense: Sense, text: &str| {
        let patterns = Patterns::of([("shells landed", sense)], ["had".to_string()].into_iter()).expect("a pattern");
        let patterns = patterns.with_inner(&["had".to_string()]);
        marks(&patterns, &Tokens::of(text)).len()
    };
    assert_eq!(marked(Sense::Trigger(0), "Shells had landed."), 1);
    assert_eq!(marked(Sense::Trigger(0), "Shells landed."), 1);
    assert_eq!(marked(Sense::Trigger(0), "Shells never landed."), 0);
    assert_eq!(marked(Sense::Person, "Shells had landed."), 0);
}
