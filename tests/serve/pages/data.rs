//! Each page as data: the same things, in the same order, whether asked by `Accept` or by address.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};

use super::{attribute, page};
use crate::serving::{Server, samples, server};

const SCHEMA: &str = "https://schema.org/";
const RESULT_SET: &str = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

fn turtle(server: &Server, path: &str) -> Vec<Quad> {
    let answer = server.get_as(path, "text/turtle");
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "text/turtle; charset=utf-8");
    let varies = answer.headers.get_all("vary").iter();
    assert!(varies.into_iter().any(|name| name == "accept"), "{path}");
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(&answer.body);
    quads.collect::<Result<_, _>>().unwrap()
}

fn text(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
        Term::BlankNode(_) => panic!("a node without a name"),
    }
}

fn values<'q>(quads: &'q [Quad], property: &str) -> Vec<&'q str> {
    let found = quads
        .iter()
        .filter(|quad| quad.predicate.as_str() == property);
    found.map(|quad| text(&quad.object)).collect()
}

/// What a list of a page holds, in its order.
fn listed(quads: &[Quad], list: &str) -> Vec<String> {
    let of = |subject: &str, name: &str| {
        let property = format!("{SCHEMA}{name}");
        let found = quads.iter().find(|quad| {
            quad.predicate.as_str() == property
                && quad.subject.to_string() == format!("<{subject}>")
        });
        text(&found.unwrap().object).to_owned()
    };
    let elements = quads.iter().filter(|quad| {
        quad.predicate.as_str() == format!("{SCHEMA}itemListElement")
            && quad.subject.to_string().ends_with(&format!("#{list}>"))
    });
    let elements = elements.map(|quad| text(&quad.object));
    let mut placed: Vec<(usize, String)> = elements
        .map(|element| {
            (
                of(element, "position").parse().unwrap(),
                of(element, "item"),
            )
        })
        .collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, item)| item).collect()
}

#[test]
fn lists_are_told_in_their_order() {
    let server = server();
    for (path, list, rows) in [
        ("/", "newest", "section[aria-labelledby=newest] .headline"),
        ("/", "busiest", ".ranking a"),
        ("/", "latest", ".timeline a"),
        ("/articles?from=2025-01-01", "articles", ".rows .headline"),
        ("/search?q=kakar", "entities", "#entities ~ ul .headline"),
        (
            "/search?q=kakar&in=events",
            "events",
            "#events ~ ul .headline",
        ),
        ("/query", "library", "#library li a"),
    ] {
        let told = listed(&turtle(&server, path), list);
        let shown = page(&server, path);
        let rows = scraper::Selector::parse(rows).unwrap();
        let links = shown.select(&rows).filter_map(|link| link.attr("href"));
        let links: Vec<&str> = links.collect();
        assert!(!links.is_empty(), "{path} {list}");
        let told: Vec<&str> = told
            .iter()
            .map(|iri| iri.trim_start_matches("https://newsgraph.example"))
            .collect();
        assert_eq!(told, links, "{path} {list}");
    }
}

#[test]
fn what_is_listed_has_its_name_and_its_day() {
    let quads = turtle(&server(), "/articles?publisher=Meridian+Wire");
    assert!(values(&quads, &format!("{SCHEMA}headline")).len() > 1);
    assert!(values(&quads, &format!("{SCHEMA}datePublished")).contains(&"2025-09-02"));
    let named = values(&quads, "http://www.w3.org/2000/01/rdf-schema#label");
    assert_eq!(named, ["Meridian Wire"]);
}

#[test]
fn a_page_says_where_its_data_is() {
    let server = server();
    for path in [
        "/",
        "/articles?from=2025-01-01",
        "/search?q=kakar&in=passages&page=2",
        "/query",
        "/data/person/anwaar-ul-haq-kakar.html",
        "/timeline?of=https%3A%2F%2Fnewsgraph.example%2Fid%2Fperson%2Fanwaar-ul-haq-kakar",
    ] {
        let shown = page(&server, path);
        for (media, ty) in [
            ("text/turtle", "text/turtle; charset=utf-8"),
            ("application/ld+json", "application/ld+json"),
        ] {
            let link = format!("head link[rel=alternate][type='{media}']");
            let answer = server.get(&attribute(&shown, &link, "href"), &[]);
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, ty),
                "{path}"
            );
        }
    }
    assert_eq!(server.get("/articles?format=pdf", &[]).status, 400);
    assert_eq!(server.get_as("/articles", "image/png").status, 406);
}

#[test]
fn a_list_goes_on_where_it_says() {
    let server = server();
    let quads = turtle(&server, "/search?q=the&in=passages");
    let next = values(&quads, "http://www.w3.org/1999/xhtml/vocab#next");
    let next = next[0].trim_start_matches("https://newsgraph.example");
    let quads = turtle(&server, next);
    assert!(values(&quads, &format!("{SCHEMA}position")).contains(&"31"));
}

#[test]
fn an_answer_is_had_in_every_form_by_its_address() {
    let server = server();
    let path = "/query/visits?who=Kakar";
    let quads = turtle(&server, path);
    let solutions = values(&quads, &format!("{RESULT_SET}solution"));
    let csv = server.get_as(path, "text/csv");
    assert_eq!(csv.text().lines().count(), solutions.len() + 1);
    assert!(values(&quads, &format!("{RESULT_SET}value")).contains(&"Anwaar-ul-Haq Kakar"));
    let truth = turtle(&server, "/query?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D");
    assert_eq!(values(&truth, &format!("{RESULT_SET}boolean")), ["true"]);
    let graph = server.get_as("/query/neighbourhood?name=Kakar", "application/ld+json");
    assert_eq!(
        (graph.status, graph.header("content-type")),
        (200, "application/ld+json")
    );
}

#[test]
fn a_program_is_told_of_mistakes_in_a_line() {
    let server = server();
    for (path, words) in [
        ("/query/claims", "who"),
        ("/query?query=SELECT", "line 1, column "),
    ] {
        let answer = server.get_as(path, "text/csv");
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.header("content-type").starts_with("text/plain"));
        assert!(answer.text().contains(words), "{}", answer.text());
    }
    let few = Server::start(samples(), &["--max-rows", "50"]);
    let long = few.get_as("/query/visits", "text/turtle");
    assert_eq!(long.status, 422, "{}", long.text());
}
