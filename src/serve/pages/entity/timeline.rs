//! What an entity did and what was done to it: a page of its events with what articles say of them.
//!
//! Reads: the reports of the events on the page, the sentences that they rest on.
//! Writes: [`Moment`]s by month. Never: shows an event without saying how it is presented.

use oxigraph::model::NamedNodeRef;
use serde::Serialize;

use super::parts::{Part, When};
use crate::graph::vocab;
use crate::serve::pages::look::{Look, Shown};
use crate::serve::pages::presented::Presented;
use crate::serve::pages::quotes::Quotes;
use crate::serve::pages::report::Report;
use crate::serve::pages::{dates, resource};
use crate::serve::problem::Problem;

/// The events of a month, or those without a date.
#[derive(Serialize)]
pub(super) struct Month {
    name: String,
    moments: Vec<Moment>,
}

/// An event of the entity.
#[derive(Serialize)]
struct Moment {
    event: Shown,
    kinds: Vec<Shown>,
    when: When,
    roles: Vec<String>,
    /// Each way in which it is presented, with the first words for it.
    told: Vec<Told>,
    /// Reports that are not shown.
    more: usize,
}

/// A report.
#[derive(Serialize)]
pub(super) struct Told {
    pub(super) presented: Presented,
    /// Who is cited for it.
    source: Option<Shown>,
    quote: Option<String>,
    article: Option<Shown>,
}

/// The moments of some events, in their order.
pub(super) fn months(
    look: &Look<'_>,
    quotes: &mut Quotes<'_>,
    parts: &[Part],
) -> Result<Vec<Month>, Problem> {
    parts
        .chunk_by(|one, other| month(&one.when.day) == month(&other.when.day))
        .map(|parts| {
            let moments = parts.iter().map(|part| moment(look, quotes, part));
            Ok(Month {
                name: name(&parts[0].when.day),
                moments: moments.collect::<Result<_, Problem>>()?,
            })
        })
        .collect()
}

fn month(day: &str) -> &str {
    day.get(..7).unwrap_or(day)
}

fn name(day: &str) -> String {
    match month(day) {
        "" => "Without a date".to_owned(),
        month => dates::words(month),
    }
}

fn moment(look: &Look<'_>, quotes: &mut Quotes<'_>, part: &Part) -> Result<Moment, Problem> {
    let event = part.event.as_ref();
    let reports = look.subjects(vocab::REPORTS, event)?;
    let mut told: Vec<Told> = Vec::new();
    for report in &reports {
        let report = read(look, quotes, report.as_ref())?;
        if !told.iter().any(|known| known.presented == report.presented) {
            told.push(report);
        }
    }
    told.sort_by_key(|told| told.presented.rank());
    let mut roles = Vec::new();
    for role in &part.roles {
        roles.push(super::part_in_words(look, role.as_ref())?);
    }
    Ok(Moment {
        event: look.link(event)?,
        kinds: resource::types(look, event)?,
        when: part.when.clone(),
        roles,
        more: reports.len() - told.len(),
        told,
    })
}

/// A report of an event or a relation.
pub(super) fn read(
    look: &Look<'_>,
    quotes: &mut Quotes<'_>,
    node: NamedNodeRef<'_>,
) -> Result<Told, Problem> {
    let report = Report::read(look, node)?;
    let article = report.article.as_ref();
    Ok(Told {
        quote: quotes.sentence(&report),
        article: article.map(|node| look.link(node.as_ref())).transpose()?,
        source: report.sources.into_iter().next(),
        presented: report.presented,
    })
}
