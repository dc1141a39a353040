//! Rows as triples, in the vocabulary in which the W3C's tests of SPARQL write their answers.
//!
//! Reads: rows, yes or no. Writes: quads with IRIs below the page's own. Never: more of them than an
//! answer may have, or a blank node of its own.

use oxigraph::model::Quad;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::sparql::QueryResults;

use super::answer::unanswerable;
use crate::query::Failure;
use crate::serve::dataset::Statements;
use crate::serve::problem::Problem;
use crate::serve::sparql;

const RS: &str = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

/// The answer as a graph; `page` is the IRI of the page that shows it.
///
/// # Errors
/// 422 for more than `most` triples, what the evaluation reports.
pub(super) fn quads(
    results: QueryResults<'static>,
    page: &str,
    most: usize,
) -> Result<Vec<Quad>, Problem> {
    let mut say = Statements::default();
    let own = format!("{page}#answer");
    say.add(&own, rdf::TYPE.as_str(), rs("ResultSet"));
    match results {
        QueryResults::Boolean(truth) => {
            say.value(&own, &rs("boolean"), &truth.to_string(), xsd::BOOLEAN);
        }
        QueryResults::Solutions(rows) => {
            let variables = rows.variables().to_vec();
            for variable in &variables {
                say.words(&own, &rs("resultVariable"), variable.as_str());
            }
            for (row, number) in rows.zip(1u64..) {
                let row = row.map_err(|error| unanswerable(&error))?;
                let solution = format!("{page}#row-{number}");
                say.add(&own, &rs("solution"), &solution);
                say.count(&solution, &rs("index"), number);
                for ((column, variable), value) in (1..).zip(&variables).zip(row.values()) {
                    let Some(value) = value else { continue };
                    let binding = format!("{solution}-{column}");
                    say.add(&solution, &rs("binding"), &binding);
                    say.words(&binding, &rs("variable"), variable.as_str());
                    say.term(&binding, &rs("value"), value.clone());
                }
                if say.len() > most {
                    return Err(sparql::explain(&Failure::TooMany(most)));
                }
            }
        }
        QueryResults::Graph(_) => return Err(Problem::fault("triples are no rows")),
    }
    Ok(say.quads())
}

fn rs(name: &str) -> String {
    format!("{RS}{name}")
}
