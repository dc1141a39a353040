//! Lists that go over pages.
//!
//! Reads: the parameters of a request. Writes: a stretch of a list, links to the others.
//! Never: fails for a page past the end: the last one is shown.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::serve::problem::Problem;

/// What a query string keeps as it is.
pub(super) const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Where in a list a page is.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub(super) struct Paging {
    /// This page, from 1.
    page: usize,
    /// All of them.
    pages: usize,
    /// Items on all pages.
    total: usize,
    /// Path and parameters, up to the number of the page.
    query: String,
}

impl Paging {
    /// The page that was asked for, of a list of `total` items.
    pub(super) fn new(asked: Option<usize>, total: usize, size: usize, query: String) -> Self {
        let pages = total.div_ceil(size).max(1);
        Self {
            page: asked.unwrap_or(1).clamp(1, pages),
            pages,
            total,
            query,
        }
    }

    /// Items on all pages.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// Items on the pages before this one, each of `size` items.
    pub(super) fn before(&self, size: usize) -> usize {
        (self.page - 1) * size
    }

    /// The address of this page.
    pub(super) fn here(&self) -> String {
        self.address(self.page)
    }

    /// The address of the page after it.
    pub(super) fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| self.address(self.page + 1))
    }

    /// The first page goes without its number.
    fn address(&self, page: usize) -> String {
        if page > 1 {
            return format!("{}{page}", self.query);
        }
        let first = self.query.trim_end_matches("page=");
        first.trim_end_matches(['?', '&']).to_owned()
    }

    /// The items of this page.
    pub(super) fn of<'a, T>(&self, items: &'a [T], size: usize) -> &'a [T] {
        let start = self.before(size);
        &items[start.min(items.len())..(start + size).min(items.len())]
    }
}

/// The parameters, or what is wrong with them.
pub(super) fn parameters<T>(query: Result<Query<T>, QueryRejection>) -> Result<T, Problem> {
    query
        .map(|Query(parameters)| parameters)
        .map_err(|error| Problem::malformed(error.body_text()))
}

/// A path with those parameters that are not empty, ready for the number of a page.
pub(super) fn url(path: &str, parameters: &[(&str, &str)]) -> String {
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    let given: Vec<String> = given
        .map(|(name, value)| format!("{name}={}&", utf8_percent_encode(value, KEPT)))
        .collect();
    format!("{path}?{}page=", given.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_into_pages() {
        let items: Vec<usize> = (0..25).collect();
        let paging = |asked| Paging::new(asked, items.len(), 10, String::new());
        assert_eq!(paging(None).of(&items, 10), &items[..10]);
        assert_eq!(paging(Some(3)).of(&items, 10), &items[20..]);
        assert_eq!(paging(Some(9)), paging(Some(3)));
        assert_eq!(paging(Some(0)), paging(Some(1)));
        assert_eq!(Paging::new(None, 0, 10, String::new()).pages, 1);
    }

    #[test]
    fn pages_have_addresses() {
        let paging = |asked, parameters| Paging::new(asked, 25, 10, url("/articles", parameters));
        let second = paging(Some(2), &[("from", "2025")]);
        assert_eq!(second.here(), "/articles?from=2025&page=2");
        assert_eq!(second.next().as_deref(), Some("/articles?from=2025&page=3"));
        assert_eq!(
            paging(None, &[("from", "2025")]).here(),
            "/articles?from=2025"
        );
        assert_eq!(paging(None, &[]).here(), "/articles");
        assert_eq!(paging(Some(3), &[]).next(), None);
    }

    #[test]
    fn parameters_are_escaped_in_links() {
        let url = url("/search", &[("q", "a&b=ü"), ("in", "")]);
        assert_eq!(url, "/search?q=a%26b%3D%C3%BC&page=");
    }
}
