//! What stays of an article that was taken out: its name, so that who asks for it hears that it is gone.
//!
//! Reads: names of article graphs. Writes: one quad. Never: keeps a word of the article.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad};

use super::vocab;

/// Between the base and the id in the name of an article's graph.
const ARTICLE_GRAPHS: &str = "graph/article/";
/// Between the base and the id in the name of an article.
const ARTICLES: &str = "id/article/";
/// The graph of all that was taken out, after the base.
const GRAPH: &str = "graph/withdrawn";

/// The quad that says of the article of a graph that it was taken out. `None` for other graphs.
pub fn withdrawal(graph: NamedNodeRef<'_>) -> Option<Quad> {
    // The base may hold the words too: the last ones separate.
    let (base, id) = graph.as_str().rsplit_once(ARTICLE_GRAPHS)?;
    if id.is_empty() || id.contains(['/', '#']) {
        return None;
    }
    Some(Quad::new(
        NamedNode::new_unchecked(format!("{base}{ARTICLES}{id}")),
        vocab::CREATIVE_WORK_STATUS,
        Literal::new_simple_literal("Withdrawn"),
        NamedNode::new_unchecked(format!("{base}{GRAPH}")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quad(graph: &str) -> Option<String> {
        withdrawal(NamedNodeRef::new(graph).unwrap()).map(|quad| quad.to_string())
    }

    #[test]
    fn an_article_is_withdrawn_by_its_graph() {
        assert_eq!(
            quad("https://news.example/x/graph/article/عمران-1").as_deref(),
            Some(
                "<https://news.example/x/id/article/عمران-1> \
                 <https://schema.org/creativeWorkStatus> \"Withdrawn\" \
                 <https://news.example/x/graph/withdrawn>"
            )
        );
    }

    #[test]
    fn other_graphs_are_not() {
        for graph in ["graph/ontology", "graph/article/", "graph/article/a/b"] {
            assert_eq!(quad(&format!("https://news.example/{graph}")), None);
        }
    }
}
