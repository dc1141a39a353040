//! The answer to a query, whole in memory, so that an error midway is a status and not a cut answer.
//!
//! Reads: an [`Operation`], the store. Writes: a response. Never: an answer that is longer than the
//! limits allow, or one from another server.

use std::io::{self, Write};
use std::time::Instant;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::sparql::{CancellationToken, QueryResults};
use spargebra::Query;

use super::super::app::App;
use super::super::caching::Tag;
use super::super::edition::Edition;
use super::super::formats::{self, Chosen, GRAPHS, ROWS};
use super::super::problem::Problem;
use super::super::templates::vary_by_accept;
use super::request::Operation;
use crate::query::{self, Failure, Format, traits};

/// Bytes of a question, as in an address: reading it takes time that grows with the square of its
/// length, and stack.
const QUESTION: usize = 64 * 1024;
/// Triples, paths and lists that a question may ask for: finding a good order for them takes time
/// that grows with the fourth power of their number, some seconds for these, and no token ends it.
const PATTERNS: usize = 128;
/// Bytes of an answer.
pub(in crate::serve) const ANSWER: usize = 64 << 20;
/// Characters of a question in the log.
const LOGGED: usize = 300;

/// A question with all that is needed to answer it.
pub(super) struct Question {
    pub(super) app: App,
    pub(super) operation: Operation,
    pub(super) headers: HeaderMap,
    /// True where the client may keep the answer.
    pub(super) may_be_kept: bool,
}

impl Question {
    /// Answers it: blocking, cancelled by the token.
    ///
    /// # Errors
    /// 400 for what is no query or asks another server, 406, 413, 422 for an answer that is too
    /// long.
    pub(super) fn answer(
        &self,
        text: &str,
        token: &CancellationToken,
    ) -> Result<Response, Problem> {
        let start = Instant::now();
        let edition = self.app.edition();
        let query = self.parse(text)?;
        let chosen = self.choose(&query)?;
        let tag = (self.may_be_kept && traits::repeats(&query))
            .then(|| Tag::new(edition.tag(), chosen.name()));
        if let Some(tag) = tag.as_ref().filter(|tag| tag.is_known(&self.headers)) {
            let mut response = tag.unchanged();
            vary_by_accept(response.headers_mut());
            return Ok(response);
        }
        let results = evaluate(query, &edition, token)?;
        let (rows, bytes) = write(&self.app, results, chosen.form.format)?;
        log(text, rows, bytes.len(), start);
        Ok(response(bytes, &chosen, tag.as_ref()))
    }

    fn parse(&self, text: &str) -> Result<Query, Problem> {
        if text.len() > QUESTION {
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("a query may have {} KB; ask in parts", QUESTION / 1024),
            ));
        }
        let query = query::parse("query", text, self.app.prefixes())
            .map_err(|error| Problem::malformed(error.to_string()))?;
        if !self.operation.has_dataset() {
            return Ok(query);
        }
        let (default, named) = (&self.operation.default_graphs, &self.operation.named_graphs);
        Ok(query::ask_only(query, default, named))
    }

    fn choose(&self, query: &Query) -> Result<Chosen, Problem> {
        let forms = match query {
            Query::Select { .. } | Query::Ask { .. } => ROWS,
            Query::Construct { .. } | Query::Describe { .. } => GRAPHS,
        };
        formats::choose(forms, self.operation.format.as_deref(), &self.headers)
    }
}

/// Begins to answer a query.
///
/// # Errors
/// 400 for one that asks another server or too much at once.
pub(in crate::serve) fn evaluate(
    query: Query,
    edition: &Edition,
    token: &CancellationToken,
) -> Result<QueryResults<'static>, Problem> {
    if traits::asks_others(traits::pattern(&query)) {
        return Err(Problem::malformed(
            "SERVICE: this server asks no other server; \
             ask that one yourself and give its answer with VALUES",
        ));
    }
    if traits::size(traits::pattern(&query)) > PATTERNS {
        return Err(Problem::malformed(format!(
            "a query may have {PATTERNS} triples, paths and lists of values; ask in parts"
        )));
    }
    query::evaluate(query, edition.store(), token).map_err(|failure| explain(&failure))
}

/// An answer in full.
///
/// # Errors
/// 422 for one that is too long, 406 for one that cannot be written in the format.
pub(in crate::serve) fn write(
    app: &App,
    results: QueryResults<'static>,
    format: Format,
) -> Result<(usize, Vec<u8>), Problem> {
    let mut out = Capped(Vec::new());
    let most = app.options().limits.rows;
    let rows = query::write_most(results, Some(format), app.prefixes(), most, &mut out)
        .map_err(|failure| explain(&failure))?;
    Ok((rows, out.0))
}

fn response(bytes: Vec<u8>, chosen: &Chosen, tag: Option<&Tag>) -> Response {
    let kind = [(header::CONTENT_TYPE, chosen.content_type())];
    let mut response = (kind, bytes).into_response();
    vary_by_accept(response.headers_mut());
    if let Some(tag) = tag {
        tag.mark(response.headers_mut());
    } else {
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
    }
    response
}

/// Why an answer was not written to its end, with the status that says so.
pub(in crate::serve) fn explain(failure: &Failure) -> Problem {
    let too_long = |what: String| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!(
                "the answer has more than {what}, the limit of this server; \
                 add LIMIT and OFFSET, or take the whole graph from /dumps/"
            ),
        )
    };
    match failure {
        Failure::TooMany(most) => too_long(format!("{most} rows or triples")),
        Failure::Output(error) if error.kind() == io::ErrorKind::StorageFull => {
            too_long(format!("{} MB", ANSWER >> 20))
        }
        // Such as a property that has no name in RDF/XML.
        Failure::Output(error) => Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("the answer cannot be written in this format: {error}"),
        ),
        Failure::Format(allowed) => Problem::not_acceptable(allowed),
        Failure::Evaluation(error) => {
            Problem::fault(format!("the query cannot be answered: {error}"))
        }
    }
}

/// A buffer that takes no more than [`ANSWER`].
struct Capped(Vec<u8>);

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > ANSWER {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One line per question: its beginning, what came of it, how long it took.
fn log(text: &str, rows: usize, bytes: usize, start: Instant) {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let query: String = words.chars().take(LOGGED).collect();
    let ms = start.elapsed().as_secs_f64() * 1e3;
    tracing::info!(?query, rows, bytes, ms, "question");
}
