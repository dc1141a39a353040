//! What is wrong in a query, said for the one who wrote it.
//!
//! Reads: query text and the parser's message. Writes: a [`Diagnostic`] with line and column.
//! Never: parses SPARQL itself; it only looks for names that have no prefix.

use std::collections::BTreeSet;

use super::tokens::words;
use crate::error::{Diagnostic, Place};
use crate::store::syntax::Prefixes;
use crate::text::line_column;

/// Alternatives that a message lists before it says that there are more.
const SHOWN: usize = 6;

/// Turns the parser's `error at 3:5: expected one of ...` into a message.
pub(super) fn explain(origin: &str, text: &str, prefixes: &Prefixes, told: &str) -> Diagnostic {
    if let Some((name, at)) = undeclared_prefix(text, prefixes) {
        let (line, column) = line_column(text, at);
        let known: Vec<&str> = prefixes.iter().map(|(prefix, _)| prefix).collect();
        return Diagnostic::new(
            Place::position(origin, line, column),
            format!("unknown prefix \"{name}:\""),
        )
        .hint(format!(
            "declare it (`PREFIX {name}: <https://...>`) or use one that needs no declaration: {}",
            known.join(", ")
        ));
    }
    let Some((line, column, expected)) = position(told) else {
        return Diagnostic::new(Place::file(origin), format!("not SPARQL: {told}"));
    };
    let found = text
        .lines()
        .nth(line - 1)
        .and_then(|found| found.get(found.char_indices().nth(column - 1)?.0..))
        .map_or("the end", str::trim_end);
    let found: String = found.chars().take(30).collect();
    Diagnostic::new(
        Place::position(origin, line, column),
        format!("not SPARQL from \"{found}\" on"),
    )
    .hint(shorten(expected))
}

fn position(told: &str) -> Option<(usize, usize, &str)> {
    let (place, expected) = told.strip_prefix("error at ")?.split_once(": ")?;
    let (line, column) = place.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?, expected))
}

fn shorten(expected: &str) -> String {
    let list = expected.strip_prefix("expected ").unwrap_or(expected);
    let list = list.strip_prefix("one of ").unwrap_or(list);
    let words: BTreeSet<&str> = list
        .split(", ")
        .filter(|word| !word.contains('['))
        .collect();
    let shown: Vec<&str> = words.iter().copied().take(SHOWN).collect();
    let more = if words.len() > SHOWN {
        " and others"
    } else {
        ""
    };
    format!("possible here: {}{more}", shown.join(", "))
}

/// The first prefix that is used and declared nowhere, with its place in bytes.
fn undeclared_prefix<'t>(text: &'t str, prefixes: &Prefixes) -> Option<(&'t str, usize)> {
    let mut declared: BTreeSet<&str> = prefixes.iter().map(|(prefix, _)| prefix).collect();
    let mut after_keyword = false;
    for (word, at) in words(text) {
        match word.split_once(':') {
            Some((prefix, _)) if after_keyword => {
                declared.insert(prefix);
            }
            Some((prefix, _)) if prefix != "_" && !declared.contains(prefix) => {
                return Some((prefix, at));
            }
            _ => {}
        }
        after_keyword = word.eq_ignore_ascii_case("prefix");
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::query::Query;
    use crate::store::syntax::Prefixes;

    fn told(text: &str) -> String {
        Query::parse("q.rq", text, &Prefixes::default())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn an_undeclared_prefix_is_named_where_it_stands() {
        let error = told("# foo:bar\nSELECT * { ?x ng:agent \"foo:a\" ;\n  foaf:name ?y }");
        assert!(
            error.starts_with("q.rq:3:3: unknown prefix \"foaf:\"; declare it"),
            "{error}"
        );
    }

    #[test]
    fn declared_prefixes_are_known() {
        let query = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT * { ?x foaf:name 'it''s' }";
        assert!(
            told(query).starts_with("q.rq:1:"),
            "the string is the mistake"
        );
        assert!(!told(query).contains("prefix"));
    }

    #[test]
    fn a_mistake_is_shown_with_what_could_stand_there() {
        let error = told("SELECT ?x\nWHERE { ?x ng:agent }");
        assert!(
            error.starts_with("q.rq:2:21: not SPARQL from \"}\" on; possible"),
            "{error}"
        );
    }
}
