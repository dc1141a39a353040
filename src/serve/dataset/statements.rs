//! Triples of a description that the server gives of itself.
//!
//! Reads: names and values of this program or of the store. Writes: quads of the default graph.
//! Never: checks an IRI: what comes from a request must have been checked before.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

/// A description in the making.
#[derive(Default)]
pub(in crate::serve) struct Statements(Vec<Quad>);

impl Statements {
    /// Adds a link.
    pub(in crate::serve) fn add(
        &mut self,
        subject: &str,
        property: &str,
        object: impl Into<String>,
    ) {
        self.push(subject, property, NamedNode::new_unchecked(object).into());
    }

    /// Adds words in English.
    pub(in crate::serve) fn say(&mut self, subject: &str, property: &str, text: &str) {
        let text = Literal::new_language_tagged_literal_unchecked(text, "en");
        self.push(subject, property, text.into());
    }

    /// Adds words in whatever language.
    pub(in crate::serve) fn words(&mut self, subject: &str, property: &str, text: &str) {
        self.value(subject, property, text, xsd::STRING);
    }

    /// Adds a number.
    pub(in crate::serve) fn count(&mut self, subject: &str, property: &str, number: u64) {
        self.value(subject, property, &number.to_string(), xsd::INTEGER);
    }

    /// Adds a value of a datatype.
    pub(in crate::serve) fn value(
        &mut self,
        subject: &str,
        property: &str,
        value: &str,
        datatype: NamedNodeRef<'_>,
    ) {
        let value = Literal::new_typed_literal(value, datatype);
        self.push(subject, property, value.into());
    }

    /// Adds any value.
    pub(in crate::serve) fn term(&mut self, subject: &str, property: &str, value: Term) {
        self.push(subject, property, value);
    }

    /// How many triples there are.
    pub(in crate::serve) fn len(&self) -> usize {
        self.0.len()
    }

    fn push(&mut self, subject: &str, property: &str, object: Term) {
        self.0.push(Quad {
            subject: NamedOrBlankNode::from(NamedNode::new_unchecked(subject)),
            predicate: NamedNode::new_unchecked(property),
            object,
            graph_name: GraphName::DefaultGraph,
        });
    }

    /// The triples.
    pub(in crate::serve) fn quads(self) -> Vec<Quad> {
        self.0
    }
}
