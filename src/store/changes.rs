//! Changes to graphs, all of them or none, with the default graph kept the union of the others.
//!
//! Reads: the graphs as they are inside the change. Writes: named graphs and what follows from them.
//! Never: puts a triple into the default graph that stands in no named one.

use std::collections::BTreeSet;
use std::path::Path;

use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Triple, TripleRef,
};
use oxigraph::store::{StorageError, Transaction};
use rustc_hash::FxHashSet;

use super::{Change, trouble};
use crate::error::Diagnostic;
use crate::graph::withdrawal;

/// Changes under way.
pub struct Changes<'s> {
    transaction: Transaction<'s>,
    path: &'s Path,
    /// Named graphs that lost a triple: those that lost their last one are no graphs any more.
    touched: BTreeSet<NamedNode>,
    count: usize,
}

impl<'s> Changes<'s> {
    pub(super) fn new(transaction: Transaction<'s>, path: &'s Path) -> Self {
        Self {
            transaction,
            path,
            touched: BTreeSet::new(),
            count: 0,
        }
    }

    /// What queries inside the change look at.
    pub fn transaction(&self) -> &Transaction<'s> {
        &self.transaction
    }

    /// Triples that were put into named graphs and taken out so far.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The quads of one graph, in no order.
    ///
    /// # Errors
    /// What the database reports.
    pub fn graph(&self, graph: NamedNodeRef<'_>) -> Result<Vec<Quad>, Diagnostic> {
        self.transaction
            .quads_for_pattern(None, None, None, Some(graph.into()))
            .collect::<Result<_, _>>()
            .map_err(|error| self.trouble(&error))
    }

    /// Makes a named graph hold exactly these triples.
    ///
    /// # Errors
    /// What the database reports.
    pub fn put(
        &mut self,
        graph: NamedNodeRef<'_>,
        wanted: &FxHashSet<Triple>,
    ) -> Result<Change, Diagnostic> {
        let held: FxHashSet<Triple> = self.graph(graph)?.into_iter().map(Triple::from).collect();
        if held == *wanted {
            return Ok(Change::Unchanged);
        }
        for triple in held.difference(wanted) {
            self.take(graph, triple.as_ref())?;
        }
        for triple in wanted.difference(&held) {
            self.add(graph, triple.as_ref());
        }
        self.lift(graph);
        Ok(match (held.is_empty(), wanted.is_empty()) {
            (true, _) => Change::Added,
            (false, true) => Change::Removed,
            (false, false) => Change::Replaced,
        })
    }

    /// Puts a triple into a named graph.
    ///
    /// # Errors
    /// What the database reports.
    pub fn insert(
        &mut self,
        graph: NamedNodeRef<'_>,
        triple: TripleRef<'_>,
    ) -> Result<(), Diagnostic> {
        if !self.contains(graph, triple)? {
            self.add(graph, triple);
            self.lift(graph);
        }
        Ok(())
    }

    /// Takes a triple out of a named graph.
    ///
    /// # Errors
    /// What the database reports.
    pub fn remove(
        &mut self,
        graph: NamedNodeRef<'_>,
        triple: TripleRef<'_>,
    ) -> Result<(), Diagnostic> {
        if self.contains(graph, triple)? {
            self.take(graph, triple)?;
        }
        Ok(())
    }

    /// Takes a triple out of all graphs.
    ///
    /// # Errors
    /// What the database reports.
    pub fn remove_everywhere(&mut self, triple: TripleRef<'_>) -> Result<(), Diagnostic> {
        let quads: Vec<Quad> = self
            .everywhere(triple)
            .collect::<Result<_, _>>()
            .map_err(|error| self.trouble(&error))?;
        for quad in quads {
            if let GraphName::NamedNode(graph) = quad.graph_name {
                self.take(graph.as_ref(), triple)?;
            }
        }
        Ok(())
    }

    /// Takes a named graph out. Of an article it stays known that it was there
    /// (`graph::withdrawal`), until it is put in again.
    ///
    /// # Errors
    /// What the database reports.
    pub fn clear(&mut self, graph: NamedNodeRef<'_>) -> Result<Change, Diagnostic> {
        let held = self.graph(graph)?;
        if held.is_empty() {
            return Ok(Change::Unchanged);
        }
        for quad in held {
            self.take(graph, Triple::from(quad).as_ref())?;
        }
        if let Some(note) = withdrawal(graph) {
            self.transaction.insert(&note);
            self.transaction.insert(in_default(&Triple::from(note)));
        }
        Ok(Change::Removed)
    }

    /// Takes everything out, and the memory of what was there.
    ///
    /// # Errors
    /// What the database reports.
    pub fn clear_all(&mut self) -> Result<(), Diagnostic> {
        for graph in self.names()? {
            self.count += self.graph(graph.as_ref())?.len();
        }
        self.touched.clear();
        let cleared = self.transaction.clear();
        cleared.map_err(|error| self.trouble(&error))
    }

    /// The names of the graphs.
    ///
    /// # Errors
    /// What the database reports.
    pub fn names(&self) -> Result<Vec<NamedNode>, Diagnostic> {
        let mut names = Vec::new();
        for name in self.transaction.named_graphs() {
            let name = name.map_err(|error| self.trouble(&error))?;
            if let NamedOrBlankNode::NamedNode(name) = name {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Makes it so. True where anything changed.
    pub(super) fn commit(mut self) -> Result<bool, Diagnostic> {
        if self.count == 0 {
            return Ok(false);
        }
        for graph in std::mem::take(&mut self.touched) {
            if self.graph(graph.as_ref())?.is_empty() {
                let removed = self.transaction.remove_named_graph(graph.as_ref());
                removed.map_err(|error| trouble(self.path, &error))?;
            }
        }
        self.transaction
            .commit()
            .map_err(|error| trouble(self.path, &error))?;
        Ok(true)
    }

    fn contains(&self, graph: NamedNodeRef<'_>, triple: TripleRef<'_>) -> Result<bool, Diagnostic> {
        self.transaction
            .contains(triple.in_graph(graph))
            .map_err(|error| self.trouble(&error))
    }

    fn add(&mut self, graph: NamedNodeRef<'_>, triple: TripleRef<'_>) {
        self.transaction.insert(triple.in_graph(graph));
        self.transaction
            .insert(triple.in_graph(GraphNameRef::DefaultGraph));
        self.count += 1;
    }

    /// Takes a triple out that stands in a graph, and out of the default graph where no other
    /// graph has it.
    fn take(&mut self, graph: NamedNodeRef<'_>, triple: TripleRef<'_>) -> Result<(), Diagnostic> {
        self.transaction.remove(triple.in_graph(graph));
        let said_elsewhere = self
            .everywhere(triple)
            .find_map(|quad| match quad {
                Ok(quad) => (!quad.graph_name.is_default_graph()).then_some(Ok(true)),
                Err(error) => Some(Err(error)),
            })
            .transpose()
            .map_err(|error| self.trouble(&error))?;
        if said_elsewhere.is_none() {
            self.transaction
                .remove(triple.in_graph(GraphNameRef::DefaultGraph));
        }
        self.touched.insert(graph.into_owned());
        self.count += 1;
        Ok(())
    }

    fn everywhere(
        &self,
        triple: TripleRef<'_>,
    ) -> impl Iterator<Item = Result<Quad, StorageError>> {
        self.transaction.quads_for_pattern(
            Some(triple.subject),
            Some(triple.predicate),
            Some(triple.object),
            None,
        )
    }

    /// An article that is put in is withdrawn no more.
    fn lift(&mut self, graph: NamedNodeRef<'_>) {
        if let Some(note) = withdrawal(graph) {
            if let GraphName::NamedNode(notes) = &note.graph_name {
                self.touched.insert(notes.clone());
            }
            self.transaction.remove(&note);
            self.transaction.remove(in_default(&Triple::from(note)));
        }
    }

    fn trouble(&self, error: &StorageError) -> Diagnostic {
        trouble(self.path, error)
    }
}

fn in_default(triple: &Triple) -> oxigraph::model::QuadRef<'_> {
    triple.as_ref().in_graph(GraphNameRef::DefaultGraph)
}
