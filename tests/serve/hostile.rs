//! What no client should send: the process lives on and answers the next request.
//!
//! All of it is made from a fixed seed: the same requests in each run.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use crate::serving::{Server, agent, samples};

/// Numbers that look like chance (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let count = self.below(most);
        (0..count).map(|_| self.next().to_le_bytes()[3]).collect()
    }
}

fn start(arguments: &[&str]) -> Server {
    let all = [&["--timeout", "1", "--questions", "8"], arguments].concat();
    Server::start(samples(), &all)
}

/// Sends bytes and reads what comes for a moment; the server may hang up at any time.
fn send(server: &Server, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.take(1 << 20).read_to_end(&mut answer);
    answer
}

/// The process is there and answers questions.
fn lives(server: &Server, after: &str) {
    assert_eq!(server.get("/healthz", &[]).status, 200, "{after}");
    // Places may still be taken by what was asked before.
    for _ in 0..60 {
        if server.get("/sparql?query=ASK%7B%7D", &[]).status == 200 {
            return;
        }
        thread::sleep(Duration::from_millis(500));
    }
    panic!("no question is answered after {after}");
}

#[test]
fn bytes_that_are_no_http() {
    let server = start(&[]);
    let mut chance = Chance(1);
    for _ in 0..200 {
        send(&server, &chance.bytes(3000));
    }
    let good = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a.example\r\nAccept: */*\r\n\r\n";
    for _ in 0..400 {
        let mut request = good.to_vec();
        for _ in 0..=chance.below(4) {
            let at = chance.below(request.len());
            match chance.below(3) {
                0 => request[at] = chance.next().to_le_bytes()[0],
                1 => drop(request.drain(at..)),
                _ => request.insert(at, chance.next().to_le_bytes()[0]),
            }
            request.push(b'\n');
        }
        send(&server, &request);
    }
    for line in [
        "GET",
        "GET / HTTP/9.9\r\n\r\n",
        "GET http://a.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a.example:80 HTTP/1.1\r\nHost: a\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \u{e9}\"><script>\r\n\r\n",
        "GET /void HTTP/1.1\r\nHost: a b>c\r\n\r\n",
    ] {
        send(&server, line.as_bytes());
    }
    lives(&server, "bytes that are no HTTP");
}

#[test]
fn heads_that_are_too_long() {
    let server = start(&[]);
    let long = "x".repeat(1 << 20);
    let many: String = (0..20_000).fold(String::new(), |mut lines, number| {
        let _ = write!(lines, "x-{number}: y\r\n");
        lines
    });
    for head in [
        format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: a\r\nAccept: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n"),
        format!("{long} / HTTP/1.1\r\nHost: a\r\n\r\n"),
    ] {
        let answer = send(&server, head.as_bytes());
        // Refused, or hung up on while it still sends.
        let refused = [&b"HTTP/1.1 4"[..], b""];
        assert!(
            refused.iter().any(|begin| answer.starts_with(begin)),
            "{}",
            String::from_utf8_lossy(&answer[..answer.len().min(200)])
        );
    }
    let accept = "text/turtle;q=0.1,".repeat(3000);
    let head = format!("GET /void HTTP/1.1\r\nHost: a\r\nAccept: {accept}\r\n\r\n");
    send(&server, head.as_bytes());
    lives(&server, "heads that are too long");
}

#[test]
fn clients_that_stop_half_way() {
    let server = start(&[]);
    let mut open = Vec::new();
    for number in 0..300 {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        let part: &[u8] = match number % 4 {
            0 => b"",
            1 => b"GET /sparql?que",
            2 => {
                b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\
                   Content-Type: application/sparql-query\r\n\r\nASK"
            }
            _ => b"GET /dumps/newsgraph-latest.nq HTTP/1.1\r\nHost: a\r\n\r\n",
        };
        let _ = stream.write_all(part);
        open.push(stream);
    }
    lives(&server, "clients that stop half way and stay");
    drop(open);
    for body in [
        "Content-Length: 1000\r\n\r\nASK {",
        "Content-Length: 5\r\nContent-Length: 7\r\n\r\nASK {}",
        "Content-Length: -1\r\n\r\nASK {}",
        "Content-Length: 99999999999999999999\r\n\r\nASK {}",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nASK {}",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n",
        "Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\nASK {}",
    ] {
        let head = "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n";
        send(&server, format!("{head}{body}").as_bytes());
    }
    lives(&server, "bodies that break off");
}

#[test]
fn addresses_that_lead_nowhere() {
    let server = start(&[]);
    let mut chance = Chance(2);
    let parts = [
        "/",
        "..",
        "%2e%2e",
        "%2F",
        "%5c",
        "%00",
        "%ff",
        "%C3",
        "id",
        "data",
        "graph",
        "text",
        "assets",
        "dumps",
        "query",
        "article",
        "person",
        ".ttl",
        ".html",
        "?",
        "&",
        "=",
        "page=",
        "q=",
        "graph=",
        "default",
        "format=",
        "99999999999999999999",
        "-1",
        "%F0%9F%98%80",
        "etc/passwd",
        "#",
        "'\"><script>",
        "{{7*7}}",
        "a",
        "%",
        "%zz",
        "newsgraph-latest.nq",
        "SHA256SUMS",
    ];
    let accepts = [
        "*/*",
        "text/html",
        "text/turtle",
        ";;;q=",
        "text/html;q=nan",
        "\u{fe}",
    ];
    for _ in 0..600 {
        let mut path = String::from("/");
        for _ in 0..=chance.below(6) {
            path.push_str(chance.of(&parts));
        }
        let accept = chance.of(&accepts);
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept: {accept}\r\n\
             Range: bytes={}-{}\r\n\r\n",
            chance.below(9),
            chance.below(9)
        );
        let answer = String::from_utf8_lossy(&send(&server, head.as_bytes())).into_owned();
        assert!(!answer.starts_with("HTTP/1.1 500"), "{path}\n{answer}");
        assert!(!answer.contains("root:"), "{path}");
        assert!(!answer.contains("'\"><script>"), "{path}\n{answer}");
    }
    lives(&server, "addresses that lead nowhere");
}

/// Queries of the library with something left out, doubled or put in, and piles of SPARQL words.
fn queries(chance: &mut Chance, count: usize) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rq"))
        .collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    (0..count)
        .map(|number| match number % 3 {
            0 => spoilt(chance.of(&texts), chance),
            1 => pile(chance),
            _ => nested(chance),
        })
        .collect()
}

const WORDS: [&str; 48] = [
    "SELECT",
    "*",
    "?s",
    "?p",
    "?o",
    "WHERE",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    ";",
    ",",
    "UNION",
    "OPTIONAL",
    "MINUS",
    "FILTER",
    "BIND",
    "AS",
    "VALUES",
    "GRAPH",
    "SERVICE",
    "SILENT",
    "EXISTS",
    "NOT",
    "IN",
    "COUNT(*)",
    "REGEX",
    "'(a+)+$'",
    "<http://a.example/>",
    "ng:Event",
    "a",
    "/",
    "|",
    "^",
    "+",
    "*",
    "!",
    "1e999",
    "-0",
    "'\\u0000'",
    "<<",
    ">>",
    "LIMIT",
    "GROUP BY",
    "ORDER BY",
];

fn spoilt(text: &str, chance: &mut Chance) -> String {
    let mut words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    for _ in 0..=chance.below(3) {
        let at = chance.below(words.len());
        match chance.below(3) {
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[at]),
            _ => words.insert(at, chance.of(&WORDS)),
        }
    }
    words.concat()
}

fn pile(chance: &mut Chance) -> String {
    let count = 1 + chance.below(60);
    let words: Vec<&str> = (0..count).map(|_| chance.of(&WORDS)).collect();
    format!("SELECT * {{ {} }}", words.join(" "))
}

fn nested(chance: &mut Chance) -> String {
    let pairs = [
        ("{", "}"),
        ("FILTER(", ")"),
        ("FILTER(!(", "))"),
        ("FILTER EXISTS {", "}"),
        ("{ SELECT * {", "} }"),
        ("OPTIONAL {", "}"),
        ("?s (", ") ?o"),
        ("?s ^", " ?o"),
        ("<< ?s ?p", ">>"),
        ("BIND(COALESCE(", ") AS ?x)"),
        ("VALUES ?x {", "}"),
        ("[ ?p ", "]"),
        ("(", ")"),
    ];
    let (open, close) = pairs[chance.below(pairs.len())];
    let depth = [5, 50, 99, 101, 3000][chance.below(5)];
    let depth = depth.min(60_000 / (open.len() + close.len()));
    format!("ASK {{ {}{} }}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn questions_without_sense() {
    let server = start(&["--max-memory", "256"]);
    let queries = queries(&mut Chance(3), 450);
    let server = &server;
    thread::scope(|scope| {
        for part in queries.chunks(queries.len().div_ceil(4)) {
            scope.spawn(move || {
                for query in part {
                    let answer = agent()
                        .post(server.url("/sparql"))
                        .content_type("application/sparql-query")
                        .send(query);
                    let status = answer.unwrap_or_else(|error| panic!("{error}: {query}"));
                    assert_ne!(status.status().as_u16(), 500, "{query}");
                }
            });
        }
    });
    lives(server, "questions without sense");
    let mut chance = Chance(4);
    for media in [
        "application/sparql-query",
        "application/x-www-form-urlencoded",
        "text/plain",
        "",
    ] {
        for _ in 0..40 {
            let body = [&b"query=ASK"[..], &chance.bytes(200)].concat();
            let answer = agent()
                .post(server.url("/sparql"))
                .header("Content-Type", media)
                .send(&body[..]);
            assert!(answer.unwrap().status().is_client_error(), "{body:?}");
        }
    }
    lives(server, "bodies in wrong encodings");
}
