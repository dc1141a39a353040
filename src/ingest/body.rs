//! From text and metadata to a complete article: id, language, dateline, paragraphs, posts.
//!
//! Reads: an [`Article`] with its text and what the source says about it. Writes: the rest.
//! Never: changes the text; replaces what the source says.

use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::lexicon::Lexicon;
use super::paragraphs::{self, Piece};
use super::{dateline, dates, furniture, language, posts};
use crate::document::{Article, Paragraph, ParagraphKind};
use crate::error::{Diagnostic, Place};
use crate::text::{TextRange, line_column};

/// Completes an article. `known` are the lines of furniture that the source's markup tells.
///
/// # Errors
/// When there are no words in the text, or its head has an impossible date.
pub(super) fn complete(
    mut article: Article,
    known: &[String],
    lexicon: &Lexicon,
) -> Result<Article, Diagnostic> {
    if !article.text.contains(char::is_alphanumeric) {
        return Err(Diagnostic::new(article.place, "no words in the text"));
    }
    if article.id.is_empty() {
        article.id = hash(article.url.as_ref().unwrap_or(&article.text));
    }
    let mut pieces = paragraphs::split(&article.text);
    article.language = language::primary(&article.language).unwrap_or_else(|| {
        let words = pieces.iter().map(|piece| piece.range.of(&article.text));
        language::of_article(words, &lexicon.languages)
    });
    furniture::mark(&mut article, &mut pieces, known, &lexicon.newswire)?;
    take_dateline(&mut article, &mut pieces, lexicon)?;
    cut_out_posts(&mut article, &mut pieces, lexicon);
    label(&mut article, pieces, lexicon);
    Ok(article)
}

/// 16 hexadecimal digits of the SHA-256 of URL or text.
fn hash(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    digest[..8].iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn published(article: &Article) -> Option<Date> {
    article.published.as_ref()?.parse().ok()
}

/// Parts the dateline from the first paragraph of running text.
fn take_dateline(
    article: &mut Article,
    pieces: &mut Vec<Piece>,
    lexicon: &Lexicon,
) -> Result<(), Diagnostic> {
    let first = pieces
        .iter()
        .position(|piece| piece.kind == ParagraphKind::Body);
    let Some(first) = first else {
        return Ok(());
    };
    let range = pieces[first].range;
    let day = published(article);
    let Some(head) = dateline::find(&article.text, range, day, &lexicon.newswire) else {
        return Ok(());
    };
    match head.day {
        Some(Err(error)) => {
            let words = head.dateline.range.of(&article.text);
            return Err(dates::diagnostic(place_of(article, range), error, words));
        }
        Some(Ok(day)) => {
            article.published.get_or_insert_with(|| day.to_string());
        }
        None => {}
    }
    let rest = TextRange::new(head.dateline.range.end, range.end);
    pieces[first].range = paragraphs::trim(&article.text, rest);
    if pieces[first].range.is_empty() {
        pieces.remove(first);
    }
    article.dateline = Some(head.dateline);
    Ok(())
}

/// Where a part of the text stands: in a file of text its line, otherwise the article's place.
pub(super) fn place_of(article: &Article, range: TextRange) -> Place {
    if article.place.line > 0 {
        return article.place.clone();
    }
    let (line, column) = line_column(&article.text, range.start);
    Place::position(article.place.path.clone(), line, column)
}

fn cut_out_posts(article: &mut Article, pieces: &mut Vec<Piece>, lexicon: &Lexicon) {
    let (day, months) = (published(article), &lexicon.newswire.months);
    article.posts = posts::cut_out(&article.text, pieces, day, months);
    for post in &mut article.posts {
        let words = post.text.of(&article.text);
        post.language = language::of(words, Some(&article.language), &lexicon.languages);
    }
}

fn label(article: &mut Article, pieces: Vec<Piece>, lexicon: &Lexicon) {
    let language_of = |piece: &Piece| {
        // A post's credit line is no evidence of its language.
        let post = article.posts.iter().find(|post| post.range == piece.range);
        let words = post.map_or(piece.range, |post| post.text).of(&article.text);
        language::of(words, Some(&article.language), &lexicon.languages)
    };
    article.paragraphs = pieces
        .into_iter()
        .map(|piece| Paragraph {
            language: language_of(&piece),
            range: piece.range,
            kind: piece.kind,
        })
        .collect();
}
