//! Why a request was not answered, for programs and for people.
//!
//! Reads: what went wrong. Writes: a status and a text that says what was allowed and what to do.
//! Never: shows a path of this machine, a token, or text of the request unescaped.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::store::StorageError;

use crate::error::Diagnostic;

/// What went wrong. It also travels as an extension of the response, so that a layer can turn it
/// into a page for who asked for HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    status: StatusCode,
    message: String,
    /// Seconds after which to try again.
    retry: Option<u64>,
    /// Methods that are allowed, where the method was the problem.
    allow: Option<&'static str>,
}

impl Problem {
    /// A problem with any status.
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            retry: None,
            allow: None,
        }
    }

    /// 400: the request cannot be understood.
    pub(super) fn malformed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 404: nothing of that name.
    pub(super) fn unknown(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 405: not in this way.
    pub(super) fn method(allow: &'static str) -> Self {
        Self {
            allow: Some(allow),
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                format!("allowed here: {allow}"),
            )
        }
    }

    /// 401: writing takes the token.
    pub(super) fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "send the token that this server was started with: Authorization: Bearer TOKEN",
        )
    }

    /// 403: nobody may write.
    pub(super) fn read_only() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "this server only answers; started with --writable and --token-file it also takes changes",
        )
    }

    /// 406: none of the formats that were asked for.
    pub(super) fn not_acceptable(offered: &str) -> Self {
        Self::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("no acceptable format; this can be had as {offered}"),
        )
    }

    /// 415: a body in a format that is not read here.
    pub(super) fn unsupported(understood: &str) -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("this body is not understood; send it as {understood}"),
        )
    }

    /// 500: the server's own fault.
    pub(super) fn fault(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }

    /// 503: all slots are taken.
    pub(super) fn busy() -> Self {
        Self {
            retry: Some(5),
            ..Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "all places are taken by other questions; try again in some seconds",
            )
        }
    }

    /// 503: the limit of time has passed.
    pub(super) fn too_slow(limit: Duration) -> Self {
        let seconds = limit.as_secs_f32();
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            format!(
                "no answer within {seconds} s, the limit of this server; \
                 ask for less (bind more, add LIMIT), or have the limit raised with --timeout"
            ),
        )
    }

    /// 503: the questions under way took more memory than they may.
    pub(super) fn too_big(cap: usize) -> Self {
        let megabytes = cap / 1_000_000;
        Self {
            retry: Some(5),
            ..Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                format!(
                    "the questions under way needed more than {megabytes} MB, the limit of this \
                     server; ask for less (bind more, sort less), or have it raised with --max-memory"
                ),
            )
        }
    }

    /// The status.
    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    /// True where the same may go well some seconds later.
    pub(super) fn passes(&self) -> bool {
        self.retry.is_some()
    }

    /// What to tell.
    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

/// What the store or a query reports is the server's fault unless a handler says otherwise.
impl From<Diagnostic> for Problem {
    fn from(diagnostic: Diagnostic) -> Self {
        tracing::error!("{diagnostic}");
        Self::fault("the store cannot be read or written; see the server's log")
    }
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        tracing::error!("{error}");
        Self::fault("the store cannot be read; see the server's log")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let text = format!("{}\n", self.message);
        let mut response = (self.status, text).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(allow) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"newsgraph\"");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.extensions_mut().insert(self);
        response
    }
}
