//! SPARQL updates of a store whose default graph is the union of its named graphs.
//!
//! Reads: a parsed update. Writes: changes to named graphs. Never: loads from an address, asks
//! another server, or lets the default graph hold what no named graph says.
//!
//! What an update says of the default graph holds of the union afterwards: a triple that is inserted
//! goes into one named graph, that of triples made by hand; a triple that is deleted goes out of
//! every graph that has it. The default graph cannot be cleared or replaced: that would be to clear
//! all graphs, which `CLEAR ALL` says.

use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::sparql::{CancellationToken, QueryResults, QuerySolution, SparqlEvaluator, Variable};
use rustc_hash::FxHashMap;
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};
use spargebra::term::{
    self, GraphNamePattern, GroundQuadPattern, GroundTerm, GroundTermPattern, NamedNodePattern,
    QuadPattern, TermPattern,
};
use spargebra::{GraphUpdateOperation as Operation, Query, Update};

use super::{Failure, dataset, traits};
use crate::error::Diagnostic;
use crate::store::{Changes, Store};

/// Why an update was not made. Nothing of it was.
#[derive(Debug)]
pub enum Refusal {
    /// What the update asks for is not done here; says why.
    Asked(String),
    /// The store or the evaluation failed, or the token was cancelled.
    Failed(Diagnostic),
    /// The evaluation failed.
    Evaluation(Failure),
}

impl From<Diagnostic> for Refusal {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Failed(diagnostic)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Evaluation(failure)
    }
}

/// Makes all operations of an update, or none. `using` takes the place of the dataset of their
/// `WHERE`; `by_hand` takes what is inserted into the default graph. Returns how many triples were
/// put into named graphs and taken out.
///
/// # Errors
/// What is not done here, or what fails.
pub fn update(
    update: &Update,
    using: Option<&QueryDataset>,
    by_hand: &NamedNode,
    store: &Store,
    token: &CancellationToken,
) -> Result<usize, Refusal> {
    for operation in &update.operations {
        check(operation, using.is_some()).map_err(Refusal::Asked)?;
    }
    store.change(|changes| {
        for operation in &update.operations {
            run(operation, using, by_hand, changes, token)?;
        }
        if token.is_cancelled() {
            return Err(Failure::Evaluation("cancelled".to_owned()).into());
        }
        Ok(changes.count())
    })
}

/// Refuses what is not done here.
fn check(operation: &Operation, has_dataset: bool) -> Result<(), String> {
    match operation {
        Operation::Load { .. } => Err(
            "LOAD: this server fetches nothing; send the triples to /graph-store, or with INSERT DATA"
                .to_owned(),
        ),
        Operation::Clear {
            graph: GraphTarget::DefaultGraph,
            ..
        }
        | Operation::Drop {
            graph: GraphTarget::DefaultGraph,
            ..
        } => Err(
            "the default graph is the union of the named graphs and cannot be cleared or replaced; \
             name a graph, or say CLEAR ALL"
                .to_owned(),
        ),
        Operation::DeleteInsert { using, pattern, .. } => {
            if has_dataset && using.is_some() {
                return Err(
                    "the graphs are named in the request and by USING or WITH; do one of both"
                        .to_owned(),
                );
            }
            if traits::asks_others(pattern) {
                return Err("SERVICE: this server asks no other server".to_owned());
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn run(
    operation: &Operation,
    using: Option<&QueryDataset>,
    by_hand: &NamedNode,
    changes: &mut Changes<'_>,
    token: &CancellationToken,
) -> Result<(), Refusal> {
    match operation {
        Operation::InsertData { data } => {
            let mut blanks = Blanks::default();
            for quad in data {
                insert(changes, &given(quad, &mut blanks), by_hand)?;
            }
        }
        Operation::DeleteData { data } => {
            for quad in data {
                delete(changes, &ground(quad))?;
            }
        }
        Operation::DeleteInsert {
            delete: out,
            insert: into,
            using: own,
            pattern,
        } => {
            let dataset = using.or(own.as_ref()).cloned();
            let (out, into) = solve(out, into, pattern, dataset, changes, token)?;
            for quad in &out {
                delete(changes, quad)?;
            }
            for quad in &into {
                insert(changes, quad, by_hand)?;
            }
        }
        Operation::Clear { graph, .. } | Operation::Drop { graph, .. } => match graph {
            // A graph that is not there is as good as an empty one.
            GraphTarget::NamedNode(graph) => {
                changes.clear(graph.as_ref())?;
            }
            GraphTarget::NamedGraphs | GraphTarget::AllGraphs => changes.clear_all()?,
            GraphTarget::DefaultGraph => {}
        },
        Operation::Create { graph, silent } => {
            if !silent && !changes.graph(graph.as_ref())?.is_empty() {
                return Err(Refusal::Asked(format!("{graph} is there already")));
            }
        }
        Operation::Load { .. } => {}
    }
    Ok(())
}

fn insert(changes: &mut Changes<'_>, quad: &Quad, by_hand: &NamedNode) -> Result<(), Diagnostic> {
    let graph = match &quad.graph_name {
        GraphName::NamedNode(graph) => graph,
        _ => by_hand,
    };
    changes.insert(graph.as_ref(), Triple::from(quad.clone()).as_ref())
}

fn delete(changes: &mut Changes<'_>, quad: &Quad) -> Result<(), Diagnostic> {
    let triple = Triple::from(quad.clone());
    match &quad.graph_name {
        GraphName::NamedNode(graph) => changes.remove(graph.as_ref(), triple.as_ref()),
        _ => changes.remove_everywhere(triple.as_ref()),
    }
}

/// A quad of INSERT DATA, with blank nodes of its own.
fn given(quad: &term::Quad, blanks: &mut Blanks) -> Quad {
    let subject = match &quad.subject {
        NamedOrBlankNode::BlankNode(node) => NamedOrBlankNode::from(own(node, blanks)),
        named @ NamedOrBlankNode::NamedNode(_) => named.clone(),
    };
    let object = match &quad.object {
        Term::BlankNode(node) => own(node, blanks).into(),
        other => other.clone(),
    };
    Quad::new(
        subject,
        quad.predicate.clone(),
        object,
        in_graph(&quad.graph_name),
    )
}

/// A quad of DELETE DATA.
fn ground(quad: &term::GroundQuad) -> Quad {
    let object = match &quad.object {
        GroundTerm::NamedNode(node) => Term::from(node.clone()),
        GroundTerm::Literal(literal) => literal.clone().into(),
    };
    let subject = quad.subject.clone();
    Quad::new(
        subject,
        quad.predicate.clone(),
        object,
        in_graph(&quad.graph_name),
    )
}

fn in_graph(name: &term::GraphName) -> GraphName {
    match name {
        term::GraphName::NamedNode(node) => node.clone().into(),
        term::GraphName::DefaultGraph => GraphName::DefaultGraph,
    }
}

/// The blank node that stands for one of the text.
fn own(node: &BlankNode, blanks: &mut Blanks) -> BlankNode {
    blanks.entry(node.clone()).or_default().clone()
}

/// The quads that go out and those that come in, for all solutions of a `WHERE`.
fn solve(
    out: &[GroundQuadPattern],
    into: &[QuadPattern],
    pattern: &GraphPattern,
    dataset: Option<QueryDataset>,
    changes: &Changes<'_>,
    token: &CancellationToken,
) -> Result<(Vec<Quad>, Vec<Quad>), Refusal> {
    let failed = |error: &dyn std::fmt::Display| Failure::Evaluation(error.to_string());
    let copied = dataset
        .clone()
        .filter(|dataset| dataset.default.len() > 1)
        .map(|dataset| dataset::copy(dataset, &|graph| changes.graph(graph), token))
        .transpose()?;
    let query = Query::Select {
        dataset: dataset.filter(|_| copied.is_none()),
        pattern: GraphPattern::Project {
            inner: Box::new(pattern.clone()),
            variables: variables(out, into),
        },
        base_iri: None,
    };
    let prepared = SparqlEvaluator::new()
        .with_cancellation_token(token.clone())
        .for_query(query);
    let results = match &copied {
        None => prepared.on_transaction(changes.transaction()).execute(),
        Some(copy) => prepared.on_store(copy).execute(),
    };
    let QueryResults::Solutions(solutions) = results.map_err(|error| failed(&error))? else {
        return Err(failed(&"no solutions").into());
    };
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for solution in solutions {
        let solution: QuerySolution = solution.map_err(|error| failed(&error))?;
        let value = |variable: &Variable| solution.get(variable).cloned();
        gone.extend(out.iter().filter_map(|quad| deleted(quad, &value)));
        // Each solution has blank nodes of its own.
        let mut blanks = Blanks::default();
        let new = into.iter();
        come.extend(new.filter_map(|quad| inserted(quad, &value, &mut blanks)));
    }
    Ok((gone, come))
}

/// The variables of templates, each once.
fn variables(out: &[GroundQuadPattern], into: &[QuadPattern]) -> Vec<Variable> {
    let mut variables = Vec::new();
    let mut note = |variable: &Variable| {
        if !variables.contains(variable) {
            variables.push(variable.clone());
        }
    };
    for quad in out {
        for term in [&quad.subject, &quad.object] {
            if let GroundTermPattern::Variable(variable) = term {
                note(variable);
            }
        }
    }
    for quad in into {
        for term in [&quad.subject, &quad.object] {
            if let TermPattern::Variable(variable) = term {
                note(variable);
            }
        }
    }
    let names = out.iter().map(|quad| (&quad.predicate, &quad.graph_name));
    for (predicate, graph) in names.chain(into.iter().map(|q| (&q.predicate, &q.graph_name))) {
        if let NamedNodePattern::Variable(variable) = predicate {
            note(variable);
        }
        if let GraphNamePattern::Variable(variable) = graph {
            note(variable);
        }
    }
    variables
}

type Values<'v> = &'v dyn Fn(&Variable) -> Option<Term>;
/// Blank nodes of the store by those of the text.
type Blanks = FxHashMap<BlankNode, BlankNode>;

/// A template with values; `None` where that makes no quad, which the specification passes over.
fn deleted(quad: &GroundQuadPattern, value: Values<'_>) -> Option<Quad> {
    let term = |pattern: &GroundTermPattern| match pattern {
        GroundTermPattern::NamedNode(node) => Some(node.clone().into()),
        GroundTermPattern::Literal(literal) => Some(literal.clone().into()),
        GroundTermPattern::Variable(variable) => value(variable),
    };
    Some(Quad::new(
        subject(term(&quad.subject)?)?,
        predicate(&quad.predicate, value)?,
        term(&quad.object)?,
        graph_name(&quad.graph_name, value)?,
    ))
}

fn inserted(quad: &QuadPattern, value: Values<'_>, blanks: &mut Blanks) -> Option<Quad> {
    let mut term = |pattern: &TermPattern| match pattern {
        TermPattern::NamedNode(node) => Some(node.clone().into()),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        TermPattern::Variable(variable) => value(variable),
        TermPattern::BlankNode(node) => Some(own(node, blanks).into()),
    };
    Some(Quad::new(
        subject(term(&quad.subject)?)?,
        predicate(&quad.predicate, value)?,
        term(&quad.object)?,
        graph_name(&quad.graph_name, value)?,
    ))
}

fn subject(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        Term::Literal(_) => None,
    }
}

fn predicate(pattern: &NamedNodePattern, value: Values<'_>) -> Option<NamedNode> {
    match pattern {
        NamedNodePattern::NamedNode(node) => Some(node.clone()),
        NamedNodePattern::Variable(variable) => named(value(variable)?),
    }
}

fn graph_name(pattern: &GraphNamePattern, value: Values<'_>) -> Option<GraphName> {
    match pattern {
        GraphNamePattern::DefaultGraph => Some(GraphName::DefaultGraph),
        GraphNamePattern::NamedNode(node) => Some(node.clone().into()),
        GraphNamePattern::Variable(variable) => named(value(variable)?).map(GraphName::from),
    }
}

fn named(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::model::GraphNameRef;

    use super::super::parse_update;
    use super::*;
    use crate::store::syntax::Prefixes;

    const DATA: &str = "INSERT DATA { \
        GRAPH <a:1> { <a:s> <a:p> 1, 2 } GRAPH <a:2> { <a:s> <a:p> 2, 3 } }";

    fn store(updates: &[&str]) -> Result<Store, Refusal> {
        let store = Store::in_memory().unwrap();
        let by_hand = NamedNode::new("a:by-hand").unwrap();
        for text in updates {
            let parsed = parse_update("u", text, &Prefixes::default()).unwrap();
            let token = CancellationToken::new();
            update(&parsed, None, &by_hand, &store, &token)?;
        }
        Ok(store)
    }

    /// The quads of the named graphs; the default graph must be their union.
    fn quads(updates: &[&str]) -> BTreeSet<String> {
        let store = store(updates).unwrap();
        let (mut named, mut union) = (BTreeSet::new(), BTreeSet::new());
        for quad in store.quads().unwrap() {
            if quad.graph_name.is_default_graph() {
                continue;
            }
            union.insert(Triple::from(quad.clone()).to_string());
            let object = match &quad.object {
                Term::Literal(literal) => literal.value().to_owned(),
                other => other.to_string(),
            };
            named.insert(format!("{} {object}", quad.graph_name));
        }
        let default = store.graph(GraphNameRef::DefaultGraph).unwrap();
        let default: BTreeSet<String> = default
            .into_iter()
            .map(|quad| Triple::from(quad).to_string())
            .collect();
        assert_eq!(default, union, "{updates:?}");
        for name in store.graph_names().unwrap() {
            assert!(store.contains(name.as_ref()).unwrap(), "{name} is empty");
        }
        named
    }

    fn set(quads: &[&str]) -> BTreeSet<String> {
        quads.iter().map(|&quad| quad.to_owned()).collect()
    }

    #[test]
    fn the_default_graph_is_the_union_after_every_operation() {
        for (update, expected) in [
            (
                "CREATE GRAPH <a:3>",
                &["<a:1> 1", "<a:1> 2", "<a:2> 2", "<a:2> 3"][..],
            ),
            (
                "DELETE DATA { GRAPH <a:1> { <a:s> <a:p> 2 } }",
                &["<a:1> 1", "<a:2> 2", "<a:2> 3"],
            ),
            ("DELETE DATA { <a:s> <a:p> 2 }", &["<a:1> 1", "<a:2> 3"]),
            ("DELETE WHERE { <a:s> ?p ?o }", &[]),
            (
                "DELETE WHERE { GRAPH <a:2> { ?s ?p ?o } }",
                &["<a:1> 1", "<a:1> 2"],
            ),
            ("CLEAR GRAPH <a:1>", &["<a:2> 2", "<a:2> 3"]),
            (
                "CLEAR GRAPH <a:9>",
                &["<a:1> 1", "<a:1> 2", "<a:2> 2", "<a:2> 3"],
            ),
            ("DROP NAMED", &[]),
            ("CLEAR ALL", &[]),
            ("MOVE <a:1> TO <a:2>", &["<a:2> 1", "<a:2> 2"]),
            (
                "COPY <a:1> TO <a:3>; CLEAR GRAPH <a:1>",
                &["<a:2> 2", "<a:2> 3", "<a:3> 1", "<a:3> 2"],
            ),
            (
                "ADD <a:1> TO <a:2>; DROP GRAPH <a:1>",
                &["<a:2> 1", "<a:2> 2", "<a:2> 3"],
            ),
            (
                "CLEAR ALL; INSERT DATA { <a:s> <a:p> 7 }",
                &["<a:by-hand> 7"],
            ),
            (
                "WITH <a:1> DELETE { ?s ?p ?o } INSERT { ?s ?p ?n } WHERE { ?s ?p ?o BIND(?o + 10 AS ?n) }",
                &["<a:1> 11", "<a:1> 12", "<a:2> 2", "<a:2> 3"],
            ),
            (
                "INSERT { GRAPH ?o { ?s ?p ?o } } WHERE { ?s ?p ?o }",
                &["<a:1> 1", "<a:1> 2", "<a:2> 2", "<a:2> 3"],
            ),
        ] {
            assert_eq!(quads(&[DATA, update]), set(expected), "{update}");
        }
    }

    #[test]
    fn each_solution_has_its_own_blank_nodes() {
        let text = "INSERT { GRAPH <a:3> { ?s <a:q> _:b . _:b <a:r> ?o } } WHERE { ?s <a:p> ?o }";
        let store = store(&[DATA, text]).unwrap();
        let graph = NamedNode::new("a:3").unwrap();
        assert_eq!(store.graph(graph.as_ref().into()).unwrap().len(), 6);
    }

    #[test]
    fn what_is_refused_changes_nothing() {
        for text in [
            "LOAD <http://127.0.0.1:1/x>",
            "LOAD SILENT <http://127.0.0.1:1/x> INTO GRAPH <a:1>",
            "CLEAR DEFAULT",
            "DROP SILENT DEFAULT",
            "COPY <a:1> TO DEFAULT",
            "CLEAR ALL; INSERT { GRAPH <a:1> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "CLEAR ALL; CREATE GRAPH <a:4>; INSERT DATA { GRAPH <a:4> { <a:s> <a:p> 1 } }; CREATE GRAPH <a:4>",
        ] {
            let outcome = store(&[text]);
            assert!(matches!(outcome, Err(Refusal::Asked(_))), "{text}");
        }
    }
}
