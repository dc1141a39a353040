//! A part of the answer to a query, as many rows as a page holds.
//!
//! Reads: what the evaluation gives, row by row. Writes: [`Answer`]. Never: reads on past the row
//! that tells that there is more.

use std::fmt::Display;

use oxigraph::model::{Literal, Term, Triple};
use oxigraph::sparql::{QueryResults, QuerySolution};

use crate::serve::problem::Problem;

/// Rows on a page.
pub(super) const ROWS: usize = 200;

/// What a query came to.
pub(super) enum Answer {
    /// Yes or no.
    Truth(bool),
    /// Some of its rows.
    Rows(Table),
}

/// Rows with their columns; triples are rows of three.
pub(super) struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Option<Term>>>,
    /// Rows before these.
    pub before: usize,
    /// There are more after these.
    pub more: bool,
    /// They are triples.
    pub graph: bool,
}

/// The rows of a page, counted from 1; at most the first `most` rows can be seen.
pub(super) fn part(results: QueryResults<'_>, page: usize, most: usize) -> Result<Answer, Problem> {
    let before = (page - 1).saturating_mul(ROWS).min(most);
    let wanted = ROWS.min(most - before);
    match results {
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().iter();
            let columns = columns
                .map(|variable| variable.as_str().to_owned())
                .collect();
            let rows = solutions.map(|solution| solution.map(|solution| cells(&solution)));
            window(rows, columns, before, wanted).map(Answer::Rows)
        }
        QueryResults::Graph(triples) => {
            let columns = ["subject", "predicate", "object"]
                .map(str::to_owned)
                .to_vec();
            let rows = triples.map(|triple| triple.map(spread));
            let table = window(rows, columns, before, wanted)?;
            Ok(Answer::Rows(Table {
                graph: true,
                ..table
            }))
        }
    }
}

fn window<E: Display>(
    mut rows: impl Iterator<Item = Result<Vec<Option<Term>>, E>>,
    columns: Vec<String>,
    before: usize,
    wanted: usize,
) -> Result<Table, Problem> {
    for row in rows.by_ref().take(before) {
        row.map_err(|error| unanswerable(&error))?;
    }
    let shown = rows.by_ref().take(wanted).collect::<Result<_, _>>();
    let shown = shown.map_err(|error| unanswerable(&error))?;
    let next = rows.next().transpose();
    let next = next.map_err(|error| unanswerable(&error))?;
    Ok(Table {
        columns,
        rows: shown,
        before,
        more: next.is_some(),
        graph: false,
    })
}

/// What cannot be evaluated was asked wrongly: a SERVICE, for one.
pub(super) fn unanswerable(error: &dyn Display) -> Problem {
    Problem::malformed(format!("the query cannot be answered: {error}"))
}

fn cells(solution: &QuerySolution) -> Vec<Option<Term>> {
    solution.values().to_vec()
}

fn spread(triple: Triple) -> Vec<Option<Term>> {
    vec![
        Some(triple.subject.into()),
        Some(triple.predicate.into()),
        Some(triple.object),
    ]
}

/// The number that a literal is.
pub(super) fn number(term: &Term) -> Option<f64> {
    let Term::Literal(literal) = term else {
        return None;
    };
    let finite = |number: &f64| number.is_finite();
    is_numeric(literal)
        .then(|| literal.value().parse().ok())
        .flatten()
        .filter(finite)
}

fn is_numeric(literal: &Literal) -> bool {
    use oxigraph::model::vocab::xsd;
    [
        xsd::INTEGER,
        xsd::DECIMAL,
        xsd::DOUBLE,
        xsd::FLOAT,
        xsd::INT,
        xsd::LONG,
        xsd::NON_NEGATIVE_INTEGER,
        xsd::POSITIVE_INTEGER,
    ]
    .contains(&literal.datatype())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Rows with columns `a`, `b` ... as a query gives them; a cell is a Turtle-like literal.
    pub(in super::super) fn rows(cells: &[&[Term]]) -> Table {
        let width = cells.first().map_or(0, |row| row.len());
        let columns = ('a'..).take(width).map(String::from).collect();
        let rows = cells.iter();
        let rows = rows.map(|row| row.iter().cloned().map(Some).collect());
        Table {
            columns,
            rows: rows.collect(),
            before: 0,
            more: false,
            graph: false,
        }
    }

    fn numbered(count: u32) -> impl Iterator<Item = Result<Vec<Option<Term>>, String>> {
        (0..count).map(|number| Ok(vec![Some(Literal::from(number).into())]))
    }

    #[test]
    fn a_window_tells_whether_there_is_more() {
        for (before, wanted, shown, more) in [(0, 3, 3, true), (3, 3, 2, false), (9, 3, 0, false)] {
            let table = window(numbered(5), vec!["n".to_owned()], before, wanted).unwrap();
            assert_eq!((table.rows.len(), table.more), (shown, more), "{before}");
        }
    }

    #[test]
    fn only_numeric_literals_are_numbers() {
        assert_eq!(number(&Literal::from(7).into()), Some(7.0));
        assert_eq!(number(&Literal::from(2.5).into()), Some(2.5));
        assert_eq!(number(&Literal::from("7").into()), None);
        assert_eq!(number(&Literal::from(f64::NAN).into()), None);
    }
}
