//! Graphs as documents that can be read, put, added to and deleted (SPARQL 1.1 Graph Store Protocol).
//!
//! Reads: requests for `/graph-store?graph=IRI`, `?default`, and for graphs by their own address.
//! Writes: graphs in any RDF syntax; the store, for who may write. Never: replaces the union of all
//! graphs, or answers with a graph that is longer than an answer may be.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{GraphNameRef, NamedNode, Quad, Triple};
use oxigraph::sparql::CancellationToken;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use rustc_hash::FxHashSet;

use super::app::App;
use super::caching::Tag;
use super::formats::{self, GRAPHS};
use super::problem::Problem;
use super::templates::vary_by_accept;
use super::{access, body};
use crate::query::Format;
use crate::store::syntax;
use crate::store::{Change, Changes};
use crate::text::sha256;

/// Syntaxes of a graph that is sent.
const SYNTAXES: &[(&str, RdfFormat)] = &[
    ("text/turtle", RdfFormat::Turtle),
    ("application/n-triples", RdfFormat::NTriples),
    ("application/rdf+xml", RdfFormat::RdfXml),
    (
        "application/ld+json",
        RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
    ),
];

/// What a request is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// The union of all graphs.
    Default,
    Named(NamedNode),
    /// A graph that gets its name from this server.
    New,
}

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/graph-store", any(indirect))
}

/// A graph by `?graph=IRI` or `?default`.
async fn indirect(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let target = target(request.uri().query().unwrap_or_default())?;
    if target == Target::New && *request.method() != Method::POST {
        return Err(Problem::malformed("name a graph: ?graph=IRI or ?default"));
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return read(&app, target, request.headers()).await;
    }
    write(&app, target, request).await
}

/// Writes a graph that is called by its own address.
///
/// # Errors
/// 401, 403, 405 and what [`indirect`] answers.
pub(super) async fn direct(
    app: &App,
    graph: NamedNode,
    request: Request,
) -> Result<Response, Problem> {
    write(app, Target::Named(graph), request).await
}

fn target(parameters: &str) -> Result<Target, Problem> {
    let malformed = || Problem::malformed("the parameters here are ?graph=IRI or ?default");
    let mut target = Target::New;
    for parameter in parameters.split('&').filter(|text| !text.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let found = match name {
            "default" if value.is_empty() => Target::Default,
            "graph" => {
                let spaced = value.replace('+', " ");
                let iri = percent_decode_str(&spaced).decode_utf8();
                let iri = iri.map_err(|_| malformed())?;
                Target::Named(NamedNode::new(iri).map_err(|error| {
                    Problem::malformed(format!("the graph's name is not an IRI: {error}"))
                })?)
            }
            _ => return Err(malformed()),
        };
        if target != Target::New {
            return Err(malformed());
        }
        target = found;
    }
    Ok(target)
}

async fn read(app: &App, target: Target, headers: &HeaderMap) -> Result<Response, Problem> {
    let chosen = formats::choose(GRAPHS, None, headers)?;
    let edition = app.edition();
    let tag = Tag::new(edition.tag(), chosen.name());
    let mut response = if tag.is_known(headers) {
        tag.unchanged()
    } else {
        let Format::Rdf(syntax) = chosen.form.format else {
            return Err(Problem::fault("a graph has no such form"));
        };
        let inside = app.clone();
        let text = app
            .pages()
            .run(move |_| {
                let quads = quads(&inside, &target)?;
                let mut text = Vec::new();
                syntax::write(quads, syntax, inside.prefixes(), &mut text).map_err(|error| {
                    Problem::not_acceptable(&format!("text/turtle; not as asked: {error}"))
                })?;
                Ok(text)
            })
            .await?;
        ([(header::CONTENT_TYPE, chosen.content_type())], text).into_response()
    };
    tag.mark(response.headers_mut());
    vary_by_accept(response.headers_mut());
    Ok(response)
}

/// The quads of a graph, no more than an answer may have.
fn quads(app: &App, target: &Target) -> Result<Vec<Quad>, Problem> {
    let edition = app.edition();
    let graph = match target {
        Target::Named(graph) => GraphNameRef::from(graph.as_ref()),
        Target::Default | Target::New => GraphNameRef::DefaultGraph,
    };
    let most = app.options().limits.rows;
    let found = edition
        .store()
        .database()
        .quads_for_pattern(None, None, None, Some(graph));
    let quads = found
        .take(most.saturating_add(1))
        .collect::<Result<Vec<_>, _>>()?;
    if quads.len() > most {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("the graph has more than {most} triples; take it from /dumps/"),
        ));
    }
    if quads.is_empty() && *target != Target::Default {
        return Err(Problem::unknown("no graph of this name"));
    }
    Ok(quads)
}

async fn write(app: &App, target: Target, request: Request) -> Result<Response, Problem> {
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let allowed = match target {
        Target::Named(_) => "GET, HEAD, PUT, POST, DELETE",
        // To put another in the place of the union would be to throw all graphs away.
        Target::Default => "GET, HEAD, POST",
        Target::New => "POST",
    };
    if !allowed.split(", ").any(|name| name == method.as_str()) {
        return Err(Problem::method(allowed));
    }
    access::writer(app, &headers)?;
    let bytes = match method {
        Method::DELETE => Bytes::new(),
        _ => body::read(request).await?,
    };
    let inside = app.clone();
    let sent = Sent { headers, bytes };
    app.pages()
        .run(move |token| match method {
            Method::DELETE => delete(&inside, &target, token),
            Method::PUT => put(&inside, &target, &sent, token),
            _ => add(&inside, &target, &sent, token),
        })
        .await
}

/// A graph as it was sent.
struct Sent {
    headers: HeaderMap,
    bytes: Bytes,
}

fn delete(app: &App, target: &Target, token: &CancellationToken) -> Result<Response, Problem> {
    let graph = named(app, target);
    let change = app.change(token, |store| Ok(store.remove_article(graph.as_ref())?))?;
    match change {
        Change::Unchanged => Err(Problem::unknown("no graph of this name")),
        _ => Ok((StatusCode::OK, "the graph is gone\n").into_response()),
    }
}

fn put(
    app: &App,
    target: &Target,
    sent: &Sent,
    token: &CancellationToken,
) -> Result<Response, Problem> {
    let graph = named(app, target);
    let triples: FxHashSet<Triple> = sent.parse(&graph)?.into_iter().collect();
    let only_new = sent
        .headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|tag| tag == "*");
    let change = app.change(token, |store| {
        store.change(|changes| {
            if only_new && !changes.graph(graph.as_ref())?.is_empty() {
                return Err(Problem::new(
                    StatusCode::PRECONDITION_FAILED,
                    "the graph is there already",
                ));
            }
            Ok(changes.put(graph.as_ref(), &triples)?)
        })
    })?;
    Ok(match change {
        Change::Added => created(app, &graph),
        _ => StatusCode::NO_CONTENT.into_response(),
    })
}

fn add(
    app: &App,
    target: &Target,
    sent: &Sent,
    token: &CancellationToken,
) -> Result<Response, Problem> {
    let own = app.settings().posted_graph(&sha256(&sent.bytes)[..16]);
    let graph = match target {
        Target::New => own,
        _ => named(app, target),
    };
    let triples = sent.parse(&graph)?;
    if triples.is_empty() && *target == Target::New {
        return Err(Problem::malformed(
            "the body has no triple: nothing to name",
        ));
    }
    let (graph, is_new, count) = app.change(token, |store| {
        store.change(|changes| -> Result<_, Problem> {
            let graph = match target {
                Target::New => unused(changes, &graph)?,
                _ => graph,
            };
            let is_new = changes.graph(graph.as_ref())?.is_empty();
            for triple in &triples {
                changes.insert(graph.as_ref(), triple.as_ref())?;
            }
            Ok((graph, is_new && !triples.is_empty(), changes.count()))
        })
    })?;
    if is_new {
        return Ok(created(app, &graph));
    }
    Ok((StatusCode::OK, format!("{count} triples added\n")).into_response())
}

/// A name like this one that no graph has.
fn unused(changes: &Changes<'_>, name: &NamedNode) -> Result<NamedNode, Problem> {
    let mut found = name.clone();
    let mut number = 1;
    while !changes.graph(found.as_ref())?.is_empty() {
        number += 1;
        found = NamedNode::new_unchecked(format!("{}-{number}", name.as_str()));
    }
    Ok(found)
}

/// The graph that a change goes to; what is said of no graph goes to that of triples made by hand.
fn named(app: &App, target: &Target) -> NamedNode {
    match target {
        Target::Named(graph) => graph.clone(),
        Target::Default | Target::New => app.settings().by_hand_graph(),
    }
}

/// 201 with the address of the graph.
fn created(app: &App, graph: &NamedNode) -> Response {
    let iri = utf8_percent_encode(graph.as_str(), NON_ALPHANUMERIC);
    let place = match graph.as_str().strip_prefix(app.settings().base()) {
        Some(path) if path.is_ascii() => format!("/{path}"),
        _ => format!("/graph-store?graph={iri}"),
    };
    let place = HeaderValue::from_str(&place).ok();
    let mut response = StatusCode::CREATED.into_response();
    let place = place.map(|place| (header::LOCATION, place));
    response.headers_mut().extend(place);
    response
}

impl Sent {
    /// Its triples; relative IRIs begin at the graph's name.
    fn parse(&self, graph: &NamedNode) -> Result<Vec<Triple>, Problem> {
        let media = body::media_type(&self.headers)?;
        let Some((_, format)) = SYNTAXES.iter().find(|(known, _)| *known == media) else {
            let known: Vec<_> = SYNTAXES.iter().map(|(known, _)| *known).collect();
            return Err(Problem::unsupported(&known.join(", ")));
        };
        let malformed = |error: &dyn std::fmt::Display| {
            Problem::malformed(format!("the body is not {media}: {error}"))
        };
        let parser = RdfParser::from_format(*format)
            .with_base_iri(graph.as_str())
            .map_err(|error| malformed(&error))?
            .without_named_graphs()
            .rename_blank_nodes();
        parser
            .for_slice(&self.bytes)
            .map(|quad| quad.map(Triple::from).map_err(|error| malformed(&error)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graph_is_named_once() {
        let iri = NamedNode::new("http://a.example/x y+z".replace(' ', "_")).unwrap();
        for (parameters, expected) in [
            ("default", Some(Target::Default)),
            ("default=", Some(Target::Default)),
            (
                "graph=http%3A%2F%2Fa.example%2Fx_y%2Bz",
                Some(Target::Named(iri)),
            ),
            ("", Some(Target::New)),
            ("graph=relative", None),
            ("graph=", None),
            ("graph=a:b&default", None),
            ("default&default", None),
            ("grap=a:b", None),
        ] {
            assert_eq!(target(parameters).ok(), expected, "{parameters}");
        }
    }
}
