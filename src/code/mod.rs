//! Codes what a text says happened: type, place, day, who, how many, and who says so.
//!
//! Sentence by sentence: the triggers cut a sentence into clauses (`clauses`); each clause becomes a draft of a
//! happening with its places, actors, numbers, day and claimants; what a sentence leaves out is carried over from the
//! ones before (`memory`); drafts that only repeat or only tell effects join the draft they belong to.

mod actors;
mod again;
mod casualties;
mod clauses;
mod counts;
pub mod dates;
mod days;
mod draft;
mod leads;
mod memory;
pub mod numbers;
mod places;
mod reports;
mod sides;
mod speech;
mod spots;
mod struck;
mod sureness;
mod totals;
mod types;

pub use totals::Total;

use crate::axes::Registry;
use crate::lexicon::{Lexicon, Mark, Marked};
use crate::model::{Document, EventType, Language, Modality, Polarity, Report, Role, Span, Verdict};
use dates::Calendar;
use places::Names;

/// One language's words for events, dates and numbers.
pub struct Grammar {
    /// The words that mean something.
    pub lexicon: Lexicon,
    /// Date phrases and number words.
    pub calendar: Calendar,
    /// How sure events are.
    sureness: sureness::Sureness,
}

impl Grammar {
    /// What the program was built with.
    pub fn embedded(language: Language) -> Grammar {
        let calendar = Calendar::embedded(language);
        let lexicon = Lexicon::with_words(language, calendar.words());
        let sureness = sureness::Sureness::embedded();
        Grammar { calendar: calendar.for_texts_of(&lexicon), lexicon, sureness }
    }
}

/// What a document tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// Every name, each with the role it turned out to play.
    pub verdicts: Vec<Verdict>,
    /// Every happening at a place, in the order of the text.
    pub reports: Vec<Report>,
    /// Every word of a happening that made no report of its own, in the order of the text.
    pub rejected: Vec<Rejected>,
    /// The attacks that a briefing counts over the whole front, beside those it counts by axis.
    pub total: Option<Total>,
}

/// Words that tell of a happening and made no report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The words.
    pub span: Span,
    /// What they tell of.
    pub event_type: EventType,
    /// Why they made none.
    pub reason: Rejection,
}

impl Rejected {
    fn of(text: Text<'_>, mark: Mark, event_type: EventType, reason: Rejection) -> Rejected {
        Rejected { span: text.marked.tokens.span(mark.start..mark.end), event_type, reason }
    }
}

/// Why words that tell of a happening made no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rejection {
    /// They tell the happening before again, or what it did.
    Joined,
    /// No place is told.
    NoPlace,
    /// A place is named, and nobody can tell which it is.
    UnknownPlace,
    /// What is taken is no ground.
    NoGround,
    /// What did the harm is no act of war.
    Accident,
    /// A heading, or an attack on a region or an axis without a number.
    Summary,
    /// It sums up what the same text tells place by place.
    Lead,
}

/// A document while it is coded: everything that the rules look at.
#[derive(Clone, Copy)]
struct Text<'t> {
    document: &'t Document,
    marked: &'t Marked,
    verdicts: &'t [Verdict],
    names: &'t Names,
    grammar: &'t Grammar,
    axes: &'t Registry,
}

/// Codes a document. The verdicts come back with the roles that the events give them: a place where nothing is told to
/// have happened is context.
pub fn coding(
    document: &Document,
    marked: &Marked,
    mut verdicts: Vec<Verdict>,
    grammar: &Grammar,
    axes: &Registry,
) -> Coding {
    let names = Names::of(marked, &verdicts, axes);
    let text = Text { document, marked, verdicts: &verdicts, names: &names, grammar, axes };
    let told = draft::told(text);
    let reports = reports::reports(text, told.drafts);
    let is_fact = |report: &&Report| report.modality == Modality::Asserted && report.polarity == Polarity::Affirmed;
    let drawn = || reports.iter().filter(is_fact);
    let mut sites: Vec<&str> = drawn().flat_map(|report| spots::named(&report.location.place.id)).collect();
    sites.sort_unstable();
    let quoted: Vec<Span> = drawn().map(|report| report.quotation.span).collect();
    for verdict in &mut verdicts {
        settle_role(verdict, &sites, &quoted);
    }
    Coding { verdicts, reports, rejected: told.rejected, total: told.total }
}

/// A place of no event is context, whatever the preposition before it; so is one that something comes from where nothing
/// is told to happen. `sites` are the places of events, sorted.
fn settle_role(verdict: &mut Verdict, sites: &[&str], told: &[Span]) {
    let Verdict::Located(location) = verdict else { return };
    let is_site = || sites.binary_search(&location.place.id.as_str()).is_ok();
    let span = location.mention.span;
    let is_context = match location.role {
        Role::At | Role::Near | Role::Toward => !is_site(),
        Role::From => !is_site() && !told.iter().any(|quotation| quotation.contains(span)),
        Role::Context | Role::Metonym => false,
    };
    if is_context {
        location.role = Role::Context;
    }
}
