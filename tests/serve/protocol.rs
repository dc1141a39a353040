//! The SPARQL and Graph Store protocols as `tests/protocol/` tells them: see the README there.

use std::fmt::Write as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::serving::{Server, agent, samples, server};
use ureq::http::{HeaderMap, Request};

/// Where the exchanges lie.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/protocol");

/// A request and what is expected of its answer.
#[derive(Default)]
struct Exchange {
    /// File and line.
    place: String,
    method: String,
    address: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    expected: Vec<String>,
}

/// Reads a file: tests with their exchanges.
fn read(file: &str) -> Vec<(String, Vec<Exchange>)> {
    let text = std::fs::read_to_string(Path::new(FOLDER).join(file)).unwrap();
    let mut tests: Vec<(String, Vec<Exchange>)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("== ") {
            tests.push((name.to_owned(), Vec::new()));
            continue;
        }
        let exchanges = &mut tests.last_mut().expect("a test begins with ==").1;
        let methods = ["GET ", "HEAD ", "PUT ", "POST ", "DELETE ", "PATCH "];
        if methods.iter().any(|method| line.starts_with(method)) {
            let (method, address) = line.split_once(' ').unwrap();
            exchanges.push(Exchange {
                place: format!("{file}:{}", number + 1),
                method: method.to_owned(),
                address: address.to_owned(),
                ..Exchange::default()
            });
            continue;
        }
        let exchange = exchanges
            .last_mut()
            .expect("a request begins with a method");
        exchange.read(line);
    }
    tests
}

impl Exchange {
    fn read(&mut self, line: &str) {
        if let Some(expected) = line.strip_prefix("-> ") {
            self.expected.push(expected.to_owned());
        } else if let Some(parameter) = line.strip_prefix("? ") {
            let sign = if self.address.contains('?') { '&' } else { '?' };
            let _ = write!(self.address, "{sign}{}", encoded(parameter));
        } else if let Some(parameter) = line.strip_prefix("& ") {
            if self.body.is_empty() {
                let form = "application/x-www-form-urlencoded".to_owned();
                self.headers.push(("Content-Type".to_owned(), form));
            } else {
                self.body.push(b'&');
            }
            self.body.extend(encoded(parameter).into_bytes());
        } else if let Some(text) = line.strip_prefix("|utf-16 ") {
            self.body = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        } else if let Some(text) = line.strip_prefix("| ").or((line == "|").then_some("")) {
            if !self.body.is_empty() {
                self.body.push(b'\n');
            }
            self.body.extend(text.as_bytes());
        } else {
            let (name, value) = line.split_once(": ").expect("a header");
            self.headers.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Sends the request and compares the answer; says what differs.
    fn differences(&self, server: &Server, last: &mut HeaderMap) -> Vec<String> {
        let known = |name: &str| {
            let value = last.get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let filled = |text: &str| {
            text.replace("$TOKEN", TOKEN)
                .replace("$LOCATION", &known("location"))
                .replace("$ETAG", &known("etag"))
        };
        let mut request = Request::builder()
            .method(self.method.as_str())
            .uri(server.url(&filled(&self.address)));
        for (name, value) in &self.headers {
            request = request.header(name, filled(value));
        }
        let request = request.body(self.body.as_slice()).unwrap();
        let mut answer = agent().run(request).unwrap();
        let body = match self.method.as_str() {
            "HEAD" => String::new(),
            _ => answer.body_mut().read_to_string().unwrap(),
        };
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let differences = self
            .expected
            .iter()
            .filter(|expected| !holds(expected, status, &headers, &body))
            .map(|expected| {
                let place = &self.place;
                format!("{place}: expected {expected}, found {status} {headers:?}\n{body}")
            })
            .collect();
        *last = headers;
        differences
    }
}

/// True where an expectation holds.
fn holds(expected: &str, status: u16, headers: &HeaderMap, body: &str) -> bool {
    let quoted = |text: &str| text.trim_matches('"').to_owned();
    if let Some(words) = expected.strip_prefix("not ") {
        return !body.contains(&quoted(words));
    }
    if expected.starts_with('"') {
        return body.contains(&quoted(expected));
    }
    match expected.split_once(": ") {
        None => {
            let status = status.to_string();
            status == expected || expected.strip_suffix("xx") == Some(&status[..1])
        }
        Some((name, values)) => headers.get_all(name.to_lowercase()).iter().any(|found| {
            let found = found.to_str().unwrap_or_default();
            values.split(" or ").any(|value| found.starts_with(value))
        }),
    }
}

/// `name = value` as a parameter of a form.
fn encoded(parameter: &str) -> String {
    let (name, value) = parameter.split_once(" = ").expect("name = value");
    let mut out = format!("{name}=");
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

const TOKEN: &str = "a-token-for-tests-only";

/// A server of a copy of `store.trig`.
fn with_store(folder: &Path, arguments: &[&str]) -> Server {
    let store = folder.join("store.trig");
    std::fs::copy(Path::new(FOLDER).join("store.trig"), &store).unwrap();
    Server::start(&store, arguments)
}

/// Has all exchanges of a file with a server and tells every difference.
fn check(file: &str, server: &Server) {
    let mut differences = Vec::new();
    for (name, exchanges) in read(file) {
        let mut last = HeaderMap::new();
        for exchange in exchanges {
            let found = exchange.differences(server, &mut last);
            differences.extend(found.iter().map(|found| format!("{name}\n  {found}")));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn queries_follow_the_protocol() {
    let folder = tempfile::tempdir().unwrap();
    check("query.txt", &with_store(folder.path(), &[]));
}

/// A server that takes changes from who has [`TOKEN`].
fn writable(folder: &Path) -> Server {
    let token = folder.join("token");
    std::fs::write(&token, format!("{TOKEN}\n")).unwrap();
    let token = token.to_str().unwrap();
    with_store(folder, &["--writable", "--token-file", token])
}

#[test]
fn updates_follow_the_protocol() {
    let folder = tempfile::tempdir().unwrap();
    check("update.txt", &writable(folder.path()));
}

#[test]
fn graphs_follow_the_protocol() {
    let folder = tempfile::tempdir().unwrap();
    check("graph-store.txt", &writable(folder.path()));
}

#[test]
fn nobody_writes_to_a_server_that_only_answers() {
    let folder = tempfile::tempdir().unwrap();
    let server = with_store(folder.path(), &[]);
    for (method, path) in [
        ("POST", "/update"),
        ("PUT", "/graph-store?graph=a:b"),
        ("DELETE", "/graph/person/1.ttl"),
        ("POST", "/articles"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(server.url(path))
            .header("Authorization", format!("Bearer {TOKEN}"))
            .body(&b""[..])
            .unwrap();
        let answer = agent().run(request).unwrap();
        assert_eq!(answer.status().as_u16(), 403, "{method} {path}");
    }
}

/// What was changed is in the file, so that the next server has it.
#[test]
fn changes_outlive_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let server = writable(folder.path());
    let answer = agent()
        .post(server.url("/update"))
        .header("Authorization", format!("Bearer {TOKEN}"))
        .content_type("application/sparql-update")
        .send("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 'kept' } }")
        .unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    drop(server);
    let server = Server::start(&folder.path().join("store.trig"), &[]);
    assert!(
        ask(&server, "ASK { <a:s> <a:p> 'kept' }")
            .1
            .contains("true")
    );
}

/// Status and text of a query, and how long it took.
fn ask(server: &Server, query: &str) -> (u16, String, Duration) {
    let start = Instant::now();
    let address = format!("/sparql?{}", encoded(&format!("query = {query}")));
    let answer = server.get(&address, &[]);
    (answer.status, answer.text().to_owned(), start.elapsed())
}

#[test]
fn an_endless_question_ends_at_its_limit_while_others_are_answered() {
    let server = Server::start(samples(), &["--timeout", "2", "--questions", "4"]);
    let endless = [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1",
        "SELECT (COUNT(*) AS ?n) { ?a (!ng:x|^ng:x)+ ?b . ?b (!ng:y|!ng:z)+ ?c }",
    ];
    for query in endless {
        thread::scope(|scope| {
            let slow = scope.spawn(|| ask(&server, query));
            thread::sleep(Duration::from_millis(300));
            let (status, text, _) = ask(&server, "ASK { ?s ?p ?o }");
            assert!(status == 200 && text.contains("true"), "{status} {text}");
            assert_eq!(server.get("/healthz", &[]).status, 200);
            let (status, text, took) = slow.join().unwrap();
            assert_eq!(status, 503, "{query}: {text}");
            assert!(took < Duration::from_secs(4), "{query}: {took:?}");
        });
    }
}

#[test]
fn answers_are_not_longer_than_they_may_be() {
    let server = Server::start(samples(), &["--max-rows", "10"]);
    for (query, expected) in [
        ("SELECT * { ?s ?p ?o } LIMIT 10", 200),
        ("SELECT * { ?s ?p ?o } LIMIT 11", 422),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 422),
    ] {
        let (status, text, _) = ask(&server, query);
        assert_eq!(status, expected, "{query}: {text}");
        assert!(status == 200 || text.contains("add LIMIT"), "{text}");
    }
}

#[test]
fn a_question_is_not_longer_than_it_may_be() {
    let server = server();
    for (length, expected) in [(1000, 200), (70_000, 413), (300_000, 413)] {
        let query = format!("ASK {{}} #{}", "x".repeat(length));
        let answer = agent()
            .post(server.url("/sparql"))
            .content_type("application/sparql-query")
            .send(&query)
            .unwrap();
        assert_eq!(answer.status().as_u16(), expected, "{length}");
    }
}

#[test]
fn a_question_that_takes_for_ever_to_plan_is_refused() {
    let server = server();
    let (status, text, _) = ask(&server, &format!("ASK {{ {} }}", "?s ?p ?o . ".repeat(129)));
    assert_eq!(status, 400, "{text}");
    assert!(text.contains("128 triples"), "{text}");
}

/// The parser and the evaluator call themselves for each part of a chain.
#[test]
fn a_long_chain_ends_no_process() {
    let server = Server::start(samples(), &["--timeout", "2", "--questions", "16"]);
    for (open, part, close) in [
        ("ASK { FILTER(1", "+1", ") }"),
        ("ASK { {} ", "UNION{}", " }"),
        ("ASK { ", "OPTIONAL{}", " }"),
        ("ASK { ?s ng:a", "/ng:a", " ?o }"),
        ("ASK { ?s ng:a", "|ng:a", " ?o }"),
        ("ASK { ", "?s ng:a ?o.", " }"),
        ("ASK { FILTER(!", "!", "1) }"),
        ("ASK { ", "MINUS{}", " }"),
    ] {
        let parts = (65_000 - 100) / part.len();
        let query = format!("{open}{}{close}", part.repeat(parts));
        // Whatever is answered, or not in time: the next question is answered.
        let _ = agent()
            .post(server.url("/sparql"))
            .content_type("application/sparql-query")
            .send(&query);
        let (status, text, _) = ask(&server, "ASK {}");
        assert_eq!(status, 200, "{part}: {text}");
    }
}

/// The answer to a POST with the token.
fn post(server: &Server, path: &str, media: &str, body: &str) -> (u16, String) {
    let mut answer = agent()
        .post(server.url(path))
        .header("Authorization", format!("Bearer {TOKEN}"))
        .content_type(media)
        .send(body)
        .unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), text)
}

const BRIDGE: &str = "KARVONIA, Oct 12 - The prime minister of Karvonia, Anna Lind, opened a bridge in Oslo on Thursday.";

#[test]
fn articles_are_read_while_the_store_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let server = writable(folder.path());
    let line = |id: &str, text: &str| {
        serde_json::json!({"id": id, "date": "2023-10-12", "text": text}).to_string()
    };
    let lines = format!(
        "{}\n{{\"no\": 1}}\n{}\n",
        line("a1", BRIDGE),
        line("a2", BRIDGE)
    );
    let (status, text) = post(&server, "/articles", "application/jsonl", &lines);
    assert_eq!(status, 207, "{text}");
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let articles = answer["articles"].as_array().unwrap();
    assert_eq!(articles.len(), 3);
    assert_eq!(articles[0]["id"], "a1");
    assert_eq!(articles[0]["change"], "added");
    assert_eq!(
        articles[0]["graph"],
        "https://newsgraph.example/graph/article/a1"
    );
    assert!(articles[0]["events"].as_u64().unwrap() > 0, "{text}");
    let error = articles[1]["error"].as_str().unwrap();
    assert!(error.starts_with("body:2: "), "{error}");

    assert_eq!(server.get("/text/a1", &[]).text(), BRIDGE);
    let known = "ASK { GRAPH graph:ontology { ng:Visit rdfs:label ?l } article:a2 a ng:Article }";
    assert!(ask(&server, known).1.contains("true"));

    let again = line("a1", BRIDGE);
    let (status, text) = post(&server, "/articles", "application/x-ndjson", &again);
    assert!(
        status == 200 && text.contains("\"unchanged\""),
        "{status} {text}"
    );
    let (status, text) = post(&server, "/articles", "text/plain; charset=utf-8", BRIDGE);
    assert!(
        status == 200 && text.contains("\"added\""),
        "{status} {text}"
    );
    assert_eq!(post(&server, "/articles", "application/jsonl", "{}").0, 422);
    assert_eq!(post(&server, "/articles", "application/pdf", BRIDGE).0, 415);

    drop(server);
    let server = Server::start(&folder.path().join("store.trig"), &[]);
    assert!(ask(&server, known).1.contains("true"), "saved");
}

/// Asks until the answer has the words, at most half a minute.
fn wait_for(server: &Server, query: &str, words: &str) {
    for _ in 0..60 {
        if ask(server, query).1.contains(words) {
            return;
        }
        thread::sleep(Duration::from_millis(500));
    }
    panic!("{query} is not answered {words}");
}

#[test]
fn a_newer_file_is_taken_up_and_a_damaged_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.nq");
    let write = |content: &str| std::fs::write(&store, content).unwrap();
    write("<a:s> <a:p> \"one\" <a:g> .\n");
    let server = Server::start(&store, &[]);
    let first = server.get("/sparql?query=ASK%20%7B%7D", &[]);
    wait_for(&server, "ASK { ?s ?p 'one' }", "true");
    write("<a:s> <a:p> \"two\" <a:g> .\n");
    wait_for(&server, "ASK { ?s ?p 'two' }", "true");
    let second = server.get("/sparql?query=ASK%20%7B%7D", &[]);
    assert_ne!(first.header("etag"), second.header("etag"));
    write("<a:s> <a:p> \"three");
    thread::sleep(Duration::from_secs(7));
    assert!(ask(&server, "ASK { ?s ?p 'two' }").1.contains("true"));
    write("<a:s> <a:p> \"four\" <a:g> .\n");
    wait_for(&server, "ASK { ?s ?p 'four' }", "true");
}
