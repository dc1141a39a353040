//! Ranges of a text and their conversions.
//!
//! Reads: a text. Writes: ranges, line and column numbers, code point offsets. Never: interprets words.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A stretch of an article's text: UTF-8 **byte** offsets, start inclusive, end exclusive.
///
/// Inside the program every offset is in bytes; what leaves it (IRIs, `CoNLL-U`, JSON) is in
/// Unicode code points, converted once by [`CodePoints`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct TextRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl TextRange {
    /// A range; `start` must not lie after `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a range starts before it ends");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True for a range without bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where `other` lies inside this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two ranges share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words of the range.
    ///
    /// # Panics
    /// When the range does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Converts byte offsets of one text to code point offsets, in time O(log n) each.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// (byte offset just after a multi-byte character, bytes that are not code points up to there)
    surplus: Vec<(usize, usize)>,
}

impl CodePoints {
    /// Indexes a text once.
    pub fn new(text: &str) -> Self {
        let mut surplus = Vec::new();
        let mut extra = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| c.len_utf8() > 1) {
            extra += c.len_utf8() - 1;
            surplus.push((at + c.len_utf8(), extra));
        }
        Self { surplus }
    }

    /// The number of code points before a byte offset that lies on a character boundary.
    pub fn offset(&self, byte: usize) -> usize {
        let before = self.surplus.partition_point(|&(end, _)| end <= byte);
        byte - before.checked_sub(1).map_or(0, |last| self.surplus[last].1)
    }

    /// Start and end of a range in code points.
    pub fn range(&self, range: TextRange) -> (usize, usize) {
        (self.offset(range.start), self.offset(range.end))
    }
}

/// Line and column (both from 1; the column counts code points) of a byte offset.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

/// The SHA-256 of bytes in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of all that a reader gives, in the same digits.
///
/// # Errors
/// What the reader reports.
pub fn sha256_of(mut reader: impl Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut reader, &mut hash)?;
    Ok(hexadecimal(&hash.finalize()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_code_points() {
        let text = "a’b ü";
        let points = CodePoints::new(text);
        assert_eq!(points.offset(0), 0);
        assert_eq!(points.offset(text.find('b').unwrap()), 2);
        assert_eq!(points.offset(text.len()), 5);
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(line_column("ab\nüx", 5), (2, 2));
        assert_eq!(line_column("", 0), (1, 1));
    }
}
