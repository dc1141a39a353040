//! The first words of an article, in place of a headline that it has not.
//!
//! Reads: the text, its dateline. Writes: a dozen words. Never: the place and the day that the
//! text begins with.

/// Words that stand for a headline.
const WORDS: usize = 12;
/// Code points in which a dateline begins, and in which the dash after it comes.
const HEAD: usize = 80;
const DASHES: [char; 3] = ['-', '–', '—'];

/// The first words after the dateline; `None` of a text without words.
pub(super) fn words(text: &str, dateline: &str) -> Option<String> {
    let mut words = after(text, dateline).split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let rest = if words.next().is_some() { " …" } else { "" };
    (!first.is_empty()).then(|| format!("{}{rest}", first.join(" ")))
}

/// What follows the dateline and its dash: "LISBON, Nov 21 (Wire) - A court ...".
fn after<'a>(text: &'a str, dateline: &str) -> &'a str {
    let found = text.find(dateline).filter(|_| !dateline.is_empty());
    let Some(begin) = found.filter(|&begin| text[..begin].chars().count() <= HEAD) else {
        return text;
    };
    let rest = &text[begin + dateline.len()..];
    let mut head = rest.char_indices().take(HEAD).peekable();
    while let Some((at, letter)) = head.next() {
        let ends = head.peek().is_none_or(|(_, next)| next.is_whitespace());
        if DASHES.contains(&letter) && ends {
            return rest[at + letter.len_utf8()..].trim_start();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_dateline_is_left_out() {
        for (text, dateline, expected) in [
            (
                "PORTO, May 3 (Wire) - A court sat.",
                "PORTO",
                Some("A court sat."),
            ),
            (
                "date 2024-05-03 PORTO- A court sat.",
                "PORTO",
                Some("A court sat."),
            ),
            ("PORTO — A court sat.", "PORTO", Some("A court sat.")),
            (
                "A court in PORTO sat.",
                "PORTO",
                Some("A court in PORTO sat."),
            ),
            ("A long-term plan.", "", Some("A long-term plan.")),
            ("  ", "", None),
        ] {
            assert_eq!(words(text, dateline).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let expected = "one two three four five six seven eight nine ten eleven twelve …";
        assert_eq!(words(text, "").as_deref(), Some(expected));
    }
}
