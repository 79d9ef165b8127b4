//! How sure an event at a place is, by the numbers of `data/code/sureness.toml`.

use serde::Deserialize;

use crate::model::{EventType, Location, Modality, Polarity, Precision, Side};

/// What adds to the logarithm of the odds that an event is told rightly.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sureness {
    base: f64,
    listed: f64,
    wide: f64,
    effects: f64,
    nameless: f64,
    not_asserted: f64,
}

/// What is looked at: an event before it is a report.
pub(super) struct Told<'t> {
    pub event_type: EventType,
    pub location: &'t Location,
    pub initiator: Side,
    pub modality: Modality,
    pub polarity: Polarity,
    /// The group of the places of one list.
    pub group: Option<&'t str>,
}

impl Sureness {
    /// What the program was built with.
    pub(super) fn embedded() -> Sureness {
        toml::from_str(include_str!("../../data/code/sureness.toml")).expect("a test reads it")
    }

    /// 0 to 1.
    pub(super) fn of(&self, told: &Told<'_>) -> f64 {
        let add = |is_so: bool, weight: f64| if is_so { weight } else { 0.0 };
        let is_wide = matches!(told.location.precision, Precision::District | Precision::Region | Precision::Country);
        let is_effect = matches!(
            told.event_type,
            EventType::CivilianHarm
                | EventType::InfrastructureDamage
                | EventType::Evacuation
                | EventType::Movement
                | EventType::Other
        );
        let is_nameless = !told.initiator.is_party();
        let odds = self.base
            + add(told.group.is_some(), self.listed)
            + add(is_wide, self.wide)
            + add(is_effect, self.effects)
            + add(is_nameless, self.nameless);
        let is_asserted = told.modality == Modality::Asserted && told.polarity == Polarity::Affirmed;
        let plain = if is_asserted { 1.0 } else { self.not_asserted };
        told.location.confidence * plain / (1.0 + (-odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_number_and_no_other() {
        let sureness = Sureness::embedded();
        assert!(sureness.base > 0.0 && sureness.wide < 0.0 && (0.0..=1.0).contains(&sureness.not_asserted));
    }
}
