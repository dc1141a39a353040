//! A part of a file, for who goes on with a download (RFC 9110 §14).
//!
//! Reads: `Range`, `If-Range`. Writes: a [`Part`]. Never: a part of another file than the client has
//! the beginning of.

use axum::http::{HeaderMap, header};

/// What of a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: nothing else was asked, or more than one part.
    Whole,
    /// From one byte to another, both included.
    Bytes(u64, u64),
    /// The file ends before.
    Beyond,
}

/// What of a file with that length and tag is asked for.
pub(super) fn asked(headers: &HeaderMap, length: u64, tag: &str) -> Part {
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(range) = value(header::RANGE) else {
        return Part::Whole;
    };
    if headers.contains_key(header::IF_RANGE) && value(header::IF_RANGE) != Some(tag) {
        return Part::Whole;
    }
    read(range, length).unwrap_or(Part::Whole)
}

/// `None` where this is no single range of bytes.
fn read(range: &str, length: u64) -> Option<Part> {
    let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
    if first.is_empty() {
        let count = number(last)?.min(length);
        return Some(if count == 0 {
            Part::Beyond
        } else {
            Part::Bytes(length - count, length - 1)
        });
    }
    let first = number(first)?;
    let last = if last.is_empty() {
        u64::MAX
    } else {
        number(last)?
    };
    if last < first {
        return None;
    }
    Some(if first >= length {
        Part::Beyond
    } else {
        Part::Bytes(first, last.min(length - 1))
    })
}

fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn of(range: &str, if_range: Option<&'static str>) -> Part {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_str(range).unwrap());
        if let Some(tag) = if_range {
            headers.insert(header::IF_RANGE, HeaderValue::from_static(tag));
        }
        asked(&headers, 10, "\"a\"")
    }

    #[test]
    fn a_part_is_what_the_header_says() {
        for (range, expected) in [
            ("bytes=0-0", Part::Bytes(0, 0)),
            ("bytes=3-", Part::Bytes(3, 9)),
            ("bytes=3-99999999999999999999999", Part::Bytes(3, 9)),
            ("bytes=-4", Part::Bytes(6, 9)),
            ("bytes=-40", Part::Bytes(0, 9)),
            ("bytes=-0", Part::Beyond),
            ("bytes=10-", Part::Beyond),
            ("bytes=5-3", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=0-1", Part::Whole),
        ] {
            assert_eq!(of(range, None), expected, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_file_is_not_sent() {
        assert_eq!(of("bytes=3-", Some("\"a\"")), Part::Bytes(3, 9));
        assert_eq!(of("bytes=3-", Some("\"b\"")), Part::Whole);
        assert_eq!(of("bytes=3-", Some("W/\"a\"")), Part::Whole);
    }
}
