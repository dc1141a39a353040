//! How the server is: `/healthz` for a supervisor, `/metrics` for Prometheus.
//!
//! Reads: counters. Writes: text. Never: a label whose values a client could choose.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::app::App;
use super::problem::Problem;

/// Bounds of the histogram of times, in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.005, 0.02, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/metrics", get(metrics))
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    /// The route's pattern, never the path.
    route: String,
    status: u16,
}

/// What is counted.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Histogram,
    free_questions: Gauge,
    free_pages: Gauge,
}

impl Metrics {
    /// Counters at zero.
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("newsgraph");
        let requests = Family::default();
        let seconds = Histogram::new(BOUNDS);
        let (free_questions, free_pages) = (Gauge::default(), Gauge::default());
        registry.register("requests", "Requests answered", requests.clone());
        registry.register(
            "request_seconds",
            "Time to the head of the answer",
            seconds.clone(),
        );
        registry.register(
            "free_questions",
            "Free slots for questions",
            free_questions.clone(),
        );
        registry.register("free_pages", "Free slots for pages", free_pages.clone());
        Self {
            registry,
            requests,
            seconds,
            free_questions,
            free_pages,
        }
    }

    /// Counts an answer.
    pub(super) fn observe(&self, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.requests.get_or_create(&Labels { route, status }).inc();
        self.seconds.observe(took.as_secs_f64());
    }
}

async fn metrics(State(app): State<App>) -> Result<impl IntoResponse, Problem> {
    let metrics = app.metrics();
    let count = |free: usize| i64::try_from(free).unwrap_or(i64::MAX);
    metrics.free_questions.set(count(app.questions().free()));
    metrics.free_pages.set(count(app.pages().free()));
    let mut text = String::new();
    encode(&mut text, &metrics.registry)
        .map_err(|_| Problem::fault("the counters cannot be written"))?;
    let format = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, format)], text))
}
