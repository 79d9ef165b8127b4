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

#[test]
fn the_land_of_a_raion_is_the_raion() {
    check(&[
        ("Удар по Нікопольщині: є поранені.", &["Нікопольщині = Nikopol Raion, Dnipropetrovsk Oblast"]),
        ("На Ізюмщині підірвався трактор.", &["Ізюмщині = Izium Raion, Kharkiv Oblast"]),
        ("Обстреляли Синельниковщину.", &["Синельниковщину = Synelnykove Raion, Dnipropetrovsk Oblast"]),
        // Lands that bear the name of an oblast are the oblast.
        ("На Харківщині вибухи.", &["Харківщині = Kharkiv Oblast"]),
    ]);
}

#[test]
fn a_possessive_before_another_word_is_declined_in_both_ways() {
    check(&[
        ("Бої точаться біля Русиного Яру.", &["Русиного Яру = Rusyn Yar, Donetsk Oblast"]),
        ("Бої точаться біля Русина Яру.", &["Русина Яру = Rusyn Yar, Donetsk Oblast"]),
        ("Підійшли до Давидового Броду.", &["Давидового Броду = Davydiv Brid, Kherson Oblast"]),
    ]);
}

#[test]
fn towns_and_districts_of_russia_have_ukrainian_names() {
    check(&[
        (
            "Запуски з Приморсько-Ахтарська та Міллєрово.",
            &["Приморсько-Ахтарська = Primorsko-Akhtarsk, Krasnodar Krai", "Міллєрово = Millerovo, Rostov Oblast"],
        ),
        (
            "Нафтобаза у Каменському районі Ростовської області палає.",
            &["Каменському районі = Kamensky District, Rostov Oblast", "Ростовської області = Rostov Oblast"],
        ),
    ]);
}

#[test]
fn ships_call_signs_and_people_are_no_places() {
    check(&[
        ("The Novocherkassk was sunk in Feodosia.", &["Feodosia = Feodosiia, Autonomous Republic of Crimea"]),
        (
            "Shells hit the Kharkiv, Sumy and Donetsk regions.",
            &["Kharkiv = Kharkiv Oblast", "Sumy = Sumy Oblast", "Donetsk regions = Donetsk Oblast"],
        ),
        ("A soldier with the call sign Odesa spoke.", &[]),
        ("Боец с позывным «Самара» погиб под Бахмутом.", &["Бахмутом = Bakhmut, Donetsk Oblast"]),
        ("Спасатели достали тело 17-летнего Никиты.", &[]),
        (
            "Обстреляли Никиту под Ялтой.",
            &["Никиту = Nikita, Autonomous Republic of Crimea", "Ялтой = Yalta, Autonomous Republic of Crimea"],
        ),
        ("Ніна Петрівна розповіла про обстріл.", &[]),
        ("We'll return to Vovchansk.", &["Vovchansk = Vovchansk, Kharkiv Oblast"]),
        ("Пошкоджено дахи та ЛЕП у Слов’янську.", &["Слов’янську = Sloviansk, Donetsk Oblast"]),
        ("Уже вночі ворог вдарив по Харкову.", &["Харкову = Kharkiv, Kharkiv Oblast"]),
    ]);
}

#[test]
fn a_district_told_of_a_city_lies_in_it() {
    check(&[
        (
            "В Кировском районе Ростова-на-Дону повреждён дом.",
            &["Кировском районе –", "Ростова-на-Дону = Rostov-on-Don, Rostov Oblast"],
        ),
        (
            "У Київському районі Харкова вибух.",
            &["Київському районі = Kyivskyi District, Kharkiv Oblast", "Харкова = Kharkiv, Kharkiv Oblast"],
        ),
        ("Drones hit Moscow's Kapotnya district.", &["Moscow = Moscow, Moscow City", "Kapotnya district –"]),
    ]);
}

#[test]
fn two_words_after_the_noun_of_a_village_are_one_name() {
    check(&[
        ("Бойцы заняли село Верхние Грачи.", &["Верхние Грачи –"]),
        ("The village of Stara Rozsokha was shelled.", &["Stara Rozsokha –"]),
        ("У селі Велика Новосілка бої.", &["Велика Новосілка = Velyka Novosilka, Donetsk Oblast"]),
        (
            "В селе Красное Покровского района взрыв.",
            &["Красное = Sontsivka, Donetsk Oblast", "Покровского района = Pokrovsk Raion, Donetsk Oblast"],
        ),
    ]);
}

#[test]
fn a_region_named_in_a_list_of_regions_is_no_village() {
    check(&[(
        "Беспилотники сбиты над Крымом, над Ростовской областью и над Брянской областью.",
        &[
            "Крымом = Autonomous Republic of Crimea",
            "Ростовской областью = Rostov Oblast",
            "Брянской областью = Bryansk Oblast",
        ],
    )]);
}

#[test]
fn each_list_has_its_own_region() {
    check(&[
        (
            "Під вогнем Єліне Чернігівської області; Волфине – Сумської; Зелене та Огірцеве – Харківської.",
            &[
                "Єліне = Yeline, Chernihiv Oblast",
                "Чернігівської області = Chernihiv Oblast",
                "Волфине = Volfyne, Sumy Oblast",
                "Сумської = Sumy Oblast",
                "Зелене = Zelene, Kharkiv Oblast",
                "Огірцеве = Ohirtseve, Kharkiv Oblast",
                "Харківської = Kharkiv Oblast",
            ],
        ),
        (
            "Пошкоджено будинки у містах Київ, Житомир та в селищі Березанка Миколаївської області.",
            &[
                "Київ = Kyiv, Kyiv City",
                "Житомир = Zhytomyr, Zhytomyr Oblast",
                "Березанка = Berezanka, Mykolaiv Oblast",
                "Миколаївської області = Mykolaiv Oblast",
            ],
        ),
    ]);
}

#[test]
fn what_one_side_has_does_not_stand_deep_in_the_ground_of_the_other() {
    check(&[
        ("Ukrainian forces hit a Russian command post in Chaplynka.", &["Chaplynka = Chaplynka, Kherson Oblast"]),
        ("ВСУ нанесли удар по складу боеприпасов оккупантов в Чаплинке.", &["Чаплинке = Chaplynka, Kherson Oblast"]),
    ]);
}

#[test]
fn a_village_is_no_city_of_its_name() {
    check_on(
        "2025-10-02",
        &[
            (
                "Moscow claimed the village of Rivne near Myrnohrad.",
                &[
                    "Moscow = Moscow, Moscow City",
                    "Rivne = Rivne, Donetsk Oblast",
                    "Myrnohrad = Myrnohrad, Donetsk Oblast",
                ],
            ),
            (
                "Взято село Ровное под Мирноградом.",
                &["Ровное = Rivne, Donetsk Oblast", "Мирноградом = Myrnohrad, Donetsk Oblast"],
            ),
        ],
    );
}

#[test]
fn a_village_lies_where_the_place_behind_a_comma_tells() {
    check(&[(
        "У Вишневому, що поблизу Гуляйполя, бої.",
        &["Вишневому = Vyshneve, Zaporizhzhia Oblast", "Гуляйполя = Huliaipole, Zaporizhzhia Oblast"],
    )]);
}
