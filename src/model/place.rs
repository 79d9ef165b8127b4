//! What the gazetteer holds: a named place and how well its position is known.

use crate::model::Position;

/// A place's number in the gazetteer that is loaded; it means nothing elsewhere. `Place::id` is the lasting one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

coded! {
    /// What a name is the name of.
    Kind {
        /// City, town, village, hamlet.
        Settlement = "settlement",
        /// Territorial community, the lowest Ukrainian district.
        Hromada = "hromada",
        /// District: raion, Russian municipal district or okrug.
        Raion = "raion",
        /// First-level unit: oblast, krai, republic, Crimea.
        Oblast = "oblast",
        /// A state.
        Country = "country",
        /// A direction of attack as a General Staff names it.
        Axis = "axis",
        /// A river.
        River = "river",
        /// A sea or a gulf.
        Sea = "sea",
        /// A point or patch with a name: forest, plant, bridge, lake, island, height.
        Poi = "poi",
        /// A region that is no administrative unit: Donbas, the Baltic, Europe.
        Region = "region",
    }
}

coded! {
    /// A feature that a noun tells by itself: a class of the gazetteer's.
    Feature {
        /// Aerodrome, air base, airport.
        Airfield = "airfield",
        /// Port.
        Port = "port",
        /// Dam or hydroelectric station.
        Dam = "dam",
        /// Island.
        Island = "island",
        /// Cape.
        Cape = "cape",
        /// Lake.
        Lake = "lake",
        /// Reservoir.
        Reservoir = "reservoir",
        /// Mountain or height.
        Height = "height",
        /// Bridge.
        Bridge = "bridge",
        /// Canal.
        Canal = "canal",
        /// Factory.
        Plant = "plant",
        /// Refinery.
        Refinery = "refinery",
        /// Oil depot or terminal.
        Depot = "depot",
        /// Mine.
        Mine = "mine",
    }
}

/// How a place's position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PositionBasis {
    /// Its own point in a source.
    Own,
    /// A point that is likely but not certain to be its own (elimination, coarse postal areas).
    Guess,
    /// Only the centre of the district it lies in.
    DistrictCentre,
    /// The centre of an area or a label point of a line.
    AreaCentre,
}

/// One entry of the gazetteer, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Lasting id: KATOTTG code, `inid…`, `fg…`, or one of our own.
    pub id: String,
    /// Present official or best-known English name.
    pub name: String,
    /// Ukrainian name, empty when not known.
    pub name_uk: String,
    /// Russian name, empty when not known.
    pub name_ru: String,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166-1 alpha-2; occupied land is its owner's.
    pub country: String,
    /// English name of the first-level unit, empty when it has none.
    pub admin1: String,
    /// English name of the district, empty when it has none or none is known.
    pub admin2: String,
    /// Where it is; none for units too large for a point. Under a report of a data set it is the point that the data
    /// set gives.
    pub position: Option<Position>,
    /// How the position is known.
    pub basis: PositionBasis,
    /// Inhabitants, none when not known.
    pub population: Option<u32>,
}
