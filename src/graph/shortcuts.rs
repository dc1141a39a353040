//! Direct triples that abbreviate events which really happened.
//!
//! Reads: events, their reports, the shortcut properties of the ontology. Writes: `person ng:visited place`.
//! Never: abbreviates a plan, a denial, a claim of a cited source, or an inferred role.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;

use super::names::{self, Names};
use super::ontology::Shortcut;
use super::reports::asserts;
use super::vocab;
use super::writer::Writer;
use crate::facts::{Event, EventId, Facts, Filler};

/// An end of a direct triple with the class that it is known to have.
type End = (NamedNode, NamedNode);

impl Writer<'_> {
    /// The direct triples of all events that are asserted.
    pub(super) fn add_shortcuts(&mut self, facts: &Facts, names: &mut Names, nodes: &[NamedNode]) {
        for (number, event) in facts.events.iter().enumerate() {
            let class = self.ontology.event_class(&event.class);
            let shortcut = class.and_then(|class| self.ontology.shortcut(class.as_ref()));
            if let Some(shortcut) = shortcut.filter(|_| event.reports.iter().any(asserts)) {
                self.add_shortcut(&shortcut, number, facts, names, nodes);
            }
        }
    }

    fn add_shortcut(
        &mut self,
        shortcut: &Shortcut,
        number: EventId,
        facts: &Facts,
        names: &mut Names,
        nodes: &[NamedNode],
    ) {
        let event = &facts.events[number];
        let preferred = self.ends(event, &shortcut.preferred, facts, names, nodes);
        let subjects = if preferred.is_empty() {
            self.ends_or_itself(number, &shortcut.subjects, facts, names, nodes)
        } else {
            preferred
        };
        let objects = self.ends_or_itself(number, &shortcut.objects, facts, names, nodes);
        let mut pairs = BTreeSet::new();
        for (subject, subject_class) in &subjects {
            for (object, object_class) in &objects {
                if subject != object
                    && self
                        .ontology
                        .is_a(subject_class.as_ref(), shortcut.domain.as_ref())
                    && self
                        .ontology
                        .is_a(object_class.as_ref(), shortcut.range.as_ref())
                {
                    pairs.insert((subject, object));
                }
            }
        }
        for (subject, object) in pairs {
            self.add(subject, shortcut.property.as_ref(), object.clone());
            if shortcut.symmetric {
                self.add(object, shortcut.property.as_ref(), subject.clone());
            }
        }
    }

    /// The fillers of some roles or, where the ontology names none, the event.
    fn ends_or_itself(
        &mut self,
        number: EventId,
        roles: &[String],
        facts: &Facts,
        names: &mut Names,
        nodes: &[NamedNode],
    ) -> Vec<End> {
        let event = &facts.events[number];
        if roles.is_empty() {
            let class = self.ontology.term(&event.class);
            return class
                .map(|class| (nodes[number].clone(), class))
                .into_iter()
                .collect();
        }
        self.ends(event, roles, facts, names, nodes)
    }

    /// The fillers of some roles that words at the trigger name.
    fn ends(
        &mut self,
        event: &Event,
        roles: &[String],
        facts: &Facts,
        names: &mut Names,
        nodes: &[NamedNode],
    ) -> Vec<End> {
        let mut ends = Vec::new();
        let read = event
            .roles
            .iter()
            .filter(|role| !role.inferred && role.is_likely() && roles.contains(&role.name));
        for role in read {
            match &role.filler {
                Filler::Entity(entity) => {
                    let kind = facts.entities[*entity].entity.kind;
                    let class = names::class(kind).and_then(|class| self.ontology.term(&class));
                    let class = class.unwrap_or_else(|| vocab::CONCEPT.into_owned());
                    ends.push((names.node(*entity).clone(), class));
                }
                Filler::Event(other) => {
                    let class = self.ontology.term(&facts.events[*other].class);
                    ends.extend(class.map(|class| (nodes[*other].clone(), class)));
                }
                // Among words only an office has a node of its own.
                Filler::Text(text) if role.name == "post" => {
                    let node = self.post_office(text, names);
                    ends.push((node, vocab::POST.into_owned()));
                }
                Filler::Text(_) => {}
            }
        }
        ends
    }
}
