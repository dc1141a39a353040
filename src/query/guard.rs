//! Query text that would cost the program its life.
//!
//! Reads: query text, the algebra that it becomes. Writes: what is too deep in it.
//! Never: calls itself.
//!
//! The parser goes down one call per bracket, what comes after it one call per link of a chain such as
//! `1+1+1`: text of a few kilobytes could run the thread out of its stack, which ends the process.

use spargebra::algebra::GraphPattern;

use super::tokens::{tokens, words};
use super::traits;
use crate::error::{Diagnostic, Place};
use crate::text::line_column;

/// Brackets inside each other.
const DEEPEST: usize = 100;
/// Links of a chain.
const LONGEST: usize = 1000;
/// Bytes of an update that is more than data.
const UPDATE: usize = 256 * 1024;

/// Holds a text to be shallow.
///
/// # Errors
/// Says where it is too deep.
pub(super) fn depth(origin: &str, text: &str) -> Result<(), Diagnostic> {
    let Some(at) = too_deep(text) else {
        return Ok(());
    };
    let (line, column) = line_column(text, at);
    Err(Diagnostic::new(
        Place::position(origin, line, column),
        format!("more than {DEEPEST} brackets inside each other"),
    ))
}

/// Holds a pattern to be shallow.
///
/// # Errors
/// Says what is too long.
pub(super) fn chains(origin: &str, pattern: &GraphPattern) -> Result<(), Diagnostic> {
    if traits::depth(pattern) <= LONGEST {
        return Ok(());
    }
    Err(Diagnostic::new(
        Place::file(origin),
        format!("a chain of more than {LONGEST} parts, such as a UNION or a sum"),
    )
    .hint("list values with IN or VALUES, or ask in parts"))
}

/// Holds a long update to be data: chains of millions of links would fit into it.
///
/// # Errors
/// Says what may be long.
pub(super) fn long_update(origin: &str, text: &str) -> Result<(), Diagnostic> {
    let is_plain =
        text.len() <= UPDATE || words(text).all(|(word, _)| !word.eq_ignore_ascii_case("WHERE"));
    if is_plain {
        return Ok(());
    }
    Err(Diagnostic::new(
        Place::file(origin),
        format!("an update with WHERE may have {} KB", UPDATE / 1024),
    )
    .hint("send data in an update of its own: INSERT DATA, DELETE DATA"))
}

/// Where the brackets are too deep, in bytes.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth: usize = 0;
    let mut negations = 0;
    for (token, at) in tokens(text) {
        // `!!!x` goes down like `(((x)))`.
        negations = if token == "!" { negations + 1 } else { 0 };
        // Brackets in strings are letters. In `<...>` they are letters or, in `1<(2)`, they are not.
        if !token.starts_with(['"', '\'']) {
            let (net, highest) = brackets(token);
            if depth + highest + negations > DEEPEST {
                return Some(at);
            }
            depth = depth.saturating_add_signed(if token.len() > 1 { net.max(0) } else { net });
        }
    }
    None
}

/// How many brackets more are open after a piece than before it, and at most inside it.
fn brackets(token: &str) -> (isize, usize) {
    let (mut net, mut highest) = (0_isize, 0);
    for c in token.chars() {
        net += match c {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
        highest = highest.max(net);
    }
    (net, highest.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_go_too_deep_is_found_however_it_is_hidden() {
        let deep = "(".repeat(101);
        for hidden in [
            format!("SELECT * {{ FILTER({deep}"),
            format!("SELECT * {{ FILTER(1<{deep}1)>2"),
            format!("SELECT * {{ FILTER(a:b\\#{deep}"),
            format!("SELECT * {{ FILTER(a:b\\'{deep}"),
            format!("SELECT * {{ FILTER({}1", "!".repeat(101)),
        ] {
            assert!(too_deep(&hidden).is_some(), "{hidden}");
        }
    }

    #[test]
    fn only_data_may_be_long() {
        let long = "<a:s> <a:p> 'where' . ".repeat(20_000);
        assert!(long_update("x", &format!("INSERT DATA {{ {long} }}")).is_ok());
        let both = format!("DELETE WHERE {{ ?s ?p ?o }} ; INSERT DATA {{ {long} }}");
        assert!(long_update("x", &both).is_err());
        assert!(long_update("x", "DELETE WHERE { ?s ?p ?o }").is_ok());
    }

    #[test]
    fn what_is_only_long_or_said_is_not_deep() {
        let iris = "<https://a.example/wiki/B_(c)> ".repeat(300);
        let groups = "{ ?s ?p (1 2) } UNION ".repeat(300);
        let said = format!("'{}' # {}", "(".repeat(300), "(".repeat(300));
        for flat in [iris, groups, said] {
            assert_eq!(too_deep(&flat), None, "{flat}");
        }
    }
}
