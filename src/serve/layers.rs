//! What holds for every answer: limits, headers, compression, the log.
//!
//! Reads: requests on their way in. Writes: headers on the way out, a line per request.
//! Never: logs a token or a body, or lets a fault in one request end the process.

use std::io::IsTerminal;
use std::time::Instant;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{
    Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header,
};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _};
use tracing_subscriber::EnvFilter;

use super::Log;
use super::app::App;
use super::negotiation;
use super::outgoing;
use super::problem::Problem;

/// Headers of every answer. Scripts and styles come from this server only; nothing is framed,
/// guessed or told to other sites.
const ALWAYS: &[(HeaderName, &str)] = &[
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "Link, ETag, Content-Location, Content-Range",
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// Headers of the answer to what a browser asks before a request to another site.
const PREFLIGHT: &[(HeaderName, &str)] = &[
    (
        header::ACCESS_CONTROL_ALLOW_METHODS,
        "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    ),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        "Accept, Content-Type, Authorization",
    ),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// Puts the layers around the routes.
pub(super) fn around(routes: Router<App>, app: &App) -> Router<App> {
    routes
        .fallback(async || Problem::unknown("nothing of that name here; / shows what there is"))
        .layer(DefaultBodyLimit::max(app.options().limits.body))
        .layer(from_fn_with_state(app.clone(), outgoing::hold))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_be_packed)))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::fault("the program failed on this request").into_response()
        }))
        .layer(from_fn_with_state(app.clone(), observe))
}

/// Files of which parts can be asked for go out as they are: parts of them must fit together.
fn may_be_packed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::ACCEPT_RANGES)
}

/// Adds the headers, counts and logs.
async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str)
        .to_owned();
    let browser = negotiation::is_browser(request.headers());
    let mut response = if method == Method::OPTIONS {
        preflight()
    } else {
        next.run(request).await
    };
    if browser && let Some(page) = page(&app, &response) {
        response = page;
    }
    for (name, value) in ALWAYS {
        let value = HeaderValue::from_static(value);
        response.headers_mut().entry(name).or_insert(value);
    }
    let took = start.elapsed();
    let status = response.status().as_u16();
    app.metrics().observe(&route, status, took);
    tracing::info!(%method, path, status, ms = took.as_secs_f64() * 1e3, "request");
    response
}

/// A problem as a page.
fn page(app: &App, response: &Response) -> Option<Response> {
    let problem = response.extensions().get::<Problem>()?;
    let mut page = app.templates().problem(problem)?;
    for name in [
        header::RETRY_AFTER,
        header::ALLOW,
        header::WWW_AUTHENTICATE,
        header::CACHE_CONTROL,
    ] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    Some(page)
}

fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    for (name, value) in PREFLIGHT {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    response
}

/// Starts the log on standard error; `NEWSGRAPH_LOG` refines it (`newsgraph=debug`).
pub(super) fn start_log(log: Log) {
    let directive = if log == Log::None { "error" } else { "info" };
    let filter = EnvFilter::try_from_env("NEWSGRAPH_LOG").unwrap_or_else(|_| directive.into());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // Where nobody reads the log any more, that is no reason to stop.
        .log_internal_errors(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    // A second server in one process shares the log of the first.
    let _ = match log {
        Log::Json => builder.json().flatten_event(true).try_init(),
        Log::Text | Log::None => builder.try_init(),
    };
}
