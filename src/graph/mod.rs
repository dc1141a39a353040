//! What an article reports, as RDF.
//!
//! Reads: [`Article`], [`Facts`], the ontology. Writes: quads in one named graph per article.
//! Never: reads tokens or trees, invents a blank node, looks at a clock.
//!
//! Three levels keep apart what is told and how: an *event* says what it is about; a *report* says how one
//! passage presents it (done, planned, denied; on whose word); a *span* is the words. A direct triple
//! (`person ng:visited place`) is written only where an event is asserted; see `ontology/README.md`.

use oxigraph::model::{NamedNode, Quad};

use crate::document::Article;
use crate::error::Diagnostic;
use crate::facts::Facts;

mod article;
mod entities;
mod events;
mod identities;
mod iri;
mod labels;
mod names;
mod ontology;
mod phrases;
mod reports;
mod shortcuts;
mod status;
mod times;
pub mod vocab;
mod withdrawal;
mod wording;
mod writer;

pub use identities::{Decision, Identities};
pub use iri::{Base, slug};
pub use ontology::{Ontology, PATH as ONTOLOGY_PATH, Shortcut};
pub use phrases::Phrase;
pub use withdrawal::withdrawal;

use names::Names;
use reports::Fragments;
use writer::Writer;

/// Base of all IRIs of things and graphs where the user gives none.
pub const DEFAULT_BASE: &str = "https://newsgraph.example/";

/// What the user decides about the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    base: Base,
    generated: Option<String>,
    identities: Identities,
}

impl Default for Settings {
    fn default() -> Self {
        Self::new(DEFAULT_BASE).expect("the default base is an IRI")
    }
}

impl Settings {
    /// Settings with a base IRI, which must be absolute and end with `/`.
    pub fn new(base: &str) -> Result<Self, Diagnostic> {
        Ok(Self {
            base: Base::new(base)?,
            generated: None,
            identities: Identities::default(),
        })
    }

    /// The same with a time of generation (ISO 8601 with zone), written into the provenance of
    /// each graph. Without it the same articles give the same bytes.
    #[must_use]
    pub fn generated(mut self, time: impl Into<String>) -> Self {
        self.generated = Some(time.into());
        self
    }

    /// The same with decisions of people on who is who.
    #[must_use]
    pub fn identities(mut self, identities: Identities) -> Self {
        self.identities = identities;
        self
    }

    /// The base IRI.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// The named graph of an article.
    pub fn article_graph(&self, id: &str) -> NamedNode {
        self.base
            .node(&format!("graph/article/{}", iri::segment(id)))
    }

    /// The node of an article.
    pub fn article(&self, id: &str) -> NamedNode {
        self.base.node(&format!("id/article/{}", iri::segment(id)))
    }

    /// The node of the article that a named graph was read from; `None` for other graphs.
    pub fn article_of(graph: &NamedNode) -> Option<NamedNode> {
        let (base, segment) = graph.as_str().rsplit_once("graph/article/")?;
        Some(NamedNode::new_unchecked(format!(
            "{base}id/article/{segment}"
        )))
    }

    /// The last segment of the IRIs of an article, of its text and of its graph.
    pub fn segment(id: &str) -> String {
        iri::segment(id)
    }

    /// The named graph of triples that people put in by SPARQL without naming a graph.
    pub fn by_hand_graph(&self) -> NamedNode {
        self.base.node("graph/by-hand")
    }

    /// A named graph that was sent without a name; `key` tells it from others.
    pub fn posted_graph(&self, key: &str) -> NamedNode {
        self.base
            .node(&format!("graph/posted/{}", iri::segment(key)))
    }

    /// The named graph of the vocabulary.
    pub fn ontology_graph(&self) -> NamedNode {
        self.base.node("graph/ontology")
    }
}

/// Everything that one article says, in its named graph: sorted, each quad once.
///
/// # Errors
/// Where the facts use a class, role or relation that the ontology lacks, or the gazetteer links an
/// entity to something that is not an IRI.
pub fn quads(
    article: &Article,
    facts: &Facts,
    ontology: &Ontology,
    settings: &Settings,
) -> Result<Vec<Quad>, Diagnostic> {
    let mut writer = Writer::new(article, ontology, settings);
    let mut names = Names::new(&mut writer, &facts.entities);
    let mut fragments = Fragments::default();
    let events = events::nodes(&writer, facts, &names);
    writer.add_article(&mut names);
    writer.add_entities(facts, &names)?;
    writer.add_posts(facts, &names);
    writer.add_events(facts, &names, &events)?;
    writer.add_reports(facts, &names, &events, &mut fragments);
    writer.add_relations(facts, &mut names, &events, &mut fragments)?;
    writer.add_shortcuts(facts, &mut names, &events);
    Ok(writer.finish())
}
