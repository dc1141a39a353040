//! The graph for others: a dump in any RDF syntax, the same bytes for the same graph.
//!
//! Reads: a [`Store`]. Writes: text to a file (whole or not at all) or a writer.
//! Never: blank node labels that change, prefixes that nothing uses.
//!
//! Syntaxes with graphs (`TriG`, N-Quads, JSON-LD) hold the article graphs *and* the default graph;
//! Turtle, N-Triples and RDF/XML hold the default graph, which is the union of all.

use std::io::{self, Write};
use std::path::Path;

use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad};

use crate::error::{Diagnostic, Place};
use crate::store::syntax::{self, Prefixes, Syntax};
use crate::store::{Store, replace_file};

/// The quads that a dump holds: one graph's or, without `graph`, those of the whole store.
///
/// # Errors
/// A graph that the store does not have, or what the store reports.
pub fn select(
    store: &Store,
    syntax: Syntax,
    graph: Option<NamedNodeRef<'_>>,
) -> Result<Vec<Quad>, Diagnostic> {
    let Some(graph) = graph else {
        return if syntax.has_graphs() {
            store.quads()
        } else {
            store.graph(GraphNameRef::DefaultGraph)
        };
    };
    if !store.contains(graph)? {
        return Err(Diagnostic::new(
            Place::file(store.path().display().to_string()),
            format!("no graph {graph}"),
        )
        .hint("`newsgraph query articles` lists the articles and their graphs"));
    }
    store.graph(graph.into())
}

/// Writes quads to a writer.
///
/// # Errors
/// What `out` reports.
pub fn to_writer(
    quads: Vec<Quad>,
    syntax: Syntax,
    prefixes: &Prefixes,
    out: &mut dyn Write,
) -> io::Result<()> {
    syntax::write(quads, syntax, prefixes, out)
}

/// Writes quads to a file that appears whole or not at all.
///
/// # Errors
/// Names the file and why it cannot be written.
pub fn to_file(
    quads: Vec<Quad>,
    syntax: Syntax,
    prefixes: &Prefixes,
    path: &Path,
) -> Result<(), Diagnostic> {
    replace_file(path, |out| syntax::write(quads, syntax, prefixes, out)).map_err(|error| {
        Diagnostic::new(
            Place::file(path.display().to_string()),
            format!("cannot be written: {error}"),
        )
    })
}
