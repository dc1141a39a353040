//! A page that lists things, as data: what it lists, in its order, at the page's own address.
//!
//! Reads: what the page shows, names and days of it in the graph. Writes: triples in the terms of
//! schema.org, or the page. Never: lists what the page does not show.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};
use serde::Serialize;

use super::look::Look;
use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::caching::Tag;
use crate::serve::dataset::Statements;
use crate::serve::edition::Edition;
use crate::serve::formats::{self, Chosen, GRAPHS};
use crate::serve::problem::Problem;
use crate::serve::templates::vary_by_accept;

const SCHEMA: &str = "https://schema.org/";
const IN_DATASET: &str = "http://rdfs.org/ns/void#inDataset";
const NEXT: &str = "http://www.w3.org/1999/xhtml/vocab#next";
/// What is told of each thing that is listed.
const TOLD: [NamedNodeRef<'_>; 6] = [
    vocab::TYPE,
    vocab::LABEL,
    vocab::HEADLINE,
    vocab::DATE_PUBLISHED,
    vocab::PUBLISHER,
    vocab::HAS_TIME_STAMP,
];

/// A page that can be told as lists.
pub(super) trait Listed: Serialize {
    /// Tells what the page shows.
    fn tell(&self, listing: &mut Listing);
}

/// How a page was asked for.
pub(super) struct Wanted {
    headers: HeaderMap,
    /// `None` for the page itself.
    form: Option<Chosen>,
}

impl Wanted {
    /// By `?format=`, else by `Accept`.
    ///
    /// # Errors
    /// 400, 406: it cannot be had as asked.
    pub(super) fn read(format: &str, headers: HeaderMap) -> Result<Self, Problem> {
        let form = if format.is_empty() {
            formats::page_or(&[GRAPHS], &headers)?
        } else {
            Some(formats::named(GRAPHS, format)?)
        };
        Ok(Self { headers, form })
    }

    /// The page by its template, or what it lists as data.
    pub(super) fn respond(
        &self,
        app: &App,
        edition: &Edition,
        template: &str,
        page: &impl Listed,
    ) -> Result<Response, Problem> {
        let Some(form) = &self.form else {
            return app.templates().page(template, page);
        };
        let tag = Tag::new(edition.tag(), form.name());
        let mut response = if tag.is_known(&self.headers) {
            tag.unchanged()
        } else {
            let mut listing = Listing::default();
            page.tell(&mut listing);
            let text = form.written(app, listing.quads(&Look::new(app, edition))?)?;
            ([(header::CONTENT_TYPE, form.content_type())], text).into_response()
        };
        tag.mark(response.headers_mut());
        vary_by_accept(response.headers_mut());
        Ok(response)
    }
}

/// The address of a page's data, ready for the name of a form.
pub(super) fn data(page: &str) -> String {
    let separator = if page.contains('?') { '&' } else { '?' };
    format!("{page}{separator}format=")
}

/// What a page lists. Addresses begin below the base: `/articles`.
#[derive(Default)]
pub(super) struct Listing {
    page: String,
    title: String,
    next: Option<String>,
    lists: Vec<List>,
}

/// A list of a page.
pub(super) struct List {
    /// Its name among the lists of the page.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// How many things there are on all pages, and how many before the first of this one.
    pub(super) total: usize,
    pub(super) before: usize,
    pub(super) items: Vec<Item>,
}

/// A thing that is listed.
pub(super) struct Item {
    /// Its IRI, or the address of a page.
    pub(super) iri: String,
    /// Its name, where the graph has none.
    pub(super) name: Option<String>,
    /// Words that are shown of it or about it.
    pub(super) words: Option<String>,
}

impl Item {
    /// A thing that the graph has a name for.
    pub(super) fn of(iri: &str) -> Self {
        Self {
            iri: iri.to_owned(),
            name: None,
            words: None,
        }
    }
}

impl Listing {
    /// Says which page it is.
    pub(super) fn page(&mut self, address: &str, title: &str) {
        address.clone_into(&mut self.page);
        title.clone_into(&mut self.title);
    }

    /// Says where the list goes on.
    pub(super) fn next(&mut self, address: Option<String>) {
        self.next = address;
    }

    /// Adds a list.
    pub(super) fn add(&mut self, list: List) {
        self.lists.push(list);
    }

    fn quads(&self, look: &Look<'_>) -> Result<Vec<Quad>, Problem> {
        let at = |address: &str| format!("{}{}", look.base(), address.trim_start_matches('/'));
        let term = |name: &str| format!("{SCHEMA}{name}");
        let page = at(&self.page);
        let mut say = Statements::default();
        say.add(&page, vocab::TYPE.as_str(), term("CollectionPage"));
        say.say(&page, &term("name"), &self.title);
        say.add(&page, IN_DATASET, at("void#dataset"));
        if let Some(next) = &self.next {
            say.add(&page, NEXT, at(next));
        }
        for list in &self.lists {
            let own = format!("{page}#{}", list.name);
            say.add(&page, &term("hasPart"), &own);
            say.add(&own, vocab::TYPE.as_str(), term("ItemList"));
            say.say(&own, &term("name"), list.title);
            say.count(&own, &term("numberOfItems"), list.total as u64);
            for (place, item) in (list.before + 1..).zip(&list.items) {
                let element = format!("{own}-{place}");
                say.add(&own, &term("itemListElement"), &element);
                say.add(&element, vocab::TYPE.as_str(), term("ListItem"));
                say.count(&element, &term("position"), place as u64);
                let thing = match item.iri.as_str() {
                    address if address.starts_with('/') => at(address),
                    iri => iri.to_owned(),
                };
                say.add(&element, &term("item"), &thing);
                if let Some(name) = &item.name {
                    say.say(&thing, vocab::LABEL.as_str(), name);
                }
                if let Some(words) = &item.words {
                    say.words(&element, &term("description"), words);
                }
            }
        }
        let mut quads = say.quads();
        self.add_things(look, &mut quads)?;
        Ok(quads)
    }

    /// Adds what the graph says of the things themselves, and the names of their publishers.
    fn add_things(&self, look: &Look<'_>, quads: &mut Vec<Quad>) -> Result<(), Problem> {
        let items = self.lists.iter().flat_map(|list| &list.items);
        let things: BTreeSet<&str> = items.map(|item| item.iri.as_str()).collect();
        let things = things.into_iter().filter(|iri| !iri.starts_with('/'));
        let mut others = BTreeSet::new();
        for thing in things {
            let thing = NamedNode::new_unchecked(thing);
            for property in TOLD {
                for value in look.values(thing.as_ref(), property)? {
                    if let Term::NamedNode(other) = &value
                        && property == vocab::PUBLISHER
                    {
                        others.insert(other.clone());
                    }
                    let graph = GraphName::DefaultGraph;
                    quads.push(Quad::new(thing.clone(), property, value, graph));
                }
            }
        }
        for other in others {
            for name in look.values(other.as_ref(), vocab::LABEL)? {
                let graph = GraphName::DefaultGraph;
                quads.push(Quad::new(other.clone(), vocab::LABEL, name, graph));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::data;

    #[test]
    fn the_address_of_data_keeps_what_was_asked() {
        assert_eq!(data("/"), "/?format=");
        assert_eq!(data("/search?q=oslo"), "/search?q=oslo&format=");
    }
}
