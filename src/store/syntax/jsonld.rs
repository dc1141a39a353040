//! JSON-LD with a context, so that a reader without RDF can follow it.
//!
//! Reads: quads sorted by graph, subject, predicate, object. Writes: one node object per subject and
//! graph. Never: a number that JSON would read differently than RDF.

use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::names::Prefixes;

pub(super) fn write(quads: &[Quad], prefixes: &Prefixes, out: &mut dyn Write) -> io::Result<()> {
    let context: Map<String, Value> = prefixes
        .iter()
        .map(|(prefix, iri)| (prefix.to_owned(), json!(iri)))
        .collect();
    write!(
        out,
        "{{\n\"@context\": {},\n\"@graph\": [",
        Value::Object(context)
    )?;
    let mut separator = "\n";
    for graph in quads.chunk_by(|left, right| left.graph_name == right.graph_name) {
        let nodes = graph
            .chunk_by(|left, right| left.subject == right.subject)
            .map(|subject| node(subject, prefixes));
        match graph_name(&graph[0].graph_name, prefixes) {
            None => {
                for node in nodes {
                    write!(out, "{separator}{node}")?;
                    separator = ",\n";
                }
            }
            Some(name) => {
                let nodes: Vec<Value> = nodes.collect();
                write!(out, "{separator}{}", json!({"@id": name, "@graph": nodes}))?;
                separator = ",\n";
            }
        }
    }
    writeln!(out, "\n]\n}}")
}

fn graph_name(graph: &GraphName, prefixes: &Prefixes) -> Option<String> {
    match graph {
        GraphName::DefaultGraph => None,
        GraphName::NamedNode(node) => Some(compact(node.as_str(), prefixes)),
        GraphName::BlankNode(node) => Some(node.to_string()),
    }
}

fn node(quads: &[Quad], prefixes: &Prefixes) -> Value {
    let mut node = Map::new();
    let id = match &quads[0].subject {
        NamedOrBlankNode::NamedNode(node) => compact(node.as_str(), prefixes),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    node.insert("@id".to_owned(), Value::String(id));
    for predicate in quads.chunk_by(|left, right| left.predicate == right.predicate) {
        let is_type = predicate[0].predicate == rdf::TYPE
            && predicate.iter().all(|quad| quad.object.is_named_node());
        let key = if is_type {
            "@type".to_owned()
        } else {
            compact(predicate[0].predicate.as_str(), prefixes)
        };
        let values = predicate
            .iter()
            .map(|quad| match &quad.object {
                Term::NamedNode(class) if is_type => json!(compact(class.as_str(), prefixes)),
                object => value(object, prefixes),
            })
            .collect();
        node.insert(key, Value::Array(values));
    }
    Value::Object(node)
}

fn value(object: &Term, prefixes: &Prefixes) -> Value {
    match object {
        Term::NamedNode(node) => json!({"@id": compact(node.as_str(), prefixes)}),
        Term::BlankNode(node) => json!({"@id": node.to_string()}),
        Term::Literal(literal) => literal_value(literal, prefixes),
    }
}

fn literal_value(literal: &Literal, prefixes: &Prefixes) -> Value {
    let text = literal.value();
    if let Some(language) = literal.language() {
        return json!({"@value": text, "@language": language});
    }
    match literal.datatype() {
        xsd::STRING => json!(text),
        xsd::BOOLEAN if matches!(text, "true" | "false") => json!(text == "true"),
        xsd::INTEGER => match text.parse::<i32>() {
            Ok(number) if number.to_string() == text => json!(number),
            _ => typed(literal, prefixes),
        },
        _ => typed(literal, prefixes),
    }
}

fn typed(literal: &Literal, prefixes: &Prefixes) -> Value {
    json!({"@value": literal.value(), "@type": compact(literal.datatype().as_str(), prefixes)})
}

fn compact(iri: &str, prefixes: &Prefixes) -> String {
    match prefixes.compact(iri) {
        Some((prefix, local)) => format!("{prefix}:{local}"),
        None => iri.to_owned(),
    }
}
