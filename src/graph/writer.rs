//! Collects the quads of one article.
//!
//! Reads: the article, the ontology. Writes: quads in the article's named graph, each span described
//! once. Never: decides what is said.

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use unicode_normalization::UnicodeNormalization;

use super::ontology::Ontology;
use super::{Settings, iri, vocab};
use crate::document::Article;
use crate::text::{CodePoints, TextRange};

/// What a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpanKind {
    /// A sentence: offsets only.
    Sentence,
    /// A name or trigger: offsets and words.
    Phrase,
}

/// Everything needed to write about one article.
pub(super) struct Writer<'a> {
    pub(super) article: &'a Article,
    pub(super) ontology: &'a Ontology,
    pub(super) settings: &'a Settings,
    points: CodePoints,
    graph: GraphName,
    quads: Vec<Quad>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        article: &'a Article,
        ontology: &'a Ontology,
        settings: &'a Settings,
    ) -> Self {
        Self {
            article,
            ontology,
            settings,
            points: CodePoints::new(&article.text),
            graph: settings.article_graph(&article.id).into(),
            quads: Vec::new(),
        }
    }

    /// The quads, sorted as lines of N-Quads, each once.
    pub(super) fn finish(self) -> Vec<Quad> {
        let mut quads = self.quads;
        quads.sort_by_cached_key(Quad::to_string);
        quads.dedup();
        quads
    }

    /// One statement.
    pub(super) fn add(&mut self, s: &NamedNode, p: NamedNodeRef<'_>, o: impl Into<Term>) {
        self.quads.push(Quad::new(
            s.clone(),
            p.into_owned(),
            o.into(),
            self.graph.clone(),
        ));
    }

    /// A class of a node with all its superclasses (rule R1: there is no reasoner to add them).
    pub(super) fn add_type(&mut self, node: &NamedNode, class: NamedNodeRef<'_>) {
        for class in self.ontology.superclasses(class) {
            self.add(node, vocab::TYPE, class);
        }
    }

    /// A text in the language of the article, NFC.
    pub(super) fn add_text(&mut self, node: &NamedNode, property: NamedNodeRef<'_>, text: &str) {
        let literal = tagged(text, &self.article.language);
        self.add(node, property, literal);
    }

    /// A plain string.
    pub(super) fn add_string(&mut self, node: &NamedNode, property: NamedNodeRef<'_>, text: &str) {
        self.add(node, property, Literal::new_simple_literal(text));
    }

    /// Code point offsets of a range.
    pub(super) fn offsets(&self, range: TextRange) -> (usize, usize) {
        self.points.range(range)
    }

    /// The article's node.
    pub(super) fn article_node(&self) -> NamedNode {
        self.settings.article(&self.article.id)
    }

    /// A part of the article's node: a report.
    pub(super) fn fragment(&self, name: &str) -> NamedNode {
        let id = iri::segment(&self.article.id);
        self.settings.base.node(&format!("id/article/{id}#{name}"))
    }

    /// The node of the article's text.
    pub(super) fn text_node(&self) -> NamedNode {
        let id = iri::segment(&self.article.id);
        self.settings.base.node(&format!("text/{id}"))
    }

    /// The span that stands for the whole text.
    pub(super) fn context_node(&self) -> NamedNode {
        self.char_node(0, self.points.offset(self.article.text.len()))
    }

    /// A described span of the text, as a fragment after RFC 5147.
    pub(super) fn span(&mut self, range: TextRange, kind: SpanKind) -> NamedNode {
        let (begin, end) = self.offsets(range);
        let node = self.char_node(begin, end);
        let context = self.context_node();
        self.add(&node, vocab::TYPE, vocab::RFC_5147_STRING.into_owned());
        self.add(&node, vocab::BEGIN_INDEX, integer(begin));
        self.add(&node, vocab::END_INDEX, integer(end));
        self.add(&node, vocab::REFERENCE_CONTEXT, context);
        match kind {
            SpanKind::Sentence => self.add(&node, vocab::TYPE, vocab::NIF_SENTENCE.into_owned()),
            SpanKind::Phrase => {
                let words = range.of(&self.article.text);
                self.add(&node, vocab::TYPE, vocab::NIF_PHRASE.into_owned());
                self.add_string(&node, vocab::ANCHOR_OF, words);
            }
        }
        node
    }

    fn char_node(&self, begin: usize, end: usize) -> NamedNode {
        let text = self.text_node();
        NamedNode::new_unchecked(format!("{}#char={begin},{end}", text.as_str()))
    }
}

/// A text with its language, NFC; without a well-formed language tag a plain string.
pub(super) fn tagged(text: &str, language: &str) -> Literal {
    let text: String = text.nfc().collect();
    Literal::new_language_tagged_literal(text.as_str(), language)
        .unwrap_or_else(|_| Literal::new_simple_literal(text.as_str()))
}

/// A whole number.
pub(super) fn integer(number: usize) -> Literal {
    Literal::new_typed_literal(number.to_string(), vocab::XSD_INTEGER)
}
