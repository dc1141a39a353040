//! Minting: readable, deterministic IRIs, no blank nodes.
//!
//! Reads: names and keys. Writes: IRIs below the base. Never: remembers what it minted.

use std::fmt::Write as _;

use iri_string::types::IriStr;
use oxigraph::model::NamedNode;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Diagnostic, Place};
use crate::text::sha256;

/// Code points after which a slug is cut; what was cut goes into a hash.
const SLUG_LIMIT: usize = 80;

/// The checked base that all IRIs of things and graphs start with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Checks a base: an absolute IRI of RFC 3987 that ends with `/`, without query and fragment.
    pub fn new(base: &str) -> Result<Self, Diagnostic> {
        let problem = |message: String| {
            Diagnostic::new(Place::default(), message)
                .hint("a base looks like https://example.org/news/")
        };
        let iri = IriStr::new(base)
            .map_err(|error| problem(format!("base \"{base}\" is not an IRI: {error}")))?;
        if !base.ends_with('/') || iri.query().is_some() || iri.fragment().is_some() {
            return Err(problem(format!(
                "base \"{base}\" must end with / and have neither query nor fragment"
            )));
        }
        Ok(Self(base.to_owned()))
    }

    /// The base itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An IRI below the base. `path` must consist of slugs, escaped segments and IRI punctuation.
    pub(super) fn node(&self, path: &str) -> NamedNode {
        NamedNode::new(format!("{}{path}", self.0))
            .expect("a checked base and escaped segments make an IRI")
    }

    /// What an IRI below the base says after it.
    pub(super) fn path<'a>(&self, node: &'a NamedNode) -> &'a str {
        node.as_str().strip_prefix(&self.0).unwrap_or(node.as_str())
    }
}

/// A name as a part of an IRI: NFC, lower case, runs of anything but letters, marks and digits
/// become `-`. Letters of every script stay.
pub fn slug(name: &str) -> String {
    let lower: String = name
        .nfc()
        .collect::<String>()
        .to_lowercase()
        .nfc()
        .collect();
    let mut slug = String::with_capacity(lower.len());
    for c in lower.chars() {
        if is_word(c) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        return format!("unnamed-{}", hash(name, 8));
    }
    match slug.char_indices().nth(SLUG_LIMIT) {
        Some((cut, _)) => format!("{}-{}", slug[..cut].trim_end_matches('-'), hash(slug, 8)),
        None => slug.to_owned(),
    }
}

/// Letters, marks and digits that RFC 3987 allows in an IRI.
fn is_word(c: char) -> bool {
    use GeneralCategory::{EnclosingMark, NonspacingMark, SpacingMark};
    let mark = matches!(
        get_general_category(c),
        NonspacingMark | SpacingMark | EnclosingMark
    );
    (c.is_alphanumeric() || mark) && !('\u{E0000}'..='\u{E0FFF}').contains(&c)
}

/// A class or property name as a part of an IRI: `ReligiousObservance` to `religious-observance`.
pub(super) fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Any id as one path segment of an IRI: what is not unreserved or a letter is percent-encoded,
/// so that different ids stay different.
pub(super) fn segment(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut buffer = [0; 4];
    for c in id.chars() {
        if is_word(c) || matches!(c, '-' | '.' | '_' | '~') {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut buffer).bytes() {
                write!(out, "%{byte:02X}").expect("a string takes all");
            }
        }
    }
    // "." and ".." as whole segments would be taken away when the IRI is resolved.
    if matches!(out.as_str(), "" | "." | "..") {
        return format!("id-{}", hash(id, 8));
    }
    out
}

/// The first `digits` hexadecimal digits of the SHA-256 of a text.
pub(super) fn hash(text: &str, digits: usize) -> String {
    let mut out = sha256(text.as_bytes());
    out.truncate(digits);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        let cases = [
            ("Ürümqi", "ürümqi"),
            ("U\u{308}ru\u{308}mqi", "ürümqi"),
            ("عمران خان", "عمران-خان"),
            (
                "China–Pakistan Economic Corridor",
                "china-pakistan-economic-corridor",
            ),
            ("  St. Mary's (West) ", "st-mary-s-west"),
            ("हिन्दी", "हिन्दी"),
            ("39 people", "39-people"),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn every_name_and_id_makes_a_valid_iri() {
        let base = Base::new("https://newsgraph.example/").unwrap();
        let long = "very ".repeat(60);
        for name in [
            "",
            "?!",
            "a b",
            "\u{E0001}\u{FFFE}x",
            "100% <b>",
            "..",
            "𠀀字",
            "İ",
            &long,
        ] {
            for iri in [slug(name), segment(name)] {
                let node = base.node(&format!("id/thing/{iri}"));
                assert!(IriStr::new(node.as_str()).is_ok(), "{node}");
            }
        }
        assert_ne!(segment("a/b"), segment("a-b"));
    }

    #[test]
    fn a_base_is_checked() {
        for bad in [
            "",
            "newsgraph",
            "https://a b/",
            "https://a.example/x",
            "https://a.example/?q=/",
        ] {
            assert!(Base::new(bad).is_err(), "{bad}");
        }
        assert!(Base::new("https://نمونه.example/خبر/").is_ok());
    }
}
