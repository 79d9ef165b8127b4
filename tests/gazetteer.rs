//! The gazetteer as a user meets it: names a newsroom uses, files of one's own, and `gazetteer find`.

use std::path::{Path, PathBuf};

use frontline::gazetteer::{Error, Gazetteer};
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
    let all = frontline::cli::gazetteer::find(&Gazetteer::embedded(), &names, &mut out).unwrap();
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
