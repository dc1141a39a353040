//! Queries from files: parameters reach every part of a query, answers come out in every format.

use newsgraph::query::{Format, Query, write};
use newsgraph::store::syntax::{Prefixes, Syntax};
use newsgraph::store::{Access, Store};

/// Two people, three visits, in two articles.
const NEWS: &str = r#"
GRAPH_1 {
  <https://newsgraph.example/id/person/ada> <https://w3id.org/newsgraph/ns#visited> <https://newsgraph.example/id/place/rome>, <https://newsgraph.example/id/place/oslo> .
  <https://newsgraph.example/id/person/ada> <http://www.w3.org/2000/01/rdf-schema#label> "Ada"@en .
}
GRAPH_2 {
  <https://newsgraph.example/id/person/bo> <https://w3id.org/newsgraph/ns#visited> <https://newsgraph.example/id/place/rome> .
  <https://newsgraph.example/id/person/bo> <http://www.w3.org/2000/01/rdf-schema#label> "Bo, \"the elder\""@en .
}
"#;

fn news() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.trig");
    let text = NEWS
        .replace("GRAPH_1", "<https://newsgraph.example/graph/article/1>")
        .replace("GRAPH_2", "<https://newsgraph.example/graph/article/2>");
    std::fs::write(&path, text).unwrap();
    Store::open(&path, Access::Read).unwrap()
}

fn ask(text: &str, values: &[(&str, &str)], format: Option<Format>) -> Result<String, String> {
    let prefixes = Prefixes::default();
    let values: Vec<_> = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let query = Query::parse("q.rq", text, &prefixes).map_err(|error| error.to_string())?;
    let results = query
        .run(&news(), &values, &prefixes)
        .map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    write(results, format, &prefixes, &mut out)
        .map_err(|failure| failure.about("q.rq").to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

const VISITS: &str = "# title: Visits\n\
    # param: ?who iri \"the traveller\" [optional]\n\
    SELECT ?who ?where { ?who ng:visited ?where } ORDER BY ?who ?where";

#[test]
fn a_parameter_narrows_and_stays_a_column() {
    assert_eq!(
        ask(VISITS, &[("who", "person:bo")], None).unwrap(),
        "who        where\n---------  ----------\nperson:bo  place:rome\n"
    );
    assert_eq!(
        ask(VISITS, &[], Some(Format::Csv)).unwrap().lines().count(),
        4
    );
}

#[test]
fn a_parameter_holds_in_groups_subqueries_and_filters() {
    let counted = "# param: ?who iri \"w\"\n\
        SELECT ?who ?n { { SELECT ?who (COUNT(?p) AS ?n) { ?who ng:visited ?p } GROUP BY ?who } }";
    assert_eq!(
        ask(counted, &[("who", "person:ada")], Some(Format::Csv)).unwrap(),
        "who,n\r\nhttps://newsgraph.example/id/person/ada,2\r\n"
    );
    let nested = "# param: ?name string \"n\" [optional]\n\
        SELECT ?l { { ?x rdfs:label ?l FILTER(!BOUND(?name) || CONTAINS(?l, ?name)) } UNION { } FILTER(BOUND(?l)) }";
    assert_eq!(
        ask(nested, &[("name", "Ad")], Some(Format::Csv)).unwrap(),
        "l\r\nAda\r\n"
    );
    assert_eq!(
        ask(nested, &[], Some(Format::Csv)).unwrap().lines().count(),
        3
    );
}

#[test]
fn a_value_is_a_value_whatever_it_looks_like() {
    let text =
        "# param: ?name string \"n\"\nSELECT ?x { ?x rdfs:label ?l FILTER(STR(?l) = ?name) }";
    let hostile = [("name", "\") } INSERT DATA { <a:b> <a:c> <a:d> } #")];
    assert_eq!(ask(text, &hostile, Some(Format::Csv)).unwrap(), "x\r\n");
    let quoted = [("name", "Bo, \"the elder\"")];
    assert_eq!(
        ask(text, &quoted, Some(Format::Csv)).unwrap(),
        "x\r\nhttps://newsgraph.example/id/person/bo\r\n"
    );
}

#[test]
fn every_kind_of_answer_has_its_formats() {
    let ask_rome = "ASK { ?x ng:visited place:rome }";
    assert_eq!(ask(ask_rome, &[], None).unwrap(), "yes\n");
    assert!(
        ask(ask_rome, &[], Some(Format::Json))
            .unwrap()
            .contains("\"boolean\":true")
    );
    let construct =
        "CONSTRUCT { ?p ng:visitedBy ?x } WHERE { ?x ng:visited ?p FILTER(?p = place:oslo) }";
    assert_eq!(
        ask(construct, &[], None).unwrap(),
        "@prefix ng: <https://w3id.org/newsgraph/ns#> .\n\
         @prefix person: <https://newsgraph.example/id/person/> .\n\
         @prefix place: <https://newsgraph.example/id/place/> .\n\n\
         place:oslo\n    ng:visitedBy person:ada .\n"
    );
    assert!(
        ask(VISITS, &[], Some(Format::Xml))
            .unwrap()
            .contains("<binding name=\"who\">")
    );
    assert!(
        ask(VISITS, &[], Some(Format::Tsv))
            .unwrap()
            .starts_with("?who\t?where\n")
    );
    assert_eq!(
        ask(VISITS, &[], Some(Format::Rdf(Syntax::Turtle))).unwrap_err(),
        "q.rq: the answer to this query can be written as table, csv, tsv, json, xml"
    );
    assert!(
        ask(construct, &[], Some(Format::Csv))
            .unwrap_err()
            .contains("turtle")
    );
}

#[test]
fn a_triple_told_twice_counts_once() {
    let count = "SELECT (COUNT(*) AS ?n) { ?x ng:visited ?y }";
    assert_eq!(ask(count, &[], Some(Format::Csv)).unwrap(), "n\r\n3\r\n");
}

#[test]
fn mistakes_are_named() {
    let told = |text: &str, values: &[(&str, &str)]| ask(text, values, None).unwrap_err();
    assert!(told(VISITS, &[("when", "now")]).contains("takes no parameter \"when\""));
    let unused = "# title: t\n# param: ?place iri \"p\"\nSELECT * { ?x ?y ?placed }";
    assert_eq!(
        told(unused, &[]),
        "q.rq:2: parameter ?place does not occur in the query"
    );
    let text = "# param: ?p string \"p\"\nSELECT * { ?p ng:visited ?y }";
    assert!(told(text, &[("p", "x")]).contains("only an IRI"));
    let bound = "# param: ?p string \"p\"\nSELECT * { BIND(1 AS ?p) }";
    assert!(told(bound, &[("p", "x")]).contains("another value by AS"));
}
