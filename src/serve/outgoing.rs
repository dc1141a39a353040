//! Answers on their way to their readers: so many bytes of them wait at a time.
//!
//! Reads: answers that are whole in memory. Writes: the same. Never: gives the memory away before
//! the reader has the bytes, or keeps who reads slowly from getting them.
//!
//! A client that asks for much and reads nothing would otherwise take as much memory as it likes.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::app::App;
use super::problem::Problem;

/// Bytes that are counted as one.
const UNIT: usize = 1024;
/// Answers up to that many bytes are not counted.
const SMALL: u64 = 16 * 1024;
/// Time for others to read theirs.
const PATIENCE: Duration = Duration::from_secs(5);

/// Memory for answers.
pub(super) struct Outgoing(Arc<Semaphore>);

impl Outgoing {
    /// Memory of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        let units = (bytes / UNIT).min(Semaphore::MAX_PERMITS);
        Self(Arc::new(Semaphore::new(units)))
    }

    /// A part of it; it comes back when the permit is dropped.
    async fn take(&self, bytes: u64) -> Option<OwnedSemaphorePermit> {
        let units = u32::try_from(bytes.div_ceil(UNIT as u64)).ok()?;
        let taken = Arc::clone(&self.0).acquire_many_owned(units);
        timeout(PATIENCE, taken).await.ok()?.ok()
    }
}

/// The layer.
pub(super) async fn hold(State(app): State<App>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let Some(length) = response.body().size_hint().exact() else {
        // Comes in pieces.
        return response;
    };
    if length <= SMALL {
        return response;
    }
    let Some(permit) = app.outgoing().take(length).await else {
        return Problem::busy().into_response();
    };
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            let held = Held {
                bytes,
                _permit: permit,
            };
            Response::from_parts(parts, Body::from(Bytes::from_owner(held)))
        }
        Err(_) => Problem::fault("the answer broke off").into_response(),
    }
}

/// Bytes with the memory that they take; both go with the last reference to them.
struct Held {
    bytes: Bytes,
    _permit: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn memory_comes_back_when_the_bytes_are_gone() {
        let outgoing = Outgoing::new(100 * UNIT);
        let permit = outgoing.take(60 * UNIT as u64).await.unwrap();
        let bytes = Bytes::from_owner(Held {
            bytes: Bytes::from_static(b"x"),
            _permit: permit,
        });
        let part = bytes.slice(0..1);
        drop(bytes);
        assert_eq!(outgoing.0.available_permits(), 40);
        drop(part);
        assert_eq!(outgoing.0.available_permits(), 100);
        assert!(outgoing.take(101 * UNIT as u64).await.is_none());
    }
}
