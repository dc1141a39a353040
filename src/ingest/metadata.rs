//! What a web page says about its article.
//!
//! Reads: JSON-LD ([schema.org `Article`](https://schema.org/Article)),
//! [Open Graph](https://ogp.me/) and other `<meta>`, `<time>`, the canonical link, bylines.
//! Writes: [`Metadata`], the first source in this order winning. Never: guesses from running text.

use scraper::{Html, Selector};
use serde_json::Value;

use super::lexicon::Lexicon;
use super::{dates, furniture, markup};

/// `<meta>` that gives the day of publication, best first.
const DATES: [&str; 13] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "datePublished",
    "parsely-pub-date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "sailthru.date",
    "date",
];
const AUTHORS: [&str; 5] = [
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "byl",
];
const TITLES: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const PUBLISHERS: [&str; 4] = [
    "og:site_name",
    "publisher",
    "dc.publisher",
    "application-name",
];

/// Elements with the name of the writer.
const BYLINE: &str =
    "[rel=author], [itemprop=author], .byline, .by-line, .article-author, .author-name, .author";

/// Elements with the day, those of the article first.
const TIMES: [&str; 4] = [
    "time[itemprop=datePublished]",
    "time[pubdate]",
    "article time[datetime]",
    "time[datetime]",
];

/// Elements that are no running text.
const FURNITURE: &str = "h1, h2, h3, h4, h5, h6, figcaption, time, .caption, .wp-caption-text, \
    .credit, .photo-credit, .byline, .by-line, .article-author, .author-name, .author, .dateline-meta, \
    .article-meta, .post-meta, .timestamp, .published, .kicker, .note, .disclaimer, [rel=author]";

/// What is known about the article of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    /// The day of publication; `Err` holds a date that the calendar does not have.
    pub(super) day: Result<Option<String>, String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    /// Lines that the markup tells to be headings, captions, bylines or dates.
    pub(super) furniture: Vec<String>,
}

pub(super) fn find(page: &Html, lexicon: &Lexicon) -> Metadata {
    let page = Page {
        page,
        linked: linked_data(page),
    };
    Metadata {
        title: page.title(),
        url: page.url(),
        day: page.day(lexicon),
        authors: page.authors(lexicon),
        publisher: page
            .linked_name("publisher")
            .or_else(|| page.meta(&PUBLISHERS)),
        language: page.language(),
        furniture: page.furniture(),
    }
}

struct Page<'p> {
    page: &'p Html,
    /// The article's object in the page's JSON-LD, or null.
    linked: Value,
}

impl Page<'_> {
    fn title(&self) -> Option<String> {
        self.linked_text("headline")
            .or_else(|| self.meta(&TITLES))
            .or_else(|| self.first_line("h1"))
            .or_else(|| self.first_line("title"))
    }

    fn url(&self) -> Option<String> {
        let main = &self.linked["mainEntityOfPage"];
        let candidates = [
            self.attribute("link[rel=canonical]", "href"),
            self.meta(&["og:url"]),
            self.linked_text("url"),
            text_of(main).or_else(|| text_of(&main["@id"])),
        ];
        let is_absolute = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        candidates.into_iter().flatten().find(is_absolute)
    }

    fn day(&self, lexicon: &Lexicon) -> Result<Option<String>, String> {
        let mut candidates = vec![
            self.linked_text("datePublished"),
            self.linked_text("dateCreated"),
        ];
        candidates.extend(DATES.iter().map(|name| self.meta(&[name])));
        for time in TIMES {
            candidates.push(self.attribute(time, "datetime"));
            candidates.push(self.first_line(time));
        }
        for date in candidates.into_iter().flatten() {
            match dates::parse(&date, &lexicon.newswire.months) {
                Ok(day) => return Ok(Some(day.to_string())),
                Err(dates::DateError::Impossible) => return Err(date),
                Err(dates::DateError::Unknown) => {}
            }
        }
        Ok(None)
    }

    fn authors(&self, lexicon: &Lexicon) -> Vec<String> {
        let linked = names(&self.linked["author"]);
        if !linked.is_empty() {
            return linked;
        }
        let newswire = &lexicon.newswire;
        let written = |line: String| {
            furniture::byline(&line, newswire).unwrap_or_else(|| furniture::names(&line, newswire))
        };
        // `article:author` may hold the address of a page instead of a name.
        let meta = AUTHORS.iter().filter_map(|name| self.meta(&[name]));
        meta.filter(|value| !value.contains("://"))
            .chain(self.first_line(BYLINE))
            .map(written)
            .find(|names| !names.is_empty())
            .unwrap_or_default()
    }

    fn language(&self) -> Option<String> {
        self.linked_text("inLanguage")
            .or_else(|| self.attribute("html[lang]", "lang"))
            .or_else(|| self.meta(&["og:locale", "content-language", "language"]))
    }

    fn furniture(&self) -> Vec<String> {
        let mut lines: Vec<_> = self
            .page
            .select(&selector(FURNITURE))
            .map(markup::line)
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Content of the first `<meta>` that has one of the names.
    fn meta(&self, names: &[&str]) -> Option<String> {
        let metas: Vec<_> = self.page.select(&selector("meta[content]")).collect();
        names.iter().find_map(|wanted| {
            let is_wanted = |attribute: Option<&str>| {
                attribute.is_some_and(|name| name.eq_ignore_ascii_case(wanted))
            };
            let meta = metas.iter().find(|meta| {
                ["property", "name", "itemprop", "http-equiv"]
                    .iter()
                    .any(|key| is_wanted(meta.attr(key)))
            })?;
            filled(meta.attr("content")?)
        })
    }

    fn attribute(&self, selectors: &str, attribute: &str) -> Option<String> {
        let element = self.page.select(&selector(selectors)).next()?;
        filled(element.attr(attribute)?)
    }

    fn first_line(&self, selectors: &str) -> Option<String> {
        let selector = selector(selectors);
        let mut lines = self.page.select(&selector).map(markup::line);
        lines.find(|line| !line.is_empty())
    }

    fn linked_text(&self, key: &str) -> Option<String> {
        text_of(&self.linked[key])
    }

    fn linked_name(&self, key: &str) -> Option<String> {
        names(&self.linked[key]).into_iter().next()
    }
}

/// The first object of the page's JSON-LD whose type is an article.
fn linked_data(page: &Html) -> Value {
    page.select(&selector("script[type='application/ld+json']"))
        .filter_map(|script| serde_json::from_str(&script.text().collect::<String>()).ok())
        .find_map(article_in)
        .unwrap_or(Value::Null)
}

fn article_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article_in),
        Value::Object(_) if is_article(&value["@type"]) => Some(value),
        Value::Object(mut object) => object.remove("@graph").and_then(article_in),
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("Posting"),
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// Names of a person or organisation, or of several.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        other => text_of(other).into_iter().collect(),
    }
}

fn text_of(value: &Value) -> Option<String> {
    filled(value.as_str()?)
}

fn filled(value: &str) -> Option<String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

fn selector(selectors: &str) -> Selector {
    Selector::parse(selectors).expect("the selectors of this module are sound")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lexicon::project_lexicon;

    fn metadata(page: &str) -> Metadata {
        find(&Html::parse_document(page), &project_lexicon())
    }

    #[test]
    fn json_ld_comes_first() {
        let found = metadata(
            r#"<html lang="en-GB"><head><meta property="og:title" content="Other">
            <meta property="og:site_name" content="Site">
            <script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {
              "@type": ["NewsArticle"], "headline": "Ferry   sinks",
              "datePublished": "2024-05-03T23:30:00+02:00",
              "author": [{"name": "Ada Lopes"}, "Ben Roe"], "publisher": {"name": "The Ellery Post"},
              "mainEntityOfPage": {"@id": "https://post.example/ferry"}}]}</script></head></html>"#,
        );
        assert_eq!(found.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(found.day, Ok(Some("2024-05-03".to_owned())));
        assert_eq!(found.authors, ["Ada Lopes", "Ben Roe"]);
        assert_eq!(found.publisher.as_deref(), Some("The Ellery Post"));
        assert_eq!(found.url.as_deref(), Some("https://post.example/ferry"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn the_page_itself_tells_what_json_ld_does_not() {
        let found = metadata(
            r#"<html><head><title>Ferry sinks</title><link rel="canonical" href="/ferry">
            <meta property="article:author" content="https://post.example/ada"></head>
            <body><article><p class="byline">By Ada Lopes and Ben Roe, Harbour Staff</p>
            <time datetime="2024-05-03">3 May</time></article></body></html>"#,
        );
        assert_eq!(found.authors, ["Ada Lopes", "Ben Roe"]);
        assert_eq!(found.day, Ok(Some("2024-05-03".to_owned())));
        assert_eq!(found.url, None);
        assert!(found.furniture.contains(&"3 May".to_owned()));
    }

    #[test]
    fn an_impossible_day_is_kept_for_the_message() {
        let found = metadata(r#"<meta name="date" content="2024-02-31">"#);
        assert_eq!(found.day, Err("2024-02-31".to_owned()));
    }
}
