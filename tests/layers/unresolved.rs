//! Names that mean no one place, listed with the words around them.

use std::sync::Arc;

use frontline::export::{self, unresolved};
use frontline::model::*;

use crate::make::{folder, mention, place, versions};

fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        source: Source::default(),
        url: Some("https://example.org/1".to_owned()),
        published: None,
        language: Language::Ukrainian,
        title: None,
        text: text.to_owned(),
        sha256: String::new(),
    }
}

/// The mention of these words, where they stand first.
fn naming(text: &str, words: &str) -> Mention {
    let start = text.find(words).unwrap();
    mention(start, start + words.len())
}

fn scored(id: &str, name: &str, score: f64) -> Scored {
    Scored { place: Arc::new(place(id, name, (48.0, 38.0))), form: Form::Name, score, parts: Parts::default() }
}

#[test]
fn names_without_one_meaning_are_listed_by_code_points() {
    let text = "Бої біля Іванівки та\n\tНовоселівки тривають.";
    let (first, second) = (naming(text, "Іванівки"), naming(text, "Новоселівки"));
    let mut embedded = naming(text, "Бої");
    embedded.is_embedded = true;
    let rows = unresolved(
        &document("d", text),
        &[
            Verdict::Unknown(second, Vec::new()),
            Verdict::Ambiguous(first, vec![scored("p1", "Ivanivka", 0.5), scored("p2", "Ivanivka", 0.25)]),
            Verdict::Unknown(embedded, Vec::new()),
        ],
    );
    let told: Vec<(usize, usize, &str, &str)> =
        rows.iter().map(|row| (row.start, row.end, row.text.as_str(), row.verdict)).collect();
    assert_eq!(told, [(9, 17, "Іванівки", "ambiguous"), (22, 33, "Новоселівки", "unknown")]);
    assert_eq!(rows[0].candidates, "Ivanivka, Donetsk (p1) 0.500; Ivanivka, Donetsk (p2) 0.250");
    assert_eq!(rows[0].context, "Бої біля Іванівки та Новоселівки тривають.");
}

#[test]
fn the_context_has_sixty_characters_on_each_side() {
    let text = format!("{}X{}", "а".repeat(100), "б".repeat(100));
    let rows = unresolved(&document("d", &text), &[Verdict::Unknown(naming(&text, "X"), Vec::new())]);
    assert_eq!(rows[0].context, format!("{}X{}", "а".repeat(60), "б".repeat(60)));
}

#[test]
fn no_cell_is_taken_for_a_formula() {
    let text = "=cmd|' /C calc'!A0, \"so\"";
    let rows = unresolved(&document("@import", text), &[Verdict::Unknown(naming(text, "=cmd|'"), Vec::new())]);
    let dir = folder("no_formula");
    export::write(&Drawing::default(), &rows, &versions(), &dir).unwrap();
    let written = std::fs::read_to_string(dir.join("unresolved.csv")).unwrap();
    let expected = "document,url,start,end,text,verdict,candidates,context\n\
                    '@import,https://example.org/1,0,6,'=cmd|',unknown,,\"'=cmd|' /C calc'!A0, \"\"so\"\"\"\n";
    assert_eq!(written, expected);
}
