//! Bodies of requests: read whole, in a bounded time, known by their media type.
//!
//! Reads: a request. Writes: bytes, or the [`Problem`] with them. Never: waits for ever for a
//! client that sends drop by drop.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use mediatype::{MediaType, ReadParams, names};

use super::problem::Problem;

/// Time for a request's body.
const TIME: Duration = Duration::from_mins(1);

/// The body, no longer than the route allows.
///
/// # Errors
/// 413, 408, or 400 where the connection broke.
pub(super) async fn read(request: Request) -> Result<Bytes, Problem> {
    let read = tokio::time::timeout(TIME, Bytes::from_request(request, &()));
    match read.await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "the body is longer than this server takes; send it in parts, \
                 or have the limit raised with --max-body",
            ))
        }
        Ok(Err(_)) => Err(Problem::malformed("the body broke off")),
        Err(_) => Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            format!("the body did not come within {} s", TIME.as_secs()),
        )),
    }
}

/// The media type that the headers name, in small letters, without parameters.
///
/// # Errors
/// 415 for text in another encoding than UTF-8. A type that is not there is an empty one.
pub(super) fn media_type(headers: &HeaderMap) -> Result<String, Problem> {
    let named = headers
        .get(header::CONTENT_TYPE)
        .and_then(|named| named.to_str().ok());
    let Some(media) = named.and_then(|named| MediaType::parse(named).ok()) else {
        return Ok(String::new());
    };
    let charset = media.get_param(names::CHARSET);
    if charset.is_some_and(|charset| !charset.unquoted_str().eq_ignore_ascii_case("utf-8")) {
        return Err(Problem::unsupported("UTF-8"));
    }
    Ok(media.essence().to_string().to_ascii_lowercase())
}

/// The body as text.
///
/// # Errors
/// 400 where it is not UTF-8.
pub(super) fn text(bytes: &Bytes) -> Result<&str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        Problem::malformed(format!(
            "the body is not UTF-8 after {} bytes",
            error.valid_up_to()
        ))
    })
}
