//! Calendar arithmetic against the day of publication.
//!
//! Reads: an anchor day and what an expression says. Writes: ISO 8601 values. Never: reads the clock.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Where an event lies in relation to the article, by the tense of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
}

/// A value without its relation: begin, and end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub begin: String,
    pub end: Option<String>,
}

impl Stretch {
    pub(super) fn point(begin: impl Into<String>) -> Self {
        Self {
            begin: begin.into(),
            end: None,
        }
    }

    /// From the begin of one to the end of the other.
    pub(super) fn to(self, last: Self) -> Self {
        Self {
            begin: self.begin,
            end: Some(last.end.unwrap_or(last.begin)),
        }
    }

    fn days(first: Date, last: Date) -> Self {
        Self {
            begin: first.to_string(),
            end: Some(last.to_string()),
        }
    }
}

/// Units that can be counted from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Year,
    Decade,
}

impl Unit {
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "day" | "days" => Self::Day,
            "week" | "weeks" => Self::Week,
            "weekend" | "weekends" => Self::Weekend,
            "month" | "months" => Self::Month,
            "year" | "years" => Self::Year,
            "decade" | "decades" => Self::Decade,
            _ => return None,
        })
    }
}

/// A day that a weekday names: the publication day itself or the nearest one in the direction.
pub(super) fn weekday(anchor: Date, day: Weekday, direction: Direction) -> Stretch {
    let back = i64::from(anchor.weekday().since(day));
    let days = match direction {
        Direction::Past => -back,
        Direction::Future if back == 0 => 7,
        Direction::Future => 7 - back,
    };
    Stretch::point(shift_days(anchor, days).to_string())
}

/// "last Friday" and "next Friday": never the publication day itself.
pub(super) fn weekday_step(anchor: Date, day: Weekday, steps: i64) -> Stretch {
    let back = i64::from(anchor.weekday().since(day));
    let days = match steps {
        ..0 if back == 0 => -7,
        ..0 => -back,
        0 => return weekday_of_week(anchor, day),
        _ => 7 - back,
    };
    Stretch::point(shift_days(anchor, days).to_string())
}

/// "this Friday": the one of the running week.
fn weekday_of_week(anchor: Date, day: Weekday) -> Stretch {
    let monday = shift_days(anchor, -i64::from(anchor.weekday().to_monday_zero_offset()));
    Stretch::point(shift_days(monday, i64::from(day.to_monday_zero_offset())).to_string())
}

/// "last week", "this month", "next year": `steps` units from the running one.
/// A week runs from Monday to Sunday.
pub(super) fn running(anchor: Date, unit: Unit, steps: i64) -> Option<Stretch> {
    let monday = shift_days(
        anchor,
        7 * steps - i64::from(anchor.weekday().to_monday_zero_offset()),
    );
    Some(match unit {
        Unit::Day => Stretch::point(shift_days(anchor, steps).to_string()),
        Unit::Week => Stretch::days(monday, shift_days(monday, 6)),
        Unit::Weekend => Stretch::days(shift_days(monday, 5), shift_days(monday, 6)),
        Unit::Month => Stretch::point(month_string(shift_months(anchor, steps)?)),
        Unit::Year => Stretch::point(format!("{:04}", i64::from(anchor.year()) + steps)),
        Unit::Decade => decade(i64::from(anchor.year()).div_euclid(10) * 10 + 10 * steps),
    })
}

/// "two days ago", "three months ago": with the granularity of the unit.
pub(super) fn ago(anchor: Date, count: i64, unit: Unit) -> Option<Stretch> {
    match unit {
        Unit::Day => Some(Stretch::point(shift_days(anchor, -count).to_string())),
        Unit::Week => Some(Stretch::point(shift_days(anchor, -7 * count).to_string())),
        Unit::Month => Some(Stretch::point(month_string(shift_months(anchor, -count)?))),
        Unit::Year => running(anchor, Unit::Year, -count),
        Unit::Weekend | Unit::Decade => None,
    }
}

/// The stretch of so many units that ends on the anchor: "the last four years".
pub(super) fn back(anchor: Date, count: i64, unit: Unit) -> Option<Stretch> {
    let begin = ago(anchor, count, unit)?.begin;
    let end = match unit {
        Unit::Year => running(anchor, Unit::Year, 0)?.begin,
        Unit::Month => month_string(anchor),
        _ => anchor.to_string(),
    };
    Some(Stretch {
        begin,
        end: Some(end),
    })
}

/// So many units from a value of the text, where the value is exact enough: "two years later".
pub(super) fn counted_from(value: &str, count: i64, unit: Unit) -> Option<String> {
    let exact = match unit {
        Unit::Year => 4,
        Unit::Month => 7,
        Unit::Day | Unit::Week => 10,
        Unit::Weekend | Unit::Decade => return None,
    };
    let day = format!(
        "{}{}",
        value.get(..value.len().min(10))?,
        "-01-01".get(value.len().min(10) - 4..)?
    );
    let base: Date = day.parse().ok().filter(|_| value.len() >= exact)?;
    Some(ago(base, -count, unit)?.begin)
}

/// A whole decade by its first year.
pub(super) fn decade(first: i64) -> Stretch {
    Stretch {
        begin: format!("{first:04}"),
        end: Some(format!("{:04}", first + 9)),
    }
}

/// A month without a year: the nearest one in the direction.
pub(super) fn month(anchor: Date, month: i8, direction: Direction) -> Stretch {
    let year = i64::from(anchor.year());
    let year = match direction {
        Direction::Past if month > anchor.month() => year - 1,
        Direction::Future if month < anchor.month() => year + 1,
        _ => year,
    };
    Stretch::point(format!("{year:04}-{month:02}"))
}

/// A day of a month without a year: the nearest one in the direction.
pub(super) fn day_of_month(
    anchor: Date,
    month: i8,
    day: i8,
    direction: Direction,
) -> Option<Stretch> {
    let this_year = Date::new(anchor.year(), month, day).ok()?;
    let step = match direction {
        Direction::Past if this_year > anchor => -1,
        Direction::Future if this_year < anchor => 1,
        _ => 0,
    };
    let date = Date::new(anchor.year() + step, month, day).ok()?;
    Some(Stretch::point(date.to_string()))
}

/// A day without a month: the nearest one in the direction.
pub(super) fn day_alone(anchor: Date, day: i8, direction: Direction) -> Option<Stretch> {
    let months = match direction {
        Direction::Past if day > anchor.day() => -1,
        Direction::Future if day < anchor.day() => 1,
        _ => 0,
    };
    let month = shift_months(anchor.first_of_month(), months)?;
    full(month.year(), month.month(), day)
}

/// A full date; `None` for one that the calendar does not have.
pub(super) fn full(year: i16, month: i8, day: i8) -> Option<Stretch> {
    let date = Date::new(year, month, day).ok()?;
    Some(Stretch::point(date.to_string()))
}

/// The day so many days after another one, in ISO 8601.
pub(super) fn day_after(day: Date, days: i64) -> Option<String> {
    Some(day.checked_add(days.days()).ok()?.to_string())
}

fn month_string(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

fn shift_days(date: Date, days: i64) -> Date {
    date.saturating_add(days.days())
}

fn shift_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(months.months()).ok()
}
