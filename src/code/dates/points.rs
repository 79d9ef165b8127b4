//! One day as the text names it, and the day of the calendar that it means.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::matcher::Capture;

/// One day, as far as the text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Point {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// 1 is Monday.
    pub(super) weekday: Option<i8>,
    /// Counts back from the publication day.
    pub(super) days_ago: Option<i32>,
}

impl Point {
    /// What these captures say of one day; the first of each kind counts.
    pub(super) fn of(captures: &[Capture]) -> Point {
        let mut point = Point::default();
        for capture in captures {
            match *capture {
                Capture::Day(day) => point.day = point.day.or(Some(day)),
                Capture::Month(month) => point.month = point.month.or(Some(month)),
                Capture::Year(year) => point.year = point.year.or(Some(year)),
                Capture::Weekday(weekday) => point.weekday = point.weekday.or(Some(weekday)),
                Capture::DaysAgo(days) => point.days_ago = point.days_ago.or(Some(days)),
                Capture::Full(date) => {
                    (point.year, point.month, point.day) = (Some(date.year()), Some(date.month()), Some(date.day()));
                }
                Capture::Point(other) => point = other,
                Capture::Number(_) | Capture::Hour(_) => {}
            }
        }
        point
    }

    /// The text itself names the day.
    pub(super) fn is_stated(&self) -> bool {
        self.day.is_some()
    }

    /// Whether there is such a day in any year.
    pub(super) fn is_possible(&self) -> bool {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(self.year.unwrap_or(2024), month, day).is_ok(),
            (None, Some(_)) => false,
            (_, None) => self.weekday.is_some() || self.days_ago.is_some(),
        }
    }

    /// The day it means: without a year the last such day up to the day after `published`.
    pub(super) fn date(&self, published: Option<Date>) -> Option<Date> {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok(),
            (None, Some(month), Some(day)) => {
                let latest = days_after(published?, 1)?;
                let mut years = (0..9).map(|back| latest.year() - back);
                years.find_map(|year| Date::new(year, month, day).ok().filter(|date| *date <= latest))
            }
            _ => self.relative_date(published?),
        }
    }

    fn relative_date(&self, published: Date) -> Option<Date> {
        if let Some(days) = self.days_ago {
            return days_after(published, -days);
        }
        let back = (published.weekday().to_monday_one_offset() - self.weekday?).rem_euclid(7);
        days_after(published, -i32::from(back))
    }
}

/// A day so many days later; none beyond the calendar.
pub(super) fn days_after(date: Date, days: i32) -> Option<Date> {
    date.checked_add(i64::from(days).days()).ok()
}

/// A day so many months earlier; none beyond the calendar.
pub(super) fn months_before(date: Date, months: u32) -> Option<Date> {
    date.checked_sub(Span::new().try_months(i64::from(months)).ok()?).ok()
}
