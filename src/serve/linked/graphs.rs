//! `/graph/...`: a named graph, such as all that one article says.
//!
//! Reads: the name, `Accept`. Writes: the graph; changes it as the graph store does.
//! Never: the union of all, for which there are dumps.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::NamedNode;

use super::identify::{look_up, redirect};
use super::standing::Standing;
use super::{forms, paths};
use crate::serve::app::App;
use crate::serve::caching::Tag;
use crate::serve::formats::written;
use crate::serve::graph_store;
use crate::serve::problem::Problem;
use crate::serve::templates::vary_by_accept;
use crate::store::syntax::Syntax;

/// Answers with a graph.
pub(super) async fn graph(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let form = forms::choose(forms::GRAPHS, &headers)?;
    let node = match look_up(&app, paths::after(&uri, "/")).await? {
        Standing::Known(node) => node,
        Standing::Merged(next) => {
            let to = paths::url(app.settings().base(), next.as_ref());
            return redirect(StatusCode::MOVED_PERMANENTLY, &to);
        }
    };
    let edition = app.edition();
    let tag = Tag::new(edition.tag(), form.ending);
    let mut response = if tag.is_known(&headers) {
        tag.unchanged()
    } else {
        let text = read(&app, node, form.syntax.unwrap_or(Syntax::Turtle)).await?;
        ([(header::CONTENT_TYPE, form.content_type())], text).into_response()
    };
    tag.mark(response.headers_mut());
    vary_by_accept(response.headers_mut());
    Ok(response)
}

/// Changes a graph, for who may.
pub(super) async fn write(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let base = app.settings().base();
    let spellings = paths::iris(base, paths::after(request.uri(), "/"));
    let Some(graph) = spellings.into_iter().next() else {
        return Err(Problem::malformed("the path is not UTF-8"));
    };
    graph_store::direct(&app, graph, request).await
}

async fn read(app: &App, name: NamedNode, syntax: Syntax) -> Result<Vec<u8>, Problem> {
    let inside = app.clone();
    let work = move |_: &_| {
        let edition = inside.edition();
        let quads = edition.store().graph(name.as_ref().into())?;
        if quads.is_empty() {
            return Err(Problem::unknown("this is the name of no graph"));
        }
        written(&inside, quads, syntax)
    };
    app.pages().run(work).await
}
