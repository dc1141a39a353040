//! Pages for people, rendered here and usable without scripts.
//!
//! Reads: the graph, the articles' texts, what requests ask for. Writes: HTML by the templates in
//! `data/pages/`. Never: shows a word unescaped, or a plan, a claim or a denial as a fact.
//!
//! `look` reads the graph for all pages; `presented` says how a report presents its event; each page
//! has a module and a template of its own.

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use oxigraph::model::NamedNode;

use super::app::App;
use super::problem::Problem;

mod aliases;
mod article;
mod articles;
mod dates;
mod entity;
mod event;
mod headings;
mod home;
mod listing;
mod look;
mod map;
mod marks;
mod names;
mod opening;
mod paging;
mod presented;
mod query;
mod quotes;
mod report;
mod resource;
mod rows;
mod search;

pub(super) use headings::joined;
pub(super) use look::Look;
pub(super) use presented::{Kind, Presented};

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/articles", get(articles::articles))
        .route("/search", get(search::search))
        .route("/pages/names.json", get(names::names))
        .merge(entity::routes())
        .merge(query::routes())
}

/// The page of anything that the graph has a word about.
///
/// # Errors
/// 404 where it has none.
pub(super) async fn thing(app: &App, node: NamedNode) -> Result<Response, Problem> {
    let path = node.as_str().strip_prefix(app.settings().base());
    match path.unwrap_or_default().split('/').nth(1) {
        Some("article") if !node.as_str().contains('#') => article::page(app, node).await,
        Some("event") => event::page(app, node).await,
        Some("person" | "place" | "org" | "thing" | "topic") => entity::page(app, node).await,
        _ => resource::page(app, node).await,
    }
}
