//! The store between two changes, with what is computed of it once.
//!
//! Reads: a store. Writes: a tag that changes with the content. Never: changes the store.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::app::App;
use super::catalogue::Catalogue;
use super::dataset::Release;
use super::problem::Problem;
use crate::store::Store;

/// A store at a moment. Requests hold on to the edition they began with.
pub(super) struct Edition {
    store: Arc<Store>,
    tag: String,
    /// Changes since the server started.
    number: u64,
    /// Read when the first page needs it.
    catalogue: Mutex<Option<Arc<Catalogue>>>,
    /// Made when the first dump is asked for.
    release: Mutex<Option<Arc<Release>>>,
}

impl Edition {
    /// The edition of a store that was just opened.
    pub(super) fn first(store: Store) -> Self {
        Self::new(Arc::new(store), 0)
    }

    /// The edition after a change.
    pub(super) fn next(&self) -> Self {
        Self::new(Arc::clone(&self.store), self.number + 1)
    }

    fn new(store: Arc<Store>, number: u64) -> Self {
        Self {
            tag: format!("{:x}-{number}", written(&store)),
            store,
            number,
            catalogue: Mutex::default(),
            release: Mutex::default(),
        }
    }

    /// What pages need of the whole graph; blocking, and slow at the first time.
    ///
    /// # Errors
    /// What the store reports.
    pub(super) fn catalogue(&self, app: &App) -> Result<Arc<Catalogue>, Problem> {
        let mut held = self
            .catalogue
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(catalogue) = &*held {
            return Ok(Arc::clone(catalogue));
        }
        let catalogue = Arc::new(Catalogue::read(app, self)?);
        *held = Some(Arc::clone(&catalogue));
        Ok(catalogue)
    }

    /// The dumps, once they were made.
    pub(super) fn release(&self) -> Option<Arc<Release>> {
        let held = self.release.lock().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    /// Keeps the dumps for as long as the edition is there.
    pub(super) fn keep_release(&self, release: &Arc<Release>) {
        let mut held = self.release.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Arc::clone(release));
    }

    /// Lets go of the dumps, so that their files do not outlive the server.
    pub(super) fn forget_release(&self) {
        let mut held = self.release.lock().unwrap_or_else(PoisonError::into_inner);
        *held = None;
    }

    /// The store.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Changes whenever the content may have changed: the part of an `ETag` that all answers share.
    pub(super) fn tag(&self) -> &str {
        &self.tag
    }
}

/// When the store was written, in milliseconds since 1970; now where that is not known.
fn written(store: &Store) -> u128 {
    let time = store.written().unwrap_or_else(SystemTime::now);
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis())
}
