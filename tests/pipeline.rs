//! From a text of our own to what is drawn of it: what counts as an event, where, with which numbers, and what does not.

use std::path::PathBuf;

use frontline::model::{Document, Event, Omission};
use frontline::{Reference, coding, dedup, read};

/// The events drawn of a text published on 24 May 2023, as "type place attacks/killed/wounded", sorted.
fn drawn(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = events(text).iter().filter(|event| Omission::of(event).is_none()).map(line).collect();
    lines.sort();
    lines
}

fn events(text: &str) -> Vec<Event> {
    dedup::events(coding(&document(text), &Reference::embedded()).reports)
}

fn document(text: &str) -> Document {
    let unique = text.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let path: PathBuf = std::env::temp_dir().join(format!("frontline-pipeline-{}-{unique}.txt", std::process::id()));
    std::fs::write(&path, text).expect("the folder for temporary files can be written");
    let settings = read::Settings { published: "2023-05-24".parse().ok(), ..read::Settings::default() };
    let document =
        read::documents(std::slice::from_ref(&path), &settings).flatten().next().expect("the text is a document");
    std::fs::remove_file(path).expect("the file was written above");
    document
}

fn line(event: &Event) -> String {
    let best = event.best();
    let number = |code: &str| {
        let count = best.counts.iter().find(|(counted, _)| counted.code() == code);
        count.map_or_else(|| "-".to_string(), |(_, count)| count.best.to_string())
    };
    let numbers = [number("attacks"), number("killed"), number("wounded")].join("/");
    format!("{} {} {numbers}", best.event_type.code(), best.location.place.name)
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(drawn(text), expected, "{text}");
}

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
        ("Вночі вибухнув Кременчуцький нафтопереробний завод.", "Кременчуцький", "Poltava Oblast"),
        ("Вчера горела Луганская нефтебаза.", "Луганская", "Luhansk Oblast"),
        ("Ракета влучила в Одеський торговельний порт.", "Одеський", "Odesa Oblast"),
    ] {
        assert_eq!(unit(text, words, 0).map(|(unit, _)| unit).as_deref(), Some(region), "{text}");
    }
}

#[test]
fn a_district_of_a_city_is_found_by_its_present_and_its_former_name() {
    for (text, words, region) in [
        ("У Харкові дрон влучив у Салтівський район.", "Салтівський район", "Kharkiv Oblast"),
        ("В Петровском районе Донецка взорвался склад.", "Петровском районе", "Donetsk Oblast"),
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
