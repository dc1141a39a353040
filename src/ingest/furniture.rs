//! What stands around the running text: headline, byline, date line, captions, headings, credits.
//!
//! Reads: the paragraphs of a text, the lines that a page's markup names. Writes: their kinds; title,
//! writers and date where the metadata has none. Never: drops words.

use super::body::place_of;
use super::dates::{self, DateError};
use super::lexicon::{FurnitureWords, Newswire};
use super::paragraphs::Piece;
use super::scan::Cursor;
use crate::document::{Article, ParagraphKind};
use crate::error::Diagnostic;

/// How many lines may stand before the running text.
const HEAD_LINES: usize = 8;

/// How many lines at the end may be notes in parentheses.
const FOOT_LINES: usize = 3;

/// Marks the furniture. `known` are lines that the page's markup names as such, blanks normalised.
///
/// # Errors
/// When a line of the head is a date that the calendar does not have.
pub(super) fn mark(
    article: &mut Article,
    pieces: &mut [Piece],
    known: &[String],
    newswire: &Newswire,
) -> Result<(), Diagnostic> {
    let words = &newswire.furniture;
    for number in 0..pieces.len().min(HEAD_LINES) {
        let line = pieces[number].range.of(&article.text).to_owned();
        let is_furniture = pieces[number].kind == ParagraphKind::Body
            && (is_known(&line, known)
                || takes_title(article, pieces, number, newswire)
                || takes_byline(article, &line, newswire)
                || takes_date(article, pieces, number, newswire)?
                || is_credit(&line, words));
        if !is_furniture {
            break;
        }
        pieces[number].kind = ParagraphKind::Furniture;
    }
    for number in 0..pieces.len() {
        let line = pieces[number].range.of(&article.text);
        let from_end = pieces.len() - number;
        let is_furniture = is_known(line, known)
            || is_credit(line, words)
            || (from_end <= FOOT_LINES && in_parentheses(line))
            || is_heading(&article.text, pieces, number);
        if is_furniture && pieces[number].kind == ParagraphKind::Body {
            pieces[number].kind = ParagraphKind::Furniture;
        }
    }
    Ok(())
}

fn is_known(line: &str, known: &[String]) -> bool {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    known.contains(&line)
}

/// A headline: the first line, short, no sentence, with longer text, a byline or a date below.
fn takes_title(
    article: &mut Article,
    pieces: &[Piece],
    number: usize,
    newswire: &Newswire,
) -> bool {
    let line = pieces[number].range.of(&article.text);
    if let Some(title) = &article.title {
        return line == title;
    }
    let words = line.split_whitespace().count();
    let Some(next) = pieces.get(number + 1).filter(|_| number == 0) else {
        return false;
    };
    let below = next.range.of(&article.text);
    let stands_out = below.len() > line.len()
        || byline(below, newswire).is_some()
        || date_line(below, newswire) != Err(DateError::Unknown);
    if !(3..=20).contains(&words) || !stands_out || ends_sentence(line) {
        return false;
    }
    article.title = Some(line.to_owned());
    true
}

/// True for a line with the end of a sentence, or of a part of one, at its end.
fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', '»']);
    bare.ends_with(['.', '!', '?', ':', ';', ',', '…', '。', '؟', '۔', '-', '—'])
}

fn takes_byline(article: &mut Article, line: &str, newswire: &Newswire) -> bool {
    let Some(names) = byline(line, newswire) else {
        return false;
    };
    if article.authors.is_empty() {
        article.authors = names;
    }
    true
}

/// The names of `By Jane Doe and John Roe, Staff Writers`, `By Jane Doe | 3 May 2024`.
pub(super) fn byline(line: &str, newswire: &Newswire) -> Option<Vec<String>> {
    let line = line.split(['|', '·', '•', '\n']).next()?.trim();
    let mut cursor = Cursor::new(line);
    let opened = newswire.furniture.bylines.iter().any(|word| {
        cursor
            .attempt(|c| {
                c.eat_text(word)?;
                c.eat(':');
                c.run(char::is_whitespace)
            })
            .is_some()
    });
    let rest = cursor.rest();
    let short = rest.split_whitespace().count() <= 14 && !ends_sentence(rest);
    (opened && short)
        .then(|| names(rest, newswire))
        .filter(|names| !names.is_empty())
}

/// The writers in a list of names and professions.
pub(super) fn names(list: &str, newswire: &Newswire) -> Vec<String> {
    let parts = list
        .split([',', '&', ';'])
        .flat_map(|part| part.split(" and "));
    parts
        .map(str::trim)
        .filter(|part| is_name(part, newswire))
        .map(str::to_owned)
        .collect()
}

/// Two to five capitalised words, none of them a profession or agency.
fn is_name(part: &str, newswire: &Newswire) -> bool {
    let lower = part.to_lowercase();
    let words: Vec<_> = part.split_whitespace().collect();
    let stem = |word: &str| word.trim_end_matches('s').to_owned();
    let professions = &newswire.furniture.professions;
    (2..=5).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && words[words.len() - 1].starts_with(char::is_uppercase)
        && !words
            .iter()
            .any(|word| word.contains(|c: char| c.is_ascii_digit()))
        && !newswire.dateline.agencies.contains(&lower)
        && !lower
            .split_whitespace()
            .any(|word| professions.contains(&stem(word)))
}

/// A line that is a date and nothing else gives the day of publication.
fn takes_date(
    article: &mut Article,
    pieces: &[Piece],
    number: usize,
    newswire: &Newswire,
) -> Result<bool, Diagnostic> {
    let range = pieces[number].range;
    let line = range.of(&article.text);
    match date_line(line, newswire) {
        Err(DateError::Unknown) => Ok(false),
        Err(error) => Err(dates::diagnostic(place_of(article, range), error, line)),
        Ok(day) => {
            article.published.get_or_insert(day);
            Ok(true)
        }
    }
}

fn date_line(line: &str, newswire: &Newswire) -> Result<String, DateError> {
    let mut cursor = Cursor::new(line);
    // The longest label first: "published on" before "published".
    let mut labels: Vec<_> = newswire.furniture.date_labels.iter().collect();
    labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
    for label in labels {
        if cursor.eat_text(label).is_some() {
            cursor.eat(':');
            break;
        }
    }
    dates::parse(cursor.rest(), &newswire.months).map(|day| day.to_string())
}

fn is_credit(line: &str, words: &FurnitureWords) -> bool {
    let lower = line.to_lowercase();
    let short = line.split_whitespace().count() <= 40;
    short
        && (words.beginnings.iter().any(|cue| lower.starts_with(cue))
            || words.endings.iter().any(|cue| lower.ends_with(cue)))
}

fn in_parentheses(line: &str) -> bool {
    let pairs = [('(', ')'), ('[', ']')];
    pairs.iter().any(|&(open, close)| {
        let inner = line
            .strip_prefix(open)
            .and_then(|line| line.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]))
    })
}

/// A few words without an end (a number may be a result), over a longer paragraph.
fn is_heading(text: &str, pieces: &[Piece], number: usize) -> bool {
    let line = pieces[number].range.of(text);
    let words = line.split_whitespace().count();
    let Some(next) = pieces.get(number + 1).filter(|_| number > 0) else {
        return false;
    };
    let below = next.range.of(text);
    words <= 8
        && !ends_sentence(line)
        && line.starts_with(char::is_uppercase)
        && !line.contains(|c: char| c.is_ascii_digit() || "\"“”".contains(c))
        && below.split_whitespace().count() >= 12
        && below.contains(['.', '!', '?'])
}
