//! Where a client finds this server.
//!
//! Reads: the base of IRIs, `Host`. Writes: the beginning of an address. Never: anything that is no
//! IRI, however the client calls the server.

use axum::http::{HeaderMap, header};
use oxigraph::model::NamedNode;

use super::app::App;

/// The base of all IRIs where that is what the client called, else what it called, with a slash.
pub(super) fn origin(app: &App, headers: &HeaderMap) -> String {
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
