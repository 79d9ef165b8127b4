//! The weights of the decision, which stand in `data/resolve/weights.toml`.

use serde::{Deserialize, Serialize};

use crate::model::Form;

/// The weights of the decision. Scores add up; their exponentials are compared.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// For each factor of ten in population.
    pub population: f64,
    /// At the front, fading with the distance to the nearest town of an axis in use.
    pub front: f64,
    /// The same at a border that the two sides hold.
    pub border: f64,
    /// Metres in which the pull of the front falls to a third.
    pub front_reach_m: f64,
    /// For a state or a first-level unit: its name by itself hardly ever means a village of that name.
    pub unit: f64,
    /// For a city of 100,000 or more, less for a smaller one, none for one of 10,000: whoever means a village of that name
    /// says so.
    pub city: f64,
    /// Taken from a place outside Ukraine and the Russian border oblasts.
    pub abroad: f64,
    /// Inside the district or region that the same sentence names for it.
    pub area_named_for_it: f64,
    /// Inside a district or region that the sentence names.
    pub area_in_sentence: f64,
    /// Inside a district or region that the paragraph names.
    pub area_in_paragraph: f64,
    /// Inside a district or region that the document names.
    pub area_in_document: f64,
    /// Near the towns of the axis that the paragraph states, fading with distance.
    pub axis: f64,
    /// Taken from a place far from every town of that axis.
    pub off_axis: f64,
    /// Taken from a place on one side's ground, far from the front, where things of the other side are told to stand.
    pub across: f64,
    /// Near other names of the sentence, fading with distance.
    pub neighbours: f64,
    /// Near other names of the document, fading with distance.
    pub company: f64,
    /// Metres in which the pull of neighbours falls to a third.
    pub neighbour_reach_m: f64,
    /// Taken when the words are another spelling of the name.
    pub other: f64,
    /// Taken when they are a former name.
    pub old: f64,
    /// Taken when they are a spelling made by rule.
    pub derived: f64,
    /// Taken when they are one slip away.
    pub slip: f64,
    /// Share of the candidates' weight that the first must have to be the place.
    pub least_share: f64,
    /// Score that a place must reach by itself: below it an only candidate is left open.
    pub least_score: f64,
    /// What the places around a slip must bring for it to be taken.
    pub least_support_of_slip: f64,
}

impl Settings {
    /// What the program was built with.
    pub fn embedded() -> Settings {
        Settings::parse(include_str!("../../data/resolve/weights.toml")).expect("a test reads it")
    }

    /// What is taken for how the words stand to the name.
    pub(super) fn form(&self, form: Form) -> f64 {
        match form {
            Form::Name => 0.0,
            Form::Other => self.other,
            Form::Old => self.old,
            Form::Derived => self.derived,
            Form::Slip => self.slip,
        }
    }

    /// Weights in the form of `data/resolve/weights.toml`.
    ///
    /// # Errors
    /// When a weight is missing, is no number, or is none of ours.
    pub fn parse(text: &str) -> Result<Settings, toml::de::Error> {
        toml::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_weight_and_no_other() {
        let weights = Settings::embedded();
        assert!(weights.least_share > 0.0 && weights.least_share < 1.0);
        assert!(weights.front_reach_m > 1_000.0 && weights.neighbour_reach_m > 1_000.0);
    }
}
