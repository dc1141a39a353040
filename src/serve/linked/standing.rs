//! What has become of a name: there, merged into another, withdrawn, or never heard of.
//!
//! Reads: the default graph. Writes: a [`Standing`]. Never: guesses from the look of a name.

use axum::http::StatusCode;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Term, TermRef};
use oxigraph::store::{StorageError, Store as Oxigraph};

use super::paths;
use crate::graph::{Settings, vocab, withdrawal};
use crate::serve::problem::Problem;
use crate::store::Store;

/// What has become of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// The graph says something about it.
    Known(NamedNode),
    /// It was found to be the same as another, which has the name now.
    Merged(NamedNode),
}

/// The standing of the first spelling that the graph knows.
///
/// # Errors
/// 410 for a withdrawn article, 404 for what the graph does not know.
pub(super) fn find(
    store: &Store,
    settings: &Settings,
    spellings: &[NamedNode],
) -> Result<Standing, Problem> {
    let graph = store.database();
    for node in spellings {
        if let Some(next) = successor(graph, node.as_ref())? {
            return Ok(Standing::Merged(next));
        }
        if is_withdrawn(graph, settings, node.as_ref())? {
            return Err(withdrawn());
        }
        if is_mentioned(graph, node.as_ref())? {
            return Ok(Standing::Known(node.clone()));
        }
    }
    Err(Problem::unknown(
        "the graph says nothing about this name; /search finds names",
    ))
}

/// 410: it was here, and was taken out on purpose.
fn withdrawn() -> Problem {
    Problem::new(
        StatusCode::GONE,
        "this article was withdrawn, with all that was read from it; please delete your copies",
    )
}

fn successor(graph: &Oxigraph, node: NamedNodeRef<'_>) -> Result<Option<NamedNode>, StorageError> {
    let mut quads = graph.quads_for_pattern(
        Some(node.into()),
        Some(vocab::IS_REPLACED_BY),
        None,
        Some(GraphNameRef::DefaultGraph),
    );
    match quads.next().transpose()?.map(|quad| quad.object) {
        Some(Term::NamedNode(next)) if next.as_ref() != node => Ok(Some(next)),
        _ => Ok(None),
    }
}

/// True of an article that was taken out, and of its text and its graph.
fn is_withdrawn(
    graph: &Oxigraph,
    settings: &Settings,
    node: NamedNodeRef<'_>,
) -> Result<bool, StorageError> {
    let Some(path) = node.as_str().strip_prefix(settings.base()) else {
        return Ok(false);
    };
    if !["id/article/", "graph/article/", "text/"]
        .iter()
        .any(|kind| path.starts_with(kind))
    {
        return Ok(false);
    }
    let name = format!("{}graph/article/{}", settings.base(), paths::last(node));
    match withdrawal(NamedNodeRef::new_unchecked(&name)) {
        Some(quad) => graph.contains(&quad),
        None => Ok(false),
    }
}

/// True where the node is subject or object of a triple, or names a graph.
fn is_mentioned(graph: &Oxigraph, node: NamedNodeRef<'_>) -> Result<bool, StorageError> {
    if graph.contains_named_graph(node)? {
        return Ok(true);
    }
    let as_subject = graph
        .quads_for_pattern(Some(node.into()), None, None, None)
        .next();
    if as_subject.transpose()?.is_some() {
        return Ok(true);
    }
    let object = Some(TermRef::from(node));
    let as_object = graph.quads_for_pattern(None, None, object, None).next();
    Ok(as_object.transpose()?.is_some())
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Quad;

    use super::*;

    fn node(path: &str) -> NamedNode {
        NamedNode::new(format!("https://newsgraph.example/{path}")).unwrap()
    }

    fn status(store: &Store, path: &str) -> Result<Standing, u16> {
        find(store, &Settings::default(), &[node(path)])
            .map_err(|problem| problem.status().as_u16())
    }

    #[test]
    fn a_name_is_known_merged_withdrawn_or_unknown() {
        let store = Store::in_memory().unwrap();
        let graph = node("graph/article/a1");
        let article = Quad::new(
            node("id/article/a1"),
            vocab::TEXT,
            node("text/a1"),
            graph.clone(),
        );
        let merged = Quad::new(
            node("id/person/kakar"),
            vocab::IS_REPLACED_BY,
            node("id/person/anwaar-ul-haq-kakar"),
            graph.clone(),
        );
        store
            .put_article(graph.as_ref(), &[article.clone(), merged])
            .unwrap();
        assert_eq!(
            status(&store, "id/article/a1"),
            Ok(Standing::Known(node("id/article/a1")))
        );
        assert_eq!(
            status(&store, "text/a1"),
            Ok(Standing::Known(node("text/a1")))
        );
        assert_eq!(
            status(&store, "id/person/kakar"),
            Ok(Standing::Merged(node("id/person/anwaar-ul-haq-kakar")))
        );
        assert_eq!(status(&store, "id/article/a2"), Err(404));

        store.remove_article(graph.as_ref()).unwrap();
        for path in ["id/article/a1", "graph/article/a1", "text/a1"] {
            assert_eq!(status(&store, path), Err(410), "{path}");
        }
        store.put_article(graph.as_ref(), &[article]).unwrap();
        assert!(status(&store, "id/article/a1").is_ok());
    }
}
