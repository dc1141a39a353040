//! The server as its clients see it: linked data, documents, dumps.

use std::fs;

use crate::serving::{ARTICLES, Server, newsgraph, samples, server};

/// What a usual browser accepts.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

#[test]
fn it_is_well_and_says_what_it_does() {
    let server = server();
    assert_eq!(server.get("/healthz", &[]).text(), "ok\n");
    let metrics = server.get("/metrics", &[]);
    assert_eq!(metrics.status, 200);
    let count = "newsgraph_requests_total{route=\"/healthz\",status=\"200\"} 1";
    assert!(metrics.text().contains(count));
}

#[test]
fn what_is_not_there_is_told_in_the_form_that_was_asked_for() {
    let server = server();
    let told = server.get("/nothing", &[]);
    assert_eq!(told.status, 404);
    assert_eq!(told.header("content-type"), "text/plain; charset=utf-8");
    assert!(told.text().contains("nothing of that name"));
    let page = server.get_as("/nothing", BROWSER);
    assert_eq!(page.status, 404);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(
        page.text().contains("<h1>There is no such page</h1>"),
        "{page:?}"
    );
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self'")
    );
}

#[test]
fn a_thing_leads_to_the_document_that_the_client_reads() {
    let server = server();
    for (accept, ending) in [
        ("*/*", "ttl"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples, text/turtle;q=0.9", "nt"),
        ("application/rdf+xml", "rdf"),
        (
            "text/turtle;q=0.1, application/ld+json;q=0.2, image/png",
            "jsonld",
        ),
        ("text/turtle;q=0, */*", "jsonld"),
        (BROWSER, "html"),
    ] {
        let led = server.get_as("/id/person/maeve-corrigan", accept);
        assert_eq!(led.status, 303, "{accept}");
        let document = format!("/data/person/maeve-corrigan.{ending}");
        assert_eq!(led.header("location"), document, "{accept}");
        assert_eq!(led.header("vary"), "accept");
    }
    let refused = server.get_as("/id/person/maeve-corrigan", "image/png");
    assert_eq!(refused.status, 406);
    assert!(refused.text().contains("text/turtle, application/ld+json"));
}

#[test]
fn names_in_any_script_and_spelling_lead_to_one_document() {
    let server = server();
    for path in [
        "/id/place/%C3%BCr%C3%BCmqi",
        "/id/place/%c3%bcr%c3%bcmqi",
        "/id/place/u%CC%88ru%CC%88mqi",
        "/id/%70lace/%C3%BCr%C3%BCmqi",
    ] {
        let led = server.get(path, &[]);
        assert_eq!(led.status, 303, "{path}");
        assert_eq!(led.header("location"), "/data/place/%C3%BCr%C3%BCmqi.ttl");
    }
    for path in [
        "/id/place/nowhere-at-all",
        "/id/place/%FF",
        "/data/place/nowhere-at-all.ttl",
    ] {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
}

#[test]
fn a_document_says_what_it_is() {
    let server = server();
    for (ending, kind) in [
        ("ttl", "text/turtle; charset=utf-8"),
        ("jsonld", "application/ld+json"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
    ] {
        let path = format!("/data/person/maeve-corrigan.{ending}");
        let document = server.get(&path, &[]);
        assert_eq!(document.status, 200, "{path}");
        assert_eq!(document.header("content-type"), kind);
        assert_eq!(document.header("content-location"), path);
        let link = document.header("link");
        assert!(
            link.contains("</id/person/maeve-corrigan>; rel=\"describes\""),
            "{link}"
        );
        let other = "</data/person/maeve-corrigan.nt>; rel=\"alternate\"";
        assert!(link.contains(other), "{link}");
        assert!(document.text().contains("Maeve Corrigan"));
        assert_eq!(server.head(&path).status, 200);
    }
    let negotiated = server.get_as("/data/person/maeve-corrigan", "application/n-triples");
    assert_eq!(
        negotiated.header("content-location"),
        "/data/person/maeve-corrigan.nt"
    );
    assert_eq!(negotiated.header("vary"), "accept");
    assert_eq!(
        server
            .get("/data/person/maeve-corrigan.ttl?page=0", &[])
            .status,
        400
    );
    assert_eq!(
        server
            .get("/data/person/maeve-corrigan.ttl?page=99", &[])
            .status,
        404
    );
}

#[test]
fn a_document_that_the_client_has_is_not_sent_again() {
    let server = server();
    let path = "/data/person/maeve-corrigan.ttl";
    let tag = server.get(path, &[]).header("etag").to_owned();
    let again = server.get(path, &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), tag);
    let other = server.get("/data/person/maeve-corrigan.nt", &[("if-none-match", &tag)]);
    assert_eq!(other.status, 200);
}

#[test]
fn an_article_is_described_with_its_reports_and_their_words() {
    let server = server();
    let article = server.get("/data/article/corrigan-prize.ttl", &[]);
    let text = article.text();
    for part in [
        "article:corrigan-prize\n    a schema:NewsArticle, ng:Article ;",
        "ng:modality ng:Actual",
        "ng:evidence <https://newsgraph.example/text/corrigan-prize#char=",
        "nif:beginIndex",
        "rdfs:label \"Maeve Corrigan\"@en",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn an_articles_graph_and_text_answer_themselves() {
    let server = server();
    let graph = server.get_as("/graph/article/corrigan-prize", "application/n-quads");
    assert_eq!(graph.status, 200);
    let name = "<https://newsgraph.example/graph/article/corrigan-prize> .";
    assert!(graph.text().lines().all(|line| line.ends_with(name)));
    assert_eq!(graph.header("vary"), "accept");
    assert_eq!(server.get("/graph/article/nothing", &[]).status, 404);

    let text = server.get("/text/corrigan-prize", &[]);
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    let whole = format!(
        "/text/corrigan-prize#char=0,{}>",
        text.text().chars().count()
    );
    assert!(
        graph.text().contains(&whole),
        "offsets count this text's code points"
    );
    assert_eq!(server.get("/text/nothing", &[]).status, 404);
}

#[test]
fn what_was_withdrawn_is_gone_until_it_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("news.nq.zst");
    fs::copy(samples(), &store).unwrap();
    newsgraph(&[
        "remove",
        "corrigan-prize",
        "--store",
        store.to_str().unwrap(),
    ]);
    {
        let server = Server::start(&store, &[]);
        for path in [
            "/id/article/corrigan-prize",
            "/data/article/corrigan-prize.ttl",
            "/graph/article/corrigan-prize",
            "/text/corrigan-prize",
        ] {
            let gone = server.get(path, &[]);
            assert_eq!(gone.status, 410, "{path}");
            assert!(gone.text().contains("withdrawn"));
        }
        assert_eq!(server.get("/id/person/anselm-okoro", &[]).status, 404);
    }
    newsgraph(&["build", ARTICLES, "--store", store.to_str().unwrap()]);
    let server = Server::start(&store, &[]);
    assert_eq!(server.get("/id/article/corrigan-prize", &[]).status, 303);
}

#[test]
fn a_merged_name_leads_to_the_one_that_took_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("news.nq");
    let base = "https://newsgraph.example/";
    let merged = "http://purl.org/dc/terms/isReplacedBy";
    let quads = format!(
        "<{base}id/place/wulumuqi> <{merged}> <{base}id/place/ürümqi> <{base}graph/consolidated> .\n"
    );
    fs::write(&store, quads).unwrap();
    let server = Server::start(&store, &[]);
    let moved = server.get("/id/place/wulumuqi", &[]);
    assert_eq!(
        (moved.status, moved.header("location")),
        (301, "/id/place/%C3%BCr%C3%BCmqi")
    );
    let document = server.get("/data/place/wulumuqi.nt", &[]);
    assert_eq!(document.status, 301);
    assert_eq!(
        document.header("location"),
        "/data/place/%C3%BCr%C3%BCmqi.nt"
    );
}

#[test]
fn a_browser_is_shown_a_page_of_the_same_thing() {
    let server = server();
    let page = server.get("/data/person/maeve-corrigan.html", &[]);
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(
        page.header("link")
            .contains("</data/person/maeve-corrigan.ttl>; rel=\"alternate\"")
    );
    assert!(page.text().contains("<h1 dir=\"auto\">Maeve Corrigan</h1>"));
}

#[test]
fn scripts_of_other_sites_may_ask() {
    let server = server();
    let request = ureq::http::Request::builder()
        .method("OPTIONS")
        .uri(server.url("/sparql"))
        .body(())
        .unwrap();
    let answer = crate::serving::agent().run(request).unwrap();
    assert_eq!(answer.status().as_u16(), 204);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("access-control-allow-origin"), "*");
    assert!(header("access-control-allow-methods").contains("POST"));
    assert!(header("access-control-allow-headers").contains("Accept, Content-Type"));
    let exposed = server.get("/void.ttl", &[]);
    let exposed = exposed.header("access-control-expose-headers");
    assert!(exposed.contains("Link, ETag, Content-Location"));
}
