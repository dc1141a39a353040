//! A plain text file, to one article.
//!
//! Reads: UTF-8 text. Writes: an [`Article`] whose text is the file as read. Never: invents metadata:
//! date, title and byline are taken only where the head of the text has them.

use std::io::Read;

use super::lexicon::Lexicon;
use super::{body, source};
use crate::document::Article;
use crate::error::{Diagnostic, Place};

pub(super) fn read(
    name: &str,
    reader: impl Read,
    lexicon: &Lexicon,
) -> Result<Article, Diagnostic> {
    let bytes = source::document(name, reader)?;
    let article = Article {
        text: source::utf8(name, 1, bytes)?,
        place: Place::file(name),
        ..Article::default()
    };
    body::complete(article, &[], lexicon)
}
