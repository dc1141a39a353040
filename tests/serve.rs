//! The server as its clients see it: the program itself on a port of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// A running `newsgraph serve`; ends with the value.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Serves a store with further arguments.
    fn start(store: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--log",
                "none",
                "--store",
            ])
            .arg(store)
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stderr.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://"))
            .unwrap_or_else(|| panic!("no address in {line:?}"))
            .trim_end_matches('/')
            .to_owned();
        Self { process, address }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Status, headers and body of a GET, redirections not followed.
    fn get(&self, path: &str, headers: &[(&str, &str)]) -> (u16, ureq::http::HeaderMap, String) {
        let mut request = agent().get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = request.call().unwrap();
        let body = response.body_mut().read_to_string().unwrap();
        (response.status().as_u16(), response.headers().clone(), body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_mins(1)))
        .build()
        .into()
}

/// A store with the sample articles, built once for all tests of this file.
fn samples() -> &'static Path {
    static STORE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = STORE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
        let built = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
            .arg("build")
            .arg(articles)
            .args(["--store", "news.nq.zst"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(built.status.success(), "{built:?}");
        folder
    });
    folder.path()
}

/// A read-only server of the sample articles.
fn server() -> Server {
    Server::start(&samples().join("news.nq.zst"), &[])
}

#[test]
fn it_is_well_and_says_what_it_does() {
    let server = server();
    assert_eq!(server.get("/healthz", &[]).2, "ok\n");
    let (status, _, metrics) = server.get("/metrics", &[]);
    assert_eq!(status, 200);
    assert!(metrics.contains("newsgraph_requests_total{route=\"/healthz\",status=\"200\"} 1"));
}

#[test]
fn what_is_not_there_is_told_in_the_form_that_was_asked_for() {
    let server = server();
    let (status, headers, text) = server.get("/nothing", &[]);
    assert_eq!(status, 404);
    assert_eq!(headers["content-type"], "text/plain; charset=utf-8");
    assert!(text.contains("nothing of that name"));
    let (status, headers, page) = server.get("/nothing", &[("accept", "text/html,*/*;q=0.8")]);
    assert_eq!(status, 404);
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    assert!(page.contains("<h1>404 Not Found</h1>"), "{page}");
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("script-src 'self'")
    );
}
