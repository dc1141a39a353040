//! What all handlers share.
//!
//! Reads: the store's edition of the moment. Writes: the next edition after a change.
//! Never: lets a handler see half of a change, or two writers work at a time.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use oxigraph::sparql::CancellationToken;

use super::articles::Reader;
use super::edition::Edition;
use super::gate::Gate;
use super::health::Metrics;
use super::memory::Watch;
use super::outgoing::Outgoing;
use super::problem::Problem;
use super::sparql;
use super::templates::Templates;
use super::{Limits, Options};
use crate::error::Diagnostic;
use crate::graph::Settings;
use crate::resources::Resources;
use crate::store::syntax::Prefixes;
use crate::store::{Store, Texts};

/// Time for the articles of one body: ten thousand on one core.
const READING: Duration = Duration::from_mins(10);
/// Time that a client waits for dumps that are being made.
const PACKING: Duration = Duration::from_mins(2);

/// The state of the server; clones share it.
#[derive(Clone)]
pub(super) struct App(Arc<Shared>);

struct Shared {
    edition: RwLock<Arc<Edition>>,
    /// Held by the one that changes the store.
    writing: Mutex<()>,
    questions: Gate,
    pages: Gate,
    reading: Gate,
    packing: Gate,
    outgoing: Outgoing,
    /// Loaded when the first article comes.
    reader: Mutex<Option<Arc<Reader>>>,
    texts: Texts,
    templates: Templates,
    resources: Resources,
    settings: Settings,
    prefixes: Prefixes,
    options: Options,
    metrics: Metrics,
}

impl App {
    /// The state for a store.
    pub(super) fn new(
        store: Store,
        resources: Resources,
        settings: Settings,
        options: Options,
    ) -> Result<Self, Diagnostic> {
        let Limits {
            questions,
            time,
            memory,
            ..
        } = options.limits;
        let watch = Watch::start(memory);
        Ok(Self(Arc::new(Shared {
            texts: store.texts(),
            edition: RwLock::new(Arc::new(Edition::first(store))),
            writing: Mutex::new(()),
            questions: Gate::new(questions, time, watch.clone()),
            // Strangers' questions can fill their own slots only: pages go on being answered.
            pages: Gate::new(questions, time, watch.clone()).patient(),
            reading: Gate::new(1, READING, watch.clone()),
            packing: Gate::new(1, PACKING, watch),
            // The longest answer must fit.
            outgoing: Outgoing::new((memory / 4).max(sparql::ANSWER)),
            reader: Mutex::new(None),
            prefixes: Prefixes::with_base(settings.base()),
            templates: Templates::read(&resources)?,
            resources,
            settings,
            options,
            metrics: Metrics::new(),
        })))
    }

    /// The store as it is now, with what was computed of it.
    pub(super) fn edition(&self) -> Arc<Edition> {
        Arc::clone(
            &self
                .0
                .edition
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Changes the store, saves it and makes the next edition where anything changed: blocking, one
    /// writer at a time. Nothing is changed where nobody waits for it any more.
    ///
    /// # Errors
    /// Those of `work`, 503 where the token was cancelled before it was its turn, a failed save.
    pub(super) fn change<T>(
        &self,
        token: &CancellationToken,
        work: impl FnOnce(&Store) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let _writing = self
            .0
            .writing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if token.is_cancelled() {
            return Err(Problem::busy());
        }
        let edition = self.edition();
        let outcome = work(edition.store());
        // Also after an error: what was written before it is there.
        let saved = edition.store().save();
        // What could not be saved is answered from memory all the same.
        if !matches!(saved, Ok(false)) {
            self.publish(edition.next());
        }
        saved?;
        outcome
    }

    /// Puts an edition in the place of the present one.
    pub(super) fn publish(&self, edition: Edition) {
        *self
            .0
            .edition
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(edition);
    }

    /// Where strangers' questions are answered.
    pub(super) fn questions(&self) -> &Gate {
        &self.0.questions
    }

    /// Where the server's own questions are answered: pages, linked data.
    pub(super) fn pages(&self) -> &Gate {
        &self.0.pages
    }

    /// Where articles are read, one body at a time.
    pub(super) fn reading(&self) -> &Gate {
        &self.0.reading
    }

    /// Where dumps are made.
    pub(super) fn packing(&self) -> &Gate {
        &self.0.packing
    }

    /// Memory for answers on their way.
    pub(super) fn outgoing(&self) -> &Outgoing {
        &self.0.outgoing
    }

    /// What reads articles: loaded at the first call, which takes about a second.
    ///
    /// # Errors
    /// A mistake in the data, told in the log.
    pub(super) fn reader(&self) -> Result<Arc<Reader>, Problem> {
        let mut reader = self.0.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reader) = reader.as_ref() {
            return Ok(Arc::clone(reader));
        }
        let loaded = Arc::new(Reader::load(self.resources(), self.settings())?);
        *reader = Some(Arc::clone(&loaded));
        Ok(loaded)
    }

    /// The articles' texts.
    pub(super) fn texts(&self) -> &Texts {
        &self.0.texts
    }

    /// True where an article's text may be shown to who asks.
    pub(super) fn shows_texts(&self) -> bool {
        self.0.options.share_texts || self.0.options.listen.ip().is_loopback()
    }

    /// The templates of pages.
    pub(super) fn templates(&self) -> &Templates {
        &self.0.templates
    }

    /// Assets, queries, vocabulary.
    pub(super) fn resources(&self) -> &Resources {
        &self.0.resources
    }

    /// The base of IRIs.
    pub(super) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Short forms of IRIs.
    pub(super) fn prefixes(&self) -> &Prefixes {
        &self.0.prefixes
    }

    /// What the user decided.
    pub(super) fn options(&self) -> &Options {
        &self.0.options
    }

    /// Counters for `/metrics`.
    pub(super) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }
}
