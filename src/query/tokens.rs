//! The pieces of query text, as far as they can be told apart without its grammar.
//!
//! Reads: query text. Writes: words, strings, IRIs and marks with their places.
//! Never: finds a mistake; what is no SPARQL comes out in some pieces too.

/// All pieces but comments and blanks, with their places in bytes.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let first = rest.chars().next()?;
            let start = at;
            at += length(rest, first);
            if first != '#' && !first.is_whitespace() {
                return Some((&text[start..at], start));
            }
        }
    })
}

/// Keywords and names, with their places in bytes.
pub(super) fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    tokens(text).filter(|(token, _)| token.starts_with(is_word))
}

/// Length in bytes of the piece that a text begins with.
fn length(text: &str, first: char) -> usize {
    let length = match first {
        '#' => text.find('\n').unwrap_or(text.len()),
        '<' => iri_length(text),
        '"' | '\'' => string_length(text, first),
        '?' | '$' | '@' => 1 + word_length(&text[1..]),
        // `ng:a\#b` has no comment in it.
        '\\' => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
        _ => word_length(text),
    };
    length.max(first.len_utf8())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.' | '%')
}

fn word_length(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// Length of `<iri>`; 1 where `<` only compares.
fn iri_length(text: &str) -> usize {
    match text[1..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '{' | '}')) {
        Some(end) if text[1 + end..].starts_with('>') => end + 2,
        _ => 1,
    }
}

fn string_length(text: &str, quote: char) -> usize {
    let long: String = [quote; 3].iter().collect();
    let delimiter = if text.starts_with(&long) {
        long.as_str()
    } else {
        &long[..1]
    };
    let mut at = delimiter.len();
    while at < text.len() {
        if text[at..].starts_with(delimiter) {
            return at + delimiter.len();
        }
        let step = text[at..].chars().next().map_or(1, char::len_utf8);
        let escaped = text[at..].starts_with('\\');
        at += step;
        if escaped {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blanks_are_left_out_and_strings_are_whole() {
        let text = "SELECT ?x # all (\n{ ?x a:b\\#c 'it\\'s (' , <http://a#(b)> FILTER(1<?x) }";
        let found: Vec<&str> = tokens(text).map(|(token, _)| token).collect();
        let expected = [
            "SELECT",
            "?x",
            "{",
            "?x",
            "a:b",
            "\\#",
            "c",
            "'it\\'s ('",
            ",",
            "<http://a#(b)>",
            "FILTER",
            "(",
            "1",
            "<",
            "?x",
            ")",
            "}",
        ];
        assert_eq!(found, expected);
    }
}
