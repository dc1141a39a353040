//! Turtle and `TriG` as a person would lay them out.
//!
//! Reads: quads sorted by graph, subject, predicate, object. Writes: a block per subject, `a` first.
//! Never: a prefix that is not used.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};

use super::names::Prefixes;

pub(super) fn write(quads: &[Quad], prefixes: &Prefixes, out: &mut dyn Write) -> io::Result<()> {
    let used = used_prefixes(quads, prefixes);
    for (prefix, iri) in prefixes.iter().filter(|(prefix, _)| used.contains(prefix)) {
        writeln!(out, "@prefix {prefix}: <{iri}> .")?;
    }
    for graph in quads.chunk_by(|left, right| left.graph_name == right.graph_name) {
        let indent = match &graph[0].graph_name {
            GraphName::DefaultGraph => "",
            GraphName::NamedNode(name) => {
                write!(out, "\n{} {{", prefixes.show(name.as_str()))?;
                "    "
            }
            GraphName::BlankNode(name) => {
                write!(out, "\n{name} {{")?;
                "    "
            }
        };
        for subject in graph.chunk_by(|left, right| left.subject == right.subject) {
            write_subject(subject, prefixes, indent, out)?;
        }
        if !indent.is_empty() {
            writeln!(out, "}}")?;
        }
    }
    Ok(())
}

fn write_subject(
    quads: &[Quad],
    prefixes: &Prefixes,
    indent: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "\n{indent}{}", subject(&quads[0].subject, prefixes))?;
    let mut separator = "";
    for predicate in quads.chunk_by(|left, right| left.predicate == right.predicate) {
        let name = match predicate[0].predicate.as_ref() {
            rdf::TYPE => "a".to_owned(),
            other => prefixes.show(other.as_str()),
        };
        let objects: Vec<String> = predicate
            .iter()
            .map(|quad| object(&quad.object, prefixes))
            .collect();
        write!(
            out,
            "{separator}\n{indent}    {name} {}",
            objects.join(", ")
        )?;
        separator = " ;";
    }
    writeln!(out, " .")
}

fn subject(subject: &NamedOrBlankNode, prefixes: &Prefixes) -> String {
    match subject {
        NamedOrBlankNode::NamedNode(node) => prefixes.show(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

/// A term as Turtle writes it.
fn object(object: &Term, prefixes: &Prefixes) -> String {
    match object {
        Term::NamedNode(node) => prefixes.show(node.as_str()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => self::literal(literal, prefixes),
    }
}

fn literal(literal: &Literal, prefixes: &Prefixes) -> String {
    let datatype = literal.datatype();
    if is_bare(literal) {
        return literal.value().to_owned();
    }
    if !has_shown_datatype(literal) {
        return literal.to_string();
    }
    format!(
        "{}^^{}",
        Literal::new_simple_literal(literal.value()),
        prefixes.show(datatype.as_str())
    )
}

fn has_shown_datatype(literal: &Literal) -> bool {
    literal.language().is_none() && literal.datatype() != xsd::STRING && !is_bare(literal)
}

/// True where Turtle's grammar reads the bare value back as this very literal.
fn is_bare(literal: &Literal) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = literal.value();
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    match literal.datatype() {
        xsd::BOOLEAN => matches!(value, "true" | "false"),
        xsd::INTEGER => digits(unsigned),
        xsd::DECIMAL => unsigned
            .split_once('.')
            .is_some_and(|(whole, part)| (whole.is_empty() || digits(whole)) && digits(part)),
        _ => false,
    }
}

fn used_prefixes(quads: &[Quad], prefixes: &Prefixes) -> BTreeSet<&'static str> {
    let mut used = BTreeSet::new();
    let mut mark = |iri: &str| used.extend(prefixes.compact(iri).map(|(prefix, _)| prefix));
    for quad in quads {
        if let GraphName::NamedNode(node) = &quad.graph_name {
            mark(node.as_str());
        }
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            mark(node.as_str());
        }
        if quad.predicate != rdf::TYPE {
            mark(quad.predicate.as_str());
        }
        match &quad.object {
            Term::NamedNode(node) => mark(node.as_str()),
            Term::Literal(literal) if has_shown_datatype(literal) => {
                mark(literal.datatype().as_str());
            }
            _ => {}
        }
    }
    used
}
