//! Events as nodes: identity, class, roles, time, place in a larger event.
//!
//! Reads: the events of [`Facts`]. Writes: their IRIs and quads. Never: decides whether they happened.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};

use super::labels::Labels;
use super::names::Names;
use super::ontology::Ontology;
use super::writer::{SpanKind, Writer, tagged};
use super::{iri, times, vocab};
use crate::discourse::{EntityKind, Modality};
use crate::error::{Diagnostic, Place};
use crate::facts::{Event, Facts, Filler, Role};

/// Roles whose fillers make the readable part of an IRI, best first.
const ACTORS: &[&str] = &[
    "agent",
    "participant",
    "winner",
    "organizer",
    "recipient",
    "theme",
];
const OBJECTS: &[&str] = &[
    "place",
    "theme",
    "recipient",
    "destination",
    "participant",
    "topic",
];

/// The IRIs of all events of an article, in their order.
pub(super) fn nodes(writer: &Writer<'_>, facts: &Facts, names: &Names) -> Vec<NamedNode> {
    let mut taken = BTreeSet::new();
    let mut nodes = Vec::with_capacity(facts.events.len());
    for (number, event) in facts.events.iter().enumerate() {
        let shared = shared_key(writer, event, names);
        let mut node = shared.map(|key| node(writer, event, names, &key));
        if node.as_ref().is_none_or(|node| taken.contains(node)) {
            let key = own_key(writer, event, number, names);
            node = Some(self::node(writer, event, names, &key));
        }
        taken.extend(node.clone());
        nodes.extend(node);
    }
    nodes
}

/// What makes events of several articles the same: class, day and who takes part in which role.
///
/// Only for events with a day and a participant, without events as fillers, and not for what is
/// merely said: one may say several things to the same people on one day.
fn shared_key(writer: &Writer<'_>, event: &Event, names: &Names) -> Option<String> {
    let nested = |role: &Role| matches!(role.filler, Filler::Event(_));
    let participants = participants(writer, event, names);
    let class = writer.ontology.term(&event.class)?;
    let said = writer.ontology.is_a(class.as_ref(), vocab::COMMUNICATION);
    let day = event.time.as_ref().and_then(times::day)?;
    if participants.is_empty() || said || event.roles.iter().any(nested) {
        return None;
    }
    Some(format!("{}|{day}|{}", event.class, participants.join("|")))
}

/// A key that no other event has: with article and trigger nothing merges by accident.
fn own_key(writer: &Writer<'_>, event: &Event, number: usize, names: &Names) -> String {
    let begin = event.triggers.first().map_or(0, |range| range.start);
    let participants = participants(writer, event, names).join("|");
    let article = &writer.article.id;
    format!("{}|{participants}||{article}|{begin}|{number}", event.class)
}

/// The named participants with their roles, sorted, inferred ones left out.
fn participants(writer: &Writer<'_>, event: &Event, names: &Names) -> Vec<String> {
    let sorted: BTreeSet<String> = event
        .roles
        .iter()
        .filter(|role| role.is_told())
        .filter_map(|role| match role.filler {
            Filler::Entity(entity) => {
                let path = writer.settings.base.path(names.node(entity));
                Some(format!("{}={path}", role.name))
            }
            Filler::Event(_) | Filler::Text(_) => None,
        })
        .collect();
    sorted.into_iter().collect()
}

fn node(writer: &Writer<'_>, event: &Event, names: &Names, key: &str) -> NamedNode {
    let published = writer.article.published.as_deref();
    let mut path = times::prefix(event.time.as_ref(), published, main_modality(event));
    path.push('-');
    path.push_str(&iri::kebab(&event.class));
    let actor = first(event, ACTORS, None);
    let object = first(event, OBJECTS, actor);
    for entity in [actor, object].into_iter().flatten() {
        let node = writer.settings.base.path(names.node(entity));
        path.push('-');
        path.push_str(node.rsplit('/').next().unwrap_or(node));
    }
    writer
        .settings
        .base
        .node(&format!("id/event/{path}-{}", iri::hash(key, 8)))
}

/// The first entity in the first of some roles that is not `other`; inferred ones do not count.
fn first(event: &Event, roles: &[&str], other: Option<usize>) -> Option<usize> {
    roles.iter().find_map(|name| {
        let mut fillers = event
            .roles
            .iter()
            .filter(|role| role.name == *name && role.is_told());
        fillers.find_map(|role| match role.filler {
            Filler::Entity(entity) if Some(entity) != other => Some(entity),
            _ => None,
        })
    })
}

/// The modality of the first report.
pub(super) fn main_modality(event: &Event) -> Modality {
    event
        .reports
        .first()
        .map_or(Modality::Actual, |report| report.modality)
}

/// The class of an event, or why there is none.
pub(super) fn class(ontology: &Ontology, event: &Event) -> Result<NamedNode, Diagnostic> {
    ontology.event_class(&event.class).ok_or_else(|| {
        let rule = event
            .reports
            .first()
            .map(|report| report.derivation.rule.as_str());
        let message = format!("event class \"{}\" is not in the ontology", event.class);
        Diagnostic::new(Place::file(rule.unwrap_or_default()), message)
            .hint(format!("declare it in {}", super::ontology::PATH))
    })
}

impl Writer<'_> {
    /// All events of an article with their roles.
    pub(super) fn add_events(
        &mut self,
        facts: &Facts,
        names: &Names,
        nodes: &[NamedNode],
    ) -> Result<(), Diagnostic> {
        let labels = Labels {
            facts,
            ontology: self.ontology,
            names,
            text: &self.article.text,
        };
        for (event, node) in facts.events.iter().zip(nodes) {
            let class = class(self.ontology, event)?;
            self.add_type(node, class.as_ref());
            self.add(node, vocab::LABEL, tagged(&labels.of(event), "en"));
            for role in &event.roles {
                self.add_role(node, role, facts, names, nodes)?;
            }
            self.add_time(node, event.time.as_ref(), main_modality(event));
            if let Some(whole) = event.part_of {
                self.add(node, vocab::SUB_EVENT_OF, nodes[whole].clone());
            }
            for &trigger in &event.triggers {
                let span = self.span(trigger, SpanKind::Phrase);
                self.add(node, vocab::DENOTED_BY, span);
            }
        }
        Ok(())
    }

    fn add_role(
        &mut self,
        node: &NamedNode,
        role: &Role,
        facts: &Facts,
        names: &Names,
        events: &[NamedNode],
    ) -> Result<(), Diagnostic> {
        let property = self.ontology.role(&role.name).ok_or_else(|| {
            let message = format!("role \"{}\" is not in the ontology", role.name);
            Diagnostic::new(Place::default(), message)
                .hint(format!("declare it in {}", super::ontology::PATH))
        })?;
        let filler = self.filler(&role.filler, names, events);
        let generic = match role.filler {
            Filler::Entity(entity) => facts.entities[entity].entity.kind != EntityKind::Topic,
            Filler::Event(_) => false,
            Filler::Text(_) => true,
        };
        if generic {
            self.add_generic_role(node, property.as_ref(), &filler);
        }
        self.add(node, property.as_ref(), filler);
        Ok(())
    }

    /// Rule R2: `sem:hasActor`, `sem:hasPlace` and `ng:amount` beside the narrower role.
    fn add_generic_role(&mut self, node: &NamedNode, role: NamedNodeRef<'_>, filler: &Term) {
        for parent in self.ontology.superproperties(role) {
            let wide = [vocab::HAS_ACTOR, vocab::HAS_PLACE, vocab::AMOUNT_ROLE];
            if parent.as_ref() != role && wide.contains(&parent.as_ref()) {
                self.add(node, parent.as_ref(), filler.clone());
            }
        }
    }

    /// What fills a role as a term: a node, or words and whole numbers as literals.
    pub(super) fn filler(&self, filler: &Filler, names: &Names, events: &[NamedNode]) -> Term {
        match filler {
            Filler::Entity(entity) => names.node(*entity).clone().into(),
            Filler::Event(event) => events[*event].clone().into(),
            Filler::Text(text) => self.words(text).into(),
        }
    }

    fn words(&self, text: &str) -> Literal {
        let number = text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u64>() {
            Ok(value) if number => Literal::from(value),
            _ => tagged(text, &self.article.language),
        }
    }
}
