//! Entities as nodes: class, names, mentions, country, links.
//!
//! Reads: the entities of [`Facts`]. Writes: their quads. Never: merges or splits entities.

use oxigraph::model::{Literal, NamedNode};

use super::names::{Names, class};
use super::vocab;
use super::writer::{SpanKind, Writer, tagged};
use crate::discourse::{Entity, EntityKind, Link, Point, Whole};
use crate::error::{Diagnostic, Place};
use crate::facts::Facts;

impl Writer<'_> {
    /// All entities of an article.
    pub(super) fn add_entities(&mut self, facts: &Facts, names: &Names) -> Result<(), Diagnostic> {
        for (number, mentioned) in facts.entities.iter().enumerate() {
            let node = names.node(number);
            let entity = &mentioned.entity;
            self.add_kind(node, entity.kind)?;
            self.add_names(node, entity, names.label(number));
            self.add_country(node, entity, facts, names);
            if let Some(link) = &entity.link {
                self.add_link(node, link)?;
            }
            for &member in &entity.members {
                self.add(node, vocab::GROUP_MEMBER, names.node(member).clone());
            }
            for &range in &mentioned.mentions {
                let span = self.span(range, SpanKind::Phrase);
                self.add(node, vocab::DENOTED_BY, span);
            }
            for &range in &mentioned.doubtful {
                let span = self.span(range, SpanKind::Phrase);
                self.add(node, vocab::DOUBTFUL_MENTION, span);
            }
        }
        Ok(())
    }

    fn add_kind(&mut self, node: &NamedNode, kind: EntityKind) -> Result<(), Diagnostic> {
        let Some(class) = class(kind) else {
            self.add(node, vocab::TYPE, vocab::CONCEPT.into_owned());
            return Ok(());
        };
        let class = self.ontology.term(&class).ok_or_else(|| {
            Diagnostic::new(
                Place::file(super::ontology::PATH),
                format!("entity class \"{class}\" is missing"),
            )
        })?;
        self.add_type(node, class.as_ref());
        Ok(())
    }

    fn add_names(&mut self, node: &NamedNode, entity: &Entity, label: &str) {
        match &entity.link {
            Some(_) => self.add(node, vocab::LABEL, tagged(label, "en")),
            None => self.add_text(node, vocab::LABEL, label),
        }
        if entity.kind == EntityKind::Topic {
            self.add_text(node, vocab::PREF_LABEL, label);
        }
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        for name in names.filter(|name| *name != label) {
            self.add_text(node, vocab::ALT_LABEL, name);
        }
    }

    /// The code of the country and, where the article speaks of the country itself, its node.
    fn add_country(&mut self, node: &NamedNode, entity: &Entity, facts: &Facts, names: &Names) {
        let Some(code) = country_code(entity) else {
            return;
        };
        self.add_string(node, vocab::COUNTRY_CODE, code);
        if entity.kind == EntityKind::Country {
            self.add_string(node, vocab::ISO_3166, code);
        }
        let country = facts.entities.iter().position(|other| {
            other.entity.kind == EntityKind::Country && country_code(&other.entity) == Some(code)
        });
        if let Some(country) = country {
            self.add(node, vocab::COUNTRY, names.node(country).clone());
        }
    }

    fn add_link(&mut self, node: &NamedNode, link: &Link) -> Result<(), Diagnostic> {
        for iri in &link.same_as {
            let same = NamedNode::new(iri).map_err(|error| {
                Diagnostic::new(
                    Place::file(&link.source),
                    format!("\"{iri}\" is no IRI: {error}"),
                )
            })?;
            self.add(node, vocab::SAME_AS, same);
        }
        if let Some(point) = &link.point {
            self.add_point(node, point);
        }
        self.add_wholes(node, &link.within)
    }

    /// Where a place lies, for maps (WGS 84) and for geographic queries (`GeoSPARQL`).
    fn add_point(&mut self, node: &NamedNode, point: &Point) {
        let (latitude, longitude) = (point.latitude.as_str(), point.longitude.as_str());
        let decimal = |value: &str| Literal::new_typed_literal(value, vocab::XSD_DECIMAL);
        self.add(node, vocab::LATITUDE, decimal(latitude));
        self.add(node, vocab::LONGITUDE, decimal(longitude));
        let text = format!("POINT({longitude} {latitude})");
        let text = Literal::new_typed_literal(text, vocab::WKT_LITERAL);
        self.add(node, vocab::AS_WKT, text);
    }

    /// The region that a place lies in, the country that this lies in.
    fn add_wholes(&mut self, node: &NamedNode, wholes: &[Whole]) -> Result<(), Diagnostic> {
        let mut inner = node.clone();
        for whole in wholes {
            let slug = super::iri::slug(&whole.slug);
            let outer = self.settings.base.node(&format!("id/place/{slug}"));
            self.add(&inner, vocab::LOCATED_IN, outer.clone());
            self.add_kind(&outer, whole.kind)?;
            self.add(&outer, vocab::LABEL, tagged(&whole.label, "en"));
            inner = outer;
        }
        Ok(())
    }
}

/// The two capital letters of a country; of a country itself those of its gazetteer entry.
fn country_code(entity: &Entity) -> Option<&str> {
    let linked = entity
        .link
        .as_ref()
        .filter(|_| entity.kind == EntityKind::Country)
        .and_then(|link| link.iso.as_deref());
    linked
        .or(entity.country.as_deref())
        .filter(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
}
