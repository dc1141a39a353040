//! What frames may name and what they inherit: `_families.toml`.
//!
//! Reads: that file. Writes: [`Families`]. Never: reads a frame.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Diagnostic;
use crate::linguistics::clauses::Slot;

use super::FillerKind;
use super::nodes::{self, Entry, Node, Source, entries};
use super::words::FrameWords;

const FAMILY_KEYS: &str = "classes, roles, slots, present";

/// Everything that `_families.toml` says.
#[derive(Debug, Default)]
pub(super) struct Families {
    /// The lists of the file.
    pub(super) words: FrameWords,
    /// Kinds of all roles, where no family says otherwise.
    default: Family,
    by_name: BTreeMap<String, Family>,
}

/// One family of classes.
#[derive(Debug, Default, Clone)]
pub(super) struct Family {
    /// Its name.
    pub(super) name: String,
    /// Local names of its classes.
    pub(super) classes: Vec<String>,
    /// Kinds of its roles.
    pub(super) roles: BTreeMap<String, Vec<FillerKind>>,
    /// Slots that its patterns inherit.
    pub(super) slots: BTreeMap<Slot, Vec<String>>,
    /// The simple present tells of an event.
    pub(super) present: bool,
}

impl Families {
    /// Reads the file and tells every mistake.
    pub(super) fn read(source: Source<'_>) -> Result<Self, Vec<Diagnostic>> {
        let table = source.parse().map_err(|error| vec![error])?;
        let mut families = Self {
            words: nodes::values(source.path, source.text).map_err(|error| vec![error])?,
            ..Self::default()
        };
        let mut errors = Vec::new();
        let all = entries(source, table.get_ref());
        for entry in all.iter().filter(|entry| !is_list(entry)) {
            families
                .family(entry)
                .unwrap_or_else(|error| errors.push(error));
        }
        if errors.is_empty() {
            Ok(families)
        } else {
            Err(errors)
        }
    }

    fn family(&mut self, entry: &Entry<'_>) -> Result<(), Diagnostic> {
        let mut family = Family {
            name: entry.key.to_owned(),
            ..Family::default()
        };
        for part in entry.node.entries()? {
            match part.key {
                "classes" => {
                    let names = part.node.strings()?;
                    family.classes = names.into_iter().map(|(_, name)| name.to_owned()).collect();
                }
                "roles" => family.roles = self.kinds(part.node)?,
                "slots" => family.slots = self.slots(part.node)?,
                "present" => family.present = part.node.boolean()?,
                key => return Err(part.error(unknown(key, FAMILY_KEYS))),
            }
        }
        if entry.key == "default" {
            self.default = family;
        } else {
            self.by_name.insert(entry.key.to_owned(), family);
        }
        Ok(())
    }

    /// The family of a class, with the defaults of all families below its own.
    pub(super) fn of(&self, class: &str) -> Option<Family> {
        let own = self
            .by_name
            .values()
            .find(|family| family.classes.iter().any(|known| known == class))?;
        let mut family = self.default.clone();
        family.name.clone_from(&own.name);
        family.roles.extend(own.roles.clone());
        family.slots.extend(own.slots.clone());
        family.present = own.present;
        Some(family)
    }

    /// True for the name of a family or of a class.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(name) || self.of(name).is_some()
    }

    /// A list of classes.
    pub(super) fn class_names(&self, node: Node<'_>) -> Result<Vec<String>, Diagnostic> {
        let mut classes = Vec::new();
        for (item, name) in node.strings()? {
            if self.of(name).is_none() {
                return Err(item.error(format!("class \"{name}\" stands in no family")));
            }
            classes.push(name.to_owned());
        }
        Ok(classes)
    }

    /// A table of roles with their kinds.
    pub(super) fn kinds(
        &self,
        node: Node<'_>,
    ) -> Result<BTreeMap<String, Vec<FillerKind>>, Diagnostic> {
        let mut roles = BTreeMap::new();
        for entry in node.entries()? {
            if !self.words.roles.contains(entry.key) {
                return Err(entry.error(unknown_role(entry.key, &self.words.roles)));
            }
            let mut kinds = Vec::new();
            for (item, name) in entry.node.strings()? {
                kinds.push(FillerKind::named(name).ok_or_else(|| {
                    item.error(format!(
                        "unknown kind \"{name}\"; allowed: {}",
                        FillerKind::names()
                    ))
                })?);
            }
            roles.insert(entry.key.to_owned(), kinds);
        }
        Ok(roles)
    }

    fn slots(&self, node: Node<'_>) -> Result<BTreeMap<Slot, Vec<String>>, Diagnostic> {
        let mut slots = BTreeMap::new();
        for entry in node.entries()? {
            let slot = self.slot(entry.key);
            let slot = slot.ok_or_else(|| entry.error(unknown_slot(entry.key)))?;
            slots.insert(slot, self.role_names(entry.node)?);
        }
        Ok(slots)
    }

    /// One role or a list of roles, each known.
    pub(super) fn role_names(&self, node: Node<'_>) -> Result<Vec<String>, Diagnostic> {
        let mut roles = Vec::new();
        for (item, name) in node.strings()? {
            if !self.words.roles.contains(name) {
                return Err(item.error(unknown_role(name, &self.words.roles)));
            }
            roles.push(name.to_owned());
        }
        Ok(roles)
    }

    /// The slot that a key names.
    pub(super) fn slot(&self, key: &str) -> Option<Slot> {
        Some(match key {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "iobj" => Slot::IndirectObject,
            "attribute" => Slot::Attribute,
            "modifier" => Slot::Modifier,
            "possessor" => Slot::Possessor,
            "compound" => Slot::Compound,
            "temporal" => Slot::Temporal,
            "content" => Slot::Content,
            word if self.words.prepositions.contains(word) => Slot::Oblique(word.into()),
            _ => return None,
        })
    }
}

fn is_list(entry: &Entry<'_>) -> bool {
    matches!(
        entry.key,
        "roles"
            | "prepositions"
            | "currencies"
            | "transparent"
            | "hollow"
            | "pale"
            | "wordless"
            | "owned"
            | "answerable"
            | "undoing"
            | "ruled"
            | "sized"
            | "quantities"
            | "numbers"
            | "sorts"
            | "using"
            | "storms"
            | "discussing"
            | "turning"
    )
}

/// Message for a key that does not exist.
pub(super) fn unknown(key: &str, allowed: &str) -> String {
    format!("unknown key \"{key}\"; allowed: {allowed}")
}

/// Message for a slot that does not exist.
pub(super) fn unknown_slot(name: &str) -> String {
    format!(
        "unknown slot \"{name}\"; allowed: subject, object, iobj, attribute, modifier, possessor, \
         compound, temporal, content, or a preposition of _families.toml"
    )
}

fn unknown_role(name: &str, known: &BTreeSet<String>) -> String {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    format!("unknown role \"{name}\"; allowed: {}", known.join(", "))
}
