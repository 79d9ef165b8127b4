//! Data sets of other projects: known by their columns, read by their crosswalks, and one event with what texts tell.

mod run;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use frontline::Reference;
use frontline::model::{Counted, DatePrecision, EventType, Outcome, Precision, Report, Side, Status};
use frontline::read::{Crosswalk, Entry, Error, Settings, documents, entries};
use run::{Folder, frontline};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/datasets").join(name)
}

/// The reports of an input, and what is wrong with it.
fn read(path: PathBuf, settings: &Settings) -> (Vec<Report>, Vec<Error>) {
    let (mut reports, mut errors) = (Vec::new(), Vec::new());
    for entry in entries(&[path], settings) {
        match entry {
            Ok(Entry::Report(report)) => reports.push(*report),
            Ok(Entry::Document(document)) => panic!("a document: {document:?}"),
            Err(error) => errors.push(error),
        }
    }
    (reports, errors)
}

fn reports(name: &str) -> (Vec<Report>, Vec<Error>) {
    read(sample(name), &Settings::default())
}

fn with_example() -> Settings {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/crosswalks/example.toml");
    Settings { crosswalks: vec![Arc::new(Crosswalk::read(&path).unwrap())], ..Settings::default() }
}

fn days(report: &Report) -> [String; 2] {
    [report.when.start, report.when.end].map(|day| day.unwrap().to_string())
}

#[test]
fn acled_is_read_with_its_actors_sources_and_precision() {
    let (reports, errors) = reports("acled.csv");
    assert_eq!(reports.len(), 3, "{errors:?}");
    let strike = &reports[0];
    assert_eq!(strike.event_type, EventType::Strike, "the weapon is open there");
    assert_eq!((strike.initiator.side, strike.target.side), (Side::Russia, Side::Civilians));
    assert_eq!(strike.counts[&Counted::Killed].best, 2);
    assert_eq!(strike.quotation.document, "ACLED/UKR900001");
    assert_eq!(strike.quotation.publisher.as_deref(), Some("ACLED"));
    assert!(strike.quotation.text.starts_with("On 23 May 2023"));
    let sides: Vec<_> = strike.claimants.iter().map(|claimant| (claimant.name.as_str(), claimant.side)).collect();
    assert_eq!(sides, [("Sample Staff", Side::Unknown), ("General Staff of Ukraine", Side::Ukraine)]);
    let clash = &reports[1];
    assert_eq!(clash.initiator.side, Side::Unknown, "actor1 and actor2 have no direction");
    assert!(clash.counts.is_empty(), "0 fatalities is no number");
    assert_eq!(
        (clash.when.precision, days(clash)),
        (DatePrecision::Week, ["2023-05-21", "2023-05-27"].map(Into::into))
    );
    assert_eq!((clash.location.precision, clash.location.uncertainty_m), (Precision::NearSettlement, 15_000.0));
    assert_eq!((reports[2].event_type, reports[2].outcome), (EventType::AirDefence, Outcome::Intercepted));
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|told| told.ends_with("passed by 1 rows: another country than the crosswalk keeps")),
        "{told:?}"
    );
    assert!(told.iter().any(|told| told.ends_with("passed by 1 rows: demonstrations")), "{told:?}");
}

#[test]
fn ucdp_gives_the_days_and_the_three_numbers() {
    let (reports, errors) = reports("ucdp.csv");
    assert_eq!((reports.len(), errors.len()), (2, 0), "{errors:?}");
    let battle = &reports[0];
    assert_eq!((battle.event_type, days(battle)), (EventType::Clash, ["2023-05-21", "2023-05-23"].map(Into::into)));
    let killed = battle.counts[&Counted::Killed];
    assert_eq!((killed.low, killed.best, killed.high), (9, 12, Some(20)));
    assert_eq!(battle.location.place.name, "Bakhmut");
    let harm = &reports[1];
    assert_eq!((harm.event_type, harm.initiator.side), (EventType::CivilianHarm, Side::Russia));
    assert_eq!(harm.location.precision, Precision::Region, "no point is known");
}

#[test]
fn viina_is_read_with_its_labels_wherever_they_stand() {
    for name in ["event_info_latest_2023.csv", "event_1pd_latest_2023.csv"] {
        let (reports, errors) = reports(name);
        assert_eq!(reports.len(), 2, "{name}: {errors:?}");
        assert_eq!((reports[0].event_type, reports[0].initiator.side), (EventType::Strike, Side::Russia));
        assert_eq!(reports[0].quotation.url.as_deref(), Some("https://news.example/11"));
        assert_eq!(days(&reports[0]), ["2023-05-22", "2023-05-23"], "the day is that of the report");
        assert_eq!((reports[1].event_type, reports[1].location.precision), (EventType::AirDefence, Precision::Region));
        assert!(errors.iter().any(|error| error.to_string().contains("not about military operations")), "{errors:?}");
    }
}

#[test]
fn labels_are_read_with_their_file_and_missed_without_it() {
    let (reports, errors) = reports("event_labels_latest_2023.csv");
    assert!(reports.is_empty() && matches!(errors[..], [Error::Labels { .. }]), "{errors:?}");
    let folder = Folder::new();
    let alone =
        folder.write("event_info_latest_2023.csv", std::fs::read(sample("event_info_latest_2023.csv")).unwrap());
    let (reports, errors) = read(alone, &Settings::default());
    assert!(reports.is_empty());
    assert!(errors[0].to_string().contains("put ") && errors[0].to_string().contains("event_labels_latest_2023.csv"));
}

#[test]
fn timemap_is_read_with_the_spot_and_without_inventing_one() {
    let (reports, errors) = reports("timemap.json");
    assert_eq!(reports.len(), 2);
    assert_eq!((reports[0].event_type, reports[0].target.side), (EventType::MissileStrike, Side::Civilians));
    assert_eq!(reports[0].quotation.url.as_deref(), Some("https://social.example/1"));
    assert_eq!(reports[1].quotation.url, None, "a hidden source is no address");
    assert_eq!(reports[0].location.place.name, "Kramatorsk");
    assert_eq!(reports[0].location.uncertainty_m, 500.0);
    let told = errors[0].to_string();
    assert!(errors.len() == 1 && told.contains(", item 3") && told.contains("latitude `` is not degrees"), "{told}");
}

#[test]
fn points_are_read_with_a_crosswalk_of_ones_own_and_not_without() {
    let (none, errors) = reports("points.geojson");
    assert!(none.is_empty());
    assert!(
        errors[0].to_string().contains("no crosswalk knows their columns (category, date, description"),
        "{errors:?}"
    );
    let (found, errors) = read(sample("points.geojson"), &with_example());
    assert_eq!((found.len(), errors.len()), (1, 1), "{errors:?}");
    assert_eq!((found[0].event_type, days(&found[0])), (EventType::DroneStrike, ["2023-05-23"; 2].map(Into::into)));
    let placed = frontline::placed(&found[0], &Reference::embedded());
    assert_eq!(placed.location.place.name, "Ivanivske", "the village around the spot");
    assert_eq!(placed.location.place.position.unwrap().lon(), 37.93011, "drawn on the spot itself");
    assert_eq!(placed.axis.as_deref(), Some("bakhmut"));
}

#[test]
fn what_a_data_set_and_a_text_tell_of_one_happening_is_one_event() {
    let reference = Reference::embedded();
    let folder = Folder::new();
    let text = folder.write(
        "evening.jsonl",
        r#"{"id": "t", "published": "2023-05-24", "source": "Herald", "text": "On May 23, 2023, Russian artillery shelled Kramatorsk and two people were killed."}"#,
    );
    let document = documents(&[text], &Settings::default()).next().unwrap().unwrap();
    let mut all = frontline::coding(&document, &reference).reports;
    let (rows, _) = reports("acled.csv");
    all.push(frontline::placed(&rows[0], &reference));
    let drawing = frontline::drawing(all);
    let events: Vec<_> = drawing.days.iter().flat_map(|day| day.events()).collect();
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0].status, Status::Corroborated);
    let mut publishers: Vec<_> = events[0].reports.iter().filter_map(|r| r.quotation.publisher.as_deref()).collect();
    publishers.sort_unstable();
    assert_eq!(publishers, ["ACLED", "Herald"]);
    assert_eq!(events[0].best().event_type, EventType::Shelling, "the more exact telling leads");
}

#[test]
fn places_are_those_of_the_gazetteer_where_it_knows_them() {
    let reference = Reference::embedded();
    let place = |name: &str, row: usize| {
        let report = frontline::placed(&reports(name).0[row], &reference);
        let place = &report.location.place;
        format!("{} {}", place.id, place.name)
    };
    assert_eq!(place("acled.csv", 0), "UA14120090010038661 Kramatorsk");
    assert_eq!(place("acled.csv", 1), "UA14020010100058978 Ivanivske");
    assert!(place("acled.csv", 2).ends_with("Kharkiv Oblast"), "{}", place("acled.csv", 2));
    assert!(place("ucdp.csv", 0).ends_with("Bakhmut"));
    assert!(place("ucdp.csv", 1).ends_with("Kherson Oblast"), "{}", place("ucdp.csv", 1));
    assert!(place("event_info_latest_2023.csv", 0).ends_with("Vovchansk"));
}

#[test]
fn a_bad_row_is_told_with_its_line_and_the_rest_is_read() {
    let sound = std::fs::read_to_string(sample("acled.csv")).unwrap();
    let lines: Vec<&str> = sound.lines().collect();
    let bad = |from: &str, to: &str| {
        let broken = lines[1].replacen(from, to, 1);
        assert_ne!(broken, lines[1], "{from}");
        let folder = Folder::new();
        let path = folder.write("a.csv", [lines[0], &broken, lines[2]].join("\n"));
        let (reports, errors) = read(path, &Settings::default());
        assert_eq!(reports.len(), 1, "{errors:?}");
        errors[0].to_string()
    };
    for (from, to, expected) in [
        ("2023-05-23", "spring", "a.csv:2: event_date `spring` is not a day"),
        ("48.7389", "north", "latitude `north` is not degrees"),
        ("48.7389", "148.7389", "latitude `148.7389` is not a point on Earth"),
        ("48.7389,37.5848", "0,0", "latitude `0` is not a known point"),
        (
            "Shelling/artillery/missile attack",
            "Laser",
            "no rule of the crosswalk for the type of this row: event_type `Explosions/Remote violence`, sub_event_type `Laser`",
        ),
        ("37.5848,1,", "37.5848,7,", "no rule of the crosswalk for the place of this row: geo_precision `7`"),
        (",2,,1684999999", ",many,,1684999999", "fatalities `many` is not a number"),
        ("UKR900001,", "UKR900001,,", "the row has 32 fields, the header 31"),
    ] {
        let told = bad(from, to);
        assert!(told.contains("a.csv:2: ") && told.contains(expected), "{told}");
    }
}

#[test]
fn a_json_data_set_that_is_cut_short_or_broken_inside_gives_what_it_can() {
    let sound = std::fs::read_to_string(sample("timemap.json")).unwrap();
    let folder = Folder::new();
    let cut = folder.write("cut.json", &sound[..sound.rfind("CIV9003").unwrap()]);
    let (reports, errors) = read(cut, &Settings::default());
    assert!(reports.len() == 2 && matches!(errors[..], [Error::CutShort { .. }]), "{errors:?}");
    let broken = folder.write("broken.json", sound.replacen("\"id\": \"CIV9002\"", "\"id\": CIV9002", 1));
    let (reports, errors) = read(broken, &Settings::default());
    assert!(reports.len() == 1 && matches!(errors[0], Error::Json { .. }), "{errors:?}");
}

#[test]
fn a_data_set_among_documents_is_passed_by_where_documents_are_wanted() {
    let found: Vec<_> = documents(&[sample("acled.csv")], &Settings::default()).collect();
    assert!(matches!(found[..], [Err(Error::DataSet { .. })]), "{found:?}");
}

#[test]
fn a_crosswalk_says_what_is_wrong_with_it() {
    let example = include_str!("../data/crosswalks/example.toml");
    let message = |text: &str| {
        let error = Crosswalk::from_toml(text, Path::new("own.toml")).unwrap_err();
        format!("{error} {:?}", std::error::Error::source(&error).map(ToString::to_string))
    };
    for (from, to, expected) in [
        ("type = \"shelling\"", "type = \"shelled\"", "`shelled` is no code of ours"),
        ("precision = \"settlement\"", "precision = \"exact\"", "`exact` is no code of ours"),
        ("confidence = 0.9", "confidence = 9", "confidence: 9 is not between 0 and 1"),
        ("note = ", "notes = ", "unknown field `notes`"),
        ("type = \"other\"", "", "needs either `type` or `pass_by`"),
        (
            "columns = [\"latitude\", \"longitude\", \"date\", \"description\", \"category\"]",
            "columns = []",
            "name at least one",
        ),
    ] {
        let told = message(&example.replacen(from, to, 1));
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn data_sets_and_texts_are_mapped_together() {
    let folder = Folder::new();
    let text = folder.write("a.txt", "2023-05-24\n\nOvernight a missile hit an apartment block in Kramatorsk.\n");
    let out = folder.path("layers");
    let ran = frontline([
        "map".as_ref(),
        sample("acled.csv").as_os_str(),
        sample("points.geojson").as_os_str(),
        text.as_os_str(),
        "--crosswalk".as_ref(),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("data/crosswalks/example.toml").as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    assert!(ran.printed.contains("documents         1  read\nrows              4  of data sets"), "{}", ran.printed);
    assert!(ran.printed.contains("3 rows not meant to be read"), "{}", ran.printed);
    let layer = std::fs::read_to_string(out.join("2023-05-23/bakhmut.geojson")).unwrap();
    assert!(layer.contains("37.93011") && layer.contains("\"Geolocations\""), "{layer}");
}
