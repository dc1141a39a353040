//! What becomes of a relative clause: "a law **that bans it**", "the first bridge **to be built**".
//!
//! Reads: the step from the clause to the noun that it hangs on. Writes: [`Effect`]. Never: judges the noun.

use super::cues::{Effect, Form, Kind, View};
use super::governor::{Step, bare};
use crate::discourse::Modality;
use crate::linguistics::TokenId;

impl Step<'_> {
    /// Relative clauses have their own time; those in the present about an indefinite thing share
    /// the unreality of the clause in which it stands ("wants a law that bans").
    pub(super) fn relative(&self) -> Effect {
        let tokens = &self.sources.analysis.tokens;
        let noun = tokens[self.clause.head].head;
        let anyone = &self.sources.cues.words().anyone;
        if anyone.contains(tokens[noun].text.to_lowercase().as_str()) {
            return bare(View::As(Modality::Hypothetical));
        }
        // "a bridge **to be built**", "visas **to enter** Chile", "no money **to repair** it"
        if self.form == Form::Infinitive && !self.clause.perfect && !self.is_ranked(noun) {
            let passive = self.clause.passive;
            let alone = bare(View::As(if passive {
                Modality::Planned
            } else {
                Modality::Intended
            }));
            let aimed = |effect: &Effect| matches!(effect.view, View::As(_));
            let above = || self.governing().filter(aimed);
            return self.of_noun(noun).or_else(above).unwrap_or(alone);
        }
        if self.is_existential(noun) && !self.is_aside() {
            return bare(View::Implied);
        }
        if self.is_drafted(noun) {
            return bare(View::As(Modality::Proposed));
        }
        let done = self.is_past() || tokens[self.clause.head].tag == "VBN";
        bare(if done || self.is_definite(noun) || self.is_aside() {
            View::Presupposed
        } else {
            View::Follows
        })
    }

    /// "the **request** of Peru to extradite him": the infinitive is the content of the noun that it
    /// hangs on, or of what that noun owns.
    fn of_noun(&self, noun: TokenId) -> Option<Effect> {
        let (tokens, cues) = (&self.sources.analysis.tokens, self.sources.cues);
        let effect = |word: TokenId| cues.effect(&tokens[word].lemma, Kind::Noun, self.form);
        let preposition = tokens[noun].head;
        let links = matches!(tokens[preposition].lemma.as_str(), "of" | "by" | "from");
        let found = effect(noun).or_else(|| effect(tokens[preposition].head).filter(|_| links))?;
        Some(Effect {
            sourced: false,
            ..found
        })
    }

    /// "the **first** bridge to be built", "the **youngest** player to win", "the **12th** country to ban it":
    /// that one is built.
    pub(super) fn is_ranked(&self, noun: TokenId) -> bool {
        let (analysis, ranking) = (self.sources.analysis, &self.sources.cues.words().ranking);
        let ranks = |word: TokenId| {
            let token = &analysis.tokens[word];
            let listed = ranking.contains(token.text.to_lowercase().as_str());
            (listed && token.pos != "ADV") || token.ranks()
        };
        analysis.children(noun).chain([noun]).any(ranks)
    }

    /// "vetoed a **bill** banning the drug", "a **plan** that cuts jobs".
    fn is_drafted(&self, noun: TokenId) -> bool {
        let (tokens, words) = (&self.sources.analysis.tokens, self.sources.cues.words());
        let tag = tokens[self.clause.head].tag.as_str();
        let cues = self.sources.cues;
        let told = cues.effect(&self.clause.lemma, Kind::Verb, Form::Finite);
        let says = told.is_some_and(|effect| effect.view == View::Worded);
        let open = (tag == "VBG" || self.clause.is_simple_present()) && !self.is_past() && !says;
        open && words.drafts.contains(&tokens[noun].lemma)
            && !words.enacting.contains(&self.above.lemma)
    }

    /// "**there may have been** wells dug here", "**there was nobody** who knew": as real as there being such a thing.
    fn is_existential(&self, noun: TokenId) -> bool {
        let analysis = self.sources.analysis;
        let there = analysis.child(self.above.head, &["expl"]);
        there.is_some()
            && analysis.tokens[noun].dep == "attr"
            && analysis.tokens[noun].head == self.above.head
    }

    /// Set off by a comma: "a truce, which ends the war".
    fn is_aside(&self) -> bool {
        let analysis = self.sources.analysis;
        let start = analysis.subtree(self.clause.head).start;
        start > 0 && analysis.tokens[start - 1].text == ","
    }
}
