//! Written dates, to days of the calendar.
//!
//! Reads: ISO 8601 and RFC 3339 (with time and zone), RFC 2822, "20 October 2023",
//! "October 20, 2023" and their short forms. Writes: `YYYY-MM-DD`, the day as written, in its own zone.
//! Never: asks the clock; guesses between day and month.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, Time};

use super::scan::Cursor;
use crate::error::{Diagnostic, Place};

/// Months by name: see `data/lexicon/newswire.toml`.
pub(super) type Months = BTreeMap<String, i8>;

/// Why a value is no day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateError {
    /// It does not look like a date.
    Unknown,
    /// It looks like a date that the calendar does not have, like 30 February.
    Impossible,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "not a date",
            Self::Impossible => "impossible date",
        })
    }
}

/// The message for a date that cannot be used.
pub(super) fn diagnostic(place: Place, error: DateError, date: &str) -> Diagnostic {
    let problem = Diagnostic::new(place, format!("{error}: {date:?}"));
    match error {
        DateError::Impossible => problem,
        DateError::Unknown => problem.hint("write it as 2023-10-20 or 20 October 2023"),
    }
}

/// A date at the head of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) year: Option<i16>,
    month: i8,
    day: i8,
}

impl Written {
    /// The day, when the year is written too.
    pub(super) fn full(self) -> Option<Result<Date, DateError>> {
        Some(self.in_year(self.year?))
    }

    /// The day; a year that is not written is the one that puts it nearest to `published`.
    pub(super) fn near(self, published: Option<Date>) -> Option<Date> {
        match (self.full(), published) {
            (Some(date), _) => date.ok(),
            (None, Some(published)) => [-1, 0, 1]
                .iter()
                .filter_map(|shift| self.in_year(published.year() + shift).ok())
                .min_by_key(|date| {
                    published
                        .until(*date)
                        .map_or(i32::MAX, |gap| gap.get_days().abs())
                }),
            (None, None) => None,
        }
    }

    fn in_year(self, year: i16) -> Result<Date, DateError> {
        Date::new(year, self.month, self.day).map_err(|_| DateError::Impossible)
    }
}

/// Reads a whole value, a time of day and a zone included.
pub(super) fn parse(value: &str, months: &Months) -> Result<Date, DateError> {
    let mut cursor = Cursor::new(value.trim());
    skip_weekday(&mut cursor, months);
    let written = take(&mut cursor, months).ok_or(DateError::Unknown)?;
    let date = written.full().ok_or(DateError::Unknown)?;
    time_of_day(cursor.rest())?;
    date
}

/// True for a year and month of the calendar, or a year, without a day: `2004-11`.
pub(super) fn is_month(value: &str) -> bool {
    let (year, month) = value.trim().split_once('-').unwrap_or((value.trim(), "01"));
    let month_number = month.parse::<u8>().unwrap_or(0);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year && month.len() == 2 && (1..=12).contains(&month_number)
}

/// Takes a date: `2023-10-20`, `Oct. 20`, `October 20, 2023`, `20 October 2023`.
pub(super) fn take(cursor: &mut Cursor, months: &Months) -> Option<Written> {
    cursor.attempt(iso).or_else(|| {
        cursor
            .attempt(|c| month_first(c, months))
            .or_else(|| cursor.attempt(|c| day_first(c, months)))
    })
}

/// `2023-10-20`, `2023/10/20`, `20231020`.
fn iso(cursor: &mut Cursor) -> Option<Written> {
    let digits = cursor.digits()?;
    if digits.len() == 8 {
        return written(&digits[..4], digits[4..6].parse().ok()?, &digits[6..]);
    }
    let separator = cursor.peek().filter(|&c| c == '-' || c == '/')?;
    cursor.bump();
    let month = cursor.digits().filter(|month| month.len() <= 2)?;
    cursor.eat(separator)?;
    let day = cursor.digits().filter(|day| day.len() <= 2)?;
    (digits.len() == 4).then_some(())?;
    written(digits, month.parse().ok()?, day)
}

/// `October 20, 2023`, `Oct. 20`.
fn month_first(cursor: &mut Cursor, months: &Months) -> Option<Written> {
    let month = month(cursor, months)?;
    cursor.spaces();
    let day = day(cursor)?;
    let year = cursor.attempt(|c| {
        c.eat(',');
        c.spaces();
        year(c)
    });
    Some(Written { year, month, day })
}

/// `20 October 2023`, `20 Oct`.
fn day_first(cursor: &mut Cursor, months: &Months) -> Option<Written> {
    let day = day(cursor)?;
    cursor.spaces();
    if cursor.eat('-').is_some() {
        cursor.spaces();
    }
    let month = month(cursor, months)?;
    let year = cursor.attempt(|c| {
        if c.eat(',').or_else(|| c.eat('-')).is_none() && !c.peek()?.is_whitespace() {
            return None;
        }
        c.spaces();
        year(c)
    });
    Some(Written { year, month, day })
}

fn month(cursor: &mut Cursor, months: &Months) -> Option<i8> {
    let month = *months.get(&cursor.letters()?.to_lowercase())?;
    cursor.eat('.');
    Some(month)
}

fn day(cursor: &mut Cursor) -> Option<i8> {
    let day = cursor.digits().filter(|day| day.len() <= 2)?;
    for ending in ["st", "nd", "rd", "th"] {
        if cursor.eat_text(ending).is_some() {
            break;
        }
    }
    (!cursor.peek().is_some_and(char::is_alphanumeric)).then(|| day.parse().ok())?
}

fn year(cursor: &mut Cursor) -> Option<i16> {
    cursor
        .digits()
        .filter(|year| year.len() == 4)
        .and_then(|year| year.parse().ok())
}

fn written(year: &str, month: i8, day: &str) -> Option<Written> {
    Some(Written {
        year: Some(year.parse().ok()?),
        month,
        day: day.parse().ok()?,
    })
}

/// Skips "Fri, " and "Friday, ".
fn skip_weekday(cursor: &mut Cursor, months: &Months) {
    cursor.attempt(|c| {
        let word = c.letters()?.to_lowercase();
        (!months.contains_key(&word)).then_some(())?;
        c.eat('.');
        c.eat(',');
        c.spaces();
        c.peek()?.is_alphanumeric().then_some(())
    });
}

/// What may follow the day: nothing, or a time. Only hours and minutes are held against the clock.
fn time_of_day(rest: &str) -> Result<(), DateError> {
    let rest = rest
        .trim_start_matches(|c: char| c.is_whitespace() || "T,-–—|·".contains(c))
        .trim_start_matches("at ");
    if rest.is_empty() {
        return Ok(());
    }
    let mut cursor = Cursor::new(rest);
    let hour = cursor.digits().and_then(|hour| hour.parse::<i8>().ok());
    let minute = cursor
        .eat(':')
        .or_else(|| cursor.eat('.'))
        .and_then(|()| cursor.digits()?.parse::<i8>().ok());
    match (hour, minute) {
        (Some(hour), Some(minute)) => Time::new(hour, minute, 0, 0)
            .map(|_| ())
            .map_err(|_| DateError::Impossible),
        _ => Err(DateError::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lexicon::project_lexicon;

    fn day_of(value: &str) -> Result<String, DateError> {
        parse(value, &project_lexicon().newswire.months).map(|date| date.to_string())
    }

    #[test]
    fn usual_forms_are_read() {
        for value in [
            "2023-10-20",
            "2023-10-20T23:59:00Z",
            "2023-10-20T23:59:00+05:00",
            "2023-10-20 08:15",
            "20231020",
            "Fri, 20 Oct 2023 14:00:00 GMT",
            "20 October 2023",
            "October 20, 2023",
            "Oct. 20, 2023 4:30 PM",
            "Friday, October 20th, 2023",
            "20-Oct-2023",
        ] {
            assert_eq!(day_of(value).as_deref(), Ok("2023-10-20"), "{value}");
        }
    }

    #[test]
    fn impossible_days_and_other_words_are_told_apart() {
        assert_eq!(day_of("2023-02-30"), Err(DateError::Impossible));
        assert_eq!(day_of("31 June 2023"), Err(DateError::Impossible));
        assert_eq!(day_of("2023-10-20T25:00:00Z"), Err(DateError::Impossible));
        for value in ["soon", "10/11/2023", "October 2023", "2023", "", "Oct 20"] {
            assert_eq!(day_of(value), Err(DateError::Unknown), "{value}");
        }
    }

    #[test]
    fn a_month_is_no_day_but_no_fault_either() {
        assert!(is_month("2004-11") && is_month("2004"));
        assert!(!is_month("2004-13") && !is_month("2004-11-03") && !is_month("soon"));
    }

    #[test]
    fn a_day_without_year_is_nearest_to_publication() {
        let months = project_lexicon().newswire.months;
        let written = take(&mut Cursor::new("Dec 31"), &months).unwrap();
        let published = Date::constant(2024, 1, 1);
        assert_eq!(
            written.near(Some(published)),
            Some(Date::constant(2023, 12, 31))
        );
        assert_eq!(written.near(None), None);
    }
}
