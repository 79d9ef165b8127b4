//! Frontline: from reporting about a war to one map layer per axis of attack per day.
//!
//! ```text
//! file —read→ Document —recognise→ Mention —resolve→ Verdict —code→ Report —dedup→ Event —cluster→ Cluster —layer→ Drawing —export→ files
//! ```
//!
//! [`coding`] takes one document to its reports and depends on that document alone; [`drawing`] takes the reports of
//! many documents to what is drawn.

pub mod axes;
pub mod cli;
pub mod cluster;
pub mod code;
pub mod dedup;
pub mod evaluate;
pub mod export;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod gazetteer;
#[cfg(feature = "store")]
pub mod geopackage;
pub mod ground;
pub mod json;
pub mod layer;
pub mod lexicon;
pub mod model;
pub mod near;
pub mod palette;
#[cfg(feature = "picture")]
pub mod picture;
#[cfg(feature = "store")]
pub mod qgis;
pub mod read;
pub mod recognise;
pub mod resolve;
pub mod sheet;
#[cfg(feature = "store")]
pub mod store;
pub mod text;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use axes::Registry;
use gazetteer::Gazetteer;
use lexicon::Marked;
use model::{AxisBasis, Document, Drawing, Language, Mention, Precision, Report, Verdict};

pub use code::Coding;

/// Everything that texts are looked up in.
pub struct Reference {
    /// Places and their names.
    pub gazetteer: Gazetteer,
    /// Axes, joined with the positions of their towns.
    pub axes: Registry,
    grammars: [OnceLock<code::Grammar>; 3],
    /// What speaks for a place when a name could mean several.
    pub weights: resolve::Settings,
    stills: resolve::Stills,
    settlements: OnceLock<resolve::Settlements>,
}

/// Reference data that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// A table of places.
    #[error(transparent)]
    Gazetteer(#[from] gazetteer::Error),
    /// A registry of axes.
    #[error(transparent)]
    Axes(#[from] axes::Error),
}

impl Reference {
    /// What the program was built with.
    pub fn embedded() -> Reference {
        Reference::of(Gazetteer::embedded(), Registry::embedded())
    }

    /// What the program was built with, further places, and another registry of axes if one is given.
    ///
    /// # Errors
    /// When a file cannot be read or used.
    pub fn with_files(places: &[PathBuf], axes: Option<&Path>) -> Result<Reference, ReferenceError> {
        let gazetteer = Gazetteer::embedded().with_files(places)?;
        let axes = axes.map_or_else(|| Ok(Registry::embedded()), Registry::read)?;
        Ok(Reference::of(gazetteer, axes))
    }

    fn of(gazetteer: Gazetteer, axes: Registry) -> Reference {
        let position = |id: &str| gazetteer.by_id(id).and_then(|place| gazetteer.position(place));
        let axes = axes.with_positions(&position).with_ground(gazetteer.outside_register());
        let grammars = Default::default();
        Reference {
            gazetteer,
            axes,
            grammars,
            weights: resolve::Settings::embedded(),
            stills: resolve::Stills::default(),
            settlements: OnceLock::new(),
        }
    }

    /// What a map is made with: the program and everything that texts are looked up in.
    pub fn versions(&self) -> export::Versions {
        export::Versions {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            gazetteer: self.gazetteer.version().to_owned(),
            axes: self.axes.version().to_owned(),
            lexicon: lexicon_version(),
        }
    }
}

macro_rules! lexicon_files {
    ($($language:literal),+) => {
        [$(
            include_str!(concat!("../data/lexicon/", $language, "/words.toml")),
            include_str!(concat!("../data/lexicon/", $language, "/triggers.toml")),
            include_str!(concat!("../data/lexicon/", $language, "/dates.toml")),
            include_str!(concat!("../data/lexicon/", $language, "/numbers.toml")),
        )+]
    };
}

/// A hash of every lexicon file the program was built with: the same words have the same version on every machine.
fn lexicon_version() -> String {
    let mut hasher = Sha256::new();
    for text in lexicon_files!("en", "uk", "ru") {
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

impl Reference {
    /// A language's words; read when the first text in it comes.
    pub(crate) fn grammar(&self, language: Language) -> &code::Grammar {
        self.grammars[language as usize].get_or_init(|| code::Grammar::embedded(language))
    }
}

/// What one document tells: every name with its meaning, and every happening at a place. Depends on the document alone.
pub fn coding(document: &Document, reference: &Reference) -> Coding {
    let stages = Stages::of(document, reference);
    let marked = stages.marked();
    let mentions = stages.mentions(&marked);
    let verdicts = stages.verdicts(&marked, mentions);
    stages.coding(&marked, verdicts)
}

/// What a row of a data set tells, at the gazetteer's place and on the axis of that place and day: so it meets what
/// documents tell of the same happening.
pub fn placed(report: &Report, reference: &Reference) -> Report {
    let Reference { gazetteer, axes, settlements, .. } = reference;
    let mut report = report.clone();
    let settlements = settlements.get_or_init(|| resolve::Settlements::of(gazetteer));
    report.location = resolve::placed(report.location, gazetteer, settlements);
    let is_point = matches!(report.location.precision, Precision::Settlement | Precision::NearSettlement);
    let stand = report.location.place.position.filter(|_| is_point).zip(report.when.start);
    if let Some((axis, _)) = stand.and_then(|(position, day)| axes.infer(position, day)) {
        report.axis = Some(axis.to_owned());
        report.axis_basis = AxisBasis::Inferred;
    }
    report
}

/// The stages from a document to its reports, one by one.
#[derive(Clone, Copy)]
pub struct Stages<'r> {
    document: &'r Document,
    reference: &'r Reference,
    grammar: &'r code::Grammar,
}

impl<'r> Stages<'r> {
    /// The stages for a document, with the words of its language.
    pub fn of(document: &'r Document, reference: &'r Reference) -> Stages<'r> {
        Stages { document, reference, grammar: reference.grammar(document.language) }
    }

    /// The words and sentences, with the marks of the words that mean something.
    pub fn marked(self) -> Marked {
        self.grammar.lexicon.mark(&self.document.text)
    }

    /// The names.
    pub fn mentions(self, marked: &Marked) -> Vec<Mention> {
        recognise::mentions(self.document, marked, &self.reference.gazetteer, &self.reference.axes)
    }

    /// What the names mean.
    pub fn verdicts(self, marked: &Marked, mentions: Vec<Mention>) -> Vec<Verdict> {
        let Reference { gazetteer, axes, weights: settings, stills, .. } = self.reference;
        let reference = resolve::Reference { gazetteer, axes, settings, stills };
        resolve::verdicts(self.document, marked, mentions, reference)
    }

    /// What is told to have happened.
    pub fn coding(self, marked: &Marked, verdicts: Vec<Verdict>) -> Coding {
        code::coding(self.document, marked, verdicts, self.grammar, &self.reference.axes)
    }
}

/// What the reports of many documents look like on a map. Their order makes no difference.
pub fn drawing(reports: Vec<Report>) -> Drawing {
    let events = dedup::events(reports);
    let clusters = cluster::clusters(&events, &cluster::Settings::default());
    layer::drawing(events, clusters)
}

/// How a store makes its events.
#[cfg(feature = "store")]
pub const MAKING: store::Making<'static> = store::Making { events: &dedup::events, slack_days: dedup::SLACK_DAYS };

/// Makes the events and clusters of a store anew where its reports changed. The outcome is that of all reports at once.
///
/// # Errors
/// When the store cannot be written.
#[cfg(feature = "store")]
pub fn refresh(store: &mut store::Store, moment: jiff::Timestamp) -> Result<store::Refreshed, store::Error> {
    store.refresh(MAKING, &|occurrences| cluster::of_occurrences(occurrences, &cluster::Settings::default()), moment)
}
