//! The graph as a whole: dumps to download, their description (`VoID`, DCAT), the vocabulary.
//!
//! Reads: an edition, the ontology. Writes: files and documents. Never: a dump that is not told of in
//! the description, or a number that was not counted.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::app::App;
use super::negotiation::is_browser;
use super::problem::Problem;
use super::templates::vary_by_accept;

mod counts;
mod description;
mod dumps;
mod range;
mod release;
mod statements;
mod vocabulary;

pub(super) use release::Release;
pub(super) use statements::Statements;

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/.well-known/void", get(well_known))
        .route("/void", get(description::negotiated))
        .route("/void.ttl", get(description::turtle))
        .route("/dumps", get(dumps::list))
        .route("/dumps/", get(dumps::list))
        .route("/dumps/{name}", get(dumps::file))
        .route("/ns", get(vocabulary::vocabulary))
}

/// The description lies where the `VoID` note says that it is looked for; people are shown the dumps.
async fn well_known(headers: HeaderMap) -> Response {
    let to = if is_browser(&headers) {
        "/dumps/"
    } else {
        "/void.ttl"
    };
    let mut response = (StatusCode::FOUND, [(header::LOCATION, to)]).into_response();
    vary_by_accept(response.headers_mut());
    response
}

/// The files and numbers of the present edition, made when they are asked for first.
///
/// # Errors
/// What the store reports, 503 while others make them or where the edition changed meanwhile.
async fn release(app: &App) -> Result<Arc<Release>, Problem> {
    let edition = app.edition();
    if let Some(release) = edition.release() {
        return Ok(release);
    }
    let inside = app.clone();
    app.packing()
        .run(move |_| {
            // Others may have waited for the same.
            if let Some(release) = edition.release() {
                return Ok(release);
            }
            let release = Arc::new(Release::make(&inside, &edition)?);
            if inside.edition().tag() != edition.tag() {
                return Err(Problem::busy());
            }
            edition.keep_release(&release);
            Ok(release)
        })
        .await
}

/// The same with the state as axum gives it.
async fn of_state(State(app): &State<App>) -> Result<Arc<Release>, Problem> {
    release(app).await
}
