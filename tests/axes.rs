//! The shipped registry of axes: its names, its lineage and its ground, against the gazetteer's tables.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use frontline::axes::{Named, Registry};
use frontline::model::{Position, Side};
use jiff::civil::{Date, date};

/// The town of Bakhmut in the gazetteer.
const BAKHMUT: &str = "UA14020010010059145";

/// Every settlement of the tables with its position.
fn positions() -> HashMap<String, Option<Position>> {
    let mut positions = HashMap::new();
    for folder in ["ua", "ru"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer").join(folder);
        for entry in std::fs::read_dir(folder).expect("the gazetteer's tables stand beside the crate") {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let mut lines = text.lines().filter(|line| !line.starts_with('#'));
            let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
            let Some(latitude) = header.iter().position(|column| *column == "latitude") else { continue };
            for line in lines {
                let fields: Vec<&str> = line.split('\t').collect();
                let degrees = |column: usize| fields.get(column).and_then(|field| field.parse::<f64>().ok());
                let position = degrees(latitude).zip(degrees(latitude + 1));
                let position = position.map(|(lat, lon)| Position::from_lat_lon(lat, lon).unwrap());
                positions.insert(fields[0].to_owned(), position);
            }
        }
    }
    positions
}

fn placed() -> Registry {
    let positions = positions();
    Registry::embedded().with_positions(&|id| positions.get(id).copied().flatten())
}

fn at(lat: f64, lon: f64) -> Position {
    Position::from_lat_lon(lat, lon).unwrap()
}

fn means(registry: &Registry, words: &str, day: Date, id: &str) {
    assert_eq!(registry.resolve(words, Some(day)), Named::One(id), "{words} on {day}");
}

#[test]
fn siverskyi_is_the_north_until_it_is_the_town() {
    let registry = Registry::embedded();
    for words in ["Сіверський", "Сіверському", "Siversk", "Siverskyi", "Северском"] {
        means(&registry, words, date(2023, 3, 1), "siverskyi_north");
        means(&registry, words, date(2024, 4, 20), "siverskyi_north");
        means(&registry, words, date(2024, 4, 28), "siversk_town");
        means(&registry, words, date(2025, 9, 1), "siversk_town");
        assert!(matches!(registry.resolve(words, None), Named::Several(_)), "{words} without a day");
    }
}

#[test]
fn novopavlivka_is_three_axes_by_day() {
    let registry = Registry::embedded();
    for words in ["Новопавлівський", "Новопавлівському", "Novopavlivka", "Novopavlivske", "Новопавловского"]
    {
        means(&registry, words, date(2022, 12, 1), "novopavlivka_1");
        means(&registry, words, date(2024, 3, 15), "novopavlivka_2");
        means(&registry, words, date(2025, 9, 24), "novopavlivka_3");
        assert_eq!(registry.named(words).len(), 3, "{words}");
    }
}

#[test]
fn newsroom_spellings_and_case_forms_find_their_axis() {
    let registry = Registry::embedded();
    for (words, day, id) in [
        ("Куп'янського", date(2023, 5, 23), "kupiansk"),
        ("Куп’янському", date(2023, 5, 23), "kupiansk"),
        ("Купянском", date(2023, 5, 23), "kupiansk"),
        ("Kupyansk", date(2023, 5, 23), "kupiansk"),
        ("Avdiyivka", date(2023, 5, 23), "avdiivka"),
        ("Авдеевском", date(2022, 8, 10), "avdiivka"),
        ("Shakhtarsk", date(2023, 5, 23), "shakhtarsk"),
        ("Slobozhansk", date(2023, 5, 23), "slobozhanskyi_2022"),
        ("слобожанському", date(2022, 4, 25), "slobozhanskyi_2022"),
        ("Slobozhanshchyna", date(2022, 5, 7), "slobozhanskyi_2022"),
        ("Donetsk", date(2022, 5, 7), "donetsk_2022"),
        ("Донецком", date(2023, 8, 14), "donetsk_ru"),
        ("Южно-Донецком", date(2023, 8, 14), "south_donetsk_ru"),
        ("Краснолиманском", date(2023, 8, 14), "lyman"),
        ("Severodonetsk", date(2022, 5, 7), "sievierodonetsk"),
        ("Popasnyansky", date(2022, 5, 7), "popasna"),
        ("Славянском", date(2022, 8, 10), "sloviansk_1"),
        ("Слов'янському", date(2025, 11, 24), "sloviansk_2"),
        ("Запорізькому", date(2023, 5, 23), "zaporizhzhia"),
        ("Southern Bug", date(2022, 6, 1), "pivdennobuzkyi"),
        ("Північно-Слобожанському", date(2025, 11, 24), "pivnichno_slobozhanskyi"),
        ("Northern Slobozhanshchyna", date(2025, 11, 24), "pivnichno_slobozhanskyi"),
        ("Покровському", date(2024, 8, 28), "pokrovsk"),
        ("Красноармейском", date(2025, 6, 1), "pokrovsk"),
        ("Харківському", date(2022, 6, 24), "kharkiv_1"),
        ("Харківському", date(2024, 6, 24), "kharkiv_2"),
        ("Prydniprovske", date(2025, 1, 1), "prydniprovske"),
    ] {
        means(&registry, words, day, id);
    }
    assert_eq!(registry.resolve("Лондонському", Some(date(2023, 5, 23))), Named::None);
    assert!(registry.named("").is_empty());
}

#[test]
fn a_name_is_followed_a_fortnight_past_its_days_and_told_by_them() {
    let mut registry = Registry::embedded();
    means(&registry, "Kurakhove", date(2025, 1, 20), "kurakhove_2");
    let far_from_both = Some(date(2023, 6, 1));
    assert_eq!(registry.resolve("Kurakhove", far_from_both), Named::Several(vec!["kurakhove_1", "kurakhove_2"]));
    registry.settings.slack_days = 400;
    assert_eq!(registry.resolve("Kurakhove", far_from_both), Named::Several(vec!["kurakhove_1", "kurakhove_2"]));
    means(&registry, "Kurakhove", date(2022, 12, 1), "kurakhove_1");
    registry.settings.slack_days = 3;
    assert!(matches!(registry.resolve("Kurakhove", Some(date(2025, 1, 20))), Named::Several(_)));
    means(&registry, "Bakhmut", date(2025, 6, 1), "bakhmut");
}

#[test]
fn no_spelling_means_two_axes_on_one_day() {
    let registry = Registry::embedded();
    for axis in registry.axes() {
        for spelling in &axis.spellings {
            for day in [Some(axis.from), axis.to].into_iter().flatten() {
                means(&registry, spelling, day, &axis.id);
            }
        }
    }
}

#[test]
fn every_town_is_in_the_gazetteer_and_has_a_position() {
    let positions = positions();
    for axis in Registry::embedded().axes() {
        let mut seen = HashSet::new();
        for town in &axis.towns {
            let position = positions.get(&town.place_id);
            assert!(position.is_some_and(Option::is_some), "{}: {}", axis.id, town.place_id);
            assert!(seen.insert(&town.place_id), "{}: {} twice", axis.id, town.place_id);
        }
    }
}

#[test]
fn every_row_of_a_corridor_follows_from_its_first() {
    let registry = Registry::embedded();
    let mut corridors: HashMap<&str, Vec<&str>> = HashMap::new();
    for axis in registry.axes() {
        corridors.entry(&axis.corridor).or_default().push(&axis.id);
    }
    for (corridor, rows) in corridors {
        let is_reached = |first: &str| {
            let mut reached = HashSet::from([first]);
            let mut open = vec![first];
            while let Some(id) = open.pop() {
                let next = registry.get(id).unwrap().became.iter().map(String::as_str);
                open.extend(next.filter(|id| reached.insert(id)).collect::<Vec<_>>());
            }
            rows.iter().all(|row| reached.contains(row))
        };
        assert!(rows.iter().any(|first| is_reached(first)), "{corridor}: {rows:?}");
    }
}

#[test]
fn the_nearest_town_of_the_day_gives_the_axis() {
    let registry = placed();
    let may = date(2023, 5, 23);
    for (name, lat, lon, day, axis) in [
        ("Bakhmut", 48.5916, 37.9837, may, Some("bakhmut")),
        ("Vuhledar", 47.7805, 37.2484, may, Some("shakhtarsk")),
        ("Marinka", 47.9435, 37.5049, may, Some("marinka")),
        ("Graivoron", 50.4861, 35.6664, may, Some("belgorod")),
        ("Shebekino", 50.4006, 36.8878, may, Some("belgorod")),
        ("Vovchansk", 50.2805, 36.9453, may, Some("slobozhanskyi_2022")),
        ("Lviv", 49.8397, 24.0297, may, None),
        ("Moscow", 55.7558, 37.6173, may, None),
        ("Dnipro", 48.4647, 35.0462, may, None),
        ("Pokrovsk", 48.2809, 37.1722, date(2025, 6, 1), Some("pokrovsk")),
        ("Sudzha", 51.1919, 35.2719, date(2024, 8, 10), Some("kursk")),
        ("Klimovo", 52.3794, 32.1972, date(2023, 3, 2), Some("bryansk")),
        ("Bucha", 50.5486, 30.2207, date(2022, 3, 10), Some("kyiv")),
        ("Mariupol", 47.0971, 37.5434, date(2022, 4, 1), Some("mariupol")),
        ("Mariupol", 47.0971, 37.5434, may, None),
        ("Kherson", 46.6354, 32.6169, may, Some("kherson")),
        ("Robotyne", 47.4453, 35.8372, date(2023, 8, 20), Some("zaporizhzhia")),
        ("Chasiv Yar", 48.5865, 37.8352, date(2025, 2, 1), Some("kramatorsk_2")),
        ("Chernihiv", 51.4941, 31.2943, date(2022, 3, 1), Some("siverskyi_north")),
        ("Huliaipole", 47.6655, 36.2657, date(2026, 1, 10), Some("huliaipole")),
    ] {
        let inferred = registry.infer(at(lat, lon), day);
        assert_eq!(inferred.map(|(id, _)| id), axis, "{name} on {day}: {inferred:?}");
    }
}

#[test]
fn inference_agrees_with_measuring_every_town() {
    let registry = placed();
    for step in 0..2_000_u32 {
        let lat = 45.0 + f64::from(step.wrapping_mul(7_919) % 1_000) / 125.0;
        let lon = 30.0 + f64::from(step.wrapping_mul(104_729) % 1_009) / 100.0;
        let day = date(2022, 2, 24).checked_add(jiff::Span::new().days(i64::from(step) % 1_400)).unwrap();
        let in_use = registry.axes().iter().filter(|axis| axis.is_in_use(day, 0));
        let towns = in_use.flat_map(|axis| axis.towns.iter().filter_map(|town| town.position));
        let slow = towns.map(|town| town.distance_m(at(lat, lon))).min_by(f64::total_cmp);
        let quick = registry.nearest_town_m(at(lat, lon), Some(day));
        assert!((slow.unwrap() - quick.unwrap()).abs() < 0.5, "{lat} {lon} {day}: {slow:?} {quick:?}");
        if let Some((_, metres)) = registry.infer(at(lat, lon), day) {
            assert!(metres >= quick.unwrap() && metres <= registry.settings.wide_reach_m);
        }
    }
}

#[test]
fn the_reach_is_a_knob() {
    let mut registry = placed();
    let west_of_bakhmut = at(48.55, 37.2);
    let day = date(2022, 8, 1);
    assert_eq!(registry.infer(west_of_bakhmut, day), None);
    registry.settings.reach_m = 60_000.0;
    assert!(registry.infer(west_of_bakhmut, day).is_some());
    let inner_russia = at(51.6, 37.6);
    assert_eq!(registry.infer(inner_russia, day), None);
    registry.settings.wide_reach_m = 150_000.0;
    assert!(registry.infer(inner_russia, day).is_some());
}

#[test]
fn without_positions_nothing_is_inferred() {
    let registry = Registry::embedded();
    assert_eq!(registry.infer(at(48.59, 37.98), date(2023, 5, 23)), None);
    assert_eq!(registry.nearest_town_m(at(48.59, 37.98), None), None);
    assert!(registry.get("bakhmut").unwrap().towns.iter().any(|town| town.place_id == BAKHMUT));
}

/// A registry of one axis, with one line changed.
fn changed(from: &str, to: &str) -> String {
    let text = "theatre = [\"UA\"]\n[[axis]]\nid = \"one\"\nname = \"One\"\nground = \"front\"\nannounced_by = [\"UA\"]\ncorridor = \"c\"\n\
        from = 2023-01-01\nto = 2023-02-01\nbecame = []\nuk = [\"Перший\"]\nru = []\nen = []\ntowns = [\"x\"]\nsources = [\"s\"]\n";
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}

#[test]
fn a_faulty_registry_is_refused_with_line_axis_and_field() {
    for (from, to, expected) in [
        (
            "[\"UA\"]\n[[",
            "[\"Ukraine\"]\n[[",
            "axes.toml:1: axis ?: theatre: \"Ukraine\" is no country code of two capital letters",
        ),
        ("from = 2023-01-01", "from = 2023-03-01", "axes.toml:2: axis one: to: lies before from (2023-03-01)"),
        ("from = 2023-01-01", "from = 2023-02-31", "axes.toml:8: axis one: "),
        (
            "from = 2023-01-01",
            "from = 2023-01-01T10:00:00",
            "axes.toml:2: axis one: from: 2023-01-01T10:00:00 is not a day",
        ),
        ("became = []", "became = [\"two\"]", "axes.toml:2: axis one: became: no axis has the id \"two\""),
        ("became = []", "became = [\"one\"]", "axes.toml:2: axis one: became: leads back to this axis"),
        ("uk = [\"Перший\"]", "uk = []", "axes.toml:2: axis one: uk, ru, en: at least one spelling"),
        ("uk = [\"Перший\"]", "uk = [\"Перший\", \" \"]", "axes.toml:2: axis one: uk, ru, en: at least one spelling"),
        ("[\"UA\"]", "[\"PL\"]", "axes.toml:2: axis one: announced_by: \"PL\" is neither"),
        ("sources = [\"s\"]", "sources = []", "axes.toml:2: axis one: sources: must not be empty"),
        ("corridor = \"c\"\n", "", "axes.toml:2: axis one: missing field `corridor`"),
        ("corridor", "coridor", "axes.toml:7: axis one: unknown field `coridor`"),
        ("ground = \"front\"", "ground = \"rear\"", "axes.toml:5: axis one: unknown variant `rear`"),
        ("id = \"one\"", "id = \"One\"", "axes.toml:2: axis One: id: \"One\" must be lower-case"),
    ] {
        let error = Registry::from_toml(&changed(from, to), Path::new("axes.toml")).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{to}\n got {error}\nwant {expected}");
    }
    let twice = changed("id", "id") + &changed("theatre = [\"UA\"]", "");
    let error = Registry::from_toml(&twice, Path::new("axes.toml")).unwrap_err().to_string();
    assert!(error.starts_with("axes.toml:17: axis one: id: is used by an earlier axis"), "{error}");
}

#[test]
fn a_missing_file_is_named() {
    let error = Registry::read(Path::new("no/such/axes.toml")).unwrap_err().to_string();
    assert!(error.starts_with("no/such/axes.toml: cannot read the registry of axes"), "{error}");
}

#[test]
fn the_version_follows_the_text() {
    let one = Registry::from_toml(&changed("One", "One"), Path::new("axes.toml")).unwrap();
    let other = Registry::from_toml(&changed("One", "Other"), Path::new("axes.toml")).unwrap();
    assert_ne!(one.version(), other.version());
    assert_eq!(Registry::embedded().version(), Registry::embedded().version());
}

#[test]
fn ground_is_held_for_the_days_that_the_registry_says() {
    let registry = Registry::embedded();
    let holder = |id: &str, day: &str| registry.holder(id, Some(day.parse().unwrap()));
    assert_eq!(holder("UA65100150010064384", "2022-06-01"), Some(Side::Russia), "Kherson in June 2022");
    assert_eq!(holder("UA65100150010064384", "2022-12-01"), None, "Kherson in December 2022");
    assert_eq!(holder("UA23080070010092407", "2023-05-24"), Some(Side::Russia), "Melitopol");
    assert_eq!(holder("UA12080050010010114", "2023-05-24"), None, "Nikopol");
    assert_eq!(registry.holder("UA01180710010062019", None), Some(Side::Russia), "Feodosia");
}

#[test]
fn held_ground_without_a_side_or_days_in_order_is_refused() {
    let held = |by: &str, to: &str| {
        let text = format!(
            "theatre = [\"UA\"]\naxis = []\n[[held]]\nby = \"{by}\"\nfrom = 2022-03-10\nto = {to}\nunits = [\"UA2308\"]\nsources = [\"x\"]\n"
        );
        Registry::from_toml(&text, Path::new("own.toml")).map(|_| ()).map_err(|error| error.to_string())
    };
    assert!(held("RU", "2022-11-10").is_ok());
    assert!(held("XX", "2022-11-10").unwrap_err().contains("neither \"UA\" nor \"RU\""));
    assert!(held("RU", "2022-01-10").unwrap_err().contains("is before"));
}

#[test]
fn features_and_places_of_no_register_lie_on_held_ground_too() {
    let reference = frontline::Reference::embedded();
    let holder = |id: &str, day: &str| reference.axes.holder(id, Some(day.parse().unwrap()));
    assert_eq!(holder("poi-belbek-airbase", "2024-01-31"), Some(Side::Russia));
    assert_eq!(holder("poi-melitopol-airbase", "2024-01-31"), Some(Side::Russia));
    assert_eq!(holder("poi-antonivskyi-bridge", "2024-01-31"), None);
}
