//! What a request to a query page asks for.
//!
//! Reads: the pairs of a URL's query string, `Accept`. Writes: [`Asked`], and links that ask for something else.
//! Never: takes a control for a value: controls have a dot, which no variable's name may have.

use axum::http::HeaderMap;
use percent_encoding::utf8_percent_encode;
use serde::Serialize;

use crate::serve::formats::{self, GRAPHS, ROWS};
use crate::serve::pages::paging::KEPT;
use crate::serve::problem::Problem;

const FORM: &str = "show.as";
const PAGE: &str = "show.page";
const LABELS: &str = "show.labels";
const NUMBERS: &str = "show.numbers";
const SERIES: &str = "show.series";
const FILE: &str = "show.file";
const EDIT: &str = "show.edit";

/// A request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The query or the values of its parameters, by name; what is empty was not given.
    pub values: Vec<(String, String)>,
    /// How the answer is shown.
    pub form: Form,
    /// Which part of it, from 1.
    pub page: usize,
    /// The column that names what a chart shows.
    pub labels: Option<String>,
    /// The column of the numbers that it shows.
    pub numbers: Option<String>,
    /// The column that tells the lines of a chart apart.
    pub series: Option<String>,
    /// The query is only to be put into the editor.
    pub edit: bool,
    /// The answer is wanted as a file of this format.
    pub file: Option<String>,
    /// It is wanted by a program, which is told of mistakes in a line.
    pub program: bool,
}

/// How an answer is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    /// Rows below each other.
    #[default]
    Table,
    /// A bar for each row.
    Bars,
    /// A line through all rows.
    Line,
    /// Points on the map of the world.
    Map,
}

impl Form {
    pub(super) const ALL: [Self; 4] = [Self::Table, Self::Bars, Self::Line, Self::Map];

    /// As it stands in a URL.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Bars => "bars",
            Self::Line => "line",
            Self::Map => "map",
        }
    }
}

impl Asked {
    /// Reads the pairs; controls that make no sense are as good as not given.
    pub(super) fn read(pairs: Vec<(String, String)>) -> Self {
        let mut asked = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in pairs {
            if value.trim().is_empty() {
                continue;
            }
            match name.as_str() {
                FORM => {
                    let named = |form: &Form| form.name() == value;
                    asked.form = Form::ALL.into_iter().find(named).unwrap_or_default();
                }
                PAGE => asked.page = value.parse().unwrap_or(1).max(1),
                LABELS => asked.labels = Some(value),
                NUMBERS => asked.numbers = Some(value),
                SERIES => asked.series = Some(value),
                EDIT => asked.edit = true,
                FILE => asked.file = Some(value),
                _ => asked.values.push((name, value)),
            }
        }
        asked
    }

    /// The same, in the form that the client likes best where the pairs name none.
    ///
    /// # Errors
    /// 406 where it cannot be had as asked.
    pub(super) fn by(pairs: Vec<(String, String)>, headers: &HeaderMap) -> Result<Self, Problem> {
        let asked = Self::read(pairs);
        if asked.file.is_some() {
            return Ok(asked);
        }
        let chosen = formats::page_or(&[ROWS, GRAPHS], headers)?;
        Ok(Self {
            program: chosen.is_some(),
            file: chosen.map(|chosen| chosen.name().to_owned()),
            ..asked
        })
    }

    /// The value of a name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let mut pairs = self.values.iter().rev();
        let found = pairs.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The query string of the same question, shown as a table from its beginning.
    pub(super) fn question(&self) -> String {
        let pairs = self.values.iter();
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
        string(pairs)
    }

    /// All pairs but those that say what a chart shows.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let form = (FORM.to_owned(), self.form.name().to_owned());
        self.values.iter().cloned().chain([form]).collect()
    }

    /// The query string of another part of the answer.
    pub(super) fn part(&self, page: usize) -> String {
        self.with(&[(PAGE, &page.to_string())])
    }

    /// The query string of the answer in another form.
    pub(super) fn shown_as(&self, form: Form) -> String {
        self.with(&[(PAGE, &self.page.to_string()), (FORM, form.name())])
    }

    /// The query string of the answer as a file.
    pub(super) fn as_file(&self, format: &str) -> String {
        self.with(&[(FILE, format)])
    }

    /// The question and further pairs; the first page and the table go without saying.
    fn with(&self, controls: &[(&str, &str)]) -> String {
        let told = |(name, value): &(&str, &str)| {
            !matches!((*name, *value), (PAGE, "1") | (FORM, "table"))
        };
        let pairs = self.values.iter();
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
        string(pairs.chain(controls.iter().copied().filter(told)))
    }
}

fn string<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let kept = |text| utf8_percent_encode(text, KEPT);
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{}={}", kept(name), kept(value)))
        .collect();
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Asked {
        let pairs = pairs.iter();
        Asked::read(
            pairs
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn controls_are_told_from_values() {
        let asked = read(&[
            ("who", "Kakar"),
            ("since", " "),
            ("page", "a value like others"),
            ("show.page", "3"),
            ("show.as", "bars"),
        ]);
        assert_eq!(asked.value("who"), Some("Kakar"));
        assert_eq!(asked.value("since"), None);
        assert_eq!(asked.value("page"), Some("a value like others"));
        assert_eq!((asked.page, asked.form), (3, Form::Bars));
    }

    #[test]
    fn nonsense_asks_for_the_first_page_of_the_table() {
        let asked = read(&[("show.page", "-1"), ("show.as", "cake")]);
        assert_eq!(asked, read(&[]));
    }

    #[test]
    fn links_keep_the_question() {
        let asked = read(&[("query", "SELECT ?x { }&\n"), ("show.page", "2")]);
        let question = "query=SELECT%20%3Fx%20%7B%20%7D%26%0A";
        assert_eq!(asked.question(), question);
        assert_eq!(asked.part(1), question);
        assert_eq!(asked.part(3), format!("{question}&show.page=3"));
        assert_eq!(
            asked.shown_as(Form::Map),
            format!("{question}&show.page=2&show.as=map")
        );
    }
}
