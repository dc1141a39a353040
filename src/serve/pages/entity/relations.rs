//! What an entity lastingly is to others: offices, memberships, kinship, where it lies.
//!
//! Reads: reports of relations, from both ends. Writes: [`Relation`]s, offices apart.
//! Never: shows what a source claims as if the articles said so.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef};
use serde::Serialize;

use super::parts::{self, When};
use super::timeline::{self, Told};
use crate::graph::vocab;
use crate::serve::pages::look::{Look, Shown};
use crate::serve::pages::quotes::Quotes;
use crate::serve::problem::Problem;

/// Reports of relations that are looked at.
const READ: usize = 2_000;
/// Relations on a page.
const SHOWN: usize = 60;

/// A relation to another thing.
#[derive(Serialize)]
pub(super) struct Relation {
    property: Shown,
    /// The entity is its object.
    inverse: bool,
    other: Shown,
    when: When,
    /// The report that says most.
    told: Told,
    /// Articles that tell it.
    articles: usize,
}

/// Relations of an entity.
#[derive(Serialize)]
pub(super) struct Relations {
    pub(super) offices: Vec<Relation>,
    pub(super) others: Vec<Relation>,
    /// Relations that are not shown.
    more: usize,
}

/// A relation: from which end, what, to whom.
type Key = (bool, NamedNode, NamedNode);

/// Reads the relations of an entity.
pub(super) fn read(
    look: &Look<'_>,
    quotes: &mut Quotes<'_>,
    entity: NamedNodeRef<'_>,
) -> Result<Relations, Problem> {
    let mut found: BTreeMap<Key, Vec<NamedNode>> = BTreeMap::new();
    for (inverse, near, far) in [
        (false, vocab::SUBJECT, vocab::OBJECT),
        (true, vocab::OBJECT, vocab::SUBJECT),
    ] {
        for report in look.subjects(near, entity)?.into_iter().take(READ) {
            let property = look.nodes(report.as_ref(), vocab::PREDICATE)?.pop();
            let other = look.nodes(report.as_ref(), far)?.pop();
            if let (Some(property), Some(other)) = (property, other) {
                found
                    .entry((inverse, property, other))
                    .or_default()
                    .push(report);
            }
        }
    }
    let mut relations = Relations {
        offices: Vec::new(),
        others: Vec::new(),
        more: found.len().saturating_sub(SHOWN),
    };
    let mut found: Vec<(Key, Vec<NamedNode>)> = found.into_iter().collect();
    // What many tell comes first, so that what is cut is what few tell.
    found.sort_by(|one, other| {
        other
            .1
            .len()
            .cmp(&one.1.len())
            .then_with(|| one.0.cmp(&other.0))
    });
    for (key, reports) in found.into_iter().take(SHOWN) {
        let is_office = !key.0 && key.1 == vocab::HOLDS_POSITION;
        let relation = relation(look, quotes, &key, &reports)?;
        if is_office {
            relations.offices.push(relation);
        } else {
            relations.others.push(relation);
        }
    }
    // The latest office first; the others as the vocabulary calls them.
    relations
        .offices
        .sort_by(|one, other| other.when.cmp(&one.when));
    relations.others.sort_by(|one, other| {
        let name = |relation: &Relation| (relation.inverse, relation.property.text.clone());
        let by_name = name(one).cmp(&name(other));
        by_name.then_with(|| other.articles.cmp(&one.articles))
    });
    Ok(relations)
}

fn relation(
    look: &Look<'_>,
    quotes: &mut Quotes<'_>,
    (inverse, property, other): &Key,
    reports: &[NamedNode],
) -> Result<Relation, Problem> {
    let mut told = Vec::new();
    let mut articles = Vec::new();
    for report in reports {
        let when = parts::when(look, report.as_ref())?;
        told.push((timeline::read(look, quotes, report.as_ref())?, when));
        articles.extend(look.nodes(report.as_ref(), vocab::ARTICLE)?);
    }
    articles.sort_unstable();
    articles.dedup();
    // The best report; of those the latest.
    told.sort_by(|(one, earlier), (other, later)| {
        let by_rank = one.presented.rank().cmp(&other.presented.rank());
        by_rank.then_with(|| later.cmp(earlier))
    });
    let (told, when) = told.swap_remove(0);
    Ok(Relation {
        property: look.link(property.as_ref())?,
        inverse: *inverse,
        other: look.link(other.as_ref())?,
        when,
        told,
        articles: articles.len(),
    })
}
