//! Short names for IRIs: the prefixes that every dump and query knows.
//!
//! Reads: IRIs. Writes: `person:kakar` and back. Never: a short name that needs escapes.

/// Where things live unless a base of one's own is set.
pub const BASE: &str = "https://newsgraph.example/";

/// Prefixes of vocabularies, and after them those of things below the base; sorted.
const VOCABULARIES: [(&str, &str); 24] = [
    ("context", "https://w3id.org/newsgraph/context/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("gaf", "http://groundedannotationframework.org/gaf#"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("grasp", "http://groundedannotationframework.org/grasp#"),
    ("mediatopic", "http://cv.iptc.org/newscodes/mediatopic/"),
    ("ng", "https://w3id.org/newsgraph/ns#"),
    (
        "nif",
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    ),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sd", "http://www.w3.org/ns/sparql-service-description#"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("wdt", "http://www.wikidata.org/prop/direct/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];
const THINGS: [(&str, &str); 10] = [
    ("article", "id/article/"),
    ("day", "id/day/"),
    ("event", "id/event/"),
    ("graph", "graph/"),
    ("group", "id/org/"),
    ("person", "id/person/"),
    ("place", "id/place/"),
    ("text", "text/"),
    ("thing", "id/thing/"),
    ("topic", "id/topic/"),
];

/// The prefixes in force.
#[derive(Debug, Clone)]
pub struct Prefixes {
    /// Prefix and namespace, sorted by prefix.
    pairs: Vec<(&'static str, String)>,
    /// Where the IRIs of things begin.
    base: String,
}

impl Default for Prefixes {
    fn default() -> Self {
        Self::with_base(BASE)
    }
}

impl Prefixes {
    /// The common prefixes with those of things below `base`, which ends in `/`.
    pub fn with_base(base: &str) -> Self {
        let vocabularies = VOCABULARIES
            .into_iter()
            .map(|(prefix, iri)| (prefix, iri.to_owned()));
        let things = THINGS
            .into_iter()
            .map(|(prefix, path)| (prefix, format!("{base}{path}")));
        let mut pairs: Vec<_> = vocabularies.chain(things).collect();
        pairs.sort();
        Self {
            pairs,
            base: base.to_owned(),
        }
    }

    /// Where the IRIs of things begin; relative IRIs of queries do too.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Prefix and namespace of each, sorted by prefix.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.pairs
            .iter()
            .map(|(prefix, iri)| (*prefix, iri.as_str()))
    }

    /// Prefix and local name of an IRI where it has a short form without escapes.
    pub fn compact<'i>(&self, iri: &'i str) -> Option<(&'static str, &'i str)> {
        self.pairs
            .iter()
            .filter_map(|(prefix, namespace)| {
                Some((*prefix, iri.strip_prefix(namespace.as_str())?))
            })
            .min_by_key(|(_, local)| local.len())
            .filter(|(_, local)| is_plain(local))
    }

    /// The short form of an IRI, or the IRI in angle brackets.
    pub fn show(&self, iri: &str) -> String {
        match self.compact(iri) {
            Some((prefix, local)) => format!("{prefix}:{local}"),
            None => format!("<{iri}>"),
        }
    }

    /// The IRI that a short name stands for.
    pub fn expand(&self, name: &str) -> Option<String> {
        let (prefix, local) = name.split_once(':')?;
        let (_, namespace) = self.pairs.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{namespace}{local}"))
    }
}

/// A local name of Turtle (`PN_LOCAL`) that needs no escape.
fn is_plain(local: &str) -> bool {
    let inner = |c: char| is_name_char(c) || matches!(c, ':' | '.');
    let mut chars = local.chars();
    let (Some(first), last) = (chars.next(), local.chars().next_back()) else {
        return false;
    };
    (is_name_start(first) || first.is_ascii_digit() || first == ':')
        && chars.all(inner)
        && last != Some('.')
}

/// `PN_CHARS_U` of the Turtle grammar.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
        | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// `PN_CHARS` of the Turtle grammar.
fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || c.is_ascii_digit()
        || matches!(c, '-' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_where_no_escape_is_needed() {
        let prefixes = Prefixes::default();
        let short = |iri: &str| prefixes.show(iri);
        assert_eq!(
            short("https://newsgraph.example/id/place/ürümqi"),
            "place:ürümqi"
        );
        assert_eq!(short("https://w3id.org/newsgraph/ns#Visit"), "ng:Visit");
        assert_eq!(
            short("https://newsgraph.example/id/article/a1#12-visit"),
            "<https://newsgraph.example/id/article/a1#12-visit>"
        );
        assert_eq!(
            short("https://w3id.org/newsgraph/ns#"),
            "<https://w3id.org/newsgraph/ns#>"
        );
        assert_eq!(
            short("http://www.wikidata.org/entity/Q1."),
            "<http://www.wikidata.org/entity/Q1.>"
        );
    }

    #[test]
    fn a_short_name_goes_back_to_its_iri() {
        let prefixes = Prefixes::with_base("https://news.example.org/");
        assert_eq!(
            prefixes.expand("person:kakar").as_deref(),
            Some("https://news.example.org/id/person/kakar")
        );
        assert_eq!(prefixes.expand("foaf:name"), None);
    }

    #[test]
    fn prefixes_are_in_order() {
        assert!(VOCABULARIES.is_sorted() && THINGS.is_sorted());
    }
}
