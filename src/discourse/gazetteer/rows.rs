//! The tables of the gazetteer: tab-separated, the first line names the fields.
//!
//! Reads: text. Writes: [`Source`]s, whose rows are found again by their number.
//! Never: knows what a field means.

use std::borrow::Cow;

use crate::error::{Diagnostic, Place};

/// The fields that the program reads, in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Kind,
    Iso,
    Geonames,
    Wikidata,
    Admin1,
    Population,
    Latitude,
    Longitude,
    Alternatives,
    Demonyms,
    SameAs,
}

const FIELDS: [(&str, Field); 12] = [
    ("name", Field::Name),
    ("kind", Field::Kind),
    ("iso", Field::Iso),
    ("geonames", Field::Geonames),
    ("wikidata", Field::Wikidata),
    ("admin1", Field::Admin1),
    ("population", Field::Population),
    ("latitude", Field::Latitude),
    ("longitude", Field::Longitude),
    ("alternatives", Field::Alternatives),
    ("demonyms", Field::Demonyms),
    ("same_as", Field::SameAs),
];
/// Fields for people and other programs.
const UNREAD: [&str; 3] = ["capital", "iso3", "code"];

/// For each field its column.
type Columns = [Option<u8>; FIELDS.len()];

/// One file with the places of its fields.
#[derive(Debug, Clone)]
pub(super) struct Source {
    text: Cow<'static, str>,
    columns: Columns,
}

/// One line of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Row<'a> {
    fields: Vec<&'a str>,
    columns: Columns,
}

impl Source {
    /// Reads the line that names the fields.
    ///
    /// # Errors
    /// Names a field that is not known, and says that `name` is missing.
    pub(super) fn new(path: &'static str, text: Cow<'static, str>) -> Result<Self, Diagnostic> {
        let mut columns = [None; FIELDS.len()];
        let first = text.lines().next().unwrap_or_default();
        let header = first.trim_start_matches(['#', ' ', '\u{feff}']);
        let header = header.split(" (").next().unwrap_or_default();
        for (column, name) in header.split('\t').map(str::trim).enumerate() {
            match FIELDS.iter().find(|(known, _)| *known == name) {
                Some((_, field)) => columns[*field as usize] = u8::try_from(column).ok(),
                None if UNREAD.contains(&name) => {}
                None => {
                    let known: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
                    let message = format!("unknown field \"{name}\" in the first line");
                    return Err(Diagnostic::new(Place::line(path, 1), message)
                        .hint(format!("the fields are {}", known.join(", "))));
                }
            }
        }
        let source = Self { text, columns };
        match source.columns[Field::Name as usize] {
            Some(_) => Ok(source),
            None => Err(Diagnostic::new(
                Place::line(path, 1),
                "no field \"name\" in the first line",
            )
            .hint("the first line of the file names the fields, parted by tabs")),
        }
    }

    /// The lines after the first that hold an entry, with number and first byte.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, u32, Row<'_>)> {
        let mut start = 0;
        let lines = self.text.split_inclusive('\n').enumerate();
        lines.filter_map(move |(number, line)| {
            let first = start;
            start += line.len();
            let entry = number > 0 && !line.starts_with('#') && !line.trim().is_empty();
            entry.then(|| (number as u32 + 1, first as u32, self.row(first as u32)))
        })
    }

    /// The line that begins at a byte.
    pub(super) fn row(&self, start: u32) -> Row<'_> {
        let line = self.text[start as usize..].lines().next().unwrap_or("");
        Row {
            fields: line.split('\t').collect(),
            columns: self.columns,
        }
    }
}

impl<'a> Row<'a> {
    /// A field without the spaces around it, empty where the file or line does not have it.
    pub(super) fn get(&self, field: Field) -> &'a str {
        let column = self.columns[field as usize];
        let value = column.and_then(|column| self.fields.get(usize::from(column)));
        value.map_or("", |value| value.trim())
    }

    /// The parts of a field with several values.
    pub(super) fn list(&self, field: Field) -> impl Iterator<Item = &'a str> + use<'a> {
        let parts = self.get(field).split('|').map(str::trim);
        parts.filter(|part| !part.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_any_order_and_may_be_missing() {
        let text = "# kind\tname\talternatives (see README.md)\nCity\tOslo\tChristiania| Kristiania\n\nCity\tBergen\n";
        let source = Source::new("own.tsv", text.into()).unwrap();
        let rows: Vec<_> = source.rows().collect();
        assert_eq!(rows[0].2.get(Field::Name), "Oslo");
        let names: Vec<&str> = rows[0].2.list(Field::Alternatives).collect();
        assert_eq!(names, ["Christiania", "Kristiania"]);
        assert_eq!((rows[1].0, rows[1].2.get(Field::Alternatives)), (4, ""));
        assert_eq!(source.row(rows[1].1).get(Field::Name), "Bergen");
    }

    #[test]
    fn an_unknown_field_is_named() {
        let error = Source::new("own.tsv", "name\tpopulace\n".into()).unwrap_err();
        assert!(error.to_string().contains("\"populace\""), "{error}");
        assert!(Source::new("own.tsv", "kind\n".into()).is_err());
    }
}
