//! The colours and shapes of every map: `data/styles/palette.toml`, which explains them.

use serde::Deserialize;

use crate::model::EventType;

/// All of them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// Classes of events, in the order of a legend.
    pub class: Vec<Class>,
    /// What is drawn around events.
    pub marks: Marks,
    /// What is drawn below them.
    pub ground: Ground,
}

/// Types of events that look alike.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Lasting id.
    pub id: String,
    /// What a legend says.
    pub label: String,
    /// As `#rrggbb`.
    pub colour: String,
    /// The shape of the mark.
    pub shape: Shape,
    /// Codes of the types.
    pub types: Vec<String>,
}

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Points up.
    Triangle,
    /// Round.
    Circle,
    /// Stands on an edge.
    Square,
    /// Stands on a corner.
    Diamond,
    /// Five corners, one up.
    Pentagon,
    /// Five points, one up.
    Star,
}

/// Colours around events, as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is explained in the file")]
pub struct Marks {
    pub hollow: String,
    pub ink: String,
    pub uncertainty: String,
    pub cluster: String,
    pub axis: String,
    pub halo: String,
}

/// Colours of the ground, as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is explained in the file")]
pub struct Ground {
    pub sea: String,
    pub ukraine: String,
    pub neighbours: String,
    pub oblast_line: String,
    pub country_line: String,
    pub river: String,
    pub town: String,
}

impl Palette {
    /// What the program was built with.
    pub fn embedded() -> Palette {
        toml::from_str(include_str!("../data/styles/palette.toml")).expect("a test reads the file that is built in")
    }

    /// The class of a type; the last one for a type that no class names.
    pub fn class_of(&self, event_type: EventType) -> Option<&Class> {
        let named = |class: &&Class| class.types.iter().any(|code| code == event_type.code());
        self.class.iter().find(named).or(self.class.last())
    }
}
