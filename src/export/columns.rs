//! The columns of an event, once for every format: their names, HXL tags, types and values, in their order.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::export::features::rounded;
use crate::export::row::Row;
use crate::json::Json;
use crate::model::Counted;

/// One column.
pub(super) struct Column {
    /// Its name, as DESIGN names it.
    pub(super) name: &'static str,
    /// Its name as JSON, after a comma and before a value: in an object of a million it is copied at once.
    pub(super) key: &'static str,
    /// Its tag of the Humanitarian Exchange Language 1.1.
    pub(super) tag: &'static str,
    read: Read,
}

/// What a column holds, and how it is read off a row.
#[derive(Clone, Copy)]
enum Read {
    Text(for<'r> fn(&'r Row<'_>) -> Option<&'r str>),
    Texts(for<'r> fn(&'r Row<'_>) -> Vec<&'r str>),
    Whole(fn(&Row<'_>) -> Option<i64>),
    Count(Counted, Bound),
    Real(fn(&Row<'_>) -> Option<f64>),
    Day(fn(&Row<'_>) -> Option<Date>),
    Moment(fn(&Row<'_>) -> Option<Timestamp>),
}

/// Which of the three numbers of a count.
#[derive(Clone, Copy)]
enum Bound {
    Best,
    Low,
    High,
}

/// The type of a column. It is the same in every file, whether a value is there or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// A day.
    Day,
    /// A moment, in UTC.
    Moment,
}

/// What a row has in a column; none where nobody knows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'r> {
    /// A text.
    Text(Option<&'r str>),
    /// A list of texts; it has no null, so that a desktop GIS takes it for one column.
    Texts(Vec<&'r str>),
    /// A whole number.
    Whole(Option<i64>),
    /// A number.
    Real(Option<f64>),
    /// A day.
    Day(Option<Date>),
    /// A moment.
    Moment(Option<Timestamp>),
}

impl<'r> Value<'r> {
    /// Adds the value as JSON.
    pub(super) fn write(&self, json: &mut Json) {
        match self {
            Value::Text(text) => json.text_or_null(*text),
            Value::Texts(texts) => json.list(texts, |json, text| {
                json.text(text);
            }),
            Value::Whole(None) | Value::Real(None) | Value::Day(None) | Value::Moment(None) => json.raw("null"),
            Value::Whole(Some(number)) => json.value(number),
            Value::Real(Some(number)) => json.value(number),
            Value::Day(Some(day)) => json.day(*day),
            Value::Moment(Some(moment)) => json.value(moment),
        };
    }

    /// The value as text: lists as JSON, days and moments as ISO 8601 writes them. None where nobody knows. The character
    /// that ends a text for many programs, GDAL among them, is U+FFFD: a table would lose the rest of the row.
    pub(super) fn text(&self) -> Option<Cow<'r, str>> {
        match self {
            Value::Text(Some(text)) if memchr::memchr(0, text.as_bytes()).is_some() => {
                Some(text.replace('\0', "\u{fffd}").into())
            }
            Value::Text(text) => text.map(Cow::Borrowed),
            // Most lists are, and need no memory.
            Value::Texts(texts) if texts.is_empty() => Some("[]".into()),
            Value::Texts(texts) => Some(serde_json::to_string(texts).expect("a list of texts is JSON").into()),
            Value::Whole(number) => number.map(|number| number.to_string().into()),
            Value::Real(number) => number.map(|number| number.to_string().into()),
            Value::Day(day) => day.map(|day| day.to_string().into()),
            Value::Moment(moment) => moment.map(|moment| moment.to_string().into()),
        }
    }
}

impl Column {
    /// Its type.
    pub(super) fn kind(&self) -> Kind {
        match self.read {
            Read::Text(_) => Kind::Text,
            Read::Texts(_) => Kind::Texts,
            Read::Whole(_) | Read::Count(..) => Kind::Whole,
            Read::Real(_) => Kind::Real,
            Read::Day(_) => Kind::Day,
            Read::Moment(_) => Kind::Moment,
        }
    }

    /// What a row has in it.
    pub(super) fn value<'r>(&self, row: &'r Row<'_>) -> Value<'r> {
        match self.read {
            Read::Text(read) => Value::Text(read(row)),
            Read::Texts(read) => Value::Texts(read(row)),
            Read::Whole(read) => Value::Whole(read(row)),
            Read::Count(counted, bound) => Value::Whole(number(row, counted, bound)),
            Read::Real(read) => Value::Real(read(row)),
            Read::Day(read) => Value::Day(read(row)),
            Read::Moment(read) => Value::Moment(read(row)),
        }
    }
}

/// A column by its name.
macro_rules! column {
    ($name:literal, $tag:literal, $read:expr $(,)?) => {
        Column { name: $name, key: concat!(",\"", $name, "\":"), tag: $tag, read: $read }
    };
}

/// A text as itself; none for an empty one, which nobody said.
fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn number(row: &Row, counted: Counted, bound: Bound) -> Option<i64> {
    let count = row.count(counted)?;
    let number = match bound {
        Bound::Best => Some(count.best),
        Bound::Low => Some(count.low),
        Bound::High => count.high,
    };
    number.map(i64::from)
}

fn whole(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

use Bound::{Best, High, Low};
use Counted::{Attacks, Captured, Downed, Evacuated, Killed, Munitions, Wounded};
use Read::{Count, Day, Moment, Real, Text, Texts, Whole};

/// Every column, in the order of every file.
pub(super) const COLUMNS: &[Column] = &[
    column!("id", "#event+id", Text(|row| Some(&row.event.id))),
    column!("type", "#event+type", Text(|row| Some(row.best.event_type.code()))),
    column!("outcome", "#event+outcome", Text(|row| Some(row.best.outcome.code()))),
    column!("date_start", "#date+start", Day(|row| row.best.when.start)),
    column!("date_end", "#date+end", Day(|row| row.best.when.end)),
    column!("date_precision", "#meta+date+precision", Text(|row| Some(row.best.when.precision.code()))),
    column!("date_basis", "#meta+date+basis", Text(|row| Some(row.best.when.basis.code()))),
    column!("place_id", "#loc+code", Text(|row| Some(&row.best.location.place.id))),
    column!("place_name", "#loc+name+i_en", Text(|row| Some(&row.best.location.place.name))),
    column!("place_name_uk", "#loc+name+i_uk", Text(|row| said(&row.best.location.place.name_uk))),
    column!("place_name_ru", "#loc+name+i_ru", Text(|row| said(&row.best.location.place.name_ru))),
    column!("admin1", "#adm1+name", Text(|row| said(&row.best.location.place.admin1))),
    column!("admin2", "#adm2+name", Text(|row| said(&row.best.location.place.admin2))),
    column!("country", "#country+code+v_iso2", Text(|row| said(&row.best.location.place.country))),
    column!("longitude", "#geo+lon", Real(|row| row.point.map(|[longitude, _]| longitude))),
    column!("latitude", "#geo+lat", Real(|row| row.point.map(|[_, latitude]| latitude))),
    column!("role", "#loc+role", Text(|row| Some(row.best.location.role.code()))),
    column!("precision", "#geo+precision", Text(|row| Some(row.best.location.precision.code()))),
    column!("uncertainty_m", "#geo+uncertainty+m", Real(|row| Some(rounded(row.best.location.uncertainty_m, 0)))),
    column!("axis", "#region+axis", Text(|row| row.best.axis.as_deref())),
    column!("axis_basis", "#meta+axis+basis", Text(|row| Some(row.best.axis_basis.code()))),
    column!("initiator", "#group+initiator+code", Text(|row| Some(row.best.initiator.side.code()))),
    column!("initiator_words", "#group+initiator+name", Text(|row| said(&row.best.initiator.words))),
    column!("target", "#group+target+code", Text(|row| Some(row.best.target.side.code()))),
    column!("target_words", "#group+target+name", Text(|row| said(&row.best.target.words))),
    column!(
        "claimants",
        "#org+claimant+name+list",
        Texts(|row| row.claims.iter().map(|(claimant, _)| claimant.name.as_str()).collect()),
    ),
    column!(
        "claimant_sides",
        "#org+claimant+code+list",
        Texts(|row| row.claims.iter().map(|(claimant, _)| claimant.side.code()).collect()),
    ),
    column!(
        "claimant_polarities",
        "#org+claimant+polarity+list",
        Texts(|row| row.claims.iter().map(|(_, polarity)| polarity.code()).collect()),
    ),
    column!("polarity", "#meta+polarity", Text(|row| Some(row.best.polarity.code()))),
    column!("modality", "#meta+modality", Text(|row| Some(row.best.modality.code()))),
    column!("status", "#status+claim", Text(|row| Some(row.event.status.code()))),
    column!("attacks", "#indicator+attacks+num", Count(Attacks, Best)),
    column!("attacks_low", "#indicator+attacks+num+min", Count(Attacks, Low)),
    column!("attacks_high", "#indicator+attacks+num+max", Count(Attacks, High)),
    column!("munitions", "#indicator+munitions+num", Count(Munitions, Best)),
    column!("munitions_low", "#indicator+munitions+num+min", Count(Munitions, Low)),
    column!("munitions_high", "#indicator+munitions+num+max", Count(Munitions, High)),
    column!("killed", "#affected+killed", Count(Killed, Best)),
    column!("killed_low", "#affected+killed+min", Count(Killed, Low)),
    column!("killed_high", "#affected+killed+max", Count(Killed, High)),
    column!("wounded", "#affected+injured", Count(Wounded, Best)),
    column!("wounded_low", "#affected+injured+min", Count(Wounded, Low)),
    column!("wounded_high", "#affected+injured+max", Count(Wounded, High)),
    column!("captured", "#affected+captured", Count(Captured, Best)),
    column!("captured_low", "#affected+captured+min", Count(Captured, Low)),
    column!("captured_high", "#affected+captured+max", Count(Captured, High)),
    column!("evacuated", "#affected+evacuated", Count(Evacuated, Best)),
    column!("evacuated_low", "#affected+evacuated+min", Count(Evacuated, Low)),
    column!("evacuated_high", "#affected+evacuated+max", Count(Evacuated, High)),
    column!("downed", "#indicator+downed+num", Count(Downed, Best)),
    column!("downed_low", "#indicator+downed+num+min", Count(Downed, Low)),
    column!("downed_high", "#indicator+downed+num+max", Count(Downed, High)),
    column!("own_counts", "#meta+own_counts+list", Texts(|row| row.own_counts())),
    column!("scope", "#meta+scope", Text(|row| Some(row.best.scope.code()))),
    column!("group_id", "#meta+group+id", Text(|row| row.best.group_id.as_deref())),
    column!("n_reports", "#meta+reports+num", Whole(|row| whole(row.event.reports.len()))),
    column!("n_sources", "#meta+sources+num", Whole(|row| whole(row.distinct_sources()))),
    column!("n_sides", "#meta+sides+num", Whole(|row| whole(row.distinct_sides()))),
    column!("quote", "#description+quote", Text(|row| Some(&row.best.quotation.text))),
    column!("source", "#meta+source+name", Text(|row| row.best.quotation.publisher.as_deref())),
    column!("url", "#meta+source+url", Text(|row| row.best.quotation.url.as_deref())),
    column!("published", "#date+published", Day(|row| row.best.quotation.published.map(|published| published.date))),
    column!(
        "published_time",
        "#date+published+time",
        Moment(|row| row.best.quotation.published.and_then(|published| published.time)),
    ),
    column!("sha256", "#meta+source+sha256", Text(|row| Some(&row.best.quotation.sha256))),
    column!("document", "#meta+source+id", Text(|row| Some(&row.best.quotation.document))),
    column!("other_documents", "#meta+other+id+list", Texts(|row| row.others(|other| Some(&other.document)))),
    column!("other_sources", "#meta+other+name+list", Texts(|row| row.others(|other| other.publisher.as_deref()))),
    column!("other_urls", "#meta+other+url+list", Texts(|row| row.others(|other| other.url.as_deref()))),
    column!("other_quotes", "#description+other+quote+list", Texts(|row| row.others(|other| Some(&other.text)))),
    column!("rule", "#meta+rule", Text(|row| Some(&row.best.rule))),
    column!("confidence", "#meta+confidence", Real(|row| Some(rounded(row.best.confidence, 3)))),
    column!("version", "#meta+version", Text(|row| Some(&row.versions.program))),
    column!("gazetteer_version", "#meta+version+gazetteer", Text(|row| Some(&row.versions.gazetteer))),
    column!("axes_version", "#meta+version+axes", Text(|row| Some(&row.versions.axes))),
    column!("lexicon_version", "#meta+version+lexicon", Text(|row| Some(&row.versions.lexicon))),
];
