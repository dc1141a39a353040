//! What a store holds, counted.
//!
//! Reads: a store. Writes: [`Stats`]. Never: changes the store.

use std::collections::BTreeMap;

use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator};
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::Store;
use super::syntax::Prefixes;
use crate::error::Diagnostic;

/// A name and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Local name of a class or value.
    pub name: String,
    /// How often.
    pub count: u64,
}

/// What a store holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Stats {
    /// Different triples, the vocabulary included.
    pub triples: u64,
    /// Articles read.
    pub articles: u64,
    /// Different events.
    pub events: u64,
    /// Different entities: people, groups, places, things and topics that a text names.
    pub entities: u64,
    /// Reports of static relations.
    pub relations: u64,
    /// Events by family, most frequent first.
    pub families: Vec<Count>,
    /// Events by class, most frequent first.
    pub classes: Vec<Count>,
    /// Reports of events by modality, most frequent first.
    pub modalities: Vec<Count>,
    /// Entities by class, most frequent first.
    pub kinds: Vec<Count>,
}

const ARTICLES: &str = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a ng:Article }";
const EVENTS: &str = "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?r ng:reports ?e }";
const ENTITIES: &str = "SELECT (COUNT(DISTINCT ?e) AS ?n) { \
    VALUES ?kind { ng:Entity skos:Concept } ?e a ?kind ; gaf:denotedBy ?s }";
const RELATIONS: &str = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a ng:FactReport }";
const FAMILIES: &str = "SELECT ?c (COUNT(DISTINCT ?e) AS ?n) { \
    ?r ng:reports ?e . ?e a ?c . ?c rdfs:subClassOf ng:Event } GROUP BY ?c";
const CLASSES: &str = "SELECT ?c (COUNT(DISTINCT ?e) AS ?n) { \
    ?r ng:reports ?e . ?e a ?c . ?c rdfs:subClassOf/rdfs:subClassOf ng:Event } GROUP BY ?c";
const MODALITIES: &str = "SELECT ?c (COUNT(DISTINCT ?r) AS ?n) { \
    ?r ng:reports ?e ; ng:modality ?c } GROUP BY ?c";
const KINDS: &str = "SELECT DISTINCT ?e ?c { \
    VALUES ?kind { ng:Entity skos:Concept } ?e a ?kind, ?c \
    FILTER(?c = skos:Concept || STRSTARTS(STR(?c), STR(ng:))) \
    FILTER EXISTS { ?e gaf:denotedBy ?s } }";
const WIDER: &str = "SELECT DISTINCT ?c ?wider { ?c rdfs:subClassOf+ ?wider FILTER(?c != ?wider) }";

pub(super) fn count(store: &Store) -> Result<Stats, Diagnostic> {
    let one = |query| Ok(counts(store, query)?.first().map_or(0, |count| count.count));
    let triples = store.graph(oxigraph::model::GraphNameRef::DefaultGraph)?;
    Ok(Stats {
        triples: triples.len() as u64,
        articles: one(ARTICLES)?,
        events: one(EVENTS)?,
        entities: one(ENTITIES)?,
        relations: one(RELATIONS)?,
        families: counts(store, FAMILIES)?,
        classes: counts(store, CLASSES)?,
        modalities: counts(store, MODALITIES)?,
        kinds: kinds(store)?,
    })
}

/// Entities by the most special of their classes. Counted here: a query that asks of each entity whether it
/// has a more special class reads the class tree once for each, which took half the time of a build.
fn kinds(store: &Store) -> Result<Vec<Count>, Diagnostic> {
    let named = |row: &QuerySolution, name: &str| row.get(name).map(ToString::to_string);
    let mut wider: FxHashSet<(String, String)> = FxHashSet::default();
    for row in rows(store, WIDER)? {
        wider.extend(named(&row, "c").zip(named(&row, "wider")));
    }
    let mut classes: BTreeMap<String, Vec<Term>> = BTreeMap::new();
    for row in rows(store, KINDS)? {
        if let (Some(entity), Some(class)) = (named(&row, "e"), row.get("c")) {
            classes.entry(entity).or_default().push(class.clone());
        }
    }
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    for own in classes.values() {
        let is_special = |class: &&Term| {
            let mut others = own.iter().map(ToString::to_string);
            !others.any(|other| wider.contains(&(other, class.to_string())))
        };
        for class in own.iter().filter(is_special) {
            *numbers.entry(local(class)).or_default() += 1;
        }
    }
    let counts = numbers.into_iter();
    Ok(sorted(
        counts.map(|(name, count)| Count { name, count }).collect(),
    ))
}

/// Rows of `?c ?n`, or the one row of `?n`, most frequent first, then by name.
fn counts(store: &Store, query: &str) -> Result<Vec<Count>, Diagnostic> {
    let rows = rows(store, query)?;
    let counts = rows.iter().map(|row| Count {
        name: row.get("c").map(local).unwrap_or_default(),
        count: match row.get("n") {
            Some(Term::Literal(number)) => number.value().parse().unwrap_or(0),
            _ => 0,
        },
    });
    Ok(sorted(counts.collect()))
}

fn sorted(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by(|left, right| (right.count, &left.name).cmp(&(left.count, &right.name)));
    counts
}

/// Local name of a class.
fn local(class: &Term) -> String {
    match class {
        Term::NamedNode(class) => {
            let iri = class.as_str();
            iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned()
        }
        _ => String::new(),
    }
}

/// What a query with the usual prefixes finds.
fn rows(store: &Store, query: &str) -> Result<Vec<QuerySolution>, Diagnostic> {
    let trouble = |error: &dyn std::fmt::Display| {
        Diagnostic::new(
            super::place(store.path()),
            format!("cannot be counted: {error}"),
        )
    };
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, iri) in Prefixes::default().iter() {
        evaluator = evaluator
            .with_prefix(prefix, iri)
            .map_err(|error| trouble(&error))?;
    }
    let prepared = evaluator
        .parse_query(query)
        .map_err(|error| trouble(&error))?;
    let results = prepared
        .on_store(store.database())
        .execute()
        .map_err(|error| trouble(&error))?;
    let QueryResults::Solutions(solutions) = results else {
        return Ok(Vec::new());
    };
    let rows: Result<Vec<_>, _> = solutions.collect();
    rows.map_err(|error| trouble(&error))
}
