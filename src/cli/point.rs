//! A point on the command line: degrees, or the name or id of a place; and a distance.

use std::cmp::Reverse;
use std::str::FromStr;

use anyhow::bail;

use crate::cli::plain;
use crate::gazetteer::Gazetteer;
use crate::model::{Candidate, Form, Kind, PlaceId, Position};

/// Places listed of a name that several share.
const LISTED: usize = 10;

/// A point as it is given.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Near {
    /// Degrees north, degrees east.
    Point(Position),
    /// The name or the id of a place.
    Place(String),
}

impl FromStr for Near {
    type Err = String;

    fn from_str(text: &str) -> Result<Near, String> {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let [lat, lon] = parts[..] else { return Ok(Near::Place(text.to_owned())) };
        match (lat.parse(), lon.parse()) {
            (Ok(lat), Ok(lon)) => Position::from_lat_lon(lat, lon).map(Near::Point).map_err(|error| error.to_string()),
            (Err(_), Err(_)) => Ok(Near::Place(text.to_owned())),
            _ => Err("must be two numbers: latitude,longitude".to_owned()),
        }
    }
}

impl Near {
    /// Where it is. A name must mean one place: several are listed, never guessed among.
    ///
    /// # Errors
    /// When a name means no place with a position, or several.
    pub(super) fn position<'g>(
        &self,
        gazetteer: impl FnOnce() -> anyhow::Result<&'g Gazetteer>,
    ) -> anyhow::Result<Position> {
        let name = match self {
            Near::Point(position) => return Ok(*position),
            Near::Place(name) => name,
        };
        let gazetteer = gazetteer()?;
        let places = places(name, gazetteer);
        match places[..] {
            [place] => Ok(gazetteer.position(place).expect("only places with a position are taken")),
            [] => bail!("{}: no settlement of that name has a position; give latitude,longitude", plain(name)),
            _ => bail!("{}: {}", plain(name), listed(&places, gazetteer)),
        }
    }
}

/// The settlements and spots that a name can mean, the largest first: those that bear it as it is given or bore it once,
/// before those of which it is another spelling or form.
fn places(name: &str, gazetteer: &Gazetteer) -> Vec<PlaceId> {
    let is_spot = |place: &PlaceId| {
        matches!(gazetteer.kind(*place), Kind::Settlement | Kind::Poi) && gazetteer.position(*place).is_some()
    };
    if let Some(place) = gazetteer.by_id(name).filter(is_spot) {
        return vec![place];
    }
    let mut spots = gazetteer.candidates(name);
    spots.retain(|candidate| is_spot(&candidate.place));
    let wanted = name.to_lowercase();
    let bears_it = |candidate: &Candidate| {
        let place = gazetteer.place(candidate.place);
        let names = [&place.name, &place.name_uk, &place.name_ru];
        candidate.form == Form::Old || names.iter().any(|known| known.to_lowercase() == wanted)
    };
    if spots.iter().any(bears_it) {
        spots.retain(bears_it);
    }
    let mut places: Vec<PlaceId> = spots.into_iter().map(|candidate| candidate.place).collect();
    places.sort_by_key(|place| Reverse(gazetteer.population(*place).unwrap_or(0)));
    places
}

fn listed(places: &[PlaceId], gazetteer: &Gazetteer) -> String {
    let rows = places.iter().take(LISTED).map(|place| {
        let place = gazetteer.place(*place);
        let within: Vec<&str> = [&*place.admin2, &place.admin1].into_iter().filter(|name| !name.is_empty()).collect();
        plain(&format!("{} ({}, {})", place.id, place.name, within.join(", ")))
    });
    let rows: Vec<String> = rows.collect();
    let more = places.len().saturating_sub(LISTED);
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    format!("{} places of that name; give the id of one: {}{more}", places.len(), rows.join("; "))
}

/// A distance with its unit, in metres.
pub(super) fn distance_m(text: &str) -> Result<f64, String> {
    let wrong = || "must be a distance with its unit: 25km or 800m".to_owned();
    let text = text.trim();
    let (number, unit_m) = match (text.strip_suffix("km"), text.strip_suffix('m')) {
        (Some(number), _) => (number, 1_000.0),
        (None, Some(number)) => (number, 1.0),
        (None, None) => return Err(wrong()),
    };
    let number: f64 = number.trim().parse().map_err(|_| wrong())?;
    if number.is_finite() && number >= 0.0 { Ok(number * unit_m) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_says_its_unit() {
        assert_eq!(distance_m("25km"), Ok(25_000.0));
        assert_eq!(distance_m("0.5 km"), Ok(500.0));
        assert_eq!(distance_m("800m"), Ok(800.0));
        for wrong in ["25", "km", "-1km", "infkm", "25 miles", "NaNm"] {
            assert!(distance_m(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn two_numbers_are_a_point_and_everything_else_a_name() {
        assert_eq!("48.5,38".parse(), Ok(Near::Point(Position::from_lat_lon(48.5, 38.0).unwrap())));
        assert_eq!("Bakhmut".parse(), Ok(Near::Place("Bakhmut".to_owned())));
        assert!("148.5,38".parse::<Near>().is_err());
        assert!("48.5,x".parse::<Near>().is_err());
    }

    #[test]
    fn a_name_that_several_places_bear_is_listed_and_not_guessed() {
        let gazetteer = Gazetteer::embedded();
        let position = |name: &str| name.parse::<Near>().unwrap().position(|| Ok(&gazetteer));
        let bakhmut = position("Bakhmut").unwrap();
        assert!(bakhmut.distance_m(Position::from_lat_lon(48.59, 38.0).unwrap()) < 5_000.0);
        assert_eq!(position("бахмут").unwrap(), bakhmut);
        let several = position("Ivanivske").unwrap_err().to_string();
        assert!(several.contains("UA14020010100058978"), "{several}");
        assert!(position("UA14020010100058978").is_ok());
        assert!(position("Qqqqzzzz").is_err());
        let former = position("Красный Лиман").unwrap_err().to_string();
        let (city, village) = (former.find("UA14120110010088407"), former.find("UA14160150020097771"));
        assert!(city.is_some() && city < village, "{former}");
    }
}
