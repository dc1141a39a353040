//! Dates as people write them.
//!
//! Reads: ISO 8601 as far as a literal goes: year, month, day, time. Writes: "6 May 2025".
//! Never: guesses at what it cannot read.

use jiff::civil::{Date, DateTime};
use oxigraph::model::NamedNodeRef;

use crate::graph::vocab;

/// True for the datatypes of dates.
pub(super) fn is_date(datatype: NamedNodeRef<'_>) -> bool {
    [
        vocab::XSD_DATE,
        vocab::XSD_DATE_TIME,
        vocab::XSD_G_YEAR,
        vocab::XSD_G_YEAR_MONTH,
    ]
    .contains(&datatype)
}

/// A date in words, as exact as it is given; what is no date stays as it is.
pub(super) fn words(iso: &str) -> String {
    let written = match iso.len() {
        7 => day(&format!("{iso}-01")).map(|day| day.strftime("%B %Y").to_string()),
        10 => day(iso).map(|day| day.strftime("%-d %B %Y").to_string()),
        _ => iso
            .parse::<DateTime>()
            .ok()
            .filter(|_| iso.contains('T'))
            .map(|time| time.strftime("%-d %B %Y, %H:%M").to_string()),
    };
    written.unwrap_or_else(|| iso.to_owned())
}

fn day(iso: &str) -> Option<Date> {
    iso.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_exact_as_the_date() {
        for (iso, expected) in [
            ("2025", "2025"),
            ("2025-05", "May 2025"),
            ("2025-05-06", "6 May 2025"),
            ("2025-05-06T07:30:00", "6 May 2025, 07:30"),
            ("2025-02-31", "2025-02-31"),
            ("soon", "soon"),
        ] {
            assert_eq!(words(iso), expected);
        }
    }
}
