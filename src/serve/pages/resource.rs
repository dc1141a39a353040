//! The page of anything: its properties and what leads to it, as the graph has them.
//!
//! Reads: the triples with the thing as subject or object. Writes: a table of each.
//! Never: explains; things with more to tell have pages of their own.

use axum::response::Response;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;

use super::look::{Look, Shown};
use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::edition::Edition;
use crate::serve::problem::Problem;

/// Triples that are looked at; more than a person reads, few enough for any thing.
const READ: usize = 5_000;
/// Values of one property that are shown.
const SHOWN: usize = 25;

/// A page of a thing.
#[derive(Serialize)]
struct Page {
    title: String,
    iri: String,
    /// Path of its data without the ending of a format.
    data: Option<String>,
    types: Vec<Shown>,
    properties: Vec<Row>,
    mentions: Vec<Row>,
}

/// A property with its values.
#[derive(Serialize)]
struct Row {
    property: Shown,
    values: Vec<Shown>,
    /// Values that are not shown.
    more: usize,
}

/// The page of a thing.
pub(super) async fn page(app: &App, node: NamedNode) -> Result<Response, Problem> {
    let inside = app.clone();
    let page = app
        .pages()
        .run(move |_| read(&inside, &inside.edition(), node.as_ref()))
        .await?;
    app.templates().page("resource.html", page)
}

fn read(app: &App, edition: &Edition, node: NamedNodeRef<'_>) -> Result<Page, Problem> {
    let look = Look::new(app, edition);
    let facts = look.facts(node, READ)?;
    let mentions = look.mentions(node, READ)?;
    if facts.is_empty() && mentions.is_empty() {
        return Err(Problem::unknown("the graph says nothing about this"));
    }
    let mentions: Vec<(NamedNode, Term)> = mentions
        .into_iter()
        .map(|(property, subject)| (property, subject.into()))
        .collect();
    Ok(Page {
        title: look.label(node)?,
        iri: node.as_str().to_owned(),
        data: look.data(node),
        types: types(&look, node)?,
        properties: rows(&look, &facts)?,
        mentions: rows(&look, &mentions)?,
    })
}

/// The narrowest classes of a thing.
pub(in crate::serve) fn types(
    look: &Look<'_>,
    node: NamedNodeRef<'_>,
) -> Result<Vec<Shown>, Problem> {
    let classes = look.nodes(node, vocab::TYPE)?;
    let mut wider = Vec::new();
    for class in &classes {
        wider.extend(look.nodes(class.as_ref(), vocab::SUB_CLASS_OF)?);
    }
    classes
        .iter()
        .filter(|class| !wider.contains(class))
        .map(|class| look.link(class.as_ref()))
        .collect()
}

fn rows(look: &Look<'_>, facts: &[(NamedNode, Term)]) -> Result<Vec<Row>, Problem> {
    facts
        .chunk_by(|left, right| left.0 == right.0)
        .filter(|facts| facts[0].0 != vocab::TYPE)
        .map(|facts| row(look, facts))
        .collect()
}

fn row(look: &Look<'_>, facts: &[(NamedNode, Term)]) -> Result<Row, Problem> {
    let values = facts.iter().take(SHOWN).map(|(_, value)| look.shown(value));
    let mut values = values.collect::<Result<Vec<_>, _>>()?;
    values.sort_by_cached_key(|value| value.text.to_lowercase());
    Ok(Row {
        property: look.link(facts[0].0.as_ref())?,
        values,
        more: facts.len().saturating_sub(SHOWN),
    })
}
