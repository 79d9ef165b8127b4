//! Tests of the import on small tables.

use super::*;
use crate::gazetteer::Gazetteer;
use crate::model::PlaceId;

/// A line of a GeoNames dump.
fn line(number: u32, (name, names): (&str, &str), (lat, lon): (f64, f64), code: &str, admin: [&str; 3]) -> String {
    let class = if code.starts_with("ADM") { "A" } else { "P" };
    let [one, two, three] = admin;
    format!(
        "{number}\t{name}\t{name}\t{names}\t{lat}\t{lon}\t{class}\t{code}\tUA\t\t{one}\t{two}\t{three}\t\t120\t\t90\tEurope/Kyiv\t2022-10-27\n"
    )
}

fn donetsk() -> String {
    line(709716, ("Donetska Oblast", "Donetsk Oblast,Донецька область"), (48.0, 37.5), "ADM1", ["05", "", ""])
}

fn imported(dump: &str) -> Import {
    let read = geonames(dump, &Alternates::default());
    assert_eq!(read.faults, []);
    import(read.rows, &Gazetteer::embedded())
}

fn position(gazetteer: &Gazetteer, id: &str) -> (f64, f64) {
    let position = gazetteer.by_id(id).and_then(|place: PlaceId| gazetteer.position(place)).unwrap();
    (position.lat(), position.lon())
}

#[test]
fn a_place_of_ours_is_linked_whatever_name_it_goes_by() {
    let bakhmut = "UA14020010010059145";
    let (lat, lon) = position(&Gazetteer::embedded(), bakhmut);
    let dump = donetsk() + &line(713174, ("Artemivsk", "Артемівськ"), (lat + 0.005, lon), "PPLA2", ["05", "", ""]);
    let found = imported(&dump);
    let ours: Vec<&str> = found.links.iter().map(|link| link.ours.as_str()).collect();
    assert_eq!(ours, ["UA14", bakhmut]);
    assert!(found.links[1].distance_m.is_some_and(|metres| (500.0..600.0).contains(&metres)));
    assert_eq!((found.places.len(), found.conflicts.len()), (0, 0));
}

#[test]
fn a_place_that_is_new_lies_in_our_oblast() {
    let dump = donetsk() + &line(1, ("Vyhadailivka", "Вигадайлівка"), (48.5, 38.25), "PPL", ["05", "", ""]);
    let found = imported(&dump);
    let row = &found.places[0];
    assert_eq!((row.id.as_str(), row.admin[0].as_str(), row.name_uk.as_str()), ("geonames-1", "UA14", "Вигадайлівка"));
    assert_eq!((row.position, row.population), (Some((485_000_000, 382_500_000)), Some(120)));
}

#[test]
fn one_name_farther_than_three_kilometres_is_a_conflict_and_is_not_added() {
    let bakhmut = "UA14020010010059145";
    let (lat, lon) = position(&Gazetteer::embedded(), bakhmut);
    let found = imported(&line(1, ("Bakhmut", ""), (lat + 0.1, lon), "PPL", ["", "", ""]));
    assert_eq!(found.places, []);
    assert_eq!(found.conflicts[0].link.ours, bakhmut);
    assert!(found.conflicts[0].link.distance_m.is_some_and(|metres| (11_000.0..11_300.0).contains(&metres)));
}

#[test]
fn a_place_known_only_by_its_district_gets_a_position_and_keeps_its_names() {
    let gazetteer = Gazetteer::embedded();
    let is_alone = |place: &PlaceId| {
        let same = gazetteer.candidates(gazetteer.name(*place)).len() == 1;
        same && gazetteer.basis(*place) == crate::model::PositionBasis::DistrictCentre
    };
    let ours = (0..gazetteer.len()).map(PlaceId).find(is_alone).expect("some are known by their district alone");
    let (id, name) = (gazetteer.id(ours), gazetteer.name(ours));
    let (lat, lon) = position(&gazetteer, id);
    let found = imported(&line(1, (name, ""), (lat + 0.1, lon), "PPL", ["", "", ""]));
    assert_eq!((found.located, found.places.len()), (1, 1));
    let row = &found.places[0];
    assert_eq!((row.id.as_str(), row.name_uk.as_str()), (id, gazetteer.place(ours).name_uk.as_str()));
    assert_eq!(row.position.map(|(lat, _)| lat), Some(((lat + 0.1) * 1e7).round() as i32));
}

#[test]
fn a_line_that_is_none_is_told_with_its_number_and_the_rest_is_read() {
    let dump = format!("1\tx\n{}{}", donetsk(), line(2, ("X", ""), (95.0, 1.0), "PPL", ["", "", ""]));
    let read = geonames(&dump, &Alternates::default());
    let faults: Vec<(usize, String)> = read.faults.iter().map(|fault| (fault.line, fault.to_string())).collect();
    let columns = "2 columns; a line of a GeoNames dump has 19".to_owned();
    assert_eq!(faults, [(1, columns), (3, "latitude: \"95\" is no number of degrees".to_owned())]);
    assert_eq!(read.rows.len(), 1);
}

#[test]
fn alternate_names_give_a_name_its_language_and_its_time() {
    let text = "1\t7\ten\tOldtown\t\t\t\t1\t\t\n2\t7\tuk\tМісто\t\t\t\t\t\t\n3\t7\tlink\thttps://x\t\t\t\t\t\t\n\
        4\t7\tru\tГорд\t\t\t\t\t\t\n5\t7\tru\tГород\t1\t\t\t\t\t\n6\t7\ten\tNick\t\t\t1\t\t\t\nbroken\n";
    let (alternates, faults) = Alternates::read(text);
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [7]);
    let read = geonames(&line(7, ("Misto", ""), (48.0, 38.0), "PPL", ["", "", ""]), &alternates);
    let row = &read.rows[0];
    assert_eq!((row.name_uk.as_str(), row.name_ru.as_str()), ("Місто", "Город"));
    assert_eq!((&row.old_names[..], &row.other_names[..]), (&["Oldtown".to_owned()][..], &["Горд".to_owned()][..]));
}

#[test]
fn openstreetmap_s_tags_are_known_by_their_header() {
    let table = "@id,@lat,@lon,place,name,name:en,name:ru,old_name,alt_name\n\
        12,48.5,38.25,village,Нове,Nove,Новое,Старе;Колишнє,\"Ново, мале\"\n13,48,38,farm,Ферма,,,,\n";
    let read = mapped(table, &Columns::guessed(table.lines().next().unwrap()));
    assert_eq!((read.rows.len(), read.faults.len()), (1, 0));
    let row = &read.rows[0];
    assert_eq!((row.id.as_str(), row.name.as_str(), row.name_ru.as_str()), ("osm12", "Nove", "Новое"));
    assert_eq!(row.old_names, ["Старе", "Колишнє"]);
    assert_eq!(row.other_names, ["Нове", "Ново, мале"]);
}

#[test]
fn what_is_written_is_read_again_as_it_was() {
    let found =
        imported(&line(1, ("Vyhadai\u{b}livka", "Вигадайлівка,Novyi,Vyhad"), (48.5, 38.25), "PPL", ["", "", ""]));
    let mut out = Vec::new();
    places(&mut out, &found.places).unwrap();
    let again = crate::gazetteer::index::table::rows(&String::from_utf8(out).unwrap()).unwrap();
    assert_eq!(again, found.places);
}
