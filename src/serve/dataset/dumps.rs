//! `/dumps/`: the files, and a page that lists them.
//!
//! Reads: names in requests, the files of the release. Writes: files, whole or in part.
//! Never: opens a path that a request has a word in.

use std::io::SeekFrom;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::range::{self, Part};
use super::release::{Dump, Kind, Release};
use super::{description, of_state};
use crate::serve::app::App;
use crate::serve::caching::Tag;
use crate::serve::negotiation::is_browser;
use crate::serve::problem::Problem;
use crate::store::Packing;

/// Name of the file with the sums of the others.
const SUMS: &str = "SHA256SUMS";
/// Bytes that are read from a file at a time.
const PIECE: usize = 64 * 1024;

/// The list: a page for people, the description for programs.
pub(super) async fn list(state: State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    if !is_browser(&headers) {
        return description::negotiated(state, headers).await;
    }
    let release = of_state(&state).await?;
    state.0.templates().page("dumps.html", Page::of(&release))
}

#[derive(Serialize)]
struct Page<'a> {
    day: &'a str,
    triples: u64,
    documents: u64,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    latest: String,
    dated: String,
    what: &'static str,
    size: String,
    sum: &'a str,
}

impl<'a> Page<'a> {
    fn of(release: &'a Release) -> Self {
        let row = |dump: &'a Dump| Row {
            latest: dump.latest(),
            dated: dump.dated(&release.day),
            what: described(dump),
            size: size(dump.measured.bytes),
            sum: &dump.measured.sum,
        };
        Self {
            day: &release.day,
            triples: release.counts.triples,
            documents: release.counts.documents,
            rows: release.dumps.iter().map(row).collect(),
        }
    }
}

fn described(dump: &Dump) -> &'static str {
    match (dump.kind, dump.packing) {
        (Kind::Quads, None) => "All graphs, as N-Quads",
        (Kind::Quads, Some(Packing::Gzip)) => "All graphs, as N-Quads, gzip",
        (Kind::Quads, Some(Packing::Zstandard)) => "All graphs, as N-Quads, Zstandard",
        (Kind::Union, None) => "Their union, as Turtle",
        (Kind::Union, Some(Packing::Gzip)) => "Their union, as Turtle, gzip",
        (Kind::Union, Some(Packing::Zstandard)) => "Their union, as Turtle, Zstandard",
        (Kind::Vocabulary, _) => "The vocabulary, as Turtle",
    }
}

/// Bytes for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..100_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        100_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// A file.
pub(super) async fn file(
    state: State<App>,
    name: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let name = name.map_or_else(|_| String::new(), |Path(name)| name);
    let release = of_state(&state).await?;
    if name == SUMS {
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        return Ok((kind, release.sums()).into_response());
    }
    let dump = release.find(&name).ok_or_else(|| {
        Problem::unknown(
            "no dump of that name; only the newest is kept, and /dumps/ lists its files",
        )
    })?;
    let mut response = send(&release, dump, &headers).await?;
    let place = format!("/dumps/{}", dump.dated(&release.day));
    let about = "</void>; rel=\"describedby\"".to_owned();
    for (name, value) in [(header::CONTENT_LOCATION, place), (header::LINK, about)] {
        response.headers_mut().extend(written(name, &value));
    }
    Ok(response)
}

async fn send(release: &Release, dump: &Dump, headers: &HeaderMap) -> Result<Response, Problem> {
    let tag = Tag::exact(&dump.measured.sum);
    if tag.is_known(headers) {
        return Ok(tag.unchanged());
    }
    let part = range::asked(headers, dump.measured.bytes, tag.text());
    let mut response = match part {
        Part::Whole => body(release, dump, 0, dump.measured.bytes).await?,
        Part::Bytes(first, last) => {
            let mut response = body(release, dump, first, last - first + 1).await?;
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            response
        }
        Part::Beyond => {
            Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, "the file ends before").into_response()
        }
    };
    let sent = response.headers_mut();
    let length = dump.measured.bytes;
    match part {
        Part::Whole => {}
        Part::Bytes(first, last) => {
            let value = format!("bytes {first}-{last}/{length}");
            sent.extend(written(header::CONTENT_RANGE, &value));
        }
        Part::Beyond => {
            sent.extend(written(header::CONTENT_RANGE, &format!("bytes */{length}")));
            return Ok(response);
        }
    }
    tag.mark(sent);
    sent.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    Ok(response)
}

/// So many bytes of a file.
async fn body(release: &Release, dump: &Dump, first: u64, count: u64) -> Result<Response, Problem> {
    let trouble = |error: std::io::Error| {
        tracing::error!("a dump cannot be read: {error}");
        Problem::fault("this dump cannot be read; see the server's log")
    };
    let mut file = File::from_std(release.files.open(&dump.latest()).map_err(trouble)?);
    file.seek(SeekFrom::Start(first)).await.map_err(trouble)?;
    let stream = ReaderStream::with_capacity(file.take(count), PIECE);
    let mut response = Body::from_stream(stream).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(count));
    let kind = HeaderValue::from_static(dump.content_type());
    headers.insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

fn written(name: HeaderName, value: &str) -> Option<(HeaderName, HeaderValue)> {
    HeaderValue::from_str(value).ok().map(|value| (name, value))
}
