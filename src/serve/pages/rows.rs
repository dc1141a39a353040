//! Articles, entities and events as rows of lists.
//!
//! Reads: the catalogue. Writes: values for templates. Never: looks into the store.

use serde::Serialize;

use super::dates;
use super::listing::Item;
use super::look::{Look, Shown};
use super::presented::Presented;
use crate::serve::catalogue::{Article, Catalogue, Entity, Event};

/// An article.
#[derive(Serialize)]
pub(super) struct ArticleRow {
    #[serde(skip)]
    iri: String,
    link: Shown,
    date: Option<Shown>,
    publisher: Option<String>,
    reports: u32,
    entities: u32,
}

/// An entity.
#[derive(Serialize)]
pub(super) struct EntityRow {
    #[serde(skip)]
    iri: String,
    link: Shown,
    kind: String,
    articles: u32,
    events: u32,
}

/// An event.
#[derive(Serialize)]
pub(super) struct EventRow {
    #[serde(skip)]
    iri: String,
    link: Shown,
    kind: String,
    date: Option<Shown>,
    presented: Presented,
    disputed: bool,
    reports: u32,
}

impl ArticleRow {
    /// The article as data.
    pub(super) fn item(&self) -> Item {
        Item::of(&self.iri)
    }
}

impl EntityRow {
    /// The entity as data.
    pub(super) fn item(&self) -> Item {
        Item::of(&self.iri)
    }
}

impl EventRow {
    /// The event as data.
    pub(super) fn item(&self) -> Item {
        Item::of(&self.iri)
    }
}

/// Makes rows.
pub(super) struct Rows<'a> {
    pub(super) look: &'a Look<'a>,
    pub(super) catalogue: &'a Catalogue,
}

impl Rows<'_> {
    /// An article.
    pub(super) fn article(&self, article: &Article) -> ArticleRow {
        ArticleRow {
            iri: article.iri.clone(),
            link: self.link(&article.iri, &article.title),
            date: article.date.as_deref().map(date),
            publisher: article.publisher.clone(),
            reports: article.reports,
            entities: article.entities,
        }
    }

    /// An entity.
    pub(super) fn entity(&self, entity: &Entity) -> EntityRow {
        EntityRow {
            iri: entity.iri.clone(),
            link: self.link(&entity.iri, &entity.label),
            kind: self.class(entity.class),
            articles: entity.articles,
            events: entity.events,
        }
    }

    /// An event.
    pub(super) fn event(&self, event: &Event) -> EventRow {
        EventRow {
            iri: event.iri.clone(),
            link: self.link(&event.iri, &event.label),
            kind: self.class(event.class),
            date: event.date.as_deref().map(date),
            presented: event.presented.clone(),
            disputed: event.disputed,
            reports: event.reports,
        }
    }

    fn link(&self, iri: &str, text: &str) -> Shown {
        let (href, outside) = self.look.href(iri);
        Shown {
            text: text.to_owned(),
            href,
            outside,
            ..Shown::default()
        }
    }

    fn class(&self, number: u16) -> String {
        let classes = &self.catalogue.classes;
        classes
            .get(usize::from(number))
            .cloned()
            .unwrap_or_default()
    }
}

/// A date with its machine-readable form.
pub(super) fn date(iso: &str) -> Shown {
    Shown {
        text: dates::words(iso),
        datetime: Some(iso.to_owned()),
        ..Shown::default()
    }
}
