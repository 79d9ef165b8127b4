//! Which place each name of a text is taken for, in Ukrainian, Russian and English.

mod told;

use frontline::model::{Kind, Verdict};
use frontline::{Reference, coding};

use told::document;

/// The names of a text that are no country, each as "words = place, unit", "words ?" where it is left open, or "words –"
/// where no place of that name is known.
fn names(text: &str, day: &str, reference: &Reference) -> Vec<String> {
    let mut document = document(text);
    document.published.as_mut().expect("the document is dated").date = day.parse().expect("the test gives a day");
    let words = |verdict: &Verdict| document.text[verdict.mention().span.range()].to_owned();
    let told = |verdict: &Verdict| match verdict {
        Verdict::Located(location) if location.place.kind == Kind::Country => None,
        Verdict::Located(location) if location.place.admin1.is_empty() => {
            Some(format!("{} = {}", words(verdict), location.place.name))
        }
        Verdict::Located(location) => {
            Some(format!("{} = {}, {}", words(verdict), location.place.name, location.place.admin1))
        }
        Verdict::OnAxis(_, axis) => Some(format!("{} > {axis}", words(verdict))),
        Verdict::Ambiguous(..) => Some(format!("{} ?", words(verdict))),
        Verdict::Unknown(..) => Some(format!("{} –", words(verdict))),
    };
    coding(&document, reference).verdicts.iter().filter_map(told).collect()
}

/// Texts of 24 May 2023, each with its names.
fn check(texts: &[(&str, &[&str])]) {
    check_on("2023-05-24", texts);
}

fn check_on(day: &str, texts: &[(&str, &[&str])]) {
    let reference = Reference::embedded();
    for (text, expected) in texts {
        assert_eq!(names(text, day, &reference), *expected, "{text}");
    }
}

#[test]
fn an_unknown_village_leaves_the_area_after_it_found() {
    check(&[
        ("У селі Хрумкове Харківської області вибух.", &["Хрумкове –", "Харківської області = Kharkiv Oblast"]),
        ("В селе Хрумково Харьковской области взрыв.", &["Хрумково –", "Харьковской области = Kharkiv Oblast"]),
        (
            "Ракета влучила в Хрумкове Полтавського району.",
            &["Хрумкове –", "Полтавського району = Poltava Raion, Poltava Oblast"],
        ),
    ]);
}
