//! Which IRI stands for which entity of an article.
//!
//! Reads: the entities of [`Facts`](crate::facts::Facts). Writes: one IRI and label for each.
//! Never: writes quads.
//!
//! Linked entities and full names get the same IRI in every article, names that each country has
//! ("Supreme Court") one for each country. What has no name of its own ("rescuers"), what a single
//! word names (a surname) and what has another's name in other articles ("Court") stays within its
//! article.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::iri;
use super::writer::Writer;
use crate::discourse::{Entity, EntityKind, KindFamily, Scope};
use crate::facts::MentionedEntity;

/// The IRIs of one article's entities.
#[derive(Debug)]
pub(super) struct Names {
    nodes: Vec<NamedNode>,
    labels: Vec<String>,
    /// Path to the description of what took it.
    taken: BTreeMap<String, String>,
    /// The label of each node that is known by its name alone.
    called: BTreeMap<NamedNode, String>,
}

impl Names {
    /// Names the entities of an article: linked ones first, so that they keep the plain IRIs.
    /// What people decided about an IRI comes last.
    pub(super) fn new(writer: &mut Writer<'_>, entities: &[MentionedEntity]) -> Self {
        let (base, article) = (&writer.settings.base, &writer.article.id);
        let mut taken = BTreeMap::new();
        let mut order: Vec<usize> = (0..entities.len()).collect();
        order.sort_by_key(|&number| {
            let entity = &entities[number].entity;
            (entity.link.is_none(), !entity.named, number)
        });
        let mut paths = vec![String::new(); entities.len()];
        for number in order {
            paths[number] = path(article, number, &entities[number], &mut taken);
        }
        Self {
            nodes: paths
                .iter()
                .map(|path| writer.decided(&base.node(&format!("id/{path}"))))
                .collect(),
            labels: entities.iter().map(label).collect(),
            taken,
            called: BTreeMap::new(),
        }
    }

    /// The node of an entity.
    pub(super) fn node(&self, entity: usize) -> &NamedNode {
        &self.nodes[entity]
    }

    /// The label of an entity.
    pub(super) fn label(&self, entity: usize) -> &str {
        &self.labels[entity]
    }

    /// True for the first name of a node in this article: "President" and "president" are one office.
    pub(super) fn labels(&mut self, node: &NamedNode, name: &str) -> bool {
        let label = self.called.entry(node.clone());
        label.or_insert_with(|| name.to_owned()) == name
    }

    /// The node of something that is known by its name alone: a publisher, an office.
    /// The same name of the same kind is the same node.
    pub(super) fn by_name(
        &mut self,
        writer: &mut Writer<'_>,
        kind: EntityKind,
        name: &str,
    ) -> NamedNode {
        let plain = format!("{}/{}", folder(kind), iri::slug(name));
        let owner = owner(kind, None);
        let path = match self.taken.get(&plain) {
            Some(other) if *other != owner && folder(kind) == "thing" => {
                format!("{plain}-{}", iri::hash(&owner, 4))
            }
            _ => plain,
        };
        let node = writer.settings.base.node(&format!("id/{path}"));
        self.taken.entry(path).or_insert(owner);
        writer.decided(&node)
    }
}

/// The preferred name: the gazetteer's, else the article's.
fn label(mentioned: &MentionedEntity) -> String {
    let entity = &mentioned.entity;
    entity
        .link
        .as_ref()
        .map_or_else(|| entity.name.clone(), |link| link.label.clone())
}

fn path(
    article: &str,
    number: usize,
    mentioned: &MentionedEntity,
    taken: &mut BTreeMap<String, String>,
) -> String {
    let entity = &mentioned.entity;
    let folder = folder(entity.kind);
    if let Some(link) = &entity.link {
        let path = format!("{folder}/{}", iri::slug(&link.slug));
        taken.insert(path.clone(), owner(entity.kind, entity.country.as_deref()));
        return path;
    }
    let first = mentioned
        .mentions
        .first()
        .map_or(number, |range| range.start);
    let own = iri::hash(&format!("{article}|{first}|{}", entity.name), 8);
    let plain = match &entity.scope {
        Scope::Country { name, iso } => format!(
            "{folder}/{}-{}",
            iri::slug(name),
            iri::slug(&iso.to_lowercase())
        ),
        // One thing within the article, whatever others tell of "the findings".
        Scope::Article if is_concept(entity) => format!(
            "{folder}/{}-{}",
            iri::slug(&entity.name),
            iri::hash(&format!("{article}|{}", entity.name), 8)
        ),
        _ => format!("{folder}/{}", iri::slug(&entity.name)),
    };
    let owner = owner(entity.kind, entity.country.as_deref());
    if is_concept(entity) && taken.get(&plain) == Some(&owner) {
        return plain;
    }
    let candidates = [
        plain.clone(),
        format!("{plain}-{}", iri::hash(&owner, 4)),
        format!("{plain}-{own}"),
        format!("{plain}-{own}-{number}"),
    ];
    let skip = if is_shared(mentioned) { 0 } else { 2 };
    let path = candidates
        .iter()
        .skip(skip)
        .find(|path| !taken.contains_key(*path))
        .unwrap_or(&candidates[3])
        .clone();
    let known_alone = entity.kind != EntityKind::Topic || is_concept(entity);
    taken.insert(path.clone(), if known_alone { owner } else { own });
    path
}

/// True for what the same name means in every article.
fn is_shared(mentioned: &MentionedEntity) -> bool {
    let entity = &mentioned.entity;
    match entity.kind {
        EntityKind::Topic => is_concept(entity),
        EntityKind::Person => entity.named && entity.name.trim().contains([' ', '-']),
        _ => entity.named && entity.scope != Scope::Article,
    }
}

/// "measles" is what it is wherever the article speaks of it; "use of land" and "use of water" are two.
fn is_concept(entity: &Entity) -> bool {
    let more = |alias: &String| {
        alias
            .strip_prefix(entity.name.as_str())
            .is_some_and(|rest| rest.starts_with(' '))
    };
    entity.kind == EntityKind::Topic && !entity.aliases.iter().any(more)
}

fn owner(kind: EntityKind, country: Option<&str>) -> String {
    format!("{kind:?}|{}", country.unwrap_or_default())
}

/// The folder of a kind below `/id/`.
fn folder(kind: EntityKind) -> &'static str {
    match kind.family() {
        KindFamily::Person => "person",
        KindFamily::Place => "place",
        KindFamily::Group | KindFamily::Organization => "org",
        KindFamily::Topic => "topic",
        KindFamily::Happening | KindFamily::Text | KindFamily::Platform | KindFamily::Other => {
            "thing"
        }
    }
}

/// The class of a kind, `None` for topics, which are `skos:Concept`s.
pub(super) fn class(kind: EntityKind) -> Option<String> {
    match kind {
        EntityKind::Topic => None,
        EntityKind::Igo => Some("IGO".to_owned()),
        other => Some(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discourse::{Entity, Link};
    use crate::document::Article;
    use crate::graph::{Ontology, Settings};
    use crate::text::TextRange;

    fn entity(kind: EntityKind, name: &str, named: bool, start: usize) -> MentionedEntity {
        MentionedEntity {
            entity: Entity {
                kind,
                name: name.to_owned(),
                named,
                ..Entity::default()
            },
            mentions: vec![TextRange::new(start, start + 1)],
            doubtful: Vec::new(),
        }
    }

    fn iris(article: &str, entities: &[MentionedEntity]) -> Vec<String> {
        let settings = Settings::new("https://a.example/").unwrap();
        let article = Article {
            id: article.to_owned(),
            ..Article::default()
        };
        let ontology = Ontology::read("").unwrap();
        let mut writer = Writer::new(&article, &ontology, &settings);
        let names = Names::new(&mut writer, entities);
        let base = &settings.base;
        (0..entities.len())
            .map(|n| base.path(names.node(n)).to_owned())
            .collect()
    }

    #[test]
    fn names_are_shared_and_descriptions_are_not() {
        let entities = [
            entity(EntityKind::Person, "Ann Moss", true, 0),
            entity(EntityKind::Person, "Moss", true, 20),
            entity(EntityKind::Group, "rescuers", false, 30),
            entity(EntityKind::Topic, "solar energy", false, 40),
        ];
        let (first, second) = (iris("a1", &entities), iris("a2", &entities));
        assert_eq!(first[0], "id/person/ann-moss");
        assert_eq!(first[0], second[0]);
        assert_ne!(first[1], second[1]);
        assert_ne!(first[2], second[2]);
        assert_eq!(first[3], "id/topic/solar-energy");
    }

    #[test]
    fn a_topic_is_what_its_name_says() {
        let mut of = entity(EntityKind::Topic, "use", false, 60);
        of.entity.aliases = vec!["use of land".to_owned()];
        let mut findings = entity(EntityKind::Topic, "findings", false, 90);
        findings.entity.scope = Scope::Article;
        let entities = [
            entity(EntityKind::Topic, "measles", false, 0),
            entity(EntityKind::Topic, "measles", false, 20),
            of,
            entity(EntityKind::Topic, "use", false, 80),
            findings.clone(),
            findings,
        ];
        let (first, second) = (iris("a1", &entities), iris("a2", &entities));
        assert_eq!(first[0], first[1]);
        assert_eq!(first[0], second[0]);
        assert_ne!(first[2], first[3]);
        assert_ne!(first[2], second[2]);
        assert_eq!(first[4], first[5]);
        assert_ne!(first[4], second[4]);
    }

    #[test]
    fn two_of_one_name_stay_two_and_the_linked_one_keeps_the_plain_iri() {
        let mut linked = entity(EntityKind::City, "Paris", true, 9);
        linked.entity.link = Some(Link {
            slug: "paris".into(),
            label: "Paris".into(),
            ..Link::default()
        });
        let entities = [
            entity(EntityKind::City, "Paris", true, 0),
            linked,
            entity(EntityKind::City, "Paris", true, 20),
        ];
        let iris = iris("a1", &entities);
        assert_eq!(iris[1], "id/place/paris");
        assert!(iris[0] != iris[1] && iris[0] != iris[2] && iris[1] != iris[2]);
    }
}
