//! The query page: questions of one's own and of the library, in all their forms.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{attribute, page, texts};
use crate::serving::{Server, samples, server};

/// The page of a query of one's own.
fn of(query: &str, more: &str) -> String {
    format!(
        "/query?query={}{more}",
        utf8_percent_encode(query, NON_ALPHANUMERIC)
    )
}

const ALL: &str = "SELECT * { ?s ?p ?o }";

#[test]
fn an_answer_is_a_table_with_links_to_what_it_names() {
    let server = server();
    let page = page(&server, &of("SELECT ?x { ?x a ng:Person } LIMIT 3", ""));
    assert_eq!(texts(&page, "#answer .count"), ["3 rows"]);
    assert_eq!(texts(&page, "#answer tbody tr").len(), 3);
    let link = attribute(&page, "#answer tbody a", "href");
    assert!(link.starts_with("/id/person/"), "{link}");
    assert!(texts(&page, "#query")[0].starts_with("SELECT ?x"));
}

#[test]
fn a_long_answer_comes_in_parts_up_to_the_limit() {
    let server = Server::start(samples(), &["--max-rows", "250"]);
    let first = page(&server, &of(ALL, ""));
    assert_eq!(
        texts(&first, "#answer .count"),
        ["Rows 1 to 200, more follow"]
    );
    let next = attribute(&first, "[rel=next]", "href");
    let second = page(&server, next.trim_end_matches("#answer"));
    assert_eq!(texts(&second, "#answer tbody tr").len(), 50);
    assert_eq!(texts(&second, "[rel=next]").len(), 0);
    assert!(texts(&second, "#answer .note")[0].contains("after the first 250"));
}

#[test]
fn a_mistake_is_told_where_it_is_and_the_query_kept() {
    let server = server();
    let query = "SELECT * WHERE {\n  ?x ng:agent <script>alert(1)</script> }";
    let answer = server.get_as(&of(query, ""), "text/html");
    assert_eq!(answer.status, 400);
    assert!(
        !answer.text().contains("<script>alert"),
        "{}",
        answer.text()
    );
    let page = scraper::Html::parse_document(answer.text());
    assert!(texts(&page, ".refusal strong")[0].starts_with("Line 2, column "));
    assert_eq!(attribute(&page, ".refusal", "data-line"), "2");
    assert!(texts(&page, "#query")[0].contains("<script>alert(1)</script>"));
}

#[test]
fn what_sparql_refuses_is_refused_here_too() {
    let server = server();
    let query = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }";
    let answer = server.get_as(&of(query, ""), "text/html");
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("asks no other server"));
}

#[test]
fn all_questions_of_the_library_are_listed_and_have_a_page() {
    let server = server();
    let list = page(&server, "/query");
    let links: Vec<String> = list
        .select(&scraper::Selector::parse(".library a").unwrap())
        .filter_map(|link| link.attr("href").map(str::to_owned))
        .collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries");
    let files = std::fs::read_dir(folder).unwrap();
    let queries = files.filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".rq")
    });
    assert_eq!(links.len(), queries.count());
    for link in links {
        page(&server, &link);
    }
    assert_eq!(server.get("/query/nothing", &[]).status, 404);
}

#[test]
fn a_question_is_asked_by_its_form() {
    let server = server();
    let empty = page(&server, "/query/claims");
    assert_eq!(attribute(&empty, "#p-who", "required"), "");
    assert_eq!(texts(&empty, "#answer tbody tr").len(), 0);
    let asked = page(&server, "/query/claims?who=Kakar&about=");
    assert_eq!(attribute(&asked, "#p-who", "value"), "Kakar");
    assert!(!texts(&asked, "#answer tbody tr").is_empty());
    let family = page(&server, "/query/dyads?family=ng:Coercion");
    let chosen = attribute(&family, "#p-family option[selected]", "value");
    assert_eq!(chosen, "ng:Coercion");
}

#[test]
fn a_wrong_value_is_told_at_its_field() {
    let server = server();
    let answer = server.get_as("/query/dyads?least=two", "text/html");
    assert_eq!(answer.status, 400);
    let page = scraper::Html::parse_document(answer.text());
    assert_eq!(texts(&page, "#w-least"), ["\"two\" is not a whole number"]);
    let described = attribute(&page, "#p-least", "aria-describedby");
    assert!(described.ends_with("w-least"), "{described}");
}

#[test]
fn an_answer_is_drawn_and_handed_over_as_a_file() {
    let server = server();
    let rows = "SELECT ?name ?lat ?long ?n { VALUES (?name ?lat ?long ?n) { (\"Lima\" -12 -77 3) (\"Oslo\" 60 11 -1) } }";
    let bars = page(&server, &of(rows, "&show.as=bars&show.numbers=n"));
    assert_eq!(texts(&bars, ".bars tbody tr"), ["Lima3", "Oslo-1"]);
    let map = page(&server, &of(rows, "&show.as=map"));
    assert_eq!(texts(&map, ".map title").len(), 2);
    let csv = server.get(&of(rows, "&show.file=csv"), &[]);
    assert_eq!(
        csv.text(),
        "name,lat,long,n\r\nLima,-12,-77,3\r\nOslo,60,11,-1\r\n"
    );
    assert_eq!(csv.headers["content-disposition"], "attachment");
    let triples = of(
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "&show.file=csv",
    );
    assert_eq!(server.get(&triples, &[]).status, 406);
}

#[test]
fn the_editor_knows_the_vocabulary() {
    let server = server();
    let terms = server.get("/query/terms.json", &[]);
    let terms: serde_json::Value = serde_json::from_str(terms.text()).unwrap();
    let visit = terms["terms"].as_array().unwrap().iter();
    let visit = visit
        .clone()
        .find(|term| term["name"] == "ng:Visit")
        .unwrap();
    assert_eq!(
        (&visit["kind"], &visit["label"]),
        (&"class".into(), &"visit".into())
    );
    assert_eq!(terms["prefixes"]["ng"], "https://w3id.org/newsgraph/ns#");
}

#[test]
fn names_are_offered_as_one_writes_them() {
    let server = server();
    let names = server.get("/pages/names.json?q=kak", &[]);
    let names: serde_json::Value = serde_json::from_str(names.text()).unwrap();
    assert_eq!(names[0]["iri"], "person:anwaar-ul-haq-kakar");
    assert_eq!(names[0]["kind"], "person");
    assert_eq!(server.get("/pages/names.json?q=+", &[]).text(), "[]");
}
