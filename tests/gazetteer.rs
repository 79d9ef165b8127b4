//! The gazetteer as a user meets it: names a newsroom uses, files of one's own, and `gazetteer find`.

use std::path::{Path, PathBuf};

use frontline::cli::gazetteer::{Format, Wanted, find};
use frontline::gazetteer::{Error, Gazetteer, faults};
use frontline::model::{Form, Position, PositionBasis};

/// A table of one's own, in a folder that goes away with it.
struct Table(PathBuf);

impl Table {
    fn new(name: &str, text: &str) -> Table {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("gazetteer-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("own.tsv");
        std::fs::write(&path, text).unwrap();
        Table(path)
    }

    fn opened(&self) -> Result<Gazetteer, Error> {
        Gazetteer::embedded().with_files(std::slice::from_ref(&self.0))
    }

    fn fault(&self) -> String {
        match self.opened() {
            Ok(_) => String::from("no fault"),
            Err(error) => error.to_string().replace(&self.0.display().to_string(), "own.tsv"),
        }
    }
}

const HEAD: &str = "id\tname\tname_uk\tkind\tcountry\tadmin1\tlatitude\tlongitude\tposition\n";

fn found(names: &[&str]) -> (bool, String) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut out = Vec::new();
    let all = find(&Gazetteer::embedded(), &names, &Wanted::ANY, &mut out).unwrap();
    (all, String::from_utf8(out).unwrap())
}

#[test]
fn spellings_that_must_be_found_are_found_in_their_oblast() {
    let gazetteer = Gazetteer::embedded();
    let names = [
        ("Vuhledar", "UA14"),
        ("Lyman", "UA14"),
        ("Kupiansk", "UA63"),
        ("Kupyansk", "UA63"),
        ("Kupjansk", "UA63"),
        ("Avdiivka", "UA14"),
        ("Avdiyivka", "UA14"),
        ("Avdeevka", "UA14"),
        ("Marinka", "UA14"),
        ("Maryinka", "UA14"),
        ("Mar'inka", "UA14"),
        ("Mariinka", "UA14"),
        ("Opytne", "UA14"),
        ("Ivanhrad", "UA14"),
        ("Ivangrad", "UA14"),
        ("Torske", "UA14"),
        ("Yampil", "UA14"),
        ("Bakhmutske", "UA14"),
        ("Ozarianivka", "UA14"),
        ("Ozaryanivka", "UA14"),
        ("Beryslav", "UA65"),
        ("Mykolaiv", "UA48"),
        ("Kherson", "UA65"),
        ("Cherson", "UA65"),
        ("Charkiw", "UA63"),
        ("Saporischschja", "UA23"),
        ("Zaporizhia", "UA23"),
        ("Kiev", "UA80"),
        ("Krasnyi Lyman", "UA14"),
        ("Ugledar", "UA14"),
        ("Вугледар", "UA14"),
        ("Угледар", "UA14"),
        ("Артемовск", "UA14"),
        ("Dzerzhynsk", "UA14"),
        ("Toretsk", "UA14"),
        ("Авдеевка", "UA14"),
        ("Vovchansk", "UA63"),
        ("Volchansk", "UA63"),
        ("Bezliudivka", "UA63"),
        ("Сєвєродонецьку", "UA44"),
    ];
    for (name, oblast) in names {
        let candidates = gazetteer.candidates(name);
        assert!(candidates.iter().any(|one| gazetteer.id(one.place).starts_with(oblast)), "{name}");
    }
}

#[test]
fn russian_border_settlements_are_found_when_their_tables_are_there() {
    let gazetteer = Gazetteer::embedded();
    let is_there = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer/ru/RU-BEL.tsv").exists();
    for name in ["Grayvoron", "Graivoron", "Shebekino", "Шебекино", "Шебекине", "Новой Таволжанке", "Gora-Podol"]
    {
        let is_russian = |one: &frontline::model::Candidate| gazetteer.country(one.place) == "RU";
        assert_eq!(gazetteer.candidates(name).iter().any(is_russian), is_there, "{name}");
    }
}

#[test]
fn a_place_of_ones_own_is_found_in_every_case_form() {
    let table = Table::new(
        "added",
        &format!("{HEAD}# mine\nmy-1\tVyhadailivka\tВигадайлівка\tpoi\tUA\tUA14\t48.5\t38.25\tguess\n"),
    );
    let gazetteer = table.opened().unwrap();
    let id = gazetteer.by_id("my-1").unwrap();
    for name in ["Vyhadailivka", "Вигадайлівка", "Вигадайлівці", "Вигадайлівкою"] {
        assert_eq!(
            gazetteer.candidates(name).first().map(|one| (one.place, one.form)),
            Some((id, Form::Name)),
            "{name}"
        );
    }
    let place = gazetteer.place(id);
    assert_eq!(place.position, Some(Position::from_lat_lon(48.5, 38.25).unwrap()));
    assert_eq!((place.basis, place.admin1.as_str()), (PositionBasis::Guess, "Donetsk Oblast"));
    assert_ne!(gazetteer.version(), Gazetteer::embedded().version());
}

#[test]
fn a_row_with_a_known_id_replaces_it() {
    let bakhmut = "UA14020010010059145";
    let table =
        Table::new("replaced", &format!("{HEAD}{bakhmut}\tNewname\tНовоназва\tsettlement\tUA\tUA14\t48\t38\town\n"));
    let gazetteer = table.opened().unwrap();
    let id = gazetteer.by_id(bakhmut).unwrap();
    assert_eq!(gazetteer.place(id).name, "Newname");
    assert!(gazetteer.candidates("Бахмут").iter().all(|one| gazetteer.id(one.place) != bakhmut));
    assert_eq!(gazetteer.candidates("Новоназвою")[0].place, id);
}

#[test]
fn a_bad_table_is_refused_with_line_column_and_reason() {
    let faults = [
        ("id\tnom\n", "own.tsv:1: name: the header row has no column \"name\" (are the columns separated by tabs?)"),
        (
            "id\tname\tlatitude\tlongitude\n\nx\tX\t91\t1\n",
            "own.tsv:3: latitude: \"91\" is no number of degrees from -90 to 90",
        ),
        ("id\tname\tlatitude\tlongitude\nx\tX\t9\n", "own.tsv:2: longitude: missing beside a latitude"),
        ("id\tname\nx\t\n", "own.tsv:2: name: must not be empty"),
        ("id\tname\tpopulation\nx\tX\tmany\n", "own.tsv:2: population: \"many\" is no count of inhabitants"),
    ];
    for (text, expected) in faults {
        assert_eq!(Table::new("bad", text).fault(), expected);
    }
}

#[test]
fn find_tells_where_every_place_of_a_name_is() {
    let (all, text) = found(&["Bakhmut", "Ivanivka"]);
    assert!(all);
    assert!(text.contains("UA14020010010059145  Bakhmut"), "{text}");
    assert!(text.lines().filter(|line| line.contains("Ivanivka")).count() > 30, "{text}");
}

#[test]
fn find_lists_the_nearest_names_when_there_is_none() {
    let (all, text) = found(&["Bakhmukt"]);
    assert!(!all);
    assert!(text.starts_with("Bakhmukt: no place of that name; one letter away: "), "{text}");
    assert!(text.contains("UA14020010010059145"), "{text}");
}

#[test]
fn a_name_is_looked_for_near_a_point_and_in_an_oblast() {
    let gazetteer = Gazetteer::embedded();
    let ids = |wanted: &Wanted| -> Vec<(String, Option<f64>)> {
        let mut out = Vec::new();
        find(&gazetteer, &["Lyman".to_owned()], wanted, &mut out).unwrap();
        let line: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let places = line["places"].as_array().unwrap().iter();
        places.map(|place| (place["place_id"].as_str().unwrap().to_owned(), place["distance_km"].as_f64())).collect()
    };
    let all = ids(&Wanted { format: Format::Json, ..Wanted::ANY });
    let in_kharkiv = ids(&Wanted { oblast: gazetteer.by_id("UA63"), format: Format::Json, ..Wanted::ANY });
    assert!(in_kharkiv.len() < all.len() && in_kharkiv.iter().all(|(id, _)| id.starts_with("UA63")), "{in_kharkiv:?}");
    let near = Some((Position::from_lat_lon(48.99, 37.82).unwrap(), 20_000.0));
    let found = ids(&Wanted { near, format: Format::Json, ..Wanted::ANY });
    assert!(!found.is_empty() && found.len() < all.len());
    assert!(found.iter().all(|(_, km)| km.is_some_and(|km| km <= 20.0)) && found.is_sorted_by_key(|(_, km)| *km));
}

#[test]
fn a_check_tells_every_fault_with_its_line() {
    let gazetteer = Gazetteer::embedded();
    let head = "id\tname\tname_uk\tkind\tcountry\tadmin1\tlatitude\tlongitude\n";
    let found = |rows: &str| -> Vec<String> {
        let faults = faults(&format!("{head}{rows}"), &gazetteer);
        faults.iter().map(|fault| format!("{}: {fault}", fault.line)).collect()
    };
    assert_eq!(found("a\tNovyi\tНовий\tsettlement\tUA\tUA14\t48\t37.5\n"), [""; 0]);
    for (row, expected) in [
        ("a\tNovyi\tНовiй\tsettlement\tUA\tUA14\t48\t37.5\n", "holds 'i', which is not Cyrillic"),
        ("a\tNovyi\t\tsettlement\tUA\tUA14\t37.5\t48\n", "latitude and longitude are swapped"),
        ("a\tNovyi\t\tsettlement\tUkraine\tUA14\t48\t37.5\n", "country: \"Ukraine\" is no code"),
        ("a\tNovyi\t\tsettlement\tUA\tUA99\t48\t37.5\n", "admin1: no place has the id \"UA99\""),
        ("a\tNovyi\t\tsettlement\tUA\tUA14\t\t\n", "a settlement without a position"),
        ("a\tNovyi\t\ttown\tUA\tUA14\t48\t37.5\n", "kind: \"town\" is none of"),
        ("a\tBakhmut\t\tsettlement\tUA\tUA14\t48.5920\t37.9840\n", "at the same place as UA14020010010059145"),
    ] {
        let found = found(row);
        assert!(
            found.len() == 1 && found[0].starts_with("2: ") && found[0].contains(expected),
            "{expected}: {found:?}"
        );
    }
    let twice = "a\tNovyi\t\tpoi\tUA\t\t48\t37\n\n# mine\na\tNovyi\t\tpoi\tUA\t\t48\t37\nb\t\t\tpoi\tUA\t\t48\t37\n";
    assert_eq!(found(twice), ["5: id: \"a\" stands in line 2 already", "6: name: must not be empty"]);
}
