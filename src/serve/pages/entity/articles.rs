//! The articles that name an entity, the newest first.
//!
//! Reads: the spans of its names. Writes: links with dates. Never: more than a page's worth.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;

use crate::graph::vocab;
use crate::serve::pages::look::{Look, Shown};
use crate::serve::problem::Problem;

/// Articles on a page.
const SHOWN: usize = 20;

/// Articles that name an entity.
#[derive(Serialize)]
pub(super) struct Articles {
    shown: Vec<Naming>,
    /// All of them.
    count: usize,
}

/// An article that names it.
#[derive(Serialize)]
struct Naming {
    article: Shown,
    date: Option<Shown>,
    /// Times that it does.
    times: usize,
}

/// The articles that name an entity.
pub(super) fn read(look: &Look<'_>, entity: NamedNodeRef<'_>) -> Result<Articles, Problem> {
    let mut articles: BTreeMap<NamedNode, usize> = BTreeMap::new();
    for span in look.nodes(entity, vocab::DENOTED_BY)? {
        if let Some(article) = look.article_of(span.as_str()) {
            *articles.entry(article).or_default() += 1;
        }
    }
    let dated = articles.into_iter().map(|(article, times)| {
        let date = look.values(article.as_ref(), vocab::DATE_PUBLISHED)?.pop();
        Ok((date, article, times))
    });
    let mut dated = dated.collect::<Result<Vec<(Option<Term>, _, _)>, Problem>>()?;
    let key = |date: &Option<Term>| date.as_ref().map(Term::to_string);
    dated.sort_by(|one, other| {
        let by_date = key(&other.0).cmp(&key(&one.0));
        by_date.then_with(|| one.1.cmp(&other.1))
    });
    let shown = dated.iter().take(SHOWN).map(|(date, article, times)| {
        Ok(Naming {
            article: look.link(article.as_ref())?,
            date: date.as_ref().map(|date| look.shown(date)).transpose()?,
            times: *times,
        })
    });
    Ok(Articles {
        shown: shown.collect::<Result<_, Problem>>()?,
        count: dated.len(),
    })
}
