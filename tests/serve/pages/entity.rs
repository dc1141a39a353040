//! The page of an entity, its events, its company.

use super::{attribute, invented, page, texts};
use crate::serving::{Server, server};

const KAKAR: &str = "https://newsgraph.example/id/person/anwaar-ul-haq-kakar";

#[test]
fn it_tells_names_office_events_and_articles() {
    let server = server();
    let page = page(&server, "/data/person/anwaar-ul-haq-kakar.html");
    assert_eq!(texts(&page, "h1"), ["Anwaar-ul-Haq Kakar"]);
    assert!(texts(&page, ".offices li")[0].contains("Prime Minister"));
    assert!(texts(&page, ".timeline blockquote").len() > 5);
    assert!(!texts(&page, ".company tbody tr").is_empty());
    assert!(!texts(&page, "#articles-title + ul li").is_empty());
}

#[test]
fn what_is_planned_or_claimed_does_not_look_done() {
    let server = server();
    let page = page(&server, &format!("/timeline?of={KAKAR}"));
    let badges = texts(&page, ".timeline .badge");
    for kind in ["done", "intended", "“claimed"] {
        assert!(
            badges.iter().any(|badge| badge == kind),
            "{kind}: {badges:?}"
        );
    }
}

#[test]
fn events_are_listed_by_the_part_it_has() {
    let server = server();
    let all = page(&server, &format!("/timeline?of={KAKAR}"));
    let events = texts(&all, ".timeline > li").len();
    let one = page(
        &server,
        &format!("/timeline?of={KAKAR}&role=ng:agent&page=99"),
    );
    let shown = texts(&one, ".timeline > li").len();
    assert!(0 < shown && shown < events, "{shown} of {events}");
    assert!(texts(&one, ".chips [aria-current]")[0].starts_with("acting"));
}

#[test]
fn what_is_no_entity_is_told() {
    let server = server();
    for (path, status) in [
        ("/timeline", 400),
        ("/timeline?of=nobody", 400),
        (
            "/timeline?of=https://newsgraph.example/id/person/nobody",
            404,
        ),
        (
            "/pages/company.json?of=https://newsgraph.example/id/person/nobody",
            404,
        ),
        ("/data/person/nobody.html", 404),
    ] {
        assert_eq!(server.get_as(path, "text/html").status, status, "{path}");
    }
}

#[test]
fn the_company_is_a_graph_of_those_who_share_events() {
    let server = server();
    let answer = server.get(&format!("/pages/company.json?of={KAKAR}"), &[]);
    let graph: serde_json::Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!(graph["nodes"][0]["id"], KAKAR);
    let ids: Vec<&serde_json::Value> = graph["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| &node["id"])
        .collect();
    for link in graph["links"].as_array().unwrap() {
        assert!(
            ids.contains(&&link["from"]) && ids.contains(&&link["to"]),
            "{link}"
        );
        assert_ne!(link["from"], link["to"]);
    }
}

#[test]
fn a_hostile_article_stays_words() {
    let server = Server::start(invented(), &[]);
    let search = page(&server, "/search?q=berg");
    let path = attribute(&search, "a[href^='/id/person/']", "href");
    let path = path.replacen("/id/", "/data/", 1);
    let answer = server.get_as(&format!("{path}.html"), "text/html");
    assert_eq!(answer.status, 200, "{path}");
    assert!(!answer.text().contains("<script>alert"));
    assert!(!answer.text().contains("javascript:"));
}
