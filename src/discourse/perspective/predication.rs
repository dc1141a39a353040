//! What "be" and verbs that only list say of their subject: "the plan **is to build**", "an attack is
//! **likely**", "their demands **include** an election".
//!
//! Reads: the step from a clause to such a verb. Writes: [`Effect`]. Never: looks at other verbs.

use super::cues::{Effect, Form, Kind, View};
use super::governor::Step;
use crate::linguistics::TokenId;
use crate::linguistics::clauses::PredicateKind;

impl Step<'_> {
    /// "The plan is to build", "it is likely that", "demands include closing": subject or predicate
    /// of "be" is the cue.
    pub(super) fn copula(&self) -> Option<Effect> {
        let says = matches!(self.above.lemma.as_str(), "be" | "become" | "remain");
        if !says && !self.lists() {
            return None;
        }
        let analysis = self.sources.analysis;
        analysis
            .children(self.above.head)
            .filter(|&child| {
                matches!(
                    analysis.tokens[child].dep.as_str(),
                    "acomp" | "attr" | "nsubj"
                )
            })
            .find_map(|child| {
                let token = &analysis.tokens[child];
                let kind = if token.pos == "ADJ" {
                    Kind::Adjective
                } else {
                    Kind::Noun
                };
                let effect = self.sources.cues.effect(&token.lemma, kind, self.form)?;
                // "The claim is that": a claim does not speak.
                let sourced = effect.sourced && token.dep != "nsubj";
                Some(Effect { sourced, ..effect })
            })
    }

    /// "their **demands** include an election"
    pub(super) fn listed(&self) -> Option<Effect> {
        self.copula().filter(|_| self.lists())
    }

    /// The verb above only says what its subject consists of.
    fn lists(&self) -> bool {
        let listing = &self.sources.cues.words().listing;
        listing.contains(&self.above.lemma)
    }

    /// "an attack is **likely**", "the talks are **under way**": what "be" says of a happening.
    pub(super) fn predicate(&self) -> Option<Effect> {
        let (analysis, cues) = (self.sources.analysis, self.sources.cues);
        let lemma = |token: TokenId| analysis.tokens[token].lemma.as_str();
        let adjective = |word: &str| cues.effect(word, Kind::Adjective, Form::Nominal);
        analysis
            .children(self.above.head)
            .filter(|_| matches!(self.above.lemma.as_str(), "be" | "remain"))
            .find_map(|child| match analysis.tokens[child].dep.as_str() {
                "acomp" | "advmod" => adjective(lemma(child)),
                "prep" => {
                    let object = analysis.child(child, &["pobj"])?;
                    adjective(&format!("{} {}", lemma(child), lemma(object)))
                }
                _ => None,
            })
            .filter(|effect| matches!(effect.view, View::As(_)))
            .map(|effect| Effect {
                sourced: false,
                ..effect
            })
    }

    /// "The claim that he had fled was **false**", "reports of an attack proved **wrong**": what a noun of saying says, as
    /// a predicate judges it.
    pub(super) fn refuted(&self) -> Option<Effect> {
        let (analysis, cues) = (self.sources.analysis, self.sources.cues);
        let told = match self.form {
            Form::Finite => self.above.kind == PredicateKind::Noun,
            Form::Nominal => self.marker.as_deref() == Some("of"),
            _ => false,
        };
        let says = told
            && cues
                .effect(&self.above.lemma, Kind::Noun, self.form)
                .is_some();
        let token = &analysis.tokens[self.above.head];
        let verb = &analysis.tokens[token.head];
        let predicates = matches!(verb.lemma.as_str(), "be" | "prove" | "remain" | "turn");
        if !says || token.dep != "nsubj" || !predicates {
            return None;
        }
        // "turned out **to be** false"
        let be = (analysis.child(token.head, &["xcomp"]))
            .filter(|&complement| analysis.tokens[complement].lemma == "be");
        let beside = analysis.children(token.head);
        let judged =
            (beside.chain(be.into_iter().flat_map(|be| analysis.children(be)))).any(|child| {
                let token = &analysis.tokens[child];
                let predicate = matches!(token.dep.as_str(), "acomp" | "attr" | "oprd" | "advmod");
                predicate && cues.words().untrue.contains(token.lemma.as_str())
            });
        let open = analysis.child(token.head, &["neg", "aux"]).is_none();
        (judged && open).then_some(Effect {
            view: View::Worded,
            negative: true,
            sourced: false,
            certainty: None,
            unsourced: None,
        })
    }
}
