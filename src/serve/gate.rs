//! Work that may take long, at most so much of it at a time and none for ever.
//!
//! Reads: a piece of blocking work. Writes: its result, or the [`Problem`] that it took too long.
//! Never: gives a slot away while its thread still runs.
//!
//! Oxigraph looks at its cancellation token between rows; a sort or a transitive path can go on for
//! minutes after it. The client hears at the limit all the same; the slot stays taken until the
//! thread has ended, so that the number of threads is bounded whatever is asked.

use std::sync::Arc;
use std::time::Duration;

use oxigraph::sparql::CancellationToken;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::memory::Watch;
use super::problem::Problem;

/// A number of slots for blocking work.
pub(super) struct Gate {
    slots: Arc<Semaphore>,
    limit: Duration,
    /// How long a request waits for a slot.
    patience: Duration,
    memory: Watch,
}

/// The usual patience, as a part of the limit: who takes a slot may keep it for long.
const PATIENCE: u32 = 4;

impl Gate {
    /// A gate with `slots` slots, each piece of work limited to `limit`, all of it watched.
    pub(super) fn new(slots: usize, limit: Duration, memory: Watch) -> Self {
        Self {
            slots: Arc::new(Semaphore::new(slots)),
            limit,
            patience: limit / PATIENCE,
            memory,
        }
    }

    /// The same gate for work that is short: a long queue before it moves on all the same.
    pub(super) fn patient(self) -> Self {
        Self {
            patience: self.limit,
            ..self
        }
    }

    /// Slots that are free.
    pub(super) fn free(&self) -> usize {
        self.slots.available_permits()
    }

    /// Does the work on a thread of its own. The token tells it that nobody waits any more.
    ///
    /// # Errors
    /// No slot, no end in time, too much memory, or what the work itself reports.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&CancellationToken) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let slot = timeout(self.patience, Arc::clone(&self.slots).acquire_owned())
            .await
            .map_err(|_| Problem::busy())?
            .map_err(|_| Problem::busy())?;
        let token = CancellationToken::new();
        let at_work = token.clone();
        let (entry, cap) = (self.memory.enter(token.clone()), self.memory.cap());
        let thread = tokio::task::spawn_blocking(move || {
            let result = work(&at_work);
            drop(slot);
            match result {
                Err(_) if entry.was_cancelled() => Err(Problem::too_big(cap)),
                result => result,
            }
        });
        // Also when the client hangs up: dropping this future must end the work.
        let _hung_up = CancelOnDrop(token);
        match timeout(self.limit, thread).await {
            Err(_) => Err(Problem::too_slow(self.limit)),
            Ok(Err(_)) => Err(Problem::fault("the program failed on this request")),
            Ok(Ok(result)) => result,
        }
    }
}

struct CancelOnDrop(CancellationToken);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    fn gate(limit: Duration) -> Gate {
        Gate::new(1, limit, Watch::start(usize::MAX))
    }

    #[tokio::test]
    async fn a_slot_stays_taken_until_its_thread_has_ended() {
        let gate = gate(Duration::from_millis(40));
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let slow = gate
            .run(move |_| ended.recv().map_err(|_| Problem::fault("lost")))
            .await;
        assert_eq!(slow.unwrap_err().status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(gate.free(), 0);
        assert!(gate.run(|_| Ok(1)).await.is_err());
        end.send(()).unwrap();
        while gate.free() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(gate.run(|_| Ok(1)).await.unwrap(), 1);
    }

    #[tokio::test]
    async fn work_hears_that_nobody_waits() {
        let gate = gate(Duration::from_millis(20));
        let slow = gate.run(|token| {
            while !token.is_cancelled() {
                std::thread::sleep(Duration::from_millis(1));
            }
            Ok(())
        });
        assert!(slow.await.is_err());
        while gate.free() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
