//! What a matched date phrase means.

use jiff::civil::Date;

use crate::model::{DateBasis, DatePrecision, When};

use super::matcher::Capture;
use super::points::{Point, days_after, months_before};

/// What happened longer ago than this is history to the document.
const BACKGROUND_DAYS: i32 = 30;

/// Declares the readings with the names they have in the files, in order of rank: of two readings of the same words
/// the first is taken.
macro_rules! readings {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// How the words of a form are to be understood.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Reading { $($(#[$doc])* $name),+ }

        impl Reading {
            /// The reading of a name, none when there is no such name.
            pub(super) fn from_code(code: &str) -> Option<Reading> {
                match code { $($code => Some(Reading::$name),)+ _ => None }
            }
        }
    };
}

readings! {
    /// Bare part of the publication day: "overnight".
    PartOfDay = "part_of_day",
    /// One day.
    Day = "day",
    /// From one day to another.
    Days = "days",
    /// The night that ends on a day.
    NightTo = "night_to",
    /// The night that begins on a day.
    NightOf = "night_of",
    /// From a day to the publication day.
    Since = "since",
    /// State of things before noon: the period reaches into the day before.
    AsOfMorning = "as_of_morning",
    /// State of things after noon.
    AsOfEvening = "as_of_evening",
    /// State of things at a time.
    AsOf = "as_of",
    /// A month.
    Month = "month",
    /// Its first ten days.
    MonthStart = "month_start",
    /// Its second ten days.
    MonthMiddle = "month_middle",
    /// Its days from the 21st.
    MonthEnd = "month_end",
    /// From one month to another.
    Months = "months",
    /// The day before publication.
    DayBefore = "day_before",
    /// Two days before publication.
    TwoDaysBefore = "two_days_before",
    /// The night that ends on the publication day.
    LastNight = "last_night",
    /// The reporting period that is the day before publication.
    PastDay = "past_day",
    /// The reporting period of 24 hours up to publication.
    PastDayAndNight = "past_24_hours",
    /// The reporting period of so many hours.
    PastHours = "past_hours",
    /// The reporting period of so many days.
    PastDays = "past_days",
    /// The reporting period of so many weeks.
    PastWeeks = "past_weeks",
    /// So many days before.
    DaysAgo = "days_ago",
    /// So many weeks before.
    WeeksAgo = "weeks_ago",
    /// So many months before.
    MonthsAgo = "months_ago",
    /// The calendar week of publication, as far as it has gone.
    ThisWeek = "this_week",
    /// The calendar week before.
    LastWeek = "last_week",
    /// A day of the calendar week before.
    WeekdayOfLastWeek = "weekday_of_last_week",
    /// The last Saturday and Sunday.
    Weekend = "weekend",
    /// The calendar month of publication, as far as it has gone.
    ThisMonth = "this_month",
    /// The calendar month before.
    LastMonth = "last_month",
    /// Lately, no day told.
    Recent = "recent",
    /// Yet to come.
    Future = "future",
    /// Long ago, or for a long time.
    History = "history",
    /// Looks like a date and is none.
    NotADate = "not_a_date",
}

/// What a phrase means.
pub(super) struct Meaning {
    pub(super) when: When,
    pub(super) is_background: bool,
    pub(super) is_window: bool,
}

/// First day, last day and how exactly.
type Days = (Date, Date, DatePrecision);

impl Reading {
    /// What the phrase means with these captures; none when it is no date after all.
    pub(super) fn meaning(self, captures: &[Capture], published: Option<Date>) -> Option<Meaning> {
        let points = points(captures);
        if self == Reading::NotADate || points.iter().any(|point| !point.is_possible()) {
            return None;
        }
        let months = months(captures);
        let number = captures.iter().find_map(|capture| match capture {
            Capture::Number(number) => i32::try_from(*number).ok().filter(|number| *number <= 1000),
            _ => None,
        });
        let days = self
            .stated_days(&points, published)
            .or_else(|| self.month_days(&months, published))
            .or_else(|| self.counted_days(number.unwrap_or(1), &points, published?))
            .or_else(|| self.as_of_days(captures, &points, published));
        let has_year = captures.iter().any(|capture| matches!(capture, Capture::Year(_)));
        let basis = self.basis(has_year || !months.is_empty() || points.iter().any(Point::is_stated));
        let first_of_concern = days.map(|(start, end, _)| if self == Reading::Since { start } else { end });
        // A day that is named is that of a happening, however long ago; a month or a year is history.
        let is_named_day = self == Reading::Day && !points.is_empty();
        let is_old = match (first_of_concern, published) {
            (Some(day), Some(published)) if !is_named_day => {
                days_after(published, -BACKGROUND_DAYS).is_some_and(|limit| day < limit)
            }
            _ => false,
        };
        let when = match days {
            Some((start, end, precision)) => When { start: Some(start), end: Some(end), precision, basis },
            None => When { basis, ..When::UNKNOWN },
        };
        let is_background = is_old || self.is_history() || self == Reading::MonthsAgo;
        Some(Meaning { when, is_background, is_window: self.is_window() })
    }

    fn is_history(self) -> bool {
        matches!(self, Reading::History | Reading::LastMonth)
    }

    fn is_window(self) -> bool {
        use Reading as R;
        matches!(
            self,
            R::AsOf
                | R::AsOfMorning
                | R::AsOfEvening
                | R::PastDay
                | R::PastDayAndNight
                | R::PastHours
                | R::PastDays
                | R::PastWeeks
        )
    }

    fn basis(self, names_a_date: bool) -> DateBasis {
        match (self.is_window(), names_a_date) {
            (true, _) => DateBasis::ReportWindow,
            (false, true) => DateBasis::Stated,
            (false, false) => DateBasis::Relative,
        }
    }

    /// Days that the text names.
    fn stated_days(self, points: &[Point], published: Option<Date>) -> Option<Days> {
        let first = points.first()?.date(published)?;
        match self {
            Reading::Day => Some((first, first, DatePrecision::Day)),
            Reading::Days => {
                let last = points.last()?.date(published)?;
                // "December 28 to January 3, 2023" begins in the year before the one it names.
                let year = Some(last.year() - 1);
                let first = if first > last { Point { year, ..points[0] }.date(published)? } else { first };
                (first <= last).then_some((first, last, DatePrecision::Days))
            }
            Reading::NightTo => Some((days_after(first, -1)?, first, DatePrecision::Days)),
            Reading::NightOf => Some((first, days_after(first, 1)?, DatePrecision::Days)),
            Reading::Since => {
                let last = published.filter(|published| *published >= first)?;
                Some((first, last, DatePrecision::Days))
            }
            _ => None,
        }
    }

    fn as_of_days(self, captures: &[Capture], points: &[Point], published: Option<Date>) -> Option<Days> {
        let day = match points.first() {
            Some(point) => point.date(published)?,
            None => published?,
        };
        let is_before_noon = captures.iter().any(|capture| matches!(capture, Capture::Hour(0..12)));
        match self {
            Reading::AsOf if !is_before_noon => Some((day, day, DatePrecision::Day)),
            Reading::AsOfEvening => Some((day, day, DatePrecision::Day)),
            Reading::AsOf | Reading::AsOfMorning => Some((days_after(day, -1)?, day, DatePrecision::Days)),
            _ => None,
        }
    }

    fn month_days(self, months: &[Month], published: Option<Date>) -> Option<Days> {
        let first = months.first()?.first_day(published)?;
        let last = months.last()?.first_day(published)?;
        let upto = |date: Date| published.filter(|published| *published >= first).map_or(date, |day| date.min(day));
        let within = |from: i8, to: i8| {
            let end = first.with().day(to.min(first.days_in_month())).build().ok()?;
            Some((first.with().day(from).build().ok()?, end, DatePrecision::Month))
        };
        match self {
            Reading::Month => Some((first, upto(first.last_of_month()), DatePrecision::Month)),
            Reading::MonthStart => within(1, 10),
            Reading::MonthMiddle => within(11, 20),
            Reading::MonthEnd => within(21, 31),
            Reading::Months if first <= last => Some((first, upto(last.last_of_month()), DatePrecision::Month)),
            Reading::Since => Some((first, published.filter(|day| *day >= first)?, DatePrecision::Month)),
            _ => None,
        }
    }

    /// Days counted from the publication day.
    fn counted_days(self, number: i32, points: &[Point], published: Date) -> Option<Days> {
        use DatePrecision as P;
        use Reading as R;
        let back = |days: i32| days_after(published, -days);
        let since = |days: i32, precision| Some((back(days)?, published, precision));
        let one = |day: Date| Some((day, day, P::Day));
        let monday = back(i32::from(published.weekday().to_monday_zero_offset()))?;
        match self {
            R::PartOfDay => one(published),
            R::DayBefore | R::PastDay => one(back(1)?),
            R::TwoDaysBefore => one(back(2)?),
            R::LastNight | R::PastDayAndNight => since(1, P::Days),
            R::PastHours if number < 12 => one(published),
            R::PastHours => since((number + 23) / 24, P::Days),
            R::PastDays => since(number, P::Days),
            R::PastWeeks => since(number * 7, P::Week),
            R::DaysAgo => one(back(number)?),
            // "A week ago" is seldom seven days to the day.
            R::WeeksAgo => Some((back(number * 7 + 3)?, back(number * 7 - 3)?, P::Week)),
            R::MonthsAgo => {
                let day = months_before(published, u32::try_from(number).ok()?)?;
                Some((day.first_of_month(), day.last_of_month().min(published), P::Month))
            }
            R::ThisWeek => Some((monday, published, P::Week)),
            R::LastWeek => Some((days_after(monday, -7)?, days_after(monday, -1)?, P::Week)),
            R::WeekdayOfLastWeek => {
                let weekday = points.first()?.weekday?;
                one(days_after(monday, i32::from(weekday) - 8)?)
            }
            R::Weekend => {
                let sunday =
                    if published.weekday().to_monday_zero_offset() == 6 { published } else { days_after(monday, -1)? };
                Some((days_after(sunday, -1)?, sunday, P::Days))
            }
            R::ThisMonth => Some((published.first_of_month(), published, P::Month)),
            R::LastMonth => {
                let day = months_before(published, 1)?;
                Some((day.first_of_month(), day.last_of_month(), P::Month))
            }
            _ => None,
        }
    }
}

/// A month as far as the text names it.
struct Month {
    year: Option<i16>,
    month: i8,
}

impl Month {
    /// Its first day: without a year that of the last such month up to publication.
    fn first_day(&self, published: Option<Date>) -> Option<Date> {
        let first = |year: i16| Date::new(year, self.month, 1).ok();
        match self.year {
            Some(year) => first(year),
            None => {
                let latest = published?;
                first(latest.year()).filter(|date| *date <= latest).or_else(|| first(latest.year() - 1))
            }
        }
    }
}

/// The months named without days; a year named once belongs to all.
fn months(captures: &[Capture]) -> Vec<Month> {
    let has_days =
        captures.iter().any(|capture| matches!(capture, Capture::Day(_) | Capture::Point(_) | Capture::Full(_)));
    if has_days {
        return Vec::new();
    }
    let mut out: Vec<Month> = Vec::new();
    for capture in captures {
        match *capture {
            Capture::Month(month) => out.push(Month { year: None, month }),
            Capture::Year(year) => out.iter_mut().filter(|m| m.year.is_none()).for_each(|m| m.year = Some(year)),
            _ => {}
        }
    }
    out
}

/// The days named, in order; a month and a year named once belong to all.
fn points(captures: &[Capture]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let shared = Point::of(&captures.iter().copied().filter(|c| !matches!(c, Capture::Point(_))).collect::<Vec<_>>());
    let mut month = None;
    for (at, capture) in captures.iter().enumerate() {
        match *capture {
            Capture::Point(point) => out.push(point),
            Capture::Full(_) => out.push(Point::of(&[*capture])),
            Capture::Month(named) => month = Some(named),
            Capture::Day(day) => {
                let later = captures[at..].iter().find_map(|capture| match capture {
                    Capture::Month(month) => Some(*month),
                    _ => None,
                });
                out.push(Point { year: shared.year, month: month.or(later), day: Some(day), ..Point::default() });
            }
            _ => {}
        }
    }
    let bare = Point { month: None, year: None, day: None, ..shared };
    if out.is_empty() && (bare.weekday.is_some() || bare.days_ago.is_some()) {
        out.push(bare);
    }
    let year = out.iter().rev().find_map(|point| point.year);
    for point in out.iter_mut().filter(|point| point.day.is_some()) {
        point.year = point.year.or(year);
    }
    out
}
