//! The two spellings of a name: IRI in the graph, path in a request.
//!
//! Reads: paths, IRIs. Writes: the other. Never: takes an escaped `/` for one that separates.
//!
//! A path comes percent-encoded, by some clients more than need be, and its letters composed or not;
//! an IRI holds letters of any script as they are, and escapes only for what ids may not hold.

use axum::http::Uri;
use oxigraph::model::{NamedNode, NamedNodeRef};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::graph::Settings;

/// What the path of an IRI may hold and that of a URL may not. An escape stays as it is: both have
/// it in common (RFC 3987 §3.1).
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The IRIs that a request can mean, the likeliest first. `path` is that of the request, still
/// escaped, as it follows the base.
pub(super) fn iris(base: &str, path: &str) -> Vec<NamedNode> {
    let mut found: Vec<NamedNode> = Vec::new();
    let spellings: [fn(&str) -> String; 3] = [
        |name| Settings::segment(&name.nfc().collect::<String>()),
        // An id that came in another form than NFC is kept so.
        Settings::segment,
        // Some clients escape the IRI's own escapes once more.
        |name| name.replace('/', "%2F"),
    ];
    for spell in spellings {
        let node =
            spelled(path, spell).and_then(|path| NamedNode::new(format!("{base}{path}")).ok());
        if let Some(node) = node.filter(|node| !found.contains(node)) {
            found.push(node);
        }
    }
    found
}

/// A path with each part between slashes decoded and spelled anew.
fn spelled(path: &str, spell: impl Fn(&str) -> String) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        parts.push(spell(&percent_decode_str(part).decode_utf8().ok()?));
    }
    Some(parts.join("/"))
}

/// What follows a prefix in a request's path, escapes left as they are.
pub(super) fn after<'u>(uri: &'u Uri, prefix: &str) -> &'u str {
    uri.path().strip_prefix(prefix).unwrap_or_default()
}

/// Where an IRI is found: a path on this server, or its own address where it lies elsewhere.
pub(super) fn url(base: &str, node: NamedNodeRef<'_>) -> String {
    match node.as_str().strip_prefix(base) {
        Some(path) => escaped(&format!("/{path}")),
        None => escaped(node.as_str()),
    }
}

/// Path of the documents about a thing, without the ending that says in which form.
pub(super) fn document(base: &str, node: NamedNodeRef<'_>) -> Option<String> {
    let path = node.as_str().strip_prefix(base)?.strip_prefix("id/")?;
    Some(escaped(&format!("/data/{path}")))
}

/// The last part of the name of an article, of its text or its graph: that of all three.
pub(super) fn last(node: NamedNodeRef<'_>) -> String {
    let name = node.as_str().rsplit('/').next();
    name.unwrap_or_default().to_owned()
}

fn escaped(iri: &str) -> String {
    utf8_percent_encode(iri, ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://news.example/";

    fn first(path: &str) -> String {
        let iris = iris(BASE, path);
        iris[0].as_str()[BASE.len()..].to_owned()
    }

    #[test]
    fn every_spelling_of_a_path_means_one_iri() {
        for (path, expected) in [
            ("id/place/%C3%BCr%C3%BCmqi", "id/place/ürümqi"),
            ("id/place/u%CC%88ru%CC%88mqi", "id/place/ürümqi"),
            ("id/place/ürümqi", "id/place/ürümqi"),
            ("id/%70lace/oslo", "id/place/oslo"),
            (
                "id/person/%D8%B9%D9%85%D8%B1%D8%A7%D9%86",
                "id/person/عمران",
            ),
            ("id/article/a%2fb", "id/article/a%2Fb"),
            ("id/article/a%20b", "id/article/a%20b"),
            ("id/article/%f0%9f%98%80", "id/article/%F0%9F%98%80"),
        ] {
            assert_eq!(first(path), expected);
        }
    }

    #[test]
    fn other_spellings_come_after_it() {
        let found = iris(BASE, "id/article/u%CC%88");
        assert_eq!(
            found[1].as_str(),
            "https://news.example/id/article/u\u{308}"
        );
        let found = iris(BASE, "id/article/a%252Fb");
        assert_eq!(found[1].as_str(), "https://news.example/id/article/a%2Fb");
    }

    #[test]
    fn what_is_no_text_means_nothing() {
        assert!(iris(BASE, "id/place/%FF").is_empty());
    }

    #[test]
    fn an_iri_leads_here_or_away() {
        let url = |iri| url(BASE, NamedNodeRef::new_unchecked(iri));
        assert_eq!(
            url("https://news.example/id/place/ürümqi"),
            "/id/place/%C3%BCr%C3%BCmqi"
        );
        assert_eq!(
            url("https://news.example/id/article/a%2Fb"),
            "/id/article/a%2Fb"
        );
        assert_eq!(
            url("http://www.wikidata.org/entity/Q1"),
            "http://www.wikidata.org/entity/Q1"
        );
    }
}
