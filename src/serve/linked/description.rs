//! What the graph says about one thing, in parts of bounded size.
//!
//! Reads: the default graph. Writes: quads. Never: the same part differently for the same graph, or
//! a part whose neighbours have no names.
//!
//! A part holds so many triples with the thing as subject or object, in a fixed order. With them
//! come the reports and spans that they lead to, since an IRI with a fragment cannot be asked for by
//! itself, and class and label of everything else that is mentioned.

use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term,
    TermRef,
};
use oxigraph::store::{StorageError, Store as Oxigraph};
use rustc_hash::FxHashSet;

use crate::graph::vocab;
use crate::serve::problem::Problem;
use crate::store::Store;

/// Triples with the thing itself that one part holds.
const PART: usize = 500;
/// From the thing to its report, to the span that proves it, to the text that it is a span of.
const DEPTH: usize = 3;

const PRIMARY_TOPIC: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://xmlns.com/foaf/0.1/primaryTopic");
const IN_DATASET: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://rdfs.org/ns/void#inDataset");
const NEXT: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/1999/xhtml/vocab#next");

/// One part of what there is to say.
#[derive(Debug)]
pub(super) struct Description {
    /// The part and a word about the document itself; some quads may be there twice.
    pub(super) quads: Vec<Quad>,
    /// How many parts there are, at least one.
    pub(super) parts: usize,
}

/// The part of that number, from 1, of what there is to say about a thing.
///
/// # Errors
/// 404 for a part that is not there.
pub(super) fn describe(
    store: &Store,
    base: &str,
    node: NamedNodeRef<'_>,
    part: usize,
) -> Result<Description, Problem> {
    let reader = Reader {
        graph: store.database(),
        base,
    };
    let statements = reader.statements(node)?;
    let parts = statements.len().div_ceil(PART);
    let Some(statements) = statements.chunks(PART).nth(part - 1) else {
        let last = format!("there are {parts} pages about this; the last is ?page={parts}");
        return Err(Problem::unknown(last));
    };
    let mut quads = statements.to_vec();
    reader.add_fragments(node, &mut quads)?;
    reader.add_names(&mut quads)?;
    add_document(base, node, part, parts, &mut quads);
    Ok(Description { quads, parts })
}

/// Looks things up in the default graph.
struct Reader<'a> {
    graph: &'a Oxigraph,
    base: &'a str,
}

impl Reader<'_> {
    /// All triples with a thing: those that it is the subject of first, both sorted.
    fn statements(&self, node: NamedNodeRef<'_>) -> Result<Vec<Quad>, StorageError> {
        let mut own = self.quads(Some(node.into()), None, None)?;
        own.sort_by_cached_key(Quad::to_string);
        let mut others = self.quads(None, None, Some(node.into()))?;
        others.retain(|quad| quad.subject.as_ref() != node.into());
        others.sort_by_cached_key(Quad::to_string);
        own.append(&mut others);
        Ok(own)
    }

    /// Adds what is said of the parts of documents that the quads mention, and of theirs.
    fn add_fragments(
        &self,
        node: NamedNodeRef<'_>,
        quads: &mut Vec<Quad>,
    ) -> Result<(), StorageError> {
        let mut told = FxHashSet::from_iter([node.into_owned()]);
        let mut start = 0;
        for _ in 0..DEPTH {
            let found: Vec<_> = mentioned(&quads[start..]).collect();
            start = quads.len();
            for fragment in found.into_iter().filter(|node| self.is_fragment(node)) {
                if told.insert(fragment.clone()) {
                    quads.extend(self.quads(Some(fragment.as_ref().into()), None, None)?);
                }
            }
        }
        Ok(())
    }

    fn is_fragment(&self, node: &NamedNode) -> bool {
        node.as_str().starts_with(self.base) && node.as_str().contains('#')
    }

    /// Adds class and label of everything that the quads mention.
    fn add_names(&self, quads: &mut Vec<Quad>) -> Result<(), StorageError> {
        let named: FxHashSet<NamedNode> = mentioned(quads).collect();
        let mut named: Vec<_> = named.into_iter().collect();
        named.sort_unstable();
        for node in named {
            for property in [
                vocab::TYPE,
                vocab::LABEL,
                vocab::PREF_LABEL,
                vocab::HEADLINE,
            ] {
                quads.extend(self.quads(Some(node.as_ref().into()), Some(property), None)?);
            }
        }
        Ok(())
    }

    fn quads(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        property: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
    ) -> Result<Vec<Quad>, StorageError> {
        let graph = Some(GraphNameRef::DefaultGraph);
        self.graph
            .quads_for_pattern(subject, property, object, graph)
            .collect()
    }
}

/// The nodes that are subjects or objects; classes have names of their own and are left out.
fn mentioned(quads: &[Quad]) -> impl Iterator<Item = NamedNode> {
    quads.iter().flat_map(|quad| {
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.clone()),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        let object = match &quad.object {
            Term::NamedNode(node) if quad.predicate != vocab::TYPE => Some(node.clone()),
            _ => None,
        };
        subject.into_iter().chain(object)
    })
}

/// Says what the document is about, what it belongs to and where it goes on.
fn add_document(
    base: &str,
    node: NamedNodeRef<'_>,
    part: usize,
    parts: usize,
    quads: &mut Vec<Quad>,
) {
    let Some(path) = node
        .as_str()
        .strip_prefix(base)
        .and_then(|path| path.strip_prefix("id/"))
    else {
        return;
    };
    let page = |part: usize| {
        let query = if part == 1 {
            String::new()
        } else {
            format!("?page={part}")
        };
        NamedNode::new_unchecked(format!("{base}data/{path}{query}"))
    };
    let mut say = |property: NamedNodeRef<'_>, object: NamedNode| {
        quads.push(Quad::new(
            page(part),
            property,
            object,
            oxigraph::model::GraphName::DefaultGraph,
        ));
    };
    say(PRIMARY_TOPIC, node.into_owned());
    say(
        IN_DATASET,
        NamedNode::new_unchecked(format!("{base}void#dataset")),
    );
    if part < parts {
        say(NEXT, page(part + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://news.example/";

    fn node(path: &str) -> NamedNode {
        NamedNode::new(format!("{BASE}{path}")).unwrap()
    }

    /// A place that so many events happened at; one has a report with a span.
    fn store(events: usize) -> Store {
        let store = Store::in_memory().unwrap();
        let graph = node("graph/article/a1");
        let quad = |subject: &str, property: NamedNodeRef<'_>, object: &str| {
            Quad::new(
                node(subject),
                property.into_owned(),
                node(object),
                graph.clone(),
            )
        };
        let mut quads: Vec<Quad> = (0..events)
            .map(|number| {
                quad(
                    &format!("id/event/{number:04}"),
                    vocab::PLACE_ROLE,
                    "id/place/x",
                )
            })
            .collect();
        quads.push(quad("id/article/a1#9-fact", vocab::SUBJECT, "id/place/x"));
        quads.push(quad(
            "id/article/a1#9-fact",
            vocab::EVIDENCE,
            "text/a1#char=0,9",
        ));
        quads.push(quad("text/a1#char=0,9", vocab::TYPE, "Sentence"));
        quads.push(quad("id/event/0001", vocab::TYPE, "Visit"));
        quads.push(quad("id/event/0001", vocab::TOPIC_ROLE, "id/topic/trade"));
        store.put_article(graph.as_ref(), &quads).unwrap();
        store
    }

    fn part(store: &Store, number: usize) -> (String, usize) {
        let place = node("id/place/x");
        let description = describe(store, BASE, place.as_ref(), number).unwrap();
        let lines: Vec<String> = description.quads.iter().map(Quad::to_string).collect();
        (lines.join("\n").replace(BASE, ""), description.parts)
    }

    #[test]
    fn reports_and_spans_come_whole_and_neighbours_by_name() {
        let (text, parts) = part(&store(3), 1);
        assert_eq!(parts, 1);
        assert!(text.contains("<text/a1#char=0,9>"), "{text}");
        assert!(text.contains("<Sentence>"), "{text}");
        assert!(
            text.contains(
                "<id/event/0001> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <Visit>"
            )
        );
        assert!(
            !text.contains("id/topic/trade"),
            "what the neighbour says besides"
        );
        assert!(!text.contains("vocab#next"));
    }

    #[test]
    fn much_comes_in_parts() {
        let store = store(PART + 1);
        let (first, parts) = part(&store, 1);
        assert_eq!(parts, 2);
        assert!(first.contains("vocab#next> <data/place/x?page=2>"));
        let (second, _) = part(&store, 2);
        let events = |text: &str| text.lines().filter(|line| line.contains("#place>")).count();
        assert_eq!(events(&first) + events(&second), PART + 1);
        let place = node("id/place/x");
        let beyond = describe(&store, BASE, place.as_ref(), 3).unwrap_err();
        assert_eq!(beyond.status().as_u16(), 404);
    }
}
