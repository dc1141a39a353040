//! Decisions of people on who is who: what the program names apart is one thing, or what it names
//! alike is two.
//!
//! Reads: decisions. Writes: the IRI that stands for another one in an article, and what is recorded of
//! it. Never: decides anything itself.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::vocab;
use super::writer::Writer;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// What is called `gone` is called `kept`, in every article.
    Same {
        /// The IRI that gives way.
        gone: NamedNode,
        /// The IRI that stays.
        kept: NamedNode,
    },
    /// What is called `iri` is called `other` in one article: it is another thing of the same name.
    Other {
        /// The IRI by which it goes elsewhere.
        iri: NamedNode,
        /// The IRI of its own.
        other: NamedNode,
        /// The article.
        article: NamedNode,
    },
}

/// All decisions that are in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identities {
    same: BTreeMap<NamedNode, NamedNode>,
    other: BTreeMap<(NamedNode, NamedNode), NamedNode>,
}

impl Identities {
    /// Adds a decision.
    ///
    /// # Errors
    /// Says which earlier decision it contradicts.
    pub fn add(&mut self, decision: &Decision) -> Result<(), String> {
        let (from, to) = match decision {
            Decision::Same { gone, kept } => (gone, kept),
            Decision::Other { iri, other, .. } => (iri, other),
        };
        let earlier = match decision {
            Decision::Same { gone, .. } => self.same.get(gone),
            Decision::Other { iri, article, .. } => self.other.get(&(article.clone(), iri.clone())),
        };
        if let Some(earlier) = earlier.filter(|earlier| *earlier != to) {
            return Err(format!("{from} has been decided to be {earlier}"));
        }
        if self.leads(to, from) {
            return Err(format!("{to} has been decided to be {from}"));
        }
        match decision {
            Decision::Same { .. } => self.same.insert(from.clone(), to.clone()),
            Decision::Other { article, .. } => {
                (self.other).insert((article.clone(), from.clone()), to.clone())
            }
        };
        Ok(())
    }

    /// The IRI that another one stands for in every article, itself where nothing was decided.
    pub fn everywhere<'a>(&'a self, node: &'a NamedNode) -> &'a NamedNode {
        std::iter::successors(Some(node), |node| self.same.get(*node))
            .last()
            .unwrap_or(node)
    }

    /// What an IRI is replaced by in an article, step by step.
    fn steps<'a>(
        &'a self,
        article: &'a NamedNode,
        node: &'a NamedNode,
    ) -> impl Iterator<Item = Step<'a>> {
        let step = move |from: &'a NamedNode| {
            let own = self.other.get(&(article.clone(), from.clone()));
            let is_other = own.is_some();
            let to = own.or_else(|| self.same.get(from))?;
            Some(Step { from, to, is_other })
        };
        std::iter::successors(step(node), move |last| step(last.to))
    }

    /// True where some decisions, in whatever articles, lead from one IRI to another.
    fn leads(&self, from: &NamedNode, to: &NamedNode) -> bool {
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if node == to {
                return true;
            }
            open.extend(self.same.get(node));
            open.extend(
                self.other
                    .iter()
                    .filter(|((_, iri), _)| iri == node)
                    .map(|(_, to)| to),
            );
        }
        false
    }
}

/// One IRI in the place of another.
#[derive(Debug, Clone, Copy)]
struct Step<'a> {
    from: &'a NamedNode,
    to: &'a NamedNode,
    is_other: bool,
}

impl Writer<'_> {
    /// The IRI that decisions put in the place of one, and the record of each of them: a name that
    /// was merged away leads to its successor, and what was split off is told from its namesake.
    pub(super) fn decided(&mut self, node: &NamedNode) -> NamedNode {
        let (settings, article) = (self.settings, self.article_node());
        let mut last = node.clone();
        for step in settings.identities.steps(&article, node) {
            if step.is_other {
                self.add(step.to, vocab::DIFFERENT_FROM, step.from.clone());
            } else {
                self.add(step.from, vocab::SAME_AS, step.to.clone());
                self.add(step.from, vocab::IS_REPLACED_BY, step.to.clone());
            }
            last.clone_from(step.to);
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str) -> NamedNode {
        NamedNode::new(format!("https://a.example/{name}")).unwrap()
    }

    fn same(gone: &str, kept: &str) -> Decision {
        Decision::Same {
            gone: node(gone),
            kept: node(kept),
        }
    }

    fn other(iri: &str, other: &str, article: &str) -> Decision {
        Decision::Other {
            iri: node(iri),
            other: node(other),
            article: node(article),
        }
    }

    fn decided(identities: &Identities, article: &str, name: &str) -> NamedNode {
        let (article, node) = (node(article), node(name));
        let last = identities.steps(&article, &node).last();
        last.map_or(node.clone(), |step| step.to.clone())
    }

    #[test]
    fn decisions_follow_on_one_another() {
        let mut identities = Identities::default();
        for decision in [
            same("moss-1", "moss"),
            same("moss", "ann-moss"),
            other("ann-moss", "ann-moss-2", "a2"),
        ] {
            identities.add(&decision).unwrap();
        }
        assert_eq!(decided(&identities, "a1", "moss-1"), node("ann-moss"));
        assert_eq!(decided(&identities, "a2", "moss-1"), node("ann-moss-2"));
        assert_eq!(decided(&identities, "a2", "dale"), node("dale"));
    }

    #[test]
    fn what_contradicts_is_refused() {
        let mut identities = Identities::default();
        identities.add(&same("a", "b")).unwrap();
        identities.add(&same("a", "b")).unwrap();
        identities.add(&other("b", "c", "a1")).unwrap();
        for decision in [
            same("a", "c"),
            same("b", "a"),
            same("a", "a"),
            same("c", "a"),
            other("b", "d", "a1"),
        ] {
            assert!(identities.add(&decision).is_err(), "{decision:?}");
        }
    }
}
