//! The clauses under construction and the one way to give a clause an argument.
//!
//! Reads: tree, prepositional phrases, lexicon. Writes: [`Builder`]. Never: knows a construction.

use super::features::{self, Features};
use super::lexicon::ClauseLexicon;
use super::obliques::Obliques;
use super::predicates;
use super::relative;
use super::tree::Tree;
use super::{Argument, Clause, ClauseId, PredicateKind, Slot, Via, examples};
use crate::linguistics::TokenId;

/// Clauses with what the constructions need to complete them.
pub(super) struct Builder<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) obliques: &'a Obliques,
    pub(super) lexicon: &'a ClauseLexicon,
    pub(super) clauses: Vec<Clause>,
    at: Vec<Option<ClauseId>>,
}

impl<'a> Builder<'a> {
    /// One clause per predicate, with features of its own and no arguments.
    pub(super) fn new(
        tree: &'a Tree<'a>,
        obliques: &'a Obliques,
        lexicon: &'a ClauseLexicon,
    ) -> Self {
        let kinds = predicates::kinds(tree, obliques, lexicon);
        let mut builder = Self {
            tree,
            obliques,
            lexicon,
            clauses: Vec::new(),
            at: vec![None; tree.len()],
        };
        for (head, kind) in kinds.into_iter().enumerate() {
            if let Some(kind) = kind {
                builder.at[head] = Some(builder.clauses.len());
                let clause = builder.empty_clause(head, kind);
                builder.clauses.push(clause);
            }
        }
        for noun in 0..tree.len() {
            if predicates::is_idiom_object(tree, lexicon, noun) {
                builder.at[noun] = builder.at[tree.head(noun)];
            }
        }
        builder
    }

    fn empty_clause(&self, head: TokenId, kind: PredicateKind) -> Clause {
        let features = features::of(self.tree, self.obliques, self.lexicon, head, kind);
        Clause {
            head,
            kind,
            lemma: predicates::lemma(self.tree, self.lexicon, head),
            light: None,
            arguments: Vec::new(),
            passive: features.passive,
            tense: features.tense,
            progressive: features.progressive,
            perfect: features.perfect,
            negation: features.negation,
            modal: features.modal,
            parent: None,
        }
    }

    /// The clause that a token heads, or is part of: "part" in "take part".
    pub(super) fn at(&self, token: TokenId) -> Option<ClauseId> {
        self.at[token]
    }

    /// The verb clause that a token heads.
    pub(super) fn verb_at(&self, token: TokenId) -> Option<ClauseId> {
        self.at(token)
            .filter(|&id| self.clauses[id].kind == PredicateKind::Verb)
    }

    pub(super) fn has(&self, id: ClauseId, slot: &Slot) -> bool {
        self.clauses[id].argument(slot).is_some()
    }

    /// Heads in a slot.
    pub(super) fn heads(&self, id: ClauseId, slot: &Slot) -> Vec<TokenId> {
        self.clauses[id]
            .arguments(slot)
            .map(|argument| argument.head)
            .collect()
    }

    /// Gives a clause a phrase of its own with all conjuncts of the phrase.
    pub(super) fn add_phrase(&mut self, id: ClauseId, slot: &Slot, head: TokenId, via: Via) {
        if let Some(antecedent) = self.antecedent(head) {
            self.add(id, slot, antecedent, Via::Relative);
            return;
        }
        for conjunct in self.tree.conjuncts(head) {
            let is_clause = matches!(self.tree.pos(conjunct), "VERB" | "AUX");
            if !is_clause {
                for example in examples(self.tree.analysis, conjunct) {
                    self.add(id, slot, example, Via::Lifted);
                }
            }
            if conjunct == head {
                self.add(id, slot, conjunct, via);
            } else if !is_clause && self.tree.pos(conjunct) != "ADP" {
                self.add(id, slot, conjunct, Via::Conjunct);
            }
            for companion in self.companions(conjunct) {
                self.add(id, slot, companion, Via::Conjunct);
            }
        }
    }

    /// Heads of what stands beside a word: "Holm, **along with** Reis and Amundsen", "in cooperation with Reis".
    pub(super) fn companions(&self, head: TokenId) -> Vec<TokenId> {
        let phrases = self.obliques.of(head);
        let beside = phrases.flat_map(|phrase| {
            let noun = &self.tree.token(phrase.complement).lemma;
            let nominal = phrase.name == "in" && self.lexicon.companion_nouns.contains(noun);
            let within = self.obliques.of(phrase.complement);
            let within = within.filter(move |inner| nominal && inner.name == "with");
            let own = self.lexicon.companions.contains(&phrase.name);
            within.chain(own.then_some(phrase))
        });
        beside
            .flat_map(|phrase| self.tree.conjuncts(phrase.complement))
            .filter(|&companion| self.verb_at(companion).is_none())
            .collect()
    }

    /// Gives a clause one argument, unless the same word fills the same slot or predicates here.
    pub(super) fn add(&mut self, id: ClauseId, slot: &Slot, head: TokenId, via: Via) {
        let clause = &mut self.clauses[id];
        let known = clause
            .arguments
            .iter()
            .any(|argument| argument.head == head && argument.slot == *slot);
        let is_word = !matches!(self.tree.pos(head), "PUNCT" | "SPACE");
        if !known && is_word && clause.head != head {
            let slot = slot.clone();
            clause.arguments.push(Argument { slot, head, via });
        }
    }

    /// Grammatical subject: the logical object (or recipient) of a passive, else the logical subject.
    pub(super) fn surface_subject(&self, id: ClauseId) -> Vec<TokenId> {
        if !self.clauses[id].passive {
            return self.heads(id, &Slot::Subject);
        }
        let recipient = self.clauses[id]
            .arguments(&Slot::IndirectObject)
            .filter(|argument| argument.via != Via::Direct)
            .map(|argument| argument.head)
            .collect::<Vec<_>>();
        if recipient.is_empty() {
            self.heads(id, &Slot::Object)
        } else {
            recipient
        }
    }

    /// Slot that a grammatical subject fills.
    pub(super) fn subject_slot(&self, id: ClauseId) -> Slot {
        let clause = &self.clauses[id];
        if !clause.passive {
            Slot::Subject
        } else if self.tree.child(clause.head, &["dobj"]).is_some() {
            Slot::IndirectObject
        } else {
            Slot::Object
        }
    }

    /// Gives a clause grammatical subjects from elsewhere, unless it has its own.
    pub(super) fn set_subject(&mut self, id: ClauseId, subjects: &[TokenId], via: Via) {
        let slot = self.subject_slot(id);
        if self.has(id, &slot) {
            return;
        }
        for &subject in subjects {
            self.add(id, &slot, subject, via);
        }
    }

    /// The word that a relative pronoun stands for, also behind "of": "women, most **of whom** voted".
    fn antecedent(&self, word: TokenId) -> Option<TokenId> {
        let mut phrases = self.obliques.of(word);
        let part = phrases.find(|phrase| {
            phrase.name == "of"
                && matches!(
                    self.tree.lower(phrase.complement).as_str(),
                    "whom" | "which"
                )
        });
        let pronoun = part.map_or(word, |phrase| phrase.complement);
        if !matches!(self.tree.tag(pronoun), "WDT" | "WP" | "WP$")
            || self.tree.lower(pronoun) == "what"
        {
            return None;
        }
        let mut at = pronoun;
        loop {
            let head = self.tree.head(at);
            if self.tree.dep(at) == "relcl" {
                return Some(relative::antecedent_of(self, pronoun, head));
            }
            let starts_question = self.tree.dep(at) == "ccomp"
                && self.tree.analysis.tokens[at.min(pronoun)].range.start
                    > self.tree.token(head).range.start;
            if head == at || starts_question {
                return None;
            }
            at = head;
        }
    }

    /// Copies what a verb group shares with a bare conjunct.
    pub(super) fn features(&self, id: ClauseId) -> Features {
        let clause = &self.clauses[id];
        Features {
            passive: clause.passive,
            tense: clause.tense,
            progressive: clause.progressive,
            perfect: clause.perfect,
            negation: clause.negation,
            modal: clause.modal.clone(),
        }
    }
}
