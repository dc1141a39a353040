//! The pages as a browser gets them.

mod data;
mod entity;
mod query;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::serving::{Server, newsgraph, server};

/// A page, parsed.
fn page(server: &Server, path: &str) -> scraper::Html {
    let answer = server.get_as(path, "text/html");
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    scraper::Html::parse_document(answer.text())
}

/// The texts of what a selector finds, blanks normalised.
fn texts(page: &scraper::Html, selector: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(selector).unwrap();
    page.select(&selector)
        .map(|found| {
            let text: String = found.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// An attribute of the first thing that a selector finds.
fn attribute(page: &scraper::Html, selector: &str, name: &str) -> String {
    let selector = scraper::Selector::parse(selector).unwrap();
    let found = page.select(&selector).next();
    let value = found.and_then(|found| found.value().attr(name));
    value.unwrap_or_else(|| panic!("no {name}")).to_owned()
}

/// Articles made for these tests, in a store of their own.
fn invented() -> &'static PathBuf {
    static STORE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, store) = STORE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles.jsonl");
        fs::write(&articles, ARTICLES).unwrap();
        let store = folder.path().join("news.nq.zst");
        newsgraph(&[
            "build",
            articles.to_str().unwrap(),
            "--store",
            store.to_str().unwrap(),
        ]);
        (folder, store)
    });
    store
}

/// A hostile one, one without a title, one in which somebody denies what another tells.
const ARTICLES: &str = concat!(
    r#"{"id":"hostile","date":"2025-03-02","publisher":"\"Daily\" <b>Post</b>","#,
    r#""title":"<script>alert('title')</script> & \"quoted\" عنوان 🙂","#,
    r#""url":"javascript:alert(1)","#,
    r#""text":"President Anna <script>alert(1)</script> Berg visited Oslo on Monday 🙂.\n\n"#,
    r#"وصل الوزير إلى أوسلو. \"Quotes' & <img src=x onerror=alert(2)>\" were sold in Oslo."}"#,
    "\n",
    r#"{"id":"untitled","date":"2025-03-03","text":"Jonas Weil of the Harbour Company visited "#,
    r#"Bergen on 1 March 2025. The Harbour Company will open an office in Bergen next year."}"#,
    "\n",
    r#"{"id":"denial","date":"2025-03-04","title":"A denial","text":"Maria Lund denied that Jonas "#,
    r#"Weil had visited Bergen on 1 March 2025. Police arrested Jonas Weil in Oslo on Tuesday."}"#,
    "\n",
);

#[test]
fn words_of_articles_never_become_markup() {
    let server = Server::start(invented(), &[]);
    for path in [
        "/",
        "/articles",
        "/search?q=oslo",
        "/search?q=%3Cscript%3E%22%27",
        "/data/article/hostile.html",
    ] {
        let answer = server.get_as(path, "text/html");
        assert_eq!(answer.status, 200, "{path}");
        let html = answer.text();
        for forbidden in [
            "<script>",
            "<img",
            "<b>Post",
            "javascript:",
            "onerror=alert(2)>",
        ] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
    }
    let page = page(&server, "/data/article/hostile.html");
    assert_eq!(
        texts(&page, "h1"),
        ["<script>alert('title')</script> & \"quoted\" عنوان 🙂"]
    );
    let text = texts(&page, "article .passage > p").join("\n");
    assert!(
        text.contains("Anna <script>alert(1)</script> Berg visited Oslo on Monday 🙂."),
        "{text}"
    );
    assert!(text.contains("وصل الوزير إلى أوسلو."), "{text}");
}

#[test]
fn the_first_page_says_what_is_there() {
    let page = page(&server(), "/");
    assert_eq!(texts(&page, ".figures dd")[0], "21");
    assert_eq!(texts(&page, "section[aria-labelledby=newest] li").len(), 8);
    let newest = &texts(&page, "section[aria-labelledby=newest] li")[0];
    assert!(newest.starts_with("Canadian namesake"), "{newest}");
    assert!(texts(&page, ".ranking li")[0].starts_with("Anwaar-ul-Haq Kakar"));
    assert!(!texts(&page, ".chart li").is_empty());
}

#[test]
fn articles_are_chosen_by_publisher_and_day() {
    let server = server();
    let heading = |path: &str| texts(&page(&server, path), "#list")[0].clone();
    assert_eq!(heading("/articles"), "21 articles, newest first");
    assert_eq!(
        heading("/articles?from=2025-08-10&to=2025-08-11"),
        "2 articles, newest first"
    );
    let page = page(&server, "/articles?publisher=Meridian+Wire&page=99");
    assert!(
        texts(&page, ".rows .meta")
            .iter()
            .all(|row| row.contains("Meridian Wire"))
    );
    assert_eq!(
        server.get_as("/articles?from=soon", "text/html").status,
        400
    );
    assert_eq!(server.get_as("/articles?page=x", "text/html").status, 400);
}

#[test]
fn the_search_finds_names_events_and_words() {
    let server = server();
    let found = page(&server, "/search?q=URUMQI");
    assert_eq!(texts(&found, "#entities ~ ul .headline")[0], "Ürümqi");
    assert_eq!(texts(&found, "#entities ~ ul mark")[0], "Ürümqi");
    assert!(!texts(&found, "#events ~ ul .headline").is_empty());
    let passages = page(&server, "/search?q=earthquake+dozens&in=passages");
    assert!(texts(&passages, ".words mark").contains(&"earthquake".to_owned()));
    assert!(texts(&passages, "#entities").is_empty());
    let nothing = page(&server, "/search?q=xyzzy");
    assert!(texts(&nothing, ".lead")[0].starts_with("Nothing has"));
}

#[test]
fn a_text_is_shown_whole_with_its_facts_beside_it() {
    let server = Server::start(invented(), &[]);
    let page = page(&server, "/data/article/untitled.html");
    assert!(texts(&page, "h1")[0].starts_with("Jonas Weil of the Harbour Company"));
    let text = texts(&page, "article .passage > p").join(" ");
    let written = "Jonas Weil of the Harbour Company visited Bergen on 1 March 2025. The Harbour \
                   Company will open an office in Bergen next year.";
    assert_eq!(text, written);
    let told = texts(&page, "a.told.done");
    assert!(told.contains(&"visited".to_owned()), "{told:?}");
    let cards = texts(&page, ".fact.done .head");
    assert!(
        cards.contains(&"Jonas Weil visits Bergen: done".to_owned()),
        "{cards:?}"
    );
    let marks = scraper::Selector::parse("a.told").unwrap();
    for mark in page.select(&marks).filter_map(|mark| mark.attr("href")) {
        let card = scraper::Selector::parse(&format!("li[id='{}']", &mark[1..])).unwrap();
        assert!(
            mark.starts_with("/id/") || page.select(&card).count() == 1,
            "{mark}"
        );
    }
    assert!(texts(&page, "a.told.ahead").contains(&"open".to_owned()));
    assert!(texts(&page, "a.name").contains(&"Bergen".to_owned()));
}

#[test]
fn what_is_denied_or_claimed_never_looks_done() {
    let server = Server::start(invented(), &[]);
    let page = page(&server, "/data/article/denial.html");
    assert_eq!(texts(&page, "a.told.denied"), ["visited"]);
    let badges = texts(&page, ".fact.denied .badge");
    assert_eq!(badges, ["denied", "“claimed"]);
}

#[test]
fn without_the_text_there_are_facts_with_their_words_and_places() {
    let store = invented();
    let folder = tempfile::tempdir().unwrap();
    let alone = folder.path().join("news.nq.zst");
    fs::copy(store, &alone).unwrap();
    let page = page(&Server::start(&alone, &[]), "/data/article/untitled.html");
    assert!(texts(&page, "article .passage > p").is_empty());
    assert!(texts(&page, ".missing")[0].starts_with("The text was not kept"));
    let told = texts(&page, ".fact .trigger");
    assert!(
        told.contains(&"visited characters 0–65".to_owned()),
        "{told:?}"
    );
}

#[test]
fn an_event_shows_side_by_side_who_affirms_and_who_denies() {
    let server = Server::start(invented(), &[]);
    let article = page(&server, "/data/article/denial.html");
    let event = attribute(&article, ".fact.denied .ways a", "href");
    let path = event.replacen("/id/", "/data/", 1) + ".html";
    let page = page(&server, &path);
    assert_eq!(
        texts(&page, ".side h3"),
        ["Told as done or going on", "Denied"]
    );
    assert_eq!(
        texts(&page, "#reports"),
        ["Who affirms it, who denies it 2"]
    );
    assert_eq!(
        texts(&page, ".side.done .who"),
        ["the article itself says so"]
    );
    assert_eq!(texts(&page, ".side.denied .who"), ["“Maria Lund"]);
    let quote = "Maria Lund denied that Jonas Weil had visited Bergen on 1 March 2025.";
    assert_eq!(texts(&page, ".side.denied blockquote"), [quote]);
    assert_eq!(texts(&page, ".side.denied blockquote b"), ["visited"]);
    assert_eq!(texts(&page, ".side.denied .where"), ["A denial"]);
    assert!(texts(&page, "#related ~ dl dt").contains(&"It is what is said in".to_owned()));
}

#[test]
fn what_is_not_there_has_a_page_that_says_so() {
    let server = server();
    for path in ["/data/article/none.html", "/data/event/none.html"] {
        let answer = server.get_as(path, "text/html");
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("<h1>There is no such page</h1>"));
    }
}
