//! The numbers of the description, counted in one pass.
//!
//! Reads: the default graph. Writes: [`Counts`]. Never: keeps the nodes that it counts.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use oxigraph::model::{GraphNameRef, NamedOrBlankNode, Quad, Term};

use crate::graph::vocab;
use crate::serve::problem::Problem;
use crate::store::Store;

/// What a dataset holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Different triples.
    pub(super) triples: u64,
    /// Different subjects.
    pub(super) subjects: u64,
    /// Different objects.
    pub(super) objects: u64,
    /// Subjects that are things with addresses of their own.
    pub(super) entities: u64,
    /// Articles.
    pub(super) documents: u64,
    /// Triples by property.
    pub(super) properties: BTreeMap<String, u64>,
    /// Instances by class.
    pub(super) classes: BTreeMap<String, u64>,
    /// Things that are the same as one elsewhere, by the beginning of its address.
    pub(super) links: BTreeMap<String, u64>,
    /// The first thing of each kind, by IRI.
    pub(super) examples: BTreeMap<String, String>,
    /// First and last day on which an article was published.
    pub(super) days: Option<(String, String)>,
}

impl Counts {
    /// Counts what a store holds.
    pub(super) fn of(store: &Store, base: &str) -> Result<Self, Problem> {
        let mut counter = Counter {
            things: format!("{base}id/"),
            counts: Self::default(),
            subjects: Different::default(),
            objects: Different::default(),
            entities: Different::default(),
        };
        let graph = Some(GraphNameRef::DefaultGraph);
        for quad in store.database().quads_for_pattern(None, None, None, graph) {
            counter.count(&quad?);
        }
        Ok(Self {
            subjects: counter.subjects.len(),
            objects: counter.objects.len(),
            entities: counter.entities.len(),
            ..counter.counts
        })
    }
}

struct Counter {
    things: String,
    counts: Counts,
    subjects: Different,
    objects: Different,
    entities: Different,
}

impl Counter {
    fn count(&mut self, quad: &Quad) {
        let counts = &mut self.counts;
        counts.triples += 1;
        self.subjects.add(&quad.subject);
        self.objects.add(&quad.object);
        one_more(&mut counts.properties, quad.predicate.as_str());
        match &quad.object {
            Term::NamedNode(class) if quad.predicate == vocab::TYPE => {
                one_more(&mut counts.classes, class.as_str());
                counts.documents += u64::from(*class == vocab::ARTICLE_CLASS);
            }
            Term::Literal(day) if quad.predicate == vocab::DATE_PUBLISHED => {
                counts.published(day.value());
            }
            _ => {}
        }
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            return;
        };
        if let Some(path) = subject.as_str().strip_prefix(&self.things)
            && !path.contains('#')
        {
            self.entities.add(subject);
            counts.example(path, subject.as_str());
            counts.link(quad);
        }
    }
}

impl Counts {
    fn published(&mut self, day: &str) {
        let Some(day) = day.get(..10) else { return };
        let (first, last) = self
            .days
            .get_or_insert_with(|| (day.to_owned(), day.to_owned()));
        if day < first.as_str() {
            day.clone_into(first);
        } else if day > last.as_str() {
            day.clone_into(last);
        }
    }

    fn example(&mut self, path: &str, iri: &str) {
        let Some((kind, _)) = path.split_once('/') else {
            return;
        };
        match self.examples.get_mut(kind) {
            Some(first) if first.as_str() <= iri => {}
            Some(first) => iri.clone_into(first),
            None => {
                self.examples.insert(kind.to_owned(), iri.to_owned());
            }
        }
    }

    fn link(&mut self, quad: &Quad) {
        let Term::NamedNode(object) = &quad.object else {
            return;
        };
        if quad.predicate == vocab::SAME_AS
            && let Some(authority) = authority(object.as_str())
        {
            one_more(&mut self.links, authority);
        }
    }
}

/// `https://host/` of an address.
fn authority(iri: &str) -> Option<&str> {
    let host = iri.find("://")? + 3;
    let length = iri[host..].find('/')?;
    Some(&iri[..=host + length])
}

fn one_more(counts: &mut BTreeMap<String, u64>, name: &str) {
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}

/// Counts different things by 64 bits of each: among a hundred million the chance of one error in
/// the number is one in four thousand.
#[derive(Default)]
struct Different(HashSet<u64>, BuildHasherDefault<DefaultHasher>);

impl Different {
    fn add(&mut self, thing: impl Hash) {
        self.0.insert(self.1.hash_one(thing));
    }

    fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{NamedNode, Quad};

    use super::*;

    #[test]
    fn everything_is_counted_once() {
        let store = Store::in_memory().unwrap();
        let base = "https://news.example/";
        let node = |path: &str| NamedNode::new(format!("{base}{path}")).unwrap();
        for graph in ["graph/article/a1", "graph/article/a2"] {
            let quad = |subject: &str, property: NamedNode, object: NamedNode| {
                Quad::new(node(subject), property, object, node(graph))
            };
            let osm = NamedNode::new("https://other.example/oslo").unwrap();
            let quads = [
                quad("id/place/oslo", vocab::SAME_AS.into_owned(), osm),
                quad("id/place/oslo", vocab::TYPE.into_owned(), node("C")),
                quad("id/place/bergen", vocab::TYPE.into_owned(), node("C")),
                quad("id/article/a#1", vocab::TYPE.into_owned(), node("R")),
            ];
            store.put_article(node(graph).as_ref(), &quads).unwrap();
        }
        let counts = Counts::of(&store, base).unwrap();
        assert_eq!((counts.triples, counts.subjects), (4, 3));
        assert_eq!((counts.objects, counts.entities), (3, 2));
        assert_eq!(counts.classes[node("C").as_str()], 2);
        assert_eq!(counts.examples["place"], node("id/place/bergen").as_str());
        assert_eq!(counts.links["https://other.example/"], 1);
    }
}
