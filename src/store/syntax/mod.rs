//! Quads as text in every RDF syntax: sorted, with the prefixes that are used, byte for byte the same.
//!
//! Reads: quads in any order. Writes: bytes. Never: a blank node label of its own making, a relative IRI.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

mod jsonld;
mod names;
mod turtle;

pub use names::{BASE, Prefixes};

/// The syntaxes of RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Turtle: one graph, grouped by subject.
    Turtle,
    /// `TriG`: all graphs, grouped.
    TriG,
    /// N-Quads: a line per quad, lines sorted.
    NQuads,
    /// N-Triples: a line per triple, lines sorted.
    NTriples,
    /// JSON-LD with a context.
    JsonLd,
    /// RDF/XML.
    RdfXml,
}

impl Syntax {
    /// True where the syntax can tell graphs apart; the others write all triples as one set.
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads | Self::JsonLd)
    }
}

/// Writes quads in a syntax.
///
/// # Errors
/// What `out` reports.
pub fn write(
    mut quads: Vec<Quad>,
    syntax: Syntax,
    prefixes: &Prefixes,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !syntax.has_graphs() {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    if matches!(syntax, Syntax::NQuads | Syntax::NTriples) {
        return write_lines(&quads, out);
    }
    quads.sort_unstable_by(compare);
    quads.dedup();
    match syntax {
        Syntax::JsonLd => jsonld::write(&quads, prefixes, out),
        Syntax::RdfXml => write_xml(&quads, prefixes, out),
        _ => turtle::write(&quads, prefixes, out),
    }
}

fn write_lines(quads: &[Quad], out: &mut dyn Write) -> io::Result<()> {
    let mut lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
        .iter()
        .try_for_each(|line| out.write_all(line.as_bytes()))
}

fn write_xml(quads: &[Quad], prefixes: &Prefixes, out: &mut dyn Write) -> io::Result<()> {
    let used: BTreeSet<&str> = quads
        .iter()
        .filter_map(|quad| prefixes.compact(quad.predicate.as_str()))
        .map(|(prefix, _)| prefix)
        .collect();
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (prefix, iri) in prefixes.iter() {
        // The serialiser declares `rdf` by itself.
        if prefix != "rdf" && used.contains(prefix) {
            serializer = serializer
                .with_prefix(prefix, iri)
                .map_err(io::Error::other)?;
        }
    }
    let mut serializer = serializer.for_writer(out);
    for quad in quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish()?.write_all(b"\n")
}

/// Graph, subject, `rdf:type` before other predicates, object.
fn compare(left: &Quad, right: &Quad) -> Ordering {
    graph_key(&left.graph_name)
        .cmp(&graph_key(&right.graph_name))
        .then_with(|| subject_key(&left.subject).cmp(&subject_key(&right.subject)))
        .then_with(|| predicate_key(left).cmp(&predicate_key(right)))
        .then_with(|| object_key(&left.object).cmp(&object_key(&right.object)))
}

fn graph_key(graph: &GraphName) -> (u8, &str) {
    match graph {
        GraphName::DefaultGraph => (0, ""),
        GraphName::NamedNode(node) => (1, node.as_str()),
        GraphName::BlankNode(node) => (2, node.as_str()),
    }
}

fn subject_key(subject: &NamedOrBlankNode) -> (u8, &str) {
    match subject {
        NamedOrBlankNode::NamedNode(node) => (1, node.as_str()),
        NamedOrBlankNode::BlankNode(node) => (2, node.as_str()),
    }
}

fn predicate_key(quad: &Quad) -> (bool, &str) {
    let predicate = quad.predicate.as_str();
    (
        predicate != oxigraph::model::vocab::rdf::TYPE.as_str(),
        predicate,
    )
}

fn object_key(object: &Term) -> (u8, &str, &str, &str) {
    match object {
        Term::NamedNode(node) => (1, node.as_str(), "", ""),
        Term::BlankNode(node) => (2, node.as_str(), "", ""),
        Term::Literal(literal) => (
            3,
            literal.value(),
            literal.language().unwrap_or_default(),
            literal.datatype().as_str(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::io::RdfParser;

    use super::*;

    const DATA: &str = r#"
        <https://newsgraph.example/id/person/kakar> a <https://w3id.org/newsgraph/ns#Person> ;
            <http://www.w3.org/2000/01/rdf-schema#label> "Kakar"@en, "ککڑ"@ur, "a \"b\"\n\tc\\" ;
            <https://w3id.org/newsgraph/ns#confidence> 0.9, "01"^^<http://www.w3.org/2001/XMLSchema#integer>, 7, true, 1.0e3 ;
            <https://w3id.org/newsgraph/ns#date> "2023-10-20"^^<http://www.w3.org/2001/XMLSchema#date> ;
            <https://w3id.org/newsgraph/ns#said> <https://newsgraph.example/id/article/a1#12-visit> , <urn:x:y> .
        <https://newsgraph.example/id/place/ürümqi> <https://w3id.org/newsgraph/ns#locatedIn> <https://newsgraph.example/id/place/x.> .
    "#;

    fn parse(format: RdfFormat, text: &str) -> BTreeSet<String> {
        RdfParser::from_format(format)
            .for_slice(text.as_bytes())
            .map(|quad| quad.unwrap().to_string())
            .collect()
    }

    fn quads(graph: &str) -> Vec<Quad> {
        let text = format!("<{graph}> {{ {DATA} }} {DATA}");
        RdfParser::from_format(RdfFormat::TriG)
            .for_slice(text.as_bytes())
            .map(Result::unwrap)
            .collect()
    }

    fn written(quads: Vec<Quad>, syntax: Syntax) -> String {
        let mut out = Vec::new();
        write(quads, syntax, &Prefixes::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let all = quads("https://newsgraph.example/graph/article/a1");
        let whole: BTreeSet<String> = all.iter().map(ToString::to_string).collect();
        for (syntax, format) in [
            (Syntax::TriG, RdfFormat::TriG),
            (Syntax::NQuads, RdfFormat::NQuads),
            (
                Syntax::JsonLd,
                RdfFormat::JsonLd {
                    profile: oxigraph::io::JsonLdProfileSet::empty(),
                },
            ),
        ] {
            let text = written(all.clone(), syntax);
            assert_eq!(parse(format, &text), whole, "{text}");
        }
        let triples = parse(RdfFormat::Turtle, DATA);
        for (syntax, format) in [
            (Syntax::Turtle, RdfFormat::Turtle),
            (Syntax::NTriples, RdfFormat::NTriples),
            (Syntax::RdfXml, RdfFormat::RdfXml),
        ] {
            let text = written(all.clone(), syntax);
            assert_eq!(parse(format, &text), triples, "{text}");
        }
    }

    #[test]
    fn order_of_input_leaves_no_trace() {
        let all = quads("https://newsgraph.example/graph/article/a1");
        let mut turned = all.clone();
        turned.reverse();
        for syntax in [
            Syntax::Turtle,
            Syntax::TriG,
            Syntax::NQuads,
            Syntax::JsonLd,
            Syntax::RdfXml,
        ] {
            assert_eq!(
                written(all.clone(), syntax),
                written(turned.clone(), syntax)
            );
        }
    }

    #[test]
    fn turtle_is_grouped_and_declares_what_it_uses() {
        let text = written(quads("g:1")[..2].to_vec(), Syntax::Turtle);
        assert_eq!(
            text,
            "@prefix ng: <https://w3id.org/newsgraph/ns#> .\n\
             @prefix person: <https://newsgraph.example/id/person/> .\n\
             @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
             \n\
             person:kakar\n    a ng:Person ;\n    rdfs:label \"Kakar\"@en .\n"
        );
    }
}
