//! The page of an event: what it is, and every report of every article side by side.
//!
//! Reads: the event, its reports, the sentences that are their evidence. Writes: the page.
//! Never: weighs reports against each other: who confirms and who denies is for the reader.

use std::collections::BTreeMap;

use axum::response::Response;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;

use super::look::{Look, Shown};
use super::presented::Kind;
use super::quotes::Quotes;
use super::report::{GROUPS, Happening, Report, Span};
use crate::graph::vocab;
use crate::serve::app::App;
use crate::serve::edition::Edition;
use crate::serve::problem::Problem;

/// Related events that are shown for each relation.
const RELATED: usize = 20;

/// The page.
#[derive(Serialize)]
struct Page {
    data: Option<String>,
    iri: String,
    what: Happening,
    groups: Vec<Group>,
    reports: usize,
    /// Some affirm it, others deny it.
    disputed: bool,
    related: Vec<Related>,
    /// The words may be quoted.
    texts: bool,
}

/// Reports that present the event alike.
#[derive(Serialize)]
struct Group {
    name: &'static str,
    kind: Kind,
    reports: Vec<Told>,
}

/// A report with where it stands.
#[derive(Serialize)]
struct Told {
    report: Report,
    article: Shown,
    publisher: Option<Shown>,
    date: Option<Shown>,
    quotes: Vec<Vec<Words>>,
}

/// Words of a quoted sentence; the ones that tell the event stand out.
#[derive(Serialize)]
struct Words {
    text: String,
    hit: bool,
}

/// Events that lead to this one in one way.
#[derive(Serialize)]
struct Related {
    name: String,
    events: Vec<Shown>,
    more: usize,
}

/// The page of an event.
pub(super) async fn page(app: &App, node: NamedNode) -> Result<Response, Problem> {
    let inside = app.clone();
    app.pages()
        .run(move |_| {
            let page = read(&inside, &inside.edition(), node.as_ref())?;
            inside.templates().page("event.html", page)
        })
        .await
}

fn read(app: &App, edition: &Edition, node: NamedNodeRef<'_>) -> Result<Page, Problem> {
    let look = Look::new(app, edition);
    if look.facts(node, 1)?.is_empty() {
        return Err(Problem::unknown("no event of that name"));
    }
    let mut told = Vec::new();
    let mut texts = Quotes::new(app);
    for report in look.subjects(vocab::REPORTS, node)? {
        told.push(Told::read(&look, report.as_ref(), &mut texts)?);
    }
    told.sort_by_cached_key(|told| {
        let date = told.date.as_ref().and_then(|date| date.datetime.clone());
        (
            told.report.presented.claimed,
            date,
            told.article.href.clone(),
            told.report.at(),
        )
    });
    // A sentence that tells the event by two words is quoted once, with both marked.
    told.dedup_by(|one, other| one.says_as_much_as(other));
    let reports = told.len();
    let denied = |told: &&Told| told.report.presented.kind == Kind::Denied;
    let denials = told.iter().filter(denied).count();
    Ok(Page {
        data: look.data(node),
        iri: node.as_str().to_owned(),
        what: Happening::event(&look, node)?,
        disputed: denials > 0 && denials < reports,
        groups: groups(told),
        reports,
        related: related(&look, node)?,
        texts: app.shows_texts(),
    })
}

fn groups(told: Vec<Told>) -> Vec<Group> {
    let mut groups: Vec<Group> = GROUPS
        .iter()
        .map(|(name, kinds)| Group {
            name,
            kind: kinds[0],
            reports: Vec::new(),
        })
        .collect();
    for told in told {
        let kind = told.report.presented.kind;
        let at = GROUPS.iter().position(|(_, kinds)| kinds.contains(&kind));
        if let Some(group) = at.and_then(|at| groups.get_mut(at)) {
            group.reports.push(told);
        }
    }
    groups.retain(|group| !group.reports.is_empty());
    groups
}

impl Told {
    /// The same sentences of the same article, presented in the same way on the same word.
    fn says_as_much_as(&self, other: &Self) -> bool {
        let said = |told: &Self| {
            let report = &told.report;
            (
                report.article.clone(),
                report.evidence.clone(),
                report.presented.clone(),
                report.sources.clone(),
            )
        };
        said(self) == said(other)
    }

    fn read(
        look: &Look<'_>,
        node: NamedNodeRef<'_>,
        texts: &mut Quotes<'_>,
    ) -> Result<Self, Problem> {
        let report = Report::read(look, node)?;
        let value = |property| -> Result<Option<Shown>, Problem> {
            let Some(article) = &report.article else {
                return Ok(None);
            };
            let value = look.values(article.as_ref(), property)?.into_iter().next();
            value.map(|value: Term| look.shown(&value)).transpose()
        };
        let (publisher, date) = (value(vocab::PUBLISHER)?, value(vocab::DATE_PUBLISHED)?);
        let article = match &report.article {
            Some(article) => look.link(article.as_ref())?,
            None => Shown::default(),
        };
        let segment = report
            .article
            .as_ref()
            .and_then(|node| node.as_str().rsplit('/').next());
        let quotes = report.evidence.iter().filter_map(|sentence| {
            let text = texts.of(segment?)?;
            Some(quote(text, *sentence, &report))
        });
        Ok(Self {
            quotes: quotes.collect(),
            report,
            article,
            publisher,
            date,
        })
    }
}

/// A sentence of a text; offsets past its end are cut.
fn quote(text: &[char], sentence: Span, report: &Report) -> Vec<Words> {
    let mut words = Vec::new();
    let mut push = |begin: usize, end: usize, hit| {
        let end = end.min(text.len());
        if let Some(part) = text.get(begin..end).filter(|part| !part.is_empty()) {
            let text = part.iter().collect();
            words.push(Words { text, hit });
        }
    };
    let mut done = sentence.begin;
    let triggers = report.own_triggers();
    for trigger in triggers.filter(|trigger| sentence.contains(*trigger)) {
        if trigger.begin >= done {
            push(done, trigger.begin, false);
            push(trigger.begin, trigger.end, true);
            done = trigger.end;
        }
    }
    push(done, sentence.end, false);
    words
}

/// The events that lead here, by role; parts of this one under a name of their own.
fn related(look: &Look<'_>, node: NamedNodeRef<'_>) -> Result<Vec<Related>, Problem> {
    let mut found: BTreeMap<String, Vec<NamedNode>> = BTreeMap::new();
    let events = format!("{}id/event/", look.base());
    for (property, subject) in look.mentions(node, usize::MAX)? {
        if !subject.as_str().starts_with(&events) {
            continue;
        }
        let name = match property.as_str().rsplit(['#', '/']).next() {
            Some("content") => "It is what is said in".to_owned(),
            Some("subEventOf") => "Parts of it".to_owned(),
            Some("topic") => "It is spoken about in".to_owned(),
            Some("cause") => "It is given as the cause of".to_owned(),
            _ => format!("It is the “{}” of", look.label(property.as_ref())?),
        };
        found.entry(name).or_default().push(subject);
    }
    let related = found.into_iter().map(|(name, nodes)| {
        let shown = nodes.iter().take(RELATED);
        Ok(Related {
            name,
            more: nodes.len().saturating_sub(RELATED),
            events: shown
                .map(|event| look.link(event.as_ref()))
                .collect::<Result<_, _>>()?,
        })
    });
    related.collect()
}
