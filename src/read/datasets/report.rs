//! What one row of a data set says happened, by its crosswalk.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::model::{
    Actor, AxisBasis, Claimant, Count, Counts, DateBasis, DatePrecision, Kind, Location, Mention, Modality, Outcome,
    Place, Polarity, Position, PositionBasis, Precision, Quotation, Report, Role, Scope, Side, Span, When,
};
use crate::read::datasets::crosswalk::{Acts, Crosswalk, SideRule, SideWords, TypeRule};
use crate::read::datasets::rows::Row;
use crate::read::error::Error;

/// What a row came to.
pub(super) enum Made {
    Report(Box<Report>),
    /// It is not meant to be read; the reason, the same for all such rows.
    PassedBy(String),
}

/// The report of a row.
///
/// # Errors
/// When a date, a position or a code cannot be read.
pub(super) fn report(row: &Row, crosswalk: &Crosswalk) -> Result<Made, Error> {
    if let Some(column) = unkept(row, crosswalk) {
        return Ok(Made::PassedBy(format!("another {column} than the crosswalk keeps")));
    }
    let rule = first(row, "type", crosswalk.types.iter().map(|rule| (&rule.when, rule)))?;
    let Some(event_type) = rule.event_type else {
        return Ok(Made::PassedBy(rule.pass_by.clone().unwrap_or_default()));
    };
    let fields = &crosswalk.fields;
    let note = [row.maybe(fields.note.as_ref()), row.maybe(fields.note_else.as_ref())];
    let note = note.into_iter().find(|note| !note.is_empty()).unwrap_or_default();
    let (initiator, target) = actors(row, crosswalk, rule);
    let sha256 = hash(&[note], 32);
    let document = format!("{}/{}", crosswalk.name, id(row, crosswalk));
    let location = location(row, crosswalk)?;
    Ok(Made::Report(Box::new(Report {
        id: hash(&[&document], 8),
        event_type: event_type.0,
        outcome: rule.outcome.map_or(Outcome::Unknown, |outcome| outcome.0),
        when: when(row, crosswalk)?,
        axis: None,
        axis_basis: AxisBasis::None,
        initiator,
        target,
        claimants: claimants(row, crosswalk),
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        counts: counts(row, crosswalk)?,
        scope: Scope::Event,
        group_id: None,
        quotation: Quotation {
            document,
            publisher: Some(crosswalk.name.clone()),
            url: Some(row.maybe(fields.url.as_ref())).filter(|url| is_address(url)).map(str::to_owned),
            published: None,
            sha256,
            text: note.to_owned(),
            span: Span { start: 0, end: note.len() },
        },
        rule: format!("{}: {}", crosswalk.name, told(row, rule)),
        confidence: crosswalk.confidence,
        location,
    })))
}

/// The column whose value is none of those that are kept.
fn unkept<'c>(row: &Row, crosswalk: &'c Crosswalk) -> Option<&'c str> {
    let unkept = crosswalk.keep.iter().find(|(column, values)| !values.iter().any(|value| value == row.get(column)));
    unkept.map(|(column, _)| column.as_str())
}

/// The first rule that holds.
fn first<'c, T>(
    row: &Row,
    what: &'static str,
    mut rules: impl Iterator<Item = (&'c super::crosswalk::When, &'c T)> + Clone,
) -> Result<&'c T, Error> {
    let all = rules.clone();
    if let Some((_, rule)) = rules.find(|(when, _)| holds(row, when)) {
        return Ok(rule);
    }
    let mut columns: Vec<&str> = all.flat_map(|(when, _)| when.keys()).map(String::as_str).collect();
    columns.sort_unstable();
    columns.dedup();
    let values: Vec<String> = columns.iter().map(|column| format!("{column} `{}`", row.get(column))).collect();
    Err(Error::Code { at: row.at.clone(), what, values: values.join(", ") })
}

fn holds(row: &Row, when: &super::crosswalk::When) -> bool {
    when.iter().all(|(column, values)| values.iter().any(|value| value.eq_ignore_ascii_case(row.get(column))))
}

/// What the rule looked at, for whoever asks why.
fn told(row: &Row, rule: &TypeRule) -> String {
    let columns: Vec<String> = rule.when.keys().map(|column| format!("{column} {}", row.get(column))).collect();
    if columns.is_empty() { "no code".to_owned() } else { columns.join(", ") }
}

/// The row's own id, else a hash of all it says.
fn id(row: &Row, crosswalk: &Crosswalk) -> String {
    let own = [row.maybe(crosswalk.fields.id.as_ref()), row.maybe(crosswalk.fields.id_else.as_ref())];
    let own = own.into_iter().find(|id| !id.is_empty());
    own.map_or_else(|| hash(&row.fields.values().map(String::as_str).collect::<Vec<_>>(), 8), str::to_owned)
}

fn when(row: &Row, crosswalk: &Crosswalk) -> Result<When, Error> {
    let rule = first(row, "day", crosswalk.days.iter().map(|rule| (&rule.when, rule)))?;
    let start = date(row, crosswalk, &crosswalk.fields.date)?;
    let end = match &crosswalk.fields.end {
        Some(column) if !row.get(column).is_empty() => date(row, crosswalk, column)?,
        Some(_) | None => start,
    };
    if end < start {
        let column = crosswalk.fields.end.clone().unwrap_or_default();
        return Err(wrong(row, &column, "a day at or after the first"));
    }
    let shifted = |date: Date, days: i32| date.saturating_add(days.days());
    let basis = rule.basis.map_or(DateBasis::Stated, |basis| basis.0);
    if rule.precision.0 == DatePrecision::Unknown {
        return Ok(When::UNKNOWN);
    }
    Ok(When {
        start: Some(shifted(start, -rule.days_before)),
        end: Some(shifted(end, rule.days_after)),
        precision: rule.precision.0,
        basis,
    })
}

/// The day that a column names: ISO, `YYYYMMDD`, or one of the crosswalk's forms.
fn date(row: &Row, crosswalk: &Crosswalk, column: &str) -> Result<Date, Error> {
    let value = row.get(column);
    let forms = &crosswalk.fields.date_forms;
    if let Some(date) = forms.iter().find_map(|form| Date::strptime(form, value).ok()) {
        return Ok(date);
    }
    let day = value.split([' ', 'T']).next().unwrap_or_default();
    let is_iso = day.len() >= 8 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = is_iso.then(|| day.parse().ok()).flatten();
    date.ok_or_else(|| wrong(row, column, "a day"))
}

fn location(row: &Row, crosswalk: &Crosswalk) -> Result<Location, Error> {
    let rule = first(row, "place", crosswalk.places.iter().map(|rule| (&rule.when, rule)))?;
    let fields = &crosswalk.fields;
    let degrees = |column: &str| {
        let value: Option<f64> = row.get(column).replace(',', ".").parse().ok();
        value.ok_or_else(|| wrong(row, column, "degrees"))
    };
    let (lat, lon) = (degrees(&fields.latitude)?, degrees(&fields.longitude)?);
    let position = Position::from_lat_lon(lat, lon).map_err(|_| wrong(row, &fields.latitude, "a point on Earth"))?;
    if lat == 0.0 && lon == 0.0 {
        return Err(wrong(row, &fields.latitude, "a known point: 0, 0 stands for none"));
    }
    let precision = rule.precision.0;
    Ok(Location {
        mention: mention(kind(precision)),
        place: Arc::new(place(row, crosswalk, position, precision)),
        precision,
        uncertainty_m: rule.uncertainty_m,
        confidence: crosswalk.confidence,
        role: if precision == Precision::NearSettlement { Role::Near } else { Role::At },
        scored: Vec::new(),
    })
}

/// The place as the row names it. Whoever knows the gazetteer may know it by a lasting id.
fn place(row: &Row, crosswalk: &Crosswalk, position: Position, precision: Precision) -> Place {
    let fields = &crosswalk.fields;
    let own = [row.maybe(fields.place.as_ref()), row.maybe(fields.place_else.as_ref())];
    let mut name = own.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    if let Some(mark) = &fields.place_parted_by {
        name = name.split(mark.as_str()).next().unwrap_or(name);
    }
    for end in &fields.place_ends {
        name = name.strip_suffix(end.as_str()).unwrap_or(name);
    }
    Place {
        id: format!("{}:{:.4},{:.4}", crosswalk.name, position.lat(), position.lon()),
        name: name.trim().to_owned(),
        name_uk: String::new(),
        name_ru: String::new(),
        kind: kind(precision),
        country: String::new(),
        admin1: row.maybe(fields.admin1.as_ref()).to_owned(),
        admin2: row.maybe(fields.admin2.as_ref()).to_owned(),
        position: Some(position),
        basis: PositionBasis::Own,
        population: None,
    }
}

fn kind(precision: Precision) -> Kind {
    match precision {
        Precision::Settlement | Precision::NearSettlement => Kind::Settlement,
        Precision::District => Kind::Raion,
        Precision::Region => Kind::Oblast,
        Precision::Country => Kind::Country,
    }
}

/// No text names the place: a mention of nothing.
fn mention(kind: Kind) -> Mention {
    Mention {
        span: Span { start: 0, end: 0 },
        kind,
        candidates: Vec::new(),
        axes: Vec::new(),
        role: Role::At,
        offset: None,
        is_embedded: false,
    }
}

fn actors(row: &Row, crosswalk: &Crosswalk, rule: &TypeRule) -> (Actor, Actor) {
    let named = |column: Option<&String>| {
        let words = row.maybe(column).to_owned();
        Actor { side: side_of(&words, &crosswalk.sides), words }
    };
    let open = || Actor { side: Side::Unknown, words: String::new() };
    let (mut initiator, mut target) = match rule.acts {
        Some(Acts::First) => {
            (named(crosswalk.fields.first_actor.as_ref()), named(crosswalk.fields.second_actor.as_ref()))
        }
        None => (open(), open()),
    };
    let by_rule = |rules: &[SideRule], actor: &mut Actor| {
        if let Some(rule) = rules.iter().find(|rule| holds(row, &rule.when)) {
            actor.side = rule.side.0;
        }
    };
    by_rule(&crosswalk.initiators, &mut initiator);
    by_rule(&crosswalk.targets, &mut target);
    (initiator, target)
}

/// The side of the first rule whose words stand in a name.
fn side_of(name: &str, rules: &[SideWords]) -> Side {
    let name = name.to_lowercase();
    let is_in = |rule: &&SideWords| rule.words.iter().any(|words| name.contains(&words.to_lowercase()));
    rules.iter().find(is_in).map_or(Side::Unknown, |rule| rule.side.0)
}

fn claimants(row: &Row, crosswalk: &Crosswalk) -> Vec<Claimant> {
    let all = row.maybe(crosswalk.fields.claimants.as_ref());
    let parted: Vec<&str> = match &crosswalk.fields.claimants_parted_by {
        Some(mark) => all.split(mark.as_str()).collect(),
        None => vec![all],
    };
    let names = parted.into_iter().map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Claimant { name: name.to_owned(), side: side_of(name, &crosswalk.claimant_sides) }).collect()
}

fn counts(row: &Row, crosswalk: &Crosswalk) -> Result<Counts, Error> {
    let mut counts = Counts::new();
    for (counted, columns) in &crosswalk.counts {
        let number = |column: &str| match row.get(column) {
            "" => Ok(0),
            value => value
                .parse::<f64>()
                .ok()
                .filter(|number| (0.0..1e9).contains(number))
                .map(|number| number as u32)
                .ok_or_else(|| wrong(row, column, "a number")),
        };
        let best = number(&columns.best)?;
        let low = columns.low.as_deref().map(number).transpose()?.unwrap_or(best);
        let high = columns.high.as_deref().map(number).transpose()?.unwrap_or(best);
        if best.max(high) > 0 {
            counts.insert(counted.0, Count { low: low.min(best), best, high: Some(high.max(best)) });
        }
    }
    Ok(counts)
}

fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn wrong(row: &Row, column: &str, expected: &'static str) -> Error {
    Error::Field { at: row.at.clone(), column: column.to_owned(), value: row.get(column).to_owned(), expected }
}

/// The first bytes of a SHA-256 in hexadecimal; the parts are kept apart.
fn hash(parts: &[&str], bytes: usize) -> String {
    let mut hasher = Sha256::new();
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            hasher.update([0x1f]);
        }
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}
