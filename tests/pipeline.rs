//! From a text of our own to what is drawn of it: what counts as an event, where, with which numbers, and what does not.

mod told;

use frontline::model::{Event, Side};
use frontline::{Reference, coding};

use told::{check, document, drawn, events, line};

#[test]
fn places_of_one_list_share_one_number() {
    let text = "Ukrainian defenders repelled 14 Russian attacks near Bakhmut, Ivanivske and Marinka.";
    check(
        text,
        &["assault_repelled Bakhmut 14/-/-", "assault_repelled Ivanivske 14/-/-", "assault_repelled Marinka 14/-/-"],
    );
    let groups: Vec<Option<String>> = events(text).iter().map(|event| event.best().group_id.clone()).collect();
    assert!(groups[0].is_some() && groups.iter().all(|group| *group == groups[0]));
}

#[test]
fn the_three_languages_tell_the_same() {
    check("Russian forces shelled Vovchansk, killing two people.", &["shelling Vovchansk -/2/-"]);
    check("Російські війська обстріляли Вовчанськ, загинули двоє людей.", &["shelling Vovchansk -/2/-"]);
    check("Российские войска обстреляли Волчанск, погибли два человека.", &["shelling Vovchansk -/2/-"]);
}

#[test]
fn plans_conditions_and_history_are_not_drawn() {
    check("The army plans to storm Bakhmut.", &[]);
    check("If Russian forces shelled Kupiansk, the bridge would fall.", &[]);
    check("Russian forces captured Lysychansk last year.", &[]);
}

#[test]
fn a_government_is_no_place() {
    check("Moscow declared that talks were over.", &[]);
    check("Kyiv said it had shot down nothing.", &[]);
}

#[test]
fn a_region_is_told_as_a_region() {
    let text = "The governor said 64 shellings of villages in Kherson were recorded over the past 24 hours.";
    check(text, &["shelling Kherson Oblast 64/-/-"]);
}

#[test]
fn a_weapon_makes_a_blow_exact() {
    check("A Shahed drone struck a house in Zolochiv in the Kharkiv region.", &["drone_strike Zolochiv -/-/-"]);
    check("Окупанти вдарили керованою авіабомбою по Куп'янську.", &["glide_bomb Kupiansk -/-/-"]);
}

#[test]
fn the_same_happening_told_twice_is_one_event() {
    let text =
        "Shelling of Nikopol kills one\n\nRussian troops shelled Nikopol on Tuesday. One person was killed in Nikopol.";
    assert_eq!(drawn(text).len(), 1, "{:?}", drawn(text));
}

#[test]
fn a_name_shared_by_many_goes_where_its_list_is() {
    let reference = Reference::embedded();
    let near = |text: &str, name: &str| {
        let coding = coding(&document(text), &reference);
        let place = coding
            .verdicts
            .iter()
            .filter_map(|verdict| verdict.location())
            .find(|location| location.place.name == name);
        place.map(|location| location.place.admin1.clone())
    };
    let in_kharkiv = near("Обстріляно Вовчанськ, Лиман та Стариця Харківської області.", "Starytsia");
    assert_eq!(in_kharkiv.as_deref(), Some("Kharkiv Oblast"));
    assert_eq!(near("Fighting went on near Yampil, Torske and Lyman.", "Yampil").as_deref(), Some("Donetsk Oblast"));
}

/// Where the one event of a text stands, and how far off it may be, in kilometres.
fn spot(text: &str) -> (String, f64, f64, f64) {
    let [event] = &events(text)[..] else { panic!("{text}: {:?}", drawn(text)) };
    let location = &event.best().location;
    let position = location.place.position.expect("it has a point");
    (location.place.name.clone(), position.lat(), position.lon(), location.uncertainty_m / 1_000.0)
}

#[test]
fn what_lies_between_two_places_is_one_point_half_way() {
    let texts = [
        "Fighting went on between Huliaipole and Orikhiv.",
        "Тривали бої між Гуляйполем та Оріховом.",
        "Шли бои между населенными пунктами Гуляйполе и Орехов.",
    ];
    for text in texts {
        let (name, lat, lon, uncertainty_km) = spot(text);
        assert_eq!(name, "Huliaipole – Orikhiv", "{text}");
        assert!((lat - 47.615).abs() < 0.02 && (lon - 36.02).abs() < 0.03, "{text}: {lat} {lon}");
        assert!((15.0..22.0).contains(&uncertainty_km), "{text}: {uncertainty_km}");
    }
}

#[test]
fn between_far_cities_and_governments_lies_nothing() {
    check("Talks between Moscow and Kyiv broke down after shelling.", &[]);
    let far = drawn("A drone hit a train between Kyiv and Kharkiv.");
    assert!(far.iter().all(|line| !line.contains('–')), "{far:?}");
}

#[test]
fn a_road_between_two_others_tells_more_of_the_place_before_it() {
    check(
        "A drone hit a car in Oleksiievo-Druzhkivka, on the road between Kramatorsk and Druzhkivka.",
        &["drone_strike Oleksiievo-Druzhkivka -/-/-"],
    );
}

/// The unit in which the `number`th name of those words lies; none where it is left open.
fn unit(text: &str, words: &str, number: usize) -> Option<(String, f64)> {
    let document = document(text);
    let coding = coding(&document, &Reference::embedded());
    let is_it = |verdict: &&frontline::model::Verdict| &document.text[verdict.mention().span.range()] == words;
    let verdict = coding.verdicts.iter().filter(is_it).nth(number).unwrap_or_else(|| panic!("{words} in {text}"));
    let place = &verdict.location()?.place;
    Some((place.admin1.clone(), place.position?.lon()))
}

#[test]
fn a_place_told_to_lie_near_another_is_the_namesake_there() {
    let text = "Russian troops attacked Opytne near Bakhmut and Opytne near Avdiivka.";
    let (first, second) = (unit(text, "Opytne", 0).unwrap(), unit(text, "Opytne", 1).unwrap());
    assert!(first.1 > 37.9 && second.1 < 37.9, "{first:?} {second:?}");
    let (region, lon) = unit("В Никольском под Мариуполем прогремел взрыв.", "Никольском", 0).unwrap();
    assert!(region == "Donetsk Oblast" && (lon - 37.3).abs() < 0.2, "{region} {lon}");
}

#[test]
fn an_oblast_named_for_a_community_holds_for_the_sentence() {
    let text = "У Татарбунарській громаді Одещини дрон впав біля села Лиман.";
    assert_eq!(unit(text, "Лиман", 0).map(|(region, _)| region).as_deref(), Some("Odesa Oblast"));
}

#[test]
fn the_adjective_before_a_plant_is_the_town_it_stands_in() {
    for (text, words, region) in [
        ("Вчера сгорел Измаильский морской порт.", "Измаильский", "Odesa Oblast"),
        ("Ракета влучила в Одеський торговельний порт.", "Одеський", "Odesa Oblast"),
    ] {
        assert_eq!(unit(text, words, 0).map(|(unit, _)| unit).as_deref(), Some(region), "{text}");
    }
}

#[test]
fn a_district_of_a_city_is_found_by_its_present_and_its_former_name() {
    for (text, words, region) in [
        ("У Харкові дрон влучив у Салтівський район.", "Салтівський район", "Kharkiv Oblast"),
        ("На складе в Петровском районе Донецка взрыв.", "Петровском районе", "Donetsk Oblast"),
        ("A drone hit the Korabelnyi district of Kherson.", "Korabelnyi district", "Kherson Oblast"),
    ] {
        assert_eq!(unit(text, words, 0).map(|(unit, _)| unit).as_deref(), Some(region), "{text}");
    }
}

#[test]
fn a_surname_that_speaks_is_no_village() {
    for text in
        ["«Атаку відбито», – повідомив Данілов.", "Данілов прокоментував вибухи в Криму.", "Об этом сообщил Рогов."]
    {
        let coding = coding(&document(text), &Reference::embedded());
        let names: Vec<_> = coding.verdicts.iter().filter_map(|verdict| verdict.location()).collect();
        assert!(names.iter().all(|location| location.place.admin1 != "Rostov Oblast"), "{text}");
    }
}

#[test]
fn more_of_the_same_has_a_count_of_its_own() {
    check(
        "Ukrainian forces repelled 19 attacks near Bakhmut and another 8 near Avdiivka.",
        &["assault_repelled Avdiivka 8/-/-", "assault_repelled Bakhmut 19/-/-"],
    );
}

#[test]
fn an_attack_that_is_beaten_off_is_one_where_no_number_says_so() {
    check("Ukrainian troops repelled an attack near Bakhmut.", &["assault_repelled Bakhmut 1/-/-"]);
    check("Наші воїни відбили спробу штурму біля Бахмута.", &["assault_repelled Bakhmut 1/-/-"]);
    check("Ukrainian troops repelled attacks near Bakhmut.", &["assault_repelled Bakhmut -/-/-"]);
}

#[test]
fn an_axis_is_stated_with_its_noun_or_after_one() {
    let axes = |text: &str| -> Vec<(Option<String>, Option<u32>)> {
        let axis_and_attacks = |event: &Event| {
            let best = event.best();
            let attacks = best.counts.iter().find(|(counted, _)| counted.code() == "attacks");
            (best.axis.clone(), attacks.map(|(_, count)| count.best))
        };
        let mut told: Vec<_> = events(text).iter().map(axis_and_attacks).collect();
        told.sort();
        told
    };
    let lyman = axes("On the Lyman axis, Russian forces attacked five times near Bilohorivka.");
    assert_eq!(lyman, [(Some("lyman".to_string()), Some(5))]);
    let both = axes("На Куп'янському напрямку ворог атакував 9 разів. На Лиманському – 16 атак.");
    assert_eq!(both, [(Some("kupiansk".to_string()), Some(9)), (Some("lyman".to_string()), Some(16))]);
}

#[test]
fn who_says_it_is_no_place_of_it() {
    check("Russia said its troops had captured Klishchiivka.", &["capture Klishchiivka -/-/-"]);
    check("Talks between Moscow and Kyiv made progress in Istanbul.", &[]);
}

#[test]
fn saboteurs_are_of_the_side_whose_ground_it_is_not() {
    let initiator = |text: &str| -> Vec<String> {
        let told = events(text);
        told.iter().map(|event| format!("{} {:?}", line(event), event.best().initiator.side)).collect()
    };
    let in_sumy = initiator("A Russian sabotage group was driven back near Sumy.");
    assert!(in_sumy.iter().any(|told| told.starts_with("sabotage Sumy") && told.ends_with("Russia")), "{in_sumy:?}");
    let in_grayvoron = initiator("Saboteurs attacked a checkpoint in Grayvoron.");
    assert_eq!(in_grayvoron, ["sabotage Grayvoron -/-/- Ukraine"]);
}

#[test]
fn who_strikes_held_ground_is_the_other_side() {
    let sides = |text: &str| -> Vec<Side> { events(text).iter().map(|event| event.best().initiator.side).collect() };
    assert_eq!(sides("Вибухи пролунали в Мелітополі."), [Side::Ukraine]);
    assert_eq!(sides("Взрывы прогремели в Макеевке."), [Side::Ukraine]);
    assert_eq!(sides("Вибухи пролунали в Нікополі."), [Side::Russia]);
}

#[test]
fn two_happenings_of_one_sentence_are_told_apart() {
    check(
        "Російські війська атакують біля Вугледара і захоплюють Павлівку.",
        &["capture Pavlivka -/-/-", "ground_assault Vuhledar -/-/-"],
    );
    check("Противник пытался захватить Работино, атака отражена.", &["assault_repelled Robotyne 1/-/-"]);
    check("Вибухи пролунали в Шебекіному.", &["strike Shebekino -/-/-"]);
    check("Звільнено село Кліщіївка.", &["capture Klishchiivka -/-/-"]);
}

#[test]
fn everyday_words_tell_of_no_war() {
    check("Firefighters battled a fire in Kharkiv.", &[]);
    check("The delegation came on Monday to Kharkiv.", &[]);
    check("Пожежу після атаки дрона в Харкові погасили рятувальники.", &["drone_strike Kharkiv -/-/-"]);
    for text in [
        "The mayor of Kharkiv gave up his salary for the year.",
        "The theatre in Odesa abandoned plans for a new season.",
        "Prices in Kyiv were brought down by cheap imports.",
        "The bank in Kharkiv delivered a blow to small shops with its fees.",
        "A terrorist organisation has its office in Donetsk.",
        "Kherson, under Ukrainian control since November, was quiet.",
        "Two weeks to go before the vote in Kharkiv.",
        "У Львові дуже гучно святкували день міста.",
        "Метою візиту до Києва були переговори, ціллю програми у Львові стало навчання.",
        "Будинок у Полтаві складається з п'яти поверхів.",
        "Целью визита министра в Киев были переговоры о поставках.",
        "Военные взяли интервью у жителей Херсона.",
        "В Ростове выбит новый рекорд по плаванию.",
        "Взяты пробы воды в Херсоне.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_place_explained_in_the_next_sentence_is_not_hit_too() {
    check("Ворог обстріляв Херсон. Це обласний центр поблизу Миколаєва.", &["shelling Kherson -/-/-"]);
}

#[test]
fn the_killed_and_the_hurt_are_counted_by_their_own_verbs() {
    check(
        "A shell hit a yard in Nikopol: a woman was killed, and her husband and two neighbours were hospitalised.",
        &["shelling Nikopol -/1/3"],
    );
    check(
        "Ворог обстріляв Нікополь: двоє людей загинули, ще семеро, серед них двоє дітей, дістали поранення.",
        &["shelling Nikopol -/2/7"],
    );
    check("ВСУ обстреляли Горловку: погибла женщина, её муж и двое соседей в больнице.", &["shelling Horlivka -/1/3"]);
    check("Russian shelling of Nikopol killed two people and wounded another three.", &["shelling Nikopol -/2/3"]);
    check("Від обстрілу Нікополя постраждало подружжя.", &["shelling Nikopol -/-/2"]);
    check("Shelling of Nikopol killed five people, including a woman and two children.", &["shelling Nikopol -/5/-"]);
}

#[test]
fn a_toll_that_rises_is_told_by_its_last_number() {
    check(
        "Rockets hit Kramatorsk. One person was killed. Eleven others are in hospital.",
        &["missile_strike Kramatorsk -/1/11"],
    );
    check(
        "Дрон влучив у будинок у Сумах. Загинула одна людина. Пізніше загиблих стало троє.",
        &["drone_strike Sumy -/3/-"],
    );
}

#[test]
fn an_attack_on_a_facility_is_a_strike() {
    check("Ворог атакував підстанцію на Сумщині.", &["strike Sumy Oblast -/-/-"]);
    check("Украинские войска атаковали нефтебазу в Ростовской области.", &["strike Rostov Oblast -/-/-"]);
    check("The enemy attacked in the Donetsk region.", &[]);
}

#[test]
fn what_is_presumed_of_a_cause_is_told_as_fact() {
    check("Пожежа на нафтобазі у Феодосії після ймовірної атаки дрона.", &["drone_strike Feodosiia -/-/-"]);
    check("Ймовірна атака дронів на Феодосію.", &[]);
}

#[test]
fn a_message_that_is_a_headline_tells_and_a_heading_does_not() {
    check("ВСУ ударили по подстанции в Запорожской области", &["strike Zaporizhzhia Oblast -/-/-"]);
    check(
        "Удар по Запорожской области\n\nВечером дрон упал на дом в Вольнянске. Пострадали двое.",
        &["drone_strike Vilniansk -/-/2"],
    );
}

#[test]
fn a_days_total_is_held_against_the_sum_of_its_axes() {
    let briefing = |total: u32| {
        format!(
            "За добу відбулося {total} бойове зіткнення.\n\nНа Куп'янському напрямку ворог атакував 9 разів.\n\n\
             На Лиманському напрямку відбулося 12 атак біля Торського.\n\n\
             На Запорізькому напрямку наші воїни зупинили 8 атак поблизу Роботиного."
        )
    };
    let total = |text: &str| coding(&document(text), &Reference::embedded()).total;
    let found = total(&briefing(31)).unwrap();
    assert_eq!((found.attacks, found.by_axis, found.axes), (31, 29, 3));
    assert!(drawn(&briefing(31)).iter().all(|line| !line.contains("31/")));
    assert_eq!(total("За добу відбулося 31 бойове зіткнення."), None);
}

#[test]
fn numbers_too_large_to_be_added_are_held_at_the_largest() {
    check(
        "Shelling of Nikopol killed 4294967295 people, another 4294967295 people were killed.",
        &["shelling Nikopol -/4294967295/-"],
    );
}

#[test]
fn troops_that_are_pulled_out_leave() {
    check("Ukrainian troops have been pulled out of Vuhledar.", &["withdrawal Vuhledar -/-/-"]);
    check("Rescuers pulled out two bodies in Vuhledar after a missile strike.", &["missile_strike Vuhledar -/2/-"]);
    let sides: Vec<Side> = events("Ukrainian troops have been pulled out of Vuhledar.")
        .iter()
        .map(|event| event.best().initiator.side)
        .collect();
    assert_eq!(sides, [Side::Ukraine]);
}

#[test]
fn a_denial_inside_a_number_denies_nothing() {
    check("No fewer than 10 guided bombs fell on Vovchansk.", &["glide_bomb Vovchansk -/-/-"]);
    assert!(drawn("No guided bombs fell on Vovchansk.").is_empty());
}

#[test]
fn what_a_weapon_destroyed_was_not_shot_down() {
    check("A house in Zaporizhzhia was destroyed by an Iskander missile.", &["missile_strike Zaporizhzhia -/-/-"]);
    check("A missile was shot down over Zaporizhzhia.", &["air_defence Zaporizhzhia -/-/-"]);
}

#[test]
fn a_way_from_one_town_to_another_is_one_point() {
    let text = "A drone hit a car on the road from Kramatorsk to Sloviansk.";
    check(text, &["drone_strike Kramatorsk – Sloviansk -/-/-"]);
    check(
        "Дрон атакував автомобіль на трасі з Краматорська до Слов'янська.",
        &["drone_strike Kramatorsk – Sloviansk -/-/-"],
    );
    check(
        "Дрон атаковал автомобиль на дороге из Краматорска в Славянск.",
        &["drone_strike Kramatorsk – Sloviansk -/-/-"],
    );
}

#[test]
fn asides_and_details_are_no_further_people() {
    check("Two people were killed when a drone hit 5 cars in Kherson.", &["drone_strike Kherson -/2/-"]);
    let text =
        "Shells hit a bus stop in Toretsk, where a woman was killed and four people, among them a girl, were wounded.";
    check(text, &["shelling Toretsk -/1/4"]);
    let text = "Three people were killed — two at home and one at work — and 12 others suffered injuries in shelling of Toretsk.";
    check(text, &["shelling Toretsk -/3/12"]);
    check(
        "Rockets fired at Sloviansk wounded three people, and two pensioners died when a shell burst in Toretsk.",
        &["missile_strike Sloviansk -/-/3", "shelling Toretsk -/2/-"],
    );
    check("Russian forces attacked 35 settlements near Kherson, killing one person.", &["strike Kherson -/1/-"]);
}

#[test]
fn what_a_number_grew_to_is_what_its_words_count() {
    check("The death toll of the missile strike on Dnipro climbed to 40.", &["missile_strike Dnipro -/40/-"]);
    check("Кількість загиблих від удару по Курахівці зросла до п'яти.", &["strike Kurakhivka -/5/-"]);
    check("Число погибших при ударе по Днепру выросло до 7.", &["strike Dnipro -/7/-"]);
}

#[test]
fn the_city_of_a_mayor_who_speaks_is_where_it_happened() {
    check("The mayor of Nikopol said 11 shells had landed in the city.", &["shelling Nikopol -/-/-"]);
    assert!(drawn("The mayor of Nikopol said shells had landed in a field.").is_empty());
}

#[test]
fn a_total_that_names_its_villages_tells_of_them() {
    let text = "A total of 23 settlements came under fire, including Hirsk and Seredyna-Buda.";
    check(text, &["shelling Hirsk -/-/-", "shelling Seredyna-Buda -/-/-"]);
}
