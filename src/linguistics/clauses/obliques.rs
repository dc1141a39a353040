//! Prepositional phrases: multi-word, nested and chained prepositions brought to one name each.
//!
//! Reads: [`Tree`] and the list of multi-word prepositions. Writes: [`Obliques`].
//! Never: decides whether a phrase is an argument or an adjunct.

use std::ops::RangeInclusive;

use smol_str::SmolStr;

use super::attachment::{self, Host};
use super::lexicon::ClauseLexicon;
use super::predicates;
use super::tree::Tree;
use crate::linguistics::TokenId;

const PREPOSITIONAL: [&str; 4] = ["prep", "agent", "dative", "pcomp"];
const COMPLEMENTS: [&str; 2] = ["pobj", "pcomp"];

/// One prepositional phrase.
#[derive(Debug, Clone)]
pub(super) struct Oblique {
    /// The word that the phrase hangs on.
    pub(super) owner: TokenId,
    /// Lower-case preposition, words separated by a space.
    pub(super) name: SmolStr,
    /// First word of the preposition.
    pub(super) preposition: TokenId,
    /// What the preposition governs: a nominal, or a gerund or clause.
    pub(super) complement: TokenId,
    /// The parser calls it the agent of a passive.
    pub(super) agent: bool,
    /// The parser hung it on a noun below the owner.
    pub(super) lifted: bool,
}

/// All prepositional phrases of an analysis.
pub(super) struct Obliques {
    all: Vec<Oblique>,
    by_owner: Vec<Vec<usize>>,
    by_complement: Vec<Option<usize>>,
    /// Token is part of a multi-word preposition.
    groups: Vec<Option<RangeInclusive<TokenId>>>,
}

impl Obliques {
    pub(super) fn find(tree: &Tree, lexicon: &ClauseLexicon) -> Self {
        let mut obliques = Self {
            all: Vec::new(),
            by_owner: vec![Vec::new(); tree.len()],
            by_complement: vec![None; tree.len()],
            groups: groups(tree, lexicon),
        };
        for id in 0..tree.len() {
            if let Some(group) = obliques.groups[id].clone() {
                if *group.end() == id {
                    obliques.add_group(tree, &group);
                }
            } else if obliques.is_preposition(tree, id) {
                obliques.add_simple(tree, id);
            }
        }
        obliques.reattach(tree, lexicon);
        obliques
    }

    /// Phrases that hang on a word, in order of their prepositions.
    pub(super) fn of(&self, owner: TokenId) -> impl Iterator<Item = &Oblique> {
        self.by_owner[owner].iter().map(|&index| &self.all[index])
    }

    /// The phrase that a word is the complement of.
    pub(super) fn around(&self, complement: TokenId) -> Option<&Oblique> {
        self.by_complement[complement].map(|index| &self.all[index])
    }

    /// True for the words of "in front of", which predicate nothing.
    pub(super) fn in_group(&self, id: TokenId) -> bool {
        self.groups[id].is_some()
    }

    fn is_preposition(&self, tree: &Tree, id: TokenId) -> bool {
        (PREPOSITIONAL.contains(&tree.dep(id)) || is_second(tree, id))
            && !self.in_group(id)
            && tree.child(id, &COMPLEMENTS).is_some()
            && !(tree.pos(id) == "VERB" && tree.dep(id) == "pcomp")
            && tree.pos(id) != "NOUN"
    }

    /// "in front of" with what follows its last word.
    fn add_group(&mut self, tree: &Tree, group: &RangeInclusive<TokenId>) {
        let words: Vec<&str> = group.clone().map(|id| tree.lower(id).as_str()).collect();
        let outside = group.clone().find(|&id| !group.contains(&tree.head(id)));
        let top = outside.unwrap_or(*group.start());
        let owner = self.owner(tree, top);
        for complement in complements(tree, group) {
            self.push(Oblique {
                owner,
                name: words.join(" ").into(),
                preposition: *group.start(),
                complement,
                agent: false,
                lifted: false,
            });
        }
    }

    /// "in Kyiv"; "from behind the house" keeps the outer preposition.
    fn add_simple(&mut self, tree: &Tree, preposition: TokenId) {
        let mut outer = preposition;
        while self.only_wraps(tree, tree.head(outer)) {
            outer = tree.head(outer);
        }
        let owner = self.owner(tree, outer);
        for complement in tree.with(preposition, &COMPLEMENTS) {
            if self.is_preposition(tree, complement) || self.in_group(complement) {
                continue;
            }
            self.push(Oblique {
                owner,
                name: tree.lower(outer).clone(),
                preposition: outer,
                complement,
                agent: tree.dep(outer) == "agent",
                lifted: false,
            });
        }
    }

    /// A preposition whose complement is another prepositional phrase.
    fn only_wraps(&self, tree: &Tree, id: TokenId) -> bool {
        matches!(tree.pos(id), "ADP" | "SCONJ")
            && matches!(tree.dep(id), "prep" | "agent")
            && !self.in_group(id)
            && tree.child(id, &["pobj"]).is_none()
    }

    /// What a preposition hangs on, past other prepositions ("from X **to** Y") and adverbs ("early **on** Monday").
    fn owner(&self, tree: &Tree, preposition: TokenId) -> TokenId {
        let mut at = tree.head(preposition);
        if is_second(tree, preposition) && !self.is_preposition(tree, at) {
            at = tree.head(tree.first_conjunct(at)); // "between A and B and **between** C and D"
        }
        loop {
            let is_link = self.in_group(at)
                || tree.pos(at) == "PUNCT"
                || (matches!(tree.pos(at), "ADP" | "SCONJ" | "ADV")
                    && matches!(tree.dep(at), "prep" | "agent" | "advmod" | "pcomp" | "prt"));
            if !is_link || tree.head(at) == at {
                return at;
            }
            at = tree.head(at);
        }
    }

    /// Gives phrases to better hosts than the parser's, outer phrases first.
    fn reattach(&mut self, tree: &Tree, lexicon: &ClauseLexicon) {
        for index in 0..self.all.len() {
            let phrase = self.all[index].clone();
            if predicates::is_idiom_object(tree, lexicon, phrase.owner) {
                self.give(index, tree.head(phrase.owner));
            } else if let Some(host) = attachment::better_host(tree, self, lexicon, &phrase) {
                self.lift(index, &host);
            }
        }
    }

    fn lift(&mut self, index: usize, host: &Host) {
        if host.shared {
            let mut copy = self.all[index].clone();
            copy.owner = host.owner;
            copy.lifted = true;
            self.by_owner[host.owner].push(self.all.len());
            self.all.push(copy);
        } else {
            self.all[index].lifted = true;
            self.give(index, host.owner);
        }
    }

    fn give(&mut self, index: usize, owner: TokenId) {
        let before = self.all[index].owner;
        self.by_owner[before].retain(|&other| other != index);
        self.by_owner[owner].push(index);
        self.all[index].owner = owner;
    }

    fn push(&mut self, oblique: Oblique) {
        let index = self.all.len();
        self.by_owner[oblique.owner].push(index);
        self.by_complement[oblique.complement] = Some(index);
        self.all.push(oblique);
    }
}

/// A preposition that is joined to another phrase: "in Kyiv and **in** Lviv".
fn is_second(tree: &Tree, id: TokenId) -> bool {
    tree.dep(id) == "conj" && tree.pos(id) == "ADP"
}

/// Marks the words of multi-word prepositions that govern something.
fn groups(tree: &Tree, lexicon: &ClauseLexicon) -> Vec<Option<RangeInclusive<TokenId>>> {
    let mut groups = vec![None; tree.len()];
    let mut start = 0;
    while start < tree.len() {
        match group_at(tree, lexicon, start) {
            Some(end) => {
                groups[start..=end].fill(Some(start..=end));
                start = end + 1;
            }
            None => start += 1,
        }
    }
    groups
}

fn group_at(tree: &Tree, lexicon: &ClauseLexicon, start: TokenId) -> Option<TokenId> {
    let candidates = lexicon.prepositions_from(tree.lower(start));
    candidates.iter().find_map(|words| {
        let end = start + words.len() - 1;
        let matches = end < tree.len()
            && words
                .iter()
                .enumerate()
                .all(|(at, word)| tree.lower(start + at) == word)
            && !complements(tree, &(start..=end)).is_empty();
        // "sent **his thanks to** the crew"
        let noun = tree.child(start, &["det", "poss"]).is_some();
        (matches && !noun).then_some(end)
    })
}

/// What follows a multi-word preposition: "because **of**" may have it at either word.
fn complements(tree: &Tree, group: &RangeInclusive<TokenId>) -> Vec<TokenId> {
    let of_word = |id| {
        tree.with(id, &COMPLEMENTS)
            .filter(|child| child > group.end())
    };
    group.clone().flat_map(of_word).collect()
}
