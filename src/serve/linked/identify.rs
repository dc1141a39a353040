//! `/id/...`: a thing leads to the document about it that the client reads.
//!
//! Reads: the name, `Accept`. Writes: 303; 301 for a merged name. Never: the document itself.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::standing::Standing;
use super::{forms, paths, standing};
use crate::serve::app::App;
use crate::serve::problem::Problem;
use crate::serve::templates::vary_by_accept;

/// Answers for a thing.
pub(super) async fn identify(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let form = forms::choose(forms::DOCUMENTS, &headers)?;
    let standing = look_up(&app, paths::after(&uri, "/")).await?;
    let base = app.settings().base();
    let mut response = match standing {
        Standing::Known(node) => {
            let document = paths::document(base, node.as_ref()).unwrap_or_default();
            redirect(
                StatusCode::SEE_OTHER,
                &format!("{document}.{}", form.ending),
            )?
        }
        Standing::Merged(next) => redirect(
            StatusCode::MOVED_PERMANENTLY,
            &paths::url(base, next.as_ref()),
        )?,
    };
    vary_by_accept(response.headers_mut());
    Ok(response)
}

/// The standing of a name: what follows the base, as it was sent.
pub(super) async fn look_up(app: &App, path: &str) -> Result<Standing, Problem> {
    let spellings = paths::iris(app.settings().base(), path);
    let inside = app.clone();
    app.pages()
        .run(move |_| standing::find(inside.edition().store(), inside.settings(), &spellings))
        .await
}

/// A redirection to a path or an address.
pub(super) fn redirect(status: StatusCode, to: &str) -> Result<Response, Problem> {
    let to = HeaderValue::from_str(to)
        .map_err(|_| Problem::fault("the place of this name cannot be written"))?;
    Ok((status, [(header::LOCATION, to)]).into_response())
}
