//! A web page, to one article.
//!
//! Reads: an HTML page. Writes: an [`Article`] with the main text and what the page says about it.
//! Never: keeps navigation, notices and lists of other articles (`dom_smoothie` tells them apart).

use std::io::Read;

use dom_smoothie::Readability;
use scraper::Html;

use super::lexicon::Lexicon;
use super::metadata::{self, Metadata};
use super::{body, dates, markup, source};
use crate::document::Article;
use crate::error::{Diagnostic, Place};

pub(super) fn read(
    name: &str,
    reader: impl Read,
    lexicon: &Lexicon,
) -> Result<Article, Diagnostic> {
    let page = source::utf8(name, 1, source::document(name, reader)?)?;
    let metadata = metadata::find(&Html::parse_document(&page), lexicon);
    let place = Place::file(name);
    let text = main_text(page).ok_or_else(|| {
        Diagnostic::new(place.clone(), "no article text in the page")
            .hint("pages that a script fills in must be saved as the browser shows them")
    })?;
    let Metadata { day, furniture, .. } = metadata;
    let published =
        day.map_err(|date| dates::diagnostic(place.clone(), dates::DateError::Impossible, &date))?;
    let article = Article {
        text,
        title: metadata.title,
        url: metadata.url,
        published,
        authors: metadata.authors,
        publisher: metadata.publisher,
        language: metadata.language.unwrap_or_default(),
        place: place.clone(),
        ..Article::default()
    };
    // Lines of the extracted text are not lines of the page.
    body::complete(article, &furniture, lexicon).map_err(|problem| Diagnostic { place, ..problem })
}

fn main_text(page: String) -> Option<String> {
    let main = Readability::new(page, None, None).ok()?.parse().ok()?;
    let text = markup::text(&main.content);
    text.contains(char::is_alphanumeric).then_some(text)
}
