//! `POST /articles`: articles are read and what they report goes into the store, while it is served.
//!
//! Reads: bodies of JSON Lines, text, HTML or a feed; the whole pipeline, loaded at the first of
//! them. Writes: the store, the folder of texts, what became of each article. Never: lets one bad
//! article stop the others.

use std::io::Cursor;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use oxigraph::model::{NamedNode, Quad};
use oxigraph::sparql::CancellationToken;
use serde::Serialize;

use super::app::App;
use super::problem::Problem;
use super::{access, body};
use crate::document::Article;
use crate::error::Diagnostic;
use crate::graph::Settings;
use crate::ingest::{self, Format, Lexicon, Options};
use crate::pipeline::Pipeline;
use crate::resources::Resources;
use crate::store::Change;

/// Articles that go into the store at a time: each time the store is saved.
const BATCH: usize = 200;

/// Media types of bodies and their formats.
const FORMATS: &[(&str, Format)] = &[
    ("application/jsonl", Format::Jsonl),
    ("application/x-ndjson", Format::Jsonl),
    ("application/json", Format::Jsonl),
    ("text/plain", Format::Text),
    ("text/html", Format::Html),
    ("application/rss+xml", Format::Rss),
    ("application/atom+xml", Format::Rss),
];

/// What reads articles.
pub(super) struct Reader {
    pipeline: Pipeline,
    lexicon: Lexicon,
}

impl Reader {
    /// Loads everything that reading takes: about a second.
    ///
    /// # Errors
    /// The first mistake in the data.
    pub(super) fn load(resources: &Resources, settings: &Settings) -> Result<Self, Diagnostic> {
        let pipeline = Pipeline::new(resources, settings.clone())
            .map_err(|mut errors| errors.swap_remove(0))?;
        Ok(Self {
            pipeline,
            lexicon: Lexicon::load(&|path| resources.read(path))?,
        })
    }
}

/// What became of an article.
#[derive(Debug, Serialize)]
struct Outcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    graph: Option<String>,
    /// `added`, `replaced`, `unchanged`, or `failed`.
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relations: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// An article that was read.
struct Read {
    article: Article,
    graph: NamedNode,
    quads: Vec<Quad>,
    events: usize,
    relations: usize,
}

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/articles", post(articles))
}

async fn articles(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    access::writer(&app, request.headers())?;
    let media = body::media_type(request.headers())?;
    let Some(&(_, format)) = FORMATS.iter().find(|(known, _)| *known == media) else {
        let known: Vec<_> = FORMATS.iter().map(|(known, _)| *known).collect();
        return Err(Problem::unsupported(&known.join(", ")));
    };
    let bytes = body::read(request).await?;
    let inside = app.clone();
    let outcomes = app
        .reading()
        .run(move |token| read_all(&inside, bytes, format, token))
        .await?;
    let failed = outcomes.iter().filter(|o| o.error.is_some()).count();
    tracing::info!(articles = outcomes.len(), failed, "articles");
    let status = match failed {
        0 => StatusCode::OK,
        all if all == outcomes.len() => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::MULTI_STATUS,
    };
    Ok((status, Json(serde_json::json!({ "articles": outcomes }))).into_response())
}

/// Reads the articles of a body and puts them into the store, some at a time.
fn read_all(
    app: &App,
    bytes: Bytes,
    format: Format,
    token: &CancellationToken,
) -> Result<Vec<Outcome>, Problem> {
    let reader = app.reader()?;
    let options = Options {
        format,
        lexicon: reader.lexicon.clone(),
    };
    let mut outcomes = Vec::new();
    let mut batch = Vec::new();
    for article in ingest::read_from("body", Box::new(Cursor::new(bytes)), &options) {
        // Nobody waits any more; what was put in stays.
        if token.is_cancelled() {
            return Err(Problem::busy());
        }
        batch.push(article.and_then(|article| extract(&reader.pipeline, article)));
        if batch.len() == BATCH {
            outcomes.extend(put(app, &reader, std::mem::take(&mut batch), token)?);
        }
    }
    outcomes.extend(put(app, &reader, batch, token)?);
    Ok(outcomes)
}

fn extract(pipeline: &Pipeline, article: Article) -> Result<Read, Diagnostic> {
    let (facts, quads) = pipeline.extract(&article)?;
    Ok(Read {
        graph: pipeline.settings().article_graph(&article.id),
        events: facts.events.len(),
        relations: facts.relations.len(),
        article,
        quads,
    })
}

/// Puts articles into the store, with the vocabulary that explains them.
fn put(
    app: &App,
    reader: &Reader,
    batch: Vec<Result<Read, Diagnostic>>,
    token: &CancellationToken,
) -> Result<Vec<Outcome>, Problem> {
    if batch.iter().all(Result::is_err) {
        let errors = batch.iter().filter_map(|read| read.as_ref().err());
        return Ok(errors.map(failed).collect());
    }
    app.change(token, |store| {
        let (graph, vocabulary) = reader.pipeline.vocabulary();
        store.put_article(graph.as_ref(), &vocabulary)?;
        let mut outcomes = Vec::with_capacity(batch.len());
        for read in batch {
            outcomes.push(match read {
                Ok(read) => {
                    let change = store.put_article(read.graph.as_ref(), &read.quads)?;
                    keep(app, &read.article)?;
                    told(read, change)
                }
                Err(error) => failed(&error),
            });
        }
        Ok(outcomes)
    })
}

fn keep(app: &App, article: &Article) -> Result<(), Problem> {
    app.texts().keep(article).map_err(|error| {
        tracing::error!("a text cannot be kept: {error}");
        Problem::fault("the article's text cannot be kept; see the server's log")
    })
}

fn told(read: Read, change: Change) -> Outcome {
    Outcome {
        id: Some(read.article.id),
        graph: Some(read.graph.into_string()),
        change: match change {
            Change::Added => "added",
            Change::Replaced => "replaced",
            // An article without a word of content leaves an empty graph.
            Change::Unchanged | Change::Removed => "unchanged",
        },
        events: Some(read.events),
        relations: Some(read.relations),
        error: None,
    }
}

fn failed(error: &Diagnostic) -> Outcome {
    Outcome {
        id: None,
        graph: None,
        change: "failed",
        events: None,
        relations: None,
        error: Some(error.to_string()),
    }
}
