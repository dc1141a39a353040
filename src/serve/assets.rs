//! Styles, scripts and pictures of the pages: files of `data/pages/assets/`.
//!
//! Reads: the resources. Writes: files with a tag by which a browser keeps them.
//! Never: reads a file of the machine.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::app::App;
use super::caching::Tag;
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
    let tag = Tag::new(&sha256(&content)[..16], "asset");
    let mut response = if tag.is_known(&headers) {
        tag.unchanged()
    } else {
        ([(header::CONTENT_TYPE, *media)], content.into_owned()).into_response()
    };
    tag.mark(response.headers_mut());
    let keep = HeaderValue::from_static("public, max-age=3600");
    response.headers_mut().insert(header::CACHE_CONTROL, keep);
    Ok(response)
}
