//! Styles, scripts and pictures of the pages: files of `data/pages/assets/`.
//!
//! Reads: the resources. Writes: files with a tag by which a browser keeps them.
//! Never: reads a file of the machine.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::app::App;
use super::problem::Problem;
use crate::text::sha256;

/// Where the files lie among the resources.
const FOLDER: &str = "data/pages/assets/";

/// Media types by file name ending.
const TYPES: [(&str, &str); 7] = [
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".json", "application/json"),
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".woff2", "font/woff2"),
    (".txt", "text/plain; charset=utf-8"),
];

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/assets/{*path}", get(asset))
}

async fn asset(
    State(app): State<App>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let media = TYPES.iter().find(|(ending, _)| path.ends_with(ending));
    let content = app.resources().read(&format!("{FOLDER}{path}"));
    let (Some((_, media)), Some(content)) = (media, content) else {
        return Err(Problem::unknown("no such asset"));
    };
    let tag = format!("\"{}\"", &sha256(&content)[..16]);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.to_str().is_ok_and(|known| known.contains(&tag)));
    let caching = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "public, max-age=3600".to_owned()),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let kind = [(header::CONTENT_TYPE, *media)];
    Ok((caching, kind, content.into_owned()).into_response())
}
