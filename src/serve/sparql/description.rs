//! What the service can do, in RDF (SPARQL 1.1 Service Description).
//!
//! Reads: what the user decided, the names of the graphs. Writes: a description in any RDF syntax.
//! Never: counts triples: `/void.ttl` has the numbers.

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::Quad;
use oxigraph::model::vocab::{rdf, rdfs};

use super::super::app::App;
use super::super::caching::Tag;
use super::super::dataset::Statements;
use super::super::edition::Edition;
use super::super::formats::{self, Form, GRAPHS, ROWS};
use super::super::origin::origin;
use super::super::problem::Problem;
use super::super::templates::vary_by_accept;
use crate::error::Diagnostic;

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
/// Graphs that are listed by name.
const LISTED: usize = 1000;

/// The description in the form that the client likes.
///
/// # Errors
/// 406.
pub(super) fn response(
    app: &App,
    headers: &HeaderMap,
    format: Option<&str>,
) -> Result<Response, Problem> {
    let edition = app.edition();
    let chosen = formats::choose(GRAPHS, format, headers)?;
    let tag = Tag::new(edition.tag(), chosen.name());
    let mut response = if tag.is_known(headers) {
        tag.unchanged()
    } else {
        let quads = describe(app, &edition, &origin(app, headers))?;
        let bytes = chosen.written(app, quads)?;
        let kind = [(header::CONTENT_TYPE, chosen.content_type())];
        (kind, bytes).into_response()
    };
    tag.mark(response.headers_mut());
    vary_by_accept(response.headers_mut());
    Ok(response)
}

fn describe(app: &App, edition: &Edition, origin: &str) -> Result<Vec<Quad>, Diagnostic> {
    let mut statements = Statements::default();
    let query = format!("{origin}sparql");
    let (own, dataset) = (format!("{query}#service"), format!("{query}#dataset"));
    service(&mut statements, &own, &query, "SPARQL11Query");
    statements.add(&own, &sd("feature"), sd("UnionDefaultGraph"));
    for Form { iri, .. } in ROWS.iter().chain(GRAPHS) {
        statements.add(&own, &sd("resultFormat"), *iri);
    }
    statements.add(&own, &sd("defaultDataset"), &dataset);
    if app.options().token.is_some() {
        let update = format!("{origin}update");
        let own = format!("{update}#service");
        service(&mut statements, &own, &update, "SPARQL11Update");
    }
    statements.add(&dataset, rdf::TYPE.as_str(), sd("Dataset"));
    let union = format!("{query}#default-graph");
    statements.add(&union, rdf::TYPE.as_str(), sd("Graph"));
    statements.add(&dataset, &sd("defaultGraph"), union);
    let graphs = edition.store().graph_names()?;
    for graph in graphs.iter().take(LISTED) {
        let graph = graph.as_str();
        statements.add(&dataset, &sd("namedGraph"), graph);
        statements.add(graph, rdf::TYPE.as_str(), sd("NamedGraph"));
        statements.add(graph, &sd("name"), graph);
    }
    if graphs.len() > LISTED {
        let more = format!("{} of {} named graphs are listed", LISTED, graphs.len());
        statements.say(&dataset, rdfs::COMMENT.as_str(), &more);
    }
    Ok(statements.quads())
}

fn sd(name: &str) -> String {
    format!("{SD}{name}")
}

fn service(statements: &mut Statements, service: &str, endpoint: &str, language: &str) {
    statements.add(service, rdf::TYPE.as_str(), sd("Service"));
    statements.add(service, &sd("endpoint"), endpoint);
    statements.add(service, &sd("supportedLanguage"), sd(language));
}
