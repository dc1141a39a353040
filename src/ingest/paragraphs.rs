//! A text, to its paragraphs.
//!
//! Reads: a text. Writes: ranges of paragraphs, trimmed, in order. Never: decides what they mean.
//!
//! A line is a paragraph, unless the text is hard-wrapped (broken at a fixed width): then the lines
//! between two blank lines are one.

use crate::document::ParagraphKind;
use crate::text::TextRange;

/// A paragraph in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: TextRange,
    pub(super) kind: ParagraphKind,
    /// True where no blank line parts it from the piece before.
    pub(super) joined: bool,
}

/// Widths in characters between which the lines of a hard-wrapped text end.
const WRAP: std::ops::RangeInclusive<usize> = 45..=90;

/// The paragraphs of a text as readers see them, blank ones left out.
pub fn ranges(text: &str) -> impl Iterator<Item = TextRange> {
    split(text).into_iter().map(|piece| piece.range)
}

/// All paragraphs that are not blank.
pub(super) fn split(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    if !is_hard_wrapped(text, &lines) {
        return lines;
    }
    let mut blocks: Vec<Piece> = Vec::new();
    for line in lines {
        match blocks.last_mut().filter(|_| line.joined) {
            Some(block) => block.range = block.range.cover(line.range),
            None => blocks.push(line),
        }
    }
    blocks
}

/// The lines that are not blank, trimmed.
fn lines(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut joined = false;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let range = trim(text, TextRange::new(start, start + line.len()));
        start += line.len();
        if range.is_empty() {
            // The second half of a CRLF is no blank line.
            joined &= line == "\n" && text[..start].ends_with("\r\n");
            continue;
        }
        let kind = ParagraphKind::Body;
        pieces.push(Piece {
            range,
            kind,
            joined,
        });
        joined = true;
    }
    pieces
}

/// A range without the blanks at its ends; a byte order mark counts as blank.
pub(super) fn trim(text: &str, range: TextRange) -> TextRange {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let inner = range.of(text);
    let start = range.start + inner.len() - inner.trim_start_matches(blank).len();
    TextRange::new(start, start + inner.trim_matches(blank).len())
}

/// Most lines that others continue end near one width, and rarely with a sentence.
fn is_hard_wrapped(text: &str, lines: &[Piece]) -> bool {
    let continued: Vec<&str> = lines
        .windows(2)
        .filter(|pair| pair[1].joined)
        .map(|pair| pair[0].range.of(text))
        .collect();
    let near_width = continued
        .iter()
        .filter(|line| WRAP.contains(&line.chars().count()));
    let ended = continued
        .iter()
        .filter(|line| line.ends_with(['.', '!', '?', '"', '”']));
    continued.len() >= 3
        && near_width.count() * 10 >= continued.len() * 8
        && ended.count() * 10 <= continued.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text)
            .iter()
            .map(|piece| piece.range.of(text))
            .collect()
    }

    #[test]
    fn every_line_is_a_paragraph() {
        assert_eq!(
            words(" One. \n\nTwo.\r\nThree.\n \t\n"),
            ["One.", "Two.", "Three."]
        );
        let joined: Vec<_> = split("a\r\nb\n\nc")
            .iter()
            .map(|piece| piece.joined)
            .collect();
        assert_eq!(joined, [false, true, false]);
    }

    #[test]
    fn a_byte_order_mark_is_no_word() {
        assert_eq!(split("\u{feff}Word")[0].range, TextRange::new(3, 7));
    }

    #[test]
    fn lines_broken_at_a_fixed_width_belong_together() {
        let text = "The harbour master of Port Ellery said on Monday that the\n\
                    ferry had left the pier with twelve passengers more than it\n\
                    was allowed to carry, and that nobody had counted them before\n\
                    it sailed.\n\nAn inquiry was opened.\n";
        assert_eq!(words(text).len(), 2);
        assert!(words(text)[0].ends_with("it sailed."));
    }
}
