//! `/text/{id}`: the text that an article's offsets count in, as it was read.
//!
//! Reads: texts kept beside the store. Writes: plain text. Never: to other machines, unless the user
//! has said that the texts may be shared.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::NamedNode;

use super::identify::look_up;
use super::paths;
use super::standing::Standing;
use crate::serve::app::App;
use crate::serve::caching::Tag;
use crate::serve::problem::Problem;
use crate::text::sha256;

/// Answers with a text.
pub(super) async fn text(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Standing::Known(node) = look_up(&app, paths::after(&uri, "/")).await? else {
        return Err(not_kept());
    };
    if !app.shows_texts() {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "articles' texts belong to their publishers and are not shown to other machines here; \
             who runs this server may allow it with --share-texts",
        ));
    }
    let text = read(&app, node).await?;
    let tag = Tag::new(&sha256(text.as_bytes())[..16], "txt");
    let mut response = if tag.is_known(&headers) {
        tag.unchanged()
    } else {
        // Code points are counted in this very text: `#char=0,5` (RFC 5147).
        ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
    };
    tag.mark(response.headers_mut());
    Ok(response)
}

async fn read(app: &App, node: NamedNode) -> Result<String, Problem> {
    let inside = app.clone();
    let read = move |_: &_| {
        inside
            .texts()
            .read(&paths::last(node.as_ref()))
            .map_err(|error| {
                tracing::error!("{}: {error}", inside.texts().folder().display());
                Problem::fault("this text cannot be read; see the server's log")
            })
    };
    app.pages().run(read).await?.ok_or_else(not_kept)
}

fn not_kept() -> Problem {
    Problem::unknown(
        "this article's text is not kept here; `newsgraph build` keeps texts unless told --no-texts",
    )
}
