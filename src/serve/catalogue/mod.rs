//! What pages need of the whole graph, computed once for an edition: lists, counts, a search index.
//!
//! Reads: the default graph by patterns, the articles' texts. Writes: [`Catalogue`].
//! Never: runs SPARQL, or keeps a text as it was written.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::Instant;

use crate::serve::app::App;
use crate::serve::edition::Edition;
use crate::serve::pages::{Kind, Look, Presented};
use crate::serve::problem::Problem;

mod fold;
mod lines;
mod passages;
mod read;
mod reports;

pub(in crate::serve) use lines::Question;
pub(in crate::serve) use passages::Passage;

use lines::{Hit, Lines};
use passages::Passages;

/// The graph at a glance.
#[derive(Default)]
pub(in crate::serve) struct Catalogue {
    /// The newest first; those without a date last.
    pub articles: Vec<Article>,
    /// Those in most articles first.
    pub entities: Vec<Entity>,
    /// The latest first; those without a day, month or year of their own last.
    pub events: Vec<Event>,
    /// Names of the classes of entities and events.
    pub classes: Vec<String>,
    /// Reports of all events and relations.
    pub reports: usize,
    /// Numbers of the entities that take part in most events.
    pub busiest: Vec<u32>,
    /// Events that are told as done or going on, by month: `2025-05`.
    pub months: BTreeMap<String, u32>,
    /// Publishers with their articles, the most first.
    pub publishers: Vec<(String, u32)>,
    names: Lines<u32>,
    labels: Lines<u32>,
    passages: Passages,
}

/// An article in a list.
#[derive(Default)]
pub(in crate::serve) struct Article {
    /// Its IRI.
    pub iri: String,
    /// Headline, else a short name.
    pub title: String,
    /// Day of publication, ISO 8601.
    pub date: Option<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// Reports of events and relations.
    pub reports: u32,
    /// Entities that its text names.
    pub entities: u32,
}

impl Article {
    /// The last segment of its IRIs.
    pub(in crate::serve) fn segment(&self) -> &str {
        self.iri.rsplit('/').next().unwrap_or(&self.iri)
    }
}

/// Somebody or something that texts name.
#[derive(Default)]
pub(in crate::serve) struct Entity {
    /// Its IRI.
    pub iri: String,
    /// Its label.
    pub label: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Number of its class.
    pub class: u16,
    /// Articles that name it.
    pub articles: u32,
    /// Events that it takes part in.
    pub events: u32,
}

/// An event in a list.
pub(in crate::serve) struct Event {
    /// Its IRI.
    pub iri: String,
    /// Its label.
    pub label: String,
    /// Number of its class.
    pub class: u16,
    /// When it happens, ISO 8601, as exact as it is told.
    pub date: Option<String>,
    /// How it is presented at best.
    pub presented: Presented,
    /// Some affirm it, others deny it.
    pub disputed: bool,
    /// Reports of it.
    pub reports: u32,
}

impl Event {
    /// Somebody tells it as done or going on.
    pub(in crate::serve) fn happened(&self) -> bool {
        matches!(self.presented.kind, Kind::Done | Kind::Ongoing)
    }
}

/// How many of the busiest entities are kept.
const BUSIEST: usize = 10;

impl Catalogue {
    /// Goes through the graph and the texts.
    pub(in crate::serve) fn read(app: &App, edition: &Edition) -> Result<Self, Problem> {
        let start = Instant::now();
        let mut catalogue = read::read(&Look::new(app, edition))?;
        catalogue.summarise();
        for (number, entity) in (0..).zip(&catalogue.entities) {
            for name in std::iter::once(&entity.label).chain(&entity.aliases) {
                catalogue.names.add(name, number);
            }
        }
        for (number, event) in (0..).zip(&catalogue.events) {
            catalogue.labels.add(&event.label, number);
        }
        if app.shows_texts() {
            catalogue.passages = Passages::read(app.texts(), &catalogue.articles);
        }
        let (articles, ms) = (catalogue.articles.len(), start.elapsed().as_millis());
        tracing::debug!(articles, ms, "catalogue");
        Ok(catalogue)
    }

    fn summarise(&mut self) {
        let mut busiest: Vec<u32> = (0..).take(self.entities.len()).collect();
        busiest.sort_by_key(|&at| Reverse(self.entities[at as usize].events));
        busiest.truncate(BUSIEST);
        self.busiest = busiest;
        for event in self.events.iter().filter(|event| event.happened()) {
            if let Some(month) = event.date.as_deref().and_then(|date| date.get(..7)) {
                *self.months.entry(month.to_owned()).or_default() += 1;
            }
        }
        let mut publishers: BTreeMap<&str, u32> = BTreeMap::new();
        for publisher in self
            .articles
            .iter()
            .filter_map(|article| article.publisher.as_deref())
        {
            *publishers.entry(publisher).or_default() += 1;
        }
        let publishers = publishers
            .into_iter()
            .map(|(name, count)| (name.to_owned(), count));
        self.publishers = publishers.collect();
        self.publishers.sort_by_key(|&(_, count)| Reverse(count));
    }

    /// Entities by name; exact names first, then those in most articles.
    pub(in crate::serve) fn entities_named(&self, question: &Question) -> Vec<&Entity> {
        let found = best(self.names.search(question));
        found
            .into_iter()
            .map(|at| &self.entities[at as usize])
            .collect()
    }

    /// Events by their label; the latest first.
    pub(in crate::serve) fn events_named(&self, question: &Question) -> Vec<&Event> {
        let hits = self.labels.search(question).into_iter();
        hits.map(|hit| &self.events[hit.key as usize]).collect()
    }

    /// Passages of the texts; those of the newest articles first.
    pub(in crate::serve) fn passages(&self, question: &Question) -> Vec<Passage> {
        self.passages.search(question)
    }
}

/// Each thing once, by its best fit and then in the order of the list.
fn best(mut hits: Vec<Hit<u32>>) -> Vec<u32> {
    hits.sort_by_key(|hit| (hit.key, hit.fit));
    hits.dedup_by_key(|hit| hit.key);
    hits.sort_by_key(|hit| (hit.fit, hit.key));
    hits.into_iter().map(|hit| hit.key).collect()
}
