//! With whom: who else acts in the events of an entity, as a list and as a graph for the script.
//!
//! Reads: the actors of the events. Writes: [`Companion`]s, the most frequent first; JSON.
//! Never: counts an event twice for a pair.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use oxigraph::model::{NamedNode, NamedNodeRef};
use serde::{Deserialize, Serialize};

use super::parts::{self, Part};
use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::pages::look::{Look, Shown};
use crate::serve::problem::Problem;

/// Companions on a page.
pub(super) const LISTED: usize = 12;
/// Companions in the answer to the script.
const DRAWN: usize = 24;
/// Events that are looked at for companions, the latest.
const LOOKED_AT: usize = 5_000;

/// Somebody in the company of an entity.
#[derive(Serialize)]
pub(super) struct Companion {
    who: Shown,
    /// Events in common.
    events: usize,
    /// The latest of them.
    latest: Shown,
}

/// All who share an event.
pub(super) struct Company {
    /// Events by companion, as numbers of the parts.
    shared: Vec<(NamedNode, Vec<usize>)>,
    /// Actors of each part.
    actors: Vec<Vec<NamedNode>>,
}

impl Company {
    /// Who is in the events of an entity, the most frequent first.
    pub(super) fn of(
        look: &Look<'_>,
        entity: NamedNodeRef<'_>,
        parts: &[Part],
    ) -> Result<Self, Problem> {
        let mut shared: BTreeMap<NamedNode, Vec<usize>> = BTreeMap::new();
        let mut actors = Vec::new();
        for (number, part) in parts.iter().take(LOOKED_AT).enumerate() {
            let mut present = look.nodes(part.event.as_ref(), vocab::HAS_ACTOR)?;
            present.retain(|actor| actor.as_ref() != entity && is_somebody(look, actor));
            for actor in &present {
                shared.entry(actor.clone()).or_default().push(number);
            }
            actors.push(present);
        }
        let mut shared: Vec<_> = shared.into_iter().collect();
        shared.sort_by(|one, other| {
            let by_count = other.1.len().cmp(&one.1.len());
            by_count.then_with(|| one.0.cmp(&other.0))
        });
        Ok(Self { shared, actors })
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.shared.len()
    }

    /// The most frequent.
    pub(super) fn listed(
        &self,
        look: &Look<'_>,
        parts: &[Part],
    ) -> Result<Vec<Companion>, Problem> {
        let companion = |(node, events): &(NamedNode, Vec<usize>)| {
            Ok(Companion {
                who: look.link(node.as_ref())?,
                events: events.len(),
                latest: look.link(parts[events[0]].event.as_ref())?,
            })
        };
        self.shared.iter().take(LISTED).map(companion).collect()
    }

    /// How often those who are drawn are in an event together.
    fn pairs(&self, drawn: &[&NamedNode]) -> BTreeMap<(usize, usize), usize> {
        let mut pairs = BTreeMap::new();
        for actors in &self.actors {
            let place = |actor| drawn.iter().position(|known| *known == actor);
            let present: BTreeSet<usize> = actors.iter().filter_map(place).collect();
            for &one in &present {
                for &other in present.range(one + 1..) {
                    *pairs.entry((one, other)).or_default() += 1;
                }
            }
        }
        pairs
    }
}

/// People, bodies and places keep company; what they do things with does not.
fn is_somebody(look: &Look<'_>, node: &NamedNode) -> bool {
    matches!(kind(look, node), Some("person" | "org" | "place"))
}

/// The kind of thing that an IRI says it is.
fn kind<'n>(look: &Look<'_>, node: &'n NamedNode) -> Option<&'n str> {
    let path = node.as_str().strip_prefix(look.base())?;
    path.strip_prefix("id/")?.split('/').next()
}

/// What the script asks for.
#[derive(Deserialize)]
pub(super) struct Of {
    /// IRI of the entity.
    of: String,
}

/// A graph for the script: the entity first.
#[derive(Serialize)]
struct Graph {
    nodes: Vec<Node>,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Node {
    id: String,
    label: String,
    href: Option<String>,
    /// `person`, `place`, `org`, `thing`.
    kind: String,
    /// Others in its company.
    more: usize,
}

#[derive(Serialize)]
struct Link {
    from: String,
    to: String,
    events: usize,
}

/// The company of an entity as JSON.
pub(super) async fn json(
    State(app): State<App>,
    Query(Of { of }): Query<Of>,
) -> Result<Response, Problem> {
    let node = NamedNode::new(of).map_err(|_| Problem::malformed("`of` is not an IRI"))?;
    let inside = app.clone();
    let graph = app.pages().run(move |_| graph(&inside, &node)).await?;
    let caching = [(header::CACHE_CONTROL, "public, max-age=600")];
    Ok((caching, Json(graph)).into_response())
}

fn graph(app: &App, entity: &NamedNode) -> Result<Graph, Problem> {
    let edition = app.edition();
    let look = Look::new(app, &edition);
    let parts = parts::read(&look, entity.as_ref())?;
    if parts.is_empty() {
        return Err(Problem::unknown(
            "nothing of that name takes part in an event",
        ));
    }
    let company = Company::of(&look, entity.as_ref(), &parts)?;
    let drawn: Vec<&NamedNode> = company
        .shared
        .iter()
        .take(DRAWN)
        .map(|(node, _)| node)
        .collect();
    let nodes = std::iter::once(entity).chain(drawn.iter().copied());
    let mut nodes = nodes
        .map(|node| Node::of(&look, node))
        .collect::<Result<Vec<_>, Problem>>()?;
    nodes[0].more = company.count() - drawn.len();
    let own = company
        .shared
        .iter()
        .take(DRAWN)
        .map(|(node, events)| Link {
            from: entity.as_str().to_owned(),
            to: node.as_str().to_owned(),
            events: events.len(),
        });
    let between = company.pairs(&drawn).into_iter();
    let between = between.map(|((one, other), events)| Link {
        from: drawn[one].as_str().to_owned(),
        to: drawn[other].as_str().to_owned(),
        events,
    });
    Ok(Graph {
        links: own.chain(between).collect(),
        nodes,
    })
}

impl Node {
    fn of(look: &Look<'_>, node: &NamedNode) -> Result<Self, Problem> {
        let iri = node.as_str();
        Ok(Self {
            id: iri.to_owned(),
            label: look.label(node.as_ref())?,
            href: look.href(iri).0,
            kind: kind(look, node).unwrap_or("thing").to_owned(),
            more: 0,
        })
    }
}
