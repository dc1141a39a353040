//! The ontology as the program asks it: which classes, roles and relations exist, and how they hang together.
//!
//! Reads: `ontology/newsgraph.ttl`. Writes: [`Ontology`]. Never: knows an article.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};

use super::phrases::Phrase;
use super::vocab;
use crate::error::{Diagnostic, Place};

/// Where the ontology lies in the repository: the place of its diagnostics.
pub const PATH: &str = "ontology/newsgraph.ttl";

/// The vocabulary, indexed.
#[derive(Debug, Clone)]
pub struct Ontology {
    triples: Vec<Triple>,
    /// (subject, predicate) to the IRIs that are its objects, in the order of the file.
    links: BTreeMap<(String, String), Vec<NamedNode>>,
    /// (subject, predicate) to the first literal.
    words: BTreeMap<(String, String), String>,
    /// Local name of a class to its patterns.
    headlines: BTreeMap<String, Phrase>,
    noun_phrases: BTreeMap<String, Phrase>,
}

/// The direct property that abbreviates the events of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcut {
    /// The property.
    pub property: NamedNode,
    /// Class of its subjects; `owl:Thing` allows all.
    pub domain: NamedNode,
    /// Class of its objects; `owl:Thing` allows all.
    pub range: NamedNode,
    /// Roles that provide the subject instead of `subjects` where they are filled (local names).
    pub preferred: Vec<String>,
    /// Roles that provide the subject; none: the event itself.
    pub subjects: Vec<String>,
    /// Roles that provide the object; none: the event itself.
    pub objects: Vec<String>,
    /// Holds both ways.
    pub symmetric: bool,
}

impl Ontology {
    /// Reads the ontology from Turtle.
    ///
    /// # Errors
    /// Names line and column of a syntax error, and a blank node, which the ontology must not have.
    pub fn read(turtle: &str) -> Result<Self, Diagnostic> {
        let mut ontology = Self {
            triples: Vec::new(),
            links: BTreeMap::new(),
            words: BTreeMap::new(),
            headlines: BTreeMap::new(),
            noun_phrases: BTreeMap::new(),
        };
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
            let quad = quad.map_err(|error| {
                let place = error.location().map_or(Place::file(PATH), |at| {
                    let (line, column) = (at.start.line as usize, at.start.column as usize);
                    Place::position(PATH, line + 1, column + 1)
                });
                Diagnostic::new(place, format!("not Turtle: {error}"))
            })?;
            ontology.index(quad.into())?;
        }
        ontology.headlines = ontology.phrases(vocab::HEADLINE_PATTERN)?;
        ontology.noun_phrases = ontology.phrases(vocab::NOUN_PATTERN)?;
        Ok(ontology)
    }

    /// The patterns that an annotation gives for classes.
    fn phrases(&self, property: NamedNodeRef<'_>) -> Result<BTreeMap<String, Phrase>, Diagnostic> {
        let annotated = self
            .words
            .iter()
            .filter(|((_, it), _)| it == property.as_str());
        annotated
            .map(|((class, _), text)| {
                let name = class.strip_prefix(vocab::NG).unwrap_or(class);
                let phrase = Phrase::read(text).map_err(|message| {
                    Diagnostic::new(
                        Place::file(PATH),
                        format!("{property} of {name}: {message}"),
                    )
                })?;
                Ok((name.to_owned(), phrase))
            })
            .collect()
    }

    fn index(&mut self, triple: Triple) -> Result<(), Diagnostic> {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else {
            return Err(Diagnostic::new(
                Place::file(PATH),
                format!("blank node as the subject of {}", triple.predicate),
            )
            .hint("give it an IRI"));
        };
        let key = (
            subject.as_str().to_owned(),
            triple.predicate.as_str().to_owned(),
        );
        match &triple.object {
            Term::NamedNode(object) => self.links.entry(key).or_default().push(object.clone()),
            Term::Literal(literal) => {
                self.words
                    .entry(key)
                    .or_insert_with(|| literal.value().to_owned());
            }
            Term::BlankNode(_) => {}
        }
        self.triples.push(triple);
        Ok(())
    }

    /// The whole vocabulary as quads of one graph, sorted.
    pub fn quads(&self, graph: &NamedNode) -> Vec<Quad> {
        let graph = GraphName::from(graph.clone());
        let mut quads: Vec<Quad> = self
            .triples
            .iter()
            .map(|triple| triple.clone().in_graph(graph.clone()))
            .collect();
        quads.sort_by_cached_key(Quad::to_string);
        quads.dedup();
        quads
    }

    /// The IRI of a term of the vocabulary, from its local name ("Visit").
    pub fn term(&self, local: &str) -> Option<NamedNode> {
        let iri = format!("{}{local}", vocab::NG);
        let known = self
            .links
            .contains_key(&(iri.clone(), vocab::TYPE.as_str().to_owned()));
        known.then(|| NamedNode::new_unchecked(iri))
    }

    /// True where the vocabulary describes the IRI.
    pub fn describes(&self, term: NamedNodeRef<'_>) -> bool {
        !self.links(term.as_str(), vocab::TYPE).is_empty()
    }

    /// The event class of a local name.
    pub fn event_class(&self, local: &str) -> Option<NamedNode> {
        self.term(local)
            .filter(|class| self.is_a(class.as_ref(), vocab::EVENT))
    }

    /// The role property of a local name.
    pub fn role(&self, local: &str) -> Option<NamedNode> {
        self.term(local)
            .filter(|role| self.is_below(role, vocab::ROLE))
    }

    /// The relation property of a local name.
    pub fn relation(&self, local: &str) -> Option<NamedNode> {
        self.term(local)
            .filter(|property| self.is_below(property, vocab::RELATION))
    }

    /// Local names of all event classes that have no subclass: the types of events that are read.
    pub fn event_classes(&self) -> Vec<&str> {
        let parents: BTreeSet<&str> = self
            .links
            .iter()
            .filter(|((_, predicate), _)| predicate == vocab::SUB_CLASS_OF.as_str())
            .flat_map(|(_, parents)| parents.iter().map(NamedNode::as_str))
            .collect();
        self.links
            .keys()
            .filter(|(_, predicate)| predicate == vocab::SUB_CLASS_OF.as_str())
            .map(|(class, _)| class.as_str())
            .filter(|class| !parents.contains(class))
            .filter(|class| self.is_a(NamedNodeRef::new_unchecked(class), vocab::EVENT))
            .filter_map(|class| class.strip_prefix(vocab::NG))
            .collect()
    }

    /// Local names of the roles that events of a class can have, those of its superclasses included.
    pub fn roles_of(&self, class: &str) -> BTreeSet<String> {
        self.term(class)
            .map(|class| self.superclasses(class.as_ref()))
            .unwrap_or_default()
            .iter()
            .flat_map(|class| self.links(class.as_str(), vocab::TAKES_ROLE))
            .filter_map(|role| role.as_str().strip_prefix(vocab::NG))
            .map(str::to_owned)
            .collect()
    }

    /// A class with all its superclasses, itself first, then sorted; `owl:Thing` left out.
    pub fn superclasses(&self, class: NamedNodeRef<'_>) -> Vec<NamedNode> {
        self.closure(class, vocab::SUB_CLASS_OF)
    }

    /// A property with all its superproperties, itself first, then sorted.
    pub fn superproperties(&self, property: NamedNodeRef<'_>) -> Vec<NamedNode> {
        self.closure(property, vocab::SUB_PROPERTY_OF)
    }

    /// True where `class` is `ancestor` or lies below it; everything lies below `owl:Thing`.
    pub fn is_a(&self, class: NamedNodeRef<'_>, ancestor: NamedNodeRef<'_>) -> bool {
        ancestor == vocab::THING
            || self
                .superclasses(class)
                .iter()
                .any(|parent| parent.as_ref() == ancestor)
    }

    /// The direct property of an event class.
    pub fn shortcut(&self, class: NamedNodeRef<'_>) -> Option<Shortcut> {
        let property = self
            .links(class.as_str(), vocab::SHORTCUT_PROPERTY)
            .first()?;
        let locals = |predicate| {
            self.links(property.as_str(), predicate)
                .iter()
                .filter_map(|role| role.as_str().strip_prefix(vocab::NG))
                .map(str::to_owned)
                .collect()
        };
        Some(Shortcut {
            property: property.clone(),
            domain: self
                .links(property.as_str(), vocab::DOMAIN)
                .first()?
                .clone(),
            range: self.range(property.as_ref())?.clone(),
            preferred: locals(vocab::PREFERRED_SUBJECT_ROLE),
            subjects: locals(vocab::SUBJECT_ROLE),
            objects: locals(vocab::OBJECT_ROLE),
            symmetric: self
                .links(property.as_str(), vocab::TYPE)
                .iter()
                .any(|kind| kind.as_ref() == vocab::SYMMETRIC_PROPERTY),
        })
    }

    /// The range of a property.
    pub fn range(&self, property: NamedNodeRef<'_>) -> Option<&NamedNode> {
        self.links(property.as_str(), vocab::RANGE).first()
    }

    /// How an event of a class reads as a headline.
    pub fn headline(&self, class: &str) -> Option<&Phrase> {
        self.headlines.get(class)
    }

    /// How an event of a class is named without saying that it took place.
    pub fn noun_phrase(&self, class: &str) -> Option<&Phrase> {
        self.noun_phrases.get(class)
    }

    /// The label of a term.
    pub fn label(&self, term: NamedNodeRef<'_>) -> Option<&str> {
        self.word(term, vocab::LABEL)
    }

    /// The first literal that a term has as the value of an annotation.
    pub fn word(&self, term: NamedNodeRef<'_>, property: NamedNodeRef<'_>) -> Option<&str> {
        self.words
            .get(&(term.as_str().to_owned(), property.as_str().to_owned()))
            .map(String::as_str)
    }

    fn is_below(&self, property: &NamedNode, ancestor: NamedNodeRef<'_>) -> bool {
        property.as_ref() != ancestor
            && self
                .superproperties(property.as_ref())
                .iter()
                .any(|parent| parent.as_ref() == ancestor)
    }

    fn links(&self, subject: &str, predicate: NamedNodeRef<'_>) -> &[NamedNode] {
        self.links
            .get(&(subject.to_owned(), predicate.as_str().to_owned()))
            .map_or(&[], Vec::as_slice)
    }

    fn closure(&self, start: NamedNodeRef<'_>, predicate: NamedNodeRef<'_>) -> Vec<NamedNode> {
        let mut found = BTreeSet::new();
        let mut open = vec![start.into_owned()];
        while let Some(node) = open.pop() {
            for parent in self.links(node.as_str(), predicate) {
                if parent.as_ref() != start && found.insert(parent.clone()) {
                    open.push(parent.clone());
                }
            }
        }
        std::iter::once(start.into_owned()).chain(found).collect()
    }
}
