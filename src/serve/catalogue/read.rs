//! Fills a catalogue from the graph.
//!
//! Reads: the default graph, one property or class at a time. Writes: sorted lists.
//! Never: asks for one thing at a time: a pass over a property is faster than as many look-ups.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use rustc_hash::FxHashMap;

use super::reports::Reports;
use super::{Article, Catalogue, Entity, Event};
use crate::graph::vocab;
use crate::serve::pages::{Look, joined};
use crate::serve::problem::Problem;

/// Lists without the search index.
pub(super) fn read(look: &Look<'_>) -> Result<Catalogue, Problem> {
    let mut catalogue = Catalogue::default();
    let labels = labels(look)?;
    let reports = Reports::read(look)?;
    catalogue.reports = reports.count;
    catalogue.articles = articles(look, &reports)?;
    entities(look, &labels, &mut catalogue)?;
    events(look, &labels, reports, &mut catalogue)?;
    Ok(catalogue)
}

/// All labels; the English one where there is one.
fn labels(look: &Look<'_>) -> Result<FxHashMap<String, String>, Problem> {
    let mut labels: FxHashMap<String, (bool, String)> = FxHashMap::default();
    look.each(vocab::LABEL, None, |node, value| {
        let Term::Literal(label) = value else { return };
        let foreign = label.language() != Some("en");
        let label = (foreign, label.value().to_owned());
        match labels.get_mut(&node) {
            Some(best) if !best.0 && label.0 => {}
            Some(best) if best.0 == label.0 => {
                best.1 = joined(std::mem::take(&mut best.1), label.1);
            }
            Some(best) => *best = label,
            None => {
                labels.insert(node, label);
            }
        }
    })?;
    Ok(labels
        .into_iter()
        .map(|(node, (_, label))| (node, label))
        .collect())
}

fn articles(look: &Look<'_>, reports: &Reports) -> Result<Vec<Article>, Problem> {
    let mut articles: FxHashMap<String, Article> = FxHashMap::default();
    look.each(vocab::TYPE, Some(vocab::ARTICLE_CLASS), |iri, _| {
        let article = Article {
            iri: iri.clone(),
            reports: reports.articles.get(&iri).copied().unwrap_or_default(),
            ..Article::default()
        };
        articles.insert(iri, article);
    })?;
    look.each(vocab::HEADLINE, None, |iri, value| {
        if let (Some(article), Term::Literal(title)) = (articles.get_mut(&iri), value) {
            title.value().trim().clone_into(&mut article.title);
        }
    })?;
    look.each(vocab::DATE_PUBLISHED, None, |iri, value| {
        if let (Some(article), Term::Literal(date)) = (articles.get_mut(&iri), value) {
            article.date = Some(date.value().to_owned());
        }
    })?;
    let mut publishers = Vec::new();
    look.each(vocab::PUBLISHER, None, |iri, value| {
        publishers.push((iri, value));
    })?;
    for (iri, publisher) in publishers {
        if let Some(article) = articles.get_mut(&iri) {
            article.publisher = Some(look.shown(&publisher)?.text);
        }
    }
    let mut articles: Vec<Article> = articles.into_values().collect();
    for article in articles
        .iter_mut()
        .filter(|article| article.title.is_empty())
    {
        article.title = look.label(NamedNodeRef::new_unchecked(&article.iri))?;
    }
    articles.sort_by(|left, right| {
        let key = |article: &Article| Reverse(article.date.clone());
        key(left)
            .cmp(&key(right))
            .then_with(|| left.iri.cmp(&right.iri))
    });
    Ok(articles)
}

fn entities(
    look: &Look<'_>,
    labels: &FxHashMap<String, String>,
    catalogue: &mut Catalogue,
) -> Result<(), Problem> {
    let mut found: FxHashMap<String, Entity> = FxHashMap::default();
    for class in below(look, &[vocab::CONCEPT, vocab::ENTITY])? {
        let number = number_of(&mut catalogue.classes, look.label(class.as_ref())?);
        look.each(vocab::TYPE, Some(class.as_ref()), |iri, _| {
            found.entry(iri).or_default().class = number;
        })?;
    }
    let mut names = Vec::new();
    look.each(vocab::ALT_LABEL, None, |iri, value| {
        names.push((iri, value));
    })?;
    names.sort_by_cached_key(|(iri, value)| (iri.clone(), value.to_string()));
    for (iri, name) in names {
        if let (Some(entity), Term::Literal(name)) = (found.get_mut(&iri), name) {
            entity.aliases.push(name.value().to_owned());
        }
    }
    look.each(vocab::HAS_ACTOR, None, |_, actor| {
        if let Term::NamedNode(actor) = actor
            && let Some(entity) = found.get_mut(actor.as_str())
        {
            entity.events += 1;
        }
    })?;
    count_articles(look, &mut found, &mut catalogue.articles)?;
    // Nothing of the text names what is left without an article: a concept of the vocabulary, an
    // office that exists only as a value.
    catalogue.entities = found
        .into_iter()
        .filter(|(_, entity)| entity.articles > 0)
        .map(|(iri, entity)| Entity {
            label: labels.get(&iri).cloned().unwrap_or_default(),
            iri,
            ..entity
        })
        .collect();
    catalogue.entities.sort_by(|left, right| {
        let key = |entity: &Entity| Reverse((entity.articles, entity.events));
        let by_count = key(left).cmp(&key(right));
        by_count.then_with(|| left.iri.cmp(&right.iri))
    });
    Ok(())
}

/// In how many articles each entity is named, and how many entities each article names.
fn count_articles(
    look: &Look<'_>,
    entities: &mut FxHashMap<String, Entity>,
    articles: &mut [Article],
) -> Result<(), Problem> {
    let numbers: FxHashMap<String, u32> = (0..)
        .zip(articles.iter())
        .map(|(number, article)| (article.segment().to_owned(), number))
        .collect();
    let ids: FxHashMap<&str, u32> = (0..)
        .zip(entities.keys())
        .map(|(id, iri)| (iri.as_str(), id))
        .collect();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    look.each(vocab::DENOTED_BY, None, |iri, span| {
        let Term::NamedNode(span) = span else { return };
        let text = span.as_str().split('#').next().unwrap_or_default();
        let segment = text.rsplit('/').next().unwrap_or_default();
        if let (Some(&id), Some(&number)) = (ids.get(iri.as_str()), numbers.get(segment)) {
            pairs.push((id, number));
        }
    })?;
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts = vec![0; ids.len()];
    drop(ids);
    for (id, number) in pairs {
        counts[id as usize] += 1;
        articles[number as usize].entities += 1;
    }
    for (entity, count) in entities.values_mut().zip(counts) {
        entity.articles = count;
    }
    Ok(())
}

fn events(
    look: &Look<'_>,
    labels: &FxHashMap<String, String>,
    reports: Reports,
    catalogue: &mut Catalogue,
) -> Result<(), Problem> {
    let mut classes: FxHashMap<String, u16> = FxHashMap::default();
    for class in below(look, &[vocab::EVENT])? {
        let number = number_of(&mut catalogue.classes, look.label(class.as_ref())?);
        look.each(vocab::TYPE, Some(class.as_ref()), |iri, _| {
            classes.insert(iri, number);
        })?;
    }
    let dates = dates(look)?;
    catalogue.events = reports
        .events
        .into_iter()
        .map(|(iri, summary)| Event {
            label: labels.get(&iri).cloned().unwrap_or_default(),
            class: classes.get(&iri).copied().unwrap_or_default(),
            date: dates.get(&iri).cloned(),
            presented: summary.presented,
            disputed: summary.disputed,
            reports: summary.reports,
            iri,
        })
        .collect();
    catalogue.events.sort_by(|left, right| {
        let by_date = right.date.cmp(&left.date);
        by_date.then_with(|| left.iri.cmp(&right.iri))
    });
    Ok(())
}

/// Days of events, else the days on which they begin; bounds from publication do not count.
fn dates(look: &Look<'_>) -> Result<FxHashMap<String, String>, Problem> {
    let mut dates = FxHashMap::default();
    for stamp in [vocab::HAS_BEGIN_TIME_STAMP, vocab::HAS_TIME_STAMP] {
        let mut stamps = Vec::new();
        look.each(stamp, None, |iri, value| {
            if let Term::Literal(date) = value {
                stamps.push((iri, date.value().to_owned()));
            }
        })?;
        stamps.sort_unstable();
        dates.extend(stamps);
    }
    Ok(dates)
}

/// Classes with all classes below them, the wider before the narrower.
fn below(look: &Look<'_>, tops: &[NamedNodeRef<'_>]) -> Result<Vec<NamedNode>, Problem> {
    let mut classes: Vec<NamedNode> = tops.iter().map(|top| top.into_owned()).collect();
    let mut seen: BTreeSet<NamedNode> = classes.iter().cloned().collect();
    let mut next = 0;
    while let Some(class) = classes.get(next).cloned() {
        for narrower in look.subjects(vocab::SUB_CLASS_OF, class.as_ref())? {
            if seen.insert(narrower.clone()) {
                classes.push(narrower);
            }
        }
        next += 1;
    }
    Ok(classes)
}

/// The number of a name in a list, where it is added unless it is there.
fn number_of(list: &mut Vec<String>, name: String) -> u16 {
    let known = list.iter().position(|other| *other == name);
    let number = known.unwrap_or_else(|| {
        list.push(name);
        list.len() - 1
    });
    u16::try_from(number).unwrap_or(u16::MAX)
}
