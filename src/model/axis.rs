//! A direction of attack, dated.

use jiff::civil::Date;

use crate::model::{Position, Side};

/// A town that defines an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// The gazetteer's lasting id.
    pub place_id: String,
    /// Where it is, once joined with the gazetteer.
    pub position: Option<Position>,
}

/// How an axis stands to the ground beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// One sector of the front.
    Front,
    /// Several sectors at once: an operational direction, an offensive, a zone in the other side's reports.
    Wide,
    /// Ground along a state border, where the defining towns stand far apart.
    Border,
}

/// One row of the registry: a name, for the days it meant this ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Lasting id, lower case with underscores: `siversk_town`.
    pub id: String,
    /// English name without the word "direction".
    pub name: String,
    /// Every spelling in three languages, as an analyst would write it (adjectives in the nominative).
    pub spellings: Vec<String>,
    /// How it stands to the ground beside it.
    pub ground: Ground,
    /// Where the attacks go that it is named for, in degrees clockwise from north; none where no one direction prevails.
    pub toward: Option<u16>,
    /// Whose reports use the name; empty when the row is our own definition.
    pub announced_by: Vec<Side>,
    /// First day in use, or a bound for it.
    pub from: Date,
    /// Whether `from` is only a bound.
    pub from_is_bound: bool,
    /// Last day in use, none while it still is.
    pub to: Option<Date>,
    /// Whether `to` is only a bound.
    pub to_is_bound: bool,
    /// The corridor that the axis belongs to through the years.
    pub corridor: String,
    /// What it became, by id.
    pub became: Vec<String>,
    /// The towns that define it.
    pub towns: Vec<Town>,
    /// Where its days and its ground come from.
    pub sources: Vec<String>,
}

impl Axis {
    /// Whether the name meant this ground on that day, give or take `slack_days`.
    pub fn is_in_use(&self, day: Date, slack_days: i32) -> bool {
        let days = |from: Date, to: Date| (to - from).get_days();
        days(self.from, day) >= -slack_days && self.to.is_none_or(|to| days(day, to) >= -slack_days)
    }

    /// A straight line across the ground of its towns, as long as they lie apart: in the direction of the attacks, from
    /// behind, or along the towns where none prevails. It is a scheme: no attack was seen to take this way.
    /// None when fewer than two towns have a position, or all stand on one spot.
    pub fn line(&self) -> Option<[Position; 2]> {
        let spots: Vec<Position> = self.towns.iter().filter_map(|town| town.position).collect();
        let number = spots.len() as f64;
        let mean = |degrees: fn(Position) -> f64| spots.iter().map(|spot| degrees(*spot)).sum::<f64>() / number;
        let (lat, lon) = (mean(Position::lat), mean(Position::lon));
        // Degrees of latitude on a plane that touches the middle: good to a few metres over the width of an axis.
        let shrink = lat.to_radians().cos();
        let plane: Vec<[f64; 2]> = spots.iter().map(|spot| [(spot.lon() - lon) * shrink, spot.lat() - lat]).collect();
        let [east, north] = self.toward.map_or_else(
            || longest(&plane),
            |degrees| {
                let (sine, cosine) = f64::from(degrees).to_radians().sin_cos();
                [sine, cosine]
            },
        );
        let along = plane.iter().map(|[x, y]| x * east + y * north);
        let (first, last) = along.fold((0.0_f64, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        let point = |at: f64| Position::from_lat_lon(lat + at * north, lon + at * east / shrink).ok();
        (last > first).then(|| Some([point(first)?, point(last)?])).flatten()
    }
}

/// The direction in which points around the origin lie farthest apart (their first principal axis), to the east.
fn longest(points: &[[f64; 2]]) -> [f64; 2] {
    let sum = |product: fn(&[f64; 2]) -> f64| points.iter().map(product).sum::<f64>();
    let (xx, yy, xy) = (sum(|[x, _]| x * x), sum(|[_, y]| y * y), sum(|[x, y]| x * y));
    let angle = (2.0 * xy).atan2(xx - yy) / 2.0;
    [angle.cos(), angle.sin()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An axis with towns at these degrees north and east.
    fn axis(toward: Option<u16>, towns: &[(f64, f64)]) -> Axis {
        let town = |&(lat, lon): &(f64, f64)| Town {
            place_id: String::new(),
            position: Some(Position::from_lat_lon(lat, lon).unwrap()),
        };
        Axis {
            id: "made_up".into(),
            name: "Made up".into(),
            spellings: Vec::new(),
            ground: Ground::Front,
            toward,
            announced_by: Vec::new(),
            from: jiff::civil::date(2023, 1, 1),
            from_is_bound: false,
            to: None,
            to_is_bound: false,
            corridor: String::new(),
            became: Vec::new(),
            towns: towns.iter().map(town).collect(),
            sources: Vec::new(),
        }
    }

    fn ends(toward: Option<u16>, towns: &[(f64, f64)]) -> Option<[(f64, f64); 2]> {
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        axis(toward, towns).line().map(|line| line.map(|end| (rounded(end.lat()), rounded(end.lon()))))
    }

    #[test]
    fn a_line_goes_where_the_attacks_go_over_the_middle_of_the_towns() {
        let towns = [(48.0, 37.0), (48.0, 38.0), (48.4, 37.5)];
        assert_eq!(ends(Some(270), &towns), Some([(48.133, 38.0), (48.133, 37.0)]));
        assert_eq!(ends(Some(0), &towns), Some([(48.0, 37.5), (48.4, 37.5)]));
    }

    #[test]
    fn without_a_direction_it_lies_along_the_towns() {
        assert_eq!(ends(None, &[(50.0, 36.0), (50.0, 37.0), (50.0, 38.5)]), Some([(50.0, 36.0), (50.0, 38.5)]));
    }

    #[test]
    fn one_spot_makes_no_line() {
        assert_eq!(ends(Some(270), &[(48.0, 37.0)]), None);
        assert_eq!(ends(None, &[(48.0, 37.0), (48.0, 37.0)]), None);
        assert_eq!(ends(Some(270), &[]), None);
    }
}
