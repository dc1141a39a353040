//! An answer as its page shows it: cells with links, a chart, a map, the ways to the rest of it.
//!
//! Reads: rows, labels of what they name. Writes: [`View`]. Never: evaluates.

use oxigraph::model::Term;
use serde::Serialize;

use super::answer::{Answer, Table, number};
use super::asked::{Asked, Form};
use super::chart::{self, Bars, Chart};
use super::download;
use crate::serve::pages::look::{Look, Shown};
use crate::serve::pages::map::{self, Map, Point};
use crate::serve::problem::Problem;

/// Names of the columns that place a row on earth.
const LATITUDE: [&str; 2] = ["lat", "latitude"];
const LONGITUDE: [&str; 4] = ["long", "lon", "lng", "longitude"];
/// Bytes of a value that stays on one line.
const SHORT: usize = 15;

/// An answer ready for its template.
#[derive(Serialize)]
pub(super) struct View {
    /// The answer to an ASK.
    truth: Option<bool>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// Rows before the first that is shown.
    before: usize,
    /// There are rows after the last.
    more: bool,
    /// The server shows no rows past this one.
    limit: Option<usize>,
    /// They are triples.
    graph: bool,
    form: Form,
    forms: Vec<Way>,
    /// What a form that changes the chart sends along.
    pairs: Vec<(String, String)>,
    previous: Option<String>,
    next: Option<String>,
    bars: Option<Bars>,
    line: Option<Chart>,
    map: Option<Map>,
    files: Vec<Way>,
}

#[derive(Serialize)]
struct Column {
    name: String,
    number: bool,
}

#[derive(Serialize)]
struct Cell {
    #[serde(flatten)]
    shown: Shown,
    number: bool,
    /// Few letters, to be kept on one line: a day, a code.
    short: bool,
    /// The short IRI where the words are a label.
    iri: Option<String>,
}

/// A link to another view of the same answer.
#[derive(Serialize)]
struct Way {
    name: &'static str,
    title: &'static str,
    query: String,
}

impl View {
    pub(super) fn new(
        answer: Answer,
        asked: &Asked,
        look: &Look<'_>,
        most: usize,
    ) -> Result<Self, Problem> {
        let rows = match answer {
            Answer::Truth(truth) => return Ok(Self::of_truth(truth, asked)),
            Answer::Rows(rows) => rows,
        };
        let numeric = chart::numeric(&rows);
        let cells = cells(&rows, look)?;
        let chart = chart::columns(&rows, &numeric, asked);
        let shown = |naming: usize| -> Vec<Shown> {
            cells.iter().map(|row| row[naming].shown.clone()).collect()
        };
        let drawn = Map::of(points(&rows, &cells, &numeric), map::WIDE);
        let forms = forms(asked, chart.is_some(), drawn.is_some());
        let capped = rows.more && rows.before + rows.rows.len() >= most;
        Ok(Self {
            truth: None,
            columns: columns(&rows, &numeric),
            before: rows.before,
            more: rows.more,
            limit: capped.then_some(most),
            graph: rows.graph,
            form: asked.form,
            forms,
            pairs: asked.kept(),
            previous: (rows.before > 0).then(|| asked.part(asked.page - 1)),
            next: (rows.more && !capped).then(|| asked.part(asked.page + 1)),
            bars: chart
                .filter(|_| asked.form == Form::Bars)
                .map(|columns| chart::bars(&rows, columns, &shown(columns.naming))),
            line: chart
                .filter(|_| asked.form == Form::Line)
                .map(|columns| chart::lines(&rows, columns, &shown(columns.naming))),
            map: drawn.filter(|_| asked.form == Form::Map),
            files: files(asked, download::offered(rows.graph)),
            rows: cells,
        })
    }

    fn of_truth(truth: bool, asked: &Asked) -> Self {
        Self {
            truth: Some(truth),
            columns: Vec::new(),
            rows: Vec::new(),
            before: 0,
            more: false,
            limit: None,
            graph: false,
            form: Form::Table,
            forms: Vec::new(),
            pairs: Vec::new(),
            previous: None,
            next: None,
            bars: None,
            line: None,
            map: None,
            files: files(asked, download::TRUTH),
        }
    }

    /// What is told in one line, such as "200 rows and more".
    pub(super) fn told(&self) -> String {
        if let Some(truth) = self.truth {
            return if truth { "Yes" } else { "No" }.to_owned();
        }
        let thing = if self.graph { "triple" } else { "row" };
        let count = self.rows.len();
        let plural = if count == 1 { "" } else { "s" };
        match (self.before, self.more) {
            (0, false) if count == 0 => format!("No {thing}s"),
            (0, false) => format!("{count} {thing}{plural}"),
            (before, more) => {
                let (first, last) = (before + 1, before + count);
                let rest = if more { ", more follow" } else { "" };
                format!("{thing}s {first} to {last}{rest}", thing = capital(thing))
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn columns(rows: &Table, numeric: &[bool]) -> Vec<Column> {
    let columns = rows.columns.iter().zip(numeric);
    columns
        .map(|(name, &number)| Column {
            name: name.clone(),
            number,
        })
        .collect()
}

fn cells(rows: &Table, look: &Look<'_>) -> Result<Vec<Vec<Cell>>, Problem> {
    let cell = |term: &Option<Term>| match term {
        None => Ok(Cell {
            shown: Shown::default(),
            number: false,
            short: false,
            iri: None,
        }),
        Some(term) => Ok(Cell {
            shown: look.shown(term)?,
            number: number(term).is_some(),
            short: matches!(term, Term::Literal(literal) if literal.value().len() <= SHORT),
            iri: match term {
                Term::NamedNode(node) => Some(look.compact(node.as_str())),
                _ => None,
            },
        }),
    };
    let rows = rows.rows.iter();
    rows.map(|row| row.iter().map(cell).collect()).collect()
}

/// The rows that have a latitude and a longitude, each named by its first cell that leads somewhere,
/// else by its first words, and weighed by its first number.
fn points(rows: &Table, cells: &[Vec<Cell>], numeric: &[bool]) -> Vec<Point> {
    let column = |names: &[&str]| {
        let is_one = |name: &String| names.contains(&name.to_lowercase().as_str());
        rows.columns.iter().position(is_one)
    };
    let (Some(latitude), Some(longitude)) = (column(&LATITUDE), column(&LONGITUDE)) else {
        return Vec::new();
    };
    let counting = (0..rows.columns.len())
        .filter(|column| ![latitude, longitude].contains(column))
        .find(|&column| numeric[column]);
    let degrees = |row: &[Option<Term>], column: usize| degrees(row[column].as_ref()?);
    let both = rows.rows.iter().zip(cells);
    both.filter_map(|(row, cells)| {
        let named = cells.iter().find(|cell| cell.shown.href.is_some());
        let named = named.or_else(|| cells.iter().find(|cell| !cell.number));
        let count = counting.and_then(|column| count(row[column].as_ref()?));
        Some(Point {
            latitude: degrees(row, latitude)?,
            longitude: degrees(row, longitude)?,
            label: named.map_or_else(String::new, |cell| cell.shown.text.clone()),
            href: named.and_then(|cell| cell.shown.href.clone()),
            weight: count.unwrap_or(1).max(1),
        })
    })
    .collect()
}

/// The whole number that a literal is.
fn count(term: &Term) -> Option<usize> {
    match term {
        Term::Literal(literal) => literal.value().parse().ok(),
        _ => None,
    }
}

/// Degrees are often given as plain strings.
fn degrees(term: &Term) -> Option<f64> {
    number(term).or_else(|| match term {
        Term::Literal(literal) => literal.value().trim().parse().ok(),
        _ => None,
    })
}

fn forms(asked: &Asked, chart: bool, map: bool) -> Vec<Way> {
    let offered = Form::ALL.into_iter().filter(|form| match form {
        Form::Table => chart || map,
        Form::Bars | Form::Line => chart,
        Form::Map => map,
    });
    let way = |form: Form| Way {
        name: form.name(),
        title: match form {
            Form::Table => "Table",
            Form::Bars => "Bars",
            Form::Line => "Line",
            Form::Map => "Map",
        },
        query: asked.shown_as(form),
    };
    offered.map(way).collect()
}

fn files(asked: &Asked, offered: &[download::File]) -> Vec<Way> {
    let way = |&(name, title): &download::File| Way {
        name,
        title,
        query: asked.as_file(name),
    };
    offered.iter().map(way).collect()
}
