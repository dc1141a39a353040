//! The graph over HTTP: SPARQL for programs, linked data for consumers, pages for people.
//!
//! Reads: requests, the store, page templates from the resources. Writes: answers, a log, and the
//! store where it was started writable. Never: follows an address out of a request, lets one
//! question keep others waiting for ever, or trusts a word of an article or a request in a page.
//!
//! Each module with routes has one function `routes`; [`router`] puts them together. A handler takes
//! the [`App`], does what may take long in its [`Gate`](gate::Gate), and answers or gives a
//! [`Problem`](problem::Problem).

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;

use crate::error::{Diagnostic, Place};
use crate::graph::Settings;
use crate::resources::Resources;
use crate::store::Store;

mod access;
mod app;
mod articles;
mod assets;
mod body;
mod caching;
mod catalogue;
mod connections;
mod dataset;
mod edition;
mod formats;
mod gate;
mod graph_store;
mod health;
mod layers;
mod linked;
mod memory;
mod negotiation;
mod origin;
mod outgoing;
mod pages;
mod problem;
mod reload;
mod sparql;
mod templates;

use app::App;

/// What the user decides about a server.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen.
    pub listen: SocketAddr,
    /// What writers must show; `None` where nobody may write.
    pub token: Option<String>,
    /// Articles' texts are shown to other machines too.
    pub share_texts: bool,
    /// IRI of the licence of the graph, told in its description.
    pub licence: Option<String>,
    /// What one request may cost.
    pub limits: Limits,
    /// A line per request on standard error.
    pub log: Log,
}

/// What one request may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Time until a question is answered with an error.
    pub time: Duration,
    /// Rows or triples of an answer.
    pub rows: usize,
    /// Bytes of memory that the questions under way may take together.
    pub memory: usize,
    /// Bytes of a request's body.
    pub body: usize,
    /// Questions that are answered at a time.
    pub questions: usize,
    /// Connections that are open at a time.
    pub connections: usize,
}

/// How requests are logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// A line for people.
    Text,
    /// A JSON object.
    Json,
    /// Not at all.
    None,
}

/// Bytes of a thread's stack, of which only what is used takes memory: the parser and the evaluator
/// of SPARQL call themselves for each part of a chain of `UNION` or `+`.
const STACK: usize = 64 << 20;

/// Serves a store until the process is told to stop (Ctrl-C, SIGTERM). `ready` hears the address
/// once connections are taken.
///
/// # Errors
/// An address that cannot be listened on, templates with a mistake, what the store reports.
pub fn serve(
    store: Store,
    resources: Resources,
    settings: Settings,
    options: Options,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Diagnostic> {
    layers::start_log(options.log);
    let listen = options.listen;
    let connections = options.limits.connections;
    let app = App::new(store, resources, settings, options)?;
    let trouble = |error: std::io::Error| {
        Diagnostic::new(
            Place::default(),
            format!("cannot listen on {listen}: {error}"),
        )
        .hint("choose another address with --listen, or port 0 for a free one")
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .build()
        .map_err(trouble)?;
    let (first, last) = (app.clone(), app.clone());
    // Nobody who asks for the first page shall wait for it; what fails is told to who asks.
    runtime.spawn_blocking(move || first.edition().catalogue(&first).map(drop));
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        ready(listener.local_addr()?);
        tokio::spawn(reload::watch(app.clone()));
        connections::serve(listener, router(app), connections).await
    });
    last.edition().forget_release();
    // A question past its limit may still run: nobody waits for its answer.
    runtime.shutdown_background();
    served.map_err(trouble)
}

/// All routes, behind what holds for each of them.
fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(health::routes())
        .merge(linked::routes())
        .merge(dataset::routes())
        .merge(sparql::routes(&app))
        .merge(pages::routes())
        .merge(graph_store::routes())
        .merge(articles::routes())
        .merge(assets::routes());
    layers::around(routes, &app).with_state(app)
}
