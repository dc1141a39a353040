//! The whole answer to a query as a file.
//!
//! Reads: a query, the store. Writes: a file that a browser saves and a program reads. Never: a part
//! of an answer.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use oxigraph::sparql::{CancellationToken, QueryResults};

use super::solutions;
use crate::query::Format;
use crate::serve::app::App;
use crate::serve::formats::{self, GRAPHS, ROWS};
use crate::serve::problem::Problem;
use crate::serve::sparql;
use crate::serve::templates::vary_by_accept;

/// Name and title of a format.
pub(super) type File = (&'static str, &'static str);

/// Formats of yes and no.
pub(super) const TRUTH: &[File] = &[
    ("json", "JSON"),
    ("xml", "XML"),
    ("turtle", "Turtle"),
    ("jsonld", "JSON-LD"),
];

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
            ("turtle", "Turtle"),
            ("jsonld", "JSON-LD"),
        ]
    }
}

/// The answer in a format, whole; `page` is the address of the page that shows it.
pub(super) fn file(
    app: &App,
    query: spargebra::Query,
    page: &str,
    format: &str,
    token: &CancellationToken,
) -> Result<Response, Problem> {
    let edition = app.edition();
    let results = sparql::evaluate(query, &edition, token)?;
    let rows = !matches!(results, QueryResults::Graph(_));
    let chosen = if rows {
        formats::named(ROWS, format).or_else(|_| formats::named(GRAPHS, format))?
    } else {
        formats::named(GRAPHS, format)?
    };
    let bytes = match chosen.form.format {
        Format::Rdf(_) if rows => {
            let page = format!("{}{}", app.settings().base(), page.trim_start_matches('/'));
            let most = app.options().limits.rows;
            chosen.written(app, solutions::quads(results, &page, most)?)?
        }
        format => sparql::write(app, results, format)?.1,
    };
    let headers = [
        (header::CONTENT_TYPE, chosen.content_type()),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
    ];
    let mut response = (headers, bytes).into_response();
    vary_by_accept(response.headers_mut());
    Ok(response)
}
