//! What the words before a noun say of it.
//!
//! Reads: the dependents of the noun. Writes: nothing. Never: looks beyond its phrase.

use super::reading::Reading;
use crate::linguistics::TokenId;

impl Reading<'_> {
    /// "the **first** Kenyan woman", "its **youngest** member": the noun has this adjective, as it is written.
    pub(super) fn is_described(&self, noun: TokenId, adjective: &str) -> bool {
        let mut words = self.with(noun, &["amod"]);
        words.any(|word| self.token(word).text.to_lowercase() == adjective)
    }

    /// True for a noun with a definite determiner or a possessor.
    pub(super) fn is_definite(&self, head: TokenId) -> bool {
        let definite = |word: TokenId| {
            let lower = self.token(word).text.to_lowercase();
            matches!(lower.as_str(), "the" | "this" | "that" | "these" | "those")
        };
        let mut dependents = self.dependents(head).iter().copied();
        dependents.any(|word| match self.token(word).dep.as_str() {
            "det" => definite(word),
            dep => dep == "poss",
        })
    }

    /// True for a noun that speaks of one or of counted ones ("a fire", "two fires"), not of the
    /// kind ("fires").
    pub(super) fn is_specific(&self, head: TokenId) -> bool {
        let mut dependents = self.dependents(head).iter().copied();
        self.is_definite(head)
            || dependents.any(|word| {
                let lower = self.token(word).text.to_lowercase();
                match self.token(word).dep.as_str() {
                    "det" => matches!(lower.as_str(), "a" | "an" | "another" | "both" | "some"),
                    dep => dep == "nummod",
                }
            })
    }
}
