//! What pages look up in the graph: values, labels, links.
//!
//! Reads: the default graph. Writes: terms, and values ready to be shown. Never: runs SPARQL, or
//! makes a link of an address that a browser would run.

use std::cell::RefCell;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::{StorageError, Store as Oxigraph};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{dates, headings, opening};
use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::edition::Edition;
use crate::serve::problem::Problem;
use crate::store::syntax::Prefixes;

/// What an IRI's path may hold and a URL's path may not; escapes they have in common.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A value as a page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(in crate::serve) struct Shown {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
    /// They lead to another site.
    pub outside: bool,
    /// Language of the words.
    pub lang: Option<String>,
    /// The machine-readable form of a date.
    pub datetime: Option<String>,
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// Looks things up for one page; labels are read once.
pub(in crate::serve) struct Look<'a> {
    app: &'a App,
    graph: &'a Oxigraph,
    base: &'a str,
    prefixes: &'a Prefixes,
    /// What one article says, by subject: it takes the place of what all articles say.
    article: FxHashMap<String, Vec<(NamedNode, Term)>>,
    labels: RefCell<FxHashMap<String, String>>,
}

impl<'a> Look<'a> {
    /// For a page of an edition.
    pub(in crate::serve) fn new(app: &'a App, edition: &'a Edition) -> Self {
        Self {
            app,
            graph: edition.store().database(),
            base: app.settings().base(),
            prefixes: app.prefixes(),
            article: FxHashMap::default(),
            labels: RefCell::default(),
        }
    }

    /// The same where what is said about a thing is what one article says. Its graph is read once.
    pub(in crate::serve) fn of_article(
        app: &'a App,
        edition: &'a Edition,
        graph: NamedNodeRef<'_>,
    ) -> Result<Self, Problem> {
        let mut look = Self::new(app, edition);
        for quad in edition.store().graph(graph.into())? {
            if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
                let facts = look.article.entry(subject.into_string()).or_default();
                facts.push((quad.predicate, quad.object));
            }
        }
        Ok(look)
    }

    /// The things that the article has a word about, sorted.
    pub(in crate::serve) fn things(&self) -> Vec<&str> {
        let mut things: Vec<&str> = self.article.keys().map(String::as_str).collect();
        things.sort_unstable();
        things
    }

    /// The base of the IRIs of things.
    pub(in crate::serve) fn base(&self) -> &str {
        self.base
    }

    /// At most `limit` properties and values of a thing, sorted.
    pub(in crate::serve) fn facts(
        &self,
        subject: NamedNodeRef<'_>,
        limit: usize,
    ) -> Result<Vec<(NamedNode, Term)>, Problem> {
        let mut facts: Vec<_> = match self.article.get(subject.as_str()) {
            Some(facts) => facts.clone(),
            None => self
                .quads(Some(subject), None, None, limit)?
                .into_iter()
                .map(|quad| (quad.predicate, quad.object))
                .collect(),
        };
        facts.sort_by_cached_key(|(property, value)| {
            (property.as_str().to_owned(), value.to_string())
        });
        Ok(facts)
    }

    /// At most `limit` things with the property by which they lead here, sorted.
    pub(in crate::serve) fn mentions(
        &self,
        object: NamedNodeRef<'_>,
        limit: usize,
    ) -> Result<Vec<(NamedNode, NamedNode)>, Problem> {
        let quads = self.quads(None, None, Some(object), limit)?;
        let mut mentions: Vec<_> = quads
            .into_iter()
            .filter_map(|quad| Some((quad.predicate, named(quad.subject)?)))
            .collect();
        mentions.sort_unstable();
        Ok(mentions)
    }

    /// The values of a property, sorted.
    pub(in crate::serve) fn values(
        &self,
        subject: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, Problem> {
        let mut values: Vec<Term> = match self.article.get(subject.as_str()) {
            Some(facts) => facts
                .iter()
                .filter(|(other, _)| *other == property)
                .map(|(_, value)| value.clone())
                .collect(),
            None => self
                .quads(Some(subject), Some(property), None, usize::MAX)?
                .into_iter()
                .map(|quad| quad.object)
                .collect(),
        };
        values.sort_by_cached_key(Term::to_string);
        Ok(values)
    }

    /// The nodes among the values of a property, sorted.
    pub(in crate::serve) fn nodes(
        &self,
        subject: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, Problem> {
        let values = self.values(subject, property)?.into_iter();
        Ok(values.filter_map(node).collect())
    }

    /// The things that have a value for a property, sorted.
    pub(in crate::serve) fn subjects(
        &self,
        property: NamedNodeRef<'_>,
        object: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, Problem> {
        let quads = self.quads(None, Some(property), Some(object), usize::MAX)?;
        let mut subjects: Vec<_> = quads
            .into_iter()
            .filter_map(|quad| named(quad.subject))
            .collect();
        subjects.sort_unstable();
        Ok(subjects)
    }

    /// Hands over subject and value of all triples with a property, and with a value where one is
    /// given, in no order.
    pub(in crate::serve) fn each(
        &self,
        property: NamedNodeRef<'_>,
        value: Option<NamedNodeRef<'_>>,
        mut take: impl FnMut(String, Term),
    ) -> Result<(), Problem> {
        let graph = Some(GraphNameRef::DefaultGraph);
        let value = value.map(Into::into);
        for quad in self
            .graph
            .quads_for_pattern(None, Some(property), value, graph)
        {
            let quad = quad.map_err(|error| trouble(&error))?;
            if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
                take(subject.into_string(), quad.object);
            }
        }
        Ok(())
    }

    /// The English label, else any label, else words that say what it is, else a short form of the IRI.
    pub(in crate::serve) fn label(&self, node: NamedNodeRef<'_>) -> Result<String, Problem> {
        if let Some(label) = self.labels.borrow().get(node.as_str()) {
            return Ok(label.clone());
        }
        let label = match self.named(node)? {
            Some(label) => label,
            None => match self.untitled(node)? {
                Some(words) => words,
                None => self.told(node)?.unwrap_or_else(|| self.short(node)),
            },
        };
        let mut labels = self.labels.borrow_mut();
        labels.insert(node.as_str().to_owned(), label.clone());
        Ok(label)
    }

    /// Label, headline or, of a span, its words.
    fn named(&self, node: NamedNodeRef<'_>) -> Result<Option<String>, Problem> {
        for property in [vocab::LABEL, vocab::HEADLINE, vocab::ANCHOR_OF] {
            let values = self.values(node, property)?.into_iter();
            let labels = values.filter_map(|value| match value {
                Term::Literal(label) => {
                    Some((label.language() != Some("en"), label.value().to_owned()))
                }
                _ => None,
            });
            let mut labels: Vec<(bool, String)> = labels.collect();
            labels.sort_unstable();
            // English ones, where there are any.
            let first = labels.first().is_some_and(|(foreign, _)| *foreign);
            labels.retain(|(foreign, _)| *foreign == first);
            let labels = labels.into_iter().map(|(_, label)| label);
            if let Some(label) = labels.reduce(headings::joined) {
                return Ok(Some(label));
            }
        }
        Ok(None)
    }

    /// An article without a headline, by its first words where they may be shown, else by its day.
    fn untitled(&self, node: NamedNodeRef<'_>) -> Result<Option<String>, Problem> {
        let path = node.as_str().strip_prefix(self.base).unwrap_or_default();
        if !path.starts_with("id/article/") || path.contains('#') {
            return Ok(None);
        }
        if let Some(words) = self.opening(node)? {
            return Ok(Some(words));
        }
        let dates = self.values(node, vocab::DATE_PUBLISHED)?;
        let date = dates.first().map(|date| self.shown(date)).transpose()?;
        Ok(date.map(|date| format!("Untitled, {}", date.text)))
    }

    fn opening(&self, article: NamedNodeRef<'_>) -> Result<Option<String>, Problem> {
        let segment = article.as_str().rsplit('/').next().unwrap_or_default();
        let kept = self
            .app
            .shows_texts()
            .then(|| self.app.texts().read(segment));
        let Some(text) = kept.and_then(Result::ok).flatten() else {
            return Ok(None);
        };
        let dateline = self.values(article, vocab::DATELINE)?.into_iter().next();
        let dateline = match &dateline {
            Some(Term::Literal(dateline)) => dateline.value(),
            _ => "",
        };
        Ok(opening::words(&text, dateline))
    }

    /// What a report tells.
    fn told(&self, node: NamedNodeRef<'_>) -> Result<Option<String>, Problem> {
        if let Some(event) = self.nodes(node, vocab::REPORTS)?.first() {
            return self.label(event.as_ref()).map(Some);
        }
        let mut words = Vec::new();
        for part in [vocab::SUBJECT, vocab::PREDICATE, vocab::OBJECT] {
            for value in self.values(node, part)? {
                words.push(self.shown(&value)?.text);
            }
        }
        Ok((!words.is_empty()).then(|| words.join(" ")))
    }

    /// The short form of an IRI: of a vocabulary's term its name in words, else what follows the base.
    fn short(&self, node: NamedNodeRef<'_>) -> String {
        let iri = node.as_str();
        if let Some(path) = iri.strip_prefix(self.base) {
            return path.strip_prefix("id/").unwrap_or(path).to_owned();
        }
        match self.prefixes.compact(iri) {
            // What is but a concept is what an article is about.
            _ if node == vocab::CONCEPT => "topic".to_owned(),
            Some((_, local)) => in_words(local),
            None => iri.to_owned(),
        }
    }

    /// The things that have any value for a property, sorted.
    pub(in crate::serve) fn having(
        &self,
        property: NamedNodeRef<'_>,
        value: &Term,
    ) -> Result<Vec<NamedNode>, Problem> {
        let graph = Some(GraphNameRef::DefaultGraph);
        let quads = self
            .graph
            .quads_for_pattern(None, Some(property), Some(value.as_ref()), graph);
        let quads = quads
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| trouble(&error))?;
        let mut things: Vec<_> = quads
            .into_iter()
            .filter_map(|quad| named(quad.subject))
            .collect();
        things.sort_unstable();
        Ok(things)
    }

    /// The article whose text a span is in.
    pub(in crate::serve) fn article_of(&self, span: &str) -> Option<NamedNode> {
        let text = span.strip_prefix(self.base)?.strip_prefix("text/")?;
        let segment = text.split('#').next()?;
        NamedNode::new(format!("{}id/article/{segment}", self.base)).ok()
    }

    /// An IRI with its prefix where it has one.
    pub(in crate::serve) fn compact(&self, iri: &str) -> String {
        let short = self.prefixes.compact(iri);
        short.map_or_else(
            || iri.to_owned(),
            |(prefix, local)| format!("{prefix}:{local}"),
        )
    }

    /// A thing with its label and the way to its page.
    pub(in crate::serve) fn link(&self, node: NamedNodeRef<'_>) -> Result<Shown, Problem> {
        let (href, outside) = self.href(node.as_str());
        Ok(Shown {
            text: self.label(node)?,
            href,
            outside,
            ..Shown::default()
        })
    }

    /// Any value.
    pub(in crate::serve) fn shown(&self, term: &Term) -> Result<Shown, Problem> {
        match term {
            Term::NamedNode(node) => self.link(node.as_ref()),
            Term::BlankNode(node) => Ok(Shown {
                text: node.to_string(),
                ..Shown::default()
            }),
            Term::Literal(literal) => {
                let text = literal.value();
                let date = dates::is_date(literal.datatype());
                Ok(Shown {
                    text: if date {
                        dates::words(text)
                    } else {
                        text.to_owned()
                    },
                    lang: literal.language().map(str::to_owned),
                    datetime: date.then(|| text.to_owned()),
                    ..Shown::default()
                })
            }
        }
    }

    /// Where an IRI leads, and whether that is another site. Only the web's own schemes lead anywhere.
    pub(in crate::serve) fn href(&self, iri: &str) -> (Option<String>, bool) {
        if let Some(path) = iri.strip_prefix(self.base) {
            return (Some(format!("/{}", escaped(path))), false);
        }
        if let Some(local) = iri.strip_prefix(vocab::NG) {
            return (Some(format!("/ns#{}", escaped(local))), false);
        }
        let web = iri.starts_with("https://") || iri.starts_with("http://");
        (web.then(|| iri.to_owned()), true)
    }

    /// Path and formats of the data about a thing of this graph.
    pub(in crate::serve) fn data(&self, node: NamedNodeRef<'_>) -> Option<String> {
        let path = node.as_str().strip_prefix(self.base)?.strip_prefix("id/")?;
        let path = path.split('#').next()?;
        Some(format!("/data/{}", escaped(path)))
    }

    fn quads(
        &self,
        subject: Option<NamedNodeRef<'_>>,
        property: Option<NamedNodeRef<'_>>,
        object: Option<NamedNodeRef<'_>>,
        limit: usize,
    ) -> Result<Vec<Quad>, Problem> {
        self.graph
            .quads_for_pattern(
                subject.map(Into::into),
                property,
                object.map(Into::into),
                Some(GraphNameRef::DefaultGraph),
            )
            .take(limit)
            .collect::<Result<_, _>>()
            .map_err(|error| trouble(&error))
    }
}

/// What the database reports is the server's fault.
pub(in crate::serve) fn trouble(error: &StorageError) -> Problem {
    tracing::error!("{error}");
    Problem::fault("the store cannot be read; see the server's log")
}

fn named(node: NamedOrBlankNode) -> Option<NamedNode> {
    match node {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

fn node(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

/// A path with its fragment as a URL writes them.
fn escaped(path: &str) -> String {
    utf8_percent_encode(path, ESCAPED).to_string()
}

/// A term's name in words: `datePublished` to "date published".
fn in_words(local: &str) -> String {
    let mut words = String::with_capacity(local.len() + 4);
    let mut after_lower = false;
    for c in local.chars() {
        if c.is_uppercase() && after_lower {
            words.push(' ');
            words.extend(c.to_lowercase());
        } else {
            words.push(c);
        }
        after_lower = c.is_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_told_in_words() {
        assert_eq!(in_words("datePublished"), "date published");
        assert_eq!(in_words("NewsArticle"), "News article");
        assert_eq!(in_words("Q42"), "Q42");
    }

    #[test]
    fn paths_are_escaped_once_and_keep_their_fragment() {
        assert_eq!(escaped("id/place/ürümqi"), "id/place/%C3%BCr%C3%BCmqi");
        assert_eq!(
            escaped("id/article/a%2Fb#1-visit"),
            "id/article/a%2Fb#1-visit"
        );
        assert_eq!(escaped("id/x\"><script>"), "id/x%22%3E%3Cscript%3E");
    }
}
