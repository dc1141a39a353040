//! What the service can do, in RDF (SPARQL 1.1 Service Description).
//!
//! Reads: what the user decided, the names of the graphs. Writes: a description in any RDF syntax.
//! Never: counts triples: `/void.ttl` has the numbers.

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::super::app::App;
use super::super::caching::Tag;
use super::super::edition::Edition;
use super::super::formats::{self, Form, GRAPHS, ROWS};
use super::super::problem::Problem;
use super::super::templates::vary_by_accept;
use crate::error::Diagnostic;
use crate::query::Format;
use crate::store::syntax::{self, Syntax};

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
        let Format::Rdf(syntax) = chosen.form.format else {
            return Err(Problem::fault("a graph has no such form"));
        };
        let bytes = written(app, quads, syntax)?;
        let kind = [(header::CONTENT_TYPE, chosen.content_type())];
        (kind, bytes).into_response()
    };
    tag.mark(response.headers_mut());
    vary_by_accept(response.headers_mut());
    Ok(response)
}

fn written(app: &App, quads: Vec<Quad>, syntax: Syntax) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    syntax::write(quads, syntax, app.prefixes(), &mut bytes)
        .map_err(|error| Problem::fault(format!("the description cannot be written: {error}")))?;
    Ok(bytes)
}

/// Where the client finds this server: the base of all IRIs where that is it, else what it called.
fn origin(app: &App, headers: &HeaderMap) -> String {
    let base = app.settings().base();
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let called = host.map(|host| format!("http://{host}/"));
    let is_base = |called: &String| base.split_once("//").map(|(_, rest)| rest) == called.get(7..);
    called
        .filter(|called| !is_base(called) && NamedNode::new(called).is_ok())
        .unwrap_or_else(|| base.to_owned())
}

fn describe(app: &App, edition: &Edition, origin: &str) -> Result<Vec<Quad>, Diagnostic> {
    let mut statements = Statements(Vec::new());
    let query = format!("{origin}sparql");
    let (service, dataset) = (format!("{query}#service"), format!("{query}#dataset"));
    statements.service(&service, &query, "SPARQL11Query");
    statements.add(&service, &sd("feature"), sd("UnionDefaultGraph"));
    for Form { iri, .. } in ROWS.iter().chain(GRAPHS) {
        statements.add(&service, &sd("resultFormat"), (*iri).to_owned());
    }
    statements.add(&service, &sd("defaultDataset"), dataset.clone());
    if app.options().token.is_some() {
        let update = format!("{origin}update");
        statements.service(&format!("{update}#service"), &update, "SPARQL11Update");
    }
    statements.add(&dataset, rdf::TYPE.as_str(), sd("Dataset"));
    let union = format!("{query}#default-graph");
    statements.add(&union, rdf::TYPE.as_str(), sd("Graph"));
    statements.add(&dataset, &sd("defaultGraph"), union);
    let graphs = edition.store().graph_names()?;
    for graph in graphs.iter().take(LISTED) {
        let graph = graph.as_str();
        statements.add(&dataset, &sd("namedGraph"), graph.to_owned());
        statements.add(graph, rdf::TYPE.as_str(), sd("NamedGraph"));
        statements.add(graph, &sd("name"), graph.to_owned());
    }
    if graphs.len() > LISTED {
        let more = format!("{} of {} named graphs are listed", LISTED, graphs.len());
        statements.say(&dataset, &more);
    }
    Ok(statements.0)
}

fn sd(name: &str) -> String {
    format!("{SD}{name}")
}

/// Triples of the description; every name in them is an IRI of this program or of the store.
struct Statements(Vec<Quad>);

impl Statements {
    fn service(&mut self, service: &str, endpoint: &str, language: &str) {
        self.add(service, rdf::TYPE.as_str(), sd("Service"));
        self.add(service, &sd("endpoint"), endpoint.to_owned());
        self.add(service, &sd("supportedLanguage"), sd(language));
    }

    fn add(&mut self, subject: &str, property: &str, object: String) {
        self.push(subject, property, NamedNode::new_unchecked(object).into());
    }

    fn say(&mut self, subject: &str, text: &str) {
        let text = Literal::new_language_tagged_literal_unchecked(text, "en");
        self.push(subject, rdfs::COMMENT.as_str(), text.into());
    }

    fn push(&mut self, subject: &str, property: &str, object: Term) {
        self.0.push(Quad {
            subject: NamedOrBlankNode::from(NamedNode::new_unchecked(subject)),
            predicate: NamedNode::new_unchecked(property),
            object,
            graph_name: GraphName::DefaultGraph,
        });
    }
}
