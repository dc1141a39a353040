//! Nouns and the verbs that tell of one event with them: "the attack happened on Friday".
//!
//! Reads: dated clauses and the nouns at them. Writes: the number of an expression for a noun or verb
//! that has none. Never: looks beyond the clause.

use super::share::Sharing;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::{Clause, ClauseId, PredicateKind, Slot, Tense};

impl Sharing<'_> {
    /// Hands expressions on between verbs and nouns.
    pub(super) fn by_nouns(&mut self) {
        for id in 0..self.clauses.clauses.len() {
            match self.clause(id).kind {
                PredicateKind::Verb | PredicateKind::Adjective => {
                    self.by_happening(id);
                    self.by_phrase(id);
                    self.by_actor(id);
                }
                PredicateKind::Noun => {
                    self.by_holder(id);
                    self.by_apposition(id);
                }
            }
        }
    }

    /// "The bombing **happened** on Friday", "the vote is **scheduled** for Friday".
    fn by_happening(&mut self, id: ClauseId) {
        let words = &self.words.sharing;
        let clause = self.clause(id);
        let happens = if words.happening.contains(&clause.lemma) {
            &Slot::Subject
        } else if words.holding.contains(&clause.lemma) {
            &Slot::Object
        } else {
            return;
        };
        let contests = words.contesting.contains(&clause.lemma);
        for noun in self.nouns_in(clause, happens) {
            self.give(noun, id);
            if contests && self.clause(id).tense == Tense::Past && self.stands_before(noun) {
                self.give(id, noun);
            }
        }
    }

    /// "killed **in** an attack on Friday", "said **at** a meeting on Friday", "went **on** a visit on Friday",
    /// "**hours after** Friday's attack".
    fn by_phrase(&mut self, id: ClauseId) {
        let phrases: Vec<(ClauseId, bool)> = (self.clause(id).arguments.iter())
            .filter_map(|argument| {
                let Slot::Oblique(preposition) = &argument.slot else {
                    return None;
                };
                let both = match preposition.as_str() {
                    "in" => self.is_right_before_time(argument.head, id),
                    "at" | "during" => true,
                    "on" if self
                        .words
                        .sharing
                        .setting_out
                        .contains(&self.clause(id).lemma) =>
                    {
                        true
                    }
                    "after" | "before" if self.is_close(argument.head, preposition) => true,
                    _ => return None,
                };
                Some((self.noun_at(argument.head)?, both))
            })
            .collect();
        for (noun, both) in phrases {
            self.give(id, noun);
            if both {
                self.give(noun, id);
            }
        }
    }

    /// "voted in a **referendum on Sunday**": a time right behind a noun, though it dates the verb.
    fn is_right_before_time(&self, noun: TokenId, id: ClauseId) -> bool {
        let start = self.dated[id].map(|time| self.times[time].tokens.start);
        let indefinite = self.analysis.children(noun).any(|word| {
            let text = &self.analysis.tokens[word].text;
            text == "a" || text == "an"
        });
        let preposition = noun + 1;
        indefinite && start == Some(noun + 2) && self.analysis.tokens[preposition].pos == "ADP"
    }

    /// "the **November 5** election"
    fn stands_before(&self, noun: ClauseId) -> bool {
        let tokens = self.dated[noun].map(|time| &self.times[time].tokens);
        tokens.is_some_and(|tokens| tokens.end <= self.clause(noun).head)
    }

    /// "The cabinet **on Friday** approved it": a day between who acts and the verb is that of the verb, though the
    /// parser hangs it on the noun.
    fn by_actor(&mut self, id: ClauseId) {
        let clause = self.clause(id);
        if clause.tense != Tense::Past {
            return;
        }
        let before = |noun: &ClauseId| {
            let day = self.dated[*noun].map(|time| &self.times[time].tokens);
            day.is_some_and(|day| day.end == clause.head && self.clause(*noun).head < day.start)
        };
        let actor = self
            .nouns_in(clause, &Slot::Subject)
            .into_iter()
            .find(before);
        if let Some(actor) = actor {
            self.give(id, actor);
        }
    }

    /// "A couple of **bombings** took place on Friday", "the subject of **sanctions** since 2011".
    fn by_holder(&mut self, id: ClauseId) {
        let clause = self.clause(id);
        let holds = self.kinds.amounts.contains(&clause.lemma)
            || self.words.sharing.holders.contains(&clause.lemma) && clause.light.is_some();
        if holds {
            for noun in self.nouns_in(clause, &Slot::Oblique("of".into())) {
                self.give(noun, id);
            }
        }
    }

    /// "the Maritime Union (MU) **Congress**": the parser takes a name for two.
    fn by_apposition(&mut self, id: ClauseId) {
        let token = &self.analysis.tokens[self.clause(id).head];
        if token.dep == "appos"
            && token.pos == "PROPN"
            && self.analysis.tokens[token.head].pos == "PROPN"
            && let Some(noun) = self.noun_at(token.head)
        {
            self.unite(id, noun);
        }
    }

    pub(super) fn nouns_in(&self, clause: &Clause, slot: &Slot) -> Vec<ClauseId> {
        let heads = clause.arguments(slot).map(|argument| argument.head);
        heads
            .filter_map(|head: TokenId| self.noun_at(head))
            .collect()
    }
}
