//! What the tests of the server share: the program itself on a port of its own, and a client.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// A running `newsgraph serve`; ends with the value.
pub(crate) struct Server {
    process: Child,
    address: String,
    /// For its temporary files: it is killed and cannot clear up itself.
    _scratch: tempfile::TempDir,
}

impl Server {
    /// Serves a store with further arguments.
    pub(crate) fn start(store: &Path, arguments: &[&str]) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
            .env("TMPDIR", scratch.path())
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
        Self {
            process,
            address,
            _scratch: scratch,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The answer to a GET, redirections not followed.
    pub(crate) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = agent().get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = request.call().unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().unwrap(),
        }
    }

    /// The same with an `Accept` header.
    pub(crate) fn get_as(&self, path: &str, accept: &str) -> Answer {
        self.get(path, &[("accept", accept)])
    }

    /// The answer to a HEAD, redirections not followed.
    pub(crate) fn head(&self, path: &str) -> Answer {
        let response = agent().head(self.url(path)).call().unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: Vec::new(),
        }
    }
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value, empty where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_mins(1)))
        .build()
        .into()
}

/// Folder of the sample articles.
pub(crate) const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");

/// Runs another command, which must succeed.
pub(crate) fn newsgraph(arguments: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
}

/// A store with the sample articles, built once for all tests of a binary.
pub(crate) fn samples() -> &'static Path {
    static STORE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, store) = STORE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("news.nq.zst");
        newsgraph(&["build", ARTICLES, "--store", store.to_str().unwrap()]);
        (folder, store)
    });
    store
}

/// A read-only server of the sample articles.
pub(crate) fn server() -> Server {
    Server::start(samples(), &[])
}
