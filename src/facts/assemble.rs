//! Puts events and relations together: order of the text, numbers without gaps.
//!
//! Reads: drafts and relations that count entities as the discourse does. Writes: [`Facts`].
//! Never: adds or drops an event.

use std::collections::{BTreeMap, BTreeSet};

use crate::discourse::{EntityId, MentionForm, Source};

use super::draft::Draft;
use super::reading::Reading;
use super::{EventId, Facts, Filler, MentionedEntity, Relation, Report};

/// The facts of an article.
///
/// `extra` are entities that the discourse does not know, numbered after its own.
pub(super) fn facts(
    reading: &Reading<'_>,
    drafts: Vec<Draft>,
    relations: Vec<Relation>,
    extra: &[MentionedEntity],
) -> Facts {
    let mut order: Vec<EventId> = (0..drafts.len()).collect();
    order.sort_by_key(|&id| (drafts[id].event.triggers[0], id));
    let places = order.iter().enumerate();
    let numbers = Numbers {
        events: places.map(|(new, &old)| (old, new)).collect(),
        entities: used(reading, &drafts, &relations)
            .into_iter()
            .enumerate()
            .map(|(new, old)| (old, new))
            .collect(),
    };
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut facts = Facts {
        entities: entities(reading, &numbers, extra),
        ..Facts::default()
    };
    for draft in order.into_iter().filter_map(|id| drafts[id].take()) {
        facts.events.push(numbers.event(draft));
    }
    facts.relations = relations
        .into_iter()
        .map(|relation| numbers.relation(relation))
        .collect();
    (facts.relations).sort_by(|a, b| key(a).cmp(&key(b)));
    facts
}

fn key(relation: &Relation) -> (crate::text::TextRange, &str, EntityId, &Filler) {
    let evidence = relation.reports[0].trigger;
    (
        evidence,
        &relation.property,
        relation.subject,
        &relation.object,
    )
}

/// Old numbers to new ones.
struct Numbers {
    events: BTreeMap<EventId, EventId>,
    entities: BTreeMap<EntityId, EntityId>,
}

impl Numbers {
    fn event(&self, draft: Draft) -> super::Event {
        let mut event = draft.event;
        for role in &mut event.roles {
            self.filler(&mut role.filler);
        }
        event
            .roles
            .sort_by(|a, b| (&a.name, &a.filler).cmp(&(&b.name, &b.filler)));
        event
            .roles
            .dedup_by(|a, b| a.name == b.name && a.filler == b.filler);
        event.part_of = event.part_of.map(|whole| self.events[&whole]);
        let least = event.roles.iter().map(|role| role.reference).min();
        for report in &mut event.reports {
            report.reference = least.unwrap_or(100);
            self.report(report);
        }
        event
    }

    fn relation(&self, mut relation: Relation) -> Relation {
        relation.subject = self.entities[&relation.subject];
        self.filler(&mut relation.object);
        for report in &mut relation.reports {
            self.report(report);
        }
        relation
    }

    fn report(&self, report: &mut Report) {
        if let Source::Entity(id) = &mut report.source {
            *id = self.entities[id];
        }
    }

    fn filler(&self, filler: &mut Filler) {
        match filler {
            Filler::Entity(id) => *id = self.entities[id],
            Filler::Event(id) => *id = self.events[id],
            Filler::Text(_) => {}
        }
    }
}

/// Entities that take part in something, speak, have a name, or are members of such a group.
fn used(reading: &Reading<'_>, drafts: &[Draft], relations: &[Relation]) -> BTreeSet<EntityId> {
    let roles = drafts.iter().flat_map(|draft| &draft.event.roles);
    let mut ids: Vec<EntityId> = roles
        .map(|role| &role.filler)
        .chain(relations.iter().map(|relation| &relation.object))
        .filter_map(|filler| match filler {
            Filler::Entity(id) => Some(*id),
            _ => None,
        })
        .collect();
    ids.extend(relations.iter().map(|relation| relation.subject));
    let events = drafts.iter().flat_map(|draft| &draft.event.reports);
    let all = events.chain(relations.iter().flat_map(|relation| &relation.reports));
    ids.extend(all.filter_map(|report| match report.source {
        Source::Entity(id) => Some(id),
        Source::Narrator | Source::Unnamed => None,
    }));
    let named = reading.discourse.entities.iter().enumerate();
    ids.extend(named.filter(|(_, entity)| entity.named).map(|(id, _)| id));
    let mut used = BTreeSet::new();
    while let Some(id) = ids.pop() {
        if used.insert(id) {
            let known = reading.discourse.entities.get(id);
            ids.extend(known.into_iter().flat_map(|entity| &entity.members));
        }
    }
    used
}

fn entities(
    reading: &Reading<'_>,
    numbers: &Numbers,
    extra: &[MentionedEntity],
) -> Vec<MentionedEntity> {
    let known = reading.discourse.entities.len();
    let mut mentions: BTreeMap<EntityId, Vec<_>> = BTreeMap::new();
    let mut doubtful: BTreeMap<EntityId, Vec<_>> = BTreeMap::new();
    for mention in &reading.discourse.mentions {
        if mention.form != MentionForm::Pronoun {
            let range = reading.analysis.range(&mention.tokens);
            mentions.entry(mention.entity).or_default().push(range);
            if !mention.is_sure() {
                doubtful.entry(mention.entity).or_default().push(range);
            }
        }
    }
    (numbers.entities.keys())
        .map(|old| {
            if let Some(added) = old.checked_sub(known) {
                return extra[added].clone();
            }
            let mut entity = reading.discourse.entities[*old].clone();
            for member in &mut entity.members {
                *member = numbers.entities[member];
            }
            let mut ranges = mentions.remove(old).unwrap_or_default();
            ranges.sort_unstable();
            ranges.dedup();
            // After those of the running text, the first of which may tell two entities apart.
            let margins = reading.discourse.margins.iter();
            let margins = margins.filter(|name| name.entity == *old);
            ranges.extend(margins.map(|name| name.range));
            MentionedEntity {
                entity,
                mentions: ranges,
                doubtful: doubtful.remove(old).unwrap_or_default(),
            }
        })
        .collect()
}
