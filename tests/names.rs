//! Which place each name of a text is taken for, in Ukrainian, Russian and English.

use frontline::model::{Document, Kind, Language, Published, Source, Verdict};
use frontline::{Reference, coding};

/// The names of a text that are no country and no part of another name, each as "words = place, unit", "words ?" where it is left open, or "words –"
/// where no place of that name is known.
fn names(text: &str, day: &str, reference: &Reference) -> Vec<String> {
    let document = document(text, day);
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
    let verdicts = coding(&document, reference).verdicts;
    verdicts.iter().filter(|verdict| !verdict.mention().is_embedded).filter_map(told).collect()
}

/// A text as a document in the language that its letters tell.
fn document(text: &str, day: &str) -> Document {
    let language = match text {
        text if text.contains(['і', 'ї', 'є', 'І', 'Є']) || text.contains("ськ") => Language::Ukrainian,
        text if text.is_ascii() => Language::English,
        _ => Language::Russian,
    };
    let published = Some(Published { date: day.parse().expect("the test gives a day"), time: None });
    let (text, sha256) = (text.to_owned(), String::new());
    Document {
        id: "test".to_owned(),
        source: Source::default(),
        url: None,
        published,
        language,
        title: None,
        text,
        sha256,
    }
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

#[test]
fn a_feature_is_found_by_its_own_name_beside_its_noun_in_any_case() {
    check(&[
        ("Вибух на аеродромі Канатове.", &["Канатове = Kanatove airfield, Kirovohrad Oblast"]),
        ("Удар по військовому летовищу «Канатове».", &["Канатове = Kanatove airfield, Kirovohrad Oblast"]),
        ("Взрыв на аэродроме Балтимор.", &["Балтимор = Baltimor air base, Voronezh Oblast"]),
        ("Дрони вдарили по порту Південний.", &["Південний = Port of Pivdennyi, Odesa Oblast"]),
        ("Обстреляли остров Хортица.", &["Хортица = Khortytsia Island, Zaporizhzhia Oblast"]),
        ("Взрыв прогремел на мысе Херсонес.", &["Херсонес = Cape Chersonesus, Sevastopol City"]),
        // Without the noun, or with another one, the town of that name is meant.
        ("Вибух у місті Джанкой.", &["Джанкой = Dzhankoy, Autonomous Republic of Crimea"]),
        ("На вокзалі Джанкой вибух.", &["Джанкой = Dzhankoy, Autonomous Republic of Crimea"]),
    ]);
}

#[test]
fn a_base_speaks_for_the_namesake_that_has_one() {
    let bay = "Новофедорівці = Novofedorivka, Autonomous Republic of Crimea";
    check(&[("Вибух на авіабазі в Новофедорівці.", &[bay]), ("Вибух у Новофедорівці.", &["Новофедорівці ?"])]);
}

#[test]
fn a_part_of_a_name_with_a_hyphen_is_no_name() {
    check(&[
        ("Атака на порт Усть-Луга.", &["Усть-Луга = Port of Ust-Luga, Leningrad Oblast"]),
        ("Взрывы в посёлке Верхне-Лутугино.", &["Верхне-Лутугино –"]),
        ("Бої на лінії Бахмут-Авдіївка.", &["Бахмут = Bakhmut, Donetsk Oblast", "Авдіївка = Avdiivka, Donetsk Oblast"]),
    ]);
}

#[test]
fn the_adjective_of_a_town_before_what_stands_in_it_is_the_town() {
    check(&[
        ("Удар по Луцькому військовому аеродрому.", &["Луцькому = Lutsk, Volyn Oblast"]),
        ("Пожар на Керченском судостроительном заводе.", &["Керченском = Kerch, Autonomous Republic of Crimea"]),
        (
            "Вибухи на Івано-Франківському аеродромі.",
            &["Івано-Франківському = Ivano-Frankivsk, Ivano-Frankivsk Oblast"],
        ),
        ("Вибухи на Житомирському полігоні.", &["Житомирському = Zhytomyr, Zhytomyr Oblast"]),
        (
            "Вибухи на аеродромах. Атакували Донецький та Луганський аеродроми.",
            &["Донецький = Donetsk, Donetsk Oblast", "Луганський = Luhansk, Luhansk Oblast"],
        ),
        ("Вибухи у селі Житомирське.", &["Житомирське = Zhytomyrske, Autonomous Republic of Crimea"]),
    ]);
}

#[test]
fn a_dam_is_the_power_station_of_its_name() {
    let station = "Kakhovka Hydroelectric Power Plant, Kherson Oblast";
    check(&[
        ("Підірвали Каховську дамбу.", &[&format!("Каховську = {station}")]),
        ("Взорвана плотина Каховской ГЭС.", &[&format!("Каховской ГЭС = {station}")]),
    ]);
}

#[test]
fn a_place_told_in_a_region_where_none_of_its_name_is_known_is_unknown() {
    check(&[
        (
            "Взрывы в Кировском районе Ленинградской области.",
            &["Кировском районе –", "Ленинградской области = Leningrad Oblast"],
        ),
        (
            "Взрыв в Славянском районе Краснодарского края.",
            &["Славянском районе –", "Краснодарского края = Krasnodar Krai"],
        ),
    ]);
}

#[test]
fn a_state_told_after_a_town_decides_between_namesakes() {
    check(&[
        ("Взрыв на заводе в Дзержинске в РФ.", &["Дзержинске = Dzerzhinsk, Nizhny Novgorod Oblast"]),
        (
            "Взрыв в Дзержинске под Горловкой.",
            &["Дзержинске = Toretsk, Donetsk Oblast", "Горловкой = Horlivka, Donetsk Oblast"],
        ),
        ("A factory in New York was attacked by activists.", &["New York = New York City"]),
        (
            "Fighting goes on in Toretsk and New York.",
            &["Toretsk = Toretsk, Donetsk Oblast", "New York = Niu-York, Donetsk Oblast"],
        ),
    ]);
}

#[test]
fn what_is_occupied_is_not_in_russia() {
    check(&[
        ("В окупованих Ровеньках пролунали вибухи.", &["Ровеньках = Rovenky, Luhansk Oblast"]),
        ("Взрыв в оккупированном городе Ровеньки.", &["Ровеньки = Rovenky, Luhansk Oblast"]),
    ]);
}

#[test]
fn a_border_pulls_less_than_the_front_and_not_at_all_where_one_army_holds_both_sides() {
    check_on("2023-05-24", &[("Взрыв на нефтебазе в Ровеньках.", &["Ровеньках = Rovenky, Luhansk Oblast"])]);
    // Before the ground across the border was taken, it was a border.
    check_on("2022-02-24", &[("Взрыв на нефтебазе в Ровеньках.", &["Ровеньках = Rovenki, Belgorod Oblast"])]);
}

#[test]
fn a_city_keeps_its_lead_over_a_village_in_a_region_named_elsewhere_in_the_sentence() {
    check(&[
        (
            "Вдарили по Львову, а палає після удару в Криму.",
            &["Львову = Lviv, Lviv Oblast", "Криму = Autonomous Republic of Crimea"],
        ),
        ("На Донеччині бої, у Грозному вибухи.", &["Донеччині = Donetsk Oblast", "Грозному = Grozny, Chechnya"]),
    ]);
}

#[test]
fn words_that_only_look_like_villages_are_none() {
    check(&[
        ("Російський дрон вдарив по Харкову.", &["Харкову = Kharkiv, Kharkiv Oblast"]),
        ("Українські бійці «Азова» відбили штурм.", &[]),
        ("Удар нанесли силами Черноморского флота.", &[]),
        ("На вулицях Бахмута точаться бої.", &["Бахмута = Bakhmut, Donetsk Oblast"]),
        ("Бои идут на улицах Бахмута.", &["Бахмута = Bakhmut, Donetsk Oblast"]),
    ]);
}

#[test]
fn a_land_is_told_by_its_preposition_and_by_its_towns() {
    check(&[
        ("На Запоріжжі лунали вибухи.", &["Запоріжжі = Zaporizhzhia Oblast"]),
        ("У Запоріжжі лунали вибухи.", &["Запоріжжі = Zaporizhzhia, Zaporizhzhia Oblast"]),
        ("У містах Криму лунали вибухи.", &["Криму = Autonomous Republic of Crimea"]),
        ("В городах Крыма раздавались взрывы.", &["Крыма = Autonomous Republic of Crimea"]),
    ]);
}

#[test]
fn the_case_after_a_preposition_tells_an_adjective_from_a_noun() {
    check(&[
        ("Взрыв в Луганском.", &["Луганском = Luhanske, Donetsk Oblast"]),
        ("Взрыв под Луганском.", &["Луганском = Luhansk, Luhansk Oblast"]),
        ("Удар по нафтобазі під Васильковим.", &["Васильковим = Vasylkiv, Kyiv Oblast"]),
        ("Біля Джанкоя чути вибухи.", &["Джанкоя = Dzhankoy, Autonomous Republic of Crimea"]),
        ("Обстріл Синельникового.", &["Синельникового = Synelnykove, Dnipropetrovsk Oblast"]),
    ]);
}

#[test]
fn a_village_is_called_what_its_namesakes_are_called_in_the_other_language() {
    check(&[
        // The table has the Russian name of another Запорізьке, and the Ukrainian one of another Любимовка.
        (
            "Обстрел села Запорожское Херсонской области.",
            &["Запорожское = Zaporizke, Kherson Oblast", "Херсонской области = Kherson Oblast"],
        ),
        (
            "Взрыв в Рыбальче Херсонской области.",
            &["Рыбальче = Rybalche, Kherson Oblast", "Херсонской области = Kherson Oblast"],
        ),
        (
            "Дрон упав у селі Гордіївка Курської області.",
            &["Гордіївка = Gordeyevka, Kursk Oblast", "Курської області = Kursk Oblast"],
        ),
        (
            "Вибух поблизу Жовтневого у Криму.",
            &["Жовтневого = Biiuk-Onlar, Autonomous Republic of Crimea", "Криму = Autonomous Republic of Crimea"],
        ),
    ]);
}
