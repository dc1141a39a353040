//! Pages for people, rendered here and usable without scripts.
//!
//! Reads: the graph, the articles' texts, what requests ask for. Writes: HTML by the templates in
//! `data/pages/`. Never: shows a word unescaped, or a plan, a claim or a denial as a fact.
//!
//! `look` reads the graph for all pages; `presented` says how a report presents its event; each page
//! has a module and a template of its own.

use axum::response::Response;
use oxigraph::model::NamedNode;

use super::app::App;
use super::problem::Problem;

mod dates;
mod look;
mod presented;
mod resource;

/// The page of anything that the graph has a word about.
///
/// # Errors
/// 404 where it has none.
pub(super) async fn thing(app: &App, node: NamedNode) -> Result<Response, Problem> {
    resource::page(app, node).await
}
