//! Sorted word lists, looked up where they lie: nothing is built when they are loaded.
//!
//! Reads: tab-separated text, one entry a line, sorted by bytes, `#` lines at the head.
//! Writes: the fields of an entry. Never: copies the list.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::error::{Diagnostic, Place};

/// Loads a data file by its path relative to the repository root.
pub type Files<'a> = &'a dyn Fn(&str) -> Option<Cow<'static, [u8]>>;

/// A text file of the program's knowledge.
///
/// # Errors
/// When the file is missing or not UTF-8.
pub(super) fn text_file(files: Files<'_>, path: &str) -> Result<Cow<'static, str>, Diagnostic> {
    let wrong = |message: &str| Diagnostic::new(Place::file(path), message);
    match files(path) {
        None => Err(wrong("data file is missing").hint("check the folder given with --data")),
        Some(Cow::Borrowed(bytes)) => std::str::from_utf8(bytes)
            .map(Cow::Borrowed)
            .map_err(|_| wrong("data file is not UTF-8")),
        Some(Cow::Owned(bytes)) => String::from_utf8(bytes)
            .map(Cow::Owned)
            .map_err(|_| wrong("data file is not UTF-8")),
    }
}

/// What a TOML file of the program's knowledge says.
///
/// # Errors
/// When the file is missing, not UTF-8 or not TOML of this shape, with the line.
pub(super) fn toml_file<T: DeserializeOwned>(
    files: Files<'_>,
    path: &str,
) -> Result<T, Diagnostic> {
    let text = text_file(files, path)?;
    toml::from_str(&text).map_err(|error| {
        let span = error.span();
        let line = span.map_or(0, |span| crate::text::line_column(&text, span.start).0);
        Diagnostic::new(Place::line(path, line), error.message())
    })
}

/// A sorted list of entries: the first field is the key.
#[derive(Debug, Clone)]
pub struct Table {
    text: Cow<'static, str>,
    /// First byte after the comment lines.
    start: usize,
}

impl Table {
    /// Reads a list and checks its order.
    ///
    /// # Errors
    /// When the file is missing, not UTF-8 or not sorted; names the line.
    pub fn read(files: Files<'_>, path: &str) -> Result<Self, Diagnostic> {
        let text = text_file(files, path)?;
        let start = text
            .split_inclusive('\n')
            .take_while(|line| line.starts_with('#'))
            .map(str::len)
            .sum();
        let header = text[..start].lines().count();
        let mut before = "";
        for (number, line) in text[start..].lines().enumerate() {
            if line <= before {
                let place = Place::line(path, header + number + 1);
                return Err(
                    Diagnostic::new(place, format!("\"{line}\" stands out of order"))
                        .hint("sort the file by bytes, each entry once"),
                );
            }
            before = line;
        }
        Ok(Self { text, start })
    }

    /// The fields after the key, still joined by tabs; empty for a list of mere words.
    pub fn get(&self, key: &str) -> Option<&str> {
        let (mut low, mut high) = (self.start, self.text.len());
        while low < high {
            let (line_start, line_end) = self.line_around(low.midpoint(high), low);
            let line = &self.text[line_start..line_end];
            let (found, rest) = line.split_once('\t').unwrap_or((line, ""));
            match found.cmp(key) {
                std::cmp::Ordering::Equal => return Some(rest),
                std::cmp::Ordering::Less => low = line_end + 1,
                std::cmp::Ordering::Greater => high = line_start,
            }
        }
        None
    }

    /// True where the key is in the list.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The line that holds a byte, not going back beyond `low`, which begins a line.
    fn line_around(&self, byte: usize, low: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let start = bytes[low..byte]
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(low, |newline| low + newline + 1);
        let end = bytes[byte..]
            .iter()
            .position(|&b| b == b'\n')
            .map_or(bytes.len(), |newline| byte + newline);
        (start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discourse::kinds::KindWords;

    fn table(text: &'static str) -> Result<Table, Diagnostic> {
        Table::read(&|_| Some(Cow::Borrowed(text.as_bytes())), "words.tsv")
    }

    #[test]
    fn finds_first_middle_and_last() {
        let table = table("# head\na\t1\nbc\t2\t3\nç\t4\n").unwrap();
        assert_eq!(table.get("a"), Some("1"));
        assert_eq!(table.get("bc"), Some("2\t3"));
        assert_eq!(table.get("ç"), Some("4"));
        assert_eq!(table.get("b"), None);
        assert_eq!(table.get("zz"), None);
    }

    #[test]
    fn a_missing_or_misspelt_list_is_told_with_its_line() {
        let lists = |text: &'static str| {
            let told = KindWords::read(&|_| Some(Cow::Borrowed(text.as_bytes()))).unwrap_err();
            told.to_string()
        };
        let misspelt = lists("amounts = []\nregion = []\n");
        assert!(
            misspelt.starts_with("data/lexicon/kinds.toml:2: unknown field `region`"),
            "{misspelt}"
        );
        let missing = lists("amounts = []\n");
        assert!(
            missing.starts_with("data/lexicon/kinds.toml:1: missing field"),
            "{missing}"
        );
    }

    #[test]
    fn names_the_line_that_is_out_of_order() {
        let message = table("# head\nb\na\n").unwrap_err().to_string();
        assert!(message.starts_with("words.tsv:3:"), "{message}");
    }
}
