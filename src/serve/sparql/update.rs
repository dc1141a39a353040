//! `/update`: SPARQL updates by who may write (SPARQL 1.1 Protocol §2.2).
//!
//! Reads: POST requests. Writes: the store and its file, a new edition. Never: a part of an update.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use oxigraph::sparql::CancellationToken;
use spargebra::algebra::QueryDataset;

use super::request::{self, Operation, UPDATE};
use crate::query::{self, Refusal};
use crate::serve::app::App;
use crate::serve::problem::Problem;
use crate::serve::{access, body};

/// Answers with the number of triples that changed.
pub(super) async fn update(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let address = request.uri().query().map(str::to_owned);
    request::allow(&UPDATE, &method)?;
    access::writer(&app, &headers)?;
    let bytes = body::read(request).await?;
    let operation = request::read(&UPDATE, &method, address.as_deref(), &headers, &bytes)?;
    let inside = app.clone();
    let count = app
        .pages()
        .run(move |token| run(&inside, &operation, token))
        .await?;
    tracing::info!(triples = count, "update");
    Ok((StatusCode::OK, format!("{count} triples changed\n")).into_response())
}

fn run(app: &App, operation: &Operation, token: &CancellationToken) -> Result<usize, Problem> {
    let text = operation.text.as_deref().unwrap_or_default();
    let update = query::parse_update("update", text, app.prefixes())
        .map_err(|error| Problem::malformed(error.to_string()))?;
    let using = operation.has_dataset().then(|| QueryDataset {
        default: operation.default_graphs.clone(),
        named: Some(operation.named_graphs.clone()),
    });
    let by_hand = app.settings().by_hand_graph();
    app.change(token, |store| {
        query::update(&update, using.as_ref(), &by_hand, store, token).map_err(explain)
    })
}

fn explain(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Asked(why) => Problem::malformed(why),
        Refusal::Failed(diagnostic) => diagnostic.into(),
        Refusal::Evaluation(failure) => Problem::fault(failure.about("update").message),
    }
}
