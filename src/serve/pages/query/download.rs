//! The whole answer to a query as a file.
//!
//! Reads: a query, the store. Writes: a file that a browser saves. Never: a part of an answer.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use oxigraph::sparql::{CancellationToken, QueryResults};

use crate::serve::app::App;
use crate::serve::formats::{self, GRAPHS, ROWS};
use crate::serve::problem::Problem;
use crate::serve::sparql;

/// Name and title of a format.
pub(super) type File = (&'static str, &'static str);

/// Formats of yes and no.
pub(super) const TRUTH: &[File] = &[("json", "JSON"), ("xml", "XML")];

/// Formats of tables or of graphs.
pub(super) fn offered(graph: bool) -> &'static [File] {
    if graph {
        &[
            ("turtle", "Turtle"),
            ("ntriples", "N-Triples"),
            ("jsonld", "JSON-LD"),
            ("rdfxml", "RDF/XML"),
        ]
    } else {
        &[
            ("csv", "CSV"),
            ("tsv", "TSV"),
            ("json", "JSON"),
            ("xml", "XML"),
        ]
    }
}

/// The answer in a format, whole.
pub(super) fn file(
    app: &App,
    query: spargebra::Query,
    format: &str,
    token: &CancellationToken,
) -> Result<Response, Problem> {
    let edition = app.edition();
    let results = sparql::evaluate(query, &edition, token)?;
    let forms = match results {
        QueryResults::Graph(_) => GRAPHS,
        QueryResults::Solutions(_) | QueryResults::Boolean(_) => ROWS,
    };
    let chosen = formats::named(forms, format)?;
    let (_, bytes) = sparql::write(app, results, chosen.form.format)?;
    let headers = [
        (header::CONTENT_TYPE, chosen.content_type()),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
