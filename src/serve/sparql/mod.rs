//! SPARQL over HTTP: queries at `/sparql`, updates at `/update`, by the SPARQL 1.1 Protocol.
//!
//! Reads: requests, the store. Writes: answers, a description of the service.
//! Never: sends half an answer, asks another server, lets a question outlive its limit.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::any;

use super::app::App;
use super::problem::Problem;
use super::templates::vary_by_accept;
use super::{body, negotiation};

mod answer;
mod description;
mod request;
mod update;

use answer::Question;
pub(super) use answer::{ANSWER, evaluate, explain, write};

/// Bytes of the body of a query, which may have three characters for each of its own.
const BODY: usize = 256 * 1024;

/// Routes of this module.
pub(super) fn routes(app: &App) -> Router<App> {
    let body = BODY.min(app.options().limits.body);
    Router::new()
        .route("/sparql", any(sparql))
        .layer(DefaultBodyLimit::max(body))
        .route("/update", any(update::update))
}

async fn sparql(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let address = request.uri().query().map(str::to_owned);
    let bytes = match method {
        Method::POST => body::read(request).await?,
        _ => Bytes::new(),
    };
    let mut operation = request::read(
        &request::QUERY,
        &method,
        address.as_deref(),
        &headers,
        &bytes,
    )?;
    let Some(text) = operation.text.take() else {
        if negotiation::is_browser(&headers) && operation.format.is_none() {
            let mut page = Redirect::to("/query").into_response();
            vary_by_accept(page.headers_mut());
            return Ok(page);
        }
        let name = operation.format;
        let pages = app.clone();
        let describe = move |_: &_| description::response(&app, &headers, name.as_deref());
        return pages.pages().run(describe).await;
    };
    let gates = app.clone();
    let question = Question {
        app,
        operation,
        headers,
        may_be_kept: method != Method::POST,
    };
    gates
        .questions()
        .run(move |token| question.answer(&text, token))
        .await
}
