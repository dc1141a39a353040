//! A watch over the memory that questions take: all of them together have a cap.
//!
//! Reads: the memory of the process, some times a second. Writes: cancels the questions under way
//! when they have taken more than they may. Never: counts what the store itself takes.
//!
//! Oxigraph has no cap of its own, and a join that is sorted gathers all its rows first. What the
//! process had when no question was under way is the store's; what comes on top is theirs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use oxigraph::sparql::CancellationToken;

/// Time between two looks: at a gigabyte a second some 50 MB may come on top of the cap.
const PAUSE: Duration = Duration::from_millis(50);
/// The same while no question is under way.
const IDLE: Duration = Duration::from_secs(1);

/// The watch; clones share it.
#[derive(Clone)]
pub(super) struct Watch {
    shared: Arc<Shared>,
    /// Bytes that questions may take together.
    cap: usize,
}

#[derive(Default)]
struct Shared {
    running: Mutex<Running>,
    /// Told when a question begins.
    begun: Condvar,
}

#[derive(Default)]
struct Running {
    last: u64,
    questions: BTreeMap<u64, Arc<Question>>,
}

struct Question {
    token: CancellationToken,
    cancelled: AtomicBool,
}

/// A question under way; it has ended when this is dropped.
pub(super) struct Entry {
    watch: Watch,
    number: u64,
    question: Arc<Question>,
}

impl Watch {
    /// Starts a watch with a cap in bytes. It ends with its last clone.
    pub(super) fn start(cap: usize) -> Self {
        let shared = Arc::new(Shared::default());
        let watched = Arc::downgrade(&shared);
        // Without the thread there is no cap, and nothing else is amiss.
        let _ = thread::Builder::new()
            .name("memory watch".to_owned())
            .spawn(move || look(&watched, cap, &in_use));
        Self { shared, cap }
    }

    /// The cap in bytes.
    pub(super) fn cap(&self) -> usize {
        self.cap
    }

    /// Notes that a question begins.
    pub(super) fn enter(&self, token: CancellationToken) -> Entry {
        let question = Arc::new(Question {
            token,
            cancelled: AtomicBool::new(false),
        });
        let mut running = lock(&self.shared.running);
        running.last += 1;
        let number = running.last;
        running.questions.insert(number, Arc::clone(&question));
        drop(running);
        self.shared.begun.notify_all();
        Entry {
            watch: self.clone(),
            number,
            question,
        }
    }
}

impl Entry {
    /// True where the watch cancelled the question.
    pub(super) fn was_cancelled(&self) -> bool {
        self.question.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        lock(&self.watch.shared.running)
            .questions
            .remove(&self.number);
    }
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Looks at the memory until nobody holds the watch any more.
fn look(watched: &Weak<Shared>, cap: usize, in_use: &dyn Fn() -> Option<usize>) {
    let mut without_questions = in_use().unwrap_or(0);
    while let Some(shared) = watched.upgrade() {
        let running = lock(&shared.running);
        if running.questions.is_empty() {
            // Not while holding on to the watch for long: it must be able to end.
            let waited = shared.begun.wait_timeout(running, IDLE);
            let (running, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if running.questions.is_empty() {
                without_questions = in_use().unwrap_or(without_questions);
            }
            continue;
        }
        if in_use().is_some_and(|bytes| bytes > without_questions.saturating_add(cap)) {
            running
                .questions
                .values()
                .for_each(|question| question.cancel());
        }
        drop(running);
        drop(shared);
        thread::sleep(PAUSE);
    }
}

impl Question {
    fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.token.cancel();
    }
}

/// Bytes of memory that the process has; `None` where the system does not say.
fn in_use() -> Option<usize> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    #[test]
    fn questions_that_take_too_much_are_cancelled() {
        let shared = Arc::new(Shared::default());
        let watched = Arc::downgrade(&shared);
        let watch = Watch { shared, cap: 100 };
        let memory = Arc::new(AtomicUsize::new(1000));
        let seen = Arc::clone(&memory);
        let thread = thread::spawn(move || {
            look(&watched, 100, &|| Some(seen.load(Ordering::Relaxed)));
        });
        thread::sleep(PAUSE);
        let token = CancellationToken::new();
        let entry = watch.enter(token.clone());
        memory.store(1100, Ordering::Relaxed);
        thread::sleep(3 * PAUSE);
        assert!(!token.is_cancelled() && !entry.was_cancelled());
        memory.store(1101, Ordering::Relaxed);
        while !token.is_cancelled() {
            thread::sleep(PAUSE);
        }
        assert!(entry.was_cancelled());
        drop((entry, watch));
        thread.join().unwrap();
    }
}
