//! Facts in plain words.
//!
//! Reads: facts and the article's text. Writes: sentences about how something is told.
//! Never: makes a plan or a denial sound like something that happened.

use crate::discourse::{Modality, Polarity, Source};
use crate::facts::{Event, Facts, Filler, Relation, Report};
use crate::text::{CodePoints, TextRange};

/// How a report presents an event: "is planned, according to Anna Berg".
pub(super) fn of_event(report: &Report, facts: &Facts) -> String {
    on_whose_word(status(report.modality, report.polarity), report, facts)
}

/// How a report presents a relation: "holds, in the article's own words".
pub(super) fn of_relation(report: &Report, facts: &Facts) -> String {
    let status = match (report.modality, report.polarity) {
        (Modality::Actual | Modality::Ongoing, Polarity::Positive) => "holds",
        (Modality::Actual | Modality::Ongoing, Polarity::Negative) => "does not hold",
        (modality, polarity) => status(modality, polarity),
    };
    on_whose_word(status, report, facts)
}

fn on_whose_word(status: &str, report: &Report, facts: &Facts) -> String {
    match report.source {
        Source::Narrator => format!("{status}, in the article's own words"),
        Source::Unnamed => format!("{status}, according to somebody unnamed"),
        Source::Entity(entity) => {
            format!(
                "{status}, according to {}",
                facts.entities[entity].entity.name
            )
        }
    }
}

fn status(modality: Modality, polarity: Polarity) -> &'static str {
    match (modality, polarity) {
        (Modality::Actual, Polarity::Positive) => "happened",
        (Modality::Actual, Polarity::Negative) => "did not happen",
        (Modality::Ongoing, Polarity::Positive) => "is going on",
        (Modality::Ongoing, Polarity::Negative) => "is not going on",
        (Modality::Attempted, Polarity::Positive) => "was tried",
        (Modality::Attempted, Polarity::Negative) => "was not tried",
        (Modality::Planned, Polarity::Positive) => "is planned",
        (Modality::Planned, Polarity::Negative) => "is not planned",
        (Modality::Promised, Polarity::Positive) => "is promised",
        (Modality::Promised, Polarity::Negative) => "is promised not to happen",
        (Modality::Intended, Polarity::Positive) => "is intended",
        (Modality::Intended, Polarity::Negative) => "is not intended",
        (Modality::Proposed, Polarity::Positive) => "is proposed",
        (Modality::Proposed, Polarity::Negative) => "is advised against",
        (Modality::Requested, Polarity::Positive) => "is asked for",
        (Modality::Requested, Polarity::Negative) => "is asked not to happen",
        (Modality::Expected, Polarity::Positive) => "is expected",
        (Modality::Expected, Polarity::Negative) => "is not expected",
        (Modality::Possible, Polarity::Positive) => "is possible",
        (Modality::Possible, Polarity::Negative) => "may not happen",
        (Modality::Hypothetical, Polarity::Positive) => "is only supposed",
        (Modality::Hypothetical, Polarity::Negative) => "is supposed not to happen",
    }
}

/// An event with its roles: "Visit: agent Anna Berg, place Oslo, on 2023-10-20".
pub(super) fn event(event: &Event, facts: &Facts) -> String {
    let mut parts: Vec<String> = event
        .roles
        .iter()
        .map(|role| format!("{} {}", role.name, filler(&role.filler, facts)))
        .collect();
    if let Some(time) = &event.time {
        let end = time.end.as_ref().map(|end| format!(" to {end}"));
        parts.push(format!("time {}{}", time.begin, end.unwrap_or_default()));
    }
    if parts.is_empty() {
        return event.class.clone();
    }
    format!("{}: {}", event.class, parts.join(", "))
}

/// A relation: "Anna Berg, holdsPosition, mayor of Oslo".
pub(super) fn relation(relation: &Relation, facts: &Facts) -> String {
    let subject = &facts.entities[relation.subject].entity.name;
    format!(
        "{subject}, {}, {}",
        relation.property,
        filler(&relation.object, facts)
    )
}

/// What fills a role.
pub(super) fn filler(filler: &Filler, facts: &Facts) -> String {
    match filler {
        Filler::Entity(entity) => facts.entities[*entity].entity.name.clone(),
        Filler::Event(event) => format!("[{}]", facts.events[*event].class),
        Filler::Text(text) => text.clone(),
    }
}

/// The words of a range on one line.
pub(super) fn line(range: TextRange, text: &str) -> String {
    range
        .of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The same facts with all ranges in code points, as everything that leaves the program.
pub(super) fn in_code_points(facts: &Facts, text: &str) -> Facts {
    let points = CodePoints::new(text);
    let convert = |range: &mut TextRange| {
        let (start, end) = points.range(*range);
        *range = TextRange::new(start, end);
    };
    let mut facts = facts.clone();
    for entity in &mut facts.entities {
        entity.mentions.iter_mut().for_each(convert);
    }
    for event in &mut facts.events {
        event.triggers.iter_mut().for_each(convert);
    }
    let of_events = facts.events.iter_mut().flat_map(|event| &mut event.reports);
    let of_relations = facts
        .relations
        .iter_mut()
        .flat_map(|relation| &mut relation.reports);
    for report in of_events.chain(of_relations) {
        convert(&mut report.evidence);
        convert(&mut report.trigger);
    }
    facts
}
