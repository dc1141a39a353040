//! Reports: how passages present events and relations.
//!
//! Reads: the reports of [`Facts`](crate::facts::Facts). Writes: `ng:Report` and `ng:FactReport` nodes.
//! Never: writes a direct triple about an event; see `shortcuts`.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};

use super::names::Names;
use super::writer::{SpanKind, Writer};
use super::{iri, vocab};
use crate::discourse::{EntityKind, Modality, Polarity, Source};
use crate::error::{Diagnostic, Place};
use crate::facts::{Event, Facts, Filler, MEANT, Relation, Report};

/// True for a passage that asserts, in the article's own voice, that something happened or holds.
pub(super) fn asserts(report: &Report) -> bool {
    report.modality.is_real()
        && report.polarity == Polarity::Positive
        && report.source == Source::Narrator
}

/// Gives each report of an article its own fragment.
#[derive(Debug, Default)]
pub(super) struct Fragments(BTreeSet<String>);

impl Fragments {
    fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut count = 1;
        while !self.0.insert(name.clone()) {
            count += 1;
            name = format!("{wanted}-{count}");
        }
        name
    }
}

impl Writer<'_> {
    /// The reports of all events.
    pub(super) fn add_reports(
        &mut self,
        facts: &Facts,
        names: &Names,
        nodes: &[NamedNode],
        fragments: &mut Fragments,
    ) {
        for (event, node) in facts.events.iter().zip(nodes) {
            for report in &event.reports {
                let report_node = self.report_node(report, &iri::kebab(&event.class), fragments);
                self.add_type(&report_node, vocab::REPORT);
                self.add(&report_node, vocab::REPORTS, node.clone());
                self.add_particulars(&report_node, report, names);
                self.add_role_derivations(&report_node, event, names);
            }
        }
    }

    /// The fact reports of all relations, and the direct triples of those that are asserted.
    pub(super) fn add_relations(
        &mut self,
        facts: &Facts,
        names: &mut Names,
        events: &[NamedNode],
        fragments: &mut Fragments,
    ) -> Result<(), Diagnostic> {
        for relation in &facts.relations {
            let property = self.ontology.relation(&relation.property).ok_or_else(|| {
                let message = format!("relation \"{}\" is not in the ontology", relation.property);
                Diagnostic::new(Place::default(), message)
                    .hint(format!("declare it in {}", super::ontology::PATH))
            })?;
            let subject = names.node(relation.subject).clone();
            let object = self.relation_object(relation, property.as_ref(), names, events);
            for report in &relation.reports {
                let name = format!("fact-{}", iri::kebab(&relation.property));
                let node = self.report_node(report, &name, fragments);
                self.add_type(&node, vocab::FACT_REPORT);
                self.add(&node, vocab::SUBJECT, subject.clone());
                self.add(&node, vocab::PREDICATE, property.clone());
                self.add(&node, vocab::OBJECT, object.clone());
                self.add_particulars(&node, report, names);
                self.add_time(&node, relation.time.as_ref(), validity(relation, report));
                let span = self.span(report.trigger, SpanKind::Phrase);
                self.add(&node, vocab::DENOTED_BY, span);
            }
            let clear = |report: &Report| asserts(report) && report.reference >= MEANT;
            if !relation.over && relation.reports.iter().any(clear) {
                self.add(&subject, property.as_ref(), object);
            }
        }
        Ok(())
    }

    fn relation_object(
        &mut self,
        relation: &Relation,
        property: NamedNodeRef<'_>,
        names: &mut Names,
        events: &[NamedNode],
    ) -> Term {
        match &relation.object {
            Filler::Text(text) if self.takes_post(property) => {
                let node = self.post_office(text, names);
                for name in &relation.also {
                    self.add_text(&node, vocab::ALT_LABEL, name);
                }
                node.into()
            }
            other => self.filler(other, names, events),
        }
    }

    fn takes_post(&self, property: NamedNodeRef<'_>) -> bool {
        self.ontology
            .range(property)
            .is_some_and(|range| range.as_ref() == vocab::POST)
    }

    /// The node of an office or job that is known by its name.
    pub(super) fn post_office(&mut self, name: &str, names: &mut Names) -> NamedNode {
        let node = names.by_name(self, EntityKind::Post, name);
        self.add_type(&node, vocab::POST);
        let property = if names.labels(&node, name) {
            vocab::LABEL
        } else {
            vocab::ALT_LABEL
        };
        self.add_text(&node, property, name);
        node
    }

    fn report_node(&self, report: &Report, name: &str, fragments: &mut Fragments) -> NamedNode {
        let (begin, _) = self.offsets(report.trigger);
        self.fragment(&fragments.take(&format!("{begin}-{name}")))
    }

    /// What reports of events and of relations have in common.
    fn add_particulars(&mut self, node: &NamedNode, report: &Report, names: &Names) {
        let article = self.article_node();
        let evidence = self.span(report.evidence, SpanKind::Sentence);
        let source = match report.source {
            Source::Narrator => vocab::NARRATOR.into_owned(),
            Source::Unnamed => vocab::UNNAMED.into_owned(),
            Source::Entity(entity) => names.node(entity).clone(),
        };
        self.add(node, vocab::ARTICLE, article);
        self.add(node, vocab::MODALITY, named(report.modality));
        self.add(node, vocab::POLARITY, named(report.polarity));
        self.add(node, vocab::CERTAINTY, named(report.certainty));
        self.add(node, vocab::CONFIDENCE, confidence(report.confidence));
        self.add(node, vocab::ACCORDING_TO, source);
        self.add(node, vocab::EVIDENCE, evidence);
        self.add_string(node, vocab::RULE, &report.derivation.rule);
        for cue in &report.derivation.cues {
            self.add_string(node, vocab::CUE, cue);
        }
    }

    fn add_role_derivations(&mut self, node: &NamedNode, event: &Event, names: &Names) {
        for role in &event.roles {
            if let Some(property) = self.ontology.role(&role.name) {
                if role.inferred {
                    self.add(node, vocab::INFERRED_ROLE, property.clone());
                }
                if !role.is_likely() {
                    self.add(node, vocab::DOUBTFUL_ROLE, property);
                }
            }
            let filler = match &role.filler {
                Filler::Entity(entity) => names.label(*entity),
                Filler::Event(_) => "event",
                Filler::Text(text) => text,
            };
            let because = format!("{} {filler}: {}", role.name, role.because);
            self.add_string(node, vocab::BECAUSE, &because);
        }
    }
}

/// A relation that is told as a fact holds on the day of the article, unless it is over by then.
fn validity(relation: &Relation, report: &Report) -> Modality {
    match report.modality {
        Modality::Actual if !relation.over => Modality::Ongoing,
        other => other,
    }
}

/// The individual of a modality, polarity or certainty: their names are the ontology's.
fn named(value: impl std::fmt::Debug) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{value:?}", vocab::NG))
}

/// Percent as a canonical decimal from 0 to 1.
fn confidence(percent: u8) -> Literal {
    let lexical = match percent {
        100.. => "1".to_owned(),
        0 => "0".to_owned(),
        _ => format!("0.{percent:02}").trim_end_matches('0').to_owned(),
    };
    Literal::new_typed_literal(lexical, vocab::XSD_DECIMAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_a_canonical_decimal() {
        let lexical = |percent| confidence(percent).value().to_owned();
        assert_eq!(lexical(97), "0.97");
        assert_eq!(lexical(90), "0.9");
        assert_eq!(lexical(5), "0.05");
        assert_eq!(lexical(100), "1");
        assert_eq!(lexical(0), "0");
    }
}
