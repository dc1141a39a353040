//! The page of a person, a body, a place or a thing: what it is called, what it is to others, what it
//! did and what was done to it, with whom and where, and which articles name it.
//!
//! Reads: the graph around the entity, the sentences of articles. Writes: a page, a graph as JSON.
//! Never: more than a page's worth of events at a time.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::aliases;
use super::look::{Look, Shown};
use super::map::Map;
use super::quotes::Quotes;
use super::resource;
use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::problem::Problem;

mod articles;
mod company;
mod parts;
mod places;
mod relations;
mod timeline;

use articles::Articles;
use company::{Companion, Company};
use parts::Part;
use relations::Relations;
use timeline::Month;

/// Events on the page of the entity, the latest.
const LATEST: usize = 20;
/// Events on a page of all of them.
const EVENTS: usize = 50;
/// What authorities are called, by what their IRIs begin with.
const AUTHORITIES: [(&str, &str); 2] = [
    ("https://sws.geonames.org/", "GeoNames"),
    ("http://www.wikidata.org/entity/", "Wikidata"),
];
/// Others of the same name that are told.
const NAMESAKES: usize = 10;

/// Routes of this module.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/timeline", get(all_events))
        .route("/pages/company.json", get(company::json))
}

/// Which events of an entity a page shows.
#[derive(Debug, Deserialize)]
struct Asked {
    /// IRI of the entity.
    of: String,
    /// From 1.
    page: Option<usize>,
    /// Short IRI of the only role to show.
    role: Option<String>,
}

/// A page of an entity.
#[derive(Serialize)]
struct Page {
    title: String,
    iri: String,
    /// Path of its data without the ending of a format.
    data: Option<String>,
    kinds: Vec<Shown>,
    aliases: Vec<Shown>,
    /// The same thing elsewhere.
    same: Vec<Shown>,
    /// Others that have its name.
    namesakes: Vec<Shown>,
    relations: Relations,
    roles: Vec<Role>,
    events: usize,
    /// The way to all of them.
    all: String,
    /// The latest events.
    months: Vec<Month>,
    company: Vec<Companion>,
    companions: usize,
    map: Option<Map>,
    articles: Articles,
}

/// A page of the events of an entity.
#[derive(Serialize)]
struct Events {
    entity: Shown,
    /// Path of its data without the ending of a format.
    data: Option<String>,
    roles: Vec<Role>,
    /// The way to the events of all roles.
    all: String,
    role: Option<String>,
    /// The way to a page of these, without its number.
    query: String,
    count: usize,
    months: Vec<Month>,
    page: usize,
    pages: usize,
}

/// A role that the entity has in events.
#[derive(Serialize)]
struct Role {
    /// Short IRI.
    name: String,
    title: String,
    events: usize,
    /// These events.
    href: String,
}

/// The way to the events of an entity, of all roles or of one.
fn events_of(entity: NamedNodeRef<'_>, role: Option<&str>) -> String {
    let escaped = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let all = format!("/timeline?of={}", escaped(entity.as_str()));
    role.map_or(all.clone(), |role| format!("{all}&role={}", escaped(role)))
}

/// The page of an entity.
pub(super) async fn page(app: &App, node: NamedNode) -> Result<Response, Problem> {
    let inside = app.clone();
    let page = app
        .pages()
        .run(move |_| read(&inside, node.as_ref()))
        .await?;
    app.templates().page("entity.html", page)
}

/// All events of an entity, page by page.
async fn all_events(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let node = NamedNode::new(&asked.of).map_err(|_| Problem::malformed("`of` is not an IRI"))?;
    let inside = app.clone();
    let page = app
        .pages()
        .run(move |_| read_events(&inside, node.as_ref(), &asked))
        .await?;
    app.templates().page("timeline.html", page)
}

fn read(app: &App, entity: NamedNodeRef<'_>) -> Result<Page, Problem> {
    let edition = app.edition();
    let look = Look::new(app, &edition);
    let mut quotes = Quotes::new(app);
    let parts = known(&look, entity)?;
    let company = Company::of(&look, entity, &parts)?;
    let title = look.label(entity)?;
    Ok(Page {
        iri: entity.as_str().to_owned(),
        data: look.data(entity),
        kinds: resource::types(&look, entity)?,
        aliases: names(&look, entity, &title)?,
        same: elsewhere(&look, entity)?,
        namesakes: namesakes(&look, entity)?,
        relations: relations::read(&look, &mut quotes, entity)?,
        roles: roles(&look, entity, &parts)?,
        events: parts.len(),
        all: events_of(entity, None),
        months: timeline::months(&look, &mut quotes, &parts[..parts.len().min(LATEST)])?,
        company: company.listed(&look, &parts)?,
        companions: company.count(),
        map: places::map(&look, entity, &parts)?,
        articles: articles::read(&look, entity)?,
        title,
    })
}

fn read_events(app: &App, entity: NamedNodeRef<'_>, asked: &Asked) -> Result<Events, Problem> {
    let edition = app.edition();
    let look = Look::new(app, &edition);
    let mut parts = known(&look, entity)?;
    let roles = roles(&look, entity, &parts)?;
    let role = asked.role.clone().filter(|role| !role.is_empty());
    if let Some(role) = &role {
        let is_it = |known: &NamedNode| look.compact(known.as_str()) == *role;
        parts.retain(|part| part.roles.iter().any(is_it));
    }
    let pages = parts.len().div_ceil(EVENTS).max(1);
    let page = asked.page.unwrap_or(1).clamp(1, pages);
    let from = (page - 1) * EVENTS;
    let shown = &parts[from..parts.len().min(from + EVENTS)];
    Ok(Events {
        entity: look.link(entity)?,
        data: look.data(entity),
        months: timeline::months(&look, &mut Quotes::new(app), shown)?,
        all: events_of(entity, None),
        query: format!("{}&page=", events_of(entity, role.as_deref())),
        count: parts.len(),
        roles,
        role,
        page,
        pages,
    })
}

/// The events of an entity that there is.
fn known(look: &Look<'_>, entity: NamedNodeRef<'_>) -> Result<Vec<Part>, Problem> {
    let parts = parts::read(look, entity)?;
    if parts.is_empty() && look.facts(entity, 1)?.is_empty() {
        return Err(Problem::unknown("the graph says nothing about this"));
    }
    Ok(parts)
}

/// The roles in which the entity takes part, the most frequent first.
fn roles(look: &Look<'_>, entity: NamedNodeRef<'_>, parts: &[Part]) -> Result<Vec<Role>, Problem> {
    let mut all: Vec<&NamedNode> = parts.iter().flat_map(|part| &part.roles).collect();
    all.sort_unstable();
    let role = |same: &[&NamedNode]| {
        let name = look.compact(same[0].as_str());
        Ok(Role {
            title: part_in_words(look, same[0].as_ref())?,
            events: same.len(),
            href: events_of(entity, Some(&name)),
            name,
        })
    };
    let roles = all.chunk_by(|one, other| one == other).map(role);
    let mut roles = roles.collect::<Result<Vec<_>, Problem>>()?;
    roles.sort_by(|one, other| {
        let by_count = other.events.cmp(&one.events);
        by_count.then_with(|| one.title.cmp(&other.title))
    });
    Ok(roles)
}

/// What an entity is in an event, by its role: the label of a role asks a question ("who does it").
fn part_in_words(look: &Look<'_>, role: NamedNodeRef<'_>) -> Result<String, Problem> {
    let words = match role.as_str().strip_prefix(vocab::NG) {
        Some("agent") => "acting",
        Some("recipient") => "at the receiving end",
        Some("theme") => "affected",
        Some("topic") => "spoken about",
        Some("place") => "place of it",
        Some("origin") => "where from",
        Some("destination") => "where to",
        Some("onBehalfOf") => "acted for",
        Some("instrument") => "means of it",
        Some("cause") => "cause of it",
        Some("basis") => "basis of it",
        Some("result") => "result of it",
        Some("purpose") => "aim of it",
        _ => return look.label(role),
    };
    Ok(words.to_owned())
}

/// Other names than its title, in any language.
fn names(look: &Look<'_>, entity: NamedNodeRef<'_>, title: &str) -> Result<Vec<Shown>, Problem> {
    let mut names = Vec::new();
    for property in [vocab::LABEL, vocab::ALT_LABEL] {
        for name in look.values(entity, property)? {
            names.push(look.shown(&name)?);
        }
    }
    Ok(aliases::telling(title, names))
}

/// The same thing at authorities, by the names of these.
fn elsewhere(look: &Look<'_>, entity: NamedNodeRef<'_>) -> Result<Vec<Shown>, Problem> {
    let nodes = look.nodes(entity, vocab::SAME_AS)?;
    let link = |node: &NamedNode| {
        let link = look.link(node.as_ref())?;
        let text = authority(node.as_str()).unwrap_or(link.text);
        Ok(Shown { text, ..link })
    };
    nodes.iter().map(link).collect()
}

/// "Wikidata Q843".
fn authority(iri: &str) -> Option<String> {
    AUTHORITIES.iter().find_map(|(prefix, name)| {
        let number = iri.strip_prefix(prefix)?.trim_end_matches('/');
        Some(format!("{name} {number}"))
    })
}

/// Others with a label of this one: what may be the same, or is easily taken for it.
fn namesakes(look: &Look<'_>, entity: NamedNodeRef<'_>) -> Result<Vec<Shown>, Problem> {
    let mut others = Vec::new();
    for label in look.values(entity, vocab::LABEL)? {
        if matches!(label, Term::Literal(_)) {
            others.extend(look.having(vocab::LABEL, &label)?);
        }
    }
    others.retain(|other| other.as_ref() != entity);
    others.sort_unstable();
    others.dedup();
    let mut shown = Vec::new();
    for other in others.iter().take(NAMESAKES) {
        let kinds = resource::types(look, other.as_ref())?;
        let kinds: Vec<String> = kinds.into_iter().map(|kind| kind.text).collect();
        let link = look.link(other.as_ref())?;
        shown.push(Shown {
            text: format!("{} ({})", link.text, kinds.join(", ")),
            ..link
        });
    }
    Ok(shown)
}
