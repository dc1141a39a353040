//! From facts to RDF: expected Turtle in `tests/graph/*.ttl`, and what must hold for every graph.
//!
//! `NEWSGRAPH_BLESS=1 cargo test --test graph` rewrites the expected files; read the difference.
//! `python3 tests/graph/validate.py tests/graph/*.ttl` checks them with other people's RDF software.

#[path = "graph/fixtures.rs"]
mod fixtures;
#[path = "graph/labels.rs"]
mod labels;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use iri_string::types::IriStr;
use newsgraph::discourse::{EntityKind, Modality, Polarity, Source};
use newsgraph::facts::Filler;
use newsgraph::graph::{Ontology, Settings, quads};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use fixtures::Draft;

const NG: &str = "https://w3id.org/newsgraph/ns#";

fn ontology() -> Ontology {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/newsgraph.ttl");
    Ontology::read(&fs::read_to_string(path).unwrap()).unwrap()
}

fn graph(draft: &Draft) -> Vec<Quad> {
    quads(
        &draft.article,
        &draft.facts,
        &ontology(),
        &Settings::default(),
    )
    .unwrap()
}

fn turtle(quads: &[Quad]) -> String {
    let base = "https://newsgraph.example/id/";
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    let prefixes = [
        ("ng", NG.to_owned()),
        (
            "rdf",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#".to_owned(),
        ),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#".to_owned()),
        ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/".to_owned()),
        (
            "gaf",
            "http://groundedannotationframework.org/gaf#".to_owned(),
        ),
        (
            "nif",
            "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#".to_owned(),
        ),
        ("prov", "http://www.w3.org/ns/prov#".to_owned()),
        ("dct", "http://purl.org/dc/terms/".to_owned()),
        ("org", "http://www.w3.org/ns/org#".to_owned()),
        ("owl", "http://www.w3.org/2002/07/owl#".to_owned()),
        ("schema", "https://schema.org/".to_owned()),
        ("skos", "http://www.w3.org/2004/02/skos/core#".to_owned()),
        ("xsd", "http://www.w3.org/2001/XMLSchema#".to_owned()),
        ("event", format!("{base}event/")),
        ("person", format!("{base}person/")),
        ("place", format!("{base}place/")),
        ("body", format!("{base}org/")),
        ("thing", format!("{base}thing/")),
        ("topic", format!("{base}topic/")),
        ("day", format!("{base}day/")),
        ("article", format!("{base}article/")),
    ];
    for (prefix, iri) in prefixes {
        serializer = serializer.with_prefix(prefix, iri).unwrap();
    }
    let mut writer = serializer.for_writer(Vec::new());
    for quad in quads {
        writer.serialize_triple(quad.as_ref()).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

fn compare(name: &str, draft: &Draft) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/graph/{name}.ttl"));
    let actual = turtle(&graph(draft));
    if std::env::var_os("NEWSGRAPH_BLESS").is_some() {
        fs::write(&path, &actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    for (number, (expected, actual)) in expected.lines().zip(actual.lines()).enumerate() {
        assert_eq!(actual, expected, "{name}.ttl:{}", number + 1);
    }
    assert_eq!(actual, expected, "{name}.ttl has another length");
}

#[test]
fn visit() {
    compare("visit", &fixtures::visit());
}

#[test]
fn denial() {
    compare("denial", &fixtures::denial());
}

#[test]
fn post() {
    compare("post", &fixtures::post());
}

/// Objects of all triples with a property of the vocabulary.
fn objects(quads: &[Quad], property: &str) -> Vec<String> {
    let property = format!("{NG}{property}");
    quads
        .iter()
        .filter(|quad| quad.predicate.as_str() == property)
        .map(|quad| quad.object.to_string())
        .collect()
}

#[test]
fn every_iri_is_valid_no_node_is_blank_and_quads_are_sorted_and_single() {
    for draft in [fixtures::visit(), fixtures::denial(), fixtures::post()] {
        let quads = graph(&draft);
        let lines: Vec<String> = quads.iter().map(Quad::to_string).collect();
        assert!(lines.is_sorted_by(|a, b| a < b));
        for quad in &quads {
            assert!(
                matches!(quad.subject, NamedOrBlankNode::NamedNode(_)),
                "{quad}"
            );
            let nodes = match (&quad.subject, &quad.object) {
                (NamedOrBlankNode::NamedNode(s), Term::NamedNode(o)) => vec![s, o],
                (NamedOrBlankNode::NamedNode(s), Term::Literal(_)) => vec![s],
                _ => panic!("blank node in {quad}"),
            };
            for node in nodes {
                assert!(IriStr::new(node.as_str()).is_ok(), "{node}");
            }
        }
    }
}

#[test]
fn only_what_is_asserted_gets_a_direct_triple() {
    let visited = |modality, polarity, by_speaker, inferred| {
        let mut draft = fixtures::visit();
        let source = if by_speaker {
            Source::Entity(0)
        } else {
            Source::Narrator
        };
        draft.present(0, modality, polarity, source);
        draft.facts.events[0].roles[1].inferred = inferred;
        !objects(&graph(&draft), "visited").is_empty()
    };
    let (yes, no) = (Polarity::Positive, Polarity::Negative);
    assert!(visited(Modality::Actual, yes, false, false));
    assert!(visited(Modality::Ongoing, yes, false, false));
    assert!(!visited(Modality::Actual, no, false, false), "denied");
    assert!(
        !visited(Modality::Actual, yes, true, false),
        "on a speaker's word"
    );
    assert!(
        !visited(Modality::Actual, yes, false, true),
        "inferred place"
    );
    for modality in [
        Modality::Attempted,
        Modality::Planned,
        Modality::Promised,
        Modality::Intended,
        Modality::Proposed,
        Modality::Requested,
        Modality::Expected,
        Modality::Possible,
        Modality::Hypothetical,
    ] {
        assert!(!visited(modality, yes, false, false), "{modality:?}");
    }
}

#[test]
fn on_doubtful_words_and_unlikely_roles_rests_no_direct_triple() {
    let mut draft = fixtures::visit();
    draft.facts.events[0].roles[1].confidence = 59;
    draft.facts.relations[1].reports[0].reference = 68;
    let words = draft.facts.entities[1].mentions[0];
    draft.facts.entities[1].doubtful = vec![words];
    let quads = graph(&draft);
    assert!(objects(&quads, "visited").is_empty());
    assert!(objects(&quads, "locatedIn").is_empty());
    assert_eq!(objects(&quads, "doubtfulRole"), [format!("<{NG}place>")]);
    assert_eq!(objects(&quads, "doubtfulMention").len(), 1);
    draft.facts.events[0].roles[1].confidence = 60;
    assert!(!objects(&graph(&draft), "visited").is_empty());
}

#[test]
fn a_relation_on_a_speakers_word_has_a_report_but_no_direct_triple() {
    let mut draft = fixtures::visit();
    draft.facts.relations[1].reports[0].source = Source::Entity(0);
    let quads = graph(&draft);
    assert!(objects(&quads, "locatedIn").is_empty());
    assert!(
        quads
            .iter()
            .any(|quad| quad.object.to_string() == format!("<{NG}locatedIn>"))
    );
}

#[test]
fn a_relation_that_is_over_has_a_report_that_ends_and_no_direct_triple() {
    let mut draft = fixtures::visit();
    draft.facts.relations[1].over = true;
    draft.facts.relations[1].reports[0].modality = Modality::Actual;
    let quads = graph(&draft);
    assert!(objects(&quads, "locatedIn").is_empty());
    let ends = |quad: &&Quad| quad.predicate.as_str().ends_with("hasLatestEndTimeStamp");
    let report = |quad: &Quad| quad.subject.to_string().contains("fact-located-in");
    assert!(quads.iter().filter(ends).any(report));
}

#[test]
fn a_symmetric_direct_property_is_written_both_ways() {
    assert_eq!(objects(&graph(&fixtures::denial()), "metWith").len(), 2);
}

#[test]
fn a_direct_triple_respects_domain_and_range() {
    let mut draft = fixtures::visit();
    draft.facts.entities[1].entity.kind = EntityKind::Company;
    assert!(
        objects(&graph(&draft), "visited").is_empty(),
        "a company is no place"
    );
}

#[test]
fn two_articles_on_one_event_share_its_node_and_label() {
    let first = fixtures::visit();
    let mut second = fixtures::visit();
    second.article.id = "other".to_owned();
    let nodes = |draft: &Draft, class: &str| -> BTreeMap<String, String> {
        let quads = graph(draft);
        let class = format!("<{NG}{class}>");
        let of_class = quads.iter().filter(|quad| quad.object.to_string() == class);
        let subjects: Vec<_> = of_class.map(|quad| quad.subject.clone()).collect();
        quads
            .iter()
            .filter(|quad| subjects.contains(&quad.subject))
            .filter(|quad| quad.predicate.as_str().ends_with("#label"))
            .map(|quad| (quad.subject.to_string(), quad.object.to_string()))
            .collect()
    };
    assert_eq!(nodes(&first, "Visit"), nodes(&second, "Visit"));
    assert_ne!(
        nodes(&first, "Announcement"),
        nodes(&second, "Announcement"),
        "merely said"
    );
}

#[test]
fn two_equal_events_of_one_article_stay_two() {
    let mut draft = fixtures::visit();
    let mut again = draft.facts.events[0].clone();
    again.triggers = vec![draft.range("Friday")];
    draft.facts.events.push(again);
    let quads = graph(&draft);
    let visits = quads
        .iter()
        .filter(|quad| quad.object.to_string() == format!("<{NG}Visit>"));
    assert_eq!(visits.count(), 2);
}

#[test]
fn an_unknown_class_is_named_with_its_rule() {
    let mut draft = fixtures::visit();
    draft.facts.events[0].class = "Vist".to_owned();
    let error = quads(
        &draft.article,
        &draft.facts,
        &ontology(),
        &Settings::default(),
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "data/frames/Visit.toml:9: event class \"Vist\" is not in the ontology; \
         declare it in ontology/newsgraph.ttl"
    );
}

#[test]
fn an_unknown_role_is_named() {
    let mut draft = fixtures::visit();
    draft.facts.events[0].roles[0].name = "visitor".to_owned();
    draft.facts.events[0].roles[0].filler = Filler::Text("x".to_owned());
    let error = quads(
        &draft.article,
        &draft.facts,
        &ontology(),
        &Settings::default(),
    )
    .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("role \"visitor\" is not in the ontology"),
        "{error}"
    );
}

#[test]
fn the_time_of_generation_is_written_only_when_it_is_given() {
    let draft = fixtures::post();
    let generated = |settings: &Settings| {
        quads(&draft.article, &draft.facts, &ontology(), settings)
            .unwrap()
            .iter()
            .any(|quad| quad.predicate.as_str().ends_with("#generatedAtTime"))
    };
    let settings = Settings::default();
    assert!(!generated(&settings));
    assert!(generated(&settings.generated("2029-05-05T00:00:00Z")));
}
