//! Answers as text.
//!
//! Reads: the answer to a query. Writes: an aligned table, CSV, TSV, JSON, XML or an RDF syntax.
//! Never: rounds or translates a value; only a table may cut one short, and only when asked to.

use std::fmt::Display;
use std::io::{self, Write};

use oxigraph::model::{GraphName, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolutionIter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::error::{Diagnostic, Place};
use crate::store::syntax::{self, Prefixes, Syntax};

/// How to write an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns; IRIs in their short form. Cells wider than the number are cut.
    Table(Option<usize>),
    /// <https://www.w3.org/TR/sparql11-results-csv-tsv/>
    Csv,
    /// The same with terms in full.
    Tsv,
    /// <https://www.w3.org/TR/sparql11-results-json/>
    Json,
    /// <https://www.w3.org/TR/rdf-sparql-XMLres/>
    Xml,
    /// For CONSTRUCT and DESCRIBE.
    Rdf(Syntax),
}

/// Writes an answer; without a format, as a table or as Turtle. Returns the number of rows or triples.
///
/// # Errors
/// A format that the kind of query does not have, an evaluation that fails midway, or what `out`
/// reports (with kind and text of the I/O error).
pub fn write(
    results: QueryResults<'static>,
    format: Option<Format>,
    prefixes: &Prefixes,
    out: &mut dyn Write,
) -> Result<usize, Failure> {
    write_most(results, format, prefixes, usize::MAX, out)
}

/// The same, for an answer that may not have more than `most` rows or triples.
///
/// # Errors
/// Those of [`write`], and an answer that has more; some of it may have been written by then.
pub fn write_most(
    results: QueryResults<'static>,
    format: Option<Format>,
    prefixes: &Prefixes,
    most: usize,
    out: &mut dyn Write,
) -> Result<usize, Failure> {
    match results {
        QueryResults::Solutions(solutions) => match format.unwrap_or(Format::Table(None)) {
            Format::Table(widest) => write_table(solutions, widest, prefixes, most, out),
            Format::Rdf(_) => Err(Failure::Format("table, csv, tsv, json, xml")),
            other => write_solutions(solutions, standard(other), most, out),
        },
        QueryResults::Boolean(answer) => {
            match format.unwrap_or(Format::Table(None)) {
                Format::Table(_) => writeln!(out, "{}", if answer { "yes" } else { "no" })?,
                Format::Rdf(_) => return Err(Failure::Format("table, csv, tsv, json, xml")),
                other => {
                    QueryResultsSerializer::from_format(standard(other))
                        .serialize_boolean_to_writer(&mut *out, answer)?;
                    writeln!(out)?;
                }
            }
            Ok(1)
        }
        QueryResults::Graph(triples) => {
            let Format::Rdf(syntax) = format.unwrap_or(Format::Rdf(Syntax::Turtle)) else {
                return Err(Failure::Format(
                    "turtle, trig, ntriples, nquads, jsonld, rdfxml",
                ));
            };
            let quads = triples
                .take(most.saturating_add(1))
                .map(|triple| triple.map(|triple| triple.in_graph(GraphName::DefaultGraph)))
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| Failure::evaluation(&error))?;
            let count = within(most, quads.len())?;
            syntax::write(quads, syntax, prefixes, out)?;
            Ok(count)
        }
    }
}

/// Why an answer was not written to its end.
#[derive(Debug)]
pub enum Failure {
    /// The query has no answer in this format; these it has.
    Format(&'static str),
    /// The answer has more rows or triples than this.
    TooMany(usize),
    /// The evaluation failed midway.
    Evaluation(String),
    /// The receiver failed.
    Output(io::Error),
}

impl Failure {
    fn evaluation(error: &dyn Display) -> Self {
        Self::Evaluation(error.to_string())
    }

    /// The failure as a message about a query.
    pub fn about(&self, query: &str) -> Diagnostic {
        let message = match self {
            Self::Format(allowed) => {
                format!("the answer to this query can be written as {allowed}")
            }
            Self::TooMany(most) => format!("the answer has more than {most} rows"),
            Self::Evaluation(error) => format!("the query cannot be answered: {error}"),
            Self::Output(error) => format!("the answer cannot be written: {error}"),
        };
        Diagnostic::new(Place::file(query), message)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn standard(format: Format) -> QueryResultsFormat {
    match format {
        Format::Csv => QueryResultsFormat::Csv,
        Format::Tsv => QueryResultsFormat::Tsv,
        Format::Xml => QueryResultsFormat::Xml,
        Format::Json | Format::Table(_) | Format::Rdf(_) => QueryResultsFormat::Json,
    }
}

fn write_solutions(
    solutions: QuerySolutionIter<'_>,
    format: QueryResultsFormat,
    most: usize,
    out: &mut dyn Write,
) -> Result<usize, Failure> {
    let mut serializer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(&mut *out, solutions.variables().to_vec())?;
    let mut count = 0;
    for solution in solutions {
        let solution = solution.map_err(|error| Failure::evaluation(&error))?;
        count = within(most, count + 1)?;
        serializer.serialize(&solution)?;
    }
    serializer.finish()?;
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(out)?;
    }
    Ok(count)
}

/// The number, where it is no more than `most`.
fn within(most: usize, count: usize) -> Result<usize, Failure> {
    if count > most {
        return Err(Failure::TooMany(most));
    }
    Ok(count)
}

fn write_table(
    solutions: QuerySolutionIter<'_>,
    widest: Option<usize>,
    prefixes: &Prefixes,
    most: usize,
    out: &mut dyn Write,
) -> Result<usize, Failure> {
    let head: Vec<String> = solutions
        .variables()
        .iter()
        .map(|variable| variable.as_str().to_owned())
        .collect();
    let mut rows = vec![head];
    for solution in solutions {
        let solution = solution.map_err(|error| Failure::evaluation(&error))?;
        let cells = solution.values().iter();
        let cells = cells.map(|term| {
            term.as_ref()
                .map_or_else(String::new, |t| cell(t, prefixes))
        });
        // The first row is the head.
        within(most, rows.len())?;
        rows.push(cells.map(|cell| cut(&cell, widest)).collect());
    }
    let count = rows.len() - 1;
    align(&rows, out)?;
    Ok(count)
}

/// Writes rows of cells below each other; the first is the head.
///
/// # Errors
/// What `out` reports.
pub fn align(rows: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    for (number, row) in rows.iter().enumerate() {
        write_row(row, &widths, out)?;
        if number == 0 {
            let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            write_row(&rule, &widths, out)?;
        }
    }
    Ok(())
}

fn write_row(row: &[String], widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
    }
    writeln!(out, "{}", line.trim_end())
}

fn cell(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::NamedNode(node) => match prefixes.compact(node.as_str()) {
            Some((prefix, local)) => format!("{prefix}:{local}"),
            None => node.as_str().to_owned(),
        },
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().replace(['\n', '\r', '\t'], " "),
    }
}

fn cut(cell: &str, widest: Option<usize>) -> String {
    let Some(widest) = widest.filter(|&widest| cell.width() > widest) else {
        return cell.to_owned();
    };
    let mut width = 1;
    let kept = cell.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width <= widest
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_the_eye_sees() {
        let rows = [["who", "n"], ["Ürümqi", "1"], ["北京", "22"]];
        let rows: Vec<Vec<String>> = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let mut out = Vec::new();
        align(&rows, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "who     n\n------  --\nÜrümqi  1\n北京    22\n"
        );
    }

    #[test]
    fn long_cells_are_cut_only_when_asked() {
        assert_eq!(cut("abcdef", Some(4)), "abc…");
        assert_eq!(cut("abcd", Some(4)), "abcd");
        assert_eq!(cut("abcdef", None), "abcdef");
    }
}
