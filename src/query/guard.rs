//! Query text that would cost the program its life.
//!
//! Reads: query text. Writes: what is too deep in it. Never: looks at what it means.
//!
//! The parser goes down one call per bracket: text of a few kilobytes could run the thread out of
//! its stack, which ends the process.

use super::tokens::tokens;
use crate::error::{Diagnostic, Place};
use crate::text::line_column;

/// Brackets inside each other.
const DEEPEST: usize = 100;

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
    fn what_is_only_long_or_said_is_not_deep() {
        let iris = "<https://a.example/wiki/B_(c)> ".repeat(300);
        let groups = "{ ?s ?p (1 2) } UNION ".repeat(300);
        let said = format!("'{}' # {}", "(".repeat(300), "(".repeat(300));
        for flat in [iris, groups, said] {
            assert_eq!(too_deep(&flat), None, "{flat}");
        }
    }
}
