//! `/data/...`: what the graph says about a thing, in one form or another.
//!
//! Reads: the name, the form by ending or `Accept`, `?page=`. Writes: a document.
//! Never: a document without an end: what is much comes in parts.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::NamedNode;

use super::description;
use super::forms::{self, DOCUMENTS, Form};
use super::identify::{look_up, redirect};
use super::paths;
use super::standing::Standing;
use crate::serve::app::App;
use crate::serve::caching::Tag;
use crate::serve::formats::written;
use crate::serve::pages;
use crate::serve::problem::Problem;
use crate::serve::templates::vary_by_accept;
use crate::store::syntax::Syntax;

/// Answers with a document.
pub(super) async fn document(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let path = paths::after(&uri, "/data/");
    let part = part(uri.query())?;
    if let Some((name, form)) = forms::split(DOCUMENTS, path) {
        return answer(&app, name, form, part, &headers).await;
    }
    let form = forms::choose(DOCUMENTS, &headers)?;
    let mut response = answer(&app, path, form, part, &headers).await?;
    vary_by_accept(response.headers_mut());
    Ok(response)
}

/// Which part is asked for, counted from 1.
fn part(query: Option<&str>) -> Result<usize, Problem> {
    let Some(query) = query else { return Ok(1) };
    let number = query.strip_prefix("page=");
    number
        .and_then(|number| number.parse().ok())
        .filter(|&number| number > 0)
        .ok_or_else(|| Problem::malformed("the only parameter here is page=1, page=2 and so on"))
}

async fn answer(
    app: &App,
    name: &str,
    form: Form,
    part: usize,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let base = app.settings().base();
    let node = match look_up(app, &format!("id/{name}")).await? {
        Standing::Known(node) => node,
        Standing::Merged(next) => {
            let to = paths::document(base, next.as_ref()).map_or_else(
                || paths::url(base, next.as_ref()),
                |document| format!("{document}.{}", form.ending),
            );
            return redirect(StatusCode::MOVED_PERMANENTLY, &to);
        }
    };
    let document = paths::document(base, node.as_ref()).unwrap_or_default();
    let thing = paths::url(base, node.as_ref());
    let mut response = match form.syntax {
        Some(syntax) => triples(app, node, form, syntax, part, headers).await?,
        None => pages::thing(app, node).await?,
    };
    let own = format!("{document}.{}", form.ending);
    let headers = response.headers_mut();
    if let Ok(own) = HeaderValue::from_str(&own) {
        headers.insert(header::CONTENT_LOCATION, own);
    }
    forms::link(headers, DOCUMENTS, &document, Some(&thing));
    Ok(response)
}

async fn triples(
    app: &App,
    node: NamedNode,
    form: Form,
    syntax: Syntax,
    part: usize,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let edition = app.edition();
    let tag = Tag::new(edition.tag(), form.ending);
    if tag.is_known(headers) {
        return Ok(tag.unchanged());
    }
    let inside = app.clone();
    let work = move |_: &_| {
        let base = inside.settings().base();
        let told = description::describe(edition.store(), base, node.as_ref(), part)?;
        Ok((written(&inside, told.quads, syntax)?, told.parts))
    };
    let (text, parts) = app.pages().run(work).await?;
    let mut response = ([(header::CONTENT_TYPE, form.content_type())], text).into_response();
    if part < parts {
        let next = HeaderValue::from_str(&format!("<?page={}>; rel=\"next\"", part + 1));
        response
            .headers_mut()
            .extend(next.ok().map(|next| (header::LINK, next)));
    }
    tag.mark(response.headers_mut());
    Ok(response)
}
