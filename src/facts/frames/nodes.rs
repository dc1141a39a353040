//! TOML values that know where they stand, so that every message can say it.
//!
//! Reads: the text of a TOML file. Writes: [`Node`] values, values of a fixed form, [`Diagnostic`]s. Never: knows frames.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Diagnostic, Place};
use crate::text::line_column;

/// The values of a file of a fixed form; the message of an error keeps its place.
pub(super) fn values<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Diagnostic> {
    toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        Source { path, text }.error(&span, error.message())
    })
}

/// A file with its text.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    /// Parses the file; the message of a syntax error keeps its place.
    pub(super) fn parse(self) -> Result<Spanned<DeTable<'a>>, Diagnostic> {
        DeTable::parse(self.text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            self.error(&span, error.message())
        })
    }

    /// A message about a stretch of the file.
    pub(super) fn error(self, span: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        let (line, column) = line_column(self.text, span.start);
        Diagnostic::new(Place::position(self.path, line, column), message)
    }

    /// Line of a stretch of the file, from 1.
    pub(super) fn line(self, span: &Range<usize>) -> usize {
        line_column(self.text, span.start).0
    }
}

/// A value in a file.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) source: Source<'a>,
    pub(super) value: &'a Spanned<DeValue<'a>>,
}

/// An entry of a table.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) span: (usize, usize),
    pub(super) node: Node<'a>,
}

/// The entries of a table in the order of their keys.
pub(super) fn entries<'a>(source: Source<'a>, table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let entry = |(key, value): (&'a Spanned<_>, &'a Spanned<DeValue<'a>>)| {
        let name: &'a std::borrow::Cow<'a, str> = key.get_ref();
        Entry {
            key: name.as_ref(),
            span: (key.span().start, key.span().end),
            node: Node { source, value },
        }
    };
    table.iter().map(entry).collect()
}

impl Entry<'_> {
    /// A message about the key.
    pub(super) fn error(&self, message: impl Into<String>) -> Diagnostic {
        self.node.source.error(&(self.span.0..self.span.1), message)
    }
}

impl<'a> Node<'a> {
    /// A message about the value.
    pub(super) fn error(self, message: impl Into<String>) -> Diagnostic {
        self.source.error(&self.value.span(), message)
    }

    /// A message that another kind of value was expected.
    fn expected(self, what: &str) -> Diagnostic {
        self.error(format!(
            "expected {what}, found {}",
            self.value.get_ref().type_str()
        ))
    }

    pub(super) fn string(self) -> Result<&'a str, Diagnostic> {
        let value = self.value.get_ref();
        value.as_str().ok_or_else(|| self.expected("a string"))
    }

    pub(super) fn boolean(self) -> Result<bool, Diagnostic> {
        let value = self.value.get_ref();
        value
            .as_bool()
            .ok_or_else(|| self.expected("true or false"))
    }

    pub(super) fn integer(self) -> Result<i64, Diagnostic> {
        let number = self.value.get_ref().as_integer();
        number
            .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
            .ok_or_else(|| self.expected("a whole number"))
    }

    /// A string, or a list of strings.
    pub(super) fn strings(self) -> Result<Vec<(Node<'a>, &'a str)>, Diagnostic> {
        if let Some(text) = self.value.get_ref().as_str() {
            return Ok(vec![(self, text)]);
        }
        self.items()?
            .into_iter()
            .map(|item| Ok((item, item.string()?)))
            .collect()
    }

    pub(super) fn items(self) -> Result<Vec<Node<'a>>, Diagnostic> {
        let array = self.value.get_ref().as_array();
        let array = array.ok_or_else(|| self.expected("a list"))?;
        let source = self.source;
        Ok(array.iter().map(|value| Node { source, value }).collect())
    }

    pub(super) fn entries(self) -> Result<Vec<Entry<'a>>, Diagnostic> {
        let table = self.value.get_ref().as_table();
        let table = table.ok_or_else(|| self.expected("a table"))?;
        Ok(entries(self.source, table))
    }

    /// Line of the value, from 1.
    pub(super) fn line(self) -> usize {
        self.source.line(&self.value.span())
    }
}
