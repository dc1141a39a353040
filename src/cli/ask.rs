//! Commands that need a store and no language: query, export, stats, remove.
//!
//! Reads: a store. Writes: answers. Never: loads the language model.

use std::fs;
use std::io::Write;
use std::path::Path;

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use oxigraph::sparql::QueryResults;

use super::args::{CountsTo, Export, Query as QueryArguments, Remove, Stats};
use super::output::{Done, Outcome, Stop, note, stdout, tell, widest_cell};
use crate::error::{Diagnostic, Place};
use crate::query::{self, Failure, Fallback, Format, Query, align};
use crate::resources::Resources;
use crate::store::syntax::{Prefixes, Syntax};
use crate::store::{Access, Count, Store};
use crate::{export as dump, graph::vocab};

pub(super) fn query(
    arguments: &QueryArguments,
    resources: &Resources,
    prefixes: &Prefixes,
) -> Outcome {
    if arguments.list {
        return list(resources, prefixes);
    }
    let query = find(arguments, resources, prefixes)?;
    let store = Store::open(&arguments.store.path(), Access::Read)?;
    let results = query.run(&store, &arguments.parameters, prefixes)?;
    let is_graph = matches!(results, QueryResults::Graph(_));
    let is_table = matches!(results, QueryResults::Solutions(_));
    let format = match arguments.to {
        Some(to) => Some(to.format(widest_cell())),
        None if is_graph => None,
        None => Some(Format::Table(widest_cell())),
    };
    let mut out = stdout();
    let rows =
        query::write(results, format, prefixes, &mut out).map_err(|failure| match failure {
            Failure::Output(error) => Stop::from(error),
            other => other.about(query.origin()).into(),
        })?;
    out.flush()?;
    if is_table && matches!(format, Some(Format::Table(_))) {
        note(counted(rows as u64, "row"));
    }
    Ok(Done::Wholly)
}

fn find(
    arguments: &QueryArguments,
    resources: &Resources,
    prefixes: &Prefixes,
) -> Result<Query, Stop> {
    if let Some(sparql) = &arguments.sparql {
        return Ok(Query::parse("-e", sparql, prefixes)?);
    }
    let name = arguments.name.as_deref().unwrap_or_default();
    if Path::new(name).is_file() {
        let text = fs::read_to_string(name).map_err(|error| {
            Diagnostic::new(Place::file(name), format!("cannot be read: {error}"))
        })?;
        return Ok(Query::parse(name, &text, prefixes)?);
    }
    Ok(query::by_name(resources, name, prefixes)?)
}

fn list(resources: &Resources, prefixes: &Prefixes) -> Outcome {
    let mut out = stdout();
    for name in query::names(resources) {
        let query = query::by_name(resources, &name, prefixes)?;
        writeln!(out, "{name}\n    {}", query.header.about)?;
        for parameter in &query.header.parameters {
            let mark = match parameter.fallback {
                Fallback::Required => "*",
                Fallback::Free | Fallback::Value(_) => " ",
            };
            writeln!(out, "  {mark} {}", parameter.usage())?;
        }
    }
    out.flush()?;
    Ok(Done::Wholly)
}

pub(super) fn export(arguments: &Export, prefixes: &Prefixes) -> Outcome {
    let graph = arguments.graph.as_deref().map(|graph| {
        let iri = prefixes.expand(graph).unwrap_or_else(|| graph.to_owned());
        NamedNode::new(iri).map_err(|error| {
            Diagnostic::new(Place::default(), format!("--graph \"{graph}\": {error}"))
        })
    });
    let graph = graph.transpose()?;
    let syntax = Syntax::from(arguments.to);
    let store = Store::open(&arguments.store.path(), Access::Read)?;
    let quads = dump::select(&store, syntax, graph.as_ref().map(NamedNode::as_ref))?;
    if let Some(path) = &arguments.output {
        dump::to_file(quads, syntax, prefixes, path)?;
        return Ok(Done::Wholly);
    }
    let mut out = stdout();
    dump::to_writer(quads, syntax, prefixes, &mut out)?;
    out.flush()?;
    Ok(Done::Wholly)
}

pub(super) fn stats(arguments: &Stats) -> Outcome {
    let stats = Store::open(&arguments.store.path(), Access::Read)?.stats()?;
    let mut out = stdout();
    if arguments.to == CountsTo::Json {
        let json = serde_json::to_string_pretty(&stats).map_err(std::io::Error::other)?;
        writeln!(out, "{json}")?;
    } else {
        let totals = [
            ("triples", stats.triples),
            ("articles", stats.articles),
            ("events", stats.events),
            ("entities", stats.entities),
            ("reports of relations", stats.relations),
        ];
        for (name, count) in totals {
            writeln!(out, "{name}: {count}")?;
        }
        for (title, counts) in [
            ("family", &stats.families),
            ("class", &stats.classes),
            ("modality", &stats.modalities),
            ("kind of entity", &stats.kinds),
        ] {
            writeln!(out)?;
            align(&rows(title, counts), &mut out)?;
        }
    }
    out.flush()?;
    Ok(Done::Wholly)
}

fn rows(title: &str, counts: &[Count]) -> Vec<Vec<String>> {
    let head = vec![title.to_owned(), "count".to_owned()];
    let rows = counts
        .iter()
        .map(|count| vec![count.name.clone(), count.count.to_string()]);
    std::iter::once(head).chain(rows).collect()
}

pub(super) fn remove(arguments: &Remove, prefixes: &Prefixes) -> Outcome {
    let store = Store::open(&arguments.store.path(), Access::Write)?;
    let mut done = Done::Wholly;
    for article in &arguments.articles {
        let graphs = graphs_of(&store, article, prefixes)?;
        if graphs.is_empty() {
            let place = Place::file(article.clone());
            tell(
                Diagnostic::new(place, "no article of this id or address in the store")
                    .hint("`newsgraph query articles` lists them"),
            );
            done = Done::Partly;
        }
        for graph in graphs {
            store.remove_article(graph.as_ref())?;
            forget(&store, &graph)?;
        }
    }
    store.save()?;
    Ok(done)
}

/// Forgets the text of an article, whose last segment is that of its graph.
fn forget(store: &Store, graph: &NamedNode) -> Result<(), Diagnostic> {
    let segment = graph.as_str().rsplit('/').next().unwrap_or_default();
    let texts = store.texts();
    texts.remove(segment).map_err(|error| {
        let folder = Place::file(texts.folder().display().to_string());
        Diagnostic::new(folder, format!("a text cannot be removed: {error}"))
    })
}

/// Graphs of the articles with an id, address or IRI.
pub(super) fn graphs_of(
    store: &Store,
    article: &str,
    prefixes: &Prefixes,
) -> Result<Vec<NamedNode>, Diagnostic> {
    let mut graphs = Vec::new();
    let mut objects = vec![Term::from(Literal::new_simple_literal(article))];
    let iri = prefixes
        .expand(article)
        .unwrap_or_else(|| article.to_owned());
    if let Ok(node) = NamedNode::new(iri) {
        if store.contains(node.as_ref())? {
            graphs.push(node.clone());
        }
        objects.push(node.into());
    }
    for property in [vocab::DCT_IDENTIFIER, vocab::URL] {
        for object in &objects {
            for quad in store.matching(property, object)? {
                if let Quad {
                    graph_name: GraphName::NamedNode(graph),
                    ..
                } = quad
                {
                    graphs.push(graph);
                }
            }
        }
    }
    graphs.sort();
    graphs.dedup();
    Ok(graphs)
}

/// `1 row`, `2 rows`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
