//! Answers that a client may keep and ask about again (RFC 9110 §13).
//!
//! Reads: `If-None-Match`. Writes: `ETag`, 304. Never: says that an answer is the same where the
//! store may have changed.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What names one state of an answer. Weak, unless told: compression changes the bytes, not what they
/// say.
#[derive(Debug, Clone)]
pub(super) struct Tag(HeaderValue);

impl Tag {
    /// A tag of an edition's tag and what else the answer depends on.
    pub(super) fn new(edition: &str, form: &str) -> Self {
        let tag = HeaderValue::from_str(&format!("W/\"{edition}-{form}\""));
        Self(tag.unwrap_or(HeaderValue::from_static("W/\"\"")))
    }

    /// A tag of the very bytes of an answer that is never compressed on its way, by their sum.
    pub(super) fn exact(sum: &str) -> Self {
        let tag = HeaderValue::from_str(&format!("\"{sum}\""));
        Self(tag.unwrap_or(HeaderValue::from_static("\"\"")))
    }

    /// The tag as it stands in headers.
    pub(super) fn text(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// True where the client has this state already.
    pub(super) fn is_known(&self, headers: &HeaderMap) -> bool {
        self.is_listed(headers, &header::IF_NONE_MATCH)
    }

    /// True where a header lists this tag, or any.
    fn is_listed(&self, headers: &HeaderMap, name: &HeaderName) -> bool {
        let own = bare(self.text());
        let lines = headers.get_all(name).iter();
        lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .any(|tag| tag.trim() == "*" || bare(tag) == own)
    }

    /// 304: the client may use what it has.
    pub(super) fn unchanged(&self) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        self.mark(response.headers_mut());
        // As the whole answer would: what is compressed on its way has a weak tag.
        if self.text().starts_with("W/") {
            let packed = HeaderValue::from_static("accept-encoding");
            response.headers_mut().append(header::VARY, packed);
        }
        response
    }

    /// Puts the tag on an answer; the client must ask each time whether it still holds.
    pub(super) fn mark(&self, headers: &mut HeaderMap) {
        headers.insert(header::ETAG, self.0.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
}

/// A tag as the weak comparison sees it.
fn bare(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_however_it_is_listed() {
        let tag = Tag::new("1a-0", "csv");
        for (known, sent) in [
            (true, "W/\"1a-0-csv\""),
            (true, "\"x\", \"1a-0-csv\""),
            (true, "*"),
            (false, "W/\"1a-0-json\""),
            (false, ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_str(sent).unwrap());
            assert_eq!(tag.is_known(&headers), known, "{sent}");
        }
    }
}
