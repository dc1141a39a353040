//! The page of an article: its text with every name and fact marked in place, and the facts beside it.
//!
//! Reads: the article's graph, its text where it may be shown. Writes: the page.
//! Never: marks a text that is not, letter for letter, the one that was read.

use std::collections::BTreeMap;

use axum::response::Response;
use oxigraph::model::{NamedNode, NamedNodeRef};
use serde::Serialize;

use super::look::{Look, Shown};
use super::marks::{self, Mark, Paragraph, Piece, What};
use super::presented::Kind;
use super::report::{Happening, Report, Span};
use super::resource;
use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::edition::Edition;
use crate::serve::problem::Problem;
use crate::text::sha256;

mod placing;

/// The page.
#[derive(Serialize)]
struct Page {
    title: String,
    data: Option<String>,
    publisher: Option<Shown>,
    date: Option<Shown>,
    authors: Vec<Shown>,
    original: Option<Shown>,
    /// Why there is no text.
    missing: Option<&'static str>,
    legend: Vec<Entry>,
    claimed: usize,
    facts: usize,
    passages: Vec<Passage>,
    names: Vec<NameGroup>,
}

/// A kind of presentation with its number of facts.
#[derive(Serialize)]
struct Entry {
    kind: Kind,
    count: usize,
}

/// A paragraph with its facts.
#[derive(Serialize, Default)]
struct Passage {
    number: usize,
    sentences: Vec<SentenceView>,
    facts: Vec<Fact>,
}

#[derive(Serialize)]
struct SentenceView {
    /// "105-240" where it is somebody's evidence.
    span: Option<String>,
    pieces: Vec<PieceView>,
}

/// A piece of the text with how it is marked.
#[derive(Serialize)]
struct PieceView {
    #[serde(flatten)]
    piece: Piece,
    href: Option<String>,
    /// Kind of the fact that the words tell.
    kind: Option<Kind>,
    claimed: bool,
    name: bool,
    /// What it is, for who points at it.
    title: String,
    /// Ids of the facts that the words tell.
    facts: String,
}

/// A report with what it is about.
#[derive(Serialize)]
struct Fact {
    report: Report,
    what: Happening,
    /// Evidence in the form of [`SentenceView::span`].
    spans: String,
    /// Its words, where the text is not shown.
    words: Vec<String>,
    /// Ids of reports in the same paragraph that say the same.
    also: Vec<String>,
}

/// Somebody or something that the text names.
struct Name {
    link: Shown,
    kind: String,
    spans: Vec<Span>,
}

/// Names of one kind.
#[derive(Serialize)]
struct NameGroup {
    kind: String,
    names: Vec<NameView>,
}

#[derive(Serialize)]
struct NameView {
    link: Shown,
    count: usize,
}

/// The page of an article.
pub(super) async fn page(app: &App, node: NamedNode) -> Result<Response, Problem> {
    let inside = app.clone();
    app.pages()
        .run(move |_| {
            let page = read(&inside, &inside.edition(), node.as_ref())?;
            inside.templates().page("article.html", page)
        })
        .await
}

fn read(app: &App, edition: &Edition, node: NamedNodeRef<'_>) -> Result<Page, Problem> {
    let base = app.settings().base();
    let segment = node.as_str().rsplit('/').next().unwrap_or_default();
    let graph = NamedNode::new_unchecked(format!("{base}graph/article/{segment}"));
    let look = Look::of_article(app, edition, graph.as_ref())?;
    if look.facts(node, 1)?.is_empty() {
        return Err(Problem::unknown("no article of that name"));
    }
    let text = text(app, &look, segment)?;
    let facts = facts(&look, node, text.is_err())?;
    let names = names(&look)?;
    let passages = match &text {
        Ok(text) => passages(text, &facts, &names),
        Err(_) => vec![Passage::default()],
    };
    let mut page = Page {
        title: title(&look, node)?,
        data: look.data(node),
        publisher: first(&look, node, vocab::PUBLISHER)?,
        date: first(&look, node, vocab::DATE_PUBLISHED)?,
        authors: shown(&look, node, &[vocab::AUTHOR, vocab::CREDIT_TEXT])?,
        original: first(&look, node, vocab::URL)?,
        missing: text.err(),
        legend: legend(&facts),
        claimed: facts
            .iter()
            .filter(|fact| fact.report.presented.claimed)
            .count(),
        facts: facts.len(),
        passages,
        names: groups(names),
    };
    placing::place(&mut page.passages, facts);
    Ok(page)
}

/// The text, or why it cannot be shown.
fn text(
    app: &App,
    look: &Look<'_>,
    segment: &str,
) -> Result<Result<String, &'static str>, Problem> {
    if !app.shows_texts() {
        return Ok(Err(
            "The text is not shown on this server: it belongs to its publisher.",
        ));
    }
    let kept = app.texts().read(segment).map_err(|error| {
        tracing::error!("text of {segment}: {error}");
        Problem::fault("the text cannot be read; see the server's log")
    })?;
    let Some(text) = kept else {
        return Ok(Err("The text was not kept when the article was read."));
    };
    let node = NamedNode::new_unchecked(format!("{}text/{segment}", look.base()));
    let sums = look.values(node.as_ref(), vocab::SHA256)?;
    let sum = sha256(text.as_bytes());
    let same = sums
        .iter()
        .any(|value| value.to_string().trim_matches('"') == sum);
    if !same {
        return Ok(Err(
            "The text that is kept is not the one that was read: its words may have moved.",
        ));
    }
    Ok(Ok(text))
}

/// All facts in the order of the text.
fn facts(look: &Look<'_>, article: NamedNodeRef<'_>, spell: bool) -> Result<Vec<Fact>, Problem> {
    let prefix = format!("{}#", article.as_str());
    let mut facts = Vec::new();
    for thing in look.things() {
        let node = NamedNodeRef::new_unchecked(thing);
        if !thing.starts_with(&prefix) || look.nodes(node, vocab::MODALITY)?.is_empty() {
            continue;
        }
        let report = Report::read(look, node)?;
        let spans: Vec<String> = report.evidence.iter().map(|span| name_of(*span)).collect();
        facts.push(Fact {
            what: Happening::of(look, node, &report)?,
            words: if spell {
                words(look, article, &report)?
            } else {
                Vec::new()
            },
            also: Vec::new(),
            spans: spans.join(" "),
            report,
        });
    }
    facts.sort_by(|left, right| {
        let by_place = left.report.at().cmp(&right.report.at());
        by_place.then_with(|| left.report.id.cmp(&right.report.id))
    });
    Ok(facts)
}

/// The words of a report's triggers, as the graph keeps them.
fn words(
    look: &Look<'_>,
    article: NamedNodeRef<'_>,
    report: &Report,
) -> Result<Vec<String>, Problem> {
    let segment = article.as_str().rsplit('/').next().unwrap_or_default();
    let mut words = Vec::new();
    for Span { begin, end } in report.own_triggers() {
        let span = format!("{}text/{segment}#char={begin},{end}", look.base());
        words.push(look.label(NamedNodeRef::new_unchecked(&span))?);
    }
    Ok(words)
}

/// All that the text names: what has words of its own and is neither event nor report.
fn names(look: &Look<'_>) -> Result<Vec<Name>, Problem> {
    let things = format!("{}id/", look.base());
    let mut names = Vec::new();
    for thing in look.things() {
        let path = thing.strip_prefix(&things).unwrap_or("event/");
        if path.starts_with("event/") || path.contains('#') {
            continue;
        }
        let node = NamedNodeRef::new_unchecked(thing);
        let spans = look.nodes(node, vocab::DENOTED_BY)?;
        let spans: Vec<Span> = spans
            .iter()
            .filter_map(|span| Span::of(span.as_str()))
            .collect();
        if !spans.is_empty() {
            let kinds = resource::types(look, node)?;
            names.push(Name {
                link: look.link(node)?,
                kind: kinds.into_iter().next().unwrap_or_default().text,
                spans,
            });
        }
    }
    Ok(names)
}

/// The text in paragraphs, marked; the facts follow.
fn passages(text: &str, facts: &[Fact], names: &[Name]) -> Vec<Passage> {
    let told = facts.iter().enumerate().flat_map(|(number, fact)| {
        let spans = fact.report.own_triggers();
        spans.map(move |span| (span, What::Fact(number)))
    });
    let called = names.iter().enumerate().flat_map(|(number, name)| {
        let spans = name.spans.iter().copied();
        spans.map(move |span| (span, What::Name(number)))
    });
    let marks: Vec<Mark> = told
        .chain(called)
        .map(|(span, what)| Mark { span, what })
        .collect();
    let evidence: Vec<Span> = facts
        .iter()
        .flat_map(|fact| fact.report.evidence.clone())
        .collect();
    let paragraphs = marks::cut(text, &marks, &evidence).into_iter();
    paragraphs
        .enumerate()
        .map(|(number, paragraph)| passage(number + 1, paragraph, facts, names))
        .collect()
}

fn passage(number: usize, paragraph: Paragraph, facts: &[Fact], names: &[Name]) -> Passage {
    let sentences = paragraph.sentences.into_iter();
    Passage {
        number,
        sentences: sentences
            .map(|sentence| SentenceView {
                span: sentence.evidence.map(name_of),
                pieces: sentence
                    .pieces
                    .into_iter()
                    .map(|piece| marked(piece, facts, names))
                    .collect(),
            })
            .collect(),
        facts: Vec::new(),
    }
}

fn marked(piece: Piece, facts: &[Fact], names: &[Name]) -> PieceView {
    let told: Vec<&Fact> = piece
        .marks
        .iter()
        .filter_map(|what| match what {
            What::Fact(number) => facts.get(*number),
            What::Name(_) => None,
        })
        .collect();
    let whose = piece.marks.iter().find_map(|what| match what {
        What::Name(number) => names.get(*number),
        What::Fact(_) => None,
    });
    let inner = matches!(piece.marks.first(), Some(What::Name(_)));
    let of_name = whose
        .filter(|_| inner)
        .and_then(|name| name.link.href.clone());
    let of_fact = told.first().map(|fact| format!("#{}", fact.report.id));
    let ids: Vec<&str> = told.iter().map(|fact| fact.report.id.as_str()).collect();
    let titles = told.iter().map(|fact| fact.title());
    let titles = titles.chain(whose.map(|name| format!("{} ({})", name.link.text, name.kind)));
    PieceView {
        href: of_name.or(of_fact),
        kind: told.first().map(|fact| fact.report.presented.kind),
        claimed: told
            .first()
            .is_some_and(|fact| fact.report.presented.claimed),
        name: whose.is_some(),
        title: titles.collect::<Vec<_>>().join("\n"),
        facts: ids.join(" "),
        piece,
    }
}

impl Fact {
    fn title(&self) -> String {
        format!("{}: {}", self.report.presented.words, self.what.link.text)
    }
}

/// Headline, else the first words of the text, else the name of the article.
fn title(look: &Look<'_>, node: NamedNodeRef<'_>) -> Result<String, Problem> {
    match first(look, node, vocab::HEADLINE)? {
        Some(title) => Ok(title.text),
        None => look.label(node),
    }
}

fn first(
    look: &Look<'_>,
    node: NamedNodeRef<'_>,
    property: NamedNodeRef<'_>,
) -> Result<Option<Shown>, Problem> {
    Ok(shown(look, node, &[property])?.into_iter().next())
}

fn shown(
    look: &Look<'_>,
    node: NamedNodeRef<'_>,
    properties: &[NamedNodeRef<'_>],
) -> Result<Vec<Shown>, Problem> {
    let mut shown = Vec::new();
    for property in properties {
        for value in look.values(node, *property)? {
            shown.push(look.shown(&value)?);
        }
    }
    Ok(shown)
}

fn legend(facts: &[Fact]) -> Vec<Entry> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for fact in facts {
        *counts.entry(fact.report.presented.kind).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(kind, count)| Entry { kind, count })
        .collect()
}

/// Names by kind; within a kind those named most often first.
fn groups(names: Vec<Name>) -> Vec<NameGroup> {
    let mut groups: BTreeMap<String, Vec<NameView>> = BTreeMap::new();
    for Name { link, kind, spans } in names {
        let count = spans.len();
        groups
            .entry(kind)
            .or_default()
            .push(NameView { link, count });
    }
    let groups = groups.into_iter().map(|(kind, mut names)| {
        names.sort_by_cached_key(|name| (usize::MAX - name.count, name.link.text.clone()));
        NameGroup { kind, names }
    });
    groups.collect()
}

/// A span as the page names it.
fn name_of(span: Span) -> String {
    format!("{}-{}", span.begin, span.end)
}
