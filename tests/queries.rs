//! The query library: every query explains itself and gives the expected table on two invented
//! articles (`tests/queries/news.trig`).
//!
//! The table of a query is `tests/queries/NAME.txt`: a line with its parameters, then the answer.
//! `NEWSGRAPH_BLESS=1 cargo test --test queries` writes the answers anew; read the diff.

use std::fs;
use std::path::Path;

use newsgraph::graph::Settings;
use newsgraph::pipeline::ontology;
use newsgraph::query::{by_name, names, write};
use newsgraph::resources::Resources;
use newsgraph::store::Store;
use newsgraph::store::syntax::Prefixes;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, Quad, Term};

const FOLDER: &str = "tests/queries";

/// The two articles with the vocabulary, closed as the graph layer closes them.
fn news() -> Store {
    let ontology = ontology(&Resources::embedded()).unwrap();
    let text = fs::read_to_string(format!("{FOLDER}/news.trig")).unwrap();
    let mut quads: Vec<Quad> = RdfParser::from_format(RdfFormat::TriG)
        .for_slice(text.as_bytes())
        .map(Result::unwrap)
        .collect();
    for quad in quads.clone() {
        if quad.predicate.as_ref() == rdf::TYPE {
            let Term::NamedNode(class) = &quad.object else {
                continue;
            };
            for above in ontology.superclasses(class.as_ref()) {
                quads.push(Quad {
                    object: above.into(),
                    ..quad.clone()
                });
            }
        } else {
            for predicate in ontology.superproperties(quad.predicate.as_ref()) {
                if predicate.as_str().contains("/sem/has") {
                    quads.push(Quad {
                        predicate,
                        ..quad.clone()
                    });
                }
            }
        }
    }
    let store = Store::in_memory().unwrap();
    let vocabulary = Settings::default().ontology_graph();
    store
        .put_article(vocabulary.as_ref(), &ontology.quads(&vocabulary))
        .unwrap();
    for id in ["a1", "a2"] {
        let graph = Settings::default().article_graph(id);
        let of_graph = |quad: &&Quad| quad.graph_name == GraphName::from(graph.clone());
        let article: Vec<Quad> = quads.iter().filter(of_graph).cloned().collect();
        assert!(!article.is_empty());
        store.put_article(graph.as_ref(), &article).unwrap();
    }
    store
}

/// Answers of a query file's first line of parameters, `name=value` separated by `; `.
fn answer(store: &Store, name: &str, parameters: &str) -> String {
    let prefixes = Prefixes::default();
    let query = by_name(&Resources::embedded(), name, &prefixes).unwrap();
    let values: Vec<_> = parameters
        .split("; ")
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let results = query.run(store, &values, &prefixes).unwrap();
    let mut out = Vec::new();
    write(results, None, &prefixes, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_query_gives_the_expected_table() {
    let store = news();
    let bless = std::env::var_os("NEWSGRAPH_BLESS").is_some();
    let mut wrong = Vec::new();
    for name in names(&Resources::embedded()) {
        let path = format!("{FOLDER}/{name}.txt");
        assert!(Path::new(&path).is_file(), "{path} is missing");
        let expected = fs::read_to_string(&path).unwrap();
        let parameters = expected.lines().next().unwrap_or_default();
        let found = format!("{parameters}\n{}", answer(&store, &name, parameters));
        if bless {
            fs::write(&path, &found).unwrap();
        } else if found != expected {
            wrong.push(format!(
                "{path}\n--- expected\n{expected}--- found\n{found}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_query_explains_itself() {
    let prefixes = Prefixes::default();
    let names = names(&Resources::embedded());
    assert!(names.len() >= 32);
    for name in names {
        let query = by_name(&Resources::embedded(), &name, &prefixes).unwrap();
        assert!(!query.header.title.is_empty(), "{name}: no title");
        assert!(query.header.about.len() > 20, "{name}: about says little");
        for parameter in &query.header.parameters {
            let missing = parameter.example.is_none();
            assert!(!missing, "{name}: ?{} has no example", parameter.name);
        }
    }
}

#[test]
fn the_readme_of_the_queries_lists_them_all() {
    let readme = fs::read_to_string("queries/README.md").unwrap();
    let listed: Vec<&str> = readme
        .lines()
        .skip_while(|line| !line.starts_with("| query "))
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(listed, names(&Resources::embedded()));
}

#[test]
fn a_parameter_narrows_the_answer() {
    let store = news();
    let rows = |name: &str, parameters: &str| answer(&store, name, parameters).lines().count() - 2;
    for (name, parameters, all, some) in [
        ("visits", "who=dahl", 5, 2),
        ("plans", "status=Promised", 3, 0),
        ("articles", "since=2024-03-05", 2, 1),
        ("positions", "on=2024-01-01", 1, 0),
        ("events-between", "from=2024-03-01; to=2024-03-05", 9, 3),
        ("network", "least=2", 6, 0),
        ("visits", "who=person:tom-ek", 5, 1),
        ("surest", "least=90", 28, 25),
        ("surest", "who=vik", 28, 1),
    ] {
        assert_eq!(rows(name, ""), all, "{name}");
        assert_eq!(rows(name, parameters), some, "{name} {parameters}");
    }
}

#[test]
fn an_ungrounded_event_does_not_pass_the_audit() {
    let store = news();
    let iri = |name: &str| NamedNode::new(format!("https://newsgraph.example/id/{name}")).unwrap();
    let class = NamedNode::new("https://w3id.org/newsgraph/ns#Event").unwrap();
    let quad = Quad::new(
        iri("event/loose"),
        rdf::TYPE,
        class,
        GraphName::DefaultGraph,
    );
    store.put_article(iri("graph").as_ref(), &[quad]).unwrap();
    assert!(answer(&store, "audit", "").contains("event without evidence  event:loose"));
}
