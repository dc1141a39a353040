//! The graph as a whole: its dumps, their description, the vocabulary.

use std::io::Read;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};

use crate::serving::{Server, agent, samples, server};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

fn parsed(bytes: &[u8], format: RdfFormat) -> Vec<Quad> {
    let quads = RdfParser::from_format(format).for_slice(bytes);
    quads.collect::<Result<_, _>>().unwrap()
}

/// The values of a property, whatever they are said of.
fn values(quads: &[Quad], property: &str) -> Vec<String> {
    let found = quads
        .iter()
        .filter(|quad| quad.predicate.as_str() == property);
    found
        .map(|quad| match &quad.object {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            other @ Term::BlankNode(_) => other.to_string(),
        })
        .collect()
}

#[test]
fn the_description_leads_to_dumps_that_are_as_it_says() {
    let server = server();
    let led = server.get("/.well-known/void", &[]);
    assert_eq!((led.status, led.header("location")), (302, "/void.ttl"));
    let described = server.get("/void.ttl", &[]);
    assert_eq!(
        described.header("content-type"),
        "text/turtle; charset=utf-8"
    );
    let void = parsed(&described.body, RdfFormat::Turtle);
    assert!(values(&void, "http://www.w3.org/ns/dcat#servesDataset").len() == 1);
    let licences = values(&void, "http://purl.org/dc/terms/license");
    assert!(licences.is_empty(), "nobody named one: {licences:?}");

    let files = values(&void, "http://www.w3.org/ns/dcat#downloadURL");
    assert_eq!(files.len(), 7, "{files:?}");
    for file in &files {
        let about = format!("<{file}#distribution");
        let path = file.strip_prefix(&server.url("")).expect("found here");
        let dump = server.get(path, &[]);
        assert_eq!(dump.status, 200, "{path}");
        let tag = dump.header("etag").trim_matches('"').to_owned();
        let (length, sum) = (dump.body.len().to_string(), tag);
        let said = |value: &str| {
            let mut quads = void.iter();
            quads.any(|quad| {
                quad.subject.to_string().starts_with(&about)
                    && matches!(&quad.object, Term::Literal(found) if found.value() == value)
            })
        };
        assert!(said(&length) && said(&sum), "{path}: {length} {sum}");
    }
    let triples = values(&void, "http://rdfs.org/ns/void#triples");
    let union = server.get("/dumps/newsgraph-latest.ttl", &[]);
    let count = parsed(&union.body, RdfFormat::Turtle).len().to_string();
    assert!(triples.contains(&count), "{count}");
}

#[test]
fn a_dump_holds_all_graphs_however_it_is_packed() {
    let server = server();
    let plain = server.get("/dumps/newsgraph-latest.nq", &[]);
    let quads = parsed(&plain.body, RdfFormat::NQuads);
    assert!(quads.iter().all(|quad| !quad.graph_name.is_default_graph()));
    let packed = server.get(
        "/dumps/newsgraph-latest.nq.gz",
        &[("accept-encoding", "identity")],
    );
    assert_eq!(packed.header("content-type"), "application/gzip");
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&packed.body[..])
        .read_to_end(&mut text)
        .unwrap();
    assert!(text == plain.body);
    let packed = server.get("/dumps/newsgraph-latest.nq.zst", &[]);
    assert_eq!(packed.header("content-type"), "application/zstd");
    let mut text = Vec::new();
    ruzstd::decoding::StreamingDecoder::new(&packed.body[..])
        .unwrap()
        .read_to_end(&mut text)
        .unwrap();
    assert!(text == plain.body);
    let vocabulary = server.get("/dumps/newsgraph-vocabulary-latest.ttl", &[]);
    assert_eq!(vocabulary.body, server.get("/ns", &[]).body);
    let sums = server.get("/dumps/SHA256SUMS", &[]);
    let line = format!(
        "{}  newsgraph-latest.nq\n",
        plain.header("etag").trim_matches('"')
    );
    assert!(sums.text().contains(&line));
    assert_eq!(
        server.get("/dumps/newsgraph-2020-01-01.nq", &[]).status,
        404
    );
    assert_eq!(server.get("/dumps/..%2Fnews.nq.zst", &[]).status, 404);
}

#[test]
fn a_download_goes_on_where_it_broke_off() {
    let server = server();
    let path = "/dumps/newsgraph-latest.nq.gz";
    let whole = server.get(path, &[]);
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let length = whole.body.len();
    let tag = whole.header("etag");
    assert!(tag.starts_with('"'), "{tag}");
    let rest = server.get(path, &[("range", "bytes=1000-"), ("if-range", tag)]);
    assert_eq!(rest.status, 206);
    let said = format!("bytes 1000-{}/{length}", length - 1);
    assert_eq!(rest.header("content-range"), said);
    assert!(rest.body == whole.body[1000..]);
    let another = server.get(path, &[("range", "bytes=1000-"), ("if-range", "\"x\"")]);
    assert_eq!((another.status, another.body.len()), (200, length));
    let beyond = server.get(path, &[("range", "bytes=999999999-")]);
    assert_eq!(beyond.status, 416);
    assert_eq!(beyond.header("content-range"), format!("bytes */{length}"));
    assert_eq!(server.get(path, &[("if-none-match", tag)]).status, 304);
    let head = server.head(path);
    assert_eq!(head.header("content-length"), length.to_string());
}

#[test]
fn people_see_pages_of_the_same() {
    let server = server();
    for path in ["/.well-known/void", "/void"] {
        let led = server.get_as(path, BROWSER);
        assert_eq!(led.header("location"), "/dumps/", "{path}");
        assert_eq!(led.header("vary"), "accept");
    }
    let list = server.get_as("/dumps/", BROWSER);
    assert!(
        list.text()
            .contains("<a href=\"/dumps/newsgraph-latest.nq.gz\">")
    );
    let terms = server.get_as("/ns", BROWSER);
    assert!(terms.text().contains("<li id=\"Visit\">"));
    let triples = server.get_as("/ns", "application/n-triples");
    assert!(
        triples
            .text()
            .contains("<https://w3id.org/newsgraph/ns#Visit>")
    );
    assert_eq!(server.get_as("/ns", "image/png").status, 406);
}

#[test]
fn a_licence_is_told_where_there_is_one() {
    let licence = "https://creativecommons.org/publicdomain/zero/1.0/";
    let server = Server::start(samples(), &["--licence", licence]);
    let void = server.get("/void.ttl", &[]);
    assert!(void.text().contains(&format!("dct:license <{licence}>")));
}

/// Asks that much and reads nothing of it; others are answered.
#[test]
fn who_reads_nothing_takes_no_memory_from_others() {
    use std::io::Write;
    use std::net::TcpStream;

    let server = Server::start(samples(), &["--max-memory", "16", "--questions", "8"]);
    let query = "query=SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%20100000";
    let mut greedy = Vec::new();
    for _ in 0..30 {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        let head = format!("GET /sparql?{query} HTTP/1.1\r\nHost: a\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        greedy.push(stream);
    }
    for _ in 0..200 {
        let answer = agent().get(server.url("/sparql?query=ASK%7B%7D")).call();
        if answer.unwrap().status().as_u16() == 200 {
            return;
        }
    }
    panic!("nobody else is answered");
}
