//! RSS and Atom: an article per entry.
//!
//! Reads: a feed, its entries' content or else summary. Writes: an [`Article`] or a [`Diagnostic`] per
//! entry. Never: follows the entries' links.

use std::io::Read;

use feed_rs::model::{Entry, Feed};

use super::lexicon::Lexicon;
use super::{body, dates, markup, source};
use crate::document::Article;
use crate::error::{Diagnostic, Place};

/// Elements of RSS, RDF and Atom with the day of publication, best first.
const DATES: [&str; 6] = [
    "pubDate",
    "published",
    "dc:date",
    "dcterms:issued",
    "date",
    "updated",
];

/// All entries of a feed.
pub(super) fn read(
    name: &str,
    reader: impl Read,
    lexicon: &Lexicon,
) -> Vec<Result<Article, Diagnostic>> {
    match parse(name, reader) {
        Ok((source, feed)) => entries(name, &source, feed, lexicon),
        Err(problem) => vec![Err(problem)],
    }
}

fn parse(name: &str, reader: impl Read) -> Result<(String, Feed), Diagnostic> {
    let source = source::utf8(name, 1, source::document(name, reader)?)?;
    let problem = |message| Err(Diagnostic::new(Place::file(name), message));
    match feed_rs::parser::parse(source.trim_start_matches('\u{feff}').as_bytes()) {
        Err(error) => problem(format!("not a feed: {error}")),
        Ok(feed) if feed.entries.is_empty() => problem("no entries in the feed".to_owned()),
        Ok(feed) => Ok((source, feed)),
    }
}

fn entries(
    name: &str,
    source: &str,
    feed: Feed,
    lexicon: &Lexicon,
) -> Vec<Result<Article, Diagnostic>> {
    let publisher = feed.title.map(|title| title.content);
    let raw = raw_entries(source, feed.entries.len());
    feed.entries
        .into_iter()
        .enumerate()
        .map(|(number, entry)| {
            let (line, raw) = raw.get(number).copied().unwrap_or_default();
            let place = Place::line(name, line);
            let language = entry.language.clone().or_else(|| feed.language.clone());
            let mut article = article(entry, raw, place, lexicon)?;
            article.publisher.clone_from(&publisher);
            article.language = language.unwrap_or_default();
            body::complete(article, &[], lexicon)
        })
        .collect()
}

fn article(
    entry: Entry,
    raw: &str,
    place: Place,
    lexicon: &Lexicon,
) -> Result<Article, Diagnostic> {
    let published = match day(raw, lexicon) {
        Ok(None) => entry
            .published
            .or(entry.updated)
            .map(|time| time.date_naive().to_string()),
        Ok(known) => known,
        Err(date) => {
            let error = dates::DateError::Impossible;
            return Err(dates::diagnostic(place, error, &date));
        }
    };
    let content = entry.content.and_then(|content| content.body);
    let content = content.filter(|body| !body.trim().is_empty());
    let words = content.or(entry.summary.map(|summary| summary.content));
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    Ok(Article {
        text: plain(&words.unwrap_or_default()),
        title: entry.title.map(|title| plain(&title.content)),
        url: link.map(|link| link.href.clone()),
        published,
        authors: entry
            .authors
            .into_iter()
            .filter_map(|person| person.name)
            .collect(),
        place,
        ..Article::default()
    })
}

/// Feeds hold HTML or plain text, and do not always say which.
fn plain(content: &str) -> String {
    if content.contains(['<', '&']) {
        markup::text(content)
    } else {
        content.trim().to_owned()
    }
}

/// Line and source of each entry, or nothing when they cannot be told apart.
fn raw_entries(source: &str, count: usize) -> Vec<(usize, &str)> {
    let mut starts: Vec<usize> = ["<item", "<entry"]
        .iter()
        .flat_map(|tag| {
            let named = move |at: &usize| {
                source[at + tag.len()..].starts_with([' ', '>', '\n', '\r', '\t'])
            };
            source.match_indices(tag).map(|(at, _)| at).filter(named)
        })
        .collect();
    starts.sort_unstable();
    if starts.len() != count {
        return Vec::new();
    }
    let mut line = 1;
    let mut passed = 0;
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    let mut entries = Vec::new();
    for (&start, end) in starts.iter().zip(ends) {
        line += source[passed..start].matches('\n').count();
        passed = start;
        entries.push((line, &source[start..end]));
    }
    entries
}

/// The day as written, in its own zone; `Err` holds a date that the calendar does not have.
fn day(raw: &str, lexicon: &Lexicon) -> Result<Option<String>, String> {
    for name in DATES {
        let Some(date) = element(raw, name) else {
            continue;
        };
        match dates::parse(date, &lexicon.newswire.months) {
            Ok(day) => return Ok(Some(day.to_string())),
            Err(dates::DateError::Impossible) => return Err(date.to_owned()),
            Err(dates::DateError::Unknown) => {}
        }
    }
    Ok(None)
}

fn element<'r>(raw: &'r str, name: &str) -> Option<&'r str> {
    let (_, rest) = raw.split_once(&format!("<{name}>"))?;
    let (value, _) = rest.split_once("</")?;
    let value = value.trim();
    let bare = value
        .strip_prefix("<![CDATA[")
        .and_then(|value| value.strip_suffix("]]>"));
    Some(bare.unwrap_or(value).trim())
}
