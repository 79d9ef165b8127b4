//! The options that say which events are wanted, the same for every command.

use anyhow::Context;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use jiff::civil::Date;

use crate::Reference;
use crate::axes::Registry;
use crate::cli::point::{self, Near};
use crate::cli::usage;
use crate::model::{Bounds, Circle, EventType, Filter, Position, Side};

/// How events on no axis are asked for.
const NO_AXIS: &str = "no_axis";

const SIDES: [Side; 5] = [Side::Russia, Side::Ukraine, Side::ArmedGroup, Side::Civilians, Side::Unknown];

/// Which events are wanted, wherever they lie. An event must satisfy every option that is given, and one value of each
/// list.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which events")]
pub(super) struct EventOptions {
    /// Events of this day or later; one of several days counts when any of them does.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Events of this day or earlier.
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Events on these axes, by id; `no_axis` for those on none.
    #[arg(long, value_name = "AXIS", value_delimiter = ',')]
    axis: Vec<String>,
    /// Events of these types.
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', hide_possible_values = true, value_parser = event_type())]
    types: Vec<EventType>,
    /// Events that these sides did: RU, UA, armed_group, civilians, unknown.
    #[arg(long, value_name = "SIDE", value_delimiter = ',', hide_possible_values = true, value_parser = side())]
    side: Vec<Side>,
    /// Events at least as sure as this, 0 to 1.
    #[arg(long, value_name = "NUMBER", value_parser = share)]
    min_confidence: Option<f64>,
    /// Events on points in a box: degrees west, south, east, north.
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true, value_parser = bounds)]
    bbox: Option<Bounds>,
}

/// Which events are wanted, and near which point.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which events")]
pub(super) struct FilterOptions {
    #[command(flatten)]
    event: EventOptions,
    /// Events on points near a point or a place; needs --within.
    #[arg(long, value_name = "LAT,LON|NAME", allow_hyphen_values = true, requires = "within")]
    near: Option<Near>,
    /// How near, on the ground: 25km, 800m.
    #[arg(long, value_name = "DISTANCE", requires = "near", value_parser = point::distance_m)]
    within: Option<f64>,
}

impl EventOptions {
    /// The filter that was asked for. Names of axes are looked up.
    ///
    /// # Errors
    /// When no event could ever satisfy it: an axis that nobody knows, no days.
    pub(super) fn filter<'r>(&self, axes: impl Fn() -> anyhow::Result<&'r Registry>) -> anyhow::Result<Filter> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Err(usage(ErrorKind::ValueValidation, format!("--from {from} is later than --to {to}")));
        }
        Ok(Filter {
            from: self.from,
            to: self.to,
            axes: self.axis.iter().map(|id| axis(id, axes()?)).collect::<anyhow::Result<_>>()?,
            types: self.types.clone(),
            sides: self.side.clone(),
            min_confidence: self.min_confidence,
            bounds: self.bbox,
            circle: None,
        })
    }
}

impl FilterOptions {
    /// The filter that was asked for. Names of places and axes are looked up.
    ///
    /// # Errors
    /// When no event could ever satisfy it: an axis that nobody knows, a place that is none or several, no days.
    pub(super) fn filter(&self, reference: &Reference) -> anyhow::Result<Filter> {
        let filter = self.event.filter(|| Ok(&reference.axes))?;
        let circle = self.near.as_ref().zip(self.within).map(|(near, radius_m)| {
            let centre = near.position(|| Ok(&reference.gazetteer)).context("--near")?;
            Ok::<Circle, anyhow::Error>(Circle { centre, radius_m })
        });
        Ok(Filter { circle: circle.transpose()?, ..filter })
    }
}

/// An axis of the registry, or none of them; anything else would be an empty answer without a word.
fn axis(id: &str, axes: &Registry) -> anyhow::Result<Option<String>> {
    if id == NO_AXIS {
        return Ok(None);
    }
    if axes.get(id).is_some() {
        return Ok(Some(id.to_owned()));
    }
    let known = axes.named(id);
    let hint = match known.as_slice() {
        [] => "the ids stand in data/axes/axes.toml".to_owned(),
        axes => {
            format!("ids of that name: {}", axes.iter().map(|axis| axis.id.as_str()).collect::<Vec<_>>().join(", "))
        }
    };
    Err(usage(ErrorKind::InvalidValue, format!("--axis {id:?}: no axis has this id; {hint}")))
}

fn event_type() -> impl TypedValueParser<Value = EventType> {
    let codes = PossibleValuesParser::new(EventType::ALL.iter().map(|known| known.code()));
    codes.map(|code| EventType::from_code(&code).expect("only codes are let through"))
}

fn side() -> impl TypedValueParser<Value = Side> {
    PossibleValuesParser::new(SIDES.map(Side::code)).map(|code| {
        let side = SIDES.into_iter().find(|side| side.code() == code);
        side.expect("only codes are let through")
    })
}

fn share(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "no number".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("must lie between 0 and 1".to_owned()) }
}

fn bounds(text: &str) -> Result<Bounds, String> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|number| number.trim().parse()).collect();
    let numbers = numbers.map_err(|_| "must be four numbers: west,south,east,north".to_owned())?;
    let [west, south, east, north] = numbers[..] else {
        return Err("must be four numbers: west,south,east,north".to_owned());
    };
    let corner = |lat, lon| Position::from_lat_lon(lat, lon).map_err(|error| error.to_string());
    Bounds::from_corners(corner(south, west)?, corner(north, east)?).map_err(|error| error.to_string())
}
