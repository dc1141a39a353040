//! Lines of an input of any length, none of them longer than the limit.
//!
//! Reads: a byte stream. Writes: one line at a time. Never: holds more than one line.

use std::io::{self, BufRead};

/// Reads line by line into one buffer.
pub(super) struct Lines {
    reader: Box<dyn BufRead + Send>,
    limit: usize,
}

/// What the next line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its bytes, without the line break.
    Whole(Vec<u8>),
    /// It has this many bytes, more than the limit; they were passed over.
    TooLong(u64),
}

impl Lines {
    pub(super) fn new(reader: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Self { reader, limit }
    }

    /// The next line, `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut length = 0;
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() && length == 0 {
                return Ok(None);
            }
            let newline = available.iter().position(|&byte| byte == b'\n');
            let piece = &available[..newline.unwrap_or(available.len())];
            length += piece.len() as u64;
            if length <= self.limit as u64 {
                line.extend_from_slice(piece);
            } else {
                line = Vec::new();
            }
            let ended = newline.is_some() || available.is_empty();
            let passed = piece.len() + usize::from(newline.is_some());
            self.reader.consume(passed);
            if ended {
                return Ok(Some(if length <= self.limit as u64 {
                    Line::Whole(line)
                } else {
                    Line::TooLong(length)
                }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_limit_is_passed_over_whole() {
        let input: &'static [u8] = b"ab\n\nabcdefgh\nxyz";
        let mut lines = Lines::new(Box::new(io::BufReader::with_capacity(3, input)), 4);
        let mut next = || lines.next().unwrap();
        assert_eq!(next(), Some(Line::Whole(b"ab".to_vec())));
        assert_eq!(next(), Some(Line::Whole(Vec::new())));
        assert_eq!(next(), Some(Line::TooLong(8)));
        assert_eq!(next(), Some(Line::Whole(b"xyz".to_vec())));
        assert_eq!(next(), None);
    }
}
