//! Which graphs a query looks at.
//!
//! Reads: `FROM` and `FROM NAMED` of a query, and what takes their place. Writes: a query, or a copy
//! of the graphs that it names. Never: changes the store.
//!
//! The default graph of a query with `FROM <a> FROM <b>` is the merge of both, a set. Oxigraph looks
//! through one graph after the other and counts a triple of both twice; such a query is asked of a
//! copy in which the merge is made.

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad};
use oxigraph::sparql::CancellationToken;
use oxigraph::store::Store as Oxigraph;
use spargebra::Query;
use spargebra::algebra::QueryDataset;

use super::Failure;
use crate::error::Diagnostic;

/// Lets a query look at these graphs only, whatever it says itself.
pub fn ask_only(mut query: Query, default: &[NamedNode], named: &[NamedNode]) -> Query {
    *dataset_mut(&mut query) = Some(QueryDataset {
        default: default.to_vec(),
        named: Some(named.to_vec()),
    });
    query
}

/// The dataset of a query that must be copied to be right.
pub(super) fn copied(query: &Query) -> Option<QueryDataset> {
    let (Query::Select { dataset, .. }
    | Query::Construct { dataset, .. }
    | Query::Describe { dataset, .. }
    | Query::Ask { dataset, .. }) = query;
    dataset.clone().filter(|dataset| dataset.default.len() > 1)
}

/// The query without its dataset.
pub(super) fn without(mut query: Query) -> Query {
    *dataset_mut(&mut query) = None;
    query
}

fn dataset_mut(query: &mut Query) -> &mut Option<QueryDataset> {
    match query {
        Query::Select { dataset, .. }
        | Query::Construct { dataset, .. }
        | Query::Describe { dataset, .. }
        | Query::Ask { dataset, .. } => dataset,
    }
}

/// The graphs of a dataset, merged as it says.
pub(super) fn copy(
    dataset: QueryDataset,
    read: &dyn Fn(NamedNodeRef<'_>) -> Result<Vec<Quad>, Diagnostic>,
    token: &CancellationToken,
) -> Result<Oxigraph, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Evaluation(error.to_string());
    let copy = Oxigraph::new().map_err(|error| failed(&error))?;
    let default = dataset.default.into_iter().map(|graph| (graph, true));
    let named = dataset.named.unwrap_or_default();
    let named = named.into_iter().map(|graph| (graph, false));
    for (graph, is_default) in default.chain(named) {
        if token.is_cancelled() {
            return Err(failed(&"cancelled"));
        }
        let mut quads = read(graph.as_ref()).map_err(|error| failed(&error))?;
        if is_default {
            for quad in &mut quads {
                quad.graph_name = GraphName::DefaultGraph;
            }
        }
        copy.extend(quads).map_err(|error| failed(&error))?;
    }
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use oxigraph::sparql::QueryResults;

    use super::super::{evaluate, parse};
    use super::*;
    use crate::store::Store;
    use crate::store::syntax::Prefixes;

    fn rows(text: &str) -> usize {
        let store = Store::in_memory().unwrap();
        let [one, two, p] = ["a:1", "a:2", "a:p"].map(NamedNode::new_unchecked);
        let quad = Quad::new(one.clone(), p, two.clone(), GraphName::DefaultGraph);
        for graph in [&one, &two] {
            store
                .put_article(graph.as_ref(), std::slice::from_ref(&quad))
                .unwrap();
        }
        let query = parse("q", text, &Prefixes::default()).unwrap();
        match evaluate(query, &store, &CancellationToken::new()) {
            Ok(QueryResults::Solutions(solutions)) => solutions.map(Result::unwrap).count(),
            _ => panic!("no rows"),
        }
    }

    #[test]
    fn a_triple_of_two_graphs_is_one_triple_of_their_merge() {
        for (text, expected) in [
            ("SELECT * { ?s ?p ?o }", 1),
            ("SELECT * FROM <a:1> FROM <a:2> { ?s ?p ?o }", 1),
            (
                "SELECT * FROM <a:1> FROM <a:2> { GRAPH ?g { ?s ?p ?o } }",
                0,
            ),
            (
                "SELECT * FROM <a:1> FROM <a:2> FROM NAMED <a:2> { GRAPH ?g { ?s ?p ?o } }",
                1,
            ),
            ("SELECT * FROM NAMED <a:1> { ?s ?p ?o }", 0),
            ("SELECT * FROM <a:3> FROM <a:4> { ?s ?p ?o }", 0),
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
    }
}
