//! The numbers under which values stand in the file: the place of each in its list. A list only ever grows at its end.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rusqlite::{Connection, params};

use crate::model::{
    AxisBasis, Counted, DateBasis, DatePrecision, EventType as T, Kind, Modality, Outcome, Polarity, PositionBasis,
    Precision, Role, Scope, Side, Status,
};
use crate::store::error::{Fault, Outcome as Made};

pub(super) const TYPES: &[T] = &[
    T::GroundAssault,
    T::AssaultRepelled,
    T::Clash,
    T::Advance,
    T::Capture,
    T::Withdrawal,
    T::Incursion,
    T::Sabotage,
    T::Strike,
    T::Shelling,
    T::MlrsStrike,
    T::AirStrike,
    T::GlideBomb,
    T::MissileStrike,
    T::DroneStrike,
    T::NavalStrike,
    T::Mine,
    T::AirDefence,
    T::Evacuation,
    T::CivilianHarm,
    T::InfrastructureDamage,
    T::Movement,
    T::Other,
];
pub(super) const OUTCOMES: &[Outcome] = &[
    Outcome::Unknown,
    Outcome::Repelled,
    Outcome::Ongoing,
    Outcome::SuccessClaimed,
    Outcome::NoChange,
    Outcome::Intercepted,
    Outcome::Hit,
];
pub(super) const DATE_PRECISIONS: &[DatePrecision] =
    &[DatePrecision::Day, DatePrecision::Days, DatePrecision::Week, DatePrecision::Month, DatePrecision::Unknown];
pub(super) const DATE_BASES: &[DateBasis] =
    &[DateBasis::Stated, DateBasis::Relative, DateBasis::ReportWindow, DateBasis::Published, DateBasis::None];
pub(super) const POLARITIES: &[Polarity] = &[Polarity::Affirmed, Polarity::Denied];
pub(super) const MODALITIES: &[Modality] =
    &[Modality::Asserted, Modality::Planned, Modality::Hypothetical, Modality::Background];
pub(super) const AXIS_BASES: &[AxisBasis] = &[AxisBasis::None, AxisBasis::Stated, AxisBasis::Inferred];
pub(super) const SCOPES: &[Scope] = &[Scope::Event, Scope::PlaceList, Scope::Axis, Scope::Front];
pub(super) const COUNTED: &[Counted] = &[
    Counted::Attacks,
    Counted::Munitions,
    Counted::Killed,
    Counted::Wounded,
    Counted::Captured,
    Counted::Evacuated,
    Counted::Downed,
];
pub(super) const SIDES: &[Side] = &[Side::Unknown, Side::Russia, Side::Ukraine, Side::ArmedGroup, Side::Civilians];
pub(super) const STATUSES: &[Status] =
    &[Status::Claimed, Status::ClaimedByBoth, Status::Disputed, Status::Corroborated, Status::Denied];
pub(super) const KINDS: &[Kind] = &[
    Kind::Settlement,
    Kind::Hromada,
    Kind::Raion,
    Kind::Oblast,
    Kind::Country,
    Kind::Axis,
    Kind::River,
    Kind::Sea,
    Kind::Poi,
    Kind::Region,
];
pub(super) const ROLES: &[Role] = &[Role::At, Role::Near, Role::Toward, Role::From, Role::Context, Role::Metonym];
pub(super) const PRECISIONS: &[Precision] =
    &[Precision::Settlement, Precision::NearSettlement, Precision::District, Precision::Region, Precision::Country];
pub(super) const BASES: &[PositionBasis] =
    &[PositionBasis::Own, PositionBasis::Guess, PositionBasis::DistrictCentre, PositionBasis::AreaCentre];

/// Whether the file has the words of all numbers that this program knows.
pub(super) fn are_kept(connection: &Connection) -> Made<bool> {
    let count: usize = words().iter().map(|(_, codes)| codes.len()).sum();
    let kept: i64 = connection.query_row("SELECT count(*) FROM codes", [], |row| row.get(0))?;
    Ok(usize::try_from(kept).is_ok_and(|kept| kept >= count))
}

/// Writes the words of all numbers, for the views that others see.
pub(super) fn keep(connection: &Connection) -> Made<()> {
    let mut insert = connection.prepare("INSERT OR REPLACE INTO codes VALUES (?1, ?2, ?3)")?;
    for (list, codes) in words() {
        for (number, code) in (0_i64..).zip(codes) {
            insert.execute(params![list, number, code])?;
        }
    }
    Ok(())
}

/// Every list that others read by its words, under the name it has for them.
fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("type", TYPES.iter().map(|value| value.code()).collect()),
        ("outcome", OUTCOMES.iter().map(|value| value.code()).collect()),
        ("status", STATUSES.iter().map(|value| value.code()).collect()),
        ("date_precision", DATE_PRECISIONS.iter().map(|value| value.code()).collect()),
        ("date_basis", DATE_BASES.iter().map(|value| value.code()).collect()),
        ("role", ROLES.iter().map(|value| value.code()).collect()),
        ("precision", PRECISIONS.iter().map(|value| value.code()).collect()),
        ("axis_basis", AXIS_BASES.iter().map(|value| value.code()).collect()),
        ("side", SIDES.iter().map(|value| value.code()).collect()),
        ("scope", SCOPES.iter().map(|value| value.code()).collect()),
    ]
}

/// The number of a value.
pub(super) fn number<T: PartialEq>(list: &[T], value: &T) -> i64 {
    let at = list.iter().position(|known| known == value).expect("every value is listed, as a test holds");
    i64::try_from(at).expect("lists are short")
}

/// The value of a number.
pub(super) fn value<T: Copy>(list: &[T], number: i64) -> Made<T> {
    let at = usize::try_from(number).ok().and_then(|at| list.get(at));
    at.copied().ok_or_else(|| Fault::value("value this program knows", number))
}

const FIRST_DAY: Date = date(1970, 1, 1);

/// Days since 1970-01-01.
pub(super) fn day_number(day: Date) -> i64 {
    i64::from((day - FIRST_DAY).get_days())
}

/// The day of a number.
pub(super) fn day(number: i64) -> Made<Date> {
    let days = i32::try_from(number).map_err(|_| Fault::value("day", number))?;
    FIRST_DAY.checked_add(days.days()).map_err(|_| Fault::value("day", number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Copy + PartialEq + std::fmt::Debug>(list: &[T], all: &[T]) {
        assert_eq!(list.len(), all.len());
        for known in all {
            assert_eq!(value(list, number(list, known)).unwrap(), *known);
        }
    }

    #[test]
    fn every_value_has_a_number() {
        check(TYPES, T::ALL);
        check(OUTCOMES, Outcome::ALL);
        check(DATE_PRECISIONS, DatePrecision::ALL);
        check(DATE_BASES, DateBasis::ALL);
        check(POLARITIES, Polarity::ALL);
        check(MODALITIES, Modality::ALL);
        check(AXIS_BASES, AxisBasis::ALL);
        check(SCOPES, Scope::ALL);
        check(COUNTED, Counted::ALL);
        check(ROLES, Role::ALL);
        check(PRECISIONS, Precision::ALL);
        assert!(value(TYPES, 999).is_err() && value(TYPES, -1).is_err());
    }

    #[test]
    fn days_count_both_ways() {
        for day_of in [date(2023, 5, 24), date(1970, 1, 1), date(1943, 7, 5)] {
            assert_eq!(day(day_number(day_of)).unwrap(), day_of);
        }
    }
}
