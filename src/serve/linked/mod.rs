//! Linked data: every IRI of the graph answers, in the form that the client reads.
//!
//! Reads: names in requests, the default graph, articles' texts. Writes: redirections and documents.
//! Never: decides by anything but the name and the headers what a name stands for.
//!
//! A thing (`/id/...`) is no document: it leads to one (`/data/....ttl`) by 303. A graph and a text
//! are documents and answer themselves.

use axum::Router;
use axum::routing::get;

use super::app::App;

mod description;
mod documents;
mod forms;
mod graphs;
mod identify;
mod paths;
mod standing;
mod texts;

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/id/{*path}", get(identify::identify))
        .route("/data/{*path}", get(documents::document))
        .route("/graph/{*path}", get(graphs::graph).fallback(graphs::write))
        .route("/text/{*path}", get(texts::text))
}
