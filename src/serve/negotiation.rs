//! Which of the formats on offer a client likes best (RFC 9110 §12.5.1).
//!
//! Reads: `Accept` headers. Writes: a choice. Never: serves what the client excluded.

use axum::http::{HeaderMap, header};
use mediatype::{MediaType, MediaTypeList, ReadParams, names};

/// Chooses an offer by the client's qualities; among equals the one offered first. Without the
/// header the first offer is it. `None` where the client accepts none.
///
/// Offers are media types without parameters: `text/turtle`.
pub(super) fn choose<T: Copy>(headers: &HeaderMap, offers: &[(&str, T)]) -> Option<T> {
    let wanted = accepted(headers);
    if wanted.is_empty() {
        return offers.first().map(|&(_, offer)| offer);
    }
    let wanted = ranges(&wanted);
    let mut best: Option<(f32, T)> = None;
    for &(name, offer) in offers {
        let quality = quality(name, &wanted);
        if quality > 0.0 && best.is_none_or(|(other, _)| quality > other) {
            best = Some((quality, offer));
        }
    }
    best.map(|(_, offer)| offer)
}

/// True where a client that names `text/html` likes it at least as much as anything else: a browser.
pub(super) fn is_browser(headers: &HeaderMap) -> bool {
    let wanted = accepted(headers);
    let wanted = ranges(&wanted);
    let html = |range: &&Range| range.ty == "text" && range.subtype == "html";
    let best = wanted.iter().map(|range| range.quality).fold(0.0, f32::max);
    wanted
        .iter()
        .find(html)
        .is_some_and(|range| range.quality > 0.0 && range.quality >= best)
}

/// All `Accept` lines as one list.
fn accepted(headers: &HeaderMap) -> String {
    let lines = headers.get_all(header::ACCEPT).iter();
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    lines.join(",")
}

/// A media range with its quality.
struct Range {
    ty: String,
    subtype: String,
    quality: f32,
}

fn ranges(list: &str) -> Vec<Range> {
    // What cannot be read is as good as not said.
    MediaTypeList::new(list)
        .filter_map(Result::ok)
        .map(|range| Range {
            ty: range.ty.as_str().to_ascii_lowercase(),
            subtype: subtype(&range),
            quality: range
                .get_param(names::Q)
                .and_then(|q| q.as_str().parse::<f32>().ok())
                .map_or(1.0, |q| q.clamp(0.0, 1.0)),
        })
        .collect()
}

fn subtype(range: &MediaType<'_>) -> String {
    let subtype = range.subty.as_str().to_ascii_lowercase();
    match range.suffix {
        Some(suffix) => format!("{subtype}+{}", suffix.as_str().to_ascii_lowercase()),
        None => subtype,
    }
}

/// The quality of the most specific range that a media type falls in; 0 where none holds it.
fn quality(name: &str, wanted: &[Range]) -> f32 {
    let (ty, subtype) = name.split_once('/').unwrap_or((name, ""));
    let fits = |range: &&Range| {
        (range.ty == "*" || range.ty == ty) && (range.subtype == "*" || range.subtype == subtype)
    };
    let exactness = |range: &Range| u8::from(range.ty != "*") + u8::from(range.subtype != "*");
    let mut best: Option<&Range> = None;
    for range in wanted.iter().filter(fits) {
        if best.is_none_or(|other| exactness(range) > exactness(other)) {
            best = Some(range);
        }
    }
    best.map_or(0.0, |range| range.quality)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const OFFERS: &[(&str, &str)] = &[
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("text/html", "html"),
    ];

    fn headers(accept: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !accept.is_empty() {
            headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
        }
        headers
    }

    #[test]
    fn the_best_liked_offer_is_chosen() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (accept, expected) in [
            ("", Some("ttl")),
            ("*/*", Some("ttl")),
            ("text/*", Some("ttl")),
            (browser, Some("html")),
            ("application/ld+json", Some("jsonld")),
            (
                "text/turtle;q=0.2, application/ld+json;q=0.7",
                Some("jsonld"),
            ),
            ("text/turtle;q=0, */*;q=0.1", Some("jsonld")),
            ("TEXT/HTML", Some("html")),
            ("image/png", None),
            ("text/turtle;q=0", None),
        ] {
            assert_eq!(choose(&headers(accept), OFFERS), expected, "{accept}");
        }
    }

    #[test]
    fn a_browser_is_known_by_what_it_likes_best() {
        assert!(is_browser(&headers("text/html,*/*;q=0.8")));
        assert!(!is_browser(&headers("*/*")));
        assert!(!is_browser(&headers("text/turtle, text/html;q=0.5")));
        assert!(!is_browser(&headers("")));
    }
}
